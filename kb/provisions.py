"""Places inside a document: "điểm a khoản 2 Điều 5", its path, and its Akoma Ntoso address.

A path names units from the biggest to the smallest. Three spellings of one value:

>>> path = ProvisionPath.parse("dieu-5.khoan-2.diem-đ")
>>> path.vietnamese
'điểm đ khoản 2 Điều 5'
>>> path.eid
'art_5__para_2__point_đ'
>>> ProvisionPath.from_eid("art_5__para_2__point_đ") == path
True

The way to write it is that of Nghị định 30/2020/NĐ-CP, Phụ lục I: *Điều* with a capital, *khoản* and *điểm* without,
from small to large. The eId follows the Akoma Ntoso naming convention with the letter đ kept, since điểm d and điểm đ
are two points.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kb.errors import InvalidPath


@dataclass(frozen=True, slots=True)
class UnitKind:
    """A kind of unit: ``slug`` in paths, ``word`` in Vietnamese, ``akn`` in addresses; ``rank`` 0 is the biggest."""

    slug: str
    word: str
    akn: str
    rank: int


UNITS: tuple[UnitKind, ...] = tuple(
    UnitKind(slug, word, akn, rank)
    for rank, (slug, word, akn) in enumerate(
        [
            ("phu-luc", "Phụ lục", "app"),
            ("phan", "Phần", "part"),
            ("chuong", "Chương", "chp"),
            ("muc", "Mục", "sec"),
            ("tieu-muc", "Tiểu mục", "subsec"),
            ("dieu", "Điều", "art"),
            ("khoan", "khoản", "para"),
            ("diem", "điểm", "point"),
            ("tiet", "tiết", "subpoint"),
            ("doan", "đoạn", "indent"),
        ]
    )
)
_BY_SLUG = {unit.slug: unit for unit in UNITS}
_BY_AKN = {unit.akn: unit for unit in UNITS}
_STEP = re.compile(r"(?P<slug>phu-luc|phan|chuong|muc|tieu-muc|dieu|khoan|diem|tiet|doan)(?:-(?P<value>.+))?")

#: The order of the letters that number điểm.
LETTERS = "abcdđeghiklmnopqrstuvxy"


@dataclass(frozen=True, slots=True)
class ProvisionPath:
    """Steps ``(unit slug, value)`` from big to small; a value is lower case ("5a", "đ", "vii"), "" where unnumbered,
    "nay" for the unit in hand ("Điều này")."""

    steps: tuple[tuple[str, str], ...]

    @classmethod
    def parse(cls, text: str) -> ProvisionPath:
        """From ``dieu-5.khoan-2.diem-a``; raises :class:`InvalidPath`. A dot before a digit belongs to the value."""
        steps = []
        for part in re.split(r"\.(?!\d)", text):
            match = _STEP.fullmatch(part)
            if not match:
                hint = "viết như dieu-5.khoan-2.diem-a"
                raise InvalidPath("đường dẫn điều khoản không đọc được", found=text, hint=hint)
            steps.append((match["slug"], match["value"] or ""))
        return cls(tuple(steps))

    @classmethod
    def from_eid(cls, eid: str) -> ProvisionPath:
        """From ``art_5__para_2``; raises :class:`InvalidPath`."""
        steps = []
        for part in eid.split("__"):
            akn, _, value = part.partition("_")
            if akn not in _BY_AKN:
                raise InvalidPath("địa chỉ điều khoản không đọc được", found=eid, hint="viết như art_5__para_2")
            steps.append((_BY_AKN[akn].slug, value))
        return cls(tuple(steps))

    def __str__(self) -> str:
        return ".".join(f"{unit}-{value}" if value else unit for unit, value in self.steps)

    @property
    def eid(self) -> str:
        """The Akoma Ntoso eId."""
        return "__".join(f"{_BY_SLUG[unit].akn}_{value}" if value else _BY_SLUG[unit].akn for unit, value in self.steps)

    @property
    def vietnamese(self) -> str:
        """As an officer writes it: small to large."""
        return " ".join(_written(unit, value) for unit, value in reversed(self.steps))

    def value(self, unit: str) -> str | None:
        """The value of a unit in this path, or None.

        >>> ProvisionPath.parse("dieu-5a.khoan-2").value("dieu")
        '5a'
        """
        return next((value for slug, value in self.steps if slug == unit), None)

    def starts_with(self, other: ProvisionPath) -> bool:
        """Whether this provision lies inside ``other`` or is it."""
        return self.steps[: len(other.steps)] == other.steps


def _written(unit: str, value: str) -> str:
    word = _BY_SLUG[unit].word
    if value == "nay":
        return f"{word} này"
    roman = unit in {"phan", "chuong"} and not value.isdigit()
    return f"{word} {value.upper() if roman else value}".rstrip()


def is_within(eid: str, unit: str) -> bool:
    """Whether what has the eId ``eid`` is the one with the eId ``unit``, or lies inside it.

    >>> [is_within(eid, "art_5__para_1") for eid in ("art_5__para_1", "art_5__para_1__point_a", "art_5__para_10")]
    [True, True, False]
    """
    return eid == unit or eid.startswith(f"{unit}__")


def unit_named(slug: str) -> UnitKind:
    """The kind of unit with that slug; KeyError otherwise."""
    return _BY_SLUG[slug]
