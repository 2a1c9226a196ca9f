"""How much of a question a text has, its rare words counting most.

A question is about its rare words and their neighbourhoods, so that is what is weighed: every syllable and every pair
of neighbouring syllables of the question, by its rarity in the index.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from indexer.conditions import whole_words
from indexer.words.analysis import WRITTEN_OUT, analyse, folded, pairs_of
from indexer.words.marks import Wanted
from indexer.words.ranking import WordIndex
from indexer.words.wording import word_question
from kb.text import is_plain, normalise

#: Syllables that only ask, folded; none of them is in a provision for that reason.
_ASKING = frozenset(("may", "ai", "dau", "sao", "bao", "nhieu", "lau", "gi", "nao"))


@lru_cache(maxsize=2048)
def terms_of(text: str) -> frozenset[str]:
    """The syllables of a text and the pairs of neighbouring ones, folded. Kept: questions on powers are compared with
    the same statements over and over."""
    seen = analyse(text)
    return frozenset((*map(folded, seen.syllables), *seen.pairs))


@lru_cache(maxsize=256)
def asked_terms(words: str) -> frozenset[str]:
    """What a question is about: its syllables that carry meaning, and the pairs of two such. What only begins with
    something typed is met by every hit."""
    asked = word_question(whole_words(words))
    content = [syllable for syllable in asked.content if folded(syllable) not in _ASKING]
    meant = set(map(folded, content))
    pairs = (pair for pair in asked.pairs if meant.issuperset(pair.split()))
    return frozenset((*content, *pairs))


@dataclass(frozen=True)
class _Weighed:
    """The folded terms of a question, each with its share of the whole."""

    shares: tuple[tuple[str, float], ...]

    def of(self, seen: frozenset[str]) -> float:
        """The share of the question that a text with these terms has."""
        return math.fsum(share for term, share in self.shares if term in seen) if self.shares else 1.0

    @cached_property
    def _syllables(self) -> dict[str, int]:
        """The syllables of all terms, numbered."""
        return {syllable: number for number, syllable in enumerate(dict.fromkeys(self._halves))}

    @property
    def _halves(self) -> list[str]:
        return [half for term, _ in self.shares for half in term.split(" ")]

    @cached_property
    def _wanted(self) -> tuple[Wanted, list[tuple[int, int]]]:
        """The words that are or may be such a syllable: the number of each word with that of the syllable."""
        spelled = {(syllable, syllable) for syllable in self._syllables}
        for short, syllables in WRITTEN_OUT.items():
            spelled |= {(folded(short), plain) for plain in map(folded, syllables) if plain in self._syllables}
        wanted = Wanted((word for word, _ in spelled), accented=False)
        numbers = {word: number for number, word in enumerate(wanted.forms)}
        return wanted, [(numbers[word], self._syllables[syllable]) for word, syllable in spelled]

    def at_most(self, headed: frozenset[str], lines: Sequence[str]) -> NDArray[np.float64]:
        """For each line the share that it could have at most below what stands over it: all its syllables of the
        question taken for neighbours as they are there. Found without reading the lines word by word."""
        may_have, most = self.may_have(lines), np.zeros(len(lines))
        for term, share in self.shares:
            most += share * (may_have[term] if term not in headed else 1.0)
        return most

    def may_have(self, lines: Sequence[str]) -> dict[str, NDArray[np.bool_]]:
        """For each term whether each line has its syllables, be they neighbours or not."""
        has = self._having([line if is_plain(line) else normalise(line) for line in lines])
        halves = {term: [self._syllables[half] for half in term.split(" ")] for term, _ in self.shares}
        return {term: np.logical_and.reduce(has[:, numbers], axis=1) for term, numbers in halves.items()}

    def _having(self, lines: Sequence[str]) -> NDArray[np.bool_]:
        """For each line and syllable, whether the line may have it."""
        wanted, meant = self._wanted
        found = wanted.find("\n".join(lines))
        starts = list(accumulate((len(line) + 1 for line in lines), initial=0))
        at = np.searchsorted(starts, found.starts, "right") - 1
        has = np.zeros((len(lines), len(self._syllables)), np.bool_)
        for word, syllable in meant:
            has[at[found.forms == word], syllable] = True
        return has


class Rarity:
    """Weighs words by how rare they are in one index. Texts are compared folded, as officers type."""

    def __init__(self, index: WordIndex) -> None:
        self._index = index
        self.of = lru_cache(maxsize=50_000)(self._rare)
        self._weighed = lru_cache(maxsize=256)(self._weigh)

    def _rare(self, term: str) -> float:
        count = self._index.frequency(term)
        return math.log1p((len(self._index) - count + 0.5) / (count + 0.5))

    def _weigh(self, words: str) -> _Weighed:
        weights = [(folded(term), self.of(term)) for term in asked_terms(words)]
        total = math.fsum(weight for _, weight in weights)
        return _Weighed(tuple((term, weight / total) for term, weight in weights if total))

    def share(self, words: str, text: str) -> float:
        """The share of a question's words that a text has, 0 to 1; 1 where there are none."""
        return self._weighed(words).of(terms_of(text))

    def share_together(self, words: str, above: str, lines: Sequence[str], enough: float = 2.0) -> float:
        """The largest share that one of some lines has, together with what stands above them all; once one has
        ``enough``, no better one is looked for.

        Only lines that could have more than the best before are read: of a long table hardly any.
        """
        weighed, headed = self._weighed(words), terms_of(above)
        best = weighed.of(headed)
        most = weighed.at_most(headed, lines)
        for place in np.argsort(-most, kind="stable").tolist():
            if best >= min(enough, most[place]):
                break
            best = max(best, weighed.of(headed | terms_of(lines[place])))
        return best

    def lacking(self, words: str, lines: Sequence[str], most: int) -> tuple[str, ...]:
        """The rarest neighbours among the words that no line has, as typed."""
        syllables = analyse(words).syllables
        typed = {pair: f"{syllables[place]} {syllables[place + 1]}" for place, pair in enumerate(pairs_of(syllables))}
        may_have, meant = self._weighed(words).may_have(lines), asked_terms(words)
        pairs_in = cache(lambda place: frozenset(analyse(lines[place]).pairs))

        def is_lacking(pair: str) -> bool:
            return not any(pair in pairs_in(place) for place in np.flatnonzero(may_have.get(pair, ())).tolist())

        missing = sorted(
            (pair for pair in typed if pair in meant and is_lacking(pair)), key=lambda pair: -self.of(pair)
        )
        return tuple(typed[pair] for pair in missing[:most])
