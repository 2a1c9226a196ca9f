"""The two generations that an arrival report compares, and the documents whose files differ between them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import PurePosixPath

from indexer.arrivals import Place
from indexer.catalogue import Catalogue, name_key, number_key
from indexer.records import DocumentHead, HeldProvision
from indexer.review import Review

#: What is known of the files of a generation: digests by path in the corpus.
Digests = Mapping[str, str]


@dataclass(frozen=True)
class Sides:
    """``before`` and ``after`` are the catalogues; the heads are those of documents whose files differ, of ``after``
    except for those that are gone. ``on`` is today; ``horizon`` the last day on which something new begins to work."""

    before: Catalogue
    after: Catalogue
    added: tuple[DocumentHead, ...]
    changed: tuple[tuple[DocumentHead, DocumentHead], ...]
    removed: tuple[DocumentHead, ...]
    on: date

    @cached_property
    def touched(self) -> tuple[DocumentHead, ...]:
        """All documents whose files differ, as they are in one generation and in the other."""
        return (*self.added, *(head for pair in self.changed for head in pair), *self.removed)

    @cached_property
    def touched_stems(self) -> frozenset[str]:
        """The file stems of these."""
        return frozenset(head.stem for head in self.touched)

    @cached_property
    def horizon(self) -> date:
        """Today, or the last day from which a touched document does something to others."""
        days = [head.effective for head in self.touched if head.effective]
        days += [
            linked.relation.since
            for head in (*self.added, *(new for _, new in self.changed))
            for linked in self.after.relations_from(head.id)
            if linked.relation.since
        ]
        return max([self.on, *days])

    @cached_property
    def reviews(self) -> tuple[Review, Review]:
        """The reasons to review statements of delegation before and after, as of the horizon."""
        return Review(self.before, self.horizon), Review(self.after, self.horizon)

    @cached_property
    def review_today(self) -> Review:
        """The reasons after the change, as of today."""
        return Review(self.after, self.on)


def compared(before: Catalogue, old: Digests, after: Catalogue, new: Digests, on: date) -> Sides:
    """The two sides, from what is known of the files of both."""
    differing = (path for path in new if path in old and old[path] != new[path])
    pairs = ((_head_at(before, path), _head_at(after, path)) for path in differing)
    changed = [(first, second) for first, second in pairs if first and second]
    return Sides(
        before,
        after,
        tuple(heads_only_in(after, new, old)),
        tuple(changed),
        tuple(heads_only_in(before, old, new)),
        on,
    )


def heads_only_in(catalogue: Catalogue, here: Digests, there: Digests) -> Iterator[DocumentHead]:
    """The documents of files that are here and not there; registers and files with an error have none."""
    found = (_head_at(catalogue, path) for path in here if path not in there)
    return (head for head in found if head)


def _head_at(catalogue: Catalogue, path: str) -> DocumentHead | None:
    head = catalogue.by_stem(PurePosixPath(path).stem)
    return head if head and catalogue.path_of(head.id) == path else None


def keys_of(head: DocumentHead) -> tuple[str, ...]:
    """What a document is cited by: its number, and its title as laws are."""
    return tuple(filter(None, (number_key(head.number), name_key(head.type, head.title))))


def place_of(head: DocumentHead) -> Place:
    """A held document in a line."""
    return Place(head.name, head.uri)


def place_in(held: HeldProvision) -> Place:
    """A provision in a line: "Điều 5, Nghị định 1/2031/NĐ-CP"."""
    label = held.provision.label
    return Place(f"{label}, {held.document.name}" if label else held.document.name, held.address)
