"""Why a statement of delegation should be looked at again: reasons in words for officers, none when none is known.

The chain matters: law, decree, circular, decision, board. When a link is replaced, or an organ disappears, the power
may have moved.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from indexer.acts import ended_by
from indexer.bodies import bodies_in
from indexer.catalogue import Catalogue, number_key
from indexer.records import DocumentHead, LinkedRelation, PowerFact
from kb.dates import short_date
from kb.organs import successor_of
from kb.places import MERGED_ON, place_today, places_in


def doubts_of(catalogue: Catalogue, fact: PowerFact, on: date) -> tuple[str, ...]:
    """The reasons to review a fact, as of a day."""
    reasons = (
        *_ended_term(fact, on),
        *_ended_documents(catalogue, fact, on),
        *_ended_bases(catalogue, fact, on),
        *_gone_organs(fact, on),
        *_merged_places(fact, on),
    )
    return tuple(dict.fromkeys(reasons))


def _ended_term(fact: PowerFact, on: date) -> Iterator[str]:
    end = fact.delegation.end
    if end and end < on and fact.delegation.stance != "withdrawn":
        yield f"Thời hạn đã hết ngày {short_date(end)}."


def _ended_documents(catalogue: Catalogue, fact: PowerFact, on: date) -> Iterator[str]:
    """The document that delegates, or the one that states it, has been replaced or repealed."""
    documents = {head.id: head for head in (fact.instrument, fact.at.document) if head is not None}
    for head in documents.values():
        for linked in ended_by(catalogue.relations_to(head.id), on):
            yield _ended(head, linked)
    if fact.instrument is None and fact.delegation.instrument and fact.delegation.stance != "withdrawn":
        for linked in ended_by(catalogue.relations_to_key(number_key(fact.delegation.instrument)), on):
            yield f"{fact.delegation.instrument} đã {_by(linked)}."


def _ended(head: DocumentHead, linked: LinkedRelation) -> str:
    return f"{head.name} đã {_by(linked)}."


def _by(linked: LinkedRelation) -> str:
    verb = "được thay thế bởi" if linked.relation.verb == "replaces" else "bị bãi bỏ bởi"
    return f"{verb} {linked.source.number or linked.source.name}"


def _ended_bases(catalogue: Catalogue, fact: PowerFact, on: date) -> Iterator[str]:
    """The legal bases of the document that delegates have been replaced."""
    instrument = fact.instrument or fact.at.document
    for linked in catalogue.relations_from(instrument.id):
        if linked.relation.verb != "based-on" or linked.target is None:
            continue
        for end in ended_by(catalogue.relations_to(linked.target.id), on):
            yield f"Căn cứ {linked.target.name} đã {_by(end)}."


def _gone_organs(fact: PowerFact, on: date) -> Iterator[str]:
    names = f"{fact.delegation.delegator or ''} ; {fact.delegation.delegate or ''}"
    for body in bodies_in(names):
        gone = successor_of(body.kind, on)
        if gone:
            yield f"{gone.name} nay là {gone.successor} (từ {short_date(gone.since)})."


def _merged_places(fact: PowerFact, on: date) -> Iterator[str]:
    if on < MERGED_ON:
        return
    named = f"{fact.delegation.delegate or ''} ; {fact.delegation.delegator or ''} ; {fact.at.document.place or ''}"
    for place in places_in(named):
        today = place_today(place)
        if today != place:
            yield f"{place} nay thuộc {today} (từ {short_date(MERGED_ON)})."
