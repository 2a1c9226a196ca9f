"""Files as plain blocks. What a file is, is decided by its content: many ``.doc`` are HTML, RTF or DOCX."""

from __future__ import annotations

import re
from collections.abc import Callable

from indexer.blocks import RawDocument
from indexer.readers import doc, docx, html, markdown, odt, page_images, pdf, rtf, text
from indexer.readers.errors import UnreadableFile

__all__ = ["UnreadableFile", "read_bytes", "sniff"]

_READERS: dict[str, Callable[[bytes], RawDocument]] = {
    "docx": docx.read, "doc": doc.read, "odt": odt.read, "pdf": pdf.read, "html": html.read, "rtf": rtf.read,
    "md": markdown.read, "txt": text.read,
}  # fmt: skip
_MAGIC = ((b"%PDF-", "pdf"), (b"PK\x03\x04", "docx"), (b"PK\x05\x06", "docx"), (b"{\\rtf", "rtf"))
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML = re.compile(rb"<(?:!doctype html|html|head|body|table|div|p|meta)\b", re.IGNORECASE)
_MARKDOWN = re.compile(r"^(?:#{1,6} |---\n|[=-]{5,}\n|\|.*\|$)|\*\*[^*\n]+\*\*|\]\(https?:", re.MULTILINE)
_MARKDOWN_MARKS = 3
_IMAGES = (*page_images.IMAGES, b"GIF8", b"BM")
_MAX_BYTES = 100_000_000


def read_bytes(data: bytes, name: str) -> RawDocument:
    """The blocks of a file; ``name`` only breaks the tie between Markdown and plain text, and stands in errors.

    Raises :class:`UnreadableFile`, whose ``where`` is the name.
    """
    try:
        if not data.strip():
            raise UnreadableFile("tệp rỗng", hint="tải hoặc chép lại tệp gốc")
        if len(data) > _MAX_BYTES:
            raise UnreadableFile("tệp quá lớn", found=f"{len(data):,} byte", hint="tách tệp hoặc bỏ ảnh")
        raw = _READERS[sniff(data, name)](data)
        if not any(block.text for block in raw.blocks if block.kind != "note"):
            raise UnreadableFile("tệp không có chữ nào ngoài đầu trang và dấu ký", hint=pdf.SCAN_HINT)
    except UnreadableFile as error:
        error.where = error.where or name
        raise UnreadableFile(error.message, found=error.found, where=error.where, hint=error.hint) from error
    return raw


def sniff(data: bytes, name: str = "") -> str:
    """The format that the content shows.

    >>> sniff(b"%PDF-1.7"), sniff(b"<html><body>", "a.doc"), sniff("Điều 1. Phạm vi".encode(), "a.txt")
    ('pdf', 'html', 'txt')
    """
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if data.startswith(_OLE):
        return _sniff_ole(data)
    if data.startswith(_IMAGES):
        raise UnreadableFile("tệp là ảnh", hint=pdf.SCAN_HINT)
    if odt.MIMETYPE in data[:120]:
        return "odt"
    form = next((form for magic, form in _MAGIC if start.startswith(magic)), None)
    if form is None and b"%PDF-" in data[:1024]:
        form = "pdf"
    if form is None and _HTML.search(_as_ascii(data[:8192])):
        form = "html"
    return form or _sniff_text(data, _of_its_kind(name))


def _of_its_kind(name: str) -> str:
    """The name of a file of plain characters; those that are named after Word or PDF are damaged, not text."""
    suffix = name.lower().rpartition(".")[2]
    if suffix in {"docx", "pdf"}:
        raise UnreadableFile(f"tên tệp là .{suffix} nhưng nội dung không phải", hint="tải hoặc chép lại tệp gốc")
    return name


def _as_ascii(start: bytes) -> bytes:
    """The start of a file without the zero bytes of UTF-16."""
    return start.replace(b"\x00", b"") if start[:2] in {b"\xff\xfe", b"\xfe\xff"} else start


def _sniff_ole(data: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise UnreadableFile("tệp Word có mật khẩu", hint="bỏ mật khẩu rồi lưu lại")
    if "WordDocument".encode("utf-16-le") not in data:
        raise UnreadableFile("không phải tệp Word", hint="lưu văn bản thành .docx, .pdf hoặc .html")
    return "doc"


def _sniff_text(data: bytes, name: str) -> str:
    if name.lower().endswith((".md", ".markdown")):
        return "md"
    sample = data[:200_000].decode("utf-8", errors="ignore")
    marks = sum(1 for _ in _MARKDOWN.finditer(sample))
    return "md" if marks >= _MARKDOWN_MARKS and not name.lower().endswith(".txt") else "txt"
