"""PDF with a text layer, read by the positions of its glyphs.

pdfium's own line breaks are wrong on rotated pages, so lines are put together here, from where each glyph stands. A
scan has no text but its signature's stamp: it is refused, with what would make it readable. One with a hidden layer of
what a scanner made of it is read, and marked as OCR.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

import pypdfium2 as pdfium

from indexer.blocks import RawDocument
from indexer.readers import legacy
from indexer.readers.errors import UnreadableFile
from indexer.readers.furniture import set_apart_on_pages
from indexer.readers.pdf_lines import PrintedLine, printed_lines
from indexer.readers.pdf_tables import Drawn, Table, find_tables, read_drawn, table_rows
from indexer.readers.tables import is_layout
from indexer.readers.wrapping import TextLine, join_lines, notes_last
from kb.text import tidy

Decode = Callable[[str], str]

_MAX_PAGES = 3_000
_SCAN_CHARACTERS, _STAMP_CHARACTERS = 20, 250
SCAN_HINT = "đọc bằng cancu add --ocr (máy cần có bộ nhận dạng chữ: tesseract-ocr tesseract-ocr-vie)"


@dataclass(frozen=True, slots=True)
class _Page:
    number: int
    width: float
    lines: tuple[PrintedLine, ...]
    drawn: Drawn


#: How near its end a whole PDF says that it ends.
_TAIL = 2_048


def read(data: bytes) -> RawDocument:
    """The blocks of a PDF; :class:`UnreadableFile` if it is broken, needs a password, or is a scan."""
    pages = list(_pages(data))
    decode, messages = _decoder("\n".join(line.text for page in pages for line in page.lines))
    layout = [_text_lines(page, decode) for page in pages]
    apart = set_apart_on_pages(layout)
    letters = [sum(len(line.text) for line in page if line.kind == "paragraph") for page in apart]
    if _is_scan(pages, sum(letters)):
        raise UnreadableFile("bản quét, không có lớp chữ", found=f"{len(pages)} trang", hint=SCAN_HINT)
    lines = notes_last(line for page in apart for line in page)
    blocks = join_lines(list(lines))
    empty = [page.number for page, count in zip(pages, letters, strict=True) if not count and page.drawn.has_image]
    if empty:
        messages.append(f"trang {', '.join(map(str, empty))} là ảnh, không có chữ")
    if b"%%EOF" not in data[-_TAIL:]:
        messages.append("tệp PDF không có phần cuối, có thể tải về chưa đủ")
    scanned = [page.number for page in pages if page.lines and page.drawn.is_scan_with_text]
    # the first page has the number, the day and the issuer
    by_machine = 1 in scanned or len(scanned) * 2 > len(pages)
    if scanned and not by_machine:
        messages.append(f"trang {', '.join(map(str, scanned))} là bản quét, lớp chữ có thể sai")
    return RawDocument("pdf", tuple(blocks), messages=tuple(messages), origin="ocr" if by_machine else "text")


def _is_scan(pages: Sequence[_Page], letters: int) -> bool:
    """Whether hardly anything is text: nothing to speak of on a page, or images with no more than a signature's
    stamp."""
    images = sum(page.drawn.has_image for page in pages)
    return letters < _SCAN_CHARACTERS * len(pages) or (images * 2 > len(pages) and letters < _STAMP_CHARACTERS)


def _pages(data: bytes) -> Iterator[_Page]:
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise _why_not_opened(document_error=str(error)) from error
    try:
        if len(document) > _MAX_PAGES:
            raise UnreadableFile("tệp PDF quá dài", found=f"{len(document)} trang", hint="tách thành nhiều tệp")
        for index in range(len(document)):
            yield _read_page(document, index)
    except pdfium.PdfiumError as error:
        raise UnreadableFile("tệp PDF bị hỏng", hint="tải lại tệp gốc") from error
    finally:
        document.close()


def _why_not_opened(document_error: str) -> UnreadableFile:
    if "password" in document_error.lower():
        return UnreadableFile("tệp PDF có mật khẩu", hint="bỏ mật khẩu rồi lưu lại")
    return UnreadableFile("tệp PDF bị hỏng hoặc tải về chưa đủ", hint="tải lại tệp gốc")


def _read_page(document: pdfium.PdfDocument, index: int) -> _Page:
    page = document[index]
    text = page.get_textpage()
    try:
        lines = tuple(_in_reading_order(list(printed_lines(text))))
        return _Page(index + 1, page.get_width(), lines, read_drawn(page))
    finally:
        text.close()
        page.close()


def _in_reading_order(lines: list[PrintedLine]) -> list[PrintedLine]:
    """The lines as the page's content has them, except for what was drawn last but stands above (a head)."""
    ordered: list[PrintedLine] = []
    chunk: list[PrintedLine] = []
    for line in lines:
        if chunk and line.base > chunk[-1].base + 3 * line.size:
            ordered = _placed(ordered, chunk)
            chunk = []
        chunk.append(line)
    return _placed(ordered, chunk)


