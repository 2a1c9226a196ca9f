"""Keeping the derived data up with the corpus: what changed is read, recognised, linked and indexed, and only that.

``update`` compares the corpus with the current generation by content. A change of recogniser, analysis or schema
makes everything new; the old generation is never opened for that, and goes on serving until the switch.
"""

from __future__ import annotations

import hashlib
import os
import signal
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import filterfalse
from pathlib import Path

from indexer.arrivals import forget_arrivals
from indexer.arriving.telling import Built, ask_again, tell_arrivals
from indexer.catalogue_confirmed import leads_nowhere
from indexer.catalogue_writing import CatalogueWriter, ReadDocument
from indexer.corpus import CorpusFile, corpus_files
from indexer.disk import telling
from indexer.generations import DamagedGeneration, Generation, begin, discard, open_current, publish, stamp, writing
from indexer.history import record_build, served_before
from indexer.pointer import current_name
from indexer.recognition import digest, read_corpus_file
from indexer.register import is_register, read_register, register_files
from indexer.seen import Seen
from indexer.soundness import check_sound, is_no_document
from indexer.vocabulary import NAME, read_vocabulary, shipped, vocabulary_files
from indexer.words.schema import Entry, WordIndexWriter
from indexer.work import noting
from kb.documents import Document, Fault, ManualLink, Provision
from kb.errors import KbError

#: With fewer files than this, starting other processes costs more than it gains.
_ALONE_BELOW = 64
#: Analysing words scales little beyond two processes, since one writes.
_MOST_PROCESSES = 2

#: Called with what is being done, how far it is, and how much there is.
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Changes:
    """What an update has to do, by path in the corpus. ``everything`` says why all is made new, None if it is not."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    everything: str | None = None

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed or self.everything)


@dataclass(frozen=True)
class UpdateReport:
    """What an update did. ``generation`` is the one that serves now; ``faults`` are those of the files it read."""

    generation: Generation
    changes: Changes
    seconds: float
    faults: tuple[Fault, ...] = field(default=())


def plan(corpus: Path, current: Generation | None, *, everything: bool = False, seen: Seen | None = None) -> Changes:
    """What differs between the corpus and a generation (None: there is none yet); ``seen`` remembers checksums."""
    files = {file.path: file for file in (*vocabulary_files(corpus), *register_files(corpus), *corpus_files(corpus))}
    if current is None or everything:
        return Changes(added=tuple(files), everything="theo yêu cầu" if everything else "chưa có chỉ mục dùng được")
    known: dict[str, str] = current.manifest["digests"]
    look = seen.digest if seen else lambda file: digest(file.full)
    return Changes(
        added=tuple(path for path in files if path not in known),
        changed=tuple(path for path, file in files.items() if path in known and known[path] != look(file)),
        removed=tuple(path for path in known if path not in files),
    )


def update(
    corpus: Path,
    data: Path,
    *,
    cause: str = "cancu index",
    everything: bool = False,
    gate: bool = False,
    progress: Progress | None = None,
) -> UpdateReport:
    """Brings the derived data in ``data`` up to the corpus and makes it current; does nothing when nothing changed.

    Raises WriterBusy when another process is writing, DiskRefused when the disk is full, and with ``gate`` GateClosed
    when a saved question lost its expected answer (the old generation goes on).
    """
    with telling(str(data)), writing(data, cause):
        return bring_up(corpus, data, cause=cause, everything=everything, gate=gate, progress=progress)


def bring_up(
    corpus: Path,
    data: Path,
    *,
    cause: str,
    everything: bool = False,
    gate: bool = False,
    progress: Progress | None = None,
) -> UpdateReport:
    """:func:`update` for a caller that holds the writer's place already."""
    started = time.monotonic()
    report = noting(data, progress)
    current = usable(data)
    seen = Seen(data, corpus)
    changes = plan(corpus, current, everything=everything, seen=seen)
    seen.save()
    # An older generation that stands in for a damaged one becomes a new one: it would be swept away next time.
    if current is not None and not changes and current.name == current_name(data):
        return UpdateReport(current, changes, time.monotonic() - started)
    _refuse_emptiness(corpus, current, changes)
    job = _Job(corpus, data, cause, current, changes, report, gate)
    try:
        generation, faults = job.run(started)
    except DamagedGeneration:
        if changes.everything:
            raise
        changes = replace(plan(corpus, None), everything="bản dựng thêm không khớp với kho")
        generation, faults = replace(job, changes=changes).run(started)
    return UpdateReport(generation, changes, time.monotonic() - started, tuple(faults))


