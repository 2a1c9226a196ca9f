"""The rules that a report is checked by, a module for each; :func:`inspect` asks them all."""

from __future__ import annotations

from indexer.findings import Finding
from indexer.report_rules.abbreviations import abbreviations
from indexer.report_rules.bases import bases
from indexer.report_rules.documents import Documents
from indexer.report_rules.mentions import mentions
from indexer.report_rules.quotations import quotations
from indexer.report_rules.report import Report
from indexer.report_rules.spelling import spelling


def inspect(report: Report) -> list[Finding]:
    """All findings about a report, in reading order."""
    found = [
        *Documents(report).findings(),
        *quotations(report),
        *mentions(report),
        *spelling(report),
        *bases(report),
        *abbreviations(report),
    ]
    return sorted(found, key=lambda finding: (finding.paragraph, finding.start))
