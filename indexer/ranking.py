"""Which provisions answer some words best: BM25 over several fields, summed as arrays.

The definition, for a query term t and a provision p::

    score(p) = sum over terms t, fields f of weight(t) * weight(f) * idf(f, t) * tf * (k1 + 1) / (tf + k1 * norm(f, p))
    norm(f, p) = 1 - b(f) + b(f) * length(p, f) / average(f)
    idf(f, t) = log(1 + (N - n + 0.5) / (n + 0.5))

where N counts the provisions of the index and n those that have t in f.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray
from whoosh import index

from indexer.analysis import Analysis, analyse
from indexer.postings import Numbers, Places, field_lengths, live, number_column, postings
from indexer.schema import SCHEMA_VERSION, TEXT_FIELDS
from kb.errors import KbError

_K1 = 1.2
#: Longer questions are cut after so many different terms.
MOST_TERMS = 64


@dataclass(frozen=True, slots=True)
class FieldWeight:
    """How much a field counts, and how far its length is held against it (BM25's b)."""

    weight: float
    b: float


#: Which fields a syllable is looked for in.
SYLLABLE_FIELDS: Mapping[str, FieldWeight] = MappingProxyType(
    {
        "body": FieldWeight(1.0, 0.75),
        "heading": FieldWeight(0.3, 0.75),
        "title": FieldWeight(0.3, 0.75),
        "ancestors": FieldWeight(0.1, 0.75),
    }
)
PAIR_FIELDS: Mapping[str, FieldWeight] = MappingProxyType({"pairs": FieldWeight(0.5, 0.75)})


@dataclass(frozen=True, slots=True)
class Filters:
    """What a hit must be besides: slugs of types, issuers as indexed, years (both included), ids of documents."""

    types: frozenset[str] = frozenset()
    issuers: frozenset[str] = frozenset()
    year_from: int | None = None
    year_to: int | None = None
    documents: frozenset[int] | None = None


@dataclass(frozen=True, slots=True)
class WordQuery:
    """Words to rank by; ``phrases`` whose words must stand together, ``required`` words that must occur."""

    text: str
    phrases: tuple[str, ...] = ()
    required: tuple[str, ...] = ()
    filters: Filters = Filters()


@dataclass(frozen=True, slots=True)
class RankedHit:
    """One provision: the ``key`` of its entry, its score, and the words of the query that it has."""

    key: int
    score: float
    terms: tuple[str, ...]


@dataclass(frozen=True)
class Ranking:
    """The answer: one page of hits, how many there are in all, and by type, issuer and year ("type" → slug → count).

    ``missing`` are the words of the query that occur nowhere; ``suggestions`` what could be meant by them.
    """

    hits: tuple[RankedHit, ...]
    total: int
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    suggestions: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Share:
    """What one term adds to a hit's score."""

    term: str
    field: str
    score: float


class WordIndex:
    """The word index in ``directory``, read-only, safe between threads. Opened once a generation; close it after use.

    Raises :class:`KbError` for a directory that holds no index of this version.
    """

    def __init__(self, directory: Path) -> None:
        try:
            self._index = index.open_dir(str(directory))
        except index.EmptyIndexError as error:
            raise KbError("không có chỉ mục từ", where=str(directory), hint="chạy cancu build") from error
        self._reader = self._index.reader()
        self._lock = threading.Lock()
        self._live = live(self._reader)
        self._keys = number_column(self._reader, "key")
        self._documents = number_column(self._reader, "document")
        self._years = number_column(self._reader, "year")
        self._norms = {name: self._norm(name) for name in TEXT_FIELDS if name != "pairs"}
        self._norms["pairs"] = self._norms["body"]
        self._facets = {name: self._values(name) for name in ("type", "issuer")}
        self._cache: dict[tuple[str, str], tuple[Places, Numbers]] = {}

    def close(self) -> None:
        """Close the files."""
        self._reader.close()
        self._index.close()

    def __len__(self) -> int:
        return int(self._live.sum())

    def _norm(self, name: str) -> Numbers:
        """The length of the field, the average being 1."""
        lengths = field_lengths(self._reader, name)
        average = float(lengths[self._live].mean()) if len(self) else 0.0
        return lengths / np.float32(average or 1.0)

    def _values(self, name: str) -> tuple[list[str], NDArray[np.int32]]:
        """The values of a field of plain terms, and which one each provision has (0 for none)."""
        values, codes = [""], np.zeros(len(self._live), np.int32)
        for term in self._reader.lexicon(name):
            places, _ = postings(self._reader, name, term)
            codes[places] = len(values)
            values.append(term.decode())
        return values, codes

    def _impacts(self, name: str, term: str, weight: FieldWeight) -> tuple[Places, Numbers]:
        """Where a term stands in a field, and what it adds to the score there."""
        cached = self._cache.get((name, term))
        if cached is None:
            with self._lock:
                places, counts = postings(self._reader, name, term.encode())
            alive = self._live[places]
            places, counts = places[alive], counts[alive]
            rarity = np.log1p((len(self) - len(places) + 0.5) / (len(places) + 0.5))
            damped = counts + np.float32(_K1) * (1 - weight.b + weight.b * self._norms[name][places])
            cached = places, (weight.weight * rarity * (_K1 + 1) * counts / damped).astype(np.float32)
            self._cache[name, term] = cached
        return cached

    def _terms(self, asked: Analysis) -> list[tuple[str, Mapping[str, FieldWeight], float]]:
        syllables = [(term, SYLLABLE_FIELDS, float(count)) for term, count in Counter(asked.syllables).items()]
        pairs = [(term, PAIR_FIELDS, float(count)) for term, count in Counter(asked.pairs).items()]
        return syllables[:MOST_TERMS] + pairs[:MOST_TERMS]

    def rank(self, query: WordQuery, limit: int, offset: int = 0) -> Ranking:
        """The best provisions for a query, from the ``offset``-th on."""
        asked = analyse(query.text)
        scores = np.zeros(len(self._live), np.float32)
        for term, fields, weight in self._terms(asked):
            for name, field_weight in fields.items():
                places, impacts = self._impacts(name, term, field_weight)
                scores[places] += np.float32(weight) * impacts
        scores[~self._candidates(query)] = 0
        found = np.flatnonzero(scores)
        best = _best(scores, found, offset + limit)[offset:]
        words = tuple(dict.fromkeys(asked.syllables))
        hits = tuple(
            RankedHit(int(self._keys[place]), float(scores[place]), self._matched(words, int(place))) for place in best
        )
        missing = tuple(word for word in words if not self._occurs(word))
        return Ranking(hits, len(found), self._counts(found), missing)

    def _occurs(self, word: str) -> bool:
        return any(len(self._impacts(name, word, weight)[0]) for name, weight in SYLLABLE_FIELDS.items())

    def frequency(self, term: str) -> int:
        """How many provisions have a syllable (as typed) or, for "two words", the two side by side (folded).

        Counted in the text fields that count most: heading, body.
        """
        names = ("pairs",) if " " in term else ("heading", "body")
        weights = {**SYLLABLE_FIELDS, **PAIR_FIELDS}
        return max(len(self._impacts(name, term, weights[name])[0]) for name in names)

    def _stands_in(self, place: int, name: str, term: str, weight: FieldWeight) -> float:
        places, impacts = self._impacts(name, term, weight)
        found = int(np.searchsorted(places, place))
        return float(impacts[found]) if found < len(places) and places[found] == place else 0.0

    def _matched(self, words: Iterable[str], place: int) -> tuple[str, ...]:
        return tuple(
            word
            for word in words
            if any(self._stands_in(place, name, word, weight) for name, weight in SYLLABLE_FIELDS.items())
        )

    def _candidates(self, query: WordQuery) -> NDArray[np.bool_]:
        """Which provisions may be hits at all: filters, phrases and required words."""
        allowed = self._live & self._filtered(query.filters)
        for word in query.required:
            for syllable in analyse(word).syllables:
                allowed &= self._having(syllable, SYLLABLE_FIELDS)
        for phrase in query.phrases:
            asked = analyse(phrase)
            for term in asked.syllables:
                allowed &= self._having(term, SYLLABLE_FIELDS)
            for pair in asked.pairs:
                allowed &= self._having(pair, PAIR_FIELDS)
        return allowed

    def _having(self, term: str, fields: Mapping[str, FieldWeight]) -> NDArray[np.bool_]:
        mask = np.zeros(len(self._live), np.bool_)
        for name, weight in fields.items():
            mask[self._impacts(name, term, weight)[0]] = True
        return mask

    def _filtered(self, filters: Filters) -> NDArray[np.bool_]:
        mask = np.ones(len(self._live), np.bool_)
        for name, wanted in (("type", filters.types), ("issuer", filters.issuers)):
            if wanted:
                values, codes = self._facets[name]
                mask &= np.array([value in wanted for value in values])[codes]
        if filters.year_from is not None:
            mask &= self._years >= filters.year_from
        if filters.year_to is not None:
            mask &= (self._years > 0) & (self._years <= filters.year_to)
        if filters.documents is not None:
            mask &= np.isin(self._documents, np.fromiter(filters.documents, np.int32, len(filters.documents)))
        return mask

    def _counts(self, found: NDArray[np.intp]) -> dict[str, dict[str, int]]:
        counts = {}
        for name, (values, codes) in self._facets.items():
            numbers = np.bincount(codes[found], minlength=len(values))
            counts[name] = {values[code]: int(numbers[code]) for code in np.flatnonzero(numbers) if values[code]}
        years, numbers = np.unique(self._years[found], return_counts=True)
        counts["year"] = {str(year): int(n) for year, n in zip(years, numbers, strict=True) if year > 0}
        return counts

    def explain(self, query: WordQuery, key: int) -> tuple[Share, ...]:
        """What each term adds to the score of one provision, the biggest first; KeyError for an unknown key."""
        found = np.flatnonzero((self._keys == key) & self._live)
        if not len(found):
            raise KeyError(key)
        place = int(found[0])
        shares = [
            Share(term, name, weight * self._stands_in(place, name, term, field_weight))
            for term, fields, weight in self._terms(analyse(query.text))
            for name, field_weight in fields.items()
        ]
        return tuple(sorted((share for share in shares if share.score), key=lambda share: -share.score))


def _best(scores: Numbers, found: NDArray[np.intp], count: int) -> NDArray[np.intp]:
    """The places of the highest scores, the best first; of equal ones the earlier."""
    if len(found) > count:
        threshold = np.partition(scores[found], len(found) - count)[len(found) - count]
        found = found[scores[found] >= threshold]
    return found[np.argsort(-scores[found], kind="stable")][:count]


__all__ = [
    "SCHEMA_VERSION",
    "FieldWeight",
    "Filters",
    "RankedHit",
    "Ranking",
    "Share",
    "WordIndex",
    "WordQuery",
]
