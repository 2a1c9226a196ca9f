"""Why a statement of delegation should be looked at again: reasons in words for officers, none when none is known.

The chain matters: law, decree, circular, decision, board. When a link is replaced, or an organ disappears, the power
may have moved.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from indexer.acts import began, ended_by
from indexer.bodies import bodies_in
from indexer.catalogue import Catalogue, number_key
from indexer.records import DocumentHead, LinkedRelation, PowerFact
from indexer.standing import may_act_on, status_given
from kb.dates import short_date
from kb.numbers import DocumentNumber
from kb.organs import successor_of
from kb.places import place_gone_on, place_today, places_in
from kb.status import Status
from kb.text import small


def doubts_of(catalogue: Catalogue, fact: PowerFact, on: date) -> tuple[str, ...]:
    """The reasons to review a fact, as of a day."""
    return Review(catalogue, on).doubts(fact)


class Review:
    """The reasons as of a day; what was looked up about a document for one statement serves the others."""

    def __init__(self, catalogue: Catalogue, on: date) -> None:
        self.catalogue, self.on = catalogue, on
        self._endings: dict[int | str, tuple[str, ...]] = {}
        self._statuses: dict[int, Status] = {}
        self._bases: dict[int, tuple[LinkedRelation, ...]] = {}
        self._acts: dict[int, list[LinkedRelation]] = {}

    def doubts(self, fact: PowerFact) -> tuple[str, ...]:
        """The reasons to review a fact."""
        reasons = (
            *ended_term(fact, self.on),
            *self._ended_documents(fact),
            *self._ended_bases(fact),
            *gone_organs(fact, self.on),
            *merged_places(fact, self.on),
        )
        return tuple(dict.fromkeys(reasons))

    def bases(self, head: DocumentHead) -> tuple[LinkedRelation, ...]:
        """The legal bases that a document names."""
        if head.id not in self._bases:
            found = self.catalogue.relations_from(head.id)
            self._bases[head.id] = tuple(linked for linked in found if linked.relation.verb == "based-on")
        return self._bases[head.id]

    def status(self, head: DocumentHead) -> Status:
        """The force of a held document."""
        if head.id not in self._statuses:
            self._statuses[head.id] = status_given(head, self._acts_on(head), self.on)
        return self._statuses[head.id]

    def endings(self, head: DocumentHead) -> tuple[str, ...]:
        """What ended a held document, to follow its name: "đã được thay thế bởi 82/2018/NĐ-CP từ 10/07/2018"."""
        if head.id not in self._endings:
            acts = (linked for linked in self._acts_on(head) if may_act_on(linked.source, head))
            self._endings[head.id] = self._told(acts) or self._expired(head)
        return self._endings[head.id]

    def _acts_on(self, head: DocumentHead) -> list[LinkedRelation]:
        if head.id not in self._acts:
            self._acts[head.id] = self.catalogue.relations_to(head.id)
        return self._acts[head.id]

    def endings_of_number(self, number: str) -> tuple[str, ...]:
        """The same for a document that is not held: what held ones say of it."""
        key = number_key(number)
        if key not in self._endings:
            self._endings[key] = self._told(self.catalogue.relations_to_key(key))
        return self._endings[key]

    def _told(self, acts: Iterable[LinkedRelation]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(map(_ending, ended_by(acts, self.on))))

    def _expired(self, head: DocumentHead) -> tuple[str, ...]:
        status = self.status(head)
        return (f"đã {small(status.label)}",) if status.value == "expired" else ()

    def _ended_documents(self, fact: PowerFact) -> Iterator[str]:
        """The document that delegates, or the one that states it, has been replaced or repealed."""
        documents = {head.id: head for head in (fact.instrument, fact.at.document) if head is not None}
        for head in documents.values():
            yield from (f"{head.name} {ending}." for ending in self.endings(head))
        number = fact.delegation.instrument
        if fact.instrument is None and number and fact.delegation.stance != "withdrawn":
            yield from (f"{number} {ending}." for ending in self.endings_of_number(number))

    def _ended_bases(self, fact: PowerFact) -> Iterator[str]:
        """The legal bases of the document that delegates have been replaced."""
        for linked in self.bases(fact.instrument or fact.at.document):
            yield from (f"Căn cứ {basis_name(linked)} {ending}." for ending in self.basis_endings(linked))

    def basis_endings(self, linked: LinkedRelation) -> tuple[str, ...]:
        """What ended a legal basis, held or not."""
        if linked.target:
            return self.endings(linked.target)
        return self.endings_of_number(linked.relation.number) if linked.relation.number else ()


def basis_name(linked: LinkedRelation) -> str:
    """How a legal basis is called: the held document, else its title and number."""
    relation = linked.relation
    if linked.target:
        return linked.target.name
    number = relation.number and DocumentNumber.try_parse(relation.number)
    of_assembly = number and "QH" in number.symbol  # a law or a resolution, the number does not tell
    title = relation.title or (number.document_type.name if number and not of_assembly else None)
    return " ".join(part for part in (title, relation.number) if part) or "văn bản không rõ số"


def _ending(linked: LinkedRelation) -> str:
    verb = "đã được thay thế bởi" if linked.relation.verb == "replaces" else "đã bị bãi bỏ bởi"
    since = began(linked)
    return f"{verb} {linked.source.number or linked.source.name}{f' từ {short_date(since)}' if since else ''}"


def ended_term(fact: PowerFact, on: date) -> Iterator[str]:
    """The time that a power was given for is over."""
    end = fact.delegation.end
    if end and end < on and fact.delegation.stance != "withdrawn":
        yield f"Thời hạn đã hết ngày {short_date(end)}."


def gone_organs(fact: PowerFact, on: date) -> Iterator[str]:
    """One of the bodies is no more."""
    names = f"{fact.delegation.delegator or ''} ; {fact.delegation.delegate or ''}"
    for body in bodies_in(names):
        gone = successor_of(body.kind, on)
        if gone:
            yield f"{gone.name} nay là {gone.successor} (từ {short_date(gone.since)})."


def places_of(fact: PowerFact) -> tuple[str, ...]:
    """The provinces that the two bodies and the document are of, as they were called then."""
    said = fact.delegation
    return places_in(f"{said.delegate or ''} ; {said.delegator or ''} ; {fact.at.document.place or ''}")


def merged_places(fact: PowerFact, on: date) -> Iterator[str]:
    """The province is part of another one."""
    for place in places_of(fact):
        since = place_gone_on(place)
        if since and since <= on:
            today = place_today(place)
            told = "nay là" if place.endswith(today) else "nay thuộc"
            yield f"{place} {told} {today} (từ {short_date(since)})."
