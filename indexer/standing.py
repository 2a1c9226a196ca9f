"""The force of a held document on a day, from what the catalogue knows that others do to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from indexer.agreement import as_citation, judge
from indexer.catalogue import Catalogue, number_key
from indexer.records import DocumentHead, HeldProvision, LinkedRelation
from kb.citations import Context
from kb.doctypes import type_of_slug
from kb.effect import effect_of_part
from kb.relations import VerbSlug
from kb.status import ActingRelation, Status, acts_on_provision, status_on
from kb.text import fold

#: What individual decisions do on the day they are signed, when they say no other.
_AT_ONCE: frozenset[VerbSlug] = frozenset({"suspends", "postpones", "corrects"})
_LAW, _DECREE = type_of_slug("luat").rank, type_of_slug("nghi-dinh").rank


def status_of(catalogue: Catalogue, head: DocumentHead, day: date) -> Status:
    """The status of a held document on a day, with its evidence."""
    return status_given(head, catalogue.relations_to(head.id), day)


def had_ended(catalogue: Catalogue, head: DocumentHead, day: date) -> bool:
    """Whether a document had surely ended by a day. Relations are taken by its number, so that the answer is there
    before relations are linked to the documents they mean."""
    found = catalogue.relations_to_key(number_key(head.number), ("replaces", "repeals")) if head.number else []
    meant = [linked for linked in found if not judge(as_citation(linked.relation), head, Context()).against]
    return status_given(head, meant, day).value == "expired"


def status_of_provision(catalogue: Catalogue, held: HeldProvision, eid: str, day: date) -> Status:
    """The status of one provision of a held document, or of the unit ``eid`` in it, on a day."""
    head = held.document
    unit = eid or held.provision.eid
    dated = head_for(head, catalogue.provisions_of(head.id), unit)
    return status_given(dated, catalogue.relations_to(head.id), day, unit)


def head_for(head: DocumentHead, provisions: Iterable[HeldProvision], eid: str) -> DocumentHead:
    """The head of a document with the day of effect of one of its units, which the act may set apart; ``provisions``
    are all that it has."""
    day = effect_of_part((held.provision for held in provisions), eid, Context(head.type, head.number))
    return replace(head, effective=day) if day else head


def status_given(head: DocumentHead, relations: Iterable[LinkedRelation], day: date, eid: str | None = None) -> Status:
    """The status of a held document on a day, or of its unit ``eid``, from what others do to the document
    (:meth:`Catalogue.relations_to`)."""
    acts = [_acting(linked) for linked in relations if may_act_on(linked.source, head)]
    return status_on(day, head.effective, head.expires, acts if eid is None else acts_on_provision(acts, eid))


def may_act_on(source: DocumentHead, head: DocumentHead) -> bool:
    """Whether a document is of a rank that can end or change another: laws and decrees are ended by their own issuer or
    one above (Luật 80/2015/QH13, Điều 12). A relation that says otherwise was misread.
    """
    return head.document_type.rank > _DECREE or _rank(source) <= _rank(head)


def _rank(head: DocumentHead) -> int:
    """The rank of a document; resolutions of the National Assembly can do what its laws do."""
    of_assembly = head.type == "nghi-quyet" and "quoc hoi" in fold(head.issuer or "")
    return _LAW if of_assembly else head.document_type.rank


def _acting(linked: LinkedRelation) -> ActingRelation:
    relation, source = linked.relation, linked.source
    own = source.effective or (source.issued if relation.verb in _AT_ONCE else None)
    since = relation.since or (None if relation.awaits else own)
    return ActingRelation(
        relation.verb, source.number or source.name, since, relation.whole, relation.evidence,
        relation.provisions, relation.until, _acting(linked.lifted) if linked.lifted else None,
    )  # fmt: skip
