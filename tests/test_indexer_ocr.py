"""Scans are read by Tesseract, marked, and never trusted with a number."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from scan_factory import FONT, Printed, printed_lines, scanned_pdf, scanned_png

from indexer import ocr
from indexer.corpus import read_document
from indexer.corpus_writing import write_document
from indexer.ocr import could_be_scan, ocr_available, read_scan
from indexer.ocr_lines import scanned_lines, text_lines
from indexer.ocr_mending import PHRASES, mended
from indexer.readers.page_images import page_images
from indexer.reading import UnreadableFile, read_file
from kb.documents import Document

needs_tesseract = pytest.mark.skipif(
    ocr_available() is not None or FONT is None,
    reason="cần tesseract-ocr, tesseract-ocr-vie và một phông chữ (fonts-dejavu-core)",
)
HEAD = [
    Printed("ỦY BAN NHÂN DÂN", 90, 780), Printed("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 270, 780),
    Printed("TỈNH HƯNG YÊN", 100, 762), Printed("Độc lập - Tự do - Hạnh phúc", 320, 762),
    Printed("Số: 47/2031/QĐ-UBND", 85, 735), Printed("Hưng Yên, ngày 14 tháng 5 năm 2031", 300, 735),
    Printed("QUYẾT ĐỊNH", 250, 700, 15), Printed("Về việc ủy quyền cấp giấy phép bến thuyền", 150, 678),
]  # fmt: skip
BODY = printed_lines(
    " Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15;",
    " Điều 1. Ủy quyền",
    " 1. Ủy quyền cho Ban Quản lý các khu công nghiệp tỉnh cấp",
    "giấy phép bến thuyền trong khu công nghiệp.",
    " 2. Việc cấp giấy phép theo quy định tại khoản 1 Điều này.",
    top=640,
)
SECOND = printed_lines(
    " Điều 2. Hiệu lực thi hành",
    " Quyết định này có hiệu lực từ ngày 01 tháng 6 năm 2031.",
)


@pytest.fixture(scope="module")
def scan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A decision of two pages, as a scan."""
    path = tmp_path_factory.mktemp("scan") / "quyet-dinh-47.pdf"
    path.write_bytes(scanned_pdf([*HEAD, *BODY], SECOND))
    return path


@pytest.fixture(scope="module")
def told() -> list[tuple[int, int]]:
    """What is told of the pages while the decision is read."""
    return []


@pytest.fixture(scope="module")
def document(scan: Path, told: list[tuple[int, int]]) -> Document:
    """The decision as read."""
    return read_scan(scan, lambda done, total: told.append((done, total)))


@needs_tesseract
def test_a_scan_is_read_like_any_other_file(document: Document) -> None:
    assert (document.type, document.number, document.issuer) == (
        "quyet-dinh", "47/2031/QĐ-UBND", "Ủy ban nhân dân tỉnh Hưng Yên",
    )  # fmt: skip
    assert str(document.issued) == "2031-05-14"
    assert document.title == "Về việc ủy quyền cấp giấy phép bến thuyền"
    assert [provision.title for provision in document.provisions] == ["Điều 1. Ủy quyền", "Điều 2. Hiệu lực thi hành"]
    assert [line.kind for line in document.provisions[0].lines] == ["paragraph", "paragraph"]
    assert document.provisions[0].lines[0].text.endswith("bến thuyền trong khu công nghiệp.")


@needs_tesseract
def test_it_is_marked_and_the_mark_stays_in_the_corpus_file(document: Document) -> None:
    assert any("OCR" in fault.message for fault in document.faults)
    assert read_document(write_document(document), "x.md").origin == document.origin == "ocr"


@needs_tesseract
def test_pages_are_told_one_by_one(document: Document, told: list[tuple[int, int]]) -> None:
    assert told == [(0, 2), (1, 2), (2, 2)]


@needs_tesseract
def test_an_image_is_read_too(tmp_path: Path) -> None:
    path = tmp_path / "trang.png"
    path.write_bytes(scanned_png([*HEAD, *BODY]))
    assert read_scan(path).number == "47/2031/QĐ-UBND"


@needs_tesseract
def test_an_empty_page_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "trắng.pdf"
    path.write_bytes(scanned_pdf([]))
    with pytest.raises(UnreadableFile, match="không nhận ra chữ nào"):
        read_scan(path)


