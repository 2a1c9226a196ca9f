"""The pages over a small corpus, as a browser without scripts gets them."""

from __future__ import annotations

import html
import re
from itertools import pairwise

import pytest
from bs4 import BeautifulSoup
from fastapi.testclient import TestClient
from web_factory import DECISION_URI, DECREE_URI

PAGES = [
    "/",
    "/tim?q=cấp giấy phép lao động",
    "/tim?q=29/2031",
    "/tim?q=khongcochunaynhuvay",
    "/van-ban",
    "/so-uy-quyen",
    "/so-uy-quyen/bang",
    "/so-uy-quyen/viec/giay-phep-lao-dong",
    "/chua-co",
    "/loi-kho",
    "/huong-dan",
    "/nhap",
    "/bao-cao",
    "/api",
    DECREE_URI,
    DECISION_URI,
    f"{DECREE_URI}/~art_2",
    f"{DECREE_URI}/luoc-do",
    f"{DECREE_URI}/~art_2__para_1__point_a",
    "/vien-dan/88/2029/NĐ-CP",
    "/vien-dan/24/CT-TTg",
]


def soup(client: TestClient, address: str, status: int = 200) -> BeautifulSoup:
    response = client.get(address)
    assert response.status_code == status, response.text
    return BeautifulSoup(response.text, "html.parser")


@pytest.mark.parametrize("address", PAGES)
def test_every_page_is_whole_vietnamese_and_named(client: TestClient, address: str) -> None:
    page = soup(client, address)
    assert page.html is not None
    assert page.html["lang"] == "vi"
    assert page.title is not None
    assert page.title.get_text().endswith("· Căn Cứ")
    assert page.select_one("a.bo-qua[href='#noi-dung']")
    assert len(page.find_all("h1")) == 1
    identities = [tag["id"] for tag in page.find_all(id=True)]
    assert len(identities) == len(set(identities))


@pytest.mark.parametrize("address", PAGES)
def test_no_page_needs_what_the_policy_forbids(client: TestClient, address: str) -> None:
    page = soup(client, address)
    assert not page.select("style, [style], iframe, object, embed")
    assert all(script.get("src", "").startswith("/static/") for script in page.find_all("script"))
    handlers = [name for tag in page.find_all(True) for name in tag.attrs if name.startswith("on")]
    assert handlers == []
    loaded = [tag.get("src") or tag.get("href") for tag in page.select("script, link, img")]
    assert all(address.startswith("/static/") for address in loaded)


@pytest.mark.parametrize("address", PAGES)
def test_headings_go_down_one_step_at_a_time_and_fields_have_labels(client: TestClient, address: str) -> None:
    page = soup(client, address)
    levels = [int(tag.name[1]) for tag in page.find_all(re.compile("^h[1-6]$"))]
    assert all(after - before <= 1 for before, after in pairwise(levels)), levels
    for field in page.select("input:not([type=hidden]), select, textarea"):
        labelled = field.find_parent("label") or (field.get("id") and page.select_one(f"label[for='{field['id']}']"))
        assert labelled, field


def test_links_within_the_site_lead_somewhere(client: TestClient) -> None:
    seen = {
        link["href"].partition("#")[0]
        for address in ("/", DECREE_URI, DECISION_URI, "/so-uy-quyen", "/van-ban", "/chua-co")
        for link in soup(client, address).select("a[href^='/']")
    }
    broken = [address for address in sorted(seen) if client.get(address).status_code >= 400]
    assert broken == []


# --- answers --------------------------------------------------------------------------------------------------------


def test_a_number_as_remembered_shows_its_document_first(client: TestClient) -> None:
    card = soup(client, "/tim?q=nd 29/2031").select_one(".the")
    assert card is not None
    assert card.select_one("h2 a")["href"] == DECREE_URI  # type: ignore[index]


def test_di_goes_straight_to_the_document(client: TestClient) -> None:
    response = client.get("/tim?q=29/2031/NĐ-CP&di=1", follow_redirects=False)
    assert (response.status_code, response.headers["location"]) == (303, DECREE_URI)


