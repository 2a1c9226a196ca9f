"""Dates as Vietnamese documents write them.

>>> parse_date("ngày 06 tháng 5 năm 2004")
datetime.date(2004, 5, 6)
>>> parse_date("08/9/2003"), parse_date("2020-03-05")
(datetime.date(2003, 9, 8), datetime.date(2020, 3, 5))

Registers write 01/01/1900 and 2999-01-01 for "unknown"; an impossible day is no date either:

>>> parse_date("01/01/1900") is parse_date("2999-01-01") is parse_date("31/02/2020") is None
True
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

DATE_PATTERN = r"""(?:
    ng[àa]y\s{1,3}(?P<day>\d{1,2})\s{1,3}th[áa]ng\s{1,3}(?P<month>\d{1,2})\s{1,3}n[ăa]m\s{1,3}(?P<year>\d{4})
  | (?:ng[àa]y\s{1,3})?(?P<d>\d{1,2})\s?[/.-]\s?(?P<m>\d{1,2})\s?[/.-]\s?(?P<y>\d{4})(?!\d)
  | (?P<iso>\d{4}-\d{2}-\d{2})(?!\d)
)"""
_DATE = re.compile(rf"(?<![\d/]){DATE_PATTERN}", re.VERBOSE | re.IGNORECASE)
_EARLIEST, _LATEST = 1901, 2900


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date in a text: ``text[start:end]``, with a preceding "ngày" inside."""

    start: int
    end: int
    value: date


def make_date(year: int, month: int, day: int) -> date | None:
    """The date, or None where it does not exist or stands for "unknown"."""
    try:
        value = date(year, month, day)
    except ValueError:
        return None
    return value if _EARLIEST <= year <= _LATEST else None


def find_dates(text: str) -> Iterator[DateMention]:
    """All dates in ``text`` (normalised), from left to right; impossible ones are left out.

    >>> [str(found.value) for found in find_dates("từ ngày 1/7/2025 đến hết ngày 28 tháng 02 năm 2027")]
    ['2025-07-01', '2027-02-28']
    """
    for match in _DATE.finditer(text):
        if match["iso"]:
            year, month, day = map(int, match["iso"].split("-"))
        else:
            year = int(match["year"] or match["y"])
            month, day = int(match["month"] or match["m"]), int(match["day"] or match["d"])
        if value := make_date(year, month, day):
            yield DateMention(match.start(), match.end(), value)


def parse_date(text: str) -> date | None:
    """The first date in ``text``, or None."""
    return next((found.value for found in find_dates(text)), None)


def typed_day(text: str) -> date | None:
    """A day as officers write it, or as addresses do; None for anything else.

    >>> typed_day("31/12/2012"), typed_day("2012-12-31"), typed_day("hôm qua")
    (datetime.date(2012, 12, 31), datetime.date(2012, 12, 31), None)
    """
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return parse_date(text)


def long_date(value: date) -> str:
    """As NĐ 30/2020/NĐ-CP, Phụ lục I writes it: days below 10 and months 1 and 2 padded.

    >>> long_date(date(2004, 5, 6)), long_date(date(2020, 2, 14))
    ('ngày 06 tháng 5 năm 2004', 'ngày 14 tháng 02 năm 2020')
    """
    day, month, year = date_in_figures(value).split("/")
    return f"ngày {day} tháng {month} năm {year}"


def date_in_figures(value: date) -> str:
    """As running text writes it in figures: padded like :func:`long_date`.

    >>> date_in_figures(date(2021, 7, 30)), date_in_figures(date(2017, 2, 6))
    ('30/7/2021', '06/02/2017')
    """
    month = f"{value.month:02d}" if value.month < 3 else str(value.month)
    return f"{value.day:02d}/{month}/{value.year}"


def short_date(value: date) -> str:
    """For tables and hits.

    >>> short_date(date(2004, 5, 6))
    '06/05/2004'
    """
    return f"{value.day:02d}/{value.month:02d}/{value.year}"
