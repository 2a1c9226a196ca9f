"""Citations: mentions of documents and provisions in running text.

The model is here; :func:`find_citations` finds them. Offsets are code points into the text that was given, and
``text[citation.start:citation.end] == citation.surface``, always.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

from kb.citation_finding.bare import Link
from kb.citation_finding.details import add_details
from kb.citation_finding.documents import find_documents, name_again
from kb.citation_finding.links import link_units
from kb.citation_finding.noise import without_noise
from kb.citation_finding.quotes import amending_quotes, lies_inside
from kb.citation_finding.reading import Mention, Reading
from kb.provisions import ProvisionPath
from kb.text import View

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
            "start": self.start, "end": self.end, "surface": self.surface, "kind": self.kind,
            "type": _published(self.type),
            "number": self.number, "title": self.title, "year": self.year,
            "date": self.date.isoformat() if self.date else None, "issuer": self.issuer,
            "provisions": [str(path) for path in self.provisions], "target": self.target,
        }  # fmt: skip
        if self.date_span:
            record["date_span"] = list(self.date_span)
        if self.issuer_span:
            record["issuer_span"] = list(self.issuer_span)
        return record | {flag: True for flag in ("partial", "anaphor", "quoted", "attachment") if getattr(self, flag)}


#: The types that the machine form tells apart; every other document is "other".
_PUBLISHED = frozenset(
    {"nghi-dinh", "quyet-dinh", "thong-tu", "thong-tu-lien-tich", "luat", "bo-luat", "phap-lenh", "nghi-quyet",
     "chi-thi", "cong-van", "ke-hoach", "chuong-trinh", "hien-phap", "van-ban-hop-nhat"}
)  # fmt: skip


def _published(slug: str | None) -> str | None:
    return slug if slug is None or slug in _PUBLISHED else "other"


def find_citations(text: str, context: Context | None = None) -> list[Citation]:
    """All citations in ``text``, from left to right, never nested. ``context`` tells whose text it is.

    >>> [found] = find_citations("theo khoản 1 Điều 8 NĐ 28/2020")
    >>> found.surface, str(found.provisions[0]), found.number
    ('khoản 1 Điều 8 NĐ 28/2020', 'dieu-8.khoan-1', '28/2020')
    """
    source = _Source(View(text))
    reading = Reading(source.cut.text)
    in_document = bool(context and (context.type or context.number))
    mentions = find_documents(reading, context.type if context else None, in_document=in_document)
    add_details(reading, mentions)
    name_again(mentions)
    quotes = amending_quotes(reading.text)
    links = link_units(reading, mentions, quotes, context.type if context else None, in_document=in_document)
    joined = {id(link.mention) for link in links if link.mention}
    found = [_from_link(source, link, quotes) for link in links]
    found += [_from_mention(source, mention, quotes) for mention in mentions if id(mention) not in joined]
    return _in_order(found)


#: "Nghị_định": text whose words were joined for machines.
_SEGMENTED = re.compile(r"_(?<=[^\W\d_]_)(?=[^\W\d_])")


class _Source:
    """The text that was given, as recognisers read it: normalised, without running heads; with the way back."""

    def __init__(self, view: View) -> None:
        self.shown = view.shown
        text = _SEGMENTED.sub(" ", view.text) if "_" in view.text else view.text
        self.cut = without_noise(text)
        self._view = view

    def span(self, start: int, end: int) -> Span:
        return self._view.span(*self.cut.span(start, end))

    def words(self, start: int, end: int) -> str:
        """What is written there, in one line."""
        first, last = self.span(start, end)
        return " ".join(without_noise(self.shown[first:last]).text.split())


def _from_mention(source: _Source, mention: Mention, quotes: list[Span]) -> Citation:
    start, end = source.span(mention.start, mention.end)
    citation = Citation(start, end, source.shown[start:end], quoted=lies_inside(quotes, mention.start))
    kind: CitationKind = "standard" if mention.standard else "document"
    if mention.relative:
        return replace(citation, target="self", type=mention.type)
    return replace(citation, kind=kind, partial=mention.partial, anaphor=mention.anaphor, **_identity(source, mention))


def _from_link(source: _Source, link: Link, quotes: list[Span]) -> Citation:
    start, end = source.span(link.start, link.end)
    citation = Citation(
        start, end, source.shown[start:end], "provision", link.target, provisions=link.paths,
        quoted=lies_inside(quotes, link.start), attachment=link.attachment,
    )  # fmt: skip
    document = link.mention or link.named
    if document is None:
        return citation
    if document.relative:
        return replace(citation, type=document.type)
    identity = _identity(source, document)
    if link.named:  # named elsewhere: date and issuer were said there
        identity |= {"date": None, "issuer": None, "date_span": None, "issuer_span": None}
    return replace(citation, partial=document.partial, anaphor=link.mention is None or document.anaphor, **identity)


def _identity(source: _Source, mention: Mention) -> dict[str, Any]:
    title = source.words(mention.start, mention.title_end) if mention.title_end else mention.title
    return {
        "type": mention.type, "number": mention.number, "title": title, "year": mention.year, "date": mention.date,
        "issuer": source.words(*mention.issuer) if mention.issuer else None,
        "date_span": source.span(*mention.date_span) if mention.date_span else None,
        "issuer_span": source.span(*mention.issuer) if mention.issuer else None,
    }  # fmt: skip


def _in_order(citations: list[Citation]) -> list[Citation]:
    """From left to right; where two overlap, the one that begins first."""
    citations.sort(key=lambda found: (found.start, -found.end))
    kept: list[Citation] = []
    for citation in citations:
        if not kept or citation.start >= kept[-1].end:
            kept.append(citation)
    return kept
