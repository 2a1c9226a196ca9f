"""Syllables that are meant by what was typed."""

from __future__ import annotations

import random

import pytest

from indexer.words.lexicon import Lexicon, one_slip

COUNTS = {"giấy": 90, "giầy": 2, "giày": 3, "phép": 80, "chính": 50, "chỉnh": 9, "10": 4}


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("chính", "chíng", True),
        ("chín", "chính", True),
        ("chính", "chín", True),
        ("phép", "phpé", True),
        ("phép", "phép", False),
        ("phép", "pháp", True),
        ("giấy", "phép", False),
        ("a", "", True),
    ],
)
def test_one_slip(first: str, second: str, expected: bool) -> None:
    assert one_slip(first, second) is expected
    assert one_slip(second, first) is expected


def test_alike_ones_come_commonest_first() -> None:
    lexicon = Lexicon(COUNTS)
    assert lexicon.alike("giay") == ("giấy", "giày", "giầy")
    assert lexicon.alike("khong") == ()


def test_near_ones_are_guessed_for_words_only() -> None:
    lexicon = Lexicon(COUNTS)
    assert lexicon.near("chíng") == ("chính",)
    assert lexicon.near("11") == ()
    assert lexicon.near("gi") == ()


def test_near_ones_are_all_that_one_slip_makes() -> None:
    chance = random.Random(4)
    words = {"".join(chance.choices("aăng", k=chance.randint(1, 5))) for _ in range(300)}
    lexicon = Lexicon(dict.fromkeys(words, 1))
    for word in sorted(words):
        expected = sorted(other for other in words if one_slip(word, other)) if len(word) > 2 else []
        assert list(lexicon.near(word)) == expected[:16]
