"""Whether what a citation says holds together: the symbol, the type word, the issuer, the date.

Nothing is looked up; what can be seen here is wrong whatever documents are held. Where two statements contradict each
other, nobody can know which is the slip: no correction is offered, and the text stays as written.

>>> from kb.citations import find_citations
>>> text = "Quyết định số 0634/2004/QĐ-BKH ngày 24/5/2004 của Bộ trưởng Bộ Thương mại"
>>> [finding.message for finding in check_citation(find_citations(text)[0], text)]
['ký hiệu BKH là của Bộ Kế hoạch và Đầu tư, câu ghi Bộ trưởng Bộ Thương mại']
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from kb.citations import Citation
from kb.dates import make_date, short_date
from kb.doctypes import type_of_slug
from kb.issuers import Organ, organ_named, organs_of_code, successors
from kb.numbers import DocumentNumber

FindingCode = Literal[
    "issuer-of-code", "former-issuer", "code-out-of-use", "type-of-code", "year-of-date", "no-such-day",
    "later-than-text", "capital-unit",
]  # fmt: skip
#: "error": wrong as it stands; "warning": a person must decide; "note": good to know.
Severity = Literal["error", "warning", "note"]

#: Since this day khoản and điểm are written small (Nghị định 30/2020/NĐ-CP).
SMALL_UNITS_SINCE = date(2020, 3, 5)

_CAPITAL_UNIT = re.compile(r"(?:Khoản|Điểm|Tiết)(?=\s)")
_SENTENCE_BEFORE = re.compile(r"(?:^|[.;:!?\n]|\d\.|[a-zđ]\))\s*$")
_DATE_AFTER = re.compile(
    r"\s{0,3},?\s{0,3}ngày\s{1,3}(?P<day>\d{1,2})(?:\s{1,3}tháng\s{1,3}|\s?[/.-]\s?)(?P<month>\d{1,2})"
    r"(?:\s{1,3}năm\s{1,3}|\s?[/.-]\s?)(?P<year>\d{4})(?!\d)",
    re.IGNORECASE,
)
#: Types whose word and code need not agree: QH and UBTVQH number laws and resolutions alike, Party rules use QĐ.
_ANY_CODE = frozenset({"other", "cong-van", "luat", "bo-luat", "phap-lenh", "hien-phap", "lenh"})
_JOINT = frozenset({"thong-tu-lien-tich", "nghi-quyet-lien-tich"})


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at. ``start``, ``end`` are offsets into the text that was given; ``message`` is a clause in
    officers' words; ``correction`` what should stand at that place, when that is certain."""

    code: FindingCode
    severity: Severity
    message: str
    start: int
    end: int
    correction: str | None = None


def check_citation(citation: Citation, text: str, *, written: date | None = None) -> list[Finding]:
    """What does not hold together in one citation of ``text``; ``written`` is the day of the text, if known."""
    if citation.target != "external" or citation.kind == "standard":
        return list(_small_units(citation, text, written))
    number = DocumentNumber.try_parse(citation.number) if citation.number and not citation.partial else None
    found: list[Finding] = []
    if number and not citation.anaphor:
        found += _issuer_and_code(citation, number)
        found += _type_and_code(citation, number)
        found += _year_and_date(citation, number)
    found += _days(citation, text, written)
    found += _small_units(citation, text, written)
    return found


def _finding(
    citation: Citation, code: FindingCode, severity: Severity, message: str, correction: str | None = None
) -> Finding:
    return Finding(code, severity, message, citation.start, citation.end, correction)


# ------------------------------------------------------------------ issuer
def _issuer_and_code(citation: Citation, number: DocumentNumber) -> Iterator[Finding]:
    day = citation.date or (date(number.year, 7, 1) if number.year else None)
    code = next((code for code in number.organ_codes if organs_of_code(code)), None)
    if code is None or (citation.type == "cong-van" and code == "CP"):
        return  # letters of the Prime Minister bore CP as well
    bearers = _bearers(code, number.year, day)
    if not bearers:
        ended = max((organ.until for organ in organs_of_code(code) if organ.until), default=None)
        if ended and day and day > ended:
            until = f"ký hiệu {code} chỉ dùng đến {short_date(ended)}"
            yield _finding(citation, "code-out-of-use", "warning", f"{until}, văn bản ghi năm {day.year}")
        return
    named = organ_named(citation.issuer, day) if citation.issuer and citation.type not in _JOINT else None
    if named is None or any(organ.name == named.name or citation.issuer in organ.aliases for organ in bearers):
        return
    yield _contradiction(citation, code, bearers[0], named)


def _bearers(code: str, year: int | None, day: date | None) -> tuple[Organ, ...]:
    """The bodies that may have signed with a code: those of the day, or, where only a year is known, of that year."""
    if day is None:
        return organs_of_code(code)
    if year is None:
        return organs_of_code(code, day)
    days = (date(year, 1, 1), day, date(year, 12, 31))
    return tuple(dict.fromkeys(organ for on in days for organ in organs_of_code(code, on)))


def _contradiction(citation: Citation, code: str, bearer: Organ, named: Organ) -> Finding:
    said = f"ký hiệu {code} là của {bearer.name}, câu ghi {citation.issuer}"
    if bearer.until and named in successors(bearer, date.today()):
        return _finding(citation, "former-issuer", "note", f"{said} (cơ quan kế thừa)")
    return _finding(citation, "issuer-of-code", "warning", said)


# ------------------------------------------------------------------ type, dates
def _type_and_code(citation: Citation, number: DocumentNumber) -> Iterator[Finding]:
    told = number.document_type.slug
    said = citation.type
    if said is None or number.type_code is None or said == told or {said, told} & _ANY_CODE:
        return
    if {said, told} == {"thong-tu", "thong-tu-lien-tich"} or (number.party and told == "quyet-dinh"):
        return
    message = f"ký hiệu {number.type_code} là của {number.document_type.name}, câu ghi {type_of_slug(said).name}"
    yield _finding(citation, "type-of-code", "warning", message)


def _year_and_date(citation: Citation, number: DocumentNumber) -> Iterator[Finding]:
    if number.year and citation.date and citation.date.year != number.year:
        message = f"số hiệu ghi năm {number.year}, ngày ban hành ghi {short_date(citation.date)}"
        yield _finding(citation, "year-of-date", "error", message)


def _days(citation: Citation, text: str, written: date | None) -> Iterator[Finding]:
    after = _DATE_AFTER.match(text, citation.end)
    if after and citation.date is None:
        year, month, day = int(after["year"]), int(after["month"]), int(after["day"])
        if make_date(year, month, day) is None:
            message = f"không có ngày {day:02d}/{month:02d}/{year}"
            yield Finding("no-such-day", "error", message, after.start("day"), after.end())
    if citation.date and written and citation.date > written:
        message = f"ngày ban hành {short_date(citation.date)} sau ngày của văn bản đang xét ({short_date(written)})"
        yield _finding(citation, "later-than-text", "warning", message)


# ------------------------------------------------------------------ writing
def _small_units(citation: Citation, text: str, written: date | None) -> Iterator[Finding]:
    if written is None or written < SMALL_UNITS_SINCE:
        return
    for unit in _CAPITAL_UNIT.finditer(text, citation.start, citation.end):
        if _SENTENCE_BEFORE.search(text, max(0, unit.start() - 8), unit.start()):
            continue
        message = "từ ngày 05/3/2020 viết thường chữ “khoản”, “điểm” khi viện dẫn (Nghị định 30/2020/NĐ-CP)"
        yield Finding("capital-unit", "note", message, unit.start(), unit.end(), unit.group().lower())
        return
