"""RTF through striprtf, which keeps the labels of lists and sets the cells of a table apart with "|"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from striprtf.striprtf import rtf_to_text

from indexer.blocks import Block, RawDocument
from indexer.readers import legacy
from indexer.readers.errors import UnreadableFile
from indexer.readers.tables import table_blocks
from indexer.readers.text import from_text
from kb.text import tidy


def read(data: bytes) -> RawDocument:
    """The blocks of an RTF file; :class:`UnreadableFile` if it cannot be taken apart."""
    try:
        text = rtf_to_text(data.decode("latin-1"), encoding="cp1252", errors="ignore")  # type: ignore[no-untyped-call]
    except (ValueError, IndexError, KeyError, LookupError, RecursionError) as error:
        raise UnreadableFile("tệp RTF bị hỏng", hint="mở bằng Word rồi lưu thành .docx") from error
    encoding = legacy.detect(text)
    messages = (f"bảng mã {encoding.upper()}",) if encoding else ()
    return RawDocument("rtf", tuple(_blocks(legacy.decode(text, encoding) if encoding else text)), messages=messages)


def _blocks(text: str) -> Iterator[Block]:
    for in_table, lines in groupby(text.split("\n"), key=lambda line: "|" in line):
        if in_table:
            yield from table_blocks([[[Block(tidy(cell))] for cell in line.split("|")] for line in lines])
        else:
            yield from (replace(block, place="") for block in from_text("\n".join(lines)).blocks)
