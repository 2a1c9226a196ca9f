"""What a register says of documents that are not held, on the pages that name them."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from fastapi.testclient import TestClient
from web_factory import reader_of

from indexer.build import update

DECREE = """---
type: nghi-dinh
number: 12/2031/NĐ-CP
issuer: Chính phủ
issued: 2031-05-06
title: Về khu thử nghiệm
legal_bases:
  - text: Luật Khu thử nghiệm ngày 20 tháng 11 năm 2030
---

### Điều 1. Hiệu lực

Nghị định này bãi bỏ Nghị định số 7/2025/NĐ-CP ngày 08 tháng 02 năm 2025 của Chính phủ và thay Luật Khu thử nghiệm.
"""
REGISTER = (
    "number\ttype\tissuer\tissued\teffective\tsigner\ttitle\n"
    "7/2025/NĐ-CP\tnghi-dinh\tChính phủ\t2025-02-08\t\t\tVề bến đò\n"
    "9/2030/QH17\tluat\tQuốc hội\t2030-11-20\t\t\tLuật Khu thử nghiệm\n"
)
URI = "/akn/vn/act/nghi-dinh/chinh-phu/2031-05-06/12-2031-nd-cp"


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    """A reader of a corpus of one decree, with a register of two other documents."""
    folder: Path = tmp_path_factory.mktemp("known")
    (folder / "corpus" / "_register").mkdir(parents=True)
    (folder / "corpus" / "12-2031-nd-cp.md").write_text(DECREE, "utf-8")
    (folder / "corpus" / "_register" / "cong-bao.tsv").write_text(REGISTER, "utf-8")
    update(folder / "corpus", folder / "data")
    return reader_of(folder / "corpus")


@pytest.mark.parametrize(
    ("address", "told"),
    [
        (f"{URI}/luoc-do", "Nghị định 7/2025/NĐ-CP chưa có trong kho : Về bến đò"),
        ("/vien-dan/7/2025/NĐ-CP", "Nghị định 7/2025/NĐ-CP ngày 08/02/2025 của Chính phủ: Về bến đò"),
        ("/vien-dan/name:luật khu thử nghiệm", "Luật 9/2030/QH17 ngày 20/11/2030 của Quốc hội"),
        ("/chua-co", "ngày 08/02/2025: Về bến đò"),
    ],
)
def test_what_is_known_is_told(reader: TestClient, address: str, told: str) -> None:
    page = BeautifulSoup(reader.get(address).text, "html.parser")
    assert told in " ".join(page.get_text(" ").split())


def test_a_ground_and_a_citation_say_it_before_going_there(reader: TestClient) -> None:
    page = BeautifulSoup(reader.get(URI).text, "html.parser")
    [ground] = page.select("#can-cu a")
    assert str(ground["title"]).startswith("Kho chưa giữ toàn văn: Luật 9/2030/QH17")
    cited = page.select_one("#van-ban a.vien-dan.unknown")
    assert cited is not None and "Về bến đò" in str(cited["title"])


def test_the_interface_says_that_it_is_known_but_not_held(reader: TestClient) -> None:
    answer = reader.get("/api/status", params={"number": "7/2025/NĐ-CP"})
    assert answer.status_code == 404
    assert answer.json()["error"].startswith("Kho chưa giữ toàn văn Nghị định 7/2025/NĐ-CP ngày 08/02/2025")
