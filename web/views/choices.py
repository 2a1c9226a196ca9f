"""Citations of which it is not certain what they mean, with the documents to choose from."""

from __future__ import annotations

from dataclasses import dataclass

from indexer.catalogue import Catalogue
from indexer.confirmed_links import CONFIRMED
from indexer.records import DocumentHead, HeldProvision, LinkedCitation
from web.addresses import provision_address
from web.views.citations import MentionView, citation_key, mention_of

#: More documents than these are settled one page after another.
_MOST_DOCUMENTS = 20
_MOST_MENTIONS = 3


@dataclass(frozen=True, slots=True)
class ChoiceView:
    """One citing document: how it writes what is to be settled, where, and what it may mean; ``chosen`` is the document
    that a person has settled, if any."""

    document: DocumentHead
    cites: str
    mentions: tuple[MentionView, ...]
    candidates: tuple[DocumentHead, ...]
    chosen: DocumentHead | None
    back: str


def choices(catalogue: Catalogue, key: str, held: list[DocumentHead], first: str = "") -> tuple[ChoiceView, ...]:
    """What is to be settled about a number or name; ``held`` are documents that bear it, ``first`` is the stem of the
    document from which the reader comes."""
    unsure = catalogue.unsure_of_key(key)[:_MOST_DOCUMENTS]
    asking = catalogue.by_stem(first) if first else None
    documents = [asking, *(head for head in unsure if head != asking)] if asking else unsure
    found = (_choice(catalogue, key, head, held) for head in documents)
    return tuple(choice for choice in found if choice)


def _choice(catalogue: Catalogue, key: str, head: DocumentHead, held: list[DocumentHead]) -> ChoiceView | None:
    provisions = {entry.id: entry for entry in catalogue.provisions_of(head.id)}
    open_ones = [
        (provisions[place], linked)
        for place, entries in catalogue.citations_in(head.id).items()
        for linked in entries
        if citation_key(linked.citation) == key and _is_open(linked)
    ]
    if not open_ones:
        return None
    at, linked = open_ones[0]
    candidates = dict.fromkeys([*held, *(target for _, entry in open_ones for target in entry.targets)])
    chosen = linked.target if linked.reason == CONFIRMED else None
    cites = linked.citation.number or linked.citation.title or linked.citation.surface
    return ChoiceView(head, cites, _mentions(open_ones), tuple(candidates), chosen, _address(at, linked))


def _is_open(linked: LinkedCitation) -> bool:
    return linked.resolution == "ambiguous" or linked.reason == CONFIRMED


def _mentions(found: list[tuple[HeldProvision, LinkedCitation]]) -> tuple[MentionView, ...]:
    return tuple(mention_of(at, linked.citation) for at, linked in found[:_MOST_MENTIONS])


def _address(at: HeldProvision, linked: LinkedCitation) -> str:
    return provision_address(at.document.uri, at.provision.line_at(linked.citation.start).eid or at.provision.eid)
