"""Web pages: the act's own part of the page, walked block by block.

Text of inline elements is joined without blanks between (``Q<span>Đ-UBND</span>``); scripts, menus and forms are left
out. Which part of the page is the act: known containers of the official and the large commercial sites, else the
smallest element that still holds nine tenths of the "Điều N" lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree
from lxml import html as lxml_html

from indexer.blocks import Block, BlockKind, RawDocument
from indexer.readers.errors import UnreadableFile
from indexer.readers.furniture import set_apart
from indexer.readers.package import Element
from indexer.readers.tables import table_blocks
from indexer.readers.wrapping import TextLine, join_lines
from kb.text import tidy

_ROOTS = (
    "//*[@data-vbpl-content-root]", "//*[@id='toanvancontent']", "//*[@id='toanvan']",
    "//*[contains(concat(' ', normalize-space(@class), ' '), ' content1 ')]",
)  # fmt: skip
_LEFT_OUT = {
    "script", "style", "noscript", "template", "nav", "aside", "form", "iframe", "svg", "button", "select", "option",
    "head", "title", "input", "textarea", "object", "canvas", "audio", "video", "map",
}  # fmt: skip
_BLOCKS = {
    "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "dl", "dt", "dd", "blockquote", "pre",
    "section", "article", "header", "footer", "main", "center", "address", "hr", "fieldset", "figure", "figcaption",
    "body", "html", "table", "tbody", "thead", "tfoot", "tr", "td", "th", "caption", "details", "summary",
}  # fmt: skip
_ARTICLE = re.compile(r"^\s*Điều\s+\d{1,3}[a-zđ]?\b")
_RULE = re.compile(r"[-_–—=*.\s]{2,}")
_ENGLISH = re.compile(r"(?:THE )?(?:SOCIALIST REPUBLIC OF VIET ?NAM|NATIONAL ASSEMBLY OF)", re.IGNORECASE)
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_CENTER_STYLE = re.compile(r"text-align\s*:\s*center", re.IGNORECASE)
_MAX_DEPTH = 400
_MAX_BYTES = 30_000_000


def read(data: bytes) -> RawDocument:
    """The blocks of a page; :class:`UnreadableFile` for one that is empty, too large or nested beyond all measure."""
    if len(data) > _MAX_BYTES:
        raise UnreadableFile("trang web quá lớn", found=f"{len(data):,} byte", hint="lưu riêng phần văn bản")
    parser = lxml_html.HTMLParser(encoding=_encoding(data), remove_comments=True, huge_tree=False)
    try:
        page = lxml_html.document_fromstring(data, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableFile("trang web không có chữ hoặc bị hỏng", hint="mở trang rồi lưu lại") from error
    blocks = list(_without_translation(_Walk().blocks(_root(page))))
    return RawDocument("html", tuple(blocks), _metadata(page))


def _encoding(data: bytes) -> str:
    head = data[:4096].lower()
    declared = re.search(rb"charset\s*=\s*[\"']?\s*([\w-]{3,20})", head)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return declared[1].decode("ascii") if declared and declared[1] != b"utf-8" else "cp1252"
    return "utf-8"


def _metadata(page: Element) -> dict[str, str]:
    title = page.find(".//title")
    text = tidy(" ".join("".join(map(str, title.itertext())).split())) if title is not None else ""
    return {"title": text} if text else {}


def _root(page: Element) -> Element:
    for path in _ROOTS:
        found = page.xpath(path)
        if isinstance(found, list):
            elements = [node for node in found if isinstance(node, etree._Element) and _length(node) > 200]
            if elements:
                return max(elements, key=lambda node: (_articles_in(node), _length(node)))
    return _smallest_with_articles(page)


def _length(node: Element) -> int:
    return sum(len(str(text)) for text in node.itertext())


def _articles_in(node: Element) -> int:
    """How many articles an element has: a page may hold the act, its table of contents and a translation."""
    return len(re.findall(r"\bĐiều\s+\d", " ".join(map(str, node.itertext()))))


def _smallest_with_articles(page: Element) -> Element:
    body = page.find(".//body")
    root = page if body is None else body
    counts: dict[Element, int] = {}
    for node in root.iter():
        if isinstance(node.tag, str) and node.tag not in _LEFT_OUT and _ARTICLE.match(_beginning(node)):
            parent = node.getparent()
            counts[node] = 1
            while parent is not None:
                counts[parent] = counts.get(parent, 0) + 1
                parent = parent.getparent()
    whole = counts.get(root, 0)
    if whole < 3:
        return root
    best = root
    while (inner := next((node for node in best if counts.get(node, 0) >= 0.9 * whole), None)) is not None:
        best = inner
    return best


def _beginning(node: Element) -> str:
    if node.text and node.text.strip():
        return node.text
    first = next(iter(node), None)
    return first.text or "" if first is not None and first.tag not in _BLOCKS else ""


class _Walk:
    """Walks the tree and puts the pieces of each block together."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._bold = 0
        self._letters = 0
        self._centered = False
        self._level: int | None = None

    def blocks(self, root: Element) -> Iterator[Block]:
        """The blocks below ``root``, broken sentences rejoined."""
        pending: list[TextLine] = []
        for block in self._node(root, 0, bold=False, centered=False):
            if block.kind in {"row", "header-cell"}:
                yield from join_lines(set_apart(pending))
                pending.clear()
                yield block
            else:
                pending.append(_as_line(block))
        yield from join_lines(set_apart(pending))

    def _node(self, node: Element, depth: int, *, bold: bool, centered: bool) -> Iterator[Block]:
        if depth > _MAX_DEPTH:
            raise UnreadableFile("trang web lồng quá nhiều lớp", hint="lưu riêng phần văn bản")
        tag = node.tag if isinstance(node.tag, str) else ""
        if not tag or tag in _LEFT_OUT or _is_hidden(node):
            return
        style = node.get("style") or ""
        bold = bold or tag in {"b", "strong", "th", "h1", "h2", "h3"} or bool(_BOLD_STYLE.search(style))
        centered = centered or tag == "center" or node.get("align") == "center" or bool(_CENTER_STYLE.search(style))
        if tag == "table":
            yield from self._flush()
            yield from table_blocks([self._cells(row, depth, bold) for row in _own_rows(node)])
        elif tag == "br":
            yield from self._flush(line_break=True)
        else:
            yield from self._element(node, tag, depth, bold=bold, centered=centered)

    def _element(self, node: Element, tag: str, depth: int, *, bold: bool, centered: bool) -> Iterator[Block]:
        is_block = tag in _BLOCKS
        if is_block:
            yield from self._flush()
            self._level = int(tag[1]) if re.fullmatch(r"h[1-6]", tag) else self._level
        self._centered = self._centered or (centered and is_block)
        self._add(node.text, bold)
        for child in node:
            yield from self._node(child, depth + 1, bold=bold, centered=centered)
            self._add(child.tail, bold)
        if is_block:
            yield from self._flush()
            self._level = None

    def _cells(self, row: Element, depth: int, bold: bool) -> list[list[Block]]:
        cells = [node for node in row if node.tag in {"td", "th"}]
        return [list(_Walk().cell(cell, depth, bold)) for cell in cells]

    def cell(self, node: Element, depth: int, bold: bool) -> Iterator[Block]:
        """The blocks of one table cell."""
        self._add(node.text, bold)
        for child in node:
            yield from self._node(child, depth + 1, bold=bold, centered=False)
            self._add(child.tail, bold)
        yield from self._flush()

    def _add(self, text: str | None, bold: bool) -> None:
        if text:
            self._pieces.append(text)
            letters = sum(map(str.isalpha, text))
            self._letters += letters
            self._bold += letters if bold else 0

    def _flush(self, line_break: bool = False) -> Iterator[Block]:
        text = tidy(re.sub(r"\s+", " ", "".join(self._pieces)))
        if text and not _RULE.fullmatch(text):
            kind: BlockKind = "heading" if self._level else "paragraph"
            yield Block(text, kind, self._bold * 2 > self._letters, self._centered, self._level)
        self._pieces.clear()
        self._bold = self._letters = 0
        if not line_break:
            self._centered = False


def _is_hidden(node: Element) -> bool:
    return "display:none" in (node.get("style") or "").replace(" ", "").lower() or node.get("hidden") is not None


def _own_rows(table: Element) -> list[Element]:
    """The rows of this table, not those of tables inside its cells."""
    groups = [table, *(node for node in table if node.tag in {"tbody", "thead", "tfoot"})]
    return [row for group in groups for row in group if row.tag == "tr"]


def _as_line(block: Block) -> TextLine:
    """Paragraphs of a page are whole, except where a line break cuts a sentence."""
    fill = 1.0 if block.text[:1].islower() else 0.0
    return TextLine(block.text, block.kind, None, fill, bold=block.bold, centered=block.centered, level=block.level)


def _without_translation(blocks: Iterator[Block]) -> Iterator[Block]:
    """The blocks up to where an English translation of the act begins."""
    for block in blocks:
        if _ENGLISH.match(block.text):
            return
        yield block
