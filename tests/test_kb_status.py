"""The status of a document: every value with its evidence, and no value without."""

from __future__ import annotations

from datetime import date

import pytest

from kb.status import STATUS_LABELS, ActingRelation, Status, StatusEvidence, status_on

DAY = date(2026, 5, 1)
START = date(2014, 1, 2)


def acting(verb: str, since: date | None, *, whole: bool = True) -> ActingRelation:
    return ActingRelation(verb, "09/2020/TT-BCT", since, whole, "Thông tư này …")  # type: ignore[arg-type]


def status(*acts: ActingRelation, effective: date | None = START, expires: date | None = None) -> Status:
    return status_on(DAY, effective, expires, acts)


@pytest.mark.parametrize(
    ("acts", "expires", "value"),
    [
        ([], None, "unknown"),
        ([("replaces", date(2020, 1, 1), True)], None, "expired"),
        ([("repeals", date(2020, 1, 1), True)], None, "expired"),
        ([("replaces", date(2026, 5, 2), True)], None, "unknown"),
        ([("replaces", date(2026, 5, 1), True)], None, "expired"),
        ([("replaces", None, True)], None, "unknown"),
        ([("repeals", date(2020, 1, 1), False)], None, "partly-expired"),
        ([("amends", date(2020, 1, 1), False)], None, "partly-expired"),
        ([("suspends", date(2020, 1, 1), True)], None, "suspended"),
        ([("suspends", date(2020, 1, 1), False)], None, "partly-expired"),
        ([("suspends", date(2020, 1, 1), True), ("repeals", date(2021, 1, 1), True)], None, "expired"),
        ([("guides", date(2020, 1, 1), True)], None, "unknown"),
        ([("corrects", date(2020, 1, 1), True)], None, "unknown"),
        ([], date(2026, 5, 1), "expired"),
        ([], date(2026, 5, 2), "unknown"),
        ([("extends", date(2025, 1, 1), True)], date(2026, 1, 1), "unknown"),
    ],
)
def test_what_others_do_decides_with_the_day(
    acts: list[tuple[str, date | None, bool]], expires: date | None, value: str
) -> None:
    found = status(*(acting(verb, since, whole=whole) for verb, since, whole in acts), expires=expires)
    assert found.value == value
    assert found.word == STATUS_LABELS[found.value]


def test_before_its_first_day_a_document_has_no_effect_yet() -> None:
    found = status_on(date(2013, 12, 31), START, None, ())
    assert (found.value, found.label) == ("not-yet", "Chưa có hiệu lực; có hiệu lực từ 02/01/2014")


def test_in_force_is_never_the_default() -> None:
    assert status_on(DAY, None, None, ()).value == "unknown"
    assert status_on(DAY, START, None, ()).value == "unknown"


def test_in_force_needs_a_source_that_says_so() -> None:
    source = StatusEvidence("Tình trạng: còn hiệu lực", "danh mục năm 2026")
    found = status_on(DAY, START, None, (), stated_in_force=source)
    assert (found.value, found.evidence) == ("in-force", (source,))


def test_an_end_outranks_the_source_that_says_in_force() -> None:
    source = StatusEvidence("Tình trạng: còn hiệu lực")
    assert status_on(DAY, START, None, (acting("repeals", START),), source).value == "expired"


def test_the_evidence_names_who_says_so() -> None:
    [evidence] = status(acting("replaces", date(2020, 1, 1))).evidence
    assert evidence == StatusEvidence("Thông tư này …", "09/2020/TT-BCT")


def test_the_earlier_of_two_ends_counts() -> None:
    later, earlier = acting("repeals", date(2022, 1, 1)), acting("replaces", date(2020, 1, 1))
    assert status(later, earlier).label == "Hết hiệu lực từ 01/01/2020 (09/2020/TT-BCT thay thế)"
    assert status(later, expires=date(2019, 1, 1)).label == "Hết hiệu lực từ 01/01/2019"


def test_a_replacement_of_unknown_day_is_told_but_decides_nothing() -> None:
    assert status(acting("replaces", None)).label == "Chưa rõ: 09/2020/TT-BCT thay thế, chưa biết từ ngày nào"
