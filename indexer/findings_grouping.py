"""Findings that say the same of several places, told once: the same rule and the same correction of the same words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from indexer.findings import Finding


@dataclass(frozen=True, slots=True)
class Group:
    """Findings that differ in their place alone, in reading order; never empty."""

    findings: tuple[Finding, ...]

    @property
    def first(self) -> Finding:
        """The first of them, which speaks for all."""
        return self.findings[0]

    @property
    def times(self) -> int:
        """How often it occurs in the report."""
        return sum(finding.times for finding in self.findings)

    @property
    def places(self) -> tuple[tuple[str, int], ...]:
        """Each place once: its words, and the index of its passage."""
        return tuple(dict.fromkeys((finding.where, finding.paragraph) for finding in self.findings))

    @property
    def where(self) -> str:
        """All places, for people: "đoạn 3; đoạn 8"."""
        return "; ".join(where for where, _ in self.places)

    def __str__(self) -> str:
        return str(replace(self.first, where=self.where, times=self.times))


def grouped(findings: Iterable[Finding]) -> list[Group]:
    """The findings by what they say, each group where its first one stands."""
    found: dict[tuple[str | None, ...], list[Finding]] = {}
    for finding in findings:
        key = (finding.severity, finding.kind, finding.message, finding.quote, finding.correction, finding.uri)
        found.setdefault(key, []).append(finding)
    return [Group(tuple(entries)) for entries in found.values()]
