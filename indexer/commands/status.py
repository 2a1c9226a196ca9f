"""The command that says whether a document is in force: ``status``."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import click

from indexer.commands.common import data_option, json_option, print_json
from indexer.commands.typed import DAY
from indexer.force import force_of, force_record, force_text
from indexer.generations import open_current
from kb.citations import find_citations
from kb.errors import InvalidPath
from kb.provisions import ProvisionPath


@click.command()
@click.argument("number", nargs=-1, required=True)
@data_option
@click.option("--on", "day", type=DAY, help="Tại ngày này (mặc định hôm nay).")
@click.option("--provision", help="Của riêng một điều, khoản, điểm: --provision 'khoản 2 Điều 5'.")
@json_option
def status(number: tuple[str, ...], data: Path, day: date | None, provision: str | None, as_json: bool) -> None:
    """Tình trạng hiệu lực của một văn bản tại một ngày, kèm chứng cứ.

    NUMBER: số hiệu như còn nhớ, tên luật, hoặc địa chỉ của văn bản trong kho. Văn bản chưa có trong kho: cho biết các
    văn bản trong kho nói gì về nó. Mã thoát 1 khi có nhiều văn bản để chọn hoặc không biết gì.

    \b
    cancu status 82/2018/NĐ-CP
    cancu status nghị định 29/2008 --on 2015-06-30
    cancu status 29/2008/NĐ-CP --provision 'khoản 2 Điều 5'
    """
    asked = " ".join(number).strip()
    if not asked:
        raise click.UsageError("chưa có số hiệu")
    eid = _eid_of(provision) if provision else ""
    generation = open_current(data)
    made = datetime.fromisoformat(generation.manifest["made"]).strftime("%H:%M ngày %d/%m/%Y")
    force = force_of(generation.catalogue, asked, day or date.today(), made, eid)
    if as_json:
        print_json(force_record(force))
    else:
        click.echo(force_text(force))
    raise SystemExit(0 if force.card or force.acts or force.known else 1)


def _eid_of(provision: str) -> str:
    """The eId of "khoản 2 Điều 5", or of "art_5__para_2" itself."""
    found = [path for citation in find_citations(f"{provision} Nghị định này") for path in citation.provisions]
    try:
        return found[0].eid if found else ProvisionPath.from_eid(provision).eid
    except InvalidPath as error:
        hint = "viết như 'Điều 5' hoặc 'điểm a khoản 2 Điều 5'"
        raise click.BadParameter(f"không đọc được “{provision}”; {hint}", param_hint="--provision") from error
