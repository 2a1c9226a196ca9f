"""The force of a held document on a day, from what the catalogue knows that others do to it."""

from __future__ import annotations

from datetime import date

from indexer.catalogue import Catalogue
from indexer.records import DocumentHead, LinkedRelation
from kb.status import ActingRelation, Status, status_on


def status_of(catalogue: Catalogue, head: DocumentHead, day: date) -> Status:
    """The status of a held document on a day, with its evidence."""
    acts = [_acting(linked) for linked in catalogue.relations_to(head.id)]
    return status_on(day, head.effective, head.expires, acts)


def _acting(linked: LinkedRelation) -> ActingRelation:
    relation, source = linked.relation, linked.source
    since = relation.since or source.effective
    return ActingRelation(relation.verb, source.number or source.name, since, relation.whole, relation.evidence)
