"""Where the corpus and the derived data are, when nobody says so.

In a checkout (a folder with ``corpus/``) both are there. Elsewhere they live in ``~/can-cu`` (or ``CANCU_HOME``); the
corpus and the saved questions that are shipped with the product are copied there at first use, so that they can be
corrected and added to.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

_SHIPPED = Path(__file__).parent / "shipped_corpus"
_SHIPPED_QUESTIONS = Path(__file__).parent / "shipped_questions.toml"


def home() -> Path:
    """The folder that holds ``corpus`` and ``data``."""
    if named := os.environ.get("CANCU_HOME"):
        return Path(named)
    here = Path.cwd()
    return here if (here / "corpus").is_dir() else Path.home() / "can-cu"


def default_corpus() -> Path:
    """The corpus folder; a copy of the shipped one is made where there is none."""
    corpus = home() / "corpus"
    if not corpus.is_dir() and _SHIPPED.is_dir():
        shutil.copytree(_SHIPPED, corpus)
        if _SHIPPED_QUESTIONS.is_file() and not (corpus.parent / "questions.toml").exists():
            shutil.copyfile(_SHIPPED_QUESTIONS, corpus.parent / "questions.toml")
    return corpus


def default_data() -> Path:
    """The folder of derived data."""
    return home() / "data"
