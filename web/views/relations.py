"""Relations as sentences: who does what to whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from indexer.catalogue import Catalogue, number_key, title_key
from indexer.records import KnownDocument, LinkedRelation
from kb.dates import short_date
from kb.relations import VERBS, Relation, VerbSlug, name_and_year
from web.addresses import cited_address
from web.views.facts import Reference

#: Relations in the order that officers ask for them: first what touches the force of a document.
_FIRST: tuple[VerbSlug, ...] = ("replaces", "repeals", "suspends", "postpones", "amends", "corrects", "extends")
ORDER: dict[VerbSlug, int] = {verb: place for place, verb in enumerate(dict.fromkeys((*_FIRST, *reversed(VERBS))))}
#: What a register says of documents that are not held, by :func:`key_of`.
Listed = Mapping[str, KnownDocument]


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


def target_of(linked: LinkedRelation, listed: Listed = MappingProxyType({})) -> Reference:
    """The document acted upon; where it is not held, the page of what is known of it."""
    relation = linked.relation
    if linked.target:
        return Reference(linked.target.name, linked.target.uri)
    key = key_of(relation)
    named = listed[key].name if key in listed and relation.number else relation.number or relation.title or ""
    return Reference(named, cited_address(key) if key else None, held=False)


def key_of(relation: Relation) -> str:
    """What the document acted upon goes by in addresses and in :data:`Listed`: its number, else its name."""
    return number_key(relation.number) or title_key(relation.title)


def listed_targets(catalogue: Catalogue, relations: Iterable[LinkedRelation]) -> Listed:
    """What registers say of the documents acted upon that are not held; nothing of a number that several have."""
    missing = [linked.relation for linked in relations if linked.target is None]
    found = {key_of(relation): _listed(catalogue, relation) for relation in missing}
    return {key: known[0] for key, known in found.items() if len(known) == 1}


def _listed(catalogue: Catalogue, relation: Relation) -> list[KnownDocument]:
    if relation.number:
        return catalogue.known(relation.number)
    name, year = name_and_year(relation.title)
    found = catalogue.known_by_title(name) if name else []
    return [known for known in found if not year or (known.issued and known.issued.year == year)]


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
