"""One sentence, one word of delegation: who, to whom, what, and whether it is done, allowed, denied or over.

The grammar, by what stands around the word (ủy quyền, phân cấp, phân quyền, giao):

- active: A *ủy quyền cho* B làm việc; A quyết định hoặc *ủy quyền cho* B; *phân cấp* việc *cho* B;
- passive: B *được* A *ủy quyền* làm việc; việc *được* A *ủy quyền cho* B; B *chưa được ủy quyền* làm việc;
- B *thừa ủy quyền* A ký …; B làm việc *theo ủy quyền của* A;
- as the title of an instrument: Quyết định số … *về việc ủy quyền cho* B làm việc.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from kb.delegation_clauses import FILLERS, Clause, Trigger, triggers
from kb.delegation_parties import Party, is_anyone, is_class, is_private, party_at, verb_at
from kb.delegation_powers import Power, Span, is_generic, read_power, trim
from kb.delegation_tokens import Tokens
from kb.delegation_words import HOUSEKEEPING, DelegationKind, Stance, words

#: Before the word these make it a noun: a form, a limit, a rule of delegating, not an act.
_NOUN_BEFORE = words("""
    giấy, đồng, bản, phạm, dung, hạn, chế, cơ, giá, thức, bên, sự, người, phí, mức, quy, hệ, kinh, trình, tắc, vi, vụ, sở
