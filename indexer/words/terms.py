"""What an index knows of each term, as arrays that are read once and never change.

A *place* is the number of an entry in Whoosh, over all segments. Everything read from Whoosh's files is read under one
lock, since a file has one position; what was read is shared between threads.
"""

from __future__ import annotations

import math
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from whoosh import index

from indexer.words.analysis import analyse
from indexer.words.lexicon import Lexicon, twins
from indexer.words.postings import Numbers, Places, field_lengths, live, number_column, postings, term_counts
from indexer.words.schema import TEXT_FIELDS
from kb.errors import KbError

Bits = NDArray[np.bool_]
Indices = NDArray[np.intp]

K1, B = 1.2, 0.75
#: Arrays of terms kept in memory; when there are more, all are read anew as they are asked for.
_LARGEST_CACHE = 256 * 2**20
#: One entry in so many having a term makes it frequent.
_FREQUENT = 5


@dataclass(frozen=True, slots=True)
class Term:
    """Where a term stands, as arrays that fit each other by position.

    ``places`` have it in any field, with its ``saturation`` in their bodies (0 to 1); ``heading_places`` in their
    heading, of which it is a ``heading_parts``; ``titles`` are the documents (numbered as in
    :attr:`TermStore.titles_of`) whose title has it, of which it is a ``title_parts``. A frequent term has ``presence``,
    1 or 0 for every place, and its saturation for every place too: adding whole arrays is then several times faster.
    """

    text: str
    rarity: float
    places: Indices
    heading_places: Indices
    heading_parts: Numbers
    titles: Indices
    title_parts: Numbers
    saturation: Numbers | None = None
    presence: Numbers | None = None

    def add_to(self, sums: Numbers, scratch: Numbers, each: float, saturated: float = 0.0) -> None:
        """Adds ``each`` for the entries that have the term, and ``saturated`` times its saturation.

        ``scratch`` is as long as ``sums`` and may be overwritten; it saves asking the system for memory each time.
        """
        if self.presence is not None:
            sums += np.multiply(self.presence, np.float32(each), out=scratch)
            if self.saturation is not None:
                sums += np.multiply(self.saturation, np.float32(saturated), out=scratch)
        elif self.saturation is not None:
            sums[self.places] += self.saturation * np.float32(saturated) + np.float32(each)
        else:
            sums[self.places] += np.float32(each)

    def at(self, places: Indices) -> Bits:
        """For each place, whether the entry there has the term."""
        return _positions(self.places, places) >= 0

    def saturation_at(self, place: int) -> float:
        """Its saturation in the body of an entry."""
        if self.presence is not None and self.saturation is not None:
            return float(self.saturation[place])
        return _value(self.places, self.saturation, place)

    def part_of_heading(self, place: int) -> float:
        """Which part of an entry's heading it is, 0 if it is not in it."""
        return _value(self.heading_places, self.heading_parts, place)

    def part_of_title(self, document: int) -> float:
        """Which part of a document's title it is, 0 if it is not in it."""
        return _value(self.titles, self.title_parts, document)

    @property
    def memory(self) -> int:
        """Bytes of its arrays."""
        always = (self.places, self.heading_places, self.heading_parts, self.titles, self.title_parts)
        return sum(array.nbytes for array in (*always, self.saturation, self.presence) if array is not None)


def _positions(within: Indices, wanted: Indices) -> Indices:
    """Where each wanted number stands in a sorted array, -1 where it does not."""
    at = np.searchsorted(within, wanted)
    inside = at < len(within)
    found = np.full(len(wanted), -1, np.intp)
    found[inside] = np.where(within[at[inside]] == wanted[inside], at[inside], -1)
    return found


def _value(within: Indices, values: Numbers | None, wanted: int) -> float:
    at = int(_positions(within, np.array([wanted], np.intp))[0])
    return float(values[at]) if values is not None and at >= 0 else 0.0


