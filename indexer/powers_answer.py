"""The answer to "who may decide": a card of statements with their evidence, then hits."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from indexer.answers import Answer, Hit, PowersCard
from indexer.asked_power import ENOUGH, NEAR, AskedPower, as_typed, asked_power, share_of_power
from indexer.bodies import bodies_in
from indexer.coverage import is_about, why_nothing
from indexer.hits import Finder, Page, with_snippets
from indexer.named import not_held_answer
from indexer.planning import Plan
from indexer.power_changes import seen_on, told_on, was_told
from indexer.power_register import reviewed
from indexer.powers import Bearing, PowerQuery, bearing, by_instrument, distinct, find_powers, holder, names, told_of
from indexer.powers_told import Said, headline, listed_first, title
from indexer.questions import Question
from indexer.rarity import Rarity
from indexer.records import HeldProvision, PowerFact
from kb.delegation_finding.words import Stance
from kb.delegations import KIND_LABELS
from kb.matters import Vocabulary
from kb.text import fold

#: How many hits by words are looked through for statements of delegation.
_LOOKED_THROUGH = 60
#: A fact with less of the question than this is not about it, where no power in particular is asked for.
_LEAST_SHARE = 0.45
_SHOWN = 12
#: "không được ủy quyền …" asks for what denies it, which then counts as so much closer.
_DENIES, _DENIED_GAIN = re.compile(r"(?<!\w)(?:khong|chua) duoc (?:uy quyen|phan cap|phan quyen|giao)"), 0.2
#: "còn được cấp … không" asks whether what was given was taken away.
_STILL = re.compile(r"(?<!\w)con (?:duoc|dc|uy quyen|phan cap|giao|quyen|tham quyen|hieu luc)(?!\w)")
#: So many hits are read for a place that no statement names; one needs this share of the question in one paragraph.
_READ, _ENOUGH = 10, 0.7
_NEAREST = 3
#: By how much a fact raises its provision among the hits, by whom it is about. Who names a place wants that very body;
#: who names none wants the rule.
_WEIGHTS: dict[bool, dict[Bearing, float]] = {
    True: {"local": 0.5, "general": 0.3, "others": 0.1},
    False: {"local": 0.3, "general": 0.4, "others": 0.1},
}
_BY_INSTRUMENT = 2.0
#: What speaking of delegation counts, in the heading and at all; what a provision that is no hit starts from.
_HEADED, _SPEAKING, _BEYOND, _LEADING = 1.25, 1.15, 0.3, 0.2
_ZONES = re.compile(r"khu (?:cong nghiep|kinh te|che xuat|cong nghe cao|cong nghe thong tin)|cum cong nghiep")
_DELEGATING = ("ủy quyền", "uỷ quyền", "phân cấp", "phân quyền", "được giao", "giao quyền")
_NOT_RECORDED = (
    "Sổ ủy quyền không có ghi nhận nào về đúng việc này. Dưới đây là những điều khoản nói gần nhất; đọc điều khoản "
    "trước khi kết luận."
)


@dataclass(frozen=True)
class _Scored:
    """A fact with the share of the question that it has, whether it is about the very power that is asked for, and
    whether at least nearly."""

    fact: PowerFact
    share: float
    close: bool = True
    near: bool = True


def answer_powers(finder: Finder, plan: Plan, limit: int, offset: int, on: date) -> Answer | None:
    """The card for the body, place and power that are asked about; hits below, those that state powers first.

    Without any statement about that power, and no place, there is no card: the provisions by words may hold a rule.
    None where not even near statements are known.
    """
    instruments = tuple(key for named in plan.named for key in (named.keys or (named.shown,)))
    question = plan.question
    query = PowerQuery.of(question, instruments, on)
    page = finder.find(plan.words, question.filters, _LOOKED_THROUGH, snippets=False)
    documents = dict.fromkeys([*(head.id for head in plan.heads), *(hit.at.document.id for hit in page.hits)])
    known = [seen_on(fact, on) for fact in find_powers(finder.catalogue, query, documents)]
    power = asked_power(question.words, question.place)
    if power.words:  # what is about the power may be grouped under another matter
        query = replace(query, matters=())
    facts = _facts(finder, query, plan, known, power)
    card = _card(question, query, facts, power, finder.catalogue.vocabulary)
    if plan.named and not plan.heads and not card.local:
        return replace(not_held_answer(finder.catalogue, plan), powers=card)
    unknown = not (question.wish.delegating or power.acts or question.body)
    if (unknown or not question.place) and not any(scored.close for scored in facts):
        speaks = facts and question.wish.delegating
        return _by_words(finder, plan, page, facts, query, limit, offset) if speaks else None
    hits = _ordered(page.hits, facts, question, query, card)
    none, reasons = _nothing(finder.rarity, plan, card, hits, any(_is_near(scored, plan, query) for scored in facts))
    shown = with_snippets(hits[offset : offset + limit], plan.words)
    return Answer(
        question, "powers", powers=card, hits=shown, total=page.total,
        facets=page.facets, none=none, reasons=reasons, suggestion=page.suggestion,
    )  # fmt: skip


def _by_words(
    finder: Finder, plan: Plan, page: Page, facts: list[_Scored], query: PowerQuery, limit: int, offset: int
) -> Answer:
    """The provisions alone, where no statement is about the power that is asked for."""
    hits = _ordered(page.hits, facts, plan.question, query, None)
    nothing = () if offset else why_nothing(finder.rarity, plan.words, page)
    return Answer(
        plan.question, "none" if nothing else "hits", hits=with_snippets(hits[offset : offset + limit], plan.words),
        total=page.total, facets=page.facets, none=bool(nothing), reasons=nothing or (_NOT_RECORDED,),
        suggestion=page.suggestion,
    )  # fmt: skip


def _denies(question: Question) -> bool:
    return _DENIES.search(fold(question.text)) is not None


def _facts(finder: Finder, query: PowerQuery, plan: Plan, known: list[PowerFact], power: AskedPower) -> list[_Scored]:
    """The facts that bear on what is asked, the closest first: those about the power, and whatever else the bodies were
    given that these are about."""
    shares: dict[int, float] = {}
    denies = _denies(plan.question)

    def share(fact: PowerFact) -> float:
        if fact.id not in shares:
            denied = _DENIED_GAIN if denies and fact.delegation.stance == "not_delegated" else 0.0
            shares[fact.id] = finder.rarity.share(plan.words, _described(fact)) + denied
        return shares[fact.id]

    def is_close(fact: PowerFact) -> bool:
        if query.instruments:
            return by_instrument(fact, query)
        if power.words:
            return of_power[fact.id] >= ENOUGH
        fits = bool(query.place and query.matters and fact.matters) and bearing(fact, query) == "local"
        return fits or share(fact) >= _LEAST_SHARE

    one = _one_power(plan.question, finder.catalogue.vocabulary)
    of_power = {fact.id: share_of_power(fact, power, finder.rarity, one) for fact in known}
    found = sorted(known, key=lambda fact: share(fact) + of_power[fact.id], reverse=True)
    close = {fact.id for fact in found if is_close(fact)}
    holders = {holder(fact) for fact in found if fact.id in close and bearing(fact, query) == "local"} - {None}
    rules = {fact.id for fact in found if query.matters and fact.matters and bearing(fact, query) == "general"}
    near = {fact.id for fact in found if fact.id in close or holder(fact) in holders or fact.id in rules}
    kept = [fact for fact in found if fact.id in near]
    if not holders:  # nothing answers for the very body: what is nearest is shown as such
        akin = set(plan.question.matters)
        about = [fact for fact in found if bearing(fact, query) == "local" and fact.id not in near]
        nearest = [fact for fact in about if of_power[fact.id] >= NEAR or akin & set(fact.matters)]
        others = [] if kept else [fact for fact in found if bearing(fact, query) != "others"]
        kept += (nearest or others)[:_NEAREST]
    seen = reviewed(finder.catalogue, distinct(kept), query.on)
    return [_Scored(fact, share(fact), fact.id in close, of_power[fact.id] >= NEAR) for fact in seen]


def _one_power(question: Question, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The matters of a question that asks about one power ("giấy phép lao động"), () of a whole field."""
    first = vocabulary.get(question.matters[0]) if question.matters else None
    return question.matters if first and first.parent else ()


