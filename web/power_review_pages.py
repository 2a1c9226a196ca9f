"""Working through the statements of delegation: each with its evidence; confirmed, corrected, rejected, taken back.

What a person says is written into the file of the document (:mod:`indexer.corrections`), then into the index.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import quote, unquote

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import RedirectResponse, Response
from pydantic import BaseModel, Field

from indexer.corrections import Entry, correct, fact_id, judge, settle, state, undo
from indexer.judged_fields import DAYS, FIELDS
from indexer.power_register import RegisterQuery
from indexer.records import PowerFact
from kb.dates import short_date
from kb.delegations import KIND_LABELS, FoundBy
from kb.errors import KbError
from web.addresses import own_address
from web.pages import Served
from web.paper import grouped, page
from web.power_pages import Filtered, Filters, common_values, register_of
from web.typed import whole_number
from web.views.facts import FactView, fact_view
from web.views.paging import pages_of

router = APIRouter(prefix="/so-uy-quyen/ra-soat", include_in_schema=False)
_PATH = "/so-uy-quyen/ra-soat"
_PAGE_SIZE = 15
_WHO_COOKIE = "nguoi-xet"
_BLANK = dict.fromkeys(FIELDS, "") | {"stance": "delegated", "kind": "uy-quyen"}
#: What the filter "cách có" of an address means.
_FOUND: dict[str, FoundBy] = {
    "cho-xet": "automatic", "da-xac-nhan": "confirmed", "nhap-tay": "by-hand", "da-bac-bo": "rejected",
}  # fmt: skip
_FOUND_NAMES = {
    "cho-xet": "Chờ xét", "da-xac-nhan": "Đã xác nhận, đã sửa", "nhap-tay": "Người nhập", "da-bac-bo": "Đã bác bỏ",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ReviewedView:
    """A statement to judge: its entry, the name that it goes by, its fields as typed, whether it can be taken back."""

    fact: FactView
    id: str
    typed: dict[str, str]
    can_undo: bool
    can_judge: bool


def reviewed_view(fact: PowerFact) -> ReviewedView:
    """A statement as the page shows it."""
    said = fact.delegation
    typed = {name: value if isinstance(value, str) else "" for name, value in said.as_json().items() if name in FIELDS}
    typed |= {name: short_date(day) for name in DAYS if (day := getattr(said, name))}
    return ReviewedView(
        fact_view(fact),
        fact_id(fact.at.document.stem, said, fact.evidence),
        typed | {"powers": "\n".join(said.powers)},
        said.by is not None,
        said.found_by == "automatic",
    )


@router.get("")
def to_review(
    request: Request,
    served: Served,
    chosen: Filtered,
    found: Annotated[str, Query(alias="cach-co")] = "cho-xet",
    stem: Annotated[str, Query(alias="van-ban")] = "",
    trang: str = "",
    done: Annotated[str, Query(alias="da")] = "",
) -> Response:
    """The statements that fit the filters, those that nobody has judged first of all."""
    way = found if found in _FOUND else "cho-xet"
    listed = {key: _listed(served, chosen, key, stem) for key in _FOUND}
    facts = listed[way]
    number = min(whole_number(trang) or 1, max(1, -(-len(facts) // _PAGE_SIZE)))
    register = register_of(served, chosen)
    shown = [register.reviewed(fact) for fact in facts[(number - 1) * _PAGE_SIZE : number * _PAGE_SIZE]]

    def address(to: int, **more: str | None) -> str:
        kept = {"cach_co": way if way != "cho-xet" else None, "van_ban": stem or None}
        return chosen.address(_PATH, trang=to if to > 1 else None, **kept | more)

    return page(
        request,
        "powers_review.html",
        entries=list(map(reviewed_view, shown)),
        total=len(facts),
        ways_found=[
            (f"{name} ({grouped(len(listed[key]))})", address(1, cach_co=key), key == way)
            for key, name in _FOUND_NAMES.items()
        ],
        found=way,
        stem=stem,
        who=unquote(request.cookies.get(_WHO_COOKIE, "")),
        done=done if done in _DONE else "",
        done_words=_DONE,
        back=address(number),
        blank=_BLANK,
        kinds=list(KIND_LABELS.items()),
        pages=pages_of(len(facts), number, address, _PAGE_SIZE),
        **common_values(served, chosen, _PATH) | {"filtered": chosen.query != RegisterQuery() or bool(stem)},
    )


def _listed(served: Served, chosen: Filters, way: str, stem: str) -> list[PowerFact]:
    kind = _FOUND[way]
    if kind == "rejected":
        register = register_of(served, chosen, served.catalogue.power_facts(stance="rejected"))
    else:
        register = register_of(served, chosen, [fact for fact in served.powers if fact.delegation.found_by == kind])
    return [fact for fact in register.all(chosen.query) if not stem or fact.at.document.stem == stem]


# --- what a person says ----------------------------------------------------------------------------------------------

_VERDICTS: dict[str, FoundBy] = {"xac-nhan": "confirmed", "bac-bo": "rejected"}
_DONE = {
    "xac-nhan": "Đã ghi: xác nhận.",
    "bac-bo": "Đã ghi: bác bỏ; mục này không còn trong sổ.",
    "sua": "Đã ghi mục đã sửa.",
    "hoan-tac": "Đã hoàn tác; mục trở lại như máy tìm ra.",
    "them": "Đã thêm mục mới.",
}


class SaidIn(BaseModel):
    """A form of the page: what is said (``viec``), of which statement (``muc``) or in which document (``van_ban``), by
    whom, and the fields as typed."""

    viec: Literal["xac-nhan", "bac-bo", "sua", "hoan-tac", "them"]
    muc: str = ""
    van_ban: str = ""
    cau: str = Field("", max_length=4000)
    nguoi: str = Field("", max_length=80)
    ve: str = _PATH
    stance: str = "delegated"
    kind: str = "uy-quyen"
    delegator: str = Field("", max_length=300)
    delegate: str = Field("", max_length=300)
    powers: str = Field("", max_length=4000)
    instrument: str = Field("", max_length=80)
    instrument_date: str = Field("", max_length=40)
    scope: str = Field("", max_length=600)
    start: str = Field("", max_length=40)
    end: str = Field("", max_length=40)
    condition: str = Field("", max_length=600)

    @property
    def fields(self) -> dict[str, str]:
        """The fields of the statement."""
        return {name: str(getattr(self, name)) for name in FIELDS}


@router.post("")
def say(request: Request, served: Served, said: Annotated[SaidIn, Form()]) -> Response:
    """Writes down what was said of one statement, and goes back to the list."""
    state_of = request.app.state
    if said.viec != "hoan-tac" and not said.nguoi.strip():
        raise KbError("thiếu tên người xét", hint="ghi tên ở ô Người xét rồi gửi lại")
    stem = _stem(served, said.van_ban) if said.viec == "them" else ""
    settle(state_of.corpus, state_of.data, _change(state_of.corpus, said, stem))
    back = own_address(said.ve)
    response = RedirectResponse(f"{back}{'&' if '?' in back else '?'}da={said.viec}", 303)
    if who := " ".join(said.nguoi.split()):
        response.set_cookie(_WHO_COOKIE, quote(who), max_age=31_536_000, samesite="lax", httponly=True)
    return response


def _stem(served: Served, typed: str) -> str:
    """The stem of the document that is named by its number or by its stem. Raises :class:`KbError` where several
    documents have the number."""
    held = served.catalogue.by_number(typed)
    if len(held) > 1:
        names = "; ".join(f"{head.stem} ({head.issuer or 'không rõ cơ quan'}, {head.day})" for head in held)
        raise KbError("nhiều văn bản có số này", found=typed, hint=f"ghi tên tệp của văn bản: {names}")
    return held[0].stem if held else typed.strip()


def _change(corpus: Path, said: SaidIn, stem: str) -> Callable[[], Entry]:
    """What is to be done to the file; ``stem`` is that of the document to which something is added."""
    today, found = date.today(), _VERDICTS.get(said.viec)
    if found:
        return lambda: judge(corpus, said.muc, found, said.nguoi, today)
    if said.viec == "sua":
        return lambda: correct(corpus, said.muc, said.fields, said.nguoi, today)
    if said.viec == "them":
        return lambda: state(corpus, stem, said.cau, said.fields, said.nguoi, today)
    return lambda: undo(corpus, said.muc)
