"""What several tests share: a small corpus of our own, and the real material beside the checkout when it is there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from fastapi.testclient import TestClient

from indexer.catalogue import Catalogue

if TYPE_CHECKING:
    from indexer.search import Search

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real material; tests that want it skip where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("không có ../shared (tài liệu thật để đo)")
    return SHARED


@pytest.fixture(scope="session")
def small_corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the small corpus of the pages' tests, to be read only."""
    import web_factory

    return web_factory.write_corpus(tmp_path_factory.mktemp("small") / "corpus")


@pytest.fixture(scope="session")
def small_data(small_corpus: Path) -> Path:
    """Derived data of the small corpus."""
    from indexer.build import update

    data = small_corpus.parent / "data"
    update(small_corpus, data)
    return data


@pytest.fixture(scope="session")
def client(small_corpus: Path, small_data: Path) -> TestClient:
    """A reader of the pages over the small corpus."""
    from web.app import create_app

    return TestClient(create_app(small_data, small_corpus))


@pytest.fixture(scope="session")
def power_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Derived data of the corpus whose powers come and go, beside that corpus."""
    import power_corpus

    from indexer.build import update

    folder = tmp_path_factory.mktemp("powers")
    update(power_corpus.write_corpus(folder / "corpus"), folder / "data")
    return folder / "data"


@pytest.fixture(scope="session")
def power_catalogue(power_data: Path) -> Catalogue:
    """The catalogue of that corpus."""
    from indexer.generations import open_current

    return open_current(power_data).catalogue


@pytest.fixture(scope="session")
def power_search(power_data: Path) -> Search:
    """The search over that corpus."""
    from indexer.generations import open_current
    from indexer.search import Search

    generation = open_current(power_data)
    return Search(generation.catalogue, generation.index)
