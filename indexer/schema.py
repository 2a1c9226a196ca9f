"""What the word index stores, and the only way to write it.

One entry is one provision. The index keeps no text: what is shown comes from the catalogue, by key.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

from whoosh import columns, fields, formats, index
from whoosh.codec.whoosh3 import W3Codec

from indexer.analysis import analyse
from indexer.postings import number_column
from kb.errors import KbError
from kb.numbers import DocumentNumber

#: Raised whenever the analysis or the fields change: an index of another version must be built anew.
SCHEMA_VERSION = 1

#: Fields of counted terms.
TEXT_FIELDS = ("ancestors", "body", "heading", "pairs", "title")
#: Fields of plain terms.
TERM_FIELDS = ("identifier", "issuer", "type")
#: Fields of numbers, one a provision.
NUMBER_FIELDS = ("document", "key", "year")
# Whole lists are read at once, so big blocks cost less than the usual 128.
_BLOCK = 8192
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


class _Counted(formats.Existence):  # type: ignore[misc]
    """Postings whose weight is how often the term occurs, and nothing else."""


class _Terms(fields.FieldType):  # type: ignore[misc]
    """A field that is given its terms, counted: the analysis happens outside, once for all fields."""

    def __init__(self, scorable: bool) -> None:
        super().__init__(_Counted(), None, scorable=scorable)

    def index(self, value: Mapping[str, int], **_: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        for term, count in value.items():
            yield term.encode(), count, float(count), b""


class _Number(fields.FieldType):  # type: ignore[misc]
    """A number kept in a column, not searched by term."""

    indexed = False

    def __init__(self) -> None:
        super().__init__(None, None, sortable=columns.NumericColumn("i", default=-1))

    def to_column_value(self, value: int) -> int:
        return value


def schema() -> fields.Schema:
    """Whoosh's schema of the index."""
    table = {name: _Terms(scorable=True) for name in TEXT_FIELDS}
    table |= {name: _Terms(scorable=False) for name in TERM_FIELDS}
    return fields.Schema(**table, **{name: _Number() for name in NUMBER_FIELDS})


def document_fields(entry: Entry) -> dict[str, Any]:
    """The fields of one entry, checked completely, since a writer that fails halfway is of no more use."""
    for name in ("key", "document"):
        if not 0 <= getattr(entry, name) <= _LARGEST:
            raise KbError(f"mục lục từ: {name} không hợp lệ", found=str(getattr(entry, name)))
    heading, body = analyse(entry.heading), analyse(entry.body)
    numbers = {_number_key(number) for number in (entry.number, *entry.identifiers) if number}
    return {
        "ancestors": analyse(entry.ancestors).counts,
        "body": body.counts,
        "heading": heading.counts,
        "pairs": Counter(heading.pairs + body.pairs),
        "title": analyse(entry.title).counts,
        "identifier": dict.fromkeys(numbers, 1),
        "issuer": {entry.issuer: 1} if entry.issuer else {},
        "type": {entry.type: 1} if entry.type else {},
        "document": entry.document,
        "key": entry.key,
        "year": entry.year or 0,
    }


def _number_key(number: str) -> str:
    parsed = DocumentNumber.try_parse(number)
    return parsed.key if parsed else number.upper()


class WordIndexWriter:
    """Writes one segment into the index in ``directory``, all or nothing.

    ``create`` begins a new index there; without it the index must exist, and what it holds stays as it is, file by file
    (a directory of hard links is safe). As a context manager it commits at the end and cancels on an exception.
    """

    def __init__(self, directory: Path, *, create: bool, processes: int = 1) -> None:
        self._index = index.create_in(str(directory), schema()) if create else index.open_dir(str(directory))
        self._processes = processes
        self._writer = self._index.writer(codec=W3Codec(blocklimit=_BLOCK), limitmb=256)
        self._closed = False

    def add(self, entry: Entry) -> None:
        """Index one provision. Its older version must have been deleted."""
        prepared = document_fields(entry)
        self._writer.add_document(**prepared)

    def delete_documents(self, ids: Iterable[int]) -> None:
        """Delete all provisions of these documents that the index held when the writer was opened."""
        wanted = set(ids)
        with self._index.reader() as reader:
            documents = number_column(reader, "document")
        for place, document in enumerate(documents.tolist()):
            if document in wanted:
                self._writer.delete_document(place)

    def commit(self) -> None:
        """Make it last; nothing of it was visible before."""
        self._writer.commit(merge=False)
        self._close()

    def cancel(self) -> None:
        """Give up everything since the writer was opened."""
        if not self._closed:
            self._writer.cancel()
            self._close()

    def _close(self) -> None:
        self._closed = True
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
