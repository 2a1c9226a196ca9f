"""Paragraphs of a provision, each with its kind and its address.

A mark at the start of a paragraph ("1.", "a)") is structure only where it stands in sequence: a list of amounts or a
quoted text does not become khoản.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from indexer.quotes import mark_quotes
from kb.documents import Line, LineKind
from kb.provisions import LETTERS

_PARAGRAPH = re.compile(
    r"""
    (?P<number>\d{1,3})(?P<suffix>[a-zđ]?)\s?
    (?:[.)](?!\d) | [/-](?=\s|[^\W\d_]) )     # "1." "1)" "1-" "1/" "1.Chữ", never "1.1", "10.000", "1/2"
    """,
    re.VERBOSE,
)
_POINT = re.compile(r"(?P<letter>[a-zđ])(?:\.(?!\d)|\)|/(?=\s|[^\W\d_]))")  # "a)2" has a footnote mark
_SUBPOINT = re.compile(
    r"""
    (?: (?P<label>[a-zđ]\.?\d{1,2}|[ivx]{1,5}|\d{1,2})\)   # "a1)" "a.1)" "ii)", and "1)" inside a điểm
      | (?P<dotted>\d{1,3}(?:\.\d{1,2}){1,3})[.)]?(?=\s)   # "1.2."
    )
    """,
    re.VERBOSE,
)
#: "A. …": a heading below which khoản start again, in texts without articles.
_LETTERED = re.compile(r"(?P<letter>[A-HĐ])[.)]\s(?=[^\W\d_])")
_INDENT = re.compile(r"[-–—+•*·](?!\d)")
#: Letters that some texts use though the order of điểm leaves them out.
_ORDER = "abcdđefghijklmnopqrstuvwxyz"
_MAY_BE_LEFT_OUT = set(_ORDER) - set(LETTERS) | {"đ"}


def place_lines(eid: str, texts: Iterable[tuple[str, LineKind | None]]) -> tuple[Line, ...]:
    """The lines of the provision ``eid``, from its paragraphs as shown.

    A kind that is given ("quote", "row", "heading") is kept; None is worked out here: "paragraph" and "point" in
    sequence, "subpoint", "indent" (a dash), "quote" (inside “…”), else "text". Each line's eId is that of the unit
    that it opens or continues.

    >>> for line in place_lines("art_5", [("1. Sở Công Thương:", None), ("a) cấp phép;", None), ("10.000 đồng", None)]):
    ...     print(line.kind, line.eid)
    paragraph art_5__para_1
    point art_5__para_1__point_a
    text art_5__para_1__point_a
    """
    given = list(texts)
    quoted = mark_quotes([text if kind is None else "" for text, kind in given])
    place = _Place(eid)
    return tuple(
        place.line(text, kind or ("quote" if inside else None))
        for (text, kind), inside in zip(given, quoted, strict=True)
    )


def unused_eid(eid: str, used: set[str]) -> str:
    """The eId, or with a counter where a text prints the same label twice; ``used`` takes it in.

    >>> taken = {"art_5"}
    >>> unused_eid("art_5", taken), unused_eid("art_6", taken)
    ('art_5-2', 'art_6')
    """
    candidate, count = eid, 1
    while candidate in used:
        count += 1
        candidate = f"{eid}-{count}"
    used.add(candidate)
    return candidate


@dataclass
class _Place:
    """Where the reading of a provision stands."""

    article: str
    lettered: str = ""
    number: int = 0
    suffix: str = ""
    letter: str = ""
    unit: str = ""
    subunit: str = ""

    def line(self, text: str, kind: LineKind | None) -> Line:
        if kind is None:
            kind = self._enter(text)
        return Line(text, kind, self.subunit or self._unit)

    @property
    def _unit(self) -> str:
        return self.unit or self._above

    @property
    def _above(self) -> str:
        return f"{self.article}__sec_{self.lettered.lower()}" if self.lettered else self.article

    def _enter(self, text: str) -> LineKind:
        if (found := _LETTERED.match(text)) and found["letter"] == self._next_letter:
            self.lettered, self.number, self.suffix, self.letter = found["letter"], 0, "", ""
            self.unit = self.subunit = ""
            return "heading"
        if (found := _PARAGRAPH.match(text)) and self._follows(int(found["number"]), found["suffix"]):
            self._enter_paragraph(int(found["number"]), found["suffix"])
            return "paragraph"
        if (found := _POINT.match(text)) and self._letter_follows(found["letter"]):
            self._enter_point(found["letter"])
            return "point"
        if found := _SUBPOINT.match(text):
            self.subunit = f"{self._unit}__subpoint_{found['label'] or found['dotted']}"
            return "subpoint"
        return "indent" if _INDENT.match(text) else "text"

    @property
    def _next_letter(self) -> str:
        return "ABCDĐEGH"["ABCDĐEGH".find(self.lettered) + 1 :][:1] if self.lettered else "A"

    def _follows(self, number: int, suffix: str) -> bool:
        """The next number; or one left out; or the same printed twice; or an inserted one (5a after 5)."""
        if not self.number:
            return number == 1 and not suffix
        if number == self.number:
            return suffix >= self.suffix and (bool(suffix) or number > 1)
        return not suffix and number - self.number in (1, 2)

    def _letter_follows(self, letter: str) -> bool:
        if letter == "a":
            return True
        if not self.letter or letter not in _ORDER:
            return False
        skipped = set(_ORDER[_ORDER.index(self.letter) + 1 : _ORDER.index(letter)])
        return _ORDER.index(letter) > _ORDER.index(self.letter) and len(skipped - _MAY_BE_LEFT_OUT) <= 1

    def _enter_paragraph(self, number: int, suffix: str) -> None:
        self.number, self.suffix, self.letter = number, suffix, ""
        self.unit, self.subunit = f"{self._above}__para_{number}{suffix}", ""

    def _enter_point(self, letter: str) -> None:
        above = f"{self._above}__para_{self.number}{self.suffix}" if self.number else self._above
        self.letter, self.subunit = letter, ""
        self.unit = f"{above}__point_{letter}"
