"""The words of delegation in a sentence: ủy quyền, phân cấp, phân quyền, giao, and several of them joined."""

from __future__ import annotations

from dataclasses import dataclass

from kb.delegation_finding.tokens import Tokens
from kb.delegation_finding.words import DelegationKind, phrases, words

_WORDS = phrases("ủy quyền, phân cấp, phân quyền, giao quyền, giao thẩm quyền, giao trách nhiệm, giao nhiệm vụ, giao")
_KINDS: dict[str, DelegationKind] = {
    "uỷ quyền": "uy-quyen",
    "phân cấp": "phan-cap",
    "phân quyền": "phan-quyen",
}
JOINED = phrases("ủy quyền, phân cấp, phân quyền, phân công, ủy nhiệm, giao quyền, giao nhiệm vụ, giao")
#: Joined without a comma too: "uỷ quyền phân cấp cho".
_DOUBLED = phrases("ủy quyền, phân cấp, phân quyền")
_BARE = words("giao, giao nhiệm vụ, giao trách nhiệm")
_NOT_GIAO_BEFORE = words("ngoại, bàn, chuyển, xã, sự, thành, phụ, khoán")
_NOT_GIAO_AFTER = words("""
    dịch, thông, kết, nhận, ban, lưu, khoán, tiếp, hữu, hợp, nộp, đất, rừng, chỉ, nhau, hàng, tài, dự, biên, kế, vốn
    đấu, mùa, phối, cấu, chủ, cắm, chỉ tiêu
""")


@dataclass(frozen=True, slots=True)
class Trigger:
    """The word of delegation: tokens ``first`` to ``last``; a ``bare`` "giao" needs more proof than the others."""

    first: int
    last: int
    kind: DelegationKind
    bare: bool = False


def triggers(tokens: Tokens) -> list[Trigger]:
    """The words of delegation in a sentence; "phân cấp, ủy quyền" counts as one."""
    found: list[Trigger] = []
    index = 0
    while index < len(tokens):
        length = tokens.match(index, _WORDS)
        if not length or _is_other_word(tokens, index):
            index += 1
            continue
        last = _joined_end(tokens, index + length)
        found.append(_trigger(tokens, index, last, length))
        index = last
    return found


def _trigger(tokens: Tokens, first: int, last: int, length: int) -> Trigger:
    """Its kind is that of its first word, unless that is "giao": of "giao nhiệm vụ hoặc *phân cấp*" the other tells."""
    word = tokens.words(first, first + length)
    joined = tokens.words(first + length + 1, last)
    if word in _BARE and joined in _KINDS:
        return Trigger(first, last, _KINDS[joined])
    return Trigger(first, last, _KINDS.get(word, "giao"), word in _BARE)


def _is_other_word(tokens: Tokens, index: int) -> bool:
    if tokens.lower(index) != "giao":
        return False
    if tokens.words(index + 1, index + 3) in {"chủ tịch", "chủ nhiệm"}:
        return False
    return tokens.lower(index - 1) in _NOT_GIAO_BEFORE or tokens.lower(index + 1) in _NOT_GIAO_AFTER


def _joined_end(tokens: Tokens, last: int) -> int:
    while True:
        joint = tokens.lower(last) in {",", "và", "hoặc", "/"}
        length = tokens.match(last + joint, JOINED if joint else _DOUBLED)
        if not length:
            return last
        index = last + joint
        last = index + length
