"""Commands that keep the collection: ``index``, ``import``, ``check``."""

from __future__ import annotations

from dataclasses import asdict, replace
from itertools import islice
from pathlib import Path

import click

from indexer.build import Changes, plan, update, usable
from indexer.build import check as check_corpus
from indexer.commands.common import (
    FOLDER,
    SOURCE,
    corpus_option,
    data_option,
    gate_option,
    json_option,
    print_json,
    progress_bars,
    write_output,
)
from indexer.folders import default_corpus
from indexer.phapdien import documents_of, import_articles, write_documents
from indexer.phapdien_package import read_package
from indexer.register import FOLDER as REGISTERS
from indexer.register import write_register
from indexer.register_import import COLUMN_LABELS, clean, read_raw
from indexer.work import give_way
from kb.documents import Fault
from kb.text import slug

#: With more new files than this their number is enough.
_MOST_NAMED = 50


@click.command()
@corpus_option
@data_option
@click.option("--all", "everything", is_flag=True, help="Dựng lại tất cả, không chỉ phần thay đổi.")
@click.option("--dry-run", is_flag=True, help="Chỉ cho biết sẽ làm gì.")
@gate_option
@json_option
def index(corpus: Path, data: Path, everything: bool, dry_run: bool, gate: bool, as_json: bool) -> None:
    """Cập nhật chỉ mục theo kho văn bản: chỉ phần thay đổi được đọc lại.

    Chỉ mục cũ vẫn phục vụ cho đến khi chỉ mục mới ghi xong.
    """
    if dry_run:
        _print_plan(corpus, data, everything, as_json)
        return
    give_way()
    with progress_bars() as show:
        report = update(corpus, data, everything=everything, gate=gate, progress=show)
    counts = report.generation.catalogue.counts()
    if as_json:
        name, seconds = report.generation.name, round(report.seconds, 2)
        print_json(
            {"generation": name, "seconds": seconds, "changes": asdict(report.changes), "counts": asdict(counts)}
        )
        return
    changes = report.changes
    if changes.everything or len(changes.added) <= _MOST_NAMED:
        _print_changes(replace(changes, added=()) if changes.everything else changes)
    for fault in report.faults:
        _print_fault(fault)
    click.echo(
        f"Chỉ mục {report.generation.name}: thêm {len(changes.added)}, đổi {len(changes.changed)}, "
        f"bỏ {len(changes.removed)}; {counts.documents} văn bản, {counts.provisions} điều khoản, "
        f"{counts.delegations} câu giao quyền, {counts.faults} lỗi; {report.seconds:.1f} giây"
    )


def _print_plan(corpus: Path, data: Path, everything: bool, as_json: bool) -> None:
    changes = plan(corpus, usable(data), everything=everything)
    if as_json:
        print_json(asdict(changes))
        return
    _print_changes(changes)
    why = f"; dựng lại tất cả: {changes.everything}" if changes.everything else ""
    sums = f"thêm {len(changes.added)}, đổi {len(changes.changed)}, bỏ {len(changes.removed)}"
    click.echo(f"Sẽ {sums}{why}. Chưa làm gì." if changes else "Chỉ mục đã khớp với kho, không có gì để làm.")


def _print_changes(changes: Changes) -> None:
    for mark, paths in (("+", changes.added), ("~", changes.changed), ("-", changes.removed)):
        for path in paths:
            click.echo(f"{mark} {path}")


@click.command()
@corpus_option
@json_option
def check(corpus: Path, as_json: bool) -> None:
    """Tìm lỗi trong kho văn bản, có tên tệp và dòng. Mã thoát 1 khi có lỗi."""
    faults = check_corpus(corpus)
    if as_json:
        print_json([asdict(fault) for fault in faults])
    else:
        for fault in faults:
            _print_fault(fault)
        click.echo(f"{len(faults)} lỗi", err=True)
    raise SystemExit(1 if any(fault.severity == "error" for fault in faults) else 0)


