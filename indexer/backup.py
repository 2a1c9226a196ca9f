"""Copies of what cannot be made again: the corpus with the originals, saved questions, and what officers left in data.

A backup is a zip file or a folder of the same layout::

    backup.json       when it was made; size and SHA-256 of every file
    corpus/           the whole corpus
    data/             what is in the data folder besides the index, which is derived
    questions.toml    the saved questions, where there are any

Restoring checks every file before it writes one. What stood in its place is set aside as such a backup, so that
restoring that one undoes it.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any, Protocol

from indexer.build import UpdateReport, bring_up
from indexer.disk import telling
from indexer.durable import fsync, sha256
from indexer.files import UNFINISHED
from indexer.generations import now, writing
from indexer.saved_questions import questions_file
from kb.errors import KbError

_LIST = "backup.json"
_QUESTIONS = "questions.toml"
_ASIDE = "truoc-khi-khoi-phuc"
#: What is in the data folder and not worth keeping: derived, or (by the end of its name) of this moment.
_DERIVED = frozenset({"generations", "current", "writer.json", "seen.json"})
_OF_THIS_MOMENT = frozenset({".lock", UNFINISHED})


class BadBackup(KbError):
    """A backup that is not whole, or none at all."""


@dataclass(frozen=True, slots=True)
class Backup:
    """What a backup holds. ``files`` has size and SHA-256 by name."""

    path: Path
    made: str
    files: dict[str, dict[str, Any]]

    @property
    def documents(self) -> int:
        """How many corpus files it holds, originals left out."""
        return sum(name.startswith("corpus/") and name.endswith(".md") for name in self.files)

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(int(entry["size"]) for entry in self.files.values())


def back_up(corpus: Path, data: Path, target: Path) -> Backup:
    """Writes a backup to ``target``: a zip file when it is named so, a folder otherwise; it must not be there yet.

    No document is added meanwhile. Raises WriterBusy, DiskRefused, and KbError when there is something already.
    """
    if target.exists():
        raise KbError("đã có tệp hoặc thư mục này", where=str(target), hint="chọn tên khác")
    for inside in (corpus, data):
        if target.resolve().is_relative_to(inside.resolve()):
            raise KbError("bản sao không được nằm trong kho hay thư mục chỉ mục", where=str(target))
    with telling(str(target.parent)), writing(data, "cancu backup"):
        unfinished = target.with_name(f".{target.name}.new")
        try:
            files = _write_zip(unfinished, corpus, data) if _is_zip(target) else _write_folder(unfinished, corpus, data)
            unfinished.replace(target)
        except BaseException:
            _remove(unfinished)
            raise
        fsync(target.parent)
    backup = read_backup(target)
    assert backup.files == files
    check_backup(backup)
    return backup


def _is_zip(path: Path) -> bool:
    return path.suffix.lower() == ".zip"


def _sources(corpus: Path, data: Path) -> Iterator[tuple[str, Path]]:
    """All files to keep, by their name in the backup."""
    if not corpus.is_dir():
        raise KbError("không có thư mục kho văn bản", where=str(corpus), hint="chỉ đúng thư mục bằng --corpus")
    for path in _files_in(corpus):
        yield f"corpus/{path.relative_to(corpus).as_posix()}", path
    for path in _files_in(data):
        if path.relative_to(data).parts[0] not in _DERIVED and path.suffix not in _OF_THIS_MOMENT:
            yield f"data/{path.relative_to(data).as_posix()}", path
    if questions_file(corpus).is_file():
        yield _QUESTIONS, questions_file(corpus)


def _files_in(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file() and ".git" not in path.parts)


def _listing(files: dict[str, dict[str, Any]]) -> bytes:
    return json.dumps({"made": now(), "files": files}, ensure_ascii=False, indent=1).encode()


def _entry(content: bytes) -> dict[str, Any]:
    return {"size": len(content), "sha256": hashlib.sha256(content).hexdigest()}


def _write_zip(target: Path, corpus: Path, data: Path) -> dict[str, dict[str, Any]]:
    files: dict[str, dict[str, Any]] = {}
    with target.open("wb") as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, path in _sources(corpus, data):
            content = path.read_bytes()
            archive.writestr(name, content)
            files[name] = _entry(content)
        archive.writestr(_LIST, _listing(files))
    fsync(target)
    return files


def _write_folder(target: Path, corpus: Path, data: Path) -> dict[str, dict[str, Any]]:
    files: dict[str, dict[str, Any]] = {}
    for name, path in _sources(corpus, data):
        content = path.read_bytes()
        _put(target / name, content)
        files[name] = _entry(content)
    _put(target / _LIST, _listing(files))
    return files


def _put(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    fsync(path)


class _Opened(Protocol):
    """The files of a backup by name."""

    def read(self, name: str) -> bytes:
        """The content of one."""
        ...


class _Folder:
    """A backup that is a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def read(self, name: str) -> bytes:
        """The content of one."""
        return (self._folder / name).read_bytes()


