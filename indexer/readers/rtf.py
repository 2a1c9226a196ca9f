"""RTF through striprtf, which keeps the labels of lists."""

from __future__ import annotations

from striprtf.striprtf import rtf_to_text

from indexer.blocks import RawDocument
from indexer.readers.errors import UnreadableFile
from indexer.readers.text import from_text


def read(data: bytes) -> RawDocument:
    """The blocks of an RTF file; :class:`UnreadableFile` if it cannot be taken apart."""
    try:
        text = rtf_to_text(data.decode("latin-1"), encoding="cp1252", errors="ignore")  # type: ignore[no-untyped-call]
    except (ValueError, IndexError, KeyError, LookupError, RecursionError) as error:
        raise UnreadableFile("tệp RTF bị hỏng", hint="mở bằng Word rồi lưu thành .docx") from error
    return from_text(text, "rtf")
