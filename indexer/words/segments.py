"""The segment that an update adds to the word index; many entries are prepared and gathered in other processes.

However many there are, they become one segment: a term's postings stand together then, and its name is kept once.
Whoosh writes the files.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import traceback
from array import array
from multiprocessing.queues import Queue
from pathlib import Path
from queue import Empty, Full
from typing import Any

from whoosh import index
from whoosh.codec.whoosh3 import W3Codec
from whoosh.writing import SegmentWriter

from indexer.words import runs
from indexer.words.runs import Gathered, Prepared, Run, Spilled, spill, together
from kb.errors import KbError

# Whole lists are read at once, so big blocks cost less than the usual 128.
_BLOCK = 8192
_BATCH, _WAITING = 64, 8

# Below so many postings, packing takes longer than it saves.
_WORTH_PACKING = 64

#: What the names of runs on disk begin with.
_RUN = "run-"


class _Segment(SegmentWriter):  # type: ignore[misc]
    """Whoosh's writer of a segment, which is given each list of postings whole."""

    def __init__(self, opened: index.FileIndex) -> None:
        super().__init__(opened, _lk=False, codec=W3Codec())

    def write(self, parts: list[Run]) -> Any:
        """Writes all entries, in their order; gives the segment."""
        for part in parts:
            for place in range(part.size):
                self._add_entry(part, place)
        self._postings = together(parts)
        return self._finalize_segment()

    def _add_entry(self, part: Run, place: int) -> None:
        written = self.perdocwriter
        written.start_doc(self.docnum)
        for name, lengths in part.lengths.items():
            if self.schema[name].scorable:
                written.add_field(name, self.schema[name], None, lengths[place])
        for name, numbers in part.numbers.items():
            written.add_column_value(name, self.schema[name].column_type, numbers[place])
        written.finish_doc()
        self.docnum += 1
        self._added = True

    def _flush_segment(self) -> None:
        self.perdocwriter.close()
        written, at = self.fieldwriter, None
        for name, term, places, counts in self._postings:
            if name != at:
                if at is not None:
                    written.finish_field()
                written.start_field(name, self.schema[name])
                at = name
            written.start_term(term.encode())
            _write_list(written._postwriter, places, counts)
            written.finish_term()
        if at is not None:
            written.finish_field()
        written.close()


def _write_segment(opened: index.FileIndex, parts: list[Run]) -> list[Any]:
    """One segment of all that was gathered, none where nothing was."""
    if not any(part.size for part in parts):
        return []
    writer = _Segment(opened)
    try:
        return [writer.write(parts)]
    except BaseException:
        writer._close_segment()
        raise


def _write_list(writer: Any, places: array[int], counts: array[float]) -> None:
    """A whole list in Whoosh's blocks; the last one stays with the writer, which closes the list with it."""
    writer._compression = 3 if len(places) >= _WORTH_PACKING else 0
    for start in range(0, len(places), _BLOCK):
        if start:
            writer._write_block()
        writer._ids, writer._weights = places[start : start + _BLOCK], counts[start : start + _BLOCK]
        writer._maxweight = max(writer._weights)


class _Gatherer:
    """Gathers entries, and puts them on disk in ``directory`` whenever there are many."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._spilled: list[Spilled] = []
        self.rest = Gathered()

    def add(self, entry: Prepared) -> None:
        """One entry."""
        self.rest.add(entry)
        if self.rest.count >= runs.MOST_POSTINGS:
            self.spill()

    def spill(self) -> list[Spilled]:
        """Puts all that was gathered on disk; gives the runs there."""
        path = self._directory / f"{_RUN}{os.getpid()}-{len(self._spilled)}"
        self._spilled.append(spill(self.rest, path))
        self.rest = Gathered()
        return self._spilled

    @property
    def runs(self) -> list[Run]:
        """All that was gathered."""
        return [*self._spilled, self.rest]


def _remove_runs(directory: Path) -> None:
    for path in directory.glob(f"{_RUN}*"):
        path.unlink(missing_ok=True)


class LocalParts:
    """Prepares and writes in this process."""

    def __init__(self, directory: Path, opened: index.FileIndex) -> None:
        self._directory, self._index = directory, opened
        self._gatherer = _Gatherer(directory)

    def add(self, entry: Prepared) -> None:
        """One entry."""
        self._gatherer.add(entry)

    def finish(self) -> list[Any]:
        """The segment written, if there is anything to write."""
        try:
            return _write_segment(self._index, self._gatherer.runs)
        finally:
            self.cancel()

    def cancel(self) -> None:
        """Remove what was put on disk."""
        _remove_runs(self._directory)


class RemoteParts:
    """Prepares and gathers in other processes; a few batches wait, so memory stays bounded."""

    def __init__(self, directory: Path, opened: index.FileIndex, prepare: Any, processes: int) -> None:
        self._directory, self._index = directory, opened
        self._batch: list[Any] = []
        self._work: Queue[list[Any] | None] = multiprocessing.Queue(_WAITING)
        self._done: Queue[list[Spilled] | str] = multiprocessing.Queue()
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
        """The segment written; raises RuntimeError with the trace of the process that failed."""
        self._hand_on(self._batch)
        for _ in self._processes:
            self._hand_on(None)
        gathered: list[Run] = []
        for _ in self._processes:
            result = self._next_result()
            if isinstance(result, str):
                raise RuntimeError(result)
            gathered.extend(result)
        for process in self._processes:
            process.join()
        segments = _write_segment(self._index, gathered)
        _remove_runs(self._directory)
        return segments

    def _next_result(self) -> list[Spilled] | str:
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
        _remove_runs(self._directory)


def _work_off(directory: Path, prepare: Any, work: Queue[list[Any] | None], done: Queue[list[Spilled] | str]) -> None:
    """What a process does: runs from batches, until None comes. Tells the trace of an error and goes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which ends its helpers
    gatherer = _Gatherer(directory)
    try:
        while (batch := work.get()) is not None:
            for entry in batch:
                gatherer.add(prepare(entry))
        done.put(gatherer.spill())
    except Exception:
        done.put(traceback.format_exc())
        done.close()
        done.join_thread()
        sys.exit(1)
