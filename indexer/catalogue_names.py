"""The table of laws that held documents cite by name and number: which versions of a name there are, held or not.

A law that is named without its year means the version of that time. A younger version that is cited somewhere, and not
held, is a reason not to take an older one for it.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date

from kb.citations import Citation
from kb.numbers import DocumentNumber

NAMES_SCHEMA = """
CREATE TABLE named_law (
    document INTEGER NOT NULL, title_key TEXT NOT NULL, number_key TEXT NOT NULL, number TEXT NOT NULL,
    year INTEGER NOT NULL, issued TEXT, PRIMARY KEY (title_key, number_key, document)
) WITHOUT ROWID;
CREATE INDEX named_law_document ON named_law (document);
"""
#: Documents that are cited by their names.
LAWS = frozenset({"luat", "bo-luat", "phap-lenh"})


@dataclass(frozen=True, slots=True)
class NamedLaw:
    """A version of a law as some document cites it; ``issued`` only where it says so."""

    number: str
    year: int
    issued: date | None = None


def note_named(connection: sqlite3.Connection, document: int, name: str, key: str, citation: Citation) -> bool:
    """Keeps that a document cites a law by name and number (their keys); whether nobody had done so."""
    number = DocumentNumber.try_parse(citation.number) if citation.number else None
    year = number.year if number else None
    if not citation.title or citation.partial or citation.anaphor or citation.type not in LAWS or year is None:
        return False
    known = "SELECT 1 FROM named_law WHERE title_key = ? AND number_key = ? LIMIT 1"
    new = connection.execute(known, (name, key)).fetchone() is None
    row = (document, name, key, citation.number, year, citation.date.isoformat() if citation.date else None)
    connection.execute("INSERT OR IGNORE INTO named_law VALUES (?, ?, ?, ?, ?, ?)", row)
    return new


def forget_named(connection: sqlite3.Connection, document: int) -> set[str]:
    """Forgets what a document cites by name; gives the keys of the names that nobody cites with that number now."""
    rows = connection.execute(
        "SELECT title_key FROM named_law AS mine WHERE document = ? AND NOT EXISTS ("
        "SELECT 1 FROM named_law WHERE title_key = mine.title_key AND number_key = mine.number_key AND document <> ?)",
        (document, document),
    ).fetchall()
    connection.execute("DELETE FROM named_law WHERE document = ?", (document,))
    return {name for (name,) in rows}


def named_laws(connection: sqlite3.Connection, name: str) -> list[NamedLaw]:
    """The versions of a law of that name (its key) that are cited with their numbers, and not held."""
    rows = connection.execute(
        "SELECT number, year, max(issued) FROM named_law AS law WHERE title_key = ? AND NOT EXISTS ("
        "SELECT 1 FROM document WHERE number_key = law.number_key) GROUP BY number_key ORDER BY year, number_key",
        (name,),
    )
    return [NamedLaw(number, year, date.fromisoformat(day) if day else None) for number, year, day in rows]
