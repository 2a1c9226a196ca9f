"""Statements of delegation as entries of a register: what is so, the sentence that says it, and who to whom."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from indexer.catalogue import number_key
from indexer.printing import period
from indexer.records import ChainLink, HeldProvision, PowerFact
from kb.dates import short_date
from kb.delegation_finding.words import Stance
from kb.delegations import KIND_LABELS, STANCE_LABELS, Delegation
from kb.text import fold
from web.addresses import cited_address, provision_address


@dataclass(frozen=True, slots=True)
class Reference:
    """A document named on a page: its words, its address, and whether it is held."""

    words: str
    address: str | None
    held: bool = True


@dataclass(frozen=True, slots=True)
class LinkView:
    """One link of what a power rests on: a legal basis, the document that delegates, or the body."""

    role: str
    words: Reference
    state: str
    breaks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FactView:
    """One entry; every field is text to print, "" or None where there is nothing to say."""

    anchor: str
    stance: Stance
    stance_label: str
    kind_label: str
    parties: str
    evidence: str
    source: Reference
    source_record: str
    source_origin: str
    source_date: str
    place: Reference
    delegator: str | None
    delegate: str | None
    powers: tuple[str, ...]
    instrument: Reference | None
    period: str
    scope: str | None
    doubts: tuple[str, ...]
    found_by: str
    chain: tuple[LinkView, ...] = ()


@dataclass(frozen=True, slots=True)
class FactGroup:
    """Entries under one heading; ``aside``: they stand behind others, to be read by who wants them."""

    title: str
    facts: tuple[FactView, ...]
    aside: bool = False


def fact_view(fact: PowerFact) -> FactView:
    """The entry of one statement."""
    delegation, head = fact.delegation, fact.at.document
    return FactView(
        anchor=f"ghi-nhan-{fact.id}",
        stance=delegation.stance,
        stance_label=STANCE_LABELS[delegation.stance],
        kind_label=KIND_LABELS[delegation.kind],
        parties=_with_place(parties(delegation), head.place),
        evidence=fact.evidence.strip(),
        source=Reference(head.name, head.uri),
        source_record=head.record,
        source_origin=head.origin,
        source_date=head.day,
        place=Reference(place_name(fact.at), provision_address(head.uri, delegation.eid or fact.at.provision.eid)),
        delegator=delegation.delegator,
        delegate=delegation.delegate,
        powers=delegation.powers,
        instrument=_instrument(fact),
        period=period(delegation),
        scope=delegation.scope,
        doubts=fact.doubts,
        found_by=delegation.vouched,
        chain=tuple(link_view(link) for link in fact.chain if link.role != "unit" or link.breaks),
    )


def parties(delegation: Delegation) -> str:
    """From whom to whom, in one line.

    >>> parties(Delegation("delegated", "giao", "UBND tỉnh", "Ban Quản lý", ()))
    'UBND tỉnh → Ban Quản lý'
    >>> parties(Delegation("not_delegated", "giao", None, "Ban Quản lý", ()))
    'Ban Quản lý'
    """
    if delegation.delegator and delegation.delegate:
        return f"{delegation.delegator} → {delegation.delegate}"
    return delegation.delegate or (
        f"{delegation.delegator} → không nêu tên" if delegation.delegator else "Không nêu ai"
    )


def _with_place(words: str, place: str | None) -> str:
    """Parties with the province of the document, unless they name it."""
    return words if not place or fold(place) in fold(words) else f"{words} ({place})"


def place_name(held: HeldProvision) -> str:
    """How a provision is called in a line of text: "Điều 9", or its heading, or "phần nội dung"."""
    return held.provision.label or held.provision.heading or "phần nội dung"


def _instrument(fact: PowerFact) -> Reference | None:
    number = fact.delegation.instrument
    if not number:
        return None
    day = fact.delegation.instrument_date
    when = f" ngày {short_date(day)}" if day else ""
    if fact.instrument:
        return Reference(fact.instrument.name + when, fact.instrument.uri)
    return Reference(number + when, cited_address(number_key(number)), held=False)


def link_view(link: ChainLink) -> LinkView:
    """One link of a chain to print."""
    if link.head:
        return LinkView(link.role, Reference(link.words, link.head.uri), link.state, link.breaks)
    address = cited_address(number_key(link.number)) if link.number else None
    return LinkView(link.role, Reference(link.words, address), link.state, link.breaks)


def views(facts: Iterable[PowerFact]) -> tuple[FactView, ...]:
    """The entries of several statements."""
    return tuple(map(fact_view, facts))
