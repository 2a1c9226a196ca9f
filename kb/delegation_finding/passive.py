"""Passive statements: B *được* A *ủy quyền* làm việc; B *chưa được ủy quyền*; việc *được* A *ủy quyền cho* B."""

from __future__ import annotations

import re
from dataclasses import replace

from kb.delegation_finding.circumstances import last_of
from kb.delegation_finding.clauses import Clause, acts_at, past_fillers, past_remark
from kb.delegation_finding.heads import verb_at
from kb.delegation_finding.kinds import is_any_of, is_anyone, is_class, is_private, stance_between
from kb.delegation_finding.open_delegates import without_delegate
from kb.delegation_finding.parties import Party, parties_in
from kb.delegation_finding.powers import Power, read_power
from kb.delegation_finding.receivers import delegate_of, past_basis, past_role
from kb.delegation_finding.statement import Reading, is_public, opens_list, statement, task_at, thing_before
from kb.delegation_finding.things import on_paper, thing_entrusted
from kb.delegation_finding.words import Stance, phrases, words

#: Behind a passive these show that it only described its subject.
_DESCRIBES = re.compile(r"\b(?:có trách nhiệm|có quyền|có nhiệm vụ|phải|thì|không được)\b")
#: "được uỷ quyền cho B, nay không còn": over, whatever the passive says.
_NOW_OVER = re.compile(r"\b(?:nay|hiện nay|đến nay)(?: đã| thì| cũng)? (?:không còn|không được|thôi)\b")
_DEPUTIES = ("thứ trưởng", "phó ", "cấp phó")
_THIS_DOCUMENT = re.compile(r"\b(?:tại|theo) (?:quyết định|nghị quyết|quy định) này\b")
_OFFICES = phrases("cơ quan, đơn vị, tổ chức, cấp, người, cơ quan nhà nước")
_TASKS = re.compile(
    r"(?:thực hiện|giải quyết) (?:các |một số )?(?:nhiệm vụ|thẩm quyền|nội dung|công việc|thủ tục hành chính)"
    r"(?: , quyền hạn)? (?:được|do)$"
)
_OWN_POWERS = re.compile(r"thực hiện (?:các )?nhiệm vụ(?:, quyền hạn)? của mình")
_LISTS = re.compile(r"(?:cụ thể )?(?:như sau|sau đây) :")
#: What follows an office or a paper: the end, or what else is told of it.
_FOR_ALL = words("thẩm quyền, quyết định, thực hiện, đăng ký, tiếp nhận")
_BEHIND_OFFICE = words("kèm, theo, đối, về, hoặc, và") | {"", ".", ",", ";", ":"}
#: An item of duties: "- *Là cơ quan duy nhất* được A uỷ quyền làm việc".
_IS_THE_ONE = re.compile(
    r"là (?:cơ quan|đơn vị|tổ chức|đầu mối)(?: (?:đầu mối|duy nhất|chủ trì|thường trực|chuyên môn))*"
)
_LEFT_OUT = re.compile(
    r"(?:và |nhưng |còn )?(?:một số|các|những|nhiều)?\s?(?:nhiệm vụ|chức năng|nội dung|việc|lĩnh vực)"
)


def read_passive(clause: Clause) -> Reading | None:
    delegate, after, led = delegate_of(clause)
    subject, agent = clause.subject, clause.agent
    if _LISTS.fullmatch(clause.tokens.words(clause.trigger.last, len(clause.tokens))):
        return _listed(clause)
    if delegate is not None and led and agent is None and (holder := _holder(clause)):
        return _object_given(clause, delegate, after, holder.first - 1)
    if subject is not None and agent is None and (led or _is_ban(clause)):
        return _allowed(clause, delegate, after)
    either = agent is not None and clause.lower(clause.trigger.first - 1, clause.trigger.first) == "hoặc"
    if delegate is not None and (led or subject is None or either):  # "do A hoặc uỷ quyền B làm"
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
    power = task_at(clause, after) or (_own_powers(clause, after) if negative else None)
    if power is None or not is_public(clause, clause.subject, delegate):
        return None
    return statement(clause, "not_delegated" if negative else "may_delegate", clause.subject, delegate, power)