def _described(fact: PowerFact) -> str:
    """All that a fact says of itself, and where it stands."""
    said, at = fact.delegation, fact.at
    parts = (
        fact.evidence, said.delegator, said.delegate, said.scope, "; ".join(said.powers), KIND_LABELS[said.kind],
        at.provision.heading, at.document.title, at.document.issuer, at.document.place, told_of(fact),
    )  # fmt: skip
    return "\n".join(part for part in parts if part)


def _card(
    question: Question, query: PowerQuery, facts: list[_Scored], power: AskedPower, vocabulary: Vocabulary
) -> PowersCard:
    groups: dict[str, list[PowerFact]] = {"local": [], "general": [], "others": []}
    for scored in facts:
        groups[_place_in_card(scored, query, power)].append(scored.fact)
    later = tuple(
        s.fact for s in facts if s.close and not was_told(s.fact, query.on) and bearing(s.fact, query) == "local"
    )
    near = {scored.fact.id for scored in facts if scored.close}
    asked_of = next((row for row in map(vocabulary.get, question.matters[:1]) if row), None)
    groups["general"] = _ruled(groups["general"], question, near, one=bool(_one_power(question, vocabulary)))
    named = asked_of.label if asked_of else None
    listed, denied = not (named or power.words), _denies(question)
    local_facts = _newest_first(groups["local"])
    groups["local"] = listed_first(local_facts, denied=denied) if listed else local_facts
    rules = [fact for fact in groups["general"] if fact.id in near]
    closest = next((scored.fact for scored in facts if scored.fact in groups["local"] + groups["general"]), None)
    stance = _stance(question, groups["local"], rules, closest)
    holders = {holder(fact) for fact in groups["local"]} - {None}
    groups["others"] = [fact for fact in groups["others"] if fact in later or was_told(fact, query.on)]
    groups["others"].sort(key=lambda fact: (bearing(fact, query) != "local", holder(fact) not in holders))
    local, general, others = (tuple(groups[name][:_SHOWN]) for name in ("local", "general", "others"))
    doubts = tuple(dict.fromkeys(doubt for fact in (local or general) for doubt in fact.doubts))
    spelt = as_typed(power.words, question.text)
    said = Said(local, tuple(rules), others or general, later, spelt or (named or ""))
    line = headline(question, said, query.on, listed=listed, denied=denied)
    short = title(question, said, query.on, listed=listed, denied=denied)
    return PowersCard(
        line, stance, named, question.organ, local, general, others, doubts, short, spelt, () if local else later
    )


