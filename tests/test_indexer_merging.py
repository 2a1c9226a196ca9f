"""An index that grew document by document has few segments and answers like one that was built at once."""

from __future__ import annotations

import json
from pathlib import Path

from benchmarks.reliability_corpus import answers, decree, write_corpus
from indexer.build import update


def test_many_small_updates_leave_few_segments_and_the_same_answers(tmp_path: Path) -> None:
    corpus, data = write_corpus(tmp_path / "corpus"), tmp_path / "data"
    update(corpus, data)
    for step in range(12):
        (corpus / f"nd-{step % 3 + 1}.md").write_text(decree(step % 3 + 1, f"mốc {step}"), "utf-8")
        grown = update(corpus, data).generation
    assert len(list((grown.folder / "words").glob("*.seg"))) <= 9
    at_once = update(corpus, tmp_path / "other").generation
    assert _unordered(answers(grown)) == _unordered(answers(at_once))


def _unordered(told: str) -> list[object]:
    """Answers without the order among hits, since equal ones stand as they came in."""
    return [[kind, total, sorted(hits), facts, names] for kind, total, hits, facts, names in json.loads(told)]
