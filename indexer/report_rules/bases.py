"""The lines of legal bases: one act a line, each with ";" at its end and the last with ".", in order of legal force.

Nghị định 30/2020/NĐ-CP, Phụ lục I: a base gives type, number and symbol, issuer, day and subject; of laws and
ordinances neither number nor issuer. Acts of higher force stand before others, of one force the older before the
younger; the act that gives the issuer its powers may open the list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from indexer.findings import Edit, Finding, Passage
from indexer.records import LinkedCitation
from indexer.report_rules.report import Place, Report, cut_finding
from kb.citing import BY_NAME, Cited, legal_basis_line
from kb.legal_force import force_of, is_normative

#: Lines that may follow the bases and end with them: "Theo đề nghị của …".
_FOLLOWER = re.compile(r"\s{0,5}(?:Theo|Xét|Trên cơ sở|Sau khi|Thực hiện)\s")
_SENTENCE_INSIDE = re.compile(r"[\wà-ỹ]{2}\.\s{1,3}[A-ZĐÀ-Ỹ][a-zà-ỹ]")
_SECOND = re.compile(r";\s{0,3}[Cc]ăn cứ\s")
#: What gives a body its powers stands first whatever its age.
_POWERS = re.compile(r"\btổ chức\b|chức năng, nhiệm vụ|cơ cấu", re.IGNORECASE)
_SOURCE = "(Nghị định 30/2020/NĐ-CP, Phụ lục I)"


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the bases: its passage with the index."""

    index: int
    passage: Passage

    @property
    def text(self) -> str:
        return self.passage.text

    @property
    def at(self) -> tuple[int, Passage]:
        return self.index, self.passage


@dataclass(frozen=True, slots=True)
class _Ranked:
    """An act that a line names first: its place by legal force, and its day."""

    line: _Line
    name: str
    force: int
    issued: date | None
    gives_powers: bool


def bases(report: Report) -> Iterator[Finding]:
    """What is wrong with the form and the order of the lines of legal bases."""
    if not report.written_by_decree_30:
        return
    for block in _blocks(report):
        yield from _ends(block, closed=not (_goes_on(report, block) or _is_broken_off(report, block[-1])))
        for line in block:
            yield from _two_in_one(line)
        yield from _undated_laws(report, block)
        yield from _order(report, block)


def _blocks(report: Report) -> Iterator[list[_Line]]:
    """Runs of lines that begin with "Căn cứ", with what may follow them. A single one counts if it ends like a base;
    a paragraph that only begins so ("Căn cứ …, Sở báo cáo:") is none."""
    block: list[_Line] = []
    for index, passage in enumerate(report.passages):
        follows = bool(block) and bool(_FOLLOWER.match(passage.text)) and _may_end_bases(passage.text)
        if passage.is_body and not passage.in_table and (_is_base(passage.text) or follows):
            block.append(_Line(index, passage))
            continue
        yield from _whole(block)
        block = []
    yield from _whole(block)


def _whole(block: list[_Line]) -> Iterator[list[_Line]]:
    bases_in = [line for line in block if _is_base(line.text)]
    if len(bases_in) > 1 or any(line.text.rstrip().endswith(";") for line in bases_in):
        yield block


def _is_base(text: str) -> bool:
    return text.lstrip().startswith("Căn cứ ") and _may_end_bases(text)


def _may_end_bases(text: str) -> bool:
    """Whether it is one clause, and not the beginning of something else."""
    return not text.rstrip().endswith(":") and not _SENTENCE_INSIDE.search(text)


def _goes_on(report: Report, block: list[_Line]) -> bool:
    """Whether the sentence goes on behind the bases ("Chính phủ ban hành Nghị định …"), or a base without its first
    words follows."""
    following = (passage.text for passage in report.passages[block[-1].index + 1 :] if passage.text.strip())
    after = next(following, "").rstrip()
    return "ban hành" in after or after.endswith(";")


