"""The answer to "who may decide": a card of statements with their evidence, then hits."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from indexer.answers import Answer, Hit, PowersCard
from indexer.bodies import bodies_in
from indexer.coverage import share_of
from indexer.hits import Finder, with_snippets
from indexer.named import not_held_answer
from indexer.planning import Plan
from indexer.power_changes import seen_on, was_told
from indexer.power_register import reviewed
from indexer.powers import Bearing, PowerQuery, bearing, by_instrument, distinct, find_powers, holder, told_of
from indexer.questions import Question
from indexer.rarity import Rarity
from indexer.records import HeldProvision, PowerFact
from kb.dates import short_date
from kb.delegation_finding.words import Stance
from kb.delegations import KIND_LABELS
from kb.matters import Vocabulary
from kb.text import fold

#: How many hits by words are looked through for statements of delegation.
_LOOKED_THROUGH = 60
#: A fact with less of the question than this is not about it, unless matter and place fit.
_LEAST_SHARE = 0.45
_SHOWN = 12
#: "không được ủy quyền …" asks for what denies it, which then counts as so much closer.
_DENIES, _DENIED_GAIN = re.compile(r"(?<!\w)(?:khong|chua) duoc (?:uy quyen|phan cap|phan quyen|giao)"), 0.2
#: So many hits are read for a place that no statement names; one needs this share of the question in one paragraph.
_READ, _ENOUGH = 10, 0.7
_TOLD = 3
#: By how much a fact raises its provision among the hits, by whom it is about. Who names a place wants that very body;
#: who names none wants the rule.
_WEIGHTS: dict[bool, dict[Bearing, float]] = {
    True: {"local": 0.5, "general": 0.3, "others": 0.1},
    False: {"local": 0.3, "general": 0.4, "others": 0.1},
}
_BY_INSTRUMENT = 2.0
#: What speaking of delegation counts, in the heading and at all; what a provision that is no hit starts from.
_HEADED, _SPEAKING, _BEYOND = 1.25, 1.15, 0.3
_RULES_TOLD = 2
_ZONES = re.compile(r"khu (?:cong nghiep|kinh te|che xuat|cong nghe cao|cong nghe thong tin)|cum cong nghiep")
_DELEGATING = re.compile(r"\b(?:u[ỷy]|ủy) quyền|\bphân (?:cấp|quyền)\b|\bđược giao\b|\bgiao quyền\b", re.IGNORECASE)


@dataclass(frozen=True)
class _Scored:
    """A fact with the share of the question that it has, and whether that is enough to be about it."""

    fact: PowerFact
    share: float
    close: bool = True


def answer_powers(finder: Finder, plan: Plan, limit: int, offset: int, on: date) -> Answer | None:
    """The card for the body, place and matter that are asked about; hits below, those that state powers first.

    None where nothing on powers is known and no place was asked about: then the words may find a rule.
    """
    question = plan.question
    instruments = tuple(key for named in plan.named for key in (named.keys or (named.shown,)))
    query = PowerQuery.of(question, instruments, on)
    page = finder.find(plan.words, question.filters, _LOOKED_THROUGH, snippets=False)
    facts = _facts(finder, query, plan, page.hits)
    card = _card(question, query, facts, finder.catalogue.vocabulary)
    if plan.named and not plan.heads and not card.local:
        return replace(not_held_answer(finder.catalogue, plan), powers=card)
    if not facts and not question.place:
        return None
    hits = _ordered(page.hits, facts, question, query)
    none, reasons = _nothing(finder.rarity, plan, card, hits)
    shown = with_snippets(hits[offset : offset + limit], plan.words)
    return Answer(
        question, "powers", powers=card, hits=shown, total=page.total,
        facets=page.facets, none=none, reasons=reasons, suggestion=page.suggestion,
    )  # fmt: skip


def _denies(question: Question) -> bool:
    return _DENIES.search(fold(question.text)) is not None


def _facts(finder: Finder, query: PowerQuery, plan: Plan, hits: tuple[Hit, ...]) -> list[_Scored]:
    """The facts that bear on what is asked, the closest first: those that have enough of the question, and whatever
    else the bodies were given that these are about."""
    shares: dict[int, float] = {}
    denies = _denies(plan.question)

    def share(fact: PowerFact) -> float:
        if fact.id not in shares:
            denied = _DENIED_GAIN if denies and fact.delegation.stance == "not_delegated" else 0.0
            shares[fact.id] = finder.rarity.share(plan.words, _described(fact)) + denied
        return shares[fact.id]

    documents = dict.fromkeys([*(head.id for head in plan.heads), *(hit.at.document.id for hit in hits)])
    known = (seen_on(fact, query.on) for fact in find_powers(finder.catalogue, query, documents))
    found = sorted(known, key=share, reverse=True)
    close = [fact for fact in found if _is_close(fact, query, share(fact))]
    holders = {holder(fact) for fact in close if bearing(fact, query) == "local"} - {None}
    rules = {fact.id for fact in found if query.matters and fact.matters and bearing(fact, query) == "general"}
    near = {fact.id for fact in close}
    kept = [fact for fact in found if fact.id in near or holder(fact) in holders or fact.id in rules]
    seen = reviewed(finder.catalogue, distinct(kept), query.on)
    return [_Scored(fact, share(fact), fact.id in near) for fact in seen]


def _is_close(fact: PowerFact, query: PowerQuery, share: float) -> bool:
    """Whether a fact is about what is asked: by the instrument, by matter and place, else by its words."""
    if query.instruments:
        return by_instrument(fact, query)
    fits = bool(query.place and query.matters and fact.matters) and bearing(fact, query) == "local"
    return fits or share >= _LEAST_SHARE


def _described(fact: PowerFact) -> str:
    """All that a fact says of itself, and where it stands."""
    said, at = fact.delegation, fact.at
    parts = (
        fact.evidence, said.delegator, said.delegate, said.scope, "; ".join(said.powers), KIND_LABELS[said.kind],
        at.provision.heading, at.document.title, at.document.issuer, at.document.place, told_of(fact),
    )  # fmt: skip
    return "\n".join(part for part in parts if part)


def _card(question: Question, query: PowerQuery, facts: list[_Scored], vocabulary: Vocabulary) -> PowersCard:
    groups: dict[str, list[PowerFact]] = {"local": [], "general": [], "others": []}
    for scored in facts:
        groups[_place_in_card(scored.fact, query)].append(scored.fact)
    later = tuple(s.fact for s in facts if not was_told(s.fact, query.on) and bearing(s.fact, query) == "local")
    near = {scored.fact.id for scored in facts if scored.close}
    groups["general"].sort(key=_ended)
    asked_of = next((row for row in map(vocabulary.get, query.matters[:1]) if row), None)
    if asked_of and asked_of.parent:  # one power, of which the newest rule counts; a whole field holds many
        groups["general"].sort(key=_newest)
    groups["general"].sort(key=lambda fact: (fact.id not in near, not _is_for(fact, question)))
    rules = [fact for fact in groups["general"] if fact.id in near]
    closest = next((scored.fact for scored in facts if _place_in_card(scored.fact, query) != "others"), None)
    stance = _stance(question, groups["local"], rules, closest)
    holders = {holder(fact) for fact in groups["local"]} - {None}
    groups["others"].sort(key=lambda fact: holder(fact) not in holders)
    local, general, others = (tuple(groups[name][:_SHOWN]) for name in ("local", "general", "others"))
    named = asked_of.label if asked_of else None
    doubts = tuple(dict.fromkeys(doubt for fact in (local or general) for doubt in fact.doubts))
    headline = _headline(question, local, tuple(rules), others or general, named)
    if later and not local:
        headline = f"{_not_yet_told(question, query.on, later)} {headline if general else ''}".rstrip()
    return PowersCard(headline, stance, named, question.organ, local, general, others, doubts)


def _place_in_card(fact: PowerFact, query: PowerQuery) -> Bearing:
    """Whom a fact is about; one of no known matter answers no question about one, whomever it is about."""
    if not was_told(fact, query.on):
        return "others"
    unsaid = bool(query.matters) and not query.instruments and not fact.matters
    return "others" if unsaid else bearing(fact, query)


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

    Asked of a class of bodies ("Ban quản lý khu công nghiệp"), a rule answers before what is said of some of them;
    asked of nobody, the ``closest`` statement does.
    """
    if not local:
        return _rule_stance(question, general)
    said = {fact.delegation.stance for fact in local}
    if _denies(question) and question.wish.asked == "what" and "not_delegated" in said:
        return "not_delegated"
    if question.place:
        return None if len(said) > 1 and question.wish.asked == "what" else local[0].delegation.stance
    if question.body and general:
        return _rule_stance(question, general)
    return closest.delegation.stance if closest and len(said) == 1 and question.wish.delegating else None


