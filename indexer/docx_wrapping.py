"""Putting a link around a span of a paragraph: runs are cut at its ends, and what holds them is cut with them.

A hyperlink may not stand inside a tracked insertion: it goes around it, and an insertion that is only partly covered is
divided. Each part keeps the formatting, the author and the date of the whole.
"""

from __future__ import annotations

import copy
from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from lxml import etree

from indexer.docx_runs import (
    FOREIGN,
    XML_SPACE,
    Element,
    Paragraph,
    Run,
    character_text,
    local,
    parent_of,
    same_namespace,
)

#: Where a hyperlink may not stand: it must go around these.
_TRACKED = {"ins", "moveTo"}
_TRANSPARENT = {"smartTag", "customXml", "sdtContent", "sdt", "dir", "bdo"}
_MAY_HOLD_LINKS = {"p", "smartTag", "sdtContent", "customXml", "dir", "bdo"}
#: What Word leaves out at the ends of a text that is not marked to keep it; other blanks are letters to it.
_BLANKS = (" ", "\t", "\r", "\n")


class Numbering:
    """Fresh ids for copies of tracked changes, whose ``w:id`` must be unique."""

    def __init__(self, roots: list[Element]) -> None:
        ids = (node.get(same_namespace(node, "id"), "") for root in roots for node in root.iter(etree.Element))
        self._last = max((int(value) for value in ids if value.isdigit()), default=0)

    def fresh(self) -> int:
        """An id that nothing has."""
        self._last += 1
        return self._last

    def renumber(self, node: Element) -> None:
        """New ids for a copied element and what is in it."""
        for part in node.iter(etree.Element):
            key = same_namespace(part, "id")
            if part.get(key, "").isdigit():
                part.set(key, str(self.fresh()))


def covered_runs(paragraph: Paragraph, start: int, end: int) -> list[Run]:
    """The runs that a span of the text touches; of a span without letters none."""
    runs = paragraph.runs
    first = bisect_right(runs, start, key=lambda run: run.end)
    last = bisect_left(runs, end, key=lambda run: run.start)
    return [run for run in runs[first:last] if run.start < end and start < run.end]


def is_free(paragraph: Paragraph, start: int, end: int) -> bool:
    """Whether a link may be put around a span: nothing of it is in a link, a field, or a control for plain text."""
    covered = covered_runs(paragraph, start, end)
    return bool(covered) and all(_may_be_linked(run) for run in covered)


def _may_be_linked(run: Run) -> bool:
    if run.locked or (run.foreign and run.start < run.end):
        return False
    parent = parent_of(run.element)
    while local(parent) in _TRACKED:
        parent = parent_of(parent)
    return local(parent) in _MAY_HOLD_LINKS


def wrap(paragraph: Paragraph, start: int, end: int, link: Element, numbering: Numbering) -> None:
    """Put copies of ``link`` around a free span of the text: one, or several where other content divides it.

    The runs must have been cut at both ends (:func:`cut`), and spans be wrapped from the first to the last.
    """
    runs = [run.element for run in covered_runs(paragraph, start, end) if run.start < run.end]
    tops = list(dict.fromkeys(_lift(run, set(runs), numbering) for run in runs))
    for group in _groups(tops):
        _enclose(group, copy.copy(link))


def cut(paragraph: Paragraph, offsets: Iterable[int], numbering: Numbering) -> None:
    """Split the runs of a paragraph at all ``offsets`` at once, so that a long paragraph costs its length."""
    waiting = sorted(set(offsets))
    runs: list[Run] = []
    for run in paragraph.runs:
        inside = waiting[bisect_right(waiting, run.start) : bisect_left(waiting, run.end)]
        runs += _split(run, inside, numbering) if inside else [run]
    paragraph.runs[:] = runs


def _split(run: Run, offsets: Sequence[int], numbering: Numbering) -> list[Run]:
    """The run divided at offsets inside it, each part with its formatting."""
    element = run.element
    properties = next((child for child in element if local(child) == "rPr"), None)
    parts: list[list[Element]] = [[]]
    waiting, position = deque(offsets), run.start
    for child in [child for child in element if child is not properties]:
        while waiting and waiting[0] <= position:
            waiting.popleft()
            parts.append([])
        length = len(character_text(child))
        inside = [waiting.popleft() - position for _ in range(len(waiting)) if waiting[0] < position + length]
        pieces = _split_text(child, inside) if inside else [[child]]
        parts[-1] += pieces[0]
        parts += pieces[1:]
        position += length
    borders = [run.start, *offsets, run.end]
    elements = _runs_like(element, properties, parts, numbering)
    spans = zip(elements, borders[:-1], borders[1:], strict=True)
    return [Run(node, start, end, run.locked, run.foreign) for node, start, end in spans]


