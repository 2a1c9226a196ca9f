"""Relations in real effect and amendment clauses, against facts that were written down by hand.

``data/relations.jsonl`` has the facts alone: where a clause stands (lines of an article of the codification, the title
of one of its documents, or a title in the register of the gazette), and what it says: verb, number or title, and
whether the whole document is meant. The sentences are read from ../shared.
"""

from __future__ import annotations

import csv
import gzip
import json
from pathlib import Path
from typing import Any

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
    ids = {entry["id"] for entry in wanted}
    with gzip.open(shared / "data/phapdien.jsonl.gz", "rt", encoding="utf-8") as lines:
        articles = {article["pd_id"]: article for line in lines if (article := json.loads(line))["pd_id"] in ids}
    with (shared / "data/registry/gazette.tsv").open(encoding="utf-8") as rows:
        titles = {row["so_ky_hieu"]: row["trich_yeu"] for row in csv.DictReader(rows, delimiter="\t")}
    return [_document(entry, articles.get(entry["id"], {}), titles) for entry in wanted]


def _document(entry: dict[str, Any], article: dict[str, Any], titles: dict[str, str]) -> Document:
    if entry["source"] == "gazette":
        return Document("x", "quyet-dinh", titles[entry["id"]], entry["id"])
    if entry["source"] == "phapdien-title":
        return Document("x", "thong-tu", article["title"], article["doc_id"])
    texts = article["text"].split("\n")[slice(*entry["lines"])]
    lines = tuple(Line(text, "quote" if text.startswith("“") else "text", "art_1") for text in texts)
    provision = Provision("article", article["article_id"], article["article_title"], "art_1", lines)
    return Document("x", "thong-tu", "", article["doc_id"], parts=(Part("main", (provision,)),))


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
    assert len(wanted) >= 60
    assert right >= 0.95 * found, wrong
    assert right >= 0.9 * expected, wrong
