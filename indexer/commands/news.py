"""What arrived and what it changed: ``news``; questions with an expected answer: ``questions``."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import click
from pydantic import TypeAdapter

from indexer.arrivals import HEADINGS, Arrivals, NewsLine, all_arrivals
from indexer.commands.answers import open_search
from indexer.commands.common import corpus_option, data_option, json_option, print_json
from indexer.commands.typed import DAY, STANCE
from indexer.question_checks import QuestionCheck, check_questions, expected_in_words, expected_now
from indexer.saved_questions import (
    Expected,
    SavedQuestion,
    add_question,
    questions_file,
    read_questions,
    remove_question,
)
from kb.errors import KbError
from kb.status import STATUS_LABELS

_REPORTS = TypeAdapter(list[Arrivals])


@click.command()
@data_option
@click.option("--since", type=DAY, help="Chỉ từ ngày này.")
@click.option("--limit", type=click.IntRange(1, 1000), default=20, show_default=True, help="Số lần cập nhật.")
@json_option
def news(data: Path, since: date | None, limit: int, as_json: bool) -> None:
    """Mới cập nhật: văn bản nào vào kho, thay đổi điều gì, kèm chỗ nói điều đó. Mã thoát 1 khi không có gì.

    \b
    cancu news
    cancu news --since 2026-11-01
    """
    found = all_arrivals(data, since, limit)
    if as_json:
        print_json(_REPORTS.dump_python(found, mode="json"))
    else:
        click.echo("\n\n".join("\n".join(_told(report)) for report in found) or "Không có gì mới.")
    raise SystemExit(0 if found else 1)


def _told(report: Arrivals) -> Iterator[str]:
    yield f"{report.made.astimezone():%d/%m/%Y %H:%M}, bản {report.generation} ({report.cause}): {report.title}"
    yield from (f"! {note}" for note in report.notes)
    for kind, heading in HEADINGS.items():
        lines = report.of_kind(kind)
        if lines:
            yield f"  {heading}:"
        for line in lines:
            yield from _line(line)
        if left := report.left_out.get(kind):
            yield f"  • và {left} dòng nữa"


def _line(line: NewsLine) -> Iterator[str]:
    yield f"  • {line.sentence}"
    if line.evidence:
        yield f"    “{line.evidence}”"
    if line.at and line.at.address:
        yield f"    {line.at.address}"


@click.group()
def questions() -> None:
    """Câu hỏi đã lưu: mỗi câu có câu trả lời mong đợi, được hỏi lại mỗi khi kho thay đổi.

    Các câu ghi trong questions.toml cạnh kho văn bản, sửa tay được.

    \b
    cancu questions add nghị định 82/2018 còn hiệu lực không
    cancu questions run
    """


@questions.command("run")
@corpus_option
@data_option
@json_option
def run(corpus: Path, data: Path, as_json: bool) -> None:
    """Hỏi lại mọi câu với chỉ mục đang dùng. Mã thoát 1 khi có câu trả lời khác mong đợi."""
    saved = read_questions(questions_file(corpus))
    checks = check_questions(open_search(data), saved) if saved else ()
    if as_json:
        print_json([_check_record(check) for check in checks])
    else:
        for check in checks:
            click.echo(f"{'đúng' if check.met else 'SAI '}  {check.question.ask}")
            if not check.met:
                click.echo(f"      mong đợi: {expected_in_words(check.question.expected)}\n      nay: {check.told}")
        red = sum(not check.met for check in checks)
        click.echo(f"{len(checks)} câu hỏi, {red} câu trả lời khác mong đợi" if checks else "Chưa lưu câu hỏi nào.")
    raise SystemExit(1 if any(not check.met for check in checks) else 0)


def _check_record(check: QuestionCheck) -> dict[str, Any]:
    question = check.question
    expected = expected_in_words(question.expected)
    return {"id": question.id, "ask": question.ask, "met": check.met, "expected": expected, "came": check.told}


@questions.command("list")
@corpus_option
@json_option
def list_(corpus: Path, as_json: bool) -> None:
    """Liệt kê các câu đã lưu, không hỏi lại."""
    saved = read_questions(questions_file(corpus))
    if as_json:
        print_json(TypeAdapter(tuple[SavedQuestion, ...]).dump_python(saved, mode="json"))
        return
    for question in saved:
        click.echo(f"{question.ask}\n  mong đợi: {expected_in_words(question.expected)}")
        if question.note or question.by:
            click.echo(f"  {' — '.join(filter(None, (question.note, question.by)))}")
    click.echo(f"{len(saved)} câu hỏi trong {questions_file(corpus)}", err=True)


@questions.command("add")
@click.argument("words", nargs=-1, required=True)
@corpus_option
@data_option
@click.option("--stance", type=STANCE, help="Mong đợi: đã giao hay chưa.")
@click.option("--status", type=click.Choice(list(STATUS_LABELS)), help="Mong đợi: tình trạng hiệu lực.")
@click.option("--document", help="Mong đợi: văn bản được dẫn (số hiệu hoặc tên tệp).")
@click.option("--provision", help='Mong đợi: điều khoản được dẫn ("Điều 68").')
@click.option("--none", "nothing", is_flag=True, help="Mong đợi: không tìm thấy.")
@click.option("--note", default="", help="Ghi chú.")
@click.option("--by", default="", help="Người lưu.")
def add_(words: tuple[str, ...], corpus: Path, data: Path, note: str, by: str, nothing: bool, **said: Any) -> None:
    """Lưu một câu hỏi. Không nói gì thêm thì câu trả lời hiện nay là câu trả lời mong đợi."""
    ask = " ".join(words)
    expected = Expected(said["stance"], said["status"], said["document"], said["provision"], nothing)
    expected = expected or expected_now(open_search(data), ask)
    add_question(questions_file(corpus), SavedQuestion(ask, expected, note, by, date.today()))
    click.echo(f"Đã lưu; mong đợi: {expected_in_words(expected)}")


@questions.command("remove")
@click.argument("words", nargs=-1, required=True)
@corpus_option
def remove(words: tuple[str, ...], corpus: Path) -> None:
    """Bỏ một câu hỏi đã lưu, gọi bằng đúng các chữ của câu ấy hoặc số thứ tự trong danh sách."""
    path, ask = questions_file(corpus), " ".join(words)
    saved = read_questions(path)
    if ask.isdecimal():
        if not 0 < int(ask) <= len(saved):
            raise KbError("không có câu hỏi thứ này", found=ask, hint="xem cancu questions list")
        ask = saved[int(ask) - 1].ask
    click.echo(f"Đã bỏ: {remove_question(path, ask).ask}")
