"""A place that only one process has at a time, held by a lock on a file; a process that dies gives it back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from kb.errors import KbError


@contextmanager
def only_one(place: Path, refusal: Callable[[], KbError], seconds: float = 0) -> Iterator[None]:
    """Holds the lock file ``place`` for as long as the block runs; its folder is made where it is not there.

    Where another has it for longer than ``seconds``, raises what ``refusal`` then gives.
    """
    place.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(place)
    try:
        lock.acquire(timeout=seconds)
    except Timeout as error:
        raise refusal() from error
    try:
        yield
    finally:
        lock.release()
