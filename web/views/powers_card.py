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
from web.views.facts import FactGroup, fact_groups, fact_view, views

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
    """The card to print. ``alone``: one statement answers, so that its doubts stand on top and not again below."""

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
    lead = card.local or card.later
    return CardView(
        card.title, label(answer), _brief(lead), _groups(answer, card), _steps(answer, card), len(lead) == 1
    )


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


def _brief(facts: tuple[PowerFact, ...]) -> tuple[Brief, ...]:
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
    """The statements under their headings; asked of no place, the rule stands before single bodies."""
    groups = list(fact_groups(card))
    told = {fact.delegation.delegate for fact in card.local}
    if len(told) == 1 and answer.question.place and (name := told.pop()):
        groups[0] = FactGroup(f"Về {name}", groups[0].facts)
    later = {fact.id for fact in card.later}
    if later:
        others = tuple(fact for fact in card.others if fact.id not in later)
        groups = [FactGroup("Nguồn viết sau ngày được hỏi", views(card.later))]
        groups += [FactGroup("Quy định chung", views(card.general))] if card.general else []
        groups += [FactGroup("Việc khác, cơ quan khác", views(others))] if others else []
    elif not card.local and (near := _near(answer, card)):
        rest = tuple(fact for fact in card.others if fact not in near)
        groups = [FactGroup("Gần nhất với điều được hỏi", views(near)), *groups[:-1]]
        groups += [FactGroup("Việc khác, cơ quan khác", views(rest))] if rest else []
    elif card.local and card.general and not answer.question.place:
        groups[:2] = [groups[1], FactGroup("Riêng từng nơi", groups[0].facts)]
    return tuple(groups)


def _near(answer: Answer, card: PowersCard) -> tuple[PowerFact, ...]:
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
