"""Findings put into a Word file: as comments at the spot, and certain corrections as tracked changes.

Neither changes what the author wrote: a comment can be deleted, a tracked change rejected. Both bear the name of the
product, so that they can be told from the work of people; comments of an earlier run are taken away first.
"""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from lxml import etree

from indexer.docx_links import DocxText, Story
from indexer.docx_runs import XML_SPACE, Element, Paragraph, Run, local, parent_of, same_namespace
from indexer.docx_wrapping import covered_runs, cut, is_free

AUTHOR, INITIALS = "Căn Cứ", "CC"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"


@dataclass(frozen=True, slots=True)
class Comment:
    """What is said about a span of a paragraph, a line for each entry of ``lines``."""

    start: int
    end: int
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """``text`` in place of a span of a paragraph; an empty span inserts."""

    start: int
    end: int
    text: str


def now() -> str:
    """The time as Word notes it."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


# --- tracked changes ------------------------------------------------------------------------------------------------


def track(text: DocxText, story: Story, paragraph: Paragraph, changes: Sequence[Change], when: str) -> list[Change]:
    """Put corrections into a paragraph as tracked changes; gives those that could be.

    What stands in links, fields, controls and in others' tracked changes is left alone. The offsets of ``paragraph``
    are no longer those of the file afterwards: it must be read again.
    """
    done = [change for change in changes if _may_change(paragraph, change)]
    if not done:
        return []
    cut(paragraph, [offset for change in done for offset in (change.start, change.end)], text.numbering)
    for change in done:
        _track_one(text, paragraph, change, when)
    text.touch(story)
    return done


def _may_change(paragraph: Paragraph, change: Change) -> bool:
    span = _anchor(paragraph, change)
    if not is_free(paragraph, *span):
        return False
    return all(local(parent_of(run.element)) == "p" for run in covered_runs(paragraph, *span))


def _anchor(paragraph: Paragraph, change: Change) -> tuple[int, int]:
    """The span that a change stands at: for an insertion the letter before it."""
    return (change.start, change.end) if change.start < change.end else (change.start - 1, change.start)


def _track_one(text: DocxText, paragraph: Paragraph, change: Change, when: str) -> None:
    runs = covered_runs(paragraph, *_anchor(paragraph, change))
    if change.text:
        inserted = _tracked(runs[0].element, "ins", text, when)
        inserted.append(_run_like(runs[0].element, change.text))
        _after(runs[-1].element, inserted)
    if change.start == change.end:
        return
    for run in runs:
        deleted = _tracked(run.element, "del", text, when)
        run.element.addprevious(deleted)
        deleted.tail, run.element.tail = run.element.tail, None
        deleted.append(run.element)
        for node in run.element.iter(same_namespace(run.element, "t")):
            node.tag = same_namespace(node, "delText")
            node.set(XML_SPACE, "preserve")


def _after(element: Element, new: Element) -> None:
    new.tail, element.tail = element.tail, None
    element.addnext(new)


def _tracked(like: Element, name: str, text: DocxText, when: str) -> Element:
    element = etree.Element(same_namespace(like, name), nsmap=like.nsmap)
    for key, value in (("id", str(text.numbering.fresh())), ("author", AUTHOR), ("date", when)):
        element.set(same_namespace(like, key), value)
    return element


def _run_like(run: Element, words: str) -> Element:
    """A run with the formatting of another."""
    made = etree.Element(run.tag, nsmap=run.nsmap)
    for properties in run.iterchildren(same_namespace(run, "rPr")):
        made.append(copy.deepcopy(properties))
    _write(made, words)
    return made


def _write(run: Element, words: str) -> None:
    letters = etree.SubElement(run, same_namespace(run, "t"))
    letters.text = words
    letters.set(XML_SPACE, "preserve")


# --- comments -------------------------------------------------------------------------------------------------------


class Comments:
    """The comments of a file, with ours of an earlier run taken away. Only the body can hold comments."""

    def __init__(self, text: DocxText, when: str) -> None:
        self._text, self._when = text, when
        self._story = text.stories[0]
        relations = text.relations_of(self._story)
        self.member = relations.target_of("comments") or text.new_member("comments.xml")
        root = text.parsed(self.member)
        self._root = root if root is not None else self._new_root()
        ids = (node.get(same_namespace(self._root, "id"), "") for node in self._root)
        self._last = max((int(value) for value in ids if value.isdigit()), default=-1)
        if relations.target_of("comments") is None:
            relations.add("comments", self.member.rpartition("/")[2])
            text.declare(self.member, _COMMENTS_TYPE)
        self._remove_ours()

    def _new_root(self) -> Element:
        main = self._story.root
        return etree.Element(same_namespace(main, "comments"), nsmap={"w": str(etree.QName(main).namespace)})

    def _remove_ours(self) -> None:
        key = same_namespace(self._root, "id")
        ours = [node for node in self._root if node.get(same_namespace(node, "author")) == AUTHOR]
        ids = {node.get(key) for node in ours}
        for node in ours:
            self._root.remove(node)
        names = [same_namespace(self._root, f"comment{part}") for part in ("RangeStart", "RangeEnd", "Reference")]
        for mark in [node for node in self._story.root.iter(*names) if node.get(key) in ids]:
            parent = parent_of(mark)
            parent.remove(mark)
            if local(parent) == "r" and all(local(child) == "rPr" for child in parent):
                parent_of(parent).remove(parent)

    def add(self, paragraph: Paragraph, comments: Sequence[Comment]) -> int:
        """Put comments at their spans of a paragraph of the body; gives how many could be."""
        placed = [comment for comment in comments if covered_runs(paragraph, comment.start, comment.end)]
        borders = [offset for comment in placed for offset in (comment.start, comment.end)]
        cut(paragraph, [offset for offset in borders if not _is_locked(paragraph, offset)], self._text.numbering)
        for comment in placed:
            runs = covered_runs(paragraph, comment.start, comment.end)
            self._place(_outside(runs[0]), _outside(runs[-1]), comment)
        return len(placed)

    def _place(self, first: Element, last: Element, comment: Comment) -> None:
        self._last += 1
        start, end = self._mark(first, "commentRangeStart"), self._mark(first, "commentRangeEnd")
        first.addprevious(start)
        reference = etree.Element(same_namespace(first, "r"), nsmap=first.nsmap)
        reference.append(self._mark(first, "commentReference"))
        _after(last, end)
        _after(end, reference)
        self._root.append(self._body(comment))

    def _mark(self, like: Element, name: str) -> Element:
        element = etree.Element(same_namespace(like, name))
        element.set(same_namespace(like, "id"), str(self._last))
        return element

    def _body(self, comment: Comment) -> Element:
        named = {"id": str(self._last), "author": AUTHOR, "date": self._when, "initials": INITIALS}
        element = etree.Element(same_namespace(self._root, "comment"))
        for key, value in named.items():
            element.set(same_namespace(self._root, key), value)
        for line in comment.lines:
            paragraph = etree.SubElement(element, same_namespace(self._root, "p"))
            _write(etree.SubElement(paragraph, same_namespace(self._root, "r")), line)
        return element

    def save(self) -> None:
        """Hand the comments to the file, that it saves them."""
        self._text.touch(self._story)
        self._text.put(self.member, self._root)


def _is_locked(paragraph: Paragraph, offset: int) -> bool:
    return any(run.locked for run in covered_runs(paragraph, offset, offset + 1))


def _outside(run: Run) -> Element:
    """Where a mark goes beside a run: at the run, or at the field or control that must not be divided."""
    element = run.element
    while run.locked and local(parent := parent_of(element)) not in {"p", "hyperlink"}:
        element = parent
    return element
