"""Statements spread over lines: a lead-in with its items, each read as if it were one sentence.

Here an item takes from the lines above it what it leaves out; what a lead-in takes from the items below it is in
:mod:`kb.delegation_finding.items`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kb.delegation_finding.clauses import leads_clause, triggers
from kb.delegation_finding.items import DUTIES, items_of, level_of, whole_item, with_items
from kb.delegation_finding.kinds import is_anyone, is_class, is_private
from kb.delegation_finding.parties import Party, parties_in, party_at
from kb.delegation_finding.powers import Span, read_power
from kb.delegation_finding.readings import read
from kb.delegation_finding.statement import Reading
from kb.delegation_finding.tokens import TextLine, Tokens, lines_of, sentences_of
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
#: Bounds on time: a longer "sentence" is a table without marks, and none says more.
_LONGEST_SENTENCE, _MOST_STATEMENTS = 1500, 24


def readings_in(text: str) -> Iterator[Reading]:
    """All readings of a text (as :class:`kb.text.View` shows it), from left to right."""
    if not _may_delegate(text):
        return
    lines = lines_of(text)
    for place, line in enumerate(lines):
        if not _may_delegate(text[line.start : line.end]):
            continue
        form = _form(text, lines, place)
        yield from [form] if form else _line(text, lines, place)


def _line(text: str, lines: list[TextLine], place: int) -> Iterator[Reading]:
    """The readings of one line, its items taken in."""
    above, line = lines[:place], lines[place]
    spans = sentences_of(text, line.start, line.end)
    told: list[Reading] = []
    for number, span in enumerate(spans):
        leads = _leads_on(text, span) or _is_heading(text, lines, place, span)
        items = items_of(text, lines, place) if number == len(spans) - 1 and leads else []
        for reading in _sentence(text, span, heading=bool(items)):
            whole = _under_lead(text, reading, span, above, line)
            if whole is None:
                continue
            if whole.elided and not whole.reported:
                whole = _resolved(text, whole, told, spans[:number])
            told.append(whole)
            own = items if not whole.powers or ";" not in text[whole.end : span[1]] else []
            yield from filter(_is_whole, with_items(text, whole, own) if own else [whole])


def _under_lead(text: str, reading: Reading, span: Span, before: list[TextLine], line: TextLine) -> Reading | None:
    """The reading with what it takes from the line that it stands under; None where that makes it no statement."""
    if reading.headless:
        return _headed(text, reading, span, before, line)
    if reading.elided and reading.reported:
        return _of_the_lead(text, reading, before, line)
    return _withdrawn_by_lead(text, reading, before, line) if reading.cited else reading


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
    content = next((line for line in lines[place + 1 : place + 9] if _CONTENT.match(text, line.start, line.end)), None)
    if party is None or content is None or is_private(tokens, party):
        return None
    items = items_of(text, lines, lines.index(content))
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
    if heading and not _leads_on(text, span):  # read as if a colon stood there; offsets stay
        text, span = f"{text[: span[1]]}:{text[span[1] + 1 :]}", (span[0], span[1] + 1)
    tokens = Tokens(text, *span)
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


def _lead(before: list[TextLine], line: TextLine) -> TextLine | None:
    """The line that an item stands under."""
    if not line.marker or line.marker == "article":
        return None
    return next((lead for lead in reversed(before) if level_of(lead) < level_of(line) or not lead.marker), None)


def _headed(text: str, reading: Reading, span: Span, before: list[TextLine], line: TextLine) -> Reading | None:
    """An item without a subject takes that of its lead-in: "Bộ trưởng có thẩm quyền: a) …; b) ủy quyền cho …".

    A private lead-in makes it a private matter: None.
    """
    lead = _lead(before, line)
    places = [Tokens(text, span[0], reading.at), *([Tokens(text, lead.start, lead.end)] if lead else [])]
    for tokens in places:
        subject = _subject_of(tokens)
        if subject is None:
            continue
        if is_private(tokens, subject):
            return None
        name = subject.span(tokens)
        allowed = is_class(text[slice(*name)]) or DUTIES.search(text[tokens.start : tokens.end].lower())
        stance = "may_delegate" if allowed and reading.stance == "delegated" else reading.stance
        return replace(reading, delegator=name, stance=stance)
    return reading


def _of_the_lead(text: str, reading: Reading, before: list[TextLine], line: TextLine) -> Reading | None:
    """An item "cấp X theo ủy quyền của A": the delegate is whose duties the nearest line above it lists, if any."""
    while lead := _lead(before, line):
        tokens = Tokens(text, lead.start, lead.end)
        subject = _subject_of(tokens)
        if subject is not None:
            name = subject.span(tokens)
            stance = "may_delegate" if is_class(text[slice(*name)]) else reading.stance
            return None if is_private(tokens, subject) else replace(reading, delegate=name, stance=stance)
        before, line = before[: before.index(lead)], lead
    return None


def _subject_of(tokens: Tokens) -> Party | None:
    """Whom a line speaks of: the subject of its verb, else whose duties it lists."""
    parties = parties_in(tokens, 0, len(tokens))
    known = [party for party in parties if not is_anyone(party.text(tokens))]
    aside = {"trước", "do"}  # "chịu trách nhiệm trước A", "tổ chức do A thành lập"
    somebody = [party for party in known if tokens.lower(party.first - 1) not in aside]
    leading = [party for party in somebody if leads_clause(tokens, party)]
    named = [party for party in somebody if not party.text(tokens).islower()]
    listed = named if tokens.lower(len(tokens) - 1) == ":" else []
    return next(iter([*leading, *reversed(listed)]), None)


def _withdrawn_by_lead(text: str, reading: Reading, before: list[TextLine], line: TextLine) -> Reading:
    """An item under "Bãi bỏ các Quyết định sau đây:" ends what it names."""
    lead = _lead(before, line)
    ends = lead and re.search(r"\b(?:bãi bỏ|hết hiệu lực|huỷ bỏ)\b", text[lead.start : lead.end].lower())
    return replace(reading, stance="withdrawn") if ends else reading
