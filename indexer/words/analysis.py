"""Text as the word index sees it: one function for what is stored and for what is asked.

>>> seen = analyse("Ủy quyền cấp GPLĐ theo Nghị định 29/2008/NĐ-CP")
>>> seen.syllables[:4]
('uỷ', 'quyền', 'cấp', 'giấy')
>>> seen.numbers
('29/2008/NĐ-CP',)
>>> sorted(seen.pairs)[:3]
['2008 nd', '29 2008', 'cap giay']
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise

from kb.abbreviations import ABBREVIATIONS
from kb.numbers import ORGAN, SERIAL, DocumentNumber
from kb.text import fold, normalise

_NUMBER = re.compile(rf"\b{SERIAL}(?:/(?:19|20)\d\d)?[/-]{ORGAN}(?:[/.-]{ORGAN}){{0,14}}(?!\w)")
# With the joint before it, which tells a part of a number or symbol from a word.
_SYLLABLE = re.compile(r"[/-]?\w+")
#: What ends a neighbourhood: syllables on both sides are no pair.
_BREAK = re.compile(r"[\n.;:]+(?=\s|$)")


#: The words that an abbreviation stands for, all in lower case.
WRITTEN_OUT = {
    normalise(entry.short).lower(): tuple(re.findall(r"\w+", normalise(entry.words).lower()))
    for entry in ABBREVIATIONS
    if entry.loose and entry.short.isalpha()
}


@lru_cache(maxsize=200_000)
def folded(syllable: str) -> str:
    """:func:`kb.text.fold`, remembered: a language has few syllables."""
    return fold(syllable)


@dataclass(frozen=True)
class Analysis:
    """A text in stretches of neighbouring syllables (lower case, new tone style); ``normal`` is the text normalised."""

    stretches: tuple[tuple[str, ...], ...]
    normal: str

    @cached_property
    def numbers(self) -> tuple[str, ...]:
        """The keys of the document numbers in it."""
        return numbers_in(self.normal)

    @cached_property
    def syllables(self) -> tuple[str, ...]:
        """All syllables in order; one-letter ones too, since "điểm a" is a place."""
        return tuple(syllable for stretch in self.stretches for syllable in stretch)

    @cached_property
    def pairs(self) -> tuple[str, ...]:
        """Neighbouring syllables, folded: one entry serves typed diacritics and missing ones."""
        return tuple(pair for stretch in self.stretches for pair in pairs_of(stretch))

    @property
    def counts(self) -> Counter[str]:
        """How often each syllable occurs."""
        return Counter(self.syllables)


def pairs_of(syllables: Iterable[str]) -> list[str]:
    """Neighbouring syllables as one folded term.

    >>> pairs_of(["uỷ", "quyền", "cấp"])
    ['uy quyen', 'quyen cap']
    """
    plain = [folded(syllable) for syllable in syllables]
    return [f"{left} {right}" for left, right in pairwise(plain)]


def analyse(text: str) -> Analysis:
    """What the index stores of ``text`` and what it looks for when ``text`` is asked."""
    normal = normalise(text)
    stretches = tuple(_syllables(stretch) for stretch in _BREAK.split(normal.lower()))
    return Analysis(tuple(stretch for stretch in stretches if stretch), normal)


def _syllables(stretch: str) -> tuple[str, ...]:
    """The syllables of a stretch; an abbreviation becomes the words it stands for, so that both find each other.

    >>> _syllables("ubnd tỉnh, kinh tế - xã hội, 807/qđ-ubnd")
    ('uỷ', 'ban', 'nhân', 'dân', 'tỉnh', 'kinh', 'tế', 'xã', 'hội', '807', 'qđ', 'ubnd')
    """
    found: list[str] = []
    for token in _SYLLABLE.findall(stretch):
        if token in WRITTEN_OUT:
            found.extend(WRITTEN_OUT[token])
        else:
            found.append(token.lstrip("/-"))
    return tuple(found)


def numbers_in(normal: str) -> tuple[str, ...]:
    """The keys (:attr:`kb.numbers.DocumentNumber.key`) of the document numbers in a normalised text, in order."""
    parsed = (DocumentNumber.try_parse(found.group()) for found in _NUMBER.finditer(normal))
    return tuple(number.key for number in parsed if number is not None)
