"""The register of delegations: the list with its files, matters against bodies, and the history of a matter."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, HTTPException, Query, Request
from fastapi.responses import Response

from indexer.power_changes import day_of
from indexer.power_matrix import Cell, Unit, matrix_of, timeline_of
from indexer.power_register import Register, RegisterQuery, in_words
from indexer.powers_export import FILES, register_table
from indexer.records import PowerFact
from kb.dates import short_date, typed_day
from kb.delegation_finding.words import Stance
from kb.delegations import STANCE_LABELS
from kb.matters import Matter
from web.addresses import with_query
from web.downloads import download
from web.library import Library
from web.pages import Served
from web.paper import base_address, page
from web.typed import unread_day, whole_number
from web.views.facts import FactView, views
from web.views.paging import pages_of

router = APIRouter(prefix="/so-uy-quyen", include_in_schema=False)
_PAGE_SIZE = 25
_SHORT: dict[Stance, str] = {
    "delegated": "Đã giao",
    "may_delegate": "Có thể giao",
    "not_delegated": "Chưa / không",
    "withdrawn": "Đã thôi",
}


@dataclass(frozen=True, slots=True)
class Filters:
    """The filters in an address: ``query`` is what they mean, ``unread`` says which could not be understood."""

    query: RegisterQuery
    unread: tuple[str, ...] = ()

    def address(self, path: str, **more: str | int | None) -> str:
        """An address with the same filters; ``more`` adds to them or, with None, takes away."""
        query = self.query
        values: dict[str, str | int | None] = {
            "viec": query.matter, "tinh_trang": query.stance, "co_quan": query.organ, "ben_giao": query.delegator,
            "dia_phuong": query.place, "ngay": query.on.isoformat() if query.on else None,
        }  # fmt: skip
        return with_query(path, **values | more)

    @property
    def day(self) -> date:
        """The day that doubts are judged by."""
        return self.query.on or date.today()


def filters(
    served: Served,
    viec: str = "",
    tinh_trang: Annotated[str, Query(alias="tinh-trang")] = "",
    co_quan: Annotated[str, Query(alias="co-quan")] = "",
    ben_giao: Annotated[str, Query(alias="ben-giao")] = "",
    dia_phuong: Annotated[str, Query(alias="dia-phuong")] = "",
    ngay: str = "",
) -> Filters:
    """The filters of a request; what is not understood is left out and told."""
    row, day = served.catalogue.vocabulary.named(viec) if viec else None, typed_day(ngay)
    stance = next((known for known in STANCE_LABELS if known == tinh_trang), None)
    unread = (
        f"Không có loại việc “{viec}”." if viec and row is None else "",
        f"Không có tình trạng “{tinh_trang}”." if tinh_trang and stance is None else "",
        unread_day(ngay),
    )
    query = RegisterQuery(co_quan.strip(), row.slug if row else "", dia_phuong.strip(), stance, ben_giao.strip(), day)
    return Filters(query, tuple(filter(None, unread)))


Filtered = Annotated[Filters, Depends(filters)]


def register_of(served: Library, chosen: Filters, facts: Iterable[PowerFact] | None = None) -> Register:
    """The register, or one of some statements, as of the day of the filters."""
    return Register(served.catalogue, served.powers if facts is None else facts, chosen.day)


def common_values(served: Library, chosen: Filters, path: str) -> dict[str, Any]:
    """What the form, the sentence above the list and the ways on need."""
    return {
        "chosen": chosen,
        "action": path,
        "matters": served.catalogue.vocabulary.rows,
        "stances": list(STANCE_LABELS.items()),
        "told": in_words(chosen.query, served.catalogue.vocabulary),
        "on": short_date(chosen.day),
        "filtered": chosen.query != RegisterQuery(),
    }


@router.get("")
def powers(request: Request, served: Served, chosen: Filtered, trang: str = "") -> Response:
    """The list, filtered and judged by the address."""
    register = register_of(served, chosen)
    found = register.find(chosen.query)
    number = whole_number(trang) or 1
    shown = map(register.reviewed, found[(number - 1) * _PAGE_SIZE : number * _PAGE_SIZE])

    def address(to: int) -> str:
        return chosen.address("/so-uy-quyen", trang=to if to > 1 else None)

    return page(
        request,
        "powers.html",
        facts=views(shown),
        total=len(found),
        files=[(form, chosen.address(f"/so-uy-quyen/so-uy-quyen.{form}")) for form in FILES],
        pages=pages_of(len(found), number, address, _PAGE_SIZE),
        **common_values(served, chosen, "/so-uy-quyen"),
    )


@router.get("/so-uy-quyen.{form}")
def powers_file(request: Request, served: Served, chosen: Filtered, form: Literal["csv", "xlsx", "docx"]) -> Response:
    """The same list as a file named by its day, with addresses that work from anywhere."""
    register = register_of(served, chosen)
    facts = [register.reviewed(fact) for fact in register.find(chosen.query)]
    base = base_address(request)
    data = FILES[form](register_table(facts, in_words(chosen.query, served.catalogue.vocabulary), chosen.day, base))
    return download(data, f"so-uy-quyen-{chosen.day}.{form}", form)


@dataclass(frozen=True, slots=True)
class CellView:
    """A cell to print: ``tone`` names its style, ``words`` and ``address`` its link."""

    tone: str
    words: str
    address: str
    count: int
    review: bool


def cell_view(row: Matter, unit: Unit, cell: Cell, chosen: Filters) -> CellView:
    """A cell, which leads to its statements in the history of the matter."""
    path = f"/so-uy-quyen/viec/{row.slug}"
    organ = None if unit.general else unit.name
    address = chosen.address(path, viec=None, tinh_trang=None, co_quan=organ or chosen.query.organ)
    return CellView(
        "unsure" if cell.review else cell.stance,
        _SHORT[cell.stance],
        f"{address}#ghi-nhan-{cell.fact.id}",
        cell.count,
        cell.review,
    )


@router.get("/bang")
def matrix(request: Request, served: Served, chosen: Filtered) -> Response:
    """Matters against bodies."""
    register = register_of(served, chosen)
    found = matrix_of(map(register.reviewed, register.find(chosen.query)), served.catalogue.vocabulary)
    rows = [
        (
            row,
            chosen.address(f"/so-uy-quyen/viec/{row.slug}", viec=None),
            [cell and cell_view(row, unit, cell, chosen) for unit, cell in zip(found.units, cells, strict=True)],
        )
        for row, cells in found.rows
    ]
    return page(
        request,
        "powers_matrix.html",
        units=found.units,
        rows=rows,
        **common_values(served, chosen, "/so-uy-quyen/bang"),
    )


@router.get("/viec/{slug}")
def history(request: Request, served: Served, chosen: Filtered, slug: str) -> Response:
    """What is known of one matter, by date."""
    row = served.catalogue.vocabulary.get(slug)
    if row is None:
        raise HTTPException(404, "Sổ không có loại việc này. Chọn loại việc trong Sổ ủy quyền.")
    register = register_of(served, chosen)
    found = timeline_of(map(register.reviewed, register.find(replace(chosen.query, matter=slug))))
    sections = (
        ("quy-dinh-chung", "Quy định chung", "Cho phép hoặc cấm giao ở mọi nơi.", _dated(found.general)),
        ("tung-noi", "Từng nơi", "Văn bản và nguồn nói về một cơ quan, một địa phương.", _dated(found.local)),
    )
    return page(
        request,
        "powers_history.html",
        row=row,
        sections=sections,
        total=len(found.general) + len(found.local),
        **common_values(served, chosen, f"/so-uy-quyen/viec/{slug}"),
    )


def _dated(facts: tuple[PowerFact, ...]) -> list[tuple[str, FactView]]:
    """Each statement with its day in words."""
    return list(zip(map(_told_day, facts), views(facts), strict=True))


def _told_day(fact: PowerFact) -> str:
    """The day from which a statement holds; a source of which only the time is known says that."""
    known, said = day_of(fact), fact.delegation
    if said.stance == "withdrawn" and said.end and said.instrument_date:
        return f"{short_date(said.end)} (đã giao từ {short_date(said.instrument_date)})"
    return short_date(known) if known else fact.at.document.day
