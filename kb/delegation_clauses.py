"""One sentence, one word of delegation: who, to whom, what, and whether it is done, allowed, denied or over.

The grammar, by what stands around the word (ủy quyền, phân cấp, phân quyền, giao):

- active: A *ủy quyền cho* B làm việc; A quyết định hoặc *ủy quyền cho* B; *phân cấp* việc *cho* B;
- passive: B *được* A *ủy quyền* làm việc; việc *được* A *ủy quyền cho* B; B *chưa được ủy quyền* làm việc;
- B *thừa ủy quyền* A ký …; B làm việc *theo ủy quyền của* A;
- as the title of an instrument: Quyết định số … *về việc ủy quyền cho* B làm việc.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kb.delegation_parties import Party, is_anyone, is_class, is_private, parties_in, party_at, verb_at
from kb.delegation_powers import Power, Span, is_generic, read_power, trim
from kb.delegation_tokens import Tokens
from kb.delegation_words import HOUSEKEEPING, DelegationKind, Stance, phrases

_WORDS = phrases("ủy quyền, phân cấp, phân quyền, giao quyền, giao thẩm quyền, giao trách nhiệm, giao nhiệm vụ, giao")
_KINDS: dict[str, DelegationKind] = {
    "uỷ quyền": "uy-quyen", "phân cấp": "phan-cap", "phân quyền": "phan-quyen",
}  # fmt: skip
_JOINED = phrases("ủy quyền, phân cấp, phân quyền, phân công, ủy nhiệm, giao quyền, giao")
_NOT_GIAO_BEFORE = frozenset("ngoại bàn chuyển xã sự thành phụ".split())
_NOT_GIAO_AFTER = frozenset(
    "dịch thông kết nhận ban lưu khoán tiếp hữu hợp nộp đất rừng chỉ nhau hàng tài dự biên kế vốn đấu mùa phối cấu".split()
)
_NOUN_BEFORE = frozenset(
    "giấy hợp đồng bản phạm dung hạn chế cơ giá thức bên sự người phí được người mức quy hệ hiện kinh trình nguyên tắc".split()
)
_FILLERS = phrases(
    "bằng văn bản, bổ sung, nhiệm vụ, toàn bộ, cụ thể, cho phép, lâu dài, thường xuyên, quyền, hoặc giao"
)
_ADVERBS = re.compile(
    r"""(?:\s|,|đã|đang|sẽ|có\sthể|được\sphép|được\squyền|chưa|không|tiếp\stục|chính\sthức|thực\shiện|triển\skhai|việc|quyết\sđịnh
        |ban\shành\squyết\sđịnh|có\squyền|có\strách\snhiệm|phải|xem\sxét|còn|chỉ|hoặc|và|bổ\ssung|căn\scứ|phân\scông|giao
        |thống\snhất|trực\stiếp|đồng\sthời|theo\s(?:quy\sđịnh|thẩm\squyền)|uỷ\snhiệm|ra|cũng|đồng\sý|chủ\strương|báo\scáo|để|bằng
        |văn\sbản|đầy\sđủ|được|khi\scần\sthiết|thì|lại|nhất\strí|ký|/)*""",
    re.VERBOSE,
)
_DISTANT = re.compile(r"(?:hoặc|và|để|thì|quyết định|quyết định việc|có thể|thành lập,?|việc|mà)\s*$")
_MAY = re.compile(
    r"""\b(?:có\sthể|được\sphép|được\squyền|hoặc|có\squyền|có\strách\snhiệm|xem\sxét|quyết\sđịnh|nếu|căn\scứ|phải|để|thì\sđược)\b""",
    re.VERBOSE,
)
_MAY_OPENING = re.compile(r"(?:căn cứ|tuỳ|trường hợp cần thiết|trong trường hợp cần thiết|khi cần thiết|nếu)\b")
_HYPOTHESIS = re.compile(r"(?:trường hợp|nếu|khi)\s(?:mà\s)?$")
_INSTRUMENT = re.compile(
    r"(?:quyết định|nghị định|thông tư|nghị quyết|văn bản|công văn|thông báo|quy định|chỉ thị|kế hoạch)\b",
    re.IGNORECASE,
)
_ENDED = re.compile(
    r"\b(?:bãi bỏ|huỷ bỏ|thay thế|chấm dứt|hết hiệu lực|hết thời hạn|không còn hiệu lực|thu hồi|không tiếp tục|ngưng hiệu lực)\b"
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What one word of delegation says; spans point into the text."""

    stance: Stance
    kind: DelegationKind
    start: int
    end: int
    delegator: Span | None = None
    delegate: Span | None = None
    powers: tuple[Span, ...] = ()
    scope: Span | None = None
    condition: Span | None = None
    cited: bool = False  # the delegation is the title of an instrument that the sentence names
    reported: bool = False  # the delegation is told of, not made
    open_list: bool = False  # powers (or bodies) follow in a list
    before: int = field(default=0)  # where the word of delegation stands


