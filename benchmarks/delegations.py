"""Time of the search for delegations in the whole official codification: processor seconds, facts, MB a second.

    python benchmarks/delegations.py [PROCESSES]

Needs ../shared, and says so when it is absent. Reading and unpacking the file is not part of the time.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from pathlib import Path
from typing import Any

from indexer.phapdien import read_articles
from kb.citations import Context
from kb.dates import parse_date
from kb.delegations import find_delegations

CODIFICATION = Path(__file__).resolve().parent.parent.parent / "shared" / "data" / "phapdien.jsonl.gz"
CHUNK = 2000


def scan(articles: list[dict[str, Any]]) -> tuple[float, Counter[str]]:
    """Processor seconds for some articles, and how many facts of each stance they state."""
    started = time.process_time()
    facts: Counter[str] = Counter()
    for article in articles:
        context = Context(number=article["doc_id"] or None, issued=parse_date(article["issued"]))
        found = find_delegations(article["text"], context, article["article_title"] or None)
        facts.update(fact.stance for fact in found)
    return time.process_time() - started, facts


def chunks(articles: Iterator[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """The articles, ``CHUNK`` at a time."""
    while chunk := list(islice(articles, CHUNK)):
        yield chunk


def main() -> None:
    """Prints what was measured."""
    if not CODIFICATION.is_file():
        print(f"{CODIFICATION} is not here: nothing measured")
        return
    processes = int(sys.argv[1]) if len(sys.argv) > 1 else 2
    parts = list(chunks(read_articles(CODIFICATION)))
    size = sum(len(article["text"].encode()) for part in parts for article in part) / 1e6
    started = time.perf_counter()
    with ProcessPoolExecutor(processes) as pool:
        results = list(pool.map(scan, parts))
    wall = time.perf_counter() - started
    seconds = sum(taken for taken, _ in results)
    facts = sum((found for _, found in results), Counter[str]())
    print(f"{sum(map(len, parts)):,} articles, {size:.1f} MB")
    print(f"{seconds:.1f} s of processor time, {size / seconds:.2f} MB/s; {wall:.1f} s with {processes} processes")
    print(f"{facts.total():,} facts: " + ", ".join(f"{stance} {count}" for stance, count in facts.most_common()))


if __name__ == "__main__":
    main()
