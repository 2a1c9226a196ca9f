"""How much of a question one line of a text has: found by a bound, the same as by reading every line."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from indexer.generations import open_current
from indexer.rarity import Rarity, terms_of

QUESTION = "UBND tỉnh ủy quyền cấp giấy phép lao động cho người nước ngoài"


@pytest.fixture(scope="module")
def rarity(small_data: Path) -> Rarity:
    return Rarity(open_current(small_data).index)


def test_only_one_line_counts_with_what_stands_above(rarity: Rarity) -> None:
    apart = rarity.share_together(QUESTION, "", ["Cấp giấy phép.", "Người lao động nước ngoài."])
    together = rarity.share_together(QUESTION, "", ["Cấp giấy phép cho người lao động nước ngoài."])
    headed = rarity.share_together(QUESTION, "Ủy quyền cấp giấy phép", ["Người lao động nước ngoài."])
    assert 0 < apart < together < headed < 1
    assert rarity.share_together(QUESTION, "", []) == 0


def test_an_abbreviation_counts_as_what_it_stands_for(rarity: Rarity) -> None:
    short, written = (rarity.share_together(QUESTION, "", [line]) for line in ("UBND tỉnh", "Ủy ban nhân dân tỉnh"))
    assert short == written > 0


def test_the_best_line_is_that_of_the_slow_reference(rarity: Rarity) -> None:
    chance = random.Random(3)
    some = [
        *QUESTION.split(),
        "uỷ",
        "HĐND",
        "quy",
        "định.",
        "theo;",
        "Bộ",
        "807/QĐ-UBND",
        "đi\u0323nh",
        "giấy\u00a0phép",
    ]
    for _ in range(100):
        lines = [" ".join(chance.choices(some, k=chance.randint(0, 8))) for _ in range(chance.randint(1, 6))]
        above = " ".join(chance.choices(some, k=2))
        headed = terms_of(above)
        weighed = rarity._weighed(QUESTION)
        expected = max(weighed.of(headed | terms_of(line)) for line in lines)
        assert rarity.share_together(QUESTION, above, lines) == pytest.approx(expected)
        assert rarity.share_together(QUESTION, above, lines, 0.3) >= min(expected, 0.3) - 1e-9


def test_what_is_lacking_is_told_as_typed(rarity: Rarity) -> None:
    lines = ["Cấp giấy phép.", "Người lao động nước ngoài.", "giấy\u00a0phép lao động"]
    assert set(rarity.lacking("cấp giấy phép lao động, người nước ngoài khu mỏ", lines, 9)) == {
        "động người", "người nước", "ngoài khu", "khu mỏ",
    }  # fmt: skip
    assert rarity.lacking("cấp giấy phép", lines, 9) == ()
