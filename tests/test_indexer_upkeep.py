"""Backup and restore, the doctor, and the commands that look after the index."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from indexer.arrivals import NewsLine, Place, keep_arrivals, read_arrivals
from indexer.backup import BadBackup, back_up, read_backup, restore
from indexer.build import update
from indexer.doctor import examine
from indexer.generations import open_current, writing
from indexer.pointer import current_name
from indexer.saved_questions import questions_file
from kb.errors import KbError
from web.cli import cancu

DECREE = """---
type: nghi-dinh
number: {0}/2031/NĐ-CP
issuer: Chính phủ
issued: 2031-02-01
title: Về bến thuyền {0}
---

### Điều 1. Phạm vi

Nghị định này quy định về bến thuyền.
"""


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """A corpus with an original, saved questions and something remembered, indexed."""
    corpus, data = tmp_path / "kho" / "corpus", tmp_path / "kho" / "data"
    (corpus / "_originals").mkdir(parents=True)
    (corpus / "nd-1.md").write_text(DECREE.format(1), "utf-8")
    (corpus / "_originals" / "nd-1.docx").write_bytes(b"PK\x03\x04 goc")
    questions_file(corpus).write_text("", "utf-8")
    update(corpus, data)
    (data / "reports").mkdir()
    (data / "reports" / "bao-cao.json").write_text("{}", "utf-8")
    return corpus, data


def run(*arguments: object) -> Result:
    """A command in this process."""
    return CliRunner().invoke(cancu, [str(part) for part in arguments])


def everything_in(folder: Path) -> dict[str, bytes]:
    """Files by name."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("name", ["ban-sao.zip", "ban-sao"])
def test_what_was_backed_up_comes_back_elsewhere(folders: tuple[Path, Path], tmp_path: Path, name: str) -> None:
    corpus, data = folders
    back_up(corpus, data, tmp_path / name)
    other, other_data = tmp_path / "moi" / "corpus", tmp_path / "moi" / "data"
    done = restore(tmp_path / name, other, other_data)
    assert everything_in(other) == everything_in(corpus)
    assert (other_data / "reports" / "bao-cao.json").read_text("utf-8") == "{}"
    assert questions_file(other).exists() and done.aside is None
    assert open_current(other_data).catalogue.by_number("1/2031/NĐ-CP")


def test_a_restore_sets_aside_what_was_there_and_can_be_undone(folders: tuple[Path, Path], tmp_path: Path) -> None:
    corpus, data = folders
    target = tmp_path / "a.zip"
    back_up(corpus, data, target)
    (corpus / "nd-2.md").write_text(DECREE.format(2), "utf-8")
    update(corpus, data)
    with pytest.raises(KbError, match="--force"):
        restore(target, corpus, data)
    assert (corpus / "nd-2.md").exists()
    done = restore(target, corpus, data, force=True)
    assert not (corpus / "nd-2.md").exists() and not open_current(data).catalogue.by_number("2/2031/NĐ-CP")
    assert done.aside
    restore(done.aside, corpus, data, force=True)
    assert open_current(data).catalogue.by_number("2/2031/NĐ-CP")
    assert (data / "reports" / "bao-cao.json").exists()


