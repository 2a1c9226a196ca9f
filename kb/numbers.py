"""Numbers and symbols of documents (số, ký hiệu).

``67/2003/QĐ-UB`` says: the 67th *quyết định* (QĐ) that a people's committee (UB) numbered in 2003.
``183/QĐ-TTg`` is an individual decision, whose numbers start again every year without saying the year.
``18-NQ/TW`` is a Party resolution (NQ) of the Central Committee (TW), numbered per term.
``45/2019/QH14`` is the 45th act of the 14th National Assembly: the symbol does not say whether law or resolution.
``1629/LĐTBXH-LĐVL`` has no type code: an official letter (công văn).

>>> number = DocumentNumber.parse("Số: 0634 /2004/QÐ–BKH")
>>> number.serial, number.year, number.symbol
('0634', 2004, 'QĐ-BKH')
>>> str(number), number.slug, number.type_code, number.organ_codes
('0634/2004/QĐ-BKH', '0634-2004-qd-bkh', 'QĐ', ('BKH',))

Leading zeros are kept as written, yet mean nothing:

>>> number == DocumentNumber.parse("634/2004/qd-bkh")
True

What is no number is refused, with the reason:

>>> DocumentNumber.parse("22/5/2018")
Traceback (most recent call last):
    ...
kb.errors.InvalidNumber: không phải số hiệu văn bản: “22/5/2018”. Cách xử lý: viết như 67/2003/QĐ-UB hoặc 18-NQ/TW
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from kb.doctypes import DocumentType, type_of_code, type_of_slug
from kb.errors import InvalidNumber
from kb.text import fold, normalise

SERIAL = r"\d{1,5}(?:\.\d{1,3})?[a-zđ]?"
_LETTER = "A-ZĐƯƠĂÂÊÔ"
ORGAN = rf"[{_LETTER}][{_LETTER}\d&]{{0,14}}(?:[a-z]{{1,3}}[{_LETTER}\d]{{0,4}})?(?:\d{{1,2}})?"

_NUMBER = re.compile(
    rf"""
    (?P<serial>{SERIAL})
    (?:/(?P<year>(?:19|20)\d\d))?       # normative documents since 1997
    (?P<join>[/-])                      # "-" opens the Party form 18-NQ/TW
    (?P<symbol>{ORGAN}(?:[/.-]{ORGAN}){{0,14}})
    """,
    re.VERBOSE,
)
#: Codes whose last letters are lower case in print.
_MIXED_CASE = {"TTG": "TTg", "CTR": "CTr", "TTR": "TTr", "QYĐ": "QyĐ"}
#: Codes of types typed without Đ: they open a symbol ("ND" further on may be Nhân Dân).
_TYPE_WITH_BAR = {"QD": "QĐ", "ND": "NĐ", "CD": "CĐ", "DA": "ĐA", "QYD": "QyĐ"}
#: Codes of organs typed without Đ, where the letters can stand for nothing else.
_ORGAN_WITH_BAR = {
    "HDND": "HĐND", "LDTBXH": "LĐTBXH", "BLDTBXH": "BLĐTBXH", "BKHDT": "BKHĐT", "BKH&DT": "BKH&ĐT", "BGDDT": "BGDĐT",
    "BGD&DT": "BGD&ĐT", "HDBT": "HĐBT", "HDNN": "HĐNN", "TLD": "TLĐ", "TLDLDVN": "TLĐLĐVN", "HDTP": "HĐTP",
    "LDVL": "LĐVL", "LDLD": "LĐLĐ", "BDTTG": "BDTTG", "TCLD": "TCLĐ", "SLDTBXH": "SLĐTBXH", "KHDT": "KHĐT",
    "SKHDT": "SKHĐT", "SGDDT": "SGDĐT", "TLDLD": "TLĐLĐ",
}  # fmt: skip
#: Cyrillic and Greek capitals that look like Latin ones; official sites have them inside numbers.
LOOKALIKE_CAPITALS = str.maketrans("АВЕКМНОРСТУХІЅΑΒΕΗΙΚΜΝΟΡΤΥΧΖ", "ABEKMHOPCTYXISABEHIKMNOPTYXZ")
_CONGRESS = re.compile(r"QH\d{0,2}|UBTVQH\d{0,2}")


@dataclass(frozen=True, slots=True, eq=False)
class DocumentNumber:
    """A number as printed, canonical: NFC, Đ as U+0110, hyphen-minus, no blanks; leading zeros and slips are kept.

    Two numbers are equal when their :attr:`key` is.
    """

    serial: str
    year: int | None
    symbol: str
    party: bool = False

    @classmethod
    def parse(cls, text: str) -> DocumentNumber:
        """From a printed or typed number, with or without "số"; raises :class:`InvalidNumber`."""
        compact = re.sub(r"\s+", "", normalise(text)).rstrip(".,;:").translate(LOOKALIKE_CAPITALS)
        compact = re.sub(r"^[Ss][ốÔôo][.:]?", "", compact)
        match = _NUMBER.fullmatch(compact) or _NUMBER.fullmatch(_upper_symbol(compact))
        if not match:
            hint = "viết như 67/2003/QĐ-UB hoặc 18-NQ/TW"
            raise InvalidNumber("không phải số hiệu văn bản", found=text, hint=hint)
        year = int(match["year"]) if match["year"] else None
        symbol = canonical_symbol(match["symbol"])
        return cls(match["serial"], year, symbol, match["join"] == "-" and year is None)

    @classmethod
    def try_parse(cls, text: str) -> DocumentNumber | None:
        """Like :meth:`parse`, None instead of an error; what was asked lately is remembered."""
        return _parsed(text) if len(text) <= _LONGEST_REMEMBERED else _tried(text)

    def __str__(self) -> str:
        year = f"/{self.year}" if self.year else ""
        return f"{self.serial}{year}{'-' if self.party else '/'}{self.symbol}"

    @property
    def key(self) -> str:
        """What numbers are compared by: no leading zeros, one case, one kind of joint, Đ kept apart from D.

        >>> DocumentNumber.parse("06/2022/TT-BTC").key
        '6/2022/TT-BTC'
        """
        year = f"/{self.year}" if self.year else ""
        return f"{self.serial.lstrip('0') or '0'}{year}/{re.sub(r'[/._]', '-', self.symbol)}".upper()

    def __eq__(self, other: object) -> bool:
        return self.key == other.key if isinstance(other, DocumentNumber) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.key)

    @property
    def slug(self) -> str:
        """The number in an address: "29-2008-nd-cp"."""
        return re.sub(r"[^a-z0-9]+", "-", fold(str(self))).strip("-")

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the symbol: ("QĐ", "UBND")."""
        return tuple(re.split(r"[-/.]", self.symbol))

    @property
    def type_code(self) -> str | None:
        """The code of the type, or None for a công văn."""
        first = self.codes[0]
        if _CONGRESS.fullmatch(first):
            return first
        return first if type_of_code(first) else None

    @property
    def organ_codes(self) -> tuple[str, ...]:
        """The codes of the issuing organs and units."""
        return self.codes if self.type_code is None or _CONGRESS.fullmatch(self.codes[0]) else self.codes[1:]

    @property
    def document_type(self) -> DocumentType:
        """The type that the symbol tells (QH: a law, which may also be a resolution); a công văn without type code.

        >>> DocumentNumber.parse("1629/LĐTBXH-LĐVL").document_type.slug
        'cong-van'
        """
        return (type_of_code(self.type_code) if self.type_code else None) or type_of_slug("cong-van")


