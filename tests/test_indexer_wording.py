"""Which words of a question carry its meaning."""

from __future__ import annotations

import pytest

from indexer.words.analysis import analyse
from indexer.words.wording import COMMON_WORDS, QUESTION_PHRASES, word_question
from kb.text import fold


@pytest.mark.parametrize("phrase", QUESTION_PHRASES)
def test_every_phrase_is_taken_out_of_a_question(phrase: str) -> None:
    assert word_question(f"giấy phép lao động {phrase}?").content == ("giấy", "phép", "lao", "động")
    assert word_question(fold(f"giấy phép lao động {phrase}?")).content == ("giay", "phep", "lao", "dong")


@pytest.mark.parametrize(
    ("question", "content"),
    [
        ("Điều kiện cấp giấy phép lao động là gì?", ("điều", "kiện", "cấp", "giấy", "phép", "lao", "động")),
        ("04 quyền của người lao động?", ("quyền", "người", "lao", "động")),
        ("UBND tỉnh ủy quyền", ("uỷ", "ban", "nhân", "dân", "tỉnh", "quyền")),
        ("gplđ", ("giấy", "phép", "lao", "động")),
        # Nothing else was typed: then these are looked for.
        ("là gì", ("là", "gì")),
        ("", ()),
    ],
)
def test_content(question: str, content: tuple[str, ...]) -> None:
    assert word_question(question).content == content


def test_neighbours_do_not_reach_over_a_question_phrase() -> None:
    assert "han cap" not in word_question("thời hạn là bao nhiêu cấp giấy phép").pairs


def test_meaning_and_numbers() -> None:
    assert word_question("Khu kinh tế được hiểu như thế nào?").asks_meaning
    assert not word_question("thời hạn khu kinh tế").asks_meaning
    assert word_question("theo Nghị định 29/2008/NĐ-CP").numbers == ("29/2008/NĐ-CP",)


def test_common_words_are_single_words_in_the_indexed_form() -> None:
    for word in COMMON_WORDS:
        assert analyse(word).syllables == (word,)


def test_a_question_of_any_length_has_few_words() -> None:
    assert len(word_question(" ".join(f"từ{n}" for n in range(5000))).content) <= 64


def test_neighbours_in_one_word_are_told_from_those_between_two() -> None:
    wording = word_question("ủy quyền cấp giấy phép")
    assert wording.joined == {"uy quyen", "giay phep"}
    assert set(wording.pairs) - wording.joined == {"quyen cap", "cap giay"}
    # Without diacritics nothing can be told.
    plain = word_question("uy quyen cap giay phep")
    assert plain.joined == set(plain.pairs)
