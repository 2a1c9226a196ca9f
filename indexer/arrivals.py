"""Arrival reports: what each generation brought, kept beside the generations and longer than they are.

::

    data/
      arrivals/000012.json     what generation 12 brought, compared with the one that served before it

A report is written before its generation is switched to, and is shown once that one serves. Each names the generation
before it: a report that none leads to belongs to one that never served, or was taken back.
:mod:`indexer.arriving.report` makes them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Literal

from pydantic import TypeAdapter, ValidationError

from indexer.files import write_whole
from indexer.pointer import current_name

LineKind = Literal[
    "question", "status", "basis-lost", "basis-gained", "power", "power-gone", "arrived", "act", "act-gone",
    "gap-filled", "gap-opened", "report", "changed", "removed",
]  # fmt: skip
#: Headings of the kinds of lines, in the order in which they are read.
HEADINGS: dict[LineKind, str] = {
    "question": "Câu hỏi đã lưu đổi câu trả lời",
    "arrived": "Văn bản mới vào kho",
    "act": "Văn bản mới thay thế, sửa đổi, bãi bỏ, hướng dẫn",
    "status": "Tình trạng hiệu lực thay đổi",
    "basis-lost": "Việc giao quyền cần rà soát vì căn cứ thay đổi",
    "basis-gained": "Việc giao quyền nay có đủ căn cứ",
    "power": "Ghi nhận mới về giao quyền",
    "power-gone": "Ghi nhận về giao quyền không còn",
    "report": "Báo cáo đã soát có dẫn văn bản vừa thay đổi",
    "gap-filled": "Văn bản được viện dẫn nay đã có trong kho",
    "gap-opened": "Văn bản được viện dẫn nay không còn trong kho",
    "act-gone": "Quan hệ không còn được ghi",
    "changed": "Văn bản được sửa trong kho",
    "removed": "Văn bản rút khỏi kho",
}
_FOLDER = "arrivals"
#: More lines of one kind than this are counted and not kept: nobody reads them, and a report stays small.
_MOST = 200


@dataclass(frozen=True, slots=True)
class Place:
    """Something named in a line: its permanent address on the pages, or the ``key`` under which it is cited where it is
    not held; "" for both where there is no page."""

    words: str
    address: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class NewsLine:
    """One thing that changed, a sentence in parts: ``about`` ``words`` ``other`` ``tail``.

    ``evidence`` is the sentence of a document that says so, and ``at`` where that or the matter itself is looked up.
    """

    kind: LineKind
    about: Place
    words: str
    other: Place | None = None
    tail: str = ""
    evidence: str = ""
    at: Place | None = None

    @property
    def sentence(self) -> str:
        """The line as plain text.

        >>> NewsLine("act", Place("Nghị định 2/2033/NĐ-CP"), "thay thế", Place("Nghị định 1/2031/NĐ-CP")).sentence
        'Nghị định 2/2033/NĐ-CP thay thế Nghị định 1/2031/NĐ-CP'
        """
        other = f" {self.other.words}" if self.other else ""
        return f"{self.about.words}{self.joined}{other}{self.tail}"

    @property
    def joined(self) -> str:
        """The words as they follow what they are about: a mark follows it without a blank."""
        return self.words if self.words.startswith((":", ";", ",")) else f" {self.words}"


@dataclass(frozen=True, slots=True)
class QuestionState:
    """How a saved question was answered by a generation; ``since`` is the first of those in a row that agree."""

    id: str
    ask: str
    met: bool
    expected: str
    came: str
    since: str


@dataclass(frozen=True)
class Arrivals:
    """The report of one generation.

    ``before`` is the generation that it was compared with, None where there was none to compare; ``documents`` how
    many it holds; ``left_out`` counts the lines of a kind beyond those kept; ``notes`` are remarks for officers.
    """

    generation: str
    made: datetime
    cause: str
    documents: int
    before: str | None = None
    lines: tuple[NewsLine, ...] = ()
    left_out: dict[LineKind, int] = field(default_factory=dict)
    questions: tuple[QuestionState, ...] = ()
    notes: tuple[str, ...] = ()

    def count(self, kind: LineKind) -> int:
        """How many lines of a kind there are, with those that are not kept."""
        return sum(line.kind == kind for line in self.lines) + self.left_out.get(kind, 0)

    def of_kind(self, kind: LineKind) -> tuple[NewsLine, ...]:
        """The lines of a kind."""
        return tuple(line for line in self.lines if line.kind == kind)

    @property
    def red(self) -> tuple[QuestionState, ...]:
        """The saved questions that are not answered as expected."""
        return tuple(state for state in self.questions if not state.met)

    @property
    def title(self) -> str:
        """All in one line: "2 văn bản mới; 1 văn bản đổi tình trạng hiệu lực"."""
        told = [f"{count} {words}" for kind, words in _TITLES.items() if (count := self.count(kind))]
        return "; ".join(told) or (
            f"Lập chỉ mục {self.documents} văn bản" if self.before is None else "Không có gì mới"
        )


_TITLES: dict[LineKind, str] = {
    "question": "câu hỏi đã lưu đổi câu trả lời",
    "arrived": "văn bản mới",
    "status": "văn bản đổi tình trạng hiệu lực",
    "basis-lost": "việc giao quyền cần rà soát",
    "changed": "văn bản được sửa",
    "removed": "văn bản rút khỏi kho",
}
_ARRIVALS = TypeAdapter(Arrivals)


def shortened(lines: Iterable[NewsLine]) -> tuple[tuple[NewsLine, ...], dict[LineKind, int]]:
    """The lines that are kept, by kind in the order of the headings, and how many of each kind are not."""
    found = tuple(lines)
    kept: list[NewsLine] = []
    left_out: dict[LineKind, int] = {}
    for kind in HEADINGS:
        own = [line for line in found if line.kind == kind]
        kept += own[:_MOST]
        if len(own) > _MOST:
            left_out[kind] = len(own) - _MOST
    return tuple(kept), left_out


def keep_arrivals(data: Path, arrivals: Arrivals) -> None:
    """Writes a report whole; those with a higher number, of generations that never served, go."""
    for path in _paths(data):
        if path.stem > arrivals.generation:
            path.unlink(missing_ok=True)
    content = json.dumps(_ARRIVALS.dump_python(arrivals, mode="json"), ensure_ascii=False, indent=1)
    write_whole(data / _FOLDER / f"{arrivals.generation}.json", content.encode())


def forget_arrivals(data: Path, generation: str) -> None:
    """Removes the report of a generation that will not serve."""
    (data / _FOLDER / f"{generation}.json").unlink(missing_ok=True)


def read_arrivals(data: Path, generation: str) -> Arrivals | None:
    """The report of a generation; None where there is none, or it cannot be read."""
    try:
        return _ARRIVALS.validate_json((data / _FOLDER / f"{generation}.json").read_bytes())
    except (OSError, ValidationError):
        return None


def question_states(data: Path, generation: str | None) -> dict[str, QuestionState]:
    """How a generation answered the saved questions, by their ids."""
    report = read_arrivals(data, generation) if generation else None
    return {state.id: state for state in report.questions} if report else {}


def all_arrivals(data: Path, since: date | None = None, limit: int = 1000) -> list[Arrivals]:
    """The reports that say something, newest first; from a day on.

    Of the serving generation, of the one before it, and so on: what was taken back is passed over.
    """
    served = current_name(data)
    found: list[Arrivals] = []
    for path in sorted(_paths(data), reverse=True):
        arrivals = read_arrivals(data, path.stem) if served and path.stem <= served else None
        if arrivals is None:
            continue
        served = arrivals.before or served
        if (arrivals.lines or arrivals.before is None) and (since is None or arrivals.made.date() >= since):
            found.append(arrivals)
        if len(found) == limit:
            break
    return found


def _paths(data: Path) -> list[Path]:
    folder = data / _FOLDER
    return [path for path in folder.glob("*.json") if path.stem.isdecimal()] if folder.is_dir() else []
