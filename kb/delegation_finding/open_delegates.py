"""Statements that leave open to whom a power goes: "quyết định hoặc phân cấp thẩm quyền X"; titles; bans."""

from __future__ import annotations

import re
from dataclasses import replace

from kb.delegation_finding.clauses import Clause
from kb.delegation_finding.heads import verb_at
from kb.delegation_finding.kinds import is_anyone, is_private
from kb.delegation_finding.parties import Party
from kb.delegation_finding.powers import Power, trim
from kb.delegation_finding.statement import Reading, names_power, numbers_an_act, statement, task_at
from kb.delegation_finding.words import POWER_VERBS, Stance, words

_TITLE_ONLY = re.compile(
    r"(?:[\d\W]|qđ|điều|ubnd|ub|nay|tạm thời|thống nhất|thực hiện|việc|về việc|v/v|quyết định|có thể|hoặc|được phép"
    r"|và)*"
)
_CHANGED = re.compile(r"\b(?:bãi bỏ|thay thế|sửa đổi|hết hiệu lực|huỷ bỏ)\b")
_FIELDS = words("quản lý cán, quản lý ngân")
_DECIDES = re.compile(r"(?:quyết định|quyết định việc|có thể|thực hiện việc)$")


def without_delegate(clause: Clause, subject: Party | None, stance: Stance, after: int, cited: bool) -> Reading | None:
    """A power without a delegate: a lead-in over a list of bodies, an instrument that has ended, a ban."""
    tokens = clause.tokens
    if after >= len(tokens):
        return None
    leads = tokens.lower(len(tokens) - 1) == ":" and not cited and _opens_assignment(clause)
    otherwise = clause.gap.endswith("hoặc") and tokens.lower(after) != ","  # "A quyết định hoặc phân cấp quyết định X"
    names_it = otherwise or tokens.words(after, after + 2) == "thẩm quyền" or _decides_to(clause, after)
    opens = clause.trigger.first == 0 and clause.trigger.kind != "giao" and bool(verb_at(tokens, after))
    item = subject is None and not cited and (otherwise or opens) and names_power(clause, after)
    item = item and stands_alone(clause)
    named = item or (subject is not None and (stance == "not_delegated" or names_it))
    titled = cited and (stance == "withdrawn" or (subject is not None and _tells_matter(clause, after)))
    if not (leads or named or titled) or (subject and is_private(tokens, subject)):
        return None
    if stance == "not_delegated" and is_anyone(subject.text(tokens) if subject else "tổ chức") and not clause.refers:
        return None
    power = task_at(clause, after) or _referred_power(clause, after)
    if power is None:
        return None
    told = replace(statement(clause, stance, subject, None, power), headless=item)
    if clause.refers and subject:  # "Người có thẩm quyền quy định tại khoản 1": a provision says who that is
        told = replace(told, delegator=subject.span(tokens))
    return replace(told, cited=cited)


def stands_alone(clause: Clause) -> bool:
    """Whether the subject is left out: behind a title's "về việc", in a list of duties ("trực tiếp cấp hoặc …")."""
    tokens = clause.tokens
    before = clause.lower(clause.left, clause.trigger.first)
    duty = tokens.match(clause.left, POWER_VERBS) and re.search(r"(?:hoặc|và|,)(?: có thể)?$", before)
    first, last = tokens[clause.left].start, tokens[clause.trigger.first].start
    heading = clause.text[first:last].isupper() and not tokens.shouting  # in capitals, run together with what it heads
    return bool(duty or heading or _TITLE_ONLY.fullmatch(before))


def _tells_matter(clause: Clause, after: int) -> bool:
    """Whether a numbered instrument is about a delegation of its own, not changed or ended by the sentence, nor about
    decentralising a field or the cadres' management as such."""
    before = clause.tokens.slice(clause.left, clause.trigger.first)
    alike = _CHANGED.search(before.lower()) or clause.lower(after, after + 3) in _FIELDS
    named = clause.trigger.kind == "uy-quyen" or numbers_an_act(before)
    return bool(named and not alike and clause.trigger.kind != "giao" and clause.tokens.lower(after) != "trong")


def _decides_to(clause: Clause, after: int) -> bool:
    """ "A (quyết định việc) phân cấp *thực hiện cấp giấy phép*": nobody is named to whom."""
    return clause.trigger.kind != "giao" and bool(
        verb_at(clause.tokens, after) and _DECIDES.search(clause.gap) and clause.gap
    )


def _opens_assignment(clause: Clause) -> bool:
    """Whether a lead-in hands out powers; "thẩm quyền giao quyền …:" tells who may."""
    before = clause.lower(clause.left, clause.trigger.first)
    return clause.trigger.kind != "giao" and not re.search(r"\bthẩm quyền\b", before)


def _referred_power(clause: Clause, after: int) -> Power | None:
    """ "đối với thẩm quyền quy định nêu trên": named elsewhere, yet named."""
    tokens = clause.tokens
    words_after = clause.lower(after, len(tokens))
    if not re.match(r"(?:đối với )?(?:các )?thẩm quyền (?:quy định|nêu)", words_after):
        return None
    first = after + 2 if words_after.startswith("đối với") else after
    span = trim(clause.text, tokens[first].start, clause.end_of_power(first))
    return Power((span,), None, None, span[1])
