"""A damaged index under a running server: found, left, told on the pages, built anew."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from indexer.build import update
from indexer.generations import Generation
from indexer.pointer import current_name
from web.app import create_app
from web.guard import Guard


@pytest.fixture
def folders(tmp_path: Path, small_corpus: Path) -> tuple[Path, Path]:
    """A corpus of five documents, and two generations of it that share no segment."""
    corpus, data = Path(shutil.copytree(small_corpus, tmp_path / "corpus")), tmp_path / "data"
    update(corpus, data)
    update(corpus, data, everything=True)
    return corpus, data


def damage(data: Path) -> Path:
    """Flips one bit in the catalogue that serves."""
    victim = data / "generations" / str(current_name(data)) / "catalogue.sqlite"
    content = bytearray(victim.read_bytes())
    content[len(content) // 2] ^= 1
    victim.write_bytes(content)
    return victim


def test_all_is_well(folders: tuple[Path, Path]) -> None:
    corpus, data = folders
    app = create_app(data, corpus)
    reader = TestClient(app)
    told = reader.get("/api/health").json()
    assert (told["status"], told["generation"], told["documents"]) == ("ok", "000002", 5)
    assert Guard(app.state.libraries, corpus).look()
    assert "bị hỏng" not in reader.get("/").text


def test_damage_under_a_running_server(folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    corpus, data = folders
    app = create_app(data, corpus)
    reader, guard = TestClient(app), Guard(app.state.libraries, corpus)
    assert reader.get("/api/health").json()["generation"] == "000002"
    damage(data)
    monkeypatch.setattr(Guard, "_rebuild", lambda self: False)
    assert not guard.look()
    told = reader.get("/api/health").json()
    assert (told["status"], told["generation"], told["current"]) == ("degraded", "000001", "000002")
    assert "dựng lại từ kho" in reader.get("/").text and reader.get("/van-ban").status_code == 200
    monkeypatch.undo()
    assert guard.look(), "cancu index ran beside it"
    told = reader.get("/api/health").json()
    assert (told["status"], told["generation"]) == ("ok", "000003")
    assert "dựng lại từ kho" not in reader.get("/").text


def test_without_any_good_generation_the_page_says_so_until_one_is_built(folders: tuple[Path, Path]) -> None:
    corpus, data = folders
    app = create_app(data, corpus)
    reader = TestClient(app)
    for folder in (data / "generations").iterdir():
        (folder / "manifest.json").write_text("{", "utf-8")
    assert reader.get("/api/health").status_code == 503
    assert reader.get("/").status_code == 503
    assert app.state.libraries.doubted.is_set()
    assert Guard(app.state.libraries, corpus).look()
    assert reader.get("/api/health").json()["status"] == "ok"
    Generation(data / "generations" / str(current_name(data))).verify(afresh=True)
