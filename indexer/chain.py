"""What a power rests on: law, decree, circular, decision, board, each with its force, and where the chain breaks.

A link is a legal basis of the document that delegates, a higher basis of such a basis (law → decree → circular), that
document, or the body that received. Nothing is added that the documents do not name: where the one that delegates is
not held, its bases are unknown, and that is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Literal

from indexer.naming import called
from indexer.records import ChainLink, DocumentHead, LinkedRelation, PowerFact
from indexer.review import Review, basis_name, ended_term, gone_organs, merged_places, places_of
from kb.dates import short_date
from kb.doctypes import TYPES
from kb.numbers import DocumentNumber
from kb.places import MERGED_ON, places_joined
from kb.status import Status
from kb.text import fold

_NOT_HELD = "chưa có trong kho"
_NO_BASES = "kho chưa ghi căn cứ của văn bản này"
_LAST = 99
#: Steps up from the direct bases (law ← decree ← circular), and links that these may add.
_DEEPEST, _MOST_HIGHER = 3, 8


def chain_of(review: Review, fact: PowerFact) -> tuple[ChainLink, ...]:
    """The links from the highest to the body, judged as of the day of the review."""
    return (*_bases(review, fact), *_instrument(review, fact), _unit(review.on, fact))


def _bases(review: Review, fact: PowerFact) -> list[ChainLink]:
    """The legal bases that the delegating document names, by rank, then by day; of one rank as they are printed."""
    ground = _ground(fact)
    if ground is None:
        return []
    direct = review.bases(ground)
    links = [(_order(linked), _basis(review, linked)) for linked in direct]
    seen = {ground.id} | {linked.target.id for linked in direct if linked.target}
    links += [(_order(linked), _through(review, linked, via)) for linked, via in _higher(review, direct, seen)]
    return [link for _, link in sorted(links, key=lambda pair: pair[0])]


def _higher(
    review: Review, direct: Iterable[LinkedRelation], seen: set[int]
) -> Iterator[tuple[LinkedRelation, DocumentHead]]:
    """The held bases of bases, each once, that rank above the document that names them; ``_DEEPEST`` steps up at most.

    Of a circle each document is visited once, since what was ``seen`` is not followed again.
    """
    level, told = [linked.target for linked in direct if linked.target], 0
    for _ in range(_DEEPEST):
        above: list[DocumentHead] = []
        for head in level:
            for linked in review.bases(head):
                basis = linked.target
                if basis is None or basis.id in seen or basis.document_type.rank >= head.document_type.rank:
                    continue
                if told == _MOST_HIGHER:
                    return
                seen.add(basis.id)
                above.append(basis)
                told += 1
                yield linked, head
        level = above


def _through(review: Review, linked: LinkedRelation, via: DocumentHead) -> ChainLink:
    link = _basis(review, linked)
    return replace(link, state=f"{link.state}; căn cứ của {via.number or called(via)}")


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
    state = _grown(fact, on) if said.delegate else "nguồn không nêu cơ quan được giao"
    return ChainLink("unit", words, None, None, state, tuple(dict.fromkeys(reasons)))


def _grown(fact: PowerFact, on: date) -> str:
    """What is known of a province that kept its name in the merger of 2025: no doubt, since the body goes on."""
    told = fact.at.document.issued or fact.delegation.instrument_date
    if on < MERGED_ON or (told and told >= MERGED_ON):
        return ""
    grown = ((place, places_joined(place)) for place in places_of(fact))
    return "; ".join(
        f"từ {short_date(MERGED_ON)} {place} gồm cả {', '.join(joined)} cũ, cơ quan vẫn mang tên này"
        for place, joined in grown
        if joined
    )
