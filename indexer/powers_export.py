"""The register of powers to take away: CSV, XLSX and DOCX for officers, JSON for scripts."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from indexer.records import ChainLink, DocumentHead, PowerFact
from indexer.tables import Table, csv_bytes, docx_bytes, xlsx_bytes
from kb.dates import short_date
from kb.delegations import KIND_LABELS, STANCE_LABELS

COLUMNS = (
    "Việc", "Tình trạng", "Ai giao", "Ai nhận", "Văn bản", "Ngày", "Phạm vi", "Từ", "Đến / điều kiện",
    "Câu chứng minh", "Nguồn", "Địa chỉ", "Cần rà soát",
)  # fmt: skip
_ADDRESS = COLUMNS.index("Địa chỉ")
#: Widths of the columns on a page of A4 laid wide, in twentieths of a point, and the size of letters that fits them.
#: The address is not printed: the source leads there.
_WIDTHS = (2100, 900, 1150, 1200, 1150, 920, 950, 920, 880, 2200, 1050, 2500, 1150)
_SIZE = 16


def rows(facts: Sequence[PowerFact], base_url: str = "") -> list[tuple[str, ...]]:
    """The cells of each statement, in the order of :data:`COLUMNS`; ``base_url`` goes before addresses."""
    return [_row(fact, base_url) for fact in facts]


def _row(fact: PowerFact, base_url: str) -> tuple[str, ...]:
    said, told = fact.delegation, fact.at.document
    place = fact.at.provision.label or fact.at.provision.heading
    day = said.instrument_date or (fact.instrument.issued if fact.instrument else None)
    return (
        _powers(fact), f"{STANCE_LABELS[said.stance]} ({KIND_LABELS[said.kind]})", said.delegator or "",
        said.delegate or "", fact.instrument.name if fact.instrument else said.instrument or "",
        _day(day), said.scope or "", _day(said.start),
        "; ".join(part for part in (_day(said.end), said.condition or "") if part), fact.evidence.strip(),
        ", ".join(part for part in (place, told.name, told.day) if part), f"{base_url}{address_of(fact)}",
        " ".join(fact.doubts),
    )  # fmt: skip


def _powers(fact: PowerFact) -> str:
    groups = ", ".join(row.label for row in fact.groups)
    powers = "; ".join(fact.delegation.powers)
    return f"{powers} [{groups}]" if powers and groups else powers or groups


def _day(day: date | None) -> str:
    return short_date(day) if day else ""


def address_of(fact: PowerFact) -> str:
    """The permanent address of the place that says so."""
    eid = fact.delegation.eid or fact.at.provision.eid
    return f"{fact.at.document.uri}#{eid}" if eid else fact.at.document.uri


def power_record(fact: PowerFact) -> dict[str, Any]:
    """The machine form of a statement, with its evidence, address, doubts and chain."""
    return {
        "delegation": fact.delegation.as_json(), "evidence": fact.evidence, "at": address_of(fact),
        "source": _head_record(fact.at.document), "matters": list(fact.matters),
        "instrument": _head_record(fact.instrument) if fact.instrument else None, "doubts": list(fact.doubts),
        "chain": [link_record(link) for link in fact.chain], "found_by": fact.delegation.found_by,
        "vouched": fact.delegation.vouched,
    }  # fmt: skip


def link_record(link: ChainLink) -> dict[str, Any]:
    """The machine form of a link of a chain; ``uri`` is None for what is not held and for a body."""
    return {
        "role": link.role, "words": link.words, "number": link.number, "uri": link.head.uri if link.head else None,
        "state": link.state, "breaks": list(link.breaks),
    }  # fmt: skip


def _head_record(head: DocumentHead) -> dict[str, Any]:
    issued = head.issued.isoformat() if head.issued else None
    return {"name": head.name, "number": head.number, "issued": issued, "dated": head.dated, "uri": head.uri}


def as_json(facts: Sequence[PowerFact]) -> bytes:
    """A JSON array of :func:`power_record`."""
    return (json.dumps([power_record(fact) for fact in facts], ensure_ascii=False, indent=2) + "\n").encode()


def register_table(facts: Sequence[PowerFact], filters: str, on: date, base_url: str = "") -> Table:
    """The register on paper; ``filters`` says in words which part of it this is, ``on`` is the day of the review."""
    said = f"{filters} {len(facts)} ghi nhận. Lý do rà soát xét tại ngày {short_date(on)}.".strip()
    return Table(("Sổ ủy quyền, phân cấp", said), COLUMNS, _WIDTHS, rows(facts, base_url), _SIZE, _ADDRESS)


#: The files by their suffix.
FILES: dict[str, Callable[[Table], bytes]] = {"csv": csv_bytes, "xlsx": xlsx_bytes, "docx": docx_bytes}
