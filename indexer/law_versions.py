"""Which version of a law a name without a year means, where registers and other citations tell of versions not held.

Laws of one name end one another: on a day the youngest that had begun to work is meant. So a held version is not taken
where a younger one is known that nobody holds, and a version that only a register lists is named where no other can be
meant.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from indexer.agreement import Listed, written_by, year_of
from indexer.catalogue_names import NamedLaw
from indexer.known import KNOWN
from indexer.linking import linked_to
from indexer.records import DocumentHead, KnownDocument, LinkedCitation
from kb.citations import Context


def among_all_versions(
    linked: LinkedCitation, listed: Sequence[KnownDocument], cited: Sequence[NamedLaw], context: Context
) -> LinkedCitation:
    """A law named without year and resolved among held documents, looked at again with the versions that registers
    list and that other documents cite by number (none of them held)."""
    day, held = written_by(context), linked.target
    newer = sorted((known for known in listed if _passed_since(known, held, day)), key=_issued)
    newest = newer[-1] if newer else None
    heard = [law for law in cited if _may_be_newer(law, newest or held, day)]
    if heard:
        return _unsure(linked, f"văn bản khác viện dẫn {heard[-1].number} cùng tên, kho chưa giữ")
    if linked.resolution == "ambiguous" or newest is None:
        return linked
    if day and newest.effective and newest.effective <= day:
        return LinkedCitation(linked.citation, "known", reason=KNOWN, known=newest)
    not_yet = bool(held and day and newest.effective and len(newer) == 1)
    return linked if not_yet else _unsure(linked, f"danh mục có {newest.told}")


def _unsure(linked: LinkedCitation, told: str) -> LinkedCitation:
    if linked.targets:
        return linked_to(linked.citation, "ambiguous", linked.targets, f"câu không ghi năm; {told}")
    return replace(linked, reason=f"{linked.reason}; {told}")


def _issued(document: DocumentHead | KnownDocument) -> date:
    return document.issued or date.min


def _passed_since(known: KnownDocument, held: DocumentHead | None, day: date | None) -> bool:
    """Whether a listed version was passed after the one held, and by the day of the citing text."""
    if known.issued is None or (day and known.issued > day):
        return False
    return held is None or _issued(held) < known.issued


def _may_be_newer(law: NamedLaw, last: Listed | None, day: date | None) -> bool:
    """Whether a cited version followed the last one known, and had been passed by the day of the citing text."""
    if last and law.year <= (year_of(last) or 0):
        return False
    return day is None or (law.issued <= day if law.issued else law.year < day.year)