@dataclass(frozen=True, slots=True)
class Trigger:
    """The word of delegation: tokens ``first`` to ``last``; ``giao`` needs more proof than the others."""

    first: int
    last: int
    kind: DelegationKind


def triggers(tokens: Tokens) -> list[Trigger]:
    """The words of delegation in a sentence; "phân cấp, ủy quyền" counts as one."""
    found: list[Trigger] = []
    index = 0
    while index < len(tokens):
        length = tokens.match(index, _WORDS)
        if not length or _is_other_word(tokens, index):
            index += 1
            continue
        last = _joined_end(tokens, index + length)
        found.append(Trigger(index, last, _KINDS.get(tokens.words(index, index + length), "giao")))
        index = last
    return found


def _is_other_word(tokens: Tokens, index: int) -> bool:
    if tokens.lower(index) != "giao":
        return False
    return tokens.lower(index - 1) in _NOT_GIAO_BEFORE or tokens.lower(index + 1) in _NOT_GIAO_AFTER


def _joined_end(tokens: Tokens, last: int) -> int:
    while True:
        index = last + 1 if tokens.lower(last) in {",", "và", "hoặc", "/"} else last
        length = tokens.match(index, _JOINED) if index > last else 0
        if not length:
            return last
        last = index + length


class Clause:
    """A sentence with one word of delegation in the middle, and what the words around it tell."""

    def __init__(self, tokens: Tokens, trigger: Trigger) -> None:
        self.tokens, self.trigger = tokens, trigger
        self.left = self._left_edge()
        self.parties = [p for p in parties_in(tokens, self.left, trigger.first) if p.last <= trigger.first]
        self.agent = self._agent()
        self.subject = self._subject()

    @property
    def text(self) -> str:
        return self.tokens.text

    def lower(self, first: int, last: int) -> str:
        """The words between two tokens, in small letters."""
        return self.tokens.words(first, last)

    def _left_edge(self) -> int:
        depth = 0
        for index in range(self.trigger.first - 1, -1, -1):
            word = self.tokens.lower(index)
            depth += {")": 1, "(": -1}.get(word, 0)
            if depth < 0 or word in {";", ":"} and depth == 0:
                return index + 1
        return 0

    def _agent(self) -> Party | None:
        """The delegator inside a passive: B được *A* ủy quyền; việc do *A* ủy quyền."""
        if not self.parties:
            return None
        last = self.parties[-1]
        between = self.lower(last.after, self.trigger.first)
        before = self.tokens.lower(last.first - 1)
        fits = before in {"được", "do", "bởi"} and last.first - 1 >= self.left
        if fits and not _ADVERBS.fullmatch(between) and between.split()[:1] not in (["thành"], ["quyết"]):
            return None
        return last if fits else None

    def _subject(self) -> Party | None:
        others = [party for party in self.parties if party is not self.agent]
        if self.agent:
            edge = self.agent.first - 1
            near = [p for p in others if _ADVERBS.fullmatch(self.lower(p.after, edge)) and p.after <= edge]
            return near[-1] if near else None
        if not others:
            return None
        last = others[-1]
        if _ADVERBS.fullmatch(self.lower(last.after, self.trigger.first)):
            return last
        if not _DISTANT.search(self.lower(self.left, self.trigger.first)):
            return None
        free = [p for p in others if self.leads_clause(p)]
        return free[-1] if free else None

    def leads_clause(self, party: Party) -> bool:
        before = self.tokens.lower(party.first - 1) if party.first > self.left else ""
        behind = party.after
        word = self.tokens.lower(behind)
        acts = bool(verb_at(self.tokens, behind)) or word in {"có", "được", "đã", "phải", "xem", "căn", "sẽ"}
        return acts and before not in {"của", "thuộc", "tại", "với", "về", "cho", "trình"}

    @property
    def gap(self) -> str:
        """The words between the subject and the word of delegation."""
        edge = self.agent.first if self.agent else self.trigger.first
        start = self.subject.after if self.subject else self.left
        return self.lower(start, edge)

    @property
    def passive(self) -> bool:
        """Whether the subject is given the power."""
        if self.agent:
            return True
        tail = re.sub(r"\b(?:được phép|được quyền)\b", " ", self.gap)
        return bool(
            re.search(
                r"\bđược(?:\s(?:bổ sung|tiếp tục|chính thức|thực hiện|,|và|phân công|giao|đầy đủ))*$", tail.strip()
            )
        )


