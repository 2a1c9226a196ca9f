"""Segments of the word index, written here or in other processes.

Whoosh's own pool sorts every posting on disk; here postings are gathered by term, in arrays, and a segment is closed
when there are enough of them, so that memory stays bounded. Whoosh writes the files.
"""

from __future__ import annotations

import multiprocessing
import signal
import sys
import traceback
from array import array
from collections.abc import Mapping
from dataclasses import dataclass
from multiprocessing.queues import Queue
from pathlib import Path
from queue import Empty, Full
from typing import Any

from whoosh import index
from whoosh.codec.whoosh3 import W3Codec
from whoosh.writing import SegmentWriter

from kb.errors import KbError

# Whole lists are read at once, so big blocks cost less than the usual 128.
_BLOCK = 8192
#: A segment is closed when it has so many postings: some 300 MB while they are gathered.
MOST_POSTINGS = 8_000_000
_BATCH, _WAITING = 64, 8

# Below so many postings, packing takes longer than it saves.
_WORTH_PACKING = 64


@dataclass(frozen=True, slots=True)
class Prepared:
    """An entry ready to be written: for each indexed field its terms with how often each occurs, and its numbers."""

    terms: Mapping[str, Mapping[str, int]]
    numbers: Mapping[str, int]


class _Lists(dict[str, tuple["array[int]", "array[float]"]]):
    """The postings of a field by term: places, and how often."""

    def __missing__(self, term: str) -> tuple[array[int], array[float]]:
        found = self[term] = array("I"), array("f")
        return found


class _Gathering(SegmentWriter):  # type: ignore[misc]
    """Whoosh's writer of a segment, which keeps postings by term in arrays until it writes each list at once."""

    def __init__(self, opened: index.FileIndex) -> None:
        super().__init__(opened, _lk=False, codec=W3Codec())
        self.count = 0
        self._gathered = {name: _Lists() for name in self.schema.names()}

    def add_entry(self, entry: Prepared) -> None:
        """One entry, after those before it."""
        place, written = self.docnum, self.perdocwriter
        written.start_doc(place)
        for name in sorted(entry.terms):
            terms, lists = entry.terms[name], self._gathered[name]
            for term, count in terms.items():
                places, counts = lists[term]
                places.append(place)
                counts.append(count)
            self.count += len(terms)
            length = sum(terms.values()) if self.schema[name].scorable else 0
            written.add_field(name, self.schema[name], None, length)
        for name, number in entry.numbers.items():
            written.add_column_value(name, self.schema[name].column_type, number)
        written.finish_doc()
        self.docnum += 1
        self._added = True

    def _flush_segment(self) -> None:
        self.perdocwriter.close()
        for name in sorted(name for name, lists in self._gathered.items() if lists):
            self.fieldwriter.start_field(name, self.schema[name])
            lists = self._gathered[name]
            for term in sorted(lists):
                self.fieldwriter.start_term(term.encode())
                _write_list(self.fieldwriter._postwriter, *lists.pop(term))
                self.fieldwriter.finish_term()
            self.fieldwriter.finish_field()
        self.fieldwriter.close()


def _write_list(writer: Any, places: array[int], counts: array[float]) -> None:
    """A whole list in Whoosh's blocks; the last one stays with the writer, which closes the list with it."""
    writer._compression = 3 if len(places) >= _WORTH_PACKING else 0
    for start in range(0, len(places), _BLOCK):
        if start:
            writer._write_block()
        writer._ids, writer._weights = places[start : start + _BLOCK], counts[start : start + _BLOCK]
        writer._maxweight = max(writer._weights)


class LocalParts:
    """Writes segments in this process."""

    def __init__(self, opened: index.FileIndex) -> None:
        self._index = opened
        self._segments: list[Any] = []
        self._writer: _Gathering | None = None

    def add(self, entry: Prepared) -> None:
        """One entry. Raises whatever is wrong with it; the writer is then of no more use."""
        if self._writer is None:
            self._writer = _Gathering(self._index)
        self._writer.add_entry(entry)
        if self._writer.count >= MOST_POSTINGS:
            self._close()

    def _close(self) -> None:
        if self._writer is not None:
            self._segments.append(self._writer._finalize_segment())
            self._writer = None

    def finish(self) -> list[Any]:
        """All segments written."""
        self._close()
        return self._segments

    def cancel(self) -> None:
        """Close the open files."""
        if self._writer is not None:
            self._writer._close_segment()
            self._writer = None


class RemoteParts:
    """Prepares and writes segments in other processes; a few batches wait, so memory stays bounded."""

    def __init__(self, directory: Path, prepare: Any, processes: int) -> None:
        self._batch: list[Any] = []
        self._work: Queue[list[Any] | None] = multiprocessing.Queue(_WAITING)
        self._done: Queue[list[Any] | str] = multiprocessing.Queue()
        arguments = (directory, prepare, self._work, self._done)
        self._processes = [
            multiprocessing.Process(target=_work_off, args=arguments, daemon=True) for _ in range(processes)
        ]
        for process in self._processes:
            process.start()

    def add(self, entry: Any) -> None:
        """One entry, to be prepared there."""
        self._batch.append(entry)
        if len(self._batch) >= _BATCH:
            self._hand_on(self._batch)
            self._batch = []

    def _hand_on(self, batch: list[Any] | None) -> None:
        while True:
            self._look_for_failure()
            try:
                self._work.put(batch, timeout=1)
            except Full:
                continue
            return

    def _look_for_failure(self) -> None:
        if any(process.exitcode for process in self._processes):
            raise KbError("một tiến trình lập chỉ mục đã dừng giữa chừng", hint="máy có thể thiếu bộ nhớ; chạy lại")

    def finish(self) -> list[Any]:
        """All segments written; raises RuntimeError with the trace of the process that failed."""
        self._hand_on(self._batch)
        for _ in self._processes:
            self._hand_on(None)
        segments: list[Any] = []
        for _ in self._processes:
            result = self._next_result()
            if isinstance(result, str):
                raise RuntimeError(result)
            segments.extend(result)
        for process in self._processes:
            process.join()
        return segments

    def _next_result(self) -> list[Any] | str:
        while True:
            try:
                return self._done.get(timeout=1)
            except Empty:
                self._look_for_failure()

    def cancel(self) -> None:
        """Stop the processes."""
        self._work.cancel_join_thread()
        for process in self._processes:
            process.terminate()
            process.join()


def _work_off(directory: Path, prepare: Any, work: Queue[list[Any] | None], done: Queue[list[Any] | str]) -> None:
    """What a process does: segments from batches, until None comes. Tells the trace of an error and goes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which ends its helpers
    parts = LocalParts(index.open_dir(str(directory)))
    try:
        while (batch := work.get()) is not None:
            for entry in batch:
                parts.add(prepare(entry))
        done.put(parts.finish())
    except Exception:
        parts.cancel()
        done.put(traceback.format_exc())
        done.close()
        done.join_thread()
        sys.exit(1)
