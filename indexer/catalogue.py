"""The catalogue of one generation: everything known of the held documents, in one SQLite file that is only read.

:mod:`indexer.catalogue_writing` makes it. Connections are one per thread; the file never changes once it serves.
"""

from __future__ import annotations

import json
import sqlite3
import threading
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from indexer.catalogue_confirmed import CONFIRMED_SCHEMA
from indexer.catalogue_known import COLUMNS as KNOWN_COLUMNS
from indexer.catalogue_known import KNOWN_SCHEMA, distinct, known_of
from indexer.records import (
    Counts,
    DocumentHead,
    Gap,
    HeldProvision,
    KnownDocument,
    LinkedCitation,
    LinkedRelation,
    Mention,
    PowerFact,
)
from kb.citations import Citation
from kb.delegations import Delegation
from kb.documents import Division, Document, Fault, Line, Part, Provision
from kb.numbers import DocumentNumber
from kb.relations import Relation, VerbSlug
from kb.text import words_key

#: Raised whenever the tables change: a catalogue of another version is not opened.
CATALOGUE_VERSION = 5
SCHEMA = f"""{KNOWN_SCHEMA}{CONFIRMED_SCHEMA}
CREATE TABLE document (
    id INTEGER PRIMARY KEY, stem TEXT UNIQUE NOT NULL, path TEXT NOT NULL, digest TEXT NOT NULL,
    type TEXT NOT NULL, name TEXT NOT NULL, title TEXT NOT NULL, uri TEXT NOT NULL,
    number TEXT, number_key TEXT, serial TEXT, year INTEGER, title_key TEXT NOT NULL,
    issuer TEXT, issued TEXT, dated TEXT, effective TEXT, expires TEXT,
    place TEXT, record TEXT NOT NULL, origin TEXT NOT NULL,
    header BLOB NOT NULL
);
CREATE INDEX document_number ON document (number_key);
CREATE INDEX document_serial ON document (serial, year);
CREATE INDEX document_title ON document (title_key);
CREATE INDEX document_uri ON document (uri);
CREATE TABLE provision (
    id INTEGER PRIMARY KEY, document INTEGER NOT NULL REFERENCES document, part INTEGER NOT NULL,
    kind TEXT NOT NULL, label TEXT NOT NULL, heading TEXT, eid TEXT NOT NULL,
    ancestors TEXT NOT NULL, lines BLOB NOT NULL
);
CREATE INDEX provision_document ON provision (document, eid);
CREATE TABLE citation (
    id INTEGER PRIMARY KEY, document INTEGER NOT NULL, provision INTEGER NOT NULL REFERENCES provision,
    target_key TEXT NOT NULL, serial TEXT, resolution TEXT NOT NULL, reason TEXT NOT NULL, eid TEXT NOT NULL,
    known INTEGER REFERENCES known, body BLOB NOT NULL
);
CREATE INDEX citation_document ON citation (document);
CREATE INDEX citation_key ON citation (target_key);
CREATE INDEX citation_serial ON citation (serial);
CREATE TABLE citation_target (
    citation INTEGER NOT NULL REFERENCES citation, position INTEGER NOT NULL, document INTEGER NOT NULL,
    PRIMARY KEY (citation, position)
) WITHOUT ROWID;
CREATE INDEX citation_target_document ON citation_target (document);
CREATE TABLE relation (
    id INTEGER PRIMARY KEY, source INTEGER NOT NULL REFERENCES document, target INTEGER, target_key TEXT NOT NULL,
    verb TEXT NOT NULL, body BLOB NOT NULL
);
CREATE INDEX relation_source ON relation (source);
CREATE INDEX relation_target ON relation (target);
CREATE INDEX relation_key ON relation (target_key);
CREATE TABLE delegation (
    id INTEGER PRIMARY KEY, document INTEGER NOT NULL, provision INTEGER NOT NULL REFERENCES provision,
    stance TEXT NOT NULL, instrument_key TEXT, matters TEXT NOT NULL, body BLOB NOT NULL
);
CREATE INDEX delegation_document ON delegation (document);
CREATE INDEX delegation_instrument ON delegation (instrument_key);
CREATE TABLE fault (
    id INTEGER PRIMARY KEY, path TEXT NOT NULL, severity TEXT NOT NULL, message TEXT NOT NULL, line INTEGER, hint TEXT
);
CREATE INDEX fault_path ON fault (path);
"""

