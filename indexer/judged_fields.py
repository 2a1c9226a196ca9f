"""The fields of a statement of delegation as a person types them, in a form or on the command line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, get_args

from kb.dates import parse_date
from kb.delegation_finding.words import DelegationKind, Stance
from kb.delegations import Delegation
from kb.errors import KbError
from kb.numbers import DocumentNumber

#: What may be typed; the names are those of the front matter.
TEXTS = ("delegator", "delegate", "scope", "condition")
DAYS = ("instrument_date", "start", "end")
FIELDS = ("stance", "kind", *TEXTS[:2], "powers", "instrument", DAYS[0], TEXTS[2], *DAYS[1:], TEXTS[3])


def with_fields(fact: Delegation, values: Mapping[str, str]) -> Delegation:
    """The fact with the fields that were typed; an empty one is unknown from now on. KbError for what cannot be.

    Several powers are divided by line ends or semicolons.
    """
    if unknown := sorted(set(values) - set(FIELDS)):
        raise KbError("không có trường này", found=", ".join(unknown), hint=f"các trường: {', '.join(FIELDS)}")
    typed = {name: " ".join(value.split()) for name, value in values.items() if name != "powers"}
    changed: dict[str, Any] = {name: typed[name] or None for name in TEXTS if name in typed}
    changed |= {name: _day(typed[name]) for name in DAYS if name in typed}
    changed |= {name: _one_of(typed[name], name) for name in ("stance", "kind") if name in typed}
    if "instrument" in typed:
        changed["instrument"] = _number(typed["instrument"])
    if "powers" in values:
        parts = (" ".join(part.split()) for part in values["powers"].replace("\n", ";").split(";"))
        changed["powers"] = tuple(filter(None, parts))
    told = replace(fact, **changed)
    if not told.powers or not (told.delegator or told.delegate):
        raise KbError("phải có việc được giao và ít nhất một cơ quan giao hoặc nhận")
    return told


def _one_of(text: str, name: str) -> str:
    known = get_args(Stance if name == "stance" else DelegationKind)
    if text not in known:
        raise KbError(f"{name} không đúng", found=text, hint=f"một trong: {', '.join(known)}")
    return text


def _day(text: str) -> date | None:
    day = parse_date(text) if text else None
    if text and day is None:
        raise KbError("không đọc được ngày", found=text, hint="viết như 31/12/2012")
    return day


def _number(text: str) -> str | None:
    if text and DocumentNumber.try_parse(text) is None:
        raise KbError("không phải số hiệu văn bản", found=text, hint="viết như 12/2024/QĐ-UBND")
    return text or None
