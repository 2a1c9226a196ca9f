"""Small segments put together, so that an index that grew document by document has few files.

Each update writes a segment of its own. When there are more than a few of one size, their entries are read back from
the postings and written as one; the bigger ones are left alone, so the cost follows what was added.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from whoosh import index
from whoosh.reading import SegmentReader

from indexer.words.postings import live, number_column, postings
from indexer.words.segments import Prepared

#: Sizes in entries below which segments count as of one size, and how many of one size there may be.
_SIZES, _MOST = (1_000, 16_000), 8


def to_merge(segments: Sequence[Any]) -> list[Any]:
    """Those that should become one; none while there are few of their size."""
    for size in _SIZES:
        small = [segment for segment in segments if segment.doc_count_all() < size]
        if len(small) > _MOST:
            return small
    return []


def entries_of(opened: index.FileIndex, segment: Any) -> Iterator[Prepared]:
    """The entries of a segment that were not deleted, as they were given to its writer."""
    reader = SegmentReader(opened.storage, opened.schema, segment)
    try:
        yield from _read_back(reader, opened)
    finally:
        reader.close()


def _read_back(reader: SegmentReader, opened: index.FileIndex) -> Iterator[Prepared]:
    there = live(reader)
    terms: list[dict[str, dict[str, int]]] = [{} for _ in there]
    names = [name for name, field in opened.schema.items() if field.indexed]
    for name in names:
        for entry in terms:
            entry[name] = {}
        for term in reader.lexicon(name) if name in reader.indexed_field_names() else ():
            places, counts = postings(reader, name, term)
            for place, count in zip(places.tolist(), counts.tolist(), strict=True):
                terms[place][name][term.decode()] = int(count)
    numbers = {name: number_column(reader, name) for name in opened.schema.names() if name not in names}
    for place in there.nonzero()[0].tolist():
        yield Prepared(terms[place], {name: int(column[place]) for name, column in numbers.items()})