""")
_OTHER_RIGHTS = words("sử dụng, tự chủ, tác giả, khai thác, đăng ký")
_MAY = re.compile(
    r"\b(?:có thể|được phép|được quyền|hoặc|có quyền|có trách nhiệm|xem xét|(?<!hành )quyết định|nếu|căn cứ|phải|để|thì được)\b"
)
_MAY_OPENING = re.compile(r"(?:căn cứ|tuỳ|trong trường hợp cần thiết|trường hợp cần thiết|khi cần thiết|nếu)\b")
_CONDITION_OPENING = re.compile(r"(?:căn cứ|(?:trong )?(?:các )?trường hợp|khi|tuỳ|nếu|trên cơ sở|theo yêu cầu)\b")
_INSTRUMENT = r"(?:quyết định|nghị định|thông tư|nghị quyết|văn bản|công văn|thông báo|quy định|chỉ thị|kế hoạch)"
_HAS_INSTRUMENT = re.compile(rf"\b{_INSTRUMENT}\b")
_TITLE_LINK = re.compile(
    r"\b(?:về|về việc|về phân công|về quy định|quy định về|quy định việc|quy định|ban hành quy định|văn bản)\s*$"
)
_ENDED_BEFORE = re.compile(
    rf"\b(?:bãi bỏ|huỷ bỏ|thay thế|thu hồi|chấm dứt)\s(?:(?:toàn bộ|một phần|các|nội dung|hiệu lực|của|cho)\s)*{_INSTRUMENT}\b"
)
_ENDED_AFTER = re.compile(
    r"\b(?:(?:chấm dứt |không còn |hết )hiệu lực|hết thời hạn|(?:được|bị) (?:thay thế|bãi bỏ|huỷ bỏ))\b"
)
_SET_PHRASE = re.compile(r"(?:phân công|quy định|hoặc|và|pháp luật|thẩm quyền)[\s,]*(?:theo|và|hoặc|,)?\s*(?:sự\s)?$")
_LIST_OPENING = re.compile(
    r"(?:thực hiện|quyết định|giải quyết|các|một số|nhiệm vụ|nội dung|công việc|thẩm quyền|như|sau|đây|việc|[,:\s])*:\s*"
)
_OBJECTS = words("các, những, số")
#: Behind a passive these show that it only described its subject.
_DESCRIBES = re.compile(r"\b(?:có trách nhiệm|có quyền|có nhiệm vụ|phải|thì|không được)\b")
_BEFORE_VERB = words("việc, để, đầy, đủ, như, được, chủ, động, toàn, bộ, về, :, lĩnh, vực")


@dataclass(frozen=True, slots=True)
class Reading:
    """What one word of delegation says; spans point into the text.

    ``cited``: the delegation is the title of an instrument that the sentence names; ``reported``: it is told of, not
    made; ``open_list``: powers or bodies follow in a list; ``elided``: the delegate, ``headless``: the delegator is left out,
    to be sought before the sentence; ``at``: where the word of delegation stands.
    """

    stance: Stance
    kind: DelegationKind
    start: int
    end: int
    delegator: Span | None = None
    delegate: Span | None = None
    powers: tuple[Span, ...] = ()
    scope: Span | None = None
    condition: Span | None = None
    cited: bool = False
    reported: bool = False
    open_list: bool = False
    elided: bool = False
    headless: bool = False
    at: int = 0


def read(tokens: Tokens, trigger: Trigger) -> Reading | None:
    """What the sentence says with this word of delegation, or None if it states no delegation of a public power."""
    after = tokens.lower(trigger.last)
    again = after == "lại" or (after == "tiếp" and tokens.lower(trigger.last + 1) != "nhận")
    if again or after == "số" or _is_other_right(tokens, trigger):
        return None
    clause = Clause(tokens, trigger)
    before = tokens.lower(trigger.first - 1)
    if before == "thừa":
        return _deputised(clause)
    if after == "của":
        return _by_mandate(clause)
    if trigger.bare:
        return _assigned(clause)
    if (before in _NOUN_BEFORE and not clause.agent) or _is_rule(clause):
        return None
    return _passive(clause) if clause.passive else _active(clause)


def _is_other_right(tokens: Tokens, trigger: Trigger) -> bool:
    """ "giao quyền sở hữu, quyền sử dụng, quyền tự chủ": rights, not powers."""
    behind = tokens.words(trigger.last, trigger.last + 2)
    return (
        trigger.kind == "giao" and not trigger.bare and (behind in _OTHER_RIGHTS or behind.startswith(("sở ", "cấp ")))
    )


def _is_rule(clause: Clause) -> bool:
    """ "việc ủy quyền …": how to delegate, unless the act itself is meant ("quyết định việc", "chấm dứt việc")."""
    before = clause.lower(max(clause.trigger.first - 3, 0), clause.trigger.first)
    return before.endswith("việc") and not re.search(r"\b(?:định|hiện|dứt|bỏ|thôi|về) việc$", before)


def _delegate(clause: Clause) -> tuple[Party | None, int, bool]:
    """The delegate right behind the word of delegation, the token behind it, and whether "cho" led to it."""
    tokens, index = clause.tokens, clause.trigger.last
    while (length := tokens.match(index, FILLERS)) and tokens.words(index, index + length) != "cho phép":
        index += length
    led = tokens.lower(index) == "cho" and tokens.lower(index + 1) != "phép"
    party = party_at(tokens, index + led)
    return (party, party.after, led) if party else (None, index + led, led)


def _active(clause: Clause) -> Reading | None:
    tokens, cited = clause.tokens, _is_title(clause)
    delegate, after, led = _delegate(clause)
    subject = clause.subject or (_issuer(clause) if cited else None)
    stance = _active_stance(clause, cited)
    power: Power | None
    if delegate is None and not (led and cited):
        found = _power_before_delegate(clause, after)
        if found is None:
            return _bare(clause, subject, stance, after, cited)
        power, delegate = found
    else:
        power = _task(clause, after) or _resumed(clause, after)
    opens = power is None and bool(delegate) and _opens_list(tokens, after)
    if (power is None and not opens) or not _is_public(clause, subject, delegate, cited):
        return None
    scope = None
    if subject is None and not cited and not _stands_alone(clause):
        scope = _object_before(clause)
        if scope is None:
            return None
    told = _reading(clause, stance, subject, delegate, power, scope=scope, cited=cited, open_list=opens)
    return replace(told, elided=cited and delegate is None, headless=subject is None and scope is None and not cited)


def _stands_alone(clause: Clause) -> bool:
    """Whether nothing but a title's "về việc" or a permission stands before the word of delegation."""
    before = clause.lower(clause.left, clause.trigger.first)
    return bool(
        re.fullmatch(
            r"(?:[\d\W]|qđ|điều|quyết định :|ubnd|ub|về việc|v/v|quyết định|có thể|hoặc|được phép|và)*", before
        )
    )


def _issuer(clause: Clause) -> Party | None:
    """The body whose instrument it is: "Quyết định số … của *A* về việc ủy quyền"."""
    issuers = [party for party in clause.parties if clause.tokens.lower(party.first - 1) == "của"]
    return issuers[-1] if issuers else None


def _power(clause: Clause, after: int) -> Power | None:
    if after >= len(clause.tokens):
        return None
    return read_power(clause.text, clause.tokens[after].start, clause.end_of_power(after))


