"""What a power rests on: law, decree, circular, decision, board, each with its force, and where the chain breaks.

A link is a legal basis of the document that delegates, that document, or the body that received. Nothing is added that
the documents do not name: where the one that delegates is not held, its bases are unknown, and that is said.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Literal

from indexer.naming import called
from indexer.records import ChainLink, DocumentHead, LinkedRelation, PowerFact
from indexer.review import Review, basis_name, ended_term, gone_organs, merged_places
from kb.doctypes import TYPES
from kb.numbers import DocumentNumber
from kb.status import Status
from kb.text import fold

_NOT_HELD = "chưa có trong kho"
_NO_BASES = "kho chưa ghi căn cứ của văn bản này"
_LAST = 99


def chain_of(review: Review, fact: PowerFact) -> tuple[ChainLink, ...]:
    """The links from the highest to the body, judged as of the day of the review."""
    return (*_bases(review, fact), *_instrument(review, fact), _unit(review.on, fact))


def _bases(review: Review, fact: PowerFact) -> list[ChainLink]:
    """The legal bases that the delegating document names, by rank, then by day; of one rank as they are printed."""
    ground = _ground(fact)
    found = sorted(review.bases(ground), key=_order) if ground else []
    return [_basis(review, linked) for linked in found]


def _ground(fact: PowerFact) -> DocumentHead | None:
    """The held document whose bases count: the one that delegates, or the rule itself where it names no other."""
    return fact.instrument or (None if fact.delegation.instrument else fact.at.document)


def _order(linked: LinkedRelation) -> tuple[int, date]:
    head = linked.target
    return (head.document_type.rank, head.issued or date.max) if head else (_rank_told(linked), date.max)


def _rank_told(linked: LinkedRelation) -> int:
    """The rank of a document that is not held, as far as its number or title tells."""
    relation = linked.relation
    if relation.number and (number := DocumentNumber.try_parse(relation.number)):
        return number.document_type.rank
    title = fold(relation.title or "")
    return next((kind.rank for kind in TYPES if title.startswith(f"{fold(kind.name)} ")), _LAST)


def _basis(review: Review, linked: LinkedRelation) -> ChainLink:
    if linked.target:
        return _held(review, "basis", linked.target)
    return ChainLink("basis", basis_name(linked), None, linked.relation.number, _NOT_HELD, review.basis_endings(linked))


def _instrument(review: Review, fact: PowerFact) -> list[ChainLink]:
    ground = _ground(fact)
    if ground and (fact.instrument or ground.document_type.rank < _LAST):
        link = _held(review, "instrument", ground)
        return [link if review.bases(ground) else replace(link, state=f"{link.state}; {_NO_BASES}")]
    number = fact.delegation.instrument
    if number is None:
        return [ChainLink("instrument", "nguồn không nêu", None, None, "chưa biết căn cứ")]
    breaks = review.endings_of_number(number)
    return [ChainLink("instrument", number, None, number, f"{_NOT_HELD}, nên chưa biết căn cứ", breaks)]


def _held(review: Review, role: Literal["basis", "instrument"], head: DocumentHead) -> ChainLink:
    return ChainLink(role, called(head), head, head.number, _state(review.status(head)), review.endings(head))


def _state(status: Status) -> str:
    """The label of a status, short where nothing is told but the first day."""
    if status.value != "unknown" or any(entry.number for entry in status.evidence):
        return status.label
    return f"{status.label.partition(';')[0].removeprefix('Chưa rõ: ')}; chưa rõ nay còn không"


def _unit(on: date, fact: PowerFact) -> ChainLink:
    """The body at the end: gone, merged, or its time over."""
    reasons = (*gone_organs(fact, on), *merged_places(fact, on), *ended_term(fact, on))
    said = fact.delegation
    words = " → ".join(party for party in (said.delegator, said.delegate) if party) or "Cơ quan được giao"
    state = "" if said.delegate else "nguồn không nêu cơ quan được giao"
    return ChainLink("unit", words, None, None, state, tuple(dict.fromkeys(reasons)))
