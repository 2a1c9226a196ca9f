"""Mandates: B *thừa uỷ quyền* A ký …; B làm việc *theo uỷ quyền của* A."""

from __future__ import annotations

import re
from dataclasses import replace

from kb.delegation_finding.circumstances import is_duty, last_of
from kb.delegation_finding.clauses import Clause, leads_clause, past_remark
from kb.delegation_finding.heads import verb_at
from kb.delegation_finding.kinds import is_anyone, is_private, stance_between
from kb.delegation_finding.parties import Party, parties_in, party_at, party_before
from kb.delegation_finding.powers import read_power
from kb.delegation_finding.statement import Reading, power_at, statement, task_at
from kb.delegation_finding.tokens import Tokens
from kb.delegation_finding.words import phrases, words

_DECISIONS = phrases("quyết định, phê duyệt, cấp, chấp thuận, xem xét, cho phép, ban hành")
_MANDATE = re.compile(r"\b(?:theo|trên\scơ\ssở|được(?=\ssự)|^thực\shiện(?:\sviệc)?)\s(?:sự\s)?$")
#: Words that join two words of delegation to one mandate; "phân công" makes it a set phrase.
_SAME_MANDATE = re.compile(r"(?:uỷ quyền|phân cấp|phân quyền|và|hoặc|[,/\s])*")
#: "thuộc phạm vi quản lý theo phân cấp của …" describes what is managed; nobody is said to be given it.
_DESCRIBED = re.compile(r"\b(?:phạm vi|thẩm quyền|diện)\s(?:[\w]+\s){0,3}theo\s$")
#: Verbs of helping, not of deciding, that a mandate does not make a power.
_HELPING = words("chủ, phối, báo, tham, đề, giúp, theo")
#: "theo phân công của A hoặc *theo ủy quyền của B*": the other way is named too.
_ASSIGNED_OR = re.compile(r"theo phân công của [^,;]{3,80} hoặc $")
#: What is spent "theo phân cấp" is money, no power.
_MONEY = re.compile(r"\b(?:ngân sách|nhiệm vụ chi)\b")
#: A set phrase of lists of duties: "a) thực hiện nhiệm vụ quản lý nhà nước về X theo phân cấp của Chính phủ".
_FUNCTION = re.compile(r"thực hiện (?:(?:các )?(?:chức năng|nhiệm vụ) )?quản lý nhà nước\b")
_RULES = words("và các, và quy")  # "theo phân cấp của A và các quy định sau đây"
_DONE = re.compile(r"\b(?:được )?thực hiện $")
_SET_PHRASE = re.compile(r"(?:phân công|quy định|hoặc|và|pháp luật|thẩm quyền)[\s,]*(?:theo|và|hoặc|,)?\s*(?:sự\s)?$")


def read_deputised(clause: Clause) -> Reading | None:
    """B *thừa ủy quyền* A ký …"""
    tokens, last = clause.tokens, clause.trigger.last
    delegator = party_at(tokens, last + 1 if tokens.lower(last) in {"của", "cho"} else last)
    if delegator is None:
        return None
    close = [party for party in clause.parties if party.after == clause.trigger.first - 1]
    free = [party for party in clause.parties if tokens.lower(party.first - 1) in {"giao", "", ","}]
    delegate, after = next(iter([*close, *free, *clause.parties]), None) or _told_before(clause), delegator.after
    first, second = _parted(tokens, delegator)
    if second and not close and not free:
        delegator, delegate, after = first, second, second.after
    if delegate is None:
        return None
    signs = next((index for index in range(after, after + 9) if tokens.lower(index) == "ký"), None)
    power = power_at(clause, signs) if signs else None
    return statement(clause, "delegated", delegator, delegate, power) if power else None


def _told_before(clause: Clause) -> Party | None:
    """ "Giao *B*: (i) Thừa uỷ quyền A ký": who is told so before the colon."""
    tokens, left = clause.tokens, clause.left
    if not left or tokens.lower(left - 1) != ":":
        return None
    before = parties_in(tokens, 0, left - 1)
    return next(
        (party for party in before if party.after == left - 1 and tokens.lower(party.first - 1) == "giao"), None
    )


def _bracketed(clause: Clause, delegator: Party) -> Reading | None:
    """ "*B* (theo uỷ quyền của A) *làm việc*"."""
    tokens, edge = clause.tokens, clause.left - 1
    delegate = party_before(tokens, edge)
    after = delegator.after + 1
    if delegate is None or tokens.lower(edge) != "(" or not verb_at(tokens, after):
        return None
    power, stance = power_at(clause, after), stance_between(tokens, delegator)
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
    if not mandate or delegator is None:
        return None
    if _DESCRIBED.search(before):
        return _whoever_is_empowered(clause, delegator)
    if clause.trigger.first - clause.left == 1 and tokens.lower(delegator.after) == ")":
        return _bracketed(clause, delegator)
    if before.strip() in {"thực hiện theo", "thực hiện theo sự"}:
        return _duty_behind(clause, delegator)
    if "thực" in mandate.group() or not before[: mandate.start()]:
        return _acting_for(clause, delegator)
    if told := _thing_done(clause, delegator, before[: mandate.start()]):
        return told
    joined = not _SAME_MANDATE.fullmatch(clause.lower(clause.trigger.first, clause.trigger.last))
    set_phrase = _SET_PHRASE.search(_ASSIGNED_OR.sub("", before[: mandate.start()]))
    verb = verb_at(tokens, delegator.after + 1) and tokens.lower(delegator.after + 1) != "quy"  # "… và quy định"
    goes_on = tokens.lower(delegator.after) in {"và", "hoặc"} and not verb
    if joined or set_phrase or goes_on:
        return None
    edge = clause.trigger.first - len(before[mandate.start() :].split())
    return _between(clause, delegator, mandate.group()) or _done_before(clause, delegator, edge)


