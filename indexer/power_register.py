"""The register of powers: all statements of delegation, filtered, and judged as of a day.

As of a day means: what was known to be said by then. Nothing that has ended is left out, and nothing is called "còn":
a term that is over, a later statement of the contrary, a replaced document or basis and a body that is no more are
reasons to review, and so is a statement of which no day is known.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches
from functools import cached_property, lru_cache

from indexer.bodies import Body, bodies_in, readable
from indexer.catalogue import Catalogue
from indexer.chain import chain_of
from indexer.power_changes import LaterStatements, seen_on, told_on, was_told
from indexer.powers import distinct
from indexer.records import PowerFact
from indexer.review import Review
from kb.dates import short_date
from kb.delegation_finding.words import Stance
from kb.delegations import STANCE_LABELS
from kb.matters import Vocabulary
from kb.places import provinces
from kb.text import capital, fold


@dataclass(frozen=True, slots=True)
class RegisterQuery:
    """The filters, each "" or None where there is none.

    ``organ`` gives or receives, ``delegator`` gives; ``matter`` is a slug; ``place`` stands in the statement, or its
    document is from there; ``on`` keeps what was known to be said by that day.
    """

    organ: str = ""
    matter: str = ""
    place: str = ""
    stance: Stance | None = None
    delegator: str = ""
    on: date | None = None


def in_words(query: RegisterQuery, vocabulary: Vocabulary) -> str:
    """The filters as a sentence, "" without any.

    >>> from kb.matters import Matter
    >>> known = Vocabulary((Matter("quy-hoach", "Quy hoạch", ("quy hoạch",)),))
    >>> in_words(RegisterQuery(place="Hưng Yên", matter="quy-hoach", on=date(2012, 12, 31)), known)
    'Việc: Quy hoạch; địa phương: Hưng Yên; tại ngày 31/12/2012.'
    """
    sentence = "; ".join(told for _, told in _filters(query, vocabulary))
    return f"{capital(sentence)}." if sentence else ""


def _filters(query: RegisterQuery, vocabulary: Vocabulary) -> list[tuple[str, str]]:
    """The filters that are set: the field, and what it says in words."""
    row = vocabulary.get(query.matter)
    told = (
        ("matter", "việc: ", row.label if row else query.matter),
        ("organ", "cơ quan: ", query.organ),
        ("delegator", "cơ quan giao: ", query.delegator),
        ("place", "địa phương: ", query.place),
        ("stance", "tình trạng: ", STANCE_LABELS[query.stance] if query.stance else ""),
        ("on", "tại ngày ", short_date(query.on) if query.on else ""),
    )
    return [(field, f"{name}{value}") for field, name, value in told if value]


class Register:
    """Statements of a catalogue, and how they are to be seen as of a day."""

    def __init__(self, catalogue: Catalogue, facts: Iterable[PowerFact], on: date) -> None:
        self.facts = tuple(facts)
        self._review = Review(catalogue, on)

    @cached_property
    def _later(self) -> LaterStatements:
        return LaterStatements(self.facts, self._review.on)

    def find(self, query: RegisterQuery) -> list[PowerFact]:
        """The statements that fit, in the order given, the same told twice but once; :meth:`reviewed` gives doubts."""
        seen = (seen_on(fact, self._review.on) for fact in self.facts)
        return distinct(fact for fact in seen if _fits(fact, query))

    def all(self, query: RegisterQuery) -> list[PowerFact]:
        """The statements that fit, each as it stands, also where several say the same."""
        return [fact for fact in self.facts if _fits(fact, query)]

    def reviewed(self, fact: PowerFact) -> PowerFact:
        """The statement with its reasons to review and its chain."""
        doubts = (*fact.doubts, *self._review.doubts(fact), *self._later.doubts(fact), *_undated(fact))
        return replace(fact, doubts=tuple(dict.fromkeys(doubts)), chain=chain_of(self._review, fact))


def without_one(register: Register, query: RegisterQuery, vocabulary: Vocabulary) -> tuple[str, ...]:
    """What to try where nothing fits: how many statements there are without one of the filters, most first; of a place
    that none names, the names most like it."""
    filters, unset = _filters(query, vocabulary), RegisterQuery()
    fewer = [(replace(query, **{field: getattr(unset, field)}), told) for field, told in filters if len(filters) > 1]
    counted = ((len(register.find(others)), told) for others, told in fewer)
    found = sorted((pair for pair in counted if pair[0]), reverse=True)
    tries = tuple(f"Bỏ “{told}” thì có {count} ghi nhận." for count, told in found)
    return (*_like(register, query.place), *tries) or ("Thử tên ngắn hơn, hoặc xem cả sổ bằng cách bỏ mọi điều kiện.",)


def _like(register: Register, place: str) -> tuple[str, ...]:
    """The provinces spelt like a place that no statement names."""
    if not place or register.find(RegisterQuery(place=place)):
        return ()
    known = {fold(name): name for name in provinces()}
    like = [known[key] for key in get_close_matches(fold(readable(place)), known, n=2)]
    said = f"Sổ không nhắc đến “{place}”"
    return (f"{said}; có phải {' hoặc '.join(like)}?",) if like and place not in like else (f"{said}.",)


def reviewed(catalogue: Catalogue, facts: Iterable[PowerFact], on: date) -> list[PowerFact]:
    """Some statements with their reasons to review and their chains, as of a day: all that the catalogue has on the
    same matters may contradict them."""
    chosen = list(facts)
    slugs = dict.fromkeys(row.slug for fact in chosen for row in fact.groups)
    said = {fact.id: fact for slug in slugs for fact in catalogue.power_facts(matter=slug)}
    register = Register(catalogue, said.values(), on)
    return [register.reviewed(fact) for fact in chosen]


def _undated(fact: PowerFact) -> tuple[str, ...]:
    return () if told_on(fact) else ("Nguồn không cho biết từ ngày nào.",)


def _fits(fact: PowerFact, query: RegisterQuery) -> bool:
    said, told = fact.delegation, fact.at.document
    return (
        (not query.matter or query.matter in fact.matters)
        and (not query.stance or said.stance == query.stance)
        and (query.on is None or was_told(fact, query.on))
        and _names(query.organ, told.place, said.delegator, said.delegate)
        and _names(query.delegator, told.place, said.delegator)
        and _stands_in(query.place, told.place, told.issuer, said.delegator, said.delegate, said.scope, fact.evidence)
    )


def _names(wanted: str, place: str | None, *parties: str | None) -> bool:
    """Whether one of the parties is what is wanted: named so, or a body of that kind and place."""
    if not wanted.strip():
        return True
    if _stands_in(wanted, *parties):
        return True
    asked = bodies_in(wanted)
    named = [body for party in parties if party for body in bodies_in(party)]
    return any(_same(body, other, place) for body in asked for other in named)


def _same(asked: Body, body: Body, place: str | None) -> bool:
    where = body.place or fold(place or "")
    return asked.kind == body.kind and (not asked.place or asked.place == where)


def _stands_in(wanted: str, *texts: str | None) -> bool:
    key = _folded(wanted).strip()
    return not key or any(key in _folded(text) for text in texts if text)


@lru_cache(maxsize=8192)
def _folded(text: str) -> str:
    return fold(readable(text))
