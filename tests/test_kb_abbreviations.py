"""Abbreviations: the table is consistent, and only what is one is written out."""

import pytest

from kb.abbreviations import ABBREVIATIONS, expand, meaning
from kb.text import fold


@pytest.mark.parametrize("entry", ABBREVIATIONS, ids=lambda entry: entry.short)
def test_every_entry_is_read_as_printed(entry):
    assert meaning(entry.short) == entry.words


@pytest.mark.parametrize("entry", [entry for entry in ABBREVIATIONS if entry.loose], ids=lambda entry: entry.short)
def test_loose_entries_are_read_in_small_letters_without_diacritics(entry):
    assert meaning(fold(entry.short)) == entry.words


def test_no_abbreviation_is_listed_twice():
    folded = [fold(entry.short) for entry in ABBREVIATIONS]
    assert len(folded) == len(set(folded))


@pytest.mark.parametrize(
    "typed, read",
    [
        ("BQL KKT tỉnh Long An", "ban quản lý khu kinh tế tỉnh Long An"),
        ("ubnd tinh cap gplđ", "ủy ban nhân dân tinh cap giấy phép lao động"),
        ("Sở KH&ĐT và Sở LĐ-TBXH", "Sở kế hoạch và đầu tư và Sở lao động thương binh và xã hội"),
        ("thủ tục cấp C/O", "thủ tục cấp giấy chứng nhận xuất xứ hàng hóa"),
        ("điều 3 BLLĐ 2019", "điều 3 bộ luật lao động 2019"),
        # Part of a number stays, and so does a word that only looks like an abbreviation.
        ("tt 17/2023/TT-BLĐTBXH", "tt 17/2023/TT-BLĐTBXH"),
        ("qd 183/QĐ-TTg", "qd 183/QĐ-TTg"),
        ("co so san xuat", "co so san xuat"),
        ("đường bộ", "đường bộ"),
    ],
)
def test_expand(typed, read):
    assert expand(typed) == read


@pytest.mark.parametrize("entry", ABBREVIATIONS, ids=lambda entry: entry.short)
def test_what_is_written_out_stays(entry):
    assert expand(entry.words) == entry.words
