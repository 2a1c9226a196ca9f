"""Looking at a document before it is accepted: its head as a form beside the original, accepting, and taking back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import FormData

from indexer.accepting import accept, accept_clean, take_back
from indexer.arrivals import read_arrivals
from indexer.catalogue import Catalogue
from indexer.disk import DiskRefused
from indexer.draft_fields import FIELDS, field_values
from indexer.drafts import Draft, DraftGone, Drafts
from indexer.generations import WriterBusy
from indexer.ocr import ocr_available
from indexer.originals import MOST_BLOCKS, page_picture, pages_of, text_of
from indexer.records import DocumentHead
from kb.errors import KbError
from web.downloads import download
from web.errors import status_of
from web.library import Library
from web.news_pages import ArrivalsView, arrivals_view
from web.pages import Served
from web.paper import page
from web.views.citations import citing_documents
from web.views.documents import relation_groups
from web.views.drafts import TYPE_CHOICES, review_view
from web.views.legal_bases import legal_basis

router = APIRouter(include_in_schema=False)
#: More pages are not shown as pictures beside the form.
MOST_PAGES = 200
_HERE = "/nhap/cho-duyet/"
_PLACE = re.compile(r"trang (\d{1,4})")


def drafts_of(request: Request) -> Drafts:
    """The drafts of this server."""
    found: Drafts = request.app.state.drafts
    return found


async def sent_form(request: Request) -> FormData:
    """The form that was sent, whatever its fields."""
    return await request.form()


Kept = Annotated[Drafts, Depends(drafts_of)]
Sent = Annotated[FormData, Depends(sent_form)]


def _found(drafts: Drafts, identity: str) -> Draft:
    try:
        return drafts.get(identity)
    except DraftGone as error:
        raise HTTPException(404, "Không còn văn bản chờ duyệt này. Xem danh sách ở trang Nhập văn bản.") from error


@router.get("/nhap/cho-duyet/{identity}")
def review(request: Request, served: Served, drafts: Kept, identity: str, da: str = "") -> Response:
    """The page of a draft: the form while it waits, what it changed once it is accepted."""
    draft = _found(drafts, identity)
    if draft.state == "accepted":
        return _accepted_page(request, served, draft)
    if draft.state == "discarded":
        return page(request, "discarded.html", draft=draft)
    return _review_page(request, served, draft, saved=da == "luu")


def _review_page(
    request: Request,
    served: Library,
    draft: Draft,
    *,
    error: KbError | None = None,
    saved: bool = False,
    typed: Any = None,
) -> Response:
    jobs = request.app.state.ocr
    pages = min(pages_of(draft.file), MOST_PAGES)
    return page(
        request,
        "review.html",
        200 if error is None else status_of(error),
        view=review_view(draft, served.catalogue, typed),
        types=TYPE_CHOICES,
        pages=pages,
        blocks=() if pages or draft.read is None else text_of(draft.file),
        work=jobs.progress(draft.id),
        no_ocr=None if draft.read else ocr_available(),
        error=str(error) if error else "",
        saved=saved,
        most_blocks=MOST_BLOCKS,
        page_in=_page_in,
    )


def _page_in(message: str) -> int | None:
    """The page that a fault names."""
    found = _PLACE.search(message)
    return int(found[1]) if found else None


def _accepted_page(request: Request, served: Library, draft: Draft) -> Response:
    """What an accepted document changed, and the way back."""
    outcome = draft.outcome or {}
    head = served.catalogue.by_stem(str(outcome.get("stem", "")))
    return page(
        request,
        "accepted.html",
        draft=draft,
        outcome=outcome,
        head=head,
        news=_news_of(request, outcome),
        **(_links_of(served.catalogue, head) if head else {}),
    )


def _links_of(catalogue: Catalogue, head: DocumentHead) -> dict[str, Any]:
    """What binds a held document to others: who cites it, its relations both ways, its legal bases."""
    outgoing = catalogue.relations_from(head.id)
    return {
        "citing": citing_documents(catalogue.mentions_of(head.id)),
        "relations": relation_groups(outgoing, catalogue.relations_to(head.id)),
        "bases": [legal_basis(basis, outgoing) for basis in catalogue.document(head.id).legal_bases],
    }


def _news_of(request: Request, outcome: Mapping[str, Any]) -> ArrivalsView | None:
    """What the generation that took a document in brought besides; None where nothing is told of it."""
    report = read_arrivals(request.app.state.data, str(outcome.get("generation", "")))
    return arrivals_view(report) if report and report.before else None


@router.post("/nhap/cho-duyet/{identity}/luu")
def save(request: Request, served: Served, drafts: Kept, sent: Sent, identity: str) -> Response:
    """Keeps what a person entered."""
    draft = _found(drafts, identity)
    try:
        _save(drafts, draft, sent)
    except KbError as error:
        return _again(request, served, drafts, draft, sent, error)
    return RedirectResponse(f"{_HERE}{identity}?da=luu", 303)


@router.post("/nhap/cho-duyet/{identity}/nhan")
def accept_one(request: Request, served: Served, drafts: Kept, sent: Sent, identity: str) -> Response:
    """Keeps what a person entered and accepts the document."""
    state, draft = request.app.state, _found(drafts, identity)
    try:
        drafts.waiting(identity)
        if "revision" in sent:
            _save(drafts, draft, sent)
        result = accept(drafts, identity, state.corpus, state.data, overwrite=bool(sent.get("thay")))
        if result.outcome == "refused":
            raise KbError(result.message, hint="xem phần so sánh, chọn thay bản cũ nếu đúng")
    except KbError as error:
        return _again(request, served, drafts, draft, sent, error)
    return RedirectResponse(f"{_HERE}{identity}", 303)


def _save(drafts: Drafts, draft: Draft, sent: FormData) -> None:
    """Keeps the fields that differ from what was read, and those that were compared with the original."""
    if draft.read is None:
        return
    was = field_values(draft.read)
    typed = {name: str(sent[name]).replace("\r\n", "\n").strip() for name in FIELDS if name in sent}
    changed = {name: value for name, value in typed.items() if value != was[name]}
    seen = str(sent.get("revision", ""))
    drafts.amend(
        draft.id,
        changed,
        confirmed=tuple(name for name in FIELDS if sent.get(f"doi-chieu-{name}")),
        revision=int(seen) if seen.isdecimal() else None,
    )


def _again(request: Request, served: Library, drafts: Drafts, draft: Draft, sent: FormData, error: KbError) -> Response:
    """The form once more, with what was typed and why it was not taken; what no longer waits is told as it is."""
    now = drafts.get(draft.id)
    if now.state != "waiting" or isinstance(error, WriterBusy | DiskRefused):
        raise error
    return _review_page(
        request, served, now, error=error, typed={name: str(sent[name]) for name in FIELDS if name in sent}
    )


@router.post("/nhap/cho-duyet/{identity}/bo")
def discard(drafts: Kept, identity: str) -> Response:
    """Throws a draft away; the list offers to bring it back."""
    drafts.discard(identity)
    return RedirectResponse(f"/nhap?bo={identity}", 303)


@router.post("/nhap/cho-duyet/{identity}/khoi-phuc")
def restore(drafts: Kept, identity: str) -> Response:
    """Brings a draft back."""
    drafts.restore(identity)
    return RedirectResponse(f"{_HERE}{identity}", 303)


@router.post("/nhap/cho-duyet/{identity}/go")
def undo(request: Request, drafts: Kept, identity: str) -> Response:
    """Takes an accepted document out of the corpus again."""
    take_back(drafts, identity, request.app.state.corpus, request.app.state.data)
    return RedirectResponse(f"{_HERE}{identity}", 303)


@router.post("/nhap/cho-duyet/{identity}/doc-chu")
def read_letters(request: Request, drafts: Kept, identity: str) -> Response:
    """Starts to read a scan."""
    if trouble := ocr_available():
        raise KbError(trouble)
    request.app.state.ocr.start(drafts.waiting(identity))
    return RedirectResponse(f"{_HERE}{identity}", 303)


@router.post("/nhap/nhan-het")
def accept_all(request: Request, drafts: Kept) -> Response:
    """Accepts all drafts of which nothing is doubtful."""
    results = accept_clean(drafts, request.app.state.corpus, request.app.state.data)
    return RedirectResponse(f"/nhap?nhan={sum(result.outcome != 'refused' for result in results)}", 303)


@router.get("/nhap/cho-duyet/{identity}/trang/{number}.png")
def picture(drafts: Kept, identity: str, number: int) -> Response:
    """A page of the original as a picture."""
    draft = _found(drafts, identity)
    if not 1 <= number <= MOST_PAGES:
        raise HTTPException(404)
    try:
        content = page_picture(draft.file, number)
    except KbError as error:
        raise HTTPException(404, str(error)) from error
    return Response(content, media_type="image/png", headers={"Cache-Control": "private, max-age=3600"})


@router.get("/nhap/cho-duyet/{identity}/tep")
def original(drafts: Kept, identity: str) -> Response:
    """The file as it came; always saved, never shown by the browser."""
    draft = _found(drafts, identity)
    return download(draft.file.read_bytes(), draft.file.name)
