"""Whether a statement of delegation is about the very power that a question asks about: its act, and its object."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from indexer.asked_power import BARE, AskedPower, acts_in, holds_all, object_of
from indexer.rarity import Rarity
from indexer.records import PowerFact
from kb.text import fold, normalise

#: Powers that name no object; it stands in the words around.
_UNSAID = re.compile(
    r"(?<!\w)(?:mot so|cac|nhung|va|doi voi|ve|quyen han|trach nhiem|tham quyen|nhiem vu|cong viec|viec|nay|do|cua|minh"
    r"|chuc nang|noi dung|quy dinh|theo|tai)(?!\w)"
)
#: What statements write, and what officers say for it.
_ALSO: tuple[tuple[str, str], ...] = (
    ("cơ sở giáo dục", "trường học"),
    ("nhà giáo", "giáo viên"),
    ("người lao động", "công nhân"),
    ("nâng bậc lương", "nâng lương"),
    ("xử lý vi phạm hành chính", "xử phạt vi phạm hành chính"),
    ("người nước ngoài", "lao động nước ngoài"),
    ("giấy phép lao động", "người lao động nước ngoài"),  # no other worker needs one
)
_NOUGHT = re.compile(r"(?<![\d,./])0(?=[1-9](?!\d))")
#: Of the power's words a statement about it has at least this share, by rarity; less, and it is only near.
ENOUGH, NEAR = 0.5, 0.34
#: An object of fewer syllables is in questions about other powers too.
_LEAST_OBJECT = 3


def share_of_power(fact: PowerFact, power: AskedPower, rarity: Rarity, matters: Iterable[str] = ()) -> float:
    """How much of the power a statement is about, 0 to 1: its words, and its object, whichever less; 0 where it gives
    other acts alone, or is of none of the ``matters`` asked for.

    What the document is called counts by half: the statement itself must speak of the object.
    """
    if not power.words:
        return 1.0
    said = _nearest(fact.delegation.powers, power, rarity)
    acts = acts_in(said)
    asks_one = power.acts or "quan ly" in fold(power.words)
    if acts and asks_one and not power.acts & acts and not holds_all(said):
        return 0.0
    asked = set(matters)
    if asked and fact.matters and not asked & set(fact.matters):
        return 0.0
    own = _plain_numbers(_also_said(_power_of(fact)))
    titled = f"{own}\n{fact.at.document.title}"
    asked_words = map(_plain_numbers, (power.words, power.object))
    return min((rarity.share(words, own) + rarity.share(words, titled)) / 2 for words in asked_words)


def covered(fact: PowerFact, power: AskedPower, rarity: Rarity) -> float:
    """How much of one of the powers of a statement a question has, the most for any: the question may say more than
    the power ("… hư hỏng thì trình ai"). 0 where the object is too short to tell one power from another."""
    objects = (object_of(said) for said in fact.delegation.powers)
    long = [words for words in objects if len(words.split()) >= _LEAST_OBJECT]
    return max((rarity.share(words, power.words) for words in long), default=0.0)


def _nearest(powers: tuple[str, ...], power: AskedPower, rarity: Rarity) -> str:
    """Of several powers that name acts the one whose object is asked for; else all of them."""
    if len(powers) < 2 or not all(map(acts_in, powers)):
        return "; ".join(powers)
    return max(powers, key=lambda said: rarity.share(power.object, said) + rarity.share(power.words, said))


@lru_cache(maxsize=2048)
def _also_said(text: str) -> str:
    """The text, and what officers say for words of it."""
    lowered = normalise(text).lower()
    return "\n".join((text, *(said for written, said in _ALSO if normalise(written) in lowered)))


def _plain_numbers(text: str) -> str:
    """The text with "07" as "7": officers leave the nought out."""
    return _NOUGHT.sub("", text)


def _power_of(fact: PowerFact) -> str:
    """What a statement says of the power alone: neither who gives nor who receives, since bodies are named after their
    fields. Where its powers name no object, what the whole line says."""
    said = fact.delegation
    evidence = _line_of(fact) if _names_nothing("; ".join(said.powers)) else fact.evidence
    for party in (said.delegator, said.delegate):
        evidence = evidence.replace(party, " ") if party else evidence
    parts = (*said.powers, said.scope or "", evidence, fact.at.provision.heading or "")
    return "\n".join(part for part in parts if part)


@lru_cache(maxsize=2048)
def _names_nothing(powers: str) -> bool:
    left = _UNSAID.sub(" ", BARE.sub(" ", fold(powers)))
    return not re.search(r"\w", left)


def _line_of(fact: PowerFact) -> str:
    """The line around a statement, with the one above it: a lead-in tells the object of what follows."""
    text, said = fact.at.provision.text, fact.delegation
    start = text.rfind("\n", 0, max(text.rfind("\n", 0, said.evidence_start), 0)) + 1
    end = text.find("\n", said.evidence_end)
    return text[start : end if end >= 0 else len(text)]
