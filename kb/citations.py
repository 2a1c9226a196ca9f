"""Citations: mentions of documents and provisions in running text.

The model is here; :func:`find_citations` finds them. Offsets are code points into the text that was given, and
``text[citation.start:citation.end] == citation.surface``, always.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from kb.provisions import ProvisionPath

CitationKind = Literal["document", "provision", "standard"]
Target = Literal["external", "self", "this-unit"]
Span = tuple[int, int]
#: The field ``date`` hides the type of that name when annotations are evaluated.
Day = date


@dataclass(frozen=True, slots=True)
class Context:
    """What the caller knows of the document that a text is from (type slug, number, issuer, date, place)."""

    type: str | None = None
    number: str | None = None
    issuer: str | None = None
    issued: date | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """One mention.

    ``kind`` is "provision" if it names a Điều, khoản … (``provisions`` is not empty then), "standard" for TCVN, ISO;
    ``target`` is "self" for "Nghị định này", "this-unit" for "Điều này", else "external". ``type`` is a slug of
    :mod:`kb.doctypes`; ``number`` canonical; ``title`` the name of a Luật as written; ``date`` and ``issuer`` only when
    the sentence says them. ``partial``: only the beginning of the number is written; ``anaphor``: the document is
    named elsewhere in the passage; ``quoted``: inside quoted amending text; ``attachment``: the cited provision is of
    the regulation attached to the decision.
    """

    start: int
    end: int
    surface: str
    kind: CitationKind = "document"
    target: Target = "external"
    type: str | None = None
    number: str | None = None
    title: str | None = None
    year: int | None = None
    date: Day | None = None
    issuer: str | None = None
    provisions: tuple[ProvisionPath, ...] = ()
    date_span: Span | None = None
    issuer_span: Span | None = None
    partial: bool = False
    anaphor: bool = False
    quoted: bool = False
    attachment: bool = False

    def as_json(self) -> dict[str, Any]:
        """The machine form: the fields above; dates ISO, paths as text, flags only when true."""
        record: dict[str, Any] = {
            "start": self.start, "end": self.end, "surface": self.surface, "kind": self.kind, "type": self.type,
            "number": self.number, "title": self.title, "year": self.year,
            "date": self.date.isoformat() if self.date else None, "issuer": self.issuer,
            "provisions": [str(path) for path in self.provisions], "target": self.target,
        }  # fmt: skip
        if self.date_span:
            record["date_span"] = list(self.date_span)
        if self.issuer_span:
            record["issuer_span"] = list(self.issuer_span)
        return record | {flag: True for flag in ("partial", "anaphor", "quoted", "attachment") if getattr(self, flag)}


def find_citations(text: str, context: Context | None = None) -> list[Citation]:
    """All citations in ``text``, from left to right, never nested. ``context`` tells whose text it is."""
    raise NotImplementedError
