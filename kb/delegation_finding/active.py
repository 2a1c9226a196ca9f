"""Active statements: A *ủy quyền cho* B làm việc; A quyết định hoặc *ủy quyền cho* B; *phân cấp* việc *cho* B.

The title of an instrument is one of them: Quyết định số … của A *về việc ủy quyền cho* B làm việc.
"""

from __future__ import annotations

import re
from dataclasses import replace

from kb.delegation_finding.circumstances import last_of
from kb.delegation_finding.clauses import Clause, acts_at
from kb.delegation_finding.heads import verb_at
from kb.delegation_finding.kinds import is_class, is_deputy, is_private
from kb.delegation_finding.open_delegates import stands_alone, without_delegate
from kb.delegation_finding.parties import Party, parties_in, party_at
from kb.delegation_finding.powers import Power, Span, read_power, trim
from kb.delegation_finding.receivers import delegate_of, owner_of
from kb.delegation_finding.statement import (
    CONDITION_OPENING,
    MAY,
    Reading,
    is_public,
    names_power,
    opens_list,
    statement,
    task_at,
)
from kb.delegation_finding.tokens import Tokens
from kb.delegation_finding.triggers import triggers
from kb.delegation_finding.words import FIXED_WORDS, Stance, words

_MAY_OPENING = re.compile(r"(?:căn cứ|tuỳ|(?:trong )?trường hợp cần thiết|khi cần thiết|nếu)\b")
_NOT = re.compile(
    r"""\bchưa\b
      | (?<!hàng\s)\bkhông(?:\sđược|\sthể|\sthực\shiện)?[\s,]*(?:phân\scông|phân\scấp|uỷ\squyền|,|hoặc)*$""",
    re.VERBOSE,
)
_INSTRUMENT = (
    r"(?:quyết\sđ[ịi]nh|nghị\sđịnh|thông\stư|nghị\squyết|văn\sbản|công\svăn|thông\sbáo|quy\sđịnh|chỉ\sthị|kế\shoạch)"
)
_HAS_INSTRUMENT = re.compile(rf"\b{_INSTRUMENT}\b")
_ISSUES = re.compile(r"\bban hành quyết định(?: về việc| về| quy định)*\s*$")
_TITLE_LINK = re.compile(
    r"\b(?:về|về việc|về phân công|về quy định|quy định về|quy định việc|quy định|ban hành quy định|văn bản)\s*$"
)
#: "Quyết định 12/2025/QĐ-UBND (năm 2025 | ngày …) *phân cấp cho*", "Quyết định này *phân cấp*".
_NUMBERED = re.compile(
    rf"""\b{_INSTRUMENT}\s(?:này|(?:số\s)?\d+(?:/[\w-]+)+)
        (?:\s,?\s?(?:năm\s\d{{4}}|ngày\s(?:[\d/.-]+|\d+\stháng\s\d+\snăm\s\d{{4}})))?$""",
    re.VERBOSE,
)
_ENDED_BEFORE = re.compile(
    rf"""\b(?:bãi\sbỏ|huỷ\sbỏ|thay\sthế|thu\shồi|chấm\sdứt)\s
         (?:(?:toàn\sbộ|một\sphần|các|nội\sdung|hiệu\slực|của|cho)\s)*{_INSTRUMENT}\b""",
    re.VERBOSE,
)
_ENDED_AFTER = re.compile(
    r"\b(?:(?:chấm dứt |không còn |hết )hiệu lực|hết thời hạn|(?:được|bị) (?:thay thế|bãi bỏ|huỷ bỏ))\b"
)
_STOPS = re.compile(r"\b(?:chấm dứt|không tiếp tục|bãi bỏ|thôi|ngừng|dừng)\b[\w\s]{0,20}$")
_TAKES_BACK = re.compile(
    r"\b(?:thu hồi|huỷ bỏ|rút|chấm dứt|bãi bỏ)(?: lại)?(?: hiệu lực| của| việc| nội dung| toàn bộ| các| sự)*$"
)
_RULES_ON_IT = re.compile(r"(?:có thẩm quyền |có trách nhiệm )?quy định (?:về )?việc")
_RESUMED = re.compile(r"thực hiện (?:các )?nhiệm vụ(?:, quyền hạn)? được (?:phân cấp|uỷ quyền|giao)")
_DOES_IT = re.compile(r"(?:(?:tổ chức )?(?:thực hiện|quyết định|giải quyết))?(?: ?[.;])?")
_DECIDED_REACH = 50
_BEFORE_HELD, _HELD_REACH = words("việc, tục, dung, về"), 40
_DECIDES = re.compile(r"(?P<act>(?:xem xét , )?(?:quyết định|phê duyệt|thực hiện|chấp thuận))(?: [.;,]|$)")
_GOES_ON = re.compile(r"(?:đồng thời|và|có thể|được|thực hiện|,|\s)*")
_ITS_TASKS = re.compile(r"thực hiện (?:các |một số |một phần )?(?:nhiệm vụ|công việc)\b")
_TOLD = re.compile(r"\s(?:là|được|phải|thì|có trách nhiệm)\s")
_CASE = re.compile(r"trường hợp (?:thực hiện )?(?:phân cấp|uỷ quyền) (?=việc |thẩm quyền )")
_OBJECTS = words("các, những, số")
#: An object at the beginning of a clause needs no plural if it is this short.
_SHORT_OBJECT = 3
_GIVING = words("giao, thuê, trả, gửi, bán")
_ANY_UNIT = re.compile(r"(?:các |những )?(?:cơ quan|đơn vị|tổ chức)(?: ,|$| (?:thuộc|trực thuộc|khác|và|có|của)\b)")
#: Things on their way to somebody, right before the "cho" that names whom.
_HANDED_FAR = re.compile(r"\b(?:điều chuyển|chuyển giao|bàn giao) (?:\w+ )[^;]{0,160}cho$")
_HANDED = re.compile(r"\b(?:giao|bán|điều chuyển|chuyển giao|bàn giao|chuyển|cấp)(?: \w+){1,6} cho$")


