"""The document that makes a delegation, and its date.

A norm or decision that delegates is its own instrument; the title of an instrument names it; an article that reports
a delegation rests on what it cites ("Theo Điều 8 Nghị định số …, A phân cấp cho B"). A permission has none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
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
_ISSUED_ON = re.compile(r"ngày\s[^\n]{0,160}ban hành\s(?:\w+\s){0,4}$", re.IGNORECASE)
#: Types by which no power goes over: proposals, reports, plans, letters.
_POWERLESS = frozenset({"to-trinh", "bao-cao", "ke-hoach", "huong-dan", "thong-bao", "cong-van", "phuong-an", "de-an"})
_MINISTRY = re.compile(r"(?:Bộ trưởng )?Bộ (?P<field>[^;(]+)")


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
        if self._speaks_of_another_ministry(reading):
            return self._within(reading)
        return _NONE if reading.reported and reading.delegator else self._own

    @property
    def _own(self) -> Instrument:
        return (self.context.number, self.context.issued) if self.context else _NONE

    def _title_of(self, reading: Reading) -> Instrument:
        """The document named last before the word of delegation, in its sentence."""
        begin = max(self.text.rfind("\n", 0, reading.at), self.text.rfind(". ", 0, reading.at), 0)
        named = [found for found in self.cited if begin <= found.start < reading.at]
        if not named:
            return _NONE
        return self._own if named[-1].target == "self" else self._dated(named[-1])

    def _rested_on(self, reading: Reading) -> Instrument:
        """In an article or a report: the document that the statement, or the line before it, rests on."""
        line = self.text.rfind("\n", 0, reading.at)
        begin = self.text.rfind("\n", 0, max(line, 0)) + 1
        based = [
            found
            for found in self.cited
            if begin <= found.start < reading.at and found.type not in _POWERLESS and found.number
            if _BASIS.search(self.text, begin, found.start) or _BASIS.search(self.text[begin : found.start] + " ")
        ]
        made = [found for found in self.cited if reading.at < found.start < reading.end and self._is_maker(found)]
        return self._dated((based[-1:] or made[:1])[0]) if based or made else _NONE

    def _is_maker(self, found: Citation) -> bool:
        """ "… tại Quyết định số …" behind the statement."""
        before = self.text[max(found.start - 12, 0) : found.start].lower()
        return found.type in {"quyet-dinh", "nghi-quyet"} and before.endswith(
            ("tại ", "bằng ", "(", "(theo ", " theo ")
        )

    def _within(self, reading: Reading) -> Instrument:
        """The document that the statement itself cites last."""
        named = [found for found in self.cited if reading.start <= found.start < reading.end and found.number]
        return self._dated(named[-1]) if named else _NONE

    def _speaks_of_another_ministry(self, reading: Reading) -> bool:
        """Whether a ministry's circular tells what another ministry delegates, which it cannot itself do."""
        number = DocumentNumber.try_parse(self.context.number or "") if self.context else None
        named = _MINISTRY.match(self.text[slice(*reading.delegator)]) if reading.delegator else None
        codes = [code[1:] for code in number.organ_codes if code.startswith("B")] if number else []
        if number is None or number.type_code not in {"TT", "TTLT"} or named is None or not codes:
            return False
        return not any(_abbreviates(code, named["field"]) for code in codes)

    def _dated(self, found: Citation) -> Instrument:
        return found.number, found.date or next(self._days_of(found), None)

    def _days_of(self, sought: Citation) -> Iterator[date]:
        """The date that another mention gives, or "Ngày …, A ban hành Quyết định …"."""
        for found in self.cited:
            if found.number != sought.number:
                continue
            if found.date:
                yield found.date
            line = self.text.rfind("\n", 0, found.start) + 1
            if _ISSUED_ON.match(self.text, line, found.start):
                yield from (day.value for day in find_dates(self.text[line : found.start]))


def _abbreviates(code: str, field: str) -> bool:
    """Whether the letters of a code stand in this order at the beginning of the words of a ministry's field.

    >>> _abbreviates("LĐTBXH", "Lao động - Thương binh và Xã hội"), _abbreviates("TC", "Lao động")
    (True, False)
    """
    initials = iter(word[0].upper() for word in re.findall(r"\w+", field))
    return all(letter in initials for letter in re.sub(r"[^\w]", "", code))
