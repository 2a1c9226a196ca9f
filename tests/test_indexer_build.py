"""Generations: what changed is made new, the rest stays, and a failure leaves what served before."""

from __future__ import annotations

import json
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest

from indexer import build, generations
from indexer.build import check, update
from indexer.disk import DiskRefused
from indexer.generations import (
    DamagedGeneration,
    NoGeneration,
    OtherVersion,
    WriterBusy,
    open_current,
    writing,
)
from indexer.pointer import current_name
from indexer.words.ranking import WordQuery

DECREE = """
    ---
    type: nghi-dinh
    number: {number}
    issuer: Chính phủ
    issued: {issued}
    title: {title}
    ---

    ### Điều 1. Phạm vi

    {text}
    """


def write(
    corpus: Path, name: str, number: str, text: str, *, issued: str = "2020-01-02", title: str = "Về thử"
) -> Path:
    """Writes one decree into a corpus."""
    path = corpus / "nghi-dinh" / f"{name}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    content = textwrap.dedent(DECREE).lstrip().format(number=number, issued=issued, title=title, text=text)
    path.write_text(content, "utf-8")
    return path


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Two decrees, the second citing the first and one that is not held."""
    folder = tmp_path / "corpus"
    write(folder, "mot", "1/2020/NĐ-CP", "Nghị định này quy định về bến thuyền.")
    cited = "Thực hiện Điều 1 Nghị định số 1/2020/NĐ-CP và Nghị định số 3/2020/NĐ-CP."
    write(folder, "hai", "2/2020/NĐ-CP", cited, issued="2020-02-02")
    return folder


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Where derived data goes."""
    return tmp_path / "data"


def found(data: Path, words: str) -> list[str]:
    """The numbers of the documents that some words find."""
    generation = open_current(data)
    ranking = generation.index.rank(WordQuery(words), limit=10)
    held = generation.catalogue.provisions([hit.key for hit in ranking.hits])
    return [str(held[hit.key].document.number) for hit in ranking.hits]


def test_a_corpus_becomes_a_generation_that_answers(corpus: Path, data: Path) -> None:
    report = update(corpus, data)
    assert report.changes.added == ("nghi-dinh/hai.md", "nghi-dinh/mot.md")
    assert found(data, "bến thuyền")[0] == "1/2020/NĐ-CP"
    assert open_current(data).catalogue.counts().documents == 2


def test_nothing_is_done_when_nothing_changed(corpus: Path, data: Path) -> None:
    first = update(corpus, data)
    again = update(corpus, data)
    assert not again.changes
    assert again.generation.name == first.generation.name


def test_only_what_changed_is_read_again(corpus: Path, data: Path) -> None:
    update(corpus, data)
    write(corpus, "mot", "1/2020/NĐ-CP", "Nghị định này quy định về cầu phao.")
    (corpus / "nghi-dinh" / "hai.md").unlink()
    write(corpus, "ba", "3/2020/NĐ-CP", "Nghị định này quy định về đò ngang.")
    report = update(corpus, data)
    assert (report.changes.added, report.changes.changed, report.changes.removed) == (
        ("nghi-dinh/ba.md",),
        ("nghi-dinh/mot.md",),
        ("nghi-dinh/hai.md",),
    )
    assert found(data, "bến thuyền") == []
    assert found(data, "cầu phao")[0] == "1/2020/NĐ-CP"
    assert found(data, "đò ngang")[0] == "3/2020/NĐ-CP"
    assert open_current(data).catalogue.counts().documents == 2


