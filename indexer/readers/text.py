"""Plain text: as saved from a page, taken from a gazette PDF, or segmented into words for a corpus."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from indexer.blocks import RawDocument
from indexer.readers import legacy
from indexer.readers.errors import UnreadableFile
from indexer.readers.furniture import set_apart
from indexer.readers.wrapping import TextLine, join_lines, notes_last, with_widths
from kb.text import tidy

#: The five bytes that Windows-1252 leaves open are letters in VISCII.
_AS_LATIN = "cancu-latin"
codecs.register_error(_AS_LATIN, lambda error: (_undecoded(error).decode("latin-1"), getattr(error, "end", 0)))
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
#: "Quyết_định số 96 / TTr" as word segmenters write it.
_SEGMENTED = re.compile(r"[^\W\d_]_[^\W\d_]")
_LOOSE_MARK = re.compile(r"\s([.,;:)?!”%])")
_LOOSE_OPENING = re.compile(r"([(“])\s")
_RULE = re.compile(r"[-_–—=*.~\s|]{2,}")


def read(data: bytes) -> RawDocument:
    """The blocks of a text file; :class:`UnreadableFile` for what is no text."""
    return from_text(decode(data))


def from_text(text: str, form: str = "txt") -> RawDocument:
    """The blocks of a text that is already Unicode, or in an old encoding that its letters betray."""
    encoding = legacy.detect(text)
    if encoding:
        text = legacy.decode(text, encoding)
    segmented = len(_SEGMENTED.findall(text)) > len(text) / 200
    if segmented:
        text = unsegment(text)
    lines = set_apart(list(_lines(text, segmented)))
    blocks = join_lines(list(notes_last(with_widths(lines))))
    return RawDocument(form, tuple(blocks), messages=(f"bảng mã {encoding.upper()}",) if encoding else ())


def decode(data: bytes) -> str:
    """Bytes as text: by byte order mark, else UTF-8, else Windows-1252 (in which old encodings are told apart later).

    :class:`UnreadableFile` if it holds what no text holds.
    """
    for mark, name in _BOMS:
        if data.startswith(mark):
            return data.decode(name, errors="replace")
    if b"\x00" in data[:4096]:
        raise UnreadableFile("không phải tệp văn bản", hint="lưu văn bản thành .docx, .pdf hoặc .html")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors=_AS_LATIN)


def _undecoded(error: UnicodeError) -> bytes:
    """The bytes that a codec could not take."""
    return error.object[error.start : error.end] if isinstance(error, UnicodeDecodeError) else b""


def unsegment(text: str) -> str:
    """Running text from word-segmented text.

    >>> unsegment("Điều 1 . Uỷ_quyền Trưởng Ban quản_lý ( sau đây gọi là Ban ) :")
    'Điều 1. Uỷ quyền Trưởng Ban quản lý (sau đây gọi là Ban):'
    """
    return _LOOSE_OPENING.sub(r"\1", _LOOSE_MARK.sub(r"\1", text.replace("_", " ")))


def _lines(text: str, whole: bool = False) -> Iterator[TextLine]:
    """The lines of a text; ``whole``: each is a paragraph, as word segmenters leave it."""
    apart = whole
    for number, raw in enumerate(text.replace("\f", "\n").splitlines(), 1):
        shown = tidy(raw).lstrip("#").lstrip()
        if not shown or _RULE.fullmatch(shown):
            apart = True
            continue
        yield TextLine(shown, apart=apart, place=f"dòng {number}")
        apart = whole
