"""The findings about a report as a table to take away: CSV for spreadsheets, JSON for scripts, DOCX for the file."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any
from xml.sax.saxutils import escape

from indexer.findings import KIND_LABELS, SEVERITY_LABELS, Finding

COLUMNS = ("Mức độ", "Vị trí", "Viện dẫn", "Vấn đề", "Lý do", "Nên ghi", "Số lần")
#: How a spreadsheet would take a cell for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPES = (
    f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_MAIN_TYPE}"/></Types>'
)
_RELATIONS = (
    f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
    f'Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
)
#: Widths of the columns on a page of A4 laid wide, in twentieths of a point.
_WIDTHS = (1100, 1500, 3200, 1600, 4400, 2000, 800)
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_FONT = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/>'


def rows(findings: Sequence[Finding]) -> list[tuple[str, ...]]:
    """The cells of each finding, in the order of :data:`COLUMNS`."""
    return [
        (
            SEVERITY_LABELS[finding.severity], finding.where, finding.quote, KIND_LABELS[finding.kind],
            finding.message, finding.correction or "", str(finding.times),
        )
        for finding in findings
    ]  # fmt: skip


def as_records(findings: Sequence[Finding]) -> list[dict[str, Any]]:
    """The machine form: the fields of :class:`indexer.findings.Finding`."""
    return [asdict(finding) for finding in findings]


def as_json(findings: Sequence[Finding]) -> bytes:
    """A JSON array of :func:`as_records`."""
    return (json.dumps(as_records(findings), ensure_ascii=False, indent=2) + "\n").encode()


def as_csv(findings: Sequence[Finding]) -> bytes:
    """CSV that Excel opens with its diacritics; no cell is taken for a formula."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    writer.writerows([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in row] for row in rows(findings))
    return out.getvalue().encode("utf-8-sig")


def as_docx(findings: Sequence[Finding], title: str) -> bytes:
    """A Word file with the findings as a table under ``title`` (the name of the report)."""
    table = "".join([_row(COLUMNS, bold=True), *map(_row, rows(findings))])
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in _WIDTHS)
    body = (
        f"{_paragraph(f'Kết quả soát viện dẫn: {title}', bold=True)}"
        f"{_paragraph(f'{len(findings)} chỗ cần xem.')}"
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(_WIDTHS)}" w:type="dxa"/><w:tblBorders>{_BORDERS}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{table}</w:tbl><w:p/>'
        '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
        '<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="709" w:footer="709" '
        'w:gutter="0"/>'
        "</w:sectPr>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", _TYPES)
        package.writestr("_rels/.rels", _RELATIONS)
        package.writestr("word/document.xml", f"{_HEAD}<w:document {_W}><w:body>{body}</w:body></w:document>")
    return out.getvalue()


def _row(cells: Sequence[str], bold: bool = False) -> str:
    header = "<w:trPr><w:tblHeader/></w:trPr>" if bold else ""
    shown = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{_paragraph(cell, bold)}</w:tc>'
        for cell, width in zip(cells, _WIDTHS, strict=True)
    )
    return f"<w:tr>{header}{shown}</w:tr>"


def _paragraph(text: str, bold: bool = False) -> str:
    look = f'<w:rPr>{_FONT}{"<w:b/>" if bold else ""}<w:sz w:val="24"/></w:rPr>'
    return f'<w:p><w:r>{look}<w:t xml:space="preserve">{escape(_printable(text))}</w:t></w:r></w:p>'


def _printable(text: str) -> str:
    """Text without the control characters that XML does not allow."""
    return "".join(char if char.isprintable() else " " for char in text)
