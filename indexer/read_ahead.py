"""Reading many files: several at once, in their order, few of them kept in memory."""

from __future__ import annotations

import os
import threading
from collections import deque
from collections.abc import Callable, Generator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from indexer.corpus import is_corpus_text, read_document
from indexer.reading import read_file
from kb.documents import Document
from kb.errors import KbError

#: Each file is read in a process of its own; more than these only compete for the disk.
_MOST_READERS = 8
#: A bigger Markdown file is read like any other, with limits.
_LARGEST_CORPUS_FILE = 20_000_000


@dataclass(frozen=True)
class Read:
    """What a source holds: a document, or why there is none. ``by_hand``: it is in the corpus's own format;
    ``reviewed``: a person has looked at it; ``held``: the corpus file that was made from the same file."""

    document: Document | None = None
    error: KbError | OSError | None = None
    by_hand: bool = False
    reviewed: bool = False
    held: str | None = None


def read_ahead(
    sources: Sequence[Path], held: Callable[[Path], str | None], overwrite: bool, reviewed: Mapping[Path, Document]
) -> Generator[tuple[Path, Read], None, None]:
    """Each source with what it holds, in order. As many as there are processors are read at once; few wait.

    ``held`` names the corpus file that was made from the very same file: it is read again only to ``overwrite``.
    Closing this stops the readers.
    """
    at_once = min(os.cpu_count() or 1, _MOST_READERS, max(len(sources), 1))
    stop = threading.Event()
    pool = ThreadPoolExecutor(at_once)
    waiting: deque[tuple[Path, Future[Read]]] = deque()
    try:
        for source in sources:
            waiting.append(
                (source, pool.submit(_read, source, _known(held, source), overwrite, reviewed.get(source), stop))
            )
            if len(waiting) > 2 * at_once:
                place, future = waiting.popleft()
                yield place, future.result()
        while waiting:
            place, future = waiting.popleft()
            yield place, future.result()
    finally:
        stop.set()
        pool.shutdown(wait=True, cancel_futures=True)


def _known(held: Callable[[Path], str | None], source: Path) -> str | None:
    with suppress(OSError):  # told when it is read
        return held(source)
    return None


def _read(source: Path, held: str | None, overwrite: bool, reviewed: Document | None, stop: threading.Event) -> Read:
    try:
        if reviewed is not None:
            return Read(reviewed, reviewed=True, held=held)
        if document := corpus_file_document(source):
            return Read(document, by_hand=True)
        return Read(None if held and not overwrite else read_file(source, stop), held=held)
    except (KbError, OSError) as error:
        return Read(error=error)


def corpus_file_document(source: Path) -> Document | None:
    """The document of a file that is in the corpus's own format already, as it is; None for any other file."""
    if source.suffix.lower() != ".md" or source.stat().st_size > _LARGEST_CORPUS_FILE:
        return None
    text = source.read_bytes().decode("utf-8", errors="replace")
    return read_document(text, source.name) if is_corpus_text(text) else None
