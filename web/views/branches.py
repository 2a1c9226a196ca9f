"""The relations of a document both ways, by kind: what the lược đồ draws, and the list beside it says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from indexer.records import LinkedRelation
from kb.relations import VERBS, VerbSlug
from web.views.facts import Reference
from web.views.relations import ORDER, Listed, key_of, limits_of, target_of

#: More documents than these are summed up by kind.
MOST_NEIGHBOURS = 40


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A related document: how it is called, its subject as far as it is known, and what limits the relation."""

    document: Reference
    subject: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Branch:
    """Relations of one kind; ``more`` counts the documents that are not shown one by one."""

    title: str
    neighbours: tuple[Neighbour, ...]
    more: int = 0

    @property
    def count(self) -> int:
        """How many documents there are."""
        return len(self.neighbours) + self.more


@dataclass(frozen=True, slots=True)
class Branches:
    """What the document does to others, and what others do to it."""

    acting: tuple[Branch, ...]
    acted_on: tuple[Branch, ...]

    @property
    def count(self) -> int:
        """How many related documents there are, one that is related in two ways counted twice."""
        return sum(branch.count for branch in self.acting + self.acted_on)

    def shortened(self, most: int = MOST_NEIGHBOURS) -> Branches:
        """With no more than ``most`` documents shown; every kind keeps its share."""
        shares = fair_shares([len(branch.neighbours) for branch in self.acting + self.acted_on], most)
        shown = [_cut(branch, share) for branch, share in zip(self.acting + self.acted_on, shares, strict=True)]
        return Branches(tuple(shown[: len(self.acting)]), tuple(shown[len(self.acting) :]))


def _cut(branch: Branch, share: int) -> Branch:
    return replace(branch, neighbours=branch.neighbours[:share], more=branch.more + len(branch.neighbours) - share)


def fair_shares(sizes: Sequence[int], most: int) -> list[int]:
    """How many of each kind are shown when ``most`` are in all: the small kinds whole, the large ones alike.

    >>> fair_shares([2, 100, 7], 20), fair_shares([3, 4], 40), fair_shares([5, 5], 3)
    ([2, 11, 7], [3, 4], [1, 2])
    """
    shares = [0] * len(sizes)
    left = min(most, sum(sizes))
    for rest, place in enumerate(sorted(range(len(sizes)), key=sizes.__getitem__)):
        shares[place] = min(sizes[place], left // (len(sizes) - rest))
        left -= shares[place]
    return shares


def branches(
    outgoing: Iterable[LinkedRelation], incoming: Iterable[LinkedRelation], listed: Listed = MappingProxyType({})
) -> Branches:
    """The relations of a document by kind; mere citations are left to the list of who cites it. ``listed`` is what
    registers say of targets that are not held."""
    acting: dict[VerbSlug, dict[str, Neighbour]] = {}
    acted_on: dict[VerbSlug, dict[str, Neighbour]] = {}
    for linked in outgoing:
        target = target_of(linked, listed)
        known = linked.target or listed.get(key_of(linked.relation))
        subject = known.title if known and known.title != target.words else ""
        _put(acting, linked, Neighbour(target, subject, limits_of(linked)))
    for linked in incoming:
        source = linked.source
        subject = source.title if source.title != source.name else ""
        _put(acted_on, linked, Neighbour(Reference(source.name, source.uri), subject, limits_of(linked)))
    return Branches(
        tuple(Branch(VERBS[verb].active, tuple(found.values())) for verb, found in _ordered(acting)),
        tuple(Branch(VERBS[verb].passive, tuple(found.values())) for verb, found in _ordered(acted_on)),
    )


def _put(kinds: dict[VerbSlug, dict[str, Neighbour]], linked: LinkedRelation, neighbour: Neighbour) -> None:
    """Several sentences about one document are one neighbour; that which limits nothing is kept."""
    if linked.relation.verb == "cites" or not neighbour.document.words:
        return
    found = kinds.setdefault(linked.relation.verb, {})
    key = neighbour.document.address or neighbour.document.words
    if key not in found or linked.relation.whole:
        found[key] = neighbour


def _ordered(kinds: dict[VerbSlug, dict[str, Neighbour]]) -> list[tuple[VerbSlug, dict[str, Neighbour]]]:
    return sorted(kinds.items(), key=lambda entry: ORDER[entry[0]])
