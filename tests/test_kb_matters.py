"""The vocabulary of matters: the longest name wins, diacritics count when typed, wider matters give way."""

from __future__ import annotations

import pytest

from kb.matters import Matter, Vocabulary

LABOUR = Matter("lao-dong", "Lao động", ("lao động",))
PERMIT = Matter("giay-phep", "Giấy phép lao động", ("giấy phép lao động", "gplđ", "work permit"), parent="lao-dong")
ORIGIN = Matter("c-o", "Chứng nhận xuất xứ", ("chứng nhận xuất xứ", "c/o"))
DRUGS = Matter("duoc", "Dược", ("dược",))
KNOWN = Vocabulary((LABOUR, PERMIT, ORIGIN, DRUGS))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("cấp lại giấy phép lao động", [PERMIT, LABOUR]),
        ("thu hoi GPLD", [PERMIT]),
        ("Work Permit cho chuyên gia", [PERMIT]),
        ("cấp C/O mẫu D", [ORIGIN]),
        ("kinh doanh dược", [DRUGS]),
        ("duoc biet", []),
        ("được", []),
        ("", []),
    ],
)
def test_what_a_text_is_about(text: str, expected: list[Matter]) -> None:
    assert list(KNOWN.matters_in(text)) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("giay-phep", PERMIT), ("gplđ", PERMIT), ("chung nhan xuat xu", ORIGIN), ("Dược", DRUGS), ("xyz", None)],
)
def test_a_matter_by_slug_label_or_name(typed: str, expected: Matter | None) -> None:
    assert KNOWN.named(typed) == expected


def test_the_narrowest_of_some_matters() -> None:
    assert KNOWN.narrowest(("giay-phep", "lao-dong", "c-o", "khong-con")) == (PERMIT, ORIGIN)
    assert KNOWN.narrowest(("lao-dong",)) == (LABOUR,)