def test_a_number_of_several_documents_shows_the_choice(client: TestClient) -> None:
    page = soup(client, "/tim?q=24/CT-TTg")
    assert len(page.select(".the .ket-qua h3 a")) == 2


def test_who_may_decide_is_answered_with_the_sentence_its_source_and_what_is_not_held(client: TestClient) -> None:
    page = soup(client, "/tim?q=quyết định nào ủy quyền cấp giấy phép lao động")
    card = page.select_one(".the")
    assert card is not None
    assert card.select_one("blockquote") is not None
    said = card.get_text(" ", strip=True)
    assert "chưa được ủy quyền cấp giấy phép lao động" in said
    assert "Ban Quản lý các khu công nghiệp nhìn lại" in said


def test_hits_mark_the_words_and_keep_their_place(client: TestClient) -> None:
    hit = soup(client, "/tim?q=thu hồi giấy chứng nhận").select_one(".ket-qua li")
    assert hit is not None
    assert "thu hồi" in hit.select_one("mark").get_text()  # type: ignore[union-attr]
    assert hit.select_one("h3 a")["href"] == f"{DECREE_URI}#art_2"  # type: ignore[index]


def test_nothing_found_says_so_and_why(client: TestClient) -> None:
    page = soup(client, "/tim?q=zzzz qqqq")
    assert page.select_one(".bao.can p") is not None
    assert not page.select(".ket-qua li")


@pytest.mark.parametrize("query", ["tu=&den=&trang=", "tu=abc&trang=-1", "loai=khong-co&co-quan=&trang=99999"])
def test_odd_values_in_the_address_are_no_error(client: TestClient, query: str) -> None:
    assert client.get(f"/tim?q=giấy phép&{query}").status_code == 200


def test_what_is_typed_is_escaped(client: TestClient) -> None:
    text = client.get("/tim", params={"q": "<script>alert(1)</script>"}).text
    assert "<script>alert" not in text
    assert html.escape("<script>alert(1)</script>") in text


def test_the_first_page_leads_to_the_register_by_matter(client: TestClient) -> None:
    links = {link.get_text(): link["href"] for link in soup(client, "/").select("a[href^='/so-uy-quyen?']")}
    assert links["Giấy phép lao động"] == "/so-uy-quyen?viec=giay-phep-lao-dong"


def test_an_empty_question_leads_home(client: TestClient) -> None:
    assert client.get("/tim?q=%20", follow_redirects=False).headers["location"] == "/"


# --- documents ------------------------------------------------------------------------------------------------------


def test_a_document_has_its_properties_text_and_anchors(client: TestClient) -> None:
    page = soup(client, DECREE_URI)
    properties = page.select_one(".thuoc-tinh")
    assert properties is not None
    assert "29/2031/NĐ-CP" in properties.get_text()
    point = page.find(id="art_2__para_1__point_đ")
    assert point is not None
    assert point.get_text().startswith("đ) thu hồi giấy chứng nhận")
    assert "<thử & nghiệm>" in page.select_one("#van-ban").get_text()  # type: ignore[union-attr]
    assert [entry.get_text() for entry in page.select(".muc-luc li.cap")] == [
        "Chương I. QUY ĐỊNH CHUNG",
        "Chương II. THẨM QUYỀN",
    ]


def test_citations_lead_to_the_place_the_choice_or_what_is_known(client: TestClient) -> None:
    decision = soup(client, DECISION_URI)
    found = decision.select_one("a.vien-dan.found")
    assert found is not None
    assert found["href"] == f"{DECREE_URI}#art_2__para_1__point_a"
    missing = soup(client, DECREE_URI).select_one("#van-ban a.vien-dan.unknown")
    assert missing is not None
    assert missing["href"] == "/vien-dan/88/2029/N%C4%90-CP"
    assert "Chưa có trong kho" in missing["title"]


def test_a_document_says_what_kind_of_record_it_is(client: TestClient) -> None:
    assert "không phải nguyên văn" in soup(client, DECISION_URI).select_one(".dau-van-ban").get_text()  # type: ignore[union-attr]
    assert "không phải nguyên văn" not in soup(client, DECREE_URI).get_text()


