"""From and to which day a delegation holds, and the condition that a decision puts on its term."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from kb.dates import find_dates
from kb.delegation_finding.powers import Span
from kb.delegation_finding.statement import Reading

_TERM = re.compile(
    r"(?:thời hạn|thời gian|hiệu lực)\s(?:thực hiện\s)?(?:việc\s)?(?:uỷ quyền|phân cấp)[^\n]{0,400}", re.IGNORECASE
)
_EFFECT = re.compile(
    r"(?:quyết định|nghị quyết|thông tư|nghị định)\snày\scó\shiệu\slực[^.\n]{0,40}?từ\s", re.IGNORECASE
)
_END = re.compile(r"(?:đến\s(?:hết\s)?|hết hiệu lực\s(?:thi hành\s)?(?:kể\s)?từ\s)$", re.IGNORECASE)
_START = re.compile(r"\btừ\s$", re.IGNORECASE)
_TAKES_EFFECT = re.compile(r"hiệu lực\s(?:thi hành\s)?(?:kể\s)?từ\s$", re.IGNORECASE)
#: A line says when, at most this far before a statement.
_FAR = 1000
_UNLESS = re.compile(r"(?:trừ trường hợp|đến khi|cho đến khi)[^.\n]{0,300}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Term:
    """First and last day, where told, and a condition as a span of the text."""

    start: date | None = None
    end: date | None = None
    condition: Span | None = None


class Terms:
    """What a text says of the terms of the delegations in it; what it says for all is sought once."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _told(self) -> Term:
        return told_term(self.text)

    @cached_property
    def _in_effect(self) -> date | None:
        return _first_day_of_effect(self.text)

    def of(self, reading: Reading, *, own: bool) -> Term:
        """The term of a statement; ``own`` says that the text is of its instrument, so that "Thời hạn ủy quyền: …"
        counts.

        The line of the statement counts up to its end. An instrument that is ended without a day ends with the day from
        which the text's own document has effect.
        """
        text, near = self.text, max(reading.start - _FAR, 0)
        start, end = _days(text[text.rfind("\n", near, reading.start) + 1 or near : reading.end])
        told = self._told if own else Term()
        start, end, condition = told.start or start, told.end or end, told.condition
        if reading.stance == "withdrawn":
            start, end = None, end or start or (self._in_effect if reading.cited else None)
        return Term(start, end, condition)


def told_term(text: str) -> Term:
    """What a text says of the term itself: "Thời hạn ủy quyền: từ ngày … đến hết ngày …, trừ trường hợp …"."""
    term = _TERM.search(text)
    if not term:
        return Term()
    unless = _UNLESS.search(text, *term.span())
    return Term(*_days(term.group()), unless.span() if unless else None)


def _days(words: str) -> tuple[date | None, date | None]:
    start = end = None
    for found in find_dates(words):
        before = words[: found.start]
        if _END.search(before):
            end = found.value
        elif _START.search(before) and not _TAKES_EFFECT.search(before):
            start = start or found.value
    return start, end


def _first_day_of_effect(text: str) -> date | None:
    found = _EFFECT.search(text)
    if not found:
        return None
    return next((day.value for day in find_dates(text[found.end() : found.end() + 40]) if day.start < 8), None)
