"""The gold sets beside the checkout: scores may not fall below what was reached, less a little.

``make scores`` prints all figures. The questions want an index of the whole codification and are scored there only.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from indexer.commands.texts import context_of
from indexer.reading import as_record, read_file
from kb.citations import find_citations
from kb.delegations import find_delegations
from kb.errors import KbError


def score(gold: Path, predictions: Path, *options: str) -> dict[str, Any]:
    """What the scorer of a set says of a file of predictions."""
    command = [sys.executable, str(gold.parent / "score.py"), str(gold), str(predictions), *options]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return dict(json.loads(done.stdout)) if options == ("--json",) else {}


def write_lines(path: Path, records: list[dict[str, Any]]) -> None:
    """JSON Lines."""
    path.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), "utf-8")


def read_lines(path: Path) -> list[dict[str, Any]]:
    """JSON Lines."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_citations_stay_as_good_as_they_are(shared: Path, tmp_path: Path) -> None:
    gold, out = shared / "gold/citations/dev.jsonl", tmp_path / "out.jsonl"
    passages = read_lines(gold)
    found = [[item.as_json() for item in find_citations(line["text"], context_of(line))] for line in passages]
    for line, items in zip(passages, found, strict=True):
        assert all(line["text"][item["start"] : item["end"]] == item["surface"] for item in items)
    write_lines(out, [{"id": line["id"], "citations": items} for line, items in zip(passages, found, strict=True)])
    result = score(gold, out, "--json")
    assert result["document"]["f1"] >= 0.985
    assert result["document"]["precision"] >= 0.985
    assert result["provision"]["f1"] >= 0.98
    assert result["no_citation_passages"][-1] == 0
    for field in ("type", "number", "date", "year"):
        assert result["fields"][field]["accuracy"] >= 0.98


def test_delegations_stay_as_good_as_they_are(shared: Path, tmp_path: Path) -> None:
    gold, out = shared / "gold/delegations/dev.jsonl", tmp_path / "out.jsonl"
    records = [
        {"id": line["id"], "delegations": [fact.as_json() for fact in find_delegations(line["text"], context_of(line))]}
        for line in read_lines(gold)
    ]
    write_lines(out, records)
    result = score(gold, out, "--json")
    assert result["facts"]["F1"] >= 0.96
    assert result["facts"]["P"] >= 0.96
    assert result["stance_accuracy_on_blind_matches"] >= 0.97
    assert result["negative_passages_clean"] == result["negative_passages"]


def test_structure_stays_as_good_as_it_is(shared: Path, tmp_path: Path) -> None:
    gold, out = shared / "gold/structure/gold.jsonl", tmp_path / "out.jsonl"
    records = []
    for line in read_lines(gold):
        try:
            record = as_record(read_file(gold.parent / line["file"]))
        except KbError:
            record = {}  # scans are refused, with the reason
        records.append(record | {"file": line["file"]})
    write_lines(out, records)
    score(gold, out, "--json", str(tmp_path / "score.json"))
    result = json.loads((tmp_path / "score.json").read_text("utf-8"))["ALL"]
    for figure in ("head.number", "head.type", "head.issuer", "head.issued", "legal_bases", "art.sequence_exact"):
        assert result[figure][0] >= 0.97, figure
    for figure in ("art.title", "art.clauses", "art.points", "first_words", "last_words", "repeals", "amends"):
        assert result[figure][0] >= 0.97, figure
