"""The page "Báo cáo đã nhớ": which reports cite something that has changed since."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from indexer.remembered_reports import (
    MOST_NAME,
    REPORTS_PAGE,
    RememberedReport,
    Standings,
    Touch,
    find_report,
    keep_report,
    looked_at,
    read_reports,
    remembered,
    remove_report,
    restore_report,
    touched,
)
from kb.errors import KbError
from web.pages import Served
from web.paper import page
from web.report_check import CheckView

router = APIRouter(include_in_schema=False)
_writing = threading.Lock()
Name = Annotated[str, Form(alias="ten", min_length=1, max_length=MOST_NAME)]


@dataclass(frozen=True, slots=True)
class ReportView:
    """A remembered report, and what it cites that has changed."""

    report: RememberedReport
    touches: tuple[Touch, ...]


@router.get(REPORTS_PAGE)
def reports_page(request: Request, served: Served, bo: str = "", moi: str = "") -> Response:
    """All remembered reports, those that are touched first; ``bo`` was just removed, ``moi`` just remembered."""
    reports, faults = read_reports(request.app.state.corpus)
    standings = Standings(served.catalogue, date.today())
    views = [ReportView(report, touched(report, standings)) for report in reports]
    views.sort(key=lambda view: not view.touches)
    count = sum(bool(view.touches) for view in views)
    return page(
        request, "remembered.html", reports=views, count=count, faults=[str(fault) for fault in faults],
        removed=bo, new=moi,
    )  # fmt: skip


@router.post(REPORTS_PAGE)
def remember(
    request: Request, served: Served, name: Name, result: Annotated[str, Form(alias="kq", max_length=100)]
) -> RedirectResponse:
    """Remembers what the report of a check cites; its text is not kept."""
    check: CheckView = request.app.state.results.get(result)
    if not name.strip():
        raise KbError("báo cáo chưa có tên", hint="ghi tên để nhớ")
    report = remembered(name, check.title, check.authorities, served.catalogue, date.today())
    with _writing:
        keep_report(request.app.state.corpus, report)
    return RedirectResponse(f"{REPORTS_PAGE}?moi={report.id}#{report.id}", 303)


@router.post(f"{REPORTS_PAGE}/da-xem")
def seen(request: Request, served: Served, name: Name) -> RedirectResponse:
    """What has changed so far was seen; only what changes later is told."""
    corpus = request.app.state.corpus
    with _writing:
        report = looked_at(find_report(corpus, name), served.catalogue, date.today())
        keep_report(corpus, report, anew=True)
    return RedirectResponse(f"{REPORTS_PAGE}#{report.id}", 303)


@router.post(f"{REPORTS_PAGE}/bo")
def remove(request: Request, name: Name) -> RedirectResponse:
    """Forgets a report, so that it can be taken back."""
    with _writing:
        report = remove_report(request.app.state.corpus, name)
    return RedirectResponse(f"{REPORTS_PAGE}?bo={report.id}", 303)


@router.post(f"{REPORTS_PAGE}/lay-lai")
def restore(request: Request, name: Name) -> RedirectResponse:
    """Takes a forgotten report back."""
    with _writing:
        report = restore_report(request.app.state.corpus, name)
    return RedirectResponse(f"{REPORTS_PAGE}#{report.id}", 303)
