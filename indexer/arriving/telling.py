"""Around the switch to a generation: its arrival report is made and kept, and the saved questions are asked of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from indexer.arrivals import (
    Arrivals,
    NewsLine,
    Place,
    QuestionState,
    keep_arrivals,
    question_states,
    read_arrivals,
    shortened,
)
from indexer.arriving.report import CitingReports, arrival_lines, newcomer_lines
from indexer.arriving.sides import Digests
from indexer.catalogue import Catalogue
from indexer.generations import Generation
from indexer.history import served_before
from indexer.pointer import current_name
from indexer.question_checks import QuestionCheck, check_questions, expected_in_words
from indexer.remembered_reports import Remembered
from indexer.saved_questions import questions_file, read_questions
from indexer.search import Search
from indexer.words.ranking import WordIndex
from kb.errors import KbError

#: Where the page of saved questions is; each has its id as an anchor.
QUESTIONS_PAGE = "/cau-hoi"


class GateClosed(KbError):
    """A saved question would lose its expected answer, so the new generation was not switched to."""


@dataclass(frozen=True)
class Built:
    """A generation that is built and does not serve yet: its folder, the digests of its files, why it was made."""

    folder: Path
    digests: Digests
    cause: str


def tell_arrivals(corpus: Path, data: Path, built: Built, current: Generation | None, *, gate: bool = False) -> None:
    """Keeps the report of what a generation brings, compared with the serving one (None: none that can be opened).

    With ``gate`` the saved questions are asked: raises :class:`GateClosed` where one is answered wrongly that was not
    wrong before, and KbError where they cannot be read; nothing is kept then. Else :func:`ask_again` asks them later.
    """
    catalogue = Catalogue(built.folder / "catalogue.sqlite")
    serving = current_name(data)
    known = question_states(data, serving)
    states = tuple(known.values())
    if gate:
        checks = _ask(corpus, built.folder, catalogue)
        _keep_closed([check for check in checks if not check.met and _was_met(known.get(check.question.id))])
        states = _states(checks, known, built.folder.name)
    lines, left_out = shortened(
        (*_question_lines(states, known), *_lines(catalogue, data, built, current, Remembered(corpus)))
    )
    made, documents = datetime.now().astimezone(), len(catalogue.digests())
    keep_arrivals(data, Arrivals(built.folder.name, made, built.cause, documents, serving, lines, left_out, states))


def ask_again(corpus: Path, data: Path, generation: Generation) -> None:
    """Asks the saved questions of a generation that serves already, and adds what came to its report: reading the words
    of a large collection for the first time takes longer than a newcomer should have to wait for."""
    arrivals = read_arrivals(data, generation.name)
    if arrivals is None:
        return
    known = question_states(data, arrivals.before)
    try:
        states = _states(_ask(corpus, generation.folder, generation.catalogue), known, generation.name)
        told = replace(arrivals, questions=states, lines=(*_question_lines(states, known), *arrivals.lines))
    except KbError as error:
        told = replace(arrivals, notes=(f"Chưa hỏi lại được các câu hỏi đã lưu: {error}",))
    if told != arrivals:
        keep_arrivals(data, told)


def _ask(corpus: Path, folder: Path, catalogue: Catalogue) -> tuple[QuestionCheck, ...]:
    questions = read_questions(questions_file(corpus))
    if not questions:
        return ()
    with closing(WordIndex(folder / "words")) as index:
        return check_questions(Search(catalogue, index), questions)


def _states(
    checks: Iterable[QuestionCheck], known: dict[str, QuestionState], generation: str
) -> tuple[QuestionState, ...]:
    return tuple(_state(check, known.get(check.question.id), generation) for check in checks)


def _was_met(state: QuestionState | None) -> bool:
    return state is None or state.met


def _keep_closed(broken: list[QuestionCheck]) -> None:
    if not broken:
        return
    told = "; ".join(
        f"“{check.question.ask}” (mong đợi: {expected_in_words(check.question.expected)}; nay: {check.told})"
        for check in broken
    )
    raise GateClosed(
        f"chỉ mục mới trả lời khác mong đợi ở {len(broken)} câu hỏi đã lưu, nên chưa được dùng: {told}",
        hint="xem lại văn bản vừa đổi; nếu câu trả lời mới là đúng thì sửa câu hỏi trong questions.toml",
    )


def _state(check: QuestionCheck, before: QuestionState | None, generation: str) -> QuestionState:
    since = before.since if before and before.met == check.met else generation
    question = check.question
    return QuestionState(question.id, question.ask, check.met, expected_in_words(question.expected), check.told, since)


def _question_lines(states: Iterable[QuestionState], known: dict[str, QuestionState]) -> Iterator[NewsLine]:
    """The questions that turned red or green, and those that are red and answered in yet another way."""
    for state in states:
        before = known.get(state.id)
        if before is None and state.met:
            continue
        if before and before.met == state.met and (state.met or before.came == state.came):
            continue
        words = ": trả lời đúng trở lại" if state.met else f": mong đợi {state.expected}"
        at = Place("câu hỏi đã lưu", f"{QUESTIONS_PAGE}#{state.id}")
        yield NewsLine("question", Place(f"“{state.ask}”", at.address), words, None, f"; nay {state.came}", at=at)


def _lines(
    catalogue: Catalogue, data: Path, built: Built, current: Generation | None, reports: CitingReports
) -> list[NewsLine]:
    today = date.today()
    if current is not None:
        old: Digests = current.manifest["digests"]
        return arrival_lines(current.catalogue, old, catalogue, built.digests, today, reports)
    before = served_before(data)
    return newcomer_lines(catalogue, built.digests, before.manifest["digests"], today) if before else []
