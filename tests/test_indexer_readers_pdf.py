"""PDF files, made here glyph by glyph: lines, running heads, stamps, turned pages, tables, scans."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from indexer.outline import outline
from indexer.readers import UnreadableFile, pdf, read_bytes

WIDTH, HEIGHT, LEFT = 595, 842, 85


@dataclass(frozen=True)
class Text:
    """A line of text on a page, every glyph half its size wide; ``turned`` is written upwards."""

    text: str
    x: float
    y: float
    size: float = 14
    bold: bool = False
    turned: bool = False


def page_text(*lines: str, top: float = 760) -> list[Text]:
    """Lines below one another, from the left margin; those that begin with a blank are indented."""
    return [Text(line.strip(), LEFT + (28 if line[:1] == " " else 0), top - 20 * n) for n, line in enumerate(lines)]


def make_pdf(*pages: list[Text], drawing: str = "", over: str = "", drawn_on: range = range(1, 100)) -> bytes:
    """A PDF whose letters are numbered from 33 on and named by a ToUnicode map; something drawn under and over the text
    of the pages with the numbers ``drawn_on``."""
    letters = sorted({char for page in pages for line in page for char in line.text})
    codes = {char: 33 + place for place, char in enumerate(letters)}
    pairs = "\n".join(f"<{code:02X}> <{char.encode('utf-16-be').hex()}>" for char, code in codes.items())
    cmap = f"1 begincodespacerange <00> <FF> endcodespacerange\n{len(codes)} beginbfchar\n{pairs}\nendbfchar"
    widths = " ".join(["500"] * 223)
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    objects.append(stream(f"/CIDInit /ProcSet findresource begin begincmap {cmap} endcmap end"))
    for name in ("Helvetica", "Helvetica-Bold"):
        objects.append(
            f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /FirstChar 33 /LastChar 255 /Widths [{widths}] "
            "/ToUnicode 3 0 R >>".encode()
        )
    kids = []
    for number, page in enumerate(pages, 1):
        below, above = (drawing, over) if number in drawn_on else ("", "")
        objects.append(stream("\n".join([below, *(shown(line, codes) for line in page), above])))
        kids.append(f"{len(objects) + 1} 0 R")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Contents {len(objects)} 0 R "
            "/Resources << /Font << /F1 4 0 R /F2 5 0 R >> >> >>".encode()
        )
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(pages)} >>".encode()
    return b"%PDF-1.4\n" + b"\n".join(
        b"%d 0 obj\n%s\nendobj" % (number, content) for number, content in enumerate(objects, 1)
    ) + b"\ntrailer << /Root 1 0 R >>\n%%EOF"  # fmt: skip


def stream(content: str) -> bytes:
    return f"<< /Length {len(content)} >>\nstream\n{content}\nendstream".encode("latin-1")


def shown(line: Text, codes: dict[str, int]) -> str:
    matrix = f"0 1 -1 0 {line.x} {line.y}" if line.turned else f"1 0 0 1 {line.x} {line.y}"
    glyphs = "".join(f"{codes[char]:02X}" for char in line.text)
    return f"BT /F{2 if line.bold else 1} {line.size} Tf {matrix} Tm <{glyphs}> Tj ET"


BODY = [
    " Điều 1. Ủy quyền cho Trưởng ban Ban Quản lý các khu công nghiệp",
    "cấp giấy phép lao động cho người lao động nước ngoài làm việc trong",
    "các khu công nghiệp của tỉnh.",
    " 1. Khoản một nói về hồ sơ và thời hạn giải quyết của mỗi thủ tục.",
    " Một câu bắt đầu bằng chữ hoa ở đầu dòng thụt vào thì là đoạn mới.",
]


def texts(data: bytes, kind: str = "paragraph") -> list[str]:
    return [block.text for block in pdf.read(data).blocks if block.kind == kind]


def test_broken_lines_are_rejoined_by_indent() -> None:
    assert texts(make_pdf(page_text(*BODY))) == [
        "Điều 1. Ủy quyền cho Trưởng ban Ban Quản lý các khu công nghiệp cấp giấy phép lao động cho người lao động "
        "nước ngoài làm việc trong các khu công nghiệp của tỉnh.",
        "1. Khoản một nói về hồ sơ và thời hạn giải quyết của mỗi thủ tục.",
        "Một câu bắt đầu bằng chữ hoa ở đầu dòng thụt vào thì là đoạn mới.",
    ]


def test_running_heads_and_stamps_do_not_stand_in_sentences() -> None:
    head = [Text("CÔNG BÁO/Số 290/Ngày 29-05-2026", 200, 810), Text("10", 525, 810)]
    stamp = page_text("Ký bởi: CỔNG THÔNG TIN", "Cơ quan: VĂN PHÒNG", "Ngày ký: 2026-05-29 08:10:56", top=100)
    first = [*head, *page_text(*BODY[:2]), *stamp]
    second = [*head, *page_text(*BODY[2:])]
    data = make_pdf(first, second)
    assert texts(data)[0].endswith("làm việc trong các khu công nghiệp của tỉnh.")
    assert {"CÔNG BÁO/Số 290/Ngày 29-05-2026", "10", "Ký bởi: CỔNG THÔNG TIN"} <= set(texts(data, "note"))


@pytest.mark.parametrize("letter", ["ñ", "ð"])
def test_fonts_that_print_another_letter_for_d_with_bar(letter: str) -> None:
    other = [line.replace("đ", letter) for line in BODY]
    assert texts(make_pdf(page_text(*other))) == texts(make_pdf(page_text(*BODY)))


def test_an_old_encoding_is_decoded_before_lines_are_read() -> None:
    data = make_pdf(
        page_text(" §iÒu 1. QuyÕt ®Þnh nµy cã hiÖu lùc kÓ tõ ngµy ký.", " §iÒu 2. C¸c së chÞu tr¸ch nhiÖm.")
    )
    assert texts(data)[0] == "Điều 1. Quyết định này có hiệu lực kể từ ngày ký."


def test_a_head_that_was_drawn_last_is_read_first() -> None:
    head = [Text("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 250, 800)]
    assert texts(make_pdf([*page_text(*BODY), *head]))[0] == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"


def test_a_turned_page_reads_like_an_upright_one() -> None:
    turned = [Text(line.text, HEIGHT - line.y, line.x, turned=True) for line in page_text(*BODY)]
    assert texts(make_pdf(turned)) == texts(make_pdf(page_text(*BODY)))


@pytest.mark.parametrize(
    ("line", "mark", "shown"),
    [
        ("Điều 3. Diện tích", "2", "Điều 3. Diện tích"),
        ("Điều 3. Diện tích", "(12)", "Điều 3. Diện tích"),
        ("Diện tích từ 150 m", "2", "Diện tích từ 150 m2"),
        ("Giá 52.000 đồng/m", "2", "Giá 52.000 đồng/m2"),
        ("Xe có dung tích trên 125 cm", "3", "Xe có dung tích trên 125 cm3"),
        ("Báo cáo hằng năm", "3", "Báo cáo hằng năm"),
    ],
)
def test_footnote_marks_go_and_units_stay(line: str, mark: str, shown: str) -> None:
    raised = Text(mark, LEFT + len(line) * 7, 706, size=8)
    page = [Text(line, LEFT, 700), raised, *page_text(*BODY[3:], top=600)]
    assert texts(make_pdf(page))[0] == shown


def test_letters_from_fonts_of_several_heights_make_one_word() -> None:
    pieces = [Text("Qu", LEFT, 700), Text("yế", LEFT + 14, 700, size=14.4), Text("t định", LEFT + 28.4, 700)]
    assert texts(make_pdf([*pieces, *page_text(*BODY[3:], top=600)]))[0] == "Quyết định"


def test_a_blank_of_another_size_does_not_tear_the_line_behind_it() -> None:
    page = [*page_text(*BODY), Text(" ", LEFT + 180, 492, size=40), Text("Lê Tiến Châu", LEFT + 260, 503)]
    assert texts(make_pdf(page))[-1].endswith("Lê Tiến Châu")


def test_a_ruled_table_comes_as_rows() -> None:
    rules = "\n".join(f"{x} 600 0.5 60 re f" for x in (80, 200, 400)) + "\n" + "\n".join(
        f"80 {y} 320 0.5 re f" for y in (600, 630, 660)
    )  # fmt: skip
    cells = [Text("TT", 85, 640), Text("Tên thủ tục", 205, 640), Text("1", 85, 612), Text("Cấp phép", 205, 612)]
    blocks = pdf.read(make_pdf([*page_text(*BODY), *cells], drawing=rules)).blocks
    assert [block.cells for block in blocks if block.kind == "row"] == [("TT", "Tên thủ tục"), ("1", "Cấp phép")]


def test_a_scan_is_refused_with_what_would_read_it() -> None:
    with pytest.raises(UnreadableFile, match="tesseract-ocr tesseract-ocr-vie"):
        read_bytes(make_pdf([Text("12", 300, 800)], [], []), "quét.pdf")


@pytest.mark.parametrize("data", [b"%PDF-1.7 cut off", b"%PDF-1.4\n" + b"\0" * 100])
def test_a_broken_file_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableFile, match="hỏng"):
        read_bytes(data, "hỏng.pdf")


def test_a_file_without_its_end_is_read_and_told() -> None:
    whole = make_pdf(page_text(*BODY))
    assert pdf.read(whole).messages == ()
    assert any("chưa đủ" in message for message in pdf.read(whole.removesuffix(b"%%EOF")).messages)


def image(height: int = HEIGHT, bottom: int = 0) -> str:
    """A white image as wide as the page."""
    return f"q {WIDTH} 0 0 {height} 0 {bottom} cm BI /W 1 /H 1 /CS /G /BPC 8 ID \xff EI Q"


INVISIBLE = "3 Tr"


@pytest.mark.parametrize(
    ("drawing", "over", "origin"),
    [
        (f"{image()} {INVISIBLE}", "", "ocr"),
        (f"{image(421)} {image(421, 421)} {INVISIBLE}", "", "ocr"),  # in strips
        ("", image(), "ocr"),  # the text lies under the image
        (image(), "", "text"),  # a coloured ground
        (f"{image(100, 742)} {INVISIBLE}", "", "text"),
        (INVISIBLE, "", "text"),
        ("", image(60), "text"),
        ("", "", "text"),
    ],
)
def test_hidden_text_of_a_scan_is_what_a_machine_read(drawing: str, over: str, origin: str) -> None:
    read = pdf.read(make_pdf(page_text(*BODY), page_text(*BODY), drawing=drawing, over=over))
    assert (read.origin, read.messages) == (origin, ())


def test_a_single_scanned_page_behind_is_told_alone() -> None:
    pages = [page_text(*BODY)] * 3
    behind = pdf.read(make_pdf(*pages, drawing=f"{image()} {INVISIBLE}", drawn_on=range(3, 4)))
    assert (behind.origin, behind.messages) == ("text", ("trang 3 là bản quét, lớp chữ có thể sai",))
    assert pdf.read(make_pdf(*pages, drawing=f"{image()} {INVISIBLE}", drawn_on=range(1, 2))).origin == "ocr"


def test_a_scan_with_hidden_text_is_to_be_compared() -> None:
    document = outline(pdf.read(make_pdf(page_text(*BODY), drawing=f"{image()} {INVISIBLE}")), "quet")
    assert document.origin == "ocr"
    assert [fault.severity for fault in document.faults if "lớp chữ của bản quét có thể sai" in fault.message] == [
        "warning"
    ]
