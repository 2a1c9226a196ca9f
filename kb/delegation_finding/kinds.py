"""What kind of party a name is: public or private, somebody or anybody, one body or a class of them."""

from __future__ import annotations

import re

from kb.delegation_finding.parties import Party
from kb.delegation_finding.tokens import Tokens
from kb.delegation_finding.words import ANYONE, CLASS_HEADS, CLASS_MARKS, LOCAL_HEADS, PRIVATE, words

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
    " quốc hội ",
    " bộ ",
)
_PRIVATE_MARKS = ("ký văn bản đề nghị", "đơn vị sử dụng ngân sách", "đơn vị giao dịch", "nộp thuế", "sử dụng lao động")
#: Offices that every company has too: without a name they prove nothing.
_ANY_MANAGER = words("giám đốc, tổng giám đốc, phó giám đốc, phó tổng giám đốc, các phó giám đốc, trưởng phòng")


def is_private(tokens: Tokens, party: Party) -> bool:
    """Whether nothing in the name says that it is a public body."""
    name = f" {tokens.words(party.first, party.last)} "
    if any(mark in name for mark in _PRIVATE_MARKS) or name.strip() in _ANY_MANAGER:
        return True
    return party.head in PRIVATE and not any(mark in name for mark in _PUBLIC_MARKS)


def is_anyone(name: str) -> bool:
    """Whether a name says only "a body": "cơ quan có thẩm quyền"."""
    bare = re.sub(r"^(?:các|những|một số|một) | (?:nhà nước )?có thẩm quyền| khác$", "", name.lower())
    return all(part in ANYONE for part in re.split(r", | và | hoặc ", bare))


def is_class(name: str) -> bool:
    """Whether a name means every body of a kind, not a given one."""
    lower = name.lower()
    heads = any(re.match(rf"{head}(?:$|,| (?!trưởng))", name if head == "bộ" else lower) for head in CLASS_HEADS)
    return heads or any(f" {mark}" in lower for mark in CLASS_MARKS)


def is_local_class(name: str) -> bool:
    """Whether a name fits an office of every province, since no place is named.

    >>> is_local_class("Giám đốc Sở Y tế"), is_local_class("Giám đốc Sở Y tế tỉnh An Lạc")
    (True, False)
    """
    placed = re.search(r"\b(?:tỉnh|thành phố|Thành phố|TP\.?|huyện|quận)\s[A-ZĐÀ-Ỹ]", name)
    return placed is None and any(re.match(rf"{head}(?:\s|$)", name.lower()) for head in LOCAL_HEADS)
