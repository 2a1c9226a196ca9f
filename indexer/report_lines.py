"""The paragraphs of a report in plain text: lines that a page, a PDF or a mail programme broke are read as one.

A passage is the stretch of the text itself with blanks for line ends, so that offsets stay those of the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from indexer.findings import Finding, Passage
from indexer.readers.wrapping import TextLine, grouped, with_widths
from kb.text import tidy

_PLACE = "dòng"
#: A line that goes on a sentence: a small letter, a day or a number, and no mark of a list.
_GOES_ON = re.compile(r"(?![a-zđ]{1,2}[.)/]|\d{1,3}[.)/]\s)(?:[^\W\d_]|\d)")
_UNENDED = re.compile(r"[\w,(]$")
#: Of the lines of a text that is broken, at least this share goes on the line before.
_BROKEN_SHARE = 0.1


@dataclass(frozen=True)
class LinedText:
    """A text whose lines end with a line feed."""

    text: str

    @cached_property
    def _lines(self) -> list[str]:
        return self.text.split("\n")

    @cached_property
    def _line_starts(self) -> list[int]:
        starts = [0]
        for line in self._lines:
            starts.append(starts[-1] + len(line) + 1)
        return starts[:-1]

    @cached_property
    def passages(self) -> list[Passage]:
        """The paragraphs, each numbered by its first line; blank lines are none."""
        return [passage for _, passage in self._placed]

    @cached_property
    def starts(self) -> list[int]:
        """Where each passage begins in the text."""
        return [start for start, _ in self._placed]

    @cached_property
    def _placed(self) -> list[tuple[int, Passage]]:
        return list(self._read())

    def _read(self) -> Iterator[tuple[int, Passage]]:
        filled = [place for place, line in enumerate(self._lines) if line.strip()]
        apart = [True, *(later - earlier > 1 for earlier, later in pairwise(filled))]
        shown = [TextLine(tidy(self._lines[place]), apart=gap) for place, gap in zip(filled, apart, strict=False)]
        together = [places for _, places in grouped(with_widths(shown))] if _is_wrapped(shown) else _each(shown)
        for places in together:
            first, last = filled[places[0]], filled[places[-1]]
            start, end = self._line_starts[first], self._line_starts[last] + len(self._lines[last])
            yield start, Passage(self.text[start:end].replace("\n", " "), _PLACE, first + 1)

    def line_of(self, offset: int) -> int:
        """The line that a place of the text is on, from 0."""
        return bisect_right(self._line_starts, offset) - 1

    def placed(self, finding: Finding) -> Finding:
        """A finding about one of the passages with offsets of the text, told at its own line."""
        start = self.starts[finding.paragraph]
        line = self.line_of(start + finding.start)
        return replace(
            finding, start=start + finding.start, end=start + finding.end, paragraph=line, where=f"{_PLACE} {line + 1}"
        )


def _is_wrapped(lines: Sequence[TextLine]) -> bool:
    """Whether sentences go over line ends; a text of whole paragraphs is none, however short they are."""
    pairs = [(first, second) for first, second in pairwise(lines) if not second.apart]
    broken = sum(
        bool(_UNENDED.search(first.text) and _GOES_ON.match(second.text)) and not second.text[:1].isupper()
        for first, second in pairs
    )
    return broken > _BROKEN_SHARE * len(pairs)


def _each(lines: Sequence[TextLine]) -> list[list[int]]:
    return [[place] for place in range(len(lines))]
