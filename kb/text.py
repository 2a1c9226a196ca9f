"""Vietnamese text, made comparable without losing the place of a single letter.

Three things are done to text, always in this order (look-alikes, NFC, tones, folding):

>>> normalise("Ðiều 5 của Nghị định 29–2008 về ủy\u00a0quyền")
'Điều 5 của Nghị định 29-2008 về uỷ quyền'
>>> fold("Ủy quyền")
'uy quyen'

Recognisers work on a :class:`View` and hand back offsets into the text that is shown:

>>> shown = "Quy\u1ebft đi\u0323nh số 67"          # decomposed "định"
>>> view = View(shown)
>>> view.text
'Quyết định số 67'
>>> shown[slice(*view.span(6, 10))] == "đi\u0323nh"
True
"""

from __future__ import annotations

import re
import unicodedata
from functools import cached_property

_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d\ufffe"  # U+FFFE: a PDF's hyphen at a line end
_SLASHES = "\u2044\u2215\uff0f"
_SPACES = "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_LINE_ENDS = "\u2028\u2029\x0b\x0c\x85"
_DROPPED = "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\ufeff"

#: One character for one: lengths stay.
_SAME_LENGTH = str.maketrans(
    {
        "Ð": "Đ", "Ɖ": "Đ", "ð": "đ", "ɖ": "đ",
        **dict.fromkeys(_DASHES, "-"),
        **dict.fromkeys(_SLASHES, "/"),
        **dict.fromkeys(_SPACES, " "),
        **dict.fromkeys(_LINE_ENDS, "\n"),
    }
)  # fmt: skip

_CLUSTER = re.compile(rf"[^\u0300-\u036f{_DROPPED}][\u0300-\u036f{_DROPPED}]*|[\u0300-\u036f{_DROPPED}]+")
_MARKED = re.compile(rf"[^\u0300-\u036f{_DROPPED}]?[\u0300-\u036f{_DROPPED}]+")
_DROP = str.maketrans(dict.fromkeys(_DROPPED))
_TIDY = str.maketrans({"Ð": "Đ", "Ɖ": "Đ", "ð": "đ", "ɖ": "đ", **dict.fromkeys(_SPACES, " ")})
# Most texts have none of these; looking is twenty times faster than translating.
_HAS_LOOKALIKE = re.compile("[" + "".join(map(chr, _SAME_LENGTH)) + _DROPPED + "]")
_REPLACED = {chr(code): char for code, char in _SAME_LENGTH.items()} | dict.fromkeys(_DROPPED, "")
_HAS_ODD_SPACE = re.compile(f"[ÐðƉɖ{_SPACES}{_DROPPED}]")
_MARKS = re.compile("[\u0300-\u036f]+")
_RUN_OF_BLANKS = re.compile(r"[ \t]{2,}|\t")

_TONED = {"o": "óòỏõọ", "O": "ÓÒỎÕỌ", "u": "úùủũụ", "U": "ÚÙỦŨỤ"}
_TONED_NEXT = {"a": "áàảãạ", "e": "éèẻẽẹ", "y": "ýỳỷỹỵ", "A": "ÁÀẢÃẠ", "E": "ÉÈẺẼẸ", "Y": "ÝỲỶỸỴ"}
_OLD_STYLE = {
    toned + following: plain + _TONED_NEXT[following][place]
    for plain, all_toned in _TONED.items()
    for place, toned in enumerate(all_toned)
    for following in ("aeAE" if plain in "oO" else "yY")
}
# The look behind stands after the first letter: a pattern that begins with letters is searched five times faster.
_OLD_STYLE_PATTERN = re.compile(r"(?:[óòỏõọÓÒỎÕỌ](?<![qQ].)[aeAE]|[úùủũụÚÙỦŨỤ](?<![qQ].)[yY])(?![^\W\d_])")

_FOLDING = {ord("đ"): "d", ord("Đ"): "d"}


def place_tones(text: str) -> str:
    """The tone mark of oa, oe, uy on the second vowel (the *new* style), length unchanged.

    pyvi's model was trained on this style; in the other it joins none of the legal words that matter.

    >>> place_tones("hòa bình, ủy quyền, quý, thúy, của, hoàn")
    'hoà bình, uỷ quyền, quý, thuý, của, hoàn'
    """
    return _OLD_STYLE_PATTERN.sub(lambda found: _OLD_STYLE[found.group()], text)