def _task(clause: Clause, after: int) -> Power | None:
    """The power at ``after``: it must begin with a verb, or name a competence."""
    return _power(clause, after) if _names_power(clause, after) else None


def _names_power(clause: Clause, after: int) -> bool:
    tokens, index = clause.tokens, after
    while tokens.lower(index) in _BEFORE_VERB or tokens.lower(index) in {",", ":", "–", "-"}:
        index += 1
    named = tokens.lower(index) in {"thẩm", "quyền", "nhiệm"} or clause.lower(after, after + 2) == "trong việc"
    return named or bool(verb_at(tokens, index))


def _opens_list(tokens: Tokens, after: int) -> bool:
    return bool(_LIST_OPENING.fullmatch(tokens.words(after, len(tokens))))


def _power_before_delegate(clause: Clause, after: int) -> tuple[Power, Party] | None:
    """ "phân cấp *thẩm quyền X* cho B (thực hiện)": the last "cho" that leads to a body."""
    tokens = clause.tokens
    again = any(trigger.first >= after for trigger in triggers(tokens))
    if after >= len(tokens) or again or not _names_power(clause, after):
        return None
    edge = clause.end_of_power(after)
    for index in range(len(tokens) - 1, after, -1):
        if tokens[index].start >= edge or tokens.lower(index - 1) in {"giao", "thuê", "trả", "gửi", "bán"}:
            continue
        party = party_at(tokens, index + 1) if tokens.lower(index) == "cho" else None
        if party is None or is_private(tokens, party):
            continue
        power = read_power(clause.text, tokens[after].start, tokens[index].start)
        if power:
            return power, party
    return None


def _bare(clause: Clause, subject: Party | None, stance: Stance, after: int, cited: bool) -> Reading | None:
    """A power without a delegate: a lead-in over a list of bodies, an instrument that has ended, a ban."""
    tokens = clause.tokens
    if after >= len(tokens):
        return None
    leads = tokens.lower(len(tokens) - 1) == ":" and not cited
    named = subject is not None and (stance == "not_delegated" or tokens.words(after, after + 2) == "thẩm quyền")
    if not (leads or named or (stance == "withdrawn" and cited)) or (subject and is_private(tokens, subject)):
        return None
    if stance == "not_delegated" and is_anyone(subject.text(tokens) if subject else "tổ chức"):
        return None
    power = _task(clause, after) or _referred_power(clause, after)
    return _reading(clause, stance, subject, None, power, cited=cited, open_list=leads) if power else None


def _referred_power(clause: Clause, after: int) -> Power | None:
    """ "đối với thẩm quyền quy định nêu trên": named elsewhere, yet named."""
    tokens = clause.tokens
    words_after = clause.lower(after, len(tokens))
    if not re.match(r"(?:đối với )?(?:các )?thẩm quyền (?:quy định|nêu)", words_after):
        return None
    first = after + 2 if words_after.startswith("đối với") else after
    span = trim(clause.text, tokens[first].start, clause.end_of_power(first))
    return Power((span,), None, None, span[1])


def _resumed(clause: Clause, after: int) -> Power | None:
    """ "A quy định tại khoản 1 ủy quyền cho B thực hiện các nhiệm vụ được phân cấp": named where the subject is."""
    found = re.match(
        r"thực hiện (?:các )?nhiệm vụ(?:, quyền hạn)? được (?:phân cấp|uỷ quyền|giao)", clause.lower(after, after + 10)
    )
    if not found or not clause.refers:
        return None
    last = after + len(found.group().split())
    span = (clause.tokens[after].start, clause.tokens[last - 1].end)
    return Power((span,), None, None, clause.end_of_power(after))


def _is_title(clause: Clause) -> bool:
    """Whether the delegation is the subject matter of a named instrument."""
    before = clause.lower(clause.left, clause.trigger.first)
    if not _HAS_INSTRUMENT.search(before) or re.search(r"\bban hành quyết định(?: về việc| về| quy định)*\s*$", before):
        return False
    if _TITLE_LINK.search(before):
        return True
    subject = clause.subject
    return subject is not None and clause.tokens.lower(subject.first - 1) == "của" and not clause.gap.strip(", ")


