"""What a line takes from the lines above it: whose duties it lists, who gives, and whether all below is ended.

Each question is asked of a line once, however many items stand under it.
"""

from __future__ import annotations

import re
from dataclasses import replace

from kb.delegation_finding.clauses import leads_clause
from kb.delegation_finding.items import DUTIES, level_of
from kb.delegation_finding.kinds import is_anyone, is_class, is_deputy, is_private
from kb.delegation_finding.parties import Party, parties_in
from kb.delegation_finding.powers import Span
from kb.delegation_finding.statement import Reading
from kb.delegation_finding.tokens import TextLine, Tokens, lines_of

_ENDED = re.compile(r"\b(?:bãi bỏ|hết hiệu lực|huỷ bỏ)\b")


class Layout:
    """The lines of a text, and under which line each stands."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = lines_of(text)
        self._leads = _leads(self.lines)
        self._subjects: dict[int, tuple[Tokens, Party | None]] = {}
        self._ended: dict[int, bool] = {}

    def lead_of(self, place: int) -> int | None:
        """The place of the line that a line stands under; None for none."""
        return self._leads[place]

    def subject_at(self, place: int) -> tuple[Tokens, Party | None]:
        """The words of a line, and whom it speaks of."""
        if place not in self._subjects:
            line = self.lines[place]
            tokens = Tokens(self.text, line.start, line.end)
            self._subjects[place] = tokens, subject_of(tokens)
        return self._subjects[place]

    def ends(self, place: int) -> bool:
        """Whether a line ends what stands under it: "Bãi bỏ các Quyết định sau đây:"."""
        if place not in self._ended:
            line = self.lines[place]
            self._ended[place] = bool(_ENDED.search(self.text[line.start : line.end].lower()))
        return self._ended[place]


def _leads(lines: list[TextLine]) -> list[int | None]:
    """For each line, the last one before it that stands less deep; a line without a marker leads any item."""
    leads: list[int | None] = []
    open_leads: list[int] = []
    for place, line in enumerate(lines):
        while open_leads and lines[open_leads[-1]].marker and level_of(lines[open_leads[-1]]) >= level_of(line):
            open_leads.pop()
        item = line.marker and line.marker != "article"
        leads.append(open_leads[-1] if item and open_leads else None)
        if not line.marker:
            open_leads.clear()
        open_leads.append(place)
    return leads


def headed(layout: Layout, reading: Reading, span: Span, place: int) -> Reading | None:
    """An item without a subject takes that of its lead-in: "Bộ trưởng có thẩm quyền: a) …; b) ủy quyền cho …".

    A private lead-in makes it a private matter: None.
    """
    text, lead = layout.text, layout.lead_of(place)
    before = Tokens(text, span[0], reading.at)
    above = [layout.subject_at(lead)] if lead is not None else []
    for tokens, subject in [(before, subject_of(before)), *above]:
        if subject is None:
            continue
        if is_private(tokens, subject):
            return None
        name = subject.span(tokens)
        if reading.delegate and text[slice(*name)] == text[slice(*reading.delegate)]:  # spoken of, not giving
            continue
        told = text[tokens.start : tokens.end].lower()
        duty = DUTIES.search(told) or "các nội dung sau" in told
        opens = reading.at == layout.lines[place].start
        if opens and not reading.delegate and not duty:  # a title, not what somebody does
            return None
        allowed = is_class(text[slice(*name)]) or duty
        stance = "may_delegate" if allowed and reading.stance == "delegated" else reading.stance
        return replace(reading, delegator=name, stance=stance)
    return reading


def mandated_by_lead(layout: Layout, reading: Reading, place: int) -> Reading | None:
    """An item "cấp X theo ủy quyền của A": the delegate is whose duties the nearest line above it lists, if any."""
    lead = layout.lead_of(place)
    while lead is not None:
        tokens, subject = layout.subject_at(lead)
        if subject is not None and (subject.first == 0 or layout.lines[lead].marker or _tells_duties(layout, lead)):
            name = subject.span(tokens)
            stance = "may_delegate" if is_class(layout.text[slice(*name)]) else reading.stance
            if is_private(tokens, subject) or is_deputy(subject.text(tokens)):
                return None
            return replace(reading, delegate=name, stance=stance)
        lead = layout.lead_of(lead)
    above = layout.lead_of(place)
    if above is not None and not _tells_duties(layout, above):
        return None
    giver = layout.text[slice(*reading.delegator)] if reading.delegator else ""
    return reading if giver and reading.kind == "uy-quyen" and not is_class(giver) else None


def _tells_duties(layout: Layout, place: int) -> bool:
    """Whether a line says that duties or rights are listed below it, not what else an article is about."""
    return bool(DUTIES.search(layout.text[layout.lines[place].start : layout.lines[place].end].lower()))


def withdrawn_by_lead(layout: Layout, reading: Reading, place: int) -> Reading:
    """An item under "Bãi bỏ các Quyết định sau đây:" ends what it names."""
    lead = layout.lead_of(place)
    return replace(reading, stance="withdrawn") if lead is not None and layout.ends(lead) else reading


def _is_lead(tokens: Tokens) -> bool:
    return tokens.lower(len(tokens) - 1) == ":"


def subject_of(tokens: Tokens) -> Party | None:
    """Whom a line speaks of: the subject of its verb, else whose duties it lists."""
    parties = parties_in(tokens, 0, len(tokens))
    known = [party for party in parties if not is_anyone(party.text(tokens))]
    aside = {"trước", "do", "được"}  # "chịu trách nhiệm trước A", "tổ chức do A thành lập"
    somebody = [party for party in known if tokens.lower(party.first - 1) not in aside]
    leading = [party for party in somebody if leads_clause(tokens, party)]
    named = [party for party in somebody if not party.text(tokens).islower()]
    first = next((party for party in somebody if party.first == 0), None)
    if first and tokens.lower(first.after) == "nơi" and not _is_lead(tokens):  # "Sở Y tế *nơi có bệnh viện*"
        return replace(first, last=len(tokens), after=len(tokens))
    whole = [first] if first and first.after >= len(tokens) - 1 else []
    listed = (named or [party for party in somebody if is_private(tokens, party)]) if _is_lead(tokens) else []
    return next(iter([*leading, *(whole or reversed(listed))]), None)
