"""From blocks to a document: heads, parts, articles, feet, and what is doubtful."""

from __future__ import annotations

from datetime import date

import pytest

from indexer.blocks import Block, RawDocument
from indexer.outline import outline
from indexer.outlining.foot import read_foot
from indexer.outlining.marks import appendix_mark, article_mark, division_mark, is_role, opens_foot
from indexer.reading import as_record
from kb.documents import Document
from kb.relation_finding import find_relations


def read(*lines: str | Block) -> Document:
    """The document of a text, each line a paragraph."""
    blocks = tuple(line if isinstance(line, Block) else Block(line) for line in lines)
    return outline(RawDocument("txt", blocks), "van-ban")


DECISION = (
    "ỦY BAN NHÂN DÂN", "TỈNH HƯNG YÊN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc",
    "Số: 67 /2003/QĐ-UB", "Hưng Yên, ngày 08 tháng 9 năm 2003", "QUYẾT ĐỊNH",
    "Về việc ban hành Quy định về ủy quyền quản lý khu công nghiệp", "ỦY BAN NHÂN DÂN TỈNH HƯNG YÊN",
    "Căn cứ Luật Tổ chức Hội đồng nhân dân và Ủy ban nhân dân ngày 26 tháng 11 năm 2003;",
    "Căn cứ Nghị định số 36/CP ngày 24 tháng 4 năm 1997 của Chính phủ;",
    "Theo đề nghị của Trưởng ban Ban Quản lý các khu công nghiệp,", "QUYẾT ĐỊNH:",
    "Điều 1. Ban hành kèm theo Quyết định này Quy định về ủy quyền quản lý khu công nghiệp.",
    "Điều 2. Quyết định này có hiệu lực kể từ ngày ký.",
    "Điều 3. Chánh Văn phòng Ủy ban nhân dân tỉnh Hưng Yên chịu trách nhiệm thi hành Quyết định này./.",
    "Nơi nhận:", "- Như Điều 3;", "- Lưu: VT.", "TM. ỦY BAN NHÂN DÂN TỈNH", "CHỦ TỊCH", "(Đã ký)", "Nguyễn Văn Thông",
)  # fmt: skip
REGULATION = (
    "QUY ĐỊNH", "Về ủy quyền quản lý khu công nghiệp",
    "(Ban hành kèm theo Quyết định số 67/2003/QĐ-UB ngày 08 tháng 9 năm 2003)",
    "Chương I", "QUY ĐỊNH CHUNG", "Điều 1. Phạm vi điều chỉnh", "Quy định này quy định việc ủy quyền.",
    "Điều 2. Thẩm quyền", "1. Ban Quản lý:", "a) cấp giấy phép;", "b) thu hồi giấy phép.", "2. Sở Lao động: theo dõi.",
    "PHỤ LỤC I", "DANH MỤC THỦ TỤC", "(Kèm theo Quy định)", "1. Cấp giấy phép", "Điều 1. Điều của hợp đồng mẫu",
)  # fmt: skip


def test_the_head_of_a_decision() -> None:
    document = read(*DECISION)
    assert (document.number, document.type, document.issued) == ("67/2003/QĐ-UB", "quyet-dinh", date(2003, 9, 8))
    assert (document.issuer, document.place) == ("Ủy ban nhân dân tỉnh Hưng Yên", "Hưng Yên")
    assert document.title == "Về việc ban hành Quy định về ủy quyền quản lý khu công nghiệp"
    assert [basis.number for basis in document.legal_bases] == [None, "36/CP"]
    assert document.effective == date(2003, 9, 8)
    assert not document.faults


def test_the_foot_is_no_part_of_the_last_article() -> None:
    document = read(*DECISION)
    assert (document.signer, document.signer_role) == ("Nguyễn Văn Thông", "TM. ỦY BAN NHÂN DÂN TỈNH; CHỦ TỊCH")
    assert document.recipients == ("Như Điều 3", "Lưu: VT")
    assert document.provisions[-1].text.endswith("thi hành Quyết định này./.")