def _active_stance(clause: Clause, cited: bool) -> Stance:
    gap = clause.gap
    if re.search(
        r"\bchưa\b|(?<!hàng )\bkhông(?:\sđược|\sthể|\sthực hiện)?[\s,]*(?:phân công|phân cấp|uỷ quyền|,|hoặc)*$", gap
    ):
        return "not_delegated"
    if cited:
        return "withdrawn" if _has_ended(clause) else "delegated"
    if re.search(r"\b(?:chấm dứt|không tiếp tục|bãi bỏ|thôi)\b[\w\s]{0,20}$", gap):
        return "withdrawn"
    opening = clause.lower(0, clause.trigger.first)
    near = gap if clause.subject else clause.lower(max(clause.left, clause.trigger.first - 3), clause.trigger.first)
    if _MAY.search(near) or re.search(r"\bđược$", gap) or clause.hypothetical or _MAY_OPENING.match(opening):
        return "may_delegate"
    subject = clause.subject
    return "may_delegate" if subject and is_class(subject.text(clause.tokens)) else "delegated"


def _has_ended(clause: Clause) -> bool:
    before = clause.lower(clause.left, clause.trigger.first)
    behind = clause.lower(clause.trigger.last, len(clause.tokens))
    return bool(_ENDED_BEFORE.search(before) or _ENDED_AFTER.search(behind))


def _passive(clause: Clause) -> Reading | None:
    delegate, after, led = _delegate(clause)
    subject, agent = clause.subject, clause.agent
    if subject is not None and agent is None and (led or _is_ban(clause)):
        return _allowed(clause, delegate, after)
    if delegate is not None and (led or subject is None):
        return _object_given(clause, delegate, after)
    return _empowered(clause)


def _is_ban(clause: Clause) -> bool:
    """ "không được ủy quyền (đối với) thẩm quyền X": a ban, since no verb follows that the subject would do."""
    behind = clause.lower(clause.trigger.last, clause.trigger.last + 3)
    return "không" in clause.gap.split() and behind.startswith(("đối với", "thẩm quyền", "việc", "quyền"))


def _allowed(clause: Clause, delegate: Party | None, after: int) -> Reading | None:
    """A *được ủy quyền cho* B: A is allowed to; A *không được ủy quyền*: A is not."""
    negative = "không" in clause.gap.split()
    if delegate is None:
        return _bare(clause, clause.subject, "not_delegated", after, cited=False) if negative else None
    power = _task(clause, after)
    if power is None or not _is_public(clause, clause.subject, delegate):
        return None
    return _reading(clause, "not_delegated" if negative else "may_delegate", clause.subject, delegate, power)


def _empowered(clause: Clause) -> Reading | None:
    """B *được* (A) *ủy quyền* làm việc; the subject may stand in the sentence before."""
    tokens, subject, agent = clause.tokens, clause.subject, clause.agent
    after = clause.trigger.last
    while (length := tokens.match(after, FILLERS)) and tokens.words(after, after + length) != "cho phép":
        after += length
    power = _task(clause, after)
    stance = _passive_stance(clause)
    if power is None or (agent is None and _DESCRIBES.search(clause.text[power.spans[-1][1] : power.end].lower())):
        return None
    if subject is None:
        return _elided(clause, agent, power, stance)
    name = subject.text(tokens)
    vague = is_anyone(name) or is_class(name)
    if (agent is None and (vague or is_private(tokens, subject))) or not _is_public(clause, agent, subject):
        return None
    if agent and is_anyone(agent.text(tokens)):
        return None
    if stance == "delegated" and agent and (vague or subject.chosen or is_class(agent.text(tokens))):
        stance = "may_delegate"
    return _reading(clause, stance, agent, subject, power, reported=True)


def _elided(clause: Clause, agent: Party | None, power: Power, stance: Stance) -> Reading | None:
    """ "Một số nhiệm vụ chưa được ủy quyền như …": whoever the sentence before spoke of."""
    before = clause.lower(clause.left, agent.first - 1 if agent else clause.trigger.first)
    if agent or stance not in {"not_delegated", "withdrawn"}:
        return None
    if not re.match(
        r"(?:và |nhưng |còn )?(?:một số|các|những|nhiều)?\s?(?:nhiệm vụ|chức năng|nội dung|việc|lĩnh vực)", before
    ):
        return None
    return _reading(clause, stance, None, None, power, elided=True)


