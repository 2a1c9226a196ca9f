"""What is cited and not held, called as officers call it."""

from __future__ import annotations

from dataclasses import dataclass

from indexer.records import Gap, KnownDocument
from kb.dates import short_date
from kb.doctypes import type_of_slug


@dataclass(frozen=True, slots=True)
class GapView:
    """One missing document; ``known`` is its day and title, where a register lists it."""

    key: str
    words: str
    mentions: int
    documents: int
    known: str = ""


def gap_view(gap: Gap) -> GapView:
    """The entry of a gap.

    >>> gap_view(Gap("68/2000/NĐ-CP", "68/2000/NĐ-CP", "nghi-dinh", 3, 2)).words
    'Nghị định 68/2000/NĐ-CP'
    """
    named = gap.name or (f"{type_of_slug(gap.type).name} {gap.number}" if gap.type else gap.number)
    return GapView(gap.key, named, gap.mentions, gap.documents, _known(gap.known) if gap.known else "")


def _known(known: KnownDocument) -> str:
    day = f"ngày {short_date(known.issued)}" if known.issued else ""
    return ": ".join(filter(None, (day, known.title)))
