"""The documents that a question names: by number as remembered, or by the name of a law.

>>> [(law.name, law.year) for law in laws_in("khoản 3 điều 107 bộ luật lao động 2019")]
[('lao động', 2019)]
>>> laws_in("pháp luật lao động quy định thế nào"), laws_in("xử lý kỷ luật lao động"), laws_in("hội luật gia")
((), (), ())
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from indexer.records import DocumentHead
from kb.doctypes import type_of_slug
from kb.law_names import name_length
from kb.law_names import names as law_names
from kb.text import fold, normalise, words_key

_LAW = re.compile(
    r"""
    (?<!\w)(?<!phap[ ])(?<!ky[ ])(?<!quy[ ])(?<!du[ ])     # not "pháp luật", "kỷ luật lao động"
    (?P<word>bo[ ]luat|luat|phap[ ]lenh)[ ]
    (?P<number>so[ ])?                        # "luật số 84/2015" goes by its number
    """,
    re.VERBOSE,
)
#: A name that is not known, as it is typed: "phòng cháy chữa cháy", without the "và" of the official one.
_UNKNOWN = re.compile(r"(?:(?!nam \d|quy dinh|ve |thi |so |co |la |khong)[a-z]+ ?){2,8}")
_YEAR = re.compile(r"[ ,]{0,2}(?:nam[ ]|[(])?(?P<year>(?:19|20)\d\d)(?!\d|/)[)]?")
_SLUGS = {"luat": "luat", "bo luat": "bo-luat", "phap lenh": "phap-lenh"}


@dataclass(frozen=True, slots=True)
class NamedLaw:
    """A law named in a text: its name without the word Luật, as typed; offsets into the text that was given."""

    name: str
    type: str
    year: int | None
    start: int
    end: int


def laws_in(text: str, held: Iterable[str] = (), *, any_name: bool = False) -> tuple[NamedLaw, ...]:
    """The laws that ``text`` (:func:`indexer.bodies.readable`) names, from left to right.

    ``held`` are names of held laws, without the word Luật; the names that :mod:`kb.law_names` knows are read anyway.
    ``any_name``: what follows the word Luật is a name, known or not, since an article of it is asked for.
    """
    folded = fold(text)
    found: list[NamedLaw] = []
    for match in _LAW.finditer(folded):
        length = 0 if match["number"] else _length(text, folded, match.end(), _longest_first(tuple(held)))
        if not length and any_name and not match["number"] and (unknown := _UNKNOWN.match(folded, match.end())):
            length = len(unknown.group().rstrip())
        if length and (not found or match.start() >= found[-1].end):
            found.append(_named(text, folded, match, match.end() + length))
    return tuple(found)


@lru_cache(maxsize=4)
def _longest_first(held: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted({key for name in held if (key := fold(normalise(name)))}, key=len, reverse=True))


def _length(text: str, folded: str, start: int, names: tuple[str, ...]) -> int:
    known = name_length(text[start:])
    known = known if _is_spelt(text, text[start : start + known]) else 0
    held = next((len(name) for name in names if folded.startswith(name, start) and _ends(folded, start + len(name))), 0)
    return max(known, held)


def _is_spelt(text: str, name: str) -> bool:
    """Whether a name is that of a law, diacritics and all, where any were typed: "luật gia" is not Luật Giá."""
    return text.isascii() or words_key(name) in _spellings()


@cache
def _spellings() -> frozenset[str]:
    return frozenset(map(words_key, law_names()))


def _ends(folded: str, end: int) -> bool:
    return not folded[end : end + 1].isalnum()


def _named(text: str, folded: str, match: re.Match[str], end: int) -> NamedLaw:
    year = _YEAR.match(folded, end)
    last = year.end() if year else end
    said = int(year["year"]) if year else None
    return NamedLaw(text[match.end() : end].strip(), _SLUGS[match["word"]], said, match.start(), last)


def called(head: DocumentHead) -> str:
    """How to speak of a document: a law's title may lack the word Luật ("Dân sự")."""
    if head.type in _SLUGS.values() and bare_name(head.name) == head.name:
        return f"{type_of_slug(head.type).name} {head.name}"
    return head.name


def bare_name(title: str) -> str:
    """The title of a law without its type: "Bộ luật Lao động" → "Lao động"."""
    return re.sub(r"^(?:bộ luật|luật|pháp lệnh)\s+", "", title.strip(), flags=re.IGNORECASE)
