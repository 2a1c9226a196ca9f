"""Delegations: statements that a public power goes, may go, does not go, or no longer goes to another body.

The model is here; :func:`find_delegations` finds them in running text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

from kb.citations import Context
from kb.dates import short_date
from kb.delegation_finding.days import Terms
from kb.delegation_finding.instruments import Sources
from kb.delegation_finding.kinds import is_local_class
from kb.delegation_finding.lists import readings_in
from kb.delegation_finding.statement import Reading
from kb.delegation_finding.words import DelegationKind, Stance
from kb.numbers import DocumentNumber
from kb.text import View

#: Symbols of acts of the centre, which speak of local bodies as of a class.
_CENTRAL = re.compile(r"QH|UBTVQH|NĐ|TT-|TTLT|QĐ-TTg|QĐ-B|QĐ-NHNN|NQ-CP")
#: How a fact was found: by the recogniser, or vouched for or entered by a person; "rejected": a person says it is none.
FoundBy = Literal["automatic", "confirmed", "by-hand", "rejected"]

#: What officers read.
STANCE_LABELS: dict[Stance, str] = {
    "delegated": "Đã được giao",
    "may_delegate": "Có thể được giao",
    "not_delegated": "Chưa / không được giao",
    "withdrawn": "Đã thôi giao",
}
KIND_LABELS: dict[DelegationKind, str] = {
    "uy-quyen": "ủy quyền",
    "phan-cap": "phân cấp",
    "phan-quyen": "phân quyền",
    "giao": "giao",
}
FOUND_BY_LABELS: dict[FoundBy, str] = {
    "automatic": "máy nhận dạng, chưa ai xác nhận",
    "confirmed": "đã có người xác nhận",
    "by-hand": "người nhập, có nguồn",
    "rejected": "đã có người bác bỏ",
}


@dataclass(frozen=True, slots=True)
class Delegation:
    """One fact, with its evidence.

    ``delegator``, ``delegate`` and ``powers`` are as the text writes them; ``instrument`` is the number of the
    document that makes (or made) the delegation, None where only permitted; ``start``, ``end`` are days,
    ``condition`` an end or a limit in words; the evidence is ``text[evidence_start:evidence_end]``, offsets into the
    text of the provision.
    ``eid`` is the provision that says so ("" when found in a bare text). ``by``, ``on``: who judged it, and when.
    """

    stance: Stance
    kind: DelegationKind
    delegator: str | None
    delegate: str | None
    powers: tuple[str, ...]
    instrument: str | None = None
    instrument_date: date | None = None
    scope: str | None = None
    start: date | None = None
    end: date | None = None
    condition: str | None = None
    evidence_start: int = 0
    evidence_end: int = 0
    eid: str = ""
    found_by: FoundBy = "automatic"
    by: str | None = None
    on: date | None = None

    @property
    def vouched(self) -> str:
        """How it was found, and who judged it and when, in words.

        >>> fact = Delegation("delegated", "giao", None, None, (), found_by="confirmed", by="Nguyễn An")
        >>> replace(fact, on=date(2026, 5, 6)).vouched
        'đã có người xác nhận (Nguyễn An, 06/05/2026)'
        """
        judged = ", ".join(part for part in (self.by, short_date(self.on) if self.on else None) if part)
        return f"{FOUND_BY_LABELS[self.found_by]} ({judged})" if judged else FOUND_BY_LABELS[self.found_by]

    def as_json(self) -> dict[str, Any]:
        """The machine form: the fields above, dates ISO."""
        days = {"instrument_date": self.instrument_date, "start": self.start, "end": self.end}
        iso = {name: day.isoformat() if day else None for name, day in days.items()}
        return {
            "stance": self.stance, "kind": self.kind, "delegator": self.delegator, "delegate": self.delegate,
            "powers": list(self.powers), "instrument": self.instrument, "instrument_date": iso["instrument_date"],
            "scope": self.scope, "start": iso["start"], "end": iso["end"], "condition": self.condition,
            "evidence_start": self.evidence_start, "evidence_end": self.evidence_end,
        }  # fmt: skip


def find_delegations(text: str, context: Context | None = None, heading: str | None = None) -> list[Delegation]:
    """All statements of delegation in ``text``, from left to right. ``context`` tells whose text it is.

    A norm that delegates is its own instrument, so that the number in ``context`` becomes the instrument of what the
    text itself delegates; without it only instruments that the text cites are given. Nothing is guessed: parties that
    the text does not name are None. ``heading`` is the title of an article, which may be the lead-in of its items
    ("Phân cấp thẩm quyền cấp phép"). Offsets refer to ``text``.

    >>> [fact] = find_delegations("Ủy ban nhân dân tỉnh ủy quyền cho Giám đốc Sở Nội vụ cấp giấy phép lao động.")
    >>> fact.stance, fact.kind, fact.delegate, fact.powers
    ('delegated', 'uy-quyen', 'Giám đốc Sở Nội vụ', ('cấp giấy phép lao động',))
    """
    lead = f"{heading.rstrip(' :.')}:\n" if heading else ""
    view = View(lead + text)
    sources, terms = Sources(view.text, context), Terms(view.text)
    found = [_delegation(view, reading, sources, terms, len(lead)) for reading in readings_in(view.text)]
    return sorted((fact for fact in found if fact.evidence_end > 0), key=lambda fact: fact.evidence_start)


def _of_a_class(text: str, reading: Reading, context: Context | None) -> Reading:
    """In an act of the centre, an office that every province has only may delegate: whether it did is still open."""
    number = DocumentNumber.try_parse(context.number) if context and context.number else None
    made = reading.stance == "delegated" and not reading.cited and reading.delegator
    if not made or number is None or not _CENTRAL.match(number.symbol):
        return reading
    local = reading.delegator and is_local_class(text[slice(*reading.delegator)])
    return replace(reading, stance="may_delegate") if local else reading


def _delegation(view: View, reading: Reading, sources: Sources, terms: Terms, lead: int) -> Delegation:
    def shown(span: tuple[int, int] | None) -> str | None:
        return view.shown[slice(*view.span(*span))] if span else None

    reading = _of_a_class(view.text, reading, sources.context)
    number, issued = sources.instrument_of(reading)
    own = number is not None and sources.context is not None and number == sources.context.number
    term = terms.of(reading, own=own)
    start, end = view.span(reading.start, reading.end)
    return Delegation(
        reading.stance, reading.kind, shown(reading.delegator), shown(reading.delegate),
        tuple(power for span in reading.powers if (power := shown(span))),
        number, issued, shown(reading.scope), term.start, term.end, shown(reading.condition or term.condition),
        max(start - lead, 0), end - lead,
    )  # fmt: skip
