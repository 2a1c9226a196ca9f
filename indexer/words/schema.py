"""What the word index stores, and the only way to write it.

One entry is one provision. The index keeps no text: what is shown comes from the catalogue, by key.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

import numpy as np
from whoosh import columns, fields, formats, index

from indexer.words.analysis import analyse
from indexer.words.merging import entries_of, to_merge
from indexer.words.postings import number_column
from indexer.words.runs import Prepared
from indexer.words.segments import LocalParts, RemoteParts
from kb.errors import KbError
from kb.numbers import DocumentNumber

#: Raised whenever the analysis or the fields change: an index of another version must be built anew.
SCHEMA_VERSION = 3

#: Fields of syllables, with how often each occurs.
TEXT_FIELDS = ("ancestors", "body", "heading", "title")
#: Fields of plain terms. ``pairs`` are the neighbouring syllables of heading, body and title.
TERM_FIELDS = ("heading_pairs", "identifier", "issuer", "pairs", "title_pairs", "type")
#: Fields of numbers, one a provision.
NUMBER_FIELDS = ("document", "key", "year")
_LARGEST = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Entry:
    """One provision to index: ``key`` and ``document`` are the catalogue's ids; ``ancestors`` the headings above it.

    ``type`` is a slug, ``number`` the document's number as printed or "", ``identifiers`` the numbers that the text
    cites, as printed or as keys.
    """

    key: int
    document: int
    heading: str
    title: str
    ancestors: str
    body: str
    type: str
    issuer: str
    year: int | None
    number: str
    identifiers: tuple[str, ...] = ()


class _Terms(fields.FieldType):  # type: ignore[misc]
    """A field that is given its terms, counted: the analysis happens outside, once for all fields.

    ``scorable``: the number of its terms is kept.
    """

    def __init__(self, scorable: bool) -> None:
        super().__init__(formats.Existence(), None, scorable=scorable)


class _Number(fields.FieldType):  # type: ignore[misc]
    """A number kept in a column, not searched by term."""

    indexed = False

    def __init__(self) -> None:
        super().__init__(None, None, sortable=columns.NumericColumn("i", default=-1))

    def from_column_value(self, value: int) -> int:
        """The number itself."""
        return value


def schema() -> fields.Schema:
    """Whoosh's schema of the index."""
    table = {name: _Terms(scorable=True) for name in TEXT_FIELDS}
    table |= {name: _Terms(scorable=False) for name in TERM_FIELDS}
    return fields.Schema(**table, **{name: _Number() for name in NUMBER_FIELDS})


def prepare(entry: Entry) -> Prepared:
    """The terms of one entry, checked completely, since a writer that fails halfway is of no more use."""
    for name in ("key", "document"):
        if not 0 <= getattr(entry, name) <= _LARGEST:
            raise KbError(f"mục lục từ: {name} không hợp lệ", found=str(getattr(entry, name)))
    heading, body, title = analyse(entry.heading), analyse(entry.body), analyse(entry.title)
    numbers = {_number_key(number) for number in (entry.number, *entry.identifiers) if number}
    terms: dict[str, Mapping[str, int]] = {
        "ancestors": analyse(entry.ancestors).counts,
        "body": body.counts,
        "heading": heading.counts,
        "title": title.counts,
        "heading_pairs": dict.fromkeys(heading.pairs, 1),
        "pairs": dict.fromkeys((*heading.pairs, *body.pairs, *title.pairs), 1),
        "title_pairs": dict.fromkeys(title.pairs, 1),
        "identifier": dict.fromkeys(numbers, 1),
        "issuer": {entry.issuer: 1} if entry.issuer else {},
        "type": {entry.type: 1} if entry.type else {},
    }
    return Prepared(terms, {"document": entry.document, "key": entry.key, "year": entry.year or 0})


def _number_key(number: str) -> str:
    parsed = DocumentNumber.try_parse(number)
    return parsed.key if parsed else number.upper()


def count_entries(directory: Path) -> int:
    """How many entries an index holds, the deleted ones left out."""
    opened = index.open_dir(str(directory))
    try:
        return sum(segment.doc_count() for segment in opened._segments())  # opens no segment, as a reader would
    finally:
        opened.close()


class WordIndexWriter:
    """Writes a segment into the index in ``directory``, all or nothing.

    ``create`` begins a new index there; without it the index must exist, and what it holds stays as it is, file by file
    (a directory of hard links is safe). With more than one process, entries are prepared and written by that many
    others: for a whole corpus, not for a few documents. As a context manager it commits at the end and cancels on an
    exception; a writer that raised is of no more use.
    """

    def __init__(self, directory: Path, *, create: bool, processes: int = 1) -> None:
        self._index = index.create_in(str(directory), schema()) if create else index.open_dir(str(directory))
        self._writer = self._index.writer()
        self._parts: LocalParts | RemoteParts = (
            RemoteParts(directory, self._index, prepare, processes)
            if processes > 1
            else LocalParts(directory, self._index)
        )
        self._added = 0
        self._closed = False

    def add(self, entry: Entry) -> None:
        """Index one provision. Its older version must have been deleted."""
        self._added += 1
        if isinstance(self._parts, LocalParts):
            self._parts.add(prepare(entry))
        else:
            self._parts.add(entry)

    def delete_documents(self, ids: Iterable[int]) -> None:
        """Delete all provisions of these documents that the index held when the writer was opened."""
        wanted = np.fromiter(ids, np.int32)
        if not len(wanted):
            return
        with self._index.reader() as reader:
            documents = number_column(reader, "document")
        for place in np.flatnonzero(np.isin(documents, wanted)).tolist():
            self._writer.delete_document(place)

    def commit(self) -> None:
        """Make it last; nothing of it was visible before."""
        merged = to_merge(self._writer.segments, self._added) if isinstance(self._parts, LocalParts) else []
        try:
            for segment in merged:
                for entry in entries_of(self._index, segment):
                    self._parts.add(entry)
            new = self._parts.finish()
        except BaseException:
            self.cancel()
            raise
        kept = [segment for segment in self._writer.segments if segment not in merged]
        self._writer._close_segment()
        self._writer._commit_toc([*kept, *new])
        self._finish()

    def cancel(self) -> None:
        """Give up everything since the writer was opened."""
        if not self._closed:
            self._parts.cancel()
            self._writer._close_segment()
            self._finish()

    def _finish(self) -> None:
        self._closed = True
        self._writer._finish()
        self._index.close()

    def __enter__(self) -> WordIndexWriter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is not None:
            self.cancel()
        elif not self._closed:
            self.commit()
