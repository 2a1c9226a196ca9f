"""Numbers of documents as running text writes them, dirt included.

Forms (``find_symbols``; what is left out is a serial alone, which means nothing without its type word):

    29/2008/NĐ-CP        40/2025/ND-CP         69/2008/nđ-cp          17/2013/NĐ–CP
    368/QĐ- BVHTTDL      63/2024/TT/BCA        1232/QĐ/TTg            29/2008/NĐ-\\nCP
    18-NQ/TW             122-CT                21-LCT/HDNN8           57-ctr/tu
    28/CP                532/VKT               1629/LĐTBXH-LĐVL       TCVN ISO 9001:2008

>>> [found.number for found in find_symbols("NĐ 17/2013/NĐ-CP, số 1232/QĐ/TTg và 98/nq-cp; 22/5/2018; 1/2")]
['17/2013/NĐ-CP', '1232/QĐ/TTg', '98/NQ-CP']
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kb.doctypes import type_of_code
from kb.numbers import LOOKALIKE_CAPITALS, canonical_symbol

_UP = "A-ZĐƯƠĂÂÊÔ" + "".join(map(chr, LOOKALIKE_CAPITALS))
_CODE = rf"(?:[{_UP}]{{0,6}}(?:TTg|TTr|CTr|QyĐ|Ttg)\d{{0,2}}|[{_UP}](?:[{_UP}\d&]|(?<=&)\s(?=[{_UP}])){{0,14}})"
_RAISED = "\u00b2\u00b3\u00b9\u2070-\u209f"  # footnote signs
_JOINT = r"(?:\s{0,3}[-/]\s{0,3}|\.\s(?=(?:UBND|HĐND)(?!\w))|[._])"
_LOWER_TYPE = r"(?:nđ|nd|qđ|qd|ttlt|tt|nq|ctr|ct|kl|kh|hd|tb|ttr|bc|cđ|vbhn|cv|gm)"

_SYMBOL = re.compile(
    rf"""
    (?P<serial>\d{{1,5}}(?:\.\d{{1,3}})?[a-zđA-ZĐ]?)
    (?:
        (?:\s{{0,2}}[/.-]\s{{0,2}}(?P<year>(?:19|20)\d\d))?
        (?P<join>
            \s{{0,2}}/{{1,2}}\s{{0,3}} | -\s{{0,3}} | \s{{1,2}}- | \.
          | (?<=\d{{4}})(?=[A-ZĐ]{{2}})                       # a lost slash after the year
          | \s(?=[A-ZĐ]{{2,4}}[/-][A-ZĐ]{{2,5}}(?!\w))        # "89 TC/TCT", as typed in the nineties
        )
        (?P<symbol>{_CODE}(?:{_JOINT}{_CODE}){{0,14}})
      |
        (?:\s?/\s?(?P<low_year>(?:19|20)\d\d))?
        (?P<low_join>\s?[/-]\s?)
        (?P<low_symbol>(?i:{_LOWER_TYPE}(?:\s?[-/]\s?[a-zđư&]{{2,12}}\d{{0,2}}){{1,6}}|(?:ubtv)?qh\d{{1,2}}))
    )
    (?:(?![^\W{_RAISED}])|(?<=[{_UP}]{{2}})(?=[^\W\d_A-ZĐ]{{2}}))        # or a word glued to it
    """,
    re.VERBOSE,
)
_STANDARD = re.compile(
    r"""
    (?:TCVN|QCVN|QCXDVN|QCĐP|QCDP|TCXDVN|TCXD|TCCS|ISO)(?:\s?\(?[A-Z]{2,5}\)?)?(?:/[A-Z]{2,4})?   # TCVN ISO/IEC
    \s{0,2}\d{1,6}(?:[-.]\d{1,3}){0,3}
    (?:(?:\s?:\s?|-)(?P<year>(?:19|20)\d\d)(?!\d))?
    (?:[/-](?:[A-ZĐ]{2,10}\d{0,2})(?:-[A-ZĐ]{2,10})?)?
    (?!\w)
    """,
    re.VERBOSE,
)
_JOINTS = re.compile(r"[-/._]")
#: The digits of a footnote behind a code that has none: "NĐ-CP1".
_FOOTNOTE = re.compile(r"(?<=CP)\d{1,2}$|(?<=T[Tt][Gg])\d{1,2}$|(?<=BND|ĐND)\d{1,2}$")
_GLUED_HEAD = re.compile(r"(?:[sS][ốo]|NĐ|ND|QĐ|QD|NQ|TT|TTLT|CT|KL|CV)$")
_PART = re.compile(rf"({_JOINT})")
#: First codes of files that are no legal documents: court files, licences, contracts, certificates.
_NO_DOCUMENT = re.compile(
    r"""
    (?:GP|GCN|GPĐC|GPXD|GPMT|GPLX|GPLĐ|HĐLĐ|HĐKT|HĐMB|HĐ|ĐKKD|GXN|CCHN|CMND|BKS|PTN|KDTM|GKS|GPHĐ|GPNK|HS|DS|HC|LĐ
      |HN|HNGĐ|HSST|HSPT|DSST|DSPT|KSĐT)\d{0,3}
    |(?:QĐ|TB|BA)(?:ST|PT|GĐT|DS|HS|HC)\w{0,6}
    """,
    re.VERBOSE,
)
_COURT_CODES = frozenset({"ST", "PT", "GĐT", "KDTM", "HNGĐ", "QĐST", "GĐKT"})


@dataclass(frozen=True, slots=True)
class Symbol:
    """A number with its symbol: where it stands, its canonical form, and what it tells."""

    start: int
    end: int
    number: str
    year: int | None
    codes: tuple[str, ...]

    @property
    def type_slug(self) -> str | None:
        """What the symbol says of the type, None for an official letter or an old number (28/CP)."""
        if {"TTLT", "TTLB"} & set(self.codes) or {"LB", "TT"} <= set(self.codes) or "TTLN" in self.codes:
            return "thong-tu-lien-tich"
        found = next((type_of_code(code) for code in self.codes[:1]), None)
        return found.slug if found else None


@dataclass(frozen=True, slots=True)
class Standard:
    """A technical standard: "TCVN ISO 9001:2008"."""

    start: int
    end: int
    number: str
    year: int | None


def find_symbols(text: str) -> Iterator[Symbol]:
    """All numbers with a symbol in a normalised text; court files, licences and contracts are left out."""
    for match in _SYMBOL.finditer(text):
        if _starts_inside(text, match.start()):
            continue
        year = match["year"] or match["low_year"]
        written = match["symbol"] or match["low_symbol"]
        parts = _trusted_parts(_PART.split(written))
        parts[-1] = _FOOTNOTE.sub("", parts[-1])
        symbol = canonical_symbol("".join("".join(part.split()) for part in parts))
        codes = tuple(_JOINTS.split(symbol))
        if _NO_DOCUMENT.fullmatch(codes[0]) or _COURT_CODES & set(codes):
            continue
        end = match.end() - len(written) + len("".join(parts))
        join = (match["join"] or match["low_join"] or "").strip()[:1] or ("-" if not year and "/" in symbol else "/")
        middle = f"/{year}/" if year and join == "." else f"/{year}{join}" if year else join
        number = match["serial"] + middle + symbol
        yield Symbol(match.start(), end, number, int(year) if year else None, codes)


def find_standards(text: str) -> Iterator[Standard]:
    """All technical standards with a number in a normalised text."""
    for match in _STANDARD.finditer(text):
        if not text[match.start() - 1 : match.start()].isalnum():
            number = " ".join(match.group().split())
            yield Standard(match.start(), match.end(), number, int(match["year"]) if match["year"] else None)


def _starts_inside(text: str, start: int) -> bool:
    """Whether digits, a path or a code stand before: then this is the tail of something else."""
    before = text[start - 1 : start]
    if before.isdigit() or before in {"/", "_", "%", "="}:
        return True
    if before in {".", ",", "-"}:
        return text[start - 2 : start - 1].isalnum()
    return before.isalpha() and not _GLUED_HEAD.search(text, max(0, start - 4), start)


def _trusted_parts(parts: list[str]) -> list[str]:
    """Codes and joints, without what follows a joint with blanks on both sides unless the type code stands before it
    ("TT - BTC" is a symbol, "28/CP - UBND tỉnh" is not)."""
    for place in range(1, len(parts), 2):
        loose = parts[place][:1].isspace() and parts[place][-1:].isspace()
        if loose and not (place == 1 and type_of_code(canonical_symbol(parts[0]))):
            return parts[:place]
    return parts
