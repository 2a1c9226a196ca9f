"""Bodies and their codes through time; every entry of the table proves itself."""

from __future__ import annotations

from datetime import date

import pytest

from kb.issuers import ORGANS, Organ, issuer_key, organ_named, organs_of_code, successors
from kb.numbers import DocumentNumber


@pytest.mark.parametrize(("organ", "example"), [(organ, number) for organ in ORGANS for number in organ.examples])
def test_the_examples_of_a_body_are_its_own(organ: Organ, example: str) -> None:
    number = DocumentNumber.parse(example)
    day = date(number.year, 6, 1) if number.year else None
    assert any(organ in organs_of_code(code, day) for code in number.codes), number.codes


@pytest.mark.parametrize("organ", ORGANS, ids=lambda organ: str(organ.name))
def test_the_table_holds_together(organ: Organ) -> None:
    assert organ_named(organ.name, organ.until or organ.since) is organ
    assert organ.since is None or organ.until is None or organ.since < organ.until
    if organ.successor:
        assert organ.until
        assert successors(organ, date(2026, 1, 1)), f"{organ.name}: chuỗi kế thừa đứt ở {organ.successor}"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Bộ trưởng Bộ Tài chính", "BỘ TÀI CHÍNH"),
        ("Thống đốc Ngân hàng Nhà nước Việt Nam", "Ngân hàng Nhà nước"),
        ("Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ", "Văn phòng Chính phủ"),
        ("Chủ tịch UBND tỉnh Hà Nam", "Uỷ ban nhân dân tỉnh Hà Nam"),
        ("Chánh án Tòa án nhân dân tối cao", "Toà án nhân dân tối cao"),
        ("Bộ Giáo dục và Đào tạo", "bo giao duc va dao tao"),
        ("Giám đốc Sở Nội vụ", "Sở Nội vụ"),
    ],
)
def test_one_body_has_one_key(first: str, second: str) -> None:
    assert issuer_key(first) == issuer_key(second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("UBND tỉnh Hà Nam", "UBND tỉnh Hà Giang"),
        ("Chính phủ", "Thủ tướng Chính phủ"),
        ("Bộ Nội vụ", "Sở Nội vụ"),
        ("UBND tỉnh Hà Nam", "HĐND tỉnh Hà Nam"),
    ],
)
def test_two_bodies_have_two_keys(first: str, second: str) -> None:
    assert issuer_key(first) != issuer_key(second)


@pytest.mark.parametrize(
    ("code", "day", "name"),
    [
        ("BKH", date(2004, 5, 6), "Bộ Kế hoạch và Đầu tư"),
        ("BKHĐT", date(2024, 5, 6), "Bộ Kế hoạch và Đầu tư"),
        ("BNV", date(1996, 1, 1), "Bộ Nội vụ (công an)"),
        ("BNV", date(2020, 1, 1), "Bộ Nội vụ"),
        ("QH15", date(2024, 1, 1), "Quốc hội"),
        ("BTM", date(2007, 1, 1), "Bộ Thương mại"),
    ],
)
def test_a_code_means_the_body_of_its_day(code: str, day: date, name: str) -> None:
    assert [organ.name for organ in organs_of_code(code, day)] == [name]


def test_a_code_of_nobody_that_day_or_any_day() -> None:
    assert organs_of_code("BTM", date(2015, 1, 1)) == ()
    assert organs_of_code("XYZ") == ()


@pytest.mark.parametrize(
    ("name", "on", "heir"),
    [
        ("Bộ Kế hoạch và Đầu tư", date(2025, 3, 1), "Bộ Tài chính"),
        ("Bộ Kế hoạch và Đầu tư", date(2025, 2, 28), "Bộ Kế hoạch và Đầu tư"),
        ("Bộ Lao động - Thương binh và Xã hội", date(2026, 1, 1), "Bộ Nội vụ"),
        ("Tổng cục Bưu điện", date(2026, 1, 1), "Bộ Khoa học và Công nghệ"),
        ("Bộ Thủy sản", date(2010, 1, 1), "Bộ Nông nghiệp và Phát triển nông thôn"),
    ],
)
def test_who_has_the_work_now(name: str, on: date, heir: str) -> None:
    assert [organ.name for organ in successors(organ_named(name), on)] == [heir]


def test_what_is_no_central_body_is_not_named_one() -> None:
    assert organ_named("Sở Nội vụ") is None
    assert organ_named("Công ty Xây dựng số 5") is None
    assert successors(None, date(2026, 1, 1)) == ()
