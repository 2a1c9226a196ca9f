"""Markdown: headings, emphasis, quotes and tables taken off, numbers of lists kept exactly as written.

Read line by line and not through a Markdown parser: lists would renumber khoản "3." and "5." as 1 and 2.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from indexer.blocks import Block, RawDocument
from indexer.readers.bars import rebuild_tables
from indexer.readers.furniture import set_apart
from indexer.readers.tables import table_blocks
from indexer.readers.text import decode
from indexer.readers.wrapping import TextLine, join_lines, with_widths
from kb.text import tidy

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?P<header>.{0,20000}?)\n---[ \t]*\n", re.DOTALL)
_ENTRY = re.compile(r"^(?P<key>[\w-]{1,40}):[ \t]*(?P<value>.{0,2000})$", re.MULTILINE)
_HEADING = re.compile(r"(?P<marks>#{1,6})(?:\s+(?P<text>.*?))?\s*#*$")
_SETEXT = re.compile(r"={3,}|-{3,}")
_RULE = re.compile(r"[-_–—=*~.\s]{2,}")
_TABLE_ROW = re.compile(r"\|.*\S.*\|$")
_TABLE_RULE = re.compile(r"\|?[\s:|-]+\|?")
_IMAGE = re.compile(r"!\[[^\]]{0,500}\]\([^)]{0,1000}\)")
_LINK = re.compile(r"\[(?P<text>[^\]]{0,500})\]\([^)]{0,1000}\)")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,300}>")
_STRONG = re.compile(r"\*\*(?P<text>[^*]+)\*\*")
_EMPHASIS = re.compile(r"\*{1,3}|(?<!\w)_{1,3}(?=\w)|(?<=\w)_{1,3}(?!\w)")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!>|])")
_BULLET = re.compile(r"[*•]\s+")


def read(data: bytes) -> RawDocument:
    """The blocks of a Markdown file; its front matter becomes the metadata, as strings."""
    text = decode(data).replace("\r\n", "\n")
    metadata: dict[str, str] = {}
    if front := _FRONT_MATTER.match(text):
        metadata = {found["key"]: found["value"].strip("\"' ") for found in _ENTRY.finditer(front["header"])}
        text = text[front.end() :]
    lines = text.split("\n")
    rebuilt = rebuild_tables(lines)
    return RawDocument("md", tuple(_blocks(rebuilt, numbered=len(rebuilt) == len(lines))), metadata)


def _blocks(raw: list[str], *, numbered: bool) -> Iterator[Block]:
    """Tables interrupt the running text, which is put together in one go between them."""
    pending: list[TextLine] = []
    rows: list[list[list[Block]]] = []
    apart = False
    for number, line in enumerate(raw, 1):
        shown = line.strip()
        if _TABLE_ROW.match(shown):
            yield from _flush(pending)
            rows.append([[Block(plain(cell))] for cell in shown.strip("|").split("|")])
            continue
        if rows and not _TABLE_RULE.fullmatch(shown):
            yield from table_blocks(_filled(rows))
            rows = []
        if _SETEXT.fullmatch(shown) and pending and not apart:
            pending[-1] = _as_heading(pending[-1], 1 if shown.startswith("=") else 2)
        elif not plain(shown).strip("| ") or _RULE.fullmatch(plain(shown)):
            apart = True
        else:
            pending.append(_line(shown, f"dòng {number}" if numbered else "", apart))
            apart = False
    yield from table_blocks(_filled(rows))
    yield from _flush(pending)


def _filled(rows: list[list[list[Block]]]) -> list[list[list[Block]]]:
    return [row for row in rows if any(not _RULE.fullmatch(cell[0].text) for cell in row if cell[0].text)]


def _flush(pending: list[TextLine]) -> list[Block]:
    blocks = join_lines(with_widths(set_apart(pending)))
    pending.clear()
    return blocks


def _as_heading(line: TextLine, level: int) -> TextLine:
    return TextLine(line.text, "heading", level=level, place=line.place)


def _line(shown: str, place: str, apart: bool) -> TextLine:
    if heading := _HEADING.match(shown):
        return TextLine(plain(heading["text"] or ""), "heading", bold=True, level=len(heading["marks"]), place=place)
    shown = _BULLET.sub("- ", shown, count=1) if _BULLET.match(shown) else shown
    return TextLine(plain(shown.lstrip("> ")), apart=apart, bold=_mostly_bold(shown), place=place)


def plain(text: str) -> str:
    """The text without its Markdown.

    >>> plain("**Điều 1.** Giao [Sở Nội vụ](/so) *chủ trì*\\\\.")
    'Điều 1. Giao Sở Nội vụ chủ trì.'
    """
    text = _LINK.sub(lambda found: found["text"], _IMAGE.sub("", _TAG.sub(" ", text)))
    return tidy(html.unescape(_ESCAPE.sub(r"\1", _EMPHASIS.sub("", text))))


def _mostly_bold(text: str) -> bool:
    bold = sum(len(found["text"]) for found in _STRONG.finditer(text))
    return bold * 2 > len(text.strip())
