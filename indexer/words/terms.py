"""What an index knows of each term, as arrays that are read once and never change.

A *place* is the number of an entry in Whoosh, over all segments. Everything read from Whoosh's files is read under one
lock, since a file has one position; what was read is shared between threads.
"""

from __future__ import annotations

import math
import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from whoosh import index

from indexer.words.analysis import analyse
from indexer.words.lexicon import Lexicon
from indexer.words.postings import (
    Numbers,
    Places,
    field_lengths,
    live,
    number_column,
    places_by_term,
    postings,
    term_counts,
)
from indexer.words.schema import TEXT_FIELDS
from indexer.words.segment_files import open_index
from indexer.words.weights import Weights
from kb.errors import KbError

Bits = NDArray[np.bool_]
Indices = NDArray[np.intp]

K1, B = 1.2, 0.75
#: Neighbours (folded) in headings that every act has: "Hiệu lực thi hành", "Điều khoản thi hành", "Trách nhiệm thi
#: hành", "Tổ chức thực hiện", "Quy định chuyển tiếp", "Điều khoản chuyển tiếp".
FORMAL = ("luc thi", "khoan thi", "nhiem thi", "chuc thuc", "dinh chuyen", "khoan chuyen")
#: Bytes of arrays that are kept in memory at most.
_LARGEST_CACHE = 256 * 2**20
#: One entry in so many having a term makes it frequent.
_FREQUENT = 12


@dataclass(frozen=True, slots=True)
class Term:
    """Where a term stands and what it adds to a score there, as arrays that fit each other by position.

    ``places`` have it in any field; a place gains ``gains`` for it, times the term's share of the question. Besides,
    the ``heading_places`` have it in their heading and gain ``heading_gains``, and ``titles``, the documents (numbered
    as in :attr:`TermStore.titles_of`) whose title has it, gain ``title_gains``. A frequent term has ``gains`` for all
    places of the index, 0 where it does not stand: adding whole arrays is then several times faster.
    """

    text: str
    rarity: float
    places: Places
    gains: Numbers
    heading_places: Places
    heading_gains: Numbers
    titles: Indices
    title_gains: Numbers

    @property
    def frequent(self) -> bool:
        """Whether ``gains`` are for all places of the index."""
        return len(self.gains) > len(self.places)

    def add_to(self, sums: Numbers, scratch: Numbers, share: float) -> None:
        """Adds to every place what it gains by having the term.

        ``scratch`` is as long as ``sums`` and may be overwritten; it saves asking the system for memory each time.
        """
        if self.frequent:
            sums += np.multiply(self.gains, np.float32(share), out=scratch)
        else:
            np.add.at(sums, self.places, self.gains * np.float32(share))

    def at(self, places: Indices) -> Bits:
        """For each place, whether the entry there has the term."""
        if not len(self.places):
            return np.zeros(len(places), np.bool_)
        wanted = places.astype(np.int32)  # of the same kind, else all places would be copied
        return np.equal(self.places.take(self.places.searchsorted(wanted), mode="clip"), wanted)

    def gain_at(self, place: int) -> float:
        """What an entry gains for having it, 0 if it does not."""
        return float(self.gains[place]) if self.frequent else _value(self.places, self.gains, place)

    def heading_gain_at(self, place: int) -> float:
        """What an entry gains for having it in the heading, 0 if it does not."""
        return _value(self.heading_places, self.heading_gains, place)

    def title_gain_at(self, document: int) -> float:
        """What a document gains for having it in the title, 0 if it does not."""
        return _value(self.titles, self.title_gains, document)

    @property
    def memory(self) -> int:
        """Bytes of its arrays."""
        arrays = (self.places, self.gains, self.heading_places, self.heading_gains, self.titles, self.title_gains)
        return sum(array.nbytes for array in arrays)


def _value(within: Places | Indices, values: Numbers, wanted: int) -> float:
    """The value at a place of a sorted array, 0 if the place is not in it."""
    at = int(np.searchsorted(within, wanted))
    return float(values[at]) if at < len(within) and within[at] == wanted else 0.0


