"""Choosing which document is meant, on the page of a doubtful citation."""

from __future__ import annotations

from pathlib import Path

import pytest
import web_factory
from bs4 import BeautifulSoup
from fastapi.testclient import TestClient
from test_indexer_confirmed_links import CITING

from indexer.build import update
from web.app import create_app


@pytest.fixture
def reader(tmp_path: Path) -> TestClient:
    """A reader of a corpus of their own, in which a report cites a number of two documents."""
    corpus = web_factory.write_corpus(tmp_path / "corpus")
    (corpus / "5-bc-bql.md").write_text(CITING.replace(" ngày 02 tháng 8 năm 2032", ""), "utf-8")
    update(corpus, tmp_path / "data")
    return TestClient(create_app(tmp_path / "data", corpus))


def uri_of(reader: TestClient) -> str:
    uri: str = reader.get("/api/documents", params={"number": "5/BC-BQL"}).json()[0]["uri"]
    return uri


def first_link(reader: TestClient) -> tuple[str, str]:
    link = BeautifulSoup(reader.get(uri_of(reader)).text, "html.parser").select_one("#van-ban a.vien-dan")
    assert link is not None
    return link["class"][-1], str(link["href"])


def test_a_click_settles_what_is_meant_and_the_link_is_there(reader: TestClient) -> None:
    kind, address = first_link(reader)
    assert (kind, address) == ("ambiguous", "/vien-dan/24/CT-TTG?trong=5-bc-bql")
    form = BeautifulSoup(reader.get(address).text, "html.parser").select_one(".lua-chon form")
    assert form is not None
    fields = {str(field["name"]): str(field["value"]) for field in form.select("input")}
    buttons = {str(button["value"]): button.get_text(" ", strip=True) for button in form.select("button")}
    assert buttons["24-ct-ttg-2031"].startswith("Đúng là Chỉ thị 24/CT-TTg, ngày 01/07/2031")
    response = reader.post("/dung-van-ban", data={**fields, "la": "24-ct-ttg-2031"}, follow_redirects=False)
    assert response.status_code == 303
    assert response.headers["location"].startswith(uri_of(reader))
    kind, target = first_link(reader)
    assert kind == "found"
    assert "/2031-07-01/" in target
    again = BeautifulSoup(reader.get(address).text, "html.parser").select_one(".lua-chon")
    assert again is not None
    assert "Đã xác nhận" in again.get_text()
    undo = again.select_one("form[action='/dung-van-ban/bo']")
    assert undo is not None
    fields = {str(field["name"]): str(field["value"]) for field in undo.select("input")}
    assert reader.post("/dung-van-ban/bo", data=fields, follow_redirects=False).status_code == 303
    assert first_link(reader)[0] == "ambiguous"


def test_the_page_of_a_number_lists_every_document_that_leaves_it_open(reader: TestClient) -> None:
    page = BeautifulSoup(reader.get("/vien-dan/24/CT-TTg").text, "html.parser")
    assert [link.get_text() for link in page.select(".lua-chon h3 a")] == ["Báo cáo 5/BC-BQL"]


def test_another_site_cannot_settle_anything(reader: TestClient) -> None:
    data = {"trong": "5-bc-bql", "viet": "24/CT-TTg", "la": "24-ct-ttg-2031"}
    assert reader.post("/dung-van-ban", data=data, headers={"Origin": "http://example.org"}).status_code == 403
    assert first_link(reader)[0] == "ambiguous"


def test_what_is_not_held_is_refused_with_a_sentence(reader: TestClient) -> None:
    data = {"trong": "5-bc-bql", "viet": "24/CT-TTg", "la": "../khong-co"}
    response = reader.post("/dung-van-ban", data=data)
    assert response.status_code >= 400
    assert "không có văn bản được chọn" in response.text


def test_the_way_back_stays_on_the_site(reader: TestClient) -> None:
    data = {"trong": "5-bc-bql", "viet": "24/CT-TTg", "la": "24-ct-ttg-2031", "ve": "//example.org"}
    assert reader.post("/dung-van-ban", data=data, follow_redirects=False).headers["location"] == "/"