def _print_fault(fault: Fault) -> None:
    hint = f" ({fault.hint})" if fault.hint else ""
    click.echo(f"{fault.file}:{fault.line or 1}: {_SEVERITY[fault.severity]}: {fault.message}{hint}")


_SEVERITY = {"error": "lỗi", "warning": "cần xem", "note": "ghi chú"}


class _Import(click.Command):
    """Takes ``--register FILE`` for ``register FILE``: a register is asked for in both ways."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        return super().parse_args(ctx, ["register" if arg == "--register" else arg for arg in args])


@click.command("import", cls=_Import)
@click.argument("kind", type=click.Choice(["phapdien", "register"]))
@click.argument("file", type=SOURCE)
@click.option("--corpus", type=FOLDER, help="Thư mục kho để ghi vào; phapdien: bắt buộc.")
@click.option("--limit", type=int, help="Chỉ lấy bấy nhiêu điều đầu tiên (phapdien).")
@click.option("--issuer", help="Cơ quan ban hành, khi danh mục không có cột ấy (register).")
@click.option("--yes", is_flag=True, help="Không hỏi lại (register).")
def import_(kind: str, file: Path, corpus: Path | None, limit: int | None, issuer: str | None, yes: bool) -> None:
    """Nhập cả một bộ sưu tập. KIND: phapdien (Bộ Pháp điển: thư mục của gói ngoại tuyến chính thức,
    hoặc tệp mỗi dòng một điều, .jsonl, .jsonl.gz); register (danh
    mục văn bản không có toàn văn, .csv, .tsv, .xlsx: cột nào là gì được cho xem trước khi ghi).

    \b
    cancu import phapdien BoPhapDienDienTu/ --corpus kho-phap-dien
    cancu import phapdien phapdien.jsonl.gz --corpus kho-phap-dien
    cancu import --register danh-muc.xlsx
    cancu index --corpus kho-phap-dien --data chi-muc-phap-dien
    """
    if kind == "register":
        if file.is_dir():
            raise click.UsageError(f"{file}: đây là thư mục, không phải tệp")
        _import_register(file, corpus or default_corpus(), issuer, yes)
        return
    if corpus is None:  # thousands of documents belong into no corpus by accident
        raise click.UsageError("thiếu --corpus: nêu thư mục kho để ghi vào")
    with progress_bars() as show:
        if file.is_dir():
            documents = list(documents_of(islice(read_package(file), limit)))
            count = write_documents(documents, corpus, lambda done: show("Ghi văn bản", done, len(documents)))
        else:
            count = import_articles(file, corpus, limit, lambda done: show("Ghi văn bản", done, done))
    click.echo(f"{count} văn bản trong {corpus} (loại nguồn: {kind})")


def _import_register(file: Path, corpus: Path, issuer: str | None, yes: bool) -> None:
    """Shows how the columns were understood, asks, and writes the cleaned register into the corpus."""
    raw = read_raw(file)
    cleaned = clean(raw, issuer)
    path = corpus / REGISTERS / f"{slug(file.stem) or 'danh-muc'}.tsv"
    for field, place in raw.columns.items():
        click.echo(f"  {COLUMN_LABELS[field]:<16} ← {raw.header[place]}")
    if raw.ignored:
        click.echo(f"  không dùng       ← {', '.join(raw.ignored)}")
    click.echo(f"{len(cleaned.documents)} văn bản; ví dụ:")
    for known in cleaned.documents[:3]:
        click.echo(f"  {known.told[:160]}")
    for line, number in cleaned.left_out[:5]:
        click.echo(f"  ! dòng {line}: bỏ, không đọc được số hiệu {number!r}")
    if len(cleaned.left_out) > 5:
        click.echo(f"  ! và {len(cleaned.left_out) - 5} dòng khác cũng bị bỏ")
    question = f"Thay {path}?" if path.exists() else f"Ghi {path}?"
    if not yes and not click.confirm(question, default=True):
        raise SystemExit(1)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_output(path, write_register(cleaned.documents))
    click.echo(f"{len(cleaned.documents)} văn bản đã biết trong {path}; chạy cancu index để dùng")
