"""Word for word what pyvi's own ``tokenize`` gives, which the product never calls."""

from __future__ import annotations

import random
import subprocess
import sys
import warnings

import pytest

from indexer.words.segmentation import LONGEST_LINE, words
from kb.text import normalise

SENTENCES = [
    "Ban Quản lý các khu công nghiệp tỉnh được uỷ quyền cấp, cấp lại, gia hạn giấy phép lao động.",
    "Uỷ ban nhân dân tỉnh giao Giám đốc Sở Nội vụ chủ trì, phối hợp với các cơ quan, đơn vị liên quan.",
    "QUY ĐỊNH VỀ PHÂN CẤP, UỶ QUYỀN TRONG LĨNH VỰC ĐẦU TƯ VÀ LAO ĐỘNG",
    "Hồ sơ gồm: a) Đơn đề nghị; b) Bản sao hộ chiếu; c) Giấy khám sức khoẻ (không quá 06 tháng).",
    "Thời hạn giải quyết là 05 ngày làm việc; mức thu 1.000.000 đồng/giấy, giảm 2,5% từ ngày 01/01/2026.",
    "Ông Nguyễn Văn An, ThS. Luật, Tp. Hưng Yên; e-mail: an.nv@hungyen.gov.vn, xem http://hungyen.gov.vn/kcn?id=1",
    "Doanh nghiệp chế xuất -> khu chế xuất ==> khu kinh tế >> khu công nghệ cao ...",
    "Điều 5a. Trách nhiệm của người sử dụng lao động nước ngoài",
    "từ_điển x_y 12_3 U.B.N.D. A. đ. ... !? “trích” ‘dẫn’ – —",
    "giay phep lao dong cho nguoi nuoc ngoai",
    "Tổng cục Thuế, Bộ Tài chính, Kho bạc Nhà nước và Ngân hàng Nhà nước Việt Nam",
]
SYLLABLES = [
    "ban", "quản", "lý", "Khu", "Công", "NGHIỆP", "uỷ", "quyền", "5",  "10/2", ",",
    ".", ";", "(", ")", "-", "/", 
    "giấy", "phép", "Lao", "động", "nước", "ngoài", "a)", "b)", "x",
]  # fmt: skip


def of_pyvi(text: str) -> list[str]:
    """pyvi's own words; each of its tokens is without blanks, so its output can be split."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pyvi.ViTokenizer import tokenize
    return str(tokenize(text)).split()


@pytest.mark.parametrize("sentence", SENTENCES)
def test_the_words_are_those_of_pyvi(sentence: str) -> None:
    assert words(sentence) == of_pyvi(normalise(sentence))


def test_random_lines_too() -> None:
    chance = random.Random(20)
    for _ in range(400):
        line = " ".join(chance.choices(SYLLABLES, k=chance.randint(1, 14)))
        assert words(line) == of_pyvi(line)


def test_lines_of_the_real_codification(shared: object) -> None:
    import gzip
    import itertools
    import json
    from pathlib import Path

    with gzip.open(Path(str(shared)) / "data/phapdien.jsonl.gz", "rt", encoding="utf-8") as rows:
        for row in itertools.islice(rows, 500, 530):
            for line in normalise(json.loads(row)["text"]).split("\n"):
                if len(line) <= LONGEST_LINE and "/" not in line:  # numbers are cut out before
                    assert words(line) == of_pyvi(line)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # The old tone style would join nothing; both are the same to us.
        ("ủy quyền", ["uỷ_quyền"]),
        ("uỷ quyền", ["uỷ_quyền"]),
        # Numbers stay whole, whatever they are joined with.
        ("Nghị định số 29/2008/NĐ-CP ngày", ["Nghị_định", "số", "29/2008/NĐ-CP", "ngày"]),
        ("số 67/2003/QĐ-UB", ["số", "67/2003/QĐ-UB"]),
        ("", []),
        (" \n\n ", []),
        # Lines are cut apart: a heading does not join the text below it.
        ("lao\nđộng", ["lao", "động"]),
    ],
)
def test_what_is_done_before_pyvi(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_one_endless_line_is_cut() -> None:
    assert "".join(words("a." * 20_000)).replace("_", "") == "a." * 20_000


def test_neither_pyvi_nor_its_scientific_libraries_are_imported() -> None:
    check = (
        "import sys; from indexer.words.segmentation import words; words('giấy phép'); "
        "print('pyvi' in sys.modules, 'sklearn' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]
