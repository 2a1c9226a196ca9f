"""Passive statements: B *được* A *ủy quyền* làm việc; B *chưa được ủy quyền*; việc *được* A *ủy quyền cho* B."""

from __future__ import annotations

import re
from dataclasses import replace

from kb.delegation_finding.active import without_delegate
from kb.delegation_finding.clauses import Clause, past_fillers, past_remark
from kb.delegation_finding.kinds import is_anyone, is_class, is_private
from kb.delegation_finding.parties import Party, parties_in
from kb.delegation_finding.powers import Power
from kb.delegation_finding.statement import Reading, delegate_of, is_public, statement, task_at, thing_before
from kb.delegation_finding.words import Stance

#: Behind a passive these show that it only described its subject.
_DESCRIBES = re.compile(r"\b(?:có trách nhiệm|có quyền|có nhiệm vụ|phải|thì|không được)\b")
#: "được uỷ quyền cho B, nay không còn": over, whatever the passive says.
_NOW_OVER = re.compile(r"\b(?:nay|hiện nay|đến nay)(?: đã| thì| cũng)? (?:không còn|không được|thôi)\b")
_DEPUTIES = ("thứ trưởng", "phó ", "cấp phó")
_THIS_DOCUMENT = re.compile(r"\b(?:tại|theo) (?:quyết định|nghị quyết|quy định) này\b")
_LISTS = re.compile(r"(?:cụ thể )?(?:như sau|sau đây) :")
_LEFT_OUT = re.compile(
    r"(?:và |nhưng |còn )?(?:một số|các|những|nhiều)?\s?(?:nhiệm vụ|chức năng|nội dung|việc|lĩnh vực)"
)


def read_passive(clause: Clause) -> Reading | None:
    delegate, after, led = delegate_of(clause)
    subject, agent = clause.subject, clause.agent
    if _LISTS.fullmatch(clause.tokens.words(clause.trigger.last, len(clause.tokens))):
        return _listed(clause)
    if subject is not None and agent is None and (led or _is_ban(clause)):
        return _allowed(clause, delegate, after)
    if delegate is not None and (led or subject is None):
        return _object_given(clause, delegate, after)
    return _empowered(clause)


def _listed(clause: Clause) -> Reading | None:
    """Việc *được phân cấp như sau*: the items name the bodies."""
    agent = clause.agent
    thing = thing_before(clause, agent.first - 1 if agent else clause.trigger.first)
    return statement(clause, "delegated", agent, None, None, powers=(thing,)) if thing else None


def _is_ban(clause: Clause) -> bool:
    """ "không được ủy quyền (đối với) thẩm quyền X": a ban, since no verb follows that the subject would do."""
    behind = clause.lower(clause.trigger.last, clause.trigger.last + 3)
    return "không" in clause.gap.split() and behind.startswith(("đối với", "thẩm quyền", "việc", "quyền"))


def _allowed(clause: Clause, delegate: Party | None, after: int) -> Reading | None:
    """A *được ủy quyền cho* B: A is allowed to; A *không được ủy quyền*: A is not."""
    negative = "không" in clause.gap.split()
    if delegate is None:
        return without_delegate(clause, clause.subject, "not_delegated", after, cited=False) if negative else None
    power = task_at(clause, after)
    if power is None or not is_public(clause, clause.subject, delegate):
        return None
    return statement(clause, "not_delegated" if negative else "may_delegate", clause.subject, delegate, power)


def _empowered(clause: Clause) -> Reading | None:
    """B *được* (A) *ủy quyền* làm việc; the subject may stand in the sentence before."""
    tokens, subject, agent = clause.tokens, _called(clause) or clause.subject or _carried_on(clause), clause.agent
    after = past_remark(tokens, past_fillers(tokens, clause.trigger.last))
    power = task_at(clause, after) if tokens.lower(after) != "," else None
    stance = _passive_stance(clause)
    if power is None or (agent is None and _DESCRIBES.search(clause.text[power.spans[-1][1] : power.end].lower())):
        return None
    if subject is None:
        return _elided(clause, agent, power, stance)
    name = subject.text(tokens)
    vague = is_anyone(name) or is_class(name)
    if agent is None and vague and _THIS_DOCUMENT.search(clause.lower(after, len(tokens))):
        vague = False
    if agent is None and subject.head.startswith(_DEPUTIES):  # deputising inside a body
        return None
    if (agent is None and (vague or is_private(tokens, subject))) or not is_public(clause, agent, subject):
        return None
    if agent and is_anyone(agent.text(tokens)):
        return None
    if stance == "delegated" and agent and (vague or subject.chosen or is_class(agent.text(tokens))):
        stance = "may_delegate"
    return replace(statement(clause, stance, agent, subject, power), reported=agent is not None)


def _called(clause: Clause) -> Party | None:
    """ "*B là cơ quan* được A uỷ quyền làm việc": B."""
    tokens, subject = clause.tokens, clause.subject
    if subject is None or tokens.lower(subject.first - 1) != "là" or not is_anyone(subject.text(tokens)):
        return None
    return next((party for party in clause.parties if party.after == subject.first - 1), None)


def _carried_on(clause: Clause) -> Party | None:
    """ "B được A uỷ quyền làm việc; *được* C uỷ quyền …": the subject of the clause before."""
    tokens, left = clause.tokens, clause.left
    if not left or tokens.lower(left + (tokens.lower(left) == "và")) != "được":
        return None
    before = parties_in(tokens, 0, left)
    return next((party for party in before if tokens.lower(party.after) in {"được", "đã"}), None)


def _elided(clause: Clause, agent: Party | None, power: Power, stance: Stance) -> Reading | None:
    """ "Một số nhiệm vụ chưa được ủy quyền như …": whoever the sentence before spoke of."""
    before = clause.lower(clause.left, agent.first - 1 if agent else clause.trigger.first)
    if agent or stance not in {"not_delegated", "withdrawn"}:
        return None
    if not _LEFT_OUT.match(before):
        return None
    told = statement(clause, stance, None, None, power)
    return replace(told, start=clause.tokens[clause.left].start, elided=True)


def _passive_stance(clause: Clause) -> Stance:
    gap = clause.gap
    if _NOW_OVER.search(clause.lower(clause.trigger.last, len(clause.tokens))):
        return "withdrawn"
    if re.search(r"\bkhông (?:tiếp tục|còn)\b|\b(?:thôi|ngừng|dừng)\b", gap):
        return "withdrawn"
    if re.search(r"\bchưa\b|(?<!hàng )\bkhông\b", gap):
        return "not_delegated"
    if clause.hypothetical or re.search(r"\b(?:có thể|nếu|khi)\b", gap):
        return "may_delegate"
    return "delegated"


def _object_given(clause: Clause, delegate: Party, after: int) -> Reading | None:
    """Việc *được* (A) *ủy quyền cho* B (làm)."""
    agent = clause.agent
    power = task_at(clause, after)
    thing = thing_before(clause, agent.first - 1 if agent else clause.trigger.first)
    stance = _passive_stance(clause)
    if (thing is None and power is None) or not is_public(clause, agent, delegate):
        return None
    if agent and is_class(agent.text(clause.tokens)) and stance == "delegated":
        stance = "may_delegate"
    scope = power.scope or thing if power else None
    told = statement(clause, stance, agent, delegate, power, scope, (thing,) if thing else ())
    return replace(told, reported=agent is not None)