def _runs_like(
    element: Element, properties: Element | None, parts: Sequence[Sequence[Element]], numbering: Numbering
) -> list[Element]:
    """The run with the first part of its content, and further runs of the same formatting behind it."""
    made = [element]
    element[:] = [*([] if properties is None else [properties]), *parts[0]]
    for content in parts[1:]:
        node = etree.Element(element.tag, attrib=dict(element.attrib), nsmap=element.nsmap)
        if properties is not None:
            node.append(copy.deepcopy(properties))
            numbering.renumber(node[0])
        node.extend(content)
        node.tail, made[-1].tail = made[-1].tail, None
        made[-1].addnext(node)
        made.append(node)
    return made


def _split_text(node: Element, offsets: Sequence[int]) -> list[list[Element]]:
    """Split a ``w:t`` at offsets inside it; gives what takes the place of each piece.

    Blanks at the new borders are marked to be kept. Blanks at the outer ends of a text without that mark, which Word
    leaves out, come to stand in a text of their own where that is needed, so that they stay left out.
    """
    text = node.text or ""
    borders = [0, *offsets, len(text)]
    kept = node.get(XML_SPACE) == "preserve"
    blanks = "".join(_BLANKS)
    first = 0 if kept else len(text) - len(text.lstrip(blanks))
    last = len(text) if kept else max(first, len(text.rstrip(blanks)))
    return [
        [_like(node, text[start:end])] if kept else _piece(node, text, (start, end), (first, last))
        for start, end in pairwise(borders)
    ]


def _piece(node: Element, text: str, span: tuple[int, int], inner: tuple[int, int]) -> list[Element]:
    """One piece of a text that is not marked to keep its outer blanks; ``inner`` is the text without those."""
    (start, end), (first, last) = span, inner
    left, right = min(max(first, start), end), max(min(last, end), start)
    middle = text[left:right]
    if not middle.startswith(_BLANKS) and not middle.endswith(_BLANKS):
        return [_like(node, text[start:end])]
    made = [_like(node, part) for part in (text[start:left], middle, text[right:end]) if part]
    made[1 if left > start else 0].set(XML_SPACE, "preserve")
    return made


def _like(node: Element, text: str) -> Element:
    copied = etree.Element(node.tag, attrib=dict(node.attrib), nsmap=node.nsmap)
    copied.text = text
    return copied


def _lift(run: Element, covered: set[Element], numbering: Numbering) -> Element:
    """What the link goes around for a covered run: the run, or the insertion (cut to what is covered) or the smart tag
    (if it is covered completely) that holds it."""
    top = run
    while local(parent := parent_of(top)) != "p":
        if local(parent) in _TRACKED:
            parent = _isolate(parent, top, covered, numbering)
        elif local(parent) not in _TRANSPARENT or not _is_covered(parent, covered):
            return top
        top = parent
    return top


def _isolate(tracked: Element, child: Element, covered: set[Element], numbering: Numbering) -> Element:
    """An insertion that holds only ``child`` and its neighbours that are covered completely. What stands before goes
    into a copy of the insertion; what follows stays in it, since links are put in from the first to the last."""
    own = [child]
    for node in child.itersiblings(preceding=True):
        if not _is_covered(node, covered):
            break
        own.insert(0, node)
    for node in child.itersiblings():
        if not _is_covered(node, covered):
            break
        own.append(node)
    if before := list(own[0].itersiblings(preceding=True)):
        tracked.addprevious(_copy_with(tracked, before[::-1], numbering))
    if own[-1].getnext() is None:
        return tracked
    alone = _copy_with(tracked, own, numbering)
    tracked.addprevious(alone)
    return alone


def _is_covered(node: Element, covered: set[Element]) -> bool:
    """Whether a node has runs and all of them are covered; looked at no further than the first that is not."""
    runs = node.iter(same_namespace(node, "r"))
    first = next(runs, None)
    return first in covered and all(run in covered for run in runs)


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
