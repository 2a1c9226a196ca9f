"""Statements spread over lines: a lead-in with its items, each read as if it were one sentence.

What an item takes from the lines above it is in :mod:`kb.delegation_finding.leads`, what a lead-in takes from the items
below it in :mod:`kb.delegation_finding.items`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kb.delegation_finding.items import items_of, whole_item, with_items
from kb.delegation_finding.kinds import is_private
from kb.delegation_finding.leads import Layout, headed, mandated_by_lead, withdrawn_by_lead
from kb.delegation_finding.parties import parties_in, party_at
from kb.delegation_finding.powers import Span, read_power
from kb.delegation_finding.readings import read
from kb.delegation_finding.statement import Reading
from kb.delegation_finding.tokens import TextLine, Tokens, sentences_of
from kb.delegation_finding.triggers import triggers
from kb.delegation_finding.words import DelegationKind

_RECEIVER = re.compile(
    r"(?:đối tượng|cơ quan|đơn vị|chủ thể|người|bên)\s(?:được|nhận)\s(?P<word>uỷ quyền|phân cấp)\s?:\s?", re.IGNORECASE
)
_CONTENT = re.compile(r"(?:nội dung|phạm vi|nhiệm vụ)(?:\sđược)?\s(?:uỷ quyền|phân cấp)\s?:\s?", re.IGNORECASE)
_CANDIDATE = re.compile(r"\b(?:uỷ\s+quyền|phân\s+cấp|phân\s+quyền|giao)\b")
#: "Điều 3. Phân cấp thẩm quyền X", the title of an article that its items carry out.
_HEADING = re.compile(
    r"(?:Phân cấp|Phân quyền|Uỷ quyền)\s(?=thẩm quyền|cho|thực hiện|cấp|quyết định|quản lý|giải quyết|việc)"
)
#: What the items tell is no power behind these: how it is done, how much.
_NOT_POWERS = re.compile(
    r"\b(?:quy trình|trình tự|thủ tục|mức|mức quy định|điều kiện|nguyên tắc)(?: như)? sau(?: đây)?\b"
)
#: A heading over rules, not over powers: "Nguyên tắc quản lý kinh phí của A uỷ quyền cho B".
_TELLS_HOW = re.compile(r"(?:nguyên tắc|hồ sơ|trình tự|quy trình)\b", re.IGNORECASE)
#: Bounds on time: a longer "sentence" is a table without marks, and none says more.
_LONGEST_SENTENCE, _MOST_STATEMENTS = 1500, 24
#: How many sentences before one may name whom it leaves out.
_FAR = 6


def readings_in(text: str) -> Iterator[Reading]:
    """All readings of a text (as :class:`kb.text.View` shows it), from left to right."""
    if not _may_delegate(text):
        return
    layout = Layout(text)
    told: set[tuple[object, ...]] = set()  # an item under two headings says it once
    for reading in _all(layout):
        said = (reading.start, reading.end, reading.stance, reading.delegator, reading.delegate, reading.powers)
        if said not in told:
            told.add(said)
            yield reading


def _all(layout: Layout) -> Iterator[Reading]:
    text = layout.text
    for place, line in enumerate(layout.lines):
        if not _may_delegate(text[line.start : line.end]):
            continue
        form = _form(text, layout.lines, place)
        yield from [form] if form else _line(layout, place)


def _line(layout: Layout, place: int) -> Iterator[Reading]:
    """The readings of one line, its items taken in."""
    text, lines, line = layout.text, layout.lines, layout.lines[place]
    spans = sentences_of(text, line.start, line.end)
    told: list[Reading] = []
    for number, span in enumerate(spans):
        leads = _leads_on(text, span) or _is_heading(text, lines, place, span)
        items = items_of(text, lines, place) if number == len(spans) - 1 and leads else []
        for reading in _sentence(text, span, heading=bool(items)):
            whole = _under_lead(layout, reading, span, place)
            if whole is None:
                continue
            if whole.elided and not whole.reported:
                whole = _resolved(text, whole, told, spans[max(number - _FAR, 0) : number])
            told.append(whole)
            own = items if _takes_items(text, whole, span) else []
            yield from filter(_is_whole, with_items(text, whole, own) if own else [whole])


def _takes_items(text: str, reading: Reading, span: Span) -> bool:
    """Whether the items below belong to a statement: not where more stands between, or what follows from its case."""
    if _TELLS_HOW.match(text, *span):
        return False
    if not reading.powers:
        return True
    behind = text[max(reading.powers[-1][1], reading.at) : span[1]]
    told_how = _NOT_POWERS.search(text, reading.at, span[1])
    return ";" not in text[reading.end : span[1]] and not told_how and not re.search(r"\bthì\b", behind)


def _under_lead(layout: Layout, reading: Reading, span: Span, place: int) -> Reading | None:
    """The reading with what it takes from the line that it stands under; None where that makes it no statement."""
    if reading.headless:
        return headed(layout, reading, span, place)
    if reading.elided and reading.reported:
        return mandated_by_lead(layout, reading, place)
    return withdrawn_by_lead(layout, reading, place) if reading.cited else reading


def _may_delegate(text: str) -> bool:
    """Whether a word of delegation stands in a text at all: most texts and lines have none, and are left at once."""
    return bool(_CANDIDATE.search(text.lower()))


def _form(text: str, lines: list[TextLine], place: int) -> Reading | None:
    """ "Đối tượng được phân cấp: B." with, further down, "Nội dung phân cấp: …": a statement laid out as a form."""
    found = _RECEIVER.match(text, lines[place].start, lines[place].end)
    if not found:
        return None
    tokens = Tokens(text, found.end(), lines[place].end)
    party = party_at(tokens, 0) if len(tokens) else None
    below = range(place + 1, min(place + 9, len(lines)))
    told = next((at for at in below if _CONTENT.match(text, lines[at].start, lines[at].end)), None)
    if party is None or told is None or is_private(tokens, party):
        return None
    content, items = lines[told], items_of(text, lines, told)
    powers = tuple(span for item in items if (span := whole_item(text, item)))
    opening = _CONTENT.match(text, content.start, content.end)
    if not powers and opening and (power := read_power(text, opening.end(), content.end)):
        powers = power.spans
    if not powers:
        return None
    kind: DelegationKind = "uy-quyen" if found["word"].lower() == "uỷ quyền" else "phan-cap"
    end = (items[-1] if items else content).end
    return Reading(
        "delegated", kind, lines[place].start, end, delegate=party.span(tokens),
        powers=powers, at=found.start("word"),
    )  # fmt: skip


def _leads_on(text: str, span: Span) -> bool:
    return text[slice(*span)].rstrip().endswith(":")


def _is_heading(text: str, lines: list[TextLine], place: int, span: Span) -> bool:
    """Whether a line is the title of an article, "Điều 3. Phân cấp thẩm quyền X", with numbered items under it."""
    numbered = place + 1 < len(lines) and lines[place + 1].marker == "number"
    titled = bool(_HEADING.match(text, *span)) and text[span[1] - 1] not in ".;"
    return lines[place].marker == "article" and numbered and titled


def _sentence(text: str, span: Span, *, heading: bool = False) -> Iterator[Reading]:
    if not _may_delegate(text[slice(*span)]):
        return
    tokens = Tokens(text, *span)
    if heading and not _leads_on(text, span):
        tokens.end_with_colon()
    found = triggers(tokens) if len(tokens) <= _LONGEST_SENTENCE else []
    last: Reading | None = None
    for trigger in found[:_MOST_STATEMENTS]:
        reading = read(tokens, trigger)
        if reading and not (last and _says_again(last, reading)):
            last = reading
            yield reading


def _says_again(last: Reading, reading: Reading) -> bool:
    """ "ủy quyền cho B được ủy quyền làm việc" says it once."""
    same = (last.delegate, last.powers) == (reading.delegate, reading.powers)
    return same and reading.delegate is not None and reading.delegator is None


def _is_whole(reading: Reading) -> bool:
    """A power and at least one party are needed."""
    return bool(reading.powers and (reading.delegator or reading.delegate))


def _resolved(text: str, reading: Reading, told: list[Reading], before: list[Span]) -> Reading:
    """A delegate that the sentence leaves out: the one of the instrument named before, or whom the text spoke of."""
    if reading.cited:
        last = told[-1] if told and told[-1].cited else None
        return replace(reading, delegate=last.delegate if last else None)
    for span in reversed(before):
        tokens = Tokens(text, *span)
        subject = next((p for p in parties_in(tokens, 0, len(tokens)) if not is_private(tokens, p)), None)
        if subject:
            return replace(reading, delegate=subject.span(tokens))
    return reading
