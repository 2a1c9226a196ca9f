"""Other ways of saying it: *giao* B làm việc; B *thừa ủy quyền* A ký …; B làm việc *theo ủy quyền của* A."""

from __future__ import annotations

import re
from dataclasses import replace

from kb.delegation_finding.active import has_ended, is_title, issuer
from kb.delegation_finding.circumstances import is_duty, last_of
from kb.delegation_finding.clauses import Clause, leads_clause, past_remark
from kb.delegation_finding.heads import verb_at
from kb.delegation_finding.kinds import is_anyone, is_class, is_private
from kb.delegation_finding.parties import Party, parties_in, party_at
from kb.delegation_finding.powers import Power, read_power
from kb.delegation_finding.receivers import delegate_of
from kb.delegation_finding.statement import (
    MAY,
    Reading,
    numbers_an_act,
    opens_list,
    power_at,
    statement,
    task_at,
    thing_before,
)
from kb.delegation_finding.things import thing_assigned
from kb.delegation_finding.tokens import Tokens
from kb.delegation_finding.words import HOUSEKEEPING, Stance, phrases, words

_THINGS = re.compile(r"\b(?:chỉ tiêu|dự toán|biên chế)\b")
#: "Đối với X, *giao B* làm việc": the case before, and nobody that gives.
_CASE = re.compile(r"(?:đối với|(?:trong )?trường hợp|khi|căn cứ)\b[^;:]*,")
#: What the State hands over to keep, not a power.
_GOODS = re.compile(r"\b(?:tài sản|đất|rừng|vốn|mặt nước|ngân sách|kinh phí|diện tích)\b")
_ALLOTTED = re.compile(r"\b(?:dự toán|kinh phí|chỉ tiêu|biên chế)\b[^,;]{0,40}\bđược$")
_ALSO_MANDATED = re.compile(r"^[^;:]{0,200}\btheo (?:uỷ quyền|phân cấp) của\b")
_DECISIONS = phrases("quyết định, phê duyệt, cấp, chấp thuận, xem xét, cho phép, ban hành")
_LONGEST_ORGANISED = 3
_ONLY_MANAGE = re.compile(r"quản lý(?:\s\(|$)", re.IGNORECASE)
_ORGANISED = phrases("""
    thẩm định, cấp, thu, tiếp nhận, phê duyệt, sát hạch, cưỡng chế, kiểm định, cấp phép, cấp lại, gia hạn, thu hồi
    xác nhận, công nhận, chứng nhận, chấp thuận, đấu giá, bán đấu giá, lựa chọn, quản lý nhà nước
""")
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
    if delegate is None or is_private(tokens, delegate):
        return None
    named = giver is not None and not is_class(giver.text(tokens)) and not is_private(tokens, giver)
    if (is_anyone(delegate.text(tokens)) and not (led and named)) or (giver and is_anyone(giver.text(tokens))):
        return None
    if giver and giver.head == "nhà nước" and _GOODS.search(clause.lower(clause.left, giver.first)):
        return None
    if _THINGS.search(delegate.text(tokens)):  # "giao B chỉ tiêu …"
        return None
    if agent and _ALLOTTED.search(clause.lower(clause.left, agent.first)):  # "trong phạm vi dự toán đã được A giao"
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
    may = allowed or bool(giver and is_class(giver.text(tokens))) or (not agent and bool(MAY.search(clause.gap)))
    scope = thing_before(clause, agent.first - 1) if agent else power.scope
    told = statement(clause, "may_delegate" if may else "delegated", giver, delegate, power, scope)
    return replace(told, reported=agent is not None)


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
    stance: Stance = "may_delegate" if any(is_class(name) for name in names) else "delegated"
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
    if between := _between(clause, delegator, mandate.group()):
        return between
    others = [party for party in clause.parties if party.text(tokens) != delegator.text(tokens)]
    by = [party for party in others if tokens.lower(party.first - 1) == "do" and clause.leads_clause(party)]
    leading = by[-1:] or [party for party in others if clause.leads_clause(party)]
    delegate = next(iter(leading), None) or _subject_before(clause)
    if is_private(tokens, delegator) or (is_private(tokens, delegate) if delegate else not _is_duty(clause, delegator)):
        return None
    edge = clause.trigger.first - len(before[mandate.start() :].split())
    begin = _mandated_verb(clause, delegate, edge)
    power = read_power(clause.text, tokens[begin].start, tokens[edge].start) if begin is not None else None
    named = clause.text[power.spans[0][0] : power.spans[-1][1]].lower() if power else ""
    if power is None or _MONEY.search(named) or (delegate is None and _FUNCTION.match(named)):
        return None
    of_a_class = is_class(delegator.text(tokens)) or bool(delegate and is_class(delegate.text(tokens)))
    told = statement(clause, "may_delegate" if of_a_class else "delegated", delegator, delegate, power)
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
    stance: Stance = "may_delegate" if is_class(delegator.text(clause.tokens)) else "delegated"
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
    stance: Stance = "may_delegate" if is_class(delegator.text(tokens)) else "delegated"
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
    of_a_class = is_class(delegator.text(tokens)) or is_class(delegate.text(tokens)) or either
    told = statement(clause, "may_delegate" if of_a_class else "delegated", delegator, delegate, power)
    return replace(told, reported=True)


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
