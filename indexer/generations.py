"""Generations: the derived data of one moment, built aside, checked, and made current by one atomic switch.

::

    data/
      current                  the name of the serving generation (:mod:`indexer.pointer`)
      writer.lock, writer.json one writer at a time, and who it is
      history.log              what was made and switched, and when (:mod:`indexer.history`)
      generations/000012/      catalogue.sqlite, words/ (Whoosh), manifest.json, manifest.sha256

A generation never changes once it is current. A new one starts empty or as a clone of the current one: Whoosh's
segments are write-once and hard-linked. Every file is fsynced and listed in the manifest with its size and SHA-256,
which are checked before anything is opened (Whoosh's table of contents holds pickles). The last good one is kept, and
so is what a reader still holds (:mod:`indexer.leases`).
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from indexer.catalogue import CATALOGUE_VERSION, Catalogue
from indexer.durable import fsync, sha256
from indexer.holding import only_one
from indexer.leases import Lease, is_held, offer
from indexer.pointer import current_name, point_to
from indexer.recognition import RECOGNITION_VERSION
from indexer.vocabulary import SHIPPED
from indexer.words.ranking import WordIndex
from indexer.words.schema import SCHEMA_VERSION
from indexer.work import Work, current_work, forget_work, note_work
from kb.errors import KbError

_MANIFEST, _SUM = "manifest.json", "manifest.sha256"
_WITHDRAWN = "withdrawn"
#: The versions that say how the files are laid out, not what is found in them.
_FORMATS = ("words", "catalogue")
_TABLES = ("stamp", "digests", "files")
_KEPT = 2
#: How often a reader looks again when what it was about to open has just been removed.
_TRIES = 20


class NoGeneration(KbError):
    """There is no usable index yet."""


class OtherVersion(NoGeneration):
    """The index was written by another version of the program, and must not be opened by this one."""


class DamagedGeneration(KbError):
    """A generation whose files are not those that were written."""


class WriterBusy(KbError):
    """Another process is writing."""


@dataclass(frozen=True)
class Generation:
    """One generation on disk, opened for reading. Both halves are opened when first asked for; ``lease`` keeps the
    folder for as long as somebody has it or its catalogue."""

    folder: Path
    lease: Lease | None = None

    @property
    def name(self) -> str:
        """Its number, six digits."""
        return self.folder.name

    @cached_property
    def manifest(self) -> dict[str, Any]:
        """What was written when it was made: files, stamp, cause, counts, time."""
        try:
            content = (self.folder / _MANIFEST).read_bytes()
            manifest = json.loads(content)
            sealed = (self.folder / _SUM).read_bytes()
        except (OSError, ValueError) as error:
            raise self._damaged(_MANIFEST) from error
        if sealed != _sum(content):
            raise self._damaged(_MANIFEST)
        if not isinstance(manifest, dict) or not all(isinstance(manifest.get(key), dict) for key in _TABLES):
            raise self._damaged(_MANIFEST)
        return manifest

    def _damaged(self, name: str) -> DamagedGeneration:
        return DamagedGeneration("tệp chỉ mục bị hỏng", found=name, where=str(self.folder), hint="chạy cancu index")

    @cached_property
    def catalogue(self) -> Catalogue:
        """The catalogue of this generation."""
        catalogue = Catalogue(self.folder / "catalogue.sqlite")
        catalogue.lease = self.lease
        return catalogue

    @cached_property
    def index(self) -> WordIndex:
        """The word index of this generation."""
        return WordIndex(self.folder / "words")

    def verify(self, *, afresh: bool = False, older: bool = False) -> None:
        """Raises :class:`OtherVersion` unless this version wrote it, and :class:`DamagedGeneration` unless every file
        has the size and content that the manifest says. ``afresh`` reads also what this process has read before;
        with ``older`` one will do that is in today's formats, whatever was recognised when it was made."""
        written, ours = self.manifest["stamp"], stamp()
        if any(written.get(name) != ours[name] for name in (_FORMATS if older else ours)):
            raise OtherVersion("chỉ mục của phiên bản khác", where=str(self.folder), hint="chạy cancu index")
        for name, expected in self.manifest["files"].items():
            path = self.folder / name
            try:
                whole = path.stat().st_size == expected["size"] and sha256(path, afresh=afresh) == expected["sha256"]
            except OSError:
                whole = False
            if not whole:
                raise self._damaged(name)


def stamp() -> dict[str, int]:
    """The versions that derived data depends on."""
    matters = zlib.crc32(SHIPPED.read_bytes())
    return {
        "recognition": RECOGNITION_VERSION,
        "words": SCHEMA_VERSION,
        "catalogue": CATALOGUE_VERSION,
        "matters": matters,
    }


def open_current(data: Path, *, older: bool = False) -> Generation:
    """The serving generation, verified; the last good one when it, or the pointer, is damaged or of another version.
    With ``older`` one that an earlier version wrote in the same formats will do, to be read until another is made.

    Raises :class:`NoGeneration` when there is none, and what is wrong with the serving one when no other is good.
    """
    for _ in range(_TRIES):
        name = current_name(data)
        try:
            return _open_first_good(data, name, older)
        except KbError:
            if name == current_name(data):
                raise
        # It was removed while it was opened: a newer one serves by now.
    raise NoGeneration("chỉ mục đang được thay liên tục", where=str(data), hint="thử lại")


def _open_first_good(data: Path, name: str | None, older: bool) -> Generation:
    refusal: KbError | None = None
    for candidate in _candidates(data, name):
        folder = data / "generations" / candidate
        generation = Generation(folder, Lease(folder))
        try:
            generation.verify(older=older)
        except (DamagedGeneration, OtherVersion) as error:
            refusal = refusal or error
        else:
            return generation
    raise refusal or NoGeneration("chưa có chỉ mục", where=str(data), hint="chạy cancu index")


