"""Writing a file so that it is there whole, or as it was before."""

from __future__ import annotations

import os
from pathlib import Path

from indexer.durable import fsync

#: What the name of a file ends with while it is written.
UNFINISHED = ".new"
_MOST_BESIDE = 1000


def write_whole(path: Path, content: bytes) -> None:
    """Writes a file so that it is on disk whole, or as it was before; its folder is made where it is not there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    put_whole(path, content)
    for folder in (path.parent, path.parent.parent):
        fsync(folder)


def put_beside(folder: Path, stem: str, suffix: str, content: bytes) -> tuple[Path, bool] | None:
    """Keeps a file beside those of its stem, counted (``STEM.2.md``); gives where, and whether it was not there yet.

    None where there are too many.
    """
    for count in range(1, _MOST_BESIDE):
        path = folder / (f"{stem}{suffix}" if count == 1 else f"{stem}.{count}{suffix}")
        if not path.exists():
            write_whole(path, content)
            return path, True
        if path.read_bytes() == content:
            return path, False
    return None


def put_whole(path: Path, content: bytes) -> None:
    """Puts a file into a folder that is there, in one step. Raises OSError, what was there before being there still."""
    temporary = path.with_name(f".{path.name}{UNFINISHED}")
    try:
        with temporary.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
