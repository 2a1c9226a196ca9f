"""The catalogue of one generation: everything known of the held documents, in one SQLite file that is only read.

:mod:`indexer.catalogue_writing` makes it, :mod:`indexer.catalogue_tables` says what is in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from itertools import groupby
from typing import Any

from indexer.catalogue_confirmed import leads_nowhere
from indexer.catalogue_documents import HeldDocuments
from indexer.catalogue_known import COLUMNS as KNOWN_COLUMNS
from indexer.catalogue_known import distinct, known_of
from indexer.catalogue_tables import (
    CATALOGUE_VERSION,
    CITATION,
    DELEGATION,
    RELATION,
    VOCABULARY,
    name_key,
    number_key,
    title_key,
)
from indexer.records import Counts, DocumentHead, Gap, LinkedCitation, LinkedRelation, Mention, PowerFact
from indexer.register_findings import Listing, disagreements
from indexer.vocabulary import shipped
from kb.citations import Citation
from kb.documents import Fault, ManualLink
from kb.matters import Vocabulary
from kb.provisions import ProvisionPath
from kb.relations import Relation, VerbSlug

__all__ = ["CATALOGUE_VERSION", "Catalogue", "name_key", "number_key", "title_key"]

_SEVERITIES = ("error", "warning", "note")
#: What a gap is made of; the last but one is the only document that all mentions mean by a register.
_GAP_COLUMNS = (
    "target_key, count(*), count(DISTINCT document), body, "
    "CASE WHEN count(known) = count(*) AND count(DISTINCT known) = 1 THEN max(known) END, min(id)"
)
#: The citations in other documents that certainly mean one.
_CITED = (
    "JOIN citation_target t ON t.citation = c.id WHERE t.document = ? AND c.resolution = 'found' AND c.document <> ?"
)
#: Statements of delegation kept in memory with their provisions.
_FACTS_KEPT = 4096


class Catalogue(HeldDocuments):
    """Everything that one catalogue file holds, read-only: the documents, and what was found in them."""

    # --- citations --------------------------------------------------------------------------------------------------

    def citations_in(self, document_id: int) -> dict[int, list[LinkedCitation]]:
        """The citations in a document by the id of their provision, each in text order."""
        rows = self._rows(
            "SELECT c.id, c.provision, c.body, c.resolution, c.eid, c.reason, c.known, "
            f"{KNOWN_COLUMNS} FROM citation c LEFT JOIN known k ON k.id = c.known WHERE c.document = ? ORDER BY c.id",
            document_id,
        )
        targets = self._targets([row[0] for row in rows])
        found: dict[int, list[LinkedCitation]] = {}
        for key, provision, body, resolution, eid, reason, listed, *row in rows:
            known = known_of(tuple(row)) if listed else None
            linked = LinkedCitation(CITATION.unpack(body), resolution, targets.get(key, ()), eid, reason, known)
            found.setdefault(provision, []).append(linked)
        return found

    def _targets(self, citation_ids: list[int]) -> dict[int, tuple[DocumentHead, ...]]:
        found: dict[int, tuple[DocumentHead, ...]] = {}
        for start in range(0, len(citation_ids), 500):
            chunk = citation_ids[start : start + 500]
            marks = ",".join("?" * len(chunk))
            sql = f"SELECT citation, document FROM citation_target WHERE citation IN ({marks})"
            for citation, document in self._rows(f"{sql} ORDER BY citation, position", *chunk):
                found[citation] = (*found.get(citation, ()), self.head(document))
        return found

    def mentions_of(self, document_id: int, limit: int = 200) -> list[Mention]:
        """Where other documents certainly cite this one."""
        return self._mentions(f"{_CITED} LIMIT ?", document_id, document_id, limit)

    def mentions_of_unit(self, document_id: int, unit: ProvisionPath) -> list[Mention]:
        """Where other documents certainly cite a unit of this one, or one inside it."""
        return self._mentions(
            _CITED, document_id, document_id,
            wanted=lambda citation: any(path.starts_with(unit) for path in citation.provisions),
        )  # fmt: skip

    def known_keys(self, serial: str, year: int | None = None) -> list[str]:
        """The keys of numbers with that beginning that held documents cite or act upon, the most cited first."""
        pattern = f"{serial}/{year}/%" if year else f"{serial}/%"
        rows = self._rows(
            "SELECT target_key, sum(times) FROM ("
            "SELECT target_key, count(*) AS times FROM citation WHERE serial = ? AND target_key LIKE ? GROUP BY 1 "
            "UNION ALL SELECT target_key, count(*) FROM relation WHERE target_key LIKE ? GROUP BY 1) "
            "GROUP BY 1 ORDER BY 2 DESC, 1",
            serial, pattern, pattern,
        )  # fmt: skip
        return [key for key, _ in rows]

    def mentions_of_key(self, key: str, limit: int = 500) -> list[Mention]:
        """Where a number (:func:`number_key`) or a name (:func:`title_key`) is cited."""
        return self._mentions("WHERE c.target_key = ? LIMIT ?", key, limit)

    def unsure_of_key(self, key: str) -> list[DocumentHead]:
        """The documents in which it is not certain what that number or name means, newest first."""
        return self._find(
            "WHERE d.id IN (SELECT document FROM citation WHERE target_key = ? AND resolution = 'ambiguous') "
            "ORDER BY d.issued DESC",
            key,
        )

    def _mentions(
        self, tail: str, *arguments: Any, wanted: Callable[[Citation], bool] = lambda citation: True
    ) -> list[Mention]:
        rows = self._rows(f"SELECT c.provision, c.body FROM citation c {tail}", *arguments)
        cited = [(key, citation) for key, body in rows if wanted(citation := CITATION.unpack(body))]
        provisions = self.provisions({key for key, _ in cited})
        return [Mention(provisions[key], citation) for key, citation in cited]

    def gaps(self, limit: int = 200) -> list[Gap]:
        """Documents that are cited and not held, most wanted first."""
        rows = self._rows(
            f"SELECT {_GAP_COLUMNS} FROM citation "
            "WHERE resolution IN ('unknown', 'known') AND target_key <> '' GROUP BY target_key "
            "ORDER BY count(DISTINCT document) DESC, count(*) DESC LIMIT ?", limit,
        )  # fmt: skip
        return [self._gap(*row[:5]) for row in rows]

    def gap_of_key(self, key: str) -> Gap | None:
        """What is cited under one number (:func:`number_key`) or name (:func:`title_key`) and not held."""
        rows = self._rows(
            f"SELECT {_GAP_COLUMNS} FROM citation "
            "WHERE target_key = ? AND resolution IN ('unknown', 'known') GROUP BY target_key", key,
        )  # fmt: skip
        return self._gap(*rows[0][:5]) if rows else None

    def _gap(self, key: str, mentions: int, documents: int, body: bytes, known_id: int | None) -> Gap:
        citation = CITATION.unpack(body)
        if citation.number:
            known = self.known(key) if not citation.partial else []
        else:
            known = self._listed("k.id = ?", known_id) if known_id else []
        number, only = citation.number or citation.title or key, known[0] if len(known) == 1 else None
        return Gap(key, number, citation.type, mentions, documents, citation.title, only)

    # --- relations and powers ---------------------------------------------------------------------------------------

    def relations_from(self, document_id: int) -> list[LinkedRelation]:
        """What this document does to others."""
        return self._relations("WHERE source = ? ORDER BY id", document_id)

    def relations_to(self, document_id: int) -> list[LinkedRelation]:
        """What others do to this document."""
        return self._relations("WHERE target = ? ORDER BY id", document_id)

    def relations_to_key(self, key: str, verbs: Iterable[VerbSlug] = ()) -> list[LinkedRelation]:
        """What held documents do to a number, held or not; all verbs, or only those given."""
        found = self._relations("WHERE target_key = ? ORDER BY id", key)
        wanted = set(verbs)
        return [linked for linked in found if not wanted or linked.relation.verb in wanted]

    def _relations(self, tail: str, *arguments: Any) -> list[LinkedRelation]:
        rows = self._rows(f"SELECT source, body, target FROM relation {tail}", *arguments)
        return [self._relation(*row) for row in rows]

    def _relation(self, source: int, body: bytes, target: int | None) -> LinkedRelation:
        relation = RELATION.unpack(body)
        ends = (
            self._relations("WHERE target = ? AND verb IN ('repeals', 'replaces')", source) if _pauses(relation) else []
        )
        lifted = next((linked for linked in ends if linked.relation.whole), None)
        return LinkedRelation(self.head(source), relation, self.head(target) if target else None, lifted)

    def power_facts(
        self,
        *,
        matter: str | None = None,
        stance: str | None = None,
        document_id: int | None = None,
        instrument: str | None = None,
        delegate: Callable[[str], bool] | None = None,
    ) -> list[PowerFact]:
        """Statements of delegation, newest document first; optionally of one matter slug, stance or document, of one
        instrument (:func:`number_key`), or only those whose delegate ("" where none is named) is such a one: of others
        no provision is read. Those that a person rejected only for the stance "rejected"."""
        rows = self._power_rows.get(document_id, ()) if document_id else self._power_rows[None]
        return [
            self._fact(*row)
            for said, row in rows
            if (said == stance if stance else said != "rejected")
            and (not instrument or row[4] == instrument)
            and (not matter or f" {matter} " in row[3])
            and (not delegate or delegate(DELEGATION.unpack(row[2]).delegate or ""))
        ]

    @cached_property
    def _power_rows(self) -> dict[int | None, list[tuple[str, tuple[int, int, bytes, str, str | None]]]]:
        """Stance and row of each statement, newest document first, by document; all of them under None.

        Read once: a question asks for the statements of some sixty documents, of which few have any.
        """
        found: dict[int | None, list[tuple[str, tuple[int, int, bytes, str, str | None]]]] = {None: []}
        for document, stance, *row in self._rows(
            "SELECT x.document, x.stance, x.id, x.provision, x.body, x.matters, x.instrument_key FROM delegation x "
            "JOIN document d ON d.id = x.document ORDER BY d.issued IS NULL, d.issued DESC, x.id"
        ):
            key, provision, body, matters, instrument = row
            entry = (stance, (key, provision, body, matters, instrument))
            found[None].append(entry)
            found.setdefault(document, []).append(entry)
        return found

    @cached_property
    def _facts(self) -> dict[int, PowerFact]:
        """Facts once read: questions about powers ask for the same ones over and over."""
        return {}

    def _fact(self, key: int, *row: Any) -> PowerFact:
        fact = self._facts.get(key)
        if fact is None:
            if len(self._facts) >= _FACTS_KEPT:
                self._facts.clear()
            fact = self._facts[key] = self._read_fact(key, *row)
        return fact

    def _read_fact(self, key: int, place: int, body: bytes, matters: str, instrument: str | None) -> PowerFact:
        at, fact = self.provision(place), DELEGATION.unpack(body)
        evidence = at.provision.text[fact.evidence_start : fact.evidence_end]
        held = self._find("WHERE d.number_key = ?", instrument) if instrument else []
        slugs, only = tuple(matters.split()), held[0] if len(held) == 1 else None
        return PowerFact(key, fact, at, evidence, slugs, only, groups=self.vocabulary.narrowest(slugs))

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The matters by which the statements of this generation are grouped."""
        ((body,),) = self._rows("SELECT body FROM vocabulary") or ((None,),)
        return VOCABULARY.validate_json(body) if body else shipped()

    # --- state of the collection ------------------------------------------------------------------------------------

    def faults(self) -> list[Fault]:
        """All faults of the corpus, errors first: of its files, of links settled, and where registers say otherwise."""
        rows = self._rows(
            "SELECT severity, message, path, line, hint FROM fault "
            "ORDER BY severity <> 'error', severity <> 'warning', path, line"
        )
        found = [*(Fault(*row) for row in rows), *self._lost_links(), *disagreements(self._held_and_listed())]
        return sorted(found, key=lambda fault: _SEVERITIES.index(fault.severity))

    def faulty(self) -> set[str]:
        """The files of the corpus that were read with faults, or could not be read."""
        return {path for (path,) in self._rows("SELECT DISTINCT path FROM fault")}

    def _held_and_listed(self) -> Iterator[Listing]:
        """The held documents whose numbers registers list, with their files."""
        rows = self._rows(
            f"SELECT d.id, d.path, {KNOWN_COLUMNS} FROM document d JOIN known k ON k.number_key = d.number_key "
            "WHERE d.record = 'full' ORDER BY d.path, k.id"
        )
        for (key, path), listed in groupby(rows, key=lambda row: row[:2]):
            yield self.head(key), path, distinct(known_of(row[2:]) for row in listed)

    def _lost_links(self) -> list[Fault]:
        """Settled links whose meaning is not held; whatever comes later may mend them."""
        rows = self._rows(
            "SELECT d.path, c.cites, c.means FROM confirmed c JOIN document d ON d.id = c.document "
            "WHERE NOT EXISTS (SELECT 1 FROM document m WHERE m.stem = c.means OR m.uri = c.means) "
            "ORDER BY d.path, c.id"
        )
        return [leads_nowhere(path, ManualLink(cites, means)) for path, cites, means in rows]

    def counts(self) -> Counts:
        """How much is held."""
        return self._counts

    @cached_property
    def _counts(self) -> Counts:
        ((documents,),) = self._rows("SELECT count(*) FROM document")
        ((provisions,),) = self._rows("SELECT count(*) FROM provision")
        ((citations, linked),) = self._rows("SELECT count(*), coalesce(sum(resolution = 'found'), 0) FROM citation")
        ((delegations,),) = self._rows("SELECT count(*) FROM delegation WHERE stance <> 'rejected'")
        ((faults,),) = self._rows("SELECT count(*) FROM fault")
        types = dict(self._rows("SELECT type, count(*) FROM document GROUP BY type ORDER BY 2 DESC"))
        return Counts(documents, provisions, citations, linked, delegations, faults, types)

    def digests(self) -> dict[str, str]:
        """The digest of every indexed file by its path in the corpus."""
        return dict(self._rows("SELECT path, digest FROM document"))

    def issuers(self) -> Iterator[tuple[str, int]]:
        """Issuers with how many documents they have, most first."""
        yield from self._rows(
            "SELECT issuer, count(*) FROM document WHERE issuer IS NOT NULL GROUP BY issuer ORDER BY 2 DESC"
        )


def _pauses(relation: Relation) -> bool:
    """Whether what it does ends with the document that does it."""
    return relation.verb == "suspends"
