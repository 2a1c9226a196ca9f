"""Citations as links: certain ones to the place, doubtful ones to a choice, unknown ones to what is known of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from indexer.catalogue import number_key, title_key
from indexer.records import DocumentHead, HeldProvision, LinkedCitation, Mention
from kb.citations import Citation
from kb.dates import short_date
from web.addresses import cited_address, provision_address
from web.rendering import Link, excerpt, unit_name
from web.views.facts import place_name


def citation_key(citation: Citation) -> str:
    """What the mentions of one document have in common: its number, else its name; "" when it says neither."""
    return number_key(citation.number) or title_key(citation.title)


def citation_link(linked: LinkedCitation, own: DocumentHead | None) -> Link | None:
    """The link of a citation in the text of ``own`` (None: not a held text); None where it leads nowhere."""
    citation = linked.citation
    span = (citation.start, citation.end)
    target = linked.target
    if target and own and target.id == own.id:
        return Link(*span, provision_address("", linked.eid), unit_name(linked.eid)) if linked.eid else None
    if target:
        return Link(*span, provision_address(target.uri, linked.eid), _hint(target, linked))
    key = citation_key(citation)
    if not key or citation.kind == "standard":
        return None
    if linked.resolution == "ambiguous":
        within = own.stem if own else ""
        return Link(*span, cited_address(key, within), f"Chưa chắc là văn bản nào: {linked.reason}", "ambiguous")
    if linked.known:
        return Link(*span, cited_address(key), f"Kho chưa giữ toàn văn: {linked.known.told}", "unknown")
    return Link(*span, cited_address(key), f"Chưa có trong kho: {linked.reason or citation.surface}", "unknown")


def _hint(target: DocumentHead, linked: LinkedCitation) -> str:
    place = f"{unit_name(linked.eid)} " if linked.eid else ""
    when = f", ngày {short_date(target.issued)}" if target.issued else ""
    note = f" ({linked.reason})" if linked.reason else ""
    return f"{place}{target.name}{when}{note}"


def citation_links(linked: Iterable[LinkedCitation], own: DocumentHead | None) -> list[Link]:
    """The links of all citations of a text."""
    return [link for link in (citation_link(entry, own) for entry in linked) if link]


@dataclass(frozen=True, slots=True)
class MentionView:
    """One place that cites, with its surroundings."""

    label: str
    address: str
    context: Markup


@dataclass(frozen=True, slots=True)
class CitingDocument:
    """A document that cites, with the places where it does."""

    document: DocumentHead
    mentions: tuple[MentionView, ...]


def citing_documents(mentions: Iterable[Mention]) -> tuple[CitingDocument, ...]:
    """Mentions by the document that they stand in, newest document first."""
    grouped: dict[int, list[Mention]] = {}
    for mention in mentions:
        grouped.setdefault(mention.at.document.id, []).append(mention)
    documents = [
        CitingDocument(group[0].at.document, tuple(map(mention_view, _in_order(group)))) for group in grouped.values()
    ]
    return tuple(sorted(documents, key=lambda entry: _newest_first(entry.document)))


def _in_order(mentions: list[Mention]) -> list[Mention]:
    return sorted(mentions, key=lambda mention: (mention.at.id, mention.citation.start))


def _newest_first(head: DocumentHead) -> tuple[int, str]:
    return (-head.issued.toordinal() if head.issued else 0, head.name)


def mention_view(mention: Mention) -> MentionView:
    """One mention; its address is that of the khoản or điểm it stands in."""
    return mention_of(mention.at, mention.citation)


def mention_of(at: HeldProvision, citation: Citation) -> MentionView:
    """A citation in a provision, with its surroundings."""
    provision = at.provision
    line = provision.line_at(citation.start) if provision.lines else None
    eid = (line.eid if line else "") or provision.eid
    label = unit_name(eid) if provision.label else place_name(at)
    address = provision_address(at.document.uri, eid)
    return MentionView(label or place_name(at), address, excerpt(provision.text, citation.start, citation.end))
