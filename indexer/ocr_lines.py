"""What Tesseract found on a page, as lines with their place on it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from statistics import median

from indexer.readers.wrapping import TextLine
from kb.text import tidy

#: A gap of so many times the height of the letters parts two columns of a head.
_COLUMN_GAP = 1.6
#: Below this trust (0 to 100) what was read is a stamp, a signature or dust.
_NOISE, _STAMP = 30.0, 55.0
#: A scrap of fewer letters is a scrap of a stamp below this trust.
_SURE, _SHORT = 75.0, 5
#: Lines of more words than this reach from margin to margin; so many of them show where the margins are.
_LONG, _ENOUGH = 5, 6
_WORD = re.compile(r"[^\W\d_]{2,}")
_EDGE_DIRT = re.compile(r"^(?:[|¦_`'‘’“”ˆ~°«»:;,.!]\s)+|(?:\s[|¦_`'‘’ˆ~°«».:,])+$")
_INCOMING = re.compile(r"(?:C.NG\s?TH.NG\s?T.N\sĐI.N\sT|CÔNG VĂN Đ.N|Đ.N\s(?:Số|Ngày)|Giờ\s?[:.]|Ngày\s?[:.])")


@dataclass(frozen=True, slots=True)
class Word:
    """One word as read: its box in pixels, and how far the program trusts it (0 to 100)."""

    text: str
    left: int
    right: int
    top: int
    height: int
    trust: float


@dataclass(frozen=True, slots=True)
class ScannedLine:
    """Words that stand on one line of one column."""

    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """The line as shown."""
        return _EDGE_DIRT.sub("", tidy(" ".join(word.text for word in self.words)))

    @property
    def trust(self) -> float:
        """The trust in its letters, the long words counting more."""
        letters = sum(len(word.text) for word in self.words)
        return sum(word.trust * len(word.text) for word in self.words) / letters

    @property
    def height(self) -> float:
        """The usual height of its words."""
        return median(word.height for word in self.words)

    @property
    def left(self) -> int:
        """Where it begins."""
        return self.words[0].left

    @property
    def right(self) -> int:
        """Where it ends."""
        return self.words[-1].right


def scanned_lines(table: str) -> list[list[ScannedLine]]:
    """The lines of each page from the table (TSV) that Tesseract writes; broken rows are passed over.

    >>> head = "level page block par line word left top width height conf text"
    >>> row = "5 1 1 1 1 1 10 10 50 20 96.1 Điều"
    >>> [[line.text for line in page] for page in scanned_lines(f"{head}\\n{row}".replace(" ", "\\t"))]
    [['Điều']]
    """
    rows = [row for line in table.splitlines()[1:] if len(row := line.split("\t")) == 12]
    return [list(_lines_of_page(list(page))) for _, page in groupby(rows, key=lambda row: row[1])]


def _lines_of_page(rows: Sequence[list[str]]) -> Iterator[ScannedLine]:
    words = (row for row in rows if row[0] == "5" and row[11].strip())
    for _, group in groupby(words, key=lambda row: row[2:5]):
        yield from _columns([_word(row) for row in group])


def _word(row: Sequence[str]) -> Word:
    left, top, width, height = map(int, row[6:10])
    return Word(row[11].strip(), left, left + width, top, height, float(row[10]))


def _columns(words: list[Word]) -> Iterator[ScannedLine]:
    """A line, taken apart where a gap parts two columns: the issuer from the national title, a recipient from the
    signature."""
    limit = _COLUMN_GAP * median(word.height for word in words)
    begun: list[Word] = []
    for word in words:
        if begun and word.left - begun[-1].right > limit:
            yield ScannedLine(tuple(begun))
            begun = []
        begun.append(word)
    yield ScannedLine(tuple(begun))


def text_lines(pages: Sequence[Sequence[ScannedLine]]) -> list[list[TextLine]]:
    """The lines of each page with what their place on it says; dust and stamps of arrival are notes."""
    usual = _margins(max(pages, key=len))
    return [
        [_text_line(line, _margins(page, usual), f"trang {number}") for line in page]
        for number, page in enumerate(pages, 1)
    ]


@dataclass(frozen=True, slots=True)
class _Margins:
    """The text area of a page in pixels, and the usual height of its letters."""

    left: float
    right: float
    size: float


def _margins(lines: Sequence[ScannedLine], usual: _Margins | None = None) -> _Margins:
    """The margins that the long lines show; ``usual`` where a page has too few of them to tell."""
    long = [line for line in lines if len(line.words) > _LONG]
    if usual is not None and len(long) < _ENOUGH:
        return usual
    if not lines:
        return _Margins(0, 1, 1)
    body = long or lines
    lefts, rights = sorted(line.left for line in body), sorted(line.right for line in body)
    # where a tenth of the lines begin and end: one that the scanner turned does not count
    return _Margins(lefts[len(body) // 10], rights[len(body) * 9 // 10], median(line.height for line in lines))


def _text_line(line: ScannedLine, margins: _Margins, place: str) -> TextLine:
    left, right, size = margins.left, margins.right, margins.size
    width = max(right - left, 1.0)
    middle = abs((line.left + line.right) - (left + right)) / 2
    short = line.right - line.left < 0.9 * width
    return TextLine(
        line.text,
        "note" if _is_noise(line) else "paragraph",
        indented=line.left - left > 1.2 * size,
        fill=1.0 if right - line.right < 4 * size else (line.right - left) / width,
        centered=short and middle < 2.5 * size and line.left - left > 3 * size,
        place=place,
    )


def _is_noise(line: ScannedLine) -> bool:
    """Whether a line is no text of the document: hardly trusted, without a word, or the stamp of a registry."""
    trust = line.trust
    has_word = any(char.isalnum() for char in line.text)
    doubtful = trust < _STAMP or (trust < _SURE and len(line.text) < _SHORT)
    return not has_word or trust < _NOISE or (doubtful and not _trusted_word(line)) or _is_stamp(line.text)


def _trusted_word(line: ScannedLine) -> bool:
    return any(word.trust > 80 and _WORD.search(word.text) for word in line.words)


def _is_stamp(text: str) -> bool:
    return bool(_INCOMING.match(text))
