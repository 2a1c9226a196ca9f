"""A page of a PDF as a picture for the screen."""

from __future__ import annotations

import struct
import zlib

import pypdfium2 as pdfium

from indexer.readers.errors import UnreadableFile

#: Wide enough to read the print of a gazette.
_WIDTH = 1000
_MOST_PIXELS = 4_000_000


def count_pages(data: bytes) -> int:
    """How many pages a PDF has; 0 for what does not open as one."""
    try:
        with pdfium.PdfDocument(data) as document:
            return len(document)
    except pdfium.PdfiumError:
        return 0


def page_png(data: bytes, index: int) -> bytes:
    """The page of that index in grey, as PNG; :class:`UnreadableFile` when there is no such page."""
    try:
        with pdfium.PdfDocument(data) as document:
            return _png(document[index])
    except (pdfium.PdfiumError, IndexError) as error:
        raise UnreadableFile("không dựng được ảnh trang", found=str(index + 1), hint="mở tệp gốc để xem") from error


def _png(page: pdfium.PdfPage) -> bytes:
    width, height = page.get_size()
    scale = min(_WIDTH / max(width, 1), (_MOST_PIXELS / max(width * height, 1)) ** 0.5)
    bitmap = page.render(scale=scale, grayscale=True)
    rows = bitmap.to_numpy().reshape(bitmap.height, -1)
    lines = b"".join(b"\0" + row.tobytes() for row in rows)
    header = struct.pack(">IIBBBBB", bitmap.width, bitmap.height, 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(lines, 6)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, content) for name, content in chunks)


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
