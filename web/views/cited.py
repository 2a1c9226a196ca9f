"""Everything that is known of a cited number or name: what is held under it, what registers say, who cites it."""

from __future__ import annotations

from dataclasses import dataclass

from indexer.catalogue import Catalogue, number_key
from indexer.records import DocumentHead, KnownDocument, LinkedRelation, Mention
from kb.doctypes import type_of_slug
from kb.numbers import DocumentNumber
from kb.relations import VERBS
from kb.text import capital
from web.views.choices import ChoiceView, choices
from web.views.citations import CitingDocument, citing_documents
from web.views.documents import MOST_MENTIONS
from web.views.facts import Reference

_BY_NAME = "name:"
#: No more documents with a like number are shown.
_MOST_NEAREST = 8


@dataclass(frozen=True, slots=True)
class ActView:
    """What a held document does to the one that is cited."""

    source: Reference
    verb: str
    detail: str
    evidence: str


@dataclass(frozen=True, slots=True)
class CitedView:
    """All that the page of a number or name prints; ``more``: there are more mentions than those shown."""

    name: str
    held: tuple[DocumentHead, ...]
    listed: tuple[KnownDocument, ...]
    acts: tuple[ActView, ...]
    mentions: int
    more: bool
    citing: tuple[CitingDocument, ...]
    nearest: tuple[DocumentHead, ...]
    choices: tuple[ChoiceView, ...]

    @property
    def known(self) -> bool:
        """Whether anything is known of it."""
        return bool(self.mentions or self.held or self.acts or self.nearest or self.listed)


def cited_view(catalogue: Catalogue, asked: str, asking: str = "") -> CitedView:
    """The view of a number as written, or of "name:" with a name; ``asking`` is the stem of the document from which the
    reader comes."""
    title = asked.removeprefix(_BY_NAME)
    if title != asked:
        return _view(catalogue, asked, catalogue.by_title(title), asking=asking)
    return _view(catalogue, number_key(asked), catalogue.by_number(asked), asking=asking)


def several_view(catalogue: Catalogue, held: list[DocumentHead]) -> CitedView:
    """The choice between documents that have all but their file in common."""
    return _view(catalogue, number_key(held[0].number), held, held[0].name)


def _view(catalogue: Catalogue, key: str, held: list[DocumentHead], name: str = "", asking: str = "") -> CitedView:
    mentions, listed = catalogue.mentions_of_key(key, MOST_MENTIONS), _listed(catalogue, key)
    acts = [linked for linked in catalogue.relations_to_key(key) if linked.relation.verb != "cites"]
    return CitedView(
        name=name or _called(key, mentions, listed),
        held=tuple(held),
        listed=() if held else tuple(listed),
        acts=tuple(map(_act, acts)),
        mentions=len(mentions),
        more=len(mentions) == MOST_MENTIONS,
        citing=citing_documents(mentions),
        nearest=() if held else tuple(_nearest(catalogue, key)),
        choices=choices(catalogue, key, held, asking),
    )


def _listed(catalogue: Catalogue, key: str) -> list[KnownDocument]:
    name = key.removeprefix(_BY_NAME)
    return catalogue.known_by_title(name) if name != key else catalogue.known(key)


def _called(key: str, mentions: list[Mention], listed: list[KnownDocument]) -> str:
    """A name with its capitals, a number with its type, as the first text that cites it writes it."""
    first, name = (mentions[0].citation if mentions else None), key.removeprefix(_BY_NAME)
    if name != key:
        return (first.title if first else None) or capital(name)
    if first is None or not first.number:
        return listed[0].name if listed else key
    return f"{type_of_slug(first.type).name} {first.number}" if first.type else first.number


def _act(linked: LinkedRelation) -> ActView:
    relation = linked.relation
    source = Reference(linked.source.name, linked.source.uri)
    return ActView(source, VERBS[relation.verb].active, "" if relation.whole else "một phần", relation.evidence)


def _nearest(catalogue: Catalogue, key: str) -> list[DocumentHead]:
    """Held documents with the same serial, of the same year where the number says it."""
    number = DocumentNumber.try_parse(key)
    if number is None:
        return []
    serial = number.serial.lstrip("0") or "0"
    return (catalogue.by_serial(serial, number.year) or catalogue.by_serial(serial))[:_MOST_NEAREST]
