"""A damaged index under a running server: found, left, told on the pages, built anew."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from indexer.build import update
from indexer.generations import Generation, writing
from indexer.pointer import current_name
from indexer.work import noting
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
    monkeypatch.setattr(Guard, "_rebuild", lambda self: "không được")
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


def rewritten_stamp(data: Path, **versions: int) -> None:
    """Makes the serving generation one that another version of the program wrote."""
    folder = data / "generations" / str(current_name(data))
    manifest = json.loads((folder / "manifest.json").read_bytes())
    manifest["stamp"] |= versions
    content = json.dumps(manifest).encode()
    (folder / "manifest.json").write_bytes(content)
    (folder / "manifest.sha256").write_text(f"{hashlib.sha256(content).hexdigest()}\n", "utf-8")


def test_what_an_earlier_recognition_made_answers_while_it_is_made_anew(folders: tuple[Path, Path]) -> None:
    corpus, data = folders
    rewritten_stamp(data, recognition=-1)
    shutil.rmtree(data / "generations" / "000001")
    app = create_app(data, corpus)
    reader = TestClient(app)
    shown = reader.get("/van-ban")
    assert shown.status_code == 200 and "vừa lên bản mới" in shown.text
    assert reader.get("/api/health").json()["status"] == "degraded"
    assert Guard(app.state.libraries, corpus).look()
    assert "vừa lên bản mới" not in reader.get("/van-ban").text
    assert reader.get("/api/health").json()["generation"] == "000003"


def test_what_another_format_made_is_not_opened(folders: tuple[Path, Path]) -> None:
    corpus, data = folders
    shutil.rmtree(data / "generations" / "000001")
    rewritten_stamp(data, catalogue=-1)
    app = create_app(data, corpus)
    reader = TestClient(app)
    with writing(data, "cancu index"):
        noting(data, None)("Đọc văn bản", 1234, 4636)
        waiting = reader.get("/van-ban")
        assert (waiting.status_code, waiting.headers["Retry-After"]) == (503, "5")
        assert "Đang dựng lại chỉ mục" in waiting.text and "1.234 trên 4.636" in waiting.text
        assert 'http-equiv="refresh"' in waiting.text
        assert not Guard(app.state.libraries, corpus).look(), "another one writes"
    assert "Đang có tiến trình khác" in reader.get("/van-ban").text
    assert Guard(app.state.libraries, corpus).look()
    assert reader.get("/van-ban").status_code == 200
