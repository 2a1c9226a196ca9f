"""What the one writer is doing, written beside the index for whoever waits for it.

``writer.json`` is there while somebody writes; one that a killed process left is passed over.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path

_FILE = "writer.json"
#: Seconds between two notes of how far it is.
_EVERY = 0.5
#: How much less than others a process asks for that gives way.
_POLITE = 5


@dataclass(frozen=True, slots=True)
class Work:
    """Who writes (process and cause), since when, and how far it is: ``done`` of ``total`` in a ``stage``."""

    pid: int
    since: str
    cause: str
    stage: str = ""
    done: int = 0
    total: int = 0


def note_work(data: Path, work: Work) -> None:
    """Writes it down; what cannot be written is left out, since the work itself does not need it."""
    temporary = data / f"{_FILE}.new"
    with suppress(OSError):
        temporary.write_text(json.dumps(asdict(work), ensure_ascii=False), "utf-8")
        temporary.replace(data / _FILE)


def forget_work(data: Path) -> None:
    """Says that nobody writes any more."""
    (data / _FILE).unlink(missing_ok=True)


def current_work(data: Path) -> Work | None:
    """What is being written just now; None when nothing is, or it is not known."""
    try:
        work = Work(**json.loads((data / _FILE).read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return None
    return work if _lives(work.pid) else None


def give_way() -> None:
    """Lets the pages of a server on the same machine go before this process, for work that nobody waits for."""
    if sys.platform != "win32":
        os.setpriority(os.PRIO_PROCESS, 0, max(_POLITE, os.getpriority(os.PRIO_PROCESS, 0)))


def _lives(pid: int) -> bool:
    if sys.platform == "win32":  # a signal would end it there
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


def noting(data: Path, show: Callable[[str, int, int], None] | None) -> Callable[[str, int, int], None]:
    """A progress callback that goes on to ``show`` and notes every now and then how far the work is."""
    work, last = current_work(data), 0.0

    def report(stage: str, done: int, total: int) -> None:
        nonlocal work, last
        if work is not None and (stage != work.stage or time.monotonic() - last > _EVERY):
            work, last = replace(work, stage=stage, done=done, total=total), time.monotonic()
            note_work(data, work)
        if show is not None:
            show(stage, done, total)

    return report
