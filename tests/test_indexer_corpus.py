"""Corpus files: what they say is what the document holds, and writing gives it back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from indexer.corpus import CorpusError, read_document
from indexer.corpus_writing import write_document
from kb.documents import Division, Document, Line, Part, Provision

DECISION = """---
type: quyet-dinh
number: 0634/2004/QĐ-BKH
issuer: NO
issued: 2004-05-24
title: "Ủy quyền: quản lý hoạt động xuất nhập khẩu"
record: summary
sources:
  - Bài viết về Ban Quản lý
relations:
  - verb: replaces
    number: 12/2000/QĐ-BKH
    whole: no
delegations:
  - stance: delegated
    kind: uy-quyen
    delegate: Ban Quản lý
    powers:
      - quản lý xuất nhập khẩu
    instrument: 0634/2004/QĐ-BKH
    evidence: Ban Quản lý được ủy quyền quản lý xuất nhập khẩu.
---

## Chương I. QUY ĐỊNH CHUNG

### Điều 1. Phạm vi

1. Khoản một:

a) Điểm a.

đ) Không phải điểm, vì chưa đến lượt.

3. Một con số, không phải khoản.

## –

### Điều 2

Ban Quản lý được ủy quyền quản lý xuất nhập khẩu.

> Điều 5. Câu của văn bản khác

| Cột một | Cột hai |
|---|---|

\\# không phải tiêu đề

# Phụ lục I. Danh mục

### Điều 1. Trong phụ lục

Chữ.
"""


def test_values_stay_as_they_are_written() -> None:
    """YAML would make 0634 a number and NO a truth value."""
    document = read_document(DECISION, "quyet-dinh/2004/x.md")
    assert (document.number, document.issuer, document.issued) == ("0634/2004/QĐ-BKH", "NO", date(2004, 5, 24))
    assert document.title == "Ủy quyền: quản lý hoạt động xuất nhập khẩu"
    assert document.stem == "x"
    assert [relation.whole for relation in document.relations] == [False]
    assert document.faults == ()


def test_the_body_becomes_provisions_with_addresses() -> None:
    document = read_document(DECISION, "x.md")
    first, second, third = document.provisions
    assert (first.label, first.heading, first.ancestors) == (
        "Điều 1",
        "Phạm vi",
        (Division("chapter", "Chương I", "QUY ĐỊNH CHUNG"),),
    )
    assert [(line.kind, line.eid) for line in first.lines[:2]] == [
        ("paragraph", "art_1__para_1"),
        ("point", "art_1__para_1__point_a"),
    ]
    assert second.ancestors == ()
    assert [line.kind for line in second.lines] == ["text", "quote", "row", "text"]
    assert second.lines[3].text == "# không phải tiêu đề"
    assert (third.eid, document.parts[1].kind, document.parts[1].title) == ("app_1__art_1", "appendix", "Danh mục")


def test_a_fact_entered_by_hand_points_at_its_sentence() -> None:
    document = read_document(DECISION, "x.md")
    (fact,) = document.delegations
    assert fact.eid == "art_2" and fact.found_by == "by-hand"
    text = document.provisions[1].text
    assert text[fact.evidence_start : fact.evidence_end] == "Ban Quản lý được ủy quyền quản lý xuất nhập khẩu."


def test_writing_gives_the_same_document_back() -> None:
    document = read_document(DECISION, "x.md")
    assert read_document(write_document(document), "x.md") == document
    assert write_document(read_document(write_document(document), "x.md")) == write_document(document)


def test_how_a_law_was_enacted_comes_back() -> None:
    law = replace(read_document(DECISION, "x.md"), enacted="Luật sửa đổi một số điều của Luật Giá số 11/2012/QH13")
    assert read_document(write_document(law), "x.md").enacted == law.enacted


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("type: quyet-dinh", "type: quyetdinh"), "loại văn bản"),
        (("issued: 2004-05-24", "issued: 2004-13-24"), "issued không phải ngày"),
        (("record: summary", "record: tóm tắt"), "record không hợp lệ"),
        (("verb: replaces", "verb: thay"), "quan hệ không hợp lệ"),
        (("stance: delegated", "stance: yes"), "stance"),
        (("evidence: Ban Quản lý được", "evidence: Ban Quản lý không được"), "evidence không có trong phần thân"),
    ],
)
def test_a_doubtful_header_is_a_fault_with_the_file(change: tuple[str, str], message: str) -> None:
    faults = read_document(DECISION.replace(*change), "a/b.md").faults
    assert any(message in fault.message and fault.file == "a/b.md" for fault in faults)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("không có gì", "thiếu phần khai báo"),
        ("---\ntitle: a: b\n---\nx", "không phải YAML"),
        ("---\n- một\n---\nx", "không có khóa"),
    ],
)
def test_a_file_that_cannot_be_used_says_why(text: str, message: str) -> None:
    with pytest.raises(CorpusError, match=message):
        read_document(text, "hỏng.md")


def test_line_ends_of_windows_change_nothing() -> None:
    assert read_document(DECISION.replace("\n", "\r\n"), "x.md") == read_document(DECISION, "x.md")


def test_tables_lists_and_attachments_come_back_as_they_were() -> None:
    rows = (Line(" |  | Các nghề khác | 12 triệu", "row", "app_1__sec_1"), Line("Mẫu 01 | ", "row", "app_1__sec_1"))
    document = Document(
        "x", "quyet-dinh", "Về danh mục", "5/QĐ-UBND",
        parts=(
            Part("main", (Provision("article", "Điều 1", None, "art_1", (Line("Ban hành.", "text", "art_1"),)),)),
            Part("attachment", (Provision("article", "Điều 1", None, "att_1__art_1", ()),), "Quy chế", "Về bến thuyền"),
            Part("appendix", (Provision("text", "", None, "app_1__sec_1", rows),), "Danh mục", "Thủ tục"),
        ),
        recipients=("Như Điều 4", "Lưu: VT"),
    )  # fmt: skip
    assert read_document(write_document(document), "x.md") == document
