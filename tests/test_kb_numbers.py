"""Document numbers: every printed form is read, kept as printed, and compared without its slips."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb.errors import InvalidNumber
from kb.numbers import DocumentNumber

_PRINTED = """
67/2003/QĐ-UB 0634/2004/QĐ-BKH 183/QĐ-TTg 1307/QĐ-UBND 18-NQ/TW 51-CTr/TU 36-HD/VPTW 43/2024/QH15 08/2022/UBTVQH15
326/2016/UBTVQH14 12/2014/L-CTN 28/CP 43-CP 141-HĐBT 532/VKT 1629/LĐTBXH-LĐVL 08a/2010/TT-BTP 66.20/2026/NQ-CP
01/2022/TTLT-VKSNDTC-TANDTC-BCA-BQP-BLĐTBXH 08/2014/TT-BCA-A81 9716/VBHN-BKHĐT 202/TTr-BVHTTDL 21-LCT/HĐNN8
51/1999/TTLT/BTC-BCA-NHNN 18976-CV/VPTW 3570/SGD&ĐT-GDTH
"""
REAL = _PRINTED.split()


@pytest.mark.parametrize("printed", REAL)
def test_what_is_printed_is_kept(printed: str) -> None:
    number = DocumentNumber.parse(printed)
    assert str(number) == printed
    assert DocumentNumber.parse(str(number)) == number


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Số: 12/2020/QÐ–UBND", "12/2020/QĐ-UBND"),
        ("12 / 2020 / qd - ubnd", "12/2020/QĐ-UBND"),
        ("5/qđ-ttg", "5/QĐ-TTg"),
        ("40/2018/nd-cp", "40/2018/NĐ-CP"),
        ("17/2023/TT-BLDTBXH", "17/2023/TT-BLĐTBXH"),
        ("8/TTR-SNV", "8/TTr-SNV"),
        ("06/2026/TT-BT\u0421", "06/2026/TT-BTC"),
    ],
)
def test_what_is_typed_or_dirty_becomes_what_is_printed(typed: str, printed: str) -> None:
    assert str(DocumentNumber.parse(typed)) == printed


def test_only_a_type_code_gets_its_bar_back() -> None:
    assert str(DocumentNumber.parse("1155-TTr/ND")) == "1155-TTr/ND"


@pytest.mark.parametrize("first", ["6/2022/TT-BTC", "06/2022/TT-BTC", "6/2022/tt-btc", "6/2022/TT/BTC"])
def test_zeros_case_and_joints_do_not_tell_numbers_apart(first: str) -> None:
    assert DocumentNumber.parse(first) == DocumentNumber.parse("006/2022/TT-BTC")


def test_a_letter_with_a_bar_is_another_letter() -> None:
    assert DocumentNumber.parse("5/2010/CĐ-X") != DocumentNumber.parse("5/2010/CT-X")


@pytest.mark.parametrize("text", ["", "22/5/2018", "1/2", "0123456789", "QĐ-UBND", "12/", "ISO 9001:2008"])
def test_what_is_no_number_is_refused_with_a_hint(text: str) -> None:
    with pytest.raises(InvalidNumber, match="67/2003/QĐ-UB"):
        DocumentNumber.parse(text)


def test_the_official_gazette_is_read_but_for_a_few_slips(shared: Path) -> None:
    lines = (shared / "data/registry/gazette.tsv").read_text("utf-8").splitlines()[1:]
    printed = {line.split("\t")[0].strip() for line in lines}
    refused = [number for number in printed if not DocumentNumber.try_parse(number)]
    assert len(refused) < len(printed) // 100, sorted(refused)[:20]
