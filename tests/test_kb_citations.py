"""Citations in running text: what is found, where it stands, what it says, and what is left alone."""

from __future__ import annotations

import sys
from datetime import date
from itertools import pairwise

import pytest

from kb.citations import Citation, Context, find_citations

DECREE = Context("nghi-dinh", "12/2024/NĐ-CP")


def only(text: str, context: Context | None = None) -> Citation:
    """The one citation of a text."""
    [found] = find_citations(text, context)
    return found


# ------------------------------------------------------------------ documents by number
NUMBERS = [
    # text, surface, type, number
    ("theo Nghị định số 35/2022/NĐ-CP về", "Nghị định số 35/2022/NĐ-CP", "nghi-dinh", "35/2022/NĐ-CP"),
    ("theo Nghị định 35/2022/NĐ-CP về", "Nghị định 35/2022/NĐ-CP", "nghi-dinh", "35/2022/NĐ-CP"),
    ("Quyết định 12 QĐ-UBND về", "Quyết định 12 QĐ-UBND", "quyet-dinh", "12/QĐ-UBND"),
    ("Căn_cứ Thông_tư số 97/2006/TT-BTC", "Thông_tư số 97/2006/TT-BTC", "thong-tu", "97/2006/TT-BTC"),
    ("Quyết định số17/2019/QÐ-UBND quy", "Quyết định số17/2019/QÐ-UBND", "quyet-dinh", "17/2019/QĐ-UBND"),
    ("Nghị định 40/2018/NĐ–CP đã", "Nghị định 40/2018/NĐ–CP", "nghi-dinh", "40/2018/NĐ-CP"),
    ("Quyết định 55/QĐ- SKHCN của", "Quyết định 55/QĐ- SKHCN", "quyet-dinh", "55/QĐ-SKHCN"),
    ("Thông tư 8 / 2021 / TT - BTC", "Thông tư 8 / 2021 / TT - BTC", "thong-tu", "8/2021/TT-BTC"),
    ("Thông tư 09/2021//TT-BTC", "Thông tư 09/2021//TT-BTC", "thong-tu", "09/2021/TT-BTC"),
    ("Nghi dinh so 80/2021/ND-CP ngay", "Nghi dinh so 80/2021/ND-CP", "nghi-dinh", "80/2021/NĐ-CP"),
    ("quyết định số 12/qđ-ttg của", "quyết định số 12/qđ-ttg", "quyet-dinh", "12/QĐ-TTg"),
    ("Quyết định số 12/QĐ-TTG của", "Quyết định số 12/QĐ-TTG", "quyet-dinh", "12/QĐ-TTg"),
    ("Thông tư \nsố 08a/2010/TT-\nBTP về", "Thông tư \nsố 08a/2010/TT-\nBTP", "thong-tu", "08a/2010/TT-BTP"),
    ("Nghị quyết 66.20/2026/NQ-CP", "Nghị quyết 66.20/2026/NQ-CP", "nghi-quyet", "66.20/2026/NQ-CP"),
    ("Nghị quyết số 19-NQ/TW", "Nghị quyết số 19-NQ/TW", "nghi-quyet", "19-NQ/TW"),
    ("Chương trình hành động số 7-CTr/TU", "Chương trình hành động số 7-CTr/TU", "chuong-trinh", "7-CTr/TU"),
    ("Nghị định số 36/CP", "Nghị định số 36/CP", "nghi-dinh", "36/CP"),
    ("Nghị định số 43-CP", "Nghị định số 43-CP", "nghi-dinh", "43-CP"),
    ("Quyết định 201-HĐBT", "Quyết định 201-HĐBT", "quyet-dinh", "201-HĐBT"),
    ("Công văn số 1629/LĐTBXH-LĐVL", "Công văn số 1629/LĐTBXH-LĐVL", "cong-van", "1629/LĐTBXH-LĐVL"),
    ("Văn bản số 77/UBND-KT", "Văn bản số 77/UBND-KT", "cong-van", "77/UBND-KT"),
    ("tại văn bản số 12/TTr-SNV", "văn bản số 12/TTr-SNV", "to-trinh", "12/TTr-SNV"),
    ("Thông tư số 3/2008/TTLT-BTC-BCA", "Thông tư số 3/2008/TTLT-BTC-BCA", "thong-tu-lien-tich", "3/2008/TTLT-BTC-BCA"),
    ("Thông tư số 9-TT/LB", "Thông tư số 9-TT/LB", "thong-tu-lien-tich", "9-TT/LB"),
    ("Quyết định ủy quyền số 6/QĐ-BKH", "Quyết định ủy quyền số 6/QĐ-BKH", "quyet-dinh", "6/QĐ-BKH"),
    ("Luật số 61/2020/QH14", "Luật số 61/2020/QH14", "luat", "61/2020/QH14"),
    ("NĐ 15/2020/NĐ-CP", "NĐ 15/2020/NĐ-CP", "nghi-dinh", "15/2020/NĐ-CP"),
    ("sửa đổi Nghị định số 24/2019/NĐ-CPngày 5", "Nghị định số 24/2019/NĐ-CP", "nghi-dinh", "24/2019/NĐ-CP"),
    ("Thông báo kết luận số 12/TB-VPCP", "Thông báo kết luận số 12/TB-VPCP", "thong-bao", "12/TB-VPCP"),
    ("theo Thông tưsố 19/2011/TT-BTC", "Thông tưsố 19/2011/TT-BTC", "thong-tu", "19/2011/TT-BTC"),
    ("Thông tư số 27 TC/HCSN", "Thông tư số 27 TC/HCSN", "thong-tu", "27-TC/HCSN"),
    ("Tờ trình số 3954/TTr. UBND ngày", "Tờ trình số 3954/TTr. UBND", "to-trinh", "3954/TTr.UBND"),
    ("Biên bản số 5/BB-UBND", "Biên bản số 5/BB-UBND", "other", "5/BB-UBND"),
    ("Thông tư số 06/2026/TT-BT\u0421", "Thông tư số 06/2026/TT-BT\u0421", "thong-tu", "06/2026/TT-BTC"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "surface", "slug", "number"), NUMBERS)