def _rule_stance(question: Question, general: list[PowerFact]) -> Stance | None:
    """What the rules say in one word: of a kind of body the first that is about that kind, of nobody what all say."""
    if question.place or not general:
        return None
    if question.body:
        return general[0].delegation.stance if _is_for(general[0], question) else None
    said = {fact.delegation.stance for fact in general}
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


def _headline(
    question: Question,
    local: tuple[PowerFact, ...],
    general: tuple[PowerFact, ...],
    others: tuple[PowerFact, ...],
    named: str | None,
) -> str:
    about = question.organ or question.place or "việc này"
    rule = f"Quy định chung: {'; '.join(map(_told, general[:_RULES_TOLD]))}." if general else ""
    if local:
        chosen = _one_a_holder(local) if named else _listed(local, denied=_denies(question))
        told = "; ".join(map(_told, chosen[:_TOLD]))
        of_a_class = bool(general and question.body and not question.place)
        return f"{rule} Riêng từng nơi: {told}." if of_a_class else f"{told}. {rule}".rstrip()
    if general and question.place:
        return f"Kho không có nguồn nào nói riêng về {about}. {rule}"
    if general:
        return rule
    if others:
        asked = f"{about} có được giao" if question.organ else f"ai ở {about} được giao"
        what = f"{asked} {named}" if question.place and named else f"về {about}"
        return f"Kho không có nguồn nào nói {what}; chỉ có về cơ quan hoặc việc khác: {_told(others[0])}."
    return f"Kho không có nguồn nào nói ai được giao {named or 'quyền này'}."