def _placed(ordered: list[PrintedLine], chunk: list[PrintedLine]) -> list[PrintedLine]:
    """The chunk put where all lines before it stand higher and all after it lower, else at the end."""
    if not chunk:
        return ordered
    top, bottom = max(line.base for line in chunk), min(line.base for line in chunk)
    place = next((index for index, line in enumerate(ordered) if line.base < bottom), len(ordered))
    fits = all(line.base > top for line in ordered[:place]) and all(line.base < bottom for line in ordered[place:])
    return [*ordered[:place], *chunk, *ordered[place:]] if fits else [*ordered, *chunk]


def _text_lines(page: _Page, decode: Decode) -> list[TextLine]:
    """The lines of a page with what their place on it says; those of a table come as its rows."""
    if not page.lines:
        return []
    margins = _Margins.of(page)
    notes = _footnote_lines(page.lines, margins)
    tables = find_tables(page.drawn.rules)
    done: set[int] = set()
    shown: list[TextLine] = []
    for index, line in enumerate(page.lines):
        table = next((place for place, table in enumerate(tables) if table.holds(line)), None)
        if table is None:
            shown.append(_text_line(line, decode(line.text), margins, page.number, index in notes))
        elif table not in done:
            done.add(table)
            shown.extend(_table_lines(tables[table], page, margins, decode))
    return shown


def _table_lines(table: Table, page: _Page, margins: _Margins, decode: Decode) -> Iterator[TextLine]:
    held = [line for line in page.lines if table.holds(line)]
    rows = [tuple(map(decode, cells)) for cells in table_rows(table, held)]
    if is_layout([[[cell] if cell else [] for cell in row] for row in rows]):
        yield from (_text_line(line, decode(line.text), margins, page.number, False) for line in held)
    else:
        yield from (TextLine(" | ".join(row), "row", place=f"trang {page.number}") for row in rows)


@dataclass(frozen=True, slots=True)
class _Margins:
    """The text area of a page and the usual size of its letters."""

    left: float
    right: float
    size: float

    @classmethod
    def of(cls, page: _Page) -> _Margins:
        body = [line for line in page.lines if line.right - line.left > 0.4 * page.width] or list(page.lines)
        lefts = sorted(line.left for line in body)
        # where at least a tenth of the lines start: a stamp in the margin does not count
        left = lefts[min(len(lefts) // 10, len(lefts) - 1)]
        return cls(left, max(line.right for line in body), median(line.size for line in page.lines))


def _text_line(line: PrintedLine, text: str, margins: _Margins, page: int, footnote: bool) -> TextLine:
    left, right, size = margins.left, margins.right, margins.size
    middle = abs((line.left + line.right) - (left + right)) / 2
    short = line.right - line.left < 0.9 * (right - left)
    return TextLine(
        text,
        "footnote" if footnote else "paragraph",
        indented=line.left - left > 0.8 * size,
        fill=1.0 if right - line.right < 4 * size else (line.right - left) / (right - left),
        bold=line.bold,
        centered=short and middle < 1.5 * size and line.left - left > 2 * size,
        place=f"trang {page}",
    )


def _footnote_lines(lines: Sequence[PrintedLine], margins: _Margins) -> set[int]:
    """The small lines at the foot of a page, from one that opens with a number on."""
    small: list[int] = []
    for index in reversed(range(len(lines))):
        if lines[index].size > 0.9 * margins.size and len(lines[index].text) > 5:
            break
        small.append(index)
    opens = next((index for index in reversed(small) if lines[index].text[:1].isdigit()), None)
    return set() if opens is None else {index for index in small if index >= opens}


def _decoder(text: str) -> tuple[Decode, list[str]]:
    """What makes shown text of a line, and what to tell of it. Fonts with an old encoding, and those that print đ as
    ñ, betray themselves by the text of the whole file."""
    if encoding := legacy.detect(text):
        return (lambda line: tidy(legacy.decode(line, encoding))), [f"bảng mã {encoding.upper()}"]
    if text.count("ñ") > text.count("đ"):
        barred = str.maketrans("ñÑ", "đĐ")
        return (lambda line: tidy(line.translate(barred))), []
    return tidy, []
