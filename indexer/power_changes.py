"""The days of statements of delegation, and what later ones say to the contrary or change.

A statement is not silently taken to hold on: a later one about the same body and matter that says otherwise, or a later
general rule on the matter while nothing newer is held about the body, is a reason to review it. Nothing more is
inferred.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from indexer.bodies import may_name
from indexer.powers import holder, is_definite
from indexer.records import PowerFact
from kb.dates import short_date
from kb.delegations import STANCE_LABELS

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
#: So many of the rules that changed are named, the newest first.
_NAMED = 3


def day_of(fact: PowerFact) -> date | None:
    """The day from which a statement holds, where one is known: its own, that of the document that delegates, or that
    of the document that tells. A withdrawal holds from the end that it tells: its instrument may be the one that gave.
    """
    said, told = fact.delegation, fact.at.document
    if said.stance == "withdrawn":
        return said.end or told.issued or said.instrument_date
    return said.start or said.instrument_date or (fact.instrument.issued if fact.instrument else None) or told.issued


def told_on(fact: PowerFact) -> date | None:
    """Like :func:`day_of`; the end of the year where that alone is known."""
    years = _YEAR.findall(fact.at.document.dated or "")
    return day_of(fact) or (date(int(years[-1]), 12, 31) if years else None)


def was_told(fact: PowerFact, on: date) -> bool:
    """Whether a statement was known by a day; one without a day may have been."""
    return (told_on(fact) or date.min) <= on


def seen_on(fact: PowerFact, on: date) -> PowerFact:
    """A statement as it was on a day: what it tells to have ended later was still given then, and that is said."""
    said = fact.delegation
    since = said.start or said.instrument_date
    if said.stance != "withdrawn" or not said.end or not since or not since <= on < said.end:
        return fact
    reason = f"Nguồn viết sau nói việc này thôi giao từ {short_date(said.end)}; trước ngày đó là đang được giao."
    given = replace(said, stance="delegated", end=said.end - timedelta(days=1))
    return replace(fact, delegation=given, doubts=(reason,))


class LaterStatements:
    """What was said after each statement about the same body or by general rules, until a day."""

    def __init__(self, facts: Iterable[PowerFact], on: date) -> None:
        self._local: dict[tuple[str, str], list[tuple[date, PowerFact]]] = {}
        self._rules: dict[str, list[tuple[date, PowerFact]]] = {}
        for fact in facts:
            day = told_on(fact)
            if day is None or day > on:
                continue
            if not is_definite(fact):
                for row in fact.groups:
                    self._rules.setdefault(row.slug, []).append((day, fact))
            elif about := holder(fact):
                self._local.setdefault(about, []).append((day, fact))

    def doubts(self, fact: PowerFact) -> tuple[str, ...]:
        """The reasons to review a statement about one body; () for rules, and where no day is known."""
        since, about = told_on(fact), holder(fact) if is_definite(fact) else None
        if since is None or about is None:
            return ()
        later = [(day, other) for day, other in self._local.get(about, ()) if day > since and _shares(fact, other)]
        contrary = (_contradiction(other, day) for day, other in later if _opposed(fact, other))
        return (*contrary, *(self._changed_rules(fact, about[0], since) if not later else ()))

    def _changed_rules(self, fact: PowerFact, kind: str, since: date) -> Iterator[str]:
        """The general rules that came later, where nothing newer is held about the body."""
        rules = {
            rule.at.document.id: (day, f"{rule.at.document.name} ({rule.at.document.day})")
            for row in fact.groups
            for day, rule in self._rules.get(row.slug, ())
            if day > since
            and may_name(rule.delegation.delegate or "", kind)
            and rule.at.document.id != fact.at.document.id
        }
        newest = sorted(rules.values(), reverse=True)[:_NAMED]
        if newest:
            told = "; ".join(name for _, name in newest)
            yield f"Quy định chung về việc này có sau: {told}. Kho chưa có ghi nhận mới hơn về cơ quan này."


def _shares(fact: PowerFact, later: PowerFact) -> bool:
    return bool(set(fact.groups) & set(later.groups))


def _opposed(fact: PowerFact, later: PowerFact) -> bool:
    """Whether one says that a power was given and the other that it was not, or no longer."""
    stances = {fact.delegation.stance, later.delegation.stance}
    return "delegated" in stances and bool(stances & {"not_delegated", "withdrawn"})


def _contradiction(later: PowerFact, day: date) -> str:
    said = later.delegation
    powers = f": {'; '.join(said.powers)}" if said.powers else ""
    return f"{later.at.document.name} ghi “{STANCE_LABELS[said.stance]}”{powers} (ngày {short_date(day)})."
