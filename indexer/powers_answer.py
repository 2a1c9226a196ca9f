"""The answer to "who may decide": a card of statements with their evidence, then hits."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from indexer.answers import Answer, Hit, PowersCard
from indexer.asked_power import asked_power
from indexer.coverage import is_about, why_nothing
from indexer.hits import Finder, Page, with_snippets
from indexer.named import not_held_answer
from indexer.planning import Plan
from indexer.power_changes import seen_on, was_told
from indexer.powers import Bearing, PowerQuery, bearing, by_instrument, find_powers, names
from indexer.powers_card import card_of, ended
from indexer.powers_scoring import Scored, describes_power, is_told, scored_facts
from indexer.questions import Question, dayless
from indexer.rarity import Rarity
from indexer.records import HeldProvision

#: How many hits by words are looked through for statements of delegation.
_LOOKED_THROUGH = 60
#: So many hits are read for a place that no statement names; one needs this share of the question in one paragraph.
_READ, _ENOUGH = 10, 0.7
#: By how much a fact raises its provision among the hits, by whom it is about. Who names a place wants that very body;
#: who names none wants the rule.
_WEIGHTS: dict[bool, dict[Bearing, float]] = {
    True: {"local": 0.5, "general": 0.3, "others": 0.1},
    False: {"local": 0.3, "general": 0.4, "others": 0.1},
}
_BY_INSTRUMENT = 2.0
#: What speaking of delegation counts, in the heading and at all; what a provision that is no hit starts from.
_HEADED, _SPEAKING, _BEYOND, _LEADING = 1.25, 1.15, 0.3, 0.2
_DELEGATING = ("ủy quyền", "uỷ quyền", "phân cấp", "phân quyền", "được giao", "giao quyền")
_NOT_RECORDED = (
    "Sổ ủy quyền không có ghi nhận nào về đúng việc này. Dưới đây là những điều khoản nói gần nhất; đọc điều khoản "
    "trước khi kết luận."
)


def answer_powers(finder: Finder, plan: Plan, limit: int, offset: int, on: date) -> Answer | None:
    """The card for the body, place and power that are asked about; hits below, those that state powers first.

    Without any statement about that power, and no place, there is no card: the provisions by words may hold a rule.
    None where not even near statements are known, and where a question that is open is about no power that is told.
    """
    question = plan.question
    power = asked_power(dayless(question.words), question.place)
    if question.wish.open and not describes_power(question, power):
        return None
    instruments = tuple(key for named in plan.named for key in (named.keys or (named.shown,)))
    query = PowerQuery.of(question, instruments, on)
    page = finder.find(plan.words, question.filters, _LOOKED_THROUGH, snippets=False)
    documents = dict.fromkeys([*(head.id for head in plan.heads), *(hit.at.document.id for hit in page.hits)])
    known = [seen_on(fact, on) for fact in find_powers(finder.catalogue, query, documents)]
    if power.words:  # what is about the power may be grouped under another matter
        query = replace(query, matters=())
    facts = scored_facts(finder, query, plan, known, power)
    if question.wish.open and not is_told(facts, query):
        return None
    card = card_of(question, query, facts, power, finder.catalogue.vocabulary)
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
    finder: Finder, plan: Plan, page: Page, facts: list[Scored], query: PowerQuery, limit: int, offset: int
) -> Answer:
    """The provisions alone, where no statement is about the power that is asked for."""
    hits = _ordered(page.hits, facts, plan.question, query, None)
    nothing = () if offset else why_nothing(finder.rarity, plan.words, page)
    return Answer(
        plan.question, "none" if nothing else "hits", hits=with_snippets(hits[offset : offset + limit], plan.words),
        total=page.total, facets=page.facets, none=bool(nothing), reasons=nothing or (_NOT_RECORDED,),
        suggestion=page.suggestion,
    )  # fmt: skip


def _is_near(scored: Scored, plan: Plan, query: PowerQuery) -> bool:
    """Whether a statement about that very body or place, known by then, is at least nearly about the power, and in the
    same matter."""
    fact, asked = scored.fact, plan.question.matters
    akin = not asked or not fact.matters or bool(set(asked) & set(fact.matters))
    return scored.near and akin and was_told(fact, query.on) and bearing(fact, query) == "local"


def _ordered(
    hits: tuple[Hit, ...], facts: list[Scored], question: Question, query: PowerQuery, card: PowersCard | None
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


def _gain(scored: Scored, question: Question, query: PowerQuery) -> float:
    """By how much a fact raises its provision: a question for who wants a fact that names one."""
    if query.instruments:
        return _BY_INSTRUMENT if by_instrument(scored.fact, query) else 0.0
    weights = _WEIGHTS[bool(query.place)]
    nameless = question.wish.asked == "who" and not scored.fact.delegation.delegate
    less = (0.5 if nameless else 1.0) * (0.5 if ended(scored.fact) else 1.0) * (1.0 if scored.close else 0.5)
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
