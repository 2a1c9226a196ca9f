"""Documents that were read and not yet accepted: kept on disk until a person has looked at them.

::

    drafts/
      waiting/ID/    draft.json, what was read of the file (read-N.json), and the file as it came
      accepted/ID/   the same, and what accepting wrote, so that it can be taken back
      discarded/ID/  thrown away, and kept for a while
      drafts.lock    one change at a time

Where a draft stands is where its folder lies: moving it is one rename, so that of two officers one is first, and a
program that is killed leaves it in one place whole. The name under which a file was sent is only ever shown.
"""

from __future__ import annotations

import hashlib
import json
import re
import secrets
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any, Literal

from pydantic import TypeAdapter

from indexer.draft_fields import corrected
from indexer.durable import fsync
from indexer.files import write_whole
from indexer.holding import only_one
from indexer.read_ahead import corpus_file_document
from indexer.reading import read_file
from kb.documents import Document, Fault
from kb.errors import KbError
from kb.text import slug

#: Where drafts are kept, inside the corpus: they are not derived from anything, and go with it into a backup.
DRAFTS = "_drafts"

State = Literal["waiting", "accepted", "discarded"]
STATES: tuple[State, ...] = ("waiting", "accepted", "discarded")
_ID = re.compile(r"[0-9a-f]{16}")
#: So many letters of an id are those of the content, so that the same file is found without reading all drafts.
_SHARED = 10
_RECORD = "draft.json"
_SUFFIXES = {".docx", ".doc", ".odt", ".pdf", ".html", ".htm", ".md", ".markdown", ".txt", ".rtf"}
_SECONDS = 20
_KEPT = timedelta(days=30)
_DOCUMENT = TypeAdapter(Document)


class DraftGone(KbError):
    """There is no such draft, or it no longer waits."""


class DraftDamaged(KbError):
    """A draft's folder lacks what it should hold; the file has to be sent once more."""


class DraftChanged(KbError):
    """Somebody else has changed or is changing the draft."""


@dataclass(frozen=True, slots=True)
class DraftHead:
    """What a list shows of a draft, without its text. ``known_as`` is what its document is called, "" without one."""

    id: str
    name: str
    received: datetime
    revision: int
    known_as: str


@dataclass(frozen=True)
class Draft:
    """One file that was sent. ``name`` is the name it came with, shown and never used as a path.

    ``read`` is the document as the program read it, None where it could not: ``refusal`` says why. ``entered`` holds
    what a person corrected, by field of :mod:`indexer.draft_fields`; ``confirmed`` the fields that a person compared
    with the original. ``revision`` counts the changes; ``outcome`` tells what accepting wrote.
    """

    id: str
    name: str
    state: State
    received: datetime
    size: int
    sha256: str
    file: Path
    read: Document | None = None
    refusal: str = ""
    entered: Mapping[str, str] | None = None
    confirmed: tuple[str, ...] = ()
    revision: int = 0
    outcome: Mapping[str, Any] | None = None

    @cached_property
    def document(self) -> Document | None:
        """The document with what a person entered."""
        return corrected(self.read, self.entered or {}) if self.read else None

    @property
    def faults(self) -> tuple[Fault, ...]:
        """What is doubtful in the file."""
        return self.read.faults if self.read else ()


