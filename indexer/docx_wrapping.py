"""Putting a link around a span of a paragraph: runs are cut at its ends, and what holds them is cut with them.

A hyperlink may not stand inside a tracked insertion: it goes around it, and an insertion that is only partly covered is
divided. Each part keeps the formatting, the author and the date of the whole.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator

from lxml import etree

from indexer.docx_runs import FOREIGN, Element, Paragraph, Run, character_text, local, same_namespace

#: Where a hyperlink may not stand: it must go around these.
_TRACKED = {"ins", "moveTo"}
_TRANSPARENT = {"smartTag", "customXml", "sdtContent", "sdt", "dir", "bdo"}
_MAY_HOLD_LINKS = {"p", "smartTag", "sdtContent", "customXml", "dir", "bdo"}
#: What Word leaves out at the ends of a text that is not marked to keep it; other blanks are letters to it.
_BLANKS = (" ", "\t", "\r", "\n")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


class Numbering:
    """Fresh ids for copies of tracked changes, whose ``w:id`` must be unique."""

    def __init__(self, roots: list[Element]) -> None:
        ids = (node.get(same_namespace(node, "id"), "") for root in roots for node in root.iter(etree.Element))
        self._last = max((int(value) for value in ids if value.isdigit()), default=0)

    def renumber(self, node: Element) -> None:
        """New ids for a copied element and what is in it."""
        for part in node.iter(etree.Element):
            key = same_namespace(part, "id")
            if part.get(key, "").isdigit():
                self._last += 1
                part.set(key, str(self._last))


def is_free(paragraph: Paragraph, start: int, end: int) -> bool:
    """Whether a link may be put around a span: nothing of it is in a link, a field, or a control for plain text."""
    covered = [run for run in paragraph.runs if run.start < end and start < run.end]
    return bool(covered) and all(_may_be_linked(run) for run in covered)


def _may_be_linked(run: Run) -> bool:
    if run.locked or (run.foreign and run.start < run.end):
        return False
    parent = _parent(run.element)
    while local(parent) in _TRACKED:
        parent = _parent(parent)
    return local(parent) in _MAY_HOLD_LINKS


def wrap(paragraph: Paragraph, start: int, end: int, link: Element, numbering: Numbering) -> None:
    """Put copies of ``link`` around a free span of the text: one, or several where other content divides it.

    Spans must be wrapped from the last to the first.
    """
    _cut(paragraph, end, numbering)
    _cut(paragraph, start, numbering)
    runs = [run.element for run in paragraph.runs if run.start < run.end and start <= run.start and run.end <= end]
    tops = list(dict.fromkeys(_lift(run, set(runs), numbering) for run in runs))
    for group in _groups(tops):
        _enclose(group, copy.copy(link))


def _parent(node: Element) -> Element:
    parent = node.getparent()
    assert parent is not None, "a run has a paragraph above it"
    return parent


def _cut(paragraph: Paragraph, offset: int, numbering: Numbering) -> None:
    """Split the run that has ``offset`` inside it, if any."""
    for index, run in enumerate(paragraph.runs):
        if run.start < offset < run.end:
            right = _split(run.element, offset - run.start, numbering)
            paragraph.runs.insert(index + 1, Run(right, offset, run.end, run.locked, run.foreign))
            run.end = offset
            return


def _split(run: Element, offset: int, numbering: Numbering) -> Element:
    """Move what follows ``offset`` characters of a run into a new run of the same formatting, and give that."""
    right = etree.Element(run.tag, attrib=dict(run.attrib), nsmap=run.nsmap)
    right.tail, run.tail = run.tail, None
    run.addnext(right)
    position = 0
    for child in list(run):
        length = len(character_text(child))
        if local(child) == "rPr":
            properties = copy.deepcopy(child)
            numbering.renumber(properties)
            right.append(properties)
        elif position >= offset:
            right.append(child)
        elif position + length > offset:
            right.extend(_split_text(child, offset - position))
        position += length
    return right


def _split_text(node: Element, offset: int) -> list[Element]:
    """Split a ``w:t``; gives what follows ``offset``.

    Blanks at the new border are marked to be kept. Blanks at the outer ends of a text without that mark, which Word
    leaves out, come to stand in a text of their own, so that they stay left out.
    """
    text = node.text or ""
    left, right = text[:offset], text[offset:]
    if node.get(_SPACE) == "preserve":
        node.text = left
        return [_like(node, right)]
    blanks = "".join(_BLANKS)
    first, last = len(left) - len(left.lstrip(blanks)), len(right.rstrip(blanks))
    if left.endswith(_BLANKS) and 0 < first < len(left):
        node.addprevious(_like(node, left[:first]))
        left = left[first:]
    after = [_like(node, right)]
    if right.startswith(_BLANKS) and 0 < last < len(right):
        after = [_like(node, right[:last]), _like(node, right[last:])]
    node.text = left
    for part, at_border in ((node, left.endswith(_BLANKS)), (after[0], right.startswith(_BLANKS))):
        if at_border and (part.text or "").strip(blanks):
            part.set(_SPACE, "preserve")
    return after


def _like(node: Element, text: str) -> Element:
    copied = etree.Element(node.tag, attrib=dict(node.attrib), nsmap=node.nsmap)
    copied.text = text
    return copied


def _lift(run: Element, covered: set[Element], numbering: Numbering) -> Element:
    """What the link goes around for a covered run: the run, or the insertion (cut to what is covered) or the smart tag
    (if it is covered completely) that holds it."""
    top = run
    while local(parent := _parent(top)) != "p":
        if local(parent) in _TRACKED:
            _isolate(parent, top, covered, numbering)
        elif local(parent) not in _TRANSPARENT or not _is_covered(parent, covered):
            return top
        top = parent
    return top


def _runs_in(node: Element) -> Iterator[Element]:
    return node.iter(same_namespace(node, "r"))


def _isolate(tracked: Element, child: Element, covered: set[Element], numbering: Numbering) -> None:
    """Leave in an insertion only ``child`` and its neighbours that are covered completely; the rest goes into copies of
    the insertion before and behind it."""
    children = list(tracked)
    first = last = children.index(child)
    while first > 0 and _is_covered(children[first - 1], covered):
        first -= 1
    while last + 1 < len(children) and _is_covered(children[last + 1], covered):
        last += 1
    if before := children[:first]:
        tracked.addprevious(_copy_with(tracked, before, numbering))
    if after := children[last + 1 :]:
        sibling = _copy_with(tracked, after, numbering)
        sibling.tail, tracked.tail = tracked.tail, None
        tracked.addnext(sibling)


def _is_covered(node: Element, covered: set[Element]) -> bool:
    runs = list(_runs_in(node))
    return bool(runs) and all(run in covered for run in runs)


def _copy_with(parent: Element, children: list[Element], numbering: Numbering) -> Element:
    copied = etree.Element(parent.tag, attrib=dict(parent.attrib), nsmap=parent.nsmap)
    numbering.renumber(copied)
    copied.extend(children)
    return copied


def _groups(tops: list[Element]) -> Iterator[list[Element]]:
    """Neighbours with what stands between them, as far as one link can hold them."""
    group: list[Element] = []
    for top in tops:
        between = _between(group[-1], top) if group else None
        if between is None:
            if group:
                yield group
            group = [top]
        else:
            group += [*between, top]
    yield group


def _between(first: Element, second: Element) -> list[Element] | None:
    """The elements between two siblings; None where they are none, or something there cannot be inside a link."""
    found: list[Element] = []
    for node in first.itersiblings():
        if node is second:
            return found
        if any(local(part) in {*FOREIGN, "hyperlink", "fldSimple", "fldChar", "sdt"} for part in node.iter()):
            return None
        found.append(node)
    return None


def _enclose(group: list[Element], link: Element) -> None:
    group[0].addprevious(link)
    link.tail = group[-1].tail
    link.extend(group)
    group[-1].tail = None
