"""What the collection already holds of a document that has just been read: the same, another version, a conflict."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from indexer.catalogue import Catalogue, number_key
from indexer.draft_fields import FIELDS, field_values
from indexer.records import DocumentHead
from kb.documents import Document, Provision
from kb.text import slug, words_key

#: "same": nothing differs. "version": the same document, and something differs. "conflict": number and issuer agree,
#: type or day do not. "namesake": the number agrees, the issuer does not: another document.
Likeness = Literal["same", "version", "conflict", "namesake"]
_ORDER: tuple[Likeness, ...] = ("same", "version", "conflict", "namesake")


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs: a field of the head or a provision; "" on the side that does not have it."""

    name: str
    held: str
    new: str


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A held document that a new one is like. ``head_differs`` and ``text_differs`` say in what they do not agree."""

    held: DocumentHead
    likeness: Likeness
    head_differs: tuple[Difference, ...]
    text_differs: tuple[Difference, ...]


def duplicates(document: Document, catalogue: Catalogue) -> list[Duplicate]:
    """The held documents with the number of this one, or without a number those with its title; the likest first."""
    if document.number:
        heads = catalogue.by_number(document.number)
    else:
        heads = [head for head in catalogue.by_title(document.title) if not head.number]
    found = [_duplicate(document, head, catalogue.document(head.id)) for head in heads]
    return sorted(found, key=lambda duplicate: _ORDER.index(duplicate.likeness))


def _duplicate(document: Document, head: DocumentHead, held: Document) -> Duplicate:
    in_head = tuple(_head_differences(held, document))
    # A summary of ours has other words than the text, all of them.
    in_text = tuple(_text_differences(held, document)) if held.record == document.record else ()
    differs = bool(in_head or in_text) or held.record != document.record
    return Duplicate(head, _likeness(document, held, differs), in_head, in_text)


def _likeness(document: Document, held: Document, differs: bool) -> Likeness:
    if slug(document.issuer or "") != slug(held.issuer or ""):
        return "namesake" if document.issuer and held.issuer else "conflict"
    if (document.type, document.issued) != (held.type, held.issued):
        return "conflict"
    return "version" if differs else "same"


def _head_differences(held: Document, new: Document) -> Iterator[Difference]:
    before, after = field_values(held), field_values(new)
    for name, label in FIELDS.items():
        alike = before[name] == after[name] or (name == "number" and number_key(held.number) == number_key(new.number))
        if not alike and words_key(before[name]) != words_key(after[name]):
            yield Difference(label, before[name], after[name])


def _text_differences(held: Document, new: Document) -> Iterator[Difference]:
    """Provisions by their eId whose words differ, in the order of the new text, then those that it has lost."""
    before = {provision.eid: provision for provision in held.provisions}
    after = {provision.eid: provision for provision in new.provisions}
    for eid, provision in after.items():
        earlier = before.get(eid)
        if earlier is None:
            yield Difference(_name(provision), "", _shown(provision))
        elif words_key(_shown(earlier)) != words_key(_shown(provision)):
            yield Difference(_name(provision), _shown(earlier), _shown(provision))
    for eid, earlier in before.items():
        if eid not in after:
            yield Difference(_name(earlier), _shown(earlier), "")


def _name(provision: Provision) -> str:
    return provision.label or "Đoạn không có nhãn"


def _shown(provision: Provision) -> str:
    return f"{provision.title}\n{provision.text}"
