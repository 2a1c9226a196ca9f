"""What is to be done with a report, and what comes back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from indexer.authorities import Authority
from indexer.catalogue import Catalogue
from indexer.findings import Finding, Passage
from indexer.links import Link
from indexer.records import DocumentHead, LinkedCitation
from indexer.report_checking import Checked, check_passages
from kb.citations import Context


@dataclass(frozen=True, slots=True)
class Wishes:
    """What is to be done with a report.

    ``base_url`` is where the server is reached; ``official``: links lead to the official address where one is known.
    ``context`` tells whose text it is, found in its head if not given; ``on`` is the day that the force of documents is
    judged by. ``comments``, ``fix`` and ``authorities`` are for Word files: findings as comments, certain corrections
    as tracked changes, the table of authorities at the end.
    """

    base_url: str
    official: bool = False
    context: Context | None = None
    on: date | None = None
    comments: bool = False
    fix: bool = False
    authorities: bool = False


@dataclass(frozen=True, slots=True)
class LinkedReport:
    """A report with its links.

    ``citations`` counts the mentions of documents other than the report itself, ``count`` the mentions that are linked,
    ``skipped`` those that are certain and stand where no link may be put (fields, code, existing links); ``fixed`` the
    corrections made; ``passages`` holds the paragraphs that findings point into, by their index. ``messages`` is what
    else the officer should know. ``format`` is docx, odt, html, md or txt.
    """

    data: bytes
    format: str
    count: int
    citations: int
    skipped: int = 0
    findings: tuple[Finding, ...] = ()
    messages: tuple[str, ...] = ()
    authorities: tuple[Authority, ...] = ()
    fixed: int = 0
    passages: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Job:
    """A report being answered: what it is linked to, and what is wished."""

    catalogue: Catalogue
    wishes: Wishes
    _official: dict[int, str | None] = field(default_factory=dict)

    def check(self, passages: Sequence[Passage]) -> Checked:
        """The passages, checked as wished."""
        return check_passages(passages, self.catalogue, self.wishes.context, self.wishes.on)

    def links(self, entries: Sequence[LinkedCitation]) -> list[Link]:
        """The links of one passage: to what is certainly meant, other than the report itself."""
        return [
            Link(linked.citation.start, linked.citation.end, self.address(target, linked.eid), tooltip(target))
            for linked in entries
            if (target := linked.target) and linked.citation.target == "external"
        ]

    def address(self, target: DocumentHead, eid: str = "") -> str:
        """The permanent address of what is cited; the official one where it is wished and known."""
        official = self._official_address(target) if self.wishes.official else None
        return official or f"{self.wishes.base_url.rstrip('/')}{target.uri}{f'#{eid}' if eid else ''}"

    def _official_address(self, target: DocumentHead) -> str | None:
        if target.id not in self._official:
            url = self.catalogue.document(target.id).official_url or ""
            self._official[target.id] = url if url.startswith(("http://", "https://")) else None
        return self._official[target.id]


def tooltip(head: DocumentHead) -> str:
    """What is shown when the mouse rests on a link."""
    return head.name if head.title in {"", head.name} else f"{head.name}: {head.title}"
