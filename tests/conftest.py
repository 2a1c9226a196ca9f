"""What several tests share: a small corpus of our own, and the real material beside the checkout when it is there."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real material; tests that want it skip where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("không có ../shared (tài liệu thật để đo)")
    return SHARED
