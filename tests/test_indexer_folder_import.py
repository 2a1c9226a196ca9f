"""Whole folders: every file is told of, a bad one stops nothing, a run that was stopped goes on."""

from __future__ import annotations

import csv
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from indexer.build import update
from indexer.commands.adding import add
from indexer.corpus import read_document
from indexer.drafts import DRAFTS, Drafts
from indexer.folder_import import FileResult, FolderReport, files_in
from indexer.generations import open_current, writing
from kb.errors import KbError

ROOT = Path(__file__).resolve().parent.parent
TEXT = """CHÍNH PHỦ
Số: {0}
Hà Nội, ngày {1} tháng 5 năm 2031
NGHỊ ĐỊNH
Về bến thuyền số {0}
Điều 1. Phạm vi điều chỉnh
{2}
"""


@pytest.fixture
def places(tmp_path: Path) -> tuple[Path, Path, Path]:
    """A folder with files of every fate, a corpus and its data."""
    inbox, corpus, data = tmp_path / "đến", tmp_path / "corpus", tmp_path / "data"
    (inbox / "tháng 5").mkdir(parents=True)
    corpus.mkdir()
    write(inbox, "a.txt", "1/2031/NĐ-CP")
    write(inbox, "tháng 5/b.txt", "2/2031/NĐ-CP")
    write(inbox, "bản sao.txt", "2/2031/NĐ-CP")
    write(inbox, "c bản khác.txt", "1/2031/NĐ-CP", text="Chữ khác.")
    write(inbox, "d khác ngày.txt", "1/2031/NĐ-CP", day="29")
    (inbox / "hỏng.pdf").write_bytes(b"%PDF-1.7 cut")
    (inbox / "trống.txt").write_text("\n")
    (inbox / ".ẩn.txt").write_text("Điều 1. Ẩn")
    (inbox / "~$khóa.docx").write_bytes(b"x")
    (inbox / "bảng.xlsx").write_bytes(b"PK")
    return inbox, corpus, data


def write(folder: Path, name: str, number: str, *, day: str = "02", text: str = "Về bến.") -> Path:
    """A decree as a text file."""
    path = folder / name
    path.write_text(TEXT.format(number, day, text), "utf-8")
    return path


def run(inbox: Path, corpus: Path, data: Path, *more: object) -> Result:
    """Adds the folder."""
    return CliRunner().invoke(add, [str(inbox), "--corpus", str(corpus), "--data", str(data), *map(str, more)])


def fates(record: dict[str, list[dict[str, str]]]) -> dict[str, str]:
    """What became of each file of a JSON report."""
    return {file["file"]: file["reason"] or file["outcome"] for file in record["files"]}


def test_every_file_is_told_of(places: tuple[Path, Path, Path], tmp_path: Path) -> None:
    out = tmp_path / "kq.json"
    result = run(*places, "--report", out)
    assert result.exit_code == 1 and not isinstance(result.exception, KbError)
    assert fates(json.loads(out.read_text("utf-8"))) == {
        "a.txt": "added", "bản sao.txt": "added", "c bản khác.txt": "version", "d khác ngày.txt": "conflict",
        "hỏng.pdf": "unreadable", "trống.txt": "unreadable", "tháng 5/b.txt": "same",
    }  # fmt: skip
    table = {
        line.rsplit(None, 1)[0].strip(): line.rsplit(None, 1)[1]
        for line in result.output.splitlines()
        if line[-1:].isdigit()
    }
    assert (table["Số tệp"], table["Đã thêm"], table["Không đọc được"]) == ("7", "2", "2")
    assert open_current(places[2]).catalogue.by_number("2/2031/NĐ-CP")


def test_what_a_person_must_decide_waits_as_a_draft(places: tuple[Path, Path, Path]) -> None:
    run(*places)
    run(*places)
    names = sorted(draft.name for draft in Drafts(places[1] / DRAFTS).heads())
    assert names == ["c bản khác.txt", "d khác ngày.txt"]


