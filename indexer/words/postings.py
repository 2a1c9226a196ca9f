"""Whoosh's own postings as numpy arrays: the one place that knows how its files are laid out.

Places are Whoosh's document numbers over all segments, deleted ones included; postings of deleted entries are left out.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import takewhile
from struct import Struct
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.codec.whoosh3 import LENGTHS_COLUMN
from whoosh.filedb.filetables import md5_hash
from whoosh.reading import IndexReader, TermNotFound
from whoosh.util.numeric import byte_to_length

Places = NDArray[np.int32]
Numbers = NDArray[np.float32]
#: What reads something of each term of a field in one segment.
Reading = Callable[[Any, str], dict[str, Any]]

_LENGTHS = np.array([byte_to_length(byte) for byte in range(256)], dtype=np.float32)
# What was read of all terms of a big segment's field, by the segment's own random name: it never changes, and goes on
# from generation to generation, while reading it again costs most of what opening an index costs.
_read_of: dict[tuple[str, str, Reading], dict[str, Any]] = {}
_WORTH_KEEPING, _MOST_KEPT = 1_000, 128
#: A slot of the table of terms: the term's hash, and where its entry begins (0: nowhere).
_SLOT = Struct("!Iq")
_EMPTY: tuple[Places, Numbers] = (np.empty(0, np.int32), np.empty(0, np.float32))


def leaves(reader: IndexReader) -> Iterator[tuple[Any, int]]:
    """The readers of the segments that hold entries, each with the place of its first entry."""
    yield from ((leaf, offset) for leaf, offset in reader.leaf_readers() if leaf.doc_count_all())


def live(reader: IndexReader) -> NDArray[np.bool_]:
    """For each place, whether its entry is still there."""
    mask = np.ones(reader.doc_count_all(), dtype=np.bool_)
    for leaf, offset in leaves(reader):
        deleted = leaf.segment().deleted_docs() if leaf.has_deletions() else ()
        mask[[offset + place for place in deleted]] = False
    return mask


def number_column(reader: IndexReader, field: str) -> NDArray[np.int32]:
    """A column of numbers, by place; -1 where none was given."""
    values = np.full(reader.doc_count_all(), -1, dtype=np.int32)
    for leaf, offset in leaves(reader):
        if not leaf.has_column(field):
            continue
        column = leaf.column_reader(field, translate=False)
        stored = np.frombuffer(_column_bytes(column), dtype=">i4")
        values[offset : offset + len(stored)] = stored
    return values


def field_lengths(reader: IndexReader, field: str) -> Numbers:
    """How many terms the field has, by place, as Whoosh keeps it (in steps that grow with the length)."""
    values = np.zeros(reader.doc_count_all(), dtype=np.float32)
    for leaf, offset in leaves(reader):
        per_document = leaf._perdoc
        column = per_document._cached_reader(f"_{field}_len", LENGTHS_COLUMN)
        if column is not None:
            stored = np.frombuffer(_column_bytes(column), dtype=np.uint8)
            values[offset : offset + len(stored)] = _LENGTHS[stored]
    return values


def _column_bytes(column: Any) -> bytes:
    count = min(column._count, column._doccount)
    return bytes(column._dbfile.get(column._basepos, count * column._fixedlen))


def postings(reader: IndexReader, field: str, term: bytes) -> tuple[Places, Numbers]:
    """Where a term stands and how often, in the order of places. Not safe between threads: files have one position."""
    found = [_of_leaf(leaf, offset, field, term) for leaf, offset in leaves(reader)]
    found = [part for part in found if len(part[0])]
    if not found:
        return _EMPTY
    places, counts = zip(*found, strict=True)
    return np.concatenate(places), np.concatenate(counts)


def term_counts(reader: IndexReader, names: Iterable[str]) -> dict[str, int]:
    """The terms of some fields, each with how many entries have it in the field that most have it in."""
    found: dict[str, int] = {}
    for name in names:
        in_field: Counter[str] = Counter()
        for leaf, _ in leaves(reader):
            in_field.update(_once(_counts, leaf, name))
        for term, count in in_field.items():
            found[term] = max(count, found.get(term, 0))
    return found


def places_by_term(reader: IndexReader, name: str) -> Iterator[tuple[str, Places]]:
    """The terms of a field that has few, in their order, each with where it stands; deleted entries too."""
    found: dict[str, list[Places]] = defaultdict(list)
    for leaf, offset in leaves(reader):
        for term, places in _once(_places, leaf, name).items():
            found[term].append(places + offset)
    yield from ((term, np.concatenate(found[term])) for term in sorted(found))


def _once(read: Reading, leaf: Any, name: str) -> dict[str, Any]:
    """What ``read`` gives of a field in a segment; of a big one it is kept."""
    if name not in set(leaf.indexed_field_names()):
        return {}
    if leaf.doc_count_all() < _WORTH_KEEPING:
        return read(leaf, name)
    key = (leaf.segment().segment_id(), name, read)
    if key not in _read_of:
        if len(_read_of) >= _MOST_KEPT:
            _read_of.clear()
        _read_of[key] = read(leaf, name)
    return _read_of[key]


def _counts(leaf: Any, name: str) -> dict[str, int]:
    of_field = takewhile(lambda item: item[0][0] == name, leaf._terms.items_from(name, b""))
    return {term.decode(): info.doc_frequency() for (_, term), info in of_field}


def _places(leaf: Any, name: str) -> dict[str, Places]:
    return {term.decode(): _of_leaf(leaf, 0, name, term)[0] for term in leaf.lexicon(name)}


def _of_leaf(leaf: Any, offset: int, field: str, term: bytes) -> tuple[Places, Numbers]:
    if not _may_have(leaf._terms, field, term):
        return _EMPTY
    try:
        matcher = leaf._terms.matcher(field, term, leaf.schema[field].format)
    except (TermNotFound, KeyError):
        return _EMPTY
    steps: list[NDArray[np.int32]] = []
    counts: list[Numbers] = []
    while True:
        matcher._read_data()
        deltas, weights, _ = matcher._data
        steps.append(np.cumsum(np.array(deltas, np.int32), dtype=np.int32) + offset)
        counts.append(_weights(weights, len(deltas)))
        if matcher._lastblock:
            return np.concatenate(steps), np.concatenate(counts)
        matcher._next_block()


def _may_have(terms: Any, field: str, term: bytes) -> bool:
    """False where a segment certainly lacks a term, which is so for most segments: found out in a fifth of the time."""
    hashed, table = _hash(terms._keycoder(field, term)), terms._tindex
    start, slots = table.tables[hashed & 255]
    for step in range(slots):
        place = ((hashed >> 8) + step) % slots
        found, entry = _SLOT.unpack(table.dbfile.get(start + place * _SLOT.size, _SLOT.size))
        if not entry:
            return False
        if found == hashed:
            return True
    return False


#: Whoosh's hash of a term; the same term is looked for in every segment.
_hash = lru_cache(maxsize=1024)(md5_hash)


def _weights(stored: Any, count: int) -> Numbers:
    """A block's weights: left out where all are one, a single number where all are the same."""
    if isinstance(stored, tuple):
        return np.array(stored, np.float32)
    return np.full(count, 1.0 if stored is None else stored, np.float32)
