"""What a page prints around the text: running heads, page numbers, stamps of digital signatures.

None of it may stand in a sentence, so it is set apart as notes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from indexer.readers.wrapping import TextLine
from kb.text import fold

_RUNNING_HEAD = re.compile(
    r"""
    (?:\d{1,4}\s{1,8})?
    (?:C?Ô?NG\s)?BÁO (?:\s?[A-ZĐ.\s]{2,24})?                    # a page may lose the first letter
    \s?/\s?Số\s?[\d\s+&-]{1,24}\s?/\s?Ngày\s?[\d\s./-]{6,14}
    (?:\s{1,8}\d{1,4})?
    | \[\[SOURCE\s.{1,80}\sPAGE\s\d{1,4}\]\]
    | (?:SAO\sY|KÝ\sSỐ)\s?;.{0,160}
    | \*?\s?Trang\s\d{1,4}(?:\s?/\s?\d{1,4})?
    """,
    re.VERBOSE,
)
_PAGE_NUMBER = re.compile(r"[-–]?\s{0,2}\d{1,4}\s{0,2}[-–]?")
_STAMP_OPENS = re.compile(r"(?:ký bởi|người ký|signed by|digitally signed)\s?:?\s", re.IGNORECASE)
_STAMP_PART = re.compile(
    r"(?:ký bởi|người ký|email|cơ quan|thời gian ký|ngày ký|chức vụ|tổ chức|signed by|date|signature)\s?:",
    re.IGNORECASE,
)
_STAMP_CLOSES = re.compile(r"(?:thời gian ký|ngày ký|date)\s?:", re.IGNORECASE)
_STAMP_LINES = 8
_OFTEN = 3
_LONG_LINE, _PAGE_LINES = 45, 60


def set_apart(lines: Sequence[TextLine]) -> list[TextLine]:
    """The lines of a text without pages; page furniture gets the kind "note".

    >>> [line.kind for line in set_apart([TextLine("CÔNG BÁO/Số 290/Ngày 29-05-2026"), TextLine("10"), TextLine("a)")])]
    ['note', 'note', 'paragraph']
    """
    marks = [bool(_RUNNING_HEAD.fullmatch(line.text)) for line in lines]
    for index in [index for index, mark in enumerate(marks) if mark]:
        for neighbour in (index - 1, index + 1):
            if 0 <= neighbour < len(lines) and _PAGE_NUMBER.fullmatch(lines[neighbour].text):
                marks[neighbour] = True
    stamps = _stamp_marks([line.text for line in lines])
    lines = _with_footnotes(lines, marks)
    return [_note(line) if head or stamp else line for line, head, stamp in zip(lines, marks, stamps, strict=True)]


def _with_footnotes(lines: Sequence[TextLine], heads: Sequence[bool]) -> list[TextLine]:
    """Footnotes of a consolidated text with running heads: from a line with the next number to the next head.

    The number stands without a stop, so it is told from a khoản: "2 Cụm từ này được bãi bỏ theo …".
    """
    shown = list(lines)
    if not any("VBHN" in line.text for line in lines):
        return shown
    expected, inside = 1, False
    ends = [index for index, head in enumerate(heads) if head]
    for index, line in enumerate(lines):
        inside = inside and not heads[index]
        opens = re.match(rf"{expected}\s(?!Điều|Chương|Mục)[A-ZĐ]\w", line.text) and len(line.text) > _LONG_LINE
        if opens and any(index < end <= index + _PAGE_LINES for end in ends):
            inside, expected = True, expected + 1
        if inside and line.kind == "paragraph":
            shown[index] = replace(line, kind="footnote")
    return shown


def set_apart_on_pages(pages: Sequence[Sequence[TextLine]]) -> list[list[TextLine]]:
    """The same for a text with pages, where the first and last lines that recur on many pages are furniture too."""
    often = _recurring(pages)
    return [_set_apart_on_page(list(page), often) for page in pages]


def _set_apart_on_page(page: list[TextLine], often: set[str]) -> list[TextLine]:
    marked = set_apart(page)
    edges = [*range(min(3, len(page))), *range(max(len(page) - 3, 0), len(page))]
    for index in edges:
        text = page[index].text
        at_edge = index in {0, 1, len(page) - 1}
        if _without_digits(text) in often or (at_edge and _PAGE_NUMBER.fullmatch(text)):
            marked[index] = _note(page[index])
    return marked


def _recurring(pages: Sequence[Sequence[TextLine]]) -> set[str]:
    edges = Counter(
        text
        for page in pages
        for text in {_without_digits(line.text) for line in [*page[:2], *page[-2:]] if len(line.text) > 3}
    )
    return {text for text, count in edges.items() if count >= _OFTEN and count > len(pages) * 0.4}


def _without_digits(text: str) -> str:
    return re.sub(r"\d+", "#", fold(text)).strip()


def _stamp_marks(texts: Sequence[str]) -> list[bool]:
    """A stamp is a cluster of its fields; "Người ký: …" alone may be text."""
    marks = [False] * len(texts)
    for index, text in enumerate(texts):
        if _STAMP_OPENS.match(text):
            nearby = range(index, min(index + _STAMP_LINES, len(texts)))
            fields = [place for place in nearby if _STAMP_PART.match(texts[place])]
            closing = next((place for place in nearby if _STAMP_CLOSES.match(texts[place])), None)
            if len(fields) > 1:
                for place in range(index, (fields[-1] if closing is None else closing) + 1):
                    marks[place] = True
    return marks


def _note(line: TextLine) -> TextLine:
    return replace(line, kind="note")