def test_a_second_run_reads_only_what_is_new(
    places: tuple[Path, Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(*places)
    for name in ("c bản khác.txt", "d khác ngày.txt", "hỏng.pdf", "trống.txt"):
        (places[0] / name).unlink()
    new = write(places[0], "mới.txt", "3/2031/NĐ-CP")
    from indexer import read_ahead

    read: list[str] = []
    honest = read_ahead.read_file
    monkeypatch.setattr(read_ahead, "read_file", lambda path, stop: read.append(path.name) or honest(path, stop))
    result = run(*places, "--report", tmp_path / "kq.csv")
    assert (result.exit_code, read) == (0, [new.name])
    rows = list(csv.DictReader((tmp_path / "kq.csv").read_text("utf-8-sig").splitlines()))
    assert sorted(row["outcome"] for row in rows) == ["added", "same", "same", "same"]
    assert {row["number"] for row in rows} == {"1/2031/NĐ-CP", "2/2031/NĐ-CP", "3/2031/NĐ-CP"}


def test_a_field_corrected_in_the_file_stays_when_the_same_original_comes_again(
    places: tuple[Path, Path, Path],
) -> None:
    inbox, corpus, _ = places
    run(*places)
    path = corpus / "nghi-dinh/2031/1-2031-nd-cp.md"
    path.write_text(path.read_text("utf-8").replace("1/2031/NĐ-CP", "11/2031/NĐ-CP"), "utf-8")
    for more in ((), ("--overwrite",)):
        run(inbox / "a.txt", *places[1:], *more)
        assert read_document(path.read_text("utf-8"), path.name).number == "11/2031/NĐ-CP"
    assert not (corpus / "nghi-dinh/2031/1-2031-nd-cp-2.md").exists()


def test_a_number_of_every_year_is_another_document(places: tuple[Path, Path, Path]) -> None:
    inbox, corpus, data = places
    first = write(inbox, "x.txt", "24/CT-TTg")
    second = write(inbox, "y.txt", "24/CT-TTg", day="20")
    for path in (first, second):
        assert run(path, corpus, data, "--yes").exit_code == 0
    assert len(open_current(data).catalogue.by_number("24/CT-TTg")) == 2


def test_a_day_that_a_person_states_settles_a_conflict(places: tuple[Path, Path, Path]) -> None:
    inbox, corpus, data = places
    assert run(inbox / "a.txt", corpus, data, "--yes").exit_code == 0
    assert run(inbox / "d khác ngày.txt", corpus, data, "--yes").exit_code == 1
    assert run(inbox / "d khác ngày.txt", corpus, data, "--yes", "--date", "29/5/2031").exit_code == 0
    held = open_current(data).catalogue.by_number("1/2031/NĐ-CP")
    assert sorted(head.issued.day for head in held if head.issued) == [2, 29]


def test_a_second_writer_is_told_who_is_writing(places: tuple[Path, Path, Path]) -> None:
    update(places[1], places[2])
    with writing(places[2], "người thứ nhất"):
        result = run(*places)
    assert "người thứ nhất" in str(result.exception)
    assert not list(places[1].rglob("*.md"))


@pytest.mark.parametrize(
    ("arguments", "told"),
    [(["--report", "kq.txt"], "json"), (["--date", "hôm qua"], "không phải ngày"), (["--number", "1/NĐ"], "một tệp")],
)
def test_wrong_use_is_told(places: tuple[Path, Path, Path], arguments: list[str], told: str) -> None:
    result = run(*places, *arguments)
    assert result.exit_code == 2 and told in result.output


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "trống").mkdir()
    result = run(tmp_path / "trống", tmp_path / "corpus", tmp_path / "data")
    assert "không có tệp văn bản nào" in str(result.exception)


def test_files_come_once_and_in_order(places: tuple[Path, Path, Path]) -> None:
    inbox = places[0]
    names = [name for _, name in files_in([inbox / "hỏng.pdf", inbox])]
    assert names == ["hỏng.pdf", "a.txt", "bản sao.txt", "c bản khác.txt", "d khác ngày.txt", "tháng 5/b.txt",
                     "trống.txt"]  # fmt: skip


def test_a_cell_is_never_a_formula() -> None:
    report = FolderReport(1, [FileResult("=cmd.txt", "refused", "unreadable", message="+1")])
    [row] = csv.DictReader(report.as_csv().splitlines())
    assert (row["file"], row["message"]) == ("'=cmd.txt", "'+1")


@pytest.mark.skipif(sys.platform == "win32", reason="tín hiệu của POSIX")
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_stopped_in_the_middle_nothing_is_half_and_the_next_run_goes_on(
    places: tuple[Path, Path, Path], how: signal.Signals
) -> None:
    inbox, corpus, data = places
    for count in range(100, 300):
        write(inbox, f"n{count}.txt", f"{count}/2031/NĐ-CP")
    command = [sys.executable, "-m", "web.cli", "add", str(inbox), "--corpus", str(corpus), "--data", str(data)]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True, env=environment
    )
    while process.poll() is None and len(list(corpus.rglob("*.md"))) < 5:
        time.sleep(0.005)
    os.killpg(process.pid, how)
    said, trouble = process.communicate(timeout=60)
    written = list(corpus.rglob("*.md"))
    assert process.returncode and 5 <= len(written) < 202 and "Traceback" not in trouble
    assert how is signal.SIGKILL or ("chạy lại lệnh này" in said and "Chưa làm tới" in said)
    for path in written:
        assert path.read_text("utf-8").endswith(("Về bến.\n", "Chữ khác.\n"))
    run(*places)
    assert len(list(corpus.rglob("*.md"))) == 202 and not list(corpus.rglob(".*.new"))
    assert open_current(data).catalogue.counts().documents == 202


def test_an_import_that_cannot_start_tells_only_why(places: tuple[Path, Path, Path], tmp_path: Path) -> None:
    result = run(places[0], tmp_path / "khong-co", tmp_path / "data-khong-co")
    assert isinstance(result.exception, KbError)
    assert "Đã dừng giữa chừng" not in result.output
