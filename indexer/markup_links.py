"""Links in HTML and in the XML of OpenDocument texts: tags are put around what is cited, and every other character of
the source stays as it is.

Inline tags do not hide a citation; where one begins or ends inside a citation, each piece gets a link of its own.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape

from indexer.links import Link, encoded, with_marks

_TOKEN = re.compile(
    r"""
    (?P<skip><!--.*?(?:-->|\Z) | <!\[CDATA\[.*?(?:\]\]>|\Z) | <[!?][^>]{0,2000}>)
  | </?(?P<name>[A-Za-z][\w:.-]{0,60})(?P<rest>(?:[^<>"']|"[^"]*"|'[^']*'){0,20000})>
  | (?P<entity>&(?:\#[xX]?[0-9A-Fa-f]{1,7}|[A-Za-z]\w{1,30});)
    """,
    re.VERBOSE | re.DOTALL,
)
_COUNT = re.compile(r"""text:c\s?=\s?["'](\d{1,3})["']""")
#: Only the server's own addresses are taken away again; between the tags stand no others.
_ADDRESS = r"""[^"'<>\s]{0,2000}"""


@dataclass(frozen=True)
class Dialect:
    """How a kind of markup is read: ``blocks`` begin a paragraph, ``locked`` elements hold nothing to be linked (their
    text is read all the same unless ``hidden``); ``letters`` are empty elements that stand for characters; ``link``
    opens a link to ``{url}``, ``end`` closes it. ``nested``: a block may stand inside another's sentence."""

    blocks: frozenset[str]
    locked: frozenset[str]
    hidden: frozenset[str]
    letters: dict[str, str]
    link: str
    end: str
    nested: bool = False


HTML = Dialect(
    frozenset({"p", "div", "li", "ul", "ol", "td", "th", "tr", "table", "caption", "h1", "h2", "h3", "h4", "h5", "h6",
               "section", "article", "header", "footer", "main", "aside", "nav", "blockquote", "dd", "dt", "dl", "pre",
               "body", "html", "form", "fieldset", "figure", "figcaption", "address", "hr"}),
    frozenset({"a", "button", "select", "textarea", "svg", "math", "code"}),
    frozenset({"script", "style", "head", "title", "template", "noscript", "iframe", "object"}),
    {"br": "\n"},
    '<a href="{url}">',
    "</a>",
)  # fmt: skip
ODT = Dialect(
    frozenset({"text:p", "text:h"}),
    frozenset({"text:a", "text:date", "text:page-number", "text:reference-ref", "text:bookmark-ref",
               "text:text-input", "text:user-defined", "text:ruby"}),
    frozenset({"text:tracked-changes", "office:annotation", "text:note-citation", "office:automatic-styles",
               "office:styles", "svg:title", "svg:desc"}),
    {"text:s": " ", "text:tab": "\t", "text:line-break": "\n"},
    '<text:a xlink:type="simple" xlink:href="{url}">',
    "</text:a>",
    nested=True,
)  # fmt: skip


@dataclass
class MarkupParagraph:
    """The text of a block; for each letter its span in the source, and whether it may be linked."""

    number: int
    parts: list[str] = field(default_factory=list)
    spans: list[tuple[int, int]] = field(default_factory=list)
    free: list[bool] = field(default_factory=list)

    @property
    def text(self) -> str:
        """What a reader sees."""
        return "".join(self.parts)

    def add(self, letters: str, spans: Sequence[tuple[int, int]], *, free: bool) -> None:
        """Letters with where they stand."""
        self.parts.append(letters)
        self.spans += spans
        self.free += [free] * len(spans)


class MarkupText:
    """A source opened to be read and linked."""

    def __init__(self, source: str, dialect: Dialect) -> None:
        self.source = source
        self._dialect = dialect
        self._open: list[str] = []
        self._stack: list[MarkupParagraph] = []
        self._read: list[MarkupParagraph] = []
        self._tags: list[tuple[int, int]] = []
        self._walk()
        self.paragraphs = [paragraph for paragraph in self._read if paragraph.text.strip()]

    def _walk(self) -> None:
        self._begin()
        position = 0
        for token in _TOKEN.finditer(self.source):
            self._letters(position, token.start())
            position = token.end()
            if token["entity"]:
                self._entity(token)
            else:
                self._tags.append(token.span())
                if token["name"]:
                    self._tag(token)
        self._letters(position, len(self.source))

    def _begin(self) -> None:
        paragraph = MarkupParagraph(len(self._read) + 1)
        self._read.append(paragraph)
        self._stack.append(paragraph)

    def _letters(self, start: int, end: int) -> None:
        if start < end and not self._is_in(self._dialect.hidden):
            spans = [(at, at + 1) for at in range(start, end)]
            self._stack[-1].add(self.source[start:end], spans, free=not self._is_in(self._dialect.locked))

    def _entity(self, token: re.Match[str]) -> None:
        letters = html.unescape(token.group())
        if not self._is_in(self._dialect.hidden):
            self._stack[-1].add(letters, [token.span()] * len(letters), free=not self._is_in(self._dialect.locked))

    def _is_in(self, names: frozenset[str]) -> bool:
        return any(name in names for name in self._open)

    def _tag(self, token: re.Match[str]) -> None:
        name, closing = token["name"].lower(), token.group().startswith("</")
        empty = token["rest"].rstrip().endswith("/")
        watched = name in self._dialect.locked or name in self._dialect.hidden
        if letters := self._dialect.letters.get(name):
            count = _COUNT.search(token["rest"])
            shown = letters * (int(count[1]) if count and letters == " " else 1)
            self._stack[-1].add("" if closing else shown, [token.span()] * (0 if closing else len(shown)), free=True)
        elif name in self._dialect.blocks and not empty:
            self._block(closing=closing)
        elif watched and closing and name in self._open:
            del self._open[len(self._open) - 1 - self._open[::-1].index(name) :]
        elif watched and not closing and not empty:
            self._open.append(name)

    def _block(self, *, closing: bool) -> None:
        if not self._dialect.nested:
            self._stack.pop()
            self._begin()
        elif not closing:
            self._begin()
        elif len(self._stack) > 1:
            self._stack.pop()

    def link(self, links: Sequence[tuple[MarkupParagraph, Link]]) -> tuple[str, int]:
        """The source with those links, and how many could be put in."""
        marks: list[tuple[int, int, str, str]] = []
        done = 0
        for paragraph, link in links:
            if all(paragraph.free[link.start : link.end]):
                opened = self._dialect.link.format(url=escape(encoded(link.url)))
                marks += [(*piece, opened, self._dialect.end) for piece in self._pieces(paragraph, link)]
                done += 1
        return with_marks(self.source, marks), done

    def _pieces(self, paragraph: MarkupParagraph, link: Link) -> list[tuple[int, int]]:
        """The spans of the source that a link covers, cut where a tag stands between. Empty elements that stand for a
        letter may be inside."""
        spans = paragraph.spans[link.start : link.end]
        pieces = [spans[0]]
        for span in spans[1:]:
            start, end = pieces[-1]
            if span == pieces[-1] or (span[0] >= end and not self._has_tag(end, span[0])):
                pieces[-1] = (start, max(end, span[1]))
            else:
                pieces.append(span)
        return [piece for piece in pieces if self.source[slice(*piece)].strip()]

    def _has_tag(self, start: int, end: int) -> bool:
        first = bisect_left(self._tags, (start, 0))
        return bisect_right(self._tags, (end, 0)) > first


def without_links(source: str, dialect: Dialect, base_url: str) -> tuple[str, int]:
    """The source without its links to ``base_url``, and how many there were.

    >>> without_links('Theo <a href="http://a/1">NĐ <b>29</b></a>.', HTML, "http://a")
    ('Theo NĐ <b>29</b>.', 1)
    """
    before, after = dialect.link.split("{url}")
    ours = rf"{re.escape(before)}{re.escape(escape(encoded(base_url)))}/{_ADDRESS}{re.escape(after)}"
    name = re.escape(dialect.end)
    pattern = rf"{ours}(?P<text>(?:(?!{name}).){{1,2000}}){name}"
    return re.subn(pattern, lambda match: match["text"], source, flags=re.DOTALL)