def _is_broken_off(report: Report, line: _Line) -> bool:
    """Whether the line goes on in the next, as plain text is wrapped."""
    following = report.passages[line.index + 1 :][:1]
    return line.text.rstrip()[-1:].isalnum() and any(passage.text[:1].islower() for passage in following)


def _ends(block: list[_Line], *, closed: bool) -> Iterator[Finding]:
    for line in block:
        last = line is block[-1]
        if last and not closed:
            return
        mark = "." if last else ";"
        text = line.text.rstrip()
        if text.endswith(mark):
            continue
        start = len(text) - (1 if text.endswith((",", ";", ".", ":")) else 0)
        message = f"dòng căn cứ {'cuối cùng' if last else ''} kết thúc bằng dấu {'chấm' if last else 'chấm phẩy'}"
        shown = (max(text.rfind(" ", 0, len(text) - 12), 0), len(text))
        correction = f"{text[shown[0] : start].strip()}{mark}"
        edit = Edit(start, len(text), mark)
        message = f"{' '.join(message.split())} {_SOURCE}"
        yield cut_finding("note", "basis", message, line.at, _trimmed(text, shown), correction, (edit,))


def _trimmed(text: str, span: tuple[int, int]) -> tuple[int, int]:
    start, end = span
    return start + len(text[start:end]) - len(text[start:end].lstrip()), end


def _two_in_one(line: _Line) -> Iterator[Finding]:
    for found in _SECOND.finditer(line.text):
        message = f"mỗi căn cứ trình bày một dòng riêng {_SOURCE}"
        yield cut_finding("note", "basis", message, line.at, (found.start(), found.end()))


def _undated_laws(report: Report, block: list[_Line]) -> Iterator[Finding]:
    """A law in a line of the bases stands with its day."""
    for line in block:
        for linked in report.linked[line.index][:1]:
            citation, target = linked.citation, linked.target
            if citation.type not in BY_NAME or citation.date or citation.anaphor or citation.provisions:
                continue
            if target is None or target.issued is None or target.type == "hien-phap":
                continue
            right = legal_basis_line(Cited(target.type, target.number, target.issued, None, target.title))
            message = f"căn cứ là luật, pháp lệnh ghi tên và ngày ban hành {_SOURCE}"
            place = Place(line.index, line.passage, linked)
            yield place.finding("note", "basis", message, right.rstrip(";"))


def _order(report: Report, block: list[_Line]) -> Iterator[Finding]:
    ranked = [entry for line in block for entry in _ranked(line, report.linked[line.index])]
    for place, entry in enumerate(ranked):
        behind = next((other for other in ranked[:place] if _goes_before(entry, other)), None)
        if behind is None:
            continue
        why = "có hiệu lực pháp lý cao hơn" if entry.force < behind.force else "ban hành trước"
        message = f"{entry.name} {why}, phải đứng trước {behind.name}"
        text = entry.line.text
        span = (0, len(text) if len(text) <= 60 else text.rfind(" ", 0, 60))
        yield cut_finding("note", "order", message, entry.line.at, span)


def _goes_before(entry: _Ranked, other: _Ranked) -> bool:
    if other.gives_powers:
        return False
    if entry.force != other.force:
        return entry.force < other.force
    return entry.issued is not None and other.issued is not None and entry.issued < other.issued


def _ranked(line: _Line, entries: Sequence[LinkedCitation]) -> Iterator[_Ranked]:
    """The act that a line names first, if its place is fixed."""
    for linked in entries[:1]:
        citation, target = linked.citation, linked.target
        kind = target.type if target else citation.type
        number = target.number if target else citation.number
        if citation.target != "external" or citation.anaphor or kind is None or not is_normative(kind, number):
            continue
        issued = citation.date or (target.issued if target else None)
        powers = bool(_POWERS.search(line.text))
        yield _Ranked(line, target.name if target else citation.surface, force_of(kind, number), issued, powers)
