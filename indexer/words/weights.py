"""What each part of a score counts, and what the type of a document adds; :mod:`indexer.words.ranking` defines the
score."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Weights:
    """What each part of the score counts, found by ``benchmarks/learn.py``."""

    syllables: float = 4.0
    heading: float = 1.0
    saturation: float = 2.0
    pairs: float = 13.0
    between: float = 0.85
    title_pairs: float = 3.3
    heading_words: float = 4.0
    heading_runs: float = 1.5
    title_words: float = 2.0
    meaning: float = 5.0
    formal: float = 2.0
    number: float = 8.0
    force: float = 0.8
    document: float = 0.15


#: How much less than a law a document of another type counts for a general question.
FORCE: Mapping[str, float] = MappingProxyType(
    {
        "hien-phap": 0.0, "bo-luat": 0.0, "luat": 0.0, "phap-lenh": -1.0, "nghi-quyet": -1.0, "nghi-dinh": -0.7,
        "thong-tu": -1.4, "thong-tu-lien-tich": -3.5, "quyet-dinh": -2.5,
    }
)  # fmt: skip
_OTHER_FORCE = -2.5


def force_of(kind: str) -> float:
    """What the type of a document, by its slug, adds to a score.

    >>> force_of("luat") > force_of("thong-tu") > force_of("cong-van")
    True
    """
    return FORCE.get(kind, _OTHER_FORCE)