def read_active(clause: Clause) -> Reading | None:
    tokens, cited = clause.tokens, is_title(clause)
    delegate, after, led = delegate_of(clause)
    subject = clause.subject or owner_of(clause) or (issuer(clause) if cited else _carried_on(clause))
    stance = _active_stance(clause, cited)
    power: Power | None
    if delegate is None and not (led and cited):
        found = _power_before_delegate(clause, after)
        if found is None:
            return without_delegate(clause, subject, stance, after, cited)
        power, delegate = found
    else:
        power = (
            task_at(clause, after)
            or _resumed(clause, after)
            or _alternative(clause, after)
            or _of_the_case(clause, after)
            or _decided_of(clause, after)
            or _held_by(clause)
        )
    opens = power is None and bool(delegate) and opens_list(tokens, after)
    if (power is None and not opens) or not is_public(clause, subject, delegate, cited):
        return None
    if delegate and power and is_deputy(delegate.text(tokens)) and _ITS_TASKS.match(clause.text, power.spans[0][0]):
        return None  # stands in for its own head
    scope = None
    if subject is None and not cited and stance != "withdrawn" and not stands_alone(clause):
        scope = _object_before(clause)
        if scope is None or delegate is None or delegate.text(tokens).islower():
            return None
        power = _alone(clause, power) if power else None
    if stance == "delegated" and power and power.condition and _depends(clause.text[slice(*power.condition)]):
        stance = "may_delegate"
    told = statement(clause, stance, subject, delegate, power, scope)
    left_out = subject is None and scope is None and not cited
    return replace(told, cited=cited, elided=cited and delegate is None, headless=left_out)


