"""The command ``add``: files, folders, scans."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import click

from indexer.commands.common import (
    OUT,
    SOURCE,
    corpus_option,
    data_option,
    json_option,
    print_json,
    progress_bars,
    write_output,
)
from indexer.draft_fields import TO_CONFIRM
from indexer.folder_import import FolderReport, add_folder, files_in
from indexer.ingest import Added, add_files
from indexer.scans import Stated, keep_for_later, missing, read_scans, with_stated
from kb.dates import parse_date, short_date
from kb.documents import Document
from kb.errors import KbError

_OUTCOMES = {"added": "đã thêm", "replaced": "đã thay", "same": "đã có, không đổi", "refused": "không thêm:"}
_SHOWN = 20


class _Day(click.ParamType):  # type: ignore[type-arg]  # not generic before click 8.5
    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day, or a message."""
        day = value if isinstance(value, date) else parse_date(str(value))
        if day is None:
            self.fail(f"{value!r} không phải ngày; viết như 05/03/2024", param, ctx)
        return day


@click.command()
@click.argument("files", nargs=-1, type=SOURCE, required=True)
@corpus_option
@data_option
@click.option("--overwrite", is_flag=True, help="Thay bản đang có trong kho (bản gốc cũ vẫn giữ).")
@click.option("--yes", is_flag=True, help="Không hỏi lại; với --ocr: số, ngày, cơ quan đã được đối chiếu.")
@click.option("--ocr", is_flag=True, help="Đọc bản quét (PDF là ảnh, PNG, JPG, TIFF) bằng máy nhận dạng chữ.")
@click.option("--number", help="Số, ký hiệu đúng của văn bản (chỉ với một tệp).")
@click.option("--date", "issued", type=_Day(), help="Ngày ban hành đúng, như 05/03/2024 (chỉ với một tệp).")
@click.option("--issuer", help="Cơ quan ban hành đúng (chỉ với một tệp).")
@click.option("--report", type=OUT, help="Ghi kết quả từng tệp vào tệp .json hoặc .csv.")
@json_option
def add(
    files: tuple[Path, ...],
    corpus: Path,
    data: Path,
    overwrite: bool,
    yes: bool,
    ocr: bool,
    number: str | None,
    issued: date | None,
    issuer: str | None,
    report: Path | None,
    as_json: bool,
) -> None:
    """Thêm văn bản vào kho: đọc, cho xem lại, ghi thành Markdown, tìm được ngay.

    Cho một thư mục thì mọi văn bản trong đó được thêm, không hỏi; dừng giữa chừng rồi chạy lại thì làm tiếp.

    \b
    cancu add nghi-dinh-moi.pdf
    cancu add van-ban-den/ --report ket-qua.csv
    cancu add --ocr quyet-dinh-quet.pdf --number 47/2025/QĐ-UBND --date 14/05/2025
    """
    stated = Stated(number, issued, issuer)
    if report is not None and report.suffix.lower() not in {".json", ".csv"}:
        raise click.UsageError("--report cần tên tệp .json hoặc .csv")
    if stated and (len(files) > 1 or files[0].is_dir()):
        raise click.UsageError("--number, --date, --issuer chỉ dùng với một tệp")
    if ocr:
        _add_scans(files, corpus, data, stated, yes=yes, overwrite=overwrite, as_json=as_json)
    elif report is not None or any(path.is_dir() for path in files):
        _add_folder(files, corpus, data, report, overwrite=overwrite, as_json=as_json)
    else:
        _add_files(files, corpus, data, stated, yes=yes, overwrite=overwrite, as_json=as_json)


def _add_files(
    files: tuple[Path, ...], corpus: Path, data: Path, stated: Stated, *, yes: bool, overwrite: bool, as_json: bool
) -> None:
    interactive = not yes and sys.stdin.isatty()
    reviewed = {files[0]: with_stated(files[0], stated)} if stated else None
    with progress_bars() as show:
        found = add_files(
            files, corpus, data, overwrite=overwrite, confirm=_confirm if interactive else None, reviewed=reviewed,
            progress=show,
        ).files  # fmt: skip
    _finish(found, as_json)


def _finish(found: tuple[Added, ...], as_json: bool, waiting: int = 0) -> None:
    if as_json:
        print_json([_added_record(file) for file in found])
    else:
        for file in found:
            _print_added(file)
    raise SystemExit(1 if waiting or any(file.outcome == "refused" for file in found) else 0)


def _print_added(file: Added) -> None:
    name = file.document.name if file.document else ""
    parts = (_OUTCOMES[file.outcome], name, file.path or "", file.message)
    click.echo(f"{file.source.name}: {' '.join(part for part in parts if part)}")
    for fault in file.faults:
        click.echo(f"  ! {fault.message}")


