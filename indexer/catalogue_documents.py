"""The held documents of one generation: their heads, their texts, their provisions, and what registers list.

Connections are one per thread; the file never changes once it serves.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from indexer.catalogue_known import COLUMNS as KNOWN_COLUMNS
from indexer.catalogue_known import distinct, known_of
from indexer.catalogue_names import NamedLaw, named_laws
from indexer.catalogue_tables import (
    DOCUMENT,
    HEAD_COLUMNS,
    PROVISION_COLUMNS,
    PROVISIONS,
    head_of,
    number_key,
    provision_of,
    title_key,
)
from indexer.records import DocumentHead, HeldProvision, KnownDocument
from kb.documents import Document, Part, Provision
from kb.text import words_key

#: Heads kept in memory.
_HEADS_KEPT = 20_000


class HeldDocuments:
    """Read-only access to the documents of one catalogue file. Ids are those of this generation."""

    def __init__(self, path: Path, connection: sqlite3.Connection | None = None) -> None:
        """Opens the file when first asked; a writer hands in its own ``connection`` to see what it is writing."""
        self.path = path
        self.lease: object = None  #: what keeps the file where it is, for as long as this is used
        self._local = threading.local()
        self._local.connection = connection
        self._heads: dict[int, DocumentHead] = {}

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
        head = self._heads.get(document_id)
        if head is None:
            head = next(iter(self._find("WHERE d.id = ?", document_id)), None)
            if head is None:
                raise KeyError(document_id)
            if len(self._heads) >= _HEADS_KEPT:
                self._heads.clear()
            self._heads[document_id] = head
        return head

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
        return self._listed("k.number_key = ?", number_key(number))

    def known_by_title(self, title: str) -> list[KnownDocument]:
        """What registers list as a law of exactly that name, each document once, whatever is held."""
        return self._listed("k.title_key = ? AND k.title_key <> ''", title_key(title))  # as the index has it

    def _listed(self, where: str, *arguments: Any) -> list[KnownDocument]:
        rows = self._rows(f"SELECT {KNOWN_COLUMNS} FROM known k WHERE {where} ORDER BY k.id", *arguments)
        return distinct(map(known_of, rows))

    def named_laws(self, title: str) -> list[NamedLaw]:
        """The versions of a law of that name that held documents cite with their numbers, and that are not held."""
        return named_laws(self._connection, title_key(title))

    def titles(self) -> list[tuple[str, DocumentHead]]:
        """All laws and codes with the key of their name, for questions that name one."""
        heads = self._find("WHERE d.type IN ('luat', 'bo-luat', 'phap-lenh', 'hien-phap') ORDER BY d.issued DESC")
        return [(words_key(head.title), head) for head in heads]

    def _find(self, tail: str, *arguments: Any) -> list[DocumentHead]:
        return [head_of(row) for row in self._rows(f"SELECT {HEAD_COLUMNS} FROM document d {tail}", *arguments)]

    def path_of(self, document_id: int) -> str:
        """The file of a document, relative to its corpus."""
        path: str = self._rows("SELECT path FROM document WHERE id = ?", document_id)[0][0]
        return path

    def name_at(self, path: str) -> str:
        """The name of the document of a corpus file, "" where it holds none."""
        rows = self._rows("SELECT name FROM document WHERE path = ?", path)
        return str(rows[0][0]) if rows else ""

    def document(self, document_id: int) -> Document:
        """The whole document, with its text."""
        (packed,) = self._rows("SELECT header FROM document WHERE id = ?", document_id)[0]
        header = DOCUMENT.unpack(packed)
        provisions: dict[int, list[Provision]] = {}
        rows = self._rows(
            f"SELECT p.part, {PROVISION_COLUMNS} FROM {PROVISIONS} WHERE p.document = ? ORDER BY p.id", document_id
        )
        for part, *row in rows:
            provisions.setdefault(part, []).append(provision_of(tuple(row)))
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
        rows = self._rows(f"SELECT {PROVISION_COLUMNS} FROM {PROVISIONS} WHERE p.id IN ({marks})", *wanted)
        return {row[0]: HeldProvision(row[0], self.head(row[1]), provision_of(row)) for row in rows}

    def provisions_of(self, document_id: int) -> list[HeldProvision]:
        """All provisions of a document in reading order."""
        rows = self._rows(
            f"SELECT {PROVISION_COLUMNS} FROM {PROVISIONS} WHERE p.document = ? ORDER BY p.id", document_id
        )
        return [HeldProvision(row[0], self.head(row[1]), provision_of(row)) for row in rows]

    def provision_at(self, document_id: int, eid: str) -> HeldProvision | None:
        """The provision that holds an eId ("art_5__para_2" is held by "art_5"); of the main part before attachments."""
        steps = eid.split("__")
        for count in range(len(steps), 0, -1):
            prefix = "__".join(steps[:count])
            rows = self._rows(
                f"SELECT {PROVISION_COLUMNS} FROM {PROVISIONS} WHERE p.document = ? AND (p.eid = ? OR p.eid GLOB ?) "
                "ORDER BY length(p.eid), p.id LIMIT 1",
                document_id, prefix, f"att_*__{prefix}",
            )  # fmt: skip
            if rows:
                return HeldProvision(rows[0][0], self.head(document_id), provision_of(rows[0]))
        return None
