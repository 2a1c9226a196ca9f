"""The sentence that answers, and what is marked in it."""

from __future__ import annotations

import random
import re
import unicodedata
from itertools import pairwise

import pytest

from indexer.words.analysis import folded
from indexer.words.snippets import best_span, snippet, snippets
from indexer.words.wording import word_question
from kb.text import normalise

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


def test_a_sentence_may_begin_with_any_capital() -> None:
    text = "Hồ sơ gồm đơn đề nghị và bản sao hộ chiếu. Ủy ban nhân dân cấp giấy phép. Đơn theo mẫu số 2 của Bộ."
    assert "".join(part.text for part in snippet(text, "cấp giấy phép")) == "Ủy ban nhân dân cấp giấy phép."


def test_texts_of_a_page_do_not_touch_each_other() -> None:
    texts = ["Cơ quan cấp giấy", "phép năm học mới", TEXT, unicodedata.normalize("NFD", TEXT), "", TEXT.upper()]
    for query in ("giấy phép lao động", "giay phep", "có", "là gì"):
        assert snippets(texts, query) == [snippet(text, query) for text in texts]


def _score(text: str, words: list[re.Match[str]], query: str, start: int, end: int) -> float:
    """What a sentence has of a question, word by word: the slow reference."""
    wording = word_question(query)
    pairs = set(wording.pairs)
    beside = [f"{folded(left.group())} {folded(right.group())}" in pairs for left, right in pairwise(words)]
    marked = [
        place
        for place, word in enumerate(words)
        if word.group() in wording.content or (True in beside[max(place - 1, 0) : place + 1])
    ]
    counts = [words[place].group() for place in marked]
    inside = [place for place in marked if start <= words[place].start() < end]
    neighbours = sum(beside[place] for place in inside if place + 1 in inside)
    rare = sum(1 + 1 / counts.count(form) for form in {words[place].group() for place in inside})
    return rare + 0.5 * min(neighbours, len(pairs))


def test_the_best_sentence_is_that_of_the_slow_reference() -> None:
    chance = random.Random(5)
    some = re.findall(r"\w+", "ủy uỷ quyền cho ban quản lý của giấy phép cấp thuý thúy hoà hòa bình 2024 việc")
    for _ in range(150):
        lines = [" ".join(chance.choices(some, k=chance.randint(1, 9))) for _ in range(chance.randint(1, 6))]
        text, query = "\n".join(lines), " ".join(chance.choices(some, k=chance.randint(1, 5)))
        words = list(re.finditer(r"\w+", normalise(text)))
        scores, start = [], 0
        for line in lines:
            scores.append(round(_score(text, words, query, start, start + len(line)), 6))
            start += len(line) + 1
        best = scores.index(max(scores))
        begin = sum(len(line) + 1 for line in lines[:best])
        assert best_span(text, query) == (begin, begin + len(lines[best])), (text, query, scores)
