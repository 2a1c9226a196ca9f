"""Bodies that are no more, by kind and field as statements name them, and who has their work since when.

>>> gone = successor_of("bo:lao dong thuong binh va xa hoi", date(2026, 1, 1))
>>> gone.successor, gone.since.isoformat()
('Bộ Nội vụ', '2025-03-01')
>>> successor_of("bo:tai chinh", date(2026, 1, 1)) is None
True

The ministries are those of :mod:`kb.issuers`. Departments (Sở) followed their ministries in 2025 (Nghị quyết
176/2025/QH15); districts ended on 1 July 2025 (Luật Tổ chức chính quyền địa phương 2025).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from kb.issuers import ORGANS, Organ, successors
from kb.text import fold

#: Ministries that ended before this day had no departments that live on in today's papers.
_DEPARTMENTS_SINCE = date(2025, 3, 1)
_EARLIEST = date(2007, 1, 1)


@dataclass(frozen=True, slots=True)
class GoneOrgan:
    """A body that ended: ``kind`` is "bo:" or "so:" with the folded field, ``since`` when the successor began."""

    kind: str
    name: str
    successor: str
    since: date


def _ended(organ: Organ) -> Iterator[GoneOrgan]:
    """A ministry that ended, and the departments below it."""
    if not organ.until or organ.until < _EARLIEST or not organ.name.startswith("Bộ "):
        return
    since = organ.until + timedelta(days=1)
    field = organ.name.removeprefix("Bộ ")
    key = " ".join(re.findall(r"\w+", fold(field)))
    for heir in successors(organ, since):
        yield GoneOrgan(f"bo:{key}", organ.name, heir.name, since)
        if since >= _DEPARTMENTS_SINCE:
            yield GoneOrgan(f"so:{key}", f"Sở {field}", heir.name.replace("Bộ ", "Sở "), since)


GONE: tuple[GoneOrgan, ...] = (
    *(gone for organ in ORGANS for gone in _ended(organ)),
    GoneOrgan("ubnd-huyen", "Ủy ban nhân dân cấp huyện", "Ủy ban nhân dân cấp xã hoặc cấp tỉnh", date(2025, 7, 1)),
)
_BY_KIND = {organ.kind: organ for organ in GONE}


def successor_of(kind: str, on: date) -> GoneOrgan | None:
    """What became of a body of that kind by a day; None where it still is."""
    gone = _BY_KIND.get(kind)
    return gone if gone and gone.since <= on else None
