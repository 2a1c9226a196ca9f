"""What officers send in: documents for the corpus, reports to be checked."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pytest
from docx import Document as Docx
from fastapi.testclient import TestClient
from starlette.exceptions import HTTPException

from indexer.build import update
from web.app import create_app
from web.submissions import MOST_FILES, Results

NEW = """ỦY BAN NHÂN DÂN
TỈNH HƯNG YÊN

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM

Độc lập - Tự do - Hạnh phúc

Số: 5/2033/QĐ-UBND

Hưng Yên, ngày 02 tháng 01 năm 2033

QUYẾT ĐỊNH

Về phòng cháy trong khu công nghiệp

Căn cứ Nghị định số 29/2031/NĐ-CP ngày 14 tháng 3 năm 2031 của Chính phủ;

QUYẾT ĐỊNH:

Điều 1. Phạm vi

Quyết định này quy định việc phòng cháy trong khu công nghiệp.

Điều 2. Hiệu lực

Quyết định này có hiệu lực từ ngày 01 tháng 3 năm 2033.
"""


@pytest.fixture
def own(tmp_path: Path, small_corpus: Path) -> TestClient:
    """A reader of a corpus of its own, which may be written to."""
    corpus = Path(shutil.copytree(small_corpus, tmp_path / "corpus"))
    update(corpus, tmp_path / "data")
    return TestClient(create_app(tmp_path / "data", corpus, "http://may-chu:8000"))


def test_results_are_kept_under_names_of_their_own_and_the_oldest_are_forgotten() -> None:
    results = Results()
    names = [results.keep(number) for number in range(60)]
    assert len(set(names)) == 60
    assert results.get(names[-1]) == 59
    with pytest.raises(HTTPException):
        results.get(names[0])


def test_large_results_make_room_for_newer_ones() -> None:
    results = Results()
    names = [results.keep(number, 60 * 1024 * 1024) for number in range(3)]
    assert results.get(names[1]) == 1
    with pytest.raises(HTTPException):
        results.get(names[0])


def test_a_file_that_is_sent_waits_to_be_looked_at(own: TestClient) -> None:
    result = own.post("/nhap", files={"tep": ("../phong chay.txt", NEW.encode())})
    assert result.url.path.startswith("/nhap/cho-duyet/")
    assert "../" not in result.text
    assert "Về phòng cháy trong khu công nghiệp" in result.text
    assert own.get("/5/2033/QĐ-UBND").status_code == 404
    assert "5/2033/QĐ-UBND" in own.get("/nhap").text


def test_several_files_wait_each_by_itself_and_a_bad_one_says_why(own: TestClient) -> None:
    files = [("tep", ("hong.docx", b"PK\x03\x04 hong")), ("tep", ("moi.txt", NEW.encode()))]
    text = own.post("/nhap", files=files).text
    assert "không đọc được" in text
    assert "Quyết định 5/2033/QĐ-UBND" in text
    assert "Chờ duyệt (2)" in text
    assert "/tmp" not in text


def test_a_script_is_told_of_each_file(own: TestClient) -> None:
    answer = own.post("/nhap", files={"tep": ("moi.txt", NEW.encode())}, headers={"Accept": "application/json"}).json()
    assert [(file["name"], file["title"], file["refusal"]) for file in answer] == [
        ("moi.txt", "Quyết định 5/2033/QĐ-UBND", "")
    ]
    assert own.get(answer[0]["address"]).status_code == 200


def test_too_many_files_are_refused(own: TestClient) -> None:
    files = [("tep", (f"{number}.md", b"x")) for number in range(MOST_FILES + 1)]
    response = own.post("/nhap", files=files)
    assert response.status_code == 400
    assert "Quá nhiều tệp" in response.text


@pytest.mark.parametrize("address", ["/bao-cao/khong-co", "/bao-cao/khong-co/tep"])
def test_a_result_that_is_gone_says_so(client: TestClient, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 404
    assert "không còn được giữ" in response.text


REPORT = "Căn cứ Nghị định số 29/2031/NĐ-CP ngày 14/3/2031 của Chính phủ; Nghị định số 88/2029/NĐ-CP của Chính phủ <b>."


def test_pasted_text_is_checked_and_shown_with_its_links(client: TestClient) -> None:
    text = client.post("/bao-cao", data={"chu": REPORT}).text
    assert "88/2029/NĐ-CP" in text
    assert "29-2031-nd-cp" in text
    assert "&lt;b&gt;" in text
    assert "<b>." not in text


def test_findings_are_handed_out_as_a_table(client: TestClient) -> None:
    page = client.post("/bao-cao", data={"chu": REPORT})
    table = client.get(f"{page.url.path}/dieu-can-xem.csv")
    assert "88/2029/NĐ-CP" in table.content.decode("utf-8-sig")
    word = client.get(f"{page.url.path}/dieu-can-xem.docx")
    assert "88/2029/NĐ-CP" in "".join(cell.text for cell in Docx(io.BytesIO(word.content)).tables[0]._cells)
    assert client.get(f"{page.url.path}/dieu-can-xem.exe").status_code == 422


def test_a_word_report_comes_back_with_links(own: TestClient) -> None:
    report = Docx()
    report.add_paragraph(REPORT)
    buffer = io.BytesIO()
    report.save(buffer)
    page = own.post("/bao-cao", files={"tep": ("Báo cáo quý.docx", buffer.getvalue())})
    linked = own.get(f"{page.url.path}/tep")
    assert linked.headers["content-disposition"] == 'attachment; filename="bao-cao-quy-lien-ket.docx"'
    targets = [part.target_ref for part in Docx(io.BytesIO(linked.content)).part.rels.values() if part.is_external]
    assert len(targets) == 1
    assert targets[0].startswith("http://may-chu:8000/akn/vn/act/nghi-dinh/")


def test_a_word_report_has_further_versions(own: TestClient) -> None:
    report = Docx()
    report.add_paragraph(REPORT)
    buffer = io.BytesIO()
    report.save(buffer)
    page = own.post("/bao-cao", files={"tep": ("a.docx", buffer.getvalue())}, data={"ngay": "2035-01-02"})
    commented = Docx(io.BytesIO(own.get(f"{page.url.path}/tep-nhan-xet").content))
    assert "88/2029/NĐ-CP" in " ".join(paragraph.text for paragraph in commented.paragraphs)
    assert any(str(part.partname) == "/word/comments.xml" for part in commented.part.package.iter_parts())
    listed = Docx(io.BytesIO(own.get(f"{page.url.path}/tep-danh-muc").content))
    assert "29/2031/NĐ-CP" in "".join(cell.text for cell in listed.tables[0]._cells)
    assert "29/2031/NĐ-CP" in own.get(f"{page.url.path}/danh-muc.md").text


def test_findings_are_filtered_by_their_level(client: TestClient) -> None:
    address = client.post("/bao-cao", data={"chu": "Theo Nghị định số 88/2029/NĐ-CP ngày 31/02/2029."}).url.path
    assert "không có ngày 31/02/2029" in client.get(address, params={"muc": "sai"}).text
    assert "không có ngày" not in client.get(address, params={"muc": "luu-y"}).text
    assert client.get(address, params={"muc": "khac"}).status_code == 422


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"data": {"chu": "  "}}, "Chưa có gì để kiểm tra"),
        ({"files": {"tep": ("a.pdf", b"%PDF-1.4 khong phai bao cao")}}, "lưu báo cáo thành .docx"),
    ],
)
def test_what_cannot_be_checked_is_refused_with_the_reason(
    client: TestClient, sent: dict[str, object], sentence: str
) -> None:
    response = client.post("/bao-cao", **sent)  # type: ignore[arg-type]
    assert response.status_code == 400
    assert sentence in response.text