@needs_tesseract
@pytest.mark.parametrize("content", [b"%PDF-1.7 cut off", b"\x89PNG\r\n\x1a\nbroken", b"words"])
def test_what_is_no_scan_is_refused_in_a_line(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "hỏng.pdf"
    path.write_bytes(content)
    with pytest.raises(UnreadableFile) as caught:
        read_scan(path)
    assert str(caught.value).startswith("hỏng.pdf: ") and "\n" not in str(caught.value)


def test_a_scan_without_ocr_is_told_as_such(scan: Path) -> None:
    with pytest.raises(UnreadableFile, match="bản quét"):
        read_file(scan)


def test_without_the_program_the_message_names_the_packages(monkeypatch: pytest.MonkeyPatch, scan: Path) -> None:
    monkeypatch.setattr(ocr, "_program", lambda: None)
    assert "tesseract-ocr-vie" in (ocr_available() or "") and "Windows" in (ocr_available() or "")
    with pytest.raises(UnreadableFile, match="tesseract-ocr-vie"):
        read_scan(scan)


@pytest.mark.skipif(os.name == "nt", reason="chương trình giả là tệp lệnh shell")
def test_a_program_without_vietnamese_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program = tmp_path / "tesseract"
    program.write_text("#!/bin/sh\necho eng\n")
    program.chmod(0o755)
    monkeypatch.setattr(ocr, "_program", lambda: str(program))
    assert "dữ liệu tiếng Việt" in (ocr_available() or "")


def test_what_may_be_a_scan(tmp_path: Path) -> None:
    path = tmp_path / "a"
    for content, expected in ((b"%PDF-1.7", True), (b"\xff\xd8\xff\xe0", True), (b"PK\x03\x04", False)):
        path.write_bytes(content)
        assert could_be_scan(path) is expected


def test_a_scan_of_too_many_pages_is_refused(monkeypatch: pytest.MonkeyPatch, scan: Path) -> None:
    monkeypatch.setattr("indexer.readers.page_images._MOST_PAGES", 1)
    with pytest.raises(UnreadableFile, match="quá dài"):
        page_images(scan.read_bytes())


def table(*words: tuple[int, int, str, float]) -> str:
    """Tesseract's table of words (line, left, text, trust), each 20 high and 10 wide a letter."""
    head = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext"
    rows = [f"5\t1\t1\t1\t{line}\t1\t{left}\t{30 * line}\t{10 * len(text)}\t20\t{trust}\t{text}"
            for line, left, text, trust in words]  # fmt: skip
    return "\n".join([head, *rows])


def test_columns_of_a_head_are_parted() -> None:
    [page] = scanned_lines(table((1, 10, "BỘ", 95), (1, 35, "CÔNG", 95), (1, 200, "CỘNG", 95), (1, 245, "HÒA", 95)))
    assert [line.text for line in page] == ["BỘ CÔNG", "CỘNG HÒA"]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ([("Điều", 96.0), ("1.", 91.0), ("Phạm", 95.0), ("vi", 96.0)], "paragraph"),
        ([("-À", 27.0), ("Á«‹", 20.0), ("#", 24.0)], "note"),
        ([("|", 90.0)], "note"),
        ([("ĐẾN", 60.0), ("Ngày:", 60.0)], "note"),
        ([("Giờ:", 70.0), ("n$", 0.0)], "note"),
        ([("Ngày:", 88.0), ("4416", 40.0), ("102...", 40.0)], "note"),
        ([("x27", 65.0)], "note"),
        ([("1.", 91.0)], "paragraph"),
        ([("ngày", 92.0), ("tháng)", 59.0), ("năm", 40.0), ("2024", 40.0)], "paragraph"),
    ],
)
def test_dust_and_stamps_are_notes(words: list[tuple[str, float]], kind: str) -> None:
    [page] = scanned_lines(table(*((1, 10 + 60 * n, text, trust) for n, (text, trust) in enumerate(words))))
    assert {line.kind for line in text_lines([page])[0]} == {kind}


@pytest.mark.parametrize(("pattern", "printed", "example"), PHRASES)
def test_every_misreading_mends_its_example_and_leaves_what_is_right(pattern: str, printed: str, example: str) -> None:
    text, numbers = mended(example)
    assert text != example and not numbers
    assert mended(text) == (text, [])


@pytest.mark.parametrize(
    "text",
    ["chỉ tiêu chi tiết", "các chi nhánh và chỉ dẫn", "khoản 1 Điều 5", "số 15/2024/QĐ-UBND", "thẩm quyền", "Điều I. ",
     "điểm l khoản 2 Điều 5", "khoản lãi", "khoản I.", "tô màu, tổ chức"],
)  # fmt: skip
def test_what_is_right_or_uncertain_stays(text: str) -> None:
    assert mended(text) == (text, [])
