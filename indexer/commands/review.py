"""The command to work through the delegations that nobody has judged yet: ``review``."""

from __future__ import annotations

from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

import click

from indexer.commands.common import corpus_option, json_option, print_json
from indexer.corrections import Unconfirmed, judge, unconfirmed
from kb.delegations import STANCE_LABELS


@click.command()
@corpus_option
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="Số mục in ra.")
@click.option("--confirm", "confirmed", metavar="ID", help="Xác nhận mục này là đúng.")
@click.option("--reject", "rejected", metavar="ID", help="Mục này không phải ủy quyền: ẩn đi.")
@click.option("--by", default="", metavar="TÊN", help="Người xác nhận hoặc bác bỏ.")
@json_option
def review(corpus: Path, limit: int, confirmed: str | None, rejected: str | None, by: str, as_json: bool) -> None:
    """Các mục ủy quyền, phân cấp do máy tìm ra mà chưa ai xác nhận.

    Ý kiến được ghi vào phần khai báo của tệp văn bản, kèm tên và ngày; chạy cancu index để đưa vào sổ.

    \b
    cancu review --limit 5
    cancu review --confirm quyet-dinh-12-2024-qd-ubnd#1a2b3c4d --by "Nguyễn An"
    """
    chosen = confirmed or rejected
    if chosen is None:
        _show([_record(entry) for entry in islice(unconfirmed(corpus), limit)], as_json)
        return
    if confirmed and rejected:
        raise click.UsageError("chỉ một trong --confirm, --reject")
    if not by.strip():
        raise click.UsageError("thiếu --by: ai xác nhận")
    entry = judge(corpus, chosen, "confirmed" if confirmed else "rejected", by, date.today())
    click.echo(f"Đã {'xác nhận' if confirmed else 'bác bỏ'}: {entry.evidence}")


def _record(entry: Unconfirmed) -> dict[str, Any]:
    return {"id": entry.id, "document": entry.document.number or entry.document.title, **entry.fact.as_json(),
            "evidence": entry.evidence}  # fmt: skip


def _show(records: list[dict[str, Any]], as_json: bool) -> None:
    if as_json:
        print_json(records)
        return
    for record in records:
        parties = f"{record['delegator'] or '?'} → {record['delegate'] or '?'}"
        click.echo(f"{record['id']}\n  {STANCE_LABELS[record['stance']]}: {parties}; {'; '.join(record['powers'])}")
        click.echo(f"  {record['document']}: “{record['evidence']}”")
    if not records:
        click.echo("Không còn mục nào chưa xác nhận.")
