"""Words with their places, and the cut of a text into lines, sentences and lists for the search for delegations."""

from __future__ import annotations

import re
from copy import copy
from dataclasses import dataclass
from functools import cached_property

from kb.delegation_finding.words import Phrases

_TOKEN = re.compile(r"\d+(?:[/.-]\w+|,\d+)*|\w+|[^\w\s]")
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"”]?\s+(?=[^\W\d_a-z]|[\d(“\"-])")
_ABBREVIATED = re.compile(r"(?:\b(?:TP|Tp|TX|tr|TS|PGS|GS|ThS|TUQ|TM|KT|TL|[A-ZĐ]|\d{1,3}|[a-zđ]))(?<!\.\.)\.[\"”]?$")
_MARKER = re.compile(
    r"""\s*[“"]?(?:
        (?P<article>Điều\s\d+[a-zđ]?\s?[.:])
      | (?P<roman>[IVX]{1,6}[.)]) | (?P<number>\d{1,3}[a-zđ]?\.(?!\d))
      | (?P<letter>[a-zđ][)/]) | (?P<bracket>\[\d{1,2}\]) | (?P<paren>\((?:\d{1,2}|[ivx]{1,5}|[a-z])\))
      | (?P<sub>\d{1,2}(?:\.\d{1,2}){1,3}\.?(?=\s)) | (?P<dash>[-–](?=\s?\w)) | (?P<plus>[+*•](?=\s))
    )\s*""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or mark: its place, its text, and its text in small letters."""

    start: int
    end: int
    text: str
    lower: str

    @property
    def is_word(self) -> bool:
        """Whether it is a word or a number."""
        return self.text[0].isalnum()

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()


class Tokens:
    """The tokens of a stretch of text; a stretch without capitals cannot tell names from words by their letters."""

    def __init__(self, text: str, start: int = 0, end: int | None = None) -> None:
        self.text = text
        self.start = start
        self.end = len(text) if end is None else end
        self.items = [
            Token(found.start(), found.end(), found.group(), found.group().lower())
            for found in _TOKEN.finditer(text, self.start, self.end)
        ]

    def __len__(self) -> int:
        return len(self.items)

    def __getitem__(self, index: int) -> Token:
        return self.items[index]

    @cached_property
    def caseless(self) -> bool:
        """Whether names must be told from the words alone (titles all in small or all in capital letters)."""
        return self.shouting or not any(token.capital for token in self.items)

    @cached_property
    def shouting(self) -> bool:
        """Whether all letters are capitals, so that a capital says nothing."""
        return all(token.text.isupper() for token in self.items if token.text[0].isalpha())

    def without_case(self) -> Tokens:
        """The same words, read as a text whose letters do not tell names from words."""
        other = copy(self)
        other.__dict__["caseless"] = True
        return other

    def end_with_colon(self) -> None:
        """Read the stretch as if a colon stood right behind it: titles of articles lead in their items without one."""
        self.items.append(Token(self.end, self.end + 1, ":", ":"))
        self.end += 1

    def lower(self, index: int) -> str:
        """The token at ``index`` in small letters, "" outside."""
        return self.items[index].lower if 0 <= index < len(self.items) else ""

    def match(self, index: int, table: Phrases) -> int:
        """How many tokens the longest phrase of ``table`` takes at ``index``; 0 if none fits."""
        for phrase in table.get(self.lower(index), ()):
            if all(self.lower(index + place) == word for place, word in enumerate(phrase)):
                return len(phrase)
        return 0

    def closing(self, first: int) -> int:
        """The token of the next closing bracket from ``first`` on; the number of tokens without one."""
        return next((index for index in range(first, len(self)) if self.lower(index) == ")"), len(self))

    def slice(self, first: int, last: int) -> str:
        """The text from token ``first`` up to, not including, token ``last``."""
        return self.text[self.items[first].start : self.items[last - 1].end] if last > first else ""

    def words(self, first: int, last: int) -> str:
        """The same in small letters with single blanks, for looking up."""
        return " ".join(token.lower for token in self.items[max(first, 0) : last])


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line: where its words stand (after the marker) and what kind of marker opens it ("" for none)."""

    start: int
    end: int
    marker: str
    outer_start: int


def lines_of(text: str) -> list[TextLine]:
    """The lines of a text that are not blank.

    >>> [(line.marker, "1. Một;\\na) hai"[line.start:line.end]) for line in lines_of("1. Một;\\na) hai")]
    [('number', 'Một;'), ('letter', 'hai')]
    """
    lines = []
    for found in re.finditer(r"[^\n]+", text):
        if found.group().strip():
            marker = _MARKER.match(text, found.start(), found.end())
            kind = marker.lastgroup or "" if marker else ""
            start = marker.end() if marker else found.start()
            lines.append(TextLine(start, found.end(), kind, found.start()))
    return lines


def sentences_of(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where the sentences of ``text[start:end]`` stand."""
    spans, begin = [], start
    for found in _SENTENCE_END.finditer(text, start, end):
        if not _ABBREVIATED.search(text, max(begin, found.start() - 8), found.start()):
            spans.append((begin, found.start()))
            begin = found.end()
    spans.append((begin, end))
    return [(first, last) for first, last in spans if text[first:last].strip()]
