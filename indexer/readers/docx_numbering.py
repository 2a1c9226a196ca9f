"""Automatic numbering of Word: what "Điều %1." shows in front of a paragraph.

Many laws have no "Điều 5." in their text at all: it is list numbering. ECMA-376 part 1, 17.9: a paragraph points to a
``num``, which points to an ``abstractNum`` with nine levels; the counters belong to the abstractNum, so that several
nums go on counting together until one of them overrides its start.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from indexer.readers.package import Element, attribute, child, local, value

_PLACEHOLDER = re.compile(r"%([1-9])")
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_MAX_LEVELS = 9


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list as the file defines it."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    restart_after: int | None = None
    legal: bool = False
    style: str | None = None


@dataclass
class _List:
    """The levels of a num, the abstractNum that keeps its counters, and the starts that it overrides."""

    abstract: str
    levels: dict[int, Level] = field(default_factory=dict)
    starts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """The lists of a document, and how far each has counted."""

    def __init__(self, root: Element | None) -> None:
        """From the root of ``numbering.xml``; None for a document without lists."""
        self._lists: dict[str, _List] = {}
        self._counters: dict[str, dict[int, int]] = {}
        self._started: set[tuple[str, int]] = set()
        if root is not None:
            abstracts = {attribute(node, "abstractNumId") or "": node for node in _children(root, "abstractNum")}
            for node in _children(root, "num"):
                self._lists[attribute(node, "numId") or ""] = _read_num(node, abstracts)

    def level_of_style(self, num: str, style: str) -> int | None:
        """The level that a list links to a paragraph style."""
        levels = self._lists[num].levels if num in self._lists else {}
        return next((index for index, level in levels.items() if level.style == style), None)

    def next_label(self, num: str, index: int) -> str:
        """Counts one paragraph of list ``num`` at level ``index``, and gives the label it shows ("" for none)."""
        numbered = self._lists.get(num)
        if numbered is None or index not in numbered.levels:
            return ""
        counters = self._counters.setdefault(numbered.abstract, {})
        self._advance(num, numbered, counters, index)
        return _label(numbered, counters, index)

    def _advance(self, num: str, numbered: _List, counters: dict[int, int], index: int) -> None:
        override = numbered.starts.get(index)
        if override is not None and (num, index) not in self._started:
            counters[index] = override
        elif index in counters:
            counters[index] += 1
        else:
            counters[index] = numbered.levels[index].start
        self._started.add((num, index))
        for deeper in [key for key in counters if key > index]:
            restart = numbered.levels[deeper].restart_after if deeper in numbered.levels else None
            if restart is None or index < restart:
                del counters[deeper]


def _label(numbered: _List, counters: dict[int, int], index: int) -> str:
    level = numbered.levels[index]
    if level.format == "bullet":
        return "-"
    if level.format == "none":
        return _PLACEHOLDER.sub("", level.text)

    def shown(found: re.Match[str]) -> str:
        place = int(found[1]) - 1
        above = numbered.levels.get(place, Level())
        kind = "decimal" if level.legal and place < index else above.format
        return format_number(counters.get(place, above.start), kind)

    return _PLACEHOLDER.sub(shown, level.text)


def format_number(number: int, kind: str) -> str:
    """A number as a list shows it.

    >>> [format_number(4, kind) for kind in ("decimal", "upperRoman", "lowerLetter", "decimalZero")]
    ['4', 'IV', 'd', '04']
    """
    if kind in {"upperRoman", "lowerRoman"}:
        roman = _roman(number)
        return roman.upper() if kind == "upperRoman" else roman
    if kind in {"upperLetter", "lowerLetter"}:
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter.upper() if kind == "upperLetter" else letter
    if kind == "decimalZero":
        return f"{number:02d}"
    return "" if kind == "none" else str(number)


def _roman(number: int) -> str:
    text = ""
    for amount, sign in _ROMAN:
        while number >= amount:
            text, number = text + sign, number - amount
    return text


def _children(node: Element, name: str) -> Iterator[Element]:
    return (found for found in node if local(found) == name)


def _read_num(node: Element, abstracts: dict[str, Element]) -> _List:
    abstract = value(node, "abstractNumId") or ""
    numbered = _List(abstract, _read_levels(_definition(abstract, abstracts)))
    for override in _children(node, "lvlOverride"):
        index = _int(attribute(override, "ilvl"), 0)
        if (start := value(override, "startOverride")) is not None:
            numbered.starts[index] = _int(start, 1)
        numbered.levels |= _read_levels(override)
    return numbered


def _definition(abstract: str, abstracts: dict[str, Element]) -> Element | None:
    """The abstractNum itself, or the one that its ``numStyleLink`` points to."""
    node = abstracts.get(abstract)
    link = None if node is None else value(node, "numStyleLink")
    if link is None:
        return node
    return next((other for other in abstracts.values() if value(other, "styleLink") == link), node)


def _read_levels(node: Element | None) -> dict[int, Level]:
    nodes = [] if node is None else list(_children(node, "lvl"))
    return {_int(attribute(level, "ilvl"), 0): _read_level(level) for level in nodes[:_MAX_LEVELS]}


def _read_level(node: Element) -> Level:
    restart = value(node, "lvlRestart")
    legal = child(node, "isLgl")
    return Level(
        start=_int(value(node, "start"), 1),
        format=value(node, "numFmt") or "decimal",
        text=value(node, "lvlText") or "",
        restart_after=None if restart is None else _int(restart, 0),
        legal=legal is not None and attribute(legal, "val") not in {"0", "false"},
        style=value(node, "pStyle"),
    )


def _int(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.lstrip("-").isdigit() else otherwise
