"""The citations of a report, resolved for the report as a whole, and what the rules say of them.

Citations are looked for in each paragraph for itself: what one mention says of a document holds for the short mentions
elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, partial

from indexer.authorities import Authority, authorities_of
from indexer.blocks import Block, RawDocument
from indexer.catalogue import Catalogue
from indexer.cited_places import held_eid
from indexer.findings import Finding, Passage
from indexer.outline import outline
from indexer.records import DocumentHead, LinkedCitation
from indexer.report_rules import inspect
from indexer.report_rules.report import Report
from indexer.resolution import Resolver
from indexer.standing import had_ended
from kb.citations import Citation, Context, find_citations

#: The head of a report is in its first paragraphs, the date of some in the last.
_HEAD, _FOOT = 60, 40


@dataclass(frozen=True)
class Checked:
    """A report with its citations resolved; ``linked`` holds those of each passage."""

    report: Report

    @property
    def linked(self) -> Sequence[Sequence[LinkedCitation]]:
        """The citations of each passage."""
        return self.report.linked

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What the rules say, in reading order."""
        return tuple(inspect(self.report))

    @property
    def authorities(self) -> tuple[Authority, ...]:
        """The table of authorities."""
        return tuple(authorities_of(self.report))

    @property
    def passages(self) -> dict[int, str]:
        """The texts that findings point into, by the index of their passage."""
        return {finding.paragraph: self.report.passages[finding.paragraph].text for finding in self.findings}

    @property
    def count(self) -> int:
        """Mentions of documents other than the report itself."""
        return sum(linked.citation.target == "external" for entries in self.linked for linked in entries)


def check_passages(
    passages: Sequence[Passage], catalogue: Catalogue, context: Context | None = None, on: date | None = None
) -> Checked:
    """Find, resolve and check the citations of passages. ``context`` tells whose text it is, found in its head if not
    given; ``on`` is the day that the force of documents is judged by (the report's date, else today)."""
    context = context or report_context([passage.text for passage in passages])
    found = [find_citations(passage.text, context) for passage in passages]
    resolver = Resolver(catalogue, partial(had_ended, catalogue))
    citations = [citation for entries in found for citation in entries]
    resolved = iter(resolver.resolve_all(citations, context, _own(resolver, context)))
    linked = [[_placed(catalogue, next(resolved)) for _ in entries] for entries in found]
    return Checked(Report(catalogue, resolver, context, on or context.issued or date.today(), passages, linked))


def report_context(paragraphs: Sequence[str]) -> Context:
    """What the head and the foot of a report say of it: type, number, issuer, date, place."""
    shown = [text.strip() for text in paragraphs if text.strip()]
    ends = shown if len(shown) <= _HEAD + _FOOT else shown[:_HEAD] + shown[-_FOOT:]
    return outline(RawDocument("txt", tuple(map(Block, ends))), "").context


def _own(resolver: Resolver, context: Context) -> DocumentHead | None:
    """The report itself, when the catalogue holds it."""
    if not context.number:
        return None
    return resolver.resolve(
        Citation(0, 0, "", type=context.type, number=context.number, date=context.issued), context
    ).target


def _placed(catalogue: Catalogue, linked: LinkedCitation) -> LinkedCitation:
    """The citation with the eId under which the target really holds what is cited."""
    target = linked.target
    return replace(linked, eid=held_eid(catalogue, target, linked.eid)) if target and linked.eid else linked
