"""Which paragraphs of an act are quoted from another act.

An amending act quotes khoản and whole Điều inside “…”. They belong to the act that is amended, and must be shown but
never counted. The closing mark is often missing, so a quotation also ends where the amending text goes on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

_OPENS = re.compile(
    r"""
    (?: ^(?:\d{1,3}[a-zđ]?[.)/]\s{0,3}|[a-zđ][.)/]\s{0,3})?  # at the start, perhaps after a khoản or điểm mark
      | :\s{0,3}                                             # or after a colon: "như sau: “
    )["“«]
    """,
    re.VERBOSE,
)
_ARTICLE = re.compile(r"""["“«]?\s?Điều\s(?P<number>\d{1,3})[a-zđ]?\s?(?:[.:]|$)""")
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
    return _Marker(texts).marks()


@dataclass
class _Marker:
    """Reads the paragraphs one by one, and knows which article of the act itself and of the quoted one came last."""

    texts: Sequence[str]
    inside: bool = False
    own: int = 0
    quoted: int = 0

    @cached_property
    def _last_end(self) -> int:
        """The index of the last paragraph that can end a quotation."""
        ends = (index for index, text in enumerate(self.texts) if _CLOSES.search(text) or _RESUMES.match(text))
        return max(ends, default=-1)

    def marks(self) -> list[bool]:
        return [self._mark(index, text) for index, text in enumerate(self.texts)]

    def _mark(self, index: int, text: str) -> bool:
        article = _ARTICLE.match(text)
        if self.inside and (_RESUMES.match(text) or (article and self._is_own(index, int(article["number"])))):
            self.inside = False
        if self.inside:
            if article:
                self.quoted = int(article["number"])
            self.inside = _depth_after(text, 0 if _MARK.match(text) else 1) > 0
            return True
        return self._mark_outside(index, text, article)

    def _mark_outside(self, index: int, text: str, article: re.Match[str] | None) -> bool:
        unclosed = _depth_after(text, 0) > 0
        begins = bool(_MARK.match(text))
        if article and not begins:
            self.own = int(article["number"])
        self.inside = unclosed and bool(_OPENS.search(text)) and index < self._last_end
        self.quoted = int(article["number"]) if article and begins else 0
        return begins and (unclosed or _wholly_quoted(text))

    def _is_own(self, index: int, number: int) -> bool:
        """Whether an article inside an open quotation is the next one of the act itself: its number says so, and
        either the quoted act does not go on with that number, or the quotation is never closed."""
        return number == self.own + 1 and (number != self.quoted + 1 or not _closes_first(self.texts, index))


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


def _closes_first(texts: Sequence[str], start: int) -> bool:
    """Whether a quotation is closed before the next one opens."""
    for text in texts[start:]:
        if _MARK.match(text):
            return False
        if _depth_after(text, 1) == 0:
            return True
    return False