def test_a_document_is_found_by_its_number(text: str, surface: str, slug: str, number: str) -> None:
    found = only(text)
    assert (found.surface, found.type, found.number, found.kind) == (surface, slug, number, "document")


@pytest.mark.parametrize(
    ("text", "number", "year"),
    [
        ("Thông tư 200 ban hành năm đó", "200", None),
        ("mức phạt theo Nghị định 100/2019.", "100/2019", 2019),
        ("theo Nghị định 28 năm 2020 thì", "28/2020", 2020),
        ("như NQ57 đã nêu", "57", None),
        ("Nghị quyết 57 của Bộ Chính trị", "57", None),
    ],
)
def test_the_beginning_of_a_number_is_marked_as_such(text: str, number: str, year: int | None) -> None:
    found = only(text)
    assert (found.number, found.year, found.partial) == (number, year, True)


# ------------------------------------------------------------------ documents by name
@pytest.mark.parametrize(
    ("text", "title", "year", "end"),
    [
        ("theo Luật Đầu tư năm 2020 thì", "Luật Đầu tư", 2020, "2020"),
        ("theo Luật Đất đai 2024, người", "Luật Đất đai", 2024, "2024"),
        ("theo luật đầu tư công thì", "luật đầu tư công", None, "công"),
        ("theo Bộ luật Lao động.", "Bộ luật Lao động", None, "động"),
        ("Luật Quản lý, sử dụng tài sản công quy định", "Luật Quản lý, sử dụng tài sản công", None, "công"),
        ("Pháp lệnh Ngoại hối và quy định", "Pháp lệnh Ngoại hối", None, "hối"),
        ("Luật Bảo vệ môi trường (sửa đổi) năm 2020", "Luật Bảo vệ môi trường", 2020, "2020"),
        ("Luật BHXH 2014 có", "Luật BHXH", 2014, "2014"),
        (
            "Luật sửa đổi, bổ sung một số điều của Luật Thú y và Luật Đê điều có hiệu lực",
            "Luật sửa đổi, bổ sung một số điều của Luật Thú y và Luật Đê điều",
            None,
            "Đê điều",
        ),
        ("Hiến pháp năm 2013 quy định", "Hiến pháp", 2013, "2013"),
        ("Luat Doanh nghiep so 59/2020/QH14 va", "Luat Doanh nghiep", 2020, "QH14"),
    ],
)
def test_a_law_is_found_by_its_name(text: str, title: str, year: int | None, end: str) -> None:
    found = only(text)
    assert (found.title, found.year) == (title, year)
    assert found.surface.endswith(end)


def test_a_law_of_which_only_the_year_is_named_takes_the_name_told_before() -> None:
    _, second = find_citations("Luật Việc làm năm 2013 hết hiệu lực; Luật 2013 khác trước.")
    assert (second.title, second.anaphor) == ("Luật Việc làm", True)


