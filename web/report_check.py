"""Checking a report: what is wrong with its citations, and the same file with links in it. Nothing is kept on disk.

What was sent is read in a child process within limits (:mod:`indexer.limited`), and forgotten after an hour.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Annotated, Literal

from fastapi import APIRouter, File, Form, HTTPException, Request, UploadFile
from fastapi.responses import RedirectResponse, Response
from markupsafe import Markup

from indexer.authorities import AUTHORITY_FORMS, Authority, places_told
from indexer.drafts import safe_name
from indexer.findings import KIND_LABELS, SEVERITY_LABELS, Finding, Severity
from indexer.findings_export import as_csv, as_docx, as_json
from indexer.findings_grouping import Group, grouped
from indexer.limited import within_limits
from indexer.records import LinkedCitation
from indexer.report_jobs import LinkedReport, Wishes
from indexer.reports import ReportCheck, answer_in_child, check_in_child
from kb.dates import parse_date
from kb.errors import KbError
from web.downloads import download
from web.pages import Served
from web.paper import base_address, page
from web.rendering import Marked, linked_text
from web.views.citations import citation_links

router = APIRouter(include_in_schema=False)
MOST_REPORT_BYTES = 20 * 1024 * 1024
MOST_CHARACTERS = 200_000
_TONES = {"error": "het", "warning": "can", "note": ""}
#: How the levels are called in addresses.
LEVELS: dict[str, Severity] = {"sai": "error", "can-xem": "warning", "luu-y": "note"}
Variant = Literal["nhan-xet", "da-sua", "danh-muc"]
#: The versions of a Word file that are made when they are asked for.
_VARIANTS: dict[str, tuple[str, str]] = {
    "nhan-xet": ("Có nhận xét", "điều cần xem ghi thành nhận xét ngay tại chỗ"),
    "da-sua": ("Đã sửa chỗ chắc chắn", "sửa bằng Track Changes, người ký duyệt từng chỗ"),
    "danh-muc": ("Kèm danh mục viện dẫn", "danh mục văn bản viện dẫn ở cuối tệp"),
}


@dataclass(frozen=True, slots=True)
class FindingView:
    """One thing to look at; ``places`` are its places in words, each with the paragraph on the page that shows it."""

    number: int
    severity: str
    tone: str
    kind: str
    places: tuple[tuple[str, str], ...]
    quote: str
    message: str
    correction: str | None
    address: str | None
    times: int


@dataclass(frozen=True, slots=True)
class LevelView:
    """A level to filter by: how many findings it has, and whether it is chosen."""

    slug: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class ParagraphView:
    """A paragraph that is shown, with its anchor."""

    place: str
    text: Markup


@dataclass(frozen=True)
class CheckView:
    """The result of a check. ``paragraphs`` are what was pasted with its links, or those of a file that have findings;
    ``source`` is the file as it was sent, for the versions that are made when asked for."""

    title: str
    summary: str
    found: tuple[Finding, ...]
    authorities: tuple[Authority, ...]
    paragraphs: tuple[ParagraphView, ...]
    messages: tuple[str, ...] = ()
    is_pasted: bool = True
    file_name: str = ""
    format: str = ""
    data: bytes = b""
    source: bytes = b""
    wishes: Wishes = field(default_factory=lambda: Wishes(""))

    @property
    def variants(self) -> Mapping[str, tuple[str, str]]:
        """The further versions that there are."""
        return _VARIANTS if self.format == "docx" else {}

    @cached_property
    def _groups(self) -> list[Group]:
        return grouped(self.found)

    def findings(self, level: str) -> list[FindingView]:
        """The findings in the words of the page, of one level or of all."""
        return [
            finding_view(number, group)
            for number, group in enumerate(self._groups, 1)
            if not level or group.first.severity == LEVELS[level]
        ]

    def levels(self, chosen: str) -> list[LevelView]:
        """All levels that have findings, the gravest first."""
        counts = Counter(group.first.severity for group in self._groups)
        return [
            LevelView(slug, SEVERITY_LABELS[severity], counts[severity], slug == chosen)
            for slug, severity in LEVELS.items()
            if counts[severity]
        ]


def finding_view(number: int, group: Group) -> FindingView:
    """What was found, in one place or in several, in the words of the page."""
    finding = group.first
    return FindingView(
        number,
        SEVERITY_LABELS[finding.severity],
        _TONES[finding.severity],
        KIND_LABELS[finding.kind],
        tuple((where, _place(paragraph)) for where, paragraph in group.places),
        finding.quote,
        finding.message,
        finding.correction,
        finding.uri,
        group.times,
    )


def _place(paragraph: int) -> str:
    return f"doan-{paragraph + 1}"


def text_view(text: str, check: ReportCheck) -> CheckView:
    """The result for pasted text: findings, and the text with links where a citation is certain."""
    external = [linked for linked in check.citations if linked.citation.target == "external"]
    certain = sum(linked.resolution == "found" for linked in external)
    summary = f"{len(external)} viện dẫn, {certain} nối được, {len(grouped(check.findings))} điều cần xem."
    paragraphs = tuple(_lines(text, external, check.findings))
    return CheckView("văn bản đã dán", summary, check.findings, check.authorities, paragraphs)


def _lines(text: str, linked: Iterable[LinkedCitation], findings: Iterable[Finding]) -> Iterable[ParagraphView]:
    """The lines of a text, each with its own links and marks; a broken line may end within one."""
    waiting = deque(sorted(linked, key=lambda entry: entry.citation.start))
    marking = deque(sorted((Marked(found.start, found.end) for found in findings), key=lambda mark: mark.start))
    links: list[LinkedCitation] = []
    marks: list[Marked] = []
    start = 0
    for index, line in enumerate(text.split("\n")):
        end = start + len(line)
        links = [entry for entry in links if entry.citation.end > start]
        marks = [mark for mark in marks if mark.end > start]
        while waiting and waiting[0].citation.start < end:
            links.append(waiting.popleft())
        while marking and marking[0].start < end:
            marks.append(marking.popleft())
        yield ParagraphView(_place(index), linked_text(line, citation_links(links, None), marks, start))
        start = end + 1


def file_view(report: LinkedReport, name: str, source: bytes, wishes: Wishes) -> CheckView:
    """The result for a file, with the file that carries links."""
    summary = (
        f"{report.citations} viện dẫn, {report.count} đã gắn liên kết, {len(grouped(report.findings))} điều cần xem."
    )
    marks: dict[int, list[Marked]] = {}
    for found in report.findings:
        marks.setdefault(found.paragraph, []).append(Marked(found.start, found.end))
    paragraphs = tuple(
        ParagraphView(_place(index), linked_text(text, (), marks.get(index, ())))
        for index, text in sorted(report.passages.items())
    )
    return CheckView(
        name, summary, report.findings, report.authorities, paragraphs, report.messages, False,
        f"{name.rpartition('.')[0] or name}-lien-ket.{report.format}", report.format, report.data, source, wishes,
    )  # fmt: skip


@router.get("/bao-cao")
def report_form(request: Request) -> Response:
    """The form for a report."""
    return page(
        request,
        "report.html",
        most_megabytes=MOST_REPORT_BYTES // 1024**2,
        most_characters=MOST_CHARACTERS,
    )


@router.post("/bao-cao")
def check_report(
    request: Request,
    served: Served,
    tep: Annotated[UploadFile | None, File()] = None,
    chu: Annotated[str, Form()] = "",
    ngay: Annotated[str, Form()] = "",
) -> Response:
    """Checks a file or pasted text; the result has a page of its own."""
    wishes = Wishes(base_address(request), on=_day(ngay))
    held = served.catalogue.path
    if tep is not None and tep.filename:
        data = tep.file.read(MOST_REPORT_BYTES + 1)
        if len(data) > MOST_REPORT_BYTES:
            raise KbError("tệp quá lớn", hint=f"gửi tệp tối đa {MOST_REPORT_BYTES // 1024**2} MB")
        name = safe_name(tep.filename)
        answer = within_limits(answer_in_child, data, name, held, wishes, where=name)
        result = file_view(answer, name, data, wishes)
    elif chu.strip():
        if len(chu) > MOST_CHARACTERS:
            raise KbError("đoạn chữ quá dài", found=f"{len(chu)} chữ cái", hint=f"tối đa {MOST_CHARACTERS} chữ cái")
        text = chu.replace("\r\n", "\n")
        result = text_view(text, within_limits(check_in_child, text, held, wishes.on))
    else:
        raise KbError("chưa có gì để kiểm tra", hint="chọn một tệp hoặc dán chữ")
    size = len(result.data) + len(result.source)
    return RedirectResponse(f"/bao-cao/{request.app.state.results.keep(result, size)}", 303)


def _day(typed: str) -> date | None:
    """The day that the force of documents is judged by, as typed or picked."""
    if not typed.strip():
        return None
    day = parse_date(typed)
    if day is None:
        raise KbError("ngày không đọc được", found=typed[:40], hint="viết như 05/3/2026")
    return day


@router.get("/bao-cao/{name}")
def checked(request: Request, name: str, muc: Literal["", "sai", "can-xem", "luu-y"] = "") -> Response:
    """The findings, of one level or of all."""
    result: CheckView = request.app.state.results.get(name)
    authorities = [(entry, places_told(entry.places)) for entry in result.authorities]
    here_is = f"/bao-cao/{name}"
    return page(
        request, "checked.html", result=result, findings=result.findings(muc), levels=result.levels(muc), level=muc,
        authorities=authorities, here_is=here_is, token=name,
    )  # fmt: skip


@router.get("/bao-cao/{name}/dieu-can-xem.{form}")
def findings_file(request: Request, name: str, form: Literal["csv", "docx", "json"]) -> Response:
    """The findings as a table for a spreadsheet, for Word or for a script."""
    result: CheckView = request.app.state.results.get(name)
    tables = {"csv": as_csv, "json": as_json}
    data = tables[form](result.found) if form in tables else as_docx(result.found, result.title)
    return download(data, f"dieu-can-xem.{form}", form)


@router.get("/bao-cao/{name}/danh-muc.{form}")
def authorities_file(request: Request, name: str, form: Literal["csv", "docx", "json", "md"]) -> Response:
    """The table of authorities."""
    result: CheckView = request.app.state.results.get(name)
    return download(AUTHORITY_FORMS[f".{form}"](result.authorities), f"danh-muc-vien-dan.{form}", form)


@router.get("/bao-cao/{name}/tep")
def linked_file(request: Request, name: str) -> Response:
    """The report with its links."""
    result: CheckView = request.app.state.results.get(name)
    if not result.data:
        raise HTTPException(404, "Văn bản đã dán không có tệp để tải.")
    return download(result.data, result.file_name, result.format)


@router.get("/bao-cao/{name}/tep-{variant}")
def further_file(request: Request, served: Served, name: str, variant: Variant) -> Response:
    """A Word report with its links and with comments, tracked corrections or the table of authorities."""
    result: CheckView = request.app.state.results.get(name)
    if variant not in result.variants:
        raise HTTPException(404, "Chỉ tệp DOCX mới có bản này.")
    wishes = replace(
        result.wishes,
        comments=variant == "nhan-xet",
        fix=variant == "da-sua",
        authorities=variant == "danh-muc",
    )
    answer = within_limits(
        answer_in_child, result.source, result.title, served.catalogue.path, wishes, where=result.title
    )
    return download(answer.data, result.file_name.replace("-lien-ket.", f"-{variant}."), "docx")
