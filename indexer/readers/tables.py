"""Tables as blocks: real tables as rows, tables that only lay a head or a signature out as plain lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from indexer.blocks import Block
from indexer.outlining.marks import is_role
from kb.text import fold, tidy

#: A cell is its paragraphs.
Cell = Sequence[Block]

#: Words that stand in the head and the foot of an act, hardly ever in a table of its contents (folded).
_LAYOUT = re.compile(
    r"cong hoa xa hoi chu nghia viet nam|^\s*noi nhan\b|^\s*(?:tm|kt|tl|tuq|t/m|k/t)\s?\.|dang cong san viet nam",
    re.MULTILINE,
)
_SIGNED = re.compile(r"\((?:Đã ký|đã ký|ĐÃ KÝ)\)")
_ARTICLE = re.compile(r"^\s*Điều \d{1,3}[a-zđ]?[.:]", re.MULTILINE)


def table_blocks(rows: Sequence[Sequence[Cell]]) -> Iterator[Block]:
    """The blocks of one table. Cells of a layout table come as "header-cell" blocks (columns from left to right
    within each row); a table of one column, or one that holds whole articles, as its paragraphs."""
    texts = [[[block.text for block in cell] for cell in row] for row in rows]
    whole = "\n".join(text for row in texts for cell in row for text in cell)
    if all(len(row) <= 1 for row in rows) or len(_ARTICLE.findall(whole)) > 1:
        yield from (block for row in rows for cell in row for block in cell)
    elif is_layout(texts):
        yield from (_header_cell(block) for row in rows for cell in row for block in cell if block.text)
    else:
        yield from (_row(row) for row in rows if any(block.text for cell in row for block in cell))


def is_layout(rows: Sequence[Sequence[Sequence[str]]]) -> bool:
    """Whether a table of cells (each its paragraphs) only lays out a head or a signature."""
    text = "\n".join(paragraph for row in rows for cell in row for paragraph in cell)
    return len(rows) <= 12 and bool(_LAYOUT.search(fold(text)) or _signs(rows))


def _signs(rows: Sequence[Sequence[Sequence[str]]]) -> bool:
    """Whether a table is the place of a signature: an empty cell, and one that begins with an office."""
    cells = [cell for row in rows for cell in row]
    filled = [cell for cell in cells if cell]
    return 0 < len(filled) < len(cells) and any(is_role(cell[0]) or _SIGNED.search(cell[-1]) for cell in filled)


def _header_cell(block: Block) -> Block:
    return Block(block.text, "header-cell", block.bold, block.centered, place=block.place)


def _row(cells: Sequence[Cell]) -> Block:
    texts = tuple(tidy(" ".join(block.text for block in cell)) for cell in cells)
    place = next((block.place for cell in cells for block in cell if block.place), "")
    return Block(" | ".join(texts), "row", cells=texts, place=place)
