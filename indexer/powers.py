"""Who may decide what: the statements of delegation that bear on a question, told apart by whom they are about.

A statement is *local* when it is about the very body or place that was asked about, *general* when it is a rule for a
class of bodies ("Ủy ban nhân dân cấp tỉnh ủy quyền cho Ban quản lý …"), and of *others* when it is about another body.
"Not delegated" and "nothing found" are different answers.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from indexer.bodies import Body, bodies_in, may_name
from indexer.catalogue import Catalogue, number_key
from indexer.questions import Question
from indexer.records import PowerFact
from kb.places import places_in, provinces
from kb.text import fold, normalise

Bearing = Literal["local", "general", "others"]

#: Types whose statements are rules; the others decide a single case or report.
_RULES = {
    "luat",
    "bo-luat",
    "phap-lenh",
    "nghi-dinh",
    "thong-tu",
    "thong-tu-lien-tich",
    "nghi-quyet",
    "van-ban-hop-nhat",
}
_ZONE = re.compile(r"(?<!\w)khu (?:cong nghiep|kinh te|che xuat|cong nghe)(?!\w)")
_ZONE_WORDS = re.compile(r"(?i)(?<!\w)khu (?:công nghiệp|kinh tế|chế xuất|công nghệ cao)(?= )")


@dataclass(frozen=True, slots=True)
class PowerQuery:
    """What is asked of delegations.

    ``matters`` are slugs, the most specific first; ``place`` a province or proper name; ``instruments`` the keys
    (:func:`indexer.catalogue.number_key`) of a delegating document that is named; ``on`` is the day on which doubts are
    judged.
    """

    body: Body | None = None
    delegator: Body | None = None
    matters: tuple[str, ...] = ()
    place: str | None = None
    instruments: tuple[str, ...] = ()
    on: date = date.max

    @classmethod
    def of(cls, question: Question, instruments: tuple[str, ...], on: date) -> PowerQuery:
        """The query behind a question that names these documents."""
        return cls(question.body, question.delegator, question.matters, question.place, instruments, on)


def find_powers(catalogue: Catalogue, query: PowerQuery, documents: Iterable[int] = ()) -> list[PowerFact]:
    """The facts that may bear on a query, the newest first.

    Those of the instruments it names, those of its most specific matter, and those that stand in ``documents``.
    """
    found: dict[int, PowerFact] = {}
    for key in query.instruments:
        found |= {fact.id: fact for fact in catalogue.power_facts(instrument=key)}
    for matter in query.matters[:1]:
        found |= {fact.id: fact for fact in catalogue.power_facts(matter=matter)}
    for document in documents:
        found |= {fact.id: fact for fact in catalogue.power_facts(document_id=document)}
    return list(found.values())


def bearing(fact: PowerFact, query: PowerQuery) -> Bearing:
    """Whom a fact is about, seen from a query; facts of another matter are of others, whomever they are about."""
    definite = is_definite(fact)
    if query.instruments:
        return "local" if by_instrument(fact, query) else "others"
    if not of_matter(fact, query) or not _given_by(fact, query.delegator):
        return "others"
    if query.place and not place_stands_in(fact, query.place):
        return "others" if definite or not same_kind(fact, query.body) else "general"
    if query.place or definite:
        return "local" if same_kind(fact, query.body) else "others"
    return "general"


def by_instrument(fact: PowerFact, query: PowerQuery) -> bool:
    """Whether a fact is a delegation by a document that is named, or stands in it."""
    keys = {number_key(fact.delegation.instrument), number_key(fact.at.document.number)} - {""}
    return bool(keys & set(query.instruments))


def of_matter(fact: PowerFact, query: PowerQuery) -> bool:
    """Whether a fact is of the most specific matter that is asked about; unclassified facts may be."""
    return not query.matters or not fact.matters or query.matters[0] in fact.matters


def is_definite(fact: PowerFact) -> bool:
    """Whether a fact is about one body that has a name or place, and no rule for a class of bodies."""
    if fact.at.document.type not in _RULES:
        return True
    given = f"{fact.delegation.delegate or ''} ; {fact.delegation.scope or ''}"
    return any(body.place for body in bodies_in(given)) or _board_of(fact) is not None


def _board_of(fact: PowerFact) -> str | None:
    """The folded name of the zone whose board "Ban Quản lý" alone is, in a rule about that zone."""
    bodies = bodies_in(fact.delegation.delegate or "")
    if not any(body.kind == "board" for body in bodies) or _ZONE.search(fold(fact.delegation.delegate or "")):
        return None
    return zone_named(fact.at.document.title)


@lru_cache(maxsize=1024)
def zone_named(title: str) -> str | None:
    """The folded proper name of the one zone that a title is about.

    >>> zone_named("Cơ chế đặc thù đối với Khu Công nghệ cao Hòa Lạc"), zone_named("Quản lý khu công nghiệp")
    ('hoa lac', None)
    """
    board = next(
        (body for body in bodies_in(_ZONE_WORDS.sub(r"Ban quản lý \g<0>", title)) if body.kind == "board"), None
    )
    return board.place or None if board else None


def holder(fact: PowerFact) -> tuple[str, str] | None:
    """The body that a fact is about, by kind and place; None where it names none with a place."""
    places = (fact.at.document.place, fact.at.document.title, told_of(fact))
    beside = next((place for text in places if text for place in places_in(text)), None)
    for body in bodies_in(fact.delegation.delegate or ""):
        if place := body.place or _board_of(fact) or (fold(beside) if beside else ""):
            return body.kind, place
    return None


def named_bodies(catalogue: Catalogue) -> tuple[str, ...]:
    """The proper names (folded), other than provinces, by which :func:`holder` tells bodies apart.

    Few statements may have one; of the others no provision is read, since this is asked when a generation opens.
    """
    no_names = frozenset(("", *map(fold, provinces())))

    def may_have_one(delegate: str) -> bool:  # a board is named by its document too
        return any(body.kind == "board" or body.place not in no_names for body in bodies_in(delegate))

    holders = map(holder, catalogue.power_facts(delegate=may_have_one))
    return tuple(sorted({about[1] for about in holders if about} - no_names))


def told_of(fact: PowerFact) -> str | None:
    """The province that a report is about, for one whose head does not say: the one that it names most."""
    if fact.at.document.type in _RULES or fact.at.document.place:
        return None
    return _most_named(fact.at.provision.text)


@lru_cache(maxsize=256)
def _most_named(text: str) -> str | None:
    counted = Counter(place for line in text.split("\n") for place in places_in(line))
    return counted.most_common(1)[0][0] if counted else None


def distinct(facts: Iterable[PowerFact]) -> list[PowerFact]:
    """Facts that say the same once: from the document that delegates rather than from one that reports it."""
    kept: dict[tuple[object, ...], PowerFact] = {}
    for fact in facts:
        said = fact.delegation
        number = number_key(said.instrument) if said.instrument else fact.id
        key = (said.stance, number, fold(said.delegate or ""), fold("; ".join(said.powers)))
        if key not in kept or number_key(fact.at.document.number) == number:
            kept[key] = fact
    return list(kept.values())


def place_stands_in(fact: PowerFact, place: str) -> bool:
    """Whether a fact, or the document that states it, names a place (:func:`names`)."""
    head, facts = fact.at.document, fact.delegation
    texts = (
        facts.delegate, facts.delegator, facts.scope, fact.evidence, *facts.powers,
        head.place, head.title, head.issuer, fact.at.provision.heading, told_of(fact),
    )  # fmt: skip
    return any(names(text, place) for text in texts if text)


def names(text: str, place: str) -> bool:
    """Whether a text names a place, in whole words; typed with diacritics it means no other word, and no common one
    that is spelt like it.

    >>> names("Khu kinh tế Vân Đồn", "Vân Đồn"), names("dịch vụ tư vấn, đơn giá", "Vân Đồn")
    (True, False)
    >>> names("Ban Quản lý Khu Công nghệ cao Hòa Lạc", "hoa lac")
    True
    """
    spelt, folded = _keys(text)
    wanted, bare = _keys(place)
    if wanted == bare or place in provinces():
        return _stands_in(bare, folded)
    return _stands_in(wanted, spelt)


@lru_cache(maxsize=8192)
def _keys(text: str) -> tuple[str, str]:
    """A text to compare: in small letters, and without diacritics."""
    spelt = normalise(text).lower()
    return spelt, fold(spelt)


def _stands_in(key: str, text: str) -> bool:
    """Whether a text has a key between the edges of words."""
    start = text.find(key)
    while start >= 0:
        end = start + len(key)
        if not text[start - 1 : start].isalnum() and not text[end : end + 1].isalnum():
            return True
        start = text.find(key, end)
    return False


def _given_by(fact: PowerFact, delegator: Body | None) -> bool:
    """Whether the body that is said to delegate may be the one of a fact; one that names none may be any."""
    return delegator is None or may_name(fact.delegation.delegator or "", delegator.kind)


def same_kind(fact: PowerFact, body: Body | None) -> bool:
    """Whether the delegate may be the body asked about; a fact that names no delegate may."""
    return body is None or may_name(fact.delegation.delegate or "", body.kind)
