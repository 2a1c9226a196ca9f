"""The register as files: the cells are the same in every form, and none is a formula."""

from __future__ import annotations

import csv
import io
import json
from datetime import date

import docx
import openpyxl
import pytest
import web_factory

from indexer.catalogue import Catalogue
from indexer.power_register import Register
from indexer.powers_export import COLUMNS, FILES, as_json, register_table, rows
from indexer.records import PowerFact

ON = date(2026, 6, 1)
EVIDENCE = "=1+1 & <b>“quyền”</b>"


@pytest.fixture
def facts(power_catalogue: Catalogue) -> list[PowerFact]:
    """The register, and a statement whose cells look like formulas."""
    register = Register(power_catalogue, power_catalogue.power_facts(), ON)
    odd = web_factory.fact(EVIDENCE, delegator="+84", delegate="@sở", powers=("-cấp\x0bphép",))
    return [*map(register.reviewed, register.facts), odd]


def cells(form: str, facts: list[PowerFact]) -> list[list[str]]:
    """The cells of a file, read as another program would."""
    data = FILES[form](register_table(facts, "Việc: thử.", ON, "http://may-chu"))
    if form == "csv":
        assert data.startswith(b"\xef\xbb\xbf")
        return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    if form == "xlsx":
        sheet = openpyxl.load_workbook(io.BytesIO(data)).active
        assert sheet is not None and sheet.freeze_panes == "A4"
        assert all(cell.data_type in {"s", "n"} for row in sheet.iter_rows() for cell in row)
        return [[str(cell.value or "") for cell in row] for row in sheet.iter_rows(min_row=3)]
    [table] = docx.Document(io.BytesIO(data)).tables
    return [[cell.text for cell in row.cells] for row in table.rows]


@pytest.mark.parametrize("form", FILES)
def test_every_form_holds_every_cell(facts: list[PowerFact], form: str) -> None:
    head, *body = cells(form, facts)
    printed = [place for place, name in enumerate(COLUMNS) if form != "docx" or name != "Địa chỉ"]
    assert head == [COLUMNS[place] for place in printed]
    expected = [
        [" ".join(row[place].replace("\x0b", " ").split()) for place in printed]
        for row in rows(facts, "http://may-chu")
    ]
    shown = [[" ".join(cell.replace("\x0b", " ").lstrip("'").split()) for cell in row] for row in body]
    assert shown == expected


def test_the_paper_says_what_it_holds_and_as_of_which_day(facts: list[PowerFact]) -> None:
    paper = docx.Document(io.BytesIO(FILES["docx"](register_table(facts, "Việc: thử.", ON))))
    assert [paragraph.text for paragraph in paper.paragraphs[:2]] == [
        "Sổ ủy quyền, phân cấp",
        f"Việc: thử. {len(facts)} ghi nhận. Lý do rà soát xét tại ngày 01/06/2026.",
    ]


def test_a_workbook_says_the_same_above_its_table(facts: list[PowerFact]) -> None:
    data = FILES["xlsx"](register_table(facts, "Việc: thử.", ON))
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    assert sheet is not None
    assert sheet["A1"].value == "Sổ ủy quyền, phân cấp"
    assert sheet["A2"].value == f"Việc: thử. {len(facts)} ghi nhận. Lý do rà soát xét tại ngày 01/06/2026."
    assert sheet.auto_filter.ref == f"A3:M{3 + len(facts)}"


def test_every_row_leads_to_its_evidence(facts: list[PowerFact]) -> None:
    table = register_table(facts, "", ON, "http://may-chu")
    expected = [row[COLUMNS.index("Địa chỉ")] for row in table.rows]
    sheet = openpyxl.load_workbook(io.BytesIO(FILES["xlsx"](table))).active
    assert sheet is not None
    linked = [cell.hyperlink for row in sheet.iter_rows() for cell in row if cell.hyperlink]
    assert [f"{link.target}{f'#{link.location}' if link.location else ''}" for link in linked] == expected
    paper = docx.Document(io.BytesIO(FILES["docx"](table)))
    [cells] = [row.cells for row in paper.tables[0].rows[1:2]]
    [link] = cells[COLUMNS.index("Nguồn")].paragraphs[0].hyperlinks
    assert link.url == expected[0] and link.text == table.rows[0][COLUMNS.index("Nguồn")]


def test_a_file_without_the_name_of_a_server_has_no_links(facts: list[PowerFact]) -> None:
    table = register_table(facts, "", ON)
    paper = docx.Document(io.BytesIO(FILES["docx"](table)))
    assert not any(cell.paragraphs[0].hyperlinks for row in paper.tables[0].rows for cell in row.cells)


def test_no_cell_of_a_csv_is_a_formula(facts: list[PowerFact]) -> None:
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in cells("csv", facts) for cell in row)


def test_a_formula_stays_text_in_excel(facts: list[PowerFact]) -> None:
    data = FILES["xlsx"](register_table(facts, "", ON))
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    assert sheet is not None
    [cell] = [cell for row in sheet.iter_rows() for cell in row if cell.value == EVIDENCE]
    assert cell.data_type == "s"


def test_what_a_row_says(power_catalogue: Catalogue) -> None:
    register = Register(power_catalogue, power_catalogue.power_facts(), ON)
    [fact] = [fact for fact in register.facts if "chứng thực chữ ký" in fact.delegation.powers]
    [row] = rows([register.reviewed(fact)], "http://may-chu")
    told = dict(zip(COLUMNS, row, strict=True))
    assert told["Việc"] == "chứng thực chữ ký [Công chứng, chứng thực]"
    assert told["Tình trạng"] == "Đã được giao (ủy quyền)"
    assert (told["Văn bản"], told["Ngày"]) == ("Quyết định 7/2020/QĐ-UBND", "02/03/2020")
    assert told["Đến / điều kiện"] == "31/12/2021"
    assert told["Địa chỉ"].startswith("http://may-chu/akn/vn/act/quyet-dinh/")
    assert "Thời hạn đã hết ngày 31/12/2021." in told["Cần rà soát"]
    assert "Căn cứ Nghị định 11/2019/NĐ-CP đã được thay thế bởi 52/2024/NĐ-CP" in told["Cần rà soát"]


def test_json_has_the_chain(facts: list[PowerFact]) -> None:
    records = json.loads(as_json(facts))
    assert len(records) == len(facts)
    [given] = [record for record in records if record["delegation"]["powers"] == ["chứng thực chữ ký"]]
    assert [link["role"] for link in given["chain"]] == ["basis", "basis", "basis", "instrument", "unit"]
    assert given["chain"][1]["uri"] == "/akn/vn/act/nghi-dinh/chinh-phu/2019-02-01/11-2019-nd-cp"
    assert given["chain"][1]["breaks"] == ["đã được thay thế bởi 52/2024/NĐ-CP từ 01/07/2024"]
