"""The page "Giỏ căn cứ": what was collected, put in order, noted, taken away.

The address of the page holds the whole basket, so that it is shared and kept by its address; a cookie holds it while
its owner reads on. Without cookies the page does the same, what is added being typed on it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal
from urllib.parse import quote, unquote, urlencode

from fastapi import APIRouter, File, Form, HTTPException, Request, UploadFile
from fastapi.responses import JSONResponse, RedirectResponse, Response

from indexer.questions import LONGEST_QUESTION, Filters
from kb.errors import KbError
from kb.legal_force import force_of
from web.addresses import basket_place, own_address, provision_address
from web.basket import MOST_FILE_BYTES, MOST_NOTE, Basket, Entry, file_of, from_file, parse_place, read, written
from web.basket_files import FILES, basis_text
from web.downloads import download
from web.library import Library
from web.pages import Served
from web.paper import BASKET_COOKIE, base_address, own_basket, page
from web.views.answers import answer_view
from web.views.basket import BasketView, basket_view

router = APIRouter(include_in_schema=False)
BASKET_PAGE = "/gio-can-cu"
_YEAR = 31_536_000
FileForm = Literal["docx", "md", "txt", "json"]


@dataclass(frozen=True, slots=True)
class Removed:
    """What was just taken out, to be put back: the entries as a word, where they stood, what to call them."""

    word: str
    at: int
    name: str


@router.get(BASKET_PAGE)
def basket_page(
    request: Request,
    served: Served,
    gio: str | None = None,
    bo: str = "",
    vt: int = 0,
    doc: str = "",
    truoc: str = "",
) -> Response:
    """The basket of the address, else the reader's own. ``bo`` and ``vt`` say what was just taken out of it, ``doc``
    is the page that the reader added from, ``truoc`` the reader's basket that this one took the place of."""
    own = own_basket(request)
    basket = own if gio is None else read(gio)
    view = _view(request, served, basket)
    return page(
        request,
        "basket.html",
        view=view,
        word=written(basket),
        most_note=MOST_NOTE,
        kept=written(own) == written(basket),
        others=len(own) if own != basket else 0,
        removed=_removed(request, served, bo, vt) if bo else None,
        reading=own_address(doc) if doc else "",
        before=truoc,
    )


def _view(request: Request, served: Library, basket: Basket) -> BasketView:
    base = base_address(request)
    return basket_view(served.catalogue, basket, date.today(), base)


def _removed(request: Request, served: Library, word: str, at: int) -> Removed:
    entries = _view(request, served, read(word)).entries
    name = entries[0].citation if len(entries) == 1 else f"{len(entries)} mục"
    return Removed(word, at, name)


def _shown(basket: Basket, *, keep: bool, **more: str | int) -> RedirectResponse:
    """The page of a basket; ``keep`` makes it the reader's own."""
    word = written(basket)
    response = RedirectResponse(f"{BASKET_PAGE}?{urlencode({'gio': word, **more})}", 303)
    if keep:
        _keep(response, word)
    return response


def _keep(response: Response, word: str) -> None:
    if word:
        response.set_cookie(BASKET_COOKIE, word, max_age=_YEAR, samesite="lax", httponly=True)
    else:
        response.delete_cookie(BASKET_COOKIE)


def _is_own(request: Request, word: str) -> bool:
    """Whether a basket that was sent is the reader's own, or there is no other to lose."""
    return written(own_basket(request)) in {"", word}


# --- adding ---------------------------------------------------------------------------------------------------------


@router.post(f"{BASKET_PAGE}/them")
def add(
    request: Request,
    served: Served,
    place: Annotated[str, Form(alias="muc", max_length=600)],
    back: Annotated[str, Form(alias="ve", max_length=2000)] = "/",
) -> Response:
    """Puts what is being read into the reader's own basket, and goes back to it.

    The first time it leads to the basket, which tells how it is used, and what to do where no cookies are kept.
    """
    entry, own = parse_place(place), own_basket(request)
    if not served.catalogue.by_uri(entry.uri):
        raise HTTPException(404, "Kho không còn văn bản này.")
    basket, back = own.with_entries([entry]), _back(own_address(back), entry)
    if "application/json" in request.headers.get("accept", ""):
        response: Response = JSONResponse({"count": len(basket)})
    elif own.entries:
        response = RedirectResponse(back, 303)
    else:
        return _shown(basket, keep=True, doc=back)
    _keep(response, written(basket))
    return response


def _back(address: str, entry: Entry) -> str:
    """The page that was read, at the place that was put into the basket."""
    read_page = address.partition("#")[0]
    return provision_address(read_page, entry.eid) if read_page == entry.uri else f"{read_page}#{quote(entry.place)}"


