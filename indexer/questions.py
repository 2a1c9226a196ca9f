"""A question, understood: what was named, what is wanted, which words remain. Pure functions over text.

Understood → planned → run: this module is the first stage; :mod:`indexer.search` plans and runs.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from kb.provisions import ProvisionPath

#: What the officer wants to know.
Intent = Literal["find", "powers", "status", "relations"]


@dataclass(frozen=True, slots=True)
class Filters:
    """What hits are limited to: type slugs, issuers as written, years of issue (inclusive)."""

    types: tuple[str, ...] = ()
    issuers: tuple[str, ...] = ()
    year_from: int | None = None
    year_to: int | None = None


@dataclass(frozen=True)
class Question:
    """A question as understood. ``text`` is what was typed; ``words`` what is left for the search by words."""

    text: str
    intent: Intent = "find"
    path: ProvisionPath | None = None
    matters: tuple[str, ...] = ()
    organ: str | None = None
    place: str | None = None
    on: date | None = None
    words: str = ""
    filters: Filters = field(default_factory=Filters)
