"""The findings about a report as a table to take away: CSV for spreadsheets, JSON for scripts, DOCX for the file."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from indexer.findings import KIND_LABELS, SEVERITY_LABELS, Finding
from indexer.findings_grouping import Group, grouped
from indexer.tables import Table, csv_bytes, docx_bytes
from kb.text import capital

COLUMNS = ("Mức độ", "Vị trí", "Viện dẫn", "Vấn đề", "Lý do", "Nên ghi", "Số lần")
#: Widths of the columns on a page of A4 laid wide, in twentieths of a point.
_WIDTHS = (1100, 1500, 3200, 1600, 4400, 2000, 800)


def rows(findings: Sequence[Finding]) -> list[tuple[str, ...]]:
    """The cells of each finding, in the order of :data:`COLUMNS`; what is found in several places is told once."""
    return [_row(group) for group in grouped(findings)]


def _row(group: Group) -> tuple[str, ...]:
    finding = group.first
    return (
        SEVERITY_LABELS[finding.severity], group.where, finding.quote, KIND_LABELS[finding.kind],
        capital(finding.message), finding.correction or "", str(group.times),
    )  # fmt: skip


def as_records(findings: Sequence[Finding]) -> list[dict[str, Any]]:
    """The machine form: the fields of :class:`indexer.findings.Finding`."""
    return [asdict(finding) for finding in findings]


def as_json(findings: Sequence[Finding]) -> bytes:
    """A JSON array of :func:`as_records`."""
    return (json.dumps(as_records(findings), ensure_ascii=False, indent=2) + "\n").encode()


def as_csv(findings: Sequence[Finding]) -> bytes:
    """CSV that Excel opens with its diacritics; no cell is taken for a formula."""
    return csv_bytes(_table(findings, ""))


def as_docx(findings: Sequence[Finding], title: str) -> bytes:
    """A Word file with the findings as a table under ``title`` (the name of the report)."""
    return docx_bytes(_table(findings, title))


def _table(findings: Sequence[Finding], title: str) -> Table:
    told = rows(findings)
    lines = (f"Kết quả kiểm tra báo cáo: {title}", f"{len(told)} điều cần xem.")
    return Table(lines, COLUMNS, _WIDTHS, told)
