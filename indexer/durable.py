"""Files that survive a power failure, and the checksums that tell whether they did."""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from pathlib import Path

# What was read once in this process: device, inode, size and time of change of a file, with its checksum. Segments of
# the word index are linked from generation to generation, so most of a new one is known already.
_read: dict[tuple[int, int, int, int], str] = {}
_MOST_KNOWN = 10_000


def fsync(path: Path) -> None:
    """Forces a file or directory to disk; Windows cannot open directories and does not need to."""
    with suppress(PermissionError):
        handle = os.open(path, os.O_RDONLY)
        try:
            with suppress(OSError):
                os.fsync(handle)
        finally:
            os.close(handle)


def sha256(path: Path, *, afresh: bool = False) -> str:
    """The checksum of a file. One that has not been changed since this process read it is not read again, unless
    ``afresh``: a disk can damage what nobody writes."""
    stat = path.stat()
    key = (stat.st_dev, stat.st_ino, stat.st_size, stat.st_mtime_ns)
    if not afresh and key in _read:
        return _read[key]
    with path.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if len(_read) >= _MOST_KNOWN:
        _read.clear()
    _read[key] = found
    return found
