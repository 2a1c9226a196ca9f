"""The table of known documents in a catalogue: what registers list, by number."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import date
from typing import Any

from indexer.records import KnownDocument

KNOWN_SCHEMA = """
CREATE TABLE known (
    id INTEGER PRIMARY KEY, path TEXT NOT NULL, number_key TEXT NOT NULL, title_key TEXT NOT NULL,
    number TEXT NOT NULL, type TEXT NOT NULL, title TEXT NOT NULL, issuer TEXT, issued TEXT, effective TEXT,
    signer TEXT, register TEXT NOT NULL, line INTEGER NOT NULL
);
CREATE INDEX known_number ON known (number_key);
CREATE INDEX known_title ON known (title_key) WHERE title_key <> '';
CREATE INDEX known_path ON known (path);
"""
COLUMNS = "k.number, k.type, k.title, k.issuer, k.issued, k.effective, k.signer, k.register, k.line"
_Row = tuple[Any, ...]


def known_of(row: _Row) -> KnownDocument:
    """The document of a row of :data:`COLUMNS`."""
    number, slug, title, issuer, issued, effective, signer, register, line = row
    first, second = (date.fromisoformat(day) if day else None for day in (issued, effective))
    return KnownDocument(number, slug, title, issuer, first, second, signer, register, line)


def distinct(found: Iterable[KnownDocument]) -> list[KnownDocument]:
    """Documents without those that another register lists too: of one type and day, where both say it."""
    kept: list[KnownDocument] = []
    for known in found:
        if not any(_same(known, other) for other in kept):
            kept.append(known)
    return kept


def _same(first: KnownDocument, second: KnownDocument) -> bool:
    days = {first.issued, second.issued} - {None}
    types = {first.type, second.type} - {"other"}
    bodies = {first.issuer, second.issuer} - {None}
    return len(days) < 2 and len(types) < 2 and (len(bodies) < 2 or len(days) == 1)


def replace_known(
    connection: sqlite3.Connection, path: str, documents: Iterable[tuple[str, str, KnownDocument]]
) -> set[str]:
    """Puts the documents of a register in the place of what it listed before; none takes it away. Each comes with the
    keys of its number and, for laws, of its name ("" for others). Gives the keys whose documents differ: what stays is
    not touched."""
    rows = connection.execute(
        f"SELECT k.id, k.number_key, k.title_key, {COLUMNS} FROM known k WHERE path = ?", (path,)
    ).fetchall()
    before = {(key, name, known_of(tuple(row))): number for number, key, name, *row in rows}
    after = dict.fromkeys(documents)
    gone, new = before.keys() - after.keys(), after.keys() - before.keys()
    connection.executemany("DELETE FROM known WHERE id = ?", [(before[entry],) for entry in gone])
    connection.executemany(
        "INSERT INTO known (path, number_key, title_key, number, type, title, issuer, issued, effective, signer, "
        "register, line) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [(path, key, name, *_row(known)) for key, name, known in after if (key, name, known) in new],
    )
    stay = [(entry[2].line, before[entry]) for entry in after if entry in before]
    connection.executemany("UPDATE known SET line = ? WHERE id = ?", stay)
    return {key for entry in gone | new for key in entry[:2] if key}


def known_id(connection: sqlite3.Connection, key: str, known: KnownDocument) -> int | None:
    """The id of a known document."""
    rows = connection.execute(f"SELECT k.id, {COLUMNS} FROM known k WHERE k.number_key = ?", (key,))
    return next((number for number, *row in rows if known_of(tuple(row)) == known), None)


def _row(known: KnownDocument) -> _Row:
    days = (day.isoformat() if day else None for day in (known.issued, known.effective))
    return (known.number, known.type, known.title, known.issuer, *days, known.signer, known.register, known.line)
