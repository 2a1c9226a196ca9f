"""The trials of reliability, with a fiftieth of their numbers or less."""

from __future__ import annotations

import sys

import pytest

if sys.platform == "win32":
    pytest.skip("tiến trình và tín hiệu của POSIX", allow_module_level=True)

from benchmarks.reliability import run


@pytest.mark.parametrize("name", ["kill", "crash", "full", "damage", "readers", "threads", "leaks", "writers", "clock"])
def test_a_trial_meets_its_bar(name: str) -> None:
    met, told = run(name, 0.01)
    assert met, told
