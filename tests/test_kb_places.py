"""Provinces: read in every spelling, and never where a common word stands."""

from collections import Counter

import pytest

from kb.places import place_in, place_today, places_in, provinces
from kb.text import fold


@pytest.mark.parametrize("name", provinces())
def test_every_province_is_read_as_printed_and_without_diacritics(name):
    assert place_in(f"Ủy ban nhân dân tỉnh {name} ban hành") == name
    assert place_in(f"ubnd tinh {fold(name)}") == name


def test_34_provinces_are_left_and_none_leads_to_a_former_one():
    today = Counter(place_today(name) for name in provinces())
    assert len(today) == 34
    assert all(place_today(name) == name for name in today)


@pytest.mark.parametrize(
    "text, places",
    [
        ("Ban Quản lý KKT tỉnh Kon Tum và UBND tỉnh Quảng Ngãi", ("Kon Tum", "Quảng Ngãi")),
        ("thành phố Bà Rịa - Vũng Tàu", ("Bà Rịa - Vũng Tàu",)),
        ("khu công nghiệp Thái Nguyên", ("Thái Nguyên",)),
        ("giai quyet tranh chap o binh duong", ("Bình Dương",)),
        # Words that only look like a province.
        ("bảo vệ hòa bình, an ninh", ()),
        ("thái bình thường", ()),
        ("đường cao bằng và rộng", ()),
    ],
)
def test_places_in(text, places):
    assert places_in(text) == places