def _place_in_card(scored: _Scored, query: PowerQuery, power: AskedPower) -> Bearing:
    """Whom a fact is about; one of another power, or of no known matter, answers no question about one."""
    fact = scored.fact
    if not was_told(fact, query.on) or (power.words and not query.instruments and not scored.close):
        return "others"
    unsaid = bool(query.matters) and not query.instruments and not fact.matters
    return "others" if unsaid and not power.words else bearing(fact, query)


def _ruled(rules: list[PowerFact], question: Question, near: set[int], *, one: bool) -> list[PowerFact]:
    """The rules in the order in which they answer: what is about the question and its body, what is in force; of
    ``one`` power the newest counts, a whole field holds many."""
    still = _asks_still(question)
    ordered = sorted(rules, key=_newest if one else _ended)
    if question.wish.asked == "who":
        ordered.sort(key=_naming)
    ordered.sort(key=lambda fact: (fact.id not in near, not _is_for(fact, question)))
    if still:  # what took it from that very body answers before a rule that names none
        ordered.sort(key=lambda fact: not (fact.delegation.stance == "withdrawn" and _names_kind(fact, question)))
    return ordered


def _naming(fact: PowerFact) -> int:
    """Asked who: what names somebody, then what leaves it open, then what says who not."""
    if fact.delegation.stance in {"withdrawn", "not_delegated"}:
        return 2
    return 0 if fact.delegation.delegate else 1


def _names_kind(fact: PowerFact, question: Question) -> bool:
    return bool(fact.delegation.delegate and question.body) and _is_for(fact, question)


def _asks_still(question: Question) -> bool:
    return _STILL.search(fold(question.text)) is not None


def _newest_first(facts: list[PowerFact]) -> list[PowerFact]:
    """Statements that contradict one another side by side, the newest first; others as they are."""
    if len({fact.delegation.stance for fact in facts}) < 2:
        return facts
    return sorted(facts, key=lambda fact: told_on(fact) or date.min, reverse=True)


def _ended(fact: PowerFact) -> bool:
    """Whether the rule itself is known to have ended: such rules come last."""
    return any("bãi bỏ" in doubt or "thay thế" in doubt for doubt in fact.doubts if not doubt.startswith("Căn cứ"))


def _newest(fact: PowerFact) -> tuple[bool, int]:
    """Rules in one matter: what is in force first, then the newest."""
    issued = fact.at.document.issued
    return _ended(fact), -issued.toordinal() if issued else 0


def _stance(
    question: Question, local: list[PowerFact], general: list[PowerFact], closest: PowerFact | None
) -> Stance | None:
    """What can be said in one word: where statements about several bodies or matters differ, nothing can.

    Asked of a class of bodies ("Ban quản lý khu công nghiệp"), or of nobody, a rule answers before what is said of some
    of them. Who asks what a place was given, or was not, is answered by that.
    """
    if not local:
        return _rule_stance(question, general)
    said = {fact.delegation.stance for fact in local}
    if question.wish.asked == "what" and (wanted := _asked_stance(question)) in said:
        return wanted
    if question.place:
        return None if len(said) > 1 and question.wish.asked == "what" else local[0].delegation.stance
    if general:
        return _rule_stance(question, general)
    return closest.delegation.stance if closest and len(said) == 1 and question.wish.delegating else None