# ------------------------------------------------------------------ date, issuer, lists
DETAILS = [
    ("Quyết định số 5/QĐ-UBND ngày 06/5/2021 của UBND tỉnh Hà Nam về", date(2021, 5, 6), "UBND tỉnh Hà Nam"),
    ("Quyết định số 5/QĐ-UBND của UBND tỉnh Hà Nam ngày 06/5/2021 về", date(2021, 5, 6), "UBND tỉnh Hà Nam"),
    ("Nghị định số 5/CP ngày 01 tháng 02 năm\n1995 của Chính\nphủ quy định", date(1995, 2, 1), "Chính phủ"),
    ("Ngày 05/3/2020, Chính phủ ban hành Nghị định số 30/2020/NĐ-CP", date(2020, 3, 5), "Chính phủ"),
    ("QUYẾT ĐỊNH SỐ 5/2021/QĐ-UBND NGÀY 06/5/2021 CỦA UBND TỈNH HÀ NAM VỀ ĐỊNH MỨC", date(2021, 5, 6),
     "UBND TỈNH HÀ NAM"),
    ("Nghị định ngày 05/3/2020 của Chính phủ số 30/2020/NĐ-CP", date(2020, 3, 5), "Chính phủ"),
    ("Theo đề nghị của Giám đốc Sở Y tế tại Tờ trình số 4/TTr-SYT;", None, "Giám đốc Sở Y tế"),
    ("được Thủ tướng Chính phủ phê duyệt tại Quyết định số 9/QĐ-TTg", None, "Thủ tướng Chính phủ"),
    ("ngày 2/9/2019 UBND tỉnh lập Trung tâm (Quyết định số 8/QĐ-UBND)", date(2019, 9, 2), "UBND tỉnh"),
    ("Quyết định của Bộ trưởng Bộ Y tế số 7/2001/QĐ-BYT", None, "Bộ trưởng Bộ Y tế"),
    (
        "Thông tư số 1/2019/TT-BVHTTDL của Bộ Văn hóa, Thể thao và Du lịch quy định",
        None,
        "Bộ Văn hóa, Thể thao và Du lịch",
    ),
    ("Chỉ thị số 3-CT/TW của Ban Bí thư Trung ương Đảng (khóa XII) về", None, "Ban Bí thư Trung ương Đảng"),
    ("Thông tư liên tịch số 1/2007/TTLT-BTM-BCN của Bộ Thương mại và Bộ Công nghiệp về", None,
     "Bộ Thương mại và Bộ Công nghiệp"),
    ("Thông tư số 4/TT-LB của liên Bộ Lao động - Thương binh và Xã hội, Tài chính và Y tế hướng dẫn", None,
     "liên Bộ Lao động - Thương binh và Xã hội, Tài chính và Y tế"),
    ("Nghị định số 5/2022/NĐ-CP1 ngày 28/5/2022 của Chính phủ", date(2022, 5, 28), "Chính phủ"),
    ("Quyet dinh so 12/QD-UBND ngay 5/6/2020 cua UBND tinh Ha Nam ve viec", date(2020, 6, 5), "UBND tinh Ha Nam"),
    ("theo đề nghị của Sở Y tế (Tờ trình số 5/TTr-SYT)", None, "Sở Y tế"),
    ("Quyết định số 2/QĐ-UBND của UBND tỉnh, Sở Nội vụ đã", None, "UBND tỉnh"),
    ("Nghị định số 2/2020/NĐ-CP có hiệu lực từ ngày 01/3/2020", None, None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "issued", "issuer"), DETAILS)
def test_date_and_issuer_are_what_the_sentence_says(text: str, issued: date | None, issuer: str | None) -> None:
    found = only(text)
    assert (found.date, found.issuer) == (issued, issuer)
    if found.issuer_span:
        assert " ".join(text[slice(*found.issuer_span)].split()) == issuer


def test_members_of_a_list_take_type_and_issuer_of_its_head() -> None:
    text = "các Nghị định của Chính phủ số 1/2010/NĐ-CP ngày 8/6/2010, số 2/2013/NĐ-CP và số 3/2017/NĐ-CP;"
    found = find_citations(text)
    assert [item.surface[:2] for item in found] == ["Ng", "số", "số"]
    assert {item.type for item in found} == {"nghi-dinh"}
    assert {item.issuer for item in found} == {"Chính phủ"}


def test_letters_without_type_code_are_members_too() -> None:
    found = find_citations("tại các văn bản số 8/BNNMT-KS ngày 1/2/2025, 9/BNNMT-KS ngày 2/2/2025 và 10/BNNMT-KS;")
    assert [item.number for item in found] == ["8/BNNMT-KS", "9/BNNMT-KS", "10/BNNMT-KS"]


