"""Findings as files: every cell arrives as it was, in every form."""

from __future__ import annotations

import csv
import io
import json

import docx

from indexer.findings import Finding
from indexer.findings_export import COLUMNS, as_csv, as_docx, as_json

FINDINGS = [
    Finding(
        "error", "inconsistent", "ngày không khớp", "đoạn 3", 2, 5, 24, "NĐ 29 <&> “Điều”", "ngày 14 tháng 3", "/akn"
    ),
    Finding("note", "unknown", "=1+1", "chú thích cuối trang, đoạn 1", 7, 0, 3, "a\x0bb\nc", times=4),
]
CELLS = [
    ["Sai", "đoạn 3", "NĐ 29 <&> “Điều”", "Mâu thuẫn", "Ngày không khớp", "ngày 14 tháng 3", "1"],
    ["Lưu ý", "chú thích cuối trang, đoạn 1", "a b c", "Chưa có trong kho", "=1+1", "", "4"],
]


def test_csv_opens_in_excel_and_holds_no_formula() -> None:
    data = as_csv(FINDINGS)
    assert data.startswith(b"\xef\xbb\xbf")
    header, first, second = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    assert header == list(COLUMNS)
    assert first == CELLS[0]
    assert second[4] == "'=1+1"


def test_json_keeps_every_field() -> None:
    records = json.loads(as_json(FINDINGS))
    assert [Finding(**record | {"edits": tuple(record["edits"])}) for record in records] == FINDINGS


def test_word_shows_the_table() -> None:
    document = docx.Document(io.BytesIO(as_docx(FINDINGS, "bao-cao.docx")))
    (table,) = document.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [list(COLUMNS), *CELLS]
    assert document.paragraphs[0].text == "Kết quả kiểm tra báo cáo: bao-cao.docx"
