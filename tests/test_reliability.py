"""Bad input, a full disk, a second user, a crash at any moment: nothing that was acknowledged is lost."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from indexer.build import bring_up, update
from indexer.corpus import CorpusError
from indexer.generations import NoGeneration, open_current, writing
from indexer.held import ORIGINALS
from indexer.ingest import add_files
from indexer.pointer import current_name
from web.cli import cancu, main

ROOT = Path(__file__).resolve().parent.parent
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="tín hiệu và giới hạn của POSIX")
DECREE = """---
type: nghi-dinh
number: {0}/2030/NĐ-CP
issuer: Chính phủ
issued: 2030-01-02
title: Về bến thuyền
---

### Điều 1. Phạm vi

Nghị định này quy định về bến thuyền theo Nghị định số 1/2030/NĐ-CP.
"""
SOURCE = """CHÍNH PHỦ
Số: {0}/2031/NĐ-CP
Hà Nội, ngày 02 tháng 01 năm 2031
NGHỊ ĐỊNH
Về bến thuyền du lịch
Điều 1. Phạm vi điều chỉnh
{1}
"""


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """A corpus of two decrees, indexed."""
    corpus, data = tmp_path / "corpus", tmp_path / "data"
    corpus.mkdir()
    for count in (1, 2):
        (corpus / f"nd-{count}.md").write_text(DECREE.format(count), "utf-8")
    update(corpus, data)
    return corpus, data


def source(folder: Path, number: int = 7, text: str = "Về bến.", name: str = "nd.txt") -> Path:
    """A decree that comes from outside."""
    path = folder / name
    path.write_text(SOURCE.format(number, text), "utf-8")
    return path


def run(*arguments: object) -> Result:
    """A command in this process."""
    return CliRunner().invoke(cancu, [str(part) for part in arguments])


def start(code: str, *arguments: object) -> subprocess.Popen[str]:
    """A process of its own, in its own group."""
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        text=True, start_new_session=True,
    )  # fmt: skip


# Every step that writes is told, and on the one whose turn it is the process is killed.
_DIES_AT = """
import os, signal, sys, threading
from pathlib import Path
corpus, data, source, last = Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4])
from indexer.ingest import add_files
steps = 0
def hook(event, args):
    global steps
    if event in {"open", "os.rename", "os.link", "os.mkdir", "os.remove", "os.rmdir"} and any(
        isinstance(arg, (str, os.PathLike)) and (str(corpus) in str(arg) or str(data) in str(arg)) for arg in args
    ):
        steps += 1
        if steps == last:
            os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(hook)
report = add_files([source], corpus, data)
print(report.files[0].outcome, flush=True)
print(steps, flush=True)
"""


@POSIX
def test_killed_at_any_step_it_opens_and_loses_nothing(tmp_path: Path, folders: tuple[Path, Path]) -> None:
    corpus, data = folders
    acknowledged = {"1/2030/NĐ-CP", "2/2030/NĐ-CP"}
    for number, last in enumerate((3, 17, 25, 32, 40, 48, 55, 63, 10_000), 10):
        process = start(_DIES_AT, corpus, data, source(tmp_path, number), last)
        said, trouble = process.communicate(timeout=60)
        assert process.returncode in {0, -signal.SIGKILL}, trouble
        if said.startswith("added"):
            acknowledged.add(f"{number}/2031/NĐ-CP")
        catalogue = open_current(data).catalogue
        held = {head.number for head in catalogue.heads()}
        assert acknowledged <= held
        for path in corpus.rglob("*.md"):
            assert path.read_text("utf-8").endswith((".\n", "Về bến.\n")), "no half of a file under its own name"
    assert "18/2031/NĐ-CP" in acknowledged, "the last one was left to finish"
    assert not list(corpus.rglob(".*.new"))


_FULL = """
import resource, signal, sys
from pathlib import Path
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]),) * 2)
sys.argv = ["cancu", *sys.argv[2:]]
from web.cli import main
main()
"""


@POSIX
@pytest.mark.parametrize("most", [10, 3000, 20_000])
def test_where_nothing_more_can_be_written_one_line_says_so(
    tmp_path: Path, folders: tuple[Path, Path], most: int
) -> None:
    corpus, data = folders
    before = current_name(data)
    process = start(_FULL, most, "add", "--yes", source(tmp_path), "--corpus", corpus, "--data", data)
    said, trouble = process.communicate(timeout=60)
    assert process.returncode in {1, 2}
    assert "Traceback" not in trouble
    assert "được phép ghi" in said + trouble or "không ghi được" in trouble or "đĩa đã đầy" in trouble
    assert current_name(data) == before
    assert len(list((data / "generations").iterdir())) == 1
    assert open_current(data).catalogue.counts().documents == 2
    assert not list(corpus.rglob(".*.new"))
    assert run("add", "--yes", source(tmp_path), "--corpus", corpus, "--data", data).exit_code == 0
    assert open_current(data).catalogue.by_number("7/2031/NĐ-CP")


# Each file takes a while, so that the signal surely comes before the end.
_SLOWLY = """
import time
from indexer import build
put = build._store
def slowly(*arguments):
    time.sleep(0.2)
    return put(*arguments)
