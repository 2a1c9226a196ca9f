"""Document numbers and provisions as people remember and type them.

======================  ==============================================================
67/2003                 serial and year alone
qd 429 bkh 2004         type, serial, organ and year in any order, blanks for joints
nghị định 29/2008       the type written out
NĐ10/2024/NĐ-CP         the type twice, glued
QĐ-TTg 14/2022          the symbol before the number
nq18, 18-NQTW, ND29     no year, joints left out
======================  ==============================================================

>>> [(found.serial, found.year, found.type, found.organs) for found in remembered("qd 429 bkh 2004")]
[('429', 2004, 'quyet-dinh', ('bkh',))]
>>> remembered_path("khoản 3 Điều 107 BLLĐ 2019").vietnamese
'khoản 3 Điều 107'
>>> remembered("từ ngày 22/5/2018 đến tháng 7/2019")
()
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kb.doctypes import TYPES
from kb.numbers import DocumentNumber
from kb.provisions import LETTERS, ProvisionPath
from kb.text import fold, normalise


@dataclass(frozen=True, slots=True)
class Remembered:
    """A number as typed: ``surface`` is ``text[start:end]`` of the normalised text.

    ``serial`` has no leading zeros; ``year``, ``type`` (a slug) and ``organs`` (folded codes, as "bkh", "cp", "qh14")
    are what was typed of them.
    """

    start: int
    end: int
    surface: str
    serial: str
    year: int | None = None
    type: str | None = None
    organs: tuple[str, ...] = ()

    @property
    def printed(self) -> str:
        """The number as typed, without the type word before it.

        >>> remembered("quyết định 999/QĐ-UBND")[0].printed
        '999/QĐ-UBND'
        """
        return re.sub(r"^\D+", "", self.surface)

    def fits(self, number: str | None, type_slug: str) -> bool:
        """Whether a document of that number and type may be the one that was meant; the year is not looked at.

        >>> remembered("tt 17 2023 bldtbxh")[0].fits("17/2023/TT-BLĐTBXH", "thong-tu")
        True
        """
        if self.type and not _same_type(self.type, type_slug):
            return False
        parsed = DocumentNumber.try_parse(number or "")
        codes = [fold(code) for code in parsed.codes] if parsed else []
        return all(any(_same_code(organ, code) for code in codes) for organ in self.organs)


def _same_type(typed: str, slug: str) -> bool:
    """Whether a type may be what was typed: "thông tư" may be a joint one, and not the other way round."""
    wider = {"luat": "bo-luat", "thong-tu": "thong-tu-lien-tich", "nghi-quyet": "nghi-quyet-lien-tich"}
    return typed == slug or wider.get(typed) == slug or (typed, slug) == ("bo-luat", "luat")


def _same_code(typed: str, code: str) -> bool:
    """One code, or one with the B of Bộ more or less ("ldtbxh", "bldtbxh"), or the beginning of QH14."""
    return typed == code or f"b{typed}" == code or typed == f"b{code}" or (typed == "qh" and code.startswith("qh"))


_CODES = {fold(code): entry.slug for entry in TYPES for code in entry.codes if code not in {"L", "QH", "UBTVQH"}}
_TYPED = {fold(entry.name): entry.slug for entry in TYPES if entry.slug not in {"bai-viet", "other"}}
_TYPED |= {word: entry.slug for entry in TYPES for word in entry.typed} | _CODES
#: Codes of organs that are read without a joint before them; behind "/" or "-" any code is.
_ORGANS = (
    "cp ttg qh ubtvqh ctn tw bct btc bca bqp bng bnv btp byt bxd bkh bkhdt bkhcn bldtbxh ldtbxh bgdt bgddt "
    "bgtvt btnmt bnnptnt bnn bnnmt bttt btttt bvhttdl nhnn ttcp vpcp ktnn "
    "tandtc vksndtc hdtp ub ubnd hdnd tu hdbt btm bcn bcnpt bch ubdt bqlkcn bqlkkt bvhtt bts"
)
_TYPE = "|".join(sorted(map(re.escape, _TYPED), key=len, reverse=True))
_CODE = "|".join(sorted(_CODES, key=len, reverse=True))
_ORGAN = "|".join(sorted(_ORGANS.split(), key=len, reverse=True))
_SYMBOL_PART = rf"(?:(?:{_CODE}|{_ORGAN})\d{{0,2}}(?!\w)|(?:{_CODE})(?:tw|cp|ttg|ubnd|hdnd)(?!\w))"
_NUMBER = re.compile(
    rf"""
    (?<![\w/.,-])
    (?:
        (?P<type>{_TYPE})(?P<before>[ -](?:{_ORGAN})(?:-[a-z]{{2,9}})?)?(?:[ ]so)?[ :.]{{0,2}}
      | (?P<organ>(?:{_ORGAN})\d{{0,2}})[ ]                  # "QH14 45/2019"
    )?
    (?P<serial>\d{{1,5}}[a-z]?)(?![\d.,]\d)
    (?P<rest>
        (?:
            [ ]?[/-][ ]?(?:(?:19|20)\d\d(?!\d)|[a-z][a-z&]{{1,9}}\d{{0,2}}(?!\w))
          | [ ](?:(?:nam[ ])?(?:19|20)\d\d(?!\d|/)|{_SYMBOL_PART})
        ){{0,6}}
    )
    (?!\w|/\d)
    """,
    re.VERBOSE,
)
_NOT_BEFORE = re.compile(r"(?:ngay|thang|quy|nam|dieu|khoan|diem|muc|chuong|phan|bang|mau|gio|tren|duoi|hon) $")
_GLUED = re.compile(rf"(?P<type>{_CODE})(?P<organ>{_ORGAN})")


def remembered(text: str) -> tuple[Remembered, ...]:
    """The numbers in what someone typed, from left to right; offsets into the normalised text."""
    shown = normalise(text)
    folded = fold(shown)
    found, place = [], 0
    while match := _NUMBER.search(folded, place):
        number = _read(shown, folded, match)
        # In "điều 68 nđ 35/2022" 68 is no serial, and what follows it may begin a number.
        place = match.end() if number else match.end("serial")
        found += [number] if number else []
    return tuple(found)


def _read(shown: str, folded: str, match: re.Match[str]) -> Remembered | None:
    parts = [part for part in re.findall(r"[a-z&]+\d*|\d+", match["rest"]) if part != "nam"]
    years = [int(part) for part in parts if part.isdigit()]
    typed, organs = _TYPED.get(match["type"] or ""), re.findall(r"[a-z]+", match["before"] or "")
    organs += [match["organ"]] if match["organ"] else []
    for part in parts:
        typed, organs = _with_code(part, typed, organs)
    symbol = any(not part.isdigit() for part in parts)
    if not (years or symbol or typed) or (not match["type"] and _NOT_BEFORE.search(folded[: match.start()])):
        return None
    if not match["type"] and not (years and symbol) and not re.search(r"[/-]", match["rest"]):
        return None  # "mẫu 2 2019", "360 từ": no document
    serial = match["serial"].lstrip("0") or "0"
    year = years[0] if years else None
    span = slice(match.start(), match.end())
    return Remembered(span.start, span.stop, shown[span], serial, year, typed, tuple(dict.fromkeys(organs)))


def _with_code(part: str, typed: str | None, organs: list[str]) -> tuple[str | None, list[str]]:
    """Type and organs so far, and what one part of the symbol adds."""
    if part.isdigit():
        return typed, organs
    if glued := _GLUED.fullmatch(part):
        return typed or _CODES[glued["type"]], [*organs, glued["organ"]]
    if part in _CODES:
        return (typed if typed and typed != "other" else _CODES[part]), organs
    return typed, [*organs, part]


_UNIT = re.compile(
    r"""
    (?<!\w)
    (?P<unit>diem|khoan|dieu|muc|chuong|phan|phu[ ]luc|[dk]\.|[dk](?=\d)|d(?=[ ]\d))
    [ ]?(?P<value>\d{1,4}[a-zđ]?|[ivxl]{1,6}(?!\w)|[a-yđ])(?!\w)
    """,
    re.VERBOSE,
)
_SLUGS = {"d.": "dieu", "d": "dieu", "k.": "khoan", "k": "khoan", "phu luc": "phu-luc"}
_ORDER = ("phu-luc", "phan", "chuong", "muc", "dieu", "khoan", "diem")


def remembered_path(text: str) -> ProvisionPath | None:
    """The provision that someone typed, in any order; None without one. "điểm" takes a letter, the others no letter.

    >>> remembered_path("dieu 5 khoan 2 diem a nd 29/2008").eid
    'art_5__para_2__point_a'
    """
    steps: dict[str, str] = {}
    for slug, value, _ in _units(text):
        steps.setdefault(slug, value)
    if not steps:
        return None
    return ProvisionPath(tuple((slug, steps[slug]) for slug in _ORDER if slug in steps))


def path_spans(text: str) -> list[tuple[int, int]]:
    """Where the units of :func:`remembered_path` stand in the normalised text."""
    return [span for _, _, span in _units(text)]


def _units(text: str) -> Iterable[tuple[str, str, tuple[int, int]]]:
    shown = normalise(text).lower()
    for match in _UNIT.finditer(fold(shown)):
        if match["unit"] == "d" and shown[match.start()] != "đ":
            continue  # "d 5" is no article; "đ 5" is
        slug = _SLUGS.get(match["unit"], match["unit"])
        value = shown[match.start("value") : match.end("value")]
        if _may_number(slug, value):
            yield slug, value, match.span()


def _may_number(slug: str, value: str) -> bool:
    """Điểm has a letter; khoản and điều have digits, also with a letter behind; the bigger units Roman digits too."""
    if slug == "diem":
        return value in LETTERS
    return not value.isalpha() or (slug in {"phan", "chuong", "muc", "phu-luc"} and set(value) <= set("ivxl"))
