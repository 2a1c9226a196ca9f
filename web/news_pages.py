"""What arrived and what it changed, as a page and a feed; saved questions, with what is answered now."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from indexer.arrivals import (
    HEADINGS,
    Arrivals,
    NewsLine,
    Place,
    QuestionState,
    all_arrivals,
    question_states,
    read_arrivals,
)
from indexer.arriving.telling import QUESTIONS_PAGE
from indexer.question_checks import QuestionCheck, check_questions, expected_in_words, expected_now
from indexer.saved_questions import (
    LONGEST,
    Expected,
    SavedQuestion,
    add_question,
    questions_file,
    read_questions,
    remove_question,
)
from kb.errors import KbError
from web.addresses import cited_address, search_address, with_query
from web.library import Library
from web.news_feed import MEDIA_TYPE, feed
from web.pages import Served
from web.paper import base_address, page
from web.typed import whole_number
from web.views.facts import Reference
from web.views.paging import pages_of

router = APIRouter(include_in_schema=False)
_PAGE_SIZE = 10
_IN_FEED = 50
#: More lines of a kind than this are folded away.
_OPEN = 8
_writing = threading.Lock()


@dataclass(frozen=True, slots=True)
class LineView:
    """One line: what it is about, the words, the other document, and the sentence that says so with its place."""

    about: Reference
    words: str
    other: Reference | None
    tail: str
    evidence: str
    at: Reference | None


@dataclass(frozen=True, slots=True)
class KindView:
    """The lines of one kind under their heading; ``folded`` are those beyond the first, ``left_out`` those not kept."""

    title: str
    lines: tuple[LineView, ...]
    folded: tuple[LineView, ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class ArrivalsView:
    """One report as the page shows it."""

    anchor: str
    made: datetime
    title: str
    cause: str
    generation: str
    kinds: tuple[KindView, ...]
    notes: tuple[str, ...]


def _reference(place: Place) -> Reference:
    address = place.address or (cited_address(place.key) if place.key else None)
    return Reference(place.words, address, bool(place.address) or not place.key)


def _line(line: NewsLine) -> LineView:
    other, at = (_reference(place) if place else None for place in (line.other, line.at))
    return LineView(_reference(line.about), line.joined, other, line.tail, line.evidence, at)


def arrivals_view(report: Arrivals) -> ArrivalsView:
    """A report as the page shows it."""
    kinds = []
    for kind, title in HEADINGS.items():
        lines = tuple(map(_line, report.of_kind(kind)))
        if lines:
            kinds.append(KindView(title, lines[:_OPEN], lines[_OPEN:], report.left_out.get(kind, 0)))
    return ArrivalsView(
        f"ban-{report.generation}", report.made.astimezone(), report.title, report.cause, report.generation,
        tuple(kinds), report.notes,
    )  # fmt: skip


@router.get("/moi")
def news(request: Request, served: Served, trang: str = "") -> Response:
    """What arrived, newest first."""
    found = all_arrivals(request.app.state.data)
    number = whole_number(trang) or 1

    def address(to: int) -> str:
        return with_query("/moi", trang=to if to > 1 else None)

    shown = found[(number - 1) * _PAGE_SIZE : number * _PAGE_SIZE]
    latest = read_arrivals(request.app.state.data, served.name)
    return page(
        request,
        "news.html",
        reports=list(map(arrivals_view, shown)),
        red=len(latest.red) if latest else 0,
        pages=pages_of(len(found), number, address, _PAGE_SIZE),
    )


@router.get("/moi/atom.xml")
def news_feed(request: Request) -> Response:
    """The same as an Atom feed, one entry a generation."""
    reports = all_arrivals(request.app.state.data, limit=_IN_FEED)
    return Response(feed(reports, base_address(request)), media_type=MEDIA_TYPE)


# --- saved questions --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A saved question with what is answered now; ``since`` says since when in words, "" where that is not known."""

    id: str
    ask: str
    address: str
    met: bool
    expected: str
    came: str
    since: str
    note: str
    by: str
    on: date | None


@router.get(QUESTIONS_PAGE)
def questions(request: Request, served: Served) -> Response:
    """The saved questions, those that are not answered as expected first."""
    trouble = ""
    checks: tuple[QuestionCheck, ...] = ()
    try:
        checks = checked(request, served)
    except KbError as error:
        trouble = str(error)
    data = request.app.state.data
    states = question_states(data, served.name)
    views = sorted((_question(data, served, check, states) for check in checks), key=lambda view: view.met)
    return page(request, "questions.html", questions=views, red=sum(not view.met for view in views), trouble=trouble)


def checked(request: Request, served: Library) -> tuple[QuestionCheck, ...]:
    """All saved questions as the serving generation answers them today; asked once a day, generation and edit."""
    state = request.app.state
    saved = read_questions(questions_file(state.corpus))
    key = (served.name, saved, date.today())
    kept = getattr(state, "checked_questions", None)
    if kept is None or kept[0] != key:
        kept = state.checked_questions = (key, check_questions(served.search, saved))
    checks: tuple[QuestionCheck, ...] = kept[1]
    return checks


def _question(data: Path, served: Library, check: QuestionCheck, states: Mapping[str, QuestionState]) -> QuestionView:
    question = check.question
    return QuestionView(
        question.id, question.ask, search_address(question.ask), check.met, _expected(served, question.expected),
        check.told, _since(data, check, states.get(question.id)), question.note, question.by, question.on,
    )  # fmt: skip


def _expected(served: Library, expected: Expected) -> str:
    """What is expected, a document that goes by the name of its file called by its own."""
    head = served.catalogue.by_stem(expected.document) if expected.document else None
    return expected_in_words(replace(expected, document=head.name) if head else expected)


def _since(data: Path, check: QuestionCheck, state: QuestionState | None) -> str:
    """Since which generation the answer is as it is, as the report of the serving one remembers."""
    if state is None or state.met != check.met:
        return ""
    first = read_arrivals(data, state.since)
    return f"bản {state.since}" + (f" ({first.made.astimezone():%d/%m/%Y %H:%M})" if first else "")


@router.post(QUESTIONS_PAGE)
def save(
    request: Request,
    served: Served,
    q: Annotated[str, Form(min_length=1, max_length=LONGEST)],
    note: Annotated[str, Form(alias="ghi-chu", max_length=300)] = "",
    by: Annotated[str, Form(alias="nguoi", max_length=100)] = "",
) -> RedirectResponse:
    """Keeps a question; what is answered now is what is expected."""
    question = SavedQuestion(q.strip(), expected_now(served.search, q), note.strip(), by.strip(), date.today())
    with _writing:
        add_question(questions_file(request.app.state.corpus), question)
    return RedirectResponse(f"{QUESTIONS_PAGE}#{question.id}", 303)


@router.post(f"{QUESTIONS_PAGE}/bo")
def remove(request: Request, q: Annotated[str, Form(min_length=1, max_length=LONGEST)]) -> RedirectResponse:
    """Forgets a question."""
    with _writing:
        remove_question(questions_file(request.app.state.corpus), q)
    return RedirectResponse(QUESTIONS_PAGE, 303)