def _passive_stance(clause: Clause) -> Stance:
    gap = clause.gap
    if re.search(r"\bkhông (?:tiếp tục|còn)\b|\bthôi\b", gap):
        return "withdrawn"
    if re.search(r"\bchưa\b|(?<!hàng )\bkhông\b", gap):
        return "not_delegated"
    if clause.hypothetical or re.search(r"\b(?:có thể|nếu|khi)\b", gap):
        return "may_delegate"
    return "delegated"


def _object_given(clause: Clause, delegate: Party, after: int) -> Reading | None:
    """Việc *được* (A) *ủy quyền cho* B (làm)."""
    agent = clause.agent
    power = _task(clause, after)
    thing = _thing(clause, agent.first - 1 if agent else clause.trigger.first)
    stance = _passive_stance(clause)
    if (thing is None and power is None) or not _is_public(clause, agent, delegate):
        return None
    if agent and is_class(agent.text(clause.tokens)) and stance == "delegated":
        stance = "may_delegate"
    if power is None:
        powers = (thing,) if thing else ()
        return _reading(clause, stance, agent, delegate, None, powers=powers, reported=bool(agent))
    return _reading(clause, stance, agent, delegate, power, scope=power.scope or thing, reported=bool(agent))


def _thing(clause: Clause, edge: int) -> Span | None:
    """The noun phrase before "được": "Thẩm quyền X" is the power X, anything else the object of the power."""
    tokens, first, last = clause.tokens, clause.left, edge
    while last > first and tokens.lower(last - 1) in words("đã, chưa, không, sẽ, được, do, tiếp, tục"):
        last -= 1
    if tokens.words(first, first + 2) == "thẩm quyền":
        first += 2
    while first < last and tokens.lower(first) in words("việc, các, nội, dung"):
        first += 1
    if not 2 <= last - first <= 40 or is_generic(tokens.slice(first, last)) or party_at(tokens, first):
        return None
    return trim(clause.text, tokens[first].start, tokens[last - 1].end)


def _object_before(clause: Clause) -> Span | None:
    """The object that stands before an active verb: "các tuyến đường phân cấp cho B quản lý"."""
    tokens, last = clause.tokens, clause.trigger.first
    first = last - 1
    while first >= max(clause.left, last - 10) and tokens.lower(first) not in _OBJECTS:
        first -= 1
    phrase = clause.lower(first, last)
    if first < max(clause.left, last - 10) or last - first < 2 or phrase.endswith((" việc", " về")):
        return None
    if _HAS_INSTRUMENT.search(phrase) or any(verb_at(tokens, index) for index in range(first, last)):
        return None
    return trim(clause.text, tokens[first].start, tokens[last - 1].end)


def _deputised(clause: Clause) -> Reading | None:
    """B *thừa ủy quyền* A ký …"""
    tokens, last = clause.tokens, clause.trigger.last
    delegator = party_at(tokens, last + 1 if tokens.lower(last) in {"của", "cho"} else last)
    close = [party for party in clause.parties if party.after == clause.trigger.first - 1]
    free = [party for party in clause.parties if tokens.lower(party.first - 1) in {"giao", "", ","}]
    delegate = next(iter([*close, *free, *clause.parties]), None)
    if delegator is None or delegate is None:
        return None
    signs = next(
        (i for i in range(delegator.after, min(delegator.after + 9, len(tokens))) if tokens.lower(i) == "ký"), None
    )
    power = _power(clause, signs) if signs else None
    return _reading(clause, "delegated", delegator, delegate, power) if power else None


def _by_mandate(clause: Clause) -> Reading | None:
    """B làm việc *theo ủy quyền của* A."""
    tokens = clause.tokens
    before = clause.lower(clause.left, clause.trigger.first) + " "
    mandate = re.search(r"\b(?:theo|được)\s(?:sự\s)?$", before)
    delegator = party_at(tokens, clause.trigger.last + 1)
    if not mandate or delegator is None or clause.trigger.kind != "uy-quyen":
        return None
    joined = clause.trigger.last - clause.trigger.first > 2
    if joined or _SET_PHRASE.search(before[: mandate.start()]) or tokens.lower(delegator.after) in {"và", "hoặc"}:
        return None
    delegate = next((party for party in clause.parties if clause.leads_clause(party)), None)
    if delegate is None or is_private(tokens, delegate) or is_private(tokens, delegator):
        return None
    edge = clause.trigger.first - len(before[mandate.start() :].split())
    verbs = [index for index in range(delegate.after, edge) if verb_at(tokens, index)]
    power = read_power(clause.text, tokens[verbs[0]].start, tokens[edge].start) if verbs else None
    if power is None:
        return None
    of_a_class = is_class(delegator.text(tokens)) or is_class(delegate.text(tokens))
    return _reading(clause, "may_delegate" if of_a_class else "delegated", delegator, delegate, power, reported=True)


