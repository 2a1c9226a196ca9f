"""Capitals of headings written out as the text writes them, and other small questions about the words of a head."""

from __future__ import annotations

import re
from collections import Counter

from indexer.outlining.marks import is_capitals
from kb.issuers import organ_named
from kb.text import capital, normalise, same_words

_PLACE_WORDS = re.compile(
    r"""
    \b(?P<word>tỉnh|thành\sphố|huyện|thị\sxã)\s
    (?P<name> (?:(?!trên|trong|của|và|thuộc|năm|đến|về|là|theo|do|được|với|cho|có|cấp|quản\slý)[^\W\d_]+)
              (?:\s(?:[-–]\s)?(?!trên|trong|của|và|thuộc|năm|đến|về|là|theo|do|được|với|cho|có|giai|từ)[^\W\d_]+){0,3} )
    """,
    re.VERBOSE,
)
_ABBREVIATED = {"UBND": "Ủy ban nhân dân", "HĐND": "Hội đồng nhân dân", "BQL": "Ban Quản lý",
                "TP.": "thành phố ", "TP ": "thành phố "}  # fmt: skip


class Wording:
    """How a document writes, in running text, the words that its headings print in capitals."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._compared = normalise(text)

    def written_out(self, capitals: str) -> str:
        """The words with small letters where the text has them, else by rule; what is not in capitals is kept.

        >>> Wording("Bộ trưởng Bộ Công Thương ban hành").written_out("BỘ CÔNG THƯƠNG")
        'Bộ Công Thương'
        """
        if not is_capitals(capitals):
            return capitals
        return self._found(capitals) or _by_rule(capitals)

    def named(self, body: str) -> str:
        """The same for the name of a body, also one that a font in which small letters show as capitals left small.

        A body of the state is written as it writes itself, whatever the text does.

        >>> Wording("").named("ngân hàng nhà nước việt nam"), Wording("").named("ủy ban nhân dân tỉnh nghệ an")
        ('Ngân hàng Nhà nước Việt Nam', 'Ủy ban nhân dân tỉnh Nghệ An')
        """
        capitals = body.upper() if body[1:].islower() else body
        known = organ_named(capitals) if is_capitals(capitals) else None
        return known.name if known and same_words(known.name, capitals) else self.written_out(capitals)

    def _found(self, capitals: str) -> str | None:
        words = [re.escape(word) for word in normalise(capitals).split()]
        pattern = re.compile(r"(?<!\w)" + r"\s{1,3}".join(words) + r"(?!\w)", re.IGNORECASE)
        found = Counter(
            self._text[match.start() : match.end()]
            for match in pattern.finditer(self._compared)
            if len(self._compared) == len(self._text) and not is_capitals(match.group())
        )
        best = found.most_common(1)
        return re.sub(r"\s+", " ", capital(best[0][0])) if best else None


def _by_rule(capitals: str) -> str:
    """Small letters, with a capital at the start, after the word for a place, and at the start of a body's name."""
    lowered = capitals.lower()
    lowered = _PLACE_WORDS.sub(lambda found: f"{found['word']} {_title(found['name'])}", lowered)
    lowered = re.sub(r"\b(chủ tịch|bộ trưởng|giám đốc) (?=ủy ban|uỷ ban|bộ |sở )", r"\1 |", lowered)
    return "".join(map(capital, lowered.split("|")))


def _title(name: str) -> str:
    return " ".join(map(capital, name.split()))


def unabbreviated(organ: str) -> str:
    """A body's name without abbreviations.

    >>> unabbreviated("UBND TỈNH HƯNG YÊN")
    'ỦY BAN NHÂN DÂN TỈNH HƯNG YÊN'
    """
    for short, long in _ABBREVIATED.items():
        organ = re.sub(rf"\b{re.escape(short)}", long.upper() if is_capitals(organ) else long, organ)
    return organ