def _own_powers(clause: Clause, after: int) -> Power | None:
    """ "A không được ủy quyền cho B thực hiện *nhiệm vụ, quyền hạn của mình*": a ban on all of them."""
    first = clause.tokens[after].start if after < len(clause.tokens) else clause.tokens.end
    found = _OWN_POWERS.match(clause.text, first)
    return Power((found.span(),), None, None, found.end()) if found else None


def _empowered(clause: Clause) -> Reading | None:
    """B *được* (A) *ủy quyền* làm việc; the subject may stand in the sentence before."""
    tokens, agent = clause.tokens, clause.agent
    told_of = None if _is_the_one(clause) else clause.subject
    subject = _called(clause) or told_of or _carried_on(clause)
    after = past_basis(tokens, past_remark(tokens, past_fillers(tokens, clause.trigger.last)))
    either = agent is not None and subject is not None and subject.chosen
    after = past_role(tokens, after) if _called(clause) or either else after
    power = task_at(clause, after) if tokens.lower(after) != "," else None
    stance = _passive_stance(clause)
    if power is None and agent and subject and opens_list(tokens, after):
        return _with_list(clause, agent, subject, stance)
    if power is None and agent and subject and tokens.lower(after) in _BEHIND_OFFICE:
        ends = tokens.lower(after) in {"", ".", ",", ";"}
        return on_paper(clause, agent, subject) or (_in_office(clause, agent, subject) if ends else None)
    if power is None and agent and not subject:
        return _tasks_given(clause)
    if power is None or (agent is None and _DESCRIBES.search(clause.text[power.spans[-1][1] : power.end].lower())):
        return None
    if subject is None:
        entrusted = thing_entrusted(clause, agent, power, stance) if agent else None
        return entrusted or _elided(clause, agent, power, stance)
    name = subject.text(tokens)
    vague = is_anyone(name) or is_class(name)
    if agent is None and vague and (_told_of_all(clause, subject, after) or _is_told_here(clause, after)):
        vague = False
    if agent is None and subject.head.startswith(_DEPUTIES):  # deputising inside a body
        return None
    if (agent is None and (vague or is_private(tokens, subject))) or not is_public(clause, agent, subject):
        return None
    if agent and is_anyone(agent.text(tokens)):
        return None
    any_of_a_kind = is_anyone(name) or any(is_any_of(tokens.slice(*one)) for one in subject.names)
    if stance == "delegated" and agent:
        stance = stance_between(tokens, agent, maybe=any_of_a_kind or subject.chosen)
    return replace(statement(clause, stance, agent, subject, power), reported=agent is not None)


def _is_the_one(clause: Clause) -> bool:
    """ "*Là đơn vị đầu mối* được A uỷ quyền": an item of duties tells of whoever they are."""
    subject = clause.subject
    return subject is not None and subject.first == 1 and clause.tokens.lower(0) == "là"


def _is_told_here(clause: Clause, after: int) -> bool:
    """ "… tại Quyết định này": the text itself delegates."""
    return bool(_THIS_DOCUMENT.search(clause.lower(after, len(clause.tokens))))


def _told_of_all(clause: Clause, subject: Party, after: int) -> bool:
    """ "*Ủy ban nhân dân cấp xã* được phân cấp *thẩm quyền* X": all bodies of a kind, said of them at the beginning."""
    name = subject.text(clause.tokens)
    opens = subject.first == clause.left and not is_anyone(name) and not is_any_of(name)
    return opens and clause.lower(after, after + 2) in _FOR_ALL


def _tasks_given(clause: Clause) -> Reading | None:
    """ "B thực hiện các nhiệm vụ do A uỷ quyền *gồm*: cấp X": what B does is told behind."""
    tokens, agent, last = clause.tokens, clause.agent, clause.trigger.last
    doers = [party for party in parties_in(tokens, clause.left, clause.trigger.first) if acts_at(tokens, party.after)]
    if agent is None or not doers or not _TASKS.search(clause.lower(doers[0].after, agent.first)):
        return None
    after = last + (tokens.lower(last) == "bao")
    after += (tokens.lower(after) == "gồm") + (tokens.lower(after + 1) == ":")
    subject, power = doers[0], task_at(clause, after) if after > last else None
    if is_private(tokens, agent) or is_private(tokens, subject) or not (power or opens_list(tokens, last)):
        return None
    stance = stance_between(tokens, agent, maybe=is_any_of(subject.text(tokens)))
    return statement(clause, stance, agent, subject, power)


