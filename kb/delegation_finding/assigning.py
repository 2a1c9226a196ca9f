"""Other ways of saying it: *giao* B làm việc; B *thừa ủy quyền* A ký …; B làm việc *theo ủy quyền của* A."""

from __future__ import annotations

import re
from dataclasses import replace

from kb.delegation_finding.clauses import Clause, leads_clause
from kb.delegation_finding.kinds import is_anyone, is_class, is_private
from kb.delegation_finding.parties import Party, parties_in, party_at, verb_at
from kb.delegation_finding.powers import Power, read_power
from kb.delegation_finding.statement import MAY, Reading, delegate_of, opens_list, power_at, statement, thing_before
from kb.delegation_finding.tokens import Tokens
from kb.delegation_finding.words import HOUSEKEEPING, NO_VERBS, POWER_VERBS, Stance, phrases

_THINGS = re.compile(r"\b(?:chỉ tiêu|dự toán|biên chế)\b")
_ONLY_MANAGE = re.compile(r"quản lý(?:\s\(|$)", re.IGNORECASE)
_ORGANISED = phrases("thẩm định, cấp, thu, tiếp nhận, phê duyệt, sát hạch")
_MANDATE = re.compile(r"\b(?:theo|trên\scơ\ssở|^thực\shiện(?:\sviệc)?)\s(?:sự\s)?$")
#: "thuộc phạm vi quản lý theo phân cấp của …" describes what is managed; nobody is said to be given it.
_DESCRIBED = re.compile(r"\b(?:phạm vi|thẩm quyền|diện)\s(?:[\w]+\s){0,3}theo\s$")
_SET_PHRASE = re.compile(r"(?:phân công|quy định|hoặc|và|pháp luật|thẩm quyền)[\s,]*(?:theo|và|hoặc|,)?\s*(?:sự\s)?$")


def read_assigned(clause: Clause) -> Reading | None:
    """ "giao B làm việc", with an operative power."""
    tokens, agent = clause.tokens, clause.agent
    delegate, after, led = delegate_of(clause)
    giver = agent or clause.subject
    allowed = clause.passive and agent is None
    if delegate is None and agent and clause.subject:
        return _entrusted(clause)
    if delegate is None or is_private(tokens, delegate) or is_anyone(delegate.text(tokens)):
        return None
    if _THINGS.search(delegate.text(tokens)):  # "giao B chỉ tiêu …"
        return None
    if allowed and tokens.words(clause.trigger.first, clause.trigger.last) == "giao":  # a thing handed over
        return None
    if (allowed and not (led and clause.subject)) or (giver is None and clause.left != clause.trigger.first):
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
    may = allowed or bool(giver and is_class(giver.text(tokens))) or (not agent and bool(MAY.search(clause.gap)))
    scope = thing_before(clause, agent.first - 1) if agent else power.scope
    told = statement(clause, "may_delegate" if may else "delegated", giver, delegate, power, scope)
    return replace(told, reported=agent is not None)


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
    if power is None:
        return None
    stance: Stance = "may_delegate" if any(is_class(name) for name in names) else "delegated"
    return replace(statement(clause, stance, agent, subject, power), reported=True)


def operative(tokens: Tokens, index: int) -> bool:
    """Whether a power that "giao" hands over is one of deciding, not of housekeeping or law-making."""
    if tokens.words(index, index + 2) == "trực tiếp":
        index += 2
    index += _organised(tokens, index)
    if tokens.words(index, index + 5) == "quản lý , sử dụng":  # things are handed over, no power
        return False
    return bool(verb_at(tokens, index)) and not tokens.match(index, HOUSEKEEPING)


def _organised(tokens: Tokens, index: int) -> int:
    """Tokens of "tổ chức (việc, công tác)" before a power that is organised: "tổ chức công tác *thu* …"."""
    if tokens.words(index, index + 2) != "tổ chức":
        return 0
    noun = {"việc": 1, "công": 2}.get(tokens.lower(index + 2), 0)
    return 2 + noun if noun or tokens.match(index + 2, _ORGANISED) else 0


def read_deputised(clause: Clause) -> Reading | None:
    """B *thừa ủy quyền* A ký …"""
    tokens, last = clause.tokens, clause.trigger.last
    delegator = party_at(tokens, last + 1 if tokens.lower(last) in {"của", "cho"} else last)
    if delegator is None:
        return None
    close = [party for party in clause.parties if party.after == clause.trigger.first - 1]
    free = [party for party in clause.parties if tokens.lower(party.first - 1) in {"giao", "", ","}]
    delegate, after = next(iter([*close, *free, *clause.parties]), None), delegator.after
    first, second = _parted(tokens, delegator)
    if second and not close and not free:
        delegator, delegate, after = first, second, second.after
    if delegate is None:
        return None
    signs = next((index for index in range(after, after + 9) if tokens.lower(index) == "ký"), None)
    power = power_at(clause, signs) if signs else None
    return statement(clause, "delegated", delegator, delegate, power) if power else None