def _candidates(data: Path, name: str | None) -> list[str]:
    """What may serve, the best first: what the pointer names, then those before it; all when it names nothing."""
    there = {folder.name for folder in _folders(data)}
    others = (other for other in there if not _is_withdrawn(data, other) and (name not in there or other < str(name)))
    return [*([name] if name else []), *sorted(others, reverse=True)]


def kept(data: Path) -> list[Generation]:
    """The generations on disk that were finished, the newest first; whether they are whole is not said."""
    folders = sorted(_folders(data), reverse=True)
    return [Generation(folder) for folder in folders if (folder / _MANIFEST).is_file()]


def switch_back(data: Path, name: str | None = None) -> Generation:
    """Makes an earlier generation (the one before, or ``name``) the serving one; the one that served is kept aside.

    The caller holds the writer's place. Raises KbError when there is none, or it is damaged or of another version.
    """
    serving = current_name(data)
    there = [generation.name for generation in kept(data)]
    if name is None:
        earlier = [other for other in there if serving is None or other < serving]
        if not earlier:
            raise NoGeneration("không còn bản chỉ mục nào trước đó", hint="xem cancu history")
        name = earlier[0]
    if name not in there:
        held = ", ".join(there) or "không có bản nào"
        raise NoGeneration("không giữ bản chỉ mục này", found=name, hint=f"các bản còn giữ: {held}")
    folder = data / "generations" / name
    generation = Generation(folder, Lease(folder))
    generation.verify(afresh=True)
    for other in there:
        marker = data / "generations" / other / _WITHDRAWN
        if other > name:
            marker.touch()
        else:
            marker.unlink(missing_ok=True)
    point_to(data, name)
    return generation


def _is_withdrawn(data: Path, name: str) -> bool:
    return (data / "generations" / name / _WITHDRAWN).exists()


@contextmanager
def writing(data: Path, cause: str) -> Iterator[None]:
    """Holds the one writer's place; raises :class:`WriterBusy` at once, telling who writes and since when."""
    with only_one(data / "writer.lock", lambda: _busy(data)):
        try:
            note_work(data, Work(os.getpid(), now(), cause))
            yield
        finally:
            forget_work(data)


def _busy(data: Path) -> WriterBusy:
    work = current_work(data)
    writer = f"{work.cause}, tiến trình {work.pid}, từ {work.since}" if work else "vừa bắt đầu"
    return WriterBusy(f"đang có tiến trình khác cập nhật chỉ mục ({writer})", hint="đợi rồi chạy lại")


def begin(data: Path, source: Generation | None) -> Path:
    """The folder of a new generation, empty or cloned from ``source``; not yet visible to readers."""
    _sweep(data)
    names = [int(folder.name) for folder in _folders(data)]
    folder = data / "generations" / f"{max(names, default=0) + 1:06d}"
    try:
        (folder / "words").mkdir(parents=True)
        offer(folder)
        if source is not None:
            shutil.copyfile(source.folder / "catalogue.sqlite", folder / "catalogue.sqlite")
            for path in (source.folder / "words").iterdir():
                _link(path, folder / "words" / path.name)
    except BaseException:
        discard(folder)
        raise
    return folder


def _link(source: Path, target: Path) -> None:
    """A hard link where the file system has them; segment files are never changed in place."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)


def publish(data: Path, folder: Path, details: dict[str, Any], look: Callable[[Generation], object]) -> Generation:
    """Makes a finished generation current: everything on disk first, then one atomic switch; older ones are removed.

    ``look`` sees it before the switch and raises to refuse it.
    """
    generation = _seal(folder, details)
    look(generation)
    point_to(data, folder.name)
    _sweep(data)
    return generation


def _seal(folder: Path, details: dict[str, Any]) -> Generation:
    """Writes the manifest of a finished generation and forces all of it to disk; it does not serve yet."""
    words = (path for path in (folder / "words").iterdir() if not path.name.endswith("_WRITELOCK"))
    files = sorted((folder / "catalogue.sqlite", *words))
    listed = {
        path.relative_to(folder).as_posix(): {"size": path.stat().st_size, "sha256": sha256(path)} for path in files
    }
    manifest = {"made": now(), **details, "files": listed}
    content = json.dumps(manifest, ensure_ascii=False, indent=1).encode()
    (folder / _MANIFEST).write_bytes(content)
    (folder / _SUM).write_bytes(_sum(content))
    for path in (*files, folder / _MANIFEST, folder / _SUM, folder / "words", folder, folder.parent):
        fsync(path)
    return Generation(folder, Lease(folder))


def _sum(content: bytes) -> bytes:
    return f"{hashlib.sha256(content).hexdigest()}\n".encode()


def discard(folder: Path) -> None:
    """Removes a generation that was begun and will not be published."""
    shutil.rmtree(folder, ignore_errors=True)


def _sweep(data: Path) -> None:
    """Removes what nobody needs: unfinished generations, and all but the last good ones, unless a reader has them."""
    name = current_name(data)
    finished = [generation.name for generation in kept(data)]
    good = [other for other in finished if name is None or (other <= name and not _is_withdrawn(data, other))]
    keep = {*good[:_KEPT], *(other for other in finished if name and other > name and _is_withdrawn(data, other))}
    for folder in _folders(data):
        if folder.name not in keep and not (folder.name in finished and is_held(folder)):
            discard(folder)


def _folders(data: Path) -> list[Path]:
    parent = data / "generations"
    return [folder for folder in parent.iterdir() if folder.name.isdigit()] if parent.is_dir() else []


def now() -> str:
    """The time, as it is written down."""
    return datetime.now().astimezone().isoformat(timespec="seconds")
