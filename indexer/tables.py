"""Tables to take away: CSV for any spreadsheet, XLSX for Excel, DOCX for the file. Every cell is text.

No cell is taken for a formula: CSV cells that look like one get an apostrophe, XLSX cells are typed as text.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

Row = Sequence[str]
#: How a spreadsheet would take a cell for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
#: What Excel takes in one cell.
_MOST_IN_CELL = 32_767

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_WORD = f'{_W} xmlns:r="{_OFFICE}"'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPES = (
    f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_MAIN_TYPE}"/></Types>'
)
_LIST_OF_RELATIONS = f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">%s</Relationships>'
_RELATIONS = _LIST_OF_RELATIONS % (
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
)
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
#: The letters of papers (Nghị định 30/2020/NĐ-CP, Phụ lục I), and the same as a property of a run.
_FONT = "Times New Roman"
FONT = f'<w:rFonts w:ascii="{_FONT}" w:hAnsi="{_FONT}" w:cs="{_FONT}"/>'
#: How a link looks; in the order that the schema of a run wants its properties.
_LINK_LOOK = '<w:color w:val="0563C1"/>', '<w:u w:val="single"/>'
_QUOTES = {'"': "&quot;"}
#: The size of running text, in half points.
_SIZE = 24


@dataclass(frozen=True, slots=True)
class Table:
    """What is on paper: ``lines`` above the table, the first being its title; ``columns`` and ``rows`` of text.

    ``widths`` are those of the columns on a page of A4 laid wide, in twentieths of a point; ``size`` is that of the
    letters in cells, in half points. ``linked`` is the place of a column of web addresses, not the first one: links in
    a workbook; on paper the column is left out, and the cell before it leads there.
    """

    lines: tuple[str, ...]
    columns: tuple[str, ...]
    widths: tuple[int, ...]
    rows: Sequence[Row]
    size: int = _SIZE
    linked: int | None = None

    @property
    def on_paper(self) -> list[int]:
        """The columns that are printed."""
        return [place for place in range(len(self.columns)) if place != self.linked]


def csv_bytes(table: Table) -> bytes:
    """CSV that Excel opens with its diacritics."""
    return csv_text(table.columns, table.rows).encode("utf-8-sig")


def csv_text(columns: Row, rows: Iterable[Row]) -> str:
    """CSV of which no cell is taken for a formula."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in row] for row in rows)
    return out.getvalue()


