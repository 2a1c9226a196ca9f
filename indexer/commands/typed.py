"""What officers type on the command line: days and the words for what is so, refused with a sentence."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import click

from indexer.asked_day import period_in
from kb.dates import typed_day
from kb.delegation_finding.words import Stance
from kb.delegations import STANCE_LABELS
from kb.text import fold

_PERIOD = re.compile(r"(?:\d{1,2}/)?\d{4}")


class _Day(click.ParamType):  # type: ignore[type-arg]  # not generic before click 8.5
    """A day as officers write it, in ISO, or the last day of a month or year."""

    name = "ngày"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day, or a message."""
        if isinstance(value, date):
            return value
        day = _day(str(value).strip())
        if day is None:
            self.fail(f"không đọc được ngày “{value}”; viết như 31/12/2012, 2012-12-31, 12/2012 hoặc 2012", param, ctx)
        return day


def _day(typed: str) -> date | None:
    period = period_in(f"{'tháng' if '/' in typed else 'năm'} {typed}") if _PERIOD.fullmatch(typed) else None
    return period[0] if period else typed_day(typed)


class _Stance(click.ParamType):  # type: ignore[type-arg]  # not generic before click 8.5
    """What is so of a power: the slug, or the words that pages show."""

    name = "tình trạng"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Stance:
        """The slug, or a message that tells them all."""
        typed = fold(str(value)).strip()
        found = next((slug for slug, label in STANCE_LABELS.items() if typed in {slug, fold(label)}), None)
        if found is None:
            known = ", ".join(f"{slug} ({label.lower()})" for slug, label in STANCE_LABELS.items())
            self.fail(f"không có tình trạng “{value}”; chọn một trong: {known}", param, ctx)
        return found


#: Types of options.
DAY, STANCE = _Day(), _Stance()