def test_a_document_says_who_cites_it_and_what_it_delegates(client: TestClient) -> None:
    assert "67/2032/QĐ-UBND" in soup(client, DECREE_URI).select_one("#vien-dan-toi").get_text()  # type: ignore[union-attr]
    powers = soup(client, DECISION_URI).select_one("#uy-quyen")
    assert powers is not None
    assert "chấp thuận đầu tư" in powers.get_text()


def test_a_provision_has_a_page_of_its_own_with_who_cites_it(client: TestClient) -> None:
    page = soup(client, f"{DECREE_URI}/~art_2__para_1__point_a")
    assert page.h1 is not None
    assert page.h1.get_text() == "Điều 2. Nhiệm vụ của Ban Quản lý"
    assert [mark.get_text() for mark in page.select(".noi-dung mark")] == [
        " cấp giấy chứng nhận theo ",
        "Điều 1 Nghị định này",
        ";",
    ]
    assert page.select_one("button[data-text]")["data-text"] == "điểm a khoản 1 Điều 2 của Nghị định số 29/2031/NĐ-CP"  # type: ignore[index]
    assert "67/2032/QĐ-UBND" in page.select_one(".phu-sau").get_text()  # type: ignore[union-attr]
    assert page.select_one("a[rel=prev]")["href"] == f"{DECREE_URI}/~art_1"  # type: ignore[index]
    assert page.select_one(".mot-cot .nhan") is not None, "the force of this provision is shown"
    assert "67/2032/QĐ-UBND" not in soup(client, f"{DECREE_URI}/~art_1").select_one(".phu-sau").get_text()  # type: ignore[union-attr]


def test_a_provision_that_is_not_held_says_so(client: TestClient) -> None:
    assert "không có chỗ này" in soup(client, f"{DECREE_URI}/~art_99", 404).get_text()


def test_each_article_has_a_citation_to_copy(client: TestClient) -> None:
    buttons = soup(client, DECREE_URI).select(".dieu button[data-text]")
    assert buttons[0]["data-text"].startswith("Điều 1 của Nghị định số")
    assert all(button.has_attr("hidden") for button in buttons), "scripts show what only scripts can do"


def test_the_ways_to_cite_are_whole_in_what_is_copied(client: TestClient) -> None:
    first, later, basis, draft, party = soup(client, DECREE_URI).select(".cach-dan button")
    assert first["data-text"].startswith("Nghị định số 29/2031/NĐ-CP ngày 14 tháng 3 năm 2031 của Chính phủ")
    assert first["data-html"] == f'<a href="http://testserver{DECREE_URI}">{first["data-text"]}</a>'
    assert later["data-text"] == "Nghị định số 29/2031/NĐ-CP"
    assert basis["data-html"].startswith("<i>Căn cứ <a ")
    assert draft["data-text"].startswith("Nghị định số 29/2031/NĐ-CP của Chính phủ")
    assert party["data-text"].startswith("Nghị định số 29/2031/NĐ-CP, ngày 14/3/2031 của Chính phủ")
    main = soup(client, DECREE_URI).select_one(".viec-van-ban button[data-text]")
    assert main is not None and main["data-html"] == first["data-html"]


def test_the_force_is_told_as_of_a_day_that_the_reader_asks_for(client: TestClient) -> None:
    before = soup(client, f"{DECREE_URI}?ngay=01/01/2031")
    badge = before.select_one(".nhan-hang a.nhan")
    assert badge is not None and badge.get_text() == "Chưa có hiệu lực" and badge["href"] == "#tinh-trang"
    assert "01/01/2031" in before.select_one("#tinh-trang").get_text()  # type: ignore[union-attr]
    assert soup(client, f"{DECREE_URI}/~art_2?ngay=2031-01-01").select_one(".nhan-hang a.nhan") is not None


def test_a_day_that_cannot_be_read_is_told(client: TestClient) -> None:
    page = soup(client, f"{DECREE_URI}?ngay=hôm+qua")
    assert "Không đọc được ngày “hôm qua”" in page.select_one("#tinh-trang .bao").get_text()  # type: ignore[union-attr]


