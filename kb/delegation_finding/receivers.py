"""To whom a power goes: the party behind the word of delegation, with what describes it, and where the power begins."""

from __future__ import annotations

from dataclasses import replace

from kb.delegation_finding.clauses import Clause, past_fillers
from kb.delegation_finding.heads import head_at, verb_at
from kb.delegation_finding.parties import Party, party_at
from kb.delegation_finding.tokens import Tokens
from kb.delegation_finding.words import FIXED_WORDS, phrases, words

#: "B *nơi* thương nhân đặt trụ sở", "B *có* đủ điều kiện": words that describe a body behind its name.
_DESCRIBING = words("nơi, có, đang, đủ")
#: Behind these a verb belongs to the description: "thuộc quyền *quản lý*", "người được *thông báo*".
_INSIDE_BEFORE = words("được, có, quyền, giao, vi, về, không, đã, nơi, của, theo, chưa, từng")
#: Verbs with a further one behind them, "*tiến hành* kiểm tra"; else it describes: "tài sản *thu hồi* thực hiện".
_LEADING = words("thực hiện, tiến hành, tổ chức, quyết định, xem xét, trực tiếp, chủ trì, tổ chức thực hiện, cho phép")
_INSIDE_VERBS = words("đặt, kinh doanh, đăng ký")
#: What a body is told to be, or to have, before what it does.
_ROLES = phrases("""
    là cơ quan, là đơn vị, là tổ chức, là người, có thẩm quyền, có trách nhiệm, có nhiệm vụ, có quyền, và thẩm quyền
    và trách nhiệm, và quyền hạn
""")
_BASIS, _BASES = words("theo, tại, bằng, trên"), words("quy, thẩm, quyết, văn, công, nghị, pháp, luật, cơ")
_REACH = 40
_MARKS = frozenset(',;:().“”"')


def owner_of(clause: Clause) -> Party | None:
    """The delegator between the word and its delegate: "việc phân cấp của *A* cho B"."""
    tokens, last = clause.tokens, clause.trigger.last
    owner = party_at(tokens, last + 1) if tokens.lower(last) == "của" else None
    return owner if owner and tokens.lower(owner.after) == "cho" else None


def delegate_of(clause: Clause) -> tuple[Party | None, int, bool]:
    """The delegate right behind the word of delegation, the token behind it, and whether "cho" led to it."""
    tokens = clause.tokens
    owner = owner_of(clause)
    index = owner.after if owner else past_fillers(tokens, clause.trigger.last)
    led = tokens.lower(index) == "cho" and tokens.lower(index + 1) != "phép"
    index += led and tokens.lower(index + 1) == ":"  # "uỷ quyền cho: B"
    party = party_at(tokens, index + led)
    if party is None:
        return None, index + led, led
    seated = tokens.lower(party.after) in {"nơi", "trên"}
    described = _described(tokens, party) if seated or not clause.trigger.bare else party
    if clause.trigger.bare:
        return described, _past_renamed(tokens, described.after), led
    return described, _past_renamed(tokens, past_role(tokens, described.after)), led


def _described(tokens: Tokens, party: Party) -> Party:
    """The party with the words that describe it, if a verb of power follows them: "Sở X *nơi có bến* kiểm tra"."""
    first = party.after
    around = tokens.words(first, first + 3) == "trên địa bàn"
    manages = tokens.words(first, first + 2) == "được giao"  # "cơ quan *được giao quản lý tài sản* thu phí"
    if (
        (tokens.lower(first) not in _DESCRIBING and not around and not manages)
        or tokens.match(first, _ROLES)
        or verb_at(tokens, first)
    ):
        return party
    index = first + 1
    while index < min(len(tokens), party.after + _REACH) and tokens.lower(index) not in {";", ":"}:
        if tokens.match(index, _ROLES) or _acts(tokens, index):
            return replace(party, last=index - (tokens.lower(index - 1) == "để"), after=index)
        index += tokens.match(index, FIXED_WORDS) or 1
    return party


def _acts(tokens: Tokens, index: int) -> bool:
    """Whether a verb of power begins that is no part of a description."""
    length = verb_at(tokens, index)
    if not length or tokens.match(index, FIXED_WORDS) or head_at(tokens, index)[0]:
        return False
    if verb_at(tokens, index + length) and tokens.words(index, index + length) not in _LEADING:
        return False
    return tokens.lower(index - 1) not in _INSIDE_BEFORE and not any(
        tokens.words(index, index + length) in _INSIDE_VERBS for length in (1, 2)
    )


def past_role(tokens: Tokens, index: int) -> int:
    """The token behind "là cơ quan có thẩm quyền", "có trách nhiệm" where a verb of power follows; else the same."""
    place = index
    while length := tokens.match(place, _ROLES):
        place += length
    return place if verb_at(tokens, place) else index


def past_basis(tokens: Tokens, index: int) -> int:
    """The token behind "theo quy định của pháp luật", "tại Quyết định số …" where a verb follows; else the same."""
    if tokens.lower(index) not in _BASIS or tokens.lower(index + 1) not in _BASES:
        return index
    places = range(index + 3, min(index + _REACH, len(tokens)))
    stop = next((at for at in places if tokens.lower(at) in _MARKS), places.stop)
    return next((at for at in places if at < stop and _acts(tokens, at)), index)


def _past_renamed(tokens: Tokens, index: int) -> int:
    """The token behind "ủy quyền cho B *được ủy quyền*": B is called so once more."""
    return index + 3 if tokens.words(index, index + 3) in {"được uỷ quyền", "được phân cấp"} else index
