"""Which provisions answer a question best, from Whoosh's own postings, summed as arrays.

The score of a provision says how much of the question it has, and how much of its heading and title the question has::

    share(T)  = sum of idf(t) for t in T  /  sum of idf(t) for all t
    score     = syllables   * share(syllables of the question that the provision has in any field)
              + heading     * share(those in its heading)
              + saturation  * share(those in its body, each counted tf / (tf + k1 * norm) instead of 1)
              + pairs       * share(neighbouring syllables that it has), those between two words counting ``between``
              + title_pairs * share(those in the document's title)
              + heading_words * (words of the question in the heading) / (words of the heading)
              + heading_runs  * (pairs of the question in the heading) / (pairs of the heading)
              + title_words   * (words of the question in the title) / (words of the title)
              + meaning if the question asks for a meaning and the provision explains terms
              - formal  if its heading is one that every act has ("Hiệu lực thi hành"), unless the question has it too
              + number  if the provision is of a document whose number was typed
              + force   of its type (a law outweighs a circular)
              + document * fourth root of the sum of these scores ** 4 over its whole document

    idf(t)    = log(1 + (N - n + 0.5) / (n + 0.5)), N provisions, n of them with t in any field
    norm      = 1 - b + b * length of the body / average length

A hit has a word of the question and at least four tenths of the best score; on real questions that keeps some two
hundred provisions of 65,207, and every right one among the first ten. Plain BM25 finds the right article first for
three questions in ten, this for six: ``benchmarks/retrieval.py --ablate`` tells what each part gains. The weights were
learned by ``benchmarks/learn.py`` on half of the open questions.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexer.words.postings import Numbers
from indexer.words.readings import read_wording
from indexer.words.terms import FORMAL, Bits, Indices, Term, TermStore
from indexer.words.weights import Weights, force_of
from indexer.words.wording import Wording, word_question

_LEAST_SHARE = 0.4
#: More than any score can be.
_BARRED = 1e6
_FORMALLY = frozenset((*FORMAL, "hieu luc", "chuyen tiep"))
_FACETS = ("type", "issuer")


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
    """Words to rank by; ``phrases`` whose neighbours must stand together, ``prefixes`` with which a word must begin;
    ``keys``: the only entries that may be hits."""

    text: str
    phrases: tuple[str, ...] = ()
    prefixes: tuple[str, ...] = ()
    filters: Filters = Filters()
    keys: frozenset[int] | None = None


@dataclass(frozen=True, slots=True)
class RankedHit:
    """One provision: the ``key`` of its entry, its score, and the words of the query that it has."""

    key: int
    score: float
    terms: tuple[str, ...]


@dataclass(frozen=True)
class Ranking:
    """The answer: one page of hits, how many there are in all, and by type, issuer and year ("type" → slug → count).

    ``missing`` are the words of the query that occur nowhere; ``suggestions`` what could be meant by unknown ones.
    """

    hits: tuple[RankedHit, ...]
    total: int
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    suggestions: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Share:
    """What one term adds to a hit's score, and by which part of it (a field of :class:`Weights`)."""

    term: str
    field: str
    score: float


@dataclass(frozen=True)
class _Asked:
    """A question over one index: the terms with their share of it."""

    wording: Wording
    content: tuple[tuple[Term, float], ...]
    common: tuple[Term, ...]
    pairs: tuple[tuple[Term, float], ...]
    missing: tuple[str, ...]
    suggestions: Mapping[str, str]


