"""Generations: the derived data of one moment, built aside, checked, and made current by one atomic switch.

::

    data/
      current                  the name of the serving generation, replaced by rename
      writer.lock, writer.json one writer at a time, and who it is
      generations/000012/      catalogue.sqlite, words/ (Whoosh), manifest.json

A generation never changes once it is current. A new one starts empty or as a clone of the current one: Whoosh's
segments are write-once and hard-linked. Every file is fsynced and listed in the manifest with its size and SHA-256,
which are checked before anything is opened (Whoosh's table of contents holds pickles). The last good one is kept.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from indexer.catalogue import CATALOGUE_VERSION, Catalogue
from indexer.recognition import RECOGNITION_VERSION
from indexer.vocabulary import SHIPPED
from indexer.words.ranking import WordIndex
from indexer.words.schema import SCHEMA_VERSION
from kb.errors import KbError

_MANIFEST = "manifest.json"
_TABLES = ("stamp", "digests", "files")
_KEPT = 2


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
    """One generation on disk, opened for reading. Both halves are opened when first asked for."""

    folder: Path

    @property
    def name(self) -> str:
        """Its number, six digits."""
        return self.folder.name

    @cached_property
    def manifest(self) -> dict[str, Any]:
        """What was written when it was made: files, stamp, cause, counts, time."""
        try:
            manifest = json.loads((self.folder / _MANIFEST).read_text("utf-8"))
        except (OSError, ValueError) as error:
            raise self._damaged(_MANIFEST) from error
        if not isinstance(manifest, dict) or not all(isinstance(manifest.get(key), dict) for key in _TABLES):
            raise self._damaged(_MANIFEST)
        return manifest

    def _damaged(self, name: str) -> DamagedGeneration:
        return DamagedGeneration("tệp chỉ mục bị hỏng", found=name, where=str(self.folder), hint="chạy cancu index")

    @cached_property
    def catalogue(self) -> Catalogue:
        """The catalogue of this generation."""
        return Catalogue(self.folder / "catalogue.sqlite")

    @cached_property
    def index(self) -> WordIndex:
        """The word index of this generation."""
        return WordIndex(self.folder / "words")

    def verify(self) -> None:
        """Raises :class:`OtherVersion` unless this version wrote it, and :class:`DamagedGeneration` unless every file
        has the size and content that the manifest says."""
        if self.manifest.get("stamp") != stamp():
            raise OtherVersion("chỉ mục của phiên bản khác", where=str(self.folder), hint="chạy cancu index")
        for name, expected in self.manifest["files"].items():
            path = self.folder / name
            if not path.is_file() or path.stat().st_size != expected["size"] or _sha256(path) != expected["sha256"]:
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


def current_name(data: Path) -> str | None:
    """The name of the serving generation; None when nothing was ever built, or the pointer is damaged."""
    try:
        name = (data / "current").read_text("ascii", "replace").strip()
    except (FileNotFoundError, IsADirectoryError):
        return None
    return name if name.isdecimal() else None


def open_current(data: Path) -> Generation:
    """The serving generation, verified; the last good one when it, or the pointer, is damaged or of another version.

    Raises :class:`NoGeneration` when there is none, and what is wrong with the serving one when no other is good.
    """
    name = current_name(data)
    others = sorted((folder.name for folder in _folders(data) if name is None or folder.name < name), reverse=True)
    refusal: KbError | None = None
    for candidate in (name, *others):
        if candidate is None:
            continue
        generation = Generation(data / "generations" / candidate)
        try:
            generation.verify()
        except (DamagedGeneration, OtherVersion) as error:
            refusal = refusal or error
        else:
            return generation
    raise refusal or NoGeneration("chưa có chỉ mục", where=str(data), hint="chạy cancu index")


@contextmanager
def writing(data: Path, cause: str) -> Iterator[None]:
    """Holds the one writer's place; raises :class:`WriterBusy` at once, telling who writes and since when."""
    data.mkdir(parents=True, exist_ok=True)
    lock = FileLock(data / "writer.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise WriterBusy(
            f"đang có tiến trình khác cập nhật chỉ mục ({_writer(data)})", hint="đợi rồi chạy lại"
        ) from error
    try:
        record = {"pid": os.getpid(), "since": _now(), "cause": cause}
        (data / "writer.json").write_text(json.dumps(record, ensure_ascii=False), "utf-8")
        yield
    finally:
        (data / "writer.json").unlink(missing_ok=True)
        lock.release()


def _writer(data: Path) -> str:
    try:
        record = json.loads((data / "writer.json").read_text("utf-8"))
    except (OSError, ValueError):
        return "vừa bắt đầu"
    return f"{record['cause']}, tiến trình {record['pid']}, từ {record['since']}"


def begin(data: Path, source: Generation | None) -> Path:
    """The folder of a new generation, empty or cloned from ``source``; not yet visible to readers."""
    _sweep(data)
    names = [int(folder.name) for folder in _folders(data)]
    folder = data / "generations" / f"{max(names, default=0) + 1:06d}"
    try:
        (folder / "words").mkdir(parents=True)
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


def publish(data: Path, folder: Path, details: dict[str, Any]) -> Generation:
    """Makes a finished generation current: everything on disk first, then one atomic switch; older ones are removed."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.endswith("_WRITELOCK"))
    listed = {
        path.relative_to(folder).as_posix(): {"size": path.stat().st_size, "sha256": _sha256(path)} for path in files
    }
    manifest = {"made": _now(), **details, "files": listed}
    (folder / _MANIFEST).write_text(json.dumps(manifest, ensure_ascii=False, indent=1), "utf-8")
    for path in (*files, folder / _MANIFEST):
        fsync(path)
    for directory in (folder / "words", folder, folder.parent):
        fsync(directory)
    pointer = data / "current.new"
    pointer.write_text(folder.name, "ascii")
    fsync(pointer)
    pointer.replace(data / "current")
    fsync(data)
    _sweep(data)
    return Generation(folder)


def discard(folder: Path) -> None:
    """Removes a generation that was begun and will not be published."""
    shutil.rmtree(folder, ignore_errors=True)


def _sweep(data: Path) -> None:
    """Removes what no reader needs: unfinished generations, and all but the last good ones."""
    name = current_name(data)
    finished = (folder.name for folder in _folders(data) if (folder / _MANIFEST).is_file())
    kept = sorted((folder for folder in finished if name is None or folder <= name), reverse=True)[:_KEPT]
    for folder in _folders(data):
        if folder.name not in kept:
            discard(folder)


def _folders(data: Path) -> list[Path]:
    parent = data / "generations"
    return [folder for folder in parent.iterdir() if folder.name.isdigit()] if parent.is_dir() else []


def fsync(path: Path) -> None:
    """Forces a file or directory to disk; Windows cannot open directories and does not need to."""
    with suppress(PermissionError):
        handle = os.open(path, os.O_RDONLY)
        try:
            with suppress(OSError):
                os.fsync(handle)
        finally:
            os.close(handle)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _now() -> str:
    return datetime.now().astimezone().isoformat(timespec="seconds")