def read(tokens: Tokens, trigger: Trigger) -> Reading | None:
    """What the sentence says with this word of delegation, or None if it states no delegation of a public power."""
    clause = Clause(tokens, trigger)
    before = tokens.lower(trigger.first - 1)
    if tokens.lower(trigger.last) in {"lại", "tiếp"} and tokens.lower(trigger.last + 1) != "nhận":
        return None
    if before == "thừa":
        return _deputised(clause)
    if tokens.lower(trigger.last) == "của":
        return _by_mandate(clause)
    if trigger.kind == "giao":
        return _assigned(clause)
    if before in _NOUN_BEFORE and not clause.passive and not clause.agent:
        return None
    return _passive(clause) if clause.passive else _active(clause)


def _start(clause: Clause, party: Party | None = None) -> int:
    first = party.first if party else clause.trigger.first
    return clause.tokens[first].start


def _span(clause: Clause, party: Party | None) -> Span | None:
    if party is None:
        return None
    tokens = clause.tokens
    return tokens[party.first].start, tokens[party.last - 1].end


def _end_of_clause(clause: Clause, first: int) -> int:
    """The end of what belongs to a power: a semicolon ends it unless a further verb phrase follows."""
    tokens, depth = clause.tokens, 0
    for index in range(first, len(tokens)):
        word = tokens.lower(index)
        depth += {"(": 1, ")": -1}.get(word, 0)
        if depth < 0:
            return tokens[index].start
        if word == ";" and depth <= 0 and not _goes_on(tokens, index + 1):
            return tokens[index].start
    return tokens.end


def _goes_on(tokens: Tokens, index: int) -> bool:
    if index < len(tokens) and tokens.lower(index) == "và":
        index += 1
    if index >= len(tokens) or tokens[index].capital:
        return False
    lower = tokens.words(index, index + 2)
    return (
        bool(verb_at(tokens, index))
        or tokens.caseless
        and lower not in {"việc uỷ"}
        or lower in {"phương án", "nhiệm vụ"}
    )


def _delegate(clause: Clause) -> tuple[Party | None, int, bool]:
    """The delegate right behind the word of delegation, the token behind it, and whether "cho" led to it."""
    tokens, index = clause.tokens, clause.trigger.last
    while length := tokens.match(index, _FILLERS):
        if tokens.words(index, index + length) == "cho phép":
            return None, index, False
        index += length
    led = tokens.lower(index) == "cho" and tokens.lower(index + 1) != "phép"
    party = party_at(tokens, index + 1 if led else index)
    if party is None:
        return None, index, led
    return party, party.after, led


def _active(clause: Clause) -> Reading | None:
    delegate, after, led = _delegate(clause)
    tokens = clause.tokens
    if delegate is None and led:
        return None
    if delegate is not None:
        power = _power(clause, after)
        ended_by_list = _opens_list(tokens, after)
    else:
        found = _power_before_delegate(clause, after)
        if found is None:
            return _heading(clause, after)
        power, delegate = found
        ended_by_list = power is None
    scope = None
    if power is None and not ended_by_list:
        return None
    subject = clause.subject
    if subject is None and power is not None:
        scope = _object_before(clause)
    cited = _is_title(clause)
    if not _is_public(clause, subject, delegate):
        return None
    return _reading(
        clause,
        _active_stance(clause, cited),
        subject,
        delegate,
        power,
        cited=cited,
        scope=scope,
        open_list=ended_by_list,
    )


def _power(clause: Clause, after: int) -> Power | None:
    tokens = clause.tokens
    if after >= len(tokens):
        return None
    return read_power(clause.text, tokens[after].start, _end_of_clause(clause, after))


def _opens_list(tokens: Tokens, after: int) -> bool:
    rest = tokens.words(after, len(tokens))
    return bool(
        re.fullmatch(
            r"(?:thực hiện|quyết định|giải quyết|các|một số|nhiệm vụ|nội dung|công việc|thẩm quyền|như|sau|đây|việc|[,:\s])*:\s*",
            rest,
        )
    )


