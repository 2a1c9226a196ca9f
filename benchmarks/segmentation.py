"""Our decoding of pyvi's model beside pyvi itself: the same words, how much sooner.

    python benchmarks/segmentation.py [ARTICLES] [--processes N]

ARTICLES (default 3000; 0 for all 65,207, some 74 million characters) of the codification, spread evenly. Every line is
cut by both and the words are compared, one by one; a line that differs is printed and ends the run with 1. Numbers of
documents are left out of the comparison, since pyvi tears them apart and we do not. Speed is in syllables a second of
processor time; ours is given on lines seen for the first time, then with its memory of whole lines, as in indexing.
"""

from __future__ import annotations

import argparse
import sys
import time
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from multiprocessing import Pool

from retrieval import DATA, codification

from indexer.words import segmentation
from indexer.words.segmentation import LONGEST_LINE
from kb.text import normalise

_BATCH, _EXAMPLES = 200, 5


@dataclass
class Tally:
    """What was compared, how long each took in seconds, and lines that differ."""

    syllables: int = 0
    characters: int = 0
    pyvi: float = 0.0
    ours: float = 0.0
    remembered: float = 0.0
    differing: list[str] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        """Both together."""
        for name in ("syllables", "characters", "pyvi", "ours", "remembered", "differing"):
            setattr(self, name, getattr(self, name) + getattr(other, name))


def pieces(text: str) -> Iterator[str]:
    """The stretches that both cut: lines without the numbers of documents."""
    for line in normalise(text).split("\n"):
        for start in range(0, len(line), LONGEST_LINE):
            cut = segmentation._pieces(line[start : start + LONGEST_LINE])
            yield from (piece for piece, is_number in cut if not is_number and piece.strip())


def compared(texts: list[str]) -> Tally:
    """Both segmentations of some texts."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pyvi.ViTokenizer import tokenize
    lines = [piece for text in texts for piece in pieces(text)]
    started = time.process_time()
    theirs = [tokenize(line).split() for line in lines]
    done = time.process_time()
    segment = segmentation._segment.__wrapped__
    ours = [segment(line) for line in lines]
    ended = time.process_time()
    for line in lines:
        segmentation._segment(line)
    remembered = time.process_time() - ended
    differing = [line for line, left, right in zip(lines, theirs, ours, strict=True) if left != list(right)]
    syllables = sum(len(line.split()) for line in lines)
    return Tally(syllables, sum(map(len, lines)), done - started, ended - done, remembered, differing)


def batches(articles: int) -> Iterable[list[str]]:
    """The texts, some at a time."""
    every = max(65_207 // articles, 1) if articles else 1
    batch: list[str] = []
    for place, (_, entry) in enumerate(codification()):
        if place % every == 0:
            batch.append(f"{entry.heading}\n{entry.body}")
        if len(batch) == _BATCH:
            yield batch
            batch = []
    yield batch


def main() -> None:
    """Prints the speeds and the verdict."""
    if not DATA.is_dir():
        sys.exit("cần ../shared (bộ dữ liệu mẫu); máy này không có.")
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=int, nargs="?", default=3000)
    parser.add_argument("--processes", type=int, default=1)
    options = parser.parse_args()
    total = Tally()
    compared(["Ủy ban nhân dân"])  # models are read here, not while the clock runs
    with Pool(options.processes) as pool:
        for tally in pool.imap(compared, batches(options.articles)):
            total.add(tally)
    pyvi, ours, remembered = (total.syllables / seconds for seconds in (total.pyvi, total.ours, total.remembered))
    print(f"{total.syllables:,} syllables, {total.characters:,} characters")
    print(f"pyvi {pyvi:,.0f}/s, ours {ours:,.0f}/s = {ours / pyvi:.1f} ×, remembering lines {remembered / pyvi:.1f} ×")
    print(f"{len(total.differing)} lines differ", *total.differing[:_EXAMPLES], sep="\n")
    sys.exit(1 if total.differing else 0)


if __name__ == "__main__":
    main()
