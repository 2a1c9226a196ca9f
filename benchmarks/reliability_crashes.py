"""Trials of what happens to files: power lost at every step, disk full, bits flipped, files cut short."""

from __future__ import annotations

import contextlib
import errno
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.reliability_corpus import answers, decree, write_corpus
from indexer import durable
from indexer.build import update
from indexer.disk import DiskRefused
from indexer.generations import open_current
from indexer.pointer import current_name
from kb.errors import KbError

#: Twenty times so many bytes are just too few for an update.
_STEP = 7 * 1024
_EVENTS = frozenset({"open", "os.rename", "os.link", "os.mkdir", "os.remove", "os.rmdir", "sqlite3.connect"})
_hook: Callable[[str, tuple[Any, ...]], None] | None = None


def _audit(event: str, arguments: tuple[Any, ...]) -> None:
    if _hook is not None and event in _EVENTS:
        _hook(event, arguments)


@contextlib.contextmanager
def _watched(hook: Callable[[str, tuple[Any, ...]], None]) -> Iterator[None]:
    """Calls ``hook`` before every operation on files; the system's hooks cannot be taken away again."""
    global _hook
    if not getattr(sys, "_cancu_audited", False):
        sys.addaudithook(_audit)
        sys._cancu_audited = True  # type: ignore[attr-defined]
    _hook = hook
    try:
        yield
    finally:
        _hook = None


@dataclass
class _Recorder:
    """Copies the data folder before every operation, and knows which files were not forced to disk by then."""

    data: Path
    copies: Path
    dirty: set[str] = field(default_factory=set)
    taken: list[tuple[Path, frozenset[str]]] = field(default_factory=list)
    busy: bool = False

    def see(self, event: str, arguments: tuple[Any, ...]) -> None:
        if self.busy or not any(
            str(self.data) in str(part) for part in arguments if isinstance(part, (str, os.PathLike))
        ):
            return
        if (event == "open" and not _writes(arguments)) or "mode=ro" in str(arguments[0]):
            return
        self.busy = True
        copy = self.copies / f"{len(self.taken):03d}"
        shutil.copytree(self.data, copy, ignore=shutil.ignore_patterns("*_WRITELOCK"))
        self.taken.append((copy, frozenset(self.dirty)))
        self.busy = False
        names = [
            str(part).removeprefix("file:").split("?")[0] for part in arguments if isinstance(part, (str, os.PathLike))
        ]
        if event in {"open", "sqlite3.connect"}:
            self.dirty.add(os.path.relpath(names[0], self.data))
        if event == "os.rename":
            before, after = (os.path.relpath(name, self.data) for name in names[:2])
            if before in self.dirty:
                self.dirty.discard(before)
                self.dirty.add(after)

    def forced(self, descriptor: int) -> None:
        name = os.path.relpath(Path(f"/proc/self/fd/{descriptor}").readlink(), self.data)
        self.dirty.discard(name)


def _writes(arguments: tuple[Any, ...]) -> bool:
    flags = arguments[2] if len(arguments) > 2 and isinstance(arguments[2], int) else 0
    return bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))


def _flip(content: bytes) -> bytes:
    return content[:-1] + bytes([content[-1] ^ 1]) if content else content