@router.post(f"{BASKET_PAGE}/tim")
def add_typed(
    request: Request,
    served: Served,
    q: Annotated[str, Form(max_length=LONGEST_QUESTION)],
    gio: Annotated[str, Form()] = "",
) -> Response:
    """Puts in what is named by words ("điều 68 nđ 35/2022") or by its address."""
    named = _address_in(q) or _named(served, q.strip())
    if not named:
        hint = "gõ số hiệu đầy đủ, ví dụ “điều 68 nghị định 35/2022/NĐ-CP”, hoặc tìm rồi thêm từ trang văn bản"
        raise KbError("chưa rõ là văn bản hay điều khoản nào trong kho", found=q[:80], hint=hint)
    uri, _, eid = unquote(named).replace("/~", "#").partition("#")
    entry = parse_place(basket_place(uri, eid))
    if not served.catalogue.by_uri(uri):
        raise KbError("kho không có văn bản ở địa chỉ này", found=q[:80])
    return _shown(read(gio).with_entries([entry]), keep=_is_own(request, gio))


def _named(served: Library, text: str) -> str | None:
    """The address of the document or provision that words name."""
    return answer_view(served.search.answer(text, Filters(), 1, 0), text, Filters(), 1).named


def _address_in(text: str) -> str:
    """The permanent address in what was pasted; "" for none."""
    _, root, rest = text.strip().partition("/akn/vn/")
    return f"{root}{rest}"


@router.post(f"{BASKET_PAGE}/mo")
def open_file(
    request: Request, tep: Annotated[UploadFile, File()], gio: Annotated[str, Form()] = ""
) -> RedirectResponse:
    """Adds the entries of a file that was saved from this page."""
    content = tep.file.read(MOST_FILE_BYTES + 1)
    if len(content) > MOST_FILE_BYTES:
        raise KbError("tệp quá lớn, không phải tệp giỏ căn cứ", hint="chọn tệp .json đã lưu từ trang Giỏ căn cứ")
    return _shown(read(gio).with_entries(from_file(content).entries), keep=_is_own(request, gio))


@router.post(f"{BASKET_PAGE}/dung")
def use(
    request: Request,
    gio: Annotated[str, Form()] = "",
    how: Annotated[Literal["thay", "gop"], Form(alias="cach")] = "thay",
) -> RedirectResponse:
    """Makes a shared basket the reader's own, or adds its entries to that; what is replaced can be had back."""
    own, shared = own_basket(request), read(gio)
    basket = own.with_entries(shared.entries) if how == "gop" else shared
    return _shown(basket, keep=True, **({"truoc": written(own)} if own.entries and own != basket else {}))


# --- changing -------------------------------------------------------------------------------------------------------


@router.post(BASKET_PAGE)
def change(
    request: Request,
    served: Served,
    gio: Annotated[str, Form()] = "",
    work: Annotated[str, Form(alias="viec", max_length=20)] = "luu",
    notes: Annotated[list[str] | None, Form(alias="ghi-chu")] = None,
    bo: Annotated[str, Form()] = "",
    vt: Annotated[int, Form()] = 0,
) -> RedirectResponse:
    """Keeps the notes, and does what the button says: up, down, out, all out, back in, in order of legal force."""
    basket, keep = read(gio), _is_own(request, gio)
    if notes is not None and len(notes) == len(basket):
        basket = basket.noted(notes)
    name, _, told = work.partition(":")
    index = int(told) if told.isdecimal() and len(told) < 4 else 0
    if name in {"len", "xuong", "bo"} and index >= len(basket):
        raise KbError("giỏ đã đổi, không còn mục này", hint="mở lại trang Giỏ căn cứ")
    if name in {"len", "xuong"}:
        return _shown(basket.moved(index, -1 if name == "len" else 1), keep=keep)
    if name == "bo":
        gone = Basket(basket.entries[index : index + 1])
        return _shown(basket.without(index), keep=keep, bo=written(gone), vt=index)
    if name == "bo-het":
        return _shown(Basket(), keep=keep, bo=written(basket))
    if name == "hoan-tac":
        return _shown(basket.with_entries(read(bo).entries, vt), keep=keep)
    if name == "xep":
        return _shown(_by_force(_view(request, served, basket)), keep=keep)
    return _shown(basket, keep=keep)


def _by_force(view: BasketView) -> Basket:
    """In order of legal force, then of age; what is not held comes last."""
    ordered = sorted(
        view.entries,
        key=lambda entry: (
            (force_of(entry.head.type, entry.head.number), entry.head.issued or date.max, entry.head.uri)
            if entry.head
            else (999, date.max, entry.entry.uri)
        ),
    )
    return Basket(tuple(view.entry for view in ordered))


# --- taking away ----------------------------------------------------------------------------------------------------


@router.get(f"{BASKET_PAGE}/gio-can-cu.{{form}}")
def basket_file(request: Request, served: Served, form: FileForm, gio: str = "") -> Response:
    """The basket as a file for Word, for other programs, or to be opened here again."""
    view = _view(request, served, read(gio))
    names = (entry.citation for entry in view.entries)
    data = file_of(view.basket, names) if form == "json" else FILES[form](view)
    return download(data, f"gio-can-cu.{form}", form)


@router.get(f"{BASKET_PAGE}/can-cu.txt")
def basis_file(request: Request, served: Served, gio: str = "") -> Response:
    """The Căn cứ block alone."""
    return download(basis_text(_view(request, served, read(gio))).encode(), "can-cu.txt", "txt")
