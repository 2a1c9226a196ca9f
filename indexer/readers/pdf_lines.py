"""Glyphs of a PDF page put together to printed lines."""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import pypdfium2 as pdfium
import pypdfium2.raw as raw

#: Gaps in units of the font size: a word ends, a column ends.
_WORD_GAP, _SEEN_GAP, _COLUMN_GAP = 0.16, 0.08, 3.0
_BOLD_WEIGHT = 600
_BOLD_FLAG = 1 << 18
_HYPHENS = {0xFFFE, 2}  # what pdfium writes for a hyphen at a line end
_BLANK = 32
_LAST_PLAIN = 0xD7FF
_SAME_PLACE = 0.05
#: The mark of a footnote; more of them in one line are none, nor is the digit of a square metre.
_MARK = re.compile(r"[(\[]?\d{1,3}(?:[,;]\d{1,3})?[)\]]?")
_UNIT = re.compile(r"(?<![^\W\d_])[kcdmh]?m$")
_MOST_MARKS = 4


@dataclass(slots=True)
class Piece:
    """Letters that stand together, as a word with the blanks behind it: x along the line of writing and y across it
    (upwards). Each letter has its size: files take letters with marks from a font of their own. ``end`` is where the
    blanks end."""

    text: str
    left: float
    right: float
    end: float
    base: float
    sizes: list[float]
    bold: bool
    after_gap: bool


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line (or one column's part of it), with its extent, the size of its letters and its weight."""

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool


def printed_lines(page: pdfium.PdfTextPage) -> Iterator[PrintedLine]:
    """The lines of a page in the order of its content."""
    line = _Line()
    for piece in _Glyphs(page).pieces():
        if line.ends_before(piece):
            if made := line.made():
                yield made
            line = _Line()
        line.add(piece)
    if made := line.made():
        yield made


@dataclass
class _Line:
    pieces: list[Piece] = field(default_factory=list)
    #: What stands before each piece: a blank or nothing.
    blanks: list[str] = field(default_factory=list)

    def ends_before(self, piece: Piece) -> bool:
        if not self.pieces:
            return False
        last = self.pieces[-1]
        # a blank may be of any size
        size = piece.sizes[0] if last.text.isspace() else max(last.sizes[-1], piece.sizes[0])
        off = abs(piece.base - self.pieces[0].base) > 0.6 * size
        return off or piece.left - last.end > _COLUMN_GAP * size or last.left - piece.left > 2 * size

    def add(self, piece: Piece) -> None:
        blank = ""
        if self.pieces:
            last = self.pieces[-1]
            least = (_SEEN_GAP if piece.after_gap else _WORD_GAP) * max(last.sizes[-1], piece.sizes[0])
            if piece.left - last.end > least and not last.text[-1].isspace() and not piece.text.isspace():
                blank = " "
        self.pieces.append(piece)
        self.blanks.append(blank)

    def made(self) -> PrintedLine | None:
        shown = [piece for piece in self.pieces if not piece.text.isspace()]
        if not shown:
            return None
        sizes = [size for piece in shown for size in piece.sizes]
        size = Counter(sizes).most_common(1)[0][0]
        bold = sum(len(piece.sizes) for piece in shown if piece.bold) * 2 > len(sizes)
        return PrintedLine(self._text(size), shown[0].left, shown[-1].right, shown[0].base, size, bold)

    def _text(self, size: float) -> str:
        """The text without footnote marks: small digits raised above the line."""
        texts = [piece.text for piece in self.pieces]
        marks = [place for place, piece in enumerate(self.pieces) if self._is_mark(piece, size)]
        for place in marks if len(marks) <= _MOST_MARKS else []:
            if not (place and _UNIT.search(texts[place - 1])):
                texts[place] = ""
        return "".join(part for pair in zip(self.blanks, texts, strict=True) for part in pair).strip()

    def _is_mark(self, piece: Piece, size: float) -> bool:
        raised = piece.sizes[0] < 0.8 * size and piece.base > self.pieces[0].base + 0.15 * size
        return raised and _MARK.fullmatch(piece.text.rstrip()) is not None


class _Glyphs:
    """The glyphs of a page. Asking pdfium costs more than all else, so as little as can be is asked of each: in upright
    text a glyph's loose box begins at its origin, and all boxes of one font in one line are equally high.
    """

    def __init__(self, page: pdfium.PdfTextPage) -> None:
        self._page = page.raw
        count = raw.FPDFText_CountChars(self._page)
        self._codes = _codes(self._page, count)
        self._quarter = _direction(self._page, count)
        turn = -self._quarter * math.pi / 2  # pdfium counts its angles clockwise
        self._cosine, self._sine = math.cos(turn), math.sin(turn)
        self._box = raw.FS_RECTF()
        #: Base line and size by where a box begins and ends across the line.
        self._known: dict[tuple[float, float], tuple[float, float]] = {}
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._flags, self._name = ctypes.c_int(), ctypes.create_string_buffer(128)

    def pieces(self) -> Iterator[Piece]:
        """The pieces in the order of the content, without what is written along another side of the page."""
        page, box, box_of, known = self._page, self._box, raw.FPDFText_GetLooseCharBox, self._known
        piece: Piece | None = None
        gap_seen, in_word, last = False, False, 0.0
        for index, code in enumerate(self._codes):
            if not _BLANK < code <= _LAST_PLAIN and self._is_passed_over(index, code):
                gap_seen = gap_seen or code == _BLANK  # pdfium sees gaps that a too wide glyph box hides
                continue
            box_of(page, index, box)
            left = box.left
            base, size = known.get((box.bottom, box.top)) or self._measured(index)
            on_line = piece is not None and abs(base - piece.base) < _SAME_PLACE and not gap_seen
            if piece is not None and on_line and code == _BLANK:
                piece.text += " "
                piece.end, in_word = max(box.right, left), False
            elif piece is not None and on_line and in_word and _is_near(left - piece.end, last - left, size):
                piece.text += _shown(code)
                piece.sizes.append(size)
                piece.right = piece.end = max(box.right, left)
            else:
                if piece is not None:
                    yield piece
                piece = self._begun(index, code, gap_seen)
                gap_seen, in_word = gap_seen and piece is None, code != _BLANK
            last = left
        if piece is not None:
            yield piece

    def _is_passed_over(self, index: int, code: int) -> bool:
        """Whether a rare code is no glyph: a control character, half a character, or a blank that pdfium put there."""
        if code in _HYPHENS:
            return False
        shown = code >= _BLANK and not 0xD800 <= code <= 0xDFFF and code != 0xFFFF
        return not shown or (code == _BLANK and raw.FPDFText_IsGenerated(self._page, index) == 1)

    def _measured(self, index: int) -> tuple[float, float]:
        """The base line and the size of a glyph whose box is as high as none before; no base line where its box does
        not tell its place."""
        box, x, y = self._box, self._x, self._y
        raw.FPDFText_GetCharOrigin(self._page, index, x, y)
        if self._quarter or abs(x.value - box.left) > _SAME_PLACE or _quarter(self._page, index):
            return math.nan, 1.0
        measured = (y.value, self._size(index))
        self._known[box.bottom, box.top] = measured
        return measured

    def _begun(self, index: int, code: int, gap_seen: bool) -> Piece | None:
        """The piece that a glyph begins; None for one that is written along another side of the page."""
        box, x, y, cosine, sine = self._box, self._x, self._y, self._cosine, self._sine
        bold = code != _BLANK and self._is_bold(index)
        if found := self._known.get((box.bottom, box.top)):
            right = max(box.right, box.left)
            return Piece(_shown(code), box.left, right, right, found[0], [found[1]], bold, gap_seen)
        if _quarter(self._page, index) != self._quarter:
            return None
        raw.FPDFText_GetCharOrigin(self._page, index, x, y)
        along, across = x.value * cosine + y.value * sine, y.value * cosine - x.value * sine
        right = max(box.left * cosine + box.bottom * sine, box.right * cosine + box.top * sine, along)
        return Piece(
            _shown(code), along, right, right, across, [self._size(index)], bold, gap_seen and not self._quarter
        )

    def _size(self, index: int) -> float:
        """The height of the loose box: font sizes are scaled by a matrix that pdfium does not always apply."""
        box = self._box
        height = abs(box.top - box.bottom) if abs(self._cosine) > 0.5 else abs(box.right - box.left)
        return round(height / 1.2 if height > 0.5 else raw.FPDFText_GetFontSize(self._page, index) or 1.0, 1)

    def _is_bold(self, index: int) -> bool:
        if raw.FPDFText_GetFontWeight(self._page, index) >= _BOLD_WEIGHT:
            return True
        length = raw.FPDFText_GetFontInfo(self._page, index, self._name, len(self._name), self._flags)
        if not 0 < length <= len(self._name):
            return bool(self._flags.value & _BOLD_FLAG)
        return bool(self._flags.value & _BOLD_FLAG) or b"bold" in self._name.value.lower()


def _is_near(gap: float, back: float, size: float) -> bool:
    """Whether a glyph stands close enough behind the last one, and not too far back from it, to go on with its word."""
    return gap <= _WORD_GAP * size and back <= 2 * size


def _shown(code: int) -> str:
    return "-" if code in _HYPHENS else chr(code)


def _codes(page: raw.FPDF_TEXTPAGE, count: int) -> Sequence[int]:
    """The codes of all characters: at once, unless some take two places."""
    text = (ctypes.c_ushort * (count + 1))()
    if raw.FPDFText_GetText(page, 0, count, text) == count + 1:
        return text[:count]
    return [raw.FPDFText_GetUnicode(page, index) for index in range(count)]


def _direction(page: raw.FPDF_TEXTPAGE, count: int) -> int:
    """The direction in which most of the page is written, in quarter turns."""
    step = max(count // 200, 1)
    quarters = Counter(_quarter(page, index) for index in range(0, count, step))
    return quarters.most_common(1)[0][0] if quarters else 0


def _quarter(page: raw.FPDF_TEXTPAGE, index: int) -> int:
    angle: float = raw.FPDFText_GetCharAngle(page, index)
    return round(angle / (math.pi / 2)) % 4
