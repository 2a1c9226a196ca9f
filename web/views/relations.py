"""Relations as sentences: who does what to whom."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from indexer.catalogue import number_key, title_key
from indexer.records import LinkedRelation
from kb.dates import short_date
from kb.relations import VERBS
from web.addresses import cited_address
from web.views.facts import Reference


@dataclass(frozen=True, slots=True)
class RelationLine:
    """ "A thay thế B (một phần, từ 01/07/2025)", with the sentence that says so."""

    source: Reference
    verb: str
    target: Reference
    detail: str
    evidence: str


def relation_lines(relations: Iterable[LinkedRelation]) -> tuple[RelationLine, ...]:
    """The lines of several relations."""
    return tuple(map(relation_line, relations))


def relation_line(linked: LinkedRelation) -> RelationLine:
    """The line of one relation, seen from the document that acts."""
    source = Reference(linked.source.name, linked.source.uri)
    relation = linked.relation
    return RelationLine(source, VERBS[relation.verb].active, target_of(linked), detail_of(linked), evidence_of(linked))


def target_of(linked: LinkedRelation) -> Reference:
    """The document acted upon; where it is not held, the page of what is known of it."""
    relation = linked.relation
    if linked.target:
        return Reference(linked.target.name, linked.target.uri)
    key = number_key(relation.number) or title_key(relation.title)
    return Reference(relation.number or relation.title or "", cited_address(key) if key else None, held=False)


def evidence_of(linked: LinkedRelation) -> str:
    """The sentence that says so; "" where the record only repeats the number."""
    relation = linked.relation
    return "" if relation.evidence.strip() == relation.number else relation.evidence


def detail_of(linked: LinkedRelation) -> str:
    """What limits a relation, or says where it comes from."""
    said = (limits_of(linked), "người nhập" if linked.relation.by_hand else "")
    return ", ".join(part for part in said if part)


def limits_of(linked: LinkedRelation) -> str:
    """What limits a relation: "một phần, từ 01/07/2025"."""
    relation = linked.relation
    said = ("" if relation.whole else "một phần", f"từ {short_date(relation.since)}" if relation.since else "")
    return ", ".join(part for part in said if part)
