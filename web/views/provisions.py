"""One provision on a page of its own: its text, its neighbours, and who cites just it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from indexer.catalogue import Catalogue
from indexer.records import HeldProvision, Mention
from kb.errors import InvalidPath
from kb.provisions import ProvisionPath, is_within
from web.addresses import provision_page
from web.rendering import Marked, asked_lines, provision_html, unit_name
from web.views.citations import CitingDocument, citation_links, citing_documents
from web.views.citing import provision_mention
from web.views.facts import FactView, Reference, place_name, views


@dataclass(frozen=True)
class ProvisionPage:
    """All that the page of a provision prints; ``unit`` names the khoản or điểm that the address asks for, or "";
    ``eid`` is that of what the page is about.
    """

    held: HeldProvision
    eid: str
    title: str
    unit: str
    html: Markup
    cite: str
    previous: Reference | None
    following: Reference | None
    cited_by: tuple[CitingDocument, ...]
    powers: tuple[FactView, ...]


def provision_page_view(
    catalogue: Catalogue, held: HeldProvision, eid: str, provisions: Sequence[HeldProvision]
) -> ProvisionPage:
    """The page of ``held``; ``eid`` is that of the unit asked for, which is the provision or lies in it; ``provisions``
    are all that the document has."""
    head, own = held.document, held.provision
    links = citation_links(catalogue.citations_in(head.id).get(held.id, ()), head)
    facts = [fact for fact in catalogue.power_facts(document_id=head.id) if fact.at.id == held.id]
    marks = asked_lines(own, eid) or [
        Marked(fact.delegation.evidence_start, fact.delegation.evidence_end) for fact in facts
    ]
    unit = unit_name(eid) if eid != own.eid else ""
    place = unit or own.label or place_name(held)
    neighbours = _neighbours(provisions, held)
    return ProvisionPage(
        held,
        eid if any(is_within(line.eid, eid) for line in own.lines) else own.eid,
        own.title or place_name(held),
        unit,
        provision_html(own, links, marks),
        provision_mention(head, place),
        *neighbours,
        citing_documents(mentions_of_unit(catalogue, head.id, eid)),
        views(facts),
    )


def _neighbours(provisions: Sequence[HeldProvision], held: HeldProvision) -> tuple[Reference | None, Reference | None]:
    place = next(index for index, other in enumerate(provisions) if other.id == held.id)
    before = provisions[place - 1] if place else None
    after = provisions[place + 1] if place + 1 < len(provisions) else None
    return _reference(before), _reference(after)


def _reference(held: HeldProvision | None) -> Reference | None:
    if held is None or not held.provision.eid:
        return None
    return Reference(held.provision.title or place_name(held), provision_page(held.document.uri, held.provision.eid))


def mentions_of_unit(catalogue: Catalogue, document_id: int, eid: str) -> list[Mention]:
    """Where other documents cite the unit with that eId, or one inside it."""
    try:
        return catalogue.mentions_of_unit(document_id, ProvisionPath.from_eid(eid))
    except InvalidPath:
        return []
