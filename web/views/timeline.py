"""The life of a document by date: issued, in effect, amended, suspended, corrected, ended, by whom and where."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from indexer.records import DocumentHead, LinkedRelation
from indexer.standing import may_act_on
from kb.dates import short_date
from kb.relations import VERBS, Relation, VerbSlug
from kb.text import capital
from web.addresses import provision_address
from web.views.facts import Reference
from web.views.relations import evidence_of

#: What others do that is part of a document's life.
_TOLD: frozenset[VerbSlug] = frozenset(
    {"amends", "replaces", "repeals", "suspends", "postpones", "corrects", "extends", "consolidates"}
)
#: Of what happens on one day, the document's own steps come first.
_OWN, _OTHERS = 0, 1


@dataclass(frozen=True, slots=True)
class Event:
    """One step: ``day`` in words, what happened, the acting document with the place that says so, its sentence.

    ``note`` says what the day is where it is not that of the act itself.
    """

    day: str
    words: str
    actor: Reference | None = None
    place: str | None = None
    evidence: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class _Dated:
    day: date | None
    rank: int
    event: Event

    @property
    def order(self) -> tuple[bool, date, int]:
        """Oldest first; what has no known day stands at the end."""
        return (self.day is None, self.day or date.max, self.rank)


def timeline(head: DocumentHead, incoming: Iterable[LinkedRelation]) -> tuple[Event, ...]:
    """The events of a document's life, oldest first, those without a known day last."""
    events = [*_own(head), *(_act(linked) for linked in incoming if _is_told(linked, head))]
    return tuple(entry.event for entry in sorted(events, key=lambda entry: entry.order))


def _is_told(linked: LinkedRelation, head: DocumentHead) -> bool:
    return linked.relation.verb in _TOLD and may_act_on(linked.source, head)


def _own(head: DocumentHead) -> list[_Dated]:
    """What the document's own data say."""
    steps = [(head.issued, "Ban hành"), (head.effective, "Có hiệu lực"), (head.expires, "Hết hiệu lực (theo dữ liệu)")]
    events = [_Dated(day, _OWN, Event(short_date(day), words)) for day, words in steps if day]
    if head.issued is None and head.dated:
        events.append(_Dated(None, _OWN, Event(head.dated, "Ban hành")))
    return events


def _act(linked: LinkedRelation) -> _Dated:
    relation, source = linked.relation, linked.source
    day, note = _day_of(linked)
    place = provision_address(source.uri, relation.eid) if relation.eid else None
    actor = Reference(source.name, source.uri)
    said = short_date(day) if day else "Chưa rõ ngày"
    return _Dated(day, _OTHERS, Event(said, doing(relation), actor, place, evidence_of(linked), note))


def doing(relation: Relation) -> str:
    """What is done to the document, as the words before who does it.

    >>> doing(Relation("repeals", "1/2031/NĐ-CP", whole=False))
    'Bị bãi bỏ một phần bởi'
    """
    words = VERBS[relation.verb].passive
    stem, preposition = words.rsplit(" ", 1)
    return f"{capital(stem)}{'' if relation.whole else ' một phần'} {preposition}"


def _day_of(linked: LinkedRelation) -> tuple[date | None, str]:
    """The day from which an act works, and what it is if the act does not state it."""
    if linked.relation.since:
        return linked.relation.since, ""
    if linked.source.effective:
        return linked.source.effective, "ngày văn bản tác động có hiệu lực"
    unsure = "ngày ban hành văn bản tác động; chưa rõ ngày có hiệu lực"
    return linked.source.issued, unsure if linked.source.issued else ""