def _not_yet_told(question: Question, on: date, later: tuple[PowerFact, ...]) -> str:
    """Nothing is known as of a day, though later sources speak of it: nothing is inferred from them."""
    about = question.organ or question.place or "việc này"
    told = "; ".join(map(_told, later[:_TOLD]))
    return (
        f"Kho không có nguồn nào đến ngày {short_date(on)} nói riêng về việc này của {about}. Nguồn viết sau: {told}."
    )


def _listed(facts: tuple[PowerFact, ...], *, denied: bool) -> list[PowerFact]:
    """Where no matter is asked about: what was given first, or only what was not if that is asked for."""
    if denied and (refused := [fact for fact in facts if fact.delegation.stance == "not_delegated"]):
        return refused
    return sorted(facts, key=lambda fact: fact.delegation.stance != "delegated")


def _one_a_holder(facts: tuple[PowerFact, ...]) -> list[PowerFact]:
    """The closest statement about each body."""
    first: dict[object, PowerFact] = {}
    for fact in facts:
        first.setdefault(holder(fact) or fold(fact.delegation.delegate or ""), fact)
    return list(first.values())


def _told(fact: PowerFact) -> str:
    """One statement as a sentence, with its source and its day."""
    said = fact.delegation
    word = KIND_LABELS[said.kind]
    to = said.delegate or "cơ quan khác (nguồn không nêu tên)"
    powers = "; ".join(said.powers)
    by = f"{said.delegator} " if said.delegator else ""
    sentences: dict[Stance, str] = {
        "delegated": f"{by}{word} cho {to}: {powers}",
        "may_delegate": f"{by}có thể {word} cho {to}: {powers}",
        "not_delegated": f"{to} chưa hoặc không được {word}: {powers}",
        "withdrawn": f"{to} không còn được {word}: {powers}",
    }
    return f"{sentences[said.stance]} ({_source(fact)})"


def _source(fact: PowerFact) -> str:
    document = fact.at.document
    day = fact.delegation.instrument_date or document.issued
    instrument = fact.delegation.instrument
    named = f"{instrument}, theo {document.name}" if instrument and instrument != document.number else document.name
    place = fact.at.provision.label
    told = short_date(day) if day else document.dated or "không rõ ngày"
    return f"{place + ' ' if place else ''}{named}, {told}"


def _ordered(hits: tuple[Hit, ...], facts: list[_Scored], question: Question, query: PowerQuery) -> list[Hit]:
    """The provisions that state the power, among the hits and beyond, before those that only share words."""
    best = max((hit.score for hit in hits), default=1.0) or 1.0
    scores = {hit.at.id: hit.score / best * _speaking(hit.at) for hit in hits}
    gains: dict[int, float] = {}
    for scored in facts:
        key = scored.fact.at.id
        gains[key] = max(gains.get(key, 0.0), _gain(scored, question, query))
    places = {scored.fact.at.id: scored.fact.at for scored in facts} | {hit.at.id: hit.at for hit in hits}
    found = [Hit(at, (), scores.get(key, _BEYOND) + gains.get(key, 0.0)) for key, at in places.items()]
    return sorted(found, key=lambda hit: -hit.score)


def _gain(scored: _Scored, question: Question, query: PowerQuery) -> float:
    """By how much a fact raises its provision: a question for who wants a fact that names one."""
    if query.instruments:
        return _BY_INSTRUMENT if by_instrument(scored.fact, query) else 0.0
    weights = _WEIGHTS[bool(query.place)]
    nameless = question.wish.asked == "who" and not scored.fact.delegation.delegate
    return weights[bearing(scored.fact, query)] * scored.share * (0.5 if nameless else 1.0)


def _speaking(at: HeldProvision) -> float:
    """What it counts that a provision speaks of delegating, most of all in its heading."""
    if _DELEGATING.search(at.provision.heading or ""):
        return _HEADED
    return _SPEAKING if _DELEGATING.search(at.provision.text) else 1.0


def _nothing(rarity: Rarity, plan: Plan, card: PowersCard, hits: list[Hit]) -> tuple[bool, tuple[str, ...]]:
    """Nothing is said about the very body or place that was asked about: no statement, and no hit that speaks of it."""
    if not hits:
        return True, ("Không có điều khoản nào trong kho chứa những từ này.",)
    place = plan.question.place
    if not place or card.local:
        return False, ()
    about = (hit for hit in hits[:_READ] if _names(hit, place) and _speaking(hit.at) > 1)
    found = any(share_of(rarity, plan.words, hit) >= _ENOUGH for hit in about)
    return not found, (card.headline,)


def _names(hit: Hit, place: str) -> bool:
    key, at = fold(place), hit.at
    return key in fold(at.document.title) or key in fold(at.document.place or "") or key in fold(at.provision.text)
