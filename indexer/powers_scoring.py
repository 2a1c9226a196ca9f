"""The statements of delegation that bear on a question, each with how much of the question it has."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from indexer.asked_power import AskedPower, acts_in, holds_all
from indexer.hits import Finder
from indexer.planning import Plan
from indexer.power_register import reviewed
from indexer.power_share import ENOUGH, NEAR, covered, share_of_power
from indexer.powers import PowerQuery, bearing, by_instrument, distinct, holder, same_kind, told_of
from indexer.questions import Question
from indexer.records import PowerFact
from kb.delegations import KIND_LABELS
from kb.matters import Vocabulary
from kb.text import fold

#: A fact with less of the question than this is not about it, where no power in particular is asked for.
_LEAST_SHARE = 0.45
#: "không được ủy quyền …" asks for what denies it, which then counts as so much closer.
_DENIES, _DENIED_GAIN = re.compile(r"(?<!\w)(?:khong|chua) duoc (?:uy quyen|phan cap|phan quyen|giao)"), 0.2
#: From this share of the power on a statement answers a question that does not say that it is one of powers.
_TOLD = 0.55
#: With so much of the power, a statement about that very body or place that is all in the question is about it.
_SOME, _COVERED = 0.25, 0.8
_COMPETENCE = re.compile(
    r"(?<!\w)(?:tham quyen|(?:co|duoc|thuoc) quyen)(?!\w)"
    r"|(?<!\w)ai (?!phai|bi|la|duoc|dc|co|can|muon|khong|cung|da|dang)(?=\w)"
)
#: By how much closer a statement is that names a body of the kind asked about, than one that names none.
_NAMED_GAIN = 0.1
#: So many statements are shown as near where none answers.
_NEAREST = 3


@dataclass(frozen=True)
class Scored:
    """A fact with the share of the question that it has, whether it is about the very power that is asked for, and the
    share of that power."""

    fact: PowerFact
    share: float
    close: bool
    of_power: float

    @property
    def near(self) -> bool:
        """Whether it is at least nearly about the power."""
        return self.of_power >= NEAR


def denies(question: Question) -> bool:
    """Whether a question asks for what was not given."""
    return _DENIES.search(fold(question.text)) is not None


def describes_power(question: Question, power: AskedPower) -> bool:
    """Whether a question describes a power, act and object. Who speaks of delegating or of competence need name no
    act."""
    speaks = question.wish.delegating or _COMPETENCE.search(fold(question.text)) is not None
    return bool(power.words) and (speaks or bool(power.acts) or holds_all(power.words))


def is_told(facts: Iterable[Scored], query: PowerQuery) -> bool:
    """Whether the register tells of the very power that is asked for, for the body and place that are named."""
    bearings = {"local"} if query.place else {"local", "general"}
    return any(
        one.of_power >= _TOLD and bearing(one.fact, query) in bearings and same_kind(one.fact, query.body)
        for one in facts
    )


def scored_facts(
    finder: Finder, query: PowerQuery, plan: Plan, known: list[PowerFact], power: AskedPower
) -> list[Scored]:
    """The facts that bear on what is asked, the closest first: those about the power, whatever else the bodies were
    given that these are about, and where nothing answers for the very body, what is nearest."""
    scored = _scored(finder, query, plan, known, power)
    found = [one.fact for one in scored]
    local = {fact.id for fact in found if bearing(fact, query) == "local"}
    holders = {holder(one.fact) for one in scored if one.close and one.fact.id in local} - {None}
    rules = {fact.id for fact in found if query.matters and fact.matters and bearing(fact, query) == "general"}
    kept = [one for one in scored if one.close or holder(one.fact) in holders or one.fact.id in rules]
    if not holders:
        asked = set(plan.question.matters)
        about = [one for one in scored if one.fact.id in local and one not in kept]
        nearest = [one for one in about if one.near or asked & set(one.fact.matters)]
        others = [] if kept else [one for one in scored if bearing(one.fact, query) != "others"]
        kept += (nearest or others)[:_NEAREST]
    by_id = {one.fact.id: one for one in kept}
    seen = reviewed(finder.catalogue, distinct(one.fact for one in kept), query.on)
    return [replace(by_id[fact.id], fact=fact) for fact in seen]


def _scored(finder: Finder, query: PowerQuery, plan: Plan, known: list[PowerFact], power: AskedPower) -> list[Scored]:
    """All facts with what they have of the question, the closest first."""
    denied, one = denies(plan.question), one_power(plan.question, finder.catalogue.vocabulary)
    same = _named_by_act(power, finder.catalogue.vocabulary)
    ranked: list[tuple[float, Scored]] = []
    for fact in known:
        share = finder.rarity.share(plan.words, _described(fact))
        share += _DENIED_GAIN if denied and fact.delegation.stance == "not_delegated" else 0.0
        of_power = share_of_power(fact, power, finder.rarity, one)
        held = of_power >= _SOME and _is_there(fact, query) and covered(fact, power, finder.rarity) >= _COVERED
        of_power = max(of_power, _TOLD) if held or (same and same in fact.matters) else of_power
        named = query.body is not None and bool(fact.delegation.delegate) and same_kind(fact, query.body)
        scored = Scored(fact, share, _is_close(fact, query, power, share, of_power), of_power)
        ranked.append((share + of_power + (_NAMED_GAIN if named else 0.0), scored))
    return [scored for _, scored in sorted(ranked, key=lambda pair: pair[0], reverse=True)]


def _is_there(fact: PowerFact, query: PowerQuery) -> bool:
    """Whether a fact is about the very place that is named."""
    return bool(query.place) and bearing(fact, query) == "local"


def _named_by_act(power: AskedPower, vocabulary: Vocabulary) -> str | None:
    """The matter that is the whole power, by an act that names it: "xử phạt", also where a statement says "xử lý vi
    phạm"."""
    row = next(iter(vocabulary.matters_in(power.words)), None)
    asked = set(fold(power.object).split())
    named = row is not None and any(acts_in(name) and asked <= set(fold(name).split()) for name in row.words)
    return row.slug if row and asked and named else None


def _is_close(fact: PowerFact, query: PowerQuery, power: AskedPower, share: float, of_power: float) -> bool:
    """Whether a fact is about what is asked: by the instrument, by the power, else by matter and place or the words."""
    if query.instruments:
        return by_instrument(fact, query)
    if power.words:
        return of_power >= ENOUGH
    fits = bool(query.place and query.matters and fact.matters) and bearing(fact, query) == "local"
    return fits or share >= _LEAST_SHARE


def one_power(question: Question, vocabulary: Vocabulary) -> tuple[str, ...]:
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
