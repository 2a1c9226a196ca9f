"""Running heads and signature blocks of the gazette in the middle of a sentence, words that a PDF tore, and the way
around them.

>>> page = "theo Nghị\\n \\n8 \\nCÔNG BÁO/Số 849 + 850/Ngày 26-7-2023 \\n \\nđịnh số 42/2023/NĐ-CP"
>>> cut = without_noise(page)
>>> cut.text
'theo Nghị\\nđịnh số 42/2023/NĐ-CP'
>>> page[slice(*cut.span(5, 15))].split()
['Nghị', '8', 'CÔNG', 'BÁO/Số', '849', '+', '850/Ngày', '26-7-2023', 'định']
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

#: A signature block, a running head with its page number.
_NOISE = re.compile(
    r"""
    (?:\s{0,80}\n(?:[ \t]{0,80}(?:Người\ ký|Ký\ bởi|Email|Cơ\ quan|Thời\ gian\ ký|Ngày\ ký):[^\n]{0,120}){1,4})+
    (?:[ \t]*\n)?
  | (?:\s{0,80}\n[ \t]{0,80}\d{1,4})?[ \t]{0,80}\n\s{0,80}CÔNG\ BÁO/Số[^\n]{3,60}
    (?:\n\s{0,80}\d{1,4}[ \t]{0,80}(?=\n))?[ \t]{0,80}\n\s{0,80}
    """,
    re.VERBOSE,
)
#: The words that a citation is read by; "Ngh ị đ ịnh s ố 104 ng ày 15/5/2025 củ a Ch ính phủ" has blanks inside.
_WORDS = (
    "nghị định quyết thông tư luật pháp lệnh chỉ thị điều khoản điểm chương mục phụ lục ngày tháng năm của chính phủ "
    "quốc hội thủ tướng trưởng số này quy"
)
_LETTERS = frozenset("bcdđghklmnpqrstvx")


def _tears(word: str) -> Iterator[str]:
    """The word with one or two blanks inside, where one of the pieces is no syllable."""
    for first in range(1, len(word)):
        if (
            set(word[:first]) <= _LETTERS
            or (not word[first].isascii() and first < len(word) - 1)
            or word[first:] == "a"
        ):
            yield f"{word[:first]} {word[first:]}"
        for second in range(first + 1, len(word)):
            if set(word[:first]) <= _LETTERS:
                yield f"{word[:first]} {word[first:second]} {word[second:]}"


_TEARS = sorted((tear for word in _WORDS.split() for tear in _tears(word)), key=len, reverse=True)
_TORN = re.compile(rf"(?<!\w)(?:{'|'.join(_TEARS)})(?!\w)", re.IGNORECASE)
#: What no whole text has: cheap to look for, and a torn text has some of it.
_TRACES = (" ày ", " ịnh ", "củ a ", " iều ", "i ều ", "y ết ", " ản ", "s ố ", " ính ", " ị đ")


@dataclass(frozen=True, slots=True)
class Cut:
    """A text without noise, and where its pieces stood: ``starts`` in ``text``, ``origins`` in the text before."""

    text: str
    starts: tuple[int, ...] = (0,)
    origins: tuple[int, ...] = (0,)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The offsets of ``text[start:end]`` in the text before the cut."""
        if len(self.starts) == 1:
            return start, end
        return self._origin(start), self._origin(end - 1) + 1 if end > start else self._origin(start)

    def _origin(self, offset: int) -> int:
        piece = bisect_right(self.starts, offset) - 1
        return self.origins[piece] + offset - self.starts[piece]


def without_noise(text: str) -> Cut:
    """The text with each block of noise as one line break, and without the blanks inside a torn word."""
    cuts = [*_noise(text), *_blanks_inside(text)]
    if not cuts:
        return Cut(text)
    pieces: list[str] = []
    starts, origins, length, position = [], [], 0, 0
    for start, end, instead in sorted(cuts):
        if start < position:
            continue  # a torn word inside a block of noise
        piece = text[position:start] + instead
        starts.append(length)
        origins.append(position)
        pieces.append(piece)
        length += len(piece)
        position = end
    return Cut("".join([*pieces, text[position:]]), (*starts, length), (*origins, position))


def _noise(text: str) -> Iterator[tuple[int, int, str]]:
    if "CÔNG BÁO/Số" in text or " ký:" in text or "Ký bởi" in text:
        for noise in _NOISE.finditer(text):
            yield *noise.span(), "\n"


def _blanks_inside(text: str) -> Iterator[tuple[int, int, str]]:
    if any(trace in text for trace in _TRACES):
        for torn in _TORN.finditer(text):
            for blank in re.finditer(" ", torn.group()):
                yield torn.start() + blank.start(), torn.start() + blank.end(), ""
