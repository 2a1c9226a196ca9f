"""Legal text as safe HTML: every letter escaped, citations as links, each khoản and điểm with its anchor.

All functions are pure. Offsets refer to the text of the provision (:attr:`kb.documents.Provision.text`).
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, groupby, pairwise

from markupsafe import Markup, escape

from indexer.words.snippets import Fragment
from kb.documents import Line, Provision
from kb.errors import InvalidPath
from kb.provisions import ProvisionPath, is_within

_MARKER = re.compile(r"(?:\d{1,3}(?:\.\d{1,3}){0,3}[a-zđ]?[.)/]?|[a-zđ]{1,2}[.)/]|[ivxIVX]{1,6}[.)]|[-–+•])(?=\s)")
_LINE_CLASSES = {
    "paragraph": "khoan",
    "point": "diem",
    "subpoint": "tiet",
    "indent": "tiet",
    "text": "doan",
    "quote": "trich",
    "heading": "de-muc",
}


@dataclass(frozen=True, slots=True)
class Link:
    """A stretch of text that leads somewhere: ``hint`` is the plain text shown on hover, ``kind`` the style."""

    start: int
    end: int
    address: str
    hint: str = ""
    kind: str = "found"


@dataclass(frozen=True, slots=True)
class Marked:
    """A stretch of text set off from the rest: the sentence that proves something, or the words searched for."""

    start: int
    end: int


def linked_text(text: str, links: Sequence[Link] = (), marks: Sequence[Marked] = (), offset: int = 0) -> Markup:
    """``text`` with its links and marks; spans are given in a longer text in which this one begins at ``offset``.

    >>> print(linked_text("Nghị định <29>", [Link(10, 14, "/a", "Xem")]))
    Nghị định <a class="vien-dan found" href="/a" title="Xem">&lt;29&gt;</a>

    Overlapping links are not nested: the first one wins. A mark may cross a link.
    """
    if not links and not marks:
        return escape(text)
    here = [moved for link in _without_overlaps(links) if (moved := _shifted(link, offset, len(text)))]
    marked = _covered((max(mark.start - offset, 0), min(mark.end - offset, len(text))) for mark in marks)
    points = {0, len(text), *chain.from_iterable(marked), *(point for link in here for point in (link.start, link.end))}
    waiting, covering = deque(here), deque(marked)
    pieces = []
    for start, end in pairwise(sorted(points)):
        while waiting and waiting[0].end <= start:
            waiting.popleft()
        while covering and covering[0][1] <= start:
            covering.popleft()
        link = waiting[0] if waiting and waiting[0].start <= start else None
        pieces.append(_piece(text[start:end], link, marked=bool(covering) and covering[0][0] <= start))
    return Markup("").join(pieces)


def with_marks(fragments: Iterable[Fragment]) -> Markup:
    """A snippet in one piece, what was asked for marked.

    >>> print(with_marks((Fragment("a < ", False), Fragment("b & c", True))))
    a &lt; <mark>b &amp; c</mark>
    """
    # Escaped at once with two signs that no text has: letter by letter it costs as much as finding the sentence.
    whole = "".join(f"\x02{part.text}\x03" if part.matched else part.text for part in fragments)
    return Markup(str(escape(whole)).replace("\x02", "<mark>").replace("\x03", "</mark>"))


def _covered(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans in order, those that overlap or touch as one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(span for span in spans if span[0] < span[1]):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _without_overlaps(links: Iterable[Link]) -> Iterator[Link]:
    reached = -1
    for link in sorted(links, key=lambda item: (item.start, -item.end)):
        if link.start >= reached and link.end > link.start:
            reached = link.end
            yield link


def _shifted(link: Link, offset: int, length: int) -> Link | None:
    start, end = max(link.start - offset, 0), min(link.end - offset, length)
    return Link(start, end, link.address, link.hint, link.kind) if start < end else None


def _piece(text: str, link: Link | None, *, marked: bool) -> Markup:
    html = escape(text)
    if link:
        title = Markup(' title="%s"') % link.hint if link.hint else Markup("")
        html = Markup('<a class="vien-dan %s" href="%s"%s>%s</a>') % (link.kind, link.address, title, html)
    return Markup("<mark>%s</mark>") % html if marked else html


def provision_html(
    provision: Provision, links: Sequence[Link] = (), marks: Sequence[Marked] = (), *, anchors: bool = True
) -> Markup:
    """The lines of a provision as paragraphs and tables; the first line of each unit carries its eId as anchor.

    ``anchors`` is False where the provision is shown outside its document.
    """
    seen = {provision.eid, ""}
    blocks = []
    start = 0
    placed = []
    for line in provision.lines:
        placed.append((start, line))
        start += len(line.text) + 1
    for is_table, group in groupby(placed, key=lambda item: item[1].kind == "row"):
        rows = list(group)
        if is_table:
            blocks.append(_table(rows, links, marks))
            continue
        for offset, line in rows:
            anchored = anchors and line.eid not in seen
            seen.add(line.eid)
            blocks.append(_paragraph(line, offset, links, marks, anchored))
    return Markup("\n").join(blocks)


def asked_lines(provision: Provision, eid: str) -> list[Marked]:
    """Marks for the lines of a khoản or điểm in its article; none when the whole article is meant."""
    if eid == provision.eid:
        return []
    spans = (provision.line_span(index) for index, line in enumerate(provision.lines) if is_within(line.eid, eid))
    return [Marked(span.start, span.stop) for span in spans]


def _paragraph(line: Line, offset: int, links: Sequence[Link], marks: Sequence[Marked], anchored: bool) -> Markup:
    name = _LINE_CLASSES.get(line.kind, "doan")
    found = _MARKER.match(line.text)
    if not found:
        body = linked_text(line.text, links, marks, offset)
        identity = Markup(' id="%s"') % line.eid if anchored else Markup("")
        return Markup('<p class="%s"%s>%s</p>') % (name, identity, body)
    rest = linked_text(line.text[found.end() :], links, marks, offset + found.end())
    if not anchored:
        return Markup('<p class="%s co-dau"><span class="dau">%s</span>%s</p>') % (name, found.group(), rest)
    marker = Markup('<a class="dau" href="#%s" title="%s">%s</a>') % (line.eid, unit_name(line.eid), found.group())
    return Markup('<p class="%s co-dau" id="%s">%s%s</p>') % (name, line.eid, marker, rest)


def _table(rows: Sequence[tuple[int, Line]], links: Sequence[Link], marks: Sequence[Marked]) -> Markup:
    html = []
    for offset, line in rows:
        cells = []
        start = 0
        for cell in line.text.split(" | "):
            cells.append(Markup("<td>%s</td>") % linked_text(cell, links, marks, offset + start))
            start += len(cell) + 3
        html.append(Markup("<tr>%s</tr>") % Markup("").join(cells))
    body = Markup("").join(html)
    return Markup('<div class="bang" tabindex="0" role="region" aria-label="Bảng"><table>%s</table></div>') % body


def unit_name(eid: str) -> str:
    """What an eId is called in writing; "" for one that names no unit.

    >>> unit_name("art_5__para_2__point_a"), unit_name("att_1__art_3")
    ('điểm a khoản 2 Điều 5', 'Điều 3')
    """
    within = "__".join(step for step in eid.split("__") if not step.startswith("att_"))
    try:
        return ProvisionPath.from_eid(within).vietnamese if within else ""
    except InvalidPath:
        return ""


def excerpt(text: str, start: int, end: int, width: int = 120) -> Markup:
    """The surroundings of a span, cut at blanks, with the span marked.

    >>> print(excerpt("theo quy định tại Nghị định 29/2008/NĐ-CP của Chính phủ", 18, 41, width=9))
    … tại <mark>Nghị định 29/2008/NĐ-CP</mark> của …
    """
    before, after = text[max(start - width, 0) : start], text[end : end + width]
    if start > width:
        before = "… " + before.partition(" ")[2]
    if end + width < len(text):
        after = after.rpartition(" ")[0] + " …"
    return Markup("%s<mark>%s</mark>%s") % (before, text[start:end], after)
