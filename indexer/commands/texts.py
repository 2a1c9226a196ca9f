"""Commands that read a text: ``read``, ``citations``, ``delegations``.

With ``--data`` they also say what the collection holds: the address that a citation certainly means, the address of the
instrument of a delegation, whether a file that is read is held already.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from indexer.catalogue import Catalogue
from indexer.commands.common import FILE, FOLDER, LINES, OUT, json_option, print_json, read_lines, write_lines
from indexer.corpus_writing import write_document
from indexer.generations import NoGeneration, open_current
from indexer.reading import as_record, read_file
from indexer.resolution import Resolver
from kb.citations import Context, find_citations
from kb.dates import parse_date
from kb.delegations import find_delegations

_held_option = click.option("--data", type=FOLDER, help="Thư mục chỉ mục: cho biết thêm kho đang giữ văn bản nào.")
_jsonl_option = click.option("--jsonl", type=LINES, help='Tệp JSONL: mỗi dòng {"id", "text"}.')
_out_option = click.option("--out", type=OUT, help="Ghi kết quả vào tệp này.")


def context_of(record: dict[str, Any]) -> Context:
    """What a line of a passage file says about its document (``context``, or ``doc`` and ``doc_issued``)."""
    told = record.get("context") or {}
    number = told.get("number") or record.get("doc")
    issued = parse_date(told.get("issued") or record.get("doc_issued") or "")
    return Context(told.get("type"), number, told.get("issuer"), issued, told.get("place"))


def _catalogue(data: Path | None) -> Catalogue | None:
    """What the collection holds; without an index the text is read all the same, and that is said."""
    try:
        return open_current(data).catalogue if data else None
    except NoGeneration as error:
        click.echo(f"! {error}", err=True)
        return None


@click.command()
@click.argument("file", type=FILE, required=False)
@_jsonl_option
@_out_option
@_held_option
def citations(file: Path | None, jsonl: Path | None, out: Path | None, data: Path | None) -> None:
    """Tìm mọi viện dẫn trong một tệp, hoặc trong từng dòng của tệp JSONL.

    \b
    cancu citations bao-cao.docx
    cancu citations --jsonl doan-van.jsonl --out vien-dan.jsonl
    """
    held = _catalogue(data)
    resolver = Resolver(held) if held else None  # one for all lines: it remembers what it asked
    lines = _passages(file, jsonl)
    write_lines(out, ({"id": line["id"], "citations": _citations(line, resolver)} for line in lines))


def _citations(line: dict[str, Any], resolver: Resolver | None) -> list[dict[str, Any]]:
    context = context_of(line)
    found = find_citations(line["text"], context)
    records = [citation.as_json() for citation in found]
    if resolver is not None:
        for record, linked in zip(records, resolver.resolve_all(found, context), strict=True):
            record |= {"resolution": linked.resolution, "address": linked.target.uri if linked.target else None}
    return records


@click.command()
@click.argument("file", type=FILE, required=False)
@_jsonl_option
@_out_option
@_held_option
def delegations(file: Path | None, jsonl: Path | None, out: Path | None, data: Path | None) -> None:
    """Tìm mọi câu ủy quyền, phân cấp, giao quyền trong một tệp hoặc tệp JSONL.

    \b
    cancu delegations quyet-dinh.pdf
    cancu delegations --jsonl doan-van.jsonl --out uy-quyen.jsonl
    """
    held = _catalogue(data)
    lines = _passages(file, jsonl)
    write_lines(out, ({"id": line["id"], "delegations": _delegations(line, held)} for line in lines))


def _delegations(line: dict[str, Any], held: Catalogue | None) -> list[dict[str, Any]]:
    records = [fact.as_json() for fact in find_delegations(line["text"], context_of(line))]
    if held is not None:
        for record in records:
            instruments = held.by_number(record["instrument"]) if record["instrument"] else []
            record["instrument_address"] = instruments[0].uri if len(instruments) == 1 else None
    return records


def _passages(file: Path | None, jsonl: Path | None) -> Iterable[dict[str, Any]]:
    if jsonl is not None and file is None:
        return read_lines(jsonl, "text")
    if file is not None and jsonl is None:
        return [{"id": file.name, "text": _text_of(file)}]
    raise click.UsageError("cho một tệp, hoặc --jsonl TỆP")


def _text_of(file: Path) -> str:
    return "\n".join(f"{provision.title}\n{provision.text}" for provision in read_file(file).provisions)


@click.command()
@click.argument("file", type=FILE)
@_held_option
@json_option
def read(file: Path, data: Path | None, as_json: bool) -> None:
    """Đọc một tệp (DOCX, PDF, HTML, Markdown, TXT …) và in ra những gì nhận ra được.

    \b
    cancu read nghi-dinh.docx
    cancu read nghi-dinh.docx --json > nghi-dinh.json
    """
    document = read_file(file)
    catalogue = _catalogue(data)
    heads = catalogue.by_number(document.number) if catalogue and document.number else []
    if as_json:
        held = {"held": [head.uri for head in heads]} if catalogue else {}
        print_json(as_record(document) | held)
        return
    click.echo(write_document(document))
    for fault in document.faults:
        click.echo(f"! {fault.message}", err=True)
    for head in heads:
        click.echo(f"! kho đã có số hiệu này: {head.name}, {head.day}, {head.uri}", err=True)
