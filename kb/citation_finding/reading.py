"""What the parts of the citation finder share: the text prepared once, and a document mention in the making."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from kb.citation_finding.numbers import Symbol, find_symbols
from kb.text import normalise


def spaced(pattern: str) -> str:
    """A pattern in which a blank stands for any few blanks and line breaks, so that it reads as the text does."""
    return pattern.replace(" ", r"\s{1,4}")


def word_set(block: str) -> frozenset[str]:
    """The words of a block of text; "quy_định" stands for two words."""
    return frozenset(normalise(block).lower().split())


@dataclass(slots=True)
class Mention:
    """A document mentioned at ``text[start:end]`` of a :class:`Reading`; filled in step by step.

    ``said_end`` is where date and issuer after it end; ``head`` says whether the type word is written (a member of a
    list has none); ``head_issuer`` the issuer between type word and number; ``relative`` is "Nghị định này".
    """

    start: int
    end: int
    type: str | None
    number: str | None = None
    title: str | None = None
    title_end: int = 0
    year: int | None = None
    symbol: Symbol | None = None
    partial: bool = False
    relative: bool = False
    anaphor: bool = False
    standard: bool = False
    head: bool = True
    issuer: tuple[int, int] | None = None
    date: date | None = None
    date_span: tuple[int, int] | None = None
    said_end: int = 0
    linked: bool = False
    weak: bool = False


@dataclass
class Reading:
    """A normalised text, its lower-case twin of the same length, and the numbers in it by where they start."""

    text: str
    low: str = field(init=False)
    symbols: dict[int, Symbol] = field(init=False)

    def __post_init__(self) -> None:
        lowered = self.text.lower()
        if len(lowered) != len(self.text):  # "İ" has two characters in lower case
            lowered = "".join(char if len(char.lower()) != 1 else char.lower() for char in self.text)
        self.low = lowered
        self.symbols = {symbol.start: symbol for symbol in find_symbols(self.text)}

    def places_of(self, words: Iterable[str]) -> list[int]:
        """Where any of the words (lower case) stands, in order; far faster than a pattern that begins with a choice."""
        places: list[int] = []
        for word in words:
            place = self.low.find(word)
            while place >= 0:
                places.append(place)
                place = self.low.find(word, place + 1)
        places.sort()
        return places

    def begins_word(self, start: int) -> bool:
        """Whether a word begins there; a capital glued to the word before counts ("thi hànhNghị định")."""
        return not self.low[start - 1 : start].isalnum() or self.text[start : start + 2].istitle()

    def words(self, start: int, end: int) -> str:
        """The words of a span, line breaks and runs of blanks as one blank."""
        return " ".join(self.text[start:end].split())
