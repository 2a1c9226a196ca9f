"""What a sentence says of a delegation, and the parts that all forms of saying it share."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kb.delegation_finding.clauses import Clause
from kb.delegation_finding.heads import verb_at
from kb.delegation_finding.kinds import is_anyone, is_private
from kb.delegation_finding.parties import Party, party_at
from kb.delegation_finding.powers import Power, Span, is_generic, read_power, trim
from kb.delegation_finding.tokens import Tokens
from kb.delegation_finding.words import DelegationKind, Stance, words

#: Words that open the case in which something is done.
CONDITION_OPENING = re.compile(
    r"(?:căn cứ|(?:trong )?(?:các )?trường hợp|khi|tuỳ|nếu|trên cơ sở|theo yêu cầu|vào (?:các )?ngày)\b"
)
_LIST_OPENING = re.compile(
    r"""(?:thực\shiện|quyết\sđịnh|giải\squyết|các|một\ssố|nhiệm\svụ|nội\sdung|công\sviệc|thẩm\squyền|như|sau|đây|việc
        |[,:\s])*:\s*""",
    re.VERBOSE,
)
_ACT_NUMBER = re.compile(r"\d+[/-][\w-]*[A-ZĐ]")
_NAMELY = re.compile(r",\s(?:bao\s)?gồm\s?:?\s")
#: "Việc ủy quyền … chỉ được": a rule on delegating names no power.
_RULE = re.compile(r"\b(?:uỷ quyền|phân cấp|phân quyền)\b")
#: A time or a basis before the noun phrase: "*Kể từ ngày 01/7/2025*, thẩm quyền X".
_WHEN = words("kể, từ, theo, hiện, nay, trước")
#: What may stand at the end of the noun phrase before a passive and at its beginning, and is no part of it.
_PASSIVE_MARKS = words("đã, chưa, không, sẽ, được, do, tiếp, tục")
_THING_OPENERS = words("việc, các, nội, dung")
_BEFORE_VERB = words("việc, để, đầy, đủ, như, được, chủ, động, toàn, bộ, về, lĩnh, vực")
#: "có thể", "hoặc": what follows is allowed or one of two ways, not done.
MAY = re.compile(
    r"""\b(?:có\sthể|được\sphép|được\squyền|hoặc|có\s(?:thẩm\s)?quyền|có\strách\snhiệm|xem\sxét|(?<!hành\s)quyết\sđịnh|nếu|căn\scứ
        |quy\sđịnh\sviệc|phải|để|trong\sviệc|thì\sđược)\b""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What one word of delegation says; spans point into the text.

    ``cited``: the delegation is the title of an instrument that the sentence names; ``reported``: it is told of, not
    made; ``elided``: the delegate is left out, ``headless``: the delegator is, both to be sought before the sentence;
    ``at``: where the word of delegation stands.
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
    elided: bool = False
    headless: bool = False
    at: int = 0


def numbers_an_act(words_before: str) -> bool:
    """Whether the words hold the number of an act, with its capitals."""
    return _ACT_NUMBER.search(words_before) is not None


def power_at(clause: Clause, after: int) -> Power | None:
    if after >= len(clause.tokens):
        return None
    return read_power(clause.text, clause.tokens[after].start, clause.end_of_power(after))


def task_at(clause: Clause, after: int) -> Power | None:
    """The power at ``after``: it must begin with a verb, or name a competence."""
    return power_at(clause, after) if names_power(clause, after) else None


def names_power(clause: Clause, after: int) -> bool:
    tokens, index = clause.tokens, after
    while tokens.lower(index) in _BEFORE_VERB or tokens.lower(index) in {",", ":", "–", "-"}:
        index += 1
    if tokens.lower(index) == "trong" and (tokens.lower(index + 1) == "việc" or verb_at(tokens, index + 1)):
        return True
    named = tokens.lower(index) in {"thẩm", "quyền", "nhiệm"}
    return named or bool(verb_at(tokens, index))


