"""Where the name of a body begins, and where a verb of power does, token by token."""

from __future__ import annotations

from kb.delegation_finding.tokens import Tokens
from kb.delegation_finding.words import (
    COMPLETE_HEADS,
    GENERIC_HEADS,
    LEVELS,
    NAMED_HEADS,
    NO_HEADS,
    NO_VERBS,
    POWER_VERBS,
    VERB_HEADS,
    words,
)

#: Behind these a short head is the second half of a word: "quốc phòng", "xã hội".
_COMPOUND_FIRST = words("quốc, dự, văn, đề, tiêu, biên, tiền, xã, cửa, nhà, môi, thị, hiện, cơ, quân, bộ, cấu, máy")
#: In a text without capitals a short head counts as a name only behind these.
_BEFORE_SMALL_NAME = words("cho, quyền, cấp, giao, đốc, trưởng, và, các, tra") | {","}
_SMALL_HEADS = words("sở, phòng, cục, chi, tổng, bộ, ban, giám, trưởng, chánh")
#: Behind these "tổ chức" is what one does; and before these.
_BEFORE_DOING = words("định, việc, tiếp")
_OR_GIVES = words("hoặc phân, hoặc uỷ, và phân, và uỷ")
_TIERS = words("cấp tỉnh, cấp huyện, cấp xã, cấp cơ sở")
#: "do *Nhà nước* giao": behind other words it says whose something is, "doanh nghiệp Nhà nước".
_BEFORE_STATE = words("do, được, khi, thì, mà") | {"", ";", ","}


def verb_at(tokens: Tokens, index: int) -> int:
    """How many tokens a verb of power takes at ``index``; 0 if there is none. A capital makes it part of a name."""
    length = tokens.match(index, POWER_VERBS)
    if not length or (tokens[index].capital and not tokens.shouting) or tokens.match(index, NO_VERBS):
        return 0
    levels = tokens.lower(index + 1) in LEVELS or tokens.lower(index - 1) in {"ngang", "cùng", "đa"}
    if length == 1 and tokens.lower(index) == "cấp" and levels:
        return 0
    if tokens.words(index, index + 2) == "quyết định" and tokens.lower(index - 1) in {"hành", "ra", "ký"}:
        return 0
    if length == 1 and tokens.lower(index) == "cho" and tokens.lower(index + 1) != "phép":
        return 0
    return length


def head_at(tokens: Tokens, index: int) -> tuple[int, bool]:
    """Length of a head at ``index`` and whether the words after it belong to it; (0, False) without one."""
    complete = tokens.match(index, COMPLETE_HEADS) or _state(tokens, index) or _tier(tokens, index)
    if not complete and tokens.lower(index) == "phó" and tokens.match(index + 1, COMPLETE_HEADS | GENERIC_HEADS):
        length, takes_verb = head_at(tokens, index + 1)
        return length + 1 if length else 0, takes_verb
    generic = 0 if tokens.lower(index - 1) in _COMPOUND_FIRST else tokens.match(index, GENERIC_HEADS)
    named = tokens.match(index, NAMED_HEADS)
    if named and not _is_name(tokens, index, named):
        named = 0
    if not complete and (tokens.match(index, NO_HEADS) or not _heads_organisation(tokens, index)):
        return 0, False
    best = max(complete, generic, named)
    if best == 0:
        return 0, False
    if best == complete:
        return complete, False
    return best, best == generic and tokens.words(index, index + best) in VERB_HEADS


def _state(tokens: Tokens, index: int) -> int:
    """Tokens of "Nhà nước", where it is the State that acts."""
    acts = tokens.lower(index - 1) in _BEFORE_STATE and tokens.lower(index + 2) in {"giao", "uỷ", "phân", "có", "đã"}
    return 2 if acts and tokens.words(index, index + 2) == "nhà nước" and tokens[index].capital else 0


def _tier(tokens: Tokens, index: int) -> int:
    """Tokens of "(cho) *cấp xã*", a tier that stands for its bodies."""
    tier = tokens.words(index, index + 2) in _TIERS
    return 2 if tier and (tokens.lower(index - 1) == "cho" or tokens[index].capital) else 0


def _heads_organisation(tokens: Tokens, index: int) -> bool:
    """Whether "tổ chức" at ``index``, if it stands there, is a noun: no body and no verb right behind it."""
    if tokens.words(index, index + 2) != "tổ chức":
        return True
    if tokens.lower(index - 1) == "cho":
        return True
    following = index + 2
    if tokens.lower(index - 1) in _BEFORE_DOING or tokens.words(following, following + 2) in _OR_GIVES:
        return False
    return not (verb_at(tokens, following) or tokens.match(following, COMPLETE_HEADS | NAMED_HEADS))


def _is_name(tokens: Tokens, index: int, length: int) -> bool:
    """Whether a short head is meant as a name: it or the next word has a capital, or all is in small letters."""
    follows = index + length
    if tokens.caseless:
        led = tokens.lower(index - 1) in _BEFORE_SMALL_NAME and tokens.lower(index) in _SMALL_HEADS
        return led and follows < len(tokens) and tokens[follows].is_word
    before_plural = tokens.lower(index - 1) in {"các", "mỗi", "từng"}
    next_capital = follows < len(tokens) and tokens[follows].capital
    return (tokens[index].capital and follows < len(tokens)) or next_capital or before_plural
