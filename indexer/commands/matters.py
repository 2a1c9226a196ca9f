"""The vocabulary of matters on the command line: ``matters``."""

from __future__ import annotations

from pathlib import Path

import click

from indexer.commands.common import corpus_option
from indexer.files import write_whole
from indexer.vocabulary import NAME, SHIPPED, read_vocabulary, shipped, vocabulary_files
from kb.matters import Matter, Vocabulary


@click.command()
@corpus_option
@click.argument("words", nargs=-1)
@click.option("--start", is_flag=True, help=f"Tạo {NAME} trong kho để sửa.")
def matters(corpus: Path, words: tuple[str, ...], start: bool) -> None:
    """Các loại việc của Sổ ủy quyền: liệt kê, hoặc thử một cụm từ thuộc loại việc nào.

    Kho không có matters.toml thì dùng các loại việc có sẵn. Sửa xong chạy cancu index; cancu check báo chỗ viết sai.

    \b
    cancu matters
    cancu matters "gia hạn work permit"
    cancu matters --start
    """
    if start:
        _start(corpus / NAME)
        return
    vocabulary = _of(corpus)
    rows = vocabulary.matters_in(" ".join(words)) if words else vocabulary.rows
    for row in rows:
        click.echo(_told(row))
    if not rows:
        click.echo("Không thuộc loại việc nào.")
    raise SystemExit(0 if rows else 1)


def _start(path: Path) -> None:
    if path.exists():
        raise click.UsageError(f"đã có {path}; sửa tệp đó rồi chạy cancu index")
    write_whole(path, SHIPPED.read_bytes())
    click.echo(f"Đã tạo {path}. Sửa xong chạy cancu index.")


def _of(corpus: Path) -> Vocabulary:
    """The vocabulary of a corpus; its faults go to the error output."""
    for file in vocabulary_files(corpus):
        vocabulary, faults = read_vocabulary(file.full.read_bytes(), file.path)
        for fault in faults:
            click.echo(f"! {fault}", err=True)
        return vocabulary
    return shipped()


def _told(row: Matter) -> str:
    wider = f" (thuộc {row.parent})" if row.parent else ""
    return f"{row.slug}: {row.label}{wider}\n  {', '.join(row.words)}"
