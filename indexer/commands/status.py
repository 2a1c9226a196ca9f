"""The command that says whether a document is in force: ``status``."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import click

from indexer.commands.common import data_option, json_option, print_json
from indexer.generations import open_current
from indexer.words.force import force_of, force_record, force_text


@click.command()
@click.argument("number", nargs=-1, required=True)
@data_option
@click.option("--on", "day", type=click.DateTime(["%Y-%m-%d", "%d/%m/%Y"]), help="Tại ngày này (mặc định hôm nay).")
@json_option
def status(number: tuple[str, ...], data: Path, day: datetime | None, as_json: bool) -> None:
    """Tình trạng hiệu lực của một văn bản tại một ngày, kèm chứng cứ.

    NUMBER: số hiệu như còn nhớ, tên luật, hoặc địa chỉ của văn bản trong kho. Văn bản chưa có trong kho: cho biết các
    văn bản trong kho nói gì về nó. Mã thoát 1 khi có nhiều văn bản để chọn hoặc không biết gì.

    \b
    cancu status 82/2018/NĐ-CP
    cancu status nghị định 29/2008 --on 2015-06-30
    """
    asked = " ".join(number).strip()
    if not asked:
        raise click.UsageError("chưa có số hiệu")
    generation = open_current(data)
    made = datetime.fromisoformat(generation.manifest["made"]).strftime("%H:%M ngày %d/%m/%Y")
    force = force_of(generation.catalogue, asked, day.date() if day else date.today(), made)
    if as_json:
        print_json(force_record(force))
    else:
        click.echo(force_text(force))
    raise SystemExit(0 if force.card or force.acts or force.known else 1)
