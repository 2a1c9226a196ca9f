"""Text, Markdown, web pages, RTF, old encodings, and telling them apart."""

from __future__ import annotations

import pytest

from indexer.readers import UnreadableFile, html, legacy, markdown, read_bytes, rtf, sniff, text
from indexer.readers.furniture import set_apart, set_apart_on_pages
from indexer.readers.wrapping import TextLine, join_lines, with_widths

ALPHABET = "àáảãạ ằắẳẵặ ầấẩẫậ èéẻẽẹ ềếểễệ ìíỉĩị òóỏõọ ồốổỗộ ờớởỡợ ùúủũụ ừứửữự ỳýỷỹỵ ăâđêôơư ĂÂĐÊÔƠƯ"
TCVN3 = "µ¸¶·¹ »¾¼½Æ ÇÊÈÉË ÌÐÎÏÑ ÒÕÓÔÖ ×ÝØÜÞ ßãáâä åèæçé êíëìî ïóñòô õøö÷ù úýûüþ ¨©®ª«¬\xad ¡¢§£¤¥¦"
VNI = (
    "aøaùaûaõaï aèaéaúaüaë aàaáaåaãaä eøeùeûeõeï eàeáeåeãeä ìíæóò oøoùoûoõoï oàoáoåoãoä ôøôùôûôõôï uøuùuûuõuï "
    "öøöùöûöõöï yøyùyûyõî aêaâñeâoâôö AÊAÂÑEÂOÂÔÖ"
)


def paragraphs(source: str) -> list[str]:
    return [block.text for block in text.from_text(source).blocks if block.kind == "paragraph"]


# Old encodings


@pytest.mark.parametrize(("encoded", "encoding"), [(TCVN3, "tcvn3"), (VNI, "vni")])
def test_the_whole_alphabet_is_decoded(encoded: str, encoding: legacy.Encoding) -> None:
    assert legacy.decode(encoded, encoding) == ALPHABET


@pytest.mark.parametrize(
    ("font", "encoding"), [(".VnTime", "tcvn3"), (".VnTimeH", "tcvn3"), ("VNI-Times", "vni"), ("Times New Roman", None)]
)
def test_a_font_tells_its_encoding(font: str, encoding: str | None) -> None:
    assert legacy.encoding_of_font(font) == encoding


@pytest.mark.parametrize(
    ("source", "encoding"),
    [
        ("QuyÕt ®Þnh nµy cã hiÖu lùc kÓ tõ ngµy ký. C¸c së, ngµnh chÞu tr¸ch nhiÖm thi hµnh.", "tcvn3"),
        ("Quyeát ñònh naøy coù hieäu löïc keå töø ngaøy kyù. Caùc sôû chòu traùch nhieäm thi haønh.", "vni"),
        ("Quyết định này có hiệu lực kể từ ngày ký.", None),
        ("The decision takes effect on the day of signing.", None),
    ],
)
def test_a_text_betrays_its_encoding(source: str, encoding: str | None) -> None:
    assert legacy.detect(source) == encoding


def test_viscii_is_told_by_content_and_by_font_and_can_be_undone() -> None:
    shown = (
        "Điều 1. Quyết định này có hiệu lực từ ngày ký, Ắ Ề Ệ Ồ Ỳ; Chủ tịch Ủy ban nhân dân tỉnh thực hiện việc này."
    )
    back = {letter: byte for byte, letter in enumerate(map(chr, range(256)))}
    back |= {letter: byte for byte in range(0x80, 0x100) for letter in [legacy.decode(chr(byte), "viscii")]}
    raw = read_bytes(bytes(back[letter] for letter in shown), "cu.txt")
    assert [block.text for block in raw.blocks] == [shown]
    assert raw.messages == ("bảng mã VISCII",)
    assert sum(legacy.decode(chr(byte), "viscii") != chr(byte) or byte > 0xBF for byte in range(0x20)) == 6
    assert legacy.decode_run("quyªt ð¸nh", "VI Times Hoa") == "QUYẾT ĐỊNH"
    assert legacy.detect(shown) is None


def test_an_old_text_file_is_read_in_unicode() -> None:
    data = "§iÒu 1. QuyÕt ®Þnh nµy cã hiÖu lùc kÓ tõ ngµy ký.".encode("cp1252")
    raw = read_bytes(data, "cu.txt")
    assert raw.blocks[0].text == "Điều 1. Quyết định này có hiệu lực kể từ ngày ký."
    assert raw.messages == ("bảng mã TCVN3",)


