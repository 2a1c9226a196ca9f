"""The plan behind an answer: which held documents a question names, and by which way it is answered.

The second stage: :mod:`indexer.questions` understands, this plans, :mod:`indexer.search` runs. A plan is made from a
question and the few look-ups of :class:`Held`, so it can be tested without an index.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from indexer.catalogue import number_key, title_key
from indexer.naming import NamedLaw, bare_name
from indexer.questions import Question
from indexer.records import DocumentHead
from kb.doctypes import type_of_slug
from kb.law_names import names as law_names
from kb.numbers import DocumentNumber
from kb.remembering import Remembered
from kb.text import capital, fold, words_key

#: How a question is answered: by a document that it names, by facts on powers, by what is known of a document's force
#: or of the acts upon it, or by the words.
Route = Literal["named", "powers", "status", "relations", "words"]

#: The symbol that a type always has, so that a number without it can be completed.
_SYMBOLS = {"nghi-dinh": "NĐ-CP"}


class Held(Protocol):
    """What planning asks of a catalogue; same meaning as in :class:`indexer.catalogue.Catalogue`."""

    def by_number(self, number: str) -> list[DocumentHead]:
        """Documents with that number."""

    def by_serial(self, serial: str, year: int | None = None) -> list[DocumentHead]:
        """Documents by the beginning of their number."""

    def titles(self) -> list[tuple[str, DocumentHead]]:
        """Laws with the key of their name."""

    def known_keys(self, serial: str, year: int | None = None) -> list[str]:
        """Keys of numbers with that beginning that are cited."""


@dataclass(frozen=True, slots=True)
class Named:
    """A document that a question names. ``shown`` is how to speak of it; ``heads`` are the held documents that it may
    be; ``keys`` the keys under which others cite it (:func:`indexer.catalogue.number_key`), held or not."""

    shown: str
    heads: tuple[DocumentHead, ...] = ()
    keys: tuple[str, ...] = ()
    number: Remembered | None = None
    law: NamedLaw | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """What is going to be done: by which ``route``, on which documents, with which ``words`` for the hits."""

    question: Question
    route: Route
    named: tuple[Named, ...] = ()
    words: str = ""

    @property
    def heads(self) -> tuple[DocumentHead, ...]:
        """All held documents that are named, each once."""
        return tuple({head.id: head for named in self.named for head in named.heads}.values())

    @property
    def missing(self) -> tuple[Named, ...]:
        """What is named and not held."""
        return tuple(named for named in self.named if not named.heads)


def make_plan(question: Question, held: Held) -> Plan:
    """The plan for a question. A document that is named wins over everything else that the question says."""
    named = (*(_by_number(number, held) for number in question.numbers), *_by_name(question.laws, held))
    if question.intent in {"status", "relations"}:
        route: Route = question.intent if named or question.intent == "status" else "words"
    elif question.intent == "powers" and not (named and question.path):
        route = "powers"
    else:
        route = "named" if named else "words"
    return Plan(question, route, named, question.words or ("" if named else question.text))


def _by_number(number: Remembered, held: Held) -> Named:
    candidates = held.by_serial(number.serial, number.year)
    heads = [head for head in candidates if number.fits(head.number, head.type)]
    keys = [number_key(head.number) for head in heads] or _cited_keys(number, held)
    return Named(_shown(number), tuple(heads), tuple(dict.fromkeys(keys)), number=number)


def _cited_keys(number: Remembered, held: Held) -> list[str]:
    """The keys that a number which is not held may have: as typed in full, of its type, or as others cite it."""
    parsed = DocumentNumber.try_parse(number.printed)
    full = [parsed.key] if parsed and parsed.year == number.year else []
    symbol = _SYMBOLS.get(number.type or "")
    usual = [f"{number.serial}/{number.year}/{symbol}"] if symbol and number.year else []
    cited = (key for key in held.known_keys(number.serial, number.year) if _fits_key(number, key))
    return list(dict.fromkeys([*full, *usual, *cited]))


def _fits_key(number: Remembered, key: str) -> bool:
    parsed = DocumentNumber.try_parse(key)
    return parsed is not None and number.fits(key, parsed.document_type.slug)


def _shown(number: Remembered) -> str:
    """The number as typed, with its type written out: "Nghị định 35/2022"."""
    if number.type is None or fold(type_of_slug(number.type).name) in fold(number.surface):
        return capital(number.surface)
    parsed = DocumentNumber.try_parse(number.printed)
    serial = f"{number.serial}/{number.year}" if number.year else number.serial
    return f"{type_of_slug(number.type).name} {parsed or serial}"


def _by_name(laws: Sequence[NamedLaw], held: Held) -> Iterable[Named]:
    if not laws:
        return
    titles = held.titles()
    for law in laws:
        yield _law(law, [head for _, head in titles])


def _law(law: NamedLaw, heads: Iterable[DocumentHead]) -> Named:
    """The held versions of a law, those of the year that was said; the newest first."""
    key = _name_key(law.name)
    of_kind = [head for head in heads if _same_kind(law.type, head.type)]
    exact = [head for head in of_kind if _name_key(bare_name(head.title)) == key]
    versions = exact or [head for head in of_kind if _loosely_named(key, _name_key(bare_name(head.title)))]
    fitting = [head for head in versions if law.year is None or _year(head) == law.year]
    official = next((name for name in law_names() if _name_key(name) == key), law.name)
    kind = type_of_slug(law.type).name
    numbers = [number_key(head.number) for head in fitting if head.number]
    keys = (*numbers, title_key(f"{kind} {official}"), title_key(official))
    return Named(f"{kind} {official}" + (f" {law.year}" if law.year else ""), tuple(fitting), keys, law=law)


def _name_key(name: str) -> str:
    """Names are compared folded: officers leave out diacritics and capitals."""
    return fold(words_key(name))


def _loosely_named(typed: str, title: str) -> bool:
    """Whether a typed name leaves out little words of a title ("phòng cháy chữa cháy"), and no more."""
    words, titled = typed.split(), [word for word in title.split() if word not in {"va", "cac"}]
    return len(words) > 1 and [word for word in words if word not in {"va", "cac"}] == titled


def _same_kind(typed: str, slug: str) -> bool:
    return typed == slug or (typed == "luat" and slug == "bo-luat")


def _year(head: DocumentHead) -> int | None:
    return head.issued.year if head.issued else None
