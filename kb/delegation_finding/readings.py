"""One sentence, one word of delegation: who, to whom, what, and whether it is done, allowed, denied or over.

The grammar, by what stands around the word (ủy quyền, phân cấp, phân quyền, giao), is in
:mod:`kb.delegation_finding.active`, :mod:`kb.delegation_finding.passive`, :mod:`kb.delegation_finding.assigning` and
:mod:`kb.delegation_finding.mandates`; here it is decided which of them to ask, and which words of delegation state
none.
"""

from __future__ import annotations

import re

from kb.delegation_finding.active import read_active, read_decided
from kb.delegation_finding.assigning import read_assigned
from kb.delegation_finding.circumstances import read_circumstance
from kb.delegation_finding.clauses import Clause
from kb.delegation_finding.kinds import is_anyone
from kb.delegation_finding.mandates import read_deputised, read_mandate
from kb.delegation_finding.passive import read_passive
from kb.delegation_finding.receivers import owner_of
from kb.delegation_finding.statement import Reading
from kb.delegation_finding.tokens import Tokens
from kb.delegation_finding.triggers import Trigger
from kb.delegation_finding.withdrawals import read_taken_back
from kb.delegation_finding.words import words

#: Before the word these make it a noun: a form, a limit, a rule of delegating, not an act.
_NOUN_BEFORE = words("""
    giấy, đồng, bản, phạm, dung, hạn, chế, cơ, giá, thức, bên, sự, người, phí, mức, quy, hệ, kinh, trình, tắc, vi, vụ
    sở
""")
#: "bãi bỏ nội dung ủy quyền cho …": a noun, yet the act itself.
_ENDS = re.compile(r"\b(?:bãi bỏ|chấm dứt|huỷ bỏ|thu hồi)\s(?:toàn bộ |các )?nội dung$")
#: A request or a proposal, with at most names of other bodies before the one that is asked.
_WISH = re.compile(
    r"(?<!theo )(?<!văn bản )\b(?:đề nghị|kiến nghị|đề xuất(?: với)?|xin)\b(?! của| ,)[^;:.]{0,90}$"
    r"|\bcó văn bản (?:đề nghị|kiến nghị)\b(?! của)[^;:.,]{0,60}$"
)
#: "thông báo cho C về việc chấm dứt uỷ quyền": what is told of, should it happen.
_NOTICE = re.compile(r"\bthông báo\b[^;]{0,120}\bvề việc (?:chấm dứt|thu hồi|huỷ bỏ)$|\bđã quy định việc$")
_WISH_REACH = 18
_OTHER_RIGHTS = words("sử dụng, tự chủ, tác giả, khai thác, đăng ký")


def read(tokens: Tokens, trigger: Trigger) -> Reading | None:
    """What the sentence says with this word of delegation, or None if it states no delegation of a public power."""
    after = tokens.lower(trigger.last)
    again = after == "lại" or (after == "tiếp" and tokens.lower(trigger.last + 1) != "nhận")
    if again or after == "số" or _is_other_right(tokens, trigger):
        return None
    clause = Clause(tokens, trigger)
    before = tokens.lower(trigger.first - 1)
    if before == "thừa":
        return read_deputised(clause)
    if after == "của" and owner_of(clause) is None:
        return read_mandate(clause)
    if trigger.bare:
        return read_assigned(clause)
    if _is_wished(clause):
        return None
    if taken_back := read_taken_back(clause):
        return taken_back
    ends = _ENDS.search(clause.lower(clause.left, trigger.first))
    by_letter = clause.lower(trigger.first - 4, trigger.first) == "đã có văn bản" and clause.subject
    if before == "việc" and (decided := read_decided(clause)):
        return decided
    if (before in _NOUN_BEFORE and not clause.agent and not ends and not by_letter) or _is_rule(clause):
        return None
    return read_circumstance(clause) or read_passive(clause) if clause.passive else read_active(clause)


def _is_wished(clause: Clause) -> bool:
    """ "Đề nghị UBND tỉnh uỷ quyền cho …": asked for, not done."""
    first = clause.agent or clause.subject
    subject = clause.subject
    if clause.agent and subject and is_anyone(subject.text(clause.tokens)):  # asked of whoever is empowered
        return False
    edge = first.first if first else clause.trigger.first
    return bool(_WISH.search(clause.lower(max(clause.left, edge - _WISH_REACH), edge)))


def _is_other_right(tokens: Tokens, trigger: Trigger) -> bool:
    """ "giao quyền sở hữu, quyền sử dụng, quyền tự chủ": rights, not powers."""
    behind = tokens.words(trigger.last, trigger.last + 2)
    return (
        trigger.kind == "giao" and not trigger.bare and (behind in _OTHER_RIGHTS or behind.startswith(("sở ", "cấp ")))
    )


def _is_rule(clause: Clause) -> bool:
    """ "việc ủy quyền …": how to delegate, unless the act itself is meant ("quyết định việc", "chấm dứt việc")."""
    before = clause.lower(max(clause.trigger.first - 3, 0), clause.trigger.first)
    noun = re.search(r"\bsự(?: phân công ,)?$", clause.lower(max(clause.trigger.first - 4, 0), clause.trigger.first))
    notice = _NOTICE.search(clause.lower(clause.left, clause.trigger.first))
    if noun or notice or not before.endswith("việc"):
        return bool(noun or notice)
    advised = before == "trong việc" or before.endswith(" trong việc")  # "tham mưu cho A trong việc ủy quyền cho B"
    if advised and clause.subject and clause.tokens.lower(clause.trigger.last) == "cho":
        return False
    lists = clause.tokens.words(len(clause.tokens) - 3, len(clause.tokens)) == "như sau :"
    return not lists and not re.search(r"\b(?:định|hiện|dứt|bỏ|thôi|hồi|về|hiệu lực) việc$", before)
