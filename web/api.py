"""The same answers as JSON, under ``/api``."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import Response

from indexer.catalogue import number_key
from indexer.power_matrix import matrix_of
from indexer.power_register import Register, RegisterQuery
from indexer.questions import LONGEST_QUESTION, Filters
from indexer.records import DocumentHead, HeldProvision
from indexer.standing import head_for, status_given, status_of
from kb.documents import Fault
from web.api_asked import Asked, PowersIn, Unit
from web.api_records import (
    AnswerOut,
    CardOut,
    CitationOut,
    DocumentOut,
    ForceOut,
    FullDocumentOut,
    GapOut,
    PowerCellOut,
    PowerOut,
    ProvisionOut,
    answer_out,
    card_out,
    cells_out,
    citation_out,
    document_out,
    force_out,
    known_out,
    power_out,
    provision_out,
    relation_out,
    status_out,
)
from web.api_reference import operations
from web.pages import Served
from web.paper import page

router = APIRouter(prefix="/api", tags=["Tra cứu"])
#: How long a browser may show the card of a document without asking again.
_CARD_SECONDS = 300


@router.get("", include_in_schema=False)
def reference(request: Request) -> Response:
    """The reference of this interface, made from its own description."""
    return page(request, "api.html", operations=operations(request.app.openapi()))


@router.get("/search")
def search(
    served: Served,
    q: Annotated[str, Query(min_length=1, max_length=LONGEST_QUESTION, description="câu hỏi, số hiệu hoặc chữ")],
    type: Annotated[list[str] | None, Query(description="mã loại văn bản, ví dụ nghi-dinh; lặp lại được")] = None,
    issuer: Annotated[list[str] | None, Query(description="cơ quan ban hành; lặp lại được")] = None,
    year_from: Annotated[int | None, Query(description="ban hành từ năm")] = None,
    year_to: Annotated[int | None, Query(description="ban hành đến năm")] = None,
    limit: Annotated[int, Query(ge=1, le=100, description="số đoạn văn bản, nhiều nhất 100")] = 20,
    offset: Annotated[int, Query(ge=0, le=10_000, description="bỏ qua bấy nhiêu đoạn đầu")] = 0,
) -> AnswerOut:
    """Trả lời một câu hỏi: số hiệu, câu hỏi ai được giao việc gì, hoặc chữ cần tìm."""
    filters = Filters(tuple(type or ()), tuple(issuer or ()), year_from, year_to)
    return answer_out(served.search.answer(q, filters, limit, offset))


@router.get("/document")
def document(served: Served, head: Asked) -> FullDocumentOut:
    """Một văn bản theo địa chỉ cố định hoặc số hiệu: thuộc tính, toàn văn, quan hệ, tình trạng, ủy quyền."""
    catalogue = served.catalogue
    whole = catalogue.document(head.id)
    outgoing, incoming = catalogue.relations_from(head.id), catalogue.relations_to(head.id)
    return FullDocumentOut(
        document=document_out(head),
        status=status_out(status_given(head, incoming, date.today()), [linked.source for linked in incoming]),
        legal_bases=[basis.text for basis in whole.legal_bases],
        provisions=[provision_out(held) for held in catalogue.provisions_of(head.id)],
        relations=[relation_out(linked) for linked in outgoing + incoming],
        powers=[power_out(fact) for fact in catalogue.power_facts(document_id=head.id)],
        sources=list(whole.sources),
    )


@router.get("/documents")
def documents(
    served: Served,
    number: Annotated[str, Query(description="số, ký hiệu")] = "",
    type: Annotated[str, Query(description="mã loại văn bản, ví dụ nghi-dinh")] = "",
) -> list[DocumentOut]:
    """Danh sách văn bản: tất cả, theo số hiệu (có thể nhiều văn bản cùng số), hoặc theo loại."""
    heads = served.catalogue.by_number(number) if number else served.heads
    return [document_out(head) for head in heads if not type or head.type == type]


@router.get("/provision")
def provision(served: Served, head: Asked, eid: Unit) -> ProvisionOut:
    """Điều, khoản, điểm theo văn bản và eId: cả điều chứa nó."""
    return provision_out(_unit(served, head, eid))


def _unit(served: Served, head: DocumentHead, eid: str) -> HeldProvision:
    held = served.catalogue.provision_at(head.id, eid)
    if held is None:
        raise HTTPException(404, f"{head.name} trong kho không có {eid}.")
    return held


@router.get("/citations")
def citations(served: Served, head: Asked) -> list[CitationOut]:
    """Mọi viện dẫn trong một văn bản, kèm nơi dẫn tới hoặc lý do không nối được."""
    provisions = {held.id: held for held in served.catalogue.provisions_of(head.id)}
    found = served.catalogue.citations_in(head.id)
    return [citation_out(provisions[key], linked) for key, entries in found.items() for linked in entries]


@router.get("/mentions")
def mentions(served: Served, number: Annotated[str, Query(description="số, ký hiệu")]) -> list[CitationOut]:
    """Mọi chỗ trong kho nhắc tới một số hiệu, có trong kho hay không."""
    key = number_key(number)
    found = served.catalogue.mentions_of_key(key)
    held = served.catalogue.by_number(number)
    listed = served.catalogue.known(number)
    known = known_out(listed[0]) if len(listed) == 1 and not held else None
    resolution = "found" if len(held) == 1 else "ambiguous" if held else "known" if known else "unknown"
    return [
        CitationOut(
            provision=mention.at.address, citation=mention.citation.as_json(), resolution=resolution,
            targets=[document_out(head) for head in held], eid="", reason="", key=key,
            known=known,
        )
        for mention in found
    ]  # fmt: skip


@router.get("/powers")
def powers(served: Served, asked: Annotated[PowersIn, Query()]) -> list[PowerOut]:
    """Sổ ủy quyền, lọc như trang Sổ ủy quyền, mỗi mục kèm câu chứng minh, chuỗi căn cứ và lý do rà soát."""
    register, query = _register(served, asked)
    return [power_out(register.reviewed(fact)) for fact in register.find(query)]


@router.get("/powers/matrix")
def powers_matrix(served: Served, asked: Annotated[PowersIn, Query()]) -> list[PowerCellOut]:
    """Bảng việc và cơ quan: chỉ các ô có ghi nhận; ô không có mặt là chưa biết, không phải chưa được giao."""
    register, query = _register(served, asked)
    return cells_out(matrix_of(map(register.reviewed, register.find(query)), served.catalogue.vocabulary))


def _register(served: Served, asked: PowersIn) -> tuple[Register, RegisterQuery]:
    """The register as of the day that is asked for, and the filters; 404 for a matter that nobody calls so."""
    row = served.catalogue.vocabulary.named(asked.matter) if asked.matter else None
    if asked.matter and row is None:
        raise HTTPException(404, f"Không có loại việc nào tên {asked.matter}.")
    query = RegisterQuery(asked.organ, row.slug if row else "", asked.place, asked.stance, asked.delegator, asked.on)
    return Register(served.catalogue, served.powers, asked.on or date.today()), query


@router.get("/status")
def status(
    served: Served,
    head: Asked,
    on: Annotated[date | None, Query(description="ngày xét, viết như 2012-12-31 (mặc định hôm nay)")] = None,
    eid: Unit = "",
) -> ForceOut:
    """Tình trạng hiệu lực của văn bản, hoặc của một điều khoản, vào một ngày, kèm chứng cứ."""
    incoming = served.catalogue.relations_to(head.id)
    unit = eid if eid and _unit(served, head, eid) else None
    dated = head_for(head, served.catalogue.provisions_of(head.id), unit) if unit else head
    force = status_given(dated, incoming, on or date.today(), unit)
    return force_out(head, force, [linked.source for linked in incoming], eid)


@router.get("/card")
def card(served: Served, response: Response, head: Asked) -> CardOut:
    """Thẻ tóm tắt của một văn bản: tên, trích yếu, ngày, tình trạng hôm nay, loại bản ghi."""
    response.headers["Cache-Control"] = f"private, max-age={_CARD_SECONDS}"
    return card_out(head, status_of(served.catalogue, head, date.today()))


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
