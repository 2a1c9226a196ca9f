"""Writing the catalogue of a generation that is being built: documents in, resolved citations, nothing else.

One :class:`CatalogueWriter` has the file to itself. Documents are added and removed first; then :meth:`resolve` links
what the change touches, and only that.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from types import TracebackType

from indexer.agreement import as_citation
from indexer.catalogue import Catalogue
from indexer.catalogue_confirmed import documents_that_mean, store_confirmed
from indexer.catalogue_known import known_id, replace_known
from indexer.catalogue_names import LAWS, forget_named, note_named
from indexer.catalogue_tables import (
    CITATION,
    DELEGATION,
    DOCUMENT,
    RELATION,
    SCHEMA,
    VOCABULARY,
    name_key,
    number_key,
    pack_provision,
    title_key,
    write_divisions,
)
from indexer.cited_places import placed, places_of
from indexer.confirmed_links import Settled, confirmed, settled_in
from indexer.records import KnownDocument, LinkedCitation
from indexer.resolution import Resolver
from indexer.standing import had_ended
from kb.citations import Citation, Context, find_citations
from kb.delegations import Delegation
from kb.documents import Document, Fault, Part, Provision
from kb.matters import Vocabulary
from kb.numbers import DocumentNumber
from kb.relations import Relation


@dataclass(frozen=True)
class ReadProvision:
    """A provision with what was found in its text."""

    provision: Provision
    citations: tuple[Citation, ...] = ()
    delegations: tuple[Delegation, ...] = ()


@dataclass(frozen=True)
class ReadDocument:
    """A corpus file, read and recognised, ready for the catalogue. ``provisions`` has one tuple for each part."""

    path: str
    digest: str
    document: Document
    provisions: tuple[tuple[ReadProvision, ...], ...]
    relations: tuple[Relation, ...] = ()


def _slugs(vocabulary: Vocabulary, fact: Delegation, evidence: str) -> str:
    """What a statement is about, by its powers, else by its words: slugs with blanks around each."""
    powers = vocabulary.matters_in("; ".join(fact.powers))
    named = powers or vocabulary.matters_in(f"{fact.scope or ''} {evidence}")
    return f" {' '.join(row.slug for row in named)} "


class CatalogueWriter:
    """Adds and removes documents in one catalogue file; use as a context manager, nothing counts before the end."""

    def __init__(self, path: Path) -> None:
        new = not path.exists()
        self.path = path
        self._connection = sqlite3.connect(path)
        self._connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
        if new:
            self._connection.executescript(SCHEMA)
        self._vocabulary = self._reading().vocabulary
        self._touched_keys: set[str] = set()
        self._touched_serials: set[str] = set()
        self._touched_documents: set[int] = set()
        self._touched_addresses: set[str] = set()

    def __enter__(self) -> CatalogueWriter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self._connection.commit()
            self._connection.execute("PRAGMA optimize")
        self._connection.close()

    # --- documents --------------------------------------------------------------------------------------------------

    def remove(self, path: str) -> list[int]:
        """Forgets the document of a corpus file; gives the ids that the word index must forget."""
        rows = self._connection.execute(
            "SELECT id, number_key, serial, title_key, stem, uri FROM document WHERE path = ?", (path,)
        ).fetchall()
        for document, key, serial, title, *addresses in rows:
            self._touch(key, serial, title)
            self._touched_addresses.update(addresses)
            self._delete(document)
        self._set_faults(path, ())
        return [row[0] for row in rows]

    def _set_faults(self, path: str, faults: Iterable[Fault]) -> None:
        """Puts the faults of a file in the place of those it had."""
        self._connection.execute("DELETE FROM fault WHERE path = ?", (path,))
        for fault in faults:
            self.add_fault(fault)

    def set_register(self, path: str, documents: Iterable[KnownDocument], faults: Iterable[Fault] = ()) -> None:
        """Puts what a register lists in the place of what it listed before; none takes the register away."""
        keyed = [
            (number_key(known.number), name_key(known.type, known.title) if known.type in LAWS else "", known)
            for known in documents
        ]
        self._touched_keys |= replace_known(self._connection, path, keyed)
        self._set_faults(path, faults)

    def set_vocabulary(self, vocabulary: Vocabulary, path: str, faults: Iterable[Fault]) -> None:
        """Groups all statements of delegation, those held and those to come, by these matters; ``path`` is their file,
        with what is wrong in it."""
        self._connection.execute("DELETE FROM vocabulary")
        self._insert("vocabulary", (VOCABULARY.dump_json(vocabulary),), "body")
        self._vocabulary = vocabulary
        rows = [(_slugs(vocabulary, fact.delegation, fact.evidence), fact.id) for fact in self._reading().power_facts()]
        self._connection.executemany("UPDATE delegation SET matters = ? WHERE id = ?", rows)
        self._set_faults(path, faults)

    def _reading(self) -> Catalogue:
        """What stands in the file by now."""
        return Catalogue(self.path, self._connection)

    def _delete(self, document: int) -> None:
        execute = self._connection.execute
        execute(
            "DELETE FROM citation_target WHERE citation IN (SELECT id FROM citation WHERE document = ?)", (document,)
        )
        for table, column in (("citation", "document"), ("delegation", "document"), ("provision", "document")):
            execute(f"DELETE FROM {table} WHERE {column} = ?", (document,))
        execute("DELETE FROM relation WHERE source = ?", (document,))
        store_confirmed(self._connection, document, ())
        self._touched_keys |= forget_named(self._connection, document)
        execute("UPDATE relation SET target = NULL WHERE target = ?", (document,))
        execute("DELETE FROM document WHERE id = ?", (document,))

    def add(self, read: ReadDocument) -> tuple[int, list[tuple[int, Provision]]]:
        """Adds a document; gives its id and its provisions with theirs. Raises ValueError when the stem is taken."""
        document = self._insert_document(read)
        placed = []
        for part, provisions in enumerate(read.provisions):
            for found in provisions:
                key = self._insert_provision(document, part, found)
                placed.append((key, found.provision))
        for relation in read.relations:
            target_key = number_key(relation.number) or title_key(relation.title)
            row = (document, None, target_key, relation.verb, RELATION.pack(relation))
            self._insert("relation", row, "source, target, target_key, verb, body")
        store_confirmed(self._connection, document, read.document.links)
        self._touched_addresses.update((read.document.stem, read.document.uri))
        for fault in read.document.faults:
            self.add_fault(replace(fault, file=read.path))
        self._touched_documents.add(document)
        return document, placed

    def _insert_document(self, read: ReadDocument) -> int:
        document = read.document
        parsed = DocumentNumber.try_parse(document.number) if document.number else None
        serial = parsed.serial.lstrip("0") if parsed else None
        year = (parsed.year if parsed else None) or (document.issued.year if document.issued else None)
        key, name = number_key(document.number) or None, name_key(document.type, document.title)
        header = replace(document, parts=tuple(Part(part.kind, (), part.label, part.title) for part in document.parts))
        issued, effective, expires = (
            day.isoformat() if day else None for day in (document.issued, document.effective, document.expires)
        )
        self._touch(key, serial, name)
        try:
            return self._insert(
                "document",
                (document.stem, read.path, read.digest, document.type, document.name, document.title, document.uri,
                 document.number, key, serial, year, name, document.issuer, issued, document.dated,
                 effective, expires, document.place, document.record,
                 document.origin, DOCUMENT.pack(header)),
                "stem, path, digest, type, name, title, uri, number, number_key, serial, year, title_key, issuer, "
                "issued, dated, effective, expires, place, record, origin, header",
            )  # fmt: skip
        except sqlite3.IntegrityError as error:
            raise ValueError(f"hai tệp cùng tên {document.stem}") from error

    def _insert_provision(self, document: int, part: int, found: ReadProvision) -> int:
        provision = found.provision
        ancestors = self._ancestors(write_divisions(provision.ancestors))
        row = (document, part, provision.kind, provision.label, provision.eid, ancestors, pack_provision(provision))
        key = self._insert("provision", row, "document, part, kind, label, eid, ancestors, body")
        for citation in found.citations:
            self._insert_citation(document, key, citation)
        for fact in found.delegations:
            self._insert_delegation(document, key, fact, provision)
        return key

    def _ancestors(self, body: str) -> int:
        """The id of the divisions above a provision, which are kept once."""
        found = self._connection.execute("SELECT id FROM ancestors WHERE body = ?", (body,)).fetchone()
        return int(found[0]) if found else self._insert("ancestors", (body,), "body")

    def _insert_citation(self, document: int, provision: int, citation: Citation) -> None:
        number = DocumentNumber.try_parse(citation.number) if citation.number else None
        # Only a number without its year, or of which the beginning is written, can mean another one with that serial.
        loose = None if number and number.year else (number.serial if number else (citation.number or "").split("/")[0])
        serial = loose.lstrip("0") or None if loose else None
        name = title_key(citation.title)
        key = number_key(citation.number) or name
        if name and citation.number and note_named(self._connection, document, name, key, citation):
            self._touched_keys.add(name)
        self._insert("citation", (document, provision, key, serial, "unknown", "", "", CITATION.pack(citation)),
                     "document, provision, target_key, serial, resolution, reason, eid, body")  # fmt: skip

    def _insert_delegation(self, document: int, key: int, fact: Delegation, provision: Provision) -> None:
        evidence = provision.text[fact.evidence_start : fact.evidence_end]
        slugs = _slugs(self._vocabulary, fact, evidence)
        stance = "rejected" if fact.found_by == "rejected" else fact.stance
        row = (document, key, stance, number_key(fact.instrument) or None, slugs, DELEGATION.pack(fact))
        self._insert("delegation", row, "document, provision, stance, instrument_key, matters, body")

    def add_fault(self, fault: Fault) -> None:
        """Records a fault of a corpus file; ``fault.file`` is its path in the corpus."""
        row = (fault.file, fault.severity, fault.message, fault.line, fault.hint)
        self._insert("fault", row, "path, severity, message, line, hint")

    def _insert(self, table: str, row: tuple[object, ...], columns: str) -> int:
        marks = ",".join("?" * len(row))
        cursor = self._connection.execute(f"INSERT INTO {table} ({columns}) VALUES ({marks})", row)
        assert cursor.lastrowid is not None
        return cursor.lastrowid

    def _touch(self, key: str | None, serial: str | None, title: str | None) -> None:
        self._touched_keys.update(filter(None, (key, title)))
        self._touched_serials.update(filter(None, (serial,)))

    # --- links ------------------------------------------------------------------------------------------------------

    def resolve(self) -> Iterator[int]:
        """Links the citations and relations of the added documents, and those of others that the change touches.

        Gives the id of each document as it is done, so that a caller can show progress.
        """
        self._connection.commit()
        documents = sorted(self._touched_documents | self._citing_touched())
        reading = self._reading()
        resolver = Resolver(reading, partial(had_ended, reading))
        for document in documents:
            self._resolve_document(document, reading, resolver)
            yield document

    def pending(self) -> int:
        """How many documents :meth:`resolve` will go through."""
        return len(self._touched_documents | self._citing_touched())

    def _citing_touched(self) -> set[int]:
        if not self._connection.execute("SELECT 1 FROM document LIMIT 1").fetchone():
            return set()
        found: set[int] = set()
        for column, values in (("target_key", self._touched_keys), ("serial", self._touched_serials)):
            for value in values:
                rows = self._connection.execute(f"SELECT DISTINCT document FROM citation WHERE {column} = ?", (value,))
                found.update(row[0] for row in rows)
        for value in self._touched_keys:
            rows = self._connection.execute("SELECT DISTINCT source FROM relation WHERE target_key = ?", (value,))
            found.update(row[0] for row in rows)
        return found | documents_that_mean(self._connection, self._touched_addresses)

    def _resolve_document(self, document: int, reading: Catalogue, resolver: Resolver) -> None:
        own = reading.head(document)
        context = Context(own.type, own.number, own.issuer, own.issued, own.place)
        rows = self._connection.execute(
            "SELECT id, provision, body FROM citation WHERE document = ? ORDER BY id", (document,)
        ).fetchall()
        citations = [CITATION.unpack(body) for _, _, body in rows]
        provision_ids = [provision for _, provision, _ in rows]
        provisions = reading.provisions(set(provision_ids))
        beside: dict[int, list[Citation]] = {}
        for citation, provision in zip(citations, provision_ids, strict=True):
            beside.setdefault(provision, []).append(citation)
        here = places_of(citations, provision_ids, provisions)
        settled = settled_in(self._connection, document, reading)
        bases = [named for text in self._bases(document) for named in find_citations(text, context)]
        found = resolver.resolve_all(citations, context, own, here, bases, partial(confirmed, settled=settled))
        for (key, provision, _), linked in zip(rows, found, strict=True):
            self._store_link(key, placed(reading, linked, provisions[provision], beside[provision]))
        self._resolve_relations(document, resolver, context, settled)

    def _bases(self, document: int) -> list[str]:
        """The Căn cứ lines of a document that name others."""
        rows = self._connection.execute(
            "SELECT body FROM relation WHERE source = ? AND verb = 'based-on' ORDER BY id", (document,)
        )
        return [RELATION.unpack(body).evidence for (body,) in rows]

    def _store_link(self, key: int, linked: LinkedCitation) -> None:
        execute = self._connection.execute
        listed = linked.known
        known = known_id(self._connection, number_key(listed.number), listed) if listed else None
        execute("UPDATE citation SET resolution = ?, reason = ?, eid = ?, known = ? WHERE id = ?",
                (linked.resolution, linked.reason, linked.eid, known, key))  # fmt: skip
        execute("DELETE FROM citation_target WHERE citation = ?", (key,))
        rows = [(key, position, head.id) for position, head in enumerate(linked.targets)]
        self._connection.executemany("INSERT INTO citation_target VALUES (?, ?, ?)", rows)

    def _resolve_relations(self, document: int, resolver: Resolver, context: Context, settled: Settled) -> None:
        rows = self._connection.execute("SELECT id, body FROM relation WHERE source = ?", (document,)).fetchall()
        for key, body in rows:
            relation = RELATION.unpack(body)
            target = confirmed(resolver.resolve(as_citation(relation), context), settled).target
            held = target.id if target and target.id != document else None  # a law ends older ones of its name
            self._connection.execute("UPDATE relation SET target = ? WHERE id = ?", (held, key))
