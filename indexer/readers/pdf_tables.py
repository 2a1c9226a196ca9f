"""Ruled tables of a PDF page: found by their lines, and filled with the text that stands in each cell."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from indexer.readers.pdf_lines import PrintedLine

_THIN, _LONG, _SAME = 2.5, 6.0, 4.0
_MAX_PATHS = 5_000
_DEEPEST = 3
#: The share of a page from which on images are the page: a scan may have margins, or come in strips.
_WHOLE_PAGE, _LEAST = 0.8, 1e-6
_WITHOUT_INK = {raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP}

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Rules:
    """The straight lines and boxes drawn on a page: (left, bottom, right, top) each."""

    boxes: tuple[Box, ...] = ()

    @property
    def upright(self) -> list[Box]:
        """The vertical lines, the sides of boxes included."""
        return [box for box in self.boxes if box[2] - box[0] < _THIN and box[3] - box[1] > _LONG]

    @property
    def level(self) -> list[Box]:
        """The horizontal lines."""
        return [box for box in self.boxes if box[3] - box[1] < _THIN and box[2] - box[0] > _LONG]


@dataclass(frozen=True, slots=True)
class Table:
    """Where a table stands, the left edges of its columns and the lower edges of its rows (from top to bottom)."""

    bottom: float
    top: float
    columns: tuple[float, ...]
    rows: tuple[float, ...]

    def holds(self, line: PrintedLine) -> bool:
        """Whether a line stands in the table."""
        return self.bottom - 1 < line.base < self.top and line.left > self.columns[0] - _SAME

    def cell(self, line: PrintedLine) -> tuple[int, int]:
        """Row and column of a line."""
        row = next((index for index, edge in enumerate(self.rows) if line.base > edge - 1), len(self.rows))
        column = sum(edge - _SAME < line.left for edge in self.columns) - 1
        return row, max(column, 0)


@dataclass(slots=True)
class Drawn:
    """What is drawn on a page: its rules, the share of it that images cover, and how many pieces of text there are,
    and are not seen: written without ink, or under an image that covers most of the page."""

    rules: Rules = Rules()
    covered: float = 0.0
    texts: int = 0
    unseen: int = 0

    @property
    def has_image(self) -> bool:
        """Whether any image is on the page."""
        return self.covered > 0

    @property
    def is_scan_with_text(self) -> bool:
        """Whether the page is an image, and most of its text lies hidden: what a machine read from that image."""
        return self.covered >= _WHOLE_PAGE and self.unseen * 2 > self.texts


def read_drawn(page: pdfium.PdfPage) -> Drawn:
    """What is drawn on a page; no rules for a page with so many paths that it is a drawing."""
    boxes: list[Box] = []
    drawn = Drawn()
    whole = page.get_bbox()
    for shape, kind in _drawn(page.raw, raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject, _DEEPEST):
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            drawn.texts += 1
            drawn.unseen += raw.FPDFTextObj_GetTextRenderMode(shape) in _WITHOUT_INK
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            share = _share(_bounds(shape), whole)
            drawn.covered += share
            drawn.unseen = drawn.texts if share >= _WHOLE_PAGE else drawn.unseen
        elif kind == raw.FPDF_PAGEOBJ_PATH and len(boxes) <= _MAX_PATHS and (bounds := _bounds(shape)):
            boxes.append(bounds)
    drawn.rules = Rules(tuple(boxes)) if len(boxes) <= _MAX_PATHS else Rules()
    return drawn


def _bounds(shape: Any) -> Box | None:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not raw.FPDFPageObj_GetBounds(shape, left, bottom, right, top):
        return None
    return left.value, bottom.value, right.value, top.value


def _share(image: Box | None, whole: Box) -> float:
    """How much of a page an image covers, 0 to 1; the least there is for one whose place is not known."""
    if image is None:
        return _LEAST
    width = min(image[2], whole[2]) - max(image[0], whole[0])
    height = min(image[3], whole[3]) - max(image[1], whole[1])
    area = (whole[2] - whole[0]) * (whole[3] - whole[1])
    return max(width, 0) * max(height, 0) / area or _LEAST if area else _LEAST


def _drawn(holder: Any, count: Any, get: Any, depth: int) -> Iterator[tuple[Any, int]]:
    """What is drawn on a page or in a form on it, and of what kind each is; by pdfium's own functions, because the
    objects of pypdfium2, one for each word of a page, take longer to make than the page to read."""
    for index in range(count(holder)):
        shape = get(holder, index)
        kind = raw.FPDFPageObj_GetType(shape)
        if kind == raw.FPDF_PAGEOBJ_FORM and depth > 1:
            yield from _drawn(shape, raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject, depth - 1)
        else:
            yield shape, kind


def find_tables(rules: Rules) -> list[Table]:
    """The tables: where three or more vertical lines stand side by side."""
    bands: list[list[Box]] = []
    for box in sorted(rules.upright, key=lambda found: -found[3]):
        if bands and box[3] > min(other[1] for other in bands[-1]) - _SAME:
            bands[-1].append(box)
        else:
            bands.append([box])
    tables = (_table(band, rules.level) for band in bands)
    return [table for table in tables if len(table.columns) > 2]


def _table(band: Sequence[Box], level: Sequence[Box]) -> Table:
    bottom, top = min(box[1] for box in band), max(box[3] for box in band)
    columns = _distinct([box[0] for box in band])
    edges = [box[1] for box in level if bottom - _SAME < box[1] < top - _LONG]
    return Table(bottom, top, tuple(columns), tuple(reversed(_distinct(edges or [bottom]))))


def _distinct(values: Sequence[float]) -> list[float]:
    kept: list[float] = []
    for value in sorted(values):
        if not kept or value - kept[-1] > _SAME:
            kept.append(value)
    return kept


def table_rows(table: Table, lines: Sequence[PrintedLine]) -> Iterator[tuple[str, ...]]:
    """The rows of a table, each as the text of its cells, from the lines that stand in it."""
    cells: dict[tuple[int, int], list[str]] = {}
    for line in lines:
        cells.setdefault(table.cell(line), []).append(line.text)
    width = len(table.columns) - 1
    for row in range(len(table.rows) + 1):
        texts = tuple(" ".join(cells.get((row, column), ())) for column in range(width))
        if any(texts):
            yield texts
