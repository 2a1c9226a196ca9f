"""Long lists in pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

#: How many hits a page of results shows: what an officer looks through at once; each costs the reading of its text.
PAGE_SIZE = 10


@dataclass(frozen=True, slots=True)
class Pages:
    """Where the reader is in a long list; addresses are None at its ends."""

    number: int
    count: int
    previous: str | None
    following: str | None


def pages_of(total: int, number: int, address: Callable[[int], str], size: int = PAGE_SIZE) -> Pages:
    """The pages of a list with ``total`` entries, ``number`` (from 1) being shown; ``address`` gives that of each.

    >>> pages_of(25, 2, lambda number: f"?trang={number}")
    Pages(number=2, count=3, previous='?trang=1', following='?trang=3')
    """
    count = max(-(-total // size), 1)
    return Pages(
        number,
        count,
        address(min(number - 1, count)) if number > 1 else None,
        address(number + 1) if number < count else None,
    )
