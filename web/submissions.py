"""What officers send in: documents for the corpus, and reports to be checked."""

from __future__ import annotations

import secrets
import threading
import time
from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated, Any

from fastapi import APIRouter, File, HTTPException, Request, UploadFile
from fastapi.responses import JSONResponse, RedirectResponse, Response

from indexer.drafts import Draft, DraftHead, shown_name
from kb.errors import KbError
from web.pages import Served
from web.paper import page
from web.review_pages import Kept
from web.typed import whole_number
from web.views.drafts import reason_of

router = APIRouter(include_in_schema=False)
MOST_BYTES = 64 * 1024 * 1024
MOST_FILES = 100
#: What was accepted or thrown away is shown for so long, so that it can be taken back.
_LATELY, _MOST_LATELY = timedelta(days=7), 20
_KEPT, _KEPT_BYTES, _KEPT_SECONDS = 50, 128 * 1024 * 1024, 3600


@dataclass(frozen=True, slots=True)
class _Kept:
    """A result, since when it is kept, and how many bytes of files it holds."""

    result: Any
    since: float
    size: int


class Results:
    """Results that a reader comes back for, under names that cannot be guessed; the oldest are forgotten."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: OrderedDict[str, _Kept] = OrderedDict()

    def keep(self, result: Any, size: int = 0) -> str:
        """Keeps a result with ``size`` bytes of files for an hour, or until newer ones need its place; gives its
        name."""
        name = secrets.token_urlsafe(16)
        with self._lock:
            self._kept[name] = _Kept(result, time.monotonic(), size)
            while len(self._kept) > _KEPT or sum(kept.size for kept in self._kept.values()) > _KEPT_BYTES:
                self._kept.popitem(last=False)
        return name

    def get(self, name: str) -> Any:
        """The result of that name; 404 when it is gone."""
        with self._lock:
            kept = self._kept.get(name)
        if kept is None or time.monotonic() - kept.since > _KEPT_SECONDS:
            raise HTTPException(404, "Kết quả này không còn được giữ. Gửi lại tệp để xem.")
        return kept.result


@router.get("/nhap")
def upload_form(request: Request, served: Served, drafts: Kept, bo: str = "", nhan: str = "") -> Response:
    """The form for documents, and those that wait to be looked at; ``bo`` is one that was just thrown away, ``nhan``
    how many were just accepted at once."""
    lines = request.app.state.draft_lines.all(served.name, served.catalogue)
    discarded = drafts.heads("discarded")
    return page(
        request,
        "upload.html",
        most_files=MOST_FILES,
        most_megabytes=MOST_BYTES // 1024**2,
        lines=lines,
        clean=sum(line.clean for line in lines),
        damaged=drafts.damaged(),
        accepted=_lately(drafts.heads("accepted")),
        discarded=_lately(discarded),
        thrown=next((head for head in discarded if head.id == bo), None),
        taken=whole_number(nhan, 0) if nhan else None,
    )


def _lately(heads: list[DraftHead]) -> list[DraftHead]:
    since = datetime.now().astimezone() - _LATELY
    return [head for head in heads if head.received > since][:_MOST_LATELY]


@router.post("/nhap")
def upload(request: Request, drafts: Kept, tep: Annotated[list[UploadFile], File()]) -> Response:
    """Reads the files and puts them up for review, one page each; a single file leads straight to its page.

    A script that asks for JSON is told of each file by itself.
    """
    sent = [file for file in tep if file.filename]
    if not sent:
        raise KbError("chưa chọn tệp nào", hint="chọn ít nhất một tệp")
    if len(sent) > MOST_FILES:
        raise KbError("quá nhiều tệp trong một lần", found=str(len(sent)), hint=f"gửi tối đa {MOST_FILES} tệp")
    kept = [drafts.get(drafts.receive(file.filename or "", file.file.read())) for file in sent]
    if "application/json" in request.headers.get("accept", ""):
        return JSONResponse([_told(draft) for draft in kept])
    return RedirectResponse(f"/nhap/cho-duyet/{kept[0].id}" if len(kept) == 1 else "/nhap#cho-duyet", 303)


def _told(draft: Draft) -> dict[str, str]:
    document = draft.document
    return {
        "name": shown_name(draft.name),
        "address": f"/nhap/cho-duyet/{draft.id}",
        "title": document.name if document else "",
        "refusal": reason_of(draft),
    }
