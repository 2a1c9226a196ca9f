"""The card on powers: statements told apart by whom they are about, rules in their order, the answer in one word."""

from __future__ import annotations

import re
from datetime import date

from indexer.answers import PowersCard
from indexer.asked_power import AskedPower, as_typed
from indexer.bodies import bodies_in
from indexer.power_changes import told_on, was_told
from indexer.powers import Bearing, PowerQuery, bearing, holder
from indexer.powers_scoring import Scored, denies, one_power
from indexer.powers_told import Said, headline, listed_first, title
from indexer.questions import Question
from indexer.records import PowerFact
from kb.delegation_finding.words import Stance
from kb.matters import Vocabulary
from kb.text import fold

_SHOWN = 12
#: "còn được cấp … không" asks whether what was given was taken away.
_STILL = re.compile(r"(?<!\w)con (?:duoc|dc|uy quyen|phan cap|giao|quyen|tham quyen|hieu luc)(?!\w)")
_ZONES = re.compile(r"khu (?:cong nghiep|kinh te|che xuat|cong nghe cao|cong nghe thong tin)|cum cong nghiep")


def card_of(
    question: Question, query: PowerQuery, facts: list[Scored], power: AskedPower, vocabulary: Vocabulary
) -> PowersCard:
    """The card of a question from what bears on it."""
    asked_of = next((row for row in map(vocabulary.get, question.matters[:1]) if row), None)
    named = asked_of.label if asked_of else None
    listed, denied = not (named or power.words), denies(question)
    groups, near = _grouped(query, facts, power), {scored.fact.id for scored in facts if scored.close}
    ruled = _ruled(groups["general"], question, near, one=bool(one_power(question, vocabulary)))
    rules = [fact for fact in ruled if fact.id in near]
    chosen = _newest_first(groups["local"])
    chosen = listed_first(chosen, denied=denied) if listed else chosen
    closest = next((one.fact for one in facts if one.fact in chosen or one.fact in ruled), None)
    stance = _stance(question, chosen, rules, closest)
    later = _told_later(facts, query)
    local, general = tuple(chosen[:_SHOWN]), tuple(ruled[:_SHOWN])
    others = _others(groups["others"], chosen, later, query)[:_SHOWN]
    spelt = as_typed(power.words, question.text)
    said = Said(local, tuple(rules), others or general, later, spelt or (named or ""))
    return PowersCard(
        headline(question, said, query.on, listed=listed, denied=denied),
        stance, named, question.organ, local, general, others,
        tuple(dict.fromkeys(doubt for fact in (local or general) for doubt in fact.doubts)),
        title(question, said, query.on, listed=listed, denied=denied), spelt, () if local else later,
    )  # fmt: skip


def _grouped(query: PowerQuery, facts: list[Scored], power: AskedPower) -> dict[Bearing, list[PowerFact]]:
    """The statements by whom they are about."""
    groups: dict[Bearing, list[PowerFact]] = {"local": [], "general": [], "others": []}
    for scored in facts:
        groups[_place_in_card(scored, query, power)].append(scored.fact)
    return groups


def _told_later(facts: list[Scored], query: PowerQuery) -> tuple[PowerFact, ...]:
    """What was only told after the day that is asked of, about the very body or place."""
    about = (one.fact for one in facts if one.close and bearing(one.fact, query) == "local")
    return tuple(fact for fact in about if not was_told(fact, query.on))


def _others(
    facts: list[PowerFact], local: list[PowerFact], later: tuple[PowerFact, ...], query: PowerQuery
) -> tuple[PowerFact, ...]:
    """Other powers and bodies, as known by the day: of that place and of the same bodies first."""
    holders = {holder(fact) for fact in local} - {None}
    told = [fact for fact in facts if fact in later or was_told(fact, query.on)]
    return tuple(sorted(told, key=lambda fact: (bearing(fact, query) != "local", holder(fact) not in holders)))


def _place_in_card(scored: Scored, query: PowerQuery, power: AskedPower) -> Bearing:
    """Whom a fact is about; one of another power, or of no known matter, answers no question about one."""
    fact = scored.fact
    if not was_told(fact, query.on) or (power.words and not query.instruments and not scored.close):
        return "others"
    unsaid = bool(query.matters) and not query.instruments and not fact.matters
    return "others" if unsaid and not power.words else bearing(fact, query)


def _ruled(rules: list[PowerFact], question: Question, near: set[int], *, one: bool) -> list[PowerFact]:
    """The rules in the order in which they answer: what is about the question and its body, what is in force; of
    ``one`` power the newest counts, a whole field holds many."""
    ordered = sorted(rules, key=_newest if one else ended)
    if question.wish.asked == "who":
        ordered.sort(key=_naming)
    ordered.sort(key=lambda fact: (fact.id not in near, not _is_for(fact, question)))
    if _asks_still(question):  # what took it from that very body answers before a rule that names none
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


def ended(fact: PowerFact) -> bool:
    """Whether the rule itself is known to have ended: such rules come last."""
    return any("bãi bỏ" in doubt or "thay thế" in doubt for doubt in fact.doubts if not doubt.startswith("Căn cứ"))


def _newest(fact: PowerFact) -> tuple[bool, int]:
    """Rules in one matter: what is in force first, then the newest."""
    issued = fact.at.document.issued
    return ended(fact), -issued.toordinal() if issued else 0


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
    if denies(question):
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
