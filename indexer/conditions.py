"""What must stand in every hit, as typed with the words: “a phrase” in quotation marks, a prefix before an asterisk.

>>> conditions('“cấp lại giấy phép” lao động')
Conditions(phrases=('cấp lại giấy phép',), prefixes=())
>>> conditions("chứng nhận xuất x* hàng hoá").prefixes
('x',)
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from indexer.words.analysis import analyse, folded

_QUOTED = re.compile(r'["“”«](?P<phrase>[^"“”«»]{1,200})["“”»]')
_PREFIX = re.compile(r"(?<!\S)(?P<prefix>\w{1,30})\*(?!\w)")
#: Longer phrases are checked in the text: the index knows neighbours two by two.
_PAIR = 2


@dataclass(frozen=True, slots=True)
class Conditions:
    """Phrases whose words must stand together, and beginnings of words."""

    phrases: tuple[str, ...] = ()
    prefixes: tuple[str, ...] = ()

    @property
    def long_phrases(self) -> tuple[str, ...]:
        """The phrases of more than two syllables."""
        return tuple(phrase for phrase in self.phrases if len(analyse(phrase).syllables) > _PAIR)


def conditions(words: str) -> Conditions:
    """The conditions among typed words; the words themselves count for the ranking as if nothing stood around them."""
    phrases = (found["phrase"].strip() for found in _QUOTED.finditer(words))
    return Conditions(
        tuple(phrase for phrase in phrases if analyse(phrase).syllables),
        tuple(found["prefix"] for found in _PREFIX.finditer(words)),
    )


def whole_words(words: str) -> str:
    """Typed words without those that are beginnings only.

    >>> whole_words("sáp nh* đơn vị")
    'sáp  đơn vị'
    """
    return _PREFIX.sub("", words)


def has_phrase(text: str, phrase: str) -> bool:
    """Whether the words of a phrase follow one another in a text; without diacritics if typed so.

    >>> has_phrase("Hồ sơ cấp lại Giấy phép.", "cap lai giay phep"), has_phrase("cấp lại. Giấy phép", "lại giấy phép")
    (True, False)
    """
    form = folded if phrase.isascii() else str
    wanted = _joined(map(form, analyse(phrase).syllables))
    return any(wanted in _joined(map(form, stretch)) for stretch in analyse(text).stretches)


def _joined(syllables: map[str]) -> str:
    return f" {' '.join(syllables)} "