def _power_before_delegate(clause: Clause, after: int) -> tuple[Power | None, Party] | None:
    """ "phân cấp *thẩm quyền X* cho B (thực hiện)": the last "cho" that leads to a body."""
    tokens = clause.tokens
    for index in range(len(tokens) - 1, after, -1):
        if tokens.lower(index) != "cho":
            continue
        party = party_at(tokens, index + 1)
        if party is None or is_private(tokens, party):
            continue
        power = read_power(clause.text, tokens[after].start, tokens[index].start)
        if power is None:
            continue
        return power, party
    return None


def _heading(clause: Clause, after: int) -> Reading | None:
    """ "phân cấp thẩm quyền X như sau:": the bodies follow in a list."""
    tokens = clause.tokens
    if tokens.lower(len(tokens) - 1) != ":" or after >= len(tokens):
        return None
    power = read_power(clause.text, tokens[after].start, tokens.end)
    return _reading(clause, "delegated", clause.subject, None, power, open_list=True) if power else None


def _is_title(clause: Clause) -> bool:
    """Whether the delegation is the subject matter of a named instrument."""
    before = clause.lower(clause.left, clause.trigger.first)
    if re.search(
        r"\b(?:về|về việc|về phân công|về quy định|quy định về|quy định việc|quy định|ban hành quy định|văn bản)\s*$",
        before,
    ):
        return bool(_INSTRUMENT.search(before))
    subject = clause.subject
    genitive = subject is not None and clause.tokens.lower(subject.first - 1) == "của"
    return genitive and bool(_INSTRUMENT.search(before)) and not clause.gap.strip(", ")


def _active_stance(clause: Clause, cited: bool) -> Stance:
    gap, sentence = clause.gap, clause.lower(0, len(clause.tokens))
    if re.search(r"\bchưa\b", gap) or re.search(
        r"\bkhông(?:\sđược|\sthể|\sthực hiện)?[\s,]*(?:phân công|phân cấp|uỷ quyền|,|hoặc)*\s*$", gap
    ):
        return "not_delegated"
    if cited:
        return "withdrawn" if _ENDED.search(sentence) else "delegated"
    if re.search(r"\b(?:chấm dứt|không tiếp tục|bãi bỏ|thôi)\b[\w\s]{0,20}$", gap):
        return "withdrawn"
    may = _MAY.search(gap) or re.search(r"\bđược\s*$", gap) or _hypothetical(clause)
    if may or _MAY_OPENING.match(clause.lower(0, clause.trigger.first)):
        return "may_delegate"
    subject = clause.subject
    return "may_delegate" if subject and is_class(subject.text(clause.tokens)) else "delegated"


def _hypothetical(clause: Clause) -> bool:
    first = clause.subject or clause.agent
    edge = first.first if first else clause.trigger.first
    return bool(_HYPOTHESIS.search(clause.lower(max(clause.left, edge - 4), edge) + " "))


def _passive(clause: Clause) -> Reading | None:
    tokens = clause.tokens
    delegate, after, led = _delegate(clause)
    subject, agent = clause.subject, clause.agent
    if subject is not None and delegate is not None and led and agent is None:
        return _allowed(clause, delegate, after)
    if subject is not None and (delegate is None or not led):
        return _empowered(clause, clause.trigger.last)
    if delegate is None:
        return None
    return _object_given(clause, delegate, after)


def _allowed(clause: Clause, delegate: Party, after: int) -> Reading | None:
    """A *được ủy quyền cho* B: A is allowed to."""
    power = _power(clause, after)
    negative = bool(re.search(r"\bkhông\b", clause.gap))
    if power is None or not _is_public(clause, clause.subject, delegate):
        return None
    return _reading(clause, "not_delegated" if negative else "may_delegate", clause.subject, delegate, power)


def _empowered(clause: Clause, after: int) -> Reading | None:
    """B *được* (A) *ủy quyền* làm việc."""
    tokens, subject, agent = clause.tokens, clause.subject, clause.agent
    assert subject is not None
    while length := tokens.match(after, _FILLERS):
        if tokens.words(after, after + length) == "cho phép":
            break
        after += length
    power = _power(clause, after)
    if power is None or not _starts_with_verb(tokens, after):
        return None
    name = subject.text(tokens)
    if agent is None and (is_anyone(name) or is_private(tokens, subject) or is_class(name)):
        return None
    if not _is_public(clause, agent, subject):
        return None
    stance = _passive_stance(clause)
    if stance == "delegated" and agent and (is_anyone(name) or is_class(name) or is_class(agent.text(tokens))):
        stance = "may_delegate"
    return _reading(clause, stance, agent, subject, power, reported=True)