def read_decided(clause: Clause) -> Reading | None:
    """ "*Việc phân cấp thẩm quyền X cho B do A quyết định*": A may."""
    tokens, last = clause.tokens, clause.trigger.last
    places = range(last, min(last + _DECIDED_REACH, len(tokens)))
    by = next((at for at in places if tokens.lower(at) == "do" and party_at(tokens, at + 1)), None)
    giver = party_at(tokens, by + 1) if by else None
    if by is None or giver is None or tokens.words(giver.after, giver.after + 2) not in {"quyết định", "quy định"}:
        return None
    if clause.trigger.kind == "phan-quyen":  # mostly rights of access to a system
        return None
    delegate, after, _ = delegate_of(clause)
    edge = by
    if delegate is None:
        edge = next((at for at in range(by - 1, last, -1) if tokens.lower(at) == "cho"), by)
        delegate = party_at(tokens, edge + 1) if edge < by else None
    power = read_power(clause.text, tokens[after].start, tokens[edge].start) if after < edge else None
    if power is None or delegate is None or not names_power(clause, after) or not is_public(clause, giver, delegate):
        return None
    return statement(clause, "may_delegate", giver, delegate, replace(power, end=tokens[giver.after].start))


def _carried_on(clause: Clause) -> Party | None:
    """ "A phân bổ X; *đồng thời* ủy quyền cho B làm việc": the subject of the clause before the semicolon."""
    tokens, left = clause.tokens, clause.left
    if not left or tokens.lower(left - 1) != ";" or not _GOES_ON.fullmatch(clause.lower(left, clause.trigger.first)):
        return None
    before = parties_in(tokens, 0, left)
    subject = next((party for party in before if acts_at(tokens, party.after)), None)
    inside = subject and subject.first and tokens.lower(subject.first - 1) not in {",", "và", "thì"}
    return last_of(tokens, subject) if subject and inside else subject


def _depends(condition: str) -> bool:
    """Whether it depends on the delegate or the need of the day: "khi đáp ứng điều kiện", "khi cần thiết"."""
    return bool(re.match(r"(?:khi|nếu) (?:đáp ứng|đủ|có đủ|cần thiết|xét thấy)", condition.lower()))


def issuer(clause: Clause) -> Party | None:
    """The body whose instrument it is: "Quyết định số … của *A* về việc ủy quyền"."""
    issuers = [party for party in clause.parties if clause.tokens.lower(party.first - 1) == "của"]
    return issuers[-1] if issuers else None


def _power_before_delegate(clause: Clause, after: int) -> tuple[Power, Party] | None:
    """ "phân cấp *thẩm quyền X* cho B (thực hiện)": the last "cho" that leads to a body."""
    tokens = clause.tokens
    again = any(trigger.first >= after and not trigger.bare for trigger in triggers(tokens))
    if after >= len(tokens) or again or not names_power(clause, after):
        return None
    edge = clause.end_of_power(after)
    for index in range(len(tokens) - 1, after, -1):
        if tokens[index].start >= edge or tokens.lower(index - 1) in _GIVING:
            continue
        party = party_at(tokens, index + 1) if tokens.lower(index) == "cho" else None
        if party is None or is_private(tokens, party) or _receives(clause, after, party):
            continue
        holder = _former_holder(clause, after, index)
        power = read_power(clause.text, tokens[after].start, tokens[index if holder is None else holder].start)
        if power:
            return replace(power, end=tokens[index].start), party
    return None


def _receives(clause: Clause, first: int, party: Party) -> bool:
    """ "phân cấp thẩm quyền quyết định *điều chuyển tài sản cho các đơn vị*": they get the thing, not the power."""
    before, units = clause.lower(first, party.first), _ANY_UNIT.match(clause.lower(party.first, party.after))
    if clause.gap.endswith("hoặc") and (units or _HANDED_FAR.search(before)):  # "quyết định hoặc phân cấp": to nobody
        return True
    return bool(_HANDED.search(before) and units)


