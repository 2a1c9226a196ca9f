"""From the file that is sent to the document in the collection, and back."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from test_web_submissions import NEW

from indexer.build import update
from indexer.drafts import Drafts
from indexer.reading import read_file
from web.app import create_app


@pytest.fixture
def own(tmp_path: Path, small_corpus: Path) -> TestClient:
    """A reader of a corpus of its own, which may be written to."""
    corpus = Path(shutil.copytree(small_corpus, tmp_path / "corpus"))
    update(corpus, tmp_path / "data")
    return TestClient(create_app(tmp_path / "data", corpus, "http://may-chu:8000"))


def sent(own: TestClient, text: str = NEW, name: str = "phong chay.txt") -> str:
    """The address of the page of a file that was sent."""
    return own.post("/nhap", files={"tep": (name, text.encode())}).url.path


def form_of(own: TestClient, address: str, **changed: str) -> dict[str, str]:
    """What the form of a page sends, with some fields as a person types them."""
    html = own.get(address).text
    lines = re.findall(r'<input(?! type="checkbox")[^>]* name="(\w+)" value="([^"]*)"', html)
    texts = re.findall(r'<textarea[^>]* name="(\w+)"[^>]*>([^<]*)</textarea>', html)
    chosen = re.findall(r'<option value="([^"]*)" selected', html)
    return dict(lines) | dict(texts) | {"type": chosen[0]} | changed


def test_from_review_to_the_collection_and_back(own: TestClient) -> None:
    address = sent(own)
    fields = form_of(own, address, signer="Nguyễn Văn A", title="Về phòng cháy & chữa cháy")
    accepted = own.post(f"{address}/nhan", data=fields)
    assert accepted.url.path == address
    assert "Đã nhận vào kho" in accepted.text
    assert "29/2031/NĐ-CP" in accepted.text, "what it rests on"
    news = re.search(r'href="/moi#([^"]+)"', accepted.text)
    assert news and f'id="{news[1]}"' in own.get("/moi").text
    page = own.get("/5/2033/QĐ-UBND").text
    assert "phòng cháy &amp; chữa cháy" in page
    assert "Nguyễn Văn A" in page
    undone = own.post(f"{address}/go")
    assert "Xem lại trước khi nhận" in undone.text
    assert own.get("/5/2033/QĐ-UBND").status_code == 404


def test_what_was_entered_stays_and_shows_what_was_read(own: TestClient) -> None:
    address = sent(own)
    saved = own.post(f"{address}/luu", data=form_of(own, address, issued="03/01/2033"))
    assert "Đã lưu chỉnh sửa" in saved.text
    assert "Máy đọc: 02/01/2033" in saved.text
    assert form_of(own, address)["issued"] == "03/01/2033"


def test_a_day_that_is_none_is_said_beside_what_was_typed(own: TestClient) -> None:
    address = sent(own)
    refused = own.post(f"{address}/luu", data=form_of(own, address, issued="40/1/2033", place="Bần"))
    assert refused.status_code == 400
    assert "không phải ngày" in refused.text
    assert 'value="40/1/2033"' in refused.text
    assert 'value="Bần"' in refused.text


def test_of_two_officers_the_second_is_told(own: TestClient) -> None:
    address = sent(own)
    first, second = form_of(own, address, place="Hưng Yên"), form_of(own, address, place="Hà Nội")
    own.post(f"{address}/luu", data=first)
    told = own.post(f"{address}/luu", data=second)
    assert told.status_code == 409
    assert "Người khác vừa sửa" in told.text
    own.post(f"{address}/nhan", data=form_of(own, address))
    late = own.post(f"{address}/nhan", data=second)
    assert late.status_code == 409
    assert "đã được nhận vào kho" in late.text


def test_another_version_is_compared_and_replaces_only_when_chosen(own: TestClient) -> None:
    address = sent(own)
    own.post(f"{address}/nhan", data=form_of(own, address))
    newer = sent(own, NEW.replace("việc phòng cháy", "việc chữa cháy"), "moi.txt")
    text = own.get(newer).text
    assert "Kho đã có văn bản này, nội dung khác" in text
    assert "việc phòng cháy" in text
    refused = own.post(f"{newer}/nhan", data=form_of(own, newer))
    assert refused.status_code == 400
    assert "chọn thay bản cũ" in refused.text
    assert "Đã thay bản cũ" in own.post(f"{newer}/nhan", data=form_of(own, newer, thay="1")).text
    assert "việc chữa cháy" in own.get("/5/2033/QĐ-UBND").text


def test_the_same_document_needs_no_accepting(own: TestClient) -> None:
    address = sent(own)
    own.post(f"{address}/nhan", data=form_of(own, address))
    assert "Kho đã có đúng văn bản này" in own.get(sent(own, NEW + "\n", "lai.txt")).text


def test_all_without_doubt_are_accepted_at_once(own: TestClient) -> None:
    sent(own)
    sent(own, NEW.replace("Số: 5/2033", "Số: 6/2033"), "sau.txt")
    sent(own, "Điều 1. Phạm vi\n\nKhông rõ của ai, về việc gì, từ ngày nào.", "la.txt")
    assert "Nhận cả 2 văn bản" in own.get("/nhap").text
    done = own.post("/nhap/nhan-het")
    assert "Đã nhận 2 văn bản" in done.text
    assert "Chờ duyệt (1)" in done.text


def test_a_draft_thrown_away_comes_back(own: TestClient) -> None:
    address = sent(own)
    assert "Lấy lại" in own.post(f"{address}/bo").text
    assert "đã bị bỏ" in own.get(address).text
    assert "Xem lại trước khi nhận" in own.post(f"{address}/khoi-phuc").text


def test_drafts_outlive_the_server_and_are_counted_in_the_menu(own: TestClient) -> None:
    address = sent(own)
    state = own.app.state  # type: ignore[attr-defined]
    again = TestClient(create_app(state.data, state.corpus))
    assert again.get(address).status_code == 200
    assert 'title="1 văn bản chờ duyệt"' in again.get("/").text


def test_a_text_read_by_ocr_wants_number_day_and_issuer_confirmed(own: TestClient, tmp_path: Path) -> None:
    from dataclasses import replace

    path = tmp_path / "quet.txt"
    path.write_text(NEW, "utf-8")
    drafts: Drafts = own.app.state.drafts  # type: ignore[attr-defined]
    address = f"/nhap/cho-duyet/{drafts.put('quét.pdf', b'%PDF-', replace(read_file(path), origin='ocr'))}"
    assert own.get(address).text.count("máy đọc, cần đối chiếu") == 3
    refused = own.post(f"{address}/nhan", data=form_of(own, address))
    assert refused.status_code == 400
    assert "chưa xác nhận" in refused.text
    confirmed = {f"doi-chieu-{name}": "1" for name in ("number", "issued", "issuer")}
    assert "Đã nhận vào kho" in own.post(f"{address}/nhan", data=form_of(own, address) | confirmed).text


def test_the_original_is_handed_out_and_never_shown_by_the_browser(own: TestClient) -> None:
    address = sent(own, "<script>alert(1)</script>" + NEW, "a.html")
    answer = own.get(f"{address}/tep")
    assert answer.headers["content-disposition"] == 'attachment; filename="a.html"'
    assert answer.headers["content-type"] == "application/octet-stream"
    assert "<script>alert" not in own.get(address).text


@pytest.mark.parametrize("address", ["/nhap/cho-duyet/khong-co", "/nhap/cho-duyet/0000000000000000/tep"])
def test_a_draft_that_is_gone_says_so(own: TestClient, address: str) -> None:
    assert own.get(address).status_code == 404


def test_another_site_cannot_accept(own: TestClient) -> None:
    address = sent(own)
    for act in ("nhan", "luu", "bo", "go", "doc-chu", "khoi-phuc"):
        assert own.post(f"{address}/{act}", headers={"Origin": "http://xau.example"}).status_code == 403
    assert own.post("/nhap/nhan-het", headers={"Origin": "http://xau.example"}).status_code == 403


def test_a_damaged_draft_is_listed_and_can_be_thrown_away(own: TestClient) -> None:
    address = sent(own)
    drafts: Drafts = own.app.state.drafts  # type: ignore[attr-defined]
    (drafts.folder / "waiting" / address.rpartition("/")[2] / "draft.json").write_text("{")
    assert "bị hỏng, không mở được" in own.get("/nhap").text
    assert "bị hỏng" in own.get(address).text
    assert "bị hỏng, không mở được" not in own.post(f"{address}/bo").text
