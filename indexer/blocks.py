"""What a reader hands on: the paragraphs of a file, with what they were, before anyone asks what they mean.

A reader turns a file into :class:`RawDocument`; :mod:`indexer.outline` turns that into a
:class:`kb.documents.Document`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from kb.documents import TextOrigin

BlockKind = Literal["paragraph", "heading", "row", "header-cell", "footnote", "note"]


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph as shown: tidy text (:func:`kb.text.tidy`), automatic numbering already written out.

    ``kind`` "row" is a table row with its cells in ``cells``; "note" is what must not stand in a sentence (running
    heads, stamps) and is kept aside. ``bold`` is True where most letters are bold, None where the format cannot tell;
    ``level`` is the level of a Markdown or HTML heading; ``place`` says where it was ("trang 3", "đoạn 120").
    """

    text: str
    kind: BlockKind = "paragraph"
    bold: bool | None = None
    centered: bool | None = None
    level: int | None = None
    cells: tuple[str, ...] = ()
    place: str = ""


@dataclass(frozen=True)
class RawDocument:
    """A file as read. ``format`` is what the content is (not what the name says): docx, doc, odt, pdf, html,
    md, txt, rtf.

    ``metadata`` holds front matter or properties found in the file, as strings; ``messages`` what the reader had to do
    that a person should know ("bảng mã TCVN3", "trang 4 không có chữ").``origin`` is "ocr" for a
    scan with a hidden layer of text, whose letters a machine has read.
    """

    format: str
    blocks: tuple[Block, ...]
    metadata: dict[str, str] = field(default_factory=dict)
    messages: tuple[str, ...] = ()
    origin: TextOrigin = "text"