def _starts_with_verb(tokens: Tokens, after: int) -> bool:
    while tokens.lower(after) in {",", "trong", "việc", "để", "đầy", "đủ", "như"}:
        after += 1
    return bool(verb_at(tokens, after))


def _passive_stance(clause: Clause) -> Stance:
    gap = clause.gap
    if re.search(r"\bkhông (?:tiếp tục|còn)\b|\bthôi\b", gap):
        return "withdrawn"
    if re.search(r"\bchưa\b|\bkhông\b", gap):
        return "not_delegated"
    if _hypothetical(clause) or re.search(r"\b(?:có thể|nếu|khi)\b", gap):
        return "may_delegate"
    return "delegated"


def _object_given(clause: Clause, delegate: Party, after: int) -> Reading | None:
    """Việc *được* (A) *ủy quyền cho* B (làm)."""
    tokens, agent = clause.tokens, clause.agent
    power = _power(clause, after)
    edge = agent.first - 1 if agent else clause.trigger.first
    thing = _thing(clause, edge)
    stance = _passive_stance(clause)
    if thing is None and power is None:
        return None
    if not _is_public(clause, agent, delegate):
        return None
    if agent and is_class(agent.text(tokens)) and stance == "delegated":
        stance = "may_delegate"
    if power is None:
        return _reading(clause, stance, agent, delegate, None, powers=(thing,) if thing else (), reported=bool(agent))
    return _reading(clause, stance, agent, delegate, power, scope=thing, reported=bool(agent))


def _thing(clause: Clause, edge: int) -> Span | None:
    """The noun phrase before "được": "Thẩm quyền X" is the power X, anything else the object of the power."""
    words = clause.lower(clause.left, edge)
    found = re.search(r"\b(?:đã|chưa|không|sẽ|tiếp tục|được|do|là|gồm|\s)*$", words)
    tokens = clause.tokens
    last = edge
    while last > clause.left and tokens.lower(last - 1) in {"đã", "chưa", "không", "sẽ", "được", "do", "tiếp", "tục"}:
        last -= 1
    first = clause.left
    while first < last and tokens.words(first, first + 2) in {"thẩm quyền"}:
        first += 2
    while first < last and tokens.lower(first) in {"việc", "các", "nội", "dung"}:
        first += 1
    if last - first < 2 or found is None or is_generic(tokens.slice(first, last)):
        return None
    return trim(clause.text, tokens[first].start, tokens[last - 1].end)


def _object_before(clause: Clause) -> Span | None:
    """The object that stands before an active verb: "các tuyến đường phân cấp cho B quản lý"."""
    tokens, first, last = clause.tokens, clause.left, clause.trigger.first
    if last - first < 2 or last - first > 14 or verb_at(tokens, first) or _INSTRUMENT.search(clause.lower(first, last)):
        return None
    return trim(clause.text, tokens[first].start, tokens[last - 1].end)


def _deputised(clause: Clause) -> Reading | None:
    """B *thừa ủy quyền* A ký …"""
    tokens = clause.tokens
    last = clause.trigger.last
    delegator = party_at(tokens, last + 1 if tokens.lower(last) in {"của", "cho"} else last)
    delegate = clause.parties[-1] if clause.parties else None
    if delegator is None or delegate is None:
        return None
    after = delegator.after
    while after < len(tokens) and tokens.lower(after) != "ký":
        after += 1
    if after - delegator.after > 8 or after >= len(tokens):
        return None
    power = _power(clause, after)
    return _reading(clause, "delegated", delegator, delegate, power, start=delegate) if power else None


_SET_PHRASE = re.compile(r"(?:phân công|quy định|hoặc|và|pháp luật|thẩm quyền)[\s,]*(?:theo|và|hoặc|,)?\s*(?:sự\s)?$")


