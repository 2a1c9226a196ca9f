"""The statements on a power in words: the line that stands over a card, each with its source and its day.

The rule for a class of bodies and what single bodies were given are told apart, and so are "chưa được ủy quyền" (a
source says so) and "không có nguồn nào" (nothing is held); nothing is inferred from the one for the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from indexer.powers import holder
from indexer.questions import Question
from indexer.records import PowerFact
from kb.dates import short_date
from kb.delegation_finding.words import Stance
from kb.delegations import KIND_LABELS
from kb.text import capital, fold

_TOLD, _RULES_TOLD, _LONGEST = 3, 2, 120
RULE, APART = "Quy định chung: ", "Riêng từng nơi: "
#: Asked of no place in particular, what single bodies were given is no rule.
NO_RULE = "Sổ ủy quyền chưa có quy định chung về việc này."


@dataclass(frozen=True)
class Said:
    """What a card has to tell: about the very body or place, by rules, of other bodies or powers, and what was only
    told ``later`` than the day asked for; ``power`` is what is asked for, "" for none in particular."""

    local: tuple[PowerFact, ...] = ()
    rules: tuple[PowerFact, ...] = ()
    others: tuple[PowerFact, ...] = ()
    later: tuple[PowerFact, ...] = ()
    power: str = ""


def headline(question: Question, said: Said, on: date, *, listed: bool, denied: bool) -> str:
    """What is so, as one line; ``listed``: no matter is asked about, so all that a body was given counts; ``denied``:
    only what it was not."""
    rule = f"{RULE}{'; '.join(told(fact, said.power) for fact in said.rules[:_RULES_TOLD])}." if said.rules else ""
    if said.later and not said.local:
        return f"{_not_yet_told(question, on, said.later)} {rule}".rstrip()
    if said.local:
        refused = tuple(fact for fact in said.local if denied and fact.delegation.stance == "not_delegated")
        chosen = (refused or said.local) if listed else _one_a_holder(said.local)
        local = _several(chosen if listed else _each_stance_first(chosen), said.power)
        if question.place or listed:
            return f"{capital(local)}. {rule}".rstrip()
        return f"{rule or NO_RULE} {APART}{local}."
    if rule and question.place:
        return f"Kho không có nguồn nào nói {_unanswered(question, said)}. {rule}"
    return rule or _nothing_told(question, said)


def title(question: Question, said: Said, on: date, *, listed: bool, denied: bool) -> str:
    """The answer alone, in one short line without its source."""
    if said.later and not said.local:
        about = question.organ or question.place or "việc này"
        return f"Đến ngày {short_date(on)}, kho không có nguồn nào nói về việc này của {about}"
    if not said.local and not said.rules:
        return f"Kho không có nguồn nào nói {_unanswered(question, said)}"
    if said.local and listed:
        return _counted(question, said.local, denied=denied)
    if said.local and (question.place or not said.rules):
        bodies = {holder(fact) for fact in said.local}
        about = capital(said.power or question.organ or question.place or "Việc này")
        return _short(said.local[0], said.power) if len(bodies) == 1 else f"{about}: tùy cơ quan, tùy nơi"
    if question.place:
        return f"Kho không có nguồn nào nói {_unanswered(question, said)}, chỉ có quy định chung"
    return f"{RULE}{_short(said.rules[0], said.power)}"


def _counted(question: Question, facts: tuple[PowerFact, ...], *, denied: bool) -> str:
    """How many statements say what of a body, what is asked for first."""
    words: list[tuple[Stance, str]] = [
        ("delegated", "được giao"),
        ("may_delegate", "có thể được giao"),
        ("not_delegated", "chưa hoặc không được giao"),
        ("withdrawn", "đã thôi giao"),
    ]
    words.sort(key=lambda pair: denied and pair[0] != "not_delegated")
    counts = ((sum(fact.delegation.stance == stance for fact in facts), word) for stance, word in words)
    told_of = ", ".join(f"{count} ghi nhận {word}" for count, word in counts if count)
    about = question.organ or question.place or facts[0].delegation.delegate or facts[0].at.document.name
    return f"{capital(about)}: {told_of}"


def _short(fact: PowerFact, power: str) -> str:
    """Who gives what to whom; the power as asked for where that is spelt out."""
    said = fact.delegation
    word, to = KIND_LABELS[said.kind], said.delegate or "cơ quan mà nguồn không nêu tên"
    spelt = not power.isascii()
    act = power if spelt else _clipped("; ".join(said.powers))
    mark = " " if spelt else ": "
    given = f"{said.delegator} {word} cho {to}{mark}{act}" if said.delegator else f"{to} được {word}{mark}{act}"
    sentences: dict[Stance, str] = {
        "delegated": f"{given}{_term(fact)}",
        "may_delegate": f"{said.delegator or 'Cơ quan có thẩm quyền'} có thể {word} cho {to}{mark}{act}",
        "not_delegated": f"{to} chưa hoặc không được {word}{mark}{act}",
        "withdrawn": f"{to} không còn được {word}{mark}{act}",
    }
    return capital(sentences[said.stance])


def _clipped(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST].rsplit(' ', 1)[0]} …"


def _nothing_told(question: Question, said: Said) -> str:
    """Nothing answers; the nearest statement is told as what it is."""
    nothing = f"Kho không có nguồn nào nói {_unanswered(question, said)}"
    return f"{nothing}; gần nhất, về việc hoặc cơ quan khác: {told(said.others[0])}." if said.others else f"{nothing}."


def _unanswered(question: Question, said: Said) -> str:
    power = said.power or "quyền này"
    if question.organ and not said.power:
        return f"{capital(question.organ)} được giao việc gì"
    if question.organ:
        return f"{capital(question.organ)} có được giao {power} hay không"
    return f"ai{f' ở {question.place}' if question.place else ''} được giao {power}"


def _not_yet_told(question: Question, on: date, later: tuple[PowerFact, ...]) -> str:
    """Nothing is known as of a day, though later sources speak of it: nothing is inferred from them."""
    about = question.organ or question.place or "việc này"
    sources = _several(later, "")
    return (
        f"Kho không có nguồn nào đến ngày {short_date(on)} nói riêng về việc này của {about}. "
        f"Nguồn viết sau: {sources}."
    )


def listed_first(facts: Iterable[PowerFact], *, denied: bool) -> list[PowerFact]:
    """Where no power is asked about: what was given first, or what was not if that is asked for."""
    wanted: Stance = "not_delegated" if denied else "delegated"
    return sorted(facts, key=lambda fact: fact.delegation.stance != wanted)


def _one_a_holder(facts: tuple[PowerFact, ...]) -> Sequence[PowerFact]:
    """The closest statement about each body."""
    first: dict[object, PowerFact] = {}
    for fact in facts:
        first.setdefault(holder(fact) or fold(fact.delegation.delegate or ""), fact)
    return list(first.values())


def _each_stance_first(facts: Sequence[PowerFact]) -> list[PowerFact]:
    """One statement of each stance before the second of any: that some were not given a power is not left unsaid."""
    first = {fact.delegation.stance: fact for fact in reversed(facts)}
    leading = [fact for fact in facts if first[fact.delegation.stance] is fact]
    return leading + [fact for fact in facts if first[fact.delegation.stance] is not fact]


def _several(facts: Sequence[PowerFact], power: str) -> str:
    """The first statements as sentences, and how many more there are."""
    more = len(facts) - _TOLD
    sentences = [told(fact, power) for fact in facts[:_TOLD]]
    return "; ".join(sentences + ([f"và {more} ghi nhận khác"] if more > 0 else []))


def told(fact: PowerFact, power: str = "") -> str:
    """One statement as a sentence, with its term, its source and its day; of many powers those closest to ``power``."""
    said = fact.delegation
    word = KIND_LABELS[said.kind]
    to = said.delegate or "cơ quan khác (nguồn không nêu tên)"
    powers = _clipped("; ".join(_closest(said.powers, power)))
    by, given = f"{said.delegator} ", f"{to} được {word}"
    sentences: dict[Stance, str] = {
        "delegated": f"{f'{by}{word} cho {to}' if said.delegator else given}: {powers}{_term(fact)}",
        "may_delegate": f"{by if said.delegator else ''}có thể {word} cho {to}: {powers}",
        "not_delegated": f"{to} chưa hoặc không được {word}: {powers}",
        "withdrawn": f"{to} không còn được {word}: {powers}",
    }
    return f"{sentences[said.stance]} ({_source(fact)})"


def _closest(powers: tuple[str, ...], asked: str) -> tuple[str, ...]:
    """Of several powers those that share most words with what is asked for; all of them where none is asked for."""
    words = set(fold(asked).split())
    shared = [len(words & set(fold(power).split())) for power in powers]
    return tuple(power for power, count in zip(powers, shared, strict=True) if count == max(shared))


def _term(fact: PowerFact) -> str:
    """Until when, as far as the source says."""
    said = fact.delegation
    parts = (f"đến hết {short_date(said.end)}" if said.end else "", said.condition or "")
    return "".join(f", {part}" for part in parts if part)


def _source(fact: PowerFact) -> str:
    """Where it is said, with its day; the provision is the telling document's, never an instrument's that it names."""
    document = fact.at.document
    given, day = fact.delegation.instrument, fact.delegation.instrument_date
    place = fact.at.provision.label
    said_in = f"{place + ' ' if place else ''}{document.name}"
    if given and given != document.number:
        said_in = f"{given}{f' ngày {short_date(day)}' if day else ''}, theo {said_in}"
        day = None
    day = day or document.issued
    return f"{said_in}, {short_date(day) if day else document.dated or 'không rõ ngày'}"
