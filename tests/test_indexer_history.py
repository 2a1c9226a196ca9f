"""The history of the index, and going back to an earlier generation."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.build import update
from indexer.generations import NoGeneration, open_current, switch_back
from indexer.history import Moved, difference, history
from indexer.pointer import current_name
from kb.errors import KbError

DECREE = """---
type: nghi-dinh
number: {0}/2031/NĐ-CP
issuer: Chính phủ
issued: 2031-02-01
title: Về bến thuyền {0}
---

### Điều 1. Phạm vi

Nghị định này quy định về {1}.
"""


def write(corpus: Path, number: int, about: str = "bến thuyền") -> None:
    """A decree in the corpus, anew."""
    corpus.mkdir(exist_ok=True)
    (corpus / f"nd-{number}.md").write_text(DECREE.format(number, about), "utf-8")


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """Three generations: one decree, a second one, the first one changed."""
    corpus, data = tmp_path / "corpus", tmp_path / "data"
    write(corpus, 1)
    update(corpus, data, cause="lần một")
    write(corpus, 2)
    update(corpus, data, cause="lần hai")
    write(corpus, 1, "cầu phao")
    update(corpus, data, cause="lần ba")
    return corpus, data


def test_each_generation_is_listed_the_latest_first(folders: tuple[Path, Path]) -> None:
    events = history(folders[1])
    assert [(event.generation, event.cause, event.sums) for event in events] == [
        ("000003", "lần ba", (0, 1, 0)),
        ("000002", "lần hai", (1, 0, 0)),
        ("000001", "lần một", (1, 0, 0)),
    ]
    assert events[1].added == (Moved("nd-2.md", "Nghị định 2/2031/NĐ-CP"),)
    assert events[0].counts and events[0].counts["documents"] == 2
    assert events[2].why and not events[0].why


def test_two_generations_are_compared_by_what_remains(folders: tuple[Path, Path]) -> None:
    corpus, data = folders
    (corpus / "nd-2.md").unlink()
    write(corpus, 3)
    update(corpus, data)
    events = history(data)
    whole = difference(events, "000001", "000004")
    assert [moved.path for moved in whole.added] == ["nd-3.md"]
    assert [moved.path for moved in whole.changed] == ["nd-1.md"]
    assert whole.removed == (), "it came and went in between"
    assert [moved.name for moved in difference(events, "000003", "000004").removed] == ["Nghị định 2/2031/NĐ-CP"]
    with pytest.raises(KbError, match="000009"):
        difference(events, "000001", "000009")


@pytest.mark.parametrize("damage", [lambda line: line[:-5], lambda line: line.replace(b"000002", b"000007"), bytes])
def test_a_damaged_line_is_left_out(folders: tuple[Path, Path], damage: object) -> None:
    corpus, data = folders
    lines = (data / "history.log").read_bytes().splitlines()
    lines[1] = damage(lines[1]) if damage is not bytes else b"\xff\x00"  # type: ignore[operator]
    (data / "history.log").write_bytes(b"\n".join(lines))
    assert [event.generation for event in history(data)] == ["000003", "000001"]
    write(corpus, 4)
    update(corpus, data)
    assert history(data)[0].generation == "000004", "it goes on on a line of its own"


def test_back_to_the_one_before_and_forward_again(folders: tuple[Path, Path]) -> None:
    corpus, data = folders
    reading = open_current(data)
    assert switch_back(data).name == current_name(data) == "000002"
    assert open_current(data).catalogue.name_at("nd-2.md")
    (data / "current").unlink()
    assert open_current(data).name == "000002", "what was left behind does not come back by itself"
    assert reading.catalogue.counts().documents == 2, "who reads the other one goes on"
    assert switch_back(data, "000003").name == current_name(data) == "000003"
    switch_back(data)
    report = update(corpus, data)
    assert report.changes.changed == ("nd-1.md",), "the next run takes over the corpus as it is"
    assert report.generation.name == "000004"
    names = sorted(folder.name for folder in (data / "generations").iterdir())
    assert names == ["000002", "000003", "000004"], "the one that is still read is there"
    del reading


def test_what_cannot_serve_is_refused(folders: tuple[Path, Path]) -> None:
    data = folders[1]
    with pytest.raises(NoGeneration, match="000001"):
        switch_back(data, "000001")
    victim = data / "generations" / "000002" / "catalogue.sqlite"
    victim.write_bytes(victim.read_bytes()[:-1])
    with pytest.raises(KbError, match="hỏng"):
        switch_back(data)
    assert current_name(data) == "000003"


def test_a_corpus_that_is_suddenly_empty_is_refused(folders: tuple[Path, Path]) -> None:
    corpus, data = folders
    for path in corpus.iterdir():
        path.unlink()
    with pytest.raises(KbError, match="bỗng không còn"):
        update(corpus, data)
    assert open_current(data).catalogue.counts().documents == 2
    update(corpus, data, everything=True)
    assert open_current(data).catalogue.counts().documents == 0
