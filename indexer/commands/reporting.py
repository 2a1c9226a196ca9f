"""The commands that answer a whole report: ``link`` and ``report check``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click

from indexer.authorities import AUTHORITY_FORMS
from indexer.commands.common import FILE, OUT, data_option, json_option, print_json, write_output
from indexer.commands.typed import DAY
from indexer.findings import SEVERITIES, Finding
from indexer.findings_export import as_csv, as_docx, as_json, as_records
from indexer.findings_grouping import grouped
from indexer.generations import open_current
from indexer.report_jobs import LinkedReport, Wishes
from indexer.reports import answer_report, unlink_report

_TABLES: dict[str, Callable[[Sequence[Finding], str], bytes]] = {
    ".csv": lambda findings, name: as_csv(findings),
    ".json": lambda findings, name: as_json(findings),
    ".docx": as_docx,
}
_OWN_SERVER = "http://127.0.0.1:8000"


def _day_option(command: Callable[..., Any]) -> Callable[..., Any]:
    words = "Xét hiệu lực tại ngày này (mặc định: ngày của báo cáo)."
    return click.option("--on", "day", type=DAY, help=words)(command)


def _tables_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The two tables that a report gives, and the level from which a script is told of findings."""
    for option in (
        click.option("--findings", "table", type=OUT, help="Ghi danh sách điều cần xem ra tệp .csv, .json hoặc .docx."),
        click.option("--authorities", "listed", type=OUT, help="Ghi danh mục văn bản viện dẫn (.docx .csv .json .md)."),
        click.option(
            "--fail-on", "level", type=click.Choice(SEVERITIES), default="note", show_default=True,
            help="Mã thoát 1 khi có điều cần xem từ mức này: error (sai), warning (cần xem), note (lưu ý).",
        ),
    ):  # fmt: skip
        command = option(command)
    return command


@click.command()
@click.argument("path", metavar="REPORT", type=FILE)
@click.option("-o", "--out", type=OUT, required=True, help="Tệp kết quả.")
@data_option
@click.option("--base-url", default=_OWN_SERVER, show_default=True, help="Địa chỉ máy chủ Căn Cứ của cơ quan.")
@click.option(
    "--to", "goal", type=click.Choice(["server", "official"]), default="server", show_default=True,
    help="Liên kết tới máy chủ của cơ quan, hay tới địa chỉ chính thức nếu đã biết.",
)  # fmt: skip
@_day_option
@click.option("--comments", is_flag=True, help="Ghi điều cần xem thành nhận xét trong tệp DOCX.")
@click.option("--fix", is_flag=True, help="Sửa những chỗ chắc chắn, dưới dạng thay đổi có theo dõi (DOCX).")
@click.option("--append-authorities", "append", is_flag=True, help="Thêm danh mục văn bản viện dẫn vào cuối tệp DOCX.")
@_tables_options
@click.option("--unlink", is_flag=True, help="Gỡ các liên kết tới máy chủ này, không kiểm tra.")
@json_option
def link(
    path: Path,
    out: Path,
    data: Path,
    base_url: str,
    goal: str,
    day: date | None,
    comments: bool,
    fix: bool,
    append: bool,
    table: Path | None,
    listed: Path | None,
    level: str,
    unlink: bool,
    as_json: bool,
) -> None:
    """Gắn liên kết vào mọi viện dẫn trong báo cáo (DOCX, ODT, HTML, Markdown, TXT) và liệt kê điều cần xem.

    Định dạng của báo cáo được giữ nguyên. Mã thoát: 0 không có gì, 1 có điều cần xem (--fail-on), 2 dùng sai lệnh hoặc
    không đọc được tệp.

    \b
    cancu link bao-cao.docx -o bao-cao-lien-ket.docx
    cancu link bao-cao.docx -o bao-cao-soat.docx --comments --fix --append-authorities
    cancu link bao-cao.docx -o bao-cao-lien-ket.docx --findings can-xem.docx
    cancu link bao-cao-lien-ket.docx -o bao-cao.docx --unlink
    """
    _must_differ([path, out, table, listed])
    if out.suffix.lower() != path.suffix.lower():
        raise click.UsageError(f"tệp kết quả phải có đuôi {path.suffix} như báo cáo")
    _must_be_tables(table, listed)
    if unlink:
        cleared, count = unlink_report(path.read_bytes(), path.name, base_url)
        write_output(out, cleared)
        click.echo(f"đã gỡ {count} liên kết → {out}", err=True)
        return
    wishes = Wishes(base_url, goal == "official", None, day, comments, fix, append)
    linked = answer_report(path.read_bytes(), path.name, open_current(data).catalogue, wishes)
    write_output(out, linked.data)
    _tell(linked, path.name, (table, listed), as_json=as_json)
    if not as_json:
        mended = f", {linked.fixed} chỗ đã sửa" if fix else ""
        click.echo(f"{linked.count} liên kết, {len(grouped(linked.findings))} điều cần xem{mended} → {out}", err=True)
    raise SystemExit(_exit_code(linked.findings, level))


