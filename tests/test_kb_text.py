"""Text made comparable, without losing the place of a letter."""

from __future__ import annotations

import random

import pytest

from kb.text import View, fold, normalise, place_tones, same_words, slug, tidy


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("ủy quyền", "uỷ quyền"),
        ("hòa, khóa, tòa, hóa, thỏa", "hoà, khoá, toà, hoá, thoả"),
        ("thúy lũy tùy húy", "thuý luỹ tuỳ huý"),
        ("quý quỳ quỹ quỵ", "quý quỳ quỹ quỵ"),
        ("của múa lùa hoàn toán khoẻn", "của múa lùa hoàn toán khoẻn"),
        ("HÒA BÌNH, ỦY BAN", "HOÀ BÌNH, UỶ BAN"),
        ("khóe loè xòe", "khoé loè xoè"),
    ],
)
def test_tones_go_to_the_second_vowel(written: str, expected: str) -> None:
    assert place_tones(written) == expected
    assert place_tones(expected) == expected


@pytest.mark.parametrize(
    ("dirty", "clean"),
    [
        ("QÐ-UBND", "QĐ-UBND"),
        ("NĐ\ufffeCP", "NĐ-CP"),
        ("NĐ–CP", "NĐ-CP"),
        ("29⁄2008", "29/2008"),
        ("Điều\u00a05", "Điều 5"),
        ("\u200eĐiều 5\u200b", "Điều 5"),
        ("Quyê\u0301t", "Quyết"),
        ("đã\u2028ký", "đã\nký"),
    ],
)
def test_look_alikes_become_one(dirty: str, clean: str) -> None:
    assert normalise(dirty) == clean


def test_what_is_shown_keeps_its_spelling() -> None:
    assert tidy("  Ủy\u00a0 ban\tnhân dân – tỉnh ") == "Ủy ban nhân dân – tỉnh"


def test_folding_keeps_the_length_of_composed_text() -> None:
    text = "Ủy ban nhân dân tỉnh Đắk Lắk, Ưu đãi, ỲỶỸỴ"
    assert len(fold(text)) == len(text)
    assert fold(text).startswith("uy ban nhan dan tinh dak lak")


def test_a_view_leads_back_to_the_same_letters() -> None:
    """Whatever is dropped, composed or replaced: the span of each character covers what it came from."""
    pieces = ["Quyết", "đi\u0323nh", "\u200b", "–", "\u00a0", "Ð", "ủy", "\u00ad", "\n", "5", "a\u0301\u200c"]
    chance = random.Random(7)
    for _ in range(200):
        shown = "".join(chance.choice(pieces) for _ in range(12))
        view = View(shown)
        for place, char in enumerate(view.text):
            start, end = view.span(place, place + 1)
            assert fold(normalise(shown[start:end])) == fold(char)
        assert view.span(0, len(view.text))[1] == len(shown)


def test_names_compare_by_their_words() -> None:
    assert same_words("Ủy ban nhân dân", "Uỷ ban  Nhân dân")
    assert not same_words("Bộ Công Thương", "Bộ Công an")


def test_a_slug_is_plain() -> None:
    assert slug("Thông tư 17/2023/TT-BLĐTBXH") == "thong-tu-17-2023-tt-bldtbxh"