def _refuse_emptiness(corpus: Path, current: Generation | None, changes: Changes) -> None:
    """A folder that is suddenly empty is a disk that is not mounted far more often than a wish."""
    if current is None or changes.everything or not changes.removed:
        return
    if not changes.added and len(changes.removed) == len(current.manifest["digests"]):
        hint = "xem ổ đĩa hoặc thư mục kho có còn đó; nếu đúng là đã bỏ hết, chạy cancu index --all"
        raise KbError("kho bỗng không còn văn bản nào, giữ nguyên chỉ mục đang có", where=str(corpus), hint=hint)


@dataclass(frozen=True)
class _Job:
    """One generation to be made."""

    corpus: Path
    data: Path
    cause: str
    current: Generation | None
    changes: Changes
    report: Progress
    gate: bool

    def run(self, started: float) -> tuple[Generation, list[Fault]]:
        """Makes it and lets it serve; whatever goes wrong before the switch leaves nothing behind."""
        before = self.current or served_before(self.data)
        folder = begin(self.data, None if self.changes.everything else self.current)
        try:
            faults, digests = _fill(folder, self.corpus, self.current, self.changes, self.report)
            details = {
                "cause": self.cause, "stamp": stamp(), "digests": digests, "corpus": str(self.corpus.resolve()),
            }  # fmt: skip
            tell_arrivals(self.corpus, self.data, Built(folder, digests, self.cause), self.current, gate=self.gate)
            self.report("Ghi xuống đĩa", 0, 1)
            generation = publish(self.data, folder, details, check_sound)
        except BaseException:
            if current_name(self.data) != folder.name:  # stopped after the switch: it serves
                discard(folder)
                forget_arrivals(self.data, folder.name)
            raise
        self.report("Ghi xuống đĩa", 1, 1)
        why = self.changes.everything or ""
        record_build(self.data, generation, before, time.monotonic() - started, why)
        if not self.gate:
            ask_again(self.corpus, self.data, generation)
        return generation, faults


def usable(data: Path) -> Generation | None:
    """The generation that can be built upon; one that is damaged or of another version is left alone."""
    with suppress(KbError):
        return open_current(data)
    return None


def _fill(
    folder: Path, corpus: Path, current: Generation | None, changes: Changes, report: Progress
) -> tuple[list[Fault], dict[str, str]]:
    """Writes both halves of a new generation; gives the faults found and the digests of all files that it knows."""
    digests = {} if changes.everything or current is None else dict(current.manifest["digests"])
    faults: list[Fault] = []
    create = bool(changes.everything)
    processes = min(_MOST_PROCESSES, os.cpu_count() or 1) if len(changes.added) >= _ALONE_BELOW else 1
    with (
        CatalogueWriter(folder / "catalogue.sqlite") as catalogue,
        WordIndexWriter(folder / "words", create=create, processes=processes) as words,
    ):
        for path in (*changes.changed, *changes.removed):
            words.delete_documents(catalogue.remove(path))
            digests.pop(path, None)
        touched = (*changes.added, *changes.changed, *changes.removed)
        if NAME in touched:
            faults.extend(_store_vocabulary(corpus, catalogue, digests))
        for path in filter(is_register, touched):
            faults.extend(_store_register(corpus, path, catalogue, digests))
        paths = tuple(filterfalse(is_no_document, (*changes.added, *changes.changed)))
        for done, result in enumerate(_read_all(corpus, paths), 1):
            fault = _store(result, catalogue, words)
            faults.extend(fault)
            path = result.path if isinstance(result, ReadDocument) else result.file
            digests[path] = result.digest if isinstance(result, ReadDocument) else digest(corpus / path)
            report("Đọc văn bản", done, len(paths))
        total = catalogue.pending()
        for done, _ in enumerate(catalogue.resolve(), 1):
            report("Nối viện dẫn", done, total)
        report("Ghi chỉ mục từ", 0, 1)
        words.commit()
        report("Ghi chỉ mục từ", 1, 1)
    return faults, digests


