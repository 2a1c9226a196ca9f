"""What officers send in: documents for the corpus, and reports to be checked."""

from __future__ import annotations

import secrets
import tempfile
import threading
import time
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Annotated, Any

from fastapi import APIRouter, File, Form, HTTPException, Request, UploadFile
from fastapi.responses import RedirectResponse, Response

from indexer.ingest import Added, add_files
from kb.documents import Fault
from kb.errors import KbError
from kb.text import slug
from web.paper import page

router = APIRouter(include_in_schema=False)
MOST_BYTES = 64 * 1024 * 1024
MOST_FILES = 20
_OUTCOMES = {"added": "đã nhập", "replaced": "đã thay bản cũ", "same": "đã có, không đổi", "refused": "không nhận"}
_SUFFIXES = {".docx", ".doc", ".pdf", ".html", ".htm", ".md", ".txt", ".rtf"}
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


def safe_name(sent: str | None, position: int = 0) -> str:
    """A file name made from the one that was sent, which is never used as a path.

    >>> safe_name("../../etc/Quyết định 12.DOCX"), safe_name("C:\\\\tmp\\\\a.exe", 2)
    ('quyet-dinh-12.docx', 'tep-2')
    """
    last = PureWindowsPath(PurePosixPath(sent or "").name).name
    stem, dot, suffix = last.rpartition(".")
    ending = f".{suffix.lower()}" if dot and f".{suffix.lower()}" in _SUFFIXES else ""
    return f"{slug(stem)[:80] or f'tep-{position}'}{ending}" if ending else f"tep-{position}"


@dataclass(frozen=True, slots=True)
class AddedView:
    """What became of one file that was sent; ``address`` is the page of its document."""

    name: str
    outcome: str
    message: str
    title: str
    address: str | None
    path: str | None
    faults: tuple[Fault, ...]


def added_view(name: str, added: Added) -> AddedView:
    """The view of one result; ``name`` is the name that was sent."""
    document = added.document
    held = document is not None and added.outcome != "refused"
    return AddedView(
        name,
        added.outcome,
        added.message.replace(str(added.source), name).removeprefix(f"{added.source.name}: "),
        document.name if document else "",
        document.uri if held and document else None,
        added.path,
        added.faults,
    )


@router.get("/nhap")
def upload_form(request: Request) -> Response:
    """The form for documents."""
    return page(request, "upload.html", most_files=MOST_FILES, most_megabytes=MOST_BYTES // 1024**2)


@router.post("/nhap")
def upload(
    request: Request, tep: Annotated[list[UploadFile], File()], thay: Annotated[str, Form()] = ""
) -> RedirectResponse:
    """Adds the files to the corpus; the result has a page of its own, so that reloading adds nothing twice."""
    sent = [file for file in tep if file.filename]
    if not sent:
        raise KbError("chưa chọn tệp nào", hint="chọn ít nhất một tệp")
    if len(sent) > MOST_FILES:
        raise KbError("quá nhiều tệp trong một lần", found=str(len(sent)), hint=f"gửi tối đa {MOST_FILES} tệp")
    state = request.app.state
    with tempfile.TemporaryDirectory(prefix="cancu-") as folder:
        paths = [_saved(file, Path(folder), position) for position, file in enumerate(sent, 1)]
        report = add_files(paths, state.corpus, state.data, overwrite=bool(thay))
    names = [file.filename or "" for file in sent]
    results = [added_view(_shown_name(name), added) for name, added in zip(names, report.files, strict=True)]
    return RedirectResponse(f"/nhap/{state.results.keep(results)}", 303)


def _saved(file: UploadFile, folder: Path, position: int) -> Path:
    """A file that was sent, on disk under a name of ours."""
    own = folder / str(position)
    own.mkdir()
    path = own / safe_name(file.filename, position)
    with path.open("wb") as out:
        while block := file.file.read(1024 * 1024):
            out.write(block)
    return path


def _shown_name(sent: str) -> str:
    return PureWindowsPath(PurePosixPath(sent).name).name[:120]


@router.get("/nhap/{name}")
def uploaded(request: Request, name: str) -> Response:
    """What became of the files."""
    return page(request, "uploaded.html", files=request.app.state.results.get(name), outcomes=_OUTCOMES)