_HEAD = (
    "d.id, d.stem, d.type, d.name, d.title, d.uri, d.number, d.issuer, d.issued, d.dated, d.effective, d.expires, "
    "d.place, d.record, d.origin"
)
_PROVISION = "p.id, p.document, p.kind, p.label, p.heading, p.eid, p.ancestors, p.lines"

DOCUMENT = TypeAdapter(Document)
CITATION = TypeAdapter(Citation)
RELATION = TypeAdapter(Relation)
DELEGATION = TypeAdapter(Delegation)
DIVISIONS = TypeAdapter(tuple[Division, ...])


def number_key(number: str | None) -> str:
    """What held and cited numbers are matched by; "" for none. Odd numbers are matched as written.

    >>> number_key("0634/2004/QĐ-BKH") == number_key("634/2004/QĐ-BKH")
    True
    """
    if not number:
        return ""
    parsed = DocumentNumber.try_parse(number)
    return parsed.key if parsed else number.upper()


def title_key(title: str | None, year: int | None = None) -> str:
    """What laws cited by name are matched by: "name:luật đầu tư"; the year is told apart when resolving."""
    return f"name:{words_key(title)}" if title else ""


def pack_lines(lines: Iterable[Line], eid: str) -> bytes:
    """Lines in few bytes; eIds are kept relative to that of their provision."""
    rows = [[line.text, line.kind, line.eid.removeprefix(eid)] for line in lines]
    return zlib.compress(json.dumps(rows, ensure_ascii=False).encode(), 1)


def unpack_lines(packed: bytes, eid: str) -> tuple[Line, ...]:
    """The lines back from :func:`pack_lines`."""
    rows = json.loads(zlib.decompress(packed))
    return tuple(Line(text, kind, eid + rest) for text, kind, rest in rows)


