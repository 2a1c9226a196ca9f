"""Commands that look after the index and the collection: ``history``, ``rollback``, ``doctor``, ``backup``,
``restore``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

import click

from indexer.arrivals import read_arrivals
from indexer.backup import back_up
from indexer.backup import restore as put_back
from indexer.commands.common import corpus_option, data_option, json_option, print_json
from indexer.disk import telling
from indexer.doctor import Check, examine
from indexer.generations import switch_back, writing
from indexer.history import Event, Moved, difference, record_rollback
from indexer.history import history as events_of
from indexer.pointer import current_name

_MARKS = {"ok": "✓", "warning": "!", "error": "✗"}


def _name(number: str) -> str:
    """A generation as it is called on disk; people leave the zeros out."""
    return number.zfill(6) if number.isdecimal() else number


@click.command()
@click.argument("generations", nargs=-1, metavar="[CŨ MỚI]")
@data_option
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="Chỉ bấy nhiêu lần gần nhất.")
@json_option
def history(generations: tuple[str, ...], data: Path, limit: int, as_json: bool) -> None:
    """Lịch sử chỉ mục: mỗi bản có khi nào, do việc gì, thêm bớt văn bản nào, câu hỏi đã lưu nào đổi câu trả lời.

    Với hai số: khác nhau ra sao.

    \b
    cancu history
    cancu history 12 15
    """
    if len(generations) not in (0, 2):
        raise click.UsageError("cho hai số bản chỉ mục, hoặc không số nào")
    events = events_of(data)
    if generations:
        older, newer = sorted(map(_name, generations))
        found = difference(events, older, newer)
        if as_json:
            print_json(asdict(found))
            return
        _print_moves(found.added, found.changed, found.removed)
        click.echo(
            f"Từ {older} tới {newer}: thêm {len(found.added)}, đổi {len(found.changed)}, bỏ {len(found.removed)}"
        )
        return
    if as_json:
        print_json([asdict(event) | {"questions": _answered_anew(data, event)} for event in events[:limit]])
        return
    serving = current_name(data)
    for event in events[:limit]:
        _print_event(event, event.generation == serving)
        for told in _answered_anew(data, event):
            click.echo(f"    ? {told}")
    if not events:
        click.echo("Chưa có lần cập nhật nào được ghi.")


def _answered_anew(data: Path, event: Event) -> list[str]:
    """The saved questions that a generation answers in another way than the one before, as sentences."""
    told = read_arrivals(data, event.generation) if event.kind != "rollback" else None
    return [line.sentence for line in told.of_kind("question")] if told else []


def _print_event(event: Event, serving: bool) -> None:
    day = datetime.fromisoformat(event.at).strftime("%d/%m/%Y %H:%M")
    mark = "*" if serving else " "
    if event.kind == "rollback":
        click.echo(f"{mark} {event.generation}  {day}  trở về bản này từ {event.before or 'không rõ'}")
        return
    added, changed, removed = event.sums
    counts = event.counts or {}
    why = f" (dựng lại tất cả: {event.why})" if event.why else ""
    click.echo(
        f"{mark} {event.generation}  {day}  {event.cause}{why}: thêm {added}, đổi {changed}, bỏ {removed}; "
        f"{counts.get('documents', 0)} văn bản, {counts.get('provisions', 0)} điều khoản; {event.seconds:.1f} giây"
    )
    if sum(event.sums) <= 10:
        _print_moves(event.added, event.changed, event.removed)


def _print_moves(added: Iterable[Moved], changed: Iterable[Moved], removed: Iterable[Moved]) -> None:
    for mark, moves in (("+", added), ("~", changed), ("-", removed)):
        for moved in moves:
            click.echo(f"    {mark} {moved.name or moved.path}")


@click.command()
@click.argument("generation", required=False, metavar="[SỐ]")
@data_option
def rollback(generation: str | None, data: Path) -> None:
    """Trở về bản chỉ mục trước (hoặc bản có SỐ ấy, nếu còn giữ). Trang đang mở tự chuyển theo, không cần chạy lại.

    Kho văn bản không đổi: lần cancu index tới lại theo đúng kho. Bản vừa rời được giữ tới khi có bản mới.

    \b
    cancu rollback
    cancu rollback 15
    """
    with telling(str(data)), writing(data, "cancu rollback"):
        before = current_name(data)
        serving = switch_back(data, _name(generation) if generation else None)
        record_rollback(data, serving, before)
    counts = serving.catalogue.counts()
    click.echo(f"Đang dùng chỉ mục {serving.name}: {counts.documents} văn bản, {counts.provisions} điều khoản.")
    click.echo("Kho văn bản không đổi; cancu index sẽ cập nhật lại theo kho.")


@click.command()
@corpus_option
@data_option
@json_option
def doctor(corpus: Path, data: Path, as_json: bool) -> None:
    """Khám toàn bộ: phiên bản, mô hình, đĩa, quyền, chỉ mục, kho, đồng hồ; chỗ nào hỏng thì nói cách sửa.

    Không đổi gì. Mã thoát 1 khi có chỗ hỏng.
    """
    checks = []
    for check in examine(corpus, data):
        checks.append(check)
        if not as_json:
            _print_check(check)
    if as_json:
        print_json([asdict(check) for check in checks])
    raise SystemExit(1 if any(check.state == "error" for check in checks) else 0)


def _print_check(check: Check) -> None:
    click.echo(f"{_MARKS[check.state]} {check.name}: {check.found}")
    if check.advice:
        click.echo(f"    → {check.advice}")


@click.command()
@click.argument("target", type=click.Path(path_type=Path))
@corpus_option
@data_option
def backup(target: Path, corpus: Path, data: Path) -> None:
    """Sao lưu kho văn bản, bản gốc, câu hỏi đã lưu và những gì cán bộ đã ghi. TARGET: tệp .zip, hoặc một thư mục mới.

    Chỉ mục không nằm trong đó, vì dựng lại được từ kho.

    \b
    cancu backup sao-luu-2026-11-24.zip
    """
    made = back_up(corpus, data, target)
    click.echo(f"{target}: {made.documents} văn bản, {len(made.files)} tệp, {made.size // 1024} KB; đã kiểm tra lại")


@click.command()
@click.argument("source", type=click.Path(path_type=Path, exists=True))
@corpus_option
@data_option
@click.option("--force", is_flag=True, help="Thay kho đang có; kho ấy được cất sang bên.")
def restore(source: Path, corpus: Path, data: Path, force: bool) -> None:
    """Khôi phục từ một bản sao lưu (tệp .zip hoặc thư mục), rồi cập nhật chỉ mục.

    Mọi tệp được kiểm tra trước khi ghi. Kho đang có không bị ghi đè: với --force nó được cất thành một bản sao lưu, và
    khôi phục bản ấy là trở lại như cũ.

    \b
    cancu restore sao-luu-2026-11-24.zip
    """
    done = put_back(source, corpus, data, force=force)
    counts = done.update.generation.catalogue.counts()
    click.echo(f"Đã khôi phục {done.backup.documents} văn bản (bản sao lưu lúc {done.backup.made}).")
    click.echo(f"Chỉ mục {done.update.generation.name}: {counts.documents} văn bản, {counts.provisions} điều khoản.")
    if done.aside:
        click.echo(f"Kho trước đó: {done.aside}. Trở lại như cũ: cancu restore {done.aside} --force")
