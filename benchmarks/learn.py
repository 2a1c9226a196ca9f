"""Finds the weights of :class:`indexer.words.weights.Weights` by trying: one after the other is made smaller and
bigger.

    python benchmarks/learn.py [QUESTIONS]

Learns from every second question (at most QUESTIONS of each set, default 300) and tells what the others say, so that a
gain of the sample is not taken for one of the language. The indexes are those of ``benchmarks/retrieval.py``.
"""

from __future__ import annotations

import sys
from dataclasses import fields, replace

from retrieval import COLLECTIONS, Collection, measure, prepare

from indexer.words.ranking import WordIndex
from indexer.words.weights import Weights

FACTORS = (0.5, 0.75, 1.33, 2.0)
#: How much a set counts: the big one asks the whole codification.
SHARES = {"tvplqa": 0.75, "alqac": 0.25}
_LEAST_GAIN = 0.0005


def goal(collections: list[Collection], weights: Weights) -> float:
    """What is made big: MRR@10 and hit@10 together, over both sets."""
    total = 0.0
    for collection in collections:
        index = WordIndex(collection.folder, weights)
        figures = measure(index, collection)[0]
        index.close()
        total += SHARES[collection.name] * (figures.mrr + figures.hit10) / 2
    return total


def part(collection: Collection, first: int, most: int) -> Collection:
    """Every second question, spread over all."""
    half = collection.questions[first::2]
    return replace(collection, questions=half[:: max(len(half) // most, 1)][:most])


def main() -> None:
    """Prints each step that gained, and the weights at the end."""
    most = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    prepared = [prepare(name, rebuild=False) for name in COLLECTIONS]
    learn, check = ([part(each, first, most) for each in prepared] for first in (0, 1))
    weights = Weights()
    best = goal(learn, weights)
    print(f"start {best:.4f}, others {goal(check, weights):.4f}", flush=True)
    for field in fields(Weights):
        for factor in FACTORS:
            tried = replace(weights, **{field.name: round(getattr(weights, field.name) * factor, 2)})
            reached = goal(learn, tried)
            if reached > best + _LEAST_GAIN:
                best, weights = reached, tried
                print(f"{field.name} = {getattr(tried, field.name)}: {best:.4f}", flush=True)
    print(f"end {best:.4f}, others {goal(check, weights):.4f}")
    print(weights)


if __name__ == "__main__":
    main()
