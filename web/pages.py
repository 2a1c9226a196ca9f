"""The pages that answer: search, document, cited-not-held, and the short addresses that lead to them."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from anyio import to_thread
from fastapi import APIRouter, Depends, Form, HTTPException, Query, Request
from fastapi.responses import RedirectResponse, Response
from markupsafe import Markup

from indexer.answers import Answer
from indexer.question_checks import expected_in_words, expected_of
from indexer.questions import LONGEST_QUESTION, Filters
from indexer.records import DocumentHead
from indexer.standing import head_for
from kb.dates import typed_day
from kb.numbers import DocumentNumber
from web.addresses import cited_address, own_address, provision_page
from web.diagram import diagram_svg, stacked_svg
from web.library import Library, LibraryProvider
from web.paper import THEME_COOKIE, base_address, grouped, page
from web.rendering import asked_lines, provision_html
from web.typed import unread_day, whole_number
from web.views.answers import AnswerView, answer_view
from web.views.branches import Branches, branches
from web.views.citations import citation_links
from web.views.cited import CitedView, cited_view, several_view
from web.views.citing import citing_forms
from web.views.documents import RECORD_NOTES, document_view
from web.views.paging import PAGE_SIZE
from web.views.provisions import provision_page_view
from web.views.relations import listed_targets, relation_lines
from web.views.status import StatusView, standing_view, status_view

router = APIRouter(include_in_schema=False)
EXAMPLES = (
    ("quyết định nào ủy quyền cấp giấy phép lao động", "ai được quyết định"),
    ("qd 429 bkh 2004", "số hiệu như còn nhớ"),
    ("điều 68 nđ 35/2022", "điều khoản"),
    ("nghị định 82/2018 còn hiệu lực không", "tình trạng"),
    ("thu hoi giay phep lao dong", "tìm theo chữ, không dấu"),
)
#: What the address of a document's lược đồ ends with.
DIAGRAM = "/luoc-do"
NO_DOCUMENT = "Kho không còn văn bản nào ở địa chỉ này. Thử tìm theo số hiệu."


async def library(request: Request) -> Library:
    """The library that serves this request, start to end; one that must be opened first holds up nobody else."""
    libraries: LibraryProvider = request.app.state.libraries
    ready = libraries.ready()
    return ready if ready is not None else await to_thread.run_sync(libraries.current)


Served = Annotated[Library, Depends(library)]


@router.get("/")
def home(request: Request, served: Served) -> Response:
    """The search box, and what is held."""
    newest = served.heads[:6]
    return page(
        request, "home.html", examples=EXAMPLES, counts=served.counts, newest=newest, matters=served.matters[:12]
    )


@router.get("/tim")
def search(
    request: Request,
    served: Served,
    q: str = "",
    loai: Annotated[list[str] | None, Query()] = None,
    co_quan: Annotated[list[str] | None, Query(alias="co-quan")] = None,
    tu: str = "",
    den: str = "",
    trang: str = "",
    di: str = "",
) -> Response:
    """The answer to a question; ``di=1`` goes straight to the document or provision that it names."""
    text = q.strip()[: LONGEST_QUESTION + 1]  # one more, so that the answer says that it is too long
    if not text:
        return RedirectResponse("/", 303)
    filters = Filters(
        tuple(filter(None, loai or ())),
        tuple(filter(None, co_quan or ())),
        whole_number(tu),
        whole_number(den),
    )
    number = whole_number(trang) or 1
    answer = served.search.answer(text, filters, PAGE_SIZE, (number - 1) * PAGE_SIZE)
    view = answer_view(answer, text, filters, number)
    if di and view.named:
        return RedirectResponse(view.named, 303)
    return page(request, "answer.html", typed=text, **_answer_values(served, answer, view, filters))


def _answer_values(served: Library, answer: Answer, view: AnswerView, filters: Filters) -> dict[str, Any]:
    return {
        "answer": answer,
        "view": view,
        "filters": filters,
        "filtered": filters != Filters(),
        "summary": _summary(answer),
        "status": _status(served, answer),
        "relations": relation_lines(answer.relations.relations) if answer.relations else (),
        "provision_text": _provision_text(served, answer),
        "expected": expected_in_words(expected_of(answer)) if view.first == 1 and filters == Filters() else "",
    }


def _status(served: Library, answer: Answer) -> StatusView | None:
    """The force of the document asked about, or of the one that was named."""
    if answer.status:
        return status_view(answer.status.status, _actors(served, answer.status.document))
    if answer.kind in {"document", "provision"} and answer.documents:
        head = answer.documents[0]
        return standing_view(head, served.catalogue.relations_to(head.id), date.today())
    return None


def _summary(answer: Answer) -> str:
    if answer.total:
        return f"{grouped(answer.total)} đoạn văn bản có những chữ này."
    return "" if answer.kind != "none" else "Không tìm thấy trong kho."


def _provision_text(served: Library, answer: Answer) -> Markup:
    held = answer.provision
    if held is None:
        return Markup("")
    links = served.catalogue.citations_in(held.document.id).get(held.id, [])
    marks = asked_lines(held.provision, answer.path.eid) if answer.path else []
    return provision_html(held.provision, citation_links(links, held.document), marks, anchors=False)


@router.get("/akn/vn/{rest:path}")
def document(request: Request, served: Served, rest: str, ngay: str = "") -> Response:
    """The page of a document at its permanent address; after "/~", that of one of its provisions. ``ngay`` is the day
    of which their force is told, today without it."""
    if rest.endswith(DIAGRAM):
        return _diagram_page(request, served, f"/akn/vn/{rest.removesuffix(DIAGRAM)}")
    uri, portion, eid = f"/akn/vn/{rest}".partition("/~")
    held = served.catalogue.by_uri(uri)
    if not held:
        raise HTTPException(404, NO_DOCUMENT)
    if portion:
        return _provision_page(request, served, held[0], eid, ngay)
    if len(held) > 1:
        return _cited(request, several_view(served.catalogue, held))
    head = held[0]
    granted = [fact for fact in served.powers if fact.instrument and fact.instrument.id == head.id]
    view = document_view(served.catalogue, head, granted, typed_day(ngay))
    base = base_address(request)
    return page(
        request,
        "document.html",
        view=view,
        citing=citing_forms(head, base, view.amended),
        permanent=base + head.uri,
        on=ngay,
        unread=unread_day(ngay),
        diagram=_diagram(head, view.branches),
    )


def _diagram_page(request: Request, served: Library, uri: str) -> Response:
    """The lược đồ alone, with all relations as a list beside it."""
    held = served.catalogue.by_uri(uri)
    if not held:
        raise HTTPException(404, NO_DOCUMENT)
    head = held[0]
    outgoing, incoming = served.catalogue.relations_from(head.id), served.catalogue.relations_to(head.id)
    related = branches(outgoing, incoming, listed_targets(served.catalogue, outgoing))
    status = standing_view(head, incoming, date.today())
    return page(request, "diagram.html", head=head, branches=related, diagram=_diagram(head, related), status=status)


def _diagram(head: DocumentHead, related: Branches) -> Markup:
    """The picture for wide screens and the one for narrow ones; the style sheet shows one of them."""
    shown = related.shortened()
    return diagram_svg(head.name, shown) + stacked_svg(head.name, shown)


def _provision_page(request: Request, served: Library, head: DocumentHead, eid: str, day: str) -> Response:
    held = served.catalogue.provision_at(head.id, eid)
    if held is None:
        raise HTTPException(404, f"{head.name} trong kho không có chỗ này. Xem cả văn bản ở {head.uri}")
    provisions = served.catalogue.provisions_of(head.id)
    view = provision_page_view(served.catalogue, held, eid, provisions)
    incoming = served.catalogue.relations_to(head.id)
    unit = eid or held.provision.eid
    status = standing_view(head_for(head, provisions, unit), incoming, typed_day(day) or date.today(), unit)
    return page(
        request,
        "provision.html",
        view=view,
        note=RECORD_NOTES[head.record],
        status=status,
        permanent=base_address(request) + provision_page(head.uri, view.eid),
        on=day,
        unread=unread_day(day),
    )


def _actors(served: Library, head: DocumentHead) -> list[DocumentHead]:
    return [linked.source for linked in served.catalogue.relations_to(head.id)]


@router.get("/vien-dan/{key:path}")
def cited(request: Request, served: Served, key: str, trong: str = "") -> Response:
    """Everything that is known of a cited number or name; ``trong`` is the stem of the document that a reader comes
    from, to settle what is meant there."""
    return _cited(request, cited_view(served.catalogue, key, trong))


def _cited(request: Request, view: CitedView) -> Response:
    return page(request, "cited.html", 200 if view.known else 404, view=view)


@router.post("/giao-dien")
def theme(
    choice: Annotated[str, Form(alias="giao-dien")] = "", back: Annotated[str, Form(alias="ve")] = "/"
) -> Response:
    """Keeps the reader's choice of light or dark, and goes back."""
    response = RedirectResponse(own_address(back), 303)
    if choice in {"light", "dark"}:
        response.set_cookie(THEME_COOKIE, choice, max_age=31_536_000, samesite="lax", httponly=True)
    else:
        response.delete_cookie(THEME_COOKIE)
    return response


short_addresses = APIRouter(include_in_schema=False)


@short_addresses.get("/{number:path}")
def short_address(request: Request, served: Served, number: str) -> Response:
    """``/29/2008/NĐ-CP``: the document of that number, the choice where there are several."""
    parsed = DocumentNumber.try_parse(number)
    if parsed is None:
        raise HTTPException(404)
    held = served.catalogue.by_number(number)
    if len(held) == 1:
        return RedirectResponse(held[0].uri, 303)
    return RedirectResponse(cited_address(parsed.key), 303)