def test_an_attached_regulation_restarts_and_an_appendix_has_no_articles() -> None:
    document = read(*DECISION, *REGULATION)
    assert [(part.kind, part.label, part.title) for part in document.parts] == [
        ("main", None, None), ("attachment", "Quy định", "Về ủy quyền quản lý khu công nghiệp"),
        ("appendix", "Phụ lục I", "DANH MỤC THỦ TỤC"),
    ]  # fmt: skip
    assert [provision.eid for provision in document.parts[1].provisions] == ["att_1__art_1", "att_1__art_2"]
    assert [line.kind for line in document.parts[1].provisions[1].lines] == ["paragraph", "point", "point", "paragraph"]
    assert [provision.kind for provision in document.parts[2].provisions] == ["text"]
    assert document.parts[1].provisions[0].ancestors[0].heading == "QUY ĐỊNH CHUNG"


def test_every_eid_is_unique_and_every_line_lies_in_its_provision() -> None:
    document = read(*DECISION, *REGULATION)
    eids = [provision.eid for provision in document.provisions]
    assert len(set(eids)) == len(eids)
    for provision in document.provisions:
        assert all(line.eid.startswith(provision.eid) for line in provision.lines)


def test_site_text_around_the_act_is_cut_off() -> None:
    around = ("Trang chủ", "Đăng nhập", "Số hiệu:", "67/2003/QĐ-UB")
    document = read(*around, *DECISION, "Bình luận", "Liên hệ quảng cáo")
    assert document.issuer == "Ủy ban nhân dân tỉnh Hưng Yên"
    assert not any("Bình luận" in provision.text for provision in document.provisions)


LAW = (
    "QUỐC HỘI", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Luật số: 12/2012/QH13", "LUẬT", "CÔNG ĐOÀN",
    "Căn cứ Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam;", "Quốc hội ban hành Luật Công đoàn.",
    "Điều 1. Phạm vi", "Luật này quy định về công đoàn.", "Điều 2. Hiệu lực thi hành",
    "Luật này có hiệu lực từ ngày 01 tháng 01 năm 2013.",
    "Luật này đã được Quốc hội nước Cộng hòa xã hội chủ nghĩa Việt Nam khóa XIII thông qua ngày 20 tháng 6 năm 2012.",
    "CHỦ TỊCH QUỐC HỘI", "Nguyễn Sinh Hùng",
)  # fmt: skip


def test_a_law_is_named_whole_and_dated_by_its_closing_formula() -> None:
    document = read(*LAW)
    assert (document.name, document.number, document.issued) == ("Luật Công đoàn", "12/2012/QH13", date(2012, 6, 20))
    assert (document.signer, document.signer_role) == ("Nguyễn Sinh Hùng", "CHỦ TỊCH QUỐC HỘI")
    assert document.provisions[-1].text == "Luật này có hiệu lực từ ngày 01 tháng 01 năm 2013."


def test_an_amending_law_tells_numbers_in_its_enacting_sentence() -> None:
    enacted = "Luật sửa đổi, bổ sung một số điều của Luật Công đoàn số 40/1990/QH8"
    amending = (*LAW[:4], "SỬA ĐỔI, BỔ SUNG MỘT SỐ ĐIỀU CỦA LUẬT CÔNG ĐOÀN", LAW[5], f"Quốc hội ban hành {enacted}.")
    document = read(*amending, *LAW[7:])
    assert (document.title, document.enacted) == ("Luật sửa đổi, bổ sung một số điều của Luật Công đoàn", enacted)
    assert [relation.number for relation in find_relations(document) if relation.verb == "amends"] == ["40/1990/QH8"]
    assert read(*LAW).enacted is None


AMENDING = (
    "NGHỊ ĐỊNH", "Sửa đổi Nghị định số 31/2019/NĐ-CP",
    "Điều 1. Sửa đổi Điều 4 như sau:", "“Điều 4. Rút tố cáo", "1. Người tố cáo", "Điều 5. Cũng được trích",
    "Điều 2. Sửa đổi khoản 2 Điều 18 như sau:", "“2. Người giải quyết.”.", "Điều 3. Hiệu lực thi hành",
    "Nghị định này có hiệu lực từ ngày 01 tháng 7 năm 2026.",
)  # fmt: skip


def test_quoted_articles_belong_to_the_act_they_are_quoted_from_even_if_never_closed() -> None:
    document = read(*AMENDING)
    assert [provision.label for provision in document.provisions] == ["Điều 1", "Điều 2", "Điều 3"]
    assert {line.kind for line in document.provisions[0].lines[1:]} == {"quote"}