def _by_mandate(clause: Clause) -> Reading | None:
    """B làm việc *theo ủy quyền của* A."""
    tokens = clause.tokens
    before = clause.lower(clause.left, clause.trigger.first)
    mandate = re.search(r"\b(?:theo|được)\s(?:sự\s)?$", before + " ")
    delegator = party_at(tokens, clause.trigger.last + 1)
    if not mandate or delegator is None or clause.trigger.kind == "giao":
        return None
    if _SET_PHRASE.search(before[: mandate.start()]) or tokens.lower(delegator.after) in {"và", "hoặc"}:
        return None
    delegate = next((p for p in clause.parties if clause.leads_clause(p)), None)
    if delegate is None or is_private(tokens, delegate) or is_private(tokens, delegator):
        return None
    first = delegate.after
    edge = clause.trigger.first - len(before[mandate.start() :].split())
    verbs = [i for i in range(first, edge) if verb_at(tokens, i)]
    power = read_power(clause.text, tokens[verbs[0]].start, tokens[edge].start) if verbs else None
    if power is None:
        return None
    stance: Stance = (
        "may_delegate" if is_class(delegator.text(tokens)) or is_class(delegate.text(tokens)) else "delegated"
    )
    return _reading(clause, stance, delegator, delegate, power, start=delegate, reported=True)


def _assigned(clause: Clause) -> Reading | None:
    """ "giao B làm việc", with an operative power."""
    tokens = clause.tokens
    delegate, after, led = _delegate(clause)
    if delegate is None or is_private(tokens, delegate) or is_anyone(delegate.text(tokens)):
        return None
    giver = clause.agent or clause.subject
    if clause.passive and not clause.agent and not (led and clause.subject):
        return None
    gap = clause.gap if not clause.passive else ""
    if giver is None and clause.left != clause.trigger.first:
        return None
    if _opens_list(tokens, after) or tokens.lower(after) == ":":
        return _reading(clause, "delegated", giver, delegate, None, open_list=True)
    while tokens.lower(after) in {",", "việc", "quyền"}:
        after += 1
    if after >= len(tokens) or not operative(tokens, after):
        return None
    power = _power(clause, after)
    if power is None or (giver and is_private(tokens, giver)):
        return None
    may = bool(_MAY.search(gap)) or (giver is not None and is_class(giver.text(tokens)))
    may = may or (clause.passive and not clause.agent)
    scope = _object_before(clause) if giver is clause.agent and not may else None
    if clause.agent:
        scope = _thing(clause, clause.agent.first - 1)
    return _reading(
        clause, "may_delegate" if may else "delegated", giver, delegate, power, scope=scope, reported=bool(clause.agent)
    )


def operative(tokens: Tokens, index: int) -> bool:
    """Whether a power that "giao" hands over is one of deciding, not of housekeeping or law-making."""
    while tokens.lower(index) in {"trực", "tiếp", "việc", "thẩm"} and tokens.words(index, index + 2) in {
        "trực tiếp",
        "việc",
    }:
        index += 2
    return bool(verb_at(tokens, index)) and not tokens.match(index, HOUSEKEEPING)


def _is_public(clause: Clause, delegator: Party | None, delegate: Party | None) -> bool:
    """Whether the parties are public: at least one, and no private one gives the power."""
    tokens = clause.tokens
    if delegator is not None and is_private(tokens, delegator):
        return False
    known = [party for party in (delegator, delegate) if party is not None]
    return any(not is_private(tokens, party) and not is_anyone(party.text(tokens)) for party in known)


def _reading(
    clause: Clause, stance: Stance, delegator: Party | None, delegate: Party | None, power: Power | None, *,
    powers: tuple[Span, ...] = (), scope: Span | None = None, cited: bool = False, reported: bool = False,
    open_list: bool = False, start: Party | None = None,
) -> Reading:  # fmt: skip
    tokens = clause.tokens
    firsts = [party.first for party in (delegator, delegate, start) if party and party.first < clause.trigger.first]
    first = min([*firsts, clause.trigger.first])
    begin = scope[0] if scope and scope[0] < tokens[first].start else tokens[first].start
    if powers:
        begin = min(begin, powers[0][0])
    end = power.end if power else tokens.end
    delegate_span = _span(clause, delegate)
    if delegate and is_anyone(delegate.text(tokens)):
        delegate_span = None
    return Reading(
        stance, clause.trigger.kind, begin, trim(clause.text, begin, end)[1], _span(clause, delegator), delegate_span,
        power.spans if power else powers, scope or (power.scope if power else None), power.condition if power else None,
        cited, reported, open_list, tokens[clause.trigger.first].start,
    )  # fmt: skip