def xlsx_bytes(table: Table) -> bytes:
    """A workbook of one sheet: the lines, then the table, whose head stays in view and filters; cells wrap."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    sheet.title = printable(table.lines[0])[:31].translate(str.maketrans("", "", "[]:*?/\\"))
    head = len(table.lines) + 1
    for place, line in enumerate(table.lines, 1):
        _fill(sheet.cell(place, 1), line, bold=place == 1, wrap=False)
    for place, cells in enumerate((table.columns, *table.rows), head):
        for column, text in enumerate(cells):
            link = text if place > head and column == table.linked and _is_address(text) else ""
            _fill(sheet.cell(place, column + 1), text, bold=place == head, link=link)
    _lay_out(sheet, table, head)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _fill(cell: Cell, text: str, *, bold: bool = False, wrap: bool = True, link: str = "") -> None:
    from openpyxl.styles import Alignment, Font

    if text:
        cell.value, cell.data_type = _spreadsheet_text(text), "s"
    if link:
        cell.hyperlink = link
    cell.alignment = Alignment(wrap_text=wrap, vertical="top")
    cell.font = Font(name=_FONT, size=11, bold=bold, **({"color": "0563C1", "underline": "single"} if link else {}))


def _lay_out(sheet: Worksheet, table: Table, head: int) -> None:
    """Widths, the head in row ``head`` kept in view and printed on every page, filters, paper."""
    from openpyxl.utils import get_column_letter

    for column, width in enumerate(table.widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = max(width / 70, 10)
    sheet.freeze_panes = f"A{head + 1}"
    last = get_column_letter(len(table.columns))
    sheet.auto_filter.ref = f"A{head}:{last}{head + len(table.rows)}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.page_setup.fitToHeight = True, 0
    sheet.print_title_rows = f"{head}:{head}"


def _spreadsheet_text(text: str) -> str:
    return "\n".join(map(printable, text.split("\n")))[:_MOST_IN_CELL]


def docx_bytes(table: Table) -> bytes:
    """A Word file laid wide: the lines above, then the table, its head on every page."""
    above = "".join(_paragraph(line, bold=place == 0) for place, line in enumerate(table.lines))
    addresses = [row[table.linked] for row in table.rows] if table.linked else []
    body = (
        f"{above}{_table(table)}<w:p/>"
        '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
        '<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="709" w:footer="709" '
        'w:gutter="0"/>'
        "</w:sectPr>"
    )
    return word_file(body, addresses)


def word_file(body: str, addresses: Sequence[str] = ()) -> bytes:
    """A Word file with this body in WordprocessingML; the hyperlink "rId1" leads to the first of ``addresses``."""
    links = "".join(
        f'<Relationship Id="rId{place}" Type="{_OFFICE}/hyperlink" Target="{escape(address, _QUOTES)}" '
        'TargetMode="External"/>'
        for place, address in enumerate(addresses, 1)
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", _TYPES)
        package.writestr("_rels/.rels", _RELATIONS)
        package.writestr("word/document.xml", f"{_HEAD}<w:document {_WORD}><w:body>{body}</w:body></w:document>")
        if addresses:
            package.writestr("word/_rels/document.xml.rels", _LIST_OF_RELATIONS % links)
    return out.getvalue()


def docx_block(table: Table) -> str:
    """The lines and the table as WordprocessingML for the body of another file, in an element ``w:body``."""
    title, *more = table.lines
    above = _paragraph(title, bold=True, centred=True) + "".join(_paragraph(line) for line in more)
    return f"<w:body {_W}>{above}{_table(table)}</w:body>"


def _table(table: Table) -> str:
    widths = [table.widths[place] for place in table.on_paper]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    shown = "".join([_row(table, table.columns, 0), *(_row(table, row, at) for at, row in enumerate(table.rows, 1))])
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f"<w:tblBorders>{_BORDERS}</w:tblBorders>"
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{shown}</w:tbl>'
    )


def _row(table: Table, cells: Row, at: int) -> str:
    """A row; ``at`` is 0 for the head, and else the number of its link."""
    shape = f"<w:trPr><w:cantSplit/>{'' if at else '<w:tblHeader/>'}</w:trPr>"
    link = at if table.linked and _is_address(cells[table.linked]) else 0
    shown = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{table.widths[place]}" w:type="dxa"/></w:tcPr>'
        f"{_paragraph(cells[place], not at, table.size, link=link if place + 1 == table.linked else 0)}</w:tc>"
        for place in table.on_paper
    )
    return f"<w:tr>{shape}{shown}</w:tr>"


def _is_address(text: str) -> bool:
    return text.startswith(("http://", "https://"))


def _paragraph(text: str, bold: bool = False, size: int = _SIZE, *, centred: bool = False, link: int = 0) -> str:
    """A paragraph; all of it leads to the address numbered ``link``, if there is one."""
    place = '<w:pPr><w:spacing w:before="120" w:after="120"/><w:jc w:val="center"/></w:pPr>' if centred else ""
    colour, line = _LINK_LOOK if link else ("", "")
    look = f'<w:rPr>{FONT}{"<w:b/>" if bold else ""}{colour}<w:sz w:val="{size}"/>{line}</w:rPr>'
    run = f'<w:r>{look}<w:t xml:space="preserve">{escape(printable(text))}</w:t></w:r>'
    return f"<w:p>{place}{_linked(run, link) if link else run}</w:p>"


def _linked(run: str, link: int) -> str:
    return f'<w:hyperlink r:id="rId{link}">{run}</w:hyperlink>'


def printable(text: str) -> str:
    """A line of text without the control characters that XML does not allow."""
    return "".join(char if char.isprintable() else " " for char in text)
