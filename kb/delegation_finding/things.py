"""Statements whose object stands before: "*X* được A uỷ quyền quản lý", "*X* giao B quyết định", "*quyết định X* của A
hoặc B được A uỷ quyền".
"""

from __future__ import annotations

import re
from dataclasses import replace

from kb.delegation_finding.circumstances import last_of
from kb.delegation_finding.clauses import Clause
from kb.delegation_finding.heads import verb_at
from kb.delegation_finding.kinds import is_anyone, is_private, stance_between
from kb.delegation_finding.parties import Party, parties_in, party_at
from kb.delegation_finding.powers import Power, read_power, trim
from kb.delegation_finding.statement import Reading, statement
from kb.delegation_finding.words import Stance, phrases, words

_PAPERS = phrases("quyết định, văn bản, công văn, ý kiến")
_RULED = re.compile(r"\b(?:phải|có|được)\b")
_PAPER_REACH, _THING_REACH = 40, 20
_ONLY_VERBS = re.compile(
    r"(?:quản lý|khai thác|bảo trì|vận hành|sử dụng|thực hiện|cấp|thu|phê duyệt|quyết định|và|[,\s])+"
)
#: What is decided of a thing named before: "X giao B *xem xét, quyết định*".
_DECIDED = re.compile(
    r"(?P<acts>(?:xem xét|phê duyệt|quyết định|xử lý|chấp thuận)(?: , (?:xem xét|phê duyệt|quyết định|xử lý)){0,2})"
    r"(?: cụ thể)?(?: [.;,]|$| theo| cho phù)"
)
_NO_THING = words("được, và, hoặc, việc, để, khi, về, thì, phải, sẽ, không, đã, có, chỉ, do, cho, của, theo, phần")
_CASE_OPENING = re.compile(r"(?:đối với|(?:trong )?trường hợp|khi|căn cứ|nếu|khoản|điều|theo)\b")


def on_paper(clause: Clause, agent: Party, subject: Party) -> Reading | None:
    """ "*Quyết định công nhận X* của A hoặc B được A uỷ quyền": the power is what the paper does."""
    tokens = clause.tokens
    parties = parties_in(tokens, clause.left, clause.trigger.first)
    holder = next((p for p in parties if p.after >= subject.after and tokens.lower(p.first - 1) == "của"), None)
    joined = holder is not None and len(holder.names) > 1 and tokens.lower(subject.first - 1) == "hoặc"
    if holder is None or not joined or is_private(tokens, agent) or is_anyone(agent.text(tokens)):
        return None
    places = range(max(holder.first - _PAPER_REACH, clause.left), holder.first - 2)
    paper = next((at for at in reversed(places) if tokens.match(at, _PAPERS)), None)
    verb = paper + tokens.match(paper, _PAPERS) if paper is not None else None
    if verb is None or not verb_at(tokens, verb):
        return None
    power = read_power(clause.text, tokens[verb].start, tokens[holder.first - 1].start)
    if power is None or _RULED.search(clause.text, *power.spans[0]):
        return None
    told = statement(clause, "may_delegate", agent, last_of(tokens, subject), power)
    return replace(told, end=tokens[clause.trigger.last - 1].end, reported=True)


def thing_entrusted(clause: Clause, agent: Party, power: Power, stance: Stance) -> Reading | None:
    """ "B … đối với *X được A uỷ quyền quản lý*": the object stands before the verbs, and B before it."""
    tokens, edge = clause.tokens, agent.first - 1
    places = range(edge - 2, max(edge - _THING_REACH, clause.left), -1)
    first = next((at for at in places if tokens.words(at - 2, at) == "đối với" or verb_at(tokens, at)), None)
    if first is None or is_private(tokens, agent) or not _ONLY_VERBS.fullmatch(clause.text, *power.spans[0]):
        return None
    about = tokens.words(first - 2, first) == "đối với"
    first += 0 if about else verb_at(tokens, first)
    before = [party for party in clause.parties if party.last <= first]
    holders = [p for p in before if (about and p.last == first - 2) or clause.leads_clause(p)]
    inside = [party for party in clause.parties if first <= party.first < edge]
    holder = last_of(tokens, holders[-1]) if holders else None
    if holder is None or inside or edge - first < 2 or is_private(tokens, holder):
        return None
    thing = (tokens[first].start, tokens[edge - 1].end)
    stance = stance_between(tokens, agent, holder) if stance == "delegated" else stance
    return replace(statement(clause, stance, agent, holder, power, thing), start=thing[0], reported=True)


def thing_assigned(clause: Clause, delegate: Party, after: int) -> Reading | None:
    """ "*Mức chi X* giao B quyết định": the object stands before the verb, and nobody gives."""
    tokens, edge = clause.tokens, clause.trigger.first
    decided = _DECIDED.match(clause.lower(after, after + 12))
    if decided is None or edge < 2 or party_at(tokens, 0) or verb_at(tokens, 0) or tokens.lower(edge - 1) in _NO_THING:
        return None
    doers = [p for p in clause.parties if tokens.lower(p.first - 1) not in {"với", "của"} and clause.leads_clause(p)]
    if _CASE_OPENING.match(clause.lower(0, edge)) or doers:
        return None
    last = after + len(decided["acts"].split())
    acts = trim(clause.text, tokens[after].start, tokens[last - 1].end)
    thing = (tokens[0].start, tokens[edge - 1].end)
    told = statement(clause, "delegated", None, delegate, Power((acts,), None, None, acts[1]), thing)
    return replace(told, start=thing[0])
