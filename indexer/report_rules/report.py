"""What the rules look at: the passages of a report, its citations with what they mean, and the day it is judged by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from indexer.agreement import is_local
from indexer.catalogue import Catalogue, number_key, title_key
from indexer.findings import Edit, Finding, FindingKind, Passage, Severity
from indexer.records import LinkedCitation
from indexer.resolution import Resolver
from kb.citations import Context
from kb.consistency import SMALL_UNITS_SINCE
from kb.numbers import DocumentNumber

#: Drafts of these are written by the rules for normative acts (Nghị định 78/2025/NĐ-CP), not by Nghị định 30/2020.
_NORMATIVE = frozenset(
    {"hien-phap", "bo-luat", "luat", "phap-lenh", "lenh", "nghi-dinh", "thong-tu", "thong-tu-lien-tich",
     "nghi-quyet-lien-tich"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """A citation and where it stands; ``index`` is that of its passage."""

    index: int
    passage: Passage
    linked: LinkedCitation

    @property
    def at(self) -> tuple[int, Passage]:
        """The passage with its index, as :func:`cut_finding` takes it."""
        return self.index, self.passage

    def finding(
        self,
        severity: Severity,
        kind: FindingKind,
        message: str,
        correction: str | None = None,
        edits: tuple[Edit, ...] = (),
    ) -> Finding:
        """A finding about the whole citation."""
        citation, target = self.linked.citation, self.linked.target
        return Finding(
            severity, kind, message, self.passage.where, self.index, citation.start, citation.end, citation.surface,
            correction, target.uri if target else None, edits=edits,
        )  # fmt: skip

    @property
    def said_until(self) -> int:
        """Where the words end that name the document: symbol, date and issuer."""
        citation = self.linked.citation
        spans = (citation.date_span, citation.issuer_span)
        return max([citation.end, *(span[1] for span in spans if span and span[0] >= citation.start)])


@dataclass(frozen=True)
class Report:
    """A report being checked. ``linked`` holds the citations of each passage; ``day`` is the one that the force of
    documents is judged by."""

    catalogue: Catalogue
    resolver: Resolver
    context: Context
    day: date
    passages: Sequence[Passage]
    linked: Sequence[Sequence[LinkedCitation]]

    @cached_property
    def places(self) -> list[Place]:
        """Citations of documents other than the report itself, in reading order; standards are nobody's to hold."""
        return [place for place in self.all_places if self._concerns(place.linked)]

    @cached_property
    def all_places(self) -> list[Place]:
        """All citations."""
        passages = zip(self.passages, self.linked, strict=True)
        return [Place(index, passage, entry) for index, (passage, entries) in enumerate(passages) for entry in entries]

    def _concerns(self, linked: LinkedCitation) -> bool:
        citation, own = linked.citation, number_key(self.context.number)
        if citation.target != "external" or citation.kind == "standard":
            return False
        target = linked.target
        return not own or own not in {number_key(citation.number), number_key(target.number if target else None)}

    @property
    def written_by_decree_30(self) -> bool:
        """Whether Nghị định 30/2020/NĐ-CP says how it is written: administrative, and not older than the decree."""
        day = self.context.issued
        return not self._is_normative and (day is None or day >= SMALL_UNITS_SINCE)

    @property
    def _is_normative(self) -> bool:
        """Acts, their drafts, and consolidated texts, which keep the words of the acts."""
        number = DocumentNumber.try_parse(self.context.number or "")
        local = self.context.type in {"quyet-dinh", "nghi-quyet"} and number is not None and number.year is not None
        return local or self.context.type in _NORMATIVE or "VBHN" in (self.context.number or "")


def identity(linked: LinkedCitation) -> str:
    """What mentions of one document share, whatever is said of it: its number where that is enough, its address, its
    name."""
    citation, target = linked.citation, linked.target
    number = DocumentNumber.try_parse((target.number if target else citation.number) or "")
    if target and (number is None or number.year is None or is_local(target)):
        return target.uri
    if number and not citation.partial:
        return number.key
    if target:
        return number_key(target.number)
    return number_key(citation.number) or title_key(citation.title) or citation.surface


def cut_finding(
    severity: Severity,
    kind: FindingKind,
    message: str,
    at: tuple[int, Passage],
    span: tuple[int, int],
    correction: str | None = None,
    edits: tuple[Edit, ...] = (),
) -> Finding:
    """A finding about a span of a passage; ``at`` is the passage with its index."""
    index, passage = at
    start, end = span
    return Finding(
        severity, kind, message, passage.where, index, start, end, passage.text[start:end], correction, edits=edits
    )
