"""The citation basket: a value in an address, changed by plain forms, taken away as files, never lost in silence."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup
from fastapi.testclient import TestClient
from web_factory import DECISION_URI, DECREE_URI, indexed

from indexer.generations import open_current
from kb.errors import KbError
from web.app import create_app
from web.basket import MOST_ENTRIES, MOST_LETTERS, Basket, Entry, file_of, from_file, parse_place, read, written
from web.views.basket import entry_view

DECREE, POINT = Entry(DECREE_URI), Entry(DECREE_URI, "art_2__para_1__point_a", "nêu ở phần II")
DECISION, GONE = Entry(DECISION_URI), Entry("/akn/vn/act/nghi-dinh/chinh-phu/2030-01-02/12-2030-nd-cp", "art_3")
ALL = Basket((POINT, DECISION, GONE))
WORD = written(ALL)
FIRST_WORD = "1ePnfbL6Jw22AsaGugbGuoYm-kaUumAfWBAB8iQ40"


@pytest.fixture
def reader(small_data: Path, small_corpus: Path) -> TestClient:
    """A reader of their own, with their own cookies."""
    return TestClient(create_app(small_data, small_corpus, "http://may-chu:8000"))


def soup(reader: TestClient, address: str) -> BeautifulSoup:
    response = reader.get(address)
    assert response.status_code == 200
    return BeautifulSoup(response.text, "html.parser")


def page_of(basket: Basket) -> str:
    return f"/gio-can-cu?gio={written(basket)}"


def post(reader: TestClient, action: str, **fields: str | list[str]) -> tuple[str, dict[str, str]]:
    """Where a form leads, and what its address says."""
    response = reader.post(action, data=fields, follow_redirects=False)
    assert response.status_code == 303
    address = response.headers["location"]
    return address, {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


# --- the value ------------------------------------------------------------------------------------------------------


def test_a_basket_is_the_same_after_any_way_of_keeping_it() -> None:
    assert read(written(ALL)) == ALL
    assert from_file(file_of(ALL, ("a", "b", "c"))) == ALL
    assert read("") == Basket() and written(Basket()) == ""


def test_the_word_of_a_basket_is_short_and_never_changes() -> None:
    """Links that were sent around must lead to the same basket in every later version."""
    assert written(Basket((DECREE,))) == FIRST_WORD
    thirty = Basket(tuple(Entry(f"/akn/vn/act/nghi-dinh/chinh-phu/20{n}-03-14/{n}-20{n}-nd-cp") for n in range(10, 40)))
    assert len(written(thirty)) < 1000


@pytest.mark.parametrize(
    "word",
    [
        WORD[:-3],
        WORD[1:],
        "2" + WORD[1:],
        "1",
        "1!!!!",
        "1" + "A" * 50,
        "1" * (MOST_LETTERS + 1),
    ],
)
def test_a_damaged_word_is_refused_with_advice(word: str, reader: TestClient) -> None:
    with pytest.raises(KbError, match="bị thiếu hoặc hỏng"):
        read(word)
    response = reader.get("/gio-can-cu", params={"gio": word})
    assert response.status_code == 400 and "mở giỏ từ tệp" in response.text


@pytest.mark.parametrize(
    "place", ["", "act", "act/../../x/y", "//evil.example/a", "act/luat/x y/z", "javascript:alert(1)"]
)
def test_a_place_is_an_address_and_nothing_else(place: str) -> None:
    with pytest.raises(KbError):
        parse_place(place)


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"{}", b"\xff\xfe", b"[" * 5000, b'{"loai": "gio-can-cu", "muc": [1]}']
)
def test_another_file_is_refused(content: bytes) -> None:
    with pytest.raises(KbError, match="không phải tệp giỏ căn cứ"):
        from_file(content)


def test_nothing_is_in_a_basket_twice_and_a_full_one_says_so() -> None:
    assert len(ALL.with_entries([DECISION, DECREE])) == 4
    many = [Entry(f"/akn/vn/act/luat/quoc-hoi/2020-01-01/{n}") for n in range(MOST_ENTRIES + 1)]
    with pytest.raises(KbError, match="đã đầy"):
        Basket().with_entries(many)


# --- while reading --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("page", "place"),
    [
        (DECREE_URI, DECREE.place),
        (DECREE_URI, f"{DECREE.place}~art_2"),
        (f"{DECREE_URI}/~art_2__para_1__point_a", POINT.place),
        (f"{DECREE_URI}/~art_2", f"{DECREE.place}~art_2"),
        ("/tim?q=gia+han+giay+chung+nhan", f"{DECREE.place}~art_2"),
        ("/tim?q=29/2031/N%C4%90-CP", DECREE.place),
        ("/tim?q=%C4%91i%E1%BB%81u+2+n%C4%91+29/2031", f"{DECREE.place}~art_2"),
    ],
)
def test_what_is_read_goes_into_the_basket_by_a_button(reader: TestClient, page: str, place: str) -> None:
    shown = soup(reader, page)
    [button] = shown.select(f'button[name=muc][value="{place}"]')[:1]
    form = shown.find(id=button["form"])
    assert form and form["method"] == "post"
    address, query = post(reader, str(form["action"]), muc=place, ve=str(form.input["value"]))
    assert read(query["gio"]).entries[0].place == place and address.startswith("/gio-can-cu?")
    assert soup(reader, page).select(f'button[name=muc][value="{place}"]') == []
    assert reader.get(soup(reader, address).select_one(".bao.tot a")["href"]).status_code == 200  # type: ignore[index]


def test_later_additions_lead_back_to_the_place_that_was_read(reader: TestClient) -> None:
    post(reader, "/gio-can-cu/them", muc=DECREE.place, ve=DECREE_URI)
    address, _ = post(reader, "/gio-can-cu/them", muc=f"{DECREE.place}~art_2", ve=DECREE_URI)
    assert address == f"{DECREE_URI}#art_2"
    address, _ = post(reader, "/gio-can-cu/them", muc=DECISION.place, ve="//evil.example/")
    assert address.startswith("/#")
    assert soup(reader, "/").select_one('.muc a[href="/gio-can-cu"] .dem').text == "3"  # type: ignore[union-attr]


def test_a_script_adds_without_leaving_the_page(reader: TestClient) -> None:
    response = reader.post("/gio-can-cu/them", data={"muc": DECREE.place}, headers={"accept": "application/json"})
    assert response.json() == {"count": 1}
    assert len(soup(reader, "/gio-can-cu").select(".gio li")) == 1


def test_what_is_not_held_is_not_taken(reader: TestClient) -> None:
    assert reader.post("/gio-can-cu/them", data={"muc": GONE.place}).status_code == 404
    assert reader.post("/gio-can-cu/them", data={"muc": "x"}).status_code == 400


def test_a_damaged_cookie_is_an_empty_basket(reader: TestClient) -> None:
    reader.cookies.set("gio-can-cu", "1zzz")
    assert "Giỏ còn trống" in reader.get("/gio-can-cu").text


# --- the page -------------------------------------------------------------------------------------------------------


def test_the_page_tells_each_entry_with_its_force_and_note(reader: TestClient) -> None:
    shown = soup(reader, page_of(ALL))
    point, decision, gone = shown.select(".gio li")
    assert point.h2.text == (
        "Điểm a khoản 1 Điều 2 của Nghị định số 29/2031/NĐ-CP ngày 14 tháng 3 năm 2031 của Chính phủ quy định về khu "
        "công nghiệp"
    )
    assert point.select_one("input[name=ghi-chu]")["value"] == "nêu ở phần II"  # type: ignore[index]
    assert "a) cấp giấy chứng nhận" in point.details.text and "b) điều chỉnh" not in point.details.text
    assert point.select_one(".nhan") and decision.select_one(".nhan")
    assert gone.h2.text == "Điều 3 của Nghị định ngày 02/01/2030 (12-2030-nd-cp)" and "không còn trong kho" in gone.text
    assert "không có trong khối căn cứ: Nghị định ngày 02/01/2030" in shown.text


def test_a_provision_with_a_day_of_its_own_has_not_the_force_of_its_document(tmp_path: Path) -> None:
    text = (
        "---\ntype: luat\nnumber: 55/2030/QH15\nissuer: Quốc hội\nissued: 2030-06-17\neffective: 2031-01-01\n"
        "title: Luật Chợ\n---\n\n### Điều 1. Điểm bán\n\nĐiểm bán.\n\n### Điều 2. Hiệu lực thi hành\n\n"
        "Điều 1 của Luật này có hiệu lực thi hành từ ngày 01 tháng 7 năm 2033.\n"
    )
    catalogue = open_current(indexed(tmp_path, "luat.md", text).parent / "data").catalogue
    head = catalogue.by_stem("luat")
    assert head is not None
    told = [entry_view(catalogue, Entry(head.uri, eid), date(2032, 1, 1)).status for eid in ("art_1", "art_2")]
    assert [status and status.label for status in told] == ["Chưa có hiệu lực", "Chưa rõ"]


def test_a_place_that_is_gone_says_so_and_leaves_its_document(reader: TestClient) -> None:
    shown = soup(reader, page_of(Basket((Entry(DECREE_URI, "art_99"),))))
    assert "không còn chỗ này" in shown.select_one(".gio li").text  # type: ignore[union-attr]
    assert shown.select_one(".gio h2").text.startswith("Nghị định số 29/2031/NĐ-CP ngày")  # type: ignore[union-attr]


def test_the_block_names_each_document_once_in_order_of_force(reader: TestClient) -> None:
    basket = Basket((DECISION, Entry(DECREE_URI, "art_2"), Entry(DECREE_URI, "art_1")))
    lines = reader.get("/gio-can-cu/can-cu.txt", params={"gio": written(basket)}).text.splitlines()
    assert lines == [
        "Căn cứ Điều 1 và Điều 2 của Nghị định số 29/2031/NĐ-CP ngày 14 tháng 3 năm 2031 của Chính phủ quy định về khu "
        "công nghiệp;",
        "Căn cứ Quyết định số 67/2032/QĐ-UBND ngày 06 tháng 5 năm 2032 của Ủy ban nhân dân tỉnh Hưng Yên về tổ chức "
        "Ban Quản lý các khu công nghiệp.",
    ]
    whole = basket.with_entries([DECREE])
    first = reader.get("/gio-can-cu/can-cu.txt", params={"gio": written(whole)}).text.splitlines()[0]
    assert first.startswith("Căn cứ Nghị định số 29/2031/NĐ-CP ngày")


def test_order_notes_and_removal_by_plain_forms(reader: TestClient) -> None:
    word = WORD
    notes = ["một", "hai", "ba"]
    _, query = post(reader, "/gio-can-cu", **{"gio": word, "viec": "xuong:0", "ghi-chu": notes})
    assert [(entry.place, entry.note) for entry in read(query["gio"]).entries] == [
        (DECISION.place, "hai"), (POINT.place, "một"), (GONE.place, "ba"),
    ]  # fmt: skip
    _, query = post(reader, "/gio-can-cu", gio=query["gio"], viec="xep")
    assert [entry.place for entry in read(query["gio"]).entries] == [POINT.place, DECISION.place, GONE.place]
    address, query = post(reader, "/gio-can-cu", gio=query["gio"], viec="bo:1")
    assert len(read(query["gio"])) == 2
    undo = soup(reader, address).select_one("form.bao")
    assert undo and "Đã bỏ: Quyết định số 67/2032/QĐ-UBND" in undo.text
    fields = {str(field["name"]): str(field["value"]) for field in undo.select("input, button")}
    _, query = post(reader, "/gio-can-cu", **fields)
    assert [entry.place for entry in read(query["gio"]).entries] == [POINT.place, DECISION.place, GONE.place]
    _, emptied = post(reader, "/gio-can-cu", gio=query["gio"], viec="bo-het")
    _, back = post(reader, "/gio-can-cu", gio="", viec="hoan-tac", bo=emptied["bo"])
    assert back["gio"] == query["gio"]


@pytest.mark.parametrize("work", ["bo:9", "len:3"])
def test_a_button_of_a_page_that_is_out_of_date_changes_nothing(reader: TestClient, work: str) -> None:
    assert reader.post("/gio-can-cu", data={"gio": WORD, "viec": work}).status_code == 400
    assert reader.post("/gio-can-cu", data={"gio": "", "viec": work}).status_code == 400


def test_a_shared_basket_takes_the_place_of_none_unasked(reader: TestClient) -> None:
    post(reader, "/gio-can-cu/them", muc=DECREE.place)
    shown = soup(reader, page_of(ALL))
    assert "không phải giỏ đang thu thập" in shown.text
    post(reader, "/gio-can-cu", gio=WORD, viec="len:1")
    assert len(soup(reader, "/gio-can-cu").select(".gio li")) == 1
    _, query = post(reader, "/gio-can-cu/dung", gio=WORD, cach="gop")
    assert [entry.place for entry in read(query["gio"]).entries] == [
        DECREE.place, POINT.place, DECISION.place, GONE.place,
    ]  # fmt: skip
    address, query = post(reader, "/gio-can-cu/dung", gio=WORD)
    assert len(soup(reader, "/gio-can-cu").select(".gio li")) == 3
    assert len(read(query["truoc"])) == 4 and query["truoc"] in str(soup(reader, address))


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("điều 2 nđ 29/2031", f"{DECREE.place}~art_2"),
        ("29/2031/NĐ-CP", DECREE.place),
        (f"http://may-chu:8000{DECREE_URI}#art_2__para_1", f"{DECREE.place}~art_2__para_1"),
        (f"http://may-chu:8000{DECREE_URI}/~art_2", f"{DECREE.place}~art_2"),
    ],
)
def test_what_is_typed_is_added_without_any_cookie(reader: TestClient, typed: str, place: str) -> None:
    _, query = post(reader, "/gio-can-cu/tim", gio=written(Basket((DECISION,))), q=typed)
    assert [entry.place for entry in read(query["gio"]).entries] == [DECISION.place, place]


@pytest.mark.parametrize("typed", ["khu công nghiệp", f"x{GONE.uri}", "/akn/vn/"])
def test_what_names_nothing_is_refused(reader: TestClient, typed: str) -> None:
    assert reader.post("/gio-can-cu/tim", data={"q": typed}).status_code == 400


# --- files ----------------------------------------------------------------------------------------------------------


def taken(reader: TestClient, form: str, basket: Basket = ALL) -> bytes:
    response = reader.get(f"/gio-can-cu/gio-can-cu.{form}", params={"gio": written(basket)})
    assert response.status_code == 200 and "attachment" in response.headers["content-disposition"]
    return response.content


def test_a_saved_file_is_opened_again(reader: TestClient) -> None:
    saved = taken(reader, "json")
    assert "Nghị định số 29/2031/NĐ-CP" in json.loads(saved)["muc"][0]["ten"]
    response = reader.post("/gio-can-cu/mo", files={"tep": ("gio.json", saved)}, follow_redirects=False)
    assert read(parse_qs(urlsplit(response.headers["location"]).query)["gio"][0]) == ALL


def test_the_word_file_has_the_block_the_quotation_and_links(reader: TestClient) -> None:
    docx = pytest.importorskip("docx")
    document = docx.Document(io.BytesIO(taken(reader, "docx")))
    lines = [paragraph.text for paragraph in document.paragraphs]
    assert lines[0] == "CĂN CỨ PHÁP LÝ" and lines[1].startswith("Căn cứ điểm a khoản 1 Điều 2 của Nghị định số 29")
    assert "“a) cấp giấy chứng nhận theo Điều 1 Nghị định này;”" in lines and "Ghi chú: nêu ở phần II" in lines
    links = {link.address for paragraph in document.paragraphs for link in paragraph.hyperlinks}
    assert f"http://may-chu:8000{DECREE_URI}" in {link.partition("#")[0] for link in links}
    with zipfile.ZipFile(io.BytesIO(taken(reader, "docx"))) as package:
        assert package.testzip() is None


@pytest.mark.parametrize("form", ["md", "txt"])
def test_text_files_say_the_same(reader: TestClient, form: str) -> None:
    text = taken(reader, form).decode()
    for words in (
        "Căn cứ điểm a khoản 1 Điều 2 của",
        "nêu ở phần II",
        "không còn trong kho",
        f"http://may-chu:8000{DECREE_URI}",
    ):
        assert words in text


def test_a_summary_is_not_quoted_as_if_it_were_the_text(reader: TestClient) -> None:
    text = taken(reader, "txt", Basket((Entry(DECISION_URI, "art_1"),))).decode()
    assert "Bản tóm tắt trong kho, không phải nguyên văn" in text and "“" not in text