#: What reading a damaged archive may raise.
_UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)


@contextmanager
def _opened(path: Path) -> Iterator[_Opened]:
    if path.is_dir():
        yield _Folder(path)
        return
    try:
        with zipfile.ZipFile(path) as archive:
            yield archive
    except _UNREADABLE as error:
        raise BadBackup("tệp sao lưu bị hỏng hoặc không phải tệp zip", where=str(path)) from error


def read_backup(path: Path) -> Backup:
    """What a backup says that it holds; BadBackup when it is none."""
    try:
        with _opened(path) as files:
            record = json.loads(files.read(_LIST))
        backup = Backup(path, str(record["made"]), dict(record["files"]))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BadBackup("không phải bản sao lưu của Căn Cứ, hoặc đã hỏng", where=str(path)) from error
    if strange := [name for name in backup.files if not _is_ours(name)]:
        raise BadBackup("bản sao lưu có tên tệp lạ", where=str(path), found=strange[0])
    return backup


def _is_ours(name: str) -> bool:
    parts = PurePosixPath(name).parts
    inside = parts[:1] in {("corpus",), ("data",)} and len(parts) > 1
    return (inside or name == _QUESTIONS) and ".." not in parts and "\\" not in name and ":" not in name


def check_backup(backup: Backup) -> None:
    """Raises BadBackup unless every file is there as it was written."""
    with _opened(backup.path) as files:
        for name, expected in backup.files.items():
            _read_checked(files, backup, name, expected)


def _read_checked(files: _Opened, backup: Backup, name: str, expected: dict[str, Any]) -> bytes:
    try:
        content = files.read(name)
    except (OSError, KeyError, ValueError, zipfile.BadZipFile, EOFError, NotImplementedError) as error:
        raise BadBackup("tệp trong bản sao lưu bị mất hoặc hỏng", where=str(backup.path), found=name) from error
    except Exception as error:  # zlib.error has no base but Exception
        raise BadBackup("tệp trong bản sao lưu bị hỏng", where=str(backup.path), found=name) from error
    if _entry(content) != expected:
        raise BadBackup("tệp trong bản sao lưu không còn như khi ghi", where=str(backup.path), found=name)
    return content


@dataclass(frozen=True, slots=True)
class Restored:
    """What was restored, what stood there before (a backup of its own, None where nothing did), and the new index."""

    backup: Backup
    aside: Path | None
    update: UpdateReport


def restore(path: Path, corpus: Path, data: Path, *, force: bool = False) -> Restored:
    """Puts a backup in place and indexes it. What is there already is set aside, and only with ``force``.

    Raises BadBackup before anything is touched, KbError when there is a corpus already and no ``force``.
    """
    backup = read_backup(path)
    check_backup(backup)
    there = corpus.is_dir() and any(corpus.iterdir())
    if there and not force:
        hint = "thêm --force: kho đang có được cất sang bên, không mất"
        raise KbError("đã có kho văn bản ở đây", where=str(corpus), hint=hint)
    with telling(str(corpus)), writing(data, "cancu restore"):
        incoming = corpus.with_name(f".{corpus.name}.restoring")
        _remove(incoming)
        try:
            _unpack(backup, incoming)
            aside = _set_aside(corpus, data) if there else None
            _move_in(incoming, corpus, data)
        finally:
            _remove(incoming)
        return Restored(backup, aside, bring_up(corpus, data, cause="cancu restore"))


def _unpack(backup: Backup, target: Path) -> None:
    with _opened(backup.path) as files:
        for name, expected in backup.files.items():
            _put(target / name, _read_checked(files, backup, name, expected))


def _set_aside(corpus: Path, data: Path) -> Path:
    """Moves what is there into a folder that is itself a backup."""
    aside = corpus.parent / f"{_ASIDE}-{datetime.now().strftime('%Y%m%d-%H%M%S-%f')}"
    aside.mkdir()
    files = {name: {"size": path.stat().st_size, "sha256": sha256(path)} for name, path in _sources(corpus, data)}
    _put(aside / _LIST, _listing(files))
    for name, path in [*_sources(corpus, data)]:
        if not name.startswith("corpus/"):
            (aside / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.move(path, aside / name)
    corpus.replace(aside / "corpus")
    fsync(aside)
    return aside


def _move_in(incoming: Path, corpus: Path, data: Path) -> None:
    if corpus.is_dir():
        corpus.rmdir()
    (incoming / "corpus").mkdir(parents=True, exist_ok=True)
    (incoming / "corpus").replace(corpus)
    for path in _files_in(incoming):
        name = path.relative_to(incoming)
        target = questions_file(corpus) if name.as_posix() == _QUESTIONS else data / name.relative_to("data")
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(path, target)
    fsync(corpus.parent)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
