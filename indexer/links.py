"""A link in a report, whatever the format of the file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote


@dataclass(frozen=True, slots=True)
class Link:
    """A span of a paragraph's text, where it leads, and what is shown when the mouse rests on it."""

    start: int
    end: int
    url: str
    tooltip: str = ""


def encoded(url: str) -> str:
    """An address as files must hold it: everything outside ASCII percent-encoded, what is encoded left so.

    >>> encoded("http://may-chu:8000/29/2008/NĐ-CP#art_5__point_đ")
    'http://may-chu:8000/29/2008/N%C4%90-CP#art_5__point_%C4%91'
    """
    return quote(url, safe="%/:?#[]@!$&'()*+,;=-._~")


def with_marks(source: str, marks: Iterable[tuple[int, int, str, str]]) -> str:
    """A source with marks put before and behind spans of it, which do not overlap: (start, end, before, behind).

    >>> with_marks("Theo NĐ 29.", [(5, 10, "[", "](http://a/1)")])
    'Theo [NĐ 29](http://a/1).'
    """
    parts, last = [], 0
    for start, end, before, behind in sorted(marks):
        parts += [source[last:start], before, source[start:end], behind]
        last = end
    return "".join([*parts, source[last:]])
