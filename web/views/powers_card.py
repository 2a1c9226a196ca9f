"""The card on powers as the page shows it: the answer first, then who is told of, and what to do next."""

from __future__ import annotations

from dataclasses import dataclass

from indexer.answers import Answer, PowersCard
from indexer.catalogue import number_key
from indexer.powers import holder, place_stands_in
from indexer.records import PowerFact
from kb.delegation_finding.words import Stance
from kb.delegations import STANCE_LABELS
from web.addresses import cited_address, with_query
from web.views.facts import FactGroup, fact_view, views

_Facts = tuple[PowerFact, ...]
_SEVERAL = 2


@dataclass(frozen=True, slots=True)
class Brief:
    """One line of a list of statements: what it is about, and what is so."""

    anchor: str
    stance: Stance
    words: str
    label: str


@dataclass(frozen=True, slots=True)
class Step:
    """What to do next, and where."""

    words: str
    address: str


@dataclass(frozen=True)
class CardView:
    """The card to print. ``alone``: one statement answers, so that its doubts stand on top; the same are not said again
    below."""

    title: str
    label: str
    brief: tuple[Brief, ...]
    groups: tuple[FactGroup, ...]
    steps: tuple[Step, ...]
    alone: bool


def card_view(answer: Answer) -> CardView | None:
    """The card of an answer; None where it has none."""
    card = answer.powers
    if card is None:
        return None
    brief = _brief(card.local or card.later)
    return CardView(card.title, label(answer), brief, _groups(answer, card), _steps(answer, card), len(card.local) == 1)


def label(answer: Answer) -> str:
    """The answer in one word; "" where several bodies differ. What was given and has reasons to review is no silent
    "còn"."""
    card = answer.powers
    if card is None:
        return ""
    if card.stance:
        return STANCE_LABELS[card.stance] + (", cần rà soát" if card.stance == "delegated" and card.doubts else "")
    told = card.local or (card.general and not answer.question.place)
    return "" if told else "Kho chưa có nguồn kết luận"


def _brief(facts: _Facts) -> tuple[Brief, ...]:
    """The statements at a glance, where there are several: of one body by what they give, else by whom."""
    if len(facts) < _SEVERAL:
        return ()
    of_one = len({holder(fact) for fact in facts}) == 1
    return tuple(_entry(fact, of_one) for fact in facts)


def _entry(fact: PowerFact, of_one: bool) -> Brief:
    view = fact_view(fact)
    words = "; ".join(view.powers) if of_one and view.powers else view.parties
    return Brief(view.anchor, view.stance, words, view.stance_label.lower())


def _groups(answer: Answer, card: PowersCard) -> tuple[FactGroup, ...]:
    """The statements under their headings, empty ones left out; asked of no place, the rule stands before single
    bodies."""
    rules = ("Quy định chung", card.general)
    if card.local and card.general and not answer.question.place:
        return _told(card.others, rules, ("Riêng từng nơi", card.local))
    if card.local:
        return _told(card.others, (_about(answer, card), card.local), rules)
    if card.later:
        lead, heading = card.later, "Nguồn viết sau ngày được hỏi"
    else:
        lead, heading = _near(answer, card), "Gần nhất với điều được hỏi"
    shown = {fact.id for fact in lead}
    return _told(tuple(fact for fact in card.others if fact.id not in shown), (heading, lead), rules)


def _told(others: _Facts, *groups: tuple[str, _Facts]) -> tuple[FactGroup, ...]:
    """Groups of statements with their headings, behind them those of other bodies."""
    found = [FactGroup(title, views(facts)) for title, facts in groups if facts]
    return (*found, FactGroup("Việc khác, cơ quan khác", views(others), aside=bool(found))) if others else tuple(found)


def _about(answer: Answer, card: PowersCard) -> str:
    told = {fact.delegation.delegate for fact in card.local}
    only = told.pop() if len(told) == 1 and answer.question.place else None
    named = only or card.organ
    return f"Về {named}" if named else "Văn bản và nguồn nói về việc này"


def _near(answer: Answer, card: PowersCard) -> _Facts:
    """Where nothing is said of the power, what is said of that very place."""
    place = answer.question.place
    return tuple(fact for fact in card.others if place and place_stands_in(fact, place))


def _steps(answer: Answer, card: PowersCard) -> tuple[Step, ...]:
    """What an officer may do next."""
    question = answer.question
    slug = question.matters[0] if question.matters else ""
    where = question.place or ""
    filters = {"viec": slug, "dia_phuong": where}
    missing = [
        fact.delegation.instrument for fact in card.local[:1] if fact.delegation.instrument and not fact.instrument
    ]
    steps = [Step(f"Tìm bản của {number}", cited_address(number_key(number))) for number in missing]
    if card.doubts:
        steps.append(Step("Rà soát, xác nhận hoặc sửa các ghi nhận này", with_query("/so-uy-quyen/ra-soat", **filters)))
    if slug or where:
        about = " và ".join(part for part in ("việc này" if slug else "", where) if part)
        steps.append(Step(f"Mọi ghi nhận về {about}", with_query("/so-uy-quyen", **filters)))
    if slug:
        steps.append(Step("Diễn biến của việc này", with_query(f"/so-uy-quyen/viec/{slug}", dia_phuong=where)))
    if not card.local:
        steps.append(Step("Có văn bản của địa phương? Nhập vào kho", "/nhap"))
    return tuple(steps)
