"""From a run of units to the provisions that it names: "điểm a khoản 1, khoản 2 Điều 5 và Điều 7".

A smaller unit belongs to the next bigger one after it, or, where big comes first ("Điều 5 khoản 2"), to the one before.

>>> from kb.citation_finding.reading import Reading
>>> from kb.citation_finding.units import find_groups
>>> [str(path) for path in paths_of(find_groups(Reading("tại điểm a khoản 1, khoản 2 Điều 5 và Điều 7 của Luật"))[0])]
['dieu-5.khoan-1.diem-a', 'dieu-5.khoan-2', 'dieu-7']
"""

from __future__ import annotations

import re
from itertools import pairwise

from kb.citation_finding.units import Group, Unit
from kb.provisions import LETTERS, ProvisionPath, unit_named

_ROMAN = (
    "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x",
    "xi", "xii", "xiii", "xiv", "xv", "xvi", "xvii", "xviii", "xix", "xx",
)  # fmt: skip
_LONGEST_RANGE = 300
#: What joins a big unit to the small one after it: "Điều 5 khoản 1", "Điều 5 (các khoản 1, 2)".
_BLANKS = " ()"
#: Joints of units that stand beside one another.
_PARTS = re.compile(r";|(?:và|va|hoặc|hay)(?!\w)")


def paths_of(group: Group) -> list[ProvisionPath]:
    """The provisions that a run names, ranges filled in, each from big to small."""
    _find_parents(group.units)
    units = _with_ranges(group.units)
    parents = {id(unit.parent) for unit in units if unit.parent}
    return list(dict.fromkeys(path_of(unit) for unit in units if id(unit) not in parents))


def path_of(unit: Unit) -> ProvisionPath:
    """The path of one unit whose parents are known."""
    steps: list[tuple[str, str]] = []
    current: Unit | None = unit
    while current:
        steps.insert(0, (current.kind, current.value))
        current = current.parent
    return ProvisionPath(tuple(steps))


def _with_ranges(units: list[Unit]) -> list[Unit]:
    filled: list[Unit] = []
    for unit in units:
        last = filled[-1] if filled else None
        if last and last.kind == unit.kind and re.fullmatch(r"(?:đến|den|tới|-|–)(?:\shết)?", unit.joint):
            values = _between(last.value, unit.value)
            filled.extend(Unit(unit.kind, value, unit.start, unit.end, ",", unit.parent) for value in values)
        filled.append(unit)
    return filled


def _between(first: str, last: str) -> list[str]:
    """The values between two of one kind: numbers, letters in their order, Roman numbers, "5a" to "5d".

    >>> _between("8", "11"), _between("c", "e"), _between("ii", "v"), _between("5a", "5c")
    (['9', '10'], ['d', 'đ'], ['iii', 'iv'], ['5b'])
    """
    if first.isdigit() and last.isdigit():
        return [str(number) for number in range(int(first) + 1, min(int(last), int(first) + _LONGEST_RANGE))]
    if first in _ROMAN and last in _ROMAN and len(first + last) > 2:
        return list(_ROMAN[_ROMAN.index(first) + 1 : _ROMAN.index(last)])
    if first[:-1] == last[:-1] and first[-1] in LETTERS and last[-1] in LETTERS:
        return [first[:-1] + letter for letter in LETTERS[LETTERS.index(first[-1]) + 1 : LETTERS.index(last[-1])]]
    return []


def _find_parents(units: list[Unit]) -> None:
    """A smaller unit belongs to the next bigger one after it ("điểm a khoản 1 Điều 5"), or, where big comes first, to
    the bigger one before it ("Điều 5 khoản 1")."""
    inner = _sections_of_paragraphs(units) if len(units) > 2 else []
    for section, paragraph in inner:
        section.parent = paragraph
    within = {id(section) for section, _ in inner}
    units = [unit for unit in units if id(unit) not in within]
    downward = _goes_down(units)
    sections = _sections_of_articles(units)
    articles = {id(article) for article in sections.values()}
    for place, unit in enumerate(units):
        unit.parent = sections.get(id(unit))
        if unit.parent or id(unit) in articles:
            continue
        before = next((other for other in reversed(units[:place]) if _contains(other, unit)), None)
        after = next((other for other in units[place + 1 :] if _contains(other, unit)), None)
        if after is not None and after is units[place + 1] and _PARTS.search(after.joint):
            after = None  # "khoản 3; Điều 6", "Điều 6 và Phụ lục I"
        if before is None and after is None:
            continue
        if after is None or (before is not None and (downward or _adjacent_down(units, place))):
            unit.parent = before if before and _may_go_down(units, place, before) else None
        else:
            unit.parent = after


def _sections_of_paragraphs(units: list[Unit]) -> list[tuple[Unit, Unit]]:
    """ "mục đ, khoản 2, Điều 1": a mục that a khoản of a Điều follows is what others call a điểm; each with it."""
    kinds = ("muc", "khoan", "dieu")
    found = []
    for section, paragraph, article in zip(units, units[1:], units[2:], strict=False):
        if (section.kind, paragraph.kind, article.kind) == kinds and not _PARTS.search(paragraph.joint + article.joint):
            found.append((section, paragraph))
    return found


def _sections_of_articles(units: list[Unit]) -> dict[int, Unit]:
    """Old texts have mục inside a Điều: "mục b Điều 4", "Điều 4 mục b", "Khoản 2 Mục III Điều 1"; by the identity of
    the mục, its Điều.

    Beside a bigger unit ("Chương II Mục 1 Điều 5", "Điều 20 Mục 2 Chương này") the mục is the bigger one as always.
    """
    found: dict[int, Unit] = {}
    for place, (first, second) in enumerate(pairwise(units)):
        bigger = [*units[:place], *units[place + 2 : place + 3]]
        if second.joint.strip() or any(other.rank < unit_named("muc").rank for other in bigger):
            continue
        if (first.kind, second.kind) == ("muc", "dieu"):
            found[id(first)] = second
        elif (first.kind, second.kind) == ("dieu", "muc"):
            found.setdefault(id(second), first)
    return found


def _contains(big: Unit, small: Unit) -> bool:
    return big.rank < small.rank


def _goes_down(units: list[Unit]) -> bool:
    """Whether the run names big units before small ones: it begins with its biggest and ends with a smaller one."""
    first, last = units[0], units[-1]
    return first.rank < last.rank and first.rank == min(unit.rank for unit in units)


def _adjacent_down(units: list[Unit], place: int) -> bool:
    """ "Điều 5 khoản 2 và Điều 7": nothing between a big unit and the small one, something after it."""
    if place == 0 or units[place].joint.strip(_BLANKS) or units[place - 1].rank >= units[place].rank:
        return False
    following = next((unit for unit in units[place + 1 :] if unit.rank != units[place].rank), None)
    return following is None or bool(following.joint.strip(_BLANKS))


def _may_go_down(units: list[Unit], place: int, before: Unit) -> bool:
    """Điều, Chương … stand on their own: only a blank joins them to the bigger unit before ("Chương VII Điều 95")."""
    unit = units[place]
    if unit.rank > unit_named("dieu").rank:
        return True
    first = next(index for index, other in enumerate(units) if other is before)
    between = [other.joint.strip() for other in units[first + 1 : place + 1]]
    return between[0] == "" and all(joint in {"", ",", "và"} for joint in between)
