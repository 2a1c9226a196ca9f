"""The pages of a scan as images, for a program that reads letters."""

from __future__ import annotations

from collections.abc import Iterator

import pypdfium2 as pdfium

from indexer.readers.errors import UnreadableFile

DPI = 300
#: A page of A2 at 300 dpi; bigger sheets are shown less finely.
_MOST_PIXELS = 35_000_000
_MOST_PAGES = 500
#: How images begin that Tesseract reads: JPEG, PNG, TIFF.
IMAGES = (b"\xff\xd8\xff", b"\x89PNG", b"II*\x00", b"MM\x00*")


def could_be_scan(start: bytes) -> bool:
    """Whether the start of a file is that of a PDF or an image (PNG, JPEG, TIFF).

    >>> could_be_scan(b"%PDF-1.7"), could_be_scan(b"PK")
    (True, False)
    """
    return start.startswith(IMAGES) or b"%PDF-" in start[:1024]


def page_images(data: bytes) -> tuple[int, Iterator[bytes]]:
    """How many images there are, and the images, made one by one: PDF pages in grey as PGM at :data:`DPI`, an image
    file as it is.

    :class:`UnreadableFile` for what is neither, for a PDF that does not open, and for one of too many pages.
    """
    if data.startswith(IMAGES):
        return 1, iter([data])
    try:
        document = pdfium.PdfDocument(data)
        total = len(document)
    except pdfium.PdfiumError as error:
        raise UnreadableFile("không phải PDF hay ảnh mở được", hint="bỏ mật khẩu nếu có, hoặc quét lại") from error
    if total > _MOST_PAGES:
        raise UnreadableFile("bản quét quá dài", found=f"{total} trang", hint="tách thành nhiều tệp")
    return total, (_image(document, index) for index in range(total))


def _image(document: pdfium.PdfDocument, index: int) -> bytes:
    """A page as a PGM file: a form that needs no library to write."""
    page = document[index]
    width, height = page.get_size()
    scale = min(DPI / 72, (_MOST_PIXELS / max(width * height, 1)) ** 0.5)
    bitmap = page.render(scale=scale, grayscale=True)
    try:
        pixels: bytes = bitmap.to_numpy().reshape(bitmap.height, -1).tobytes()
        return b"P5 %d %d 255\n" % (bitmap.width, bitmap.height) + pixels
    finally:
        bitmap.close()
        page.close()
