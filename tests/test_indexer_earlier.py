"""Earlier texts of a document are kept, and what changed since is told word by word."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from indexer.build import update
from indexer.corpus import read_document
from indexer.earlier import EARLIER, changes, keep_earlier, told, versions
from indexer.ingest import add_files
from web.cli import cancu

HEAD = "---\ntype: nghi-dinh\nnumber: 5/2031/NĐ-CP\nissuer: Chính phủ\nissued: 2031-02-01\ntitle: Về đò ngang\n---\n\n"
OLD = HEAD + "### Điều 1. Phạm vi\n\nNghị định này về đò ngang.\n\n### Điều 2. Thời hạn\n\nTrả lời trong 05 ngày.\n"


@pytest.mark.parametrize(
    ("before", "after", "kind", "said"),
    [
        ("trong 05 ngày", "trong 07 ngày", "changed", "trong [-05-] {+07+} ngày."),
        ("### Điều 2. Thời hạn\n\nTrả lời trong 05 ngày.\n", "", "removed", "[-Thời hạn Trả lời trong 05 ngày.-]"),
        ("05 ngày.\n", "05 ngày.\n\n### Điều 3. Phí\n\nMiễn phí.\n", "added", "{+Phí Miễn phí.+}"),
        ("Điều 2. Thời hạn", "Điều 2. Hạn trả lời", "changed", "Hạn"),
    ],
)
def test_what_changed_is_told(before: str, after: str, kind: str, said: str) -> None:
    (change,) = changes(read_document(OLD, "a.md"), read_document(OLD.replace(before, after), "a.md"))
    assert change.kind == kind and said in told(change.stretches)


@pytest.mark.parametrize(
    ("before", "after"),
    [("về đò", "về  đò"), ("05 ngày.\n", "05 ngày.\n\n\n"), ("\n", "\r\n"), ("đò ngang.", "đo\u0300 ngang.")],
)
def test_formatting_is_no_change(before: str, after: str) -> None:
    assert changes(read_document(OLD, "a.md"), read_document(OLD.replace(before, after), "a.md")) == []


def test_only_the_words_around_a_change_are_shown() -> None:
    long = OLD.replace("về đò ngang", " ".join(f"chữ{count}" for count in range(400)))
    (change,) = changes(read_document(long, "a.md"), read_document(long.replace("chữ200", "khác"), "a.md"))
    assert len(told(change.stretches).split()) < 25


def test_a_text_is_kept_once(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(OLD, "utf-8")
    first = keep_earlier(tmp_path, "a.md", date(2031, 3, 1))
    assert keep_earlier(tmp_path, "a.md", date(2031, 3, 1)) == first
    (tmp_path / "a.md").write_text(OLD + "\nMới.\n", "utf-8")
    assert keep_earlier(tmp_path, "a.md", date(2031, 3, 1)).name == "2031-03-01.2.md"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cancu, [str(argument) for argument in arguments])


def test_imports_and_corrections_leave_their_earlier_texts(tmp_path: Path) -> None:
    corpus, data, source = tmp_path / "corpus", tmp_path / "data", tmp_path / "nd.md"
    corpus.mkdir()
    source.write_text(OLD, "utf-8")
    (added,) = add_files([source], corpus, data).files
    assert added.path is not None
    places = ("--corpus", corpus, "--data", data)
    nothing = run("diff", "5/2031/NĐ-CP", *places)
    assert nothing.exit_code == 1 and "không giữ bản trước nào" in nothing.output
    source.write_text(OLD.replace("05 ngày", "07 ngày"), "utf-8")
    (replaced,) = add_files([source], corpus, data, overwrite=True).files
    assert replaced.outcome == "replaced" and list((corpus / EARLIER).rglob("*.md"))
    assert "trong [-05-] {+07+} ngày" in run("diff", "5/2031/NĐ-CP", *places).output

    text = (corpus / added.path).read_text("utf-8")
    (corpus / added.path).write_text(text.replace("07 ngày", "09 ngày"), "utf-8")
    update(corpus, data)
    assert "[-07-] {+09+}" in run("diff", "5/2031/NĐ-CP", *places).output
    assert "[-05-] {+09+}" in run("diff", "5/2031/NĐ-CP", "--back", 2, *places).output
    assert len(versions(corpus, data, added.path)) == 2, "the text of the first import is told once"
    assert "kho không có văn bản này" in str(run("diff", "6/2031/NĐ-CP", *places).exception)
