"""The tables of a catalogue, and how rows of them become records and back.

A table that changes raises :data:`CATALOGUE_VERSION`. Numbers and names are matched by their keys
(:func:`number_key`, :func:`title_key`); texts are kept packed.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import Any

from pydantic import TypeAdapter

from indexer.catalogue_confirmed import CONFIRMED_SCHEMA
from indexer.catalogue_known import KNOWN_SCHEMA
from indexer.catalogue_names import LAWS, NAMES_SCHEMA
from indexer.packing import Records, pack, unpack
from indexer.records import DocumentHead
from kb.abbreviations import expand
from kb.citations import Citation
from kb.delegations import Delegation
from kb.doctypes import type_of_slug
from kb.documents import Division, Document, Line, Provision
from kb.matters import Vocabulary
from kb.numbers import DocumentNumber
from kb.relations import Relation
from kb.text import words_key

#: Raised whenever the tables change: a catalogue of another version is not opened.
CATALOGUE_VERSION = 12
SCHEMA = f"""{KNOWN_SCHEMA}{NAMES_SCHEMA}{CONFIRMED_SCHEMA}
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
    kind TEXT NOT NULL, label TEXT NOT NULL, eid TEXT NOT NULL,
    ancestors INTEGER NOT NULL REFERENCES ancestors, body BLOB NOT NULL
);
CREATE TABLE ancestors (id INTEGER PRIMARY KEY, body TEXT UNIQUE NOT NULL);
CREATE INDEX provision_document ON provision (document, eid);
CREATE TABLE citation (
    id INTEGER PRIMARY KEY, document INTEGER NOT NULL, provision INTEGER NOT NULL REFERENCES provision,
    target_key TEXT NOT NULL, serial TEXT, resolution TEXT NOT NULL, reason TEXT NOT NULL, eid TEXT NOT NULL,
    known INTEGER REFERENCES known, body BLOB NOT NULL
);
CREATE INDEX citation_document ON citation (document);
CREATE INDEX citation_key ON citation (target_key);
CREATE INDEX citation_serial ON citation (serial) WHERE serial IS NOT NULL;
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
CREATE TABLE vocabulary (body BLOB NOT NULL);
CREATE TABLE fault (
    id INTEGER PRIMARY KEY, path TEXT NOT NULL, severity TEXT NOT NULL, message TEXT NOT NULL, line INTEGER, hint TEXT
);
CREATE INDEX fault_path ON fault (path);
"""

#: What ends a line and a column of packed lines (RS and GS of ASCII); no reader lets them through.
_LINE_END, _COLUMN_END = "\x1e", "\x1d"

_AND = re.compile(r" và(?= )")
_LAW_WORD = re.compile(r"(?:bộ luật|luật|pháp lệnh)\b(?! sư\b)")
HEAD_COLUMNS = (
    "d.id, d.stem, d.type, d.name, d.title, d.uri, d.number, d.issuer, d.issued, d.dated, d.effective, d.expires, "
    "d.place, d.record, d.origin"
)
PROVISION_COLUMNS = "p.id, p.document, p.kind, p.label, p.eid, a.body, p.body"
PROVISIONS = "provision p JOIN ancestors a ON a.id = p.ancestors"

DOCUMENT = Records(Document)
CITATION = Records(Citation)
RELATION = Records(Relation)
DELEGATION = Records(Delegation)
VOCABULARY = TypeAdapter(Vocabulary)
_DIVISIONS = TypeAdapter(tuple[Division, ...])


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
    """What laws cited by name are matched by: "name:luật đầu tư"; the year is told apart when resolving. "và" is often
    left out, and much is abbreviated.

    >>> title_key("Luật Khoa học và công nghệ") == title_key("Luật khoa học công nghệ")
    True
    >>> title_key("Luật NSNN")
    'name:luật ngân sách nhà nước'
    """
    return _title_key(title) if title else ""


@lru_cache(maxsize=8192)
def _title_key(title: str) -> str:
    return f"name:{_AND.sub('', words_key(expand(title)))}"


def name_key(slug: str, title: str) -> str:
    """The key of a document's own name: its title, with the type word that lists of laws leave out.

    >>> name_key("luat", "Phá sản"), name_key("luat", "Bộ luật dân sự"), name_key("nghi-dinh", "Về phá sản")
    ('name:luật phá sản', 'name:bộ luật dân sự', 'name:về phá sản')
    """
    words = words_key(title)
    if slug not in LAWS or not words or _LAW_WORD.match(words):
        return title_key(title)
    return title_key(f"{type_of_slug(slug).name} {words}")


def pack_provision(provision: Provision) -> bytes:
    """The heading and the lines of a provision in few bytes; eIds are kept relative to that of the provision.

    Columns, not a list of rows: JSON takes several times longer for a table of two thousand lines.
    """
    lines, eid = provision.lines, provision.eid
    texts = _LINE_END.join(line.text.replace(_LINE_END, " ") for line in lines)
    kinds, rests = (line.kind for line in lines), (line.eid.removeprefix(eid) for line in lines)
    heading = "" if provision.heading is None else f"={provision.heading.replace(_COLUMN_END, ' ')}"
    return pack(_COLUMN_END.join((texts, _LINE_END.join(kinds), _LINE_END.join(rests), heading)).encode())


def unpack_provision(packed: bytes, eid: str) -> tuple[str | None, tuple[Line, ...]]:
    """Heading and lines back from :func:`pack_provision`.

    >>> lines = (Line("1. Hồ sơ", "paragraph", "art_5__para_1"), Line("", "continuation", "art_5__para_1"))
    >>> whole = Provision("article", "Điều 5", "Hồ sơ", "art_5", lines)
    >>> unpack_provision(pack_provision(whole), "art_5") == ("Hồ sơ", lines)
    True
    >>> unpack_provision(pack_provision(Provision("article", "Điều 6", None, "art_6", ())), "art_6")
    (None, ())
    """
    texts, kinds, rests, heading = unpack(packed).decode().rsplit(_COLUMN_END, 3)
    eids = [eid + rest for rest in rests.split(_LINE_END)]
    rows = zip(texts.split(_LINE_END), kinds.split(_LINE_END), eids, strict=True) if kinds else ()
    return heading[1:] if heading else None, tuple(map(Line._make, rows))


def write_divisions(divisions: tuple[Division, ...]) -> str:
    """The divisions above a provision as they are kept, once for all provisions below them."""
    return _DIVISIONS.dump_json(divisions).decode()


@lru_cache(maxsize=4096)
def _read_divisions(body: str) -> tuple[Division, ...]:
    return _DIVISIONS.validate_json(body)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def head_of(row: tuple[Any, ...]) -> DocumentHead:
    """The head in a row of :data:`HEAD_COLUMNS`."""
    key, stem, slug, name, title, uri, number, issuer, issued, dated, effective, expires, place, record, origin = row
    days = (_day(issued), dated, _day(effective), _day(expires))
    return DocumentHead(key, stem, slug, name, title, uri, number, issuer, *days, place, record, origin)


def provision_of(row: tuple[Any, ...]) -> Provision:
    """The provision in a row of :data:`PROVISION_COLUMNS`."""
    _, _, kind, label, eid, ancestors, body = row
    heading, lines = unpack_provision(body, eid)
    return Provision(kind, label, heading, eid, lines, _read_divisions(ancestors))