def test_a_cited_document_that_is_not_held_has_a_page_of_its_mentions(client: TestClient) -> None:
    page = soup(client, "/vien-dan/88/2029/NĐ-CP")
    assert page.h1 is not None
    assert page.h1.get_text() == "Nghị định 88/2029/NĐ-CP"
    assert page.select_one("mark") is not None
    assert "điểm đ khoản 1 Điều 2" in page.get_text()


def test_a_number_that_nobody_knows_says_so(client: TestClient) -> None:
    page = soup(client, "/vien-dan/4321/1999/QĐ-XYZ", 404)
    told = page.main.get_text()  # type: ignore[union-attr]
    assert "chưa văn bản nào trong kho nhắc tới" in told and "Được nhắc tới ở" not in told


@pytest.mark.parametrize(
    ("address", "leads_to"),
    [
        ("/29/2031/NĐ-CP", DECREE_URI),
        ("/29/2031/nd-cp", DECREE_URI),
        ("/24/CT-TTg", "/vien-dan/24/CT-TTG"),
        ("/88/2029/NĐ-CP", "/vien-dan/88/2029/N%C4%90-CP"),
    ],
)
def test_short_addresses(client: TestClient, address: str, leads_to: str) -> None:
    response = client.get(address, follow_redirects=False)
    assert (response.status_code, response.headers["location"]) == (303, leads_to)


# --- registers ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("ten=khu cong nghiep&loai=nghi-dinh", ["Nghị định 29/2031/NĐ-CP"]),
        ("nam=2032&xep=cu", ["Quyết định 67/2032/QĐ-UBND", "Chỉ thị 24/CT-TTg"]),
        ("co-quan=Ủy ban nhân dân tỉnh Hưng Yên", ["Quyết định 67/2032/QĐ-UBND"]),
        ("ten=khong co", []),
    ],
)
def test_the_list_of_documents_is_filtered_and_sorted_by_its_address(
    client: TestClient, query: str, names: list[str]
) -> None:
    links = soup(client, f"/van-ban?{query}").select("tbody td:first-child > a")
    assert [link.get_text() for link in links] == names


def test_the_register_of_delegations_is_filtered_by_its_address(client: TestClient) -> None:
    def stances(query: str) -> set[str]:
        rows = soup(client, f"/so-uy-quyen?{query}").select("tbody tr")
        return {row["class"][0] for row in rows}

    assert stances("tinh-trang=not_delegated") == {"not_delegated"}
    assert "not_delegated" in stances("viec=giay-phep-lao-dong")
    assert stances("co-quan=ban quan ly&dia-phuong=hung yen") >= {"delegated", "not_delegated"}
    assert stances("co-quan=khong co ai") == set()


def test_what_is_missing_is_listed(client: TestClient) -> None:
    page = soup(client, "/chua-co")
    [row] = [row for row in page.select("tbody tr") if "88/2029/NĐ-CP" in row.td.a.get_text()]  # type: ignore[union-attr]
    place = row.select_one(".loi-nhac")
    assert place is not None and place.mark is not None and "88/2029/NĐ-CP" in place.mark.get_text()
    assert place.a is not None and "Điều 2, Nghị định 29/2031/NĐ-CP" in place.a.get_text()


def test_the_choice_of_light_and_dark_is_kept_and_leads_back(client: TestClient) -> None:
    response = client.post("/giao-dien", data={"giao-dien": "dark", "ve": "/van-ban?nam=2032"}, follow_redirects=False)
    assert response.headers["location"] == "/van-ban?nam=2032"
    assert soup(client, "/").html["data-theme"] == "dark"  # type: ignore[index]
    client.cookies.clear()


@pytest.mark.parametrize("back", ["https://example.org/", "//example.org", "/\\example.org", "javascript:alert(1)"])
def test_the_way_back_never_leaves_the_site(client: TestClient, back: str) -> None:
    response = client.post("/giao-dien", data={"giao-dien": "", "ve": back}, follow_redirects=False)
    assert response.headers["location"] == "/"
