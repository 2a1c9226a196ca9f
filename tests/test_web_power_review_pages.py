"""The page on which statements of delegation are confirmed, corrected, rejected, taken back and added."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from fastapi.testclient import TestClient
from web_factory import indexed, reader_of

from indexer.build import update
from indexer.corrections import judged, unconfirmed

PAGE = "/so-uy-quyen/ra-soat"
TEXT = """---
type: quyet-dinh
number: 77/2024/QĐ-UBND
issuer: Ủy ban nhân dân tỉnh Bình Thành
issued: 2024-05-06
title: Về việc ủy quyền quản lý bến đò
---

### Điều 1. Nội dung

1. Ủy ban nhân dân tỉnh ủy quyền cho Giám đốc Sở Xây dựng cấp giấy phép xây dựng bến đò.

2. Ủy ban nhân dân tỉnh phân cấp cho Ủy ban nhân dân xã An Hòa quản lý bến đò trong xã.
"""


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A corpus of one decision that delegates twice, indexed beside it."""
    return indexed(tmp_path, "ben-do.md", TEXT)


@pytest.fixture
def reader(corpus: Path) -> TestClient:
    """A reader of its pages."""
    return reader_of(corpus)


def entries(reader: TestClient, query: str = "") -> list[str]:
    response = reader.get(f"{PAGE}?{query}")
    assert response.status_code == 200, response.text
    found = BeautifulSoup(response.text, "html.parser").select(".muc-ra-soat")
    return [" ".join(entry.get_text(" ").split()) for entry in found]


def say(reader: TestClient, act: str, **fields: str) -> BeautifulSoup:
    """Sends a form; the page that follows."""
    response = reader.post(PAGE, data={"viec": act, "nguoi": "Nguyễn An", "ve": f"{PAGE}?trang=1"} | fields)
    assert response.status_code == 200, response.text
    return BeautifulSoup(response.text, "html.parser")


def test_what_nobody_has_judged_is_listed_with_its_evidence_and_source(reader: TestClient) -> None:
    first, second = entries(reader)
    assert "Giám đốc Sở Xây dựng cấp giấy phép xây dựng bến đò" in first and "77/2024/QĐ-UBND" in first
    assert "Máy nhận dạng, chưa ai xác nhận" in first and "An Hòa" in second
    assert entries(reader, "viec=giay-phep-xay-dung") == [first]
    assert entries(reader, "co-quan=An+Hòa") == [second]
    assert entries(reader, "van-ban=khong-co") == entries(reader, "cach-co=nhap-tay") == []


@pytest.mark.parametrize(
    ("act", "way", "told"),
    [("xac-nhan", "da-xac-nhan", "Đã có người xác nhận (Nguyễn An"), ("bac-bo", "da-bac-bo", "bác bỏ (Nguyễn An")],
)
def test_a_judgement_is_kept_with_who_and_taken_back(
    reader: TestClient, corpus: Path, act: str, way: str, told: str
) -> None:
    chosen, other = unconfirmed(corpus)
    page = say(reader, act, muc=chosen.id)
    assert "Đã ghi" in page.select_one('[role="status"]').get_text()  # type: ignore[union-attr]
    assert page.select_one("input[name=nguoi]")["value"] == "Nguyễn An"  # type: ignore[index]
    assert [entry.id for entry in unconfirmed(corpus)] == [other.id]
    [shown] = entries(reader, f"cach-co={way}")
    assert told in shown
    say(reader, "hoan-tac", muc=next(judged(corpus)).id, nguoi="")
    assert (corpus / "ben-do.md").read_text("utf-8") == TEXT
    assert len(entries(reader)) == 2


def test_a_correction_changes_the_register_at_once(reader: TestClient, corpus: Path) -> None:
    chosen = next(unconfirmed(corpus))
    form = BeautifulSoup(reader.get(PAGE).text, "html.parser").select_one(".muc-ra-soat details form")
    assert form is not None
    typed = {str(field["name"]): str(field.get("value", "")) for field in form.select("input")}
    assert typed["delegate"] == "Giám đốc Sở Xây dựng" and typed["instrument"] == "77/2024/QĐ-UBND"
    say(reader, "sua", **typed | {"muc": chosen.id, "nguoi": "Nguyễn An", "delegate": "Sở Xây dựng", "powers": "a\nb"})
    register = reader.get("/so-uy-quyen").text
    assert "→ Sở Xây dựng" in " ".join(register.split()) and "a; b" in register
    assert "Giám đốc Sở Xây dựng</td>" not in register


@pytest.mark.parametrize("named", ["ben-do", "77/2024/QĐ-UBND", " 77/2024/qd-ubnd "])
def test_a_statement_that_was_not_found_is_added(reader: TestClient, named: str) -> None:
    say(
        reader,
        "them",
        van_ban=named,
        cau="bến đò trong xã",
        delegate="Xã An Hòa",
        powers="quản lý bến đò",
        end="31/12/2026",
    )
    [shown] = entries(reader, "cach-co=nhap-tay")
    assert "Xã An Hòa" in shown and "đến hết 31/12/2026" in shown and "Người nhập, có nguồn (Nguyễn An" in shown


def test_of_several_documents_with_one_number_the_file_is_to_be_named(reader: TestClient, corpus: Path) -> None:
    (corpus / "ben-do-khac.md").write_text(TEXT.replace("Bình Thành", "Bình Phú"), "utf-8")
    update(corpus, corpus.parent / "data")
    said = {"viec": "them", "van_ban": "77/2024/QĐ-UBND", "cau": "bến đò trong xã", "nguoi": "An"}
    response = reader.post(PAGE, data=said)
    assert response.status_code == 400 and "ben-do-khac (Ủy ban nhân dân tỉnh Bình Phú" in response.text


@pytest.mark.parametrize(
    ("fields", "status", "told"),
    [
        ({"viec": "xac-nhan", "muc": "ben-do#0", "nguoi": " "}, 400, "thiếu tên"),
        ({"viec": "xac-nhan", "muc": "ben-do#0", "nguoi": "An"}, 400, "không có mục này"),
        ({"viec": "them", "van_ban": "ben-do", "cau": "không có", "nguoi": "An"}, 400, "không có câu này"),
        ({"viec": "xoa", "muc": "ben-do#0", "nguoi": "An"}, 422, "viec"),
    ],
)
def test_what_cannot_be_is_told(
    reader: TestClient, corpus: Path, fields: dict[str, str], status: int, told: str
) -> None:
    response = reader.post(PAGE, data=fields)
    assert response.status_code == status and told in response.text.lower()
    assert (corpus / "ben-do.md").read_text("utf-8") == TEXT


def test_the_way_back_stays_on_the_site(reader: TestClient, corpus: Path) -> None:
    chosen = next(unconfirmed(corpus))
    fields = {"viec": "xac-nhan", "muc": chosen.id, "nguoi": "An", "ve": "https://example.org/"}
    assert reader.post(PAGE, data=fields, follow_redirects=False).headers["location"] == "/?da=xac-nhan"
