"""The command to work through the delegations that nobody has judged yet: ``review``."""

from __future__ import annotations

from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

import click

from indexer.commands.common import corpus_option, json_option, print_json
from indexer.corrections import Entry, correct, judge, judged, state, unconfirmed, undo
from indexer.judged_fields import FIELDS
from kb.delegations import STANCE_LABELS

_ACTS = ("confirm", "reject", "correct", "undo", "add")
_TOLD = {"confirm": "xác nhận", "reject": "bác bỏ", "correct": "sửa", "undo": "hoàn tác", "add": "thêm"}


@click.command()
@corpus_option
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="Số mục in ra.")
@click.option("--judged", "of_judged", is_flag=True, help="Liệt kê các mục đã xét (kèm ai, khi nào) thay vì chưa xét.")
@click.option("--confirm", metavar="ID", help="Xác nhận mục này là đúng.")
@click.option("--reject", metavar="ID", help="Mục này không phải ủy quyền: ẩn đi.")
@click.option("--correct", metavar="ID", help="Xác nhận mục này với các trường ghi ở --set.")
@click.option("--undo", metavar="ID", help="Bỏ ý kiến đã ghi (xem --judged): mục trở lại như máy tìm ra.")
@click.option("--add", metavar="TÊN-TỆP", help="Thêm mục vào văn bản này, với --evidence và --set.")
@click.option("--evidence", default="", metavar="CÂU", help="Câu chứng minh, chép nguyên văn từ văn bản.")
@click.option("--set", "fields", multiple=True, metavar="TRƯỜNG=GIÁ TRỊ", help=f"Trường: {', '.join(FIELDS)}.")
@click.option("--by", default="", metavar="TÊN", help="Người xét.")
@json_option
def review(
    corpus: Path, limit: int, of_judged: bool, evidence: str, fields: tuple[str, ...], by: str, as_json: bool,
    **acts: str | None,
) -> None:  # fmt: skip
    """Các mục ủy quyền, phân cấp do máy tìm ra mà chưa ai xét: xác nhận, sửa, bác bỏ, hoàn tác; thêm mục mới.

    Ý kiến được ghi vào phần khai báo của tệp văn bản, kèm tên và ngày; chạy cancu index để đưa vào sổ. Trang Rà soát
    (/so-uy-quyen/ra-soat) làm cùng việc ấy.

    \b
    cancu review --limit 5
    cancu review --confirm quyet-dinh-12-2024-qd-ubnd#1a2b3c4d --by "Nguyễn An"
    cancu review --correct quyet-dinh-12-2024-qd-ubnd#1a2b3c4d --set "delegate=Sở Nội vụ" --by "Nguyễn An"
    """
    chosen = {act: name for act in _ACTS if (name := acts[act])}
    if not chosen:
        listed = judged(corpus) if of_judged else unconfirmed(corpus)
        _show([_record(entry) for entry in islice(listed, limit)], as_json)
        return
    if len(chosen) > 1:
        raise click.UsageError("chỉ một trong --confirm, --reject, --correct, --undo, --add")
    [(act, name)] = chosen.items()
    if act != "undo" and not by.strip():
        raise click.UsageError("thiếu --by: ai xét")
    entry = _done(corpus, act, name, evidence, _typed(fields), by)
    click.echo(f"Đã {_TOLD[act]}: {entry.evidence}")


def _done(corpus: Path, act: str, name: str, evidence: str, values: dict[str, str], by: str) -> Entry:
    today = date.today()
    if act == "undo":
        return undo(corpus, name)
    if act == "add":
        return state(corpus, name, evidence, values, by, today)
    if act == "correct":
        return correct(corpus, name, values, by, today)
    return judge(corpus, name, "confirmed" if act == "confirm" else "rejected", by, today)


def _typed(fields: tuple[str, ...]) -> dict[str, str]:
    pairs = [field.partition("=") for field in fields]
    if wrong := [name for name, equals, _ in pairs if not equals]:
        raise click.UsageError(f'--set {wrong[0]}: viết như --set "delegate=Sở Nội vụ"')
    return {name.strip(): value for name, _, value in pairs}


def _record(entry: Entry) -> dict[str, Any]:
    return {"id": entry.id, "document": entry.document.number or entry.document.title, **entry.fact.as_json(),
            "evidence": entry.evidence, "vouched": entry.fact.vouched}  # fmt: skip


def _show(records: list[dict[str, Any]], as_json: bool) -> None:
    if as_json:
        print_json(records)
        return
    for record in records:
        parties = f"{record['delegator'] or '?'} → {record['delegate'] or '?'}"
        click.echo(f"{record['id']}\n  {STANCE_LABELS[record['stance']]}: {parties}; {'; '.join(record['powers'])}")
        click.echo(f"  {record['document']}: “{record['evidence']}”\n  {record['vouched']}")
    if not records:
        click.echo("Không còn mục nào.")
