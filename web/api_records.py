"""What the JSON interface hands out: models with their descriptions, and how answers become them.

Ids of one generation never leave the server; addresses are permanent.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from typing import Any

from pydantic import BaseModel, Field

from indexer.answers import Answer
from indexer.catalogue import number_key
from indexer.power_changes import told_on
from indexer.power_matrix import Matrix
from indexer.powers import is_definite
from indexer.powers_export import link_record
from indexer.records import DocumentHead, HeldProvision, KnownDocument, LinkedCitation, LinkedRelation, PowerFact
from kb.status import Status
from web.views.citations import citation_key
from web.views.documents import RECORD_LABELS
from web.views.titles import subject_of


class DocumentOut(BaseModel):
    """A held document. ``uri`` is its permanent address."""

    uri: str
    stem: str
    type: str
    name: str
    title: str
    number: str | None
    issuer: str | None
    issued: date | None
    effective: date | None
    expires: date | None
    place: str | None
    record: str
    origin: str


class KnownOut(BaseModel):
    """A document that a register lists without its text; ``source`` is the name of the register."""

    number: str
    type: str
    title: str
    issuer: str | None
    issued: date | None
    effective: date | None
    signer: str | None
    source: str = Field(validation_alias="register")


class LineOut(BaseModel):
    """One paragraph; ``eid`` is that of the unit it opens or continues."""

    text: str
    kind: str
    eid: str


class ProvisionOut(BaseModel):
    """A provision. Offsets elsewhere in this interface point into ``text``."""

    document: DocumentOut
    eid: str
    address: str
    label: str
    heading: str | None
    crumbs: list[str]
    text: str
    lines: list[LineOut]


class PowerOut(BaseModel):
    """A statement of delegation with its evidence; ``delegation`` has the fields of the machine form.

    ``since`` is the day from which it holds, as far as is known; ``general``: a rule for a class of bodies. ``doubts``
    and ``chain`` are given where it was reviewed.
    """

    delegation: dict[str, Any]
    evidence: str
    at: str
    source: DocumentOut
    matters: list[str]
    instrument: DocumentOut | None
    doubts: list[str]
    chain: list[dict[str, Any]]
    since: date | None
    general: bool
    found_by: str
    vouched: str


class PowerCellOut(BaseModel):
    """What is known of a matter at a body; ``unit`` is None for general rules; ``review``: there are doubts."""

    matter: str
    unit: str | None
    stance: str
    review: bool
    count: int
    newest: PowerOut


class CitationOut(BaseModel):
    """A citation, and what it leads to: "found", "ambiguous", "known" (a register lists it) or "unknown"."""

    provision: str
    citation: dict[str, Any]
    resolution: str
    targets: list[DocumentOut]
    eid: str
    reason: str
    key: str
    known: KnownOut | None = None


class RelationOut(BaseModel):
    """``source`` does ``verb`` to ``target`` (None: not held)."""

    verb: str
    source: DocumentOut
    target: DocumentOut | None
    number: str | None
    title: str | None
    whole: bool
    since: date | None
    evidence: str


class EvidenceOut(BaseModel):
    """A sentence that proves something, and the document that says so; ``uri`` is None for one that is not held."""

    sentence: str
    number: str
    uri: str | None = None


class StatusOut(BaseModel):
    """Force on a day, with what proves it: ``word`` is that of a badge, ``label`` the whole sentence."""

    value: str
    word: str
    label: str
    as_of: date
    evidence: list[EvidenceOut]


class ForceOut(StatusOut):
    """The force of a document, or of its unit ``eid``."""

    document: DocumentOut
    eid: str


class CardOut(BaseModel):
    """What a reader sees of a document before going there; ``status`` is "" for what is no legal document."""

    name: str
    title: str
    issuer: str
    day: str
    status: str
    record: str


class HitOut(BaseModel):
    """A provision found by words."""

    document: DocumentOut
    eid: str
    address: str
    label: str
    heading: str | None
    crumbs: list[str]
    score: float
    snippet: list[dict[str, Any]]


class PowersOut(BaseModel):
    """Who may decide."""

    headline: str
    stance: str | None
    matter: str | None
    organ: str | None
    local: list[PowerOut]
    general: list[PowerOut]
    others: list[PowerOut]
    doubts: list[str]


class AnswerOut(BaseModel):
    """The answer to a question; what does not apply is null or empty. ``none``: nothing held answers."""

    question: str
    kind: str
    none: bool
    reasons: list[str]
    suggestion: str | None
    documents: list[DocumentOut]
    provision: ProvisionOut | None
    powers: PowersOut | None
    status: StatusOut | None
    relations: list[RelationOut]
    not_held: dict[str, Any] | None
    total: int
    hits: list[HitOut]
    facets: dict[str, dict[str, int]]


class FullDocumentOut(BaseModel):
    """A document with its text, relations, status and delegations."""

    document: DocumentOut
    status: StatusOut
    legal_bases: list[str]
    provisions: list[ProvisionOut]
    relations: list[RelationOut]
    powers: list[PowerOut]
    sources: list[str]


class GapOut(BaseModel):
    """A document that is cited and not held."""

    key: str
    number: str
    type: str | None
    name: str | None
    mentions: int
    documents: int
    known: KnownOut | None = None


def document_out(head: DocumentHead) -> DocumentOut:
    """A held document."""
    return DocumentOut.model_validate(head, from_attributes=True)


def known_out(known: KnownDocument | None) -> KnownOut | None:
    """A document that a register lists."""
    return KnownOut.model_validate(known, from_attributes=True) if known else None


def provision_out(held: HeldProvision) -> ProvisionOut:
    """A provision with its text."""
    own = held.provision
    lines = [LineOut(text=line.text, kind=line.kind, eid=line.eid) for line in own.lines]
    return ProvisionOut(
        document=document_out(held.document), eid=own.eid, address=held.address, label=own.label, heading=own.heading,
        crumbs=list(held.crumbs), text=own.text, lines=lines,
    )  # fmt: skip


def power_out(fact: PowerFact) -> PowerOut:
    """A statement of delegation."""
    return PowerOut(
        delegation=fact.delegation.as_json(), evidence=fact.evidence, at=fact.at.address,
        source=document_out(fact.at.document), matters=list(fact.matters),
        instrument=document_out(fact.instrument) if fact.instrument else None, doubts=list(fact.doubts),
        chain=[link_record(link) for link in fact.chain], since=told_on(fact), general=not is_definite(fact),
        found_by=fact.delegation.found_by, vouched=fact.delegation.vouched,
    )  # fmt: skip


def cells_out(matrix: Matrix) -> list[PowerCellOut]:
    """The cells of which something is known."""
    return [
        PowerCellOut(
            matter=row.slug, unit=None if unit.general else unit.name, stance=cell.stance, review=cell.review,
            count=cell.count, newest=power_out(cell.fact),
        )
        for row, cells in matrix.rows
        for unit, cell in zip(matrix.units, cells, strict=True)
        if cell
    ]  # fmt: skip


def citation_out(held: HeldProvision, linked: LinkedCitation) -> CitationOut:
    """A citation in ``held``."""
    return CitationOut(
        provision=held.address, citation=linked.citation.as_json(), resolution=linked.resolution,
        targets=[document_out(head) for head in linked.targets], eid=linked.eid, reason=linked.reason,
        key=citation_key(linked.citation), known=known_out(linked.known),
    )  # fmt: skip


def relation_out(linked: LinkedRelation) -> RelationOut:
    """A relation."""
    relation = linked.relation
    return RelationOut(
        verb=relation.verb, source=document_out(linked.source),
        target=document_out(linked.target) if linked.target else None,
        number=relation.number, title=relation.title, whole=relation.whole, since=relation.since,
        evidence=relation.evidence,
    )  # fmt: skip


def status_out(status: Status, actors: Iterable[DocumentHead] = ()) -> StatusOut:
    """A status; ``actors`` are held documents that may be its evidence."""
    held = {number_key(head.number): head.uri for head in actors if head.number}
    evidence = [
        EvidenceOut(sentence=entry.sentence, number=entry.number, uri=held.get(number_key(entry.number)))
        for entry in status.evidence
    ]
    return StatusOut(value=status.value, word=status.word, label=status.label, as_of=status.as_of, evidence=evidence)


def force_out(head: DocumentHead, status: Status, actors: Iterable[DocumentHead], eid: str = "") -> ForceOut:
    """The status of a document, or of its unit ``eid``."""
    return ForceOut(**dict(status_out(status, actors)), document=document_out(head), eid=eid)


def card_out(head: DocumentHead, status: Status) -> CardOut:
    """The card of a document."""
    return CardOut(
        name=head.name, title=subject_of(head), issuer=head.issuer or "", day=head.day,
        status="" if head.record == "source" else status.label, record=RECORD_LABELS[head.record],
    )  # fmt: skip


def answer_out(answer: Answer) -> AnswerOut:
    """An answer in its JSON form."""
    return AnswerOut(
        question=answer.question.text, kind=answer.kind, none=answer.none, reasons=list(answer.reasons),
        suggestion=answer.suggestion, documents=[document_out(head) for head in answer.documents],
        provision=provision_out(answer.provision) if answer.provision else None, powers=_powers(answer),
        status=status_out(answer.status.status) if answer.status else None,
        relations=[relation_out(linked) for linked in answer.relations.relations] if answer.relations else [],
        not_held=_not_held(answer), total=answer.total, hits=_hits(answer), facets=_facets(answer),
    )  # fmt: skip


def _powers(answer: Answer) -> PowersOut | None:
    card = answer.powers
    if card is None:
        return None
    local, general, others = ([power_out(fact) for fact in facts] for facts in (card.local, card.general, card.others))
    return PowersOut(
        headline=card.headline, stance=card.stance, matter=card.matter, organ=card.organ, local=local,
        general=general, others=others, doubts=list(card.doubts),
    )  # fmt: skip


def _not_held(answer: Answer) -> dict[str, Any] | None:
    missing = answer.not_held
    if missing is None:
        return None
    return {
        "number": missing.number,
        "message": missing.message,
        "key": missing.key,
        "nearest": [document_out(head) for head in missing.nearest],
        "cited_in": [held.address for held in missing.cited_in],
    }


def _hits(answer: Answer) -> list[HitOut]:
    return [
        HitOut(
            document=document_out(hit.at.document), eid=hit.at.provision.eid, address=hit.at.address,
            label=hit.at.provision.label, heading=hit.at.provision.heading, crumbs=list(hit.at.crumbs),
            score=hit.score, snippet=[asdict(part) for part in hit.snippet],
        )
        for hit in answer.hits
    ]  # fmt: skip


def _facets(answer: Answer) -> dict[str, dict[str, int]]:
    facets = answer.facets
    years = {str(year): count for year, count in facets.years.items()}
    return {"types": facets.types, "issuers": facets.issuers, "years": years}
