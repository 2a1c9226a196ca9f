"""What became of the index over time: each generation that was made, and each return to an earlier one.

A line of ``history.log`` is a checksum and a JSON object. Lines that were cut off or damaged are left out: the history
says what happened, no answer rests on it.
"""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Literal

from indexer.catalogue import Catalogue
from indexer.generations import Generation, now
from indexer.pointer import current_name
from kb.errors import KbError

_FILE = "history.log"
#: With more files than this a record keeps their number alone: all is new then.
_MOST_NAMED = 1000

Kind = Literal["build", "rollback"]


@dataclass(frozen=True, slots=True)
class Moved:
    """A file of the corpus that a generation took in or left out; ``name`` is that of its document, "" if unknown."""

    path: str
    name: str


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the history.

    ``generation`` serves since then, instead of ``before`` (None: there was none). ``counts`` says what it holds,
    ``sums`` how many files were added, changed, removed; the three lists name them unless they are too many. ``why``
    says why all was made new, "" if it was not.
    """

    kind: Kind
    at: str
    generation: str
    before: str | None
    cause: str
    seconds: float = 0.0
    counts: dict[str, int] | None = None
    sums: tuple[int, int, int] = (0, 0, 0)
    added: tuple[Moved, ...] = ()
    changed: tuple[Moved, ...] = ()
    removed: tuple[Moved, ...] = ()
    why: str = ""


def served_before(data: Path) -> Generation | None:
    """The generation that the pointer names, if its manifest can be read; nothing else of it may be opened."""
    with suppress(KbError):
        generation = Generation(data / "generations" / (current_name(data) or ""))
        return generation if generation.manifest else None
    return None


def record_build(data: Path, made: Generation, before: Generation | None, seconds: float, why: str = "") -> None:
    """Writes down that a generation was made and serves, and what it changed of the one ``before``."""
    new, old = made.manifest["digests"], before.manifest["digests"] if before else {}
    added = [path for path in new if path not in old]
    changed = [path for path in new if path in old and old[path] != new[path]]
    removed = [path for path in old if path not in new]
    counts = asdict(made.catalogue.counts())
    del counts["by_type"]
    event = Event(
        "build", str(made.manifest["made"]), made.name, before.name if before else None, str(made.manifest["cause"]),
        round(seconds, 2), counts, (len(added), len(changed), len(removed)), why=why,
    )  # fmt: skip
    if len(added) + len(changed) + len(removed) <= _MOST_NAMED:
        lost = _named(before.catalogue, removed) if before and not why else tuple(Moved(path, "") for path in removed)
        event = replace(
            event, added=_named(made.catalogue, added), changed=_named(made.catalogue, changed), removed=lost
        )
    _append(data, event)


def record_rollback(data: Path, to: Generation, before: str | None) -> None:
    """Writes down that an earlier generation serves again."""
    _append(data, Event("rollback", now(), to.name, before, "cancu rollback"))


def _named(catalogue: Catalogue, paths: Iterable[str]) -> tuple[Moved, ...]:
    return tuple(Moved(path, catalogue.name_at(path)) for path in paths)


def _append(data: Path, event: Event) -> None:
    line = json.dumps(asdict(event), ensure_ascii=False).encode()
    with (data / _FILE).open("ab") as file:
        if file.tell() and not _ends_with_a_line(data / _FILE):
            file.write(b"\n")
        file.write(b"%08x %s\n" % (zlib.crc32(line), line))
        file.flush()
        os.fsync(file.fileno())


def _ends_with_a_line(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read(1) == b"\n"


def history(data: Path) -> list[Event]:
    """All that happened, the latest first."""
    try:
        lines = (data / _FILE).read_bytes().split(b"\n")
    except OSError:
        return []
    return [event for line in reversed(lines) if (event := _read(line))]


def _read(line: bytes) -> Event | None:
    check, _, body = line.partition(b" ")
    if check != b"%08x" % zlib.crc32(body):
        return None
    record: dict[str, Any] = json.loads(body)
    for name in ("added", "changed", "removed"):
        record[name] = tuple(Moved(**entry) for entry in record[name])
    record["sums"] = tuple(record["sums"])
    return Event(**record)


@dataclass(frozen=True, slots=True)
class Difference:
    """What one generation holds and an earlier one did not, by file."""

    added: tuple[Moved, ...]
    changed: tuple[Moved, ...]
    removed: tuple[Moved, ...]


def difference(events: Sequence[Event], older: str, newer: str) -> Difference:
    """What changed from one generation to a later one, added up from the history (as :func:`history` gives it).

    Raises KbError for a generation that the history does not know, or when a step names no files.
    """
    builds = {event.generation: event for event in events if event.kind == "build"}
    for name in (older, newer):
        if name not in builds:
            raise KbError("lịch sử không có bản chỉ mục này", found=name, hint="xem cancu history")
    steps: list[Event] = []
    at = newer
    while at != older:
        step = builds.get(at)
        if step is None or step.before is None or sum(step.sums) > len(step.added + step.changed + step.removed):
            raise KbError("không còn ghi từng văn bản giữa hai bản này", found=f"{older} và {newer}")
        steps.append(step)
        at = step.before
    return _added_up(reversed(steps))


def _added_up(steps: Iterable[Event]) -> Difference:
    """The net effect: what came and went again is nothing, what went and came again has changed."""
    state: dict[str, tuple[Literal["added", "changed", "removed"], Moved]] = {}
    for step in steps:
        for moved in step.added:
            state[moved.path] = ("changed" if moved.path in state else "added", moved)
        for moved in step.changed:
            state[moved.path] = ("added" if state.get(moved.path, ("", None))[0] == "added" else "changed", moved)
        for moved in step.removed:
            if state.pop(moved.path, ("", None))[0] != "added":
                state[moved.path] = ("removed", moved)
    parts = {name: tuple(moved for kind, moved in state.values() if kind == name) for name in _KINDS}
    return Difference(**parts)


_KINDS = ("added", "changed", "removed")
