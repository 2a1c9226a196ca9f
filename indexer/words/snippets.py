"""The sentence of a provision that answers best, with the words asked for marked.

>>> text = "1. Hồ sơ gồm đơn đề nghị.\\n2. Thời hạn cấp giấy phép lao động là 05 ngày làm việc."
>>> "".join(f"[{part.text}]" if part.matched else part.text for part in snippet(text, "thời hạn cấp giấy phép"))
'2. [Thời hạn cấp giấy phép] lao động là 05 ngày làm việc.'

Typed without diacritics, the question matches without them:

>>> [part.text for part in snippet(text, "giay phep") if part.matched]
['giấy phép']

All texts of a page are looked through at once (:mod:`indexer.words.marks`): one of them may be a table of two thousand
lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise

import numpy as np
from numpy.typing import NDArray

from indexer.words.analysis import folded
from indexer.words.marks import Found, Positions, Wanted
from indexer.words.wording import word_question
from kb.text import View, is_plain

_CAPITALS = "A-ZÀ-ÝĂĐĨŨƠƯ" + "".join(chr(code) for code in range(ord("Ạ"), ord("ỹ"), 2))
_BREAK = re.compile(rf"[.;!?]([^\S\n]+)(?=[{_CAPITALS}])")
#: A marker alone ("1.", "a)") is no sentence.
_SHORTEST = 12
_ELLIPSIS = "…"
#: Letters of texts that are looked through together: few enough to need little memory.
_TOGETHER = 200_000


@dataclass(frozen=True, slots=True)
class Fragment:
    """A piece of the shown text; ``matched`` when it is made of words of the question."""

    text: str
    matched: bool


@dataclass(frozen=True, slots=True)
class _Question:
    """The words asked for. ``strong`` ones are marked wherever they stand, the others only beside a neighbour of the
    question; ``neighbours`` says for every two whether they are that; ``pairs`` how many neighbours there are."""

    wanted: Wanted
    strong: NDArray[np.bool_]
    neighbours: NDArray[np.bool_]
    pairs: int


@lru_cache(maxsize=256)
def _question(query_text: str) -> _Question:
    wording = word_question(query_text)
    form = str if wording.accented else folded
    strong = set(map(form, wording.content))
    wanted = Wanted(strong.union(map(form, wording.common)), accented=wording.accented)
    plain, pairs = [folded(word) for word in wanted.forms], set(wording.pairs)
    neighbours = [[f"{left} {right}" in pairs for right in plain] for left in plain]
    return _Question(
        wanted,
        np.array([word in strong for word in wanted.forms], np.bool_),
        np.array(neighbours, np.bool_).reshape(len(plain), len(plain)),
        len(pairs),
    )


class _Page:
    """Some texts one after another, looked through at once: the marked words, by where they stand in ``text``."""

    #: A word that nobody asks for, so that no word of a text follows a word of the one before.
    _BETWEEN = "\nǁ\n"

    def __init__(self, texts: Sequence[str], question: _Question) -> None:
        self._views = [None if is_plain(text) else View(text) for text in texts]
        read = [view.text if view else text for view, text in zip(self._views, texts, strict=True)]
        self.text = self._BETWEEN.join(read)
        self._firsts = [0, *accumulate(len(text) + len(self._BETWEEN) for text in read)]
        self._ends = [first + len(text) for first, text in zip(self._firsts, read, strict=False)]
        self._question = question
        self._words, self._joined = _marked(self.text, question)

    def best(self) -> list[tuple[int, int]]:
        """Of each text the sentence with the most of what was asked: words that are rare in this text count more,
        neighbours extra; the first one where no sentence has any."""
        spans = list(_sentences_with(self.text, self._words.starts.tolist()))
        starts = np.array([start for start, _ in spans], np.intp)
        scores = self._scores(starts.searchsorted(self._words.starts, "right") - 1, len(spans))
        borders = starts.searchsorted(self._firsts).tolist()
        return [
            spans[first + int(scores[first:end].argmax())] if first < end else self._beginning(text)
            for text, (first, end) in enumerate(pairwise(borders))
        ]

    def _beginning(self, text: int) -> tuple[int, int]:
        first = self._firsts[text]
        return next(_sentences(self.text, first, _line_end(self.text, first)))

    def _scores(self, spans: Positions, count: int) -> NDArray[np.float64]:
        """What each of ``count`` sentences has; ``spans`` says in which one each marked word stands."""
        forms, size = self._words.forms, len(self._question.wanted.forms)
        in_text = (np.searchsorted(self._firsts, self._words.starts, "right") - 1) * size + forms
        counts = np.bincount(in_text, minlength=1)
        _, once = np.unique(spans * size + forms, return_index=True)
        scores = np.zeros(count)
        np.add.at(scores, spans[once], 1 + 1 / counts[in_text[once]])
        beside = self._joined[:-1] & (spans[:-1] == spans[1:])
        neighbours = np.bincount(spans[:-1][beside], minlength=count)
        return (scores + 0.5 * np.minimum(neighbours, self._question.pairs)).round(9)

    def shown(self, text: int, sentence: tuple[int, int], width: int) -> Iterator[Fragment]:
        """The sentence of a text as it is shown, cut around what it has of the question."""
        start, end = _window(self.text, sentence, self._inside(*sentence), width)
        first = self._firsts[text]
        if start > first and self.text[start - 1] != "\n" and self.text[start - 2] not in ".;!?":
            yield Fragment(_ELLIPSIS, False)
        place = start
        for begin, stop in self._runs(start, end):
            if place < begin:
                yield Fragment(self._written(text, place, begin), False)
            yield Fragment(self._written(text, begin, stop), True)
            place = stop
        if place < end:
            yield Fragment(self._written(text, place, end), False)
        if end < self._ends[text] and self.text[end] != "\n" and self.text[end - 1 : end] not in ".;:!?":
            yield Fragment(_ELLIPSIS, False)

    def _inside(self, start: int, end: int) -> list[tuple[int, int]]:
        """Where the marked words between two places stand."""
        inside = slice(*self._words.starts.searchsorted((start, end)).tolist())
        return list(zip(self._words.starts[inside].tolist(), self._words.ends[inside].tolist(), strict=True))

    def _runs(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Marked words with only blanks between them, as one."""
        run: tuple[int, int] | None = None
        for begin, stop in self._inside(start, end):
            if run and self.text[run[1] : begin].strip():
                yield run
                run = None
            run = (run[0] if run else begin), stop
        if run:
            yield run

    def _written(self, text: int, start: int, end: int) -> str:
        """A piece of a text as it was written."""
        view, first = self._views[text], self._firsts[text]
        return view.shown[slice(*view.span(start - first, end - first))] if view else self.text[start:end]

    def span(self, text: int, sentence: tuple[int, int]) -> tuple[int, int]:
        """Where a sentence stands in its text as written."""
        view, first = self._views[text], self._firsts[text]
        start, end = sentence[0] - first, sentence[1] - first
        return view.span(start, end) if view else (start, end)


