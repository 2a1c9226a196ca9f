"""The JSON interface."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from fastapi.testclient import TestClient
from web_factory import DECISION_URI, DECREE_URI


def test_the_description_lists_every_operation_and_no_page(client: TestClient) -> None:
    paths = client.get("/api/openapi.json").json()["paths"]
    assert set(paths) == {
        f"/api/{name}"
        for name in (
            "search", "document", "documents", "provision", "citations", "mentions", "powers", "powers/matrix",
            "status", "gaps", "faults", "counts", "card", "health", "news", "questions",
        )
    }  # fmt: skip


def test_a_search_gives_hits_with_permanent_addresses(client: TestClient) -> None:
    answer = client.get("/api/search", params={"q": "thu hồi giấy chứng nhận", "limit": 3}).json()
    first = answer["hits"][0]
    assert first["address"] == f"{DECREE_URI}#art_2"
    assert first["document"]["number"] == "29/2031/NĐ-CP"
    assert "id" not in first["document"]
    assert any(part["matched"] for part in first["snippet"])


def test_a_search_gives_the_powers_with_their_evidence(client: TestClient) -> None:
    powers = client.get("/api/search", params={"q": "ai được ủy quyền cấp giấy phép lao động"}).json()["powers"]
    facts = powers["local"] + powers["general"] + powers["others"]
    assert "not_delegated" in {fact["delegation"]["stance"] for fact in facts}
    assert all(fact["evidence"] for fact in facts)


def test_a_document_comes_with_its_text(client: TestClient) -> None:
    whole = client.get("/api/document", params={"uri": DECREE_URI}).json()
    article = whole["provisions"][1]
    assert (article["label"], article["crumbs"]) == ("Điều 2", ["Chương II", "Điều 2"])
    assert "\n".join(line["text"] for line in article["lines"]) == article["text"]


def test_a_provision_is_found_by_any_unit_inside_it(client: TestClient) -> None:
    asked = {"uri": DECREE_URI, "eid": "art_2__para_1__point_đ"}
    assert client.get("/api/provision", params=asked).json()["eid"] == "art_2"
    assert client.get("/api/provision", params=asked | {"eid": "art_9"}).status_code == 404


def test_citations_say_what_they_lead_to(client: TestClient) -> None:
    (found,) = [
        entry
        for entry in client.get("/api/citations", params={"uri": DECISION_URI}).json()
        if entry["resolution"] == "found" and entry["citation"]["number"]
    ]
    assert found["targets"][0]["uri"] == DECREE_URI
    assert found["eid"] == "art_2__para_1__point_a"


def test_mentions_of_what_is_not_held(client: TestClient) -> None:
    (mention,) = client.get("/api/mentions", params={"number": "88/2029/NĐ-CP"}).json()
    assert (mention["resolution"], mention["provision"]) == ("unknown", f"{DECREE_URI}#art_2")


@pytest.mark.parametrize(
    ("query", "count"), [({"number": "24/CT-TTg"}, 2), ({"type": "nghi-dinh"}, 1), ({"number": "1/2000/NĐ-CP"}, 0)]
)
def test_documents_by_number_and_type(client: TestClient, query: dict[str, str], count: int) -> None:
    assert len(client.get("/api/documents", params=query).json()) == count


def test_powers_by_matter_and_stance(client: TestClient) -> None:
    asked = {"matter": "giay-phep-lao-dong", "stance": "not_delegated"}
    facts = client.get("/api/powers", params=asked).json()
    assert {fact["delegation"]["stance"] for fact in facts} == {"not_delegated"}


def test_status_on_a_day(client: TestClient) -> None:
    before = client.get("/api/status", params={"uri": DECREE_URI, "on": "2031-04-01"}).json()
    assert (before["value"], before["as_of"]) == ("not-yet", "2031-04-01")
    asked = {"uri": DECREE_URI, "on": "2031-04-01", "eid": "art_2__para_1"}
    told = client.get("/api/status", params=asked).json()
    assert (told["value"], told["word"], told["eid"]) == ("not-yet", "Chưa có hiệu lực", "art_2__para_1")
    assert told["document"]["uri"] == DECREE_URI
    assert client.get("/api/status", params={**asked, "eid": "art_99"}).status_code == 404


@pytest.mark.parametrize("name", ["document", "citations", "status", "card"])
def test_a_document_is_named_by_its_address_or_its_number(client: TestClient, name: str) -> None:
    by_number = client.get(f"/api/{name}", params={"number": "29/2031/NĐ-CP"})
    assert by_number.status_code == 200
    assert by_number.json() == client.get(f"/api/{name}", params={"uri": DECREE_URI}).json()


@pytest.mark.parametrize(
    ("address", "status", "told"),
    [
        ("/api/status", 422, "Thiếu uri hoặc number: cho biết văn bản nào."),
        ("/api/status?number=1/2000/NĐ-CP", 404, "Kho không có văn bản số 1/2000/NĐ-CP."),
        ("/api/status?number=24/CT-TTg", 409, "2 văn bản có số 24/CT-TTg; chọn một theo uri."),
        (f"/api/status?uri={DECREE_URI}&on=31/12/2012", 422, "on phải là ngày, viết như 2012-12-31."),
        ("/api/search", 422, "thiếu q."),
        ("/api/search?q=x&limit=0", 422, "limit phải từ 1 trở lên."),
        ("/api/search?q=x&limit=101&offset=hai", 422, "limit không được quá 100; offset phải là số nguyên."),
        ("/api/powers?stance=co", 422, "stance phải là một trong: "),
        ("/api/khong-co", 404, "Địa chỉ này không dẫn tới trang nào."),
    ],
)
def test_what_cannot_be_answered_says_why_in_vietnamese(
    client: TestClient, address: str, status: int, told: str
) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    assert list(answer.json()) == ["error"] and answer.json()["error"].startswith(told)


def test_the_reference_describes_every_parameter_and_its_examples_work(client: TestClient) -> None:
    page = BeautifulSoup(client.get("/api").text, "lxml")
    for section in page.select("main section"):
        assert all(":" in item.get_text() for item in section.select("li")), section.h2
        [example] = section.select("p > a")
        assert client.get(str(example["href"])).status_code in {200, 404}, "404: an example that is not held here"


def test_gaps_faults_and_counts(client: TestClient) -> None:
    assert "88/2029/NĐ-CP" in [gap["number"] for gap in client.get("/api/gaps").json()]
    assert isinstance(client.get("/api/faults").json(), list)
    assert client.get("/api/counts").json()["documents"] == 5


def test_the_card_of_a_document_says_what_a_reader_wants_before_going_there(client: TestClient) -> None:
    response = client.get("/api/card", params={"uri": DECREE_URI})
    card = response.json()
    assert card["name"] == "Nghị định 29/2031/NĐ-CP"
    assert (card["day"], card["record"]) == ("14/03/2031", "Toàn văn")
    assert card["status"]
    assert "max-age" in response.headers["cache-control"]
    assert client.get("/api/card", params={"uri": "/akn/vn/khong-co"}).status_code == 404
