"""The offline package of the codification: subjects in HTML become documents with all their articles."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from indexer.commands.collection import import_
from indexer.corpus import read_document
from indexer.phapdien import documents_of
from indexer.phapdien_package import cited, read_package, read_subject
from kb.citations import find_citations
from kb.errors import KbError

VBPL = "http://vbpl.vn/TW/Pages/vbpq-toanvan.aspx?ItemID="
SUBJECT = f"""\ufeff<link href='../lib/css/style.css' rel='stylesheet' type='text/css' />
<h3 style='text-align: center'>
    Đề mục 90.1
    <br />
    Bến thuyền
</h3>
<p style='display: none'>(Xem Danh mục)</p><div class='_content'><p class='pChuong'><a name='1'></a>Chương I</p>\
<p class='pChuong'>QUY ĐỊNH CHUNG</p><p class='pChiDan'>(Chương này có nội dung liên quan đến <a href='#'>Chương II \
KHÁC</a>)</p><p class='pDieu'><a name='11'></a>Điều 90.1.NĐ.1. Phạm vi</p><p class='pGhiChu'><a href='{VBPL}77#Dieu_1'>\
(Điều 1 Nghị định số 9/2019/NĐ-CP Về bến thuyền theo Luật ngày 02 tháng 01 năm 2001 ngày 02/01/2019 của Chính phủ, có \
hiệu lực thi hành kể từ ngày 01/03/2019 )</a></p>\
<p class='pNoiDung'><p><span>1. Khoản <b>một</b><br/>a) Điểm a</span></p>
<table><tr><td>Loại</td><td>Phí<br>(đồng)</td></tr></table><div>Chữ <i>trước</i><p>đoạn</p>và sau</div></p>\
<p class='pChiDan'>(Điều này có nội dung liên quan đến <a href='#'>Điều 90.1.TT.3.5. Phí bến</a>; <a href='#'>\
Điều 8.2.LQ.7. Không có ở đây</a>; <a href='#'>Điều 4. Tàu của Quyết định 74/2010/QĐ-TTg Về tàu ban hành \
ngày 22/11/2010</a>)</p>\
<p class='pDieu'>Điều 90.1.TT.3.5. Phí bến</p><p class='pGhiChu'>(<a href='{VBPL}88#Dieu_5'>(Điều 5 Thông tư số \
12 /2020/TT-BTC, có hiệu lực thi hành kể từ ngày 01/05/2020)</a></p><p class='pNoiDung'><p>Phí.</p></p>\
<div><p class='pDieu'>Điều 90.1.NĐ.2. Hiệu lực</p><p class='pGhiChu'><a href='{VBPL}77#Dieu_2'>(Điều 2 Nghị định số \
9/2019/NĐ-CP, có hiệu lực thi hành kể từ ngày 01/03/2019)</a></p><p class='pNoiDung'><p>Hết.</p></p></div></div>"""
EMPTY = "<h3>Đề mục 90.2<br/>Trống</h3><div class='_content'></div>"


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A package of two subjects, one without articles."""
    folder = tmp_path / "BoPhapDien" / "demuc"
    folder.mkdir(parents=True)
    (folder / "a.html").write_text(SUBJECT, "utf-8")
    (folder / "b.html").write_text(EMPTY, "utf-8")
    (folder.parent / "BoPhapDien.html").write_text("<html><title>BỘ PHÁP ĐIỂN ĐIỆN TỬ</title></html>", "utf-8")
    return folder.parent


def test_articles_of_one_document_come_together_with_what_the_first_says(package: Path) -> None:
    decree, circular = documents_of(read_package(package))
    assert (decree.number, decree.type, decree.issuer) == ("9/2019/NĐ-CP", "nghi-dinh", "Chính phủ")
    assert (decree.issued, decree.effective) == (date(2019, 1, 2), date(2019, 3, 1))
    assert decree.title == "Về bến thuyền theo Luật ngày 02 tháng 01 năm 2001"
    assert [provision.title for provision in decree.provisions] == ["Điều 1. Phạm vi", "Điều 2. Hiệu lực"]
    assert [division.label for division in decree.provisions[0].ancestors] == ["Chương I"]
    assert (circular.number, circular.issued, circular.provisions[0].text) == ("12/2020/TT-BTC", None, "Phí.")


def test_lines_tables_and_official_references_are_kept(package: Path) -> None:
    decree = next(documents_of(read_package(package)))
    *text, guide = decree.provisions[0].lines
    assert [line.text for line in text] == [
        "1. Khoản một", "a) Điểm a", "Loại | Phí (đồng)", "Chữ trước", "đoạn", "và sau",
    ]  # fmt: skip
    assert guide.text == (
        "(Chỉ dẫn của Bộ Pháp điển: Điều 5 Thông tư số 12/2020/TT-BTC; "
        "Điều 4 Quyết định số 74/2010/QĐ-TTg ngày 22/11/2010.)"
    )
    assert [citation.number for citation in find_citations(guide.text)] == ["12/2020/TT-BTC", "74/2010/QĐ-TTg"]


@pytest.mark.parametrize("guide", ["Chương I NHỮNG QUY ĐỊNH CHUNG", "Điều 8.2.LQ.7. Tên", "", "Điều 5"])
def test_a_reference_to_what_is_not_known_makes_no_citation(guide: str) -> None:
    assert cited(guide, {}) is None


@pytest.mark.parametrize("content", [b"", b"<p>Trang khac</p>", EMPTY.encode(), "<h3>Đề mục 1.1<br>X</h3>".encode()])
def test_what_is_no_subject_has_no_articles(content: bytes) -> None:
    assert read_subject(content) == []


def test_the_command_writes_the_documents(package: Path, tmp_path: Path) -> None:
    result = CliRunner().invoke(import_, ["phapdien", str(package), "--corpus", str(tmp_path / "kho")])
    assert result.exit_code == 0 and "2 văn bản" in result.output
    path = tmp_path / "kho/nghi-dinh/2019/nghi-dinh-9-2019-nd-cp.md"
    assert read_document(path.read_text("utf-8"), path.name) == next(documents_of(read_package(package)))


def test_a_folder_that_is_no_package_is_told(tmp_path: Path) -> None:
    with pytest.raises(KbError, match="không có đề mục"):
        read_package(tmp_path)
    register = CliRunner().invoke(import_, ["register", str(tmp_path), "--corpus", str(tmp_path)])
    assert register.exit_code == 2


def test_the_official_package_has_the_articles_of_the_lines(shared: Path) -> None:
    folder = shared / "data" / "phapdien-html"
    if not folder.is_dir():
        pytest.skip("không có ../shared/data/phapdien-html")
    content = (folder / "606f1686-5fd0-4a16-aa1b-21acef306e78.html").read_bytes()
    records = read_subject(content)
    assert len(records) == content.count(b"class='pDieu'")
    assert all(record["doc_id"] and record["article_id"] and record["text"] for record in records)


def test_a_file_copied_in_part_is_named(package: Path) -> None:
    path = sorted(file for file in package.rglob("*.html") if "Đề mục" in file.read_text("utf-8"))[0]
    path.write_bytes(path.read_bytes()[:-60])
    with pytest.raises(KbError, match=f"chép chưa đủ.*{path.name}"):
        read_package(package)