def test_a_document_that_arrives_later_is_linked_at_once(corpus: Path, data: Path) -> None:
    catalogue = update(corpus, data).generation.catalogue
    citing = catalogue.by_number("2/2020/NĐ-CP")[0]
    links = [linked for group in catalogue.citations_in(citing.id).values() for linked in group]
    assert [(linked.citation.number, linked.resolution) for linked in links] == [
        ("1/2020/NĐ-CP", "found"),
        ("3/2020/NĐ-CP", "unknown"),
    ]
    assert links[0].eid == "art_1"
    assert [gap.number for gap in catalogue.gaps()] == ["3/2020/NĐ-CP"]

    write(corpus, "ba", "3/2020/NĐ-CP", "Nghị định này quy định về đò ngang.")
    catalogue = update(corpus, data).generation.catalogue
    arrived = catalogue.by_number("3/2020/NĐ-CP")[0]
    assert catalogue.gaps() == []
    assert [mention.at.document.number for mention in catalogue.mentions_of(arrived.id)] == ["2/2020/NĐ-CP"]


def test_a_document_that_leaves_is_a_gap_again(corpus: Path, data: Path) -> None:
    update(corpus, data)
    (corpus / "nghi-dinh" / "mot.md").unlink()
    catalogue = update(corpus, data).generation.catalogue
    assert sorted(gap.number for gap in catalogue.gaps()) == ["1/2020/NĐ-CP", "3/2020/NĐ-CP"]


def test_incremental_and_complete_builds_hold_the_same(corpus: Path, data: Path, tmp_path: Path) -> None:
    update(corpus, data)
    write(corpus, "ba", "3/2020/NĐ-CP", "Nghị định này quy định về đò ngang, bến thuyền.")
    write(corpus, "mot", "1/2020/NĐ-CP", "Nghị định này quy định về cầu phao.")
    step_by_step = update(corpus, data).generation
    at_once = update(corpus, tmp_path / "other").generation
    assert step_by_step.catalogue.counts() == at_once.catalogue.counts()
    for words in ("bến thuyền", "cầu phao", "nghị định"):
        assert sorted(found(data, words)) == sorted(found(tmp_path / "other", words))


def test_a_bad_file_is_a_fault_and_disturbs_no_other(corpus: Path, data: Path) -> None:
    (corpus / "hong.md").write_bytes(b"---\ntype: nghi-dinh\ntitle: \xff\n---\n")
    (corpus / "yaml.md").write_text("---\ntitle: a: b\n---\n\nx", "utf-8")
    report = update(corpus, data)
    assert sorted(fault.file for fault in report.faults) == ["hong.md", "yaml.md"]
    assert open_current(data).catalogue.counts().documents == 2
    assert not update(corpus, data).changes, "a file that stays bad is not read again and again"


def test_two_files_of_one_name_are_a_fault(corpus: Path, data: Path) -> None:
    twin = corpus / "khac" / "mot.md"
    twin.parent.mkdir()
    twin.write_text((corpus / "nghi-dinh" / "mot.md").read_text("utf-8"), "utf-8")
    report = update(corpus, data)
    assert len(report.faults) == 1 and "mot" in report.faults[0].message
    assert any("trùng tên" in fault.message for fault in check(corpus))


