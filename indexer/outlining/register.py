"""Number, day and place of an act, from the lines of its head (or of the authentication at the end of a VBHN)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from indexer.outlining.basis import is_basis
from indexer.outlining.marks import ENCLOSED, is_capitals
from kb.dates import make_date, parse_date
from kb.text import normalise

_NUMBER = re.compile(
    r"""
    (?:^|\s)(?:luật\s|bộ\sluật\s|nghị\squyết\s|pháp\slệnh\s)?s[ốô]\s?[:.;]?\s{0,2}
    (?P<number>\d{1,5}(?:\.\d{1,3})?[a-zđ]?(?:/(?:19|20)\d\d)?[/-][A-ZĐƠƯÂĂÊÔa-z\d&./-]{1,40})
    """,
    re.VERBOSE | re.IGNORECASE,
)
_BLANKS = re.compile(
    r"""
      (?<=\w)\s{0,2}(/)\s{0,2}(?=\w)
    | (?<=\d)\s{0,2}(-)\s{0,2}(?=[A-ZĐ]{2})
    | (?<=[A-ZĐa-z])(-)\s(?=[A-ZĐ]{2,})
    """,
    re.VERBOSE,
)
_DAY = re.compile(
    r"""
    (?:(?P<place>[A-ZĐÀ-Ỹ][^,;:\d]{1,45}?)\s?[,.]?\s{0,3})?
    ngày\s{0,3}(?P<day>\d{1,2})\s{0,3}tháng\s{0,3}(?P<month>\d{1,2})\s{0,3}năm\s{0,3}(?P<year>\d{4})
    """,
    re.VERBOSE | re.IGNORECASE,
)
_DAY_LEFT_OPEN = re.compile(r"(?P<place>[A-ZĐÀ-Ỹ][^,;:\d]{1,45}?)\s?,\s{0,3}ngày\b.{0,40}$")
_LABELLED = re.compile(r"(?:(?:Luật|Bộ luật|Nghị quyết|Pháp lệnh)\s)?Số\s?[:.;]", re.IGNORECASE)
_WHOSE = re.compile(r"(?:của|số|luật số)\s|ngày\s\d", re.IGNORECASE)
#: "Nghị định của Chính phủ số … ngày …": what stands before the day is no place.
_NO_PLACE = re.compile(
    r"(?:Luật|Bộ luật|Pháp lệnh|Nghị|Quyết định|Thông tư|Chỉ thị|Lệnh|Sắc lệnh|Từ|Đến)\b", re.IGNORECASE
)
_SHORT = 90


def solid(line: str) -> str:
    """The line with its number written without blanks.

    >>> solid("Số: 256 /2004/QĐ- UB")
    'Số: 256/2004/QĐ-UB'
    """
    return _BLANKS.sub(lambda found: next(group for group in found.groups() if group), normalise(line))


def find_number(lines: Sequence[str], typed: int | None = None) -> str | None:
    """The first "Số: …" before the legal bases, as printed but without blanks; ``typed`` is the line of the type,
    which may hold it however long it is."""
    for index, line in enumerate(lines):
        if is_basis(line):
            break
        if (not _may_register(line) and index != typed) or ENCLOSED.search(line):
            continue  # running text mentions other acts, and an appendix the act that it belongs to
        if found := _NUMBER.search(solid(line)):
            return found["number"].rstrip(".-/&")
    return None


def find_day_and_place(lines: Sequence[str], typed: int | None = None) -> tuple[date | None, str | None]:
    """Day and place from their own line; a day that was left open ("ngày … tháng …") is None.

    Old acts have the day only behind the type: "NGHỊ ĐỊNH CỦA CHÍNH PHỦ số … ngày …"; ``typed`` is that line's index.
    """
    for index, line in enumerate(lines):
        if is_basis(line):
            break
        if not _may_register(line) or (typed is not None and index > typed and _NO_PLACE.match(line)):
            continue  # running text, and a title, name the days of other acts
        own_line = _NUMBER.sub(" ", solid(line)).strip(" .,")
        if found := _DAY.fullmatch(own_line):
            day = make_date(int(found["year"]), int(found["month"]), int(found["day"]))
            return day, _place(found["place"])
        if found := _DAY_LEFT_OPEN.fullmatch(own_line):
            return None, _place(found["place"])
    behind = _behind_type(lines, typed)
    return (parse_date(behind[:200]) if _NUMBER.search(solid(behind)[:200]) else None), None


def _behind_type(lines: Sequence[str], typed: int | None) -> str:
    """The line of the type with the next one, if that goes on with whose act it is or its number; a title names the
    days of other acts."""
    if typed is None:
        return ""
    goes_on = _WHOSE.match(" ".join(lines[typed + 1 : typed + 2]))
    return " ".join(lines[typed : typed + 2]) if goes_on else lines[typed]


def _may_register(line: str) -> bool:
    """Running text mentions other acts."""
    return len(line) < _SHORT or is_capitals(line, 0.7)


def _place(text: str | None) -> str | None:
    if not text or is_capitals(text, 0.99) or _NO_PLACE.match(text):
        return None
    return re.sub(r"^TP\.?\s?", "TP. ", text.strip())


def without_day(line: str) -> str:
    """A line of the title without the day that the line above left for it: "ngày 10/10/2003 về cán bộ …"."""
    return re.sub(r"^ngày\s\d{1,2}[/-]\d{1,2}[/-]\d{4}\s{1,3}", "", line)


def is_register(line: str) -> bool:
    """Whether a line of the head gives the number or the day, and nothing else."""
    return is_number_line(line) or bool(_DAY.fullmatch(line) or _DAY_LEFT_OPEN.fullmatch(line))


def is_number_line(line: str) -> bool:
    """ "Số: …" at the start of a short line."""
    return len(line) < _SHORT and bool(_NUMBER.match(solid(line))) and bool(_LABELLED.match(line))


def has_day(line: str) -> bool:
    """Whether a short line has a day."""
    return len(line) < _SHORT and bool(_DAY.search(line))