class Drafts:
    """The drafts in one folder; several processes and threads may use it at once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, name: str, content: bytes, document: Document | None = None, *, refusal: str = "") -> str:
        """Keeps a file with what was read of it, or why it could not be read; gives the draft's id.

        A file with the same content that waits already is not kept twice: its id is given.
        """
        return self._put(name, content, lambda path: (document, refusal))

    def receive(self, name: str, content: bytes) -> str:
        """Reads a file in a child process within limits and keeps it, read or not; gives the draft's id."""
        return self._put(name, content, read_or_refusal)

    def _put(self, name: str, content: bytes, read: Callable[[Path], tuple[Document | None, str]]) -> str:
        sha256 = hashlib.sha256(content).hexdigest()
        for identity in self._ids("waiting"):
            if identity.startswith(sha256[:_SHARED]) and self._load("waiting", identity).sha256 == sha256:
                return identity
        identity = sha256[:_SHARED] + secrets.token_hex(3)
        made = self.folder / f".{identity}"
        try:
            made.mkdir(parents=True)
            path = made / safe_name(name)
            path.write_bytes(content)
            fsync(path)
            document, refusal = read(path)
            now = datetime.now().astimezone()
            draft = Draft(
                identity, shown_name(name), "waiting", now, len(content), sha256, path, document, refusal[:500]
            )
            _write(made, draft, document)
            self._move(made, "waiting", identity)
        except BaseException:
            shutil.rmtree(made, ignore_errors=True)
            raise
        return identity

    def heads(self, state: State = "waiting") -> list[DraftHead]:
        """The drafts of a state, the newest first; those that are damaged are passed over."""
        found = [head for identity in self._ids(state) if (head := self._head(state, identity))]
        return sorted(found, key=lambda head: head.received, reverse=True)

    def damaged(self) -> list[str]:
        """The ids of waiting drafts that do not open."""
        return sorted(identity for identity in self._ids("waiting") if self._head("waiting", identity) is None)

    def count(self) -> int:
        """How many drafts wait, with those that are damaged."""
        return sum(1 for _ in self._ids("waiting"))

    def get(self, identity: str) -> Draft:
        """The draft of that id, whatever its state; :class:`DraftGone` if there is none, :class:`DraftDamaged`."""
        for state in STATES:
            if _ID.fullmatch(identity) and (self.folder / state / identity).is_dir():
                return self._load(state, identity)
        raise DraftGone("không còn văn bản chờ duyệt này", hint="xem danh sách chờ duyệt")

    def waiting(self, identity: str) -> Draft:
        """A draft that still waits; :class:`DraftGone` tells what became of it."""
        draft = self.get(identity)
        if draft.state != "waiting":
            became = "được nhận vào kho" if draft.state == "accepted" else "bị bỏ"
            raise DraftGone(f"văn bản này đã {became}, có thể do người khác", found=draft.name)
        return draft

    def amend(
        self, identity: str, fields: Mapping[str, str], *, confirmed: Iterable[str] = (), revision: int | None = None
    ) -> Draft:
        """Keeps what a person entered, field by field as typed, and what was compared with the original.

        KbError for a value that cannot be (a day that is none); :class:`DraftChanged` where ``revision`` is not the
        one that the person saw.
        """
        with self.changing():
            draft = self.waiting(identity)
            if revision is not None and revision != draft.revision:
                raise DraftChanged("người khác vừa sửa văn bản này", hint="mở lại trang để xem bản mới rồi sửa tiếp")
            if draft.read is None:
                raise DraftGone("tệp này chưa đọc được, không có gì để sửa", found=draft.name)
            corrected(draft.read, fields)
            return self.save(replace(draft, entered=dict(fields), confirmed=tuple(confirmed)))

    def reread(self, identity: str, document: Document | None, refusal: str = "") -> Draft:
        """Puts another reading in the place of the first (after OCR); what a person entered stays."""
        with self.changing():
            draft = self.waiting(identity)
            reread = replace(draft, read=document, refusal=refusal[:500], confirmed=(), revision=draft.revision + 1)
            _write(draft.file.parent, reread, document)
            return reread

    def discard(self, identity: str) -> None:
        """Throws a waiting draft away; it can be brought back for a while."""
        with self.changing():
            with suppress(DraftDamaged):
                self.waiting(identity)
            self.move(identity, "waiting", "discarded")
            self._forget()

    def restore(self, identity: str) -> None:
        """Brings a discarded draft back."""
        with self.changing():
            self.move(identity, "discarded", "waiting")

    # --- for what accepts and takes back ----------------------------------------------------------------------------

    def changing(self) -> AbstractContextManager[None]:
        """Holds the place of the one who changes drafts; :class:`DraftChanged` when another one takes too long."""
        busy = DraftChanged("người khác đang nhận văn bản vào kho", hint="đợi một lát rồi làm lại")
        return only_one(self.folder / "drafts.lock", lambda: busy, _SECONDS)

    def save(self, draft: Draft) -> Draft:
        """Writes a changed draft where it lies; for a caller that holds :meth:`changing`."""
        changed = replace(draft, revision=draft.revision + 1)
        _write(self.folder / draft.state / draft.id, changed)
        return changed

    def move(self, identity: str, source: State, target: State) -> None:
        """Gives a draft another state; for a caller that holds :meth:`changing`."""
        folder = self.folder / source / identity
        if not (_ID.fullmatch(identity) and folder.is_dir()):
            raise DraftGone("văn bản này không còn ở đây, có thể người khác vừa xử lý", hint="tải lại trang")
        self._move(folder, target, identity)

    # --- on disk ----------------------------------------------------------------------------------------------------

    def _move(self, folder: Path, state: State, identity: str) -> None:
        target = self.folder / state / identity
        target.parent.mkdir(parents=True, exist_ok=True)
        folder.replace(target)
        fsync(target.parent)

    def _ids(self, state: State) -> Iterator[str]:
        folder = self.folder / state
        return (entry.name for entry in folder.iterdir() if _ID.fullmatch(entry.name)) if folder.is_dir() else iter(())

    def _load(self, state: State, identity: str) -> Draft:
        folder = self.folder / state / identity
        try:
            draft = _parse(json.loads((folder / _RECORD).read_text("utf-8")), state, folder)
            if draft.file.is_file():
                return draft
        except (OSError, ValueError, KeyError, TypeError) as error:
            if not folder.is_dir():
                raise DraftGone("người khác vừa xử lý văn bản này", hint="tải lại trang") from error
        raise DraftDamaged("bản chờ duyệt này bị hỏng", where=str(folder), hint="bỏ bản này rồi gửi lại tệp gốc")

    def _head(self, state: State, identity: str) -> DraftHead | None:
        folder = self.folder / state / identity
        try:
            record = json.loads((folder / _RECORD).read_text("utf-8"))
            needed = [record["file"], *([] if record["read"] is None else [_reading_name(record["read"])])]
            if not all((folder / Path(name).name).is_file() for name in needed):
                return None
            received = datetime.fromisoformat(record["received"])
            return DraftHead(identity, record["name"], received, record["revision"], record["known_as"])
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def _forget(self) -> None:
        """Removes what was thrown away or accepted long ago."""
        long_ago = datetime.now().astimezone() - _KEPT
        for state in ("discarded", "accepted"):
            for head in self.heads(state):
                if head.received < long_ago:
                    shutil.rmtree(self.folder / state / head.id, ignore_errors=True)


