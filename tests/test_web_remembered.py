"""The page of remembered reports, from the check of a report to what a newcomer changes, by plain forms."""

from __future__ import annotations

from pathlib import Path

import pytest
from arrival_corpus import NEWCOMER, NEWCOMER_PATH, REPORT, Collection
from bs4 import BeautifulSoup
from bs4.element import Tag
from fastapi.testclient import TestClient

from indexer.remembered_reports import REPORTS, read_reports
from web.app import create_app

PAGE = "/bao-cao-da-nho"


@pytest.fixture
def held(tmp_path: Path) -> Collection:
    return Collection(tmp_path)


@pytest.fixture
def reader(held: Collection) -> TestClient:
    return TestClient(create_app(held.data, held.corpus, "http://may-chu:8000"))


def send(reader: TestClient, form: Tag, action: str = "", **typed: str) -> BeautifulSoup:
    """The page that a form leads to; fields as they stand but for what is typed."""
    fields = {str(field["name"]): str(field.get("value", "")) for field in form.select("input[name]")} | typed
    response = reader.post(action or str(form["action"]), data=fields)
    assert response.status_code == 200, response.text
    return BeautifulSoup(response.text, "html.parser")


def form_to(page: BeautifulSoup, action: str) -> Tag:
    """The form that goes to an address by itself or by one of its buttons."""
    found = page.select_one(f'form[action="{action}"], form:has(button[formaction="{action}"])')
    assert found is not None
    return found


def remember(reader: TestClient, name: str = "Báo cáo quý I") -> BeautifulSoup:
    checked = reader.post("/bao-cao", files={"tep": ("bao-cao.txt", REPORT.encode())})
    return send(reader, form_to(BeautifulSoup(checked.text, "html.parser"), PAGE), ten=name)


def test_a_checked_report_is_remembered_and_told_when_what_it_cites_changes(
    held: Collection, reader: TestClient
) -> None:
    assert "Chưa nhớ báo cáo nào" in reader.get(PAGE).text
    page = remember(reader)
    assert "Không có thay đổi" in page.text and "Mới nhớ" in page.text
    held.arrive(NEWCOMER_PATH, NEWCOMER)
    page = BeautifulSoup(reader.get(PAGE).text, "html.parser")
    assert "1 trong 1 báo cáo dẫn văn bản đã thay đổi" in page.text
    assert "Nghị định 20/2013/NĐ-CP thay thế" in page.select_one("#bao-cao-quy-i .quan-he").text  # type: ignore[union-attr]
    assert f'href="{PAGE}#bao-cao-quy-i"' in reader.get("/moi").text
    page = send(reader, form_to(page, f"{PAGE}/da-xem"), f"{PAGE}/da-xem")
    assert "Không có thay đổi" in page.text


def test_forgetting_is_undone(held: Collection, reader: TestClient) -> None:
    page = remember(reader)
    page = send(reader, form_to(page, f"{PAGE}/bo"), f"{PAGE}/bo")
    assert read_reports(held.corpus)[0] == []
    page = send(reader, form_to(page, f"{PAGE}/lay-lai"))
    assert page.select_one("#bao-cao-quy-i")


def test_a_name_in_use_and_one_of_blanks_are_refused(reader: TestClient) -> None:
    remember(reader)
    checked = reader.post("/bao-cao", data={"chu": REPORT})
    form = form_to(BeautifulSoup(checked.text, "html.parser"), PAGE)
    token = str(form.input["value"])  # type: ignore[index]
    for name in ("Báo cáo quý I", "  "):
        assert reader.post(PAGE, data={"ten": name, "kq": token}).status_code == 400
    assert reader.post(PAGE, data={"ten": "A", "kq": "khong-co"}).status_code == 404


def test_a_damaged_file_is_told_on_the_page(held: Collection, reader: TestClient) -> None:
    remember(reader)
    (held.corpus / REPORTS / "hong.toml").write_text("name = ", "utf-8")
    text = reader.get(PAGE).text
    assert "hong.toml" in text and 'id="bao-cao-quy-i"' in text
