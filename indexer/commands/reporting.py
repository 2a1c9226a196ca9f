"""The command that answers a whole report: ``link``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

import click

from indexer.commands.common import FILE, OUT, data_option, json_option, print_json, write_whole
from indexer.findings import Finding
from indexer.findings_export import as_csv, as_docx, as_json, as_records
from indexer.generations import open_current
from indexer.reports import link_report, unlink_report

_TABLES: dict[str, Callable[[Sequence[Finding], str], bytes]] = {
    ".csv": lambda findings, name: as_csv(findings),
    ".json": lambda findings, name: as_json(findings),
    ".docx": as_docx,
}


@click.command()
@click.argument("report", type=FILE)
@click.option("-o", "--out", type=OUT, required=True, help="Tệp kết quả.")
@data_option
@click.option(
    "--base-url", default="http://127.0.0.1:8000", show_default=True, help="Địa chỉ máy chủ Căn Cứ của cơ quan."
)
@click.option(
    "--on", "day", type=click.DateTime(["%Y-%m-%d"]), help="Xét hiệu lực tại ngày này (mặc định: ngày của báo cáo)."
)
@click.option("--findings", "table", type=OUT, help="Ghi danh sách chỗ cần xem ra tệp .csv, .json hoặc .docx.")
@click.option("--unlink", is_flag=True, help="Gỡ các liên kết tới máy chủ này, không soát.")
@json_option
def link(
    report: Path,
    out: Path,
    data: Path,
    base_url: str,
    day: datetime | None,
    table: Path | None,
    unlink: bool,
    as_json: bool,
) -> None:
    """Gắn liên kết vào mọi viện dẫn trong báo cáo (DOCX, Markdown, TXT) và liệt kê chỗ cần xem.

    Định dạng của báo cáo được giữ nguyên. Mã thoát 1 khi có chỗ cần xem.

    \b
    cancu link bao-cao.docx -o bao-cao-lien-ket.docx
    cancu link bao-cao.docx -o bao-cao-lien-ket.docx --findings can-xem.docx
    cancu link bao-cao-lien-ket.docx -o bao-cao.docx --unlink
    """
    if _same(out, report) or (table and (_same(table, report) or _same(table, out))):
        raise click.UsageError("tệp kết quả, danh sách và báo cáo phải là các tệp khác nhau")
    if out.suffix.lower() != report.suffix.lower():
        raise click.UsageError(f"tệp kết quả phải có đuôi {report.suffix} như báo cáo")
    if table and table.suffix.lower() not in _TABLES:
        raise click.UsageError("danh sách chỗ cần xem ghi được ra .csv, .json, .docx")
    if unlink:
        _unlink(report, out, base_url)
        return
    on = day.date() if day else None
    linked = link_report(report.read_bytes(), report.name, open_current(data).catalogue, base_url, on=on)
    write_whole(out, linked.data)
    if table:
        write_whole(table, _TABLES[table.suffix.lower()](linked.findings, report.name))
    if as_json:
        print_json(as_records(linked.findings))
    else:
        for line in (*linked.findings, *linked.messages):
            click.echo(str(line))
        click.echo(f"{linked.count} liên kết, {len(linked.findings)} chỗ cần xem → {out}", err=True)
    raise SystemExit(1 if linked.findings else 0)


def _same(first: Path, second: Path) -> bool:
    """Whether two names lead to one file, be it there or not."""
    if first.exists() and second.exists():
        return first.samefile(second)
    return first.resolve() == second.resolve()


def _unlink(report: Path, out: Path, base_url: str) -> None:
    data, count = unlink_report(report.read_bytes(), report.name, base_url)
    write_whole(out, data)
    click.echo(f"đã gỡ {count} liên kết → {out}", err=True)
