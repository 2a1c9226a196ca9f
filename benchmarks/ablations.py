"""What the ranking is made of, each part to be left out alone: ``benchmarks/retrieval.py --ablate`` measures it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, fields, replace
from typing import Any
from unittest.mock import patch

import numpy as np

from indexer.words.terms import TermStore
from indexer.words.weights import Weights
from indexer.words.wording import word_question

_NOTHING = re.compile(r"(?!)")
_read = TermStore._read


@dataclass(frozen=True)
class Part:
    """A part of the ranking: how it is called, and what has to be put in the place of what for it to be missing."""

    name: str
    weights: dict[str, float] = field(default_factory=dict)
    replaced: dict[str, Any] = field(default_factory=dict)


def _without_fields(*names: str) -> dict[str, Any]:
    def read(store: TermStore, name: str, term: str) -> Any:
        if name in names:
            return np.empty(0, np.int32), np.empty(0, np.float32)
        return _read(store, name, term)

    return {"indexer.words.terms.TermStore._read": read}


def _wording(**replaced: Any) -> dict[str, Any]:
    return {f"indexer.words.wording.{name}": value for name, value in replaced.items()}


def _as_it_is(text: str) -> str:
    return text


def _no_joined(text: str) -> frozenset[str]:
    return frozenset()


def _only_itself(lexicon: object, word: str, accented: bool) -> tuple[str, ...]:
    return (word,)


def _no_slip(*arguments: object) -> None:
    return None


def _by_words(search: Any, plan: Any, limit: int, offset: int, on: object) -> Any:
    return search._by_words(plan, limit, offset)


#: Fields of the index, then what is done with a question, then each weight of the score.
PARTS: tuple[Part, ...] = (
    Part("headings of articles", replaced=_without_fields("heading", "heading_pairs")),
    Part("titles of documents", replaced=_without_fields("title", "title_pairs")),
    Part("headings of chapters", replaced=_without_fields("ancestors")),
    Part("neighbouring syllables", replaced=_without_fields("pairs", "heading_pairs", "title_pairs")),
    Part("pyvi: which neighbours are a word", replaced=_wording(_joined=_no_joined)),
    Part("words typed without diacritics", replaced={"indexer.words.lexicon.Lexicon._twins": _only_itself}),
    Part("slips of one letter", replaced={"indexer.words.readings._meant": _no_slip}),
    Part("abbreviations", replaced=_wording(expand=_as_it_is)),
    Part("everyday words for those of the law", replaced=_wording(in_words_of_the_law=_as_it_is)),
    Part("question phrases passed over", replaced=_wording(_PHRASES=_NOTHING, _PLAIN_PHRASES=_NOTHING)),
    Part("common words passed over", replaced=_wording(COMMON_WORDS=frozenset(), _PLAIN_COMMON=frozenset())),
    Part(
        "answers from the catalogue: numbers, names, powers, force",
        replaced={"indexer.search.Search._run": _by_words},
    ),
    *(Part(f"weight {weight.name}", {weight.name: 0.0}) for weight in fields(Weights)),
)


@contextmanager
def left_out(part: Part) -> Iterator[Weights]:
    """While it runs, indexes that are opened rank without a part, with the weights that it gives."""
    with ExitStack() as stack:
        for target, value in part.replaced.items():
            stack.enter_context(patch(target, value))
        stack.callback(word_question.cache_clear)
        word_question.cache_clear()
        yield replace(Weights(), **part.weights)


def table(measured: Callable[[Weights], dict[str, float]]) -> str:
    """A table in Markdown: the figures with everything, then by how much each part changes them, in hundredths."""
    whole = measured(Weights())
    rows = [
        f"| left out | {' | '.join(whole)} |",
        f"|---|{'---|' * len(whole)}",
        f"| nothing | {' | '.join(f'{value:.3f}' for value in whole.values())} |",
    ]
    for part in PARTS:
        with left_out(part) as weights:
            found = measured(weights)
        changes = (100 * (found[name] - whole[name]) for name in whole)
        rows.append(f"| {part.name} | {' | '.join(f'{change:+.1f}' for change in changes)} |")
        print(rows[-1], flush=True)
    return "\n".join(rows)