# Broken lines


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["Căn cứ Luật Tổ chức", "Chính phủ ngày 18 tháng 02;"], ["Căn cứ Luật Tổ chức Chính phủ ngày 18 tháng 02;"]),
        (["Theo quy định tại khoản", "1 Điều 5"], ["Theo quy định tại khoản 1 Điều 5"]),
        (["a) cấp giấy phép;", "b) thu hồi giấy phép."], ["a) cấp giấy phép;", "b) thu hồi giấy phép."]),
        (["Quyết định số 67/2003/QĐ-", "UBND ngày 8 tháng 9"], ["Quyết định số 67/2003/QĐ-UBND ngày 8 tháng 9"]),
        (["Số:", "67/2003/QĐ-UB"], ["Số: 67/2003/QĐ-UB"]),
        (["Nghị quyết số: 254", "/2025/QH15"], ["Nghị quyết số: 254/2025/QH15"]),
        (["QUYẾT ĐỊNH", "Về việc ủy quyền"], ["QUYẾT ĐỊNH", "Về việc ủy quyền"]),
        (["Điều", "9. Thẩm quyền", "a)", "cấp phép;"], ["Điều 9. Thẩm quyền", "a) cấp phép;"]),
        (["Điều 43. Trách nhiệm của cơ quan thuộc", "Chính phủ"], ["Điều 43. Trách nhiệm của cơ quan thuộc Chính phủ"]),
        (["Điều 2. Đối tượng", "Nghị định này áp dụng"], ["Điều 2. Đối tượng", "Nghị định này áp dụng"]),
    ],
)  # fmt: skip
def test_which_lines_belong_together(lines: list[str], expected: list[str]) -> None:
    filler = "Dòng này dài bằng cả chiều rộng của trang và kết thúc bằng dấu chấm câu, xin xem."
    joined = join_lines(with_widths([TextLine(line) for line in [*lines, filler, filler]]))
    assert [block.text for block in joined][: len(expected)] == expected


def test_long_lines_are_paragraphs_already() -> None:
    long = "Đoạn văn rất dài " * 20
    assert paragraphs(f"{long}\n{long}\nKết thúc") == [long.strip(), long.strip(), "Kết thúc"]


def test_joining_again_changes_nothing() -> None:
    lines = ["Điều 1. Phạm vi", "1. Nghị định này quy", "định chi tiết;", "a) việc thứ", "nhất."]
    once = [block.text for block in join_lines([TextLine(line) for line in lines])]
    assert [block.text for block in join_lines([TextLine(line) for line in once])] == once


# Page furniture


@pytest.mark.parametrize(
    "head",
    [
        "CÔNG BÁO/Số 1085 + 1086/Ngày 01-11-2023",
        "ÔNG BÁO/Số 12/Ngày 01-11-2023 7",
        "CÔNG BÁO TP.HCM/Số 100+101/Ngày 01-4-2026",
    ],
)
def test_running_heads_are_notes(head: str) -> None:
    kinds = [line.kind for line in set_apart([TextLine("a) một"), TextLine(head), TextLine("7"), TextLine("b) hai")])]
    assert kinds == ["paragraph", "note", "note", "paragraph"]


def test_a_stamp_is_a_cluster_of_its_fields() -> None:
    stamp = ["Người ký: CỔNG THÔNG TIN", "Email: a@b.vn", "Thời gian ký: 08.08.2025 13:58:16"]
    lines = ["1. Khoản một", *stamp, "a) điểm", "Người ký: người có thẩm quyền"]
    kinds = [line.kind for line in set_apart([TextLine(line) for line in lines])]
    assert kinds == ["paragraph", "note", "note", "note", "paragraph", "paragraph"]


def test_what_recurs_at_the_edge_of_pages_is_furniture() -> None:
    pages = [
        [TextLine(f"Báo cáo năm {n}"), TextLine(word), TextLine(str(n))] for n, word in enumerate(["Một", "Hai", "Ba"])
    ]
    assert [[line.kind for line in page] for page in set_apart_on_pages(pages)] == [["note", "paragraph", "note"]] * 3


# Plain text and Markdown


def test_word_segmented_text_becomes_running_text() -> None:
    source = "Uỷ_ban_nhân_dân tỉnh Hưng_Yên\nĐiều 1 . Uỷ_quyền Trưởng Ban quản_lý :\na ) cấp_phép xây_dựng ;"
    assert paragraphs(source) == [
        "Uỷ ban nhân dân tỉnh Hưng Yên", "Điều 1. Uỷ quyền Trưởng Ban quản lý:", "a) cấp phép xây dựng;",
    ]  # fmt: skip


MARKDOWN = """---
number: 0634/2004/QĐ-BKH
ghi-chu: "NO"
---
# QUYẾT ĐỊNH

**Điều 1.** Giao *Sở Nội vụ* [chủ trì](https://a.vn)
và báo cáo.

3. Khoản ba

5. Khoản năm

| TT | Tên |
|---|---|
| 1 | Cấp phép |

![ảnh](x.png)
"""