# ------------------------------------------------------------------ provisions
PATHS = [
    ("điểm a khoản 2 Điều 5 Luật Giá", ["dieu-5.khoan-2.diem-a"]),
    ("Điều 5 khoản 2 Luật Giá", ["dieu-5.khoan-2"]),
    ("điểm a, khoản 1, Điều 5 Luật Giá", ["dieu-5.khoan-1.diem-a"]),
    ("các Điều 3, 4 và 5 Luật Giá", ["dieu-3", "dieu-4", "dieu-5"]),
    ("từ Điều 5 đến Điều 8 của Luật Giá", ["dieu-5", "dieu-6", "dieu-7", "dieu-8"]),
    ("điểm c đến điểm g khoản 1 Điều 2 Luật Giá",
     [f"dieu-2.khoan-1.diem-{letter}" for letter in ("c", "d", "đ", "e", "g")]),
    ("khoản 1, 2 và 3 Điều 9 Luật Giá", ["dieu-9.khoan-1", "dieu-9.khoan-2", "dieu-9.khoan-3"]),
    ("Điều 2; khoản 1 và điểm b khoản 2 Điều 4 Luật Giá", ["dieu-2", "dieu-4.khoan-1", "dieu-4.khoan-2.diem-b"]),
    ("Điều 5a và khoản 3m Điều 7 Luật Giá", ["dieu-5a", "dieu-7.khoan-3m"]),
    ("Mục 2 Chương III Luật Giá", ["chuong-iii.muc-2"]),
    ("Chương II, Điều 9 Luật Giá", ["chuong-ii", "dieu-9"]),
    ("điểm 1.2 mục II Phần B Thông tư số 5/2004/TT-BTC", ["phan-b.muc-ii.diem-1.2"]),
    ("Phần thứ hai Thông tư số 5/2004/TT-BTC", ["phan-2"]),
    ("mục b Điều 4 Nghị định số 36/CP", ["dieu-4.muc-b"]),
    ("Khoản 2 Mục III Điều 1 Quyết định số 5/QĐ-TTg", ["dieu-1.muc-iii.khoan-2"]),
    ("Chương II Mục 1 Điều 5 Luật Giá", ["chuong-ii.muc-1.dieu-5"]),
    ("từ Chương II đến Chương IV Luật Giá", ["chuong-ii", "chuong-iii", "chuong-iv"]),
    ("Phụ lục II ban hành kèm theo Nghị định số 31/2021/NĐ-CP", ["phu-luc-ii"]),
    ("tiết b điểm 2 khoản 1 Điều 4 Luật Giá", ["dieu-4.khoan-1.diem-2.tiet-b"]),
    ("Luật Giá Điều 6", ["dieu-6"]),
    ("các Điều từ 8 đến 10 của Luật Giá", ["dieu-8", "dieu-9", "dieu-10"]),
    ("điểm c.1 khoản 2 Điều 9 Luật Giá", ["dieu-9.khoan-2.diem-c.1"]),
    ("điểm II mục 1 Thông tư số 5/2004/TT-BTC", ["muc-1.diem-ii"]),
    ("điểm đ khoản 2 Điều 23 đ Nghị định số 72/2013/NĐ-CP", ["dieu-23đ.khoan-2.diem-đ"]),
    ("Điều 5 Luật Giá (sửa đổi)", ["dieu-5"]),
    ("mục II.11 Thông tư số 5/2004/TT-BTC", ["muc-ii.11"]),
    ("mục đ, khoản 2, Điều 1 Quyết định số 5/QĐ-TTg", ["dieu-1.khoan-2.muc-đ"]),
    ("điêm b khoản 13 Điêu 7 Nghị định số 31/2021/NĐ-CP", ["dieu-7.khoan-13.diem-b"]),
    ("khoản I, 2 Điều 32 Nghị định số 31/2021/NĐ-CP", ["dieu-32.khoan-1", "dieu-32.khoan-2"]),
    ("Điều 5 (các khoản 1, 3 và 4) Luật Giá", ["dieu-5.khoan-1", "dieu-5.khoan-3", "dieu-5.khoan-4"]),
    ("Điều 5 – Điều 7 Luật Giá", ["dieu-5", "dieu-6", "dieu-7"]),
    ("khoản 3; Điều 6 và Phụ lục II, IIIa ban hành kèm theo Nghị định số 31/2021/NĐ-CP",
     ["khoan-3", "dieu-6", "phu-luc-ii", "phu-luc-iiia"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "paths"), PATHS)
def test_provisions_of_a_document(text: str, paths: list[str]) -> None:
    found = only("theo quy định tại " + text)
    assert [str(path) for path in found.provisions] == paths
    assert (found.kind, found.target) == ("provision", "external")
    assert text.endswith(found.surface) or found.surface.startswith("Luật")


RELATIVE = [
    ("quy định tại khoản 1 Điều này", ["dieu-nay.khoan-1"], "this-unit"),
    ("quy định tại điểm a và điểm b khoản này", ["khoan-nay.diem-a", "khoan-nay.diem-b"], "this-unit"),
    ("theo trình tự tại Mục này", ["muc-nay"], "this-unit"),
    ("theo quy định tại Điều 20 Mục 2 Chương này", ["chuong-nay.muc-2.dieu-20"], "this-unit"),
    ("quy định tạiđiểm a khoản 1 Điều 4 Nghị định này", ["dieu-4.khoan-1.diem-a"], "self"),
    ("quy định tại Điều 5 Nghị định này", ["dieu-5"], "self"),
    ("quy định tại Điều 5 của bản Quy định này", ["dieu-5"], "self"),
    ("quy định tại khoản 2 Điều 7.", ["dieu-7.khoan-2"], "self"),
    ("mẫu tại Phụ lục ban hành kèm theo Nghị định này", ["phu-luc"], "self"),
    ("mẫu tại Phụ lục số 03/ĐKHN ban hành kèm theo Nghị định này", ["phu-luc-03"], "self"),
    ("Nghị định này có hiệu lực", [], "self"),
]


def test_an_article_of_a_law_that_was_not_named_is_not_of_the_decree_in_hand() -> None:
    found = only("quy định tại khoản 2 Điều 30 của Luật thì", DECREE)
    assert (found.target, found.type, found.number, found.title) == ("external", "luat", None, None)


@pytest.mark.parametrize(
    "text",
    [
        "Tòa án ra quyết định đình chỉ. Quyết định này được gửi cho đương sự.",
        "theo Điều 5 Hiệp định về thương mại",
        "quy định chi tiết các luật, nghị quyết này",
        "**Điều 3. **Có hiệu lực từ ngày ký.",
        "Biên bản này được lập thành hai bản",
    ],
)
def test_what_a_decree_speaks_of_is_not_the_decree(text: str) -> None:
    assert find_citations(text, DECREE) == []


@pytest.mark.parametrize(("text", "paths", "target"), RELATIVE)
def test_the_text_in_hand_and_the_unit_in_hand(text: str, paths: list[str], target: str) -> None:
    found = only(text, DECREE)
    assert ([str(path) for path in found.provisions], found.target) == (paths, target)
    assert found.number is None


def test_runs_for_different_targets_are_different_citations() -> None:
    text = "khoản 1, khoản 2 Điều này, Điều 5 Nghị định này và điểm a khoản 3 Điều 6 Luật Giá"
    assert [(item.surface, item.target) for item in find_citations("tại " + text, DECREE)] == [
        ("khoản 1, khoản 2 Điều này", "this-unit"),
        ("Điều 5 Nghị định này", "self"),
        ("điểm a khoản 3 Điều 6 Luật Giá", "external"),
    ]


RUNS = [
    # What some words part from its khoản or Điều.
    ("tài liệu tại điểm a, điểm d (nếu có thay đổi) và điểm đ khoản 1 Điều này",
     [("dieu-nay.khoan-1.diem-a,dieu-nay.khoan-1.diem-d", "this-unit"), ("dieu-nay.khoan-1.diem-đ", "this-unit")]),
    ("miễn phần thi tại điểm a hoặc phần quy định tại điểm c khoản 4 Điều 10 Thông tư này",
     [("dieu-10.khoan-4.diem-a", "self"), ("dieu-10.khoan-4.diem-c", "self")]),
    # A chain whose last run names the document of all.
    ("trường hợp quy định tại điểm đ khoản 4 Điều 248 hoặc thuộc trường hợp quy định tại khoản 4 Điều 249 Luật Giá",
     [("dieu-248.khoan-4.diem-đ", "external"), ("dieu-249.khoan-4", "external")]),
    # What stays of a document that ends.
    ("Luật Giá số 11/2012/QH13 hết hiệu lực, trừ các quy định tại Điều 15 tiếp tục có hiệu lực",
     [("", "external"), ("dieu-15", "external")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), RUNS)
def test_words_between_runs_do_not_part_them_from_what_they_are_of(text: str, expected: list[tuple[str, str]]) -> None:
    found = find_citations(text, DECREE)
    assert [(",".join(map(str, item.provisions)), item.target) for item in found] == expected
    assert len({item.title for item in found}) == 1


def test_items_of_a_list_are_of_the_document_that_its_lead_names() -> None:
    text = (
        "Nghị định này quy định chi tiết:\n1. Các điều, khoản sau đây của Luật Giá:\na) Khoản 1 Điều 15 về báo cáo;\n"
        "b) Điều 17 về tiêu chí.\n2. Điều 20 về việc khác."
    )
    found = [(str(item.provisions[0]), item.target) for item in find_citations(text, DECREE) if item.provisions]
    assert found == [("dieu-15.khoan-1", "external"), ("dieu-17", "external"), ("dieu-20", "self")]


def test_a_law_that_amends_several_is_named_with_their_numbers() -> None:
    name = "Luật sửa đổi, bổ sung một số điều của Luật Giá số 16/2023/QH15, Luật Nhà ở số 27/2023/QH15"
    found = only(f"theo {name} số 43/2024/QH15 thì")
    assert (found.title, found.number) == (name, "43/2024/QH15")
    assert only(f"theo {name}.").number is None


AMENDING = """Điều 3. Sửa đổi, bổ sung một số điều của Nghị định số 8/2015/NĐ-CP
1. Sửa đổi khoản 3 Điều 5 như sau:
“3. Hồ sơ theo khoản 1 Điều này và Điều 9 Nghị định này.”.
2. Bổ sung điểm o vào khoản 1 Điều 16 như sau:
“o) Trường hợp khác.”.
3. Bãi bỏ Điều 20."""


def test_an_amending_article_speaks_of_the_amended_act_and_its_quotations_of_themselves() -> None:
    found = find_citations(AMENDING, DECREE)
    assert [(item.surface, ",".join(map(str, item.provisions)), item.target, item.quoted) for item in found] == [
        ("Nghị định số 8/2015/NĐ-CP", "", "external", False),
        ("khoản 3 Điều 5", "dieu-5.khoan-3", "external", False),
        ("khoản 1 Điều này", "dieu-nay.khoan-1", "this-unit", True),
        ("Điều 9 Nghị định này", "dieu-9", "self", True),
        ("điểm o", "dieu-16.khoan-1.diem-o", "external", False),
        ("khoản 1 Điều 16", "dieu-16.khoan-1", "external", False),
        ("Điều 20", "dieu-20", "external", False),
    ]
    assert {item.number for item in found if item.target == "external"} == {"8/2015/NĐ-CP"}


@pytest.mark.parametrize(
    "text",
    [
        "“15. Thu nhập được miễn thuế theo điều kiện quy định tại khoản này.”.",
        "1. Sửa đổi điểm a, điểm b khoản 1 Điều 9 như sau:\n“a) Hàng hóa;”;\n“b) Dịch vụ quy định tại khoản này.”.",
        "1. Sửa đổi, bổ sung điểm c khoản 3 Điều 4 như sau:\nHàng hóa quy định tại khoản này.\n2. Bãi bỏ Điều 6.",
    ],
)
def test_text_of_another_act_is_quoted_with_and_without_its_marks(text: str) -> None:
    [unit] = [found for found in find_citations(text, DECREE) if found.target == "this-unit"]
    assert unit.quoted


def test_the_act_that_is_amended_is_the_first_one_named_not_the_law_behind_it() -> None:
    text = (
        "1. Sửa đổi, bổ sung một số điều của Nghị định số 8/2020/NĐ-CP của Chính phủ hướng dẫn một số điều của "
        "Luật An toàn, vệ sinh lao động như sau:\na) Sửa đổi khoản 1 Điều 2 như sau:\n“1. Mức đóng.”\nb) Bỏ Điều 39."
    )
    units = [found for found in find_citations(text, DECREE) if found.provisions]
    assert {found.number for found in units} == {"8/2020/NĐ-CP"} and len(units) == 2


def test_what_follows_amended_text_is_not_quoted() -> None:
    text = "1. Sửa đổi khoản 3 Điều 4 như sau:\n3. Hàng hóa.\n2. Bãi bỏ Điều 6. Nghị định này có hiệu lực."
    assert not find_citations(text, DECREE)[-1].quoted
    listed = "1. Sửa đổi, bổ sung Điều 4 như sau:\na) Sửa đổi khoản 1 theo Phụ lục I ban hành kèm theo Nghị định này;"
    assert not find_citations(listed, DECREE)[-1].quoted


def test_in_the_press_a_bare_article_is_of_the_law_cited_before() -> None:
    found = find_citations("Điều 174 Bộ luật Hình sự rất rõ. Theo luật sư, khoản 2 Điều 175 nặng hơn.")
    assert [(item.title, item.anaphor) for item in found] == [("Bộ luật Hình sự", False), ("Bộ luật Hình sự", True)]


def test_a_provision_of_an_attached_regulation_belongs_to_its_decision() -> None:
    text = "theo Điều 4 Quy chế quản lý cụm công nghiệp ban hành kèm theo Quyết định số 5/2019/QĐ-UBND;"
    provision, decision = find_citations(text, DECREE)
    assert (provision.number, provision.attachment, provision.anaphor) == ("5/2019/QĐ-UBND", True, True)
    assert decision.kind == "document"


# ------------------------------------------------------------------ dirt
GAZETTE_PAGE = """theo khoản 2 Điều 3 Nghị 
Người ký: Cổng Thông tin điện tử
Email: a@b.vn
Thời gian ký: 26.07.2023 09:53:50 +07:00

8 
CÔNG BÁO/Số 849 + 850/Ngày 26-7-2023 

định số 42/2023/NĐ-CP"""


def test_running_heads_and_signatures_do_not_break_a_citation() -> None:
    found = only(GAZETTE_PAGE)
    assert (found.number, str(found.provisions[0])) == ("42/2023/NĐ-CP", "dieu-3.khoan-2")
    assert found.surface == GAZETTE_PAGE[found.start : found.end]


def test_glued_words_are_taken_apart() -> None:
    found = only("quy định chi tiết thi hànhkhoản 2 Điều 8Luật Giá")
    assert found.surface.startswith("khoản 2 Điều 8")


@pytest.mark.parametrize(
    "text",
    [
        "Điều này giúp người dân. Quy định này sẽ sớm có.",
        "Điều 5. Phạm vi điều chỉnh\n1. Nội dung.",
        "Chương II\nTỔ CHỨC THỰC HIỆN",
        "Bản án số 12/2018/DS-ST ngày 22/5/2018; Quyết định số 9/2019/QĐST-KDTM",
        "giấy phép số 123/GP-BTTTT, mẫu số 03/QĐ-THH, hợp đồng số 5/HĐKT",
        "tỷ lệ 1/2, ngày 22/5/2018, giai đoạn 2016-2020, tài khoản 3, thời điểm 1",
        "pháp luật, luật sư, Công ty Luật Minh Anh, Đại học Luật Hà Nội",
        "Kế hoạch 5 năm; quyết định 3 nội dung; các nghị quyết của Đảng",
        "dự thảo Luật Đất đai; dự án Luật Việc làm",
        "Số: 12/2020/QĐ-UBND\nHà Nam, ngày 5 tháng 6 năm 2020",
        "Phụ lục 12.2019.TT-BCT.doc",
        "chấm theo thang điểm 100, bội số là 0,5",
    ],
)
def test_look_alikes_are_left_alone(text: str) -> None:
    assert find_citations(text) == []


def test_a_standard_is_no_legal_document() -> None:
    found = only("hệ thống theo TCVN ISO 9001:2008 được")
    assert (found.kind, found.number, found.year) == ("standard", "TCVN ISO 9001:2008", 2008)
    assert only("theo TCVN 5945-2005 về").year == 2005


@pytest.mark.parametrize(
    "text", ["1. Điểm 2 khi không phải liên hệ", "Tại điểm (30 ± 10) %", "các loài thuộc Phụ lục II CITES"]
)
def test_marks_and_treaties_are_no_units_of_a_decree(text: str) -> None:
    assert find_citations(text, DECREE) == []


def test_an_article_of_a_standard_is_not_of_the_decree_in_hand() -> None:
    found = only("thực hiện theo Khoản 4.1 Điều 4 QCXDVN 01 : 2002.", DECREE)
    assert (found.target, found.number) == ("external", "QCXDVN 01 : 2002")
    assert find_citations("thực hiện theo Khoản 4.1 Điều 4 Quy chuẩn về đường bộ.", DECREE) == []


# ------------------------------------------------------------------ properties
EVERYTHING = "\n".join(
    [*(row[0] for row in NUMBERS), *(row[0] for row in DETAILS), *(row[0] for row in PATHS), AMENDING]
)


@pytest.mark.parametrize("text", [EVERYTHING, EVERYTHING.replace("ị", "i\u0323"), EVERYTHING.replace(" ", "\u00a0")])
def test_offsets_point_into_the_text_as_given(text: str) -> None:
    found = find_citations(text, DECREE)
    assert len(found) > 60
    assert all(text[item.start : item.end] == item.surface for item in found)
    assert all(first.end <= second.start for first, second in pairwise(found))


@pytest.mark.parametrize(
    "text", ["điều 1 " * 9000, "số " * 20000, "(" * 50000, "1/" * 30000, "“" * 40000, "luật " * 9000]
)
def test_hostile_repetition_ends(text: str) -> None:
    found = find_citations(text, DECREE)
    assert all(text[item.start : item.end] == item.surface for item in found)


def calls(text: str) -> int:
    """How many functions run while a text is searched, those written in C included: work without a clock."""
    count = 0

    def note(frame: object, event: str, argument: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    sys.setprofile(note)
    try:
        find_citations(text, DECREE)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize(
    "piece",
    [
        "Điều 1, ",
        "khoản 1 khoản 2 ",
        "số 1/2/3/4/5/",
        "Nghị định số ",
        "LUẬT ĐẤT ĐAI NHÀ Ở ",
        "này ",
        "như sau: “Điều 1. x” ",
        "“a” ",
        "\n1. Sửa đổi khoản 1 Điều 2 như sau:\nx",
        "Luật Đầu tư số 61/2020/QH14 (sau đây gọi là Luật Đầu tư) và ",
        "các Nghị định 10, 12, 14, ",
        "12/2020/NĐ-CP, ",
        "\n8\nCÔNG BÁO/Số 1 + 2/Ngày 1-1-2020\n",
        "Ngh ị đ ịnh s ố ",
    ],
)
def test_four_times_the_text_is_four_times_the_work(piece: str) -> None:
    small = piece * (4000 // len(piece))
    assert calls(small * 4) < 4.3 * calls(small) + 1000


def test_the_machine_form_names_only_types_that_are_told_apart() -> None:
    record = only("Tờ trình số 4/TTr-SYT ngày 2/3/2021").as_json()
    assert (record["type"], record["date"], record["provisions"]) == ("other", "2021-03-02", [])
    assert "partial" not in record


def test_words_torn_by_blanks_are_read_and_shown_as_they_stand() -> None:
    text = "Căn cứ kho ản 2 Đi ều 5 Ngh ị đ ịnh s ố 104/2025/NĐ-CP ng ày 15/5/2025 củ a Ch ính ph ủ và điểm c ủy quyền"
    (found,) = find_citations(text)
    assert text[found.start : found.end] == found.surface == "kho ản 2 Đi ều 5 Ngh ị đ ịnh s ố 104/2025/NĐ-CP"
    assert (found.number, found.date, found.issuer) == ("104/2025/NĐ-CP", date(2025, 5, 15), "Chính phủ")
    assert [str(path) for path in found.provisions] == ["dieu-5.khoan-2"]


def test_a_code_with_a_blank_behind_its_bar_and_one_of_its_units() -> None:
    text = (
        "Quyết định số 04/2002/QĐ-BGD&ĐT ngày 8/3/2002 và Quyết định số 2447/QĐ-BGD& ĐT-THPT ngày 29/5/2003 của Bộ "
        "trưởng Bộ Giáo dục và Đào tạo"
    )
    found = find_citations(text)
    assert [citation.number for citation in found] == ["04/2002/QĐ-BGD&ĐT", "2447/QĐ-BGD&ĐT-THPT"]
    assert {citation.issuer for citation in found} == {"Bộ trưởng Bộ Giáo dục và Đào tạo"}


@pytest.mark.parametrize(
    ("text", "issuer"),
    [
        ("Quyết định số 245/QĐ-NHNN7 ngày 2/8/2000 của Thống đốc NHNN về thanh toán", "Thống đốc NHNN"),
        (
            "Thông tư liên tịch số 1/2003/TTLT-BTC-BNV ngày 4/3/2003 của Liên tịch Bộ Giáo dục và đào tạo - Bộ Nội vụ",
            "Liên tịch Bộ Giáo dục và đào tạo - Bộ Nội vụ",
        ),
    ],
)
def test_issuers_in_short_and_joint(text: str, issuer: str) -> None:
    assert find_citations(text)[0].issuer == issuer


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        (
            "theo các Luật: Đầu tư, Doanh nghiệp năm 2020 và Đất đai; các văn bản khác",
            ["Luật Đầu tư", "Luật Doanh nghiệp", "Luật Đất đai"],
        ),
        ("một số điều của các luật Đầu tư, Đấu thầu", ["Luật Đầu tư", "Luật Đấu thầu"]),
        ("theo các Luật Đầu tư, Luật Đất đai", ["Luật Đầu tư", "Luật Đất đai"]),
        ("theo Luật Đầu tư, Doanh nghiệp phải nộp báo cáo", ["Luật Đầu tư"]),
        ("các luật về thuế, phí", []),
    ],
)
def test_laws_of_a_list_that_names_the_type_once(text: str, titles: list[str]) -> None:
    assert [citation.title for citation in find_citations(text)] == titles
