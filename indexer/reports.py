"""Reports: every citation resolved, linked to the document it means, and checked.

A report is a Word file, Markdown or plain text. What comes back looks as before: Word files get real hyperlinks
(:mod:`indexer.docx_links`), Markdown gets ``[text](address)`` (:mod:`indexer.markdown_links`), plain text gets a list
of addresses below (:mod:`indexer.plain_links`). Only what is certain is linked; what is not is a finding.

Citations are looked for in each paragraph for itself, and resolved for the report as a whole: what one mention says of
a document holds for the short mentions elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from indexer import markdown_links
from indexer.blocks import Block, RawDocument
from indexer.catalogue import Catalogue
from indexer.cited_places import held_eid
from indexer.docx_links import DocxText, Link, unlink_docx
from indexer.findings import Finding, Passage
from indexer.outline import outline
from indexer.plain_links import with_links, without_links
from indexer.readers import sniff
from indexer.readers.errors import UnreadableFile
from indexer.records import DocumentHead, LinkedCitation
from indexer.report_rules import inspect
from indexer.report_rules.report import Report
from indexer.resolution import Resolver
from indexer.standing import had_ended
from kb.citations import Citation, Context, Span, find_citations

#: The head of a report is in its first paragraphs, the date of some in the last.
_HEAD, _FOOT = 60, 40
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


@dataclass(frozen=True, slots=True)
class ReportCheck:
    """What was found in a text. Offsets of ``citations`` and ``findings`` point into the text that was given."""

    citations: tuple[LinkedCitation, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class LinkedReport:
    """A report with its links.

    ``citations`` counts the mentions of documents other than the report itself, ``count`` the mentions that are linked,
    ``skipped`` those that are certain and stand where no link may be put (fields, code, existing links).
    ``messages`` is what else the officer should know. ``format`` is docx, md or txt.
    """

    data: bytes
    format: str
    count: int
    citations: int
    skipped: int = 0
    findings: tuple[Finding, ...] = ()
    messages: tuple[str, ...] = ()


def check_text(text: str, catalogue: Catalogue, context: Context | None = None, on: date | None = None) -> ReportCheck:
    """Check the citations of a text, line by line. ``context`` tells whose text it is, found in its head if not given;
    ``on`` is the day that the force of documents is judged by (the report's date, else today)."""
    lines = text.split("\n")
    passages = [Passage(line, "dòng", number) for number, line in enumerate(lines, 1)]
    checked = _check(passages, catalogue, context, on)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    citations = [
        replace(linked, citation=_moved(linked.citation, start))
        for entries, start in zip(checked.linked, starts, strict=False)
        for linked in entries
    ]
    findings = [
        replace(finding, start=finding.start + starts[finding.paragraph], end=finding.end + starts[finding.paragraph])
        for finding in checked.findings
    ]
    return ReportCheck(tuple(citations), tuple(findings))


def link_report(
    data: bytes,
    name: str,
    catalogue: Catalogue,
    base_url: str,
    context: Context | None = None,
    on: date | None = None,
) -> LinkedReport:
    """Link and check a report. ``name`` tells Markdown from plain text; ``base_url`` is where the server is reached.

    Raises :class:`UnreadableFile`, a :class:`KbError`, for files that cannot be read or are of another kind.
    """
    if not data.strip():
        raise UnreadableFile("tệp rỗng", where=name, hint="chọn lại tệp báo cáo")
    form = sniff(data, name)
    link = {"docx": _link_docx, "md": _link_markdown, "txt": _link_plain}.get(form)
    if link is None:
        raise _other_kind(form, name)
    return link(data, _Job(catalogue, base_url.rstrip("/"), context, on))


def unlink_report(data: bytes, name: str, base_url: str) -> tuple[bytes, int]:
    """The report without the links to ``base_url``, and how many there were; text and formatting stay.

    Raises :class:`UnreadableFile` like :func:`link_report`.
    """
    base_url = base_url.rstrip("/")
    form = sniff(data, name)
    if form == "docx":
        unlinked = unlink_docx(data, base_url)
        return unlinked.data, unlinked.count
    if form not in {"md", "txt"}:
        raise _other_kind(form, name)
    source, encoding = _decoded(data)
    if form == "md":
        text, count = markdown_links.without_links(source, base_url)
        return text.encode(encoding), count
    newline = "\r\n" if "\r\n" in source else "\n"
    plain = source.replace("\r\n", "\n")
    text = without_links(plain)
    return text.replace("\n", newline).encode(encoding), plain.count("\n- ") - text.count("\n- ")


def _other_kind(form: str, name: str) -> UnreadableFile:
    hint = "lưu báo cáo thành .docx, .md hoặc .txt (UTF-8)"
    return UnreadableFile(f"chưa gắn được liên kết vào tệp {form.upper()}", where=name, hint=hint)


# --- checking -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Checked:
    """Resolved citations for each passage, and the findings."""

    linked: list[list[LinkedCitation]]
    findings: list[Finding]

    def count(self) -> int:
        """Mentions of documents other than the report itself."""
        return sum(linked.citation.target == "external" for entries in self.linked for linked in entries)


def _check(passages: Sequence[Passage], catalogue: Catalogue, context: Context | None, on: date | None) -> _Checked:
    context = context or report_context([passage.text for passage in passages])
    found = [find_citations(passage.text, context) for passage in passages]
    resolver = Resolver(catalogue, partial(had_ended, catalogue))
    citations = [citation for entries in found for citation in entries]
    resolved = iter(resolver.resolve_all(citations, context, _own(resolver, context)))
    linked = [[_placed(catalogue, next(resolved)) for _ in entries] for entries in found]
    day = on or context.issued or date.today()
    return _Checked(linked, inspect(Report(catalogue, resolver, context, day, passages, linked)))


def _own(resolver: Resolver, context: Context) -> DocumentHead | None:
    """The report itself, when the catalogue holds it."""
    if not context.number:
        return None
    return resolver.resolve(
        Citation(0, 0, "", type=context.type, number=context.number, date=context.issued), context
    ).target


def report_context(paragraphs: Sequence[str]) -> Context:
    """What the head and the foot of a report say of it: type, number, issuer, date, place."""
    shown = [text.strip() for text in paragraphs if text.strip()]
    ends = shown if len(shown) <= _HEAD + _FOOT else shown[:_HEAD] + shown[-_FOOT:]
    return outline(RawDocument("txt", tuple(map(Block, ends))), "").context


def _placed(catalogue: Catalogue, linked: LinkedCitation) -> LinkedCitation:
    """The citation with the eId under which the target really holds what is cited."""
    target = linked.target
    return replace(linked, eid=held_eid(catalogue, target, linked.eid)) if target and linked.eid else linked


def _moved(citation: Citation, by: int) -> Citation:
    """The citation with its offsets moved."""
    return replace(
        citation,
        start=citation.start + by,
        end=citation.end + by,
        date_span=_moved_span(citation.date_span, by),
        issuer_span=_moved_span(citation.issuer_span, by),
    )


def _moved_span(span: Span | None, by: int) -> Span | None:
    return (span[0] + by, span[1] + by) if span else None


# --- linking --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Job:
    """What a report is linked to."""

    catalogue: Catalogue
    base_url: str
    context: Context | None
    on: date | None

    def check(self, passages: Sequence[Passage]) -> _Checked:
        return _check(passages, self.catalogue, self.context, self.on)

    def links(self, entries: Sequence[LinkedCitation]) -> list[Link]:
        """The links of one passage: to what is certainly meant, other than the report itself."""
        return [
            Link(linked.citation.start, linked.citation.end, self.address(linked, target), tooltip(target))
            for linked in entries
            if (target := linked.target) and linked.citation.target == "external"
        ]

    def address(self, linked: LinkedCitation, target: DocumentHead) -> str:
        """The permanent address of what is cited."""
        return f"{self.base_url}{target.uri}{f'#{linked.eid}' if linked.eid else ''}"


def tooltip(head: DocumentHead) -> str:
    """What is shown when the mouse rests on a link."""
    return head.name if head.title in {"", head.name} else f"{head.name}: {head.title}"


def _link_docx(data: bytes, job: _Job) -> LinkedReport:
    text = DocxText(data)
    placed = [
        (story, paragraph, number)
        for story in text.stories
        for number, paragraph in enumerate(story.paragraphs, 1)
        if paragraph.text.strip()
    ]
    checked = job.check(
        [
            Passage(paragraph.text, story.place, number, paragraph.page, paragraph.in_table)
            for story, paragraph, number in placed
        ]
    )
    count = wanted = 0
    for (story, paragraph, _), entries in zip(placed, checked.linked, strict=True):
        links = job.links(entries)
        done = text.link(story, paragraph, links) if links else 0
        if not paragraph.twin:
            count, wanted = count + done, wanted + len(links)
    return LinkedReport(
        text.save(), "docx", count, checked.count(), wanted - count, tuple(checked.findings), text.messages
    )


def _link_markdown(data: bytes, job: _Job) -> LinkedReport:
    source, encoding = _decoded(data)
    text = markdown_links.MarkdownText(source)
    checked = job.check([Passage(shown.text, "dòng", shown.line) for shown in text.paragraphs])
    links = [
        (shown, link)
        for shown, entries in zip(text.paragraphs, checked.linked, strict=True)
        for link in job.links(entries)
    ]
    linked, count = text.link(links)
    findings = tuple(checked.findings)
    return LinkedReport(linked.encode(encoding), "md", count, checked.count(), len(links) - count, findings)


def _link_plain(data: bytes, job: _Job) -> LinkedReport:
    source, encoding = _decoded(data)
    newline = "\r\n" if "\r\n" in source else "\n"
    text = without_links(source.replace("\r\n", "\n"))
    checked = job.check([Passage(line, "dòng", number) for number, line in enumerate(text.split("\n"), 1)])
    links = [
        (_mention(linked, target), job.address(linked, target))
        for entries in checked.linked
        for linked in entries
        if (target := linked.target) and linked.citation.target == "external"
    ]
    new = with_links(text, links) if links else text
    return LinkedReport(
        new.replace("\n", newline).encode(encoding), "txt", len(links), checked.count(), 0, tuple(checked.findings)
    )


def _mention(linked: LinkedCitation, target: DocumentHead) -> str:
    """How a document or provision is called in a list."""
    paths = linked.citation.provisions
    return f"{paths[0].vietnamese} {target.name}" if paths and linked.eid else target.name


def _decoded(data: bytes) -> tuple[str, str]:
    """A text and its encoding; other encodings than Unicode cannot be given back as they were."""
    encoding = next((name for mark, name in _BOMS if data.startswith(mark)), "utf-8")
    try:
        return data.decode(encoding), encoding
    except UnicodeDecodeError as error:
        raise UnreadableFile("tệp không phải chữ Unicode", hint="lưu lại với bảng mã UTF-8") from error