def _assigned(clause: Clause) -> Reading | None:
    """ "giao B làm việc", with an operative power."""
    tokens, agent = clause.tokens, clause.agent
    delegate, after, led = _delegate(clause)
    giver = agent or clause.subject
    allowed = clause.passive and agent is None
    if delegate is None or is_private(tokens, delegate) or is_anyone(delegate.text(tokens)):
        return None
    if (allowed and not (led and clause.subject)) or (giver is None and clause.left != clause.trigger.first):
        return None
    if giver and is_private(tokens, giver):
        return None
    if _opens_list(tokens, after):
        return _reading(clause, "delegated", giver, delegate, None, open_list=True)
    while tokens.lower(after) in {",", "việc", "quyền"}:
        after += 1
    power = _power(clause, after) if after < len(tokens) and operative(tokens, after) else None
    if power is None:
        return None
    may = allowed or bool(giver and is_class(giver.text(tokens))) or (not agent and bool(_MAY.search(clause.gap)))
    scope = _thing(clause, agent.first - 1) if agent else power.scope
    return _reading(
        clause, "may_delegate" if may else "delegated", giver, delegate, power, scope=scope, reported=bool(agent)
    )


def operative(tokens: Tokens, index: int) -> bool:
    """Whether a power that "giao" hands over is one of deciding, not of housekeeping or law-making."""
    if tokens.words(index, index + 2) == "trực tiếp":
        index += 2
    return bool(verb_at(tokens, index)) and not tokens.match(index, HOUSEKEEPING)


def _is_public(clause: Clause, delegator: Party | None, delegate: Party | None, cited: bool = False) -> bool:
    """Whether the parties are public: at least one (an instrument has an issuer), and no private one gives the power."""
    tokens = clause.tokens
    if delegator is not None and is_private(tokens, delegator):
        return False
    if cited and delegate is None:
        return True
    known = [party for party in (delegator, delegate) if party is not None]
    return any(not is_private(tokens, party) and not is_anyone(party.text(tokens)) for party in known)


def _opening(clause: Clause) -> tuple[Span | None, Span | None]:
    """Condition and scope from the circumstances before the subject."""
    opening = clause.opening
    span = trim(clause.text, clause.tokens[clause.left].start, clause.tokens[clause.left].start + len(opening))
    if _CONDITION_OPENING.match(opening.lower()):
        return span, None
    about = re.match(r"đối với ", opening.lower())
    return None, (span[0] + about.end(), span[1]) if about else None


def _span(clause: Clause, party: Party | None) -> Span | None:
    if party is None or is_anyone(party.text(clause.tokens)):
        return None
    return clause.tokens[party.first].start, clause.tokens[party.last - 1].end


def _reading(
    clause: Clause, stance: Stance, delegator: Party | None, delegate: Party | None, power: Power | None, *,
    powers: tuple[Span, ...] = (), scope: Span | None = None, cited: bool = False, reported: bool = False,
    open_list: bool = False, elided: bool = False,
) -> Reading:  # fmt: skip
    tokens, trigger = clause.tokens, clause.trigger
    spans = power.spans if power else powers
    if elided and not cited:
        return replace(
            _reading(clause, stance, delegator, delegate, power), start=tokens[clause.left].start, elided=True
        )
    condition, place = _opening(clause)
    condition, scope = condition or (power.condition if power else None), place or scope
    named = [tokens[party.first].start for party in (delegator, delegate) if party]
    told = [part[0] for part in (condition, scope, *spans) if part]
    ends = [tokens[party.last - 1].end for party in (delegator, delegate) if party]
    end = max([power.end, *ends]) if power else tokens.end
    begin = min([tokens[trigger.first].start, *named, *told])
    return Reading(
        stance, trigger.kind, begin, trim(clause.text, begin, end)[1],
        _span(clause, delegator), _span(clause, delegate), spans, scope or (power.scope if power else None),
        condition, cited, reported, open_list, elided, False, tokens[trigger.first].start,
    )  # fmt: skip
