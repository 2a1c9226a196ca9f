"""Where the words of a question stand in a text, found by arrays: a text of a thousand words in the time of ten.

Vietnamese is written with some hundred letters, so a letter is one byte and a word of up to eight letters one number:
to compare words is to compare numbers, for all words of many texts at once.

>>> wanted = Wanted(("giấy", "phép", "hoà"), accented=True)
>>> found = wanted.find("Cấp Giấy phép, giây phút hòa bình")
>>> [wanted.forms[form] for form in found.forms], found.starts.tolist(), found.numbers.tolist()
(['giấy', 'phép', 'hoà'], [4, 9, 25], [1, 2, 5])
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from kb.text import fold, place_tones

Positions = NDArray[np.intp]
_Codes = NDArray[np.uint8]
_Keys = NDArray[np.uint64]

_LETTERS = "_0123456789abcdefghijklmnopqrstuvwxyzàáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
_CODES = {letter: code for code, letter in enumerate(_LETTERS, 1)}
#: A letter of another script: words with such a letter are compared as they are written.
_FOREIGN = 255
#: Letters that a key holds; longer words are compared as they are written.
_IN_KEY = 8
_MASKS = np.array([(1 << 8 * count) - 1 for count in range(_IN_KEY + 1)], np.uint64)
#: Letters up to here have their own codes, those up to there are foreign; what is beyond ends a word.
_OURS, _TABLED = 0x1F00, 0x10000
#: The old style by the new: a word that ends in either is the same.
_OLD_TONES = {
    place_tones(old): old for old in (*(o + next_ for o in "óòỏõọ" for next_ in "ae"), *(f"{u}y" for u in "úùủũụ"))
}


@dataclass(frozen=True, slots=True)
class Found:
    """Words that were looked for, in the order of the text: which forms (by number), where each begins and ends (code
    points, end exclusive), and its number among all words of the text."""

    forms: Positions
    starts: Positions
    ends: Positions
    numbers: Positions

    def only(self, chosen: NDArray[np.bool_]) -> Found:
        """Some of them."""
        return Found(self.forms[chosen], self.starts[chosen], self.ends[chosen], self.numbers[chosen])


class Wanted:
    """Words to look for: lower case, tones in the new style, without diacritics unless ``accented``."""

    def __init__(self, forms: Iterable[str], *, accented: bool) -> None:
        self.forms = tuple(sorted(set(forms)))
        self._accented = accented
        self._spelled = {spelling: number for number, form in enumerate(self.forms) for spelling in _spellings(form)}
        codes, starts, ends = _words(" ".join(self._spelled), accented=True)
        keys = _keys(codes, starts, ends)
        self._keys, first = np.unique(keys, return_index=True)
        self._forms = np.array(list(self._spelled.values()), np.intp)[first]
        self._lengths = (ends - starts)[first]
        self._doubtful = self._doubted(keys)

    def _doubted(self, keys: _Keys) -> NDArray[np.bool_]:
        """For each key, whether it does not say which word it is."""
        often = Counter(keys.tolist())
        doubted = {
            key
            for key, spelling in zip(keys.tolist(), self._spelled, strict=True)
            if len(spelling) > _IN_KEY or often[key] > 1 or not _CODES.keys() >= set(spelling)
        }
        return np.array([key in doubted for key in self._keys.tolist()], np.bool_)

    def find(self, text: str) -> Found:
        """Where they stand in a text without decomposed letters, tones in either style."""
        codes, starts, ends = _words(text, accented=self._accented)
        if not len(self._keys) or not len(starts):
            nothing = np.empty(0, np.intp)
            return Found(nothing, nothing, nothing, nothing)
        keys = _keys(codes, starts, ends)
        nearest = np.minimum(self._keys.searchsorted(keys), len(self._keys) - 1)
        numbers = np.flatnonzero(self._keys[nearest] == keys)
        which = nearest[numbers]
        found = Found(self._forms[which], starts[numbers], ends[numbers], numbers)
        doubtful = self._doubtful[which]
        return self._decided(text, found, doubtful, (self._lengths[which] == found.ends - found.starts) | doubtful)

    def _decided(self, text: str, found: Found, doubtful: NDArray[np.bool_], fits: NDArray[np.bool_]) -> Found:
        """Those that are the words indeed: the doubtful are compared letter by letter."""
        for place in np.flatnonzero(doubtful).tolist():
            written = text[found.starts[place] : found.ends[place]]
            form = self._spelled.get(written.lower() if self._accented else fold(written), -1)
            found.forms[place], fits[place] = form, form >= 0
        return found if fits.all() else found.only(fits)


def _spellings(form: str) -> tuple[str, ...]:
    """A word in the new style, and as it is in the old one where that differs."""
    old = _OLD_TONES.get(form[-2:])
    earlier = form[:-2] + old if old else form
    return (form, earlier) if earlier != form and place_tones(earlier) == form else (form,)


def _words(text: str, *, accented: bool) -> tuple[_Codes, Positions, Positions]:
    """The letters of a text, and where its words begin and end."""
    letters = np.frombuffer((text + " " * _IN_KEY).encode("utf-32-le", "surrogatepass"), np.uint32)
    codes: _Codes = _table(accented).take(letters, mode="clip")
    borders = np.flatnonzero(np.diff(codes > 0, prepend=False))
    return codes, borders[::2], borders[1::2]


def _keys(codes: _Codes, starts: Positions, ends: Positions) -> _Keys:
    """For each word the number that its first letters make."""
    windows: _Keys = np.ndarray((len(codes) - _IN_KEY + 1,), "<u8", codes.data, 0, (1,))
    keys: _Keys = windows[starts] & _MASKS[np.minimum(ends - starts, _IN_KEY)]
    return keys


@cache
def _table(accented: bool) -> _Codes:
    """The code of every letter, capitals as small ones; 0 for what is no letter of a word."""
    table = np.zeros(_TABLED + 1, np.uint8)
    table[_OURS:_TABLED] = [_FOREIGN * chr(place).isalnum() for place in range(_OURS, _TABLED)]
    for place in range(_OURS):
        char = chr(place)
        if char.isalnum() or char == "_":
            table[place] = _CODES.get(char.lower() if accented else fold(char), _FOREIGN)
    return table
