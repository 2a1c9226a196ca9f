"""The commands of ``cancu`` that need no web server; :mod:`web.cli` puts them together.

Exit codes: 0 done, 1 something was found wrong (faults, refused files, nothing found), 2 wrong use or unusable input.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click

from indexer.folders import default_corpus, default_data
from kb.citations import Context, find_citations
from kb.dates import parse_date
from kb.delegations import find_delegations
from kb.errors import KbError

Command = TypeVar("Command", bound=Callable[..., Any])
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_OUT = click.Path(dir_okay=False, path_type=Path)
_FOLDER = click.Path(file_okay=False, path_type=Path)


def corpus_option(command: Command) -> Command:
    """``--corpus DIR``: the folder of documents."""
    return click.option("--corpus", type=_FOLDER, default=default_corpus, help="Thư mục kho văn bản.")(command)


def data_option(command: Command) -> Command:
    """``--data DIR``: the folder of derived data."""
    return click.option("--data", type=_FOLDER, default=default_data, help="Thư mục chỉ mục (dựng lại được).")(command)


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


def context_of(record: dict[str, Any]) -> Context:
    """What a line of a passage file says about its document (``context``, or ``doc`` and ``doc_issued``)."""
    told = record.get("context") or {}
    number = told.get("number") or record.get("doc")
    issued = parse_date(told.get("issued") or record.get("doc_issued") or "")
    return Context(told.get("type"), number, told.get("issuer"), issued, told.get("place"))


def _text_of(file: Path) -> str:
    from indexer.reading import read_file

    return "\n".join(f"{provision.title}\n{provision.text}" for provision in read_file(file).provisions)


@click.command()
@click.argument("file", type=_FILE, required=False)
@click.option("--jsonl", type=_FILE, help='Tệp JSONL: mỗi dòng {"id", "text"}.')
@click.option("--out", type=_OUT, help="Ghi kết quả vào tệp này.")
def citations(file: Path | None, jsonl: Path | None, out: Path | None) -> None:
    """Tìm mọi viện dẫn trong một tệp, hoặc trong từng dòng của tệp JSONL.

    \b
    cancu citations bao-cao.docx
    cancu citations --jsonl doan-van.jsonl --out vien-dan.jsonl
    """
    lines = _passages(file, jsonl)
    write_lines(
        out,
        (
            {
                "id": line["id"],
                "citations": [found.as_json() for found in find_citations(line["text"], context_of(line))],
            }
            for line in lines
        ),
    )


@click.command()
@click.argument("file", type=_FILE, required=False)
@click.option("--jsonl", type=_FILE, help='Tệp JSONL: mỗi dòng {"id", "text"}.')
@click.option("--out", type=_OUT, help="Ghi kết quả vào tệp này.")
def delegations(file: Path | None, jsonl: Path | None, out: Path | None) -> None:
    """Tìm mọi câu ủy quyền, phân cấp, giao quyền trong một tệp hoặc tệp JSONL.

    \b
    cancu delegations quyet-dinh.pdf
    cancu delegations --jsonl doan-van.jsonl --out uy-quyen.jsonl
    """
    lines = _passages(file, jsonl)
    write_lines(
        out,
        (
            {
                "id": line["id"],
                "delegations": [fact.as_json() for fact in find_delegations(line["text"], context_of(line))],
            }
            for line in lines
        ),
    )


def _passages(file: Path | None, jsonl: Path | None) -> Iterable[dict[str, Any]]:
    if (file is None) == (jsonl is None):
        raise click.UsageError("cho một tệp, hoặc --jsonl TỆP")
    return read_lines(jsonl) if jsonl else [{"id": file.name, "text": _text_of(file)}] if file else []


@click.command()
@click.argument("file", type=_FILE)
@json_option
def read(file: Path, as_json: bool) -> None:
    """Đọc một tệp (DOCX, PDF, HTML, Markdown, TXT …) và in ra những gì nhận ra được.

    \b
    cancu read nghi-dinh.docx
    cancu read nghi-dinh.docx --json > nghi-dinh.json
    """
    from indexer.corpus_writing import write_document
    from indexer.reading import as_record, read_file

    document = read_file(file)
    if as_json:
        print_json(as_record(document))
        return
    click.echo(write_document(document))
    for fault in document.faults:
        click.echo(f"! {fault.message}", err=True)


@click.command()
@corpus_option
@data_option
@click.option("--all", "everything", is_flag=True, help="Dựng lại tất cả, không chỉ phần thay đổi.")
@click.option("--dry-run", is_flag=True, help="Chỉ cho biết sẽ làm gì.")
def index(corpus: Path, data: Path, everything: bool, dry_run: bool) -> None:
    """Cập nhật chỉ mục theo kho văn bản: chỉ phần thay đổi được đọc lại.

    Chỉ mục cũ vẫn phục vụ cho đến khi chỉ mục mới ghi xong.
    """
    from indexer.build import plan, update
    from indexer.generations import NoGeneration, open_current

    if dry_run:
        try:
            current = open_current(data)
        except NoGeneration:
            current = None
        changes = plan(corpus, current, everything=everything)
        for mark, paths in (("+", changes.added), ("~", changes.changed), ("-", changes.removed)):
            for path in paths:
                click.echo(f"{mark} {path}")
        return
    with progress_bars() as show:
        report = update(corpus, data, everything=everything, progress=show)
    changes, counts = report.changes, report.generation.catalogue.counts()
    click.echo(
        f"Chỉ mục {report.generation.name}: thêm {len(changes.added)}, đổi {len(changes.changed)}, "
        f"bỏ {len(changes.removed)}; {counts.documents} văn bản, {counts.provisions} điều khoản, "
        f"{counts.delegations} câu giao quyền, {counts.faults} lỗi; {report.seconds:.1f} giây"
    )


@click.command()
@corpus_option
@json_option
def check(corpus: Path, as_json: bool) -> None:
    """Tìm lỗi trong kho văn bản, có tên tệp và dòng. Mã thoát 1 khi có lỗi."""
    from dataclasses import asdict

    from indexer.build import check as check_corpus

    faults = check_corpus(corpus)
    if as_json:
        print_json([asdict(fault) for fault in faults])
    else:
        for fault in faults:
            hint = f" ({fault.hint})" if fault.hint else ""
            click.echo(f"{fault.file}:{fault.line or 1}: {_SEVERITY[fault.severity]}: {fault.message}{hint}")
        click.echo(f"{len(faults)} lỗi", err=True)
    raise SystemExit(1 if any(fault.severity == "error" for fault in faults) else 0)


_SEVERITY = {"error": "lỗi", "warning": "cần xem", "note": "ghi chú"}


@click.command()
@click.argument("files", nargs=-1, type=_FILE, required=True)
@corpus_option
@data_option
@click.option("--overwrite", is_flag=True, help="Thay bản đang có trong kho (bản gốc cũ vẫn giữ).")
@click.option("--yes", is_flag=True, help="Không hỏi lại từng văn bản.")
def add(files: tuple[Path, ...], corpus: Path, data: Path, overwrite: bool, yes: bool) -> None:
    """Thêm văn bản vào kho: đọc, cho xem lại, ghi thành Markdown, tìm được ngay.

    \b
    cancu add nghi-dinh-moi.pdf
    cancu add --yes thu-muc/*.docx
    """
    from indexer.ingest import add_files

    interactive = not yes and sys.stdin.isatty()
    with progress_bars() as show:
        report = add_files(
            files, corpus, data, overwrite=overwrite, confirm=_confirm if interactive else None, progress=show
        )
    for file in report.files:
        name = file.document.name if file.document else ""
        click.echo(f"{file.source.name}: {_OUTCOMES[file.outcome]} {name} {file.path or ''} {file.message}".rstrip())
        for fault in file.faults:
            click.echo(f"  ! {fault.message}")
    raise SystemExit(1 if any(file.outcome == "refused" for file in report.files) else 0)


_OUTCOMES = {"added": "đã thêm", "replaced": "đã thay", "same": "đã có, không đổi", "refused": "không thêm:"}


def _confirm(document: Any) -> bool:
    """Shows what was read and asks whether to keep it."""
    click.echo(f"\n{document.name}\n  Trích yếu: {document.title}\n  Cơ quan: {document.issuer or 'không rõ'}")
    click.echo(f"  Ngày: {document.issued or 'không rõ'}   Số điều khoản: {len(document.provisions)}")
    for fault in document.faults:
        click.echo(f"  ! {fault.message}")
    return click.confirm("Thêm vào kho?", default=True)


@click.command("import")
@click.argument("kind", type=click.Choice(["phapdien"]))
@click.argument("file", type=_FILE)
@click.option("--corpus", type=_FOLDER, required=True, help="Thư mục kho để ghi vào.")
@click.option("--limit", type=int, help="Chỉ lấy bấy nhiêu điều đầu tiên.")
def import_(kind: str, file: Path, corpus: Path, limit: int | None) -> None:
    """Nhập cả một bộ sưu tập. KIND: phapdien (Bộ Pháp điển, mỗi dòng một điều, .jsonl hoặc .jsonl.gz).

    \b
    cancu import phapdien phapdien.jsonl.gz --corpus kho-phap-dien
    cancu index --corpus kho-phap-dien --data chi-muc-phap-dien
    """
    from indexer.phapdien import import_articles

    with progress_bars() as show:
        count = import_articles(file, corpus, limit, lambda done: show("Ghi văn bản", done, done))
    click.echo(f"{count} văn bản trong {corpus} (loại nguồn: {kind})")


def open_search(data: Path) -> Any:
    """The search over the serving generation."""
    from indexer.generations import open_current
    from indexer.search import Search

    generation = open_current(data)
    return Search(generation.catalogue, generation.index)


@click.command()
@click.argument("query", nargs=-1)
@data_option
@click.option("--jsonl", type=_FILE, help='Tệp JSONL: mỗi dòng {"id", "query"}.')
@click.option("--out", type=_OUT, help="Ghi kết quả vào tệp này.")
@click.option("--limit", type=click.IntRange(1, 100), default=10, show_default=True, help="Số kết quả.")
@json_option
def search(query: tuple[str, ...], data: Path, jsonl: Path | None, out: Path | None, limit: int, as_json: bool) -> None:
    """Tìm điều khoản theo từ ngữ hoặc số hiệu, có hay không có dấu.

    \b
    cancu search gia hạn giấy phép lao động
    cancu search dieu 68 nd 35/2022
    """
    from indexer.machine import answer_record

    if jsonl:
        finder = open_search(data)
        write_lines(
            out,
            (
                {"id": line["id"], **answer_record(finder.answer(line["query"], limit=limit))}
                for line in read_lines(jsonl)
            ),
        )
        return
    _print_answer(" ".join(query), data, limit, as_json, card=False)


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
    _print_answer(" ".join(question), data, limit, as_json, card=True)


def _print_answer(text: str, data: Path, limit: int, as_json: bool, *, card: bool) -> None:
    from indexer.machine import answer_record
    from indexer.printing import print_answer

    if not text.strip():
        raise click.UsageError("chưa có câu hỏi")
    answer = open_search(data).answer(text, limit=limit)
    if as_json:
        print_json(answer_record(answer))
    else:
        click.echo(print_answer(answer, card=card))
    raise SystemExit(1 if answer.none else 0)


@click.command()
@click.argument("question", nargs=-1, required=True)
@data_option
def explain(question: tuple[str, ...], data: Path) -> None:
    """Cho thấy câu hỏi được hiểu thế nào, tìm ra sao, từ nào góp bao nhiêu điểm."""
    click.echo(str(open_search(data).explain(" ".join(question))))


@click.command()
@click.argument("report", type=_FILE)
@click.option("-o", "--out", type=_OUT, required=True, help="Tệp kết quả.")
@data_option
@click.option(
    "--base-url", default="http://127.0.0.1:8000", show_default=True, help="Địa chỉ máy chủ Căn Cứ của cơ quan."
)
@json_option
def link(report: Path, out: Path, data: Path, base_url: str, as_json: bool) -> None:
    """Gắn liên kết vào mọi viện dẫn trong báo cáo (DOCX, Markdown, TXT) và liệt kê chỗ cần xem.

    Định dạng của báo cáo được giữ nguyên. Mã thoát 1 khi có chỗ cần xem.

    \b
    cancu link bao-cao.docx -o bao-cao-lien-ket.docx
    """
    from dataclasses import asdict

    from indexer.generations import open_current
    from indexer.reports import link_report

    if out.resolve() == report.resolve():
        raise click.UsageError("tệp kết quả phải khác tệp báo cáo")
    linked = link_report(report.read_bytes(), report.name, open_current(data).catalogue, base_url)
    out.write_bytes(linked.data)
    if as_json:
        print_json([asdict(finding) for finding in linked.findings])
    else:
        for finding in linked.findings:
            click.echo(str(finding))
        click.echo(f"{linked.count} liên kết, {len(linked.findings)} chỗ cần xem → {out}", err=True)
    raise SystemExit(1 if linked.findings else 0)


COMMANDS = (index, add, import_, search, ask, explain, read, citations, delegations, link, check)
