"""The card on powers: the rule first for a class of bodies, and nothing told later for an earlier time."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.generations import open_current
from indexer.search import Search


@pytest.fixture(scope="module")
def search(power_data: Path) -> Search:
    """The search over the corpus whose powers come and go."""
    generation = open_current(power_data)
    return Search(generation.catalogue, generation.index)


def test_a_rule_comes_first_for_a_class_of_bodies(search: Search) -> None:
    card = search.answer("Ban quản lý khu công nghiệp có được cấp giấy phép lao động không").powers
    assert card is not None
    assert card.stance == "may_delegate"
    assert card.headline.startswith("Quy định chung: ")


def test_what_was_told_later_is_no_answer_for_an_earlier_year(search: Search) -> None:
    card = search.answer("năm 2018 Ban Quản lý các KCN tỉnh Hưng Yên có được cấp giấy phép xây dựng không").powers
    assert card is not None
    assert card.stance is None
    assert card.local == ()
    assert "đến ngày 31/12/2018" in card.headline


def test_a_body_of_another_field_is_no_answer(search: Search) -> None:
    answer = search.answer("Sở Y tế có được phân cấp cấp chứng chỉ hành nghề không")
    assert answer.powers is None or answer.powers.stance is None