def _tried(text: str) -> DocumentNumber | None:
    try:
        return DocumentNumber.parse(text)
    except InvalidNumber:
        return None


#: Resolving the citations of a corpus asks for each of its numbers many times.
_parsed = lru_cache(maxsize=16_384)(_tried)
_LONGEST_REMEMBERED = 80


def canonical_symbol(symbol: str) -> str:
    """The symbol in its printed case and with its Đ: "qd-ttg" → "QĐ-TTg"; "TTr-ND" keeps its ND."""
    parts = re.split(r"([-/.])", symbol.translate(LOOKALIKE_CAPITALS))
    return "".join(_canonical_code(part, first=place == 0) for place, part in enumerate(parts))


def _canonical_code(code: str, *, first: bool) -> str:
    upper = code.upper()
    with_bar = _ORGAN_WITH_BAR | _TYPE_WITH_BAR if first else _ORGAN_WITH_BAR
    return _MIXED_CASE.get(upper) or with_bar.get(upper) or (code if code != code.lower() else upper)


def _upper_symbol(compact: str) -> str:
    """A number typed in small letters or without the year's slash, with its symbol in capitals."""
    serial = re.match(SERIAL, compact)
    if not serial:
        return compact
    return serial.group() + compact[serial.end() :].upper().replace("TTG", "TTg")
