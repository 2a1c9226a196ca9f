"""A document as its page shows it: who it is, its text with anchors and links, and what others say of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from markupsafe import Markup

from indexer.catalogue import Catalogue
from indexer.draft_fields import TO_CONFIRM
from indexer.power_register import reviewed
from indexer.records import DocumentHead, HeldProvision, LinkedCitation, LinkedRelation, PowerFact
from kb.dates import short_date
from kb.documents import Division, Document, Part, Provision, RecordKind
from kb.relations import VERBS
from kb.text import capital
from web.addresses import provision_address
from web.rendering import Marked, provision_html
from web.views.branches import Branches, branches
from web.views.citations import CitingDocument, citation_links, citing_documents
from web.views.citing import provision_mention, short_mention, years_amended
from web.views.facts import FactView, Reference, views
from web.views.legal_bases import legal_basis
from web.views.relations import ORDER, Listed, detail_of, evidence_of, listed_targets, target_of
from web.views.status import StatusView, standing_view
from web.views.timeline import Event, timeline

RECORD_LABELS: dict[RecordKind, str] = {"full": "Toàn văn", "summary": "Bản tóm tắt", "source": "Nguồn dữ kiện"}
RECORD_NOTES: dict[RecordKind, str] = {
    "full": "",
    "summary": "Đây là bản tóm tắt do người lập kho viết, không phải nguyên văn. "
    "Khi viện dẫn chính thức, đối chiếu với văn bản gốc.",
    "source": "Đây là bài viết, báo cáo dùng làm nguồn dữ kiện, không phải văn bản pháp luật.",
}
#: A page shows no more places that cite its document.
MOST_MENTIONS = 500
_DIVISION_LEVELS = {"part": 1, "chapter": 1, "section": 2, "subsection": 3}


@dataclass(frozen=True, slots=True)
class TocEntry:
    """One line of the table of contents; ``level`` 0 is an attachment, 1–3 divisions, 4 a provision."""

    level: int
    label: str
    heading: str
    eid: str


@dataclass(frozen=True, slots=True)
class DivisionView:
    """A heading between provisions."""

    level: int
    label: str
    heading: str | None
    anchor: str


@dataclass(frozen=True, slots=True)
class Cite:
    """The citation of a provision: the whole, and how its document is called in it."""

    text: str
    document: str


@dataclass(frozen=True, slots=True)
class ProvisionView:
    """A provision: ``opens`` are the divisions that begin with it."""

    eid: str
    label: str
    heading: str | None
    html: Markup
    opens: tuple[DivisionView, ...]
    cite: Cite | None


@dataclass(frozen=True, slots=True)
class PartView:
    """The main text, an attachment or an appendix."""

    kind: str
    title: str
    anchor: str
    provisions: tuple[ProvisionView, ...]


@dataclass(frozen=True, slots=True)
class RelationView:
    """What a document does to another or has done to it."""

    other: Reference
    detail: str
    evidence: str
    address: str | None


@dataclass(frozen=True, slots=True)
class RelationGroup:
    """Relations of one verb."""

    title: str
    relations: tuple[RelationView, ...]


@dataclass(frozen=True)
class DocumentView:
    """All that the page of a document prints."""

    head: DocumentHead
    record_label: str
    record_note: str
    origin_note: str
    status: StatusView | None
    properties: tuple[tuple[str, str], ...]
    toc: tuple[TocEntry, ...]
    parts: tuple[PartView, ...]
    legal_bases: tuple[Markup, ...]
    relations: tuple[RelationGroup, ...]
    branches: Branches
    timeline: tuple[Event, ...]
    amended: tuple[int, ...]
    cited_by: tuple[CitingDocument, ...]
    cited_more: bool
    powers: tuple[FactView, ...]
    granted: tuple[FactView, ...]
    sources: tuple[str, ...]
    notes: tuple[str, ...]
    official_url: str | None

    @property
    def related(self) -> int:
        """How many relations there are."""
        return sum(len(group.relations) for group in self.relations)


def document_view(
    catalogue: Catalogue, head: DocumentHead, granted: Iterable[PowerFact] = (), day: date | None = None
) -> DocumentView:
    """The view of a held document; ``granted`` are statements elsewhere that lean on it, ``day`` (today without one) is
    that of which its force is told."""
    document = catalogue.document(head.id)
    held = catalogue.provisions_of(head.id)
    facts = catalogue.power_facts(document_id=head.id)
    parts = part_views(document, held, catalogue.citations_in(head.id), facts, head)
    outgoing, incoming = catalogue.relations_from(head.id), catalogue.relations_to(head.id)
    listed = listed_targets(catalogue, outgoing)
    mentions = catalogue.mentions_of(head.id, MOST_MENTIONS)
    elsewhere = [fact for fact in granted if fact.at.document.id != head.id]
    judged = views(reviewed(catalogue, [*facts, *elsewhere], date.today()))
    return DocumentView(
        head=head,
        record_label=RECORD_LABELS[head.record],
        record_note=RECORD_NOTES[head.record],
        origin_note=origin_note(document),
        status=None if head.record == "source" else standing_view(head, incoming, day or date.today()),
        properties=tuple(properties(document)),
        toc=tuple(table_of_contents(parts)),
        parts=parts,
        legal_bases=tuple(legal_basis(basis, outgoing, listed) for basis in document.legal_bases),
        relations=relation_groups(outgoing, incoming, listed),
        branches=branches(outgoing, incoming, listed),
        timeline=timeline(head, incoming),
        amended=years_amended(incoming),
        cited_by=citing_documents(mentions),
        cited_more=len(mentions) == MOST_MENTIONS,
        powers=judged[: len(facts)],
        granted=judged[len(facts) :],
        sources=document.sources,
        notes=document.notes,
        official_url=_web_address(document.official_url),
    )


def origin_note(document: Document) -> str:
    """What to mind in a text that a machine read from a scan, and what a person has compared already; "" for others."""
    if document.origin != "ocr":
        return ""
    if set(TO_CONFIRM) <= set(document.checked):
        return "Chữ do máy đọc từ bản chụp; số, ngày, cơ quan đã được đối chiếu. So lời văn với bản gốc khi trích."
    return "Chữ do máy đọc từ bản chụp: số hiệu, ngày tháng phải được đối chiếu với bản gốc."


def _web_address(url: str | None) -> str | None:
    """Only addresses of web pages are made links."""
    return url if url and url.startswith(("https://", "http://")) else None


def properties(document: Document) -> Iterable[tuple[str, str]]:
    """Label and value of what is known of a document, in the order of its head."""
    days = (document.issued, document.effective, document.expires)
    issued, effective, expires = (short_date(day) if day else None for day in days)
    signer = ", ".join(part for part in (document.signer_role, document.signer) if part)
    rows = (
        ("Loại", document.document_type.name),
        ("Số, ký hiệu", document.number),
        ("Cơ quan ban hành", document.issuer),
        ("Người có thẩm quyền", document.authority),
        ("Địa phương", document.place),
        ("Ngày ban hành", issued or document.dated),
        ("Ngày có hiệu lực", effective),
        ("Ngày hết hiệu lực", expires),
        ("Người ký", signer),
    )
    return ((label, value) for label, value in rows if value)


# --- text -----------------------------------------------------------------------------------------------------------


def part_views(
    document: Document,
    held: Sequence[HeldProvision],
    citations: dict[int, list[LinkedCitation]],
    facts: Sequence[PowerFact],
    head: DocumentHead,
) -> tuple[PartView, ...]:
    """The parts of a document with their text; ``held`` are its provisions in the same order."""
    marks: dict[int, list[Marked]] = {}
    for fact in facts:
        mark = Marked(fact.delegation.evidence_start, fact.delegation.evidence_end)
        marks.setdefault(fact.at.id, []).append(mark)
    keys = iter(held)
    parts = []
    for position, part in enumerate(document.parts):
        shown = []
        open_divisions: tuple[Division, ...] = ()
        for provision in part.provisions:
            key = next(keys).id
            html = provision_html(provision, citation_links(citations.get(key, ()), head), marks.get(key, ()))
            opens = _opened(open_divisions, provision.ancestors, provision.eid)
            open_divisions = provision.ancestors
            shown.append(_provision_view(provision, html, opens, head))
        parts.append(PartView(part.kind, _part_title(part), f"phan-{position}", tuple(shown)))
    return tuple(parts)


def _provision_view(
    provision: Provision, html: Markup, opens: tuple[DivisionView, ...], head: DocumentHead
) -> ProvisionView:
    cite = Cite(provision_mention(head, provision.label), short_mention(head)) if provision.kind == "article" else None
    return ProvisionView(provision.eid, provision.label, provision.heading, html, opens, cite)


def _opened(before: tuple[Division, ...], now: tuple[Division, ...], eid: str) -> tuple[DivisionView, ...]:
    """The divisions that begin with a provision: those that the one before did not stand in."""
    same = 0
    while same < min(len(before), len(now)) and before[same] == now[same]:
        same += 1
    return tuple(
        DivisionView(_DIVISION_LEVELS[division.kind], division.label, division.heading, f"tu-{eid}-{level}")
        for level, division in enumerate(now[same:])
    )


def _part_title(part: Part) -> str:
    return ". ".join(words for words in (part.label, part.title) if words)


def table_of_contents(parts: Sequence[PartView]) -> Iterable[TocEntry]:
    """Parts, divisions and provisions with a name, in reading order."""
    for part in parts:
        if part.kind != "main":
            yield TocEntry(0, part.title or "Phần kèm theo", "", part.anchor)
        for provision in part.provisions:
            for division in provision.opens:
                yield TocEntry(division.level, division.label, division.heading or "", division.anchor)
            if provision.label or provision.heading:
                yield TocEntry(4, provision.label, provision.heading or "", provision.eid)


# --- what it acts upon, what acts upon it ----------------------------------------------------------------------------


def relation_groups(
    outgoing: Iterable[LinkedRelation], incoming: Iterable[LinkedRelation], listed: Listed = MappingProxyType({})
) -> tuple[RelationGroup, ...]:
    """Relations by verb, what others do first; legal bases and mere citations have their own places on the page."""
    groups: dict[tuple[int, int, str], list[RelationView]] = {}
    for linked in incoming:
        verb = linked.relation.verb
        if verb != "cites":
            groups.setdefault((0, ORDER[verb], VERBS[verb].passive), []).append(_incoming(linked))
    for linked in outgoing:
        verb = linked.relation.verb
        if verb not in {"based-on", "cites"}:
            groups.setdefault((1, ORDER[verb], VERBS[verb].active), []).append(_outgoing(linked, listed))
    return tuple(RelationGroup(capital(key[2]), tuple(found)) for key, found in sorted(groups.items()))


def _outgoing(linked: LinkedRelation, listed: Listed) -> RelationView:
    relation = linked.relation
    place = provision_address("", relation.eid) if relation.eid else None
    return RelationView(target_of(linked, listed), detail_of(linked), evidence_of(linked), place)


def _incoming(linked: LinkedRelation) -> RelationView:
    source = linked.source
    place = provision_address(source.uri, linked.relation.eid) if linked.relation.eid else None
    return RelationView(Reference(source.name, source.uri), detail_of(linked), evidence_of(linked), place)