def _asked_stance(question: Question) -> Stance | None:
    """Of a question that asks for a list, which statements it asks for."""
    if _denies(question):
        return "not_delegated"
    return "delegated" if question.place else None


def _rule_stance(question: Question, general: list[PowerFact]) -> Stance | None:
    """What the rules say in one word: of a kind of body the first that is about that kind, of nobody what all say that
    nothing took back."""
    if question.place or not general:
        return None
    if question.body:
        return general[0].delegation.stance if _is_for(general[0], question) else None
    said = {fact.delegation.stance for fact in general}
    said -= {"withdrawn"} if general[0].delegation.stance != "withdrawn" else set()
    return general[0].delegation.stance if len(said) == 1 or question.wish.delegating else None


def _is_for(fact: PowerFact, question: Question) -> bool:
    """Whether a rule names that kind of body, or none: "Ban Quản lý" alone may be the board of any kind of zone."""
    body, said = question.body, fact.delegation.delegate or ""
    if body is None or not said:
        return True
    zones = set(_ZONES.findall(fold(question.organ or "")))
    if zones and not zones & set(_ZONES.findall(fold(f"{said} {fact.at.document.title or ''}"))):
        return False
    named = bodies_in(said)
    return any(other.kind == body.kind for other in named)


def _is_near(scored: _Scored, plan: Plan, query: PowerQuery) -> bool:
    """Whether a statement about that very body or place, known by then, is at least nearly about the power, and in the
    same matter."""
    fact, asked = scored.fact, plan.question.matters
    akin = not asked or not fact.matters or bool(set(asked) & set(fact.matters))
    return scored.near and akin and was_told(fact, query.on) and bearing(fact, query) == "local"


def _ordered(
    hits: tuple[Hit, ...], facts: list[_Scored], question: Question, query: PowerQuery, card: PowersCard | None
) -> list[Hit]:
    """The provisions that state the power, among the hits and beyond, before those that only share words; what leads
    the card a little before the others."""
    best = max((hit.score for hit in hits), default=1.0) or 1.0
    scores = {hit.at.id: hit.score / best * _speaking(hit.at) for hit in hits}
    gains: dict[int, float] = {}
    for scored in facts:
        key = scored.fact.at.id
        leads = _LEADING if card and scored.fact in (card.local or card.general)[:1] else 0.0
        gains[key] = max(gains.get(key, 0.0), _gain(scored, question, query) + leads)
    places = {scored.fact.at.id: scored.fact.at for scored in facts} | {hit.at.id: hit.at for hit in hits}
    found = [Hit(at, (), scores.get(key, _BEYOND) + gains.get(key, 0.0)) for key, at in places.items()]
    return sorted(found, key=lambda hit: -hit.score)


def _gain(scored: _Scored, question: Question, query: PowerQuery) -> float:
    """By how much a fact raises its provision: a question for who wants a fact that names one."""
    if query.instruments:
        return _BY_INSTRUMENT if by_instrument(scored.fact, query) else 0.0
    weights = _WEIGHTS[bool(query.place)]
    nameless = question.wish.asked == "who" and not scored.fact.delegation.delegate
    less = (0.5 if nameless else 1.0) * (0.5 if _ended(scored.fact) else 1.0) * (1.0 if scored.close else 0.5)
    return weights[bearing(scored.fact, query)] * scored.share * less


def _speaking(at: HeldProvision) -> float:
    """What it counts that a provision speaks of delegating, most of all in its heading."""
    if _delegates(at.provision.heading or ""):
        return _HEADED
    return _SPEAKING if _delegates(at.provision.text) else 1.0


def _delegates(text: str) -> bool:
    lowered = text.lower()
    return any(words in lowered for words in _DELEGATING)


def _nothing(
    rarity: Rarity, plan: Plan, card: PowersCard, hits: list[Hit], nearly: bool
) -> tuple[bool, tuple[str, ...]]:
    """Nothing is said about the very body or place that was asked about: no statement, not even ``nearly``, and no hit
    that speaks of it."""
    if not hits:
        return True, ("Không có điều khoản nào trong kho chứa những từ này.",)
    place = plan.question.place
    if not place or card.local or nearly:
        return False, ()
    if plan.question.on and not card.general:  # what was only told later says nothing of that day
        return True, (card.headline,)
    about = (hit for hit in hits[:_READ] if _names(hit, place) and _speaking(hit.at) > 1)
    found = any(is_about(rarity, plan.words, hit, _ENOUGH) for hit in about)
    return not found, (card.headline,)


def _names(hit: Hit, place: str) -> bool:
    at = hit.at
    return any(names(text, place) for text in (at.document.title, at.document.place or "", at.provision.text))
