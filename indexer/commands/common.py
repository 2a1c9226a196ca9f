"""What the commands share: options, progress bars, JSON in and out."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal, TypeVar

import click

from indexer.disk import refused
from indexer.files import put_whole
from indexer.folders import default_corpus, default_data
from kb.errors import KbError

Command = TypeVar("Command", bound=Callable[..., Any])


class _Place(click.ParamType):  # type: ignore[type-arg]  # not generic before click 8.5
    """A path, refused with a sentence when something else is there. ``kind`` is what has to be there."""

    def __init__(self, kind: Literal["file", "lines", "out", "folder", "source"]) -> None:
        self.kind = kind
        self.name = "folder" if kind == "folder" else "file"  # what the help shows in its place

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """The path, or a message."""
        path = Path(value)
        if trouble := self._trouble(path):
            self.fail(f"{path}: {trouble}", param, ctx)
        return path

    def _trouble(self, path: Path) -> str | None:
        try:
            there, folder, plain = path.exists(), path.is_dir(), path.is_file()
        except (OSError, ValueError):  # not allowed to look, too long, a NUL
            return "không mở được"
        if self.kind == "source" and folder:
            return None
        if self.kind == "folder":
            return "đây là tệp, không phải thư mục" if there and not folder else None
        if folder:
            return "đây là thư mục, không phải tệp"
        if self.kind != "out" and not there:
            return "không có tệp này"
        # A device or a pipe has no end, or none yet.
        return "không phải tệp thường" if self.kind in {"file", "source"} and not plain else None


#: Types of arguments: a file that is there, the same or a pipe, a file to write, a folder, a file or folder to read.
FILE, LINES, OUT, FOLDER, SOURCE = _Place("file"), _Place("lines"), _Place("out"), _Place("folder"), _Place("source")


def corpus_option(command: Command) -> Command:
    """``--corpus DIR``: the folder of documents."""
    return click.option("--corpus", type=FOLDER, default=default_corpus, help="Thư mục kho văn bản.")(command)


def data_option(command: Command) -> Command:
    """``--data DIR``: the folder of derived data."""
    return click.option("--data", type=FOLDER, default=default_data, help="Thư mục chỉ mục (dựng lại được).")(command)


def json_option(command: Command) -> Command:
    """``--json``: the machine form."""
    return click.option("--json", "as_json", is_flag=True, help="In ra JSON.")(command)


def gate_option(command: Command) -> Command:
    """``--gate``: the saved questions are asked before the switch."""
    told = "Không chuyển sang chỉ mục mới khi một câu hỏi đã lưu không còn được trả lời như mong đợi."
    return click.option("--gate", is_flag=True, help=told)(command)


@contextmanager
def progress_bars() -> Iterator[Callable[[str, int, int], None]]:
    """A callback that shows one bar for each stage of a long work, on the error stream."""
    bars: dict[str, Any] = {}

    def show(stage: str, done: int, total: int) -> None:
        if stage not in bars:
            for bar in bars.values():
                bar.render_finish()
            stream = sys.stderr
            bars[stage] = click.progressbar(length=max(total, 1), label=f"{stage:<16}", file=stream)
            bars[stage].render_progress()
        bars[stage].update(done - bars[stage].pos)

    try:
        yield show
    finally:
        for bar in bars.values():
            bar.render_finish()


def print_json(value: Any) -> None:
    """One JSON value, Vietnamese as it is."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def read_lines(path: Path, field: str) -> Iterator[dict[str, Any]]:
    """The objects of a JSON Lines file, each with ``id`` and the text ``field``; KbError names a line that is not."""
    with path.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                yield _record(line, field, f"{path}:{number}")


def _record(line: bytes, field: str, where: str) -> dict[str, Any]:
    try:
        record = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise KbError("không phải JSON (UTF-8)", where=where, hint="mỗi dòng một đối tượng") from error
    if not isinstance(record, dict) or "id" not in record or not isinstance(record.get(field), str):
        raise KbError("thiếu id hoặc văn bản", where=where, hint=f'viết {{"id": …, "{field}": "…"}}')
    told = record.get("context") or {}
    if not isinstance(told, dict) or not all(
        isinstance(value, str | None) for value in (*told.values(), record.get("doc"), record.get("doc_issued"))
    ):
        raise KbError("context, doc, doc_issued phải là chữ", where=where)
    return record


def write_lines(path: Path | None, records: Iterable[dict[str, Any]]) -> None:
    """JSON Lines into a file, whole or not at all, or to standard output as they come."""
    lines = (json.dumps(record, ensure_ascii=False) for record in records)
    if path is None:
        for line in lines:
            click.echo(line)
        return
    write_output(path, "".join(f"{line}\n" for line in lines).encode())


def write_output(path: Path, content: bytes) -> None:
    """Writes a file that was named on the command line in one step: when the disk is full, what was there before is
    still there.

    What is no plain file (a device, a link) is written through.
    """
    if path.is_symlink() or (path.exists() and not path.is_file()):
        path.write_bytes(content)
        return
    try:
        put_whole(path, content)
    except OSError as error:
        raise refused(error, str(path)) from error
