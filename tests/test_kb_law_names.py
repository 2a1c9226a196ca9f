"""Names of laws: each is found in running text, whole, however it is written."""

from __future__ import annotations

import pytest

from kb.citations import find_citations
from kb.law_names import name_length, names


@pytest.mark.parametrize("name", names())
def test_every_name_is_found_whole(name: str) -> None:
    [found] = find_citations(f"thực hiện theo Luật {name} quy định")
    assert found.title == f"Luật {name}"


@pytest.mark.parametrize("name", [name for name in names() if "," in name or " và " in name])
def test_commas_and_the_word_and_may_be_missing(name: str) -> None:
    typed = name.replace(",", "").replace(" và ", " ")
    assert name_length(typed + " quy định") >= len(typed) - 1


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("đầu tư công và", "đầu tư công"),
        ("Đầu tư, công ty", "Đầu tư"),
        ("DAT DAI nam", "DAT DAI"),
        ("Tố tụng\nhình sự", "Tố tụng\nhình sự"),
        ("chưa có ai ban hành", ""),
        ("", ""),
    ],
)
def test_the_longest_name_counts(text: str, name: str) -> None:
    assert text[: name_length(text)] == name
