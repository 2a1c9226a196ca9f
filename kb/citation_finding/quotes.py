"""Quoted amending text: what an amending act wants to be read in another act.

>>> text = 'Sửa đổi khoản 1 như sau: “1. Theo Điều 5 Nghị định này.”. Các "văn bản" khác giữ nguyên.'
>>> [text[start:end] for start, end in amending_quotes(text)]
['“1. Theo Điều 5 Nghị định này.”']
"""

from __future__ import annotations

import re

_MARK = re.compile(r"[“”\"]")
#: What opens a quotation of amending text; a quotation of a title or a saying has no such words before it.
_INTRODUCTION = re.compile(
    r"(?:như\s{1,3}sau\s?:?|từ|là|thành|bằng|khoản\s\w{1,3}|điều\s\w{1,4}|sung|:)\s{0,4}$", re.IGNORECASE
)


def amending_quotes(text: str) -> list[tuple[int, int]]:
    """The spans of quoted amending text, marks included; a quotation left open ends with the text.

    Marks nest; a mark at a line's start continues a quotation of several paragraphs.
    """
    if "“" not in text and '"' not in text:
        return []
    spans: list[tuple[int, int]] = []
    opened, depth, before = -1, 0, 0
    for mark in _MARK.finditer(text):
        place = mark.start()
        if opened >= 0 and text.find("\n", before, place) >= 0 and not _amends(text, opened):
            opened, depth = -1, 0  # a title or a saying ends with its line
        before = place
        if mark.group() == "“" or (mark.group() == '"' and opened < 0):
            continues = opened >= 0 and text[place - 1 : place] == "\n"
            depth += 0 if continues else 1
            opened = place if opened < 0 else opened
        elif opened >= 0:
            depth -= 1
            if depth <= 0:
                spans.append((opened, mark.end()))
                opened, depth = -1, 0
    if opened >= 0:
        spans.append((opened, len(text)))
    return [span for span in spans if _amends(text, span[0])]


def _amends(text: str, opened: int) -> bool:
    return bool(_INTRODUCTION.search(text, max(0, opened - 24), opened))
