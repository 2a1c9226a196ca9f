"""Running heads and signature blocks of the gazette in the middle of a sentence, and the way around them.

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
    """The text with each block of noise as one line break."""
    if "CÔNG BÁO/Số" not in text and " ký:" not in text and "Ký bởi" not in text:
        return Cut(text)
    pieces: list[str] = []
    starts, origins, length, position = [], [], 0, 0
    for noise in _NOISE.finditer(text):
        piece = text[position : noise.start()] + "\n"
        starts.append(length)
        origins.append(position)
        pieces.append(piece)
        length += len(piece)
        position = noise.end()
    return Cut("".join([*pieces, text[position:]]), (*starts, length), (*origins, position))
