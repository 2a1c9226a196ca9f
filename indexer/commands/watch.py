"""Following the collection: ``watch``."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from threading import Event
from typing import cast

import click

from indexer.commands.common import FOLDER, corpus_option, data_option, gate_option
from indexer.watching import Acceptance, Watcher, follow


def accept_option(command: Callable[..., None]) -> Callable[..., None]:
    """``--accept``: what becomes of files of which nothing is doubtful."""
    told = (
        "clean: nhận thẳng tệp đọc được trọn vẹn (đủ số, ngày, cơ quan, trích yếu, không trùng); none: đều chờ duyệt."
    )
    kind = click.Choice(["clean", "none"])
    return click.option("--accept", type=kind, default="none", show_default=True, help=told)(command)


def inbox_option(command: Callable[..., None]) -> Callable[..., None]:
    """``--inbox DIR``: where files are put."""
    return click.option("--inbox", type=FOLDER, help="Hộp nhận tệp; mặc định là inbox cạnh kho văn bản.")(command)


@click.command()
@corpus_option
@data_option
@inbox_option
@accept_option
@gate_option
def watch(corpus: Path, data: Path, inbox: Path | None, accept: str, gate: bool) -> None:
    """Theo dõi kho và hộp nhận tệp: tệp mới được đọc, chờ duyệt hoặc nhận theo quy tắc, rồi lập chỉ mục.

    Tệp đang chép dở được đợi; tệp hỏng vào inbox/faults kèm lý do. Dừng bằng Ctrl-C.

    \b
    cancu watch
    cancu watch --inbox /chia-se/van-ban-den --accept clean --gate
    """
    watcher = watcher_of(corpus, data, inbox, accept, gate)
    click.echo(f"Theo dõi {corpus} và {watcher.inbox}. Dừng bằng Ctrl-C.")
    with suppress(KeyboardInterrupt):
        follow(watcher, Event())
    click.echo("Đã dừng theo dõi.")


def watcher_of(corpus: Path, data: Path, inbox: Path | None, accept: str, gate: bool) -> Watcher:
    """The watcher of a collection that prints what happens, with the time."""
    folder = inbox or corpus.absolute().parent / "inbox"
    return Watcher(corpus, data, folder, _tell, cast(Acceptance, accept), gate)


def _tell(message: str) -> None:
    click.echo(f"{datetime.now():%H:%M:%S} {message}")
