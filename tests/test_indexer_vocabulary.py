"""The file of matters: every row of the shipped one proves itself, an officer's own is checked and takes effect."""

from __future__ import annotations

from pathlib import Path

import power_corpus
import pytest
from click.testing import CliRunner

from indexer.build import check, update
from indexer.catalogue import Catalogue
from indexer.commands.matters import matters
from indexer.vocabulary import NAME, SHIPPED, read_vocabulary, shipped
from kb.matters import Matter
from kb.text import fold

ROWS = shipped().rows
OWN = """[ben-bai]
label = "Bến bãi"
words = ["bến bãi", "giấy phép xây dựng"]
examples = ["mo ben bai"]
"""


def test_the_shipped_file_has_no_fault() -> None:
    vocabulary, faults = read_vocabulary(SHIPPED.read_bytes(), NAME)
    assert vocabulary.rows == ROWS and not faults
    assert all(row.examples for row in ROWS)


@pytest.mark.parametrize(
    ("row", "example"), [(row, example) for row in ROWS for example in row.examples], ids=lambda part: str(part)[:40]
)
def test_the_examples_of_a_row_find_it_first(row: Matter, example: str) -> None:
    assert shipped().matters_in(example)[0] == row


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.slug)
def test_a_name_is_found_without_diacritics(row: Matter) -> None:
    assert row in shipped().matters_in(fold(row.words[0]))


def test_the_most_specific_matter_comes_first() -> None:
    text = "thẩm định báo cáo đánh giá tác động môi trường trong khu công nghiệp"
    assert [row.slug for row in shipped().matters_in(text)] == ["danh-gia-tac-dong-moi-truong", "moi-truong"]


@pytest.mark.parametrize(
    "text", ["ai ký quyết định này?", "rung chuyển", "đường Hai Bà Trưng", "Quyết định số 67/2003/QĐ-UB"]
)
def test_other_words_name_no_matter(text: str) -> None:
    assert shipped().matters_in(text) == ()


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ('[a]\nlabel = "A"\nwords = ["a b"]\n\n[Bến]\n', 4, "cú pháp"),
        ('[a]\nlabel = "A"\nwords = ["a b"]\n\n[b]\nlabel = "B"\n', 5, "thiếu words"),
        ('[b]\nwords = ["b c"]\n', 1, "thiếu label"),
        ('[b]\nlabel = "B"\nwords = "b c"\n', 1, "thiếu words"),
        ('\n[b]\nlabel = "B"\nwords = ["b c"]\nparent = "c"\n', 2, "parent"),
        ('[b]\nlabel = "B"\nwords = ["b c"]\nvi-du = ["b c"]\n', 1, "không có khóa vi-du"),
        ('["Bến bãi"]\nlabel = "B"\nwords = ["b c"]\n', 1, "không dấu"),
        ('label = "B"\n', 1, "ngoài mọi mục"),
        ('[b]\nlabel = "B"\nwords = ["b c"]\nexamples = [\n  "b c",\n  "x y",\n]\n', 6, "không ra loại việc nào"),
    ],
)
def test_a_fault_is_told_with_its_line(text: str, line: int, message: str) -> None:
    [fault] = read_vocabulary(text.encode(), NAME)[1]
    assert (fault.file, fault.line) == (NAME, line if "cú pháp" not in message else fault.line)
    assert message in fault.message and fault.hint


def test_a_file_that_cannot_be_read_leaves_the_shipped_vocabulary() -> None:
    assert read_vocabulary(b"[a", NAME)[0] == read_vocabulary(b"\xff", NAME)[0] == shipped()


def slugs(catalogue: Catalogue) -> set[str]:
    return {slug for fact in catalogue.power_facts() for slug in fact.matters}


def test_an_edited_vocabulary_regroups_the_powers_and_reads_no_document_again(tmp_path: Path) -> None:
    corpus, data = power_corpus.write_corpus(tmp_path / "corpus"), tmp_path / "data"
    before = update(corpus, data).generation.catalogue
    assert "giay-phep-xay-dung" in slugs(before)
    (corpus / NAME).write_text(OWN, "utf-8")
    report = update(corpus, data)
    assert report.changes.added == (NAME,) and not report.faults
    after = report.generation.catalogue
    assert slugs(after) == {"ben-bai"}
    assert [row.label for row in after.vocabulary.rows] == ["Bến bãi"]
    (corpus / NAME).unlink()
    assert slugs(update(corpus, data).generation.catalogue) == slugs(before)


def test_faults_of_the_vocabulary_are_among_those_of_the_corpus(tmp_path: Path) -> None:
    corpus, data = power_corpus.write_corpus(tmp_path / "corpus"), tmp_path / "data"
    (corpus / NAME).write_text('[b]\nlabel = "B"\n', "utf-8")
    assert [fault.file for fault in update(corpus, data).generation.catalogue.faults()] == [NAME]
    assert [fault.file for fault in check(corpus)] == [NAME]


def test_the_command_starts_a_file_lists_it_and_tries_words(tmp_path: Path) -> None:
    place = ["--corpus", str(tmp_path)]
    started = CliRunner().invoke(matters, [*place, "--start"])
    assert started.exit_code == 0 and (tmp_path / NAME).read_bytes() == SHIPPED.read_bytes()
    assert CliRunner().invoke(matters, [*place, "--start"]).exit_code == 2
    (tmp_path / NAME).write_text(OWN, "utf-8")
    assert CliRunner().invoke(matters, place).output.startswith("ben-bai: Bến bãi\n")
    assert "Bến bãi" in CliRunner().invoke(matters, [*place, "mở bến bãi"]).output
    assert CliRunner().invoke(matters, [*place, "xyz"]).exit_code == 1
