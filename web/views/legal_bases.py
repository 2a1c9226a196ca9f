"""The Căn cứ lines of a document, with what they name as links."""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType

from markupsafe import Markup

from indexer.catalogue import number_key, title_key
from indexer.records import DocumentHead, KnownDocument, LinkedRelation
from kb.documents import LegalBasis
from web.addresses import cited_address
from web.rendering import Link, linked_text
from web.views.relations import Listed


def legal_basis(basis: LegalBasis, outgoing: Sequence[LinkedRelation], listed: Listed = MappingProxyType({})) -> Markup:
    """A Căn cứ line with its number as a link: to the document, or to all that is known of it."""
    if not basis.number:
        return _basis_by_name(basis.text, outgoing, listed)
    key = number_key(basis.number)
    targets = [linked.target for linked in outgoing if linked.target and number_key(linked.relation.number) == key]
    address, kind = (targets[0].uri, "found") if targets else (cited_address(key), "unknown")
    hint = targets[0].title if targets else not_held(listed.get(key))
    start = max(basis.text.find(basis.number), 0)
    end = start + len(basis.number) if basis.number in basis.text else len(basis.text)
    return linked_text(basis.text, [Link(start, end, address, hint, kind)])


def _basis_by_name(text: str, outgoing: Sequence[LinkedRelation], listed: Listed) -> Markup:
    """A Căn cứ line that names a law without its number, with the name as a link like those of :func:`legal_basis`."""
    links = [
        _link_of_name(linked.target, title, text.index(title), listed)
        for linked in outgoing
        if not linked.relation.number and (title := linked.relation.title) and title in text
    ]
    return linked_text(text, links)


def _link_of_name(target: DocumentHead | None, title: str, start: int, listed: Listed) -> Link:
    if target:
        return Link(start, start + len(title), target.uri, target.title)
    key = title_key(title)
    return Link(start, start + len(title), cited_address(key), not_held(listed.get(key)), "unknown")


def not_held(known: KnownDocument | None) -> str:
    """The hint of a link to what is not held, with what a register says of it."""
    return f"Kho chưa giữ toàn văn: {known.told}" if known else "Chưa có trong kho"