def test_a_missing_article_is_told_and_a_mentioned_one_is_none() -> None:
    document = read(
        "NGHỊ ĐỊNH", "Điều 1. Một", "A.", "Điều 9 của Luật này được áp dụng.", "Điều 2. Hai", "B.", "Điều 4. Bốn", "C.",
        "Điều 5. Năm", "D.",
    )  # fmt: skip
    assert [provision.label for provision in document.provisions] == ["Điều 1", "Điều 2", "Điều 4", "Điều 5"]
    assert any("sau Điều 2 là Điều 4" in fault.message for fault in document.faults)


def test_an_example_of_a_signature_inside_an_article_ends_nothing() -> None:
    document = read("THÔNG TƯ", "Điều 1. Mẫu", "Ghi như sau:", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Điều 2. Khác", "Hết.")
    assert document.provisions[0].text == "Ghi như sau:\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH"
    assert document.provisions[1].text == "Hết."


@pytest.mark.parametrize(
    ("block", "heading", "text"),
    [
        (Block("Điều 1. Phạm vi điều chỉnh"), "Phạm vi điều chỉnh", ""),
        (Block("Điều 1. Sửa đổi Điều 4 như sau:", bold=True), "Sửa đổi Điều 4 như sau", ""),
        (Block("Điều 1. Sửa đổi Điều 4 như sau:", bold=False), None, "Sửa đổi Điều 4 như sau:"),
        (Block("Điều 1. Tổ chức thực hiện:", bold=False), "Tổ chức thực hiện", ""),
        (Block("Điều 1. Quyết định này có hiệu lực kể từ ngày ký."), None, "Quyết định này có hiệu lực kể từ ngày ký."),
        (Block("Điều 1"), None, ""),
    ],
)
def test_what_stands_behind_the_number_is_heading_or_text(block: Block, heading: str | None, text: str) -> None:
    provision = read("QUYẾT ĐỊNH", block).provisions[0]
    assert (provision.heading, provision.text) == (heading, text)


def test_a_text_without_articles_is_cut_at_its_roman_headings() -> None:
    document = read(
        "THỦ TƯỚNG CHÍNH PHỦ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số: 21/CT-TTg", "CHỈ THỊ", "Về việc sắp xếp thôn",
        "Thực hiện Kết luận của Bộ Chính trị, Thủ tướng Chính phủ yêu cầu:", "I. NGUYÊN TẮC", "1. Một", "2. Hai",
        "II. TỔ CHỨC THỰC HIỆN", "1. Bộ Nội vụ:", "a) hướng dẫn;", "b) kiểm tra.",
    )  # fmt: skip
    headings = as_record(document)["headings"]
    assert [(entry["label"], entry["title"], entry["clauses"], entry["points"]) for entry in headings] == [
        ("I", "NGUYÊN TẮC", 2, 0), ("II", "TỔ CHỨC THỰC HIỆN", 1, 2),
    ]  # fmt: skip


def test_an_article_of_the_press_is_kept_whole() -> None:
    lines = (
        "Ban Quản lý mười năm nhìn lại",
        "Ban được thành lập năm 2003.",
        "Ban có ba phòng.",
        "Ban có 15 người.",
        "Biên chế tăng dần.",
        "Sau khi Chính phủ ban hành Nghị định số 29/2008/NĐ-CP, Ban sắp xếp lại.",
        "Để đáp ứng yêu cầu nhiệm vụ, Ban lập thêm một phòng.",
        "Ban có bốn phòng.",
    )
    text = "\n".join(provision.text for provision in read(*lines).provisions)
    assert all(line in text for line in lines[1:])


def test_an_official_letter_has_a_subject_and_no_articles() -> None:
    document = read(
        "BỘ LAO ĐỘNG", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số: 1629/LĐTBXH-LĐVL", "V/v ủy quyền cấp giấy phép",
        "Hà Nội, ngày 16 tháng 5 năm 2007", "Kính gửi: Ban Quản lý các khu công nghiệp",
        "Theo quy định tại Điều 89 Bộ luật Lao động, Bộ có ý kiến:", "Nơi nhận:", "- Như trên;", "KT. BỘ TRƯỞNG",
        "THỨ TRƯỞNG", "Lê Bạch Hồng",
    )  # fmt: skip
    assert (document.type, document.title) == ("cong-van", "V/v ủy quyền cấp giấy phép")
    assert [provision.kind for provision in document.provisions] == ["text"]
    assert document.signer == "Lê Bạch Hồng"


def test_an_old_decree_has_number_and_day_behind_its_type() -> None:
    document = read(
        "Nghị định của Chính phủ số 114/2003/NĐ-CP", "ngày 10/10/2003 về cán bộ, công chức xã", "Chính phủ",
        "Căn cứ Luật Tổ chức Chính phủ ngày 25 tháng 12 năm 2001;", "Nghị định:", "Điều 1. Phạm vi", "Một.",
    )  # fmt: skip
    assert (document.type, document.number, document.issued) == ("nghi-dinh", "114/2003/NĐ-CP", date(2003, 10, 10))
    assert document.title == "về cán bộ, công chức xã"


def test_the_title_names_the_day_of_another_act() -> None:
    document = read(
        "ỦY BAN THƯỜNG VỤ QUỐC HỘI", "Nghị quyết số: 31/2022/UBTVQH15", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "NGHỊ QUYẾT", "Tiếp tục miễn lệ phí theo", "Nghị quyết số 07/2021/UBTVQH15 ngày 24 tháng 9 năm 2021",
        "Căn cứ Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam;", "Điều 1. Miễn lệ phí đến hết năm 2023.",
        "Điều 2. Nghị quyết này có hiệu lực thi hành kể từ ngày thông qua.",
        "Nghị quyết này được Ủy ban Thường vụ Quốc hội nước Cộng hòa xã hội chủ nghĩa Việt Nam khóa XV, phiên thứ 14 "
        "thông qua ngày 11 tháng 8 năm 2022.",
    )  # fmt: skip
    assert document.number == "31/2022/UBTVQH15"
    assert document.issued == document.effective == date(2022, 8, 11)


def test_an_appendix_alone_has_not_the_number_of_its_act_and_a_form_no_issuer() -> None:
    document = read(
        "Phụ lục 3", "(Ban hành kèm theo Quyết định số 13/2004/QĐ-BKHCN)", "Bản khai của thân nhân", "1. Họ tên"
    )
    assert document.number is None
    assert document.issuer is None


def test_an_effect_with_another_act_is_no_day_of_its_own() -> None:
    document = read(
        "BỘ TÀI CHÍNH", "Số: 7/2000/TT-BTC", "Hà Nội, ngày 21 tháng 12 năm 2000", "THÔNG TƯ", "Bổ sung một số điểm",
        "Điều 1. Thông tư này có hiệu lực thi hành kể từ ngày Thông tư số 4/2000/TT-BTC ngày 15/5/2000 có hiệu lực.",
    )  # fmt: skip
    assert document.issued == date(2000, 12, 21)
    assert document.effective is None


def test_a_place_that_a_narrow_cell_broke_is_whole() -> None:
    document = read(
        "SỞ Y TẾ", "Số: 28/QĐ-SYT", "Quảng", "Trị, ngày 27 tháng 11 năm 2025", "QUYẾT ĐỊNH", "Về việc cấp phép"
    )
    assert document.place == "Quảng Trị"


def test_the_closing_formula_over_two_lines_is_no_part_of_the_last_article() -> None:
    document = read(
        "NGHỊ QUYẾT", "Về học phí", "Điều 1. Giữ nguyên mức thu.", "Nghị quyết này đã được Hội đồng nhân dân tỉnh",
        "Vĩnh Long Khóa X, kỳ họp thứ Ba thông qua ngày 18 tháng 11 năm 2025.", "CHỦ TỊCH", "Nguyễn Văn An",
    )  # fmt: skip
    assert document.provisions[0].text == "Giữ nguyên mức thu."


def test_a_list_of_appendices_and_cells_that_name_one_open_none() -> None:
    document = read(
        "QUYẾT ĐỊNH", "Về biểu mẫu", "Điều 1. Ban hành các mẫu.", "Nơi nhận:", "DANH MỤC CÁC PHỤ LỤC",
        "(Kèm theo Quyết định số 5/2026/QĐ-UBND)", "Phụ lục I. Mẫu đơn", "Phụ lục II. Mẫu báo cáo",
        "PHỤ LỤC I", "MẪU ĐƠN", "(Kèm theo Quyết định số 5/2026/QĐ-UBND)", "Nộp theo mẫu", "Phụ lục I", "của Sở",
        "PHỤ LỤC II", "MẪU BÁO CÁO", "(Kèm theo Quyết định số 5/2026/QĐ-UBND)", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    )  # fmt: skip
    assert [(part.label, part.title) for part in document.parts[2:]] == [
        ("Phụ lục I", "MẪU ĐƠN"),
        ("Phụ lục II", "MẪU BÁO CÁO"),
    ]


APPENDIX = ["QUYẾT ĐỊNH", "Về biểu mẫu", "Điều 1. Ban hành các mẫu.", "Nơi nhận:", "PHỤ LỤC", "CÁC BIỂU MẪU",
            "(Kèm theo Quyết định số 5/2026/QĐ-UBND)"]  # fmt: skip


def test_an_appendix_of_forms_has_a_section_for_each_form_and_none_for_its_list() -> None:
    form = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "ĐƠN ĐỀ NGHỊ", "Kính gửi: …", "1. Tên"]
    document = read(
        *APPENDIX, "Mẫu số 01: Đơn đề nghị cấp", "Mẫu số 02: Đơn đề nghị gia hạn",
        "Mẫu số 01", *form, "Theo Mẫu số 02 ban hành kèm theo;", "Mẫu số 01", "2. Cam kết", "Mẫu số 02", *form,
    )  # fmt: skip
    pieces = document.parts[1].provisions
    assert [(piece.kind, piece.label, piece.heading) for piece in pieces] == [
        ("text", "", None),
        ("section", "Mẫu số 01", "ĐƠN ĐỀ NGHỊ"),
        ("section", "Mẫu số 02", "ĐƠN ĐỀ NGHỊ"),
    ]
    assert [piece.eid for piece in pieces[1:]] == [
        "app_1__sec_mau-so-01-don-de-nghi",
        "app_1__sec_mau-so-02-don-de-nghi",
    ]
    assert "headings" not in as_record(document)


