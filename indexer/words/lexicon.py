"""The syllables of an index: which differ only in diacritics, and which are one letter away.

>>> lexicon = Lexicon({"giấy": 90, "giầy": 2, "phép": 80, "chính": 50})
>>> lexicon.alike("giay"), lexicon.near("chíng")
(('giấy', 'giầy'), ('chính',))
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property, lru_cache

from indexer.words.analysis import folded
from kb.text import normalise

#: Words are not guessed at from fewer letters.
_SHORTEST_GUESS = 3
_MOST_GUESSES = 16
_MOST_BEGINNINGS = 64
#: A word typed without diacritics among others with them counts as such if it is this rare beside its accented twins.
_RARELY_PLAIN = 0.02


class Lexicon:
    """``counts``: how many provisions have each syllable."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        self._counts = counts
        self._alike: dict[str, list[str]] = defaultdict(list)
        for syllable in counts:
            self._alike[folded(syllable)].append(syllable)
        self.near = lru_cache(maxsize=4096)(self._near)
        self.beginning = lru_cache(maxsize=256)(self._beginning)
        self.twins = lru_cache(maxsize=16384)(self._twins)
        self._commonest_first = lru_cache(maxsize=16384)(self._sorted)

    def count(self, syllable: str) -> int:
        """How many provisions have it."""
        return self._counts.get(syllable, 0)

    def alike(self, syllable: str) -> tuple[str, ...]:
        """The syllables that differ from it in diacritics only, it among them if it occurs; the commonest first."""
        return self._commonest_first(folded(syllable))

    def _sorted(self, plain: str) -> tuple[str, ...]:
        return tuple(sorted(self._alike.get(plain, ()), key=lambda word: (-self._counts[word], word)))

    def _beginning(self, prefix: str) -> tuple[str, ...]:
        """The commonest syllables that begin with a typed prefix, with or without its diacritics.

        >>> Lexicon({"giấy": 90, "giầy": 2, "phép": 80}).beginning("gia")
        ('giấy', 'giầy')
        """
        wanted = normalise(prefix).lower()
        form = folded if wanted.isascii() else str
        found = [syllable for syllable in self._counts if form(syllable).startswith(wanted)]
        return tuple(sorted(found, key=lambda word: (-self._counts[word], word))[:_MOST_BEGINNINGS])

    def _twins(self, word: str, accented: bool) -> tuple[str, ...]:
        """The syllables that a typed word may be: all its twins, when nothing was typed with diacritics or it never
        occurs.

        Among words with diacritics (``accented``) it is itself, unless it hardly ever occurs so beside its twins.

        >>> lexicon = Lexicon({"bán": 70, "ban": 60, "quyền": 900, "quyen": 2})
        >>> lexicon.twins("ban", False), lexicon.twins("ban", True), lexicon.twins("quyen", True)
        (('bán', 'ban'), ('ban',), ('quyền', 'quyen'))
        """
        alike, count = self.alike(word), self.count(word)
        if not accented or not count:
            return alike
        together = sum(map(self.count, alike))
        return alike if word == folded(word) and count < _RARELY_PLAIN * together else (word,)

    @cached_property
    def _by_end(self) -> dict[tuple[bool, str, int], list[str]]:
        """Words of letters by their first (True) or last letter and their length: a slip leaves one of both letters."""
        found: dict[tuple[bool, str, int], list[str]] = defaultdict(list)
        for word in filter(str.isalpha, self._counts):
            found[True, word[0], len(word)].append(word)
            found[False, word[-1], len(word)].append(word)
        return dict(found)

    def _near(self, syllable: str) -> tuple[str, ...]:
        """The syllables that one typing slip makes of it, the commonest first: a letter more, less, other, or two
        letters swapped. None for a short word or a number."""
        if len(syllable) < _SHORTEST_GUESS or not syllable.isalpha():
            return ()
        lengths = range(len(syllable) - 1, len(syllable) + 2)
        ends = ((True, syllable[0]), (False, syllable[-1]))
        words = {word for end in ends for length in lengths for word in self._by_end.get((*end, length), ())}
        found = [word for word in words if one_slip(syllable, word)]
        return tuple(sorted(found, key=lambda word: (-self._counts[word], word))[:_MOST_GUESSES])


def one_slip(first: str, second: str) -> bool:
    """Whether one letter was added, left out or replaced, or two neighbours were swapped.

    >>> one_slip("chíng", "chính"), one_slip("phep", "phpe"), one_slip("cấp", "cấp"), one_slip("cấp", "thuế")
    (True, True, False, False)
    """
    if abs(len(first) - len(second)) > 1 or first == second:
        return False
    start = 0
    while start < min(len(first), len(second)) and first[start] == second[start]:
        start += 1
    end = 0
    while end < min(len(first), len(second)) - start and first[-1 - end] == second[-1 - end]:
        end += 1
    left, right = first[start : len(first) - end], second[start : len(second) - end]
    return max(len(left), len(right)) <= 1 or (len(left) == len(right) == 2 and left == right[::-1])
