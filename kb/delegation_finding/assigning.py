"""Powers assigned with *giao*: giao B làm việc; B được A giao làm việc; X giao B quyết định."""

from __future__ import annotations

import re
from dataclasses import replace

from kb.delegation_finding.active import has_ended, is_title, issuer
from kb.delegation_finding.clauses import Clause
from kb.delegation_finding.heads import verb_at
from kb.delegation_finding.kinds import is_anyone, is_class, is_private, stance_between
from kb.delegation_finding.parties import Party
from kb.delegation_finding.powers import Power
from kb.delegation_finding.receivers import delegate_of
from kb.delegation_finding.statement import (
    MAY,
    Reading,
    numbers_an_act,
    opens_list,
    power_at,
    statement,
    thing_before,
)
from kb.delegation_finding.things import thing_assigned
from kb.delegation_finding.tokens import Tokens
from kb.delegation_finding.words import HOUSEKEEPING, Stance, phrases

_THINGS = re.compile(r"\b(?:chỉ tiêu|dự toán|biên chế)\b")
#: "Đối với X, *giao B* làm việc": the case before, and nobody that gives.
_CASE = re.compile(r"(?:đối với|(?:trong )?trường hợp|khi|căn cứ)\b[^;:]*,")
#: What the State hands over to keep, not a power.
_GOODS = re.compile(r"\b(?:tài sản|đất|rừng|vốn|mặt nước|ngân sách|kinh phí|diện tích)\b")
_ALLOTTED = re.compile(r"\b(?:dự toán|kinh phí|chỉ tiêu|biên chế)\b[^,;]{0,40}\bđược$")
_ALSO_MANDATED = re.compile(r"^[^;:]{0,200}\btheo (?:uỷ quyền|phân cấp) của\b")
_LONGEST_ORGANISED = 3
_ONLY_MANAGE = re.compile(r"quản lý(?:\s\(|$)", re.IGNORECASE)
_ORGANISED = phrases("""
    thẩm định, cấp, thu, tiếp nhận, phê duyệt, sát hạch, cưỡng chế, kiểm định, cấp phép, cấp lại, gia hạn, thu hồi
    xác nhận, công nhận, chứng nhận, chấp thuận, đấu giá, bán đấu giá, lựa chọn, quản lý nhà nước
""")


def read_assigned(clause: Clause) -> Reading | None:
    """ "giao B làm việc", with an operative power."""
    tokens, agent = clause.tokens, clause.agent
    delegate, after, led = delegate_of(clause)
    giver = agent or clause.subject
    if giver and giver is not agent and tokens.lower(giver.first - 1) == "với":  # "chế độ đối với A giao B quyết định"
        giver = None
    allowed = clause.passive and agent is None
    if delegate is None and agent and clause.subject:
        return _entrusted(clause)
    if delegate is None or _is_between_others(clause, giver, delegate, led) or _is_of_things(clause, giver, delegate):
        return None
    if allowed and tokens.words(clause.trigger.first, clause.trigger.last) == "giao":  # a thing handed over
        return None
    before = clause.tokens.slice(clause.left, clause.trigger.first)
    if is_title(clause) and numbers_an_act(before) and operative(tokens, after):
        return _titled(clause, giver, delegate, after)
    case = _CASE.fullmatch(before.lower()) and not delegate.text(tokens).islower()
    opens = clause.left == clause.trigger.first or case
    if _ALSO_MANDATED.search(clause.lower(after, len(tokens))):  # "giao B làm việc theo uỷ quyền của A" says it once
        return None
    if giver is None and not opens and (told := thing_assigned(clause, delegate, after)):
        return told
    if (allowed and not (led and clause.subject)) or (giver is None and not opens):
        return None
    if giver and is_private(tokens, giver):
        return None
    if opens_list(tokens, after):
        return statement(clause, "delegated", giver, delegate, None)
    while tokens.lower(after) in {",", "việc", "quyền"}:
        after += 1
    power = power_at(clause, after) if after < len(tokens) and operative(tokens, after) else None
    if power is None or (agent is None and _is_handed_over(clause, power)):
        return None
    maybe = allowed or (agent is None and MAY.search(clause.gap) is not None)
    scope = thing_before(clause, agent.first - 1) if agent else power.scope
    told = statement(clause, stance_between(tokens, giver, maybe=maybe), giver, delegate, power, scope)
    return replace(told, reported=agent is not None)