@pytest.mark.parametrize(
    ("lines", "labels"),
    [
        (["I. Cấp mới", *["- Hồ sơ"] * 6, "II. Gia hạn", *["- Hồ sơ"] * 6], ["I", "II"]),
        (
            ["PHẦN I", "I. Danh mục", *["- Hồ sơ"] * 6, "PHẦN II", "I. Nội dung", *["- Hồ sơ"] * 6],
            ["PHẦN I", "PHẦN II"],
        ),
        (["A. Cấp tỉnh", "1. Đất", *["- Hồ sơ"] * 6, "B. Cấp xã", "1. Đất", *["- Hồ sơ"] * 6], ["A", "B"]),
        (["1. Đất", *["- Hồ sơ"] * 6, "2. Nhà", *["- Hồ sơ"] * 6, "1. Rừng"], [""]),
        (["1. Đất", "- Hồ sơ", "2. Nhà"], [""]),
    ],
)
def test_an_appendix_is_cut_only_where_one_series_runs_through_it(lines: list[str], labels: list[str]) -> None:
    assert [piece.label for piece in read(*APPENDIX, *lines).parts[1].provisions] == labels


def test_what_is_missing_is_told_and_nothing_is_invented() -> None:
    document = read("Một đoạn văn không có gì của phần đầu. " * 5)
    assert (document.number, document.issuer, document.issued) == (None, None, None)
    assert len([fault for fault in document.faults if fault.severity == "warning"]) == 4
    assert read().faults[-1].severity == "error"


