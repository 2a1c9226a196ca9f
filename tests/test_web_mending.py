"""What a person says of a statement shows in the next answer, with who and when, and outlives imports and rebuilds."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from fastapi.testclient import TestClient
from web_factory import indexed, reader_of

from indexer.build import update
from indexer.corrections import judged, unconfirmed
from kb.dates import short_date

PAGE = "/so-uy-quyen/ra-soat"
TEXT = """---
type: quyet-dinh
number: 77/2024/QĐ-UBND
issuer: Ủy ban nhân dân tỉnh Hưng Yên
place: Hưng Yên
issued: 2024-05-06
title: Về việc ủy quyền quản lý bến đò
---

### Điều 1. Nội dung

1. Ủy ban nhân dân tỉnh ủy quyền cho Giám đốc Sở Xây dựng cấp giấy phép bến đò.

2. Giám đốc Sở Xây dựng báo cáo hằng năm; việc đăng kiểm tàu do Sở Xây dựng làm.
"""
ASKED = "Sở Xây dựng Hưng Yên có được cấp giấy phép bến đò không"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A corpus of one decision that delegates, indexed beside it."""
    return indexed(tmp_path, "ben-do.md", TEXT)


@pytest.fixture
def reader(corpus: Path) -> TestClient:
    """A reader of its pages."""
    return reader_of(corpus)


def answered(reader: TestClient, typed: str = ASKED) -> str:
    """The card of an answer, "" for none."""
    card = BeautifulSoup(reader.get("/tim", params={"q": typed}).text, "html.parser").select_one("section.the")
    return " ".join(card.get_text(" ").split()) if card else ""


def say(reader: TestClient, act: str, **fields: str) -> None:
    """Sends a form."""
    sent = {"viec": act, "nguoi": "Nguyễn An", "ve": PAGE} | fields
    assert reader.post(PAGE, data=sent).status_code == 200


def mark(corpus: Path) -> str:
    """What the first statement goes by."""
    return next(unconfirmed(corpus)).id


def test_a_confirmed_statement_shows_who_and_when_and_stays_after_a_rebuild(reader: TestClient, corpus: Path) -> None:
    assert answered(reader).startswith("Đã được giao")
    say(reader, "xac-nhan", muc=mark(corpus))
    signed = f"Nguyễn An, {short_date(date.today())}"
    assert signed in answered(reader)
    update(corpus, corpus.parent / "data", everything=True)
    assert signed in answered(reader)


def test_a_rejected_statement_answers_no_more_until_that_is_taken_back(reader: TestClient, corpus: Path) -> None:
    wrong = mark(corpus)
    say(reader, "bac-bo", muc=wrong)
    assert "Đã được giao" not in answered(reader)
    say(reader, "hoan-tac", muc=next(judged(corpus)).id)
    assert answered(reader).startswith("Đã được giao")


def test_a_corrected_statement_answers_for_the_other_body(reader: TestClient, corpus: Path) -> None:
    fields = {"delegate": "Sở Nội vụ tỉnh Hưng Yên", "powers": "cấp giấy phép bến đò", "stance": "withdrawn"}
    say(reader, "sua", muc=mark(corpus), **fields)
    assert answered(reader, "Sở Nội vụ Hưng Yên có được cấp giấy phép bến đò không").startswith("Đã thôi giao")
    assert not answered(reader).startswith("Đã")


def test_an_added_statement_answers_at_once_and_outlives_an_import(reader: TestClient, corpus: Path) -> None:
    asked = "Sở Xây dựng Hưng Yên có được đăng kiểm tàu không"
    assert not answered(reader, asked).startswith("Đã")
    say(
        reader, "them", van_ban="ben-do", cau="việc đăng kiểm tàu do Sở Xây dựng làm", kind="giao",
        delegate="Sở Xây dựng", powers="đăng kiểm tàu",
    )  # fmt: skip
    assert answered(reader, asked).startswith("Đã được giao")
    kept = (corpus / "ben-do.md").read_text("utf-8")
    (corpus / "ben-do.md").write_text(kept.replace("báo cáo hằng năm", "báo cáo hằng quý"), "utf-8")
    update(corpus, corpus.parent / "data")
    assert "Nguyễn An" in answered(reader, asked)