def test_markdown_loses_its_marks_and_keeps_its_numbers() -> None:
    raw = markdown.read(MARKDOWN.encode())
    assert raw.metadata == {"number": "0634/2004/QĐ-BKH", "ghi-chu": "NO"}
    assert [(block.kind, block.text) for block in raw.blocks] == [
        ("heading", "QUYẾT ĐỊNH"), ("paragraph", "Điều 1. Giao Sở Nội vụ chủ trì và báo cáo."),
        ("paragraph", "3. Khoản ba"), ("paragraph", "5. Khoản năm"), ("row", "TT | Tên"), ("row", "1 | Cấp phép"),
    ]  # fmt: skip


# Web pages

PAGE = """<html><head><title>Trang</title><style>p {}</style></head><body>
<nav>Đăng nhập</nav>
<div data-vbpl-content-root="1">
<table><tr><td><b>UBND TỈNH X</b></td><td>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</td></tr></table>
<p align="center"><strong>Q<span>UYẾT ĐỊNH</span></strong></p>
<p>Điều 1. Số Q<span>Đ-</span><span>UBND</span> quy định<br>cụ thể như sau &amp; khác: bài này dài hơn hai trăm chữ
để được nhận là phần chính của trang, vì trang thật nào cũng dài hơn thế nhiều lần, có khi đến hàng trăm nghìn chữ.</p>
<table border="1"><tr><th>TT</th><th>Tên</th></tr><tr><td>1</td><td>Cấp</td></tr></table>
<script>var x = "Điều 9";</script><p style="display: none">ẩn</p></div>
<div>Mục lục: Điều 1</div></body></html>"""


def test_the_act_is_taken_out_of_its_page() -> None:
    blocks = html.read(PAGE.encode()).blocks
    assert [(block.kind, block.text[:40]) for block in blocks] == [
        ("header-cell", "UBND TỈNH X"), ("header-cell", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("paragraph", "QUYẾT ĐỊNH"), ("paragraph", "Điều 1. Số QĐ-UBND quy định cụ thể như s"),
        ("row", "TT | Tên"), ("row", "1 | Cấp"),
    ]  # fmt: skip
    assert (blocks[2].bold, blocks[2].centered) == (True, True)


def test_without_a_known_container_the_articles_tell_the_place() -> None:
    articles = "".join(f"<p>Điều {n}. Tên</p><p>Nội dung.</p>" for n in range(1, 6))
    page = f"<body><p>Quảng cáo</p><div><div>{articles}</div></div><p>Liên hệ</p></body>"
    blocks = [block.text for block in html.read(page.encode()).blocks]
    assert blocks[0] == "Điều 1. Tên"
    assert "Liên hệ" not in blocks


@pytest.mark.parametrize("page", [b"<html></html>", b"<p>" + b"<div>" * 3000 + b"x"])
def test_a_page_that_is_empty_or_absurd_is_refused(page: bytes) -> None:
    with pytest.raises(UnreadableFile):
        read_bytes(page, "a.html")


def test_rtf_in_an_old_encoding() -> None:
    source = (
        rb"{\rtf1\ansi\ansicpg1252 Ngh\'de \'ae\'denh n\'b5y c\'f1a c\'b8c s\'eb v\'b5 n\'b5y.\par \'a7i\'d2u 1. A}"
    )
    assert [block.text for block in rtf.read(source).blocks][-1] == "Điều 1. A"


# Which format it is


@pytest.mark.parametrize(
    ("data", "name", "form"),
    [
        (b"%PDF-1.4", "x", "pdf"),
        (b"\n\n%PDF-1.4", "x.pdf", "pdf"),
        (b"PK\x03\x04", "a.doc", "docx"),
        (b"{\\rtf1", "a.doc", "rtf"),
        (b"<!DOCTYPE html><html>", "a.doc", "html"),
        ("\ufeff<html>".encode("utf-16"), "a.doc", "html"),
        ("# Điều\n\n**Đậm** và **đậm**\n".encode(), "a", "md"),
        (b"# x", "a.md", "md"),
        ("Điều 1. Phạm vi".encode(), "a", "txt"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "a", "doc"),
    ],
)
def test_the_content_tells_the_format(data: bytes, name: str, form: str) -> None:
    assert sniff(data, name) == form


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\x89PNG\r\n", "tệp là ảnh"),
        (b"\x00\x01\x02", "không phải tệp văn bản"),
        (b"", "tệp rỗng"),
        (b"____\n", "không có chữ"),
    ],
)
def test_what_holds_no_text_is_refused_with_its_name(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableFile, match=f"tệp.bin: .*{reason}"):
        read_bytes(data, "tệp.bin")
