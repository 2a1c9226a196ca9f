"""Relations in real effect and amendment clauses, against facts that were written down by hand.

``data/relations.jsonl`` has the facts alone: where a clause stands (lines of an article of the codification or of a
published file, the title of a document, or a title in the register of the gazette), and what it says: verb, number or
title, and whether the whole document is meant. The sentences are read from ../shared.
"""

from __future__ import annotations

import csv
import gzip
import json
from pathlib import Path
from typing import Any

from indexer.outline import outline
from indexer.readers import read_bytes
from kb.doctypes import type_named
from kb.documents import Document, Line, Part, Provision
from kb.relation_finding import find_relations
from kb.text import words_key

FACTS = Path(__file__).parent / "data" / "relations.jsonl"
#: Verbs whose scope says which provisions fall.
SCOPED = {"replaces", "repeals", "suspends"}

Fact = tuple[str, str, bool | None]


def clauses() -> list[dict[str, Any]]:
    """The clauses with their facts."""
    return [json.loads(line) for line in FACTS.read_text("utf-8").splitlines()]


def documents(shared: Path, wanted: list[dict[str, Any]]) -> list[Document]:
    """A document of each clause alone."""
    places = {_place(entry) for entry in wanted}
    articles = {}
    with gzip.open(shared / "data/phapdien.jsonl.gz", "rt", encoding="utf-8") as lines:
        for article in map(json.loads, lines):
            if (place := (article["pd_id"], article["doc_id"])) in places:
                articles[place] = article
    with (shared / "data/registry/gazette.tsv").open(encoding="utf-8") as rows:
        titles = {row["so_ky_hieu"]: row["trich_yeu"] for row in csv.DictReader(rows, delimiter="\t")}
    return [_document(entry, articles.get(_place(entry), {}), titles, shared) for entry in wanted]


def _place(entry: dict[str, Any]) -> tuple[str, str | None]:
    """An address of the codification may stand for articles of several documents."""
    return entry["id"], entry.get("of")


def _document(entry: dict[str, Any], article: dict[str, Any], titles: dict[str, str], shared: Path) -> Document:
    if entry["source"] == "gazette":
        return Document("x", "quyet-dinh", titles[entry["id"]], entry["id"])
    named = type_named(article.get("type", ""))
    kind = named.slug if named else "other"
    if entry["source"] == "phapdien-title":
        return Document("x", kind, article["title"], article["doc_id"])
    if entry["source"] == "decrees":
        return _published(shared / "data/decrees" / entry["id"], entry["provision"], slice(*entry["lines"]))
    texts = article["text"].split("\n")[slice(*entry["lines"])]
    lines = tuple(Line(text, "quote" if text.startswith("“") else "text", "art_1") for text in texts)
    provision = Provision("article", article["article_id"], article["article_title"], "art_1", lines)
    return Document("x", kind, "", article["doc_id"], parts=(Part("main", (provision,)),))


def _published(path: Path, eid: str, lines: slice) -> Document:
    """Some lines of a provision of a file, as it is read on import."""
    read = outline(read_bytes(path.read_bytes(), path.name), path.stem)
    found = next(provision for provision in read.provisions if provision.eid == eid)
    clause = Provision(found.kind, found.label, found.heading, eid, found.lines[lines])
    return Document("x", read.type, "", read.number, parts=(Part("main", (clause,)),))


def told(verb: str, name: str, whole: bool) -> Fact:
    """A fact as it is compared: names by their words, the scope only where it decides what still holds."""
    return verb, words_key(name), whole if verb in SCOPED else None


def test_relations_in_real_clauses_are_right_and_complete(shared: Path) -> None:
    wanted = clauses()
    right = found = expected = 0
    wrong = []
    for entry, document in zip(wanted, documents(shared, wanted), strict=True):
        gold = {told(*fact) for fact in entry["facts"]}
        said = {told(fact.verb, fact.number or fact.title or "", fact.whole) for fact in find_relations(document)}
        right, found, expected = right + len(gold & said), found + len(said), expected + len(gold)
        if gold != said:
            wrong.append((entry["id"], sorted(map(str, gold - said)), sorted(map(str, said - gold))))
    assert len(wanted) >= 250
    assert right >= 0.98 * found, wrong
    assert right >= 0.97 * expected, wrong