def test_a_failed_build_leaves_what_served_before(corpus: Path, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    update(corpus, data)
    before = current_name(data)
    write(corpus, "ba", "3/2020/NĐ-CP", "Nghị định này quy định về đò ngang.")

    def disk_full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(build, "publish", disk_full)
    with pytest.raises(DiskRefused, match="đĩa đã đầy"):
        update(corpus, data)
    assert current_name(data) == before
    assert found(data, "bến thuyền")
    monkeypatch.undo()
    update(corpus, data)
    assert found(data, "đò ngang") == ["3/2020/NĐ-CP"]


def test_a_new_version_of_a_recogniser_makes_all_new(corpus: Path, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    update(corpus, data)
    serving = open_current(data)
    monkeypatch.setattr(generations, "RECOGNITION_VERSION", 10_000)
    with pytest.raises(OtherVersion, match="phiên bản khác"):
        open_current(data)
    report = update(corpus, data)
    assert report.changes.everything and len(report.changes.added) == 2
    assert found(data, "bến thuyền")
    assert serving.catalogue.counts().documents == 2, "who reads the old one goes on"
    monkeypatch.undo()
    assert open_current(data).name == serving.name, "a process of the old version goes on with the old one"


@pytest.fixture
def two_generations(corpus: Path, data: Path) -> Iterator[Path]:
    """A data folder with a current generation and the one before it."""
    update(corpus, data)
    write(corpus, "ba", "3/2020/NĐ-CP", "Nghị định này quy định về đò ngang.")
    update(corpus, data)
    yield data


@pytest.mark.parametrize("damage", ["flip", "cut", "remove"])
def test_a_damaged_generation_is_found_and_the_last_good_one_serves(two_generations: Path, damage: str) -> None:
    name = current_name(two_generations)
    assert name is not None
    victim = two_generations / "generations" / name / "catalogue.sqlite"
    content = victim.read_bytes()
    if damage == "flip":
        victim.write_bytes(content[:5000] + bytes([content[5000] ^ 1]) + content[5001:])
    elif damage == "cut":
        victim.write_bytes(content[:-1])
    else:
        victim.unlink()
    assert open_current(two_generations).name < name


def test_what_stands_in_for_a_damaged_generation_is_made_current(corpus: Path, two_generations: Path) -> None:
    name = str(current_name(two_generations))
    (two_generations / "generations" / name / "catalogue.sqlite").unlink()
    (corpus / "nghi-dinh" / "ba.md").unlink()  # the corpus is now what the older generation holds
    report = update(corpus, two_generations)
    assert not report.changes
    assert open_current(two_generations).name == current_name(two_generations) > name
    assert found(two_generations, "bến thuyền")


def test_when_no_generation_is_whole_it_says_so_and_can_be_rebuilt(corpus: Path, data: Path) -> None:
    generation = update(corpus, data).generation
    (generation.folder / "manifest.json").write_text("{", "utf-8")
    with pytest.raises(DamagedGeneration, match="cancu index"):
        open_current(data)
    assert update(corpus, data).changes.everything
    assert found(data, "bến thuyền")


def test_without_any_index_the_message_says_what_to_do(data: Path) -> None:
    with pytest.raises(NoGeneration, match="chạy cancu index"):
        open_current(data)


def test_a_second_writer_is_told_who_is_writing(data: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from indexer.generations import writing\n"
        "with writing(Path(sys.argv[1]), 'việc khác'):\n    print('đang giữ', flush=True); sys.stdin.read()"
    )
    root = Path(__file__).resolve().parent.parent
    with subprocess.Popen(
        [sys.executable, "-c", script, str(data)], cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None and other.stdout.readline()
        with pytest.raises(WriterBusy, match="việc khác"), writing(data, "cancu add"):
            pass
        other.communicate("")
    with writing(data, "cancu add"):
        assert json.loads((data / "writer.json").read_text("utf-8"))["cause"] == "cancu add"


def test_old_generations_are_removed_but_the_last_good_one(corpus: Path, data: Path) -> None:
    for text in ("một", "hai", "ba"):
        write(corpus, "mot", "1/2020/NĐ-CP", f"Nghị định này quy định về {text}.")
        update(corpus, data)
    assert len(list((data / "generations").iterdir())) == 2


def test_readers_of_an_old_generation_finish_on_it(corpus: Path, data: Path) -> None:
    old = update(corpus, data).generation
    assert old.catalogue.counts().documents == 2 and old.index.rank(WordQuery("bến"), limit=1).total
    for text in ("một", "hai", "ba"):
        write(corpus, "mot", "1/2020/NĐ-CP", f"Nghị định này quy định về {text}.")
        update(corpus, data)
    assert old.catalogue.by_number("1/2020/NĐ-CP")
    assert old.index.rank(WordQuery("bến thuyền"), limit=1).total


def test_a_missing_corpus_is_named(tmp_path: Path, data: Path) -> None:
    with pytest.raises(generations.KbError, match="không có thư mục kho"):
        update(tmp_path / "none", data)


def test_an_empty_corpus_answers_with_nothing(tmp_path: Path, data: Path) -> None:
    (tmp_path / "corpus").mkdir()
    update(tmp_path / "corpus", data)
    assert found(data, "bến thuyền") == []
