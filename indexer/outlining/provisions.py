"""A part while it is read, and how it becomes parts and provisions of a document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from indexer.lines import place_lines, unused_eid
from indexer.outlining.appendices import cut
from indexer.outlining.marks import ArticleMark, is_capitals
from kb.documents import Division, LineKind, Part, PartKind, Provision, ProvisionKind
from kb.text import slug

_FINAL = re.compile(r"[.;/,]$")
_SECTION = re.compile(r"(?:(?i:Phần|Mục)\s)?(?P<number>[IVX]{1,6})\s?[.)/–-]\s{0,3}(?P<rest>.+)")
_ITEM = re.compile(r"(?P<number>\d{1,2})\s?[.)/]\s{1,3}(?P<rest>.+)")
_ROMAN = {"I": 1, "V": 5, "X": 10}


@dataclass
class OpenProvision:
    """A provision that is still being read."""

    kind: ProvisionKind
    label: str
    heading: str | None
    ancestors: tuple[Division, ...]
    texts: list[tuple[str, LineKind | None]] = field(default_factory=list)


@dataclass
class OpenPart:
    """A part that is still being read."""

    kind: PartKind
    label: str | None = None
    title: str | None = None
    provisions: list[OpenProvision] = field(default_factory=list)
    foot: list[str] = field(default_factory=list)
    in_foot: bool = False
    last: ArticleMark | None = None


def close_part(part: OpenPart, prefix: str) -> Part:
    """The part as the document holds it; ``prefix`` opens the eIds of its provisions ("att_1", "" in the main text).

    A part without articles is cut at its Roman headings, or at its numbered items; an appendix as
    :mod:`indexer.outlining.appendices` says.
    """
    provisions = part.provisions
    if part.kind == "appendix":
        provisions = list(_in_pieces(provisions))
    elif not any(opened.kind == "article" for opened in provisions):
        provisions = list(_in_sections(provisions))
    used: set[str] = set()
    closed = tuple(
        _provision(opened, prefix, position, used)
        for position, opened in enumerate(provisions, 1)
        if opened.texts or opened.kind != "text"
    )
    return Part(part.kind, closed, part.label, part.title)


def _provision(opened: OpenProvision, prefix: str, position: int, used: set[str]) -> Provision:
    if opened.kind == "article":
        eid = f"art_{opened.label.split()[1]}"
    else:
        title = ". ".join(part for part in (opened.label, opened.heading) if part)
        eid = f"sec_{slug(title) or position}"
    eid = unused_eid(f"{prefix}__{eid}" if prefix else eid, used)
    lines = place_lines(eid, opened.texts)
    return Provision(opened.kind, opened.label, opened.heading, eid, lines, opened.ancestors)


def _in_pieces(provisions: Sequence[OpenProvision]) -> Iterator[OpenProvision]:
    """An appendix, which has no divisions, in its pieces."""
    for piece in cut([text for opened in provisions for text in opened.texts], ordinal):
        yield OpenProvision("section" if piece.label else "text", piece.label, piece.heading, (), list(piece.texts))


def _in_sections(provisions: Sequence[OpenProvision]) -> Iterator[OpenProvision]:
    """Sections in sequence only: I, II, III or 1, 2, 3; what stands before the first is a text of its own."""
    texts = [(text, kind, opened.ancestors) for opened in provisions for text, kind in opened.texts]
    romans = sum(1 for text, kind, _ in texts if kind is None and _SECTION.fullmatch(text))
    pattern = _SECTION if romans > 1 else _ITEM
    expected = 1
    current: OpenProvision | None = None
    for text, kind, ancestors in texts:
        found = pattern.fullmatch(text) if kind is None else None
        if found and _value(found["number"]) == expected:
            heading, rest = _section_heading(found["rest"], pattern is _SECTION)
            current = OpenProvision("section", found["number"], heading, ancestors, [(rest, None)] if rest else [])
            expected += 1
            yield current
        else:
            if current is None or current.ancestors != ancestors:
                current = OpenProvision("text", "", None, ancestors)
                yield current
            current.texts.append((text, kind))


def _section_heading(rest: str, roman: bool) -> tuple[str | None, str]:
    if is_capitals(rest) or (roman and not _FINAL.search(rest) and len(rest) < 250):
        return rest.rstrip(" :."), ""
    return None, rest


def ordinal(number: str) -> int | None:
    """What an arabic or Roman number, or a single letter, counts; None if it is none.

    >>> ordinal("12"), ordinal("IV"), ordinal("B"), ordinal("lục")
    (12, 4, 2, None)
    """
    if number[:2].isdigit() or number.isdigit():
        return int(re.sub(r"\D", "", number))
    if number and not number.strip("IVX"):
        return _value(number)
    return ord(number) - ord("A") + 1 if len(number) == 1 and "A" <= number <= "H" else None


def _value(number: str) -> int:
    if number.isdigit():
        return int(number)
    values = [_ROMAN[letter] for letter in number]
    return sum(-one if index + 1 < len(values) and one < values[index + 1] else one for index, one in enumerate(values))
