"""The status of a document: every value with its evidence, and no value without."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kb.status import STATUS_LABELS, ActingRelation, Status, StatusEvidence, acts_on_provision, status_on

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


def test_who_ended_it_is_told_where_only_the_document_says_when() -> None:
    found = status(acting("replaces", None), expires=date(2019, 1, 1))
    assert found.label == "Hết hiệu lực từ 01/01/2019 (09/2020/TT-BCT thay thế)"
    assert [evidence.sentence for evidence in found.evidence] == ["Hết hiệu lực từ 01/01/2019", "Thông tư này …"]


def test_a_replacement_of_unknown_day_is_told_but_decides_nothing() -> None:
    assert status(acting("replaces", None)).label == "Chưa rõ: 09/2020/TT-BCT thay thế, chưa biết từ ngày nào"


LIFTED = ActingRelation("repeals", "3323/QĐ-BNN-PC", date(2014, 7, 28), True, "bãi bỏ Quyết định số 2158/QĐ-BNN-PC")
PAUSE = ActingRelation("suspends", "2158/QĐ-BNN-PC", date(2013, 9, 23), True, "ngưng hiệu lực …", lifted=LIFTED)


@pytest.mark.parametrize(
    ("day", "value"),
    [
        (date(2013, 9, 22), "unknown"),
        (date(2013, 9, 23), "suspended"),
        (date(2014, 7, 27), "suspended"),
        (date(2014, 7, 28), "unknown"),
    ],
)
def test_a_suspension_ends_with_the_act_that_suspends(day: date, value: str) -> None:
    assert status_on(day, date(2013, 9, 1), None, (PAUSE,)).value == value


def test_what_was_suspended_for_a_time_is_told_with_its_evidence() -> None:
    found = status_on(date(2015, 1, 1), date(2013, 9, 1), None, (PAUSE,))
    assert "2158/QĐ-BNN-PC ngưng hiệu lực đến 28/07/2014 (3323/QĐ-BNN-PC bãi bỏ)" in found.label
    assert [entry.number for entry in found.evidence] == ["", "2158/QĐ-BNN-PC", "3323/QĐ-BNN-PC"]


def test_a_suspension_with_a_last_day_runs_out() -> None:
    pause = replace(PAUSE, lifted=None, until=date(2013, 12, 31))
    assert status_on(date(2013, 12, 31), None, None, (pause,)).value == "suspended"
    assert status_on(date(2014, 1, 1), None, None, (pause,)).value == "unknown"


def test_an_extension_with_a_last_day_moves_the_end() -> None:
    longer = replace(acting("extends", date(2025, 6, 1)), until=date(2026, 12, 31))
    found = status(longer, expires=date(2026, 1, 1))
    assert (found.value, "gia hạn đến hết 31/12/2026" in found.label) == ("unknown", True)
    assert status_on(date(2027, 1, 1), START, date(2026, 1, 1), (longer,)).value == "expired"


def test_a_postponed_document_has_no_effect_until_its_new_day() -> None:
    later = ActingRelation("postpones", "144/2016/QH13", date(2016, 6, 29), until=date(2017, 12, 31), evidence="Lùi …")
    answers = [status_on(day, date(2016, 7, 1), None, [later]) for day in (date(2017, 5, 1), date(2018, 1, 1))]
    assert [answer.value for answer in answers] == ["not-yet", "unknown"]
    assert answers[0].label == "Chưa có hiệu lực; 144/2016/QH13 lùi hiệu lực đến hết 31/12/2017"
    assert "lùi hiệu lực" in answers[1].label
    unknown = status_on(date(2017, 5, 1), date(2016, 7, 1), None, [replace(later, until=None)])
    assert (unknown.value, unknown.label) == (
        "unknown", "Chưa rõ: 144/2016/QH13 lùi hiệu lực, chưa biết đến ngày nào"
    )  # fmt: skip


def test_a_correction_is_told_and_changes_nothing() -> None:
    found = status(acting("corrects", date(2020, 1, 1)))
    assert (found.value, found.evidence[-1].number) == ("unknown", "09/2020/TT-BCT")
    assert found.label.endswith("09/2020/TT-BCT đính chính")


def test_a_provision_ends_when_it_is_named_and_not_with_others() -> None:
    part = replace(acting("repeals", date(2020, 1, 1), whole=False), provisions=("art_5", "art_7__para_2"))
    values = {
        eid: status_on(DAY, START, None, acts_on_provision([part], eid)).value for eid in ("art_5", "art_7", "art_8")
    }
    assert values == {"art_5": "expired", "art_7": "partly-expired", "art_8": "unknown"}
    amended = replace(part, verb="amends")
    assert status_on(DAY, START, None, acts_on_provision([amended], "art_5")).value == "partly-expired"
