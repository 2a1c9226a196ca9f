"""A scan counts once a person has compared its head with the paper; until then it waits as a draft."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from indexer import scans
from indexer.commands.adding import add
from indexer.commands.answers import ask, search
from indexer.commands.powers import powers
from indexer.corpus import read_document
from indexer.drafts import DRAFTS, Drafts
from indexer.generations import open_current
from indexer.reading import UnreadableFile
from indexer.scans import Stated
from kb.documents import Document, Line, Part, Provision
from kb.errors import InvalidNumber, KbError

READ = Document(
    "quet", "other", "Về bến thuyền", None, "Ủy ban nhân dân tỉnh Hưng Yên", issued=date(2031, 5, 14), origin="ocr",
    parts=(Part("main", (Provision("article", "Điều 1", "Bến", "art_1", (Line("Chữ trên bến.", "text", "art_1"),)),)),),
)  # fmt: skip


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path, Path]:
    """A scan, a corpus and its data; OCR reads a decision without a number."""
    monkeypatch.setattr(scans, "ocr_available", lambda: None)
    monkeypatch.setattr(scans, "read_scan", lambda path, on_page: on_page(1, 1) or READ)
    scan, corpus = tmp_path / "quet.pdf", tmp_path / "corpus"
    scan.write_bytes(b"%PDF-1.7 scan")
    corpus.mkdir()
    return scan, corpus, tmp_path / "data"


def run(scan: Path, corpus: Path, data: Path, *more: str) -> Result:
    """``cancu add --ocr``."""
    return CliRunner().invoke(add, ["--ocr", str(scan), "--corpus", str(corpus), "--data", str(data), *more])


def test_a_scan_that_nobody_compared_waits_and_counts_for_nothing(places: tuple[Path, Path, Path]) -> None:
    result = run(*places)
    assert result.exit_code == 1
    assert "Ngày:        14/05/2031" in result.output and "Số, ký hiệu: không đọc được" in result.output
    assert "--yes" in result.output
    drafts = Drafts(places[1] / DRAFTS)
    [draft] = (drafts.get(head.id) for head in drafts.heads())
    assert draft.document is not None and draft.document.origin == "ocr"
    assert not list(places[1].rglob("*.md"))


def test_what_was_read_by_ocr_is_marked_wherever_it_is_told(
    places: tuple[Path, Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    sentence = "Ủy quyền Giám đốc Sở Xây dựng cấp giấy phép xây dựng."
    article = Provision("article", "Điều 1", "Ủy quyền", "art_1", (Line(sentence, "text", "art_1"),))
    monkeypatch.setattr(scans, "read_scan", lambda *_: replace(READ, parts=(Part("main", (article,)),)))
    run(*places, "--number", "47/2031/QĐ-UBND", "--date", "15/5/2031", "--issuer", "UBND tỉnh Hưng Yên")
    data = ["--data", str(places[2])]
    told = [
        CliRunner().invoke(command, [*words, *data]).output
        for command, words in ((ask, ["47/2031/QĐ-UBND"]), (search, ["giấy", "phép", "xây", "dựng"]), (powers, []))
    ]
    assert [output.count("chữ do máy đọc (OCR)") > 0 for output in told] == [True, True, True], told


def test_what_is_stated_goes_before_what_was_read_and_is_remembered(places: tuple[Path, Path, Path]) -> None:
    stated = ("--number", "47/2031/QĐ-UBND", "--date", "15/5/2031", "--issuer", "UBND tỉnh Hưng Yên")
    result = run(*places, *stated)
    assert result.exit_code == 0, result.output
    path = places[1] / "quyet-dinh/2031/47-2031-qd-ubnd.md"
    document = read_document(path.read_text("utf-8"), path.name)
    assert (document.number, document.issued, document.issuer) == (
        "47/2031/QĐ-UBND", date(2031, 5, 15), "UBND tỉnh Hưng Yên",
    )  # fmt: skip
    assert document.origin == "ocr" and set(document.checked) == {"number", "issued", "issuer"}
    [head] = open_current(places[2]).catalogue.by_number("47/2031/QĐ-UBND")
    assert head.origin == "ocr"


def test_with_yes_the_head_counts_as_compared(places: tuple[Path, Path, Path]) -> None:
    assert run(*places, "--yes").exit_code == 1, "the number was not read: nobody can have found it right"
    assert not list(places[1].rglob("*.md"))
    assert run(*places, "--yes", "--number", "47/2031/QĐ-UBND").exit_code == 0
    assert len(list(places[1].rglob("*.md"))) == 1


def test_one_bad_scan_is_told_and_does_not_stop_the_others(
    places: tuple[Path, Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    (bad := places[0].parent / "hong.pdf").write_bytes(b"%PDF-1.7 broken")
    (text := places[0].parent / "chu.txt").write_text("chữ")

    def read(path: Path, on_page: object) -> Document:
        if path == bad:
            raise UnreadableFile("không nhận ra chữ nào", where=path.name)
        return replace(READ, number="47/2031/QĐ-UBND")

    monkeypatch.setattr(scans, "read_scan", read)
    result = run(*places, "--yes", str(bad), str(text))
    assert result.exit_code == 1
    assert "hong.pdf: không nhận ra chữ nào" in result.output and "không cần --ocr" in result.output
    assert len(list(places[1].rglob("*.md"))) == 1


def test_without_the_program_it_says_what_to_install(
    places: tuple[Path, Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scans, "ocr_available", lambda: "cài gói tesseract-ocr-vie")
    result = run(*places)
    assert isinstance(result.exception, KbError) and "tesseract-ocr-vie" in str(result.exception)


def test_a_number_that_is_none_is_refused() -> None:
    with pytest.raises(InvalidNumber):
        Stated(number="không số").applied(READ)
    assert not Stated() and Stated(number="1/QĐ-UBND") and not Stated(number="1/QĐ-UBND").complete
