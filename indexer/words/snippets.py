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

from indexer.words.analysis import folded
from indexer.words.wording import word_question
from kb.text import View, fold

_WORD = re.compile(r"\w+")
_SENTENCE_END = re.compile(r"(?<=[.;!?])\s+(?=[^\W\d_a-zà-ỹ])")
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
    """The words asked for, and the pattern that finds them; folded when typed without diacritics.

    ``strong`` are marked wherever they stand, the others only beside a neighbour of the question (``pairs``, folded).
    """

    strong: frozenset[str]
    pairs: frozenset[str]
    accented: bool
    pattern: re.Pattern[str]


@lru_cache(maxsize=256)
def _question(query_text: str) -> _Question:
    wording = word_question(query_text)
    form = str if wording.accented else folded
    words = {form(word) for word in (*wording.content, *wording.common)}
    # The look at the first letter passes over most words of a text at once.
    first = "".join({word[0] for word in words})
    pattern = re.compile(rf"\b(?=[{first}])(?:{'|'.join(sorted(words))})\b" if words else r"(?!)")
    return _Question(frozenset(map(form, wording.content)), frozenset(wording.pairs), wording.accented, pattern)


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of the question in the text. ``follows``: only blanks or marks are between it and the one before it."""

    start: int
    end: int
    form: str
    follows: bool


def _words(view: View, question: _Question) -> list[_Word]:
    text = _comparable(view.text, question.accented)
    words: list[_Word] = []
    end = -1
    for found in question.pattern.finditer(text):
        follows = end >= 0 and not _WORD.search(text, end, found.start())
        end = found.end()
        words.append(_Word(found.start(), end, found.group(), follows))
    return words


def _comparable(text: str, accented: bool) -> str:
    """Lower case, folded unless accents count; as long as the text, so that places fit."""
    changed = text.lower() if accented else fold(text)
    return changed if len(changed) == len(text) else "".join(fold(char)[:1] or char for char in text)


def _marked(words: list[_Word], question: _Question) -> list[_Word]:
    """The words that are marked: those that mean something, and common ones beside their neighbour in the question."""
    marked = [word.form in question.strong for word in words]
    for place, (left, right) in enumerate(pairwise(words)):
        if right.follows and _pair(left, right) in question.pairs:
            marked[place] = marked[place + 1] = True
    return [word for word, is_marked in zip(words, marked, strict=True) if is_marked]


def _pair(left: _Word, right: _Word) -> str:
    return f"{folded(left.form)} {folded(right.form)}"


def _sentences(text: str, line: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """The sentences of one line."""
    start, end = line
    for stop in _SENTENCE_END.finditer(text, start, end):
        if stop.start() - start >= _SHORTEST:
            yield start, stop.start()
            start = stop.end()
    yield start, end


def _lines_with(text: str, marked: list[_Word]) -> Iterator[tuple[int, int]]:
    """The lines that have a marked word, else the first: in a long table hardly any has one."""
    end = -1
    for word in marked:
        if word.start >= end:
            start, end = text.rfind("\n", 0, word.start) + 1, text.find("\n", word.start)
            end = end if end >= 0 else len(text)
            yield start, end
    if end < 0:
        yield 0, len(text.partition("\n")[0])


def _best(view: View, question: _Question, marked: list[_Word]) -> tuple[int, int]:
    """The sentence with the most of what was asked: rare words of this text count more, neighbours extra."""
    counts = Counter(word.form for word in marked)
    spans = [span for line in _lines_with(view.text, marked) for span in _sentences(view.text, line)]
    best, best_score, place = spans[0], 0.0, 0
    for start, end in spans:
        first = place
        while place < len(marked) and marked[place].start < end:
            place += 1
        inside = marked[first:place]
        score = sum(1 + 1 / counts[form] for form in {word.form for word in inside})
        neighbours = sum(right.follows and _pair(left, right) in question.pairs for left, right in pairwise(inside))
        score += 0.5 * min(neighbours, len(question.pairs))
        if score > best_score:
            best, best_score = (start, end), score
    return best


def best_span(text: str, query_text: str) -> tuple[int, int]:
    """Where the best sentence for the question stands in ``text`` (code points, end exclusive); the first if none."""
    view, question = View(text), _question(query_text)
    return view.span(*_best(view, question, _marked(_words(view, question), question)))


def snippet(text: str, query_text: str, width: int = 240) -> tuple[Fragment, ...]:
    """At most about ``width`` characters of ``text`` around what answers ``query_text``, cut between words.

    The fragments joined are a piece of ``text``, with "…" where it was cut inside a sentence.
    """
    view, question = View(text), _question(query_text)
    marked = _marked(_words(view, question), question)
    start, end = _window(view.text, _best(view, question, marked), marked, width)
    shown = [word for word in marked if start <= word.start < end]
    sentence_start = start == 0 or view.text[start - 1] == "\n" or view.text[start - 2 : start - 1] in ".;!?"
    return tuple(_fragments(view, shown, start, end, sentence_start))


def _window(text: str, sentence: tuple[int, int], marked: list[_Word], width: int) -> tuple[int, int]:
    """The part of a long sentence with the most marked words, from a word's beginning to a word's end."""
    start, end = sentence
    if end - start <= width:
        return sentence
    hits = [word.start for word in marked if start <= word.start < end]
    best = max(hits, key=lambda hit: sum(hit <= other < hit + width * 3 // 4 for other in hits), default=start)
    first = max(best - width // 4, start)
    if first - start < width // 4:
        first = start
    elif (blank := text.find(" ", first, best)) >= 0:
        first = blank + 1
    last = min(first + width, end)
    if last < end and (blank := text.rfind(" ", first, last + 1)) > first:
        last = blank
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