def _done_before(clause: Clause, delegator: Party, edge: int) -> Reading | None:
    """ "*B làm việc* theo uỷ quyền của A", where "theo" is token ``edge``; a duty in a list leaves B to its lead-in."""
    tokens = clause.tokens
    others = [party for party in clause.parties if party.text(tokens) != delegator.text(tokens)]
    by = [party for party in others if tokens.lower(party.first - 1) == "do" and clause.leads_clause(party)]
    leading = by[-1:] or [party for party in others if clause.leads_clause(party)]
    delegate = next(iter(leading), None) or _subject_before(clause)
    if is_private(tokens, delegator) or (is_private(tokens, delegate) if delegate else not _is_duty(clause, delegator)):
        return None
    begin = _mandated_verb(clause, delegate, edge)
    power = read_power(clause.text, tokens[begin].start, tokens[edge].start) if begin is not None else None
    named = clause.text[power.spans[0][0] : power.spans[-1][1]].lower() if power else ""
    if power is None or _MONEY.search(named) or (delegate is None and _FUNCTION.match(named)):
        return None
    told = statement(clause, stance_between(tokens, delegator, delegate), delegator, delegate, power)
    return replace(told, reported=True, elided=delegate is None)


def _whoever_is_empowered(clause: Clause, delegator: Party) -> Reading | None:
    """ "*Cơ quan, người có thẩm quyền* theo phân cấp của A *quyết định X*": whoever A has empowered."""
    tokens, edge = clause.tokens, clause.trigger.first - 1
    holder = next((party for party in clause.parties if party.last == edge and party.first == clause.left), None)
    decides = tokens.match(delegator.after, _DECISIONS)
    if holder is None or not decides or not is_anyone(holder.text(tokens)) or is_private(tokens, delegator):
        return None
    power = power_at(clause, delegator.after)
    return replace(statement(clause, "may_delegate", delegator, holder, power), reported=True) if power else None


def _duty_behind(clause: Clause, delegator: Party) -> Reading | None:
    """An item of duties: "thực hiện theo uỷ quyền của A *việc kiểm tra X*"; whose they are, the line above it tells."""
    after = delegator.after + 2 * (clause.lower(delegator.after, delegator.after + 2) == "đối với")
    power = task_at(clause, after) if clause.left == 0 else None
    if power is None or is_private(clause.tokens, delegator):
        return None
    stance = stance_between(clause.tokens, delegator)
    return replace(statement(clause, stance, delegator, None, power), reported=True, elided=True)


def _thing_done(clause: Clause, delegator: Party, before: str) -> Reading | None:
    """ "*Việc X* (được) thực hiện theo phân cấp của A": to whom, it does not tell."""
    tokens = clause.tokens
    first = {"việc": 1, "thẩm quyền": 2}
    opening = next((length for phrase, length in first.items() if tokens.words(0, length) == phrase), 0)
    done = _DONE.search(before)
    ruled = clause.lower(delegator.after, delegator.after + 2) in _RULES
    if not opening or not done or ruled or is_private(tokens, delegator):
        return None
    edge = clause.trigger.first - len(clause.lower(clause.left, clause.trigger.first)[done.start() :].split())
    power = read_power(clause.text, tokens[opening].start, tokens[edge].start) if edge > opening else None
    stance = stance_between(tokens, delegator)
    return replace(statement(clause, stance, delegator, None, power), reported=True) if power else None


def _between(clause: Clause, delegator: Party, mandate: str) -> Reading | None:
    """ "*B* theo uỷ quyền của A *làm việc*"."""
    tokens, edge = clause.tokens, clause.trigger.first - len(mandate.split())
    close = next((party for party in clause.parties if party.last == edge), None)
    after = past_remark(tokens, delegator.after)
    if close is None or not verb_at(tokens, after) or tokens.lower(after) in _HELPING:
        return None
    delegate, power = _others(tokens, close, delegator), power_at(clause, after)
    if power is None or is_private(tokens, delegator) or is_private(tokens, delegate):
        return None
    either = tokens.lower(close.first - 1) == "hoặc" or len(delegate.names) < len(close.names)
    stance = stance_between(tokens, delegator, delegate, maybe=either)
    return replace(statement(clause, stance, delegator, delegate, power), reported=True)


def _others(tokens: Tokens, party: Party, delegator: Party) -> Party:
    """Of "A hoặc B, C theo uỷ quyền của A", B and C; of "B, cơ quan theo uỷ quyền của A", any such body."""
    if len(party.names) > 1 and is_anyone(tokens.slice(*party.names[-1])):
        return last_of(tokens, party)
    own = [place for place, name in enumerate(party.names) if tokens.slice(*name).startswith(delegator.text(tokens))]
    rest = party.names[own[-1] + 1 :] if own else ()
    return replace(party, first=rest[0][0], names=rest) if rest else party


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
    named = not delegator.text(clause.tokens).islower()
    return named and is_duty(clause.tokens, clause.left)
