"""The register of powers on the command line: ``powers``."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import cast

import click

from indexer.commands.common import OUT, data_option, print_json
from indexer.generations import open_current
from indexer.power_register import Register, RegisterQuery, in_words, matter_named
from indexer.powers_export import FILES, as_json, power_record, register_table
from indexer.printing import fact_lines
from indexer.records import PowerFact
from kb.delegation_finding.words import Stance
from kb.delegations import STANCE_LABELS
from kb.matters import MATTERS

_FORMS = ("text", "json", *FILES)


@click.command()
@data_option
@click.option("--of", "organ", default="", help="Cơ quan giao hoặc nhận (Ban Quản lý, UBND tỉnh Hưng Yên …).")
@click.option("--by", "delegator", default="", help="Chỉ cơ quan giao.")
@click.option("--matter", "named", default="", help="Loại việc: tên, cách gọi khác hoặc mã (GPLĐ, giay-phep-lao-dong).")
@click.option("--place", default="", help="Địa phương.")
@click.option("--stance", type=click.Choice(list(STANCE_LABELS)), help="Chỉ tình trạng này.")
@click.option("--on", "day", type=click.DateTime(["%Y-%m-%d", "%d/%m/%Y"]), help="Điều đã biết và tình trạng tại ngày.")
@click.option("--format", "form", type=click.Choice(_FORMS), help="Mặc định theo đuôi tệp kết quả, không có thì text.")
@click.option("-o", "--out", type=OUT, help="Ghi vào tệp này (csv, xlsx, docx phải có tệp).")
def powers(
    data: Path,
    organ: str,
    delegator: str,
    named: str,
    place: str,
    stance: str | None,
    day: datetime | None,
    form: str | None,
    out: Path | None,
) -> None:
    """Sổ ủy quyền: ai được giao việc gì, theo văn bản nào, có gì cần rà soát.

    Tại một ngày: chỉ những điều đã được ghi nhận đến ngày đó. Điều đã hết hạn, bị thay thế hay mất căn cứ không bị bỏ
    đi mà ghi "Cần rà soát" kèm lý do. Mã thoát 1 khi không có ghi nhận nào.

    \b
    cancu powers --matter gplđ --place "Hưng Yên"
    cancu powers --of "BQL KCN Hưng Yên" --on 2012-12-31
    cancu powers --stance withdrawn -o da-thoi-giao.xlsx
    """
    on = day.date() if day else None
    query = RegisterQuery(organ, _matter(named), place, cast(Stance | None, stance), delegator, on)
    catalogue = open_current(data).catalogue
    register = Register(catalogue, catalogue.power_facts(), on or date.today())
    facts = [register.reviewed(fact) for fact in register.find(query)]
    _write(facts, query, form or _form_of(out), out)
    raise SystemExit(0 if facts else 1)


def _matter(named: str) -> str:
    slug = matter_named(named) if named else ""
    if slug is None:
        known = ", ".join(row.label for row in MATTERS)
        raise click.UsageError(f"không có loại việc nào tên “{named}”. Các loại việc: {known}")
    return slug


def _form_of(out: Path | None) -> str:
    suffix = out.suffix.lower().lstrip(".") if out else "text"
    return suffix if suffix in _FORMS else "text"


def _write(facts: Sequence[PowerFact], query: RegisterQuery, form: str, out: Path | None) -> None:
    if form in FILES:
        if out is None:
            raise click.UsageError(f"dạng {form} cần tệp kết quả: thêm -o so-uy-quyen.{form}")
        out.write_bytes(FILES[form](register_table(facts, in_words(query), query.on or date.today())))
    elif form == "json" and out is None:
        print_json([power_record(fact) for fact in facts])
    elif form == "json" and out:
        out.write_bytes(as_json(facts))
    elif out:
        out.write_text(_text(facts, query) + "\n", "utf-8")
    else:
        click.echo(_text(facts, query))


def _text(facts: Sequence[PowerFact], query: RegisterQuery) -> str:
    if not facts:
        return f"{in_words(query)} Không có ghi nhận nào. Không tìm thấy không có nghĩa là chưa được giao.".strip()
    paragraphs = ["\n".join(fact_lines(fact)) for fact in facts]
    return "\n\n".join([f"{in_words(query)} {len(facts)} ghi nhận.".strip(), *paragraphs])
