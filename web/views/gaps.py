"""What is cited and not held, called as officers call it, with a place that cites it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from indexer.records import Gap, KnownDocument, Mention
from kb.dates import short_date
from kb.doctypes import type_of_slug
from web.views.citations import CitingDocument, citing_documents


@dataclass(frozen=True, slots=True)
class GapView:
    """One missing document; ``known`` is its day and title, where a register lists it, ``example`` a document that
    cites it, with the place."""

    key: str
    words: str
    mentions: int
    documents: int
    known: str = ""
    example: CitingDocument | None = None


def gap_view(gap: Gap, mentions: Sequence[Mention] = ()) -> GapView:
    """The entry of a gap; ``mentions`` are some of the places that cite it.

    >>> gap_view(Gap("68/2000/NĐ-CP", "68/2000/NĐ-CP", "nghi-dinh", 3, 2)).words
    'Nghị định 68/2000/NĐ-CP'
    >>> gap_view(Gap("TCVN 6909:2001", "TCVN 6909:2001", "other", 3, 2)).words
    'TCVN 6909:2001'
    """
    example = next(iter(citing_documents(mentions)), None)
    return GapView(gap.key, _called(gap), gap.mentions, gap.documents, _known(gap.known) if gap.known else "", example)


def _called(gap: Gap) -> str:
    """A law by its name, with its number where it was cited; others by type and number."""
    if gap.name:
        return gap.name if gap.number == gap.name else f"{gap.name} số {gap.number}"
    return f"{type_of_slug(gap.type).name} {gap.number}" if gap.type and gap.type != "other" else gap.number


def _known(known: KnownDocument) -> str:
    day = f"ngày {short_date(known.issued)}" if known.issued else ""
    return ": ".join(filter(None, (day, known.title)))
