"""The pages of the register of powers, and the same under /api: as of a day, by matter and body, as files."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from fastapi.testclient import TestClient

from web.app import create_app

BOARD = "Ban Quản lý các khu công nghiệp tỉnh Hưng Yên"
PAGES = ["/so-uy-quyen", "/so-uy-quyen/bang", "/so-uy-quyen/viec/giay-phep-lao-dong"]


@pytest.fixture(scope="module")
def reader(power_data: Path) -> TestClient:
    """A reader of the pages over the corpus whose powers come and go."""
    return TestClient(create_app(power_data, power_data.parent / "corpus", "http://may-chu"))


def soup(reader: TestClient, address: str) -> BeautifulSoup:
    response = reader.get(address)
    assert response.status_code == 200, response.text
    return BeautifulSoup(response.text, "html.parser")


def words(tag: object) -> str:
    return " ".join(tag.get_text(" ").split())  # type: ignore[attr-defined]


@pytest.mark.parametrize("address", PAGES)
def test_every_page_is_whole(reader: TestClient, address: str) -> None:
    page = soup(reader, address)
    assert len(page.find_all("h1")) == 1
    identities = [tag["id"] for tag in page.find_all(id=True)]
    assert len(identities) == len(set(identities))
    assert not page.select("[style], style")


@pytest.mark.parametrize("address", PAGES)
def test_every_link_leads_to_a_page_and_its_anchor(reader: TestClient, address: str) -> None:
    for link in soup(reader, address).select("main a[href]"):
        target = urlsplit(str(link["href"]))
        answer = reader.get(f"{target.path or address}?{target.query}")
        assert answer.status_code == 200, link
        if target.fragment:
            assert BeautifulSoup(answer.text, "html.parser").find(id=target.fragment), link


@pytest.mark.parametrize(
    "query, expected",
    [
        ("", {"delegated", "may_delegate", "not_delegated", "withdrawn"}),
        ("ngay=2020-03-01&dia-phuong=hung+yen", set()),
        ("ngay=02/03/2020&dia-phuong=hung+yen", {"delegated"}),
        ("viec=gplđ&co-quan=BQL+KCN+Hưng+Yên", {"not_delegated"}),
        ("ben-giao=UBND+tỉnh+Nghệ+An", {"delegated"}),
    ],
)
def test_the_list_is_filtered_by_its_address(reader: TestClient, query: str, expected: set[str]) -> None:
    page = soup(reader, f"/so-uy-quyen?{query}")
    assert {row["class"][0] for row in page.select("tbody tr")} == expected
    if not expected:
        assert "Không tìm thấy không có nghĩa là chưa được giao" in words(page)


def test_a_row_says_what_it_rests_on_and_why_to_review_it(reader: TestClient) -> None:
    [row] = soup(reader, "/so-uy-quyen?viec=giay-phep-xay-dung&tinh-trang=delegated").select("tbody tr")
    links = [words(link) for link in row.select(".chuoi li")]
    assert [link.split(":")[0] for link in links] == ["Căn cứ", "Căn cứ", "Căn cứ", "Văn bản giao"]
    assert "Đã được thay thế bởi 52/2024/NĐ-CP từ 01/07/2024" in links[1]
    assert "chưa có trong kho" in links[2]
    assert "cần rà soát" in words(row.select_one("td"))
    assert "Quyết định 19/2023/QĐ-UBND ghi “Đã thôi giao”" in words(row.select_one(".can-ra-soat"))


@pytest.mark.parametrize("query", ["ngay=hôm+qua", "viec=chuyện+khác", "tinh-trang=co"])
def test_what_is_not_understood_is_told(reader: TestClient, query: str) -> None:
    assert soup(reader, f"/so-uy-quyen?{query}").select_one(".bao.can")


@pytest.mark.parametrize("form, start", [("csv", b"\xef\xbb\xbf"), ("xlsx", b"PK"), ("docx", b"PK")])
def test_the_files_hold_what_the_page_shows(reader: TestClient, form: str, start: bytes) -> None:
    page = soup(reader, "/so-uy-quyen?dia-phuong=Hưng+Yên&ngay=2020-06-01")
    [address] = [str(link["href"]) for link in page.select(".tai-ve a") if f".{form}?" in str(link["href"])]
    answer = reader.get(address)
    assert answer.content.startswith(start)
    assert f'filename="so-uy-quyen-2020-06-01.{form}"' in answer.headers["content-disposition"]
    if form == "csv":
        lines = answer.content.decode("utf-8-sig").splitlines()
        assert len(lines) == 1 + len(page.select("tbody tr"))
        assert "http://may-chu/akn/vn/" in lines[1]


def cells(reader: TestClient, query: str = "") -> dict[tuple[str, str], tuple[str, str]]:
    """The tone and the words of every cell, by matter and body."""
    page = soup(reader, f"/so-uy-quyen/bang?{query}")
    units = [words(head) for head in page.select("thead th")[1:]]
    return {
        (words(row.select_one("th")), unit): (" ".join(cell.get("class") or []), words(cell))  # type: ignore[arg-type]
        for row in page.select("tbody tr")
        for unit, cell in zip(units, row.select("td"), strict=True)
    }


def test_matters_against_bodies(reader: TestClient) -> None:
    found = cells(reader)
    assert found["Giấy phép lao động", BOARD] == ("not_delegated", "Chưa / không")
    assert found["Giấy phép lao động", "Quy định chung"][0] == "unsure"
    assert found["Giấy phép xây dựng", BOARD] == ("withdrawn", "Đã thôi (2)")
    assert found["Công chứng, chứng thực", BOARD][0] == "unsure"


def test_an_empty_cell_is_unknown_and_never_not(reader: TestClient) -> None:
    found = cells(reader)
    assert found["Giấy phép xây dựng", "Sở Nội vụ tỉnh Nghệ An"] == ("", "chưa biết")
    assert "Ô trống là chưa biết, không phải chưa được giao" in words(soup(reader, "/so-uy-quyen/bang"))


def test_the_matrix_of_an_earlier_day(reader: TestClient) -> None:
    found = cells(reader, "ngay=2023-08-14&dia-phuong=Hưng+Yên")
    assert found["Giấy phép xây dựng", BOARD] == ("delegated", "Đã giao")
    assert found["Giấy phép lao động", BOARD][0] == "not_delegated"


def test_the_history_of_a_matter_keeps_rules_and_places_apart(reader: TestClient) -> None:
    page = soup(reader, "/so-uy-quyen/viec/giay-phep-lao-dong")
    general, local = page.select(".dien-bien")
    assert [words(day) for day in general.select(".ngay-thang")] == ["01/02/2019"]
    assert [words(day) for day in local.select(".ngay-thang")] == ["khoảng năm 2022", "không rõ ngày"]
    assert reader.get("/so-uy-quyen/viec/khong-co").status_code == 404


def test_the_register_under_api(reader: TestClient) -> None:
    asked = {"matter": "work permit", "place": "Hưng Yên", "on": "2025-01-01"}
    [fact] = reader.get("/api/powers", params=asked).json()
    assert (fact["since"], fact["general"]) == ("2022-12-31", False)
    assert fact["chain"][0]["state"] == "chưa biết căn cứ"
    assert reader.get("/api/powers", params=asked | {"on": "2022-01-01"}).json() == []
    assert reader.get("/api/powers", params={"matter": "chuyện khác"}).status_code == 404
    assert reader.get("/api/powers", params={"stance": "co"}).status_code == 422


def test_the_matrix_under_api_is_that_of_the_page(reader: TestClient) -> None:
    told = reader.get("/api/powers/matrix").json()
    shown = {key: cell for key, cell in cells(reader).items() if cell[0]}
    assert len(told) == len(shown)
    assert {(cell["unit"] or "Quy định chung") for cell in told} == {unit for _, unit in shown}


def test_a_document_shows_its_powers_with_what_was_said_later(reader: TestClient) -> None:
    address = reader.get("/api/documents", params={"number": "7/2020/QĐ-UBND"}).json()[0]["uri"]
    told = words(soup(reader, address).select_one("#uy-quyen"))
    assert "ghi “Đã thôi giao”: cấp giấy phép xây dựng (ngày 15/08/2023)" in told


def test_an_answer_says_what_was_said_later(reader: TestClient) -> None:
    card = soup(reader, "/tim?q=BQL+KCN+Hưng+Yên+có+được+cấp+giấy+phép+xây+dựng+không").select_one("main")
    assert "ghi “Đã thôi giao”" in words(card)


def test_a_card_leaves_out_no_reason_to_review(reader: TestClient) -> None:
    page = soup(reader, "/tim?q=ban quản lý KCN có được cấp giấy phép lao động không")
    reasons = [item.get_text() for item in page.select(".can-ra-soat li")]
    assert "Nghị định 11/2019/NĐ-CP đã được thay thế bởi 52/2024/NĐ-CP từ 01/07/2024." in reasons