def _former_holder(clause: Clause, first: int, last: int) -> int | None:
    """The token "của" of "thẩm quyền X *của Bộ trưởng A* (tại khoản …) cho B": whose the power was is no part of it."""
    tokens = clause.tokens
    for index in range(first + 2, last):
        holder = party_at(tokens, index + 1) if tokens.lower(index) == "của" else None
        if holder and not is_private(tokens, holder) and tokens.lower(holder.after) in {"cho", "tại", "quy", "theo"}:
            return index
    return None


def _resumed(clause: Clause, after: int) -> Power | None:
    """ "A quy định tại khoản 1 ủy quyền cho B thực hiện các nhiệm vụ được phân cấp": named where the subject is."""
    found = _RESUMED.match(clause.lower(after, after + 10))
    if not found or not clause.refers:
        return None
    last = after + len(found.group().split())
    span = (clause.tokens[after].start, clause.tokens[last - 1].end)
    return Power((span,), None, None, clause.end_of_power(after))


def _alternative(clause: Clause, after: int) -> Power | None:
    """ "A *tuyển dụng viên chức* hoặc (có thể) phân cấp cho B thực hiện": the power is what A does otherwise."""
    tokens, joint = clause.tokens, clause.trigger.first - 1
    joint -= 2 * (tokens.words(joint - 1, joint + 1) == "có thể")
    if tokens.lower(joint) not in {"hoặc", "nhưng"} or not _DOES_IT.fullmatch(tokens.words(after, len(tokens))):
        return None
    doers = [party for party in clause.parties if clause.leads_clause(party)]
    verb = next((at for at in range(doers[-1].after, joint) if verb_at(tokens, at)), None) if doers else None
    power = read_power(clause.text, tokens[verb].start, tokens[joint].start) if verb else None
    return replace(power, end=tokens.end) if power else None


def _of_the_case(clause: Clause, after: int) -> Power | None:
    """ "*Trường hợp phân cấp thẩm quyền X*, A phân cấp cho B quyết định": the power is X."""
    tokens, case = clause.tokens, _CASE.match(clause.opening.lower())
    if case is None or not _DOES_IT.fullmatch(tokens.words(after, len(tokens))):
        return None
    begin = tokens[clause.left].start
    power = read_power(clause.text, begin + case.end(), begin + len(clause.opening))
    return replace(power, end=tokens.end) if power else None


def _decided_of(clause: Clause, after: int) -> Power | None:
    """ "*Đối với X*, A quyết định hoặc phân cấp cho B *quyết định*": what is decided of stands before."""
    tokens = clause.tokens
    if not clause.opening.lower().startswith("đối với ") or not clause.gap.endswith("hoặc"):
        return None
    decides = _DECIDES.match(tokens.words(after, len(tokens)))
    if decides is None:
        return None
    last = after + len(decides["act"].split())
    return Power(((tokens[after].start, tokens[last - 1].end),), None, None, tokens[last - 1].end)


def _held_by(clause: Clause) -> Power | None:
    """ "*(thủ tục) quyết định X* thuộc thẩm quyền của A uỷ quyền cho B": what A could do stands before."""
    tokens, subject = clause.tokens, clause.subject
    if subject is None or clause.lower(subject.first - 3, subject.first) != "thẩm quyền của":
        return None
    edge = subject.first - 3 - (tokens.lower(subject.first - 4) == "thuộc")
    places = range(edge - 2, max(edge - _HELD_REACH, clause.left) - 1, -1)
    begin = next((at for at in places if tokens.lower(at - 1) in _BEFORE_HELD and verb_at(tokens, at)), None)
    power = read_power(clause.text, tokens[begin].start, tokens[edge].start) if begin is not None else None
    return replace(power, end=tokens[clause.trigger.last].start) if power else None


