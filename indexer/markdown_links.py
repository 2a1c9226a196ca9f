"""Links in Markdown: ``[Nghị định 29/2008/NĐ-CP](http://…)``, and everything else left as it is written.

Front matter, code, HTML, existing links, images and addresses are never touched. Emphasis marks do not hide a
citation: ``Nghị định **số 29/2008/NĐ-CP**`` is read without them, and linked with them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from indexer.links import Link, encoded, with_marks

_FRONT_MATTER = re.compile(r"\A\ufeff?---[ \t]*\n.*?\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
#: What must stay as it is. Bounded, so that odd input costs no more than its length.
_UNTOUCHABLE = re.compile(
    r"""
    ^(?P<fence>`{3,}|~{3,}) [^\n]{0,200} \n (?:.*?) (?:^(?P=fence)[`~]* [ \t]*$ | \Z)   # fenced code
  | (?P<ticks>`{1,5}) (?!`) [^\n]{1,500}? (?<!`) (?P=ticks) (?!`)                        # code in a line
  | <!--.*?(?:-->|\Z)                                                                     # comment
  | </?[A-Za-z][^<>\n]{0,500}>                                                           # HTML, <http://…>
  | ^[ ]{0,3}\[[^\]\n]{1,300}\]:[^\n]*$                                                  # definition of a link
  | !?\[(?:[^\[\]]|\[[^\[\]]{0,100}\]){0,500}\] (?: \([^()\n]{0,2000}\) | \[[^\]\n]{0,300}\])   # link, image
  | \b(?:https?|ftp|mailto):[^\s<>]{1,2000}                                              # bare address
    """,
    re.VERBOSE | re.MULTILINE | re.DOTALL,
)
_EMPHASIS = re.compile(r"\*{1,3}|(?<!\w)_{1,3}(?=\w)|(?<=[\w.,;:)])_{1,3}(?!\w)")
_ESCAPE = re.compile(r"\\(?=[\\`*_{}\[\]()#+\-.!|>~])")
_NEW_BLOCK = re.compile(r"\n[ \t]*(?:[>#|]|[-*+][ \t]|\d{1,9}[.)][ \t]|\n)")


@dataclass(frozen=True)
class Shown:
    """A line or paragraph of Markdown as read: its ``text`` without marks, the number of its first ``line``, and the
    way back to the source."""

    text: str
    line: int
    origins: tuple[int, ...]


class MarkdownText:
    """A Markdown text opened to be read and linked; offsets of links are those of :attr:`Shown.text`."""

    def __init__(self, source: str) -> None:
        self.source = source
        self._locked = [match.span() for match in _untouchable(source)]
        self.paragraphs = list(self._read())

    def _read(self) -> Iterator[Shown]:
        """Paragraphs: lines that follow one another, table rows and list items each for itself."""
        start, line = 0, 1
        for end in [*(match.start() for match in _NEW_BLOCK.finditer(self.source)), len(self.source)]:
            if self.source[start:end].strip():
                yield self._shown(start, end, line)
            line += self.source.count("\n", start, end)
            start = end

    def _shown(self, start: int, end: int, line: int) -> Shown:
        marks = [
            match.span() for pattern in (_EMPHASIS, _ESCAPE) for match in pattern.finditer(self.source, start, end)
        ]
        hidden = {index for first, last in marks for index in range(first, last)}
        kept = [index for index in range(start, end) if index not in hidden]
        text = "".join(self.source[index] for index in kept)
        blank = len(text) - len(text.lstrip())
        return Shown(text, line + text.count("\n", 0, blank), (*kept, end))

    def link(self, links: Sequence[tuple[Shown, Link]]) -> tuple[str, int]:
        """The source with those links, and how many could be put in."""
        marks = []
        for paragraph, link in links:
            span = self._span(paragraph, link)
            if span and self._is_free(*span):
                marks.append((*span, "[", f"]({encoded(link.url)})"))
        return with_marks(self.source, marks), len(marks)

    def _span(self, paragraph: Shown, link: Link) -> tuple[int, int] | None:
        """The span in the source, emphasis marks at its borders inside or outside as needed; None if it cannot be."""
        start, end = paragraph.origins[link.start], paragraph.origins[link.end - 1] + 1
        if not _is_balanced(self.source[start:end]):
            if opened := re.search(r"(?:\*{1,3}|_{1,3})\Z", self.source[max(0, start - 3) : start]):
                start -= len(opened.group())
            elif closed := re.compile(r"\*{1,3}|_{1,3}").match(self.source, end):
                end = closed.end()
        return (start, end) if _is_balanced(self.source[start:end]) else None

    def _is_free(self, start: int, end: int) -> bool:
        inside = self.source[start:end]
        following = bisect_left(self._locked, (end, 0))
        before = self._locked[following - 1] if following else (0, 0)
        return not re.search(r"[\[\]|]", inside) and before[1] <= start


def without_links(source: str, base_url: str) -> tuple[str, int]:
    """The text without its links to ``base_url``, and how many there were.

    >>> without_links("Theo [NĐ 29](http://a/1) và [b](http://b)", "http://a")
    ('Theo NĐ 29 và [b](http://b)', 1)
    """
    ours = rf"\[(?P<text>[^\[\]]{{1,500}})\]\({re.escape(encoded(base_url))}/[^()\s]{{0,2000}}\)"
    return re.subn(ours, lambda match: match["text"], source)


def _is_balanced(text: str) -> bool:
    """Whether emphasis opens and closes inside a text."""
    marks = re.findall(r"\*{1,3}|(?<!\w)_{1,3}|_{1,3}(?!\w)", text)
    return all(marks.count(mark) % 2 == 0 for mark in set(marks))


def _untouchable(source: str) -> Iterator[re.Match[str]]:
    start = 0
    if front := _FRONT_MATTER.match(source):
        yield front
        start = front.end()
    yield from _UNTOUCHABLE.finditer(source, start)
