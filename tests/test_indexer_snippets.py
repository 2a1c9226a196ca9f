"""The sentence that answers, and what is marked in it."""

from __future__ import annotations

import unicodedata

import pytest

from indexer.words.snippets import best_span, snippet

TEXT = (
    "1. Hồ sơ gồm đơn đề nghị và bản sao hộ chiếu.\n"
    "2. Thời hạn cấp giấy phép lao động là 05 ngày làm việc kể từ ngày nhận đủ hồ sơ hợp lệ.\n"
    "3. Ủy ban nhân dân tỉnh ủy quyền cho Ban Quản lý khu công nghiệp; việc ủy quyền bằng văn bản."
)
LONG = (
    "Cơ quan có thẩm quyền " + "xem xét các tài liệu khác nhau " * 30 + "và cấp giấy phép lao động " + "theo mẫu " * 40
)


def marked(text: str, query: str) -> list[str]:
    return [part.text for part in snippet(text, query) if part.matched]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("thời hạn cấp giấy phép lao động", ["Thời hạn cấp giấy phép lao động"]),
        ("thoi han cap giay phep", ["Thời hạn cấp giấy phép"]),
        # Both tone styles are one.
        ("uỷ quyền cho", ["Ủy", "ủy quyền cho"]),
        # Whole words: "ban" is not in "bản", "hồ" not in "hộ".
        ("hồ sơ", ["Hồ sơ"]),
        ("ban quản lý", ["Ban Quản lý"]),
        # An abbreviation marks what it stands for.
        ("GPLĐ", ["giấy phép lao động"]),
        ("ngân sách", []),
    ],
)
def test_marked_words(query: str, expected: list[str]) -> None:
    found = marked(TEXT, query)
    assert set(expected) <= set(found)
    assert bool(found) == bool(expected)


@pytest.mark.parametrize("query", ["thời hạn cấp giấy phép", "ủy quyền", "không có gì", "", "là gì"])
@pytest.mark.parametrize("text", [TEXT, LONG, "", "Một.", unicodedata.normalize("NFD", TEXT)])
def test_fragments_are_pieces_of_the_text(text: str, query: str) -> None:
    joined = "".join(part.text for part in snippet(text, query)).strip("…")
    assert joined in text


def test_a_long_sentence_is_cut_around_the_answer() -> None:
    shown = "".join(part.text for part in snippet(LONG, "cấp giấy phép lao động", 200))
    assert "cấp giấy phép lao động" in shown
    assert len(shown) <= 202


def test_best_span_points_into_the_shown_text() -> None:
    start, end = best_span(TEXT, "thời hạn cấp giấy phép")
    assert TEXT[start:end].startswith("2. Thời hạn") and TEXT[start:end].endswith("hợp lệ.")
    decomposed = unicodedata.normalize("NFD", TEXT)
    start, end = best_span(decomposed, "thời hạn cấp giấy phép")
    assert unicodedata.normalize("NFC", decomposed[start:end]).startswith("2. Thời hạn")
