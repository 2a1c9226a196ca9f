"""What the pages read: the serving generation, looked up for each request and reopened when another one is current.

A request keeps the library that it was given, so an update never changes a page half way.
"""

from __future__ import annotations

import gc
import threading
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from indexer.catalogue import Catalogue
from indexer.generations import DamagedGeneration, Generation, NoGeneration, OtherVersion, open_current, stamp
from indexer.pointer import current_name
from indexer.question_checks import Answers
from indexer.records import Counts, DocumentHead, Gap, PowerFact
from indexer.search import Search
from indexer.work import Work, current_work
from kb.documents import Fault
from kb.matters import Matter

#: Seconds for which a reader waits for a new generation that another one opens.
_PATIENCE = 1.0
#: So many missing documents are listed.
MOST_GAPS = 1000


@dataclass(frozen=True)
class Library:
    """One generation, as the pages use it. Lists that every reader asks for are made once."""

    name: str
    catalogue: Catalogue
    search: Answers

    @cached_property
    def counts(self) -> Counts:
        """How much is held."""
        return self.catalogue.counts()

    @cached_property
    def heads(self) -> list[DocumentHead]:
        """All documents, newest first."""
        return self.catalogue.heads()

    @cached_property
    def powers(self) -> list[PowerFact]:
        """All statements of delegation, newest first."""
        return self.catalogue.power_facts()

    @cached_property
    def matters(self) -> list[tuple[Matter, int]]:
        """Matters with how many statements of delegation are about them, most first."""
        counted = Counter(slug for fact in self.powers for slug in fact.matters).most_common()
        return [(row, count) for slug, count in counted if (row := self.catalogue.vocabulary.get(slug))]

    @cached_property
    def gaps(self) -> list[Gap]:
        """What is cited and not held, most wanted first."""
        return self.catalogue.gaps(limit=MOST_GAPS)

    @cached_property
    def faults(self) -> list[Fault]:
        """The faults of the corpus, errors first."""
        return self.catalogue.faults()

    @cached_property
    def issuers(self) -> list[tuple[str, int]]:
        """Issuers with how many documents they have."""
        return list(self.catalogue.issuers())


class LibraryProvider:
    """Hands out the current library; raises NoGeneration while nothing is built."""

    def __init__(self, data: Path) -> None:
        self.data = data
        #: Why what serves is not what should, for every page; None when all is well.
        self.notice: str | None = None
        #: Why it could not be built anew the last time, None while there was no such time.
        self.failed: str | None = None
        #: Set when somebody should look whether the files are whole (:mod:`web.guard`).
        self.doubted = threading.Event()
        self._lock = threading.Lock()
        self._library: Library | None = None
        self._pointer: str | None = None

    def current(self) -> Library:
        """The library of the serving generation; reading the pointer is all that an unchanged one costs.

        While one reader opens and verifies a new generation, the others wait a moment, so that what was just added is
        there; where opening takes longer they go on with the old one.
        """
        pointer = current_name(self.data)
        library = self._library
        if library is not None and pointer == self._pointer:
            return library
        if not self._lock.acquire(timeout=-1 if library is None else _PATIENCE):
            return library or self.current()
        try:
            if self._library is None or pointer != self._pointer:
                self._library = self._open(self._library, pointer)
                self._pointer = pointer
            return self._library
        finally:
            self._lock.release()

    def ready(self) -> Library | None:
        """The library of the serving generation if it is open already; None where :meth:`current` would open it."""
        return self._library if current_name(self.data) == self._pointer else None

    @property
    def work(self) -> Work | None:
        """What is being written just now, for who waits for it."""
        return current_work(self.data)

    def leave(self, name: str) -> None:
        """Serves a generation no longer, since it was found damaged; the last good one takes over at once."""
        with self._lock:
            if self._library is not None and self._library.name == name:
                self._library, self._pointer = None, None
            self.notice = _REBUILDING

    def _open(self, before: Library | None, pointer: str | None) -> Library:
        """The current library; the one before goes on where a newer version of the program has made the current.
        Where an earlier version has, it is read while it is made anew."""
        try:
            generation = open_current(self.data, older=before is None)
        except (NoGeneration, DamagedGeneration) as error:
            if before is None or isinstance(error, DamagedGeneration):
                self.doubted.set()
            if before is None:
                raise
            self.notice = _NEWER_PROGRAM if isinstance(error, OtherVersion) else _STANDING_IN
            return before
        if generation.manifest["stamp"] != stamp():
            self.notice = _OLDER
        else:
            self.notice = None if pointer in (None, generation.name) else _STANDING_IN
        if self.notice:
            self.doubted.set()
        return library_of(generation)


def library_of(generation: Generation) -> Library:
    """The library of a generation, read as far as the first question would wait for it."""
    search = Search(generation.catalogue, generation.index)
    search.warm()
    return Library(generation.name, generation.catalogue, search)


def settle() -> None:
    """After a generation was opened: what was read of it stays, so the search for garbage need not go through it again
    and again, which costs a page in ten."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()


_STANDING_IN = (
    "Chỉ mục mới nhất bị hỏng; trang đang dùng bản trước đó và dựng lại từ kho. Văn bản mới thêm có thể chưa tìm thấy."
)
_REBUILDING = "Chỉ mục vừa phát hiện bị hỏng và đang được dựng lại từ kho. Văn bản mới thêm có thể chưa tìm thấy."
_OLDER = (
    "Chương trình vừa lên bản mới: chỉ mục đang được dựng lại từ kho. Trong lúc đó trang vẫn trả lời theo chỉ mục cũ; "
    "văn bản mới thêm có thể chưa tìm thấy."
)
_NEWER_PROGRAM = "Chỉ mục đã do phiên bản khác của chương trình ghi; khởi động lại máy chủ để dùng bản mới."
