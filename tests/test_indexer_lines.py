"""Kinds and addresses of the paragraphs of a provision."""

import pytest

from indexer.lines import place_lines
from indexer.quotes import mark_quotes
from kb.documents import Provision


def kinds(*texts: str) -> list[str]:
    return [line.kind for line in place_lines("art_1", [(text, None) for text in texts])]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["1. Một", "2. Hai", "3. Ba"], ["paragraph"] * 3),
        (["1.Một", "2.Hai"], ["paragraph"] * 2),
        (["1) Một", "2) Hai"], ["paragraph"] * 2),
        (["1- Một", "2- Hai"], ["paragraph"] * 2),
        (["1/ Một", "2/ Hai"], ["paragraph"] * 2),
        (["1. Một", "1a. Một a", "2. Hai"], ["paragraph"] * 3),
        (["1. Một", "2. Hai", "4. Bốn"], ["paragraph"] * 3),
        (["1. Một", "2. Hai", "2. Hai nữa", "3. Ba"], ["paragraph"] * 4),
        (["Mở đầu:", "a) một;", "b) hai;", "đ) năm"], ["text", "point", "point", "text"]),
        (["a) một;", "b) hai;", "c) ba;", "d) bốn;", "đ) năm;", "e) sáu;", "g) bảy"], ["point"] * 7),
        (["a. một", "b. hai"], ["point"] * 2),
        (["a/ một", "b/ hai"], ["point"] * 2),
        (["5. Năm"], ["text"]),
        (["10.000 đồng", "1/2 diện tích", "1.000 m2"], ["text"] * 3),
        (["1. Một", "1.1. Một một", "- gạch", "+ cộng"], ["paragraph", "subpoint", "indent", "indent"]),
        (["a) một", "a1) một một", "b) hai"], ["point", "subpoint", "point"]),
        (
            ["A. Phần", "1. Một", "2. Hai", "B. Phần", "1. Một"],
            ["heading", "paragraph", "paragraph", "heading", "paragraph"],
        ),
        (["1. Một", "B. Không theo thứ tự", "1. Không"], ["paragraph", "text", "text"]),
    ],
)
def test_marks_count_in_sequence_only(texts: list[str], expected: list[str]) -> None:
    assert kinds(*texts) == expected


def test_addresses_go_from_the_article_down() -> None:
    texts = ["Lời dẫn", "1. Một", "a) điểm", "tiếp điểm", "b) điểm", "2. Hai", "- gạch"]
    lines = place_lines("att_1__art_9", [(text, None) for text in texts])
    assert [line.eid.removeprefix("att_1__art_9") for line in lines] == [
        "", "__para_1", "__para_1__point_a", "__para_1__point_a", "__para_1__point_b", "__para_2", "__para_2",
    ]  # fmt: skip


def test_a_kind_that_is_given_is_kept_and_never_structure() -> None:
    lines = place_lines("art_1", [("1. Sửa đổi:", None), ("2. Trích", "quote"), ("3 | x", "row"), ("2. Bỏ.", None)])
    assert [line.kind for line in lines] == ["paragraph", "quote", "row", "paragraph"]


def test_quoted_paragraphs_are_not_structure() -> None:
    texts = [
        "1. Sửa đổi khoản 3 Điều 4 như sau:",
        "“3. Sở Nội vụ:",
        "a) cấp;",
        "b) thu hồi.”.",
        "2. Thay thế Mẫu số 1.",
    ]
    assert kinds(*texts) == ["paragraph", "quote", "quote", "quote", "paragraph"]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["Thay cụm từ “Sở Lao động” bằng cụm từ “Sở Nội vụ”.", "2. Khác"], [False, False]),
        (["1. Khoản 1 sửa như sau: “1. Mới.”", "2. Khác"], [False, False]),
        (["1. Khoản 1 sửa như sau: “1. Mới:", "a) một;", "b) hai.”", "2. Khác"], [False, True, True, False]),
        (["1. Sửa đổi Điều 3 như sau:", "“Điều 3. Tên", "1. Mở", "2. Bãi bỏ Điều 7."], [False, True, True, False]),
        (["“Khu công nghiệp” là khu vực", "1. Một"], [False, False]),
        (['"Điều 3. Tên', '1. Một."', "2. Hai"], [True, True, False]),
    ],
)  # fmt: skip
def test_where_quotations_begin_and_end(texts: list[str], expected: list[bool]) -> None:
    assert mark_quotes(texts) == expected


def test_text_is_kept_to_the_letter() -> None:
    texts = ["1. Một ", "  a) hai", "", "ba"]
    lines = place_lines("art_1", [(text, None) for text in texts])
    assert Provision("article", "Điều 1", None, "art_1", lines).text == "\n".join(texts)
