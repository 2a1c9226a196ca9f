"""The pointer: one small file that says which generation serves. Replacing it is the switch.

It holds the name and the beginning of the name's checksum, so that a damaged pointer is known to be one.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from indexer.durable import fsync

_FILE = "current"
# Without a checksum it was written by an earlier version.
_WRITTEN = re.compile(r"(?P<name>\d{6})(?: (?P<check>[0-9a-f]{8}))?")


def current_name(data: Path) -> str | None:
    """The name of the serving generation; None when nothing was ever built, or the pointer is damaged."""
    try:
        written = _WRITTEN.fullmatch((data / _FILE).read_text("ascii", "replace").strip())
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
        return None
    if written is None or written["check"] not in (None, _check(written["name"])):
        return None
    return written["name"]


def point_to(data: Path, name: str) -> None:
    """Makes a generation the serving one, in one step that a power failure cannot halve."""
    pointer = data / f"{_FILE}.new"
    pointer.write_text(f"{name} {_check(name)}", "ascii")
    fsync(pointer)
    pointer.replace(data / _FILE)
    fsync(data)


def _check(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()[:8]