def _with_list(clause: Clause, agent: Party, subject: Party, stance: Stance) -> Reading | None:
    """ "B được A uỷ quyền thực hiện các nhiệm vụ sau đây:": the items name the powers."""
    tokens = clause.tokens
    titled = clause.lower(clause.left, clause.left + 2) in {"trách nhiệm", "nhiệm vụ", "quyền hạn"}
    if titled or is_private(tokens, agent) or is_private(tokens, subject) or is_anyone(agent.text(tokens)):
        return None
    if stance == "delegated":
        stance = stance_between(tokens, agent, maybe=is_any_of(subject.text(tokens)))
    return statement(clause, stance, agent, subject, None)


def _in_office(clause: Clause, agent: Party, subject: Party) -> Reading | None:
    """ "*Cơ quan kiểm tra X* là A hoặc *B* được A uỷ quyền": the power is in the name of the office."""
    tokens, left = clause.tokens, clause.left
    office = tokens.match(left, _OFFICES)
    joint = next((at for at in range(left + office, subject.first) if tokens.lower(at) in {"là", "gồm", "bao"}), None)
    verb = left + office + 3 * (tokens.words(left + office, left + office + 3) == "có thẩm quyền")
    if not office or joint is None or not verb_at(tokens, verb) or is_private(tokens, agent):
        return None
    power = read_power(clause.text, tokens[verb].start, tokens[joint].start)
    told = statement(clause, "may_delegate", agent, last_of(tokens, subject), power) if power else None
    return replace(told, end=tokens[clause.trigger.last - 1].end, reported=True) if told else None


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
    return next((party for party in before if acts_at(tokens, party.after)), None)


def _elided(clause: Clause, agent: Party | None, power: Power, stance: Stance) -> Reading | None:
    """ "Một số nhiệm vụ chưa được ủy quyền như …": whoever the sentence before spoke of."""
    before = clause.lower(clause.left, agent.first - 1 if agent else clause.trigger.first)
    if agent and _IS_THE_ONE.fullmatch(before) and not is_private(clause.tokens, agent):
        told = statement(clause, stance, agent, None, power)
        return replace(told, reported=True, elided=True)
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
    alternative = clause.tokens.lower(clause.trigger.first - 1) == "hoặc"  # "do A thực hiện hoặc ủy quyền cho B"
    if clause.hypothetical or alternative or re.search(r"\b(?:có thể|nếu|khi)\b", gap):
        return "may_delegate"
    return "delegated"


def _holder(clause: Clause) -> Party | None:
    """ "*Thẩm quyền X của A* được phân cấp cho B": A, whose power it was."""
    tokens, subject = clause.tokens, clause.subject
    owned = subject is not None and tokens.lower(subject.first - 1) == "của" and "không" not in clause.gap.split()
    named = clause.lower(clause.left, clause.left + 2) in {"thẩm quyền", "nhiệm vụ", "thủ tục", "quyền hạn"}
    return subject if owned and (named or tokens.lower(clause.left) == "việc") else None


def _object_given(clause: Clause, delegate: Party, after: int, edge: int | None = None) -> Reading | None:
    """Việc *được* (A) *ủy quyền cho* B (làm); the noun phrase before ends at token ``edge``."""
    agent = clause.agent
    power = task_at(clause, after)
    thing = thing_before(clause, edge or (agent.first - 1 if agent else clause.trigger.first))
    stance = _passive_stance(clause)
    if (thing is None and power is None) or not is_public(clause, agent, delegate):
        return None
    if stance == "delegated":
        stance = stance_between(clause.tokens, agent)
    scope = power.scope or thing if power else None
    told = statement(clause, stance, agent, delegate, power, scope, (thing,) if thing else ())
    made_here = agent is None and clause.lower(clause.left, clause.left + 2).startswith(("việc", "thẩm quyền"))
    return replace(told, reported=not made_here)
