"""Tables of pages that were saved with every cell border on a line of its own.

Some converters write ``|``, a cell, ``|``, a cell, ``|``, and the next row again from ``|``. So a row ends where two
bars meet. The rows between the first and the last tell how many cells a row has; what stands before the first cell and
behind the last one is running text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_BAR = "|"
_MANY = 12
_MAX_CELL, _MAX_CELLS = 3_000, 14
#: What stands in no cell: an article, the title of an appendix, the foot of an act.
_NO_CELL = re.compile(
    r"""
    \W{0,5}(?: Điều\s\d{1,3} | PHỤ\sLỤC | Phụ\slục\s(?:[IVX]|\d) | (?:Ban\shành\s)?[Kk]èm\stheo\s | Nơi\snhận
      | (?:TM|KT|TL|TUQ)\. | CỘNG\sHÒA )
    """,
    re.VERBOSE,
)

#: A cell, or a piece of running text: its lines.
Stretch = list[str]
#: What stands between two places where bars meet.
Group = list[Stretch]


def rebuild_tables(lines: Sequence[str]) -> list[str]:
    """The lines with such tables written one row a line; texts without them come back as they are.

    >>> bars = ["Danh mục", *"| TT | Tên | | 1 | Cấp | | 2 | Gia hạn | | 3 | Thu hồi |".split(), "Ghi chú"]
    >>> [line for line in rebuild_tables(bars) if line]
    ['Danh mục', '| TT | Tên |', '| 1 | Cấp |', '| 2 | Gia hạn |', '| 3 | Thu hồi |', 'Ghi chú']
    """
    if sum(line.strip() == _BAR for line in lines) < _MANY:
        return list(lines)
    groups = _groups(lines)
    rows = [_is_row(groups, index) for index in range(len(groups))]
    return [line for index in range(len(groups)) for line in _written(groups, rows, index)]


def _groups(lines: Sequence[str]) -> list[Group]:
    groups: list[Group] = [[[]]]
    after_bar = False
    for line in lines:
        if line.strip() != _BAR:
            groups[-1][-1].append(line)
            after_bar = after_bar and not line.strip()
        elif after_bar:
            groups[-1].pop()
            groups.append([[]])
            after_bar = False
        else:
            groups[-1].append([])
            after_bar = True
    return groups


def _is_row(groups: Sequence[Group], index: int) -> bool:
    """Whether a whole group is one row: all of it can be cells, and it has no more than a row beside it."""
    group = groups[index]
    if not 0 < index < len(groups) - 1 or len(group) > _MAX_CELLS or not all(map(_is_cell, group)):
        return False
    beside = [len(groups[place]) for place in (index - 1, index + 1) if 0 < place < len(groups) - 1]
    return bool(beside) and max(len(group), 2) <= max(beside)


def _is_cell(stretch: Stretch) -> bool:
    return sum(map(len, stretch)) < _MAX_CELL and not any(_NO_CELL.match(line) for line in stretch)


def _written(groups: Sequence[Group], rows: Sequence[bool], index: int) -> Iterator[str]:
    """A row; or the end of a table, running text, and the beginning of the next table."""
    group = groups[index]
    if rows[index]:
        yield _row(group)
        return
    head = len(groups[index - 1]) if index and rows[index - 1] else 0
    tail = len(groups[index + 1]) if index + 1 < len(groups) and rows[index + 1] else 0
    head = head if all(map(_is_cell, group[:head])) and head + tail <= len(group) else 0
    tail = tail if all(map(_is_cell, group[len(group) - tail :])) and head + tail <= len(group) else 0
    if head:
        yield _row(group[:head])
    for stretch in group[head : len(group) - tail]:
        yield from ("", *stretch)
    if tail:
        yield _row(group[len(group) - tail :])


def _row(cells: Sequence[Stretch]) -> str:
    texts = (" ".join(" ".join(cell).split()).replace("|", "/") for cell in cells)
    return f"| {' | '.join(texts)} |"