def test_front_matter_completes_a_head_and_never_overrules_it() -> None:
    stated = {"number": "1/2020/QĐ-TTg", "title": "Tên khác", "issued": "2004-05-06"}
    blocks = (Block("Số: 67/2003/QĐ-UB"), Block("QUYẾT ĐỊNH"), Block("Điều 1. Một"))
    document = outline(RawDocument("md", blocks, stated), "van-ban")
    assert (document.number, document.title, document.issued) == ("67/2003/QĐ-UB", "Tên khác", date(2004, 5, 6))


def test_notes_are_not_shown_and_footnotes_are_kept_apart() -> None:
    document = read(
        "LUẬT", Block("CÔNG BÁO/Số 1", "note"), "Điều 1. A", "Nội dung.", Block("1 Điều này được bãi bỏ.", "footnote")
    )
    assert document.notes == ("1 Điều này được bãi bỏ.",)
    assert "CÔNG BÁO" not in document.provisions[0].text


# Single marks


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Điều 5. Tên", "Điều 5"),
        ("Điều 5: Tên", "Điều 5"),
        ("Điều 25a. Tên", "Điều 25a"),
        ("ĐIỀU 3. TÊN", "Điều 3"),
        ("Điều 7", "Điều 7"),
        ("Điều 5 Tên điều", "Điều 5"),
        ("Điều 3. Nghị định này có hiệu lực", "Điều 3"),
        ("Điều 5 của Luật này", None),
        ("Điều 5, Điều 6 Nghị định", None),
        ("Điều 5 Nghị định số 1/2020/NĐ-CP", None),
        ("Điều kiện chung", None),
    ],
)
def test_headings_of_articles(text: str, label: str | None) -> None:
    mark = article_mark(text)
    assert (mark.label if mark else None) == label


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Chương II", "Chương II"),
        ("CHƯƠNG IV. ĐIỀU KHOẢN", "Chương IV"),
        ("Chương 1:", "Chương 1"),
        ("Phần thứ nhất", "Phần thứ nhất"),
        ("Mục 2. THỦ TỤC", "Mục 2"),
        ("Tiểu mục 1", "Tiểu mục 1"),
        ("Chương II của Luật này", None),
        ("Mục 1 Chương II Nghị định này", None),
        ("chương II", None),
    ],
)
def test_headings_of_divisions(text: str, label: str | None) -> None:
    found = division_mark(text)
    assert (found[0].label if found else None) == label


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("PHỤ LỤC", "Phụ lục"),
        ("Phụ lục II", "Phụ lục II"),
        ("Phụ lục số 01", "Phụ lục 01"),
        ("Phụ lục II, III và IV", None),
        ("Phụ lục này", None),
    ],
)
def test_headings_of_appendices(text: str, label: str | None) -> None:
    found = appendix_mark(text)
    assert (found[0] if found else None) == label