WAYS: dict[str, Callable[[bytes], bytes | None]] = {
    "deleted": lambda content: None,
    "zeroed": lambda content: b"\0" * len(content),
    "halved": lambda content: content[: len(content) // 2],
    "flipped": _flip,
    "truncated": lambda content: b"",
    "kept": lambda content: content,
}


def crash(folder: Path, share: float) -> tuple[bool, str]:
    """Power lost at every file operation of one switch, what was not forced to disk lost or damaged in six ways."""
    corpus, data = write_corpus(folder / "corpus"), folder / "data"
    update(corpus, data)
    (corpus / "nd-2.md").write_text(decree(2, "rất mới"), "utf-8")
    update(corpus, data)
    old = answers(open_current(data))
    (corpus / "nd-3.md").write_text(decree(3, "đò ngang mới"), "utf-8")
    recorder = _Recorder(data, folder / "copies")
    recorder.copies.mkdir()
    force = os.fsync

    def fsync(descriptor: int) -> None:
        force(descriptor)
        recorder.forced(descriptor)

    os.fsync = fsync
    try:
        with _watched(recorder.see):
            update(corpus, data)
    finally:
        os.fsync = force
    new = answers(open_current(data))
    step = 1 if share >= 1 else max(1, len(recorder.taken) // 6)
    unopened = mixed = stuck = tried = 0
    for copy, dirty in recorder.taken[::step]:
        for way, harm in WAYS.items():
            there = folder / "trial"
            shutil.copytree(copy, there)
            for name in dirty:
                path = there / name
                if path.is_file():
                    harmed = harm(path.read_bytes())
                    path.unlink() if harmed is None else path.write_bytes(harmed)
            tried += 1
            durable._read.clear()
            try:
                mixed += answers(open_current(there)) not in (old, new)
            except Exception as error:
                unopened += 1
                print("  unopened", copy.name, way, error)
            if way in {"deleted", "zeroed"}:
                stuck += answers(update(corpus, there).generation) != new
            shutil.rmtree(there)
    told = f"{len(recorder.taken)} points × 6 ways = {tried}: {unopened} unopened, {mixed} mixed, {stuck} not recovered"
    return not (unopened or mixed or stuck) and len(recorder.taken) > 20, told


def full(folder: Path, share: float) -> tuple[bool, str]:
    """Disk full at 20 points: the old generation serves, one sentence says so, and it works again with space."""
    corpus, data = write_corpus(folder / "corpus"), folder / "data"
    update(corpus, data)
    points = max(4, int(20 * share))
    served = told = again = 0
    for point in range(points):
        before, name = answers(open_current(data)), current_name(data)
        (corpus / "nd-1.md").write_text(decree(1, f"lần {point}"), "utf-8")
        try:
            with _no_space_for_sizes(2000 * (point + 1)) if point % 2 else _no_space_at(5 + 3 * point, data):
                update(corpus, data)
        except DiskRefused as error:
            told += "Cách xử lý" in str(error)
        served += current_name(data) == name and answers(open_current(data)) == before
        update(corpus, data)
        again += f"lần {point}" in open_current(data).catalogue.provision(_first(data)).provision.text
    return served == told == again == points, f"{points} points: {served} served, {told} told, {again} works again"


def disk(folder: Path, share: float) -> tuple[bool, str]:
    """The same with a disk that is really full: one of its own in memory, with a little more room left each time."""
    corpus, place, points = write_corpus(folder / "corpus"), folder / "disk", max(4, int(20 * share))
    place.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", place], check=True)
    data = place / "data"
    served = told = again = enough = 0
    try:
        update(corpus, data)
        for point in range(points):
            before, name = answers(open_current(data)), current_name(data)
            (corpus / "nd-1.md").write_text(decree(1, f"lần {point}"), "utf-8")
            filler, space = place / "filler", os.statvfs(place)
            filler.write_bytes(b"x" * (space.f_bavail * space.f_frsize - point * _STEP * 20 // points))
            try:
                update(corpus, data)
                enough += 1  # what was swept away left room
            except DiskRefused as error:
                told += "Cách xử lý" in str(error)
                served += current_name(data) == name and answers(open_current(data)) == before
            filler.unlink()
            update(corpus, data)
            again += f"lần {point}" in open_current(data).catalogue.provision(_first(data)).provision.text
    finally:
        subprocess.run(["umount", "-l", place], check=True)
    met = served == told == points - enough and again == points and enough < points / 2
    return met, f"{points} points: {enough} had room, {served} served, {told} told, {again} works again"


def _first(data: Path) -> int:
    generation = open_current(data)
    (head,) = generation.catalogue.by_number("1/2031/NĐ-CP")
    return generation.catalogue.provisions_of(head.id)[0].id


@contextlib.contextmanager
def _no_space_for_sizes(most: int) -> Iterator[None]:
    """No file can become bigger: what SQLite and Whoosh write fails, too."""
    before, handler = resource.getrlimit(resource.RLIMIT_FSIZE), signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)


@contextlib.contextmanager
def _no_space_at(step: int, data: Path) -> Iterator[None]:
    """From the ``step``-th writing operation on a folder on, the disk is full."""
    seen = 0

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal seen
        writes = event in {"os.rename", "os.link", "os.mkdir"} or (event == "open" and _writes(arguments))
        if writes and str(data) in str(arguments[0]) and "writer." not in str(arguments[0]):
            seen += 1
            if seen > step % 9:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(arguments[0]))

    with _watched(hook):
        yield


def damage(folder: Path, share: float) -> tuple[bool, str]:
    """1,000 bit flips and 200 truncations over all files: refused, or the right answers, or an earlier generation that
    is known to be one; never silently wrong."""
    corpus, data = write_corpus(folder / "corpus"), folder / "data"
    update(corpus, data)
    (corpus / "nd-2.md").write_text(decree(2, "rất mới"), "utf-8")
    update(corpus, data)
    right, latest = answers(open_current(data)), current_name(data)
    chance = random.Random(2)
    counts = {"right": 0, "refused": 0, "stands in": 0, "WRONG": 0}
    files = sorted(path for path in data.rglob("*") if path.is_file() and path.stat().st_size)
    for number in range(int(1200 * share) or 12):
        there = folder / "trial"
        shutil.copytree(data, there, copy_function=os.link)
        victim = there / chance.choice(files).relative_to(data)
        content = bytearray(victim.read_bytes())
        if number % 6:
            content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        else:
            del content[chance.randrange(len(content)) :]
        victim.unlink()
        victim.write_bytes(content)
        durable._read.clear()
        counts[_verdict(there, right, str(latest))] += 1
        shutil.rmtree(there)
    return not counts["WRONG"], f"{sum(counts.values())} over {len(files)} files: {counts}"


def _verdict(data: Path, right: str, latest: str) -> str:
    try:
        generation = open_current(data)
        said = answers(generation)
    except KbError:
        return "refused"
    if generation.name == latest:
        return "right" if said == right else "WRONG"
    return "stands in" if current_name(data) != generation.name else "WRONG"
