"""Asking saved questions of a generation: whether the answer is still what is expected, and what came instead."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from indexer.answers import Answer
from indexer.catalogue import number_key
from indexer.machine import stance_of
from indexer.questions import Filters
from indexer.records import DocumentHead, HeldProvision
from indexer.saved_questions import Expected, SavedQuestion
from kb.delegation_finding.words import Stance
from kb.delegations import STANCE_LABELS
from kb.status import STATUS_LABELS, StatusValue
from kb.text import fold, small

#: So many of the documents that an answer names are told.
_TOLD = 3


class Answers(Protocol):
    """What answers questions (:class:`indexer.search.Search`)."""

    def answer(self, text: str, filters: Filters, limit: int, offset: int) -> Answer:
        """The answer to one question."""
        ...


@dataclass(frozen=True, slots=True)
class Named:
    """A document that an answer names, by its number or else its file stem, and the provision ("Điều 68") or ""."""

    document: str
    provision: str = ""
    words: str = ""

    @property
    def told(self) -> str:
        """For reading: "Điều 68 Nghị định 35/2022/NĐ-CP"."""
        return f"{self.provision} {self.words or self.document}".strip()


@dataclass(frozen=True, slots=True)
class Came:
    """What an answer says, as far as it can be compared. ``named`` is what its card rests on; where it has no card, the
    first hit."""

    stance: Stance | None = None
    status: StatusValue | None = None
    none: bool = False
    named: tuple[Named, ...] = ()


@dataclass(frozen=True, slots=True)
class QuestionCheck:
    """One question asked of one generation."""

    question: SavedQuestion
    met: bool
    came: Came

    @property
    def told(self) -> str:
        """What came, for reading."""
        return came_in_words(self.came)


def check_question(search: Answers, question: SavedQuestion) -> QuestionCheck:
    """Asks a question and compares the answer with what is expected."""
    came = came_of(search.answer(question.ask, Filters(), 1, 0))
    return QuestionCheck(question, _met(question.expected, came), came)


def check_questions(search: Answers, questions: Iterable[SavedQuestion]) -> tuple[QuestionCheck, ...]:
    """Asks all questions."""
    return tuple(check_question(search, question) for question in questions)


def expected_now(search: Answers, ask: str) -> Expected:
    """What a question is answered with now, as what is expected of it from now on."""
    return expected_of(search.answer(ask, Filters(), 1, 0))


def expected_of(answer: Answer) -> Expected:
    """What an answer says, as what is expected of it from now on; nothing where it says nothing definite."""
    came = came_of(answer)
    first = came.named[0] if came.named and not came.none else None
    document, provision = (first.document, first.provision or None) if first else (None, None)
    return Expected(came.stance, came.status, document, provision, came.none)


def came_of(answer: Answer) -> Came:
    """What an answer says."""
    status = answer.status.status.value if answer.status else None
    return Came(stance_of(answer), status, answer.none, tuple(dict.fromkeys(_named(answer))))


def _named(answer: Answer) -> Iterator[Named]:
    """Everything that the card of an answer names, what answers first; the first hit where there is no card."""
    if answer.provision:
        yield _place(answer.provision)
    asked = {head.id for head in answer.documents}
    for linked in answer.relations.relations if answer.relations else ():
        yield from (_head(head) for head in (linked.source, linked.target) if head and head.id not in asked)
    yield from map(_head, answer.documents)
    if card := answer.powers:
        for fact in (*card.local, *card.general, *card.others):
            yield _place(fact.at)
            if fact.instrument:
                yield _head(fact.instrument)
    if answer.status:
        yield _head(answer.status.document)
    if answer.kind == "hits":
        yield from (_place(hit.at) for hit in answer.hits[:1])


def _head(head: DocumentHead) -> Named:
    return Named(head.number or head.stem, "", head.name)


def _place(held: HeldProvision) -> Named:
    head = held.document
    return Named(head.number or head.stem, held.provision.label, head.name)


def _met(expected: Expected, came: Came) -> bool:
    return (
        expected.none == came.none
        and expected.stance in (None, came.stance)
        and expected.status in (None, came.status)
        and (not (expected.document or expected.provision) or any(_fits(expected, named) for named in came.named))
    )


def _fits(expected: Expected, named: Named) -> bool:
    document, provision = expected.document, expected.provision
    return (document is None or number_key(document) == number_key(named.document)) and (
        provision is None or fold(provision) == fold(named.provision)
    )


def expected_in_words(expected: Expected) -> str:
    """What is expected, for reading.

    >>> expected_in_words(Expected("not_delegated", None, "35/2022/NĐ-CP", "Điều 68"))
    'chưa / không được giao; có Điều 68 35/2022/NĐ-CP'
    """
    place = f"{expected.provision or ''} {expected.document or ''}".strip()
    return _joined(expected.stance, expected.status, expected.none, f"có {place}" if place else "")


def came_in_words(came: Came) -> str:
    """What came, for reading."""
    named = "; ".join(dict.fromkeys(place.told for place in came.named[:_TOLD]))
    told = _joined(came.stance, came.status, came.none, f"dẫn {named}" if named and not came.none else "")
    return told or "không có câu trả lời rõ"


def _joined(stance: Stance | None, status: StatusValue | None, none: bool, rest: str) -> str:
    parts = (
        STANCE_LABELS[stance] if stance else "",
        STATUS_LABELS[status] if status else "",
        "không tìm thấy trong kho" if none else "",
    )
    return "; ".join([*map(small, filter(None, parts)), *([rest] if rest else [])])
