"""The commands that remember reports: ``report add``, ``list``, ``touched``, ``remove``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path

import click

from indexer.authorities import Authority
from indexer.commands.common import FILE, corpus_option, data_option, json_option, print_json
from indexer.commands.reporting import report
from indexer.generations import open_current
from indexer.limited import within_limits
from indexer.readers import read_bytes
from indexer.remembered_reports import (
    RememberedReport,
    Standings,
    Touch,
    find_report,
    keep_report,
    looked_at,
    read_reports,
    remembered,
    remove_report,
    restore_report,
    touched,
)
from indexer.report_jobs import Wishes
from indexer.reports import answer_in_child
from kb.dates import short_date

__all__ = ["report"]


@report.command()
@click.argument("path", metavar="REPORT", type=FILE)
@click.option("--name", help="Tên để nhớ (mặc định: tên tệp).")
@click.option("--keep-text", is_flag=True, help="Giữ cả chữ của báo cáo, không chỉ những văn bản được dẫn.")
@click.option("--replace", "anew", is_flag=True, help="Thay báo cáo đã nhớ cùng tên.")
@corpus_option
@data_option
def add(path: Path, name: str | None, keep_text: bool, anew: bool, corpus: Path, data: Path) -> None:
    """Nhớ báo cáo dẫn những văn bản nào, để biết khi văn bản ấy thay đổi. Chữ của báo cáo không được giữ.

    \b
    cancu report add bao-cao.docx
    cancu report add bao-cao.docx --name "Báo cáo quý I năm 2026"
    """
    catalogue = open_current(data).catalogue
    content = path.read_bytes()
    authorities, text = within_limits(read_in_child, content, path.name, catalogue.path, keep_text, where=path.name)
    kept = remembered(name or path.stem, path.name, authorities, catalogue, date.today(), text)
    keep_report(corpus, kept, anew=anew)
    click.echo(f"đã nhớ “{kept.name}”: dẫn {len(kept.cites)} văn bản")


def read_in_child(data: bytes, name: str, catalogue: Path, keep_text: bool) -> tuple[tuple[Authority, ...], str]:
    """What a report cites, and its text where that is kept: what :func:`indexer.limited.within_limits` calls.

    Raises :class:`~indexer.readers.errors.UnreadableFile` for files that cannot be read or are of another kind.
    """
    authorities = answer_in_child(data, name, catalogue, Wishes("")).authorities
    text = "\n".join(block.text for block in read_bytes(data, name).blocks) + "\n" if keep_text else ""
    return authorities, text


@report.command("list")
@corpus_option
@json_option
def list_(corpus: Path, as_json: bool) -> None:
    """Liệt kê các báo cáo đã nhớ. Mã thoát 1 khi chưa nhớ báo cáo nào."""
    reports = _readable(corpus)
    if as_json:
        print_json([_record(entry) for entry in reports])
    else:
        for entry in reports:
            click.echo(f"{entry.name}: dẫn {len(entry.cites)} văn bản, nhớ ngày {short_date(entry.added)}")
    raise SystemExit(int(not reports))


@report.command("touched")
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option("--seen", is_flag=True, help="Ghi nhận đã xem: lần sau chỉ báo thay đổi mới.")
@corpus_option
@data_option
@json_option
def touched_(names: tuple[str, ...], seen: bool, corpus: Path, data: Path, as_json: bool) -> None:
    """Báo cáo đã nhớ nào dẫn văn bản nay đã thay đổi: hiệu lực, sửa đổi, thay thế, nay có hay không còn trong kho.

    Mã thoát 1 khi có báo cáo như thế, để dùng trong lệnh định kỳ.

    \b
    cancu report touched
    cancu report touched "Báo cáo quý I năm 2026" --seen
    """
    catalogue, today = open_current(data).catalogue, date.today()
    reports = [find_report(corpus, name) for name in names] if names else _readable(corpus)
    standings = Standings(catalogue, today)
    found = [(entry, touches) for entry in reports if (touches := touched(entry, standings))]
    if as_json:
        print_json([_touched_record(entry, touches) for entry, touches in found])
    else:
        for entry, touches in found:
            _tell(entry, touches)
    for entry, _ in found if seen else ():
        keep_report(corpus, looked_at(entry, catalogue, today), anew=True)
    raise SystemExit(int(bool(found)))


@report.command()
@click.argument("name")
@click.option("--yes", is_flag=True, help="Không hỏi lại.")
@click.option("--undo", is_flag=True, help="Lấy lại báo cáo vừa bỏ.")
@corpus_option
def remove(name: str, yes: bool, undo: bool, corpus: Path) -> None:
    """Thôi nhớ một báo cáo; --undo lấy lại.

    \b
    cancu report remove "Báo cáo quý I năm 2026"
    cancu report remove "Báo cáo quý I năm 2026" --undo
    """
    if undo:
        click.echo(f"đã lấy lại “{restore_report(corpus, name).name}”")
        return
    entry = find_report(corpus, name)
    if not yes:
        click.confirm(f"Thôi nhớ “{entry.name}” ({len(entry.cites)} văn bản được dẫn)?", abort=True)
    remove_report(corpus, entry.id)
    click.echo(f"đã bỏ “{entry.name}”; lấy lại: cancu report remove {entry.id} --undo")


def _readable(corpus: Path) -> Sequence[RememberedReport]:
    reports, faults = read_reports(corpus)
    for fault in faults:
        click.echo(str(fault), err=True)
    return reports


def _tell(entry: RememberedReport, touches: Sequence[Touch]) -> None:
    click.echo(f"{entry.name} (xem lần trước ngày {short_date(entry.looked)}):")
    for touch in touches:
        click.echo(f"  {touch.cited.name}")
        for change in touch.changes:
            click.echo(f"    {change}")


def _record(entry: RememberedReport) -> dict[str, object]:
    """The machine form, without the text."""
    record = asdict(entry) | {"added": entry.added.isoformat(), "looked": entry.looked.isoformat()}
    record.pop("text")
    return record | {"text_kept": bool(entry.text)}


def _touched_record(entry: RememberedReport, touches: Sequence[Touch]) -> dict[str, object]:
    told = [
        {"document": touch.cited.name, "uri": touch.uri, "changes": touch.changes, "places": touch.cited.places}
        for touch in touches
    ]
    return {"id": entry.id, "name": entry.name, "looked": entry.looked.isoformat(), "touched": told}
