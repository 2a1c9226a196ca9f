"""The same answers as JSON, under ``/api``. Ids of one generation never leave the server; addresses are permanent."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import Response
from pydantic import BaseModel

from indexer.answers import Answer
from indexer.catalogue import number_key
from indexer.questions import Filters
from indexer.records import DocumentHead, HeldProvision, LinkedCitation, LinkedRelation, PowerFact
from indexer.standing import status_of
from kb.documents import Fault
from kb.status import Status
from web.pages import LONGEST_QUESTION, Served
from web.paper import page
from web.views.citations import citation_key

router = APIRouter(prefix="/api", tags=["Tra cứu"])


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
    """A statement of delegation with its evidence; ``delegation`` has the fields of the machine form."""

    delegation: dict[str, Any]
    evidence: str
    at: str
    source: DocumentOut
    matters: list[str]
    instrument: DocumentOut | None
    doubts: list[str]
    found_by: str


class CitationOut(BaseModel):
    """A citation, and what it leads to: "found", "ambiguous" or "unknown"."""

    provision: str
    citation: dict[str, Any]
    resolution: str
    targets: list[DocumentOut]
    eid: str
    reason: str
    key: str


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


class StatusOut(BaseModel):
    """Force on a day, with what proves it."""

    value: str
    label: str
    as_of: date
    evidence: list[dict[str, str]]


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


def _document(head: DocumentHead) -> DocumentOut:
    return DocumentOut.model_validate(head, from_attributes=True)


def _provision(held: HeldProvision) -> ProvisionOut:
    own = held.provision
    lines = [LineOut(text=line.text, kind=line.kind, eid=line.eid) for line in own.lines]
    return ProvisionOut(
        document=_document(held.document), eid=own.eid, address=held.address, label=own.label, heading=own.heading,
        crumbs=list(held.crumbs), text=own.text, lines=lines,
    )  # fmt: skip


def _power(fact: PowerFact) -> PowerOut:
    return PowerOut(
        delegation=fact.delegation.as_json(), evidence=fact.evidence, at=fact.at.address,
        source=_document(fact.at.document), matters=list(fact.matters),
        instrument=_document(fact.instrument) if fact.instrument else None, doubts=list(fact.doubts),
        found_by=fact.delegation.found_by,
    )  # fmt: skip


def _citation(held: HeldProvision, linked: LinkedCitation) -> CitationOut:
    return CitationOut(
        provision=held.address, citation=linked.citation.as_json(), resolution=linked.resolution,
        targets=[_document(head) for head in linked.targets], eid=linked.eid, reason=linked.reason,
        key=citation_key(linked.citation),
    )  # fmt: skip


def _relation(linked: LinkedRelation) -> RelationOut:
    relation = linked.relation
    return RelationOut(
        verb=relation.verb, source=_document(linked.source), target=_document(linked.target) if linked.target else None,
        number=relation.number, title=relation.title, whole=relation.whole, since=relation.since,
        evidence=relation.evidence,
    )  # fmt: skip


def _status(status: Status) -> StatusOut:
    evidence = [{"sentence": entry.sentence, "number": entry.number} for entry in status.evidence]
    return StatusOut(value=status.value, label=status.label, as_of=status.as_of, evidence=evidence)


def answer_out(answer: Answer) -> AnswerOut:
    """An answer in its JSON form."""
    return AnswerOut(
        question=answer.question.text, kind=answer.kind, none=answer.none, reasons=list(answer.reasons),
        suggestion=answer.suggestion, documents=[_document(head) for head in answer.documents],
        provision=_provision(answer.provision) if answer.provision else None, powers=_powers(answer),
        status=_status(answer.status.status) if answer.status else None,
        relations=[_relation(linked) for linked in answer.relations.relations] if answer.relations else [],
        not_held=_not_held(answer), total=answer.total, hits=_hits(answer), facets=_facets(answer),
    )  # fmt: skip


def _powers(answer: Answer) -> PowersOut | None:
    card = answer.powers
    if card is None:
        return None
    local, general, others = ([_power(fact) for fact in facts] for facts in (card.local, card.general, card.others))
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
        "nearest": [_document(head) for head in missing.nearest],
        "cited_in": [held.address for held in missing.cited_in],
    }


def _hits(answer: Answer) -> list[HitOut]:
    return [
        HitOut(
            document=_document(hit.at.document), eid=hit.at.provision.eid, address=hit.at.address,
            label=hit.at.provision.label, heading=hit.at.provision.heading, crumbs=list(hit.at.crumbs),
            score=hit.score, snippet=[asdict(part) for part in hit.snippet],
        )
        for hit in answer.hits
    ]  # fmt: skip


def _facets(answer: Answer) -> dict[str, dict[str, int]]:
    facets = answer.facets
    years = {str(year): count for year, count in facets.years.items()}
    return {"types": facets.types, "issuers": facets.issuers, "years": years}


@router.get("", include_in_schema=False)
def reference(request: Request) -> Response:
    """The reference of this interface, made from its own description."""
    operations = [
        {"path": path, "summary": entry["get"].get("description", ""), "parameters": entry["get"].get("parameters", [])}
        for path, entry in request.app.openapi()["paths"].items()
    ]
    return page(request, "api.html", operations=operations)


@router.get("/search")
def search(
    served: Served,
    q: Annotated[str, Query(min_length=1, max_length=LONGEST_QUESTION)],
    type: Annotated[list[str] | None, Query()] = None,
    issuer: Annotated[list[str] | None, Query()] = None,
    year_from: int | None = None,
    year_to: int | None = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
    offset: Annotated[int, Query(ge=0, le=10_000)] = 0,
) -> AnswerOut:
    """Trả lời một câu hỏi: số hiệu, câu hỏi ai được giao việc gì, hoặc chữ cần tìm."""
    filters = Filters(tuple(type or ()), tuple(issuer or ()), year_from, year_to)
    return answer_out(served.search.answer(q, filters, limit, offset))


def _held(served: Served, uri: str) -> DocumentHead:
    held = served.catalogue.by_uri(uri)
    if not held:
        raise HTTPException(404, f"Kho không có văn bản ở địa chỉ {uri}.")
    return held[0]


@router.get("/document")
def document(served: Served, uri: str) -> FullDocumentOut:
    """Một văn bản theo địa chỉ cố định: thuộc tính, toàn văn, quan hệ, tình trạng, ủy quyền."""
    head = _held(served, uri)
    catalogue = served.catalogue
    whole = catalogue.document(head.id)
    relations = catalogue.relations_from(head.id) + catalogue.relations_to(head.id)
    return FullDocumentOut(
        document=_document(head),
        status=_status(status_of(catalogue, head, date.today())),
        legal_bases=[basis.text for basis in whole.legal_bases],
        provisions=[_provision(held) for held in catalogue.provisions_of(head.id)],
        relations=[_relation(linked) for linked in relations],
        powers=[_power(fact) for fact in catalogue.power_facts(document_id=head.id)],
        sources=list(whole.sources),
    )


@router.get("/documents")
def documents(served: Served, number: str = "", type: str = "") -> list[DocumentOut]:
    """Danh sách văn bản: tất cả, theo số hiệu (có thể nhiều văn bản cùng số), hoặc theo loại."""
    heads = served.catalogue.by_number(number) if number else served.heads
    return [_document(head) for head in heads if not type or head.type == type]


@router.get("/provision")
def provision(served: Served, uri: str, eid: str) -> ProvisionOut:
    """Điều, khoản, điểm theo địa chỉ của văn bản và eId, ví dụ art_5__para_2: cả điều chứa nó."""
    held = served.catalogue.provision_at(_held(served, uri).id, eid)
    if held is None:
        raise HTTPException(404, f"Văn bản không có {eid}.")
    return _provision(held)


@router.get("/citations")
def citations(served: Served, uri: str) -> list[CitationOut]:
    """Mọi viện dẫn trong một văn bản, kèm nơi dẫn tới hoặc lý do không nối được."""
    head = _held(served, uri)
    provisions = {held.id: held for held in served.catalogue.provisions_of(head.id)}
    found = served.catalogue.citations_in(head.id)
    return [_citation(provisions[key], linked) for key, entries in found.items() for linked in entries]


@router.get("/mentions")
def mentions(served: Served, number: str) -> list[CitationOut]:
    """Mọi chỗ trong kho nhắc tới một số hiệu, có trong kho hay không."""
    key = number_key(number)
    found = served.catalogue.mentions_of_key(key)
    held = served.catalogue.by_number(number)
    resolution = "found" if len(held) == 1 else "ambiguous" if held else "unknown"
    return [
        CitationOut(
            provision=mention.at.address, citation=mention.citation.as_json(), resolution=resolution,
            targets=[_document(head) for head in held], eid="", reason="", key=key,
        )
        for mention in found
    ]  # fmt: skip


@router.get("/powers")
def powers(served: Served, matter: str | None = None, stance: str | None = None) -> list[PowerOut]:
    """Sổ ủy quyền: theo loại việc (ví dụ giay-phep-lao-dong) và tình trạng (delegated, not_delegated …)."""
    return [_power(fact) for fact in served.catalogue.power_facts(matter=matter, stance=stance)]


@router.get("/status")
def status(served: Served, uri: str, on: date | None = None) -> StatusOut:
    """Tình trạng hiệu lực của văn bản vào một ngày (mặc định hôm nay), kèm chứng cứ."""
    return _status(status_of(served.catalogue, _held(served, uri), on or date.today()))


@router.get("/gaps")
def gaps(served: Served) -> list[GapOut]:
    """Văn bản được viện dẫn mà kho chưa có, xếp theo số văn bản nhắc tới."""
    return [GapOut.model_validate(gap, from_attributes=True) for gap in served.gaps]


@router.get("/faults")
def faults(served: Served) -> list[Fault]:
    """Lỗi của kho, theo tệp và dòng."""
    return served.faults


@router.get("/counts")
def counts(served: Served) -> dict[str, Any]:
    """Kho có bao nhiêu, và thế hệ dữ liệu đang dùng."""
    return {"generation": served.name, **asdict(served.counts)}
