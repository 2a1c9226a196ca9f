"""The foot of an act: recipients and signature, in whatever order the two columns were read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from indexer.outlining.marks import has_nation, is_capitals, is_closing, is_office, is_role

_RECIPIENTS = re.compile(r"N[ơƠ]i\s?nh[ậẬ]n\s?:?\s?(?P<rest>.*)", re.IGNORECASE)
_ITEM = re.compile(r"[-–—+•*]\s?(?P<text>.+)")
_SIGNED = re.compile(r"\(?\s?(?:đã ký|ký tên|đã ký và đóng dấu|ký, ghi rõ họ tên|chữ ký.*)\s?\)?", re.IGNORECASE)
_SIGNED_BEHIND = re.compile(r"\s?\(?(?:Đã ký|đã ký)\)?$")
_RANK = re.compile(
    r"^(?:(?:(?:Đại|Thượng|Trung|Thiếu) tướng|Đại tá|GS|PGS|TS|ThS|BS|KS|CN|LS)\.?\s?)+[.,]?\s?(?=[A-ZĐÀ-Ỹ])"
)
#: "L ê Tiến Châu": a first letter that the layout tore off.
_TORN = re.compile(r"(?<!\w)([A-ZĐ])\s(?=[a-zà-ỹđăâêôơư])")
_WORD = r"[A-ZĐÀ-ỸĂÂÊÔƠƯ][a-zà-ỹđăâêôơư]*"
_NAME = re.compile(rf"{_WORD}(?:\s{_WORD}){{1,4}}")
#: The commonest family names; only where nothing else tells a name from other words.
_FAMILY = (
    "Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Trương|Đinh|Mai|Đoàn|Lâm|Trịnh|Đào|Cao|Hà|Tô|Tạ"
    "|Chu|Lương|Quách|Thái|Tống|Vương|Lưu|La|Kiều|Triệu|Châu|Từ|Tăng|Phùng|Nông|Hứa|Giàng|Sùng|Lò|Vàng|Thào|Hầu|Quàng"
)
_NAME_BEHIND = re.compile(rf"(?<=\s)(?:{_FAMILY})(?:\s{_WORD}){{1,3}}$")
_LAST_LINES = 60
#: "kt. Bộ trưởng Bộ Tài chính", "KT/bộ trưởng": an agent in small letters, which below "Nơi nhận" is a signature.
_SMALL_ROLE = re.compile(
    r"(?P<mark>tm|kt|tl|tuq|q|t/m|k/t)\s?[./]\s?(?=chính phủ|thủ tướng|bộ trưởng|chủ tịch|[uủ][ỷy]? ?ban|ubnd|giám đốc|"
    r"thống đốc|trưởng ban|tổng cục trưởng|cục trưởng|chủ nhiệm|viện trưởng|chánh án)(?P<office>[^.;:,]{4,60})",
    re.IGNORECASE,
)
#: The deputy's office behind the one that he signs for.
_DEPUTY = re.compile(r"\s(?=(?:phó|thứ trưởng)\b)", re.IGNORECASE)
#: What is left of the mark of a picture: "[daky]".
_PICTURE = re.compile(r"^\[?[a-z]{0,4}\]|\[?[a-z]{0,4}\]$|\[daky$")


@dataclass(frozen=True)
class Foot:
    """Signature and recipients; ``role`` is the lines of the office joined by "; "."""

    signer: str | None = None
    role: str | None = None
    recipients: tuple[str, ...] = ()
    closing: str | None = None


def read_foot(lines: Sequence[str]) -> Foot:
    """The foot from its lines.

    >>> foot = read_foot(["Nơi nhận:", "- Như Điều 3;", "- Lưu: VT.", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Lê Văn An"])
    >>> foot.signer, foot.role, foot.recipients
    ('Lê Văn An', 'KT. CHỦ TỊCH; PHÓ CHỦ TỊCH', ('Như Điều 3', 'Lưu: VT'))
    """
    roles: list[str] = []
    recipients: list[str] = []
    signer: str | None = None
    closing = next((line for line in lines if is_closing(line)), None)
    for line in _single(lines[:_LAST_LINES]):
        if has_nation(line):
            break
        if not is_role(line) and (item := _ITEM.fullmatch(line)):
            recipients.append(item["text"].strip(" ;./"))
        elif is_role(line) or (roles and is_office(line)) or _SMALL_ROLE.fullmatch(line):
            if not signer:
                roles.extend(_roles(line))
        elif (roles or closing) and not signer and not _SIGNED.fullmatch(line):
            signer = _name(line)
            if signer is None and is_capitals(line) and "(" not in line and _goes_on(roles):
                roles[-1] = f"{roles[-1]} {line}"
    signer = signer or _behind(recipients)
    return Foot(signer, "; ".join(dict.fromkeys(roles)) or None, tuple(recipients), closing)


def _single(lines: Sequence[str]) -> Iterator[str]:
    """The lines of the foot, two columns that were read as one taken apart."""
    for line in (_PICTURE.sub("", line).strip() for line in lines):
        if found := _RECIPIENTS.match(line):
            if found["rest"]:
                yield found["rest"]
        elif not is_closing(line):
            yield _SIGNED_BEHIND.sub("", line)


def _roles(line: str) -> list[str]:
    """The offices of a line, the mark of the agent in capitals."""
    if small := _SMALL_ROLE.fullmatch(line):
        line = f"{small['mark'].upper()}. {small['office']}"
    shown = re.sub(r"^[-–]?\s?(TM|KT|TL|TUQ|Q)\s?\.\s?", r"\1. ", line.strip(" ,"))
    return _DEPUTY.split(shown)


def _goes_on(roles: Sequence[str]) -> bool:
    return bool(roles) and len(roles[-1]) < 80


def _name(line: str) -> str | None:
    """The name in a line, ranks and degrees taken off; None if it is none."""
    bare = _TORN.sub(r"\1", _RANK.sub("", line.strip(" .*")))
    if _NAME.fullmatch(bare):
        return bare
    if is_capitals(bare) and 1 < len(bare.split()) < 6 and re.match(_FAMILY.upper(), bare):
        return bare.title()
    return None


def _behind(recipients: Sequence[str]) -> str | None:
    """A name at the end of a line of recipients, where the columns were set with tabs."""
    found = (_NAME_BEHIND.search(text) for text in recipients)
    return next((match.group() for match in found if match), None)
