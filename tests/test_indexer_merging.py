"""An index that grew document by document has few segments and answers like one that was built at once."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from benchmarks.reliability_corpus import answers, decree, write_corpus
from indexer.build import update
from indexer.words.merging import to_merge


def test_many_small_updates_leave_few_segments_and_the_same_answers(tmp_path: Path) -> None:
    corpus, data = write_corpus(tmp_path / "corpus"), tmp_path / "data"
    update(corpus, data)
    for step in range(12):
        (corpus / f"nd-{step % 3 + 1}.md").write_text(decree(step % 3 + 1, f"mốc {step}"), "utf-8")
        grown = update(corpus, data).generation
    assert len(list((grown.folder / "words").glob("*.seg"))) <= 9
    at_once = update(corpus, tmp_path / "other").generation
    assert _unordered(answers(grown)) == _unordered(answers(at_once))


@dataclass(frozen=True, eq=False)
class _Segment:
    entries: int

    def doc_count_all(self) -> int:
        return self.entries


@pytest.mark.parametrize(
    ("sizes", "added", "merged"),
    [
        ([1] * 8, 1, []),
        ([1] * 9, 1, [1] * 9),
        ([20_000, *[30] * 8, 12_000, 1, 1], 30, []),
        ([20_000, *[30] * 9, 12_000, 1, 1], 30, [30] * 8),  # the ninth would be more than 256 entries
        ([20_000, 22_000, *[12_000] * 9], 40, []),
        ([20_000, 22_000, *[12_000] * 9], 30_000, [12_000] * 2),
        ([*[1] * 9, *[30] * 9], 30, [1] * 9),
        ([300] * 20, 30, []),
        ([300] * 20, 3_000, [300] * 10),
        ([], 5, []),
    ],
)
def test_an_update_puts_together_what_costs_no_more_than_it(sizes: list[int], added: int, merged: list[int]) -> None:
    assert [segment.entries for segment in to_merge([_Segment(size) for size in sizes], added)] == merged


def test_a_decree_a_day_leaves_few_segments_and_moves_few_entries_a_day() -> None:
    segments, moved = [_Segment(25_000), _Segment(25_000)], []
    for _ in range(1000):
        segments.append(_Segment(12))
        merged = to_merge(segments, 12)
        moved.append(sum(segment.entries for segment in merged))
        segments = [segment for segment in segments if segment not in merged]
        segments += [_Segment(moved[-1])] if merged else []
    assert len(segments) < 80
    assert max(moved) <= 256
    assert sum(moved) < 3 * 12 * 1000


def _unordered(told: str) -> list[object]:
    """Answers without the order among hits, since equal ones stand as they came in."""
    return [[kind, total, sorted(hits), facts, names] for kind, total, hits, facts, names in json.loads(told)]
