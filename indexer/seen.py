"""The checksums of corpus files, remembered, so that looking for changes reads only what may have changed.

A file counts as the one that was read while its place on disk, its size and both of its times are the same. Its times
are compared for being equal, never for being later, so a clock that jumps has no effect. The memory is only that: when
it is lost or damaged, files are read again.
"""

from __future__ import annotations

import json
import os
import time
from contextlib import suppress
from pathlib import Path

from indexer.corpus import CorpusFile
from indexer.recognition import digest

_FILE = "seen.json"
# A file that was written so shortly before it was read may be written again within one tick of its clock.
_SETTLED_NS = 3_000_000_000


class Seen:
    """The memory kept in ``data`` of the files in ``corpus``."""

    def __init__(self, data: Path, corpus: Path) -> None:
        self._path, self._corpus = data / _FILE, str(corpus.resolve())
        self._before = self._load()
        self._now: dict[str, list[int | str]] = {}

    def _load(self) -> dict[str, list[int | str]]:
        try:
            record = json.loads(self._path.read_bytes())
            return dict(record["files"]) if record["corpus"] == self._corpus else {}
        except (OSError, ValueError, KeyError, TypeError):
            return {}

    def digest(self, file: CorpusFile) -> str:
        """The SHA-256 of a file; "" while it cannot be read."""
        try:
            signature = _signature(f"{self._corpus}/{file.path}")
        except OSError:
            return ""
        known = self._before.get(file.path)
        if isinstance(known, list) and known[:-1] == signature:
            self._now[file.path] = known
            return str(known[-1])
        found = digest(file.full)
        if _is_settled(file.full, signature):
            self._now[file.path] = [*signature, found]
        return found

    def save(self) -> None:
        """Remembers what was asked since it was opened; what cannot be written is not remembered."""
        if self._now == self._before:
            return
        temporary = self._path.with_name(f".{_FILE}.new")
        with suppress(OSError):
            temporary.write_text(json.dumps({"corpus": self._corpus, "files": self._now}), "utf-8")
            temporary.replace(self._path)


def _signature(path: Path | str) -> list[int | str]:
    stat = os.stat(path)  # noqa: PTH116  (making a Path of each takes longer than the look)
    return [stat.st_dev, stat.st_ino, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns]


def _is_settled(path: Path, signature: list[int | str]) -> bool:
    """Whether it is still the file that was looked at, and was not written a moment ago."""
    with suppress(OSError):
        stat = path.stat()
        youngest = min(abs(time.time_ns() - moment) for moment in (stat.st_mtime_ns, stat.st_ctime_ns))
        return _signature(path) == signature and youngest > _SETTLED_NS
    return False
