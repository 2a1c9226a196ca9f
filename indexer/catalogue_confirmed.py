"""The table of links that a person has settled, by the document that cites."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from kb.documents import Fault, ManualLink

CONFIRMED_SCHEMA = """
CREATE TABLE confirmed (
    id INTEGER PRIMARY KEY, document INTEGER NOT NULL REFERENCES document, cites TEXT NOT NULL, means TEXT NOT NULL
);
CREATE INDEX confirmed_document ON confirmed (document);
CREATE INDEX confirmed_means ON confirmed (means);
"""


def leads_nowhere(path: str, link: ManualLink) -> Fault:
    """The fault of a link whose meaning is not held, in the corpus file ``path``."""
    message = f"links: kho không có văn bản {link.means!r} mà {link.cites!r} được nối tới"
    return Fault("warning", message, path, 2, "ghi tên tệp (không đuôi) hoặc địa chỉ cố định của văn bản")


def store_confirmed(connection: sqlite3.Connection, document: int, links: Iterable[ManualLink]) -> None:
    """Puts the links of a document in the place of those that it had."""
    connection.execute("DELETE FROM confirmed WHERE document = ?", (document,))
    rows = [(document, link.cites, link.means) for link in links]
    connection.executemany("INSERT INTO confirmed (document, cites, means) VALUES (?, ?, ?)", rows)


def documents_that_mean(connection: sqlite3.Connection, addresses: Iterable[str]) -> set[int]:
    """The documents with a link to one of these stems or permanent addresses."""
    found: set[int] = set()
    for address in addresses:
        rows = connection.execute("SELECT document FROM confirmed WHERE means = ?", (address,))
        found.update(row[0] for row in rows)
    return found


def confirmed_of(connection: sqlite3.Connection, document: int) -> tuple[ManualLink, ...]:
    """The links of a document, in the order in which it lists them."""
    rows = connection.execute("SELECT cites, means FROM confirmed WHERE document = ? ORDER BY id", (document,))
    return tuple(ManualLink(*row) for row in rows.fetchall())