def _is_between_others(clause: Clause, giver: Party | None, delegate: Party, led: bool) -> bool:
    """Whether a private body is given something, or the giver or, if no named body gives, the delegate is anybody."""
    tokens = clause.tokens
    if is_private(tokens, delegate) or (giver and is_anyone(giver.text(tokens))):
        return True
    named = giver is not None and not is_class(giver.text(tokens)) and not is_private(tokens, giver)
    return is_anyone(delegate.text(tokens)) and not (led and named)


def _is_of_things(clause: Clause, giver: Party | None, delegate: Party) -> bool:
    """Whether goods, money or staff are handed over, no power."""
    agent, left = clause.agent, clause.left
    if giver and giver.head == "nhà nước" and _GOODS.search(clause.lower(left, giver.first)):
        return True
    if _THINGS.search(delegate.text(clause.tokens)):  # "giao B chỉ tiêu …"
        return True
    return bool(agent and _ALLOTTED.search(clause.lower(left, agent.first)))  # "trong phạm vi dự toán đã được A giao"


def _titled(clause: Clause, giver: Party | None, delegate: Party, after: int) -> Reading | None:
    """The title of an instrument: "Văn bản số … của A *về việc giao B làm việc*"; it may have ended."""
    power = power_at(clause, after)
    stance: Stance = "withdrawn" if has_ended(clause) else "delegated"
    return replace(statement(clause, stance, giver or issuer(clause), delegate, power), cited=True) if power else None


def _is_handed_over(clause: Clause, power: Power) -> bool:
    """Whether "giao B quản lý" names no object: a thing was handed over."""
    first = power.spans[0]
    return len(power.spans) == 1 and bool(_ONLY_MANAGE.match(clause.text, *first))


def _entrusted(clause: Clause) -> Reading | None:
    """B *được* A *giao* làm việc."""
    tokens, agent, subject = clause.tokens, clause.agent, clause.subject
    after = clause.trigger.last
    if agent is None or subject is None or not operative(tokens, after):
        return None
    names = [party.text(tokens) for party in (agent, subject)]
    if any(is_private(tokens, party) for party in (agent, subject)) or any(is_anyone(name) for name in names):
        return None
    power = power_at(clause, after)
    described = is_class(subject.text(tokens)) and tokens.lower(after + 2 * (tokens.lower(after) == "trực")) == "quản"
    if power is None or described or "hoặc" in clause.gap.split():  # "các bộ được Chính phủ giao quản lý X": which ones
        return None
    stance = stance_between(tokens, agent, subject)
    return replace(statement(clause, stance, agent, subject, power), reported=True)


def operative(tokens: Tokens, index: int) -> bool:
    """Whether a power that "giao" hands over is one of deciding, not of housekeeping or law-making."""
    if tokens.words(index, index + 2) == "trực tiếp":
        index += 2
    organised = _organised(tokens, index)
    index += organised
    if organised > _LONGEST_ORGANISED and tokens.words(index, index + 2) == "thông báo":
        index += 2 + (tokens.lower(index + 2) in {",", "và"})
    if tokens.words(index, index + 5) == "xây dựng , quản lý":
        return True
    if tokens.words(index, index + 5) == "quản lý , sử dụng":  # things are handed over, no power
        return False
    return bool(verb_at(tokens, index)) and not tokens.match(index, HOUSEKEEPING)


def _organised(tokens: Tokens, index: int) -> int:
    """Tokens of "tổ chức (việc, công tác)", "thực hiện" before what is done: "tổ chức công tác *thu* …"."""
    if tokens.words(index, index + 2) not in {"tổ chức", "thực hiện"}:
        return 0
    some = tokens.lower(index + 2) in {"các", "những"}
    if tokens.words(index + 2 + some, index + 4 + some) == "thủ tục":  # "thực hiện các thủ tục *đăng ký* X"
        return 4 + some
    noun = {"việc": 1, "công": 2, "nhiệm": 2}.get(tokens.lower(index + 2), 0)
    organised = noun and tokens.lower(index) == "tổ"
    return 2 + noun if organised or tokens.match(index + 2 + noun, _ORGANISED) else 0