def _store_vocabulary(corpus: Path, catalogue: CatalogueWriter, digests: dict[str, str]) -> list[Fault]:
    """Groups the powers by the vocabulary of the corpus, or by the shipped one when that is gone; gives its faults."""
    if not (corpus / NAME).exists():
        catalogue.set_vocabulary(shipped(), NAME, ())
        return []
    content = (corpus / NAME).read_bytes()
    vocabulary, faults = read_vocabulary(content, NAME)
    catalogue.set_vocabulary(vocabulary, NAME, faults)
    digests[NAME] = hashlib.sha256(content).hexdigest()
    return faults


def _store_register(corpus: Path, path: str, catalogue: CatalogueWriter, digests: dict[str, str]) -> list[Fault]:
    """Puts what a register lists now, nothing when it is gone, in the place of what it listed; gives its faults."""
    if not (corpus / path).exists():
        catalogue.set_register(path, ())
        return []
    content = (corpus / path).read_bytes()
    documents, faults = read_register(content, path)
    catalogue.set_register(path, documents, faults)
    digests[path] = hashlib.sha256(content).hexdigest()
    return faults


def _read_all(corpus: Path, paths: Iterable[str]) -> Iterator[ReadDocument | Fault]:
    """Reads corpus files, in other processes when there are many; in the order given."""
    files = [CorpusFile(corpus, path) for path in paths]
    if len(files) < _ALONE_BELOW or (os.cpu_count() or 1) < 2:
        yield from map(read_corpus_file, files)
        return
    with ProcessPoolExecutor(initializer=_leave_stopping_to_the_caller) as pool:
        try:
            yield from pool.map(read_corpus_file, files, chunksize=8)
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _leave_stopping_to_the_caller() -> None:
    """Ctrl-C reaches every process of a terminal; only the one that was started has something to say."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _store(result: ReadDocument | Fault, catalogue: CatalogueWriter, words: WordIndexWriter) -> list[Fault]:
    """Puts one file into both halves; gives its faults. Two files of one name: the second is a fault."""
    if isinstance(result, Fault):
        catalogue.add_fault(result)
        return [result]
    try:
        document, placed = catalogue.add(result)
    except ValueError as error:
        fault = Fault("error", str(error), result.path, 1, "đổi tên một trong hai tệp")
        catalogue.add_fault(fault)
        return [fault]
    for key, provision in placed:
        words.add(_entry(key, document, provision, result.document))
    return list(result.document.faults)


def _entry(key: int, document_id: int, provision: Provision, document: Document) -> Entry:
    ancestors = " ".join(division.heading or "" for division in provision.ancestors)
    return Entry(
        key=key,
        document=document_id,
        heading=provision.heading or "",
        title=f"{document.document_type.name} {document.title}",
        ancestors=ancestors,
        body=provision.text,
        type=document.type,
        issuer=document.issuer or "",
        year=document.issued.year if document.issued else None,
        number=document.number or "",
    )


def check(corpus: Path) -> list[Fault]:
    """All faults of a corpus, file by file, without touching any derived data."""
    results = _read_all(corpus, [file.path for file in corpus_files(corpus)])
    faults = [fault for file in register_files(corpus) for fault in read_register(file.full.read_bytes(), file.path)[1]]
    faults += [fault for file in vocabulary_files(corpus) for fault in read_vocabulary(file.full.read_bytes(), NAME)[1]]
    stems: dict[str, str] = {}
    meant: list[tuple[str, ManualLink]] = []
    addresses: set[str] = set()
    for result in results:
        if isinstance(result, Fault):
            faults.append(result)
            continue
        faults.extend(result.document.faults)
        meant += [(result.path, link) for link in result.document.links]
        addresses |= {result.document.stem, result.document.uri}
        first = stems.setdefault(result.document.stem, result.path)
        if first != result.path:
            faults.append(Fault("error", f"trùng tên với {first}", result.path, 1, "đổi tên một trong hai tệp"))
    faults += [leads_nowhere(path, link) for path, link in meant if link.means not in addresses]
    return faults
