"""From when an act has effect, as its own effect clause says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from kb.dates import parse_date
from kb.documents import Part

_CLAUSE = re.compile(r"có\s(?:giá\strị\s)?hiệu\slực(?:\s(?:thi\shành|kể|thi hành kể))?\b(?P<rest>[^;]{0,160})")
_SUBJECT = re.compile(
    r"(?:Bộ luật|Luật|Pháp lệnh|Nghị định|Nghị quyết|Thông tư(?: liên tịch)?|Quyết định|Quy định|Quy chế|Chỉ thị|Lệnh)"
    r" này\s(?:\w+\s){0,3}$"
)
_AFTER_SIGNING = re.compile(r"sau\s(?P<days>\d{1,3})\s?(?:\(.{1,30}\)\s)?ngày,?\s(?:kể\s)?từ\sngày\s(?:ký|ban hành)")
_ON_SIGNING = re.compile(r"(?:kể\s)?từ\sngày\s(?:ký|ban\shành)")


def effective_date(parts: Sequence[Part], issued: date | None, kind: str) -> date | None:
    """The day of effect that the act states of itself; "kể từ ngày ký" is the day of issue; None where it says none."""
    for clause in _clauses(parts):
        if found := _AFTER_SIGNING.search(clause):
            return issued + timedelta(days=int(found["days"])) if issued else None
        if _ON_SIGNING.search(clause[:80]):
            return issued
        if day := parse_date(clause[:80]):
            return day
    return None


def _clauses(parts: Sequence[Part]) -> Iterator[str]:
    for part in parts[:1]:
        for provision in part.provisions:
            for line in provision.lines:
                for found in _CLAUSE.finditer(line.text):
                    if line.kind != "quote" and _SUBJECT.search(line.text[: found.start()]):
                        yield found["rest"]
