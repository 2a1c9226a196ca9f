"""Adding files: reviewed Markdown, the original beside it, nothing lost, nothing twice."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from indexer.corpus import read_document
from indexer.generations import open_current
from indexer.held import ORIGINALS
from indexer.ingest import add_files
from indexer.reading import read_file

DECREE = """CHÍNH PHỦ
Số: {number}
Hà Nội, ngày 02 tháng 01 năm 2031
NGHỊ ĐỊNH
Về bến thuyền du lịch
Điều 1. Phạm vi điều chỉnh
{text}
Điều 2. Thẩm quyền
Ủy ban nhân dân tỉnh ủy quyền cho Sở Du lịch cấp giấy phép bến thuyền.
"""


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """An empty corpus, and where derived data goes."""
    (tmp_path / "corpus").mkdir()
    return tmp_path / "corpus", tmp_path / "data"


def decree(folder: Path, name: str = "nd.txt", number: str = "7/2031/NĐ-CP", text: str = "Về bến.") -> Path:
    """A decree as a text file."""
    path = folder / name
    path.write_text(DECREE.format(number=number, text=text), "utf-8")
    return path


def test_a_file_becomes_a_corpus_file_and_its_original_is_kept(tmp_path: Path, folders: tuple[Path, Path]) -> None:
    source = decree(tmp_path)
    (added,) = add_files([source], *folders).files
    assert (added.outcome, added.path) == ("added", "nghi-dinh/2031/7-2031-nd-cp.md")
    corpus, data = folders
    document = read_document((corpus / "nghi-dinh/2031/7-2031-nd-cp.md").read_text("utf-8"), "x.md")
    assert (document.number, document.issuer, str(document.issued)) == ("7/2031/NĐ-CP", "Chính phủ", "2031-01-02")
    assert (corpus / ORIGINALS / "7-2031-nd-cp.txt").read_bytes() == source.read_bytes()
    assert open_current(data).catalogue.by_number("7/2031/NĐ-CP")


def test_the_same_file_again_changes_nothing(tmp_path: Path, folders: tuple[Path, Path]) -> None:
    add_files([decree(tmp_path)], *folders)
    report = add_files([decree(tmp_path, "again.txt")], *folders)
    assert [file.outcome for file in report.files] == ["same"]
    assert report.update is None


def test_another_text_of_the_same_document_wants_a_word(tmp_path: Path, folders: tuple[Path, Path]) -> None:
    add_files([decree(tmp_path)], *folders)
    newer = decree(tmp_path, "newer.txt", text="Về bến thuyền và bãi tắm.")
    (refused,) = add_files([newer], *folders).files
    assert refused.outcome == "refused" and "--overwrite" in refused.message
    (replaced,) = add_files([newer], *folders, overwrite=True).files
    assert replaced.outcome == "replaced"
    assert "bãi tắm" in (folders[0] / "nghi-dinh/2031/7-2031-nd-cp.md").read_text("utf-8")


def test_what_was_entered_by_hand_survives(tmp_path: Path, folders: tuple[Path, Path]) -> None:
    add_files([decree(tmp_path)], *folders)
    path = folders[0] / "nghi-dinh/2031/7-2031-nd-cp.md"
    by_hand = (
        "record: full\nrelations:\n  - verb: replaces\n    number: 6/2020/NĐ-CP\ndelegations:\n  - stance: delegated\n"
        "    kind: uy-quyen\n    delegate: Sở Du lịch\n    powers:\n      - cấp giấy phép bến thuyền\n"
        "    evidence: Ủy ban nhân dân tỉnh ủy quyền cho Sở Du lịch cấp giấy phép bến thuyền.\n"
    )
    path.write_text(path.read_text("utf-8").replace("record: full\n", by_hand), "utf-8")
    add_files([decree(tmp_path, "newer.txt", text="Về bến thuyền và bãi tắm.")], *folders, overwrite=True)
    document = read_document(path.read_text("utf-8"), "x.md")
    assert [relation.number for relation in document.relations] == ["6/2020/NĐ-CP"]
    (fact,) = document.delegations
    assert (fact.delegate, fact.eid) == ("Sở Du lịch", "art_2")


def test_what_a_person_checked_survives_another_import_of_the_same_file(
    tmp_path: Path, folders: tuple[Path, Path]
) -> None:
    source = decree(tmp_path)
    read = read_file(source)
    reviewed = replace(read, number="8/2031/NĐ-CP", title="Về bến thuyền ven sông", checked=("number", "title"))
    (added,) = add_files([source], *folders, reviewed={source: reviewed}).files
    assert added.path == "nghi-dinh/2031/8-2031-nd-cp.md"
    (same,) = add_files([source], *folders).files
    assert (same.outcome, same.path) == ("same", added.path)
    newer = decree(tmp_path, "newer.txt", number="8/2031/NĐ-CP", text="Về bến thuyền và bãi tắm.")
    (replaced,) = add_files([newer], *folders, overwrite=True).files
    document = read_document((folders[0] / added.path).read_text("utf-8"), "x.md")
    assert replaced.outcome == "replaced"
    assert (document.title, document.checked) == ("Về bến thuyền ven sông", ("number", "title"))


def test_a_bad_file_does_not_stop_the_good_ones(tmp_path: Path, folders: tuple[Path, Path]) -> None:
    bad = tmp_path / "hỏng.pdf"
    bad.write_bytes(b"%PDF-1.7 nothing")
    report = add_files([bad, decree(tmp_path), tmp_path / "không-có.txt"], *folders)
    assert [file.outcome for file in report.files] == ["refused", "added", "refused"]
    assert report.files[0].message and report.files[2].message


def test_a_document_that_is_not_confirmed_is_not_written(tmp_path: Path, folders: tuple[Path, Path]) -> None:
    (refused,) = add_files([decree(tmp_path)], *folders, confirm=lambda document: False).files
    assert refused.outcome == "refused"
    assert not list(folders[0].rglob("*.md"))


def test_names_from_outside_are_never_paths(tmp_path: Path, folders: tuple[Path, Path]) -> None:
    source = decree(tmp_path, "..%2f..%2fetc.txt", number="")
    (added,) = add_files([source], *folders).files
    assert added.path is not None and ".." not in added.path
    assert all(folders[0] in path.parents for path in folders[0].rglob("*"))


def test_a_file_in_our_own_format_is_taken_as_it_is(tmp_path: Path, folders: tuple[Path, Path]) -> None:
    source = tmp_path / "bến.md"
    text = (
        "---\ntype: quyet-dinh\nnumber: 9/2031/QĐ-UBND\nissuer: Ủy ban nhân dân tỉnh Hưng Yên\nissued: 2031-05-06\n"
        "title: Về bến\nrecord: summary\nsources:\n- Bài viết về bến\nrelations:\n- verb: replaces\n"
        "  number: 6/2020/QĐ-UBND\n---\n\n### Điều 1. Phạm vi\n\nVề bến.\n"
    )
    source.write_text(text, "utf-8")
    (added,) = add_files([source], *folders).files
    assert added.path == "quyet-dinh/2031/9-2031-qd-ubnd.md"
    kept = read_document((folders[0] / added.path).read_text("utf-8"), "x.md")
    assert (kept.record, kept.sources, kept.relations[0].number) == ("summary", ("Bài viết về bến",), "6/2020/QĐ-UBND")

    source.write_text(text.replace("6/2020", "7/2020"), "utf-8")
    (replaced,) = add_files([source], *folders, overwrite=True).files
    assert replaced.document is not None
    assert [relation.number for relation in replaced.document.relations] == ["7/2020/QĐ-UBND"]
