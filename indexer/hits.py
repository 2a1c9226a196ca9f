"""Hits: provisions by words, ready to be shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from indexer.answers import Facets, Hit
from indexer.catalogue import Catalogue
from indexer.conditions import conditions, has_phrase
from indexer.questions import Filters
from indexer.rarity import Rarity
from indexer.records import HeldProvision
from indexer.words import ranking
from indexer.words.ranking import Ranking, WordIndex, WordQuery
from indexer.words.snippets import snippets

#: So many provisions are read to see whether a phrase stands in them; of more the neighbours must do, two by two.
_MOST_READ = 2000


@dataclass(frozen=True)
class Page:
    """One page of hits with what is known of all of them; ``missing`` are the words that occur nowhere."""

    hits: tuple[Hit, ...] = ()
    total: int = 0
    facets: Facets = field(default_factory=Facets)
    missing: tuple[str, ...] = ()
    suggestion: str | None = None


class Finder:
    """Finds hits in one generation, and holds what the answers need of it: catalogue, index, rarity of words."""

    def __init__(self, catalogue: Catalogue, index: WordIndex) -> None:
        self.catalogue = catalogue
        self.index = index
        self.rarity = Rarity(index)

    def find(
        self,
        words: str,
        filters: Filters,
        limit: int,
        offset: int = 0,
        documents: Iterable[int] | None = None,
        *,
        snippets: bool = True,
    ) -> Page:
        """The provisions that answer ``words`` best, in all documents or in some; without ``snippets`` much sooner.

        Phrases in quotation marks and prefixes before an asterisk must stand in each (:mod:`indexer.conditions`).
        """
        if not words.strip():
            return Page()
        found = self.index.rank(self.query(words, filters, documents), limit, offset)
        held = self.catalogue.provisions(hit.key for hit in found.hits)
        hits = tuple(Hit(held[hit.key], (), hit.score) for hit in found.hits if hit.key in held)
        return Page(
            with_snippets(hits, words) if snippets else hits,
            found.total,
            _facets(found),
            found.missing,
            _suggestion(words, found),
        )

    def query(self, words: str, filters: Filters, documents: Iterable[int] | None = None) -> WordQuery:
        """What the index is asked for typed words, with the conditions among them."""
        wanted = conditions(words)
        query = WordQuery(words, wanted.phrases, wanted.prefixes, _filters(filters, documents))
        if not wanted.long_phrases:
            return query
        keys = self.index.allowed(query)
        return replace(query, keys=self._having(keys, wanted.long_phrases) if len(keys) <= _MOST_READ else keys)

    def _having(self, keys: Iterable[int], phrases: tuple[str, ...]) -> frozenset[int]:
        held = self.catalogue.provisions(keys)
        return frozenset(key for key, at in held.items() if all(has_phrase(_whole(at), phrase) for phrase in phrases))


def _whole(at: HeldProvision) -> str:
    """Everything of a provision that is searched word by word."""
    return "\n".join((at.provision.heading or "", at.provision.text, at.document.title))


def with_snippets(hits: Iterable[Hit], words: str) -> tuple[Hit, ...]:
    """The hits with the sentence of each that answers best."""
    shown = list(hits)
    found = snippets([hit.at.provision.text for hit in shown], words)
    return tuple(Hit(hit.at, part, hit.score) for hit, part in zip(shown, found, strict=True))


def _filters(filters: Filters, documents: Iterable[int] | None) -> ranking.Filters:
    return ranking.Filters(
        frozenset(filters.types),
        frozenset(filters.issuers),
        filters.year_from,
        filters.year_to,
        frozenset(documents) if documents is not None else None,
    )


def _facets(found: Ranking) -> Facets:
    years = {int(year): count for year, count in found.facets.get("year", {}).items()}
    return Facets(dict(found.facets.get("type", {})), dict(found.facets.get("issuer", {})), years)


def _suggestion(words: str, found: Ranking) -> str | None:
    """The words with those that occur nowhere replaced by what is near them; None where nothing is."""
    if not found.suggestions:
        return None
    return " ".join(found.suggestions.get(word.lower(), word) for word in words.split())
