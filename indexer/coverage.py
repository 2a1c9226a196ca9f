"""Whether the best hits are about what was asked, or merely share some words with it.

A question is about its rare words and their neighbourhoods. "điện mặt trời mái nhà trong khu công nghiệp" finds many
provisions on khu công nghiệp and none on mái nhà: these answer nothing, and to say so is the better answer.
"""

from __future__ import annotations

import math
from functools import lru_cache
from itertools import pairwise

from indexer.analysis import analyse, folded, pairs_of
from indexer.answers import Hit
from indexer.hits import Page
from indexer.ranking import WordIndex

#: How many of the best hits are looked at.
_LOOKED_AT = 5
#: Below this share of the question, no hit is about it. A longer question tells a story of which a law has little.
_LEAST_SHARE, _LEAST_OF_STORY = 0.45, 0.25
_STORY = 12
_NAMED = 3


class Coverage:
    """Weighs words by their rarity in one index."""

    def __init__(self, index: WordIndex) -> None:
        self._index = index
        self._rarity = lru_cache(maxsize=50_000)(self._rare)

    def _rare(self, term: str) -> float:
        count = self._index.frequency(term)
        return math.log1p((len(self._index) - count + 0.5) / (count + 0.5))

    def why_nothing(self, words: str, page: Page) -> tuple[str, ...]:
        """Reasons why the hits answer nothing; none when they may."""
        if not page.total:
            return ("Không có điều khoản nào trong kho chứa những từ này.",)
        asked = analyse(words).syllables
        least = _LEAST_SHARE if len(asked) <= _STORY else _LEAST_OF_STORY
        shares = {hit: self.share(words, hit) for hit in page.hits[:_LOOKED_AT]}
        if not shares or max(shares.values()) >= least:
            return ()
        lacking = self.lacking(words, max(shares, key=lambda hit: shares[hit]))
        told = f" (không điều nào gần nhất có “{'”, “'.join(lacking)}”)" if lacking else ""
        return (f"Không có điều khoản nào nói đúng về điều được hỏi{told}; dưới đây chỉ là những điều chung vài từ.",)

    def lacking(self, words: str, hit: Hit) -> tuple[str, ...]:
        """The rarest neighbouring words of the question that a hit lacks, as typed, at most three."""
        syllables = analyse(words).syllables
        neighbours = (" ".join(pair) for pair in pairwise(syllables))
        typed = dict(zip(pairs_of(syllables), neighbours, strict=True))
        there = set(analyse(_text_of(hit)).pairs)
        missing = sorted((pair for pair in typed if pair not in there), key=lambda pair: -self._rarity(pair))
        return tuple(typed[pair] for pair in missing[:_NAMED])

    def share(self, words: str, hit: Hit) -> float:
        """The share of the question that a hit has, title and headings counted."""
        return self.share_of(words, _text_of(hit))

    def share_of(self, words: str, text: str) -> float:
        """The share of the question, by rarity, that a text has: its syllables and their neighbourhoods, folded."""
        asked, seen = analyse(words), analyse(text)
        syllables, pairs = {folded(syllable) for syllable in seen.syllables}, set(seen.pairs)
        terms = {syllable: folded(syllable) in syllables for syllable in asked.syllables}
        terms |= {pair: pair in pairs for pair in asked.pairs}
        total = sum(self._rarity(term) for term in terms)
        return sum(self._rarity(term) for term, there in terms.items() if there) / total if total else 1.0


def _text_of(hit: Hit) -> str:
    provision, document = hit.at.provision, hit.at.document
    above = "\n".join(division.heading or "" for division in provision.ancestors)
    return f"{document.name}\n{document.title}\n{above}\n{provision.heading or ''}\n{provision.text}"
