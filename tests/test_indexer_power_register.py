"""The register of powers: its filters, and what it says of a day."""

from __future__ import annotations

from datetime import date

import pytest
import web_factory

from indexer.catalogue import Catalogue
from indexer.power_changes import seen_on, told_on
from indexer.power_register import Register, RegisterQuery
from indexer.vocabulary import shipped
from kb.matters import Matter

TODAY = date(2026, 6, 1)


def register(catalogue: Catalogue, on: date = TODAY) -> Register:
    return Register(catalogue, catalogue.power_facts(), on)


def powers_on(catalogue: Catalogue, day: date, **filters: str) -> dict[tuple[str, str], tuple[str, ...]]:
    """The doubts on a day by stance and power."""
    book = register(catalogue, day)
    facts = map(book.reviewed, book.find(RegisterQuery(on=day, **filters)))  # type: ignore[arg-type]
    return {(fact.delegation.stance, fact.delegation.powers[0]): fact.doubts for fact in facts}


@pytest.mark.parametrize(
    "filters, expected",
    [
        ({}, 6),
        ({"organ": "BQL các KCN tỉnh Hưng Yên"}, 4),
        ({"organ": "BQL KCN"}, 5),
        ({"organ": "ban quan ly khu cong nghiep"}, 5),
        ({"organ": "UBND tỉnh Nghệ An"}, 1),
        ({"delegator": "UBND tỉnh Hưng Yên"}, 2),
        ({"delegator": "Ban Quản lý"}, 0),
        ({"place": "hưng yên"}, 4),
        ({"place": "Nghệ An"}, 1),
        ({"matter": "giay-phep-lao-dong"}, 3),
        ({"stance": "withdrawn"}, 1),
        ({"matter": "giay-phep-lao-dong", "place": "Hưng Yên"}, 1),
    ],
)
def test_filters(power_catalogue: Catalogue, filters: dict[str, str], expected: int) -> None:
    assert len(register(power_catalogue).find(RegisterQuery(**filters))) == expected  # type: ignore[arg-type]


def test_nothing_is_known_before_it_was_said(power_catalogue: Catalogue) -> None:
    undated = {("delegated", "cấp giấy phép lao động")}
    assert set(powers_on(power_catalogue, date(2019, 1, 1))) == undated
    known = powers_on(power_catalogue, date(2020, 3, 2), place="Hưng Yên")
    assert set(known) == {("delegated", "cấp giấy phép xây dựng"), ("delegated", "chứng thực chữ ký")}
    assert not any(known.values())


def test_a_withdrawal_is_a_reason_to_review_what_it_ends_from_its_day_on(power_catalogue: Catalogue) -> None:
    given = ("delegated", "cấp giấy phép xây dựng")
    assert powers_on(power_catalogue, date(2023, 8, 14))[given] == ()
    after = powers_on(power_catalogue, date(2023, 8, 15))
    assert after[given] == ("Quyết định 19/2023/QĐ-UBND ghi “Đã thôi giao”: cấp giấy phép xây dựng (ngày 15/08/2023).",)
    assert after[("withdrawn", "cấp giấy phép xây dựng")] == ()


def test_a_term_that_is_over_is_never_silent(power_catalogue: Catalogue) -> None:
    given = ("delegated", "chứng thực chữ ký")
    assert powers_on(power_catalogue, date(2021, 12, 31))[given] == ()
    assert powers_on(power_catalogue, date(2022, 1, 1))[given] == ("Thời hạn đã hết ngày 31/12/2021.",)


def test_a_basis_replaced_later_leaves_earlier_days_alone(power_catalogue: Catalogue) -> None:
    rule = ("delegated", "cấp giấy phép lao động")
    before, after = (powers_on(power_catalogue, date(2024, *day)) for day in ((6, 30), (7, 1)))
    assert not any("thay thế" in doubt for doubts in before.values() for doubt in doubts)
    assert any("52/2024/NĐ-CP" in doubt for doubts in after.values() for doubt in doubts)
    assert rule in before


def test_a_statement_without_a_day_says_so(power_catalogue: Catalogue) -> None:
    doubts = powers_on(power_catalogue, date(2010, 1, 1), place="Nghệ An")
    assert doubts == {("delegated", "cấp giấy phép lao động"): ("Nguồn không cho biết từ ngày nào.",)}


@pytest.mark.parametrize(
    "fields, head, expected",
    [
        ({"start": date(2021, 1, 1), "instrument_date": date(2020, 5, 5)}, {}, date(2021, 1, 1)),
        ({"instrument_date": date(2020, 5, 5)}, {}, date(2020, 5, 5)),
        ({}, {}, date(2031, 3, 14)),
        ({}, {"issued": None, "dated": "khoảng năm 2013"}, date(2013, 12, 31)),
        ({}, {"issued": None, "dated": "trong những năm 2003-2013"}, date(2013, 12, 31)),
        ({}, {"issued": None}, None),
    ],
)
def test_from_when_a_statement_holds(fields: dict[str, date], head: dict[str, object], expected: date | None) -> None:
    assert told_on(web_factory.fact(at=web_factory.head(5, **head), **fields)) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "on, stance, doubted",
    [
        (date(2022, 5, 27), "withdrawn", False),
        (date(2022, 5, 28), "delegated", True),
        (date(2023, 9, 17), "delegated", True),
        (date(2023, 9, 18), "withdrawn", False),
    ],
)
def test_what_ended_later_was_still_given_before(on: date, stance: str, doubted: bool) -> None:
    fact = web_factory.fact(stance="withdrawn", instrument_date=date(2022, 5, 28), end=date(2023, 9, 18))
    assert told_on(fact) == date(2023, 9, 18)
    seen = seen_on(fact, on)
    assert seen.delegation.stance == stance
    assert bool(seen.doubts) == doubted


@pytest.mark.parametrize("row", shipped().rows, ids=lambda row: row.slug)
def test_a_matter_is_named_by_slug_label_or_any_of_its_names(row: Matter) -> None:
    named = shipped().named
    assert named(row.slug) == named(row.label) == row
    assert {named(word) for word in row.words} == {row}
