"""How much of a question a text has, its rare words counting most.

A question is about its rare words and their neighbourhoods, so that is what is weighed: every syllable and every pair
of neighbouring syllables of the question, by its rarity in the index.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from indexer.conditions import whole_words
from indexer.words.analysis import analyse, folded, pairs_of
from indexer.words.ranking import WordIndex
from indexer.words.wording import word_question

#: Syllables that only ask, folded; none of them is in a provision for that reason.
_ASKING = frozenset(("may", "ai", "dau", "sao", "bao", "nhieu", "lau", "gi", "nao"))


def terms_of(text: str) -> frozenset[str]:
    """The syllables of a text and the pairs of neighbouring ones, folded."""
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


@dataclass(frozen=True, slots=True)
class _Weighed:
    """The folded terms of a question, each with its share of the whole."""

    shares: tuple[tuple[str, float], ...]

    def of(self, seen: frozenset[str]) -> float:
        """The share of the question that a text with these terms has."""
        return math.fsum(share for term, share in self.shares if term in seen) if self.shares else 1.0

    def at_most(self, seen: frozenset[str], further: frozenset[str]) -> float:
        """What the share could be at most, were all these further syllables neighbours as in the question."""
        return self.of(seen | {term for term, _ in self.shares if further.issuperset(term.split(" "))})


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

    def share_together(self, words: str, above: str, lines: Iterable[str]) -> float:
        """The largest share that one of some lines has, together with what stands above them all."""
        weighed, headed = self._weighed(words), terms_of(above)
        best, asked = weighed.of(headed), frozenset(term for term, _ in weighed.shares)
        hopeless: set[frozenset[str]] = set()  # a long table has the same few words over and over
        for line in lines:
            seen = analyse(line)
            syllables = asked.intersection(map(folded, seen.syllables))
            if syllables in hopeless:
                continue
            if weighed.at_most(headed, syllables) > best:
                best = max(best, weighed.of(headed | syllables | asked.intersection(seen.pairs)))
            else:
                hopeless.add(syllables)
        return best

    def lacking(self, words: str, text: str, most: int) -> tuple[str, ...]:
        """The rarest neighbours among the words that a text lacks, as typed."""
        syllables, there = analyse(words).syllables, set(analyse(text).pairs)
        typed = {pair: f"{syllables[place]} {syllables[place + 1]}" for place, pair in enumerate(pairs_of(syllables))}
        meant = asked_terms(words)
        missing = sorted((pair for pair in typed if pair in meant - there), key=lambda pair: -self.of(pair))
        return tuple(typed[pair] for pair in missing[:most])