def _added_record(file: Added) -> dict[str, Any]:
    number = file.document.number if file.document else None
    faults = [fault.message for fault in file.faults]
    return {
        "file": file.source.name, "outcome": file.outcome, "reason": file.reason, "number": number, "path": file.path,
        "message": file.message, "faults": faults,
    }  # fmt: skip


def _confirm(document: Document) -> bool:
    """Shows what was read and asks whether to keep it."""
    click.echo(f"\n{document.name}\n  Trích yếu: {document.title}\n  Cơ quan: {document.issuer or 'không rõ'}")
    click.echo(f"  Ngày: {document.issued or 'không rõ'}   Số điều khoản: {len(document.provisions)}")
    for fault in document.faults:
        click.echo(f"  ! {fault.message}")
    return click.confirm("Thêm vào kho?", default=True)


def _add_folder(
    places: tuple[Path, ...], corpus: Path, data: Path, out: Path | None, *, overwrite: bool, as_json: bool
) -> None:
    """Adds all files of folders; tells what became of them, also when it is stopped."""
    files = files_in(places)
    if not files:
        raise KbError("không có tệp văn bản nào", where=str(places[0]), hint="chọn thư mục có .docx, .pdf, .html …")
    report = FolderReport(len(files))
    try:
        with progress_bars() as show:
            add_folder(files, corpus, data, report, overwrite=overwrite, progress=show)
    finally:
        if out is not None:
            write_output(
                out, (report.as_json() if out.suffix.lower() == ".json" else "\ufeff" + report.as_csv()).encode()
            )
        if as_json:
            click.echo(report.as_json(), nl=False)
        elif report.files:
            _print_report(report, out)
    raise SystemExit(1 if any(file.outcome == "refused" for file in report.files) else 0)


def _print_report(report: FolderReport, out: Path | None) -> None:
    refused = [file for file in report.files if file.outcome == "refused"]
    for file in refused[:_SHOWN]:
        click.echo(f"{file.file}: {file.message}")
    if len(refused) > _SHOWN:
        click.echo(f"… và {len(refused) - _SHOWN} tệp khác{'' if out else '; thêm --report TỆP.csv để xem đủ'}")
    width = max(len(words) for words, _ in report.table())
    click.echo()
    for words, count in report.table():
        click.echo(f"{words:<{width}} {count:>6}")
    doubtful = sum(1 for file in report.files if file.outcome in {"added", "replaced"} and file.faults)
    if doubtful:
        click.echo(f"{'Trong số đã thêm, cần xem lại':<{width}} {doubtful:>6}")
    if report.stopped:
        click.echo("Đã dừng giữa chừng. Văn bản đã thêm còn nguyên trong kho; chạy lại lệnh này để làm tiếp.")


def _add_scans(
    places: tuple[Path, ...], corpus: Path, data: Path, stated: Stated, *, yes: bool, overwrite: bool, as_json: bool
) -> None:
    """Reads scans, has their number, day and issuer confirmed, adds those, and keeps the others as drafts."""
    files = [path for path, _ in files_in(places)]
    with progress_bars() as show:
        read = list(read_scans(files, stated, show))
    confirmed: dict[Path, Document] = {}
    waiting = 0
    for scan in read:
        if scan.document is None:
            click.echo(f"{scan.path.name}: {scan.message}", err=True)
        elif (
            stated.complete
            or (yes and not missing(scan.document))
            or (sys.stdin.isatty() and _compared(scan.path, scan.document))
        ):
            confirmed[scan.path] = replace(scan.document, checked=(*scan.document.checked, *TO_CONFIRM))
        else:
            waiting += 1
            keep_for_later(corpus, scan.path, scan.document)
            _print_head(scan.path, scan.document)
            click.echo("  Chưa tính vào kho: chờ đối chiếu ở trang Nhập văn bản,", err=True)
            click.echo("  hoặc chạy lại với --yes khi đúng, --number, --date, --issuer khi cần sửa.", err=True)
    failed = sum(scan.document is None for scan in read)
    if not confirmed:
        raise SystemExit(1)
    with progress_bars() as show:
        found = add_files(list(confirmed), corpus, data, overwrite=overwrite, reviewed=confirmed, progress=show).files
    _finish(found, as_json, waiting + failed)


def _compared(path: Path, document: Document) -> bool:
    _print_head(path, document)
    return click.confirm("Đã so với bản gốc, số, ngày và cơ quan đúng?", default=False)


def _print_head(path: Path, document: Document) -> None:
    day = short_date(document.issued) if document.issued else "không đọc được"
    click.echo(f"\n{path.name}: chữ do máy đọc (OCR)", err=True)
    click.echo(f"  Số, ký hiệu: {document.number or 'không đọc được'}", err=True)
    click.echo(f"  Ngày:        {day}", err=True)
    click.echo(f"  Cơ quan:     {document.issuer or 'không đọc được'}", err=True)
    click.echo(f"  Trích yếu:   {document.title}", err=True)
    for fault in document.faults:
        click.echo(f"  ! {fault.message}", err=True)
