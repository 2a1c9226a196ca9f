"""The register of powers: all statements of delegation, filtered, and judged as of a day.

As of a day means: what was known to be said by then. Nothing that has ended is left out, and nothing is called "còn":
a term that is over, a later statement of the contrary, a replaced document or basis and a body that is no more are
reasons to review, and so is a statement of which no day is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache

from indexer.bodies import Body, bodies_in, readable
from indexer.catalogue import Catalogue
from indexer.chain import chain_of
from indexer.powers import distinct, holder, is_definite
from indexer.records import PowerFact
from indexer.review import Review
from kb.dates import short_date
from kb.delegation_words import Stance
from kb.delegations import STANCE_LABELS
from kb.matters import MATTERS, matter, matters_in
from kb.text import fold, normalise

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class RegisterQuery:
    """The filters, each "" or None where there is none.

    ``organ`` gives or receives, ``delegator`` gives; ``matter`` is a slug; ``place`` stands in the statement, or its
    document is from there; ``on`` keeps what was known to be said by that day.
    """

    organ: str = ""
    matter: str = ""
    place: str = ""
    stance: Stance | None = None
    delegator: str = ""
    on: date | None = None


def matter_named(text: str) -> str | None:
    """The slug of the matter that a slug, a label or any of its names means; None for none.

    >>> matter_named("giay-phep-lao-dong"), matter_named("gplđ"), matter_named("work permit"), matter_named("xyz")
    ('giay-phep-lao-dong', 'giay-phep-lao-dong', 'giay-phep-lao-dong', None)
    """
    key = fold(normalise(text)).strip()
    exact = (row.slug for row in MATTERS if key in {row.slug, fold(normalise(row.label))})
    return next(exact, None) or next((row.slug for row in matters_in(text)), None)


def in_words(query: RegisterQuery) -> str:
    """The filters as a sentence, "" without any.

    >>> in_words(RegisterQuery(place="Hưng Yên", matter="quy-hoach", on=date(2012, 12, 31)))
    'Việc: Quy hoạch; địa phương: Hưng Yên; tại ngày 31/12/2012.'
    """
    told = (
        ("việc", matter(query.matter).label if query.matter else ""),
        ("cơ quan", query.organ),
        ("cơ quan giao", query.delegator),
        ("địa phương", query.place),
        ("tình trạng", STANCE_LABELS[query.stance] if query.stance else ""),
    )
    parts = [f"{name}: {value}" for name, value in told if value]
    parts += [f"tại ngày {short_date(query.on)}"] if query.on else []
    sentence = "; ".join(parts)
    return f"{sentence[:1].upper()}{sentence[1:]}." if parts else ""


def narrowest(slugs: Iterable[str]) -> tuple[str, ...]:
    """The matters without those that are wider than another one of them.

    >>> narrowest(("giay-phep-lao-dong", "lao-dong"))
    ('giay-phep-lao-dong',)
    """
    kept = tuple(slugs)
    parents = {matter(slug).parent for slug in kept}
    return tuple(slug for slug in kept if slug not in parents)


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


def seen_on(fact: PowerFact, on: date) -> PowerFact:
    """A statement as it was on a day: what it tells to have ended later was still given then, and that is said."""
    said = fact.delegation
    since = said.start or said.instrument_date
    if said.stance != "withdrawn" or not said.end or not since or not since <= on < said.end:
        return fact
    reason = f"Nguồn viết sau nói việc này thôi giao từ {short_date(said.end)}; trước ngày đó là đang được giao."
    return replace(fact, delegation=replace(said, stance="delegated"), doubts=(reason,))


class Register:
    """Statements of a catalogue, and how they are to be seen as of a day."""

    def __init__(self, catalogue: Catalogue, facts: Iterable[PowerFact], on: date) -> None:
        self.facts = tuple(facts)
        self._review = Review(catalogue, on)

    def find(self, query: RegisterQuery) -> list[PowerFact]:
        """The statements that fit, in the order given, the same told twice but once; :meth:`reviewed` gives doubts."""
        seen = (seen_on(fact, self._review.on) for fact in self.facts)
        return distinct(fact for fact in seen if _fits(fact, query))

    def reviewed(self, fact: PowerFact) -> PowerFact:
        """The statement with its reasons to review and its chain."""
        doubts = (*fact.doubts, *self._review.doubts(fact), *self._contradictions(fact), *_undated(fact))
        return replace(fact, doubts=tuple(dict.fromkeys(doubts)), chain=chain_of(self._review, fact))

    def _contradictions(self, fact: PowerFact) -> Iterator[str]:
        """What was later said to the contrary about the same body and matter, by the day of the register."""
        since = told_on(fact)
        for later in self._others(fact):
            day = told_on(later)
            if day and since and since < day <= self._review.on and _contrary(fact, later):
                yield _told(later, day)

    def _others(self, fact: PowerFact) -> list[PowerFact]:
        about = holder(fact) if is_definite(fact) else None
        return self._by_holder.get(about, []) if about else []

    @cached_property
    def _by_holder(self) -> dict[tuple[str, str], list[PowerFact]]:
        found: dict[tuple[str, str], list[PowerFact]] = {}
        for fact in self.facts:
            if is_definite(fact) and (about := holder(fact)):
                found.setdefault(about, []).append(fact)
        return found


def _told(later: PowerFact, day: date) -> str:
    said = later.delegation
    powers = f": {'; '.join(said.powers)}" if said.powers else ""
    return f"{later.at.document.name} ghi “{STANCE_LABELS[said.stance]}”{powers} (ngày {short_date(day)})."


def _contrary(fact: PowerFact, later: PowerFact) -> bool:
    """Whether one says that a power was given and the other that it was not or no longer, of the same matter."""
    stances = {fact.delegation.stance, later.delegation.stance}
    opposed = "delegated" in stances and bool(stances & {"not_delegated", "withdrawn"})
    return opposed and bool(set(narrowest(fact.matters)) & set(narrowest(later.matters)))


def _undated(fact: PowerFact) -> tuple[str, ...]:
    return () if told_on(fact) else ("Nguồn không cho biết từ ngày nào.",)


def _fits(fact: PowerFact, query: RegisterQuery) -> bool:
    said, told = fact.delegation, fact.at.document
    return (
        (not query.matter or query.matter in fact.matters)
        and (not query.stance or said.stance == query.stance)
        and (query.on is None or (told_on(fact) or date.min) <= query.on)
        and _names(query.organ, told.place, said.delegator, said.delegate)
        and _names(query.delegator, told.place, said.delegator)
        and _stands_in(query.place, told.place, told.issuer, said.delegator, said.delegate, said.scope, fact.evidence)
    )


def _names(wanted: str, place: str | None, *parties: str | None) -> bool:
    """Whether one of the parties is what is wanted: named so, or a body of that kind and place."""
    if not wanted.strip():
        return True
    if _stands_in(wanted, *parties):
        return True
    asked = bodies_in(wanted)
    named = [body for party in parties if party for body in bodies_in(party)]
    return any(_same(body, other, place) for body in asked for other in named)


def _same(asked: Body, body: Body, place: str | None) -> bool:
    where = body.place or fold(place or "")
    return asked.kind == body.kind and (not asked.place or asked.place == where)


def _stands_in(wanted: str, *texts: str | None) -> bool:
    key = _folded(wanted).strip()
    return not key or any(key in _folded(text) for text in texts if text)


@lru_cache(maxsize=8192)
def _folded(text: str) -> str:
    return fold(readable(text))