def _bracketed(clause: Clause, delegator: Party) -> Reading | None:
    """ "*B* (theo uỷ quyền của A) *làm việc*"."""
    tokens, edge = clause.tokens, clause.left - 1
    delegate = next((party for party in parties_in(tokens, 0, edge) if party.last == edge), None)
    after = delegator.after + 1
    if delegate is None or tokens.lower(edge) != "(" or not verb_at(tokens, after):
        return None
    power = power_at(clause, after)
    stance: Stance = "may_delegate" if is_class(delegator.text(tokens)) else "delegated"
    return replace(statement(clause, stance, delegator, delegate, power), reported=True) if power else None


def _parted(tokens: Tokens, party: Party) -> tuple[Party, Party | None]:
    """ "thừa uỷ quyền *A, B* làm việc": two names that a comma joins are two sides here."""
    if len(party.names) == 1:
        return party, party_at(tokens, party.after + 1) if tokens.lower(party.after) == "," else None
    first = party.names[0]
    alone = replace(party, last=first[1], after=first[1], names=(first,))
    return alone, party_at(tokens, party.names[1][0])


def _acting_for(clause: Clause, delegator: Party) -> Reading | None:
    """ "Thực hiện uỷ quyền của A, *B làm việc*"."""
    tokens = clause.tokens
    delegator, delegate = _parted(tokens, delegator)
    if delegate is None or not verb_at(tokens, delegate.after):
        return None
    power = power_at(clause, delegate.after)
    return replace(statement(clause, "delegated", delegator, delegate, power), reported=True) if power else None


def _subject_before(clause: Clause) -> Party | None:
    """Whom the sentence speaks of, where the clause goes on with a verb: "A quyết định X; quyết định Y theo …"."""
    tokens = clause.tokens
    if not clause.left or not verb_at(tokens, clause.left):
        return None
    return next((party for party in parties_in(tokens, 0, clause.left) if leads_clause(tokens, party)), None)


def read_mandate(clause: Clause) -> Reading | None:
    """B làm việc *theo ủy quyền của* A."""
    tokens = clause.tokens
    before = clause.lower(clause.left, clause.trigger.first) + " "
    mandate = _MANDATE.search(before)
    delegator = party_at(tokens, clause.trigger.last + 1)
    if not mandate or delegator is None or _DESCRIBED.search(before):
        return None
    if "thực" in mandate.group():
        return _acting_for(clause, delegator)
    if clause.trigger.first - clause.left == 1 and tokens.lower(delegator.after) == ")":
        return _bracketed(clause, delegator)
    joined = clause.trigger.last - clause.trigger.first > 2
    if joined or _SET_PHRASE.search(before[: mandate.start()]) or tokens.lower(delegator.after) in {"và", "hoặc"}:
        return None
    others = [party for party in clause.parties if party.text(tokens) != delegator.text(tokens)]
    delegate = next((party for party in others if clause.leads_clause(party)), None) or _subject_before(clause)
    if is_private(tokens, delegator) or (is_private(tokens, delegate) if delegate else not _is_duty(clause, delegator)):
        return None
    edge = clause.trigger.first - len(before[mandate.start() :].split())
    begin = _mandated_verb(clause, delegate, edge)
    power = read_power(clause.text, tokens[begin].start, tokens[edge].start) if begin is not None else None
    if power is None:
        return None
    of_a_class = is_class(delegator.text(tokens)) or bool(delegate and is_class(delegate.text(tokens)))
    told = statement(clause, "may_delegate" if of_a_class else "delegated", delegator, delegate, power)
    return replace(told, reported=True, elided=delegate is None)


def _mandated_verb(clause: Clause, delegate: Party | None, edge: int) -> int | None:
    """Where what B does begins; an item of duties begins with it."""
    if delegate is None:
        return 0
    places = range(max(delegate.after, clause.left), edge)
    verb = next((index for index in places if verb_at(clause.tokens, index)), None)
    adjacent = clause.trigger.kind == "uy-quyen" or verb == delegate.after  # else "các xã có nguồn thu theo phân cấp"
    return verb if adjacent else None


def _is_duty(clause: Clause, delegator: Party) -> bool:
    """Whether a clause is an item of duties, "a) *cấp giấy chứng nhận X* theo ủy quyền của A", of a lead-in above."""
    tokens = clause.tokens
    named = not is_class(delegator.text(tokens)) and not delegator.text(tokens).islower()
    acts = bool(tokens.match(0, POWER_VERBS)) and not tokens.match(0, NO_VERBS)
    return named and acts and clause.left == 0 and clause.trigger.kind == "uy-quyen"
