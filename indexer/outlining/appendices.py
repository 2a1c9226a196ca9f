"""Long appendices cut where they have a structure of their own, so that a search lands on the form that is meant.

Tried in this order: parts ("Phần I"), forms ("Mẫu số 01"), letters ("A."), Roman numbers, arabic numbers. A series
counts only if it runs from its first member on and, except for forms, opens once: an appendix that begins to count
again somewhere below stays in one piece, as does a short one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from indexer.outlining.marks import has_nation, is_capitals
from kb.documents import LineKind

#: A paragraph with its kind, as it was read.
Text = tuple[str, LineKind | None]

_LEAST = 12
_PART = re.compile(r"(?P<label>(?:Phần|PHẦN)\s(?P<number>[IVX]{1,5}|\d{1,2}|[A-H]))(?!\w)\s?[.:–-]?\s?(?P<rest>.*)")
_FORM = re.compile(
    r"""
    (?P<label>(?:Biểu\s[Mm]ẫu|BIỂU\sMẪU|Mẫu|MẪU|Biểu|BIỂU)\s(?:(?:số|SỐ)\s?)?:?\s?
      (?P<number>\d{1,3}[a-zA-Z]?(?:[./-][\dA-ZĐa-z]{1,8}){0,3}|[IVX]{1,5}(?:[.-]\d{1,2})?))(?![\w/])
    \s?[.:–-]?\s?(?P<rest>.*)
    """,
    re.VERBOSE,
)
_LETTER = re.compile(r"(?P<label>(?P<number>[A-HĐ]))[.)]\s{1,3}(?P<rest>.+)")
_ROMAN = re.compile(r"(?P<label>(?:(?:Mục|MỤC)\s)?(?P<number>[IVX]{1,6}))\s?[.)/–-]\s{0,3}(?P<rest>.+)")
_ITEM = re.compile(r"(?P<label>(?P<number>\d{1,2}))\s?[.)/]\s{1,3}(?P<rest>.+)")
#: The title that a form has below its head.
_FORM_TITLE = re.compile(
    r"(?:ĐƠN|GIẤY|BÁO CÁO|TỜ KHAI|DANH SÁCH|DANH MỤC|PHIẾU|BIÊN BẢN|HỢP ĐỒNG|THÔNG BÁO|QUYẾT ĐỊNH|VĂN BẢN|KẾ HOẠCH"
    r"|BẢN|BẢNG|SỔ|THẺ|CHỨNG|LÝ LỊCH|ĐỀ ÁN|TỔNG HỢP|THỐNG KÊ|CÔNG VĂN|TỜ TRÌNH|BIỂU)\b"
)
_NEAR = 14
_SENTENCE_END = (".", ";", ",")
_LETTERS = "ABCDĐEGH"


@dataclass(frozen=True)
class Piece:
    """One piece of an appendix; the first may have no label."""

    label: str
    heading: str | None
    texts: tuple[Text, ...]


def cut(texts: Sequence[Text], value: Callable[[str], int | None]) -> list[Piece]:
    """The pieces of an appendix, one without label where nothing cuts it; ``value`` says what a number counts.

    >>> lines = ["I. Cấp mới", *["- Hồ sơ"] * 6, "II. Gia hạn", *["- Hồ sơ"] * 6]
    >>> [(piece.label, piece.heading) for piece in cut([(line, None) for line in lines], {"I": 1, "II": 2}.get)]
    [('I', 'Cấp mới'), ('II', 'Gia hạn')]
    """
    if len(texts) < _LEAST:
        return [Piece("", None, tuple(texts))]
    for pattern in (_PART, _FORM, _LETTER, _ROMAN, _ITEM):
        places = _forms(texts) if pattern is _FORM else _series(texts, pattern, value)
        if len(places) > 1 or (pattern is _FORM and places and places[0] < _NEAR):
            return list(_pieces(texts, pattern, places))
    return [Piece("", None, tuple(texts))]


def _series(texts: Sequence[Text], pattern: re.Pattern[str], value: Callable[[str], int | None]) -> list[int]:
    """Where a series runs in sequence; nowhere if it opens more than once."""
    found = [(place, mark["number"]) for place, mark in _marks(texts, pattern)]
    counts = [(place, _count(number, pattern, value)) for place, number in found]
    if sum(count == 1 for _, count in counts) != 1:
        return []
    places: list[int] = []
    for place, count in counts:
        if count == len(places) + 1:
            places.append(place)
    return places


def _count(number: str, pattern: re.Pattern[str], value: Callable[[str], int | None]) -> int | None:
    return _LETTERS.index(number) + 1 if pattern is _LETTER else value(number)


def _marks(texts: Sequence[Text], pattern: re.Pattern[str]) -> Iterator[tuple[int, re.Match[str]]]:
    for place, (text, kind) in enumerate(texts):
        if kind is None and (mark := pattern.fullmatch(text)):
            yield place, mark


def _forms(texts: Sequence[Text]) -> list[int]:
    """Where forms begin: their label stands as a heading, and something follows before the next one. So the list of
    forms at the start opens none, nor does a label that every page repeats."""
    marks = [(place, mark["label"]) for place, mark in _marks(texts, _FORM) if _heads(mark)]
    ends = [place for place, _ in marks[1:]] + [len(texts)] * bool(marks)
    places: list[int] = []
    current = ""
    for (place, label), end in zip(marks, ends, strict=True):
        if end - place > 1 and label.upper() != current and not _is_listed(texts, place, end):
            places.append(place)
            current = label.upper()
    return places


def _heads(mark: re.Match[str]) -> bool:
    rest = mark["rest"]
    return not rest or (not rest[:1].islower() and not rest.endswith(_SENTENCE_END) and len(rest) < 200)


def _is_listed(texts: Sequence[Text], place: int, end: int) -> bool:
    """Whether only the name of the form follows, as in a list."""
    return end < len(texts) and end - place == 2 and len(texts[place + 1][0]) < 250


def _pieces(texts: Sequence[Text], pattern: re.Pattern[str], places: Sequence[int]) -> Iterator[Piece]:
    if places[0]:
        yield Piece("", None, tuple(texts[: places[0]]))
    for place, end in zip(places, [*places[1:], len(texts)], strict=True):
        mark = pattern.fullmatch(texts[place][0])
        if mark is not None:
            heading, first = _heading(mark, texts[place + 1 : end], pattern)
            yield Piece(mark["label"], heading, (*first, *texts[place + 1 : end]))


def _heading(
    mark: re.Match[str], below: Sequence[Text], pattern: re.Pattern[str]
) -> tuple[str | None, tuple[Text, ...]]:
    """The heading of a piece, and what of its line is text."""
    rest = mark["rest"].strip()
    if pattern is _FORM and not rest:
        titles = (text for text, _ in below[:_NEAR] if is_capitals(text) and not has_nation(text))
        return next((text for text in titles if _FORM_TITLE.match(text) and len(text) < 200), None), ()
    if not rest or (not is_capitals(rest) and (rest.endswith(_SENTENCE_END) or len(rest) > 250)):
        return None, ((rest, None),) if rest else ()
    return rest.rstrip(" :"), ()