@click.group()
def report() -> None:
    """Kiểm tra báo cáo trước khi ký."""


@report.command()
@click.argument("path", metavar="REPORT", type=FILE)
@data_option
@_day_option
@_tables_options
@json_option
def check(
    path: Path,
    data: Path,
    day: date | None,
    table: Path | None,
    listed: Path | None,
    level: str,
    as_json: bool,
) -> None:
    """Kiểm tra viện dẫn trong báo cáo và liệt kê điều cần xem; báo cáo để nguyên.

    Mã thoát như của lệnh link.

    \b
    cancu report check bao-cao.docx
    cancu report check bao-cao.docx --fail-on error --findings can-xem.csv --authorities danh-muc.docx
    """
    _must_differ([path, table, listed])
    _must_be_tables(table, listed)
    wishes = Wishes(_OWN_SERVER, on=day)
    checked = answer_report(path.read_bytes(), path.name, open_current(data).catalogue, wishes)
    _tell(checked, path.name, (table, listed), as_json=as_json)
    if not as_json:
        click.echo(f"{checked.citations} viện dẫn, {len(grouped(checked.findings))} điều cần xem", err=True)
    raise SystemExit(_exit_code(checked.findings, level))


def _tell(report: LinkedReport, name: str, files: tuple[Path | None, Path | None], *, as_json: bool) -> None:
    """Print the findings, and write the tables that are wished."""
    table, listed = files
    if table:
        write_output(table, _TABLES[table.suffix.lower()](report.findings, name))
    if listed:
        write_output(listed, AUTHORITY_FORMS[listed.suffix.lower()](report.authorities))
    if as_json:
        print_json(as_records(report.findings))
        return
    for line in (*grouped(report.findings), *report.messages):
        click.echo(str(line))


def _exit_code(findings: Sequence[Finding], level: str) -> int:
    most = [str(severity) for severity in SEVERITIES].index(level)
    return int(any(SEVERITIES.index(finding.severity) <= most for finding in findings))


def _must_be_tables(table: Path | None, listed: Path | None) -> None:
    if table and table.suffix.lower() not in _TABLES:
        raise click.UsageError("danh sách điều cần xem ghi được ra .csv, .json, .docx")
    if listed and listed.suffix.lower() not in AUTHORITY_FORMS:
        raise click.UsageError("danh mục văn bản viện dẫn ghi được ra .docx, .csv, .json, .md")


def _must_differ(paths: Sequence[Path | None]) -> None:
    given = [path for path in paths if path]
    if any(_same(path, other) for place, path in enumerate(given) for other in given[:place]):
        raise click.UsageError("tệp kết quả, danh sách và báo cáo phải là các tệp khác nhau")


def _same(first: Path, second: Path) -> bool:
    """Whether two names lead to one file, be it there or not."""
    if first.exists() and second.exists():
        return first.samefile(second)
    return first.resolve() == second.resolve()
