"""The force of a held document on a day, from what the catalogue knows that others do to it."""

from __future__ import annotations

from datetime import date

from indexer.catalogue import Catalogue, number_key
from indexer.records import DocumentHead, LinkedRelation
from kb.status import ActingRelation, Status, status_on


def status_of(catalogue: Catalogue, head: DocumentHead, day: date) -> Status:
    """The status of a held document on a day, with its evidence."""
    acts = [_acting(linked) for linked in catalogue.relations_to(head.id)]
    return status_on(day, head.effective, head.expires, acts)


def had_ended(catalogue: Catalogue, head: DocumentHead, day: date) -> bool:
    """Whether a document had surely ended by a day. Relations are taken by its number, so that the answer is there
    before relations are linked to the documents they mean."""
    found = catalogue.relations_to_key(number_key(head.number), ("replaces", "repeals")) if head.number else []
    return status_on(day, head.effective, head.expires, map(_acting, found)).value == "expired"


def _acting(linked: LinkedRelation) -> ActingRelation:
    relation, source = linked.relation, linked.source
    since = relation.since or source.effective
    return ActingRelation(relation.verb, source.number or source.name, since, relation.whole, relation.evidence)