build._store = slowly
from web.cli import main
main()
"""


@POSIX
def test_stopped_by_hand_it_says_so_and_leaves_nothing_half(folders: tuple[Path, Path]) -> None:
    corpus, data = folders
    before = current_name(data)
    for count in range(3, 60):
        (corpus / f"nd-{count}.md").write_text(DECREE.format(count) * 20, "utf-8")
    process = start(_SLOWLY, "index", "--corpus", corpus, "--data", data)
    while not (data / "writer.json").exists() and process.poll() is None:
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGINT)
    _, trouble = process.communicate(timeout=60)
    assert process.returncode == 1 and "Đã dừng." in trouble and "Traceback" not in trouble
    assert current_name(data) == before
    assert [folder.name for folder in (data / "generations").iterdir()] == [before]


def test_a_second_writer_changes_nothing(tmp_path: Path, folders: tuple[Path, Path]) -> None:
    corpus, data = folders
    with writing(data, "người thứ nhất"):
        result = run("add", "--yes", source(tmp_path), "--corpus", corpus, "--data", data)
        assert "người thứ nhất" in str(result.exception)
        assert not list(corpus.rglob("7-2031*"))
        bring_up(corpus, data, cause="người thứ nhất")


@pytest.mark.parametrize("pointer", [b"", b"\xff\xfe", b"../../etc", b"999999", None])
def test_a_lost_pointer_costs_nothing(folders: tuple[Path, Path], pointer: bytes | None) -> None:
    corpus, data = folders
    if pointer is None:
        (data / "current").unlink()
    else:
        (data / "current").write_bytes(pointer)
    assert open_current(data).catalogue.counts().documents == 2
    assert not update(corpus, data).changes
    assert open_current(data).name == current_name(data)


@pytest.mark.parametrize("manifest", ["", "[]", "{}", '{"stamp": 1}', "\x00"])
def test_a_damaged_manifest_is_told_and_mended(folders: tuple[Path, Path], manifest: str) -> None:
    corpus, data = folders
    (open_current(data).folder / "manifest.json").write_text(manifest, "utf-8")
    result = run("search", "bến thuyền", "--data", data)
    assert "manifest.json" in str(result.exception) and "cancu index" in str(result.exception)
    assert update(corpus, data).changes.everything
    assert run("search", "bến thuyền", "--data", data).exit_code == 0


def test_every_damaged_file_of_an_index_is_noticed(folders: tuple[Path, Path]) -> None:
    corpus, data = folders
    for position in range(len(open_current(data).manifest["files"])):
        generation = update(corpus, data, everything=True).generation
        victim = generation.folder / sorted(generation.manifest["files"])[position]
        victim.write_bytes(b"\x00" * 7)
        assert open_current(data).name < generation.name
        update(corpus, data)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("trong.md", b""),
        ("nhi-phan.md", bytes(range(256)) * 40),
        ("nul.md", b"---\ntype: nghi-dinh\ntitle: \x00\n---\n\n### A\n\n\x00"),
        ("Tên có dấu cách.md", DECREE.format(8).encode()),
        ("te\u0302n.md", DECREE.format(8).replace("\n", "\r\n").encode()),
        ("bom.md", b"\xef\xbb\xbf" + DECREE.format(8).encode()),
        ("dai.md", DECREE.format(8).encode() + b"a" * 2_000_000),
        ("danh-sach.md", b"---\n- a\n---\n\nb\n"),
        ("long.md", b"---\ntype: [[[[\n---\n\nb\n"),
        ("so.md", b"---\ntype: luat\ntitle: {a: b}\nlegal_bases: 5\nsources: {a: b}\nnotes: x\n---\n\nb\n"),
    ],
)
def test_an_odd_corpus_file_disturbs_no_other(folders: tuple[Path, Path], name: str, content: bytes) -> None:
    corpus, data = folders
    (corpus / name).write_bytes(content)
    update(corpus, data)
    assert {"1/2030/NĐ-CP", "2/2030/NĐ-CP"} <= {head.number for head in open_current(data).catalogue.heads()}
    assert not update(corpus, data).changes


def test_odd_things_in_a_corpus_are_faults_or_left_alone(folders: tuple[Path, Path]) -> None:
    corpus, data = folders
    (corpus / "thu-muc.md").mkdir()
    try:
        (corpus / "mat.md").symlink_to(corpus / "khong-co")
        (corpus / "vong").symlink_to(corpus, target_is_directory=True)
        os.mkfifo(corpus / "ong.md")
    except (AttributeError, OSError):
        pytest.skip("hệ thống tệp không có liên kết hoặc ống")
    report = update(corpus, data)
    assert [(fault.file, fault.severity) for fault in report.faults] == [("mat.md", "error")]
    assert open_current(data).catalogue.counts().documents == 2


def test_a_file_that_disappears_between_listing_and_reading_is_a_fault(folders: tuple[Path, Path]) -> None:
    corpus, data = folders
    (corpus / "nd-3.md").write_text(DECREE.format(3), "utf-8")

    def show(stage: str, done: int, total: int) -> None:
        (corpus / "nd-4.md").unlink(missing_ok=True)

    (corpus / "nd-4.md").write_text(DECREE.format(4), "utf-8")
    report = update(corpus, data, progress=show)
    assert [fault.file for fault in report.faults] == ["nd-4.md"]
    assert update(corpus, data).changes.removed == ("nd-4.md",)
    assert open_current(data).catalogue.faults() == []


def test_what_an_officer_is_correcting_is_not_written_over(tmp_path: Path, folders: tuple[Path, Path]) -> None:
    corpus, data = folders
    (added,) = add_files([source(tmp_path)], corpus, data).files
    assert added.path
    broken = "---\ntitle: đang: sửa\n---\n\nCông của cán bộ.\n"
    (corpus / added.path).write_text(broken, "utf-8")
    (refused,) = add_files([source(tmp_path)], corpus, data).files
    assert refused.outcome == "refused" and added.path in refused.message
    assert (corpus / added.path).read_text("utf-8") == broken


def test_an_earlier_original_is_kept(tmp_path: Path, folders: tuple[Path, Path]) -> None:
    corpus, data = folders
    for text in ("Bản một.", "Bản hai.", "Bản hai."):
        add_files([source(tmp_path, text=text)], corpus, data, overwrite=True)
    kept = sorted(path.read_text("utf-8").splitlines()[-1] for path in (corpus / ORIGINALS).iterdir())
    assert kept == ["Bản hai.", "Bản một."]


def test_a_long_name_becomes_one_that_fits(tmp_path: Path, folders: tuple[Path, Path]) -> None:
    corpus, data = folders
    path = tmp_path / ("đ" * 120 + ".txt")
    path.write_text("Quy chế họp\nĐiều 1. Phạm vi\nVề họp.\n", "utf-8")
    (added,) = add_files([path], corpus, data).files
    assert added.outcome == "added"


@pytest.mark.parametrize(
    "line",
    [b"nope", b"[1]", b'"x"', b"5", b'{"id": 1}', b'{"text": "a", "query": "a"}', b'{"id": 1, "text": 5, "query": 5}',
     b'{"id": 1, "text": null, "query": null}', b"\xff\xfe{", b'{"id": 1, "text": "a", "query": "b", "context": 5}',
     b'{"id": 1, "text": "a", "query": "b", "doc_issued": 5}', b"[" * 100_000],
)  # fmt: skip
@pytest.mark.parametrize("command", ["citations", "delegations", "search"])
def test_a_wrong_line_is_named(tmp_path: Path, folders: tuple[Path, Path], command: str, line: bytes) -> None:
    lines, out = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    lines.write_bytes(b'{"id": 1, "text": "a", "query": "b"}\n' + line + b"\n")
    out.write_text("đã có", "utf-8")
    result = run(command, "--jsonl", lines, "--out", out, "--data", folders[1])
    assert "a.jsonl:2: " in str(result.exception)
    assert out.read_text("utf-8") == "đã có"


def test_a_report_is_never_written_over(tmp_path: Path, folders: tuple[Path, Path]) -> None:
    report, twin = tmp_path / "a.md", tmp_path / "b.md"
    report.write_text("Theo Nghị định số 1/2030/NĐ-CP.\n", "utf-8")
    twin.hardlink_to(report)
    word, table = tmp_path / "c.docx", tmp_path / "d.csv"
    for arguments in (["-o", report], ["-o", twin], ["-o", word], ["-o", table, "--findings", table]):
        assert run("link", report, *arguments, "--data", folders[1]).exit_code == 2
    assert report.read_text("utf-8") == "Theo Nghị định số 1/2030/NĐ-CP.\n"


@pytest.mark.parametrize("place", ["", "khong-co", "ong"])
def test_what_is_no_file_is_not_read(tmp_path: Path, place: str) -> None:
    if place == "ong":
        if not hasattr(os, "mkfifo"):
            pytest.skip("không có ống")
        os.mkfifo(tmp_path / place)
    result = run("read", tmp_path / place)
    assert result.exit_code == 2 and "không" in result.output


@pytest.mark.parametrize(
    "query",
    ["!!! ??? …", "\x00\x01\x1b[31m", "😀🏛️", "\u202ebến\u200f thuyền\u202c", "' OR 1=1; --",
     "<script>alert(1)</script>",
     "(" * 200, '"bến', "bến " * 2500, " ".join(f"từ{count}" for count in range(300)), "a" * 10_000, "\ud800"],
)  # fmt: skip
@pytest.mark.parametrize("command", ["search", "ask", "explain"])
def test_any_question_is_answered(folders: tuple[Path, Path], command: str, query: str) -> None:
    result = run(command, "--data", folders[1], "--", query)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert result.exit_code in {0, 1}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["link", "a.md"], "không có tệp này"),
        (["read"], "cancu read --help"),
        (["citations", "."], "đây là thư mục, không phải tệp"),
        (["link", str(ROOT / "README.md")], "thiếu"),
        (["search", "--khong", "x"], "không có tùy chọn --khong"),
        (["index", "--data", str(ROOT / "README.md")], "đây là tệp, không phải thư mục"),
        (["check", "--corpus", str(ROOT / "khong-co")], "không có thư mục kho văn bản"),
    ],
)
def test_wrong_use_is_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    monkeypatch.setattr(sys, "argv", ["cancu", *arguments])
    with pytest.raises(SystemExit) as stop:
        main()
    trouble = capsys.readouterr().err
    assert stop.value.code == 2
    assert trouble.startswith("cancu: ") and trouble.count("\n") == 1 and said in trouble


@POSIX
def test_a_name_that_is_no_text_is_told(folders: tuple[Path, Path]) -> None:
    try:
        Path(os.fsdecode(os.fsencode(folders[0]) + b"/\xff.md")).write_text("a", "utf-8")
    except OSError:
        pytest.skip("hệ thống tệp không nhận tên như vậy")
    with pytest.raises(CorpusError, match="không phải UTF-8"):
        update(*folders)


def test_a_port_in_use_is_told_before_any_work(folders: tuple[Path, Path], tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = run("serve", "--corpus", folders[0], "--data", tmp_path / "new", "--port", port)
    assert "--port" in str(result.exception)
    assert not (tmp_path / "new").exists()


def test_without_an_index_it_says_what_to_run(tmp_path: Path) -> None:
    result = run("search", "bến", "--data", tmp_path)
    assert isinstance(result.exception, NoGeneration) and "cancu index" in str(result.exception)


def test_the_writers_record_is_gone_after_work(folders: tuple[Path, Path]) -> None:
    with writing(folders[1], "thử"):
        assert json.loads((folders[1] / "writer.json").read_text("utf-8"))["pid"] == os.getpid()
    assert not (folders[1] / "writer.json").exists()
