"""Small segments put together, so that an index that grew document by document has few files.

Each update writes a segment of its own. When there are more than a few of one size, their entries are read back from
the postings and written as one; never more than an update can do besides, so that a decree never waits for thousands of
articles to be moved.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Any

from whoosh import index
from whoosh.reading import SegmentReader

from indexer.words.postings import live, number_column, postings
from indexer.words.runs import Prepared

#: How many segments of one size there may be, and so many entries are read back by the smallest update too.
_MOST, _LITTLE = 8, 256


def to_merge(segments: Sequence[Any], added: int) -> list[Any]:
    """Those that should become one, as an update that has ``added`` so many entries goes along; none while there are
    few of their size (within a factor of eight), or reading them back takes longer than the update itself."""
    by_size: dict[int, list[Any]] = defaultdict(list)
    for segment in sorted(segments, key=lambda segment: segment.doc_count_all()):
        by_size[segment.doc_count_all().bit_length() // 3].append(segment)
    for alike in by_size.values():
        if len(alike) > _MOST:
            so_far = accumulate(segment.doc_count_all() for segment in alike)
            count = sum(entries <= max(_LITTLE, added) for entries in so_far)
            if count > 1:
                return alike[:count]
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
