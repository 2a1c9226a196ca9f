"""What later statements and rules change about an earlier one: said with the reason, never more than the sentences."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
import web_factory

from indexer.power_changes import LaterStatements
from indexer.records import PowerFact

ON = date(2026, 6, 1)
BOARD = "Ban Quản lý các khu công nghiệp tỉnh Hưng Yên"
MATTERS = ("giay-phep-lao-dong", "lao-dong")


def local(key: int, day: date, stance: str = "delegated", **fields: object) -> PowerFact:
    """A statement about one board in a decision of its own."""
    head = web_factory.head(key, f"{key}/2020/QĐ-UBND", "quyet-dinh", issued=day)
    values = {"delegate": BOARD, "matters": MATTERS} | fields
    return replace(web_factory.fact(at=head, stance=stance, **values), id=key)


def rule(key: int, day: date, **fields: object) -> PowerFact:
    """A rule for all boards in a decree."""
    head = web_factory.head(key, f"{key}/2022/NĐ-CP", "nghi-dinh", issued=day)
    values = {"delegate": "Ban quản lý khu công nghiệp", "matters": MATTERS} | fields
    return replace(web_factory.fact(at=head, **values), id=key)


def doubts(fact: PowerFact, *others: PowerFact, on: date = ON) -> tuple[str, ...]:
    return LaterStatements([fact, *others], on).doubts(fact)


CHANGED = (
    "Quy định chung về việc này có sau: Nghị định 7/2022/NĐ-CP (28/05/2022). "
    "Kho chưa có ghi nhận mới hơn về cơ quan này."
)


def test_a_later_rule_is_told_where_nothing_newer_is_held_about_the_body() -> None:
    told = local(1, date(2013, 1, 1), "not_delegated")
    changing = rule(7, date(2022, 5, 28))
    assert doubts(told, changing) == (CHANGED,)
    assert doubts(told, changing, on=date(2022, 5, 27)) == ()
    assert doubts(told, changing, local(2, date(2023, 1, 1), "not_delegated")) == ()


@pytest.mark.parametrize(
    "fields",
    [
        {"matters": ("dat-dai",)},
        {"delegate": "Sở Công Thương"},
        {"matters": ("lao-dong",)},
    ],
)
def test_a_rule_on_another_matter_or_body_changes_nothing(fields: dict[str, object]) -> None:
    assert doubts(local(1, date(2013, 1, 1)), rule(7, date(2022, 5, 28), **fields)) == ()


def test_a_rule_that_names_no_body_may_concern_all() -> None:
    assert doubts(local(1, date(2013, 1, 1)), rule(7, date(2022, 5, 28), delegate=None)) == (CHANGED,)


def test_earlier_rules_and_rules_themselves_are_left_alone() -> None:
    assert doubts(local(1, date(2023, 1, 1)), rule(7, date(2022, 5, 28))) == ()
    assert doubts(rule(6, date(2013, 1, 1)), rule(7, date(2022, 5, 28))) == ()


@pytest.mark.parametrize(
    "first, later, contrary",
    [
        ("delegated", "withdrawn", True),
        ("delegated", "not_delegated", True),
        ("not_delegated", "delegated", True),
        ("withdrawn", "delegated", True),
        ("delegated", "delegated", False),
        ("delegated", "may_delegate", False),
        ("not_delegated", "withdrawn", False),
    ],
)
def test_the_contrary_said_later_is_a_doubt(first: str, later: str, contrary: bool) -> None:
    found = doubts(local(1, date(2013, 1, 1), first), local(2, date(2020, 1, 1), later))
    assert bool(found) == contrary
    assert doubts(local(2, date(2020, 1, 1), later), local(1, date(2013, 1, 1), first)) == ()


def test_the_same_body_elsewhere_says_nothing() -> None:
    elsewhere = local(2, date(2020, 1, 1), "withdrawn", delegate=BOARD.replace("Hưng Yên", "Nghệ An"))
    assert doubts(local(1, date(2013, 1, 1)), elsewhere) == ()
