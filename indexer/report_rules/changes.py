"""Which provisions of a held document others have repealed or amended, as their own words say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from indexer.catalogue import Catalogue, number_key
from indexer.records import DocumentHead, LinkedRelation
from kb.citations import find_citations
from kb.provisions import ProvisionPath
from kb.relations import VERBS

_CHANGING = {"repeals", "replaces", "amends", "suspends"}


@dataclass(frozen=True, slots=True)
class Change:
    """What a document does to a provision of another."""

    path: ProvisionPath
    relation: LinkedRelation

    @property
    def since(self) -> date | None:
        """The day from which it works."""
        return self.relation.relation.since or self.relation.source.effective

    @property
    def ends(self) -> bool:
        """Whether the provision is no more, as far as that act goes."""
        return self.relation.relation.verb == "repeals"

    @property
    def told(self) -> str:
        """What happened to it, in words: "bị bãi bỏ bởi Nghị định 5/2024/NĐ-CP"."""
        return f"{VERBS[self.relation.relation.verb].passive} {self.relation.source.name}"


def changes_of(catalogue: Catalogue, head: DocumentHead, day: date) -> list[Change]:
    """The provisions of a document that others had surely changed by a day."""
    found = [
        Change(path, linked)
        for linked in catalogue.relations_to(head.id)
        if linked.relation.verb in _CHANGING and not linked.relation.whole
        for path in _paths(linked, head)
    ]
    return [change for change in found if change.since and change.since <= day]


def _paths(linked: LinkedRelation, head: DocumentHead) -> list[ProvisionPath]:
    """The provisions of ``head`` that the sentence of a relation names."""
    evidence = find_citations(linked.relation.evidence)
    own = number_key(head.number)
    return [path for found in evidence if own and number_key(found.number) == own for path in found.provisions]
