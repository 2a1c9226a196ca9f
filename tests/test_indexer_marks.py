"""The words of a question in a text, found by arrays as word by word."""

from __future__ import annotations

import random
import re

import pytest

from indexer.words.marks import Wanted
from kb.text import fold, normalise


def found(forms: list[str], text: str, *, accented: bool = True) -> list[tuple[str, int]]:
    wanted = Wanted(forms, accented=accented)
    hits = wanted.find(text)
    return [(wanted.forms[form], start) for form, start in zip(hits.forms, hits.starts.tolist(), strict=True)]


@pytest.mark.parametrize(
    ("forms", "text", "expected"),
    [
        (["giấy"], "Giấy, giây; GIẤY.", [("giấy", 0), ("giấy", 12)]),
        # Only whole words; a digit and an underscore belong to a word.
        (["ban"], "bank ban2 ban_ ban", [("ban", 15)]),
        # Both tone styles are one, but not where q stands before.
        (["uỷ", "quý"], "ủy uỷ quý qúy", [("uỷ", 0), ("uỷ", 3), ("quý", 6)]),
        # Words of more than eight letters are told apart behind the eighth.
        (
            ["photocopy", "123456789"],
            "photocop photocopy 12345678 123456789 1234567890",
            [("photocopy", 9), ("123456789", 28)],
        ),
        (["12345678", "123456789"], "123456789 12345678", [("123456789", 0), ("12345678", 10)]),
        # Letters of other scripts.
        (["жук", "жар"], "ЖУК 𝟏 жар", [("жук", 0), ("жар", 6)]),
        ([], "gì cũng được", []),
        (["gì"], "", []),
    ],
)
def test_words_are_found(forms: list[str], text: str, expected: list[tuple[str, int]]) -> None:
    assert found(forms, text) == expected


def test_without_diacritics() -> None:
    assert found(["giay", "dat"], "Giấy giây ĐẤT đắt dật", accented=False) == [
        ("giay", 0), ("giay", 5), ("dat", 10), ("dat", 14), ("dat", 18),
    ]  # fmt: skip


@pytest.mark.parametrize("accented", [True, False])
def test_as_word_by_word(accented: bool) -> None:
    chance = random.Random(2)
    letters = "aàảĂđĐwuủyỷỳoóòeéẻqQ ,.-\n/"
    for _ in range(300):
        text = "".join(chance.choices(letters, k=60))
        read = normalise(text).lower() if accented else fold(normalise(text))
        words = [(word.group(), word.start()) for word in re.finditer(r"\w+", read)]
        forms = [word for word, _ in chance.sample(words, min(3, len(words)))]
        assert found(forms, text, accented=accented) == [word for word in words if word[0] in forms]
