"""Whose act it is: the body in the head, and the person or body that enacts where that is another."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.outlining.basis import is_basis
from indexer.outlining.marks import is_capitals
from indexer.outlining.words import Wording, unabbreviated
from kb.numbers import DocumentNumber
from kb.text import fold, normalise, words_key

#: How the names of public bodies and offices begin (folded).
_BODIES = (
    "uy ban|ubnd|hoi dong|hdnd|quoc hoi|chinh phu|thu tuong|chu tich|bo truong|bo|so|ban quan ly|van phong|tong cuc|cuc"
    "|tong lien|toa an|vien kiem|vien truong|chanh an|thong doc|ngan hang|kiem toan|thanh tra|tong thanh tra|bao hiem"
    "|giam doc|tinh uy|thanh uy|ban chap hanh|bo chinh tri|ban bi thu|ban(?! hanh)|truong|trung tam|hoc vien|dai hoc"
    "|tinh doan|lien doan|chi cuc|chu nhiem|mat tran|lien bo|dang uy|huyen uy|bch|bql|dang bo"
    "|tong (?:cong ty|giam doc|bi thu)"
)
_BODY = re.compile(rf"(?:{_BODIES})\s")
#: Words that look like a body's without their tones: a form, an amount.
_LIKE_A_BODY = re.compile(r"(?:bản|bàn|bán|số|bổ|bỏ|sổ)\s", re.IGNORECASE)
#: Headings of the gazette, drafts, forms, numbers.
_NOT_A_BODY = re.compile(
    r"van ban quy pham|van ban phap luat|phap luat khac|van ban hop nhat -|cong bao|^du thao|^mau so|\d"
)
#: What opens the name of a body that stands below the one in the line above it.
_SUBORDINATE = re.compile(
    r"(?:so|ban|bql|cuc|tong cuc|van phong|chi cuc|trung tam|truong|vien|thanh tra|hoi dong|vu|kho bac)\s"
)
_UNFINISHED = {"uy ban nhan dan", "hoi dong nhan dan", "bo", "van phong", "ban quan ly", "ban"}
CONNECTS = re.compile(r"(?:\b(?:của|và|các|về|cho|trên|tại|thuộc|với|theo)|,|-|–)$", re.IGNORECASE)
ENACTING = re.compile(r"(?:QUYẾT ĐỊNH|NGHỊ ĐỊNH|QUYẾT NGHỊ|NGHỊ QUYẾT|CHỈ THỊ|LỆNH|BAN HÀNH|THÔNG TƯ)\s?:", re.I)
_SESSION = re.compile(r"kh[óo][áa]\s|kỳ\s(?:họp|thứ)", re.IGNORECASE)
_HEAD_OF = re.compile(r"(?:CHỦ TỊCH|BỘ TRƯỞNG|GIÁM ĐỐC|Chủ tịch|Bộ trưởng)\s(?=ỦY|UỶ|UBND|BỘ|SỞ|Ủy|Uỷ|Bộ|Sở)")
_MAX_NAME = 150


def names_body(text: str) -> bool:
    """Whether a line begins with the name of a public body or office."""
    return bool(_BODY.match(f"{fold(text)} ")) and not _LIKE_A_BODY.match(normalise(text))


def is_body_line(text: str) -> bool:
    """Whether a line can be (part of) the name in the left column of a head."""
    return is_capitals(text) and not _NOT_A_BODY.search(fold(text))


def issuer_of(above: Sequence[str], enactor: str | None, number: DocumentNumber | None, wording: Wording) -> str | None:
    """The issuer: the lowest body in the lines above the type, else the one that enacts.

    The Prime Minister's decisions are told by their symbol, whatever the head prints.
    """
    if number is not None and number.codes[-1] == "TTg":
        return "Thủ tướng Chính phủ"
    bodies = _bodies(above)
    if bodies:
        return wording.named(unabbreviated(bodies[-1]))
    if enactor is None or not names_body(enactor):
        return None
    return wording.written_out(unabbreviated(_HEAD_OF.sub("", enactor)))


def _bodies(lines: Sequence[str]) -> list[str]:
    """The bodies in the left column, the superior one first; lines that go on a name are joined to it."""
    bodies: list[str] = []
    for line in lines:
        folded = fold(line)
        named = names_body(line)
        if _NOT_A_BODY.search(folded) or not (is_capitals(line) or named) or len(line) > _MAX_NAME:
            if bodies:
                break
        elif bodies and _repeats(bodies[-1], line):
            bodies[-1] = line
        elif bodies and (not named or CONNECTS.search(bodies[-1]) or not _is_below(bodies[-1], folded)):
            bodies[-1] = f"{bodies[-1]} {line}"
        elif named:
            bodies.append(line)
    return bodies


def _repeats(above: str, line: str) -> bool:
    """Whether a line begins the name above once more: the gazette prints it as a heading, then the act prints it."""
    return words_key(above).startswith(words_key(line))


def _is_below(above: str, folded: str) -> bool:
    """Whether the body above has its whole name, so that the next line names one below it."""
    return bool(_SUBORDINATE.match(f"{folded} ")) and fold(above) not in _UNFINISHED


def authority_of(enactor: str | None, enacting: str | None, issuer: str | None, wording: Wording) -> str | None:
    """Who enacts, where it is not the issuer itself: the line below the title, or the subject of "… ban hành …"."""
    named = wording.written_out(unabbreviated(enactor)) if enactor else enacting
    if named is None or not names_body(named) or (issuer and fold(named) in fold(issuer)):
        return None
    return named


def is_enactor(lines: Sequence[str], index: int) -> bool:
    """Whether this line of the head names the enacting body: the legal bases follow it, or nothing does."""
    line = lines[index]
    if not names_body(line) or CONNECTS.search(lines[index - 1]) or len(line) > _MAX_NAME:
        return False
    following = lines[index + 1] if index + 1 < len(lines) else ""
    grounds = is_basis(following) or bool(ENACTING.match(following) or _SESSION.match(following))
    if not is_capitals(line):
        return grounds and len(line) < 90
    return grounds or not following or _goes_on_name(lines, index + 1)


def _goes_on_name(lines: Sequence[str], index: int) -> bool:
    after = lines[index + 1] if index + 1 < len(lines) else ""
    return is_capitals(lines[index]) and is_basis(after) and len(lines[index]) < 60
