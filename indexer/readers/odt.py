"""OpenDocument text (ODT), as LibreOffice saves it: paragraphs with their list labels written out.

Tracked deletions stand apart in the file and are left out; footnotes come last; text boxes come once, after the
paragraph that holds them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from indexer.blocks import Block, RawDocument
from indexer.readers.docx_numbering import format_number
from indexer.readers.errors import UnreadableFile
from indexer.readers.legacy import decode_run, encoding_of_font
from indexer.readers.package import Element, Package, attribute, child, local
from indexer.readers.paragraph import Paragraph
from indexer.readers.tables import table_blocks
from kb.text import tidy

MIMETYPE = b"mimetypeapplication/vnd.oasis.opendocument.text"
_SKIPPED = {"tracked-changes", "annotation", "annotation-end", "note-citation", "title", "desc"}  # fmt: skip
_FORMATS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_PLACE = re.compile(r"%(\d{1,2})%")
_CONTAINERS = {"section", "index-body", "table-of-content", "list-header", "text-box", "note-body"}
_MOST_REPEATED = 1_000


def read(data: bytes) -> RawDocument:
    """The blocks of an ODT; :class:`UnreadableFile` if it is broken, encrypted or dangerous."""
    package = Package(data)
    if "META-INF/manifest.xml" in package.names and b"encryption-data" in package.read("META-INF/manifest.xml"):
        raise UnreadableFile("tệp ODT có mật khẩu", hint="bỏ mật khẩu rồi lưu lại")
    content = package.xml("content.xml")
    body = child(content, "body", "text")
    if content is None or body is None:
        raise UnreadableFile("tệp ODT không có phần văn bản", hint="mở bằng LibreOffice rồi lưu lại")
    return _Reader([package.xml("styles.xml"), content]).document(body)


@dataclass(frozen=True, slots=True)
class _Look:
    """What a style says of its text; None where it says nothing."""

    bold: bool | None = None
    font: str | None = None
    centered: bool | None = None
    parent: str = ""

    def over(self, below: _Look) -> _Look:
        return _Look(
            below.bold if self.bold is None else self.bold,
            self.font or below.font,
            below.centered if self.centered is None else self.centered,
        )


@dataclass(frozen=True, slots=True)
class _Level:
    """How one level of a list numbers; ``form`` is None for bullets and for nothing."""

    form: str | None
    before: str
    after: str
    start: int
    shown: int
    pattern: str  # "Điều %1%.", which newer files have instead of what stands before and after


class _Reader:
    def __init__(self, roots: list[Element | None]) -> None:
        self._looks: dict[str, _Look] = {}
        self._levels: dict[tuple[str, int], _Level] = {}
        self._counts: dict[tuple[str, int], int] = {}
        self._notes: list[Element] = []
        self._legacy: set[str] = set()
        self._paragraphs = 0
        for root in roots:
            for node in [] if root is None else root.iter():
                self._learn(node)

    def _learn(self, node: Element) -> None:
        name = attribute(node, "name") or ""
        if local(node) == "style":
            text, paragraph = child(node, "text-properties"), child(node, "paragraph-properties")
            weight = None if text is None else attribute(text, "font-weight")
            font = None if text is None else attribute(text, "font-name") or attribute(text, "font-family")
            align = None if paragraph is None else attribute(paragraph, "text-align")
            bold = None if weight is None else weight in {"bold", "600", "700", "800", "900"}
            centered = None if align is None else align == "center"
            self._looks[name] = _Look(bold, font, centered, attribute(node, "parent-style-name") or "")
        elif local(node) in {"list-style", "outline-style"}:
            for level in node:
                self._levels[name, int(attribute(level, "level") or 1)] = _level(level)

    def document(self, body: Element) -> RawDocument:
        blocks = list(self._blocks(body))
        notes = [" ".join(block.text for block in self._blocks(note)) for note in self._notes]
        blocks += [
            Block(tidy(text), "footnote", place=f"chú thích {place}") for place, text in enumerate(notes, 1) if text
        ]
        messages = tuple(f"bảng mã {name.upper()}" for name in sorted(self._legacy))
        return RawDocument("odt", tuple(blocks), messages=messages)

    def _blocks(self, container: Element, style: str = "", depth: int = 0, label: str = "") -> Iterator[Block]:
        for node in container:
            name = local(node)
            if name in {"p", "h"}:
                yield from self._paragraph(node, label)
                label = ""
            elif name == "list":
                yield from self._list(node, style, depth + 1)
            elif name == "table":
                yield from table_blocks([list(self._cells(row)) for row in node.iter() if local(row) == "table-row"])
            elif name in _CONTAINERS:
                yield from self._blocks(node, style, depth)

    def _list(self, node: Element, style: str, depth: int) -> Iterator[Block]:
        style = attribute(node, "style-name") or style
        goes_on = attribute(node, "continue-numbering") == "true" or attribute(node, "continue-list") is not None
        if not goes_on:
            self._restart(style, depth)
        for item in node:
            label = self._label(item, style, depth) if local(item) == "list-item" else ""
            yield from self._blocks(item, style, depth, label)

    def _restart(self, style: str, depth: int) -> None:
        for key in [key for key in self._counts if key[0] == style and key[1] >= depth]:
            del self._counts[key]

    def _label(self, item: Element, style: str, depth: int) -> str:
        level = self._levels.get((style, depth))
        if level is None or level.form is None or not any(local(node) in {"p", "h"} for node in item):
            return ""
        self._restart(style, depth + 1)
        given = attribute(item, "start-value")
        self._counts[style, depth] = int(given) if given else self._counts.get((style, depth), level.start - 1) + 1
        if level.pattern:
            return _PLACE.sub(lambda found: self._number(style, int(found[1])), level.pattern)
        numbers = [self._number(style, place) for place in range(depth - level.shown + 1, depth + 1)]
        return f"{level.before}{'.'.join(filter(None, numbers))}{level.after}"

    def _number(self, style: str, depth: int) -> str:
        level = self._levels.get((style, depth))
        if level is None or level.form is None:
            return ""
        return format_number(self._counts.get((style, depth), level.start), level.form)

    def _cells(self, row: Element) -> Iterator[list[Block]]:
        for node in row:
            if local(node) in {"table-cell", "covered-table-cell"}:
                times = min(int(attribute(node, "number-columns-repeated") or 1), _MOST_REPEATED)
                blocks = [block for block in self._blocks(node) if block.text]
                yield from (blocks for _ in range(times if blocks else 1))

    def _paragraph(self, node: Element, label: str) -> Iterator[Block]:
        self._paragraphs += 1
        look = self._look(attribute(node, "style-name"))
        text = Paragraph()
        self._collect(node, look, text)
        shown = f"{label} {''.join(text.pieces)}" if label else "".join(text.pieces)
        level = int(attribute(node, "outline-level") or 0) or None
        for line in filter(None, map(tidy, shown.split("\n"))):
            yield Block(
                line, "paragraph", text.mostly_bold, bool(look.centered), level, place=f"đoạn {self._paragraphs}"
            )
        for inner in text.boxes:
            yield from self._blocks(inner)

    def _look(self, name: str | None) -> _Look:
        look, seen = self._looks.get(name or "", _Look()), {name}
        parent = look.parent
        while parent and parent not in seen:
            seen.add(parent)
            below = self._looks.get(parent, _Look())
            look, parent = look.over(below), below.parent
        return look

    def _collect(self, node: Element, look: _Look, text: Paragraph) -> None:
        self._add(node.text, look, text)
        for element in node:
            name = local(element)
            if name in {"s", "tab"}:
                text.pieces.append(" ")
            elif name == "line-break":
                text.pieces.append("\n")
            elif name == "note":
                self._notes.extend(inner for inner in element if local(inner) == "note-body")
            elif name == "text-box":
                text.boxes.append(element)
            elif name == "span":
                self._collect(element, self._look(attribute(element, "style-name")).over(look), text)
            elif name not in _SKIPPED:
                self._collect(element, look, text)
            self._add(element.tail, look, text)

    def _add(self, shown: str | None, look: _Look, text: Paragraph) -> None:
        if not shown:
            return
        font = (look.font or "").strip("'")
        if encoding := encoding_of_font(font):
            self._legacy.add(encoding)
            shown = decode_run(shown, font)
        text.add(" ".join(shown.replace("\n", " ").split("\t")), look.bold)


def _level(node: Element) -> _Level:
    form = _FORMATS.get(attribute(node, "num-format") or "") if local(node) != "list-level-style-bullet" else None
    return _Level(
        form,
        attribute(node, "num-prefix") or "",
        attribute(node, "num-suffix") or "",
        int(attribute(node, "start-value") or 1),
        int(attribute(node, "display-levels") or 1),
        attribute(node, "num-list-format") or "",
    )
