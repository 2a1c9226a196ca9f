"""Links that a person has settled: in one document a number, a name or a citation as written means one held document.

They stand in the front matter of the citing document and win over what is found automatically.
"""

from __future__ import annotations

import sqlite3
from typing import Protocol

from indexer.catalogue import number_key, title_key
from indexer.catalogue_confirmed import confirmed_of
from indexer.linking import CONFIRMED, linked_to
from indexer.records import DocumentHead, LinkedCitation
from kb.citations import Citation
from kb.documents import ManualLink

__all__ = ["CONFIRMED", "Settled", "confirmed", "meant", "settled_in"]
#: The links of one document with the held documents that they mean.
Settled = tuple[tuple[ManualLink, DocumentHead], ...]


class Held(Protocol):
    """What is asked of a catalogue; same meaning as in :class:`indexer.catalogue.Catalogue`."""

    def by_stem(self, stem: str) -> DocumentHead | None:
        """The document of that file stem."""

    def by_uri(self, uri: str) -> list[DocumentHead]:
        """The documents with that permanent address."""


def settled_in(connection: sqlite3.Connection, document: int, held: Held) -> Settled:
    """The links of a document whose meaning is held."""
    links = confirmed_of(connection, document)
    return tuple((link, head) for link in links if (head := meant(link.means, held)))


def meant(means: str, held: Held) -> DocumentHead | None:
    """The document of a stem or permanent address; None where there is none, or more than one."""
    found = held.by_stem(means)
    if found:
        return found
    heads = held.by_uri(means)
    return heads[0] if len(heads) == 1 else None


def confirmed(linked: LinkedCitation, settled: Settled) -> LinkedCitation:
    """What a citation means after a person's word; that about its exact words goes before that about its number.

    A day or year beside the number that is not that of the settled document speaks of another one.
    """
    citation = linked.citation
    if not settled or citation.target != "external":
        return linked
    heads = [head for link, head in settled if _is_written(citation, link.cites) and _of_its_day(citation, head)]
    heads += [head for link, head in settled if _names(linked, link.cites, head)]
    return linked_to(citation, "found", (heads[0],), CONFIRMED) if heads else linked


def _is_written(citation: Citation, cites: str) -> bool:
    """Whether these are the words of the citation, with or without the provisions before the document."""
    written, asked = (" ".join(text.split()).casefold() for text in (citation.surface, cites))
    return written == asked or (bool(citation.provisions) and written.endswith(f" {asked}"))


def _names(linked: LinkedCitation, cites: str, head: DocumentHead) -> bool:
    """Whether the number or name is that of the citation, and type and day fit ``head``."""
    citation = linked.citation
    same = (
        number_key(citation.number) == number_key(cites)
        if citation.number
        else bool(citation.title) and title_key(citation.title) == title_key(cites)
    )
    fits = citation.type in (None, head.type) and _of_its_day(citation, head)
    return same and (head in linked.targets or fits)


def _of_its_day(citation: Citation, head: DocumentHead) -> bool:
    if head.issued is None:
        return True
    return citation.date in (None, head.issued) and citation.year in (None, head.issued.year)
