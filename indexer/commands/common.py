"""What the commands share: options, progress bars, JSON in and out."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click

from indexer.folders import default_corpus, default_data
from kb.errors import KbError

Command = TypeVar("Command", bound=Callable[..., Any])

#: Types of arguments: a file that is there, a file to write, a folder.
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
OUT = click.Path(dir_okay=False, path_type=Path)
FOLDER = click.Path(file_okay=False, path_type=Path)


def corpus_option(command: Command) -> Command:
    """``--corpus DIR``: the folder of documents."""
    return click.option("--corpus", type=FOLDER, default=default_corpus, help="Thư mục kho văn bản.")(command)


def data_option(command: Command) -> Command:
    """``--data DIR``: the folder of derived data."""
    return click.option("--data", type=FOLDER, default=default_data, help="Thư mục chỉ mục (dựng lại được).")(command)


def json_option(command: Command) -> Command:
    """``--json``: the machine form."""
    return click.option("--json", "as_json", is_flag=True, help="In ra JSON.")(command)


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


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a JSON Lines file; KbError with the line that is not one."""
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                try:
                    yield json.loads(line)
                except ValueError as error:
                    raise KbError("không phải JSON", where=f"{path}:{number}", hint="mỗi dòng một đối tượng") from error


def write_lines(path: Path | None, records: Iterable[dict[str, Any]]) -> None:
    """JSON Lines into a file, or to standard output."""
    if path is None:
        for record in records:
            click.echo(json.dumps(record, ensure_ascii=False))
        return
    with path.open("w", encoding="utf-8", newline="\n") as out:
        out.writelines(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
