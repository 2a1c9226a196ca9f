"""Reports: every citation resolved, linked to the document it means, and checked.

A report is a Word file, OpenDocument, HTML, Markdown or plain text. What comes back looks as before: files get real
hyperlinks (:mod:`indexer.docx_links`, :mod:`indexer.markup_links`), Markdown gets ``[text](address)``
(:mod:`indexer.markdown_links`), plain text gets a list of addresses below (:mod:`indexer.plain_links`). Only what is
certain is linked; what is not is a finding. Word files can carry the findings as comments, certain corrections as
tracked changes, and the table of authorities (:mod:`indexer.report_docx`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TypeVar

from indexer import markdown_links, markup_links
from indexer.authorities import Authority
from indexer.catalogue import Catalogue
from indexer.docx_links import unlink_docx
from indexer.findings import Finding, Passage
from indexer.links import Link
from indexer.markup_links import HTML, MarkupText
from indexer.odt_links import OdtText, is_odt
from indexer.plain_links import with_links, without_links
from indexer.readers import sniff
from indexer.readers.errors import UnreadableFile
from indexer.records import DocumentHead, LinkedCitation
from indexer.report_checking import Checked, check_passages
from indexer.report_docx import answer_docx
from indexer.report_jobs import Job, LinkedReport, Wishes
from indexer.report_lines import LinedText
from kb.citations import Citation, Context, Span

#: A paragraph of one of the formats.
Shown = TypeVar("Shown")
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


@dataclass(frozen=True, slots=True)
class ReportCheck:
    """What was found in a text. Offsets of ``citations`` and ``findings`` point into the text that was given."""

    citations: tuple[LinkedCitation, ...]
    findings: tuple[Finding, ...]
    authorities: tuple[Authority, ...] = ()


def check_text(text: str, catalogue: Catalogue, context: Context | None = None, on: date | None = None) -> ReportCheck:
    """Check the citations of a text, whose lines may be broken; ``context`` and ``on`` as in :class:`Wishes`."""
    lined = LinedText(text)
    checked = check_passages(lined.passages, catalogue, context, on)
    citations = [
        replace(linked, citation=_moved(linked.citation, start))
        for entries, start in zip(checked.linked, lined.starts, strict=True)
        for linked in entries
    ]
    return ReportCheck(tuple(citations), tuple(map(lined.placed, checked.findings)), checked.authorities)


def link_report(
    data: bytes,
    name: str,
    catalogue: Catalogue,
    base_url: str,
    context: Context | None = None,
    on: date | None = None,
) -> LinkedReport:
    """Link and check a report; :func:`answer_report` with nothing else wished."""
    return answer_report(data, name, catalogue, Wishes(base_url, context=context, on=on))


def answer_report(data: bytes, name: str, catalogue: Catalogue, wishes: Wishes) -> LinkedReport:
    """Link and check a report. ``name`` tells Markdown from plain text.

    Raises :class:`UnreadableFile`, a :class:`KbError`, for files that cannot be read or are of another kind.
    """
    form = form_of(data, name)
    link = {"docx": answer_docx, "md": _link_markdown, "txt": _link_plain, "html": _link_html, "odt": _link_odt}[form]
    if form != "docx" and (wishes.comments or wishes.fix or wishes.authorities):
        hint = "lưu báo cáo thành .docx"
        raise UnreadableFile("nhận xét, sửa và danh mục chỉ ghi được vào tệp DOCX", where=name, hint=hint)
    return link(data, Job(catalogue, wishes))


def answer_in_child(data: bytes, name: str, catalogue: Path, wishes: Wishes) -> LinkedReport:
    """The report answered: what :func:`indexer.limited.within_limits` calls."""
    return answer_report(data, name, Catalogue(catalogue), wishes)


def check_in_child(text: str, catalogue: Path, on: date | None = None) -> ReportCheck:
    """The text checked: what :func:`indexer.limited.within_limits` calls."""
    return check_text(text, Catalogue(catalogue), on=on)


def form_of(data: bytes, name: str) -> str:
    """docx, odt, html, md or txt. Raises :class:`UnreadableFile` for everything else."""
    if not data.strip():
        raise UnreadableFile("tệp rỗng", where=name, hint="chọn lại tệp báo cáo")
    form = "odt" if is_odt(data) else sniff(data, name)
    if form not in {"docx", "odt", "html", "md", "txt"}:
        hint = "lưu báo cáo thành .docx, .odt, .html, .md hoặc .txt (UTF-8)"
        raise UnreadableFile(f"chưa gắn được liên kết vào tệp {form.upper()}", where=name, hint=hint)
    return form


def unlink_report(data: bytes, name: str, base_url: str) -> tuple[bytes, int]:
    """The report without the links to ``base_url``, and how many there were; text and formatting stay.

    Raises :class:`UnreadableFile` like :func:`answer_report`.
    """
    base_url = base_url.rstrip("/")
    form = form_of(data, name)
    if form == "docx":
        unlinked = unlink_docx(data, base_url)
        return unlinked.data, unlinked.count
    if form == "odt":
        return OdtText(data).without_links(base_url)
    source, encoding = _decoded(data)
    if form in {"md", "html"}:
        clear = markdown_links.without_links if form == "md" else _without_html_links
        text, count = clear(source, base_url)
        return text.encode(encoding), count
    newline = "\r\n" if "\r\n" in source else "\n"
    plain = source.replace("\r\n", "\n")
    text = without_links(plain)
    return text.replace("\n", newline).encode(encoding), plain.count("\n- ") - text.count("\n- ")


def _without_html_links(source: str, base_url: str) -> tuple[str, int]:
    return markup_links.without_links(source, HTML, base_url)


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


def _link_markdown(data: bytes, job: Job) -> LinkedReport:
    source, encoding = _decoded(data)
    text = markdown_links.MarkdownText(source)
    checked = job.check([Passage(shown.text, "dòng", shown.line) for shown in text.paragraphs])
    links = _all_links(text.paragraphs, checked, job)
    linked, count = text.link(links)
    return _report(linked.encode(encoding), "md", checked, count, len(links))


def _link_html(data: bytes, job: Job) -> LinkedReport:
    source, encoding = _decoded(data)
    text = MarkupText(source, HTML)
    checked = job.check([Passage(block.text, "đoạn", block.number) for block in text.paragraphs])
    links = _all_links(text.paragraphs, checked, job)
    linked, count = text.link(links)
    return _report(linked.encode(encoding), "html", checked, count, len(links))


def _link_odt(data: bytes, job: Job) -> LinkedReport:
    text = OdtText(data)
    paragraphs = list(text.paragraphs)
    checked = job.check([Passage(shown.block.text, shown.place, shown.block.number) for shown in paragraphs])
    links = _all_links(paragraphs, checked, job)
    linked, count = text.link(links)
    return _report(linked, "odt", checked, count, len(links))


def _all_links(paragraphs: Sequence[Shown], checked: Checked, job: Job) -> list[tuple[Shown, Link]]:
    pairs = zip(paragraphs, checked.linked, strict=True)
    return [(shown, link) for shown, entries in pairs for link in job.links(entries)]


def _report(data: bytes, form: str, checked: Checked, count: int, wanted: int) -> LinkedReport:
    return LinkedReport(
        data,
        form,
        count,
        checked.count,
        wanted - count,
        checked.findings,
        authorities=checked.authorities,
        passages=checked.passages,
    )


def _link_plain(data: bytes, job: Job) -> LinkedReport:
    source, encoding = _decoded(data)
    newline = "\r\n" if "\r\n" in source else "\n"
    text = without_links(source.replace("\r\n", "\n"))
    checked = job.check(LinedText(text).passages)
    links = [
        (_mention(linked, target), job.address(target, linked.eid))
        for entries in checked.linked
        for linked in entries
        if (target := linked.target) and linked.citation.target == "external"
    ]
    new = with_links(text, links) if links else text
    return _report(new.replace("\n", newline).encode(encoding), "txt", checked, len(links), len(links))


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
