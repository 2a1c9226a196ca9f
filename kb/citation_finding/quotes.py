"""Quoted amending text: what an amending act wants to be read in another act.

>>> text = 'Sửa đổi khoản 1 như sau: “1. Theo Điều 5 Nghị định này.”. Các "văn bản" khác giữ nguyên.'
>>> [text[start:end] for start, end in amending_quotes(text)]
['“1. Theo Điều 5 Nghị định này.”']

Where the marks were forgotten, the text runs to the next change:

>>> text = "1. Sửa đổi khoản 2 Điều 3 như sau:\\n2. Theo Điều 5 Nghị định này.\\n2. Bãi bỏ Điều 6."
>>> [text[start:end] for start, end in amending_quotes(text)]
['\\n2. Theo Điều 5 Nghị định này.']
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from operator import itemgetter

_MARK = re.compile(r"[“”\"]")
#: What opens a quotation of amending text; a quotation of a title or a saying has no such words before it.
_INTRODUCTION = re.compile(
    r"(?:như\s{1,3}sau\s?:?|từ|là|thành|bằng|khoản\s\w{1,3}|điều\s\w{1,4}|sung|:)\s{0,4}$", re.IGNORECASE
)
#: What stands at the start of a provision that is quoted whole: its label, behind the mark.
_LABEL = re.compile(r"[“\"]\s{0,3}(?:\d{1,3}[a-zđ]?\.\s|[a-zđ]\d?\)\s|(?:Điều|Chương|Mục|Phụ\slục)\s{1,3}[\dIVXLC])")
_LINE_START = re.compile(r"(?:^|\n)[ \t]{0,8}$")
_VERBS = (
    r"(?:sửa\s{1,3}đổi|bổ\s{1,3}sung|bãi\s{1,3}bỏ|thay\s{1,3}(?:thế|cụm|từ|đổi)|hủy\s{1,3}bỏ|bỏ\s|đính\s{1,3}chính)"
)
_ITEM = r"\n\s{0,4}(?:\d{1,3}[a-zđ]?(?:\.\d{1,2}){0,2}[.)]|[a-zđ]\)|-|Điều\s\d{1,3}[a-zđ]?[.:])?\s{0,4}"
#: "2. Sửa đổi, bổ sung điểm c khoản 3 Điều 4 như sau:" and the end of the line: one provision, and what it is to say.
_CHANGE = re.compile(
    rf"(?:^\s{{0,4}}(?:\d{{1,3}}\.\s{{0,3}})?|{_ITEM}){_VERBS}[^\n“”:;]{{0,200}}"
    r"(?:điều|khoản|điểm|tiết)\s{1,3}[\da-zđ][^\n“”:;]{0,200}như\s{1,3}sau\s?:?[ \t]{0,3}(?=\n)",
    re.IGNORECASE,
)
_UNMARKED = re.compile(r"\s{1,80}[^\s“\"]")
_NEXT_CHANGE = re.compile(rf"{_ITEM}{_VERBS}", re.IGNORECASE)


def amending_quotes(text: str) -> list[tuple[int, int]]:
    """The spans of quoted amending text, in order, marks included; a quotation left open ends with the text.

    Marks nest; a mark at a line's start continues a quotation of several paragraphs.
    """
    quoted = _marked(text) if "“" in text or '"' in text else []
    return sorted([*quoted, *(span for span in _unmarked(text) if _apart(quoted, span))])


def lies_inside(spans: Sequence[tuple[int, int]], offset: int) -> bool:
    """Whether an offset lies in one of some spans, which are in order and apart."""
    before = bisect_right(spans, offset, key=itemgetter(0)) - 1
    return before >= 0 and offset < spans[before][1]


def _apart(spans: Sequence[tuple[int, int]], span: tuple[int, int]) -> bool:
    following = bisect_right(spans, span)
    before = spans[following - 1][1] if following else 0
    return before <= span[0] and (following == len(spans) or span[1] <= spans[following][0])


def _marked(text: str) -> list[tuple[int, int]]:
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
    begin = max(0, opened - 24)
    if _INTRODUCTION.search(text, begin, opened):
        return True
    return bool(_LABEL.match(text, opened) and _LINE_START.search(text, begin, opened))


def _unmarked(text: str) -> list[tuple[int, int]]:
    """What an item wants to be read instead of one provision, without marks around it: up to the next item."""
    spans = []
    for lead in _CHANGE.finditer(text) if "như sau" in text else ():
        if _UNMARKED.match(text, lead.end()) and not _NEXT_CHANGE.match(text, lead.end()):
            following = _NEXT_CHANGE.search(text, lead.end())
            spans.append((lead.end(), following.start() if following else len(text)))
    return spans
