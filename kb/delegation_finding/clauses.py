"""The clause around one word of delegation: its subject, its agent, and the words between.

Offsets are tokens of the sentence. ``gap`` is what stands between the subject and the word of delegation: modals,
negations, a joined verb; it tells whether something is done, allowed or denied.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cached_property

from kb.delegation_finding.heads import head_at, verb_at
from kb.delegation_finding.kinds import is_anyone
from kb.delegation_finding.parties import Party, parties_in, party_at
from kb.delegation_finding.tokens import Tokens
from kb.delegation_finding.triggers import JOINED, Trigger
from kb.delegation_finding.words import phrases, words

FILLERS = phrases(
    "bằng văn bản, bổ sung, nhiệm vụ, trách nhiệm, toàn bộ, cụ thể, cho phép, lâu dài, thường xuyên, quyền, hoặc giao"
)
#: What may stand between a subject and the word of delegation and leave them together.
_ADVERBS = re.compile(
    r"""(?:\s|[,:/]|đã|đang|sẽ|vừa|có\sthể|được\sphép|được\squyền|chưa|không|tiếp\stục|chính\sthức|thực\shiện|triển\skhai|việc
        |quyết\sđịnh|ban\shành\squyết\sđịnh(?:\squy\sđịnh)?|có\s(?:thẩm\s)?quyền|có\strách\snhiệm|phải|xem\sxét|còn|chỉ|hoặc|và|bổ\ssung|căn\scứ
        |phân\scông|giao|thống\snhất|trực\stiếp|đồng\sthời|theo\s(?:quy\sđịnh|thẩm\squyền)|uỷ\snhiệm|ra|cũng|đồng\sý
        |chủ\strương|báo\scáo|để|về\sviệc|có\svăn\sbản|quy\sđịnh\sthẩm\squyền|trong|bằng|văn\sbản|đầy\sđủ|được|khi\scần\sthiết|thì|lại|nhất\strí|ký|vẫn|tự|phân\scấp
        |vắng\smặt|thôi|(?:tạm\s)?(?:ngừng|dừng)|(?:thu\shồi|chấm\sdứt|bãi\sbỏ|huỷ\sbỏ)\sviệc)*""",
    re.VERBOSE,
)
#: A remark that says where the subject is named: it stands between without parting anything.
_REFERENCE = re.compile(
    r"""(?:được\s(?:phân\scấp|uỷ\squyền|giao)\s)?(?:quy\sđịnh|nêu)\s(?:tại|trên)
        [^;]{0,120}?(?:\snày|\strên|điều\s\d+[a-zđ]?)
        (?:\s?(?:,|và|hoặc)\s(?:(?:khoản|điểm|điều)\s)?\d+[a-zđ]?)*
        (?:\s(?:của\s)?(?:luật|nghị\sđịnh|thông\stư|pháp\slệnh|bộ\sluật)\snày)?(?:\svà)?(?=\s|$)""",
    re.VERBOSE,
)
_DISTANT = re.compile(r"(?:hoặc|và|để|thì|quyết định|quyết định việc|có thể|thành lập,?|việc|mà|được|nhưng|,)\s*$")
#: Which of many bodies gives: "được A *nơi có bến* uỷ quyền".
_SEAT = re.compile(r"(?:nơi|ở nơi)(?: (?!được|uỷ|phân)\w+){1,14}")
_HYPOTHESIS = re.compile(r"(?:trường hợp|nếu|khi)\s(?:mà\s)?$")
_OF = words("của, thuộc, tại, với, về, cho, trình, trong, bởi, từ, đến, giữa, theo")
_INSTRUMENTS = words("quyết, thông, nghị, văn, công, chỉ")
_AUXILIARIES = words("có, được, đã, phải, xem, căn, sẽ, cũng, bị, không, chưa, vắng")
#: Words with which a circumstance stands between a subject and its verb: "A, *sau khi* B đồng ý, quyết định".
_CIRCUMSTANCE = words("sau, trên, theo, trong, khi")
_CIRCUMSTANCE_REACH = 45
#: Words before a clause without a subject that may still tell "chưa", "không", "có thể" of it.
_NEAR = 8
_CASELESS_BEFORE, _CASELESS_AFTER = 14, 9


def leads_clause(tokens: Tokens, party: Party, left: int = 0) -> bool:
    """Whether a party is the subject of a verb; ``left`` is where its clause begins."""
    referred = tokens.words(party.after, party.after + 3) in {"quy định tại", "quy định trên"}
    acts = not referred and acts_at(tokens, _past_circumstance(tokens, party.after))
    before = tokens.lower(party.first - 1) if party.first > left else ""
    about = tokens.words(max(party.first - 2, left), party.first) == "đối với"
    return acts and (about or before not in _OF)


def acts_at(tokens: Tokens, index: int) -> bool:
    """Whether a predicate begins at a token: a verb of power, or what stands before one."""
    return bool(verb_at(tokens, index)) or tokens.lower(index) in _AUXILIARIES


def _past_circumstance(tokens: Tokens, index: int) -> int:
    """The token behind "sau khi có ý kiến của B," between a subject and its verb, if a verb follows."""
    first = index + (tokens.lower(index) == ",")
    if tokens.lower(first) not in _CIRCUMSTANCE:
        return index
    commas = (at for at in range(first, first + _CIRCUMSTANCE_REACH) if tokens.lower(at) == ",")
    return next((at + 1 for at in commas if verb_at(tokens, at + 1)), index)


def past_fillers(tokens: Tokens, index: int) -> int:
    """The token behind "bằng văn bản", "nhiệm vụ" and the like; "cho phép" is a power, not one of them."""
    while (length := tokens.match(index, FILLERS)) and tokens.words(index, index + length) != "cho phép":
        index += length
    return index


def past_remark(tokens: Tokens, index: int) -> int:
    """The token behind "(sau đây gọi là …)", "(nếu có)", or another remark with a verb behind it."""
    if tokens.lower(index) != "(":
        return index
    close = next((place for place in range(index, len(tokens)) if tokens.lower(place) == ")"), index - 1)
    named = tokens.lower(index + 1) == "sau" or verb_at(tokens, close + 1)
    return close + 1 if named else index


def left_edge(tokens: Tokens, index: int) -> int:
    """Where the clause around a token begins: behind a semicolon, a bracket, or a colon that leads to no "được"."""
    depth = 0
    for place in range(index - 1, -1, -1):
        word = tokens.lower(place)
        depth += {")": 1, "(": -1}.get(word, 0)
        leads_on = word == ":" and tokens.lower(place + 1) == "được"
        if depth < 0 or (word in {";", ":"} and depth == 0 and not leads_on):
            return place + 1
    return 0


class Clause:
    """A sentence with one word of delegation in the middle, and what the words around it tell."""

    def __init__(self, tokens: Tokens, trigger: Trigger) -> None:
        self.trigger = trigger
        self.tokens = self._told_by_case(tokens)
        self.left = left_edge(self.tokens, trigger.first)
        self.parties = [p for p in parties_in(self.tokens, self.left, trigger.first) if p.last <= trigger.first]
        self.agent = self._agent()
        self.subject = self._subject()

    def _told_by_case(self, tokens: Tokens) -> Tokens:
        """The tokens, as a text without capitals where none stand around the word of delegation (titles in lists)."""
        first, last = self.trigger.first - _CASELESS_BEFORE, self.trigger.last + _CASELESS_AFTER
        around = tokens.items[max(first, 0) : last]
        small = [token for token in around if token.text.islower()]
        before = tokens.items[:first] if first > 0 else []
        named = any(
            token.text[1:].islower() and head_at(tokens, at)[0] for at, token in enumerate(before) if token.capital
        )
        capitals = named or any(token.capital for token in around)
        return tokens if capitals or len(small) < len(around) // 2 else tokens.without_case()

    @property
    def text(self) -> str:
        """The whole text that the sentence stands in."""
        return self.tokens.text

    def lower(self, first: int, last: int) -> str:
        """The words between two tokens, in small letters."""
        return self.tokens.words(first, last)

    def _agent(self) -> Party | None:
        """The delegator inside a passive: B được *A* ủy quyền; việc do *A* ủy quyền."""
        if not self.parties:
            return None
        last = next((party for party in self.parties[-3:] if self._is_seated(party)), self.parties[-1])
        before = self.tokens.lower(last.first - 1)
        if before not in {"được", "do", "bởi"} or last.first - 1 < self.left:
            return None
        between = self.lower(last.after, self.trigger.first)
        if "được" in between.split():
            return None
        if self._is_seated(last):
            return replace(last, last=self.trigger.first, after=self.trigger.first)
        adjacent = _ADVERBS.fullmatch(between) or between.split()[:2] == ["thành", "lập"]
        return last if adjacent else None

    def _is_seated(self, party: Party) -> bool:
        """ "A *nơi có bến* uỷ quyền": which of many gives."""
        return bool(_SEAT.fullmatch(self.lower(party.after, self.trigger.first)))

    def _subject(self) -> Party | None:
        others = [party for party in self.parties if party is not self.agent]
        if self.agent:
            edge = self.agent.first - 1
            near = [p for p in others if p.after <= edge and self._stands_close(p, edge)]
            return self._alone(near[-1]) if near else None
        if not others:
            return None
        last = others[-1]
        if self._stands_close(last, self.trigger.first):
            return self._alone(last)
        if not _DISTANT.search(self.lower(self.left, self.trigger.first)):
            return None
        free = [p for p in others if self.leads_clause(p)]
        anew = self.lower(self.trigger.first - 2, self.trigger.first) == ": được"
        if not free or (self.passive_ahead and not anew and self._other_trigger_between(free[-1])):
            return None
        return self._alone(free[-1])

    def _other_trigger_between(self, party: Party) -> bool:
        return any(self.tokens.match(index, JOINED) for index in range(party.after, self.trigger.first))

    def _stands_close(self, party: Party, edge: int) -> bool:
        """Whether only modals stand between; a party inside a phrase must stand right before."""
        told = self.lower(party.after, edge)
        between = _REFERENCE.sub("", told).strip()
        alone = len(party.names) == 1
        inside = alone and self._before(party) in _OF and re.search(r"\b(?:và|hoặc|để|thì)\b", between)
        acted_on = self._is_object(party) and re.search(r"(?:^|\s)(?:và|hoặc|thì)$", told)
        return bool(_ADVERBS.fullmatch(between)) and not inside and not acted_on

    def _is_object(self, party: Party) -> bool:
        """Whether a verb stands right before: "tuyển dụng *viên chức* hoặc phân cấp"."""
        places = range(max(party.first - 3, self.left), party.first)
        return any(place + verb_at(self.tokens, place) == party.first for place in places)

    def _before(self, party: Party) -> str:
        return self.tokens.lower(party.first - 1) if party.first > self.left else ""

    def _alone(self, party: Party) -> Party:
        """Of several names, the last where the first belong to another phrase: "… của Bộ A, Ủy ban B ủy quyền"."""
        first_name, last_name = party.names[0], party.names[-1]
        joint = self.tokens.lower(last_name[0] - 1)
        opens = self._before(party) in {"", ",", "hợp", "thì", "do", "được", "nếu", "và", ".", "“", "-"}
        if self.passive_ahead and (chosen := self._after_or(party)):
            return chosen
        if first_name == last_name or opens or (joint in {"và", "hoặc"} and not self.passive_ahead):
            return party
        head = party_at(self.tokens, last_name[0])
        return head or party

    @property
    def passive_ahead(self) -> bool:
        """Whether "được" stands before the word of delegation or its agent."""
        edge = self.agent.first if self.agent else self.trigger.first
        return self.tokens.lower(edge - 1) in {"được", "do"}

    def _after_or(self, party: Party) -> Party | None:
        """ "A hoặc B được C ủy quyền": B alone is meant."""
        joints = [self.tokens.lower(name[0] - 1) for name in party.names]
        places = [i for i, joint in enumerate(joints) if i and joint == "hoặc"]
        if not places and len(joints) > 1 and is_anyone(self.tokens.slice(*party.names[-1])):
            places = [len(joints) - 1]
        if not places:
            return None
        first = party.names[places[-1]][0]
        alone = party_at(self.tokens, first)
        return replace(alone, last=party.last, after=party.after, chosen=True) if alone else None

    def leads_clause(self, party: Party) -> bool:
        """Whether a party is the subject of a verb in this clause."""
        return leads_clause(self.tokens, party, self.left)

    @cached_property
    def opening(self) -> str:
        """The circumstances before the subject, with their comma or "thì": "Khi cần thiết, "; "" without any."""
        first = self.subject or self.agent
        edge = first.first if first else self.trigger.first
        if self.tokens.lower(edge - 1) not in {",", "thì"}:
            free = [p.first for p in self.parties if self.tokens.lower(p.first - 1) == "," and self.leads_clause(p)]
            edge = free[0] if free else edge
        if edge <= self.left + 1 or self.tokens.lower(edge - 1) not in {",", "thì"}:
            return ""
        return self.text[self.tokens[self.left].start : self.tokens[edge].start]

    @cached_property
    def gap(self) -> str:
        """The words between the subject and the word of delegation."""
        edge = self.agent.first if self.agent else self.trigger.first
        first = self._behind_subject if self.subject else max(self.left, edge - _NEAR)
        return _REFERENCE.sub("", self.lower(first, edge)).strip()

    @property
    def refers(self) -> bool:
        """Whether the subject is one that a provision names ("quy định tại khoản 1 Điều này")."""
        return bool(_REFERENCE.search(self.lower(self._behind_subject, self.trigger.first)))

    @property
    def _behind_subject(self) -> int:
        return self.subject.after if self.subject else self.left

    @property
    def passive(self) -> bool:
        """Whether the subject is given the power."""
        if self.agent:
            return True
        tail = re.sub(r"\b(?:được phép|được quyền)\b", " ", self.gap).strip()
        return bool(
            re.search(
                r"\bđược(?:\s(?:bổ sung|chuyển giao|tiếp tục|chính thức|thực hiện|,|và|phân công|giao|đầy đủ))*$", tail
            )
        )

    @property
    def hypothetical(self) -> bool:
        """Whether the clause is a case that may come: "trường hợp A được B ủy quyền"."""
        first = self.subject or self.agent
        edge = first.first if first else self.trigger.first
        return bool(_HYPOTHESIS.search(self.lower(max(self.left, edge - 4), edge) + " "))

    def end_of_power(self, first: int) -> int:
        """Where in the text a power that begins at token ``first`` must end, whatever it says."""
        tokens, depth = self.tokens, 0
        for index in range(first, len(tokens)):
            word = tokens.lower(index)
            depth += {"(": 1, ")": -1}.get(word, 0)
            if depth < 0 or (depth == 0 and self._ends_power(index)):
                return tokens[index].start
        return tokens.end

    def _ends_power(self, index: int) -> bool:
        """A semicolon ends a power unless a further verb phrase follows, a colon where a new passive begins."""
        word = self.tokens.lower(index)
        if word == ";":
            return not self._goes_on(index + 1)
        if word == "gồm" and self.tokens.lower(index + 1) == "đại":  # "thành lập *gồm đại diện* A"
            return True
        if word in {",", "và"} and self.tokens.lower(index + 1) in _INSTRUMENTS:
            behind = self.lower(index + 2, index + 7).split()
            return self.tokens[index + 1].capital and "số" in behind
        if word != ":" or index + 1 >= len(self.tokens):
            return False
        return self.tokens.lower(index + 1) in {"được", "đã"} or self.tokens[index + 1].capital

    def _goes_on(self, index: int) -> bool:
        tokens = self.tokens
        index += tokens.lower(index) == "và"
        if index >= len(tokens) or tokens[index].capital:
            return False
        lower = tokens.words(index, index + 2)
        if lower in {"việc uỷ", "việc phân", "trường hợp"}:
            return False
        return bool(verb_at(tokens, index)) or tokens.caseless or lower in {"phương án", "nhiệm vụ", "thẩm quyền"}