class WordIndex:
    """The word index in ``directory``, read-only, safe between threads. Opened once a generation; close it after use.

    Raises :class:`kb.errors.KbError` for a directory that holds no index of this version.
    """

    def __init__(self, directory: Path, weights: Weights = Weights()) -> None:  # noqa: B008  (frozen)
        self.weights = weights
        self._store = TermStore(directory, weights)
        self._force = self._forces()

    def close(self) -> None:
        """Close the files."""
        self._store.close()

    def __len__(self) -> int:
        return self._store.size

    def warm(self) -> None:
        """Reads now what the first question would wait for."""
        self._store.lexicon  # noqa: B018

    def _forces(self) -> Numbers:
        values, codes = self._store.plain_values("type")
        return np.array([self.weights.force * force_of(value) for value in values], np.float32)[codes]

    def frequency(self, term: str) -> int:
        """How many provisions have a syllable (as typed) or, for "two words", the two side by side (folded)."""
        found = self._store.pair(term) if " " in term else self._store.syllable((term,))
        return len(found.places)

    def allowed(self, query: WordQuery) -> frozenset[int]:
        """The keys of all entries that meet the conditions of a query."""
        return frozenset(self._store.keys[self._candidates(query)].tolist())

    def rank(self, query: WordQuery, limit: int, offset: int = 0) -> Ranking:
        """The best provisions for a query, from the ``offset``-th on."""
        asked = self._ask(query)
        scores, syllables = self._score(asked)
        scores += self._store.by_place(self._of_documents(scores))
        found = _best_of(scores, (syllables > 0) & self._candidates(query))
        best = _first(scores, found, offset + limit)[offset:]
        hits = tuple(self._hits(asked, best, scores))
        return Ranking(hits, len(found), self._counts(found), asked.missing, asked.suggestions)

    def _ask(self, query: WordQuery) -> _Asked:
        wording = word_question(query.text)
        store = self._store
        readings = read_wording(wording, store, query.prefixes)
        content = [store.syllable(readings.variants[word]) for word in wording.content]
        pairs = [store.pair(pair) for pair in readings.pairs]
        common = tuple(store.syllable((word,)) for word in wording.common)
        return _Asked(
            wording,
            tuple(zip(content, _shares([term.rarity for term in content]), strict=True)),
            common,
            tuple(zip(pairs, _shares([self._pair_weight(pair, wording) for pair in pairs]), strict=True)),
            readings.missing,
            readings.suggestions,
        )

    def _pair_weight(self, pair: Term, wording: Wording) -> float:
        return pair.rarity * (1.0 if pair.text in wording.joined else self.weights.between)

    def _score(self, asked: _Asked) -> tuple[Numbers, Numbers]:
        """Scores of all provisions by themselves, and the part of each that its syllables account for."""
        store, scratch = self._store, np.empty(self._store.places, np.float32)
        syllables, titles = np.zeros(store.places, np.float32), np.zeros(store.titles, np.float32)
        scores = self._force.copy()
        for term, share in asked.content:
            term.add_to(syllables, scratch, share)
        for term, share in asked.pairs:
            term.add_to(scores, scratch, share)
            np.add.at(scores, term.heading_places, term.heading_gains)
            titles[term.titles] += term.title_gains * np.float32(share)
        for term in (*(term for term, _ in asked.content), *asked.common):
            np.add.at(scores, term.heading_places, term.heading_gains)
            titles[term.titles] += term.title_gains
        scores += syllables
        scores += store.by_place(titles)
        if asked.wording.asks_meaning:
            scores[store.explaining] += self.weights.meaning
        if not _asks_formally(asked):
            scores[store.formal] -= self.weights.formal
        for number in asked.wording.numbers:
            scores[store.numbered(number)] += self.weights.number
        return scores, syllables

    def _of_documents(self, scores: Numbers) -> Numbers:
        """What each document adds to the scores of its provisions: much, where others of it answer too."""
        powers = np.abs(scores)
        powers += scores  # twice what is above nothing: max(2 * score, 0), three times faster than maximum()
        powers *= powers
        powers *= powers
        return np.float32(self.weights.document / 2) * np.sqrt(np.sqrt(self._store.by_title(powers)))

    def _hits(self, asked: _Asked, best: Indices, scores: Numbers) -> Iterator[RankedHit]:
        having = [term.at(best) for term, _ in asked.content]
        for at, place in enumerate(best):
            words = (word for word, has in zip(asked.wording.content, having, strict=True) if has[at])
            yield RankedHit(int(self._store.keys[place]), float(scores[place]), tuple(words))

    def _candidates(self, query: WordQuery) -> Bits:
        """Which provisions may be hits at all: filters, phrases and prefixes."""
        store = self._store
        allowed = store.live & self._filtered(query.filters) if query.filters != Filters() else store.live.copy()
        if query.keys is not None:
            allowed &= np.isin(store.keys, np.fromiter(query.keys, np.int32, len(query.keys)))
        for prefix in query.prefixes:
            allowed &= store.having_prefix(prefix)
        for phrase in query.phrases:
            allowed &= store.having_all(phrase)
        return allowed

    def _filtered(self, filters: Filters) -> Bits:
        store = self._store
        mask = np.ones(store.places, np.bool_)
        for name, wanted in (("type", filters.types), ("issuer", filters.issuers)):
            if wanted:
                values, codes = store.plain_values(name)
                mask &= np.array([value in wanted for value in values])[codes]
        if filters.year_from is not None:
            mask &= store.years >= filters.year_from
        if filters.year_to is not None:
            mask &= (store.years > 0) & (store.years <= filters.year_to)
        if filters.documents is not None:
            mask &= np.isin(store.documents, np.fromiter(filters.documents, np.int32, len(filters.documents)))
        return mask

    def _counts(self, found: NDArray[np.intp]) -> dict[str, dict[str, int]]:
        counts = {}
        for name in _FACETS:
            values, codes = self._store.plain_values(name)
            numbers = np.bincount(codes[found], minlength=len(values))
            counts[name] = {values[code]: int(numbers[code]) for code in np.flatnonzero(numbers) if values[code]}
        years = np.bincount(np.maximum(self._store.years[found], 0))
        counts["year"] = {str(year): int(years[year]) for year in np.flatnonzero(years) if year}
        return counts

    def explain(self, query: WordQuery, key: int) -> tuple[Share, ...]:
        """What each term adds to the score of one provision, the biggest first; they sum up to the score.

        Raises KeyError for an unknown key.
        """
        found = np.flatnonzero((self._store.keys == key) & self._store.live)
        if not len(found):
            raise KeyError(key)
        shares = (share for share in self._explain(self._ask(query), int(found[0])) if share.score)
        return tuple(sorted(shares, key=lambda share: -share.score))

    def _explain(self, asked: _Asked, place: int) -> Iterator[Share]:
        weights, store = self.weights, self._store
        title = int(store.titles_of[place])
        for term, share in asked.content:
            has = bool(term.at(np.array([place]))[0])
            in_heading = bool(np.isin(place, term.heading_places))
            parts = weights.syllables * has, weights.heading * in_heading
            yield Share(term.text, "syllables", share * parts[0])
            yield Share(term.text, "heading", share * parts[1])
            yield Share(term.text, "saturation", share * (term.gain_at(place) - sum(parts)))
        for term in (*(term for term, _ in asked.content), *asked.common):
            yield Share(term.text, "heading_words", term.heading_gain_at(place))
            yield Share(term.text, "title_words", term.title_gain_at(title))
        for term, share in asked.pairs:
            yield Share(term.text, "pairs", share * term.gain_at(place))
            yield Share(term.text, "title_pairs", share * term.title_gain_at(title))
            yield Share(term.text, "heading_runs", term.heading_gain_at(place))
        yield Share("", "document", float(self._of_documents(self._score(asked)[0])[title]))
        yield Share("", "force", float(self._force[place]))
        if asked.wording.asks_meaning and place in store.explaining:
            yield Share("", "meaning", weights.meaning)
        if not _asks_formally(asked) and place in store.formal:
            yield Share("", "formal", -weights.formal)
        for number in asked.wording.numbers:
            yield Share(number, "number", weights.number * (place in store.numbered(number)))


def _asks_formally(asked: _Asked) -> bool:
    """Whether a question is for what every act says: when it takes effect, who carries it out."""
    return any(term.text in _FORMALLY for term, _ in asked.pairs)


def _shares(weights: list[float]) -> list[float]:
    """Each term's share of the question; what occurs nowhere weighs nothing and has none."""
    total = math.fsum(weights)
    return [weight / total if total else 0.0 for weight in weights]


def _best_of(scores: Numbers, allowed: Bits) -> Indices:
    """The allowed places whose score comes near the best of them. The scores of the others are spoilt."""
    scores -= np.float32(_BARRED) * ~allowed
    best = float(scores.max(initial=-_BARRED))
    least = best - (1 - _LEAST_SHARE) * abs(best)
    return np.flatnonzero(scores >= max(least, -_BARRED / 2))


def _first(scores: Numbers, found: Indices, count: int) -> Indices:
    """The places of the highest scores, the best first; of equal ones the earlier."""
    if len(found) > count:
        threshold = np.partition(scores[found], len(found) - count)[len(found) - count]
        found = found[scores[found] >= threshold]
    return found[np.argsort(-scores[found], kind="stable")][:count]
