"""Postings gathered by term: in memory until there are many, then on disk in runs, which are put together in the end.

Whoosh's own pool sorts every posting on disk. Here postings are kept in arrays by term, and each run is sorted by its
terms, so that putting runs together reads each once, whatever their number, and memory stays bounded.
"""

from __future__ import annotations

import pickle
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from heapq import merge
from itertools import groupby, islice
from operator import itemgetter
from pathlib import Path

import numpy as np

#: So many postings are gathered in memory: some 300 MB.
MOST_POSTINGS = 8_000_000
_BATCH = 1_000

#: A field, a term, and where it stands how often: numbers of entries and counts, as bytes of arrays ("I" and "f").
Postings = tuple[str, str, bytes, bytes]
_key = itemgetter(0, 1)


@dataclass(frozen=True, slots=True)
class Prepared:
    """An entry ready to be written: for each indexed field its terms with how often each occurs, and its numbers."""

    terms: Mapping[str, Mapping[str, int]]
    numbers: Mapping[str, int]


class Gathered:
    """A run in memory that grows entry by entry. ``lengths`` count the terms by field and entry, ``numbers`` are those
    of the entries."""

    def __init__(self) -> None:
        self.size = self.count = 0
        self.lengths: dict[str, array[int]] = defaultdict(lambda: array("I"))
        self.numbers: dict[str, array[int]] = defaultdict(lambda: array("q"))
        self._fields: dict[str, _Lists] = defaultdict(_Lists)

    def add(self, entry: Prepared) -> None:
        """One entry, after those before it."""
        for name, terms in entry.terms.items():
            lists = self._fields[name]
            for term, count in terms.items():
                places, counts = lists[term]
                places.append(self.size)
                counts.append(count)
            self.count += len(terms)
            self.lengths[name].append(sum(terms.values()))
        for name, number in entry.numbers.items():
            self.numbers[name].append(number)
        self.size += 1

    def postings(self) -> Iterator[Postings]:
        """The postings by field and term, sorted; given once, so that memory is free again."""
        for name in sorted(self._fields):
            lists = self._fields.pop(name)
            for term in sorted(lists):
                places, counts = lists.pop(term)
                yield name, term, places.tobytes(), counts.tobytes()


class _Lists(dict[str, tuple["array[int]", "array[float]"]]):
    """The postings of a field by term: places, and how often."""

    def __missing__(self, term: str) -> tuple[array[int], array[float]]:
        found = self[term] = array("I"), array("f")
        return found


@dataclass(frozen=True)
class Spilled:
    """A run on disk."""

    path: Path
    size: int
    lengths: dict[str, array[int]]
    numbers: dict[str, array[int]]

    def postings(self) -> Iterator[Postings]:
        """The postings by field and term, sorted."""
        with self.path.open("rb") as file:
            while batch := pickle.load(file):
                yield from batch


#: Entries one after the other.
Run = Gathered | Spilled


def spill(run: Gathered, path: Path) -> Spilled:
    """Puts a run on disk; only this process, or the one that started it, reads it."""
    postings = run.postings()
    with path.open("wb") as file:
        while batch := list(islice(postings, _BATCH)):
            pickle.dump(batch, file, pickle.HIGHEST_PROTOCOL)
        pickle.dump([], file)
    return Spilled(path, run.size, dict(run.lengths), dict(run.numbers))


def together(runs: Iterable[Run]) -> Iterator[tuple[str, str, array[int], array[float]]]:
    """The postings of all runs by field and term, sorted; entries are numbered from run to run."""
    streams, first = [], 0
    for run in runs:
        streams.append(_moved(run.postings(), first) if first else run.postings())
        first += run.size
    for (name, term), parts in groupby(merge(*streams, key=_key), _key):
        places, counts = array("I"), array("f")
        for _, _, more_places, more_counts in parts:
            places.frombytes(more_places)
            counts.frombytes(more_counts)
        yield name, term, places, counts


def _moved(postings: Iterator[Postings], first: int) -> Iterator[Postings]:
    """The postings of a run whose entries are numbered from ``first`` on."""
    for name, term, places, counts in postings:
        yield name, term, (np.frombuffer(places, np.uintc) + np.uintc(first)).tobytes(), counts