class TermStore:
    """The terms and columns of the index in ``directory``. Raises :class:`KbError` where there is none."""

    def __init__(self, directory: Path) -> None:
        try:
            self._index = index.open_dir(str(directory))
        except index.EmptyIndexError as error:
            raise KbError("không có chỉ mục từ", where=str(directory), hint="chạy cancu index") from error
        self._reader = self._index.reader()
        self._lock = threading.Lock()
        self._cache: dict[tuple[str, ...], Term] = {}
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
        self._plain = {name: self._values(name) for name in ("type", "issuer")}
        self._lexicon: Lexicon | None = None
        self.explaining = self.pair("giai thich").heading_places

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
        for term in self._reader.lexicon(name):
            codes[self._read(name, term.decode())[0]] = len(values)
            values.append(term.decode())
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

    def _remember(self, key: tuple[str, ...], term: Term) -> Term:
        with self._lock:
            if self._held > _LARGEST_CACHE:
                self._cache.clear()
                self._held = 0
            self._held += term.memory
            self._cache[key] = term
        return term

    def _rarity(self, count: int) -> float:
        """What a term counts that so many provisions have; nothing if none has it, since it tells none apart."""
        return math.log1p((self.size - count + 0.5) / (count + 0.5)) if count else 0.0

    def syllable(self, variants: Sequence[str]) -> Term:
        """A syllable, or several that are taken as one."""
        key = ("syllable", *variants)
        return self._cache.get(key) or self._remember(key, self._syllable(variants))

    def _syllable(self, variants: Sequence[str]) -> Term:
        body, counts = self._together("body", variants)
        heading, title, above = (self._together(name, variants)[0] for name in ("heading", "title", "ancestors"))
        mask = np.zeros(self.places, np.bool_)
        saturation = np.zeros(self.places, np.float32)
        for places in (body, heading, title, above):
            mask[places] = True
        saturation[body] = counts / (counts + self._damping[body])
        text = variants[0] if variants else ""
        return self._term(text, np.flatnonzero(mask), heading, title, 0, saturation)

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
        return self._cache.get(key) or self._remember(key, self._pair(pair))

    def _pair(self, pair: str) -> Term:
        everywhere, heading, title = (self._read(name, pair)[0] for name in ("pairs", "heading_pairs", "title_pairs"))
        return self._term(pair, everywhere, heading, title, 1, None)

    def _term(
        self, text: str, everywhere: Places | Indices, heading: Places, title: Places, less: int, body: Numbers | None
    ) -> Term:
        """``less``: by how much there are fewer such terms than syllables in a heading or title."""
        everywhere = everywhere.astype(np.intp)
        presence = None
        if len(everywhere) * _FREQUENT > self.places:
            presence = np.zeros(self.places, np.float32)
            presence[everywhere] = 1
        elif body is not None:
            body = body[everywhere]
        titles, first = np.unique(self.titles_of[title], return_index=True)
        return Term(
            text,
            self._rarity(len(everywhere)),
            everywhere,
            heading.astype(np.intp),
            1 / np.maximum(self._lengths["heading"][heading] - less, 1),
            titles,
            1 / np.maximum(self._lengths["title"][title[first]] - less, 1),
            body,
            presence,
        )

    def numbered(self, number: str) -> Places:
        """The entries of documents with that number, or citing it where the index was told so."""
        return self._read("identifier", number)[0]

    def having(self, term: Term) -> Bits:
        """Which entries have a term."""
        mask = np.zeros(self.places, np.bool_)
        mask[term.places] = True
        return mask

    def having_all(self, text: str, together: bool) -> Bits:
        """Which entries have all words of ``text``, and if ``together`` all its neighbours."""
        asked = analyse(text)
        accented = not text.isascii()
        terms = [self.syllable(twins(self.lexicon, word, accented)) for word in asked.syllables]
        if together:
            terms += [self.pair(pair) for pair in asked.pairs]
        mask = self.live.copy()
        for term in terms:
            mask &= self.having(term)
        return mask
