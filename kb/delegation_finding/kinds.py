"""What kind of party a name is: public or private, somebody or anybody, one body or a class of them."""

from __future__ import annotations

import re

from kb.delegation_finding.parties import Party
from kb.delegation_finding.tokens import Tokens
from kb.delegation_finding.words import ANYONE, CLASS_HEADS, CLASS_MARKS, LOCAL_HEADS, PRIVATE, Stance, words

_PUBLIC_MARKS = (
    "nhân dân",
    "nhà nước",
    "chuyên môn",
    "ubnd",
    "hành chính",
    "giải quyết tố cáo",
    "giải quyết khiếu nại",
    "công lập",
    " chính phủ ",
    "quản lý khu ",
    " quốc hội ",
    " bộ ",
    "người quyết định ",
)
_PRIVATE_MARKS = (
    "ký văn bản đề nghị",
    "đơn vị sử dụng ngân sách",
    "đơn vị giao dịch",
    "nộp thuế",
    "chi trả thu nhập",
    "sử dụng lao động",
)
#: "cơ quan *có đủ điều kiện*": a description that names nobody.
_DESCRIBED = re.compile(r" (?:nơi|đủ|đang|có (?!thẩm quyền|liên quan)).*?(?=,| và | hoặc |$)")
#: The head of any division, since none is named.
_ANY_HEAD = re.compile(r"[Tt]rưởng (?:phòng|ban)(?! [A-ZĐÀ-Ỹ])")
#: Offices that every company has too: without a name they prove nothing.
_ANY_MANAGER = words("giám đốc, tổng giám đốc, phó giám đốc, phó tổng giám đốc, các phó giám đốc, trưởng phòng")


def is_private(tokens: Tokens, party: Party) -> bool:
    """Whether nothing in the name says that it is a public body."""
    name = f" {tokens.words(party.first, party.last)} "
    if any(mark in name for mark in _PRIVATE_MARKS) or name.strip() in _ANY_MANAGER:
        return True
    return party.head.removeprefix("phó ") in PRIVATE and not any(mark in name for mark in _PUBLIC_MARKS)


def is_deputy(name: str) -> bool:
    """Whether deputies are meant, who act for their own heads.

    >>> is_deputy("Thủ trưởng, Phó Thủ trưởng Cơ quan điều tra"), is_deputy("Sở Y tế")
    (True, False)
    """
    return bool(re.search(r"\b(?:phó|thứ trưởng)\b", name.lower()))


def is_anyone(name: str) -> bool:
    """Whether a name says only "a body": "cơ quan có thẩm quyền"."""
    bare = _DESCRIBED.sub("", name.lower())
    bare = re.sub(r"^(?:các|những|một số|một) | (?:nhà nước )?có thẩm quyền| khác$| cấp trên$", "", bare)
    return all(part in ANYONE for part in re.split(r", | và | hoặc ", bare))


def is_class(name: str) -> bool:
    """Whether a name means every body of a kind, not a given one."""
    return is_any_of(name) or any(f" {mark}" in name.lower() for mark in CLASS_MARKS)


def stance_between(tokens: Tokens, *parties: Party | None, maybe: bool = False) -> Stance:
    """Delegated; or, where ``maybe`` or one of the parties is a class of bodies, only that it may be: what a given body
    did is still open."""
    still_open = maybe or any(is_class(party.text(tokens)) for party in parties if party)
    return "may_delegate" if still_open else "delegated"


def is_any_of(name: str) -> bool:
    """Whether a name tells of what kind a body is, and no more: "tổ chức đăng kiểm", "các bộ"; "Bộ Y tế" tells more."""
    heads = ((rf"{head}(?:$|,| (?!trưởng))", name if head == "bộ" else name.lower()) for head in CLASS_HEADS)
    return bool(_ANY_HEAD.match(name)) or any(re.match(head, told) for head, told in heads)


def is_local_class(name: str) -> bool:
    """Whether a name fits an office of every province, since no place is named.

    >>> is_local_class("Giám đốc Sở Y tế"), is_local_class("Giám đốc Sở Y tế tỉnh An Lạc")
    (True, False)
    """
    placed = re.search(r"\b(?:tỉnh|thành phố|Thành phố|TP\.?|huyện|quận)\s[A-ZĐÀ-Ỹ]", name)
    return placed is None and any(re.match(rf"{head}(?:\s|$)", name.lower()) for head in LOCAL_HEADS)
