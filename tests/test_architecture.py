"""The arrow web → indexer → kb, and who may import what."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ALLOWED_BELOW = {"kb": {"kb"}, "indexer": {"kb", "indexer"}, "web": {"kb", "indexer", "web"}}
ONLY_IN = {
    "pyvi": ["indexer/words/segmentation.py"],
    "whoosh": ["indexer/"],
    "fastapi": ["web/"],
    "jinja2": ["web/"],
    "uvicorn": ["web/"],
    "pypdfium2": ["indexer/readers/"],
    "sqlite3": ["indexer/"],
}
MODULES = sorted(path for package in ALLOWED_BELOW for path in (ROOT / package).rglob("*.py"))


def imports_of(path: Path) -> Iterator[str]:
    """The dotted names that a module imports, anywhere in it."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield node.module or ""


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_module_imports_only_what_its_package_may(path: Path) -> None:
    place = path.relative_to(ROOT).as_posix()
    package = place.split("/")[0]
    for name in imports_of(path):
        top = name.split(".")[0]
        if top in ALLOWED_BELOW:
            assert top in ALLOWED_BELOW[package], f"{place} imports {name}"
        elif package == "kb":
            assert top in sys.stdlib_module_names, f"{place} imports {name}"
        places = ONLY_IN.get(top)
        assert places is None or any(place.startswith(allowed) for allowed in places), f"{place} imports {name}"


def test_the_corpus_is_read_and_never_imported() -> None:
    assert not list((ROOT / "corpus").rglob("*.py"))
