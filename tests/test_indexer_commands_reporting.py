"""``cancu link``: the file with links, the list of findings, and the way back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from web.cli import cancu

DECREE = """---
type: nghi-dinh
number: 7/2031/NĐ-CP
issuer: Chính phủ
issued: 2031-01-02
expires: 2033-01-01
title: Về bến thuyền du lịch
---
### Điều 1. Phạm vi
Nghị định này quy định về bến thuyền.
"""
REPORT = (
    "Theo Nghị định số 7/2031/NĐ-CP ngày 02/01/2031 của Chính phủ về bến thuyền du lịch và Nghị định số 8/2031/NĐ-CP "
    "ngày 03/01/2031 của Chính phủ về bến xe.\n"
)


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cancu, [str(part) for part in arguments])


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of one decree."""
    folder = tmp_path_factory.mktemp("link")
    (folder / "corpus").mkdir()
    (folder / "corpus" / "nd.md").write_text(DECREE, "utf-8")
    assert run("index", "--corpus", folder / "corpus", "--data", folder / "data").exit_code == 0
    return folder / "data"


def test_findings_are_printed_and_written(data: Path, tmp_path: Path) -> None:
    report, out, table = tmp_path / "a.md", tmp_path / "b.md", tmp_path / "c.json"
    report.write_text(REPORT, "utf-8")
    result = run("link", report, "-o", out, "--data", data, "--on", "2032-05-01", "--findings", table)
    assert result.exit_code == 1
    assert result.stdout.startswith("[Lưu ý] dòng 1: “Nghị định số 8/2031/NĐ-CP”")
    assert [finding["kind"] for finding in json.loads(table.read_text("utf-8"))] == ["unknown"]
    result = run("link", report, "-o", out, "--data", data, "--on", "2034-05-01", "--json")
    assert [finding["kind"] for finding in json.loads(result.stdout)] == ["expired", "unknown"]


def test_links_go_away_again(data: Path, tmp_path: Path) -> None:
    report, out, back = tmp_path / "a.md", tmp_path / "b.md", tmp_path / "c.md"
    report.write_text(REPORT, "utf-8")
    run("link", report, "-o", out, "--data", data)
    assert out.read_text("utf-8") != REPORT
    result = run("link", out, "-o", back, "--unlink")
    assert (result.exit_code, result.stderr) == (0, f"đã gỡ 1 liên kết → {back}\n")
    assert back.read_text("utf-8") == REPORT


@pytest.mark.parametrize(("out", "more"), [("a.md", []), ("b.md", ["--findings", "c.xlsx"])])
def test_wrong_use_is_told(data: Path, tmp_path: Path, out: str, more: list[str]) -> None:
    report = tmp_path / "a.md"
    report.write_text(REPORT, "utf-8")
    result = run("link", report, "-o", tmp_path / out, "--data", data, *more)
    assert result.exit_code == 2
    assert report.read_text("utf-8") == REPORT
