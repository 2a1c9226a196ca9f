"""The vocabulary of matters: every row proves itself, and nothing is found where nothing is named."""

from __future__ import annotations

import pytest

from kb.matters import MATTERS, Matter, matter, matters_in
from kb.text import fold


@pytest.mark.parametrize(
    ("row", "example"), [(row, example) for row in MATTERS for example in row.examples], ids=lambda part: str(part)[:40]
)
def test_the_examples_of_a_row_find_it_first(row: Matter, example: str) -> None:
    assert matters_in(example)[0] == row


@pytest.mark.parametrize("row", MATTERS, ids=lambda row: row.slug)
def test_a_name_is_found_without_diacritics(row: Matter) -> None:
    assert row in matters_in(fold(row.words[0]))


@pytest.mark.parametrize("row", MATTERS, ids=lambda row: row.slug)
def test_slugs_are_unique_and_parents_exist(row: Matter) -> None:
    assert [other.slug for other in MATTERS].count(row.slug) == 1
    assert matter(row.slug) is row
    assert not row.parent or matter(row.parent)


def test_the_most_specific_matter_comes_first() -> None:
    found = [row.slug for row in matters_in("thẩm định báo cáo đánh giá tác động môi trường trong khu công nghiệp")]
    assert found == ["danh-gia-tac-dong-moi-truong", "moi-truong"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ai ký quyết định này?",
        "rung chuyển",
        "được",
        "duoc biet",
        "đường Hai Bà Trưng",
        "Quyết định số 67/2003/QĐ-UB",
    ],
)
def test_other_words_name_no_matter(text: str) -> None:
    assert matters_in(text) == ()


def test_an_unknown_slug_is_refused() -> None:
    with pytest.raises(KeyError):
        matter("khong-co")
