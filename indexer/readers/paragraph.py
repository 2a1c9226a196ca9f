"""The text of one paragraph of a word processor's file (DOCX, ODT) while it is put together."""

from __future__ import annotations

from dataclasses import dataclass, field

from indexer.readers.package import Element


@dataclass
class Paragraph:
    """``pieces`` of text; ``boxes`` are the text boxes met on the way, shown after the paragraph."""

    pieces: list[str] = field(default_factory=list)
    bold: int = 0
    letters: int = 0
    boxes: list[Element] = field(default_factory=list)

    def add(self, text: str, bold: bool | None) -> None:
        """Adds a run of text."""
        self.pieces.append(text)
        letters = sum(map(str.isalpha, text))
        self.letters += letters
        self.bold += letters if bold else 0

    @property
    def mostly_bold(self) -> bool:
        """Whether more than half of the letters are bold."""
        return self.bold * 2 > self.letters
