"""What arrived as a page, a feed and JSON; saved questions on the pages, without scripts."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from arrival_corpus import NEWCOMER, NEWCOMER_PATH, Collection
from bs4 import BeautifulSoup
from fastapi.testclient import TestClient
from lxml import etree

from indexer.saved_questions import Expected, SavedQuestion, add_question, read_questions
from web.app import create_app

ATOM = "{http://www.w3.org/2005/Atom}"
FORCE = "nghị định 10/2011 còn hiệu lực không"


@pytest.fixture
def held(tmp_path: Path) -> Collection:
    return Collection(tmp_path)


@pytest.fixture
def reader(held: Collection) -> TestClient:
    return TestClient(create_app(held.data, held.corpus, "http://may-chu:8000"))


def soup(reader: TestClient, address: str) -> BeautifulSoup:
    response = reader.get(address)
    assert response.status_code == 200
    return BeautifulSoup(response.text, "html.parser")


def test_the_page_tells_newest_first_with_links_that_lead_somewhere(held: Collection, reader: TestClient) -> None:
    held.arrive(NEWCOMER_PATH, NEWCOMER)
    page = soup(reader, "/moi")
    titles = [heading.text for heading in page.select(".dien-bien > h2")]
    assert titles[0].startswith("1 văn bản mới; 1 văn bản đổi tình trạng") and titles[1] == "Lập chỉ mục 2 văn bản"
    assert "Nghị định 20/2013/NĐ-CP thay thế Nghị định 10/2011/NĐ-CP từ 01/03/2013" in page.text
    links = {link["href"] for link in page.select("#ban-000002 a[href]")}
    assert links
    for link in links:
        assert reader.get(str(link)).status_code == 200, link


def test_the_feed_is_atom(held: Collection, reader: TestClient) -> None:
    held.arrive(NEWCOMER_PATH, NEWCOMER.replace("Quy định về quản lý", "Quy định <b>&</b> quản lý"))
    response = reader.get("/moi/atom.xml")
    assert response.headers["content-type"].startswith("application/atom+xml")
    root = etree.fromstring(response.content)
    assert root.tag == f"{ATOM}feed"
    for required in ("id", "title", "updated", "author"):
        assert len(root.findall(f"{ATOM}{required}")) == 1
    [itself] = [link for link in root.findall(f"{ATOM}link") if link.get("rel") == "self"]
    assert itself.get("href") == root.findtext(f"{ATOM}id") == "http://may-chu:8000/moi/atom.xml"
    entries = root.findall(f"{ATOM}entry")
    assert len(entries) == 2
    assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == 2
    for entry in entries:
        assert (entry.findtext(f"{ATOM}id") or "").startswith("urn:uuid:")
        assert (entry.findtext(f"{ATOM}updated") or "").endswith("+00:00")
        content = entry.find(f"{ATOM}content")
        assert content is not None and content.get("type") == "html" and content.text
    newest = BeautifulSoup(entries[0].findtext(f"{ATOM}content") or "", "html.parser")
    assert newest.find("b") is None and "<b>&</b> quản lý" in newest.text
    for link in newest.select("a"):
        assert reader.get(urlsplit(str(link["href"])).path).status_code == 200


def test_the_feed_of_a_collection_without_news_is_valid_too(tmp_path: Path, held: Collection) -> None:
    (held.data / "arrivals" / "000001.json").unlink()
    root = etree.fromstring(TestClient(create_app(held.data, held.corpus)).get("/moi/atom.xml").content)
    assert root.findtext(f"{ATOM}updated") == "1970-01-01T00:00:00+00:00"


def test_a_feed_keeps_the_names_of_its_entries(held: Collection, reader: TestClient) -> None:
    held.arrive(NEWCOMER_PATH, NEWCOMER)
    assert reader.get("/moi/atom.xml").content == reader.get("/moi/atom.xml").content


def test_news_as_json(held: Collection, reader: TestClient) -> None:
    held.arrive(NEWCOMER_PATH, NEWCOMER)
    newest, first = reader.get("/api/news").json()
    assert (newest["generation"], first["before"]) == ("000002", None)
    assert newest["lines"][0]["kind"] == "status" or newest["lines"][0]["kind"] == "arrived"
    assert reader.get("/api/news", params={"since": "2999-01-01"}).json() == []


def test_a_question_is_saved_from_its_answer_and_listed_green_then_red(held: Collection, reader: TestClient) -> None:
    answer = soup(reader, f"/tim?q={FORCE}")
    form = answer.select_one('form[action="/cau-hoi"]')
    assert form is not None and "chưa rõ" in form.parent.text  # type: ignore[union-attr]
    sent = {field["name"]: field.get("value", "") for field in form.select("input")}
    response = reader.post("/cau-hoi", data={**sent, "nguoi": "Nguyễn An"}, follow_redirects=False)
    [saved] = read_questions(held.questions)
    assert (response.status_code, response.headers["location"]) == (303, f"/cau-hoi#{saved.id}")
    assert saved.expected == Expected(status="unknown", document="10/2011/NĐ-CP") and saved.by == "Nguyễn An"
    assert "được trả lời như mong đợi" in soup(reader, "/cau-hoi").text
    held.arrive(NEWCOMER_PATH, NEWCOMER)
    page = soup(reader, "/cau-hoi")
    entry = page.find(id=saved.id)
    assert entry is not None and "Khác mong đợi" in entry.text and "từ bản 000002" in entry.text
    assert "Hết hiệu lực" in entry.text
    assert "1 câu hỏi đã lưu" in soup(reader, "/moi").text
    [record] = reader.get("/api/questions").json()
    assert record["met"] is False


def test_a_question_is_removed_from_the_page(held: Collection, reader: TestClient) -> None:
    add_question(held.questions, SavedQuestion(FORCE, Expected(status="unknown")))
    reader.post("/cau-hoi/bo", data={"q": FORCE})
    assert read_questions(held.questions) == ()
    assert "Chưa lưu câu hỏi nào" in soup(reader, "/cau-hoi").text


def test_saving_twice_or_from_another_site_is_refused(held: Collection, reader: TestClient) -> None:
    assert reader.post("/cau-hoi", data={"q": FORCE}, headers={"Origin": "http://example.org"}).status_code == 403
    assert read_questions(held.questions) == ()
    reader.post("/cau-hoi", data={"q": FORCE})
    again = reader.post("/cau-hoi", data={"q": FORCE})
    assert again.status_code == 400 and "đã được lưu" in again.text


def test_a_broken_file_of_questions_is_told_on_the_page(held: Collection, reader: TestClient) -> None:
    held.questions.write_text("[[question]\n", "utf-8")
    assert "không đọc được tệp câu hỏi" in soup(reader, "/cau-hoi").text


def test_words_of_documents_are_never_markup(held: Collection, reader: TestClient) -> None:
    held.arrive(NEWCOMER_PATH, NEWCOMER.replace("Quy định về quản lý", "<script>alert(1)</script>"))
    assert "<script>alert" not in reader.get("/moi").text
