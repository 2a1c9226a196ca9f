"""How citations are written: Điều with a capital, khoản and điểm without, small to large; symbols and days as decreed.

Nghị định 30/2020/NĐ-CP, Phụ lục I (days, symbols) and Phụ lục II (capitals, order of units).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from indexer.findings import Edit, Finding
from indexer.report_rules.report import Place, Report, cut_finding
from kb.consistency import check_citation
from kb.dates import long_date
from kb.numbers import DocumentNumber
from kb.text import normalise

_CAPITAL = re.compile(r"\b(?:Khoản|Điểm|Tiết)(?=\s)")
#: Several at once are "các điều 3, 4 và 5" in laws.
_SMALL_ARTICLE = re.compile(r"(?<!các )(?<!những )(?<!từ )\bđiều(?=\s\d)")
_BIG_FIRST = re.compile(r"\b[Đđ]iều\s\d{1,3}[a-zđ]?,?\s(?:[Kk]hoản|[Đđ]iểm)\s(?:\w{1,4}\b)(?:,?\s[Đđ]iểm\s\w\b)?")
_LONG_DATE = re.compile(r"ngày\s\d{1,2}\stháng\s\d{1,2}\snăm\s\d{4}")
#: Dashes that a word processor puts in, and hyphens that keep a symbol on one line, are hyphens to a reader.
_SAME_TO_READERS = str.maketrans({"\u2010": "-", "\u2011": "-", "\u00a0": " "})
_SYMBOL = re.compile(r"\d{1,5}[a-zđ]?\s?/.{2,40}$|\d{1,5}\s?-\s?[A-ZĐ].{2,40}$", re.DOTALL)


def spelling(report: Report) -> Iterator[Finding]:
    """What is written otherwise than decreed, each with the correction, which is certain."""
    if not report.written_by_decree_30:
        return
    for place in report.all_places:
        if place.linked.citation.quoted or not place.passage.is_body:
            continue
        yield from _capitals(place, report)
        yield from _order(place)
        yield from _symbol(place)
        yield from _date(place)


def _capitals(place: Place, report: Report) -> Iterator[Finding]:
    citation, text = place.linked.citation, place.passage.text
    found = check_citation(citation, text, written=report.day)
    for capital in (entry for entry in found if entry.code == "capital-unit"):
        edits = tuple(
            Edit(unit.start(), unit.end(), unit.group().lower())
            for unit in _CAPITAL.finditer(text, capital.start, citation.end)
        )
        if edits:
            span = (edits[0].start, edits[-1].end)
            words = re.sub("Khoản|Điểm|Tiết", lambda unit: unit.group().lower(), text[slice(*span)])
            message = "viết thường chữ “khoản”, “điểm” khi viện dẫn (Nghị định 30/2020/NĐ-CP, Phụ lục II)"
            yield cut_finding("note", "unit", message, place.at, span, words, edits)
    for article in _SMALL_ARTICLE.finditer(text, citation.start, citation.end):
        span = article.span()
        message = "viết hoa chữ “Điều” khi viện dẫn (Nghị định 30/2020/NĐ-CP, Phụ lục II)"
        yield cut_finding("note", "unit", message, place.at, span, "Điều", (Edit(*span, "Điều"),))


def _order(place: Place) -> Iterator[Finding]:
    """ "Điều 5 khoản 2" stands the wrong way round."""
    citation, text = place.linked.citation, place.passage.text
    if len(citation.provisions) != 1:
        return
    steps = citation.provisions[0].steps
    for found in _BIG_FIRST.finditer(text, citation.start, citation.end):
        right = citation.provisions[0].vietnamese
        if found.group().count(" ") != 2 * len(steps) - 1:
            continue
        message = "nêu từ nhỏ đến lớn: điểm, khoản, Điều (Nghị định 30/2020/NĐ-CP)"
        yield cut_finding("note", "unit", message, place.at, found.span(), right, (Edit(*found.span(), right),))


def _symbol(place: Place) -> Iterator[Finding]:
    """A symbol with stray blanks, long dashes or a D for Đ, of a document that is surely meant."""
    citation, target = place.linked.citation, place.linked.target
    if target is None or citation.partial or citation.anaphor or not citation.number:
        return
    found = _SYMBOL.search(citation.surface)
    if found is None or "\n" in found.group():
        return
    written = found.group().translate(_SAME_TO_READERS)
    number = DocumentNumber.try_parse(citation.number)
    if number is None or re.sub(r"(?<!\d)0+(?=\d)", "", written) == re.sub(r"(?<!\d)0+(?=\d)", "", citation.number):
        return
    if normalise(written) == written and number.key == written.upper():
        return
    start = citation.start + found.start()
    message = "số, ký hiệu viết chưa đúng mẫu (thừa dấu cách, sai dấu nối hoặc chữ cái)"
    edit = Edit(start, citation.start + found.end(), citation.number)
    yield cut_finding("note", "symbol", message, place.at, (edit.start, edit.end), citation.number, (edit,))


def _date(place: Place) -> Iterator[Finding]:
    """Days below 10 and months 1 and 2 are padded in the long form, other months are not."""
    citation, text = place.linked.citation, place.passage.text
    if not citation.date or not citation.date_span:
        return
    for found in _LONG_DATE.finditer(text, *citation.date_span):
        right = long_date(citation.date)
        if " ".join(found.group().split()) == right:
            continue
        message = "ngày dưới 10 và tháng 1, 2 thêm số 0 ở trước, các tháng khác không thêm (Nghị định 30/2020/NĐ-CP)"
        yield cut_finding("note", "date", message, place.at, found.span(), right, (Edit(*found.span(), right),))