class TermStore:
    """The terms and columns of the index in ``directory``, weighed by ``weights``.

    Raises :class:`KbError` where there is none.
    """

    def __init__(self, directory: Path, weights: Weights) -> None:
        try:
            self._index = open_index(directory)
        except index.EmptyIndexError as error:
            raise KbError("không có chỉ mục từ", where=str(directory), hint="chạy cancu index") from error
        self._reader = self._index.reader()
        self._lock = threading.Lock()
        self._weights = weights
        self._kept: dict[tuple[str, ...], Term] = {}  # those asked for last at the end
        self._held = 0
        self.live = live(self._reader)
        self.places, self.size = len(self.live), int(self.live.sum())
        self.keys = number_column(self._reader, "key")
        self.documents = number_column(self._reader, "document")
        self.years = number_column(self._reader, "year")
        self._lengths = {
            name: np.maximum(field_lengths(self._reader, name), 1) for name in ("body", "heading", "title")
        }
        average = float(self._lengths["body"][self.live].mean()) if self.size else 1.0
        self._damping = np.float32(K1) * (1 - B + B * self._lengths["body"] / np.float32(average))
        self.titles_of: Indices = np.unique(self.documents, return_inverse=True)[1].astype(np.intp)
        self.titles = int(self.titles_of.max(initial=-1)) + 1
        # The entries of a document stand together, but for those that other processes wrote between.
        self._runs = np.flatnonzero(np.diff(self.titles_of, prepend=-1))
        self._run_titles, self._run_lengths = self.titles_of[self._runs], np.diff(self._runs, append=self.places)
        self._plain = {name: self._values(name) for name in ("type", "issuer")}
        self._lexicon: Lexicon | None = None
        self.explaining = self.pair("giai thich").heading_places
        self.formal = np.unique(np.concatenate([self.pair(pair).heading_places for pair in FORMAL]))

    def close(self) -> None:
        """Close the files."""
        self._reader.close()
        self._index.close()

    def _read(self, name: str, term: str) -> tuple[Places, Numbers]:
        """The postings of a term in a field, without deleted entries."""
        with self._lock:
            places, counts = postings(self._reader, name, term.encode())
        alive = self.live[places]
        return places[alive], counts[alive]

    def _values(self, name: str) -> tuple[list[str], NDArray[np.int32]]:
        values, codes = [""], np.zeros(self.places, np.int32)
        for value, places in places_by_term(self._reader, name):
            codes[places] = len(values)
            values.append(value)
        return values, codes

    def plain_values(self, name: str) -> tuple[list[str], NDArray[np.int32]]:
        """The values of the field "type" or "issuer", and by place which one an entry has (0, "", for none)."""
        return self._plain[name]

    @property
    def lexicon(self) -> Lexicon:
        """All syllables."""
        if self._lexicon is None:
            with self._lock:
                self._lexicon = self._lexicon or Lexicon(term_counts(self._reader, TEXT_FIELDS))
        return self._lexicon

    def _known(self, key: tuple[str, ...]) -> Term | None:
        """A term that was read before and is still kept."""
        with self._lock:
            term = self._kept.pop(key, None)
            if term is not None:
                self._kept[key] = term
        return term

    def _remember(self, key: tuple[str, ...], term: Term) -> Term:
        """Keeps a term; those that nobody has asked for the longest make room for it."""
        with self._lock:
            if key not in self._kept:
                self._kept[key] = term
                self._held += term.memory
            while self._held > _LARGEST_CACHE and len(self._kept) > 1:
                self._held -= self._kept.pop(next(iter(self._kept))).memory
        return term

    def _rarity(self, count: int) -> float:
        """What a term counts that so many provisions have; nothing if none has it, since it tells none apart."""
        return math.log1p((self.size - count + 0.5) / (count + 0.5)) if count else 0.0

    def syllable(self, variants: Sequence[str]) -> Term:
        """A syllable, or several that are taken as one."""
        key = ("syllable", *variants)
        return self._known(key) or self._remember(key, self._syllable(variants))

    def _syllable(self, variants: Sequence[str]) -> Term:
        body, counts = self._together("body", variants)
        heading, title, above = (self._together(name, variants)[0] for name in ("heading", "title", "ancestors"))
        weights, gains = self._weights, np.zeros(self.places, np.float32)
        mask = np.zeros(self.places, np.bool_)
        for places in (body, heading, title, above):
            mask[places] = True
        gains[mask] = weights.syllables
        gains[heading] += np.float32(weights.heading)
        gains[body] += np.float32(weights.saturation) * (counts / (counts + self._damping[body]))
        text = variants[0] if variants else ""
        each = (weights.heading_words, weights.title_words)
        return self._term(text, np.flatnonzero(mask).astype(np.int32), gains, (heading, title), each)

    def _together(self, name: str, variants: Sequence[str]) -> tuple[Places, Numbers]:
        if len(variants) == 1:
            return self._read(name, variants[0])
        sums = np.zeros(self.places, np.float32)
        for variant in variants:
            places, counts = self._read(name, variant)
            sums[places] += counts
        places = np.flatnonzero(sums).astype(np.int32)
        return places, sums[places]

    def pair(self, pair: str) -> Term:
        """Two neighbouring syllables, folded."""
        key = ("pair", pair)
        return self._known(key) or self._remember(key, self._pair(pair))

    def _pair(self, pair: str) -> Term:
        everywhere = self._read("pairs", pair)[0]
        parts = ("heading_pairs", "title_pairs") if len(everywhere) else ()
        heading, title = [self._read(name, pair)[0] for name in parts] or (everywhere, everywhere)
        gains = np.zeros(self.places, np.float32)
        gains[everywhere] = self._weights.pairs
        term = self._term(pair, everywhere, gains, (heading, title), (self._weights.heading_runs, 0), 1)
        return replace(term, title_gains=np.full(len(term.titles), self._weights.title_pairs, np.float32))

    def _term(
        self,
        text: str,
        everywhere: Places,
        gains: Numbers,
        parts: tuple[Places, Places],
        weights: tuple[float, float],
        less: int = 0,
    ) -> Term:
        """``parts``: the places that have it in the heading and in the title, each counting its share of that text
        times a weight; ``less``: by how much there are fewer such terms in it than syllables."""
        heading, title = parts
        titles, first = np.unique(self.titles_of[title], return_index=True)
        lengths = self._lengths["heading"][heading], self._lengths["title"][title[first]]
        in_heading, in_title = (
            np.float32(weight) / np.maximum(length - less, 1) for weight, length in zip(weights, lengths, strict=True)
        )
        kept = gains if len(everywhere) * _FREQUENT > self.places else gains[everywhere]
        rarity = self._rarity(len(everywhere))
        return Term(text, rarity, everywhere, kept, heading, in_heading, titles, in_title)

    def by_title(self, places: Numbers) -> Numbers:
        """The sums over the entries of each document."""
        of_runs = np.add.reduceat(places, self._runs) if len(self._runs) else places
        return np.bincount(self._run_titles, of_runs, self.titles).astype(np.float32)

    def by_place(self, titles: Numbers) -> Numbers:
        """For each entry the number of its document."""
        return np.repeat(titles[self._run_titles], self._run_lengths)

    def numbered(self, number: str) -> Places:
        """The entries of documents with that number, or citing it where the index was told so."""
        return self._read("identifier", number)[0]

    def having(self, term: Term) -> Bits:
        """Which entries have a term."""
        mask = np.zeros(self.places, np.bool_)
        mask[term.places] = True
        return mask

    def having_all(self, text: str) -> Bits:
        """Which entries have all words of ``text`` and all its neighbours."""
        asked = analyse(text)
        accented = not text.isascii()
        terms = [self.syllable(self.lexicon.twins(word, accented)) for word in asked.syllables]
        mask = self.live.copy()
        for term in (*terms, *map(self.pair, asked.pairs)):
            mask &= self.having(term)
        return mask

    def having_prefix(self, prefix: str) -> Bits:
        """Which entries have a word that begins so; without diacritics if typed so."""
        return self.having(self.syllable(self.lexicon.beginning(prefix)))
