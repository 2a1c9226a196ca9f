"""How a question is read over one index: which syllables its words mean, and which words are unknown there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from indexer.words.analysis import folded
from indexer.words.terms import TermStore
from indexer.words.wording import Wording
from kb.text import normalise

#: A word as rare as this may be a slip even though it occurs.
_RARE = 3


@dataclass(frozen=True)
class Readings:
    """How a question is read over one index: the syllables that each word may be, the pairs, and what is unknown."""

    variants: dict[str, tuple[str, ...]]
    pairs: tuple[str, ...]
    missing: tuple[str, ...] = ()
    suggestions: dict[str, str] = field(default_factory=dict)


def read_wording(wording: Wording, store: TermStore, prefixes: Iterable[str] = ()) -> Readings:
    """Which syllables of the index are meant by the words of a question; of ``prefixes`` all that begin so.

    A word may be one of its twins (:meth:`indexer.words.lexicon.Lexicon._twins`); one that hardly occurs may be a slip
    of one letter.
    """
    variants: dict[str, tuple[str, ...]] = {}
    missing: list[str] = []
    suggestions: dict[str, str] = {}
    lexicon = store.lexicon
    begun = {normalise(prefix).lower(): lexicon.beginning(prefix) for prefix in prefixes}
    for word in wording.content:
        if begun.get(word):
            variants[word] = begun[word]
            continue
        variants[word] = lexicon.twins(word, wording.accented)
        if len(variants[word]) <= 1 and lexicon.count(word) <= _RARE:
            meant = _meant(word, wording, store)
            if meant:
                suggestions[word] = meant
                variants[word] = (*variants[word], meant)
            if not lexicon.count(word):
                missing.append(word)
    return Readings(variants, _pairs(wording, suggestions), tuple(missing), suggestions)


def _meant(word: str, wording: Wording, store: TermStore) -> str | None:
    """What a word is a slip of: the near one that stands beside its neighbours most often, else none."""
    near = store.lexicon.near(word)
    best = max(near, key=lambda other: (_beside(word, other, wording, store), store.lexicon.count(other)), default=None)
    typed = _beside(word, word, wording, store)
    if best is None or _beside(word, best, wording, store) <= typed:
        return None
    return best


def _beside(word: str, other: str, wording: Wording, store: TermStore) -> int:
    """How many entries have ``other`` where the question has ``word``, beside one of its neighbours."""
    plain, put = folded(word), folded(other)
    around = (pair.split(" ") for pair in wording.pairs)
    return sum(
        len(store.pair(" ".join(put if half == plain else half for half in halves)).places)
        for halves in around
        if plain in halves
    )


def _pairs(wording: Wording, suggestions: dict[str, str]) -> tuple[str, ...]:
    """The pairs of a question, with what was meant in the place of what was typed."""
    meant = {folded(word): folded(other) for word, other in suggestions.items()}
    return tuple(" ".join(meant.get(half, half) for half in pair.split(" ")) for pair in wording.pairs)
