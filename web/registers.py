"""The lists: documents, what is missing, faults of the corpus, and the help page."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from indexer.records import DocumentHead
from kb.delegation_finding.words import Stance
from kb.delegations import STANCE_LABELS
from kb.doctypes import type_of_slug
from kb.text import fold, normalise
from web.addresses import with_query
from web.library import MOST_GAPS
from web.pages import Served
from web.paper import page
from web.typed import whole_number
from web.views.gaps import gap_view
from web.views.paging import pages_of

router = APIRouter(include_in_schema=False)
_LIST_SIZE = 50
#: So many places that cite a missing document are looked at for an example.
_EXAMPLES = 3
_ORDERS = (("moi", "mới ban hành trước"), ("cu", "cũ trước"), ("so", "số hiệu"), ("loai", "thứ bậc hiệu lực"))
_SEVERITIES = {"error": "lỗi", "warning": "cần xem", "note": "ghi chú"}
_STANCE_MEANINGS: dict[Stance, str] = {
    "delegated": "văn bản giao, hoặc nguồn nói là đã giao.",
    "may_delegate": "quy định chung cho phép giao; từng nơi đã giao hay chưa phải có văn bản riêng.",
    "not_delegated": "nguồn nói rõ là chưa, hoặc quy định cấm giao.",
    "withdrawn": "đã từng giao, nay không còn.",
}
_NUMBERS = ("67/2003", "qd 429 bkh 2004", "nghị định 29/2008", "điều 68 nđ 35/2022")


def _part(items: list[DocumentHead], number: int, size: int) -> list[DocumentHead]:
    return items[(number - 1) * size : number * size]


@router.get("/van-ban")
def documents(
    request: Request,
    served: Served,
    ten: str = "",
    loai: str = "",
    co_quan: Annotated[str, Query(alias="co-quan")] = "",
    nam: str = "",
    xep: str = "",
    trang: str = "",
) -> Response:
    """All documents, filtered and sorted by the address."""
    order = xep if xep in dict(_ORDERS) else _ORDERS[0][0]
    year = whole_number(nam)
    found = sorted_heads(filtered_heads(served.heads, ten, loai, co_quan, year), order)
    number = whole_number(trang) or 1
    chosen = {"ten": ten, "loai": loai, "co_quan": co_quan, "nam": str(year or ""), "xep": order}

    def address(to: int) -> str:
        return with_query("/van-ban", **chosen | {"trang": to if to > 1 else None})

    return page(
        request,
        "documents.html",
        heads=_part(found, number, _LIST_SIZE),
        total=len(found),
        chosen=chosen,
        filtered=bool(ten or loai or co_quan or year),
        types=[(slug, type_of_slug(slug).name, count) for slug, count in served.counts.by_type.items()],
        issuers=served.issuers,
        orders=_ORDERS,
        pages=pages_of(len(found), number, address, _LIST_SIZE),
    )


def filtered_heads(
    heads: Iterable[DocumentHead], words: str = "", kind: str = "", issuer: str = "", year: int | None = None
) -> list[DocumentHead]:
    """The documents whose name or title has all ``words`` (diacritics ignored) and that fit the filters."""
    wanted = fold(normalise(words)).split()
    return [
        head
        for head in heads
        if (not kind or head.type == kind)
        and (not issuer or head.issuer == issuer)
        and (not year or (head.issued and head.issued.year == year))
        and all(word in fold(normalise(f"{head.name} {head.title}")) for word in wanted)
    ]


def sorted_heads(heads: list[DocumentHead], order: str) -> list[DocumentHead]:
    """The documents in one of the orders that the page offers; they come newest first."""
    keys: dict[str, Callable[[DocumentHead], tuple[object, ...]]] = {
        "cu": lambda head: (head.issued is None, head.issued.toordinal() if head.issued else 0),
        "so": lambda head: (head.number is None, fold(head.number or head.title)),
        "loai": lambda head: (head.document_type.rank,),
    }
    return sorted(heads, key=keys[order]) if order in keys else heads


@router.get("/chua-co")
def gaps(request: Request, served: Served, trang: str = "") -> Response:
    """What is cited and not held, most wanted first."""
    number = whole_number(trang) or 1

    def address(to: int) -> str:
        return with_query("/chua-co", trang=to if to > 1 else None)

    shown = served.gaps[(number - 1) * _LIST_SIZE : number * _LIST_SIZE]
    return page(
        request,
        "gaps.html",
        gaps=[gap_view(gap, served.catalogue.mentions_of_key(gap.key, _EXAMPLES)) for gap in shown],
        total=len(served.gaps),
        cut=len(served.gaps) == MOST_GAPS,
        pages=pages_of(len(served.gaps), number, address, _LIST_SIZE),
    )


@router.get("/loi-kho")
def faults(request: Request, served: Served) -> Response:
    """The faults of the corpus."""
    return page(request, "faults.html", faults=served.faults[:1000], severities=_SEVERITIES)


@router.get("/huong-dan")
def guide(request: Request) -> Response:
    """Help."""
    stances = [(STANCE_LABELS[stance], meaning) for stance, meaning in _STANCE_MEANINGS.items()]
    return page(request, "help.html", stances=stances, numbers=_NUMBERS)
