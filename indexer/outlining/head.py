"""The head of an act: whose it is, its number, day, place, type, title, and the acts that it rests on.

Layout after Nghị định 30/2020/NĐ-CP, Phụ lục I: issuer and national title side by side, number, place and day, type,
trích yếu, the enacting body, the Căn cứ lines. Older texts, web pages and scans leave out or join some of these.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from indexer.blocks import Block
from indexer.outlining.basis import is_basis, legal_bases
from indexer.outlining.issuer import ENACTING, authority_of, is_body_line, is_enactor, issuer_of, names_body
from indexer.outlining.marks import article_mark, division_mark, has_nation, is_capitals, without_nation
from indexer.outlining.register import (
    find_day_and_place,
    find_number,
    has_day,
    is_number_line,
    is_register,
    without_day,
)
from indexer.outlining.words import Wording
from kb.doctypes import TYPES, DocumentType, type_of_slug
from kb.documents import LegalBasis
from kb.numbers import DocumentNumber
from kb.text import fold

_ENACTED = re.compile(
    r"""
    (?P<authority>[A-ZĐÀ-Ỹ][^.;:]{3,150}?)\s(?:ban\shành|thông\squa)\s
    (?P<title>(?:Bộ\sluật|Luật|Pháp\slệnh|Nghị\sđịnh|Nghị\squyết|Thông\stư|Quyết\sđịnh|Chỉ\sthị)\s.{3,900}?)[.;,:]?
    """,
    re.VERBOSE,
)
#: "… một số điều của Luật Giá số 11/2012/QH13": the title in the head leaves out the number.
_NUMBERED = re.compile(r"\bsố \d")
_ADDRESSEE = re.compile(r"Kính gửi", re.IGNORECASE)
_ENDS_TITLE = re.compile(r"Kính gửi|Lời nói đầu|Nơi nhận", re.IGNORECASE)
_SUBJECT = re.compile(r"(?:V/v|Về việc)\b", re.IGNORECASE)
_SECTION = re.compile(r"[IVX]{1,4}\s?[.–-]|\d{1,2}\.\s")
_ENCLOSED_TAIL = re.compile(r"\s?\((?:Ban hành )?[Kk]èm theo.*$")
_LAWS = {"luat", "bo-luat", "phap-lenh", "hien-phap"}
_NAMES = sorted(
    ((entry.name.upper(), entry) for entry in TYPES if entry.slug not in {"other", "bai-viet"}),
    key=lambda pair: -len(pair[0]),
)
_MAX_TITLE_LINES = 14
#: How the text of a table's row divides its cells.
_ROW = " | "
#: "BỘ LUẬT LAO ĐỘNG CỦA NƯỚC [CỘNG HÒA …]", of which the national title is taken for that of the head.
_OF_THE_NATION = re.compile(r"\scủa nước$", re.IGNORECASE)
_LONG = 100


@dataclass(frozen=True)
class Head:
    """What the head says; None where it does not."""

    type: str
    title: str
    number: str | None = None
    issuer: str | None = None
    authority: str | None = None
    issued: date | None = None
    place: str | None = None
    legal_bases: tuple[LegalBasis, ...] = ()
    enacted: str | None = None


# Where the head begins and ends


def find_start(blocks: Sequence[Block]) -> int:
    """The index of the first block of the act: whatever a page puts above it is left out."""
    first = next((index for index, block in enumerate(blocks) if article_mark(block.text)), len(blocks))
    head = range(min(first, len(blocks)))
    found = next((index for index in head if has_nation(blocks[index].text)), None)
    if found is None:
        marks = (index for index in head if is_number_line(blocks[index].text) or _type_line(blocks[index].text))
        found = next(marks, 0)
    start = found
    while start > 0 and found - start < 6 and _belongs_above(blocks[start - 1].text):
        start -= 1
    return start


def _belongs_above(text: str) -> bool:
    return is_body_line(text) or is_register(text) or (names_body(text) and len(text) < 60 and text[-1:].isalpha())


def find_body(blocks: Sequence[Block], start: int) -> int:
    """The index of the first block after the head: the first article or division, else what follows the enacting
    line, else what follows title and addressee."""
    for index in range(start, len(blocks)):
        block = blocks[index]
        if article_mark(block.text) or (division_mark(block.text) and block.kind not in {"row", "header-cell"}):
            return index
    for index in range(start, len(blocks)):
        if ENACTING.fullmatch(blocks[index].text):
            return index + 1
    return _after_title(blocks, start)


def _after_title(blocks: Sequence[Block], start: int) -> int:
    """For texts without articles: after the last line of the head that is recognised as such."""
    window = range(start, min(start + 40, len(blocks)))
    addressed = next((index for index in window if _ADDRESSEE.match(blocks[index].text)), None)
    if addressed is not None:
        listed = (index for index in window if index > addressed and blocks[index].text[:1] not in "-–+")
        return next(listed, len(blocks))
    end = start
    for index in window:
        if _is_head_line(blocks[index], index - end):
            end = index + 1
    return end


def _is_head_line(block: Block, distance: int) -> bool:
    text = block.text
    if has_nation(text) or is_number_line(text) or _ADDRESSEE.match(text) or _SUBJECT.match(text):
        return True
    # "Để …", "Sau khi …" open grounds near the title, and any paragraph of an article of the press further down.
    if is_basis(text) and distance < 4:
        return True
    titling = is_capitals(text) or bool(block.centered) or block.kind == "header-cell"
    return has_day(text) or (titling and distance < 4 and not _SECTION.match(text))


# What the head says


def read_head(blocks: Sequence[Block], wording: Wording) -> Head:
    """The head from its blocks (those before the first provision)."""
    lines = [text for block in blocks if (text := without_nation(block.text))]
    typed = _find_type(lines)
    number = find_number(lines, typed)
    parsed = DocumentNumber.try_parse(number) if number else None
    typed = _unless_number_differs(lines, typed, parsed)
    kind = _document_type(lines, typed, parsed)
    enactor, titles = _title_lines(lines, typed)
    enacted = next((found for line in reversed(lines) if (found := _ENACTED.fullmatch(line))), None)
    enacting = enacted["authority"] if enacted else None
    issuer = issuer_of(lines if typed is None else lines[:typed], enactor or enacting, parsed, wording)
    issued, place = find_day_and_place(lines, typed)
    return Head(
        type=kind.slug,
        title=_title(titles, kind, enacted, wording),
        number=str(parsed) if parsed else number,
        issuer=issuer,
        authority=authority_of(enactor, enacting, issuer, wording),
        issued=issued,
        place=place,
        legal_bases=tuple(legal_bases(lines)),
        enacted=enacted["title"] if enacted and kind.slug in _LAWS and _NUMBERED.search(enacted["title"]) else None,
    )


def _type_line(text: str) -> tuple[DocumentType, str] | None:
    """The type that a line in capitals names, and what follows it on the line."""
    shown = re.sub(r"^BẢN\s", "", text.strip(" :*"))
    for name, entry in _NAMES:
        if shown.startswith(name) and not shown[len(name) :][:1].isalpha():
            return entry, shown[len(name) :].strip()
    return None


def _find_type(lines: Sequence[str]) -> int | None:
    above = next((index for index, line in enumerate(lines) if is_basis(line)), len(lines))
    marks = (index for index, line in enumerate(lines[:above]) if _type_line(line))
    found = next(marks, None)
    if found is None:
        found = next((index for index, line in enumerate(lines[:above]) if _small_type(line)), None)
    return 0 if found is None and above and _type_line(lines[0].upper()) else found


def _unless_number_differs(lines: Sequence[str], typed: int | None, number: DocumentNumber | None) -> int | None:
    """The index of the type's line; of the line above, where a title only begins like a type ("Quy định về …") and the
    number says another type."""
    found = None if typed is None or _type_line(lines[typed]) else _type_line(lines[typed].upper())
    if typed is None or found is None or number is None or number.type_code is None:
        return typed
    return typed if number.document_type == found[0] else typed - 1


def _small_type(line: str) -> bool:
    """A type in small letters: alone on its line, or with whose act it is, or what it is about."""
    found = _type_line(line.upper())
    return found is not None and bool(re.match(r"$|(?:CỦA|SỐ|VỀ|BAN HÀNH)\s", found[1].strip(" :")))


def _document_type(lines: Sequence[str], typed: int | None, number: DocumentNumber | None) -> DocumentType:
    if number is not None and "VBHN" in number.codes:
        return type_of_slug("van-ban-hop-nhat")
    found = _type_line(lines[typed].upper()) if typed is not None else None
    if found:
        return found[0]
    return number.document_type if number else type_of_slug("other")


def _title_lines(lines: Sequence[str], typed: int | None) -> tuple[str | None, list[str]]:
    """The enacting body named below the title, and the lines of the title."""
    if typed is None:
        return None, _subject(lines)
    found = _type_line(lines[typed].upper())
    rest = lines[typed][-len(found[1]) :] if found and found[1] else ""
    titles = _behind_day(rest) if _says_whose(rest) else [rest] if rest else []
    open_bracket = False
    for index in range(typed + 1, min(typed + _MAX_TITLE_LINES, len(lines))):
        line = lines[index]
        if is_basis(line) or ENACTING.match(line) or _ENDS_TITLE.match(line) or _is_sentence(line) or _ROW in line:
            return None, titles
        if is_enactor(lines, index) and (titles or not _is_law(found)):
            return line, titles
        open_bracket = line.startswith("(") or (open_bracket and not lines[index - 1].rstrip(" .").endswith(")"))
        if open_bracket:
            continue
        if not titles and _says_whose(line):
            titles.extend(_behind_day(line))
        elif not is_register(line):
            titles.append(without_day(line))
    return None, titles


def _is_law(found: tuple[DocumentType, str] | None) -> bool:
    """Laws are named in the line below the type, and some are named like a body ("BẢO HIỂM XÃ HỘI")."""
    return found is not None and found[0].slug in _LAWS


def _says_whose(text: str) -> bool:
    """ "CỦA CHÍNH PHỦ SỐ …" below or behind the type: no title."""
    return bool(re.match(r"(?:của|số|luật số)\s", text.lower()))


def _behind_day(line: str) -> list[str]:
    """The title that follows number and day on one line: "… NGÀY 17 THÁNG 6 NĂM 2003 VỀ LUẬT BIÊN GIỚI QUỐC GIA"."""
    found = re.search(r"\d{4}\s(?P<title>(?:về|ban hành|quy định)\s.+)", line, re.IGNORECASE)
    return [found["title"]] if found else []


def _is_sentence(line: str) -> bool:
    """A paragraph of running text: titles end without a stop."""
    return len(line) > _LONG and line.endswith((".", ":"))


def _subject(lines: Sequence[str]) -> list[str]:
    """The "V/v …" of an official letter, which may run over several lines."""
    start = next((index for index, line in enumerate(lines) if _SUBJECT.match(line)), None)
    if start is None:
        return []
    titles = [lines[start]]
    for line in lines[start + 1 :]:
        if has_day(line) or not line[:1].islower():
            break
        titles.append(line)
    return titles


def _title(titles: Sequence[str], kind: DocumentType, enacted: re.Match[str] | None, wording: Wording) -> str:
    title = _ENCLOSED_TAIL.sub("", re.sub(r"\s+", " ", " ".join(titles)).strip(" .*"))
    if kind.slug in _LAWS and title:
        title = _OF_THE_NATION.sub("", re.sub(r"^về\s", "", title, flags=re.IGNORECASE))
        return _law_name(title, kind, enacted, wording)
    return wording.written_out(title)


def _law_name(title: str, kind: DocumentType, enacted: re.Match[str] | None, wording: Wording) -> str:
    """The full name, as the enacting sentence writes it: "Luật Công đoàn"."""
    name = title if fold(title).startswith(fold(kind.name)) else f"{kind.name} {title}"
    if enacted and fold(enacted["title"]) == fold(name):
        return enacted["title"]
    return wording.written_out(name.upper()) if is_capitals(title) else name
