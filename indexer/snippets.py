"""The sentence of a provision that answers best, with the words asked for marked.

>>> text = "1. Hồ sơ gồm đơn đề nghị.\\n2. Thời hạn cấp giấy phép lao động là 05 ngày làm việc."
>>> "".join(f"[{part.text}]" if part.matched else part.text for part in snippet(text, "thời hạn cấp giấy phép"))
'2. [Thời hạn cấp giấy phép] lao động là 05 ngày làm việc.'

Typed without diacritics, the question matches without them:

>>> [part.text for part in snippet(text, "giay phep") if part.matched]
['giấy phép']
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from indexer.analysis import folded
from indexer.wording import word_question
from kb.text import View

_WORD = re.compile(r"\w+")
_SENTENCE_END = re.compile(r"\n+|(?<=[.;!?])\s+(?=[^\W\d_a-zà-ỹ])")
#: A marker alone ("1.", "a)") is no sentence.
_SHORTEST = 12
_ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class Fragment:
    """A piece of the shown text; ``matched`` when it is made of words of the question."""

    text: str
    matched: bool


@dataclass(frozen=True, slots=True)
class _Question:
    """The words asked for, in the form they are compared in: folded when typed without diacritics.

    ``strong`` are marked wherever they stand, ``words`` only beside a neighbour of the question (``pairs``, folded).
    """

    words: frozenset[str]
    strong: frozenset[str]
    pairs: frozenset[str]
    form: Callable[[str], str]


@lru_cache(maxsize=256)
def _question(query_text: str) -> _Question:
    wording = word_question(query_text)
    form = _same if wording.accented else folded
    strong = frozenset(map(form, wording.content))
    return _Question(strong | set(map(form, wording.common)), strong, frozenset(wording.pairs), form)


def _same(word: str) -> str:
    return word


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    form: str


def _words(view: View, question: _Question) -> list[_Word]:
    lowered = view.text.lower()
    return [_Word(found.start(), found.end(), question.form(found.group())) for found in _WORD.finditer(lowered)]


def _marked(words: list[_Word], question: _Question) -> list[bool]:
    """Which words are marked: those asked for, common ones only beside another."""
    asked = [word.form in question.words for word in words]
    marked = [word.form in question.strong for word in words]
    for place, (left, right) in enumerate(pairwise(words)):
        if asked[place] and asked[place + 1] and _pair(left, right) in question.pairs:
            marked[place] = marked[place + 1] = True
    return marked


def _pair(left: _Word, right: _Word) -> str:
    return f"{folded(left.form)} {folded(right.form)}"


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for stop in _SENTENCE_END.finditer(text):
        if stop.start() - start >= _SHORTEST or "\n" in stop.group():
            yield start, stop.start()
            start = stop.end()
    yield start, len(text)


def _best(view: View, question: _Question, words: list[_Word], marked: list[bool]) -> tuple[int, int]:
    """The sentence with the most of what was asked: rare words of this text count more, neighbours extra."""
    counts = Counter(word.form for word, is_marked in zip(words, marked, strict=True) if is_marked)
    spans = list(_sentences(view.text))
    best, best_score, place = spans[0], 0.0, 0
    for start, end in spans:
        seen: set[str] = set()
        pairs = 0
        first = place
        while place < len(words) and words[place].start < end:
            if marked[place]:
                seen.add(words[place].form)
                pairs += place > first and _pair(words[place - 1], words[place]) in question.pairs
            place += 1
        score = sum(1 + 1 / counts[form] for form in seen) + 0.5 * min(pairs, len(question.pairs))
        if score > best_score:
            best, best_score = (start, end), score
    return best


def best_span(text: str, query_text: str) -> tuple[int, int]:
    """Where the best sentence for the question stands in ``text`` (code points, end exclusive); the first if none."""
    view, question = View(text), _question(query_text)
    words = _words(view, question)
    return view.span(*_best(view, question, words, _marked(words, question)))


def snippet(text: str, query_text: str, width: int = 240) -> tuple[Fragment, ...]:
    """At most about ``width`` characters of ``text`` around what answers ``query_text``, cut between words.

    The fragments joined are a piece of ``text``, with "…" where it was cut inside a sentence.
    """
    view, question = View(text), _question(query_text)
    words = _words(view, question)
    marked = _marked(words, question)
    start, end = _window(_best(view, question, words, marked), words, marked, width)
    shown = [word for word, is_marked in zip(words, marked, strict=True) if is_marked and start <= word.start < end]
    sentence_start = start == 0 or view.text[start - 1] == "\n" or view.text[start - 2 : start - 1] in ".;!?"
    return tuple(_fragments(view, shown, start, end, sentence_start))


def _window(sentence: tuple[int, int], words: list[_Word], marked: list[bool], width: int) -> tuple[int, int]:
    """The part of a long sentence with the most marked words."""
    start, end = sentence
    if end - start <= width:
        return sentence
    inside = [place for place, word in enumerate(words) if start <= word.start and word.end <= end]
    if not inside:
        return start, start + width
    hits = [words[place].start for place in inside if marked[place]]
    best = max(hits, key=lambda hit: sum(hit <= other < hit + width * 3 // 4 for other in hits), default=start)
    first = next((words[place].start for place in inside if words[place].start >= best - width // 4), start)
    first = start if first - start < width // 4 else first
    last = max((words[place].end for place in inside if words[place].end <= first + width), default=first + width)
    return first, last


def _fragments(view: View, marked: list[_Word], start: int, end: int, whole_start: bool) -> Iterator[Fragment]:
    """Marked words with only blanks between them are one fragment."""

    def shown(first: int, last: int) -> str:
        return view.shown[slice(*view.span(first, last))]

    if not whole_start:
        yield Fragment(_ELLIPSIS, False)
    place = start
    run: tuple[int, int] | None = None
    for word in marked:
        if run and not view.text[run[1] : word.start].strip():
            run = run[0], word.end
            continue
        if run:
            yield from _run(shown, place, run)
            place = run[1]
        run = word.start, word.end
    if run:
        yield from _run(shown, place, run)
        place = run[1]
    if place < end:
        yield Fragment(shown(place, end), False)
    if view.text[end : end + 1] not in {"", "\n"} and view.text[end - 1 : end] not in ".;:!?":
        yield Fragment(_ELLIPSIS, False)


def _run(shown: Callable[[int, int], str], place: int, run: tuple[int, int]) -> Iterator[Fragment]:
    if place < run[0]:
        yield Fragment(shown(place, run[0]), False)
    yield Fragment(shown(*run), True)