@pytest.mark.parametrize(
    "role", ["TM. CHÍNH PHỦ", "KT. BỘ TRƯỞNG", "TUQ. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "CHỦ TỊCH QUỐC HỘI"]
)
def test_roles(role: str) -> None:
    assert is_role(role)
    assert opens_foot(role)


@pytest.mark.parametrize("text", ["Chủ tịch ký", "KT. là viết tắt của ký thay", "CHỦ TỊCH:", "1. BỘ TRƯỞNG"])
def test_what_is_no_role(text: str) -> None:
    assert not is_role(text)


@pytest.mark.parametrize(
    ("lines", "signer"),
    [
        (["TM. CHÍNH PHỦ", "THỦ TƯỚNG", "Phạm Minh Chính"], "Phạm Minh Chính"),
        (["TM. Chính phủ", "Thủ tướng", "Phan Văn Khải"], "Phan Văn Khải"),
        (["BỘ TRƯỞNG", "Đại tướng Phan Văn Giang"], "Phan Văn Giang"),
        (["CHỦ TỊCH", "(Đã ký)", "NGUYỄN VĂN AN"], "Nguyễn Văn An"),
        (["GIÁM ĐỐC", "Lê Văn Bình (Đã ký)"], "Lê Văn Bình"),
        (["Nơi nhận: CHỦ TỊCH", "- Bộ Nội vụ", "- Sở, ngành Võ Thanh Tòng"], "Võ Thanh Tòng"),
        (["CHỦ TỊCH"], None),
    ],
)
def test_who_signed(lines: list[str], signer: str | None) -> None:
    assert read_foot(lines).signer == signer


@pytest.mark.parametrize(
    ("lines", "role"),
    [
        (
            ["TM. CHÍNH PHỦ", "KT. THỦ TƯỚNG", "PHÓ THỦ TƯỚNGky]", "y]Lê Văn An"],
            "TM. CHÍNH PHỦ; KT. THỦ TƯỚNG; PHÓ THỦ TƯỚNG",
        ),
        (
            ["-TM. CHÍNH PHỦ", "KT. THỦ TƯỚNG PHÓ THỦ TƯỚNG", "L ê Văn An"],
            "TM. CHÍNH PHỦ; KT. THỦ TƯỚNG; PHÓ THỦ TƯỚNG",
        ),
        (["Nơi nhận:", "kt. Thống đốc phó Thống đốc", "Lê Văn An"], "KT. Thống đốc; phó Thống đốc"),
    ],
)
def test_signatures_that_the_layout_damaged(lines: list[str], role: str) -> None:
    foot = read_foot(lines)
    assert (foot.role, foot.signer) == (role, "Lê Văn An")
