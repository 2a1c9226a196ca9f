"""Scans of our own: text set by pdfium in a font of this machine, made an image, and put into a PDF."""

from __future__ import annotations

import ctypes
import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as raw

WIDTH, HEIGHT = 595, 842
_FONTS = ("dejavu/DejaVuSerif.ttf", "noto/NotoSerif-Regular.ttf", "noto/NotoSans-Regular.ttf", "dejavu/DejaVuSans.ttf")
FONT = next((path for name in _FONTS if (path := Path("/usr/share/fonts/truetype", name)).exists()), None)


@dataclass(frozen=True)
class Printed:
    """One line of text on a page, from its left end."""

    text: str
    x: float
    y: float
    size: float = 13


def printed_lines(*lines: str, top: float = 760) -> list[Printed]:
    """Lines below one another; those that begin with a blank are indented."""
    return [Printed(line.strip(), 113 if line[:1] == " " else 85, top - 22 * n) for n, line in enumerate(lines)]


def scanned_pdf(*pages: Sequence[Printed]) -> bytes:
    """A PDF whose pages are images."""
    document = pdfium.PdfDocument.new()
    for page in pages:
        bitmap = _bitmap(page)
        image = pdfium.PdfImage.new(document)
        image.set_bitmap(bitmap)
        image.set_matrix(pdfium.PdfMatrix().scale(WIDTH, HEIGHT))
        sheet = document.new_page(WIDTH, HEIGHT)
        sheet.insert_obj(image)
        sheet.gen_content()
    return _saved(document)


def scanned_png(page: Sequence[Printed]) -> bytes:
    """A page as a grey PNG file."""
    bitmap = _bitmap(page)
    rows = bitmap.to_numpy().reshape(bitmap.height, -1)
    header = struct.pack(">IIBBBBB", bitmap.width, bitmap.height, 8, 0, 0, 0, 0)
    data = zlib.compress(b"".join(b"\0" + row.tobytes() for row in rows), 1)
    chunks = ((b"IHDR", header), (b"IDAT", data), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
        for name, content in chunks
    )


def _bitmap(page: Sequence[Printed]) -> pdfium.PdfBitmap:
    """The page in grey at 200 dpi."""
    assert FONT is not None, "no font with Vietnamese letters"
    document = pdfium.PdfDocument.new()
    sheet = document.new_page(WIDTH, HEIGHT)
    content = FONT.read_bytes()
    buffer = (ctypes.c_uint8 * len(content)).from_buffer_copy(content)
    font = raw.FPDFText_LoadFont(document.raw, buffer, len(content), raw.FPDF_FONT_TRUETYPE, True)
    for line in page:
        text = raw.FPDFPageObj_CreateTextObj(document.raw, font, line.size)
        letters = (line.text + "\0").encode("utf-16-le")
        raw.FPDFText_SetText(text, ctypes.cast(ctypes.create_string_buffer(letters), raw.FPDF_WIDESTRING))
        raw.FPDFPageObj_Transform(text, 1, 0, 0, 1, line.x, line.y)
        raw.FPDFPage_InsertObject(sheet.raw, text)
    sheet.gen_content()
    with pdfium.PdfDocument(_saved(document)) as written:
        return written[0].render(scale=200 / 72, grayscale=True)


def _saved(document: pdfium.PdfDocument) -> bytes:
    import io

    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
