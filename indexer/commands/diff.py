"""``cancu diff``: what changed between two texts of one document."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from indexer.commands.common import corpus_option, data_option, json_option, print_json
from indexer.corpus import read_document
from indexer.earlier import Change, changes, told, versions
from indexer.generations import open_current
from kb.errors import KbError

_MARKS = {"added": "+", "changed": "~", "removed": "-"}


@click.command()
@click.argument("number")
@click.option("--back", type=click.IntRange(1), default=1, show_default=True, help="So với bản trước thứ mấy.")
@corpus_option
@data_option
@json_option
def diff(number: str, back: int, corpus: Path, data: Path, as_json: bool) -> None:
    """Văn bản trong kho khác bản trước ở đâu: từng điều, từng chữ, không kể cách trình bày.

    NUMBER là số hiệu, hoặc tên tệp trong kho không có đuôi .md. Bản trước là bản đã bị một lần nhập thay
    (--overwrite), hoặc bản trong chỉ mục trước còn giữ.

    \b
    cancu diff 29/2031/NĐ-CP
    cancu diff 29/2031/NĐ-CP --back 2
    """
    path = _path_of(number, data)
    earlier = versions(corpus, data, path)
    if len(earlier) < back:
        click.echo(
            f"{path}: kho chỉ giữ {len(earlier)} bản trước." if earlier else f"{path}: kho không giữ bản trước nào."
        )
        raise SystemExit(1)
    version = earlier[back - 1]
    found = changes(version.document, read_document((corpus / path).read_text("utf-8"), path))
    if as_json:
        print_json({"path": path, "before": version.until, "changes": [asdict(change) for change in found]})
        return
    for change in found:
        _print_change(change)
    click.echo(f"{path} so với bản trước ({version.until}): {len(found)} chỗ khác")


def _path_of(number: str, data: Path) -> str:
    catalogue = open_current(data).catalogue
    stem = catalogue.by_stem(number)
    heads = [stem] if stem else catalogue.by_number(number)
    if not heads:
        raise KbError("kho không có văn bản này", found=number, hint="xem cancu search")
    if len(heads) > 1:
        stems = ", ".join(head.stem for head in heads)
        raise KbError("nhiều văn bản cùng số hiệu", found=number, hint=f"gõ một trong các tên tệp: {stems}")
    return catalogue.path_of(heads[0].id)


def _print_change(change: Change) -> None:
    click.echo(f"{_MARKS[change.kind]} {change.name}")
    click.echo(f"    {told(change.stretches)}")
