"""Tables to take away: CSV for any spreadsheet, XLSX for Excel, DOCX for the file. Every cell is text.

No cell is taken for a formula: CSV cells that look like one get an apostrophe, XLSX cells are typed as text.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

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
#: The letters of papers (Nghị định 30/2020/NĐ-CP, Phụ lục I), as a property of a run.
FONT = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/>'
_QUOTES = {'"': "&quot;"}
#: The size of running text, in half points.
_SIZE = 24


@dataclass(frozen=True, slots=True)
class Table:
    """What is on paper: ``lines`` above the table, the first being its title; ``columns`` and ``rows`` of text.

    ``widths`` are those of the columns on a page of A4 laid wide, in twentieths of a point; ``size`` is that of the
    letters in cells, in half points.
    """

    lines: tuple[str, ...]
    columns: tuple[str, ...]
    widths: tuple[int, ...]
    rows: Sequence[Row]
    size: int = _SIZE


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
    """A workbook of one sheet: the head stays in view and filters, cells wrap."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet = book.active
    sheet.title = printable(table.lines[0])[:31].translate(str.maketrans("", "", "[]:*?/\\"))
    for place, cells in enumerate((table.columns, *table.rows), 1):
        for column, text in enumerate(cells, 1):
            cell = sheet.cell(place, column)
            if text:
                cell.value, cell.data_type = _spreadsheet_text(text), "s"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.font = Font(bold=place == 1)
    for column, width in enumerate(table.widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = max(width / 70, 10)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.page_setup.fitToHeight = True, 0
    sheet.print_title_rows = "1:1"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _spreadsheet_text(text: str) -> str:
    return "\n".join(map(printable, text.split("\n")))[:_MOST_IN_CELL]


def docx_bytes(table: Table) -> bytes:
    """A Word file laid wide: the lines above, then the table, its head on every page."""
    above = "".join(_paragraph(line, bold=place == 0) for place, line in enumerate(table.lines))
    body = (
        f"{above}{_table(table)}<w:p/>"
        '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
        '<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="709" w:footer="709" '
        'w:gutter="0"/>'
        "</w:sectPr>"
    )
    return word_file(body)


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
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in table.widths)
    shown = "".join([_row(table, table.columns, bold=True), *(_row(table, row) for row in table.rows)])
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(table.widths)}" w:type="dxa"/>'
        f"<w:tblBorders>{_BORDERS}</w:tblBorders>"
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{shown}</w:tbl>'
    )


def _row(table: Table, cells: Row, bold: bool = False) -> str:
    shape = f"<w:trPr><w:cantSplit/>{'<w:tblHeader/>' if bold else ''}</w:trPr>"
    shown = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{_paragraph(cell, bold, table.size)}</w:tc>'
        for cell, width in zip(cells, table.widths, strict=True)
    )
    return f"<w:tr>{shape}{shown}</w:tr>"


def _paragraph(text: str, bold: bool = False, size: int = _SIZE, *, centred: bool = False) -> str:
    place = '<w:pPr><w:spacing w:before="120" w:after="120"/><w:jc w:val="center"/></w:pPr>' if centred else ""
    look = f'<w:rPr>{FONT}{"<w:b/>" if bold else ""}<w:sz w:val="{size}"/></w:rPr>'
    return f'<w:p>{place}<w:r>{look}<w:t xml:space="preserve">{escape(printable(text))}</w:t></w:r></w:p>'


def printable(text: str) -> str:
    """A line of text without the control characters that XML does not allow."""
    return "".join(char if char.isprintable() else " " for char in text)
