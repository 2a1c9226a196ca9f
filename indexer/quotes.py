"""Which paragraphs of an act are quoted from another act.

An amending act quotes khoản and whole Điều inside “…”. They belong to the act that is amended, and must be shown but
never counted. The closing mark is often missing, so a quotation also ends where the amending text goes on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_OPENS = re.compile(
    r"""
    (?: ^(?:\d{1,3}[a-zđ]?[.)/]\s{0,3}|[a-zđ][.)/]\s{0,3})?  # at the start, perhaps after a khoản or điểm mark
      | :\s{0,3}                                             # or after a colon: "như sau: “
    )["“«]
    """,
    re.VERBOSE,
)
_MARK = re.compile(r"""["“”«»]""")
_CLOSES = re.compile(r"""["”»]\s{0,2}[.;,:]?\s{0,2}$""")
#: Text in which the amending act itself speaks: it ends a quotation that was never closed.
_RESUMES = re.compile(
    r"""
    (?:Điều\s)?\d{1,3}[.):]?\s{0,3}
    (?:Sửa\sđổi|Bổ\ssung|Thay\sthế|Bãi\sbỏ|(?:Thay|Bỏ)\scụm\stừ|Hiệu\slực|Điều\skhoản)
    """,
    re.VERBOSE,
)


def mark_quotes(texts: Sequence[str]) -> list[bool]:
    """For each paragraph, whether it stands inside a quotation that fills paragraphs of its own.

    A paragraph in which the amending act speaks and a quotation only begins is not quoted itself:

    >>> mark_quotes(["1. Sửa đổi khoản 2 như sau:", "“2. Ban Quản lý", "a) cấp giấy phép.”.", "2. Bãi bỏ Điều 4."])
    [False, True, True, False]
    """
    marks: list[bool] = []
    inside = False
    for index, text in enumerate(texts):
        if inside and _RESUMES.match(text):
            inside = False
        if inside:
            marks.append(True)
            inside = _depth_after(text, 0 if _MARK.match(text) else 1) > 0
            continue
        unclosed = _depth_after(text, 0) > 0
        marks.append(bool(_MARK.match(text)) and (unclosed or _wholly_quoted(text)))
        inside = unclosed and bool(_OPENS.search(text)) and _ends_later(texts, index + 1)
    return marks


def _depth_after(text: str, depth: int) -> int:
    """How deep in quotations the end of the paragraph is. A quotation mark at the start means that the one before
    was left open, so the caller begins at 0 there."""
    for found in _MARK.finditer(text):
        if _is_opening(text, found):
            depth += 1
        else:
            depth = max(depth - 1, 0)
    return depth


def _is_opening(text: str, found: re.Match[str]) -> bool:
    if found.group() != '"':
        return found.group() in "“«"
    before, after = text[: found.start()][-1:], text[found.end() :][:1]
    return not before.strip("([:") and bool(after.strip(".;,:)"))


def _wholly_quoted(text: str) -> bool:
    closing = [found.start() for found in _MARK.finditer(text) if not _is_opening(text, found)]
    return bool(_CLOSES.search(text)) and _depth_after(text[: closing[-1]], 0) > 0 if closing else False


def _ends_later(texts: Sequence[str], start: int) -> bool:
    return any(_CLOSES.search(text) or _RESUMES.match(text) for text in texts[start:])
