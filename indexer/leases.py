"""Who still reads a generation: a reader holds its folder, and what is held is not removed.

A lease is a shared lock on a small file of the folder, for as long as the object lives; a process that dies gives its
leases back. Where there are no such locks (Windows), the open file itself cannot be removed.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path
from typing import IO

if sys.platform != "win32":
    import fcntl

_FILE = "in-use"


class Lease:
    """Holds a folder. One that cannot be held (read-only, or gone) is read without: nothing more can be done."""

    def __init__(self, folder: Path) -> None:
        self._file: IO[bytes] | None = None
        with suppress(OSError):
            self._file = (folder / _FILE).open("rb")
            if sys.platform != "win32":
                fcntl.flock(self._file, fcntl.LOCK_SH | fcntl.LOCK_NB)

    def __del__(self) -> None:
        if self._file is not None:
            self._file.close()


def offer(folder: Path) -> None:
    """Makes a folder one that can be held."""
    (folder / _FILE).touch()


def is_held(folder: Path) -> bool:
    """Whether somebody reads there; only the one writer asks."""
    path = folder / _FILE
    try:
        if sys.platform == "win32":
            path.unlink(missing_ok=True)
            return False
        with path.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except OSError:
        return True
    return False
