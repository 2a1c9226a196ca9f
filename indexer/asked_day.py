"""The time that a question is asked of: "Năm 2010 …", "tháng 3/2008": its last day.

A year that belongs to the name of a document ("Luật Đất đai năm 2013") is no such time: a year counts only where it
stands alone at an edge of the question or behind "trong", "vào", "đến"; a month counts anywhere.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

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


def period_in(typed: str) -> tuple[date, tuple[int, int]] | None:
    """The last day of the month or year that a question is asked of, and where it stands in the normalised text.

    >>> period_in("Năm 2010 Ban Quản lý có được chứng thực không")
    (datetime.date(2010, 12, 31), (0, 8))
    >>> period_in("tháng 3/2008 ai được cấp phép")[0], period_in("Luật Đất đai năm 2013 giao ai quản lý")
    (datetime.date(2008, 3, 31), None)
    """
    folded = fold(normalise(typed))
    if found := _MONTH.search(folded):
        year, month = int(found["year"]), int(found["month"])
        return date(year, month, monthrange(year, month)[1]), found.span()
    if found := _YEAR_ALONE.search(folded):
        return date(int(found["year"] or found["last"]), 12, 31), found.span()
    return None