def normalise(text: str) -> str:
    """Text as it is compared and indexed: look-alikes, NFC, tones in the new style, nothing invisible."""
    if _HAS_LOOKALIKE.search(text):
        text = _HAS_LOOKALIKE.sub(lambda found: _REPLACED[found.group()], text)
    return place_tones(unicodedata.normalize("NFC", text))


def is_plain(text: str) -> bool:
    """Whether :func:`normalise` would change nothing in a text but the place of tones, and so no length.

    >>> is_plain("Ủy quyền"), is_plain("Quy\u1ebft đi\u0323nh")
    (True, False)
    """
    return not _HAS_LOOKALIKE.search(text) and unicodedata.is_normalized("NFC", text)


def tidy(text: str) -> str:
    """Text as it is *shown* after an import: NFC, nothing invisible, plain blanks; spelling and tones untouched.

    >>> tidy("Ðiê\u0300u\u200e 5\u00a0")
    'Điều 5'
    """
    if _HAS_ODD_SPACE.search(text):
        text = text.translate(_TIDY).translate(_DROP)
    return _RUN_OF_BLANKS.sub(" ", unicodedata.normalize("NFC", text)).strip()


def fold(text: str) -> str:
    """Lower case without diacritics; for NFC input the length is unchanged, so that offsets fit.

    >>> fold("Đường Ủy ban")
    'duong uy ban'
    """
    lowered = text.translate(_FOLDING).lower()
    if lowered.isascii():
        return lowered
    return _MARKS.sub("", unicodedata.normalize("NFD", lowered))


def slug(text: str) -> str:
    """A stable address part: folded words joined by hyphens.

    >>> slug("Nghị định 29/2008/NĐ-CP")
    'nghi-dinh-29-2008-nd-cp'
    """
    return re.sub(r"[^a-z0-9]+", "-", fold(normalise(text))).strip("-")


def same_words(first: str, second: str) -> bool:
    """Whether two names are the same but for case, tone placement, dashes, punctuation and blanks.

    >>> same_words("Bộ Lao động - Thương binh và Xã hội", "Bộ Lao động Thương binh và xã hội")
    True
    """
    return words_key(first) == words_key(second)


def capital(words: str) -> str:
    """Words with a capital first letter, the others as they are.

    >>> capital("điều 5 Nghị định"), capital("")
    ('Điều 5 Nghị định', '')
    """
    return words[:1].upper() + words[1:]


def small(words: str) -> str:
    """Words with a small first letter, the others as they are.

    >>> small("Được thay thế bởi Nghị định 82")
    'được thay thế bởi Nghị định 82'
    """
    return words[:1].lower() + words[1:]


def words_key(text: str) -> str:
    """The comparison form behind :func:`same_words`: lower-case words with diacritics, one blank between."""
    return " ".join(re.findall(r"\w+", normalise(text).lower()))


class View:
    """A text as recognisers read it, with the way back to the text that is shown.

    ``View.text`` is ``normalise(shown)``; ``span(start, end)`` translates offsets in it (code points, end
    exclusive) into offsets in ``shown``. For text that is NFC and has no invisible characters, both are equal.
    """

    def __init__(self, shown: str) -> None:
        self.shown = shown
        self.text = normalise(shown)

    @cached_property
    def _origins(self) -> list[int] | None:
        """For each character of ``text``, and its end, the offset in ``shown``; None when they are the same."""
        if len(self.text) == len(self.shown) and not any(char in self.shown for char in _DROPPED):
            return None
        origins = self._origins_by(_MARKED)
        # A few letters of other scripts become two without any mark: then every letter is looked at.
        return origins if len(origins) == len(self.text) + 1 else self._origins_by(_CLUSTER)

    def _origins_by(self, clusters: re.Pattern[str]) -> list[int]:
        """The origins when only what ``clusters`` matches may change its length."""
        origins: list[int] = []
        position = 0
        for cluster in clusters.finditer(self.shown):
            origins.extend(range(position, cluster.start()))
            composed = unicodedata.normalize("NFC", cluster.group().translate(_SAME_LENGTH).translate(_DROP))
            origins.extend([cluster.start()] * len(composed))
            position = cluster.end()
        origins.extend(range(position, len(self.shown) + 1))
        return origins

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in ``shown`` for the span ``text[start:end]``."""
        if self._origins is None:
            return start, end
        return self._origins[start], self._origins[end]
