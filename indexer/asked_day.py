"""The time that a question is asked of: "Năm 2010 …", "tháng 3/2008": its last day.

A year that belongs to the name of a document ("Luật Đất đai năm 2013") is no such time: a year counts only where it
stands alone at an edge of the question or behind "trong", "vào", "đến", "trước"; a month counts anywhere.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from kb.text import fold, normalise

_YEAR = r"(?P<year>(?:19|20)\d\d)"
_MONTH = re.compile(
    rf"(?<!\w)(?<!ngay \d )(?<!ngay \d\d )(?:(?:trong|vao|hoi|den|cuoi|dau) )*thang (?P<month>1[0-2]|0?[1-9])"
    rf"(?:[/-]| nam ){_YEAR}(?!\w)"
)
_YEAR_ALONE = re.compile(
    rf"(?:^|(?<!\w)(?:trong|vao|hoi|den|thoi diem|cuoi|dau|giua) )(?:tinh den |den )?nam {_YEAR}(?!\w)"
    rf"|(?<!\w)(?:trong |vao |hoi )?nam (?P<last>(?:19|20)\d\d)\W*$"
)
_BEFORE = re.compile(rf"(?<!\w)truoc nam {_YEAR}(?!\w)")
_FROM_TO = re.compile(rf"(?<!\w)(?:trong |giai doan |tu )+(?:nam )?(?:19|20)\d\d ?(?:den|-) ?(?:nam )?{_YEAR}(?!\w)")
#: "sau năm 2023 …", "từ năm 2023 đến nay …": until today.
_SINCE = re.compile(rf"^(?:sau|tu|ke tu) nam {_YEAR}(?: den nay| tro di)?(?!\w)")
_EVE = re.compile(r"(?:^|(?<!\w))(?:(?:tinh )?den|vao|truoc|tu|sau|tai)?(?: thoi diem)? ?(?:ngay )?$")


def period_in(typed: str) -> tuple[date, tuple[int, int]] | None:
    """The last day of the month or year that a question is asked of, and where it stands in the normalised text.

    >>> period_in("Năm 2010 Ban Quản lý có được chứng thực không")
    (datetime.date(2010, 12, 31), (0, 8))
    >>> period_in("tháng 3/2008 ai được cấp phép")[0], period_in("Luật Đất đai năm 2013 giao ai quản lý")
    (datetime.date(2008, 3, 31), None)
    >>> period_in("trước năm 2013 ai được công chứng")[0], period_in("từ 2010 đến 2012 ai được cấp phép")[0]
    (datetime.date(2012, 12, 31), datetime.date(2012, 12, 31))
    """
    folded = fold(normalise(typed))
    if found := _FROM_TO.search(folded):
        return date(int(found["year"]), 12, 31), found.span()
    if found := _BEFORE.search(folded):
        return date(int(found["year"]) - 1, 12, 31), found.span()
    if found := _SINCE.search(folded):
        return date.max, found.span()
    if found := _MONTH.search(folded):
        year, month = int(found["year"]), int(found["month"])
        return date(year, month, monthrange(year, month)[1]), found.span()
    if found := _YEAR_ALONE.search(folded):
        return date(int(found["year"] or found["last"]), 12, 31), found.span()
    return None


def day_before(text: str, start: int, day: date) -> date:
    """A day that is typed at ``start``, or the one before it where that is said.

    >>> day_before("trước ngày 18/9/2023 ai được cấp phép", 11, date(2023, 9, 18))
    datetime.date(2023, 9, 17)
    """
    before = fold(text[lead_of(text, start) : start]).startswith("truoc")
    return day - timedelta(days=1) if before else day


def lead_of(text: str, start: int) -> int:
    """Where the words begin that lead to a day typed at ``start``: "trước ngày".

    >>> lead_of("ai được cấp phép trước ngày 18/9/2023", 28)
    17
    """
    led = _EVE.search(fold(text[:start]))
    return led.start() if led else start