@pytest.mark.parametrize("position", range(5, 100, 7))
def test_a_damaged_backup_touches_nothing(folders: tuple[Path, Path], tmp_path: Path, position: int) -> None:
    corpus, data = folders
    target = tmp_path / "a.zip"
    back_up(corpus, data, target)
    content = bytearray(target.read_bytes())
    content[len(content) * position // 100] ^= 4
    target.write_bytes(content)
    before = everything_in(corpus)
    try:
        restore(target, corpus, data, force=True)
    except BadBackup:
        assert everything_in(corpus) == before
    else:
        assert everything_in(corpus) == before, "the flipped bit was in what says nothing"


@pytest.mark.parametrize("name", ["corpus/../../ngoai.md", "/etc/passwd", "data", "corpus\\..\\a.md", "khac/a.md"])
def test_a_backup_with_strange_names_is_refused(tmp_path: Path, name: str) -> None:
    target = tmp_path / "a.zip"
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("backup.json", json.dumps({"made": "", "files": {name: {"size": 0, "sha256": ""}}}))
    with pytest.raises(BadBackup, match="tên tệp lạ"):
        read_backup(target)


def test_a_backup_leaves_out_what_is_of_the_moment(folders: tuple[Path, Path], tmp_path: Path) -> None:
    for name in ("watch.lock", "writer.lock", ".seen.json.new", "current.new"):
        (folders[1] / name).write_text("x", "utf-8")
    back_up(*folders, tmp_path / "a.zip")
    kept = {name for name in read_backup(tmp_path / "a.zip").files if name.startswith("data/")}
    assert not any(name.endswith((".lock", ".new")) for name in kept) and "data/history.log" in kept


def test_a_backup_is_not_written_over_nor_into_what_it_copies(folders: tuple[Path, Path], tmp_path: Path) -> None:
    corpus, data = folders
    (tmp_path / "co-roi.zip").write_text("a", "utf-8")
    for target in (tmp_path / "co-roi.zip", corpus / "a.zip", data / "a"):
        with pytest.raises(KbError):
            back_up(corpus, data, target)


def states(corpus: Path, data: Path) -> dict[str, str]:
    """The doctor's verdicts by name."""
    return {check.name: check.state for check in examine(corpus, data)}


def test_the_doctor_finds_nothing_wrong_where_nothing_is(folders: tuple[Path, Path]) -> None:
    assert "error" not in states(*folders).values()
    assert run("doctor", "--corpus", folders[0], "--data", folders[1]).exit_code == 0


def _damage_catalogue(corpus: Path, data: Path) -> None:
    path = open_current(data).folder / "catalogue.sqlite"
    content = bytearray(path.read_bytes())
    content[3000] ^= 1
    path.write_bytes(content)


@pytest.mark.parametrize(
    ("name", "harm", "state"),
    [
        ("Chỉ mục 000001", _damage_catalogue, "error"),
        ("Bản đang dùng", lambda corpus, data: (data / "current").write_text("000001 00000000"), "error"),
        ("Kho và chỉ mục", lambda corpus, data: (corpus / "nd-1.md").write_text(DECREE.format(3), "utf-8"), "warning"),
        ("Thư mục kho", lambda corpus, data: shutil.rmtree(corpus), "error"),
        ("Lỗi của kho", lambda corpus, data: (corpus / "x.md").write_text("x") and update(corpus, data), "warning"),
    ],
)
def test_the_doctor_names_what_is_wrong(
    folders: tuple[Path, Path], name: str, harm: Callable[[Path, Path], object], state: str
) -> None:
    harm(*folders)
    found = {check.name: check for check in examine(*folders)}
    assert found[name].state == state and found[name].advice


def test_the_doctor_says_who_is_writing(folders: tuple[Path, Path]) -> None:
    with writing(folders[1], "cancu watch"):
        found = next(check for check in examine(*folders) if check.name == "Đang ghi")
    assert found.state == "warning" and "cancu watch" in found.found


def test_history_and_rollback_are_commands(folders: tuple[Path, Path]) -> None:
    corpus, data = folders
    (corpus / "nd-2.md").write_text(DECREE.format(2), "utf-8")
    update(corpus, data)
    assert "+ Nghị định 2/2031/NĐ-CP" in run("history", "--data", data).output
    assert "thêm 1, đổi 0, bỏ 0" in run("history", "1", "2", "--data", data).output
    assert run("rollback", "--data", data).exit_code == 0 and current_name(data) == "000001"
    assert "trở về bản này từ 000002" in run("history", "--data", data).output
    assert "không giữ" in str(run("rollback", "7", "--data", data).exception)
    assert json.loads(run("history", "--json", "--data", data).output)[0]["kind"] == "rollback"


def test_history_tells_which_saved_questions_are_answered_anew(folders: tuple[Path, Path]) -> None:
    corpus, data = folders
    (corpus / "nd-2.md").write_text(DECREE.format(2), "utf-8")
    update(corpus, data)
    report = read_arrivals(data, "000002")
    assert report is not None
    line = NewsLine("question", Place("“nghị định 2/2031”"), ": nay trả lời khác")
    keep_arrivals(data, replace(report, lines=(*report.lines, line)))
    assert "? “nghị định 2/2031”: nay trả lời khác" in run("history", "--data", data).output
    assert json.loads(run("history", "--json", "--data", data).output)[0]["questions"] == [line.sentence]


def test_an_update_says_what_it_would_do_and_what_it_did(folders: tuple[Path, Path]) -> None:
    corpus, data = folders
    where = ("--corpus", corpus, "--data", data)
    assert "không có gì để làm" in run("index", "--dry-run", *where).output
    (corpus / "nd-2.md").write_text(DECREE.format(2), "utf-8")
    (corpus / "hong.md").write_text("---\ntitle: a: b\n---\n\nx", "utf-8")
    told = run("index", "--dry-run", *where).output
    assert "+ nd-2.md" in told and "Sẽ thêm 2, đổi 0, bỏ 0" in told and current_name(data) == "000001"
    told = run("index", *where).output
    assert "+ nd-2.md" in told and "hong.md:" in told and "thêm 2" in told
