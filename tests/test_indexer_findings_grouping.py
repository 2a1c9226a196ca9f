"""What is found in several places is told once, with all its places."""

from __future__ import annotations

from dataclasses import replace

from indexer.findings import Finding
from indexer.findings_export import rows
from indexer.findings_grouping import grouped

CAPITAL = Finding("note", "unit", "viết thường chữ “khoản”", "đoạn 3", 2, 5, 10, "Khoản", "khoản")
OTHER = Finding("error", "provision", "không có Điều 7", "đoạn 4", 3, 0, 6, "Điều 7", uri="/akn/a")


def _at(number: int) -> Finding:
    return replace(CAPITAL, where=f"đoạn {number}", paragraph=number - 1)


def test_the_same_is_told_once_where_it_first_stands() -> None:
    first, second = grouped([CAPITAL, OTHER, _at(8), replace(_at(8), start=40, end=45)])
    assert (first.findings[0], first.times, first.where) == (CAPITAL, 3, "đoạn 3; đoạn 8")
    assert first.places == (("đoạn 3", 2), ("đoạn 8", 7))
    assert second.findings == (OTHER,)
    assert str(second) == str(OTHER)


def test_another_correction_document_or_level_is_told_for_itself() -> None:
    others = [replace(CAPITAL, correction="điểm"), replace(CAPITAL, severity="error"), replace(CAPITAL, uri="/akn/b")]
    assert len(grouped([CAPITAL, *others])) == 4


def test_tables_name_all_places() -> None:
    places = [_at(number) for number in range(3, 33)]
    ((_, where, *_, times),) = rows(places)
    assert where.split("; ") == [finding.where for finding in places]
    assert times == "30"
