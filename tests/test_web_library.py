"""The serving generation is looked up for each request; readers in flight keep theirs."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from anyio import to_thread
from fastapi.testclient import TestClient

from indexer.build import update
from indexer.generations import NoGeneration
from web.app import create_app
from web.library import LibraryProvider


def test_without_an_index_there_is_no_library(tmp_path: Path) -> None:
    with pytest.raises(NoGeneration):
        LibraryProvider(tmp_path).current()


def test_a_library_is_opened_once_until_another_generation_serves(tmp_path: Path, small_corpus: Path) -> None:
    corpus = Path(shutil.copytree(small_corpus, tmp_path / "corpus"))
    data = tmp_path / "data"
    update(corpus, data)
    provider = LibraryProvider(data)
    before = provider.current()
    assert provider.current() is before

    (corpus / "chi-thi" / "24-ct-ttg-2031.md").unlink()
    update(corpus, data)
    after = provider.current()
    assert (before.counts.documents, after.counts.documents) == (5, 4)
    assert len(before.catalogue.heads()) == 5, "a reader in flight still reads the old one"
    assert len(after.heads) == 4


def test_few_pages_are_made_at_once(tmp_path: Path) -> None:
    with TestClient(create_app(tmp_path / "data", tmp_path)) as reader:
        assert reader.portal is not None
        assert reader.portal.call(lambda: to_thread.current_default_thread_limiter().total_tokens) == 8