def read_or_refusal(path: Path) -> tuple[Document | None, str]:
    """What a file holds, or one line of why it cannot be read and what to do."""
    try:
        return corpus_file_document(path) or read_file(path), ""
    except KbError as error:
        return None, str(error).removeprefix(f"{path.name}: ")


def safe_name(sent: str | None, position: int = 0) -> str:
    """A file name made from the one that was sent, which is never used as a path.

    >>> safe_name("../../etc/Quyết định 12.DOCX"), safe_name("C:\\\\tmp\\\\a.exe", 2)
    ('quyet-dinh-12.docx', 'tep-2')
    """
    stem, dot, suffix = _last(sent).rpartition(".")
    ending = f".{suffix.lower()}" if dot and f".{suffix.lower()}" in _SUFFIXES else ""
    return f"{slug(stem)[:80] or f'tep-{position}'}{ending}" if ending else f"tep-{position}"


def shown_name(sent: str | None) -> str:
    """The name that was sent, for reading: without folders, of a bearable length."""
    return _last(sent)[:120] or "không tên"


def _last(sent: str | None) -> str:
    return PureWindowsPath(PurePosixPath(sent or "").name).name


def _write(folder: Path, draft: Draft, reading: Document | None = None) -> None:
    """Writes a draft into its folder; ``reading`` is what has just been read and is not there yet."""
    if reading is not None:
        write_whole(folder / _reading_name(draft.revision), _DOCUMENT.dump_json(reading))
        made_at: int | None = draft.revision
    else:
        made_at = _reading_of(folder) if draft.read else None
    write_whole(folder / _RECORD, json.dumps(_record(draft) | {"read": made_at}, ensure_ascii=False).encode())


def _reading_of(folder: Path) -> int | None:
    reading: int | None = json.loads((folder / _RECORD).read_text("utf-8"))["read"]
    return reading


def _reading_name(revision: int) -> str:
    return f"read-{revision}.json"


def _record(draft: Draft) -> dict[str, Any]:
    return {
        "id": draft.id,
        "name": draft.name,
        "known_as": draft.document.name if draft.document else "",
        "received": draft.received.isoformat(timespec="milliseconds"),
        "size": draft.size,
        "sha256": draft.sha256,
        "file": draft.file.name,
        "refusal": draft.refusal,
        "entered": dict(draft.entered or {}),
        "confirmed": list(draft.confirmed),
        "revision": draft.revision,
        "outcome": dict(draft.outcome) if draft.outcome else None,
    }


def _parse(record: dict[str, Any], state: State, folder: Path) -> Draft:
    revision = record["read"]
    read = None if revision is None else _DOCUMENT.validate_json((folder / _reading_name(revision)).read_bytes())
    return Draft(
        record["id"],
        record["name"],
        state,
        datetime.fromisoformat(record["received"]),
        record["size"],
        record["sha256"],
        folder / Path(record["file"]).name,
        read,
        record["refusal"],
        record["entered"],
        tuple(record["confirmed"]),
        record["revision"],
        record["outcome"],
    )
