"""Looking at a file as it came."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from indexer.originals import page_picture, pages_of, text_of
from indexer.reading import UnreadableFile


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two pages of A4, and one too wide for any screen."""
    document = pdfium.PdfDocument.new()
    for width, height in ((595, 842), (595, 842), (14_000, 200)):
        document.new_page(width, height)
    buffer = io.BytesIO()
    document.save(buffer)
    path = tmp_path_factory.mktemp("originals") / "ba-trang.pdf"
    path.write_bytes(buffer.getvalue())
    return path


def test_the_pages_of_a_pdf_are_pictures(pdf: Path) -> None:
    assert pages_of(pdf) == 3
    picture = page_picture(pdf, 2)
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", picture[16:24])
    assert (width, height) == (1000, 1416)
    start = picture.index(b"IDAT") + 4
    (length,) = struct.unpack(">I", picture[start - 8 : start - 4])
    assert len(zlib.decompress(picture[start : start + length])) == height * (width + 1)


def test_a_page_that_is_none_says_so(pdf: Path) -> None:
    with pytest.raises(UnreadableFile, match="không dựng được ảnh trang"):
        page_picture(pdf, 4)


def test_what_is_no_pdf_has_no_pages_and_shows_its_text(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Điều 1. Phạm vi\n\nQuy định về kho bãi.", "utf-8")
    assert pages_of(path) == 0
    assert [block.text for block in text_of(path)] == ["Điều 1. Phạm vi", "Quy định về kho bãi."]
    broken = tmp_path / "hong.pdf"
    broken.write_bytes(b"%PDF-1.7 hong")
    assert (pages_of(broken), text_of(broken)) == (0, ())
