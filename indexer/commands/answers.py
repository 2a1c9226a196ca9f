"""Commands that answer: ``search``, ``ask``, ``explain``."""

from __future__ import annotations

from pathlib import Path

import click
from pydantic import TypeAdapter

from indexer.answers import Answer
from indexer.commands.common import LINES, OUT, data_option, json_option, print_json, read_lines, write_lines
from indexer.explaining import Explanation
from indexer.generations import open_current
from indexer.machine import answer_record
from indexer.printing import print_answer
from indexer.questions import Filters
from indexer.search import Search


def open_search(data: Path) -> Search:
    """The search over the serving generation."""
    generation = open_current(data)
    return Search(generation.catalogue, generation.index)


@click.command()
@click.argument("query", nargs=-1)
@data_option
@click.option("--jsonl", type=LINES, help='Tệp JSONL: mỗi dòng {"id", "query"}.')
@click.option("--out", type=OUT, help="Ghi kết quả vào tệp này.")
@click.option("--limit", type=click.IntRange(1, 100), default=10, show_default=True, help="Số kết quả.")
@click.option("--type", "types", multiple=True, help="Chỉ loại văn bản này (nghi-dinh, quyet-dinh, thong-tu …).")
@click.option("--issuer", "issuers", multiple=True, help="Chỉ cơ quan ban hành này, viết như trong kho.")
@click.option("--from", "year_from", type=int, help="Ban hành từ năm.")
@click.option("--to", "year_to", type=int, help="Ban hành đến năm.")
@json_option
def search(
    query: tuple[str, ...],
    data: Path,
    jsonl: Path | None,
    out: Path | None,
    limit: int,
    types: tuple[str, ...],
    issuers: tuple[str, ...],
    year_from: int | None,
    year_to: int | None,
    as_json: bool,
) -> None:
    """Tìm điều khoản theo từ ngữ hoặc số hiệu, có hay không có dấu.

    \b
    cancu search gia hạn giấy phép lao động
    cancu search dieu 68 nd 35/2022
    cancu search --type nghi-dinh --from 2020 giấy phép lao động
    """
    finder, filters = open_search(data), Filters(types, issuers, year_from, year_to)
    if jsonl is None:
        _print_answer(finder.answer(_typed(query), filters, limit), as_json, card=False)
        return
    answers = ((line["id"], finder.answer(line["query"], filters, limit)) for line in read_lines(jsonl, "query"))
    write_lines(out, ({"id": key, **answer_record(answer)} for key, answer in answers))


@click.command()
@click.argument("question", nargs=-1, required=True)
@data_option
@click.option("--limit", type=click.IntRange(1, 100), default=5, show_default=True, help="Số kết quả kèm theo.")
@json_option
def ask(question: tuple[str, ...], data: Path, limit: int, as_json: bool) -> None:
    """Hỏi một câu: câu trả lời đứng đầu, kèm câu làm căn cứ, văn bản và ngày.

    \b
    cancu ask quyết định nào ủy quyền cấp giấy phép lao động
    cancu ask nghị định 152/2020 còn hiệu lực không
    """
    _print_answer(open_search(data).answer(_typed(question), limit=limit), as_json, card=True)


@click.command()
@click.argument("question", nargs=-1, required=True)
@data_option
@json_option
def explain(question: tuple[str, ...], data: Path, as_json: bool) -> None:
    """Cho thấy câu hỏi được hiểu thế nào, tìm ra sao, từ nào góp bao nhiêu điểm."""
    explanation = open_search(data).explain(_typed(question))
    if as_json:
        print_json(TypeAdapter(Explanation).dump_python(explanation, mode="json"))
    else:
        click.echo(str(explanation))


def _typed(words: tuple[str, ...]) -> str:
    # Bytes that are no text come from a terminal as half characters, which nothing prints.
    text = " ".join(words).encode("utf-8", "replace").decode().strip()
    if not text:
        raise click.UsageError("chưa có câu hỏi")
    return text


def _print_answer(answer: Answer, as_json: bool, *, card: bool) -> None:
    if as_json:
        print_json(answer_record(answer))
    else:
        click.echo(print_answer(answer, card=card))
    raise SystemExit(1 if answer.none else 0)
