"""Word files (DOCX): every paragraph as Word shows it, automatic numbering written out.

Own reader on zipfile and lxml, because the usual libraries lose list labels: two real laws lose all their Điều.
Deleted and moved-away text is left out, inserted text kept; text boxes come once, after the paragraph that holds them;
footnotes come last.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from indexer.blocks import Block, RawDocument
from indexer.readers.docx_numbering import Numbering
from indexer.readers.docx_styles import PLAIN, Look, Styles, look_of
from indexer.readers.errors import UnreadableFile
from indexer.readers.legacy import decode_run, encoding_of_font
from indexer.readers.package import Element, Package, attribute, child, local, value
from indexer.readers.paragraph import Paragraph
from indexer.readers.tables import table_blocks
from kb.text import tidy

_SKIPPED = {
    "del", "moveFrom", "delText", "instrText", "rPr", "pPr", "footnoteReference", "endnoteReference", "annotationRef",
    "footnoteRef", "endnoteRef", "commentReference", "delInstrText", "sectPr", "proofErr", "rubyPr", "rt",
}  # fmt: skip
_OFFICE_DOCUMENT = "officeDocument"
#: Where a manual line break must not be taken for the end of a paragraph.
_GOES_ON = re.compile(r"[a-zà-ỹđ(]")


def read(data: bytes) -> RawDocument:
    """The blocks of a DOCX; :class:`UnreadableFile` if it is broken, encrypted or dangerous."""
    return _Reader(Package(data)).document()


class _Reader:
    def __init__(self, package: Package) -> None:
        self._package = package
        self._main = _main_part(package)
        folder = self._main.rpartition("/")[0]
        self._folder = f"{folder}/" if folder else ""
        self._styles = Styles(package.xml(f"{self._folder}styles.xml"))
        self._numbering = Numbering(package.xml(f"{self._folder}numbering.xml"))
        self._paragraphs = 0
        self._legacy: set[str] = set()

    def document(self) -> RawDocument:
        root = self._package.xml(self._main)
        body = child(root, "body")
        if body is None:
            raise UnreadableFile("tệp Word không có phần văn bản", hint="mở bằng Word rồi lưu lại")
        blocks = [*self._blocks(body), *self._notes("footnotes"), *self._notes("endnotes")]
        messages = tuple(f"bảng mã {name.upper()}" for name in sorted(self._legacy))
        return RawDocument("docx", tuple(blocks), self._properties(), messages)

    def _properties(self) -> dict[str, str]:
        root = self._package.xml("docProps/core.xml")
        found = {} if root is None else {local(node): tidy(node.text or "") for node in root}
        return {key: text for key, text in found.items() if text and key in {"title", "subject", "creator"}}

    def _notes(self, kind: str) -> Iterator[Block]:
        root = self._package.xml(f"{self._folder}{kind}.xml")
        for note in [] if root is None else root:
            if attribute(note, "type") in {None, "normal"}:
                text = tidy(" ".join(block.text for block in self._blocks(note)))
                if text:
                    yield Block(text, "footnote", place=f"chú thích {attribute(note, 'id')}")

    def _blocks(self, container: Element) -> Iterator[Block]:
        for node in container:
            match local(node):
                case "p":
                    yield from self._paragraph(node)
                case "tbl":
                    yield from table_blocks([list(self._cells(row)) for row in _rows(node)])
                case "sdt" | "sdtContent" | "ins" | "moveTo" | "customXml" | "smartTag" | "txbxContent":
                    yield from self._blocks(node)
                case "AlternateContent":
                    yield from self._blocks(_alternative(node))

    def _cells(self, row: Element) -> Iterator[list[Block]]:
        for node in row:
            if local(node) == "tc":
                merged = child(node, "tcPr", "vMerge")
                continues = merged is not None and attribute(merged, "val") in {None, "continue"}
                yield [] if continues else [block for block in self._blocks(node) if block.text]
            elif local(node) in {"sdt", "sdtContent", "customXml"}:
                yield from self._cells(node)

    def _paragraph(self, node: Element) -> Iterator[Block]:
        self._paragraphs += 1
        properties = child(node, "pPr")
        style = value(properties, "pStyle") or self._styles.default
        look = look_of(properties).over(self._styles.look(style))
        text = Paragraph()
        self._collect(node, PLAIN, look, text)
        label = self._label(look, style)
        yield from self._shown(text, label, look)
        for box in text.boxes:
            yield from self._blocks(box)

    def _label(self, look: Look, style: str) -> str:
        if not look.num or look.num == "0":
            return ""
        level = look.level
        if level is None:
            level = self._numbering.level_of_style(look.num, style) or 0
        return self._numbering.next_label(look.num, level)

    def _shown(self, text: Paragraph, label: str, look: Look) -> Iterator[Block]:
        whole = "".join(text.pieces)
        if not whole.strip() and not label.startswith(("Điều", "ĐIỀU")):
            return
        for index, part in enumerate(_split_breaks(f"{label} {whole}" if label else whole)):
            if part:
                centered = bool(look.centered)
                level = look.outline if index == 0 else None
                yield Block(part, "paragraph", text.mostly_bold, centered, level, place=f"đoạn {self._paragraphs}")

    def _collect(self, node: Element, run: Look, paragraph: Look, text: Paragraph) -> None:
        for element in node:
            name = local(element)
            if name in _SKIPPED:
                continue
            if name == "r":
                properties = child(element, "rPr")
                character = self._styles.character(value(properties, "rStyle"))
                self._collect(element, look_of(properties).over(character), paragraph, text)
            elif name == "AlternateContent":
                self._collect(_alternative(element), run, paragraph, text)
            elif name == "txbxContent":
                text.boxes.append(element)
            elif (shown := _character(element, name)) is not None:
                self._add(shown, run.over(paragraph), text)
            else:
                self._collect(element, run, paragraph, text)

    def _add(self, shown: str, look: Look, text: Paragraph) -> None:
        if look.hidden:
            return
        font = look.font or ""
        if encoding := encoding_of_font(font):
            self._legacy.add(encoding)
            shown = decode_run(shown, font)
        else:
            shown = shown.replace("\u00ad", "")
        text.add(shown.upper() if look.caps else shown, look.bold)


def _character(element: Element, name: str) -> str | None:
    """The text that an element of a run stands for; None if it is not text but may contain some."""
    match name:
        case "t":
            return (element.text or "").replace("\n", " ")
        case "tab" | "ptab":
            return " "
        case "br":
            return "\n" if attribute(element, "type") in {None, "textWrapping"} else ""
        case "cr":
            return "\n"
        case "noBreakHyphen":
            return "-"
        case "softHyphen":
            return "\u00ad"  # a letter in TCVN3
        case "sym":
            return _symbol(attribute(element, "char") or "")
    return None


def _symbol(code: str) -> str:
    """A character of a symbol font; those of the private area are ticks, boxes and arrows."""
    try:
        point = int(code, 16)
    except ValueError:
        return ""
    return "" if 0xE000 <= point <= 0xF8FF or point > 0x10FFFF else chr(point)


def _split_breaks(text: str) -> list[str]:
    """The lines of a paragraph with manual breaks, those that only wrap a sentence rejoined."""
    lines: list[str] = []
    for line in map(tidy, text.split("\n")):
        if lines and line and _GOES_ON.match(line) and lines[-1][-1:] not in {".", ";", ":", ""} and line[1:2] != ")":
            lines[-1] += f" {line}"
        else:
            lines.append(line)
    return lines


def _alternative(node: Element) -> Element:
    """The one branch of an ``AlternateContent`` that is shown."""
    choices = [found for found in node if local(found) in {"Choice", "Fallback"}]
    with_text = (found for found in choices if any(local(inner) in {"t", "txbxContent"} for inner in found.iter()))
    return next(with_text, choices[0] if choices else node)


def _rows(table: Element) -> Iterator[Element]:
    for node in table:
        if local(node) == "tr":
            yield node
        elif local(node) in {"sdt", "sdtContent", "ins", "customXml"}:
            yield from _rows(node)


def _main_part(package: Package) -> str:
    """The part that the package names as its document."""
    if "EncryptedPackage" in package.names:
        raise UnreadableFile("tệp Word có mật khẩu", hint="bỏ mật khẩu rồi lưu lại")
    root = package.xml("_rels/.rels")
    for relation in [] if root is None else root:
        if (relation.get("Type") or "").endswith(f"/{_OFFICE_DOCUMENT}"):
            name = (relation.get("Target") or "").lstrip("/")
            if name in package.names:
                return name
    if "word/document.xml" in package.names:
        return "word/document.xml"
    raise UnreadableFile("tệp nén này không phải tệp Word", hint="lưu văn bản thành .docx, .pdf hoặc .html")