def _marked(text: str, question: _Question) -> tuple[Found, NDArray[np.bool_]]:
    """The words that are marked, and of each whether the next word is its neighbour in the question: words that mean
    something, and common ones beside such a neighbour."""
    found = question.wanted.find(text)
    if not len(found.forms):
        return found, np.empty(0, np.bool_)
    beside = (np.diff(found.numbers) == 1) & question.neighbours[found.forms[:-1], found.forms[1:]]
    with_next = np.append(beside, False)
    chosen = question.strong[found.forms] | with_next | np.append(False, beside)
    return found.only(chosen), with_next[chosen]


def _sentences_with(text: str, starts: Iterable[int]) -> Iterator[tuple[int, int]]:
    """The sentences of all lines in which a marked word begins: in a long table hardly any has one."""
    end = -1
    for place in starts:
        if place >= end:
            start, end = text.rfind("\n", 0, place) + 1, _line_end(text, place)
            yield from _sentences(text, start, end)


def _line_end(text: str, place: int) -> int:
    end = text.find("\n", place)
    return end if end >= 0 else len(text)


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentences of one line."""
    for stop in _BREAK.finditer(text, start, end):
        if stop.start(1) - start >= _SHORTEST:
            yield start, stop.start(1)
            start = stop.end()
    yield start, end


def _window(text: str, sentence: tuple[int, int], words: list[tuple[int, int]], width: int) -> tuple[int, int]:
    """The part of a long sentence with the most marked words, from a word's beginning to a word's end."""
    start, end = sentence
    if end - start <= width:
        return sentence
    hits = np.array([begin for begin, _ in words], np.intp)
    reached = hits.searchsorted(hits + width * 3 // 4) - np.arange(len(hits))
    best = int(hits[reached.argmax()]) if len(hits) else start
    first = max(best - width // 4, start)
    if first - start < width // 4:
        first = start
    elif (blank := text.find(" ", first, best)) >= 0:
        first = blank + 1
    last = min(first + width, end)
    if last < end and (blank := text.rfind(" ", first, last + 1)) > first:
        last = blank
    return first, last


def best_span(text: str, query_text: str) -> tuple[int, int]:
    """Where the best sentence for the question stands in ``text`` (code points, end exclusive); the first if none."""
    page = _Page([text], _question(query_text))
    return page.span(0, page.best()[0])


def snippet(text: str, query_text: str, width: int = 240) -> tuple[Fragment, ...]:
    """At most about ``width`` characters of ``text`` around what answers ``query_text``, cut between words.

    The fragments joined are a piece of ``text``, with "…" where it was cut inside a sentence.
    """
    return snippets([text], query_text, width)[0]


def snippets(texts: Sequence[str], query_text: str, width: int = 240) -> list[tuple[Fragment, ...]]:
    """The :func:`snippet` of each text, sooner than one by one."""
    question = _question(query_text)
    found: list[tuple[Fragment, ...]] = []
    for together in _parts(texts):
        page = _Page(together, question)
        found += (tuple(page.shown(text, sentence, width)) for text, sentence in enumerate(page.best()))
    return found


def _parts(texts: Sequence[str]) -> Iterator[list[str]]:
    """The texts in parts of limited length; one that is longer is a part by itself."""
    part: list[str] = []
    for text in texts:
        if part and sum(map(len, part)) + len(text) > _TOGETHER:
            yield part
            part = []
        part.append(text)
    if part:
        yield part
