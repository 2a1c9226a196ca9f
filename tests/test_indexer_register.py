"""Registers: columns by name, dates that mean "unknown", what is known without being held."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from fastapi.testclient import TestClient
from openpyxl import Workbook

from indexer.build import check, plan, update, usable
from indexer.catalogue import Catalogue
from indexer.records import KnownDocument
from indexer.register import is_register, read_register, register_files, write_register
from indexer.register_import import clean, match_columns, read_raw
from indexer.reports import check_text
from kb.citations import Context
from kb.errors import KbError
from web.app import create_app
from web.cli import cancu

TABLE = (
    "so_ky_hieu\tloai\tco_quan\tngay_ban_hanh\tngay_hieu_luc\tnguoi_ky\ttrich_yeu\n"
    '21/2031/TT-BTC\tThông tư\tBỘ TÀI CHÍNH\t05/06/2031\t01/01/1900\tNGUYỄN VĂN A\tquy định về "phí" kiểm tra.\n'
    "44/2031/TTLT-BTC-BLĐTBXH\tThông tư liên tịch\tBỘ TÀI CHÍNH - BỘ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI"
    "\t06/06/2031\t01/08/2031\tA - B\thướng dẫn chi trả.\n"
    "90/2031/QH19\tLuật\tCHỦ TỊCH NƯỚC\t07/06/2031\t01/01/2999\tA\tLuật Bến bãi.\n"
    "ba mươi\tThông tư\tBỘ Y TẾ\t07/06/2031\t\t\tkhông có số.\n"
    "7/CT-TTg\tChỉ thị\tTHỦ TƯỚNG CHÍNH PHỦ\t08/06/2031\t\t\tvề mùa mưa.\n"
)
CITING = """---
type: quyet-dinh
number: 15/2032/QĐ-UBND
issuer: Ủy ban nhân dân tỉnh Hưng Yên
issued: 2032-02-03
title: Thu phí
---
### Điều 1. Mức phí
Thực hiện theo Thông tư số 21/2031/TT-BTC ngày 05 tháng 6 năm 2031 của Bộ Tài chính.
Mức phí khác theo Thông tư số 22/2031/TT-BTC.
"""
OTHER = CITING.replace("15/2032", "16/2032").replace("21/2031/TT-BTC ngày 05 tháng 6 năm 2031", "23/2031/TT-BTC")


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "15.md").write_text(CITING, "utf-8")
    (folder / "16.md").write_text(OTHER, "utf-8")
    return folder


def imported(corpus: Path, *options: str) -> str:
    """What the import of TABLE prints."""
    source = corpus.parent / "cong-bao.tsv"
    source.write_text(TABLE, "utf-8")
    result = CliRunner().invoke(cancu, ["import", "register", str(source), "--corpus", str(corpus), *options])
    assert result.exit_code == 0, result.output
    return result.output


def test_a_register_is_cleaned_and_read_back(tmp_path: Path) -> None:
    source = tmp_path / "x.tsv"
    source.write_text(TABLE, "utf-8")
    cleaned = clean(read_raw(source))
    assert cleaned.left_out == ((5, "ba mươi"),)
    first, joint, law, directive = cleaned.documents
    assert first == KnownDocument(
        "21/2031/TT-BTC",
        "thong-tu",
        'Quy định về "phí" kiểm tra',
        "Bộ Tài chính",
        date(2031, 6, 5),
        None,
        "Nguyễn Văn A",
    )
    assert joint.issuer == "Bộ Tài chính, Bộ Lao động - Thương binh và Xã hội"
    assert (law.issuer, law.effective) == ("Quốc hội", None)
    assert directive.issued == date(2031, 6, 8)
    documents, faults = read_register(write_register(cleaned.documents), "_register/x.tsv")
    assert not faults
    assert [(known.number, known.issued, known.register) for known in documents] == [
        (known.number, known.issued, "x") for known in cleaned.documents
    ]


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (["STT", "Số, ký hiệu", "Trích yếu nội dung"], {"number": 1, "title": 2}),
        (["number", "issued", "effective"], {"number": 0, "issued": 1, "effective": 2}),
        (["Cơ quan ban hành", "SỐ KÝ HIỆU", "Ngày có hiệu lực"], {"number": 1, "issuer": 0, "effective": 2}),
        (["a", "b"], {}),
    ],
)
def test_columns_are_matched_by_name(header: list[str], expected: dict[str, int]) -> None:
    assert match_columns(header) == expected


def test_excel_and_csv_say_the_same(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["Số, ký hiệu", "Ngày ban hành", "Trích yếu"])
    book.active.append(["21/2031/TT-BTC", date(2031, 6, 5), "Quy định; phí"])
    book.save(tmp_path / "a.xlsx")
    (tmp_path / "a.csv").write_text(
        'Số, ký hiệu;Ngày ban hành;Trích yếu\n21/2031/TT-BTC;05/06/2031;"Quy định; phí"\n'.replace(
            "Số, ký hiệu", '"Số, ký hiệu"'
        ),
        "utf-8-sig",
    )
    excel, csv = (clean(read_raw(tmp_path / name), "Bộ Tài chính").documents for name in ("a.xlsx", "a.csv"))
    assert excel == csv
    assert excel[0].issuer == "Bộ Tài chính" and excel[0].issued == date(2031, 6, 5)


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.docx", b"x"), ("a.tsv", b""), ("a.csv", b"x,y\n1,2\n"), ("a.csv", b"\xff\x00a"), ("a.xlsx", b"no zip")],
)
def test_what_is_no_register_is_refused_with_a_sentence(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(KbError):
        read_raw(tmp_path / name)


def test_faults_name_the_line() -> None:
    content = "number\ttype\tissuer\tissued\teffective\tsigner\ttitle\n21/2031/TT-BTC\t\t\t31/02/2031\t\t\tx\n?\n"
    documents, faults = read_register(content.encode(), "_register/x.tsv")
    assert not documents
    assert [(fault.line, fault.file) for fault in faults] == [(2, "_register/x.tsv"), (3, "_register/x.tsv")]
    assert read_register(b"number\n", "x")[1] and read_register(b"", "x")[1] and read_register(b"\xff\xfe", "x")[1]


def test_nothing_is_written_without_a_yes(corpus: Path) -> None:
    source = corpus.parent / "cong-bao.tsv"
    source.write_text(TABLE, "utf-8")
    arguments = ["import", "register", str(source), "--corpus", str(corpus)]
    result = CliRunner().invoke(cancu, arguments, input="n\n")
    assert result.exit_code == 1
    assert "Số, ký hiệu" in result.output and "so_ky_hieu" in result.output
    assert not register_files(corpus)


def resolutions(catalogue: Catalogue, stem: str) -> dict[str, tuple[str, str]]:
    """For each number that a document cites, what it resolves to and the title known."""
    head = catalogue.by_stem(stem)
    assert head is not None
    return {
        linked.citation.number or "": (linked.resolution, linked.known.title if linked.known else "")
        for entries in catalogue.citations_in(head.id).values()
        for linked in entries
    }


def test_a_register_makes_citations_known_and_reads_no_document_again(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = tmp_path / "data"
    before = update(corpus, data).generation.catalogue
    assert resolutions(before, "15")["21/2031/TT-BTC"] == ("unknown", "")
    imported(corpus, "--yes")
    assert plan(corpus, usable(data)).added == ("_register/cong-bao.tsv",)
    read: list[str] = []
    monkeypatch.setattr("indexer.build.read_corpus_file", lambda file: read.append(file.path))
    catalogue = update(corpus, data).generation.catalogue
    assert read == []
    assert resolutions(catalogue, "15") == {
        "21/2031/TT-BTC": ("known", 'Quy định về "phí" kiểm tra'),
        "22/2031/TT-BTC": ("unknown", ""),
    }
    gaps = {gap.number: gap.known.issued if gap.known else None for gap in catalogue.gaps()}
    assert gaps == {"21/2031/TT-BTC": date(2031, 6, 5), "22/2031/TT-BTC": None, "23/2031/TT-BTC": None}
    assert not plan(corpus, usable(data))
    register_files(corpus)[0].full.unlink()
    gone = update(corpus, data).generation.catalogue
    assert resolutions(gone, "15")["21/2031/TT-BTC"] == ("unknown", "")
    assert gone.known("21/2031/TT-BTC") == []


def test_building_everything_gives_the_same_as_step_by_step(corpus: Path, tmp_path: Path) -> None:
    update(corpus, tmp_path / "steps")
    imported(corpus, "--yes")
    steps = update(corpus, tmp_path / "steps").generation.catalogue
    whole = update(corpus, tmp_path / "whole").generation.catalogue
    assert resolutions(steps, "15") == resolutions(whole, "15")
    assert steps.gaps() == whole.gaps()


def test_a_report_is_told_what_the_register_knows_and_what_contradicts_it(corpus: Path, tmp_path: Path) -> None:
    imported(corpus, "--yes")
    catalogue = update(corpus, tmp_path / "data").generation.catalogue
    text = (
        "Thông tư số 21/2031/TT-BTC ngày 05/6/2031.\n"
        "Thông tư liên tịch số 44/2031/TTLT-BTC-BLĐTBXH ngày 07/6/2031.\n"
        "Quyết định số 21/2031/TT-BTC.\n"
        "Chỉ thị số 7/CT-TTg."
    )
    findings = check_text(text, catalogue, Context(issued=date(2032, 5, 1))).findings
    told = {(finding.where, finding.kind): finding for finding in findings}
    assert "đã biết (danh mục), kho chưa giữ toàn văn" in told["dòng 1", "known"].message
    assert 'Quy định về "phí" kiểm tra' in told["dòng 1", "known"].message
    wrong = told["dòng 2", "inconsistent"]
    assert wrong.severity == "warning"
    assert "trong danh mục ban hành ngày 06/06/2031, câu ghi 07/06/2031" in wrong.message
    assert ("dòng 2", "known") not in told and ("dòng 2", "unknown") not in told
    assert "cần xác nhận" in told["dòng 4", "unknown"].message


def test_pages_show_what_is_known(corpus: Path, tmp_path: Path) -> None:
    imported(corpus, "--yes")
    update(corpus, tmp_path / "data")
    client = TestClient(create_app(tmp_path / "data", corpus))
    page = client.get("/vien-dan/21/2031/TT-BTC").text
    assert "Đã biết (danh mục), kho chưa giữ toàn văn" in page
    assert "05/06/2031" in page and "kiểm tra" in page
    assert "ngày 05/06/2031" in client.get("/chua-co").text
    assert client.get("/vien-dan/90/2031/QH19").status_code == 200
    gaps = {gap["number"]: gap["known"] for gap in client.get("/api/gaps").json()}
    assert gaps["21/2031/TT-BTC"]["source"] == "cong-bao" and gaps["22/2031/TT-BTC"] is None


def test_registers_are_no_documents_and_their_faults_are_told(corpus: Path) -> None:
    folder = corpus / "_register"
    folder.mkdir()
    (folder / "hong.tsv").write_text("so\n1\n", "utf-8")
    assert [fault.file for fault in check(corpus)] == ["_register/hong.tsv"]
    assert is_register("_register/hong.tsv")


def test_a_register_is_imported_by_its_option_into_the_usual_corpus(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "corpus").mkdir()
    source = tmp_path / "danh-muc.csv"
    source.write_text("Số hiệu,Ngày ban hành,Trích yếu\n12/2031/NĐ-CP,03/02/2031,Quy định về bến thử\n", "utf-8")
    result = CliRunner().invoke(cancu, ["import", "--register", str(source), "--issuer", "Chính phủ", "--yes"])
    assert result.exit_code == 0, result.output
    written = next((tmp_path / "corpus").rglob("*.tsv"))
    assert [known.number for known in read_register(written.read_bytes(), "")[0]] == ["12/2031/NĐ-CP"]


def test_the_codification_goes_into_no_corpus_unasked(tmp_path: Path) -> None:
    source = tmp_path / "phapdien.jsonl"
    source.write_text("", "utf-8")
    result = CliRunner().invoke(cancu, ["import", "phapdien", str(source)])
    assert result.exit_code == 2
    assert "--corpus" in result.output


def test_only_laws_are_known_by_their_names(corpus: Path, tmp_path: Path) -> None:
    imported(corpus, "--yes")
    catalogue = update(corpus, tmp_path / "data").generation.catalogue
    assert [known.number for known in catalogue.known_by_title("Luật Bến bãi")] == ["90/2031/QH19"]
    assert catalogue.known_by_title("Hướng dẫn chi trả") == catalogue.known_by_title("") == []
