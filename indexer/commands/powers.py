"""The register of powers on the command line: ``powers``."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from indexer.commands.common import OUT, data_option, print_json
from indexer.commands.typed import DAY, STANCE
from indexer.generations import open_current
from indexer.power_register import Register, RegisterQuery, in_words, without_one
from indexer.powers_export import FILES, as_json, power_record, register_table
from indexer.printing import fact_lines
from indexer.records import PowerFact
from kb.delegation_finding.words import Stance
from kb.delegations import STANCE_LABELS
from kb.matters import Vocabulary

_FORMS = ("text", "json", *FILES)


@click.command()
@data_option
@click.option("--of", "organ", default="", help="Cơ quan giao hoặc nhận (Ban Quản lý, UBND tỉnh Hưng Yên …).")
@click.option("--by", "delegator", default="", help="Chỉ cơ quan giao.")
@click.option("--matter", "named", default="", help="Loại việc: tên, cách gọi khác hoặc mã (GPLĐ, giay-phep-lao-dong).")
@click.option("--place", default="", help="Địa phương.")
@click.option("--stance", type=STANCE, help=f"Chỉ tình trạng này: {', '.join(STANCE_LABELS)}.")
@click.option("--on", type=DAY, help="Điều đã biết và tình trạng tại ngày; chỉ có năm thì đến hết năm.")
@click.option("--format", "form", type=click.Choice(_FORMS), help="Mặc định theo đuôi tệp kết quả, không có thì text.")
@click.option("-o", "--out", type=OUT, help="Ghi vào tệp này (csv, xlsx, docx phải có tệp).")
def powers(
    data: Path,
    organ: str,
    delegator: str,
    named: str,
    place: str,
    stance: Stance | None,
    on: date | None,
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
    catalogue = open_current(data).catalogue
    slug = _matter(named, catalogue.vocabulary)
    query = RegisterQuery(organ, slug, place, stance, delegator, on)
    register = Register(catalogue, catalogue.power_facts(), on or date.today())
    facts = [register.reviewed(fact) for fact in register.find(query)]
    told = in_words(query, catalogue.vocabulary)
    if not facts:
        told = " ".join((told, "Không có ghi nhận nào.", *without_one(register, query, catalogue.vocabulary)))
    _write(facts, told, on or date.today(), form or _form_of(out), out)
    raise SystemExit(0 if facts else 1)


def _matter(named: str, vocabulary: Vocabulary) -> str:
    row = vocabulary.named(named) if named else None
    if named and row is None:
        known = ", ".join(row.label for row in vocabulary.rows)
        raise click.UsageError(f"không có loại việc nào tên “{named}”. Các loại việc: {known}")
    return row.slug if row else ""


def _form_of(out: Path | None) -> str:
    suffix = out.suffix.lower().lstrip(".") if out else "text"
    return suffix if suffix in _FORMS else "text"


def _write(facts: Sequence[PowerFact], told: str, on: date, form: str, out: Path | None) -> None:
    if form in FILES:
        if out is None:
            raise click.UsageError(f"dạng {form} cần tệp kết quả: thêm -o so-uy-quyen.{form}")
        out.write_bytes(FILES[form](register_table(facts, told, on)))
    elif form == "json" and out is None:
        print_json([power_record(fact) for fact in facts])
    elif form == "json" and out:
        out.write_bytes(as_json(facts))
    elif out:
        out.write_text(_text(facts, told) + "\n", "utf-8")
    else:
        click.echo(_text(facts, told))


def _text(facts: Sequence[PowerFact], told: str) -> str:
    if not facts:
        return f"{told} Không tìm thấy không có nghĩa là chưa được giao.".strip()
    paragraphs = ["\n".join(fact_lines(fact)) for fact in facts]
    return "\n\n".join([f"{told} {len(facts)} ghi nhận.".strip(), *paragraphs])