def opens_list(tokens: Tokens, after: int) -> bool:
    return bool(_LIST_OPENING.fullmatch(tokens.words(after, len(tokens))))


def is_public(clause: Clause, delegator: Party | None, delegate: Party | None, cited: bool = False) -> bool:
    """Whether a party is public (an instrument, ``cited``, has an issuer) and no private one gives the power."""
    tokens = clause.tokens
    if delegator is not None and is_private(tokens, delegator):
        return False
    if cited and delegate is None:
        return True
    known = [party for party in (delegator, delegate) if party is not None]
    return any(not is_private(tokens, party) and not is_anyone(party.text(tokens)) for party in known)


def thing_before(clause: Clause, edge: int) -> Span | None:
    """The noun phrase before "được": "Thẩm quyền X" is the power X, anything else the object of the power."""
    tokens, first, last = clause.tokens, clause.left, edge
    while last > first and tokens.lower(last - 1) in _PASSIVE_MARKS:
        last -= 1
    if tokens.lower(first) in _WHEN:
        first = next((at + 1 for at in range(first, last) if tokens.lower(at) == ","), first)
    if tokens.words(last - 4, last) == "được chuyển giao và":
        last -= 4
    if tokens.words(last - 2, last) in {"trước đây", "hiện nay", "trước đó"}:
        last -= 2
    if tokens.words(first, first + 2) == "thẩm quyền":
        first += 2
    while first < last and tokens.lower(first) in _THING_OPENERS:
        first += 1
    phrase = tokens.words(first, last)
    if not 2 <= last - first <= 40 or is_generic(phrase) or party_at(tokens, first) or _RULE.search(phrase):
        return None
    return trim(clause.text, tokens[first].start, tokens[last - 1].end)


def statement(
    clause: Clause,
    stance: Stance,
    delegator: Party | None,
    delegate: Party | None,
    power: Power | None,
    scope: Span | None = None,
    powers: tuple[Span, ...] = (),
) -> Reading:
    """The reading of a clause with these parts; ``powers`` where they stand before the word of delegation."""
    tokens = clause.tokens
    at = tokens[clause.trigger.first].start
    spans = power.spans if power else powers
    condition, place = _opening(clause)
    condition = condition or (power.condition if power else None)
    scope = place or scope or (power.scope if power else None) or _places(clause, delegate)
    parts = [part for part in (_span(clause, delegator), _span(clause, delegate), condition, scope, *spans) if part]
    opening = [tokens[clause.left].start] if clause.opening and (condition or place) else []
    begin = min([at, *opening, *(start for start, _ in parts)])
    end = max([power.end, *(end for _, end in parts)]) if power else tokens.end
    return Reading(
        stance, clause.trigger.kind, begin, trim(clause.text, begin, end)[1],
        _named(clause, delegator), _named(clause, delegate), spans, scope, condition, at=at,
    )  # fmt: skip


def _places(clause: Clause, delegate: Party | None) -> Span | None:
    """The places that a class of bodies is told by: "Ủy ban nhân dân các tỉnh, gồm: *Hà Tĩnh và Huế*"."""
    tokens = clause.tokens
    span = delegate.span(tokens) if delegate else (0, 0)
    found = _NAMELY.search(clause.text, *span)
    return trim(clause.text, found.end(), span[1]) if found else None


def _opening(clause: Clause) -> tuple[Span | None, Span | None]:
    """Condition and scope from the circumstances before the subject."""
    opening = clause.opening.removesuffix("thì ")
    span = trim(clause.text, clause.tokens[clause.left].start, clause.tokens[clause.left].start + len(opening))
    if CONDITION_OPENING.match(opening.lower()):
        return span, None
    about = re.match(r"đối với ", opening.lower())
    return None, (span[0] + about.end(), span[1]) if about else None


def _span(clause: Clause, party: Party | None) -> Span | None:
    return party.span(clause.tokens) if party else None


def _named(clause: Clause, party: Party | None) -> Span | None:
    """The name, unless it says only "a body"."""
    return None if party is None or is_anyone(party.text(clause.tokens)) else _span(clause, party)
