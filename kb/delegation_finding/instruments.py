"""The document that makes a delegation, and its date.

A norm or decision that delegates is its own instrument; the title of an instrument names it; an article that reports
a delegation rests on what it cites ("Theo Điều 8 Nghị định số …, A phân cấp cho B"). A permission has none.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from kb.citations import Citation, Context, find_citations
from kb.dates import find_dates
from kb.delegation_finding.statement import Reading
from kb.numbers import DocumentNumber

Instrument = tuple[str | None, date | None]
_NONE: Instrument = (None, None)
_BASIS = re.compile(r"(?:theo|tại|căn cứ|thực hiện)\s[^.;,]{0,120}$", re.IGNORECASE)
#: How far before a statement its sentence and the line above it are looked at.
_FAR = 4000
_BASIS_REACH, _ISSUED_REACH = 140, 240
_ISSUED_ON = re.compile(r"ngày\s[^\n]{0,160}ban hành\s(?:\w+\s){0,4}$", re.IGNORECASE)
#: Types by which no power goes over: proposals, reports, plans, letters.
_POWERLESS = frozenset({"to-trinh", "bao-cao", "ke-hoach", "huong-dan", "thong-bao", "cong-van", "phuong-an", "de-an"})
_ABOVE = re.compile(r"(?:Thủ tướng|Chính phủ|Quốc hội|Uỷ ban [Tt]hường vụ Quốc hội|Chủ tịch nước)\b")
_MINISTRY = re.compile(r"(?:Bộ trưởng )?Bộ (?P<field>[A-ZĐ][^;(]+)")


@dataclass(frozen=True)
class Sources:
    """The documents that a text cites, and the one it is from."""

    text: str
    context: Context | None

    @cached_property
    def cited(self) -> list[Citation]:
        """Citations of documents that have a number, or that say "Quyết định này"."""
        return [found for found in find_citations(self.text, self.context) if found.number or found.target == "self"]

    def instrument_of(self, reading: Reading) -> Instrument:
        """Number and date of the instrument of a statement."""
        if reading.cited:
            return self._title_of(reading)
        if reading.stance in {"may_delegate", "not_delegated"}:
            return _NONE
        if reading.stance == "withdrawn":
            return self._within(reading)
        if self.context is None or not self.context.number:
            return self._rested_on(reading)
        if self._speaks_of_another_ministry(reading) or self._speaks_of_those_above(reading):
            return self._within(reading)
        return _NONE if reading.reported else self._own

    @property
    def _own(self) -> Instrument:
        return (self.context.number, self.context.issued) if self.context else _NONE

    def _title_of(self, reading: Reading) -> Instrument:
        """The document named last before the word of delegation, in its sentence."""
        near = max(reading.at - _FAR, 0)
        begin = max(self.text.rfind("\n", near, reading.at), self.text.rfind(". ", near, reading.at), near)
        named = self._between(begin, reading.at)
        if not named:
            return _NONE
        return self._own if named[-1].target == "self" else self._dated(named[-1])

    def _rested_on(self, reading: Reading) -> Instrument:
        """In an article or a report: the document that the statement, or the line before it, rests on."""
        near = max(reading.at - _FAR, 0)
        line = self.text.rfind("\n", near, reading.at)
        begin = self.text.rfind("\n", near, max(line, near)) + 1 or near
        based = [
            found
            for found in self._between(begin, reading.at)
            if found.type not in _POWERLESS and found.number and self._is_basis(begin, found)
        ]
        made = [found for found in self._between(reading.at + 1, reading.end) if self._is_maker(found)]
        return self._dated((based[-1:] or made[:1])[0]) if based or made else _NONE

    def _is_basis(self, begin: int, found: Citation) -> bool:
        """Whether "theo", "căn cứ" leads to a citation."""
        before = self.text[max(begin, found.start - _BASIS_REACH) : found.start]
        return bool(_BASIS.search(before) or _BASIS.search(before + " "))

    def _between(self, begin: int, end: int) -> list[Citation]:
        """The citations that begin in a stretch of the text."""
        return self.cited[bisect_left(self._places, begin) : bisect_left(self._places, end)]

    @cached_property
    def _places(self) -> list[int]:
        return [found.start for found in self.cited]

    def _is_maker(self, found: Citation) -> bool:
        """ "… tại Quyết định số …" behind the statement."""
        before = self.text[max(found.start - 12, 0) : found.start].lower()
        return found.type in {"quyet-dinh", "nghi-quyet"} and before.endswith(
            ("tại ", "bằng ", "(", "(theo ", " theo ")
        )

    def _within(self, reading: Reading) -> Instrument:
        """The document that the statement itself cites last."""
        named = [found for found in self._between(reading.start, reading.end) if found.number]
        return self._dated(named[-1]) if named else _NONE

    def _speaks_of_another_ministry(self, reading: Reading) -> bool:
        """Whether a ministry's circular tells what another ministry delegates, which it cannot itself do."""
        number = DocumentNumber.try_parse(self.context.number or "") if self.context else None
        named = _MINISTRY.match(self.text[slice(*reading.delegator)]) if reading.delegator else None
        codes = [code[1:] for code in number.organ_codes if code.startswith("B")] if number else []
        if number is None or number.type_code not in {"TT", "TTLT"} or named is None or not codes:
            return False
        return not any(_abbreviates(code, named["field"]) for code in codes)

    def _speaks_of_those_above(self, reading: Reading) -> bool:
        """Whether a circular or a province's decision tells what the Prime Minister, the Government or the National
        Assembly delegates, which it cannot itself do."""
        number = DocumentNumber.try_parse(self.context.number or "") if self.context else None
        above = reading.delegator and _ABOVE.match(self.text[slice(*reading.delegator)])
        below = number is not None and (number.type_code in {"TT", "TTLT"} or "UBND" in number.symbol)
        return bool(above and below)

    def _dated(self, found: Citation) -> Instrument:
        return found.number, found.date or self._days.get(found.number)

    @cached_property
    def _days(self) -> dict[str | None, date]:
        """By number, the date that a mention gives, or "Ngày …, A ban hành Quyết định …"."""
        days: dict[str | None, date] = {}
        for found in self.cited:
            if found.number not in days and (day := found.date or self._issued_on(found)):
                days[found.number] = day
        return days

    def _issued_on(self, found: Citation) -> date | None:
        """The day at the beginning of the line that says "ban hành" before a citation."""
        line = self.text.rfind("\n", max(found.start - _ISSUED_REACH, 0), found.start) + 1
        if not _ISSUED_ON.match(self.text, line, found.start):
            return None
        return next((day.value for day in find_dates(self.text[line : found.start])), None)


def _abbreviates(code: str, field: str) -> bool:
    """Whether the letters of a code stand in this order at the beginning of the words of a ministry's field.

    >>> _abbreviates("LĐTBXH", "Lao động - Thương binh và Xã hội"), _abbreviates("TC", "Lao động")
    (True, False)
    """
    initials = iter(word[0].upper() for word in re.findall(r"\w+", field))
    return all(letter in initials for letter in re.sub(r"[^\w]", "", code))
