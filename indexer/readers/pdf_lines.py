"""Glyphs of a PDF page put together to printed lines."""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

import pypdfium2 as pdfium
import pypdfium2.raw as raw

#: Gaps in units of the font size: a word ends, a column ends.
_WORD_GAP, _SEEN_GAP, _COLUMN_GAP = 0.16, 0.08, 3.0
_BOLD_WEIGHT = 600
_BOLD_FLAG = 1 << 18
_HYPHENS = {0xFFFE, 2}  # what pdfium writes for a hyphen at a line end


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character with its place, x along the line of writing and y across it (upwards)."""

    text: str
    left: float
    right: float
    base: float
    size: float
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
    for glyph in _glyphs(page):
        if line.ends_before(glyph):
            if made := line.made():
                yield made
            line = _Line()
        line.add(glyph)
    if made := line.made():
        yield made


@dataclass
class _Line:
    glyphs: list[Glyph] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)

    def ends_before(self, glyph: Glyph) -> bool:
        if not self.glyphs:
            return False
        last = self.glyphs[-1]
        size = max(last.size, glyph.size)
        off = abs(glyph.base - self.glyphs[0].base) > 0.6 * size
        return off or glyph.left - last.right > _COLUMN_GAP * size or last.left - glyph.left > 2 * size

    def add(self, glyph: Glyph) -> None:
        if self.glyphs:
            last = self.glyphs[-1]
            least = (_SEEN_GAP if glyph.after_gap else _WORD_GAP) * max(last.size, glyph.size)
            if glyph.left - last.right > least and not last.text.isspace() and not glyph.text.isspace():
                self.pieces.append(" ")
        self.glyphs.append(glyph)
        self.pieces.append(glyph.text)

    def made(self) -> PrintedLine | None:
        shown = [glyph for glyph in self.glyphs if not glyph.text.isspace()]
        if not shown:
            return None
        size = Counter(round(glyph.size, 1) for glyph in shown).most_common(1)[0][0]
        text = "".join(self.pieces) if size <= 0 else self._without_marks(size)
        bold = sum(glyph.bold for glyph in shown) * 2 > len(shown)
        return PrintedLine(text.strip(), shown[0].left, shown[-1].right, shown[0].base, size, bold)

    def _without_marks(self, size: float) -> str:
        """The text without footnote marks: small digits raised above the line."""
        raised = {
            id(glyph)
            for glyph in self.glyphs
            if glyph.text.isdigit() and glyph.size < 0.8 * size and glyph.base > self.glyphs[0].base + 0.15 * size
        }
        if not raised or len(raised) > 4:
            return "".join(self.pieces)
        marks = {place for place, glyph in _placed(self) if id(glyph) in raised}
        return "".join(piece for place, piece in enumerate(self.pieces) if place not in marks)


def _placed(line: _Line) -> Iterator[tuple[int, Glyph]]:
    """Each glyph with its place among the pieces, between which blanks were put."""
    glyphs = iter(line.glyphs)
    glyph = next(glyphs, None)
    for place, piece in enumerate(line.pieces):
        if glyph is not None and piece is glyph.text:
            yield place, glyph
            glyph = next(glyphs, None)


def _glyphs(page: pdfium.PdfTextPage) -> Iterator[Glyph]:
    handle = page.raw
    count = raw.FPDFText_CountChars(handle)
    quarter = _direction(handle, count)
    turn = -quarter * math.pi / 2  # pdfium counts its angles clockwise
    cosine, sine = math.cos(turn), math.sin(turn)
    x, y, box = ctypes.c_double(), ctypes.c_double(), raw.FS_RECTF()
    gap_seen = False
    bold: bool | None = None
    for index in range(count):
        code = raw.FPDFText_GetUnicode(handle, index)
        if code not in _HYPHENS and (not _is_shown(code) or raw.FPDFText_IsGenerated(handle, index) == 1):
            gap_seen = gap_seen or code == 32  # pdfium sees gaps that a too wide glyph box hides
            bold = None
            continue
        if _quarter(handle, index) != quarter:
            continue  # running heads along the other side of a turned page
        raw.FPDFText_GetCharOrigin(handle, index, x, y)
        raw.FPDFText_GetLooseCharBox(handle, index, box)
        corners = [box.left * cosine + box.bottom * sine, box.right * cosine + box.top * sine]
        along, across = x.value * cosine + y.value * sine, y.value * cosine - x.value * sine
        size = raw.FPDFText_GetFontSize(handle, index) or 1.0
        shown = "-" if code in _HYPHENS else chr(code)
        real_size = _real_size(box, turn, size)
        if bold is None or shown == " ":  # asked once a word: asking costs more than all else
            bold = _is_bold(handle, index)
        yield Glyph(shown, along, max(*corners, along), across, real_size, bold, gap_seen and not quarter)
        gap_seen = False


def _is_shown(code: int) -> bool:
    return code >= 32 and not 0xD800 <= code <= 0xDFFF and code != 0xFFFF


def _real_size(box: raw.FS_RECTF, turn: float, size: float) -> float:
    """The height of the loose box: font sizes are scaled by a matrix that pdfium does not always apply."""
    height = abs(box.top - box.bottom) if abs(math.cos(turn)) > 0.5 else abs(box.right - box.left)
    return height / 1.2 if height > 0.5 else size


def _direction(handle: raw.FPDF_TEXTPAGE, count: int) -> int:
    """The direction in which most of the page is written, in quarter turns."""
    step = max(count // 200, 1)
    quarters = Counter(_quarter(handle, index) for index in range(0, count, step))
    return quarters.most_common(1)[0][0] if quarters else 0


def _quarter(handle: raw.FPDF_TEXTPAGE, index: int) -> int:
    angle: float = raw.FPDFText_GetCharAngle(handle, index)
    return round(angle / (math.pi / 2)) % 4


def _is_bold(handle: raw.FPDF_TEXTPAGE, index: int) -> bool:
    if raw.FPDFText_GetFontWeight(handle, index) >= _BOLD_WEIGHT:
        return True
    flags = ctypes.c_int()
    name = ctypes.create_string_buffer(128)
    length = raw.FPDFText_GetFontInfo(handle, index, name, 128, flags)
    return bool(flags.value & _BOLD_FLAG) or (0 < length <= 128 and b"bold" in name.value.lower())
