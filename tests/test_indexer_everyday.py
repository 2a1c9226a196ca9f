"""Every entry shows itself at work, and takes nothing from the language of the law."""

from __future__ import annotations

import pytest

from indexer.words.everyday import EVERYDAY, Everyday, in_words_of_the_law
from indexer.words.wording import word_question
from kb.text import normalise


@pytest.mark.parametrize("entry", EVERYDAY, ids=lambda entry: entry.said)
def test_an_entry_does_what_its_example_says(entry: Everyday) -> None:
    assert entry.said in entry.example
    assert in_words_of_the_law(normalise(entry.example).lower()) == normalise(entry.becomes).lower()
    assert word_question(entry.example).content == word_question(entry.becomes).content


@pytest.mark.parametrize("entry", EVERYDAY, ids=lambda entry: entry.said)
def test_an_entry_is_in_the_indexed_form(entry: Everyday) -> None:
    assert entry.said == normalise(entry.said).lower()
    assert in_words_of_the_law(entry.written) == entry.written


def test_only_whole_words_are_exchanged() -> None:
    assert in_words_of_the_law("visaged, từ từ đi từ") == "visaged, từ từ đi từ"
