"""The document that makes a delegation, its date, and the days from and to which it holds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from kb.citations import Context
from kb.dates import find_dates
from kb.delegation_readings import Reading
from kb.numbers import ORGAN, SERIAL, DocumentNumber

_NUMBER = re.compile(rf"(?<![\w/]){SERIAL}\s?(?:/\s?(?:19|20)\d\d)?\s?[/-]\s?{ORGAN}(?:\s?[-/.]\s?{ORGAN}){{0,6}}")
_THIS = re.compile(r"\b(?:quyết định|nghị quyết|quy định|thông tư) này\b", re.IGNORECASE)
_BASIS = re.compile(r"(?:theo|tại|căn cứ|thực hiện)\s[^.;,]{0,120}$", re.IGNORECASE)
#: Codes of documents by which no power goes over: proposals, reports, plans, letters.
_NO_INSTRUMENTS = frozenset({"TTr", "BC", "KH", "HD", "CV", "TB", "PA", "ĐA", None})
_TERM = re.compile(
    r"(?:thời hạn|thời gian|hiệu lực)\s(?:thực hiện\s)?(?:việc\s)?(?:uỷ quyền|phân cấp)[^\n]{0,400}", re.IGNORECASE
)
_EFFECT = re.compile(
    r"(?:quyết định|nghị quyết|thông tư|nghị định)\snày\scó\shiệu\slực[^.\n]{0,40}?từ\s", re.IGNORECASE
)
_END = re.compile(r"(?:đến\s(?:hết\s)?|hết hiệu lực\s(?:thi hành\s)?(?:kể\s)?từ\s)$", re.IGNORECASE)
_START = re.compile(r"(?<!hiệu lực )(?:kể\s)?từ\s$", re.IGNORECASE)
_UNLESS = re.compile(r"(?:trừ trường hợp|đến khi|cho đến khi)[^.\n]{0,300}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Circumstances:
    """Instrument and time of a statement; ``condition`` is a span of the text."""

    instrument: str | None = None
    instrument_date: date | None = None
    start: date | None = None
    end: date | None = None
    condition: tuple[int, int] | None = None


def circumstances(text: str, reading: Reading, context: Context | None) -> Circumstances:
    """What the text says about the instrument and the time of the statement ``reading``."""
    number, issued = _instrument(text, reading, context)
    start, end = _days(text, reading)
    condition = None
    own = number is not None and context is not None and number == context.number
    if own and (term := _TERM.search(text)):
        start, end = _days_in(text, *term.span(), start, end)
        unless = _UNLESS.search(text, *term.span())
        condition = unless.span() if unless else None
    if reading.stance == "withdrawn" and end is None and reading.cited:
        end = _effect(text)
    return Circumstances(number, issued, start, end, condition)


def _instrument(text: str, reading: Reading, context: Context | None) -> tuple[str | None, date | None]:
    if reading.stance == "may_delegate":
        return None, None
    if reading.cited:
        number, day = _cited(text, reading)
        own = number is None and context is not None and _THIS.search(text, max(reading.at - 60, 0), reading.at)
        return (context.number, context.issued) if own and context else (number, day)
    if reading.stance == "not_delegated":
        return None, None
    if context is not None and context.number:
        return (None, None) if reading.reported and reading.delegator else (context.number, context.issued)
    return _named_nearby(text, reading)


def _cited(text: str, reading: Reading) -> tuple[str | None, date | None]:
    """The number that stands last before the word of delegation, in the same sentence."""
    begin = max(text.rfind("\n", 0, reading.at), text.rfind(". ", 0, reading.at), 0)
    found = list(_NUMBER.finditer(text, begin, reading.at))
    if not found:
        return None, None
    return _printed(found[-1].group()), _date_after(text, found[-1].end(), reading.at)


def _type_code(number: str) -> str | None:
    parsed = DocumentNumber.try_parse(number)
    return parsed.type_code if parsed else None


def _printed(number: str) -> str:
    parsed = DocumentNumber.try_parse(number)
    return str(parsed) if parsed else re.sub(r"\s", "", number)


def _date_after(text: str, start: int, end: int) -> date | None:
    return next((found.value for found in find_dates(text[start : min(end, start + 60)]) if found.start < 12), None)


def _named_nearby(text: str, reading: Reading) -> tuple[str | None, date | None]:
    """In an article or a report: the instrument that the statement or its lead-in rests on."""
    begin = text.rfind("\n", 0, max(text.rfind("\n", 0, reading.at), 0)) + 1
    found = list(_NUMBER.finditer(text, begin, reading.at))
    based = [m for m in found if _BASIS.search(text, begin, m.start()) and _type_code(m.group()) not in _NO_INSTRUMENTS]
    if not based:
        return None, None
    number = _printed(based[-1].group())
    return number, _date_of(text, based[-1].group())


def _date_of(text: str, number: str) -> date | None:
    """The date that any mention of the number gives: "số … ngày …", "Ngày …, UBND ban hành Quyết định …"."""
    for found in re.finditer(re.escape(number), text):
        if day := _date_after(text, found.end(), len(text)):
            return day
        line = text.rfind("\n", 0, found.start()) + 1
        opening = re.match(r"ngày\s", text[line : line + 6], re.IGNORECASE)
        if opening and "ban hành" in text[line : found.start()]:
            return next((mention.value for mention in find_dates(text[line : found.start()])), None)
    return None


def _days(text: str, reading: Reading) -> tuple[date | None, date | None]:
    begin = text.rfind("\n", 0, reading.start) + 1
    return _days_in(text, begin, reading.end, None, None)


def _days_in(text: str, first: int, last: int, start: date | None, end: date | None) -> tuple[date | None, date | None]:
    for found in find_dates(text[first:last]):
        before = text[first : first + found.start]
        if _END.search(before):
            end = found.value
        elif _START.search(before):
            start = start or found.value
    return start, end


def _effect(text: str) -> date | None:
    """The day from which the passage's own document takes effect."""
    found = _EFFECT.search(text)
    if not found:
        return None
    return next((day.value for day in find_dates(text[found.end() : found.end() + 40]) if day.start < 8), None)