class Catalogue:
    """Read-only access to one catalogue file. Ids are those of this generation."""

    def __init__(self, path: Path, connection: sqlite3.Connection | None = None) -> None:
        """Opens the file when first asked; a writer hands in its own ``connection`` to see what it is writing."""
        self.path = path
        self._local = threading.local()
        self._local.connection = connection
        self._head_cache = lru_cache(maxsize=20_000)(self._read_head)

    @property
    def _connection(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            uri = f"{self.path.resolve().as_uri()}?mode=ro&immutable=1"
            connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
            self._local.connection = connection
        return connection

    def _rows(self, sql: str, *arguments: Any) -> list[tuple[Any, ...]]:
        return self._connection.execute(sql, arguments).fetchall()

    # --- documents --------------------------------------------------------------------------------------------------

    def head(self, document_id: int) -> DocumentHead:
        """The head of a held document; KeyError for an id that is not of this generation."""
        return self._head_cache(document_id)

    def _read_head(self, document_id: int) -> DocumentHead:
        rows = self._rows(f"SELECT {_HEAD} FROM document d WHERE d.id = ?", document_id)
        if not rows:
            raise KeyError(document_id)
        return _head(rows[0])

    def heads(self, document_type: str | None = None) -> list[DocumentHead]:
        """All documents, or those of one type slug, newest first."""
        where, arguments = ("WHERE d.type = ?", (document_type,)) if document_type else ("", ())
        return self._find(f"{where} ORDER BY d.issued IS NULL, d.issued DESC, d.number", *arguments)

    def by_stem(self, stem: str) -> DocumentHead | None:
        """The document of that file stem."""
        return next(iter(self._find("WHERE d.stem = ?", stem)), None)

    def by_uri(self, uri: str) -> list[DocumentHead]:
        """The documents with that permanent address; more than one is a fault of the corpus."""
        return self._find("WHERE d.uri = ?", uri)

    def by_number(self, number: str) -> list[DocumentHead]:
        """All held documents with that number (same :attr:`~kb.numbers.DocumentNumber.key`)."""
        return self._find("WHERE d.number_key = ? ORDER BY d.issued DESC", number_key(number))

    def by_serial(self, serial: str, year: int | None = None) -> list[DocumentHead]:
        """Documents by the beginning of their number: serial without leading zeros, and the year if one was said.

        A year fits where the number has it, or, for numbers without one, where the date of issue is of that year.
        """
        if year is None:
            return self._find("WHERE d.serial = ? ORDER BY d.issued DESC", serial)
        return self._find("WHERE d.serial = ? AND d.year = ? ORDER BY d.issued DESC", serial, year)

    def by_title(self, title: str) -> list[DocumentHead]:
        """Documents of exactly that title (as laws are cited), newest first."""
        return self._find("WHERE d.title_key = ? ORDER BY d.issued DESC", title_key(title))

    def known(self, number: str) -> list[KnownDocument]:
        """What registers list under that number, each document once, whatever is held."""
        rows = self._rows(
            f"SELECT {KNOWN_COLUMNS} FROM known k WHERE k.number_key = ? ORDER BY k.id", number_key(number)
        )
        return distinct(map(known_of, rows))

    def titles(self) -> list[tuple[str, DocumentHead]]:
        """All laws and codes with the key of their name, for questions that name one."""
        heads = self._find("WHERE d.type IN ('luat', 'bo-luat', 'phap-lenh', 'hien-phap') ORDER BY d.issued DESC")
        return [(words_key(head.title), head) for head in heads]

    def _find(self, tail: str, *arguments: Any) -> list[DocumentHead]:
        return [_head(row) for row in self._rows(f"SELECT {_HEAD} FROM document d {tail}", *arguments)]

    def path_of(self, document_id: int) -> str:
        """The file of a document, relative to its corpus."""
        path: str = self._rows("SELECT path FROM document WHERE id = ?", document_id)[0][0]
        return path

    def document(self, document_id: int) -> Document:
        """The whole document, with its text."""
        (packed,) = self._rows("SELECT header FROM document WHERE id = ?", document_id)[0]
        header = DOCUMENT.validate_json(zlib.decompress(packed))
        provisions: dict[int, list[Provision]] = {}
        rows = self._rows(
            f"SELECT p.part, {_PROVISION} FROM provision p WHERE p.document = ? ORDER BY p.id", document_id
        )
        for part, *row in rows:
            provisions.setdefault(part, []).append(_provision(tuple(row)))
        parts = tuple(
            Part(part.kind, tuple(provisions.get(position, ())), part.label, part.title)
            for position, part in enumerate(header.parts)
        )
        return replace(header, parts=parts)

    # --- provisions -------------------------------------------------------------------------------------------------

    def provision(self, provision_id: int) -> HeldProvision:
        """A provision by the key that the word index knows; KeyError when there is none."""
        found = self.provisions([provision_id])
        if provision_id not in found:
            raise KeyError(provision_id)
        return found[provision_id]

    def provisions(self, provision_ids: Iterable[int]) -> dict[int, HeldProvision]:
        """Several provisions at once, by id."""
        wanted = list(provision_ids)
        marks = ",".join("?" * len(wanted))
        rows = self._rows(f"SELECT {_PROVISION} FROM provision p WHERE p.id IN ({marks})", *wanted)
        return {row[0]: HeldProvision(row[0], self.head(row[1]), _provision(row)) for row in rows}

    def provisions_of(self, document_id: int) -> list[HeldProvision]:
        """All provisions of a document in reading order."""
        rows = self._rows(f"SELECT {_PROVISION} FROM provision p WHERE p.document = ? ORDER BY p.id", document_id)
        return [HeldProvision(row[0], self.head(row[1]), _provision(row)) for row in rows]

    def provision_at(self, document_id: int, eid: str) -> HeldProvision | None:
        """The provision that holds an eId ("art_5__para_2" is held by "art_5"); of the main part before attachments."""
        steps = eid.split("__")
        for count in range(len(steps), 0, -1):
            prefix = "__".join(steps[:count])
            rows = self._rows(
                f"SELECT {_PROVISION} FROM provision p WHERE p.document = ? AND (p.eid = ? OR p.eid GLOB ?) "
                "ORDER BY length(p.eid), p.id LIMIT 1",
                document_id, prefix, f"att_*__{prefix}",
            )  # fmt: skip
            if rows:
                return HeldProvision(rows[0][0], self.head(document_id), _provision(rows[0]))
        return None

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
            linked = LinkedCitation(CITATION.validate_json(body), resolution, targets.get(key, ()), eid, reason, known)
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
        return self._mentions(
            "JOIN citation_target t ON t.citation = c.id WHERE t.document = ? AND c.resolution = 'found' "
            "AND c.document <> ? LIMIT ?",
            document_id, document_id, limit,
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

    def _mentions(self, tail: str, *arguments: Any) -> list[Mention]:
        rows = self._rows(f"SELECT c.provision, c.body FROM citation c {tail}", *arguments)
        provisions = {key: self.provision(key) for key in {row[0] for row in rows}}
        return [Mention(provisions[key], CITATION.validate_json(body)) for key, body in rows]

    def gaps(self, limit: int = 200) -> list[Gap]:
        """Documents that are cited and not held, most wanted first."""
        rows = self._rows(
            "SELECT target_key, count(*), count(DISTINCT document), min(body) FROM citation "
            "WHERE resolution IN ('unknown', 'known') AND target_key <> '' GROUP BY target_key "
            "ORDER BY count(DISTINCT document) DESC, count(*) DESC LIMIT ?", limit,
        )  # fmt: skip
        return [self._gap(*row) for row in rows]

    def _gap(self, key: str, mentions: int, documents: int, body: bytes) -> Gap:
        citation = CITATION.validate_json(body)
        known = self.known(key) if citation.number and not citation.partial else []
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
        return [
            LinkedRelation(self.head(source), RELATION.validate_json(body), self.head(target) if target else None)
            for source, body, target in rows
        ]

    def power_facts(
        self,
        *,
        matter: str | None = None,
        stance: str | None = None,
        document_id: int | None = None,
        instrument: str | None = None,
    ) -> list[PowerFact]:
        """Statements of delegation, newest document first; optionally of one matter slug, stance or document, or of
        one instrument (:func:`number_key`)."""
        conditions = {
            "x.stance = ?": stance,
            "x.document = ?": document_id,
            "x.instrument_key = ?": instrument,
            "x.matters LIKE ?": matter and f"% {matter} %",
        }
        used = {condition: value for condition, value in conditions.items() if value}
        where = f"WHERE {' AND '.join(used)}" if used else ""
        rows = self._rows(
            "SELECT x.id, x.provision, x.body, x.matters, x.instrument_key FROM delegation x "
            f"JOIN document d ON d.id = x.document {where} ORDER BY d.issued IS NULL, d.issued DESC, x.id",
            *used.values(),
        )
        provisions = {key: self.provision(key) for key in {row[1] for row in rows}}
        return [self._power_fact(key, provisions[place], *rest) for key, place, *rest in rows]

    def _power_fact(self, key: int, at: HeldProvision, body: bytes, matters: str, instrument: str | None) -> PowerFact:
        fact = DELEGATION.validate_json(body)
        evidence = at.provision.text[fact.evidence_start : fact.evidence_end]
        held = self._find("WHERE d.number_key = ?", instrument) if instrument else []
        return PowerFact(key, fact, at, evidence, tuple(matters.split()), held[0] if len(held) == 1 else None)

    # --- state of the collection ------------------------------------------------------------------------------------

    def faults(self) -> list[Fault]:
        """All faults of the corpus, errors first."""
        rows = self._rows(
            "SELECT severity, message, path, line, hint FROM fault "
            "ORDER BY severity <> 'error', severity <> 'warning', path, line"
        )
        return [Fault(*row) for row in rows]

    def counts(self) -> Counts:
        """How much is held."""
        ((documents,),) = self._rows("SELECT count(*) FROM document")
        ((provisions,),) = self._rows("SELECT count(*) FROM provision")
        ((citations, linked),) = self._rows("SELECT count(*), coalesce(sum(resolution = 'found'), 0) FROM citation")
        ((delegations,),) = self._rows("SELECT count(*) FROM delegation")
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


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _head(row: tuple[Any, ...]) -> DocumentHead:
    key, stem, slug, name, title, uri, number, issuer, issued, dated, effective, expires, place, record, origin = row
    days = (_day(issued), dated, _day(effective), _day(expires))
    return DocumentHead(key, stem, slug, name, title, uri, number, issuer, *days, place, record, origin)


def _provision(row: tuple[Any, ...]) -> Provision:
    _, _, kind, label, heading, eid, ancestors, lines = row
    divisions = DIVISIONS.validate_json(ancestors) if ancestors != "[]" else ()
    return Provision(kind, label, heading, eid, unpack_lines(lines, eid), divisions)