def _object_before(clause: Clause) -> Span | None:
    """The object that stands before an active verb: "các tuyến đường phân cấp cho B quản lý"."""
    tokens, last = clause.tokens, clause.trigger.first
    places = range(last - 1, max(clause.left, last - 10) - 1, -1)
    first = next((at for at in places if tokens.lower(at) in _OBJECTS), None)
    if first is None and last - clause.left <= _SHORT_OBJECT:  # "Dự án ủy quyền cho …"
        first = clause.left
    if first is None or last - first < 2:
        return None
    phrase = clause.lower(first, last)
    if phrase.endswith((" việc", " về")) or CONDITION_OPENING.match(phrase):
        return None
    if _HAS_INSTRUMENT.search(phrase) or _has_verb(tokens, first, last):
        return None
    return trim(clause.text, tokens[first].start, tokens[last - 1].end)


def _alone(clause: Clause, power: Power) -> Power:
    """The power over an object that stands before it, without what is told of the object: "quản lý *là bến nhỏ*"."""
    first, last = power.spans[0]
    told = _TOLD.search(clause.text, first, last)
    told = told if told and "(" not in clause.text[first : told.start()] else None
    return replace(power, spans=(trim(clause.text, first, told.start()),), end=told.start()) if told else power


def _has_verb(tokens: Tokens, first: int, last: int) -> bool:
    """Whether a verb of power stands between two tokens; "công *trình*" holds none."""
    index = first
    while index < last:
        fixed = tokens.match(index, FIXED_WORDS)
        if not fixed and verb_at(tokens, index):
            return True
        index += fixed or 1
    return False


def is_title(clause: Clause) -> bool:
    """Whether the delegation is the subject matter of a named instrument."""
    before = clause.lower(clause.left, clause.trigger.first)
    if not _HAS_INSTRUMENT.search(before) or _ISSUES.search(before) or _rules_on_it(clause):
        return False
    if _TITLE_LINK.search(before) or _NUMBERED.search(before):
        return True
    subject = clause.subject
    return subject is not None and clause.tokens.lower(subject.first - 1) == "của" and not clause.gap.strip(", ")


def _rules_on_it(clause: Clause) -> bool:
    """ "A *quy định việc* phân cấp cho B": what A does, no title."""
    subject = clause.subject
    rules = subject is not None and _RULES_ON_IT.fullmatch(clause.gap)
    return bool(subject and rules and not _HAS_INSTRUMENT.search(clause.lower(clause.left, subject.first)))


def _active_stance(clause: Clause, cited: bool) -> Stance:
    gap = clause.gap
    if _NOT.search(gap):
        return "not_delegated"
    if cited:
        return "withdrawn" if has_ended(clause) else "delegated"
    if _STOPS.search(gap) or _TAKES_BACK.search(clause.lower(clause.left, clause.trigger.first)):
        return "withdrawn"
    opening = clause.lower(0, clause.trigger.first)
    near = gap if clause.subject else clause.lower(max(clause.left, clause.trigger.first - 3), clause.trigger.first)
    if MAY.search(near) or re.search(r"\bđược$", gap) or clause.hypothetical or _MAY_OPENING.match(opening):
        return "may_delegate"
    if owner_of(clause) and _ENDED_AFTER.search(clause.lower(clause.trigger.last, len(clause.tokens))):
        return "withdrawn"
    subject = clause.subject
    done = "đã" in gap.split()
    proposed = subject and clause.tokens.lower(subject.first - 1) == "trình"  # "C trình A phân cấp cho B"
    open_yet = subject and (is_class(subject.text(clause.tokens)) or proposed)
    return "may_delegate" if open_yet and not done else "delegated"


def has_ended(clause: Clause) -> bool:
    before = clause.lower(clause.left, clause.trigger.first)
    behind = clause.lower(clause.trigger.last, len(clause.tokens))
    return bool(_ENDED_BEFORE.search(before) or _ENDED_AFTER.search(behind))
