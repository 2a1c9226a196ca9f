"""Matters: what a public power is about, in the words of law, of reports, and of the search box.

A vocabulary is data that officers edit; :mod:`indexer.vocabulary` reads it. The longest name in a text wins:

>>> labour = Matter("lao-dong", "Lao động", ("lao động",))
>>> permits = Matter("giay-phep-lao-dong", "Giấy phép lao động", ("giấy phép lao động", "gplđ"), parent="lao-dong")
>>> vocabulary = Vocabulary((labour, permits))
>>> [found.slug for found in vocabulary.matters_in("quyet dinh nao uy quyen cap giay phep lao dong?")]
['giay-phep-lao-dong', 'lao-dong']

A word typed with diacritics means that word only; typed without, it may be any:

>>> Vocabulary((Matter("luong", "Lương", ("tiền lương",)),)).matters_in("tiền lượng")
()
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property

from kb.text import fold, normalise

#: A name, word by word: as spelt, and as typed without diacritics.
_Name = tuple[tuple[str, str], ...]
_WORD = re.compile(r"\w+(?:/\w+)?")


@dataclass(frozen=True, slots=True)
class Matter:
    """One matter: ``slug`` in addresses, ``label`` for people, ``words`` by which texts and questions name it.

    Each of the ``examples`` must find it, first of all matters. ``parent`` is the slug of the wider matter, "" for a
    widest one.
    """

    slug: str
    label: str
    words: tuple[str, ...]
    examples: tuple[str, ...] = ()
    parent: str = ""


@dataclass(frozen=True)
class Vocabulary:
    """The matters that a collection knows, in the order in which they are listed; slugs are unique."""

    rows: tuple[Matter, ...]

    @cached_property
    def _by_slug(self) -> dict[str, Matter]:
        return {row.slug: row for row in self.rows}

    def get(self, slug: str) -> Matter | None:
        """The matter with that slug; None for none."""
        return self._by_slug.get(slug)

    @cached_property
    def _beginnings(self) -> dict[str, list[tuple[int, _Name]]]:
        """The names by the forms of their first word, each with the number of its row."""
        found: dict[str, list[tuple[int, _Name]]] = {}
        for number, row in enumerate(self.rows):
            for name in _names(row):
                for form in dict.fromkeys(name[0]):
                    found.setdefault(form, []).append((number, name))
        return found

    def matters_in(self, text: str) -> tuple[Matter, ...]:
        """The matters that ``text`` names, the most specific (longest name) first."""
        typed = _WORD.findall(normalise(text).lower())
        longest: dict[int, tuple[int, int]] = {}  # by row: letters of the longest name, and minus its place
        for place, word in enumerate(typed):
            for number, name in self._beginnings.get(word, ()):
                if _stands_at(typed, place, name):
                    longest[number] = max(longest.get(number, (0, 0)), (_size(name), -place))
        return tuple(self.rows[number] for number in sorted(longest, key=lambda row: longest[row], reverse=True))

    def named(self, text: str) -> Matter | None:
        """The matter that a slug, a label or any of its names means; None for none."""
        key = fold(normalise(text)).strip()
        exact = (row for row in self.rows if key in {row.slug, fold(normalise(row.label))})
        return next(exact, None) or next(iter(self.matters_in(text)), None)

    def narrowest(self, slugs: Iterable[str]) -> tuple[Matter, ...]:
        """The known ones of some matters, without those that are wider than another one of them."""
        rows = [row for slug in slugs if (row := self.get(slug))]
        wider = {row.parent for row in rows}
        return tuple(row for row in rows if row.slug not in wider)


@cache
def _names(row: Matter) -> tuple[_Name, ...]:
    """The names of a matter.

    A single syllable stands for itself alone: "duoc" is far more often "được" than "dược".
    """
    split = (_WORD.findall(normalise(name).lower()) for name in row.words)
    return tuple(tuple((word, _untoned(word, len(words))) for word in words) for words in split if words)


def _untoned(word: str, syllables: int) -> str:
    bare = fold(word)
    is_abbreviation = word.replace("đ", "d") == bare
    return bare if syllables > 1 or is_abbreviation else word


def _stands_at(typed: list[str], place: int, name: _Name) -> bool:
    """Whether a name stands in the typed words from the ``place``-th on."""
    there = typed[place : place + len(name)]
    return len(there) == len(name) and all(word in forms for word, forms in zip(there, name, strict=True))


def _size(name: _Name) -> int:
    return sum(len(word) for word, _ in name)
