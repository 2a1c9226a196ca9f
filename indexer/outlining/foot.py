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
_WORD = r"[A-ZĐÀ-ỸĂÂÊÔƠƯ][a-zà-ỹđăâêôơư]*"
_NAME = re.compile(rf"{_WORD}(?:\s{_WORD}){{1,4}}")
#: The commonest family names; only where nothing else tells a name from other words.
_FAMILY = (
    "Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Trương|Đinh|Mai|Đoàn|Lâm|Trịnh|Đào|Cao|Hà|Tô|Tạ"
    "|Chu|Lương|Quách|Thái|Tống|Vương|Lưu|La|Kiều|Triệu|Châu|Từ|Tăng|Phùng|Nông|Hứa|Giàng|Sùng|Lò|Vàng|Thào|Hầu|Quàng"
)
_NAME_BEHIND = re.compile(rf"(?<=\s)(?:{_FAMILY})(?:\s{_WORD}){{1,3}}$")
_LAST_LINES = 60


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
        if item := _ITEM.fullmatch(line):
            recipients.append(item["text"].strip(" ;./"))
        elif is_role(line) or (roles and is_office(line)):
            if not signer:
                roles.append(re.sub(r"^(TM|KT|TL|TUQ|Q)\s?\.\s?", r"\1. ", line.strip(" ,")))
        elif (roles or closing) and not signer and not _SIGNED.fullmatch(line):
            signer = _name(line)
            if signer is None and is_capitals(line) and _goes_on(roles):
                roles[-1] = f"{roles[-1]} {line}"
    signer = signer or _behind(recipients)
    return Foot(signer, "; ".join(dict.fromkeys(roles)) or None, tuple(recipients), closing)


def _single(lines: Sequence[str]) -> Iterator[str]:
    """The lines of the foot, two columns that were read as one taken apart."""
    for line in lines:
        if found := _RECIPIENTS.match(line):
            if found["rest"]:
                yield found["rest"]
        elif not is_closing(line):
            yield _SIGNED_BEHIND.sub("", line)


def _goes_on(roles: Sequence[str]) -> bool:
    return bool(roles) and len(roles[-1]) < 80


def _name(line: str) -> str | None:
    """The name in a line, ranks and degrees taken off; None if it is none."""
    bare = _RANK.sub("", line.strip(" .*"))
    if _NAME.fullmatch(bare):
        return bare
    if is_capitals(bare) and 1 < len(bare.split()) < 6 and re.match(_FAMILY.upper(), bare):
        return bare.title()
    return None


def _behind(recipients: Sequence[str]) -> str | None:
    """A name at the end of a line of recipients, where the columns were set with tabs."""
    found = (_NAME_BEHIND.search(text) for text in recipients)
    return next((match.group() for match in found if match), None)
