"""Numbers and provisions as remembered: every form is read, and nothing that only looks like one."""

import pytest

from kb.remembering import remembered, remembered_path
from kb.text import normalise


@pytest.mark.parametrize(
    "typed, serial, year, slug, organs",
    [
        ("67/2003", "67", 2003, None, ()),
        ("67/2003/QĐ-UB", "67", 2003, "quyet-dinh", ("ub",)),
        ("qd 429 bkh 2004", "429", 2004, "quyet-dinh", ("bkh",)),
        ("qd 0634/2004", "634", 2004, "quyet-dinh", ()),
        ("nghị định 29/2008", "29", 2008, "nghi-dinh", ()),
        ("nghi dinh so 29 nam 2008", "29", 2008, "nghi-dinh", ()),
        ("nd 29 2008", "29", 2008, "nghi-dinh", ()),
        ("ND29-2008", "29", 2008, "nghi-dinh", ()),
        ("NĐ 82", "82", None, "nghi-dinh", ()),
        ("NĐ82/2018/NĐ-CP", "82", 2018, "nghi-dinh", ("cp",)),
        ("82/2018/nđ-cp", "82", 2018, "nghi-dinh", ("cp",)),
        ("ND-CP 82/2018", "82", 2018, "nghi-dinh", ("cp",)),
        ("QĐ-TTg 183/2003", "183", 2003, "quyet-dinh", ("ttg",)),
        ("qđ 183 ttg", "183", None, "quyet-dinh", ("ttg",)),
        ("183/QĐ-TTg", "183", None, "quyet-dinh", ("ttg",)),
        ("nq18", "18", None, "nghi-quyet", ()),
        ("18-NQTW", "18", None, "nghi-quyet", ("tw",)),
        ("18-nq/tw", "18", None, "nghi-quyet", ("tw",)),
        ("tt 01 2011 bnv", "1", 2011, "thong-tu", ("bnv",)),
        ("luat so 64 2025", "64", 2025, "luat", ()),
        ("64/2025/qh15", "64", 2025, None, ("qh15",)),
        ("điều 68 nđ 35/2022", "35", 2022, "nghi-dinh", ()),
        ("khoản 2 điều 9 qđ 67/2003/qđ-ub", "67", 2003, "quyet-dinh", ("ub",)),
        ("QH15 64/2025", "64", 2025, None, ("qh15",)),
        ("01/2011/TTBNV", "1", 2011, "thong-tu", ("bnv",)),
        ("thông tư liên tịch 13/2009/TTLT-BXD-BNV", "13", 2009, "thong-tu-lien-tich", ("bxd", "bnv")),
        ("công văn 1629/LĐTBXH-LĐVL", "1629", None, "cong-van", ("ldtbxh", "ldvl")),
        ("quyết định 1307/QĐ-UBND của tỉnh", "1307", None, "quyet-dinh", ("ubnd",)),
    ],
)
def test_forms(typed, serial, year, slug, organs):
    (found,) = remembered(typed)
    assert (found.serial, found.year, found.type, found.organs) == (serial, year, slug, organs)
    assert normalise(typed)[found.start : found.end] == found.surface


@pytest.mark.parametrize(
    "typed",
    [
        "ngày 22/5/2018", "từ tháng 7/2019", "điều 5 khoản 2", "năm 2019", "trong 30 ngày", "mẫu số 2",
        "lý lịch tư pháp số 2",
        "dưới 3 tháng", "1/2 diện tích", "phí 200.000 đồng", "lao động 2019", "quý 3/2024", "hợp đồng 12 tháng",
    ],
)  # fmt: skip
def test_no_numbers(typed):
    assert remembered(typed) == ()


@pytest.mark.parametrize(
    "typed, path",
    [
        ("điều 68 nđ 35/2022", "dieu-68"),
        ("đ.7 tt 17/2023", "dieu-7"),
        ("đ7 nđ 82", "dieu-7"),
        ("k2 đ 119", "dieu-119.khoan-2"),
        ("dieu 51", "dieu-51"),
        ("Điều 5a khoản 2", "dieu-5a.khoan-2"),
        ("điểm đ khoản 2 điều 9", "dieu-9.khoan-2.diem-đ"),
        ("khoản 3, Điều 107", "dieu-107.khoan-3"),
        ("chương IV nghị định", "chuong-iv"),
    ],
)
def test_paths(typed, path):
    assert str(remembered_path(typed)) == path


@pytest.mark.parametrize(
    "typed", ["điều kiện cấp phép", "điểm thi", "mục đích sử dụng", "khoản vay", "phần mềm", "điều a"]
)
def test_words_that_are_no_paths(typed):
    assert remembered_path(typed) is None


@pytest.mark.parametrize(
    "typed, number, slug, fits",
    [
        ("thông tư 13/2009", "13/2009/TTLT-BXD-BNV", "thong-tu-lien-tich", True),
        ("TTLT 13/2009", "13/2009/TT-BXD", "thong-tu", False),
        ("luật 45/2019", "45/2019/QH14", "bo-luat", True),
        ("tt 17/2023 ldtbxh", "17/2023/TT-BLĐTBXH", "thong-tu", True),
        ("tt 17/2023/tt-byt", "17/2023/TT-BLĐTBXH", "thong-tu", False),
    ],
)
def test_which_documents_may_be_meant(typed, number, slug, fits):
    assert remembered(typed)[0].fits(number, slug) is fits
