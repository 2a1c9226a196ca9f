"""Checking a report: what is wrong with its citations, and the same file with links in it. Nothing is kept on disk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import APIRouter, File, Form, Request, UploadFile
from fastapi.responses import RedirectResponse, Response
from markupsafe import Markup

from indexer.findings import KIND_LABELS, SEVERITY_LABELS, Finding
from indexer.findings_export import as_csv, as_docx
from indexer.report_jobs import LinkedReport
from indexer.reports import ReportCheck, check_text, link_report
from kb.errors import KbError
from web.pages import Served
from web.paper import page
from web.rendering import Marked, linked_text
from web.submissions import safe_name
from web.views.citations import citation_links

router = APIRouter(include_in_schema=False)
MOST_REPORT_BYTES = 20 * 1024 * 1024
MOST_CHARACTERS = 200_000
_MEDIA_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "csv": "text/csv; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
}
_TONES = {"error": "het", "warning": "can", "note": ""}


@dataclass(frozen=True, slots=True)
class FindingView:
    """One thing to look at."""

    severity: str
    tone: str
    kind: str
    where: str
    quote: str
    message: str
    correction: str | None
    address: str | None
    times: int


@dataclass(frozen=True)
class CheckView:
    """The result of a check: ``text`` is what was pasted with its links, None for a file."""

    title: str
    summary: str
    found: tuple[Finding, ...]
    messages: tuple[str, ...] = ()
    text: Markup | None = None
    file_name: str | None = None
    data: bytes = b""
    media_type: str = ""

    @property
    def findings(self) -> tuple[FindingView, ...]:
        """The findings in the words of the page."""
        return tuple(map(finding_view, self.found))


def finding_view(finding: Finding) -> FindingView:
    """A finding in the words of the page."""
    return FindingView(
        SEVERITY_LABELS[finding.severity],
        _TONES[finding.severity],
        KIND_LABELS[finding.kind],
        finding.where,
        finding.quote,
        finding.message,
        finding.correction,
        finding.uri,
        finding.times,
    )


def text_view(text: str, check: ReportCheck) -> CheckView:
    """The result for pasted text: findings, and the text with links where a citation is certain."""
    external = [linked for linked in check.citations if linked.citation.target == "external"]
    certain = [linked for linked in external if linked.resolution == "found"]
    marks = [Marked(finding.start, finding.end) for finding in check.findings]
    shown = linked_text(text, citation_links(external, None), marks)
    summary = f"{len(external)} viện dẫn, {len(certain)} nối được, {len(check.findings)} điều cần xem."
    return CheckView("văn bản đã dán", summary, check.findings, text=shown)


def file_view(report: LinkedReport, name: str) -> CheckView:
    """The result for a file, with the file that carries links."""
    summary = f"{report.citations} viện dẫn, {report.count} đã gắn liên kết, {len(report.findings)} điều cần xem."
    return CheckView(
        name,
        summary,
        report.findings,
        report.messages,
        file_name=f"{name.rpartition('.')[0] or name}-lien-ket.{report.format}",
        data=report.data,
        media_type=_MEDIA_TYPES[report.format],
    )


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
) -> Response:
    """Checks a file or pasted text; the result has a page of its own."""
    base = request.app.state.base_url or str(request.base_url).rstrip("/")
    if tep is not None and tep.filename:
        data = tep.file.read(MOST_REPORT_BYTES + 1)
        if len(data) > MOST_REPORT_BYTES:
            raise KbError("tệp quá lớn", hint=f"gửi tệp tối đa {MOST_REPORT_BYTES // 1024**2} MB")
        name = safe_name(tep.filename)
        result = file_view(link_report(data, name, served.catalogue, base), name)
    elif chu.strip():
        if len(chu) > MOST_CHARACTERS:
            raise KbError("đoạn chữ quá dài", found=f"{len(chu)} chữ cái", hint=f"tối đa {MOST_CHARACTERS} chữ cái")
        text = chu.replace("\r\n", "\n")
        result = text_view(text, check_text(text, served.catalogue))
    else:
        raise KbError("chưa có gì để soát", hint="chọn một tệp hoặc dán chữ")
    return RedirectResponse(f"/bao-cao/{request.app.state.results.keep(result, len(result.data))}", 303)


@router.get("/bao-cao/{name}")
def checked(request: Request, name: str) -> Response:
    """The findings."""
    result: CheckView = request.app.state.results.get(name)
    return page(request, "checked.html", result=result, here_is=f"/bao-cao/{name}")


@router.get("/bao-cao/{name}/dieu-can-xem.{form}")
def findings_file(request: Request, name: str, form: Literal["csv", "docx"]) -> Response:
    """The findings as a table for a spreadsheet or for Word."""
    result: CheckView = request.app.state.results.get(name)
    data = as_csv(result.found) if form == "csv" else as_docx(result.found, result.title)
    headers = {"Content-Disposition": f'attachment; filename="dieu-can-xem.{form}"'}
    return Response(data, media_type=_MEDIA_TYPES[form], headers=headers)


@router.get("/bao-cao/{name}/tep")
def linked_file(request: Request, name: str) -> Response:
    """The report with its links."""
    result: CheckView = request.app.state.results.get(name)
    headers = {"Content-Disposition": f'attachment; filename="{result.file_name}"'}
    return Response(result.data, media_type=result.media_type, headers=headers)
