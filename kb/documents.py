"""A document as the product holds it: who it is, what it rests on, and its text in provisions.

The model is flat on purpose. A provision keeps its *lines* exactly as they are shown; structure is what each line says
about itself (its kind, its eId). So nothing is lost, offsets always point into :attr:`Provision.text`, and the page
only has to print the lines with their anchors.

>>> article = Provision("article", "Điều 9", "Thẩm quyền", "art_9", (
...     Line("1. Ban Quản lý:", "paragraph", "art_9__para_1"),
...     Line("a) cấp giấy phép;", "point", "art_9__para_1__point_a"),
... ))
>>> article.text[article.line_span(1)]
'a) cấp giấy phép;'
>>> article.line_at(20).eid
'art_9__para_1__point_a'
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from itertools import accumulate
from typing import Literal, NamedTuple

from kb.citations import Context
from kb.delegations import Delegation
from kb.doctypes import DocumentType, type_of_slug
from kb.numbers import DocumentNumber
from kb.relations import Relation
from kb.text import fold, slug

LineKind = Literal["paragraph", "point", "subpoint", "indent", "text", "row", "quote", "heading"]
ProvisionKind = Literal["article", "section", "text"]
DivisionKind = Literal["part", "chapter", "section", "subsection"]
PartKind = Literal["main", "attachment", "appendix"]
#: What a record is: the whole text, our own summary of it, or a source of facts (a press article, a report).
RecordKind = Literal["full", "summary", "source"]
#: How the text came to us; an OCR text's number and date must be confirmed by a person.
TextOrigin = Literal["text", "ocr"]


class Line(NamedTuple):
    """One paragraph of shown text, marker included ("a) …"), with the eId of the unit that it opens or continues.

    ``quote`` lines are quoted from another act; ``row`` lines are table rows, cells joined by " | ". A tuple, since the
    hits of one page have some six hundred of them.
    """

    text: str
    kind: LineKind = "text"
    eid: str = ""


@dataclass(frozen=True, slots=True)
class Division:
    """A Phần, Chương, Mục or Tiểu mục that provisions stand in: label "Chương II", heading "QUY ĐỊNH CHUNG"."""

    kind: DivisionKind
    label: str
    heading: str | None = None


@dataclass(frozen=True)
class Provision:
    """The unit of search and of citing: an article, or a section of a text that has no articles.

    ``label`` is "Điều 5", "Điều 5a", "Mục I", or "" for a text without any; ``heading`` is its title or None;
    ``eid`` is unique in its document ("art_5", in an attachment "att_1__art_5"); ``ancestors`` go from big to small.
    """

    kind: ProvisionKind
    label: str
    heading: str | None
    eid: str
    lines: tuple[Line, ...] = ()
    ancestors: tuple[Division, ...] = ()

    @property
    def text(self) -> str:
        """The body as shown, heading excluded; every offset of citations and delegations points into it."""
        return "\n".join(line.text for line in self.lines)

    def line_span(self, index: int) -> slice:
        """Where the line with that index stands in :attr:`text`."""
        start = sum(len(line.text) + 1 for line in self.lines[:index])
        return slice(start, start + len(self.lines[index].text))

    def line_at(self, offset: int) -> Line:
        """The line in which an offset of :attr:`text` falls; IndexError for a provision without lines."""
        ends = accumulate(len(line.text) + 1 for line in self.lines)
        return next((line for line, end in zip(self.lines, ends, strict=False) if offset < end), self.lines[-1])

    @property
    def title(self) -> str:
        """Label and heading: "Điều 9. Thẩm quyền"."""
        return ". ".join(part for part in (self.label, self.heading) if part)


@dataclass(frozen=True)
class Part:
    """The main text, an attached regulation (its Điều restart at 1), or an appendix."""

    kind: PartKind
    provisions: tuple[Provision, ...] = ()
    label: str | None = None
    title: str | None = None


@dataclass(frozen=True)
class LegalBasis:
    """One act named in a Căn cứ line: the text as printed, and its number where one is printed."""

    text: str
    number: str | None = None


@dataclass(frozen=True)
class ManualLink:
    """What a person has settled: in this document ``cites`` (a number, a law's name, or a citation word for word) means
    the held document whose stem or permanent address is ``means``."""

    cites: str
    means: str


@dataclass(frozen=True)
class Fault:
    """Something doubtful in a file: ``severity`` "error" (not usable), "warning" (check it), "note"."""

    severity: Literal["error", "warning", "note"]
    message: str
    file: str = ""
    line: int | None = None
    hint: str | None = None


@dataclass(frozen=True)
class Document:
    """One document. ``stem`` is its file's name without suffix, unique in a corpus.

    ``number`` is as printed (the canonical symbol), None for a press article; ``issuer`` the body in the head;
    ``authority`` the enacting person where it differs; ``place`` the province or city that issuer and date line name;
    ``enacted`` is how the enacting sentence of a law names it, where that tells numbers that the title leaves out;
    ``dated`` says in words what is known of the time where there is no day ("khoảng năm 2013"); ``expires`` a day
    that a source states; ``sources`` say where each fact and the text come from; ``links`` are citations
    that a person has settled; ``checked`` names the fields that a person corrected or compared with the original: a
    later reading of the same file leaves them alone.
    """

    stem: str
    type: str
    title: str
    number: str | None = None
    issuer: str | None = None
    authority: str | None = None
    issued: date | None = None
    dated: str | None = None
    effective: date | None = None
    expires: date | None = None
    place: str | None = None
    signer: str | None = None
    signer_role: str | None = None
    record: RecordKind = "full"
    origin: TextOrigin = "text"
    legal_bases: tuple[LegalBasis, ...] = ()
    parts: tuple[Part, ...] = ()
    notes: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    relations: tuple[Relation, ...] = ()
    delegations: tuple[Delegation, ...] = ()
    enacted: str | None = None
    sources: tuple[str, ...] = ()
    official_url: str | None = None
    links: tuple[ManualLink, ...] = ()
    checked: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = field(default=(), compare=False)

    @property
    def document_type(self) -> DocumentType:
        """The type, with its Vietnamese name."""
        return type_of_slug(self.type)

    @property
    def provisions(self) -> tuple[Provision, ...]:
        """All provisions of all parts, in reading order."""
        return tuple(provision for part in self.parts for provision in part.provisions)

    @property
    def name(self) -> str:
        """How the document is called in a list: "Nghị định 29/2008/NĐ-CP", "Bộ luật Lao động", or its title."""
        if self.type in {"luat", "bo-luat", "phap-lenh", "hien-phap"} and self.title:
            kind = self.document_type.name
            return self.title if fold(self.title).startswith(fold(kind)) else f"{kind} {self.title}"
        if self.number:
            return f"{self.document_type.name} {self.number}"
        return self.title

    @property
    def context(self) -> Context:
        """What recognisers may know about the text they read."""
        return Context(self.type, self.number, self.issuer, self.issued, self.place)

    @property
    def uri(self) -> str:
        """The permanent address, after the Akoma Ntoso naming convention.

        >>> Document("x", "nghi-dinh", "về khu công nghiệp", "29/2008/NĐ-CP", "Chính phủ", issued=date(2008, 3, 14)).uri
        '/akn/vn/act/nghi-dinh/chinh-phu/2008-03-14/29-2008-nd-cp'
        """
        parsed = DocumentNumber.try_parse(self.number) if self.number else None
        identity = parsed.slug if parsed else slug(self.number or self.stem)
        genre = "doc" if self.type in {"bai-viet", "cong-van", "bao-cao", "to-trinh"} else "act"
        day = self.issued.isoformat() if self.issued else "khong-ro-ngay"
        return f"/akn/vn/{genre}/{self.type}/{slug(self.issuer or 'khong-ro')}/{day}/{identity}"
