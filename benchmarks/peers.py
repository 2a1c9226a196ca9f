"""Our ranking beside other engines on the same articles, the same tokens, the same questions, in one run.

    python benchmarks/peers.py [ARTICLES]

ARTICLES (default: all 65,207) of the codification. SQLite's FTS5 and plain Whoosh are always there; tantivy and bm25s
take part where they are installed (pip install tantivy bm25s). Every engine gets the tokens that ours looks for in
a text: the syllables of heading and body, and their neighbouring pairs; it ranks ten hits by BM25. "syllables" is the
same engine asked for syllables alone, half the work. Ours does what it does in the product: several fields, sums over
documents, all hits counted, facets. The engines take turns, round after round, so that all meet the same machine; times
are milliseconds of processor time, warm.
"""

from __future__ import annotations

import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from retrieval import DATA, codification, lines

from indexer.words.analysis import analyse
from indexer.words.ranking import WordIndex, WordQuery
from indexer.words.schema import Entry, WordIndexWriter
from indexer.words.wording import word_question

HITS, MOST_QUESTIONS, ROUNDS = 10, 200, 5


@dataclass(frozen=True)
class Question:
    """A question as typed, its syllables and its pairs."""

    text: str
    syllables: tuple[str, ...]
    pairs: tuple[str, ...]


Ask = Callable[[Question], object]


def both_ways(name: str, ask: Callable[[Sequence[str]], object]) -> dict[str, Ask]:
    """An engine asked for all tokens, and for the syllables alone."""
    return {
        name: lambda question: ask((*question.syllables, *question.pairs)),
        f"{name}, syllables": lambda question: ask(question.syllables),
    }


def ours(entries: list[Entry], folder: Path) -> dict[str, Ask]:
    """The word index of the product."""
    with WordIndexWriter(folder, create=True) as writer:
        for entry in entries:
            writer.add(entry)
    index = WordIndex(folder)
    return {"ours": lambda question: index.rank(WordQuery(question.text), HITS)}


def sqlite(entries: list[Entry], folder: Path) -> dict[str, Ask]:
    """SQLite FTS5 with its bm25()."""
    connection = sqlite3.connect(folder / "fts.sqlite")
    connection.execute(
        "CREATE VIRTUAL TABLE article USING fts5(words, content='', tokenize=\"unicode61 tokenchars '_'\")"
    )
    rows = ((entry.key, " ".join(tokens(entry))) for entry in entries)
    connection.executemany("INSERT INTO article(rowid, words) VALUES (?, ?)", rows)
    wanted = f"SELECT rowid FROM article WHERE article MATCH ? ORDER BY bm25(article) LIMIT {HITS}"
    return both_ways(
        "sqlite", lambda words: connection.execute(wanted, (" OR ".join(f'"{word}"' for word in words),)).fetchall()
    )


def whoosh(entries: list[Entry], folder: Path) -> dict[str, Ask]:
    """Whoosh with its own scoring."""
    from whoosh import fields, index, query

    plain = fields.Schema(words=fields.KEYWORD(scorable=True), key=fields.STORED)
    with index.create_in(str(folder), plain).writer(limitmb=256) as writer:
        for entry in entries:
            writer.add_document(words=" ".join(tokens(entry)), key=entry.key)
    searcher = index.open_dir(str(folder)).searcher()
    return both_ways(
        "whoosh", lambda words: searcher.search(query.Or([query.Term("words", word) for word in words]), limit=HITS)
    )


def tantivy(entries: list[Entry], folder: Path) -> dict[str, Ask]:
    """tantivy, where it is installed; in one segment, its best case."""
    import tantivy as engine  # type: ignore[import-not-found]

    builder = engine.SchemaBuilder()
    builder.add_text_field("words", tokenizer_name="whitespace")
    index = engine.Index(builder.build(), path=str(folder))
    writer = index.writer(256 * 2**20, 1)
    for entry in entries:
        writer.add_document(engine.Document(words=" ".join(tokens(entry))))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()
    return both_ways(
        "tantivy",
        lambda words: searcher.search(index.parse_query(" ".join(words), ["words"]), HITS, count=False),
    )


def bm25s(entries: list[Entry], folder: Path) -> dict[str, Ask]:
    """bm25s, where it is installed."""
    import bm25s as engine  # type: ignore[import-not-found]

    retriever = engine.BM25()
    retriever.index([tokens(entry) for entry in entries], show_progress=False)
    return both_ways("bm25s", lambda words: retriever.retrieve([list(words)], k=HITS, show_progress=False))


def tokens(entry: Entry) -> list[str]:
    """The syllables and pairs that every engine gets."""
    seen = analyse(entry.heading), analyse(entry.body)
    return [token for text in seen for token in (*text.syllables, *map(joined, text.pairs))]


def joined(pair: str) -> str:
    """A pair as one token."""
    return pair.replace(" ", "_")


def asked(text: str) -> Question:
    """A question with the tokens that every engine is asked."""
    wording = word_question(text)
    return Question(text, wording.content, tuple(map(joined, wording.pairs)))


def timed(ask: Ask, questions: Sequence[Question]) -> tuple[float, float]:
    """Median and 95th percentile of a question in milliseconds of processor time."""
    times = []
    for question in questions:
        before = time.process_time()
        ask(question)
        times.append((time.process_time() - before) * 1000)
    times.sort()
    return statistics.median(times), times[int(len(times) * 0.95)]


def best_of_rounds(engines: Mapping[str, Ask], questions: Sequence[Question]) -> dict[str, tuple[float, float]]:
    """The times of each engine in its best round, everything having been asked once."""
    rounds = [{name: timed(ask, questions) for name, ask in engines.items()} for _ in range(ROUNDS + 1)][1:]
    return {name: min(times[name] for times in rounds) for name in engines}


def opened(entries: list[Entry], folder: Path) -> Iterator[tuple[str, Ask]]:
    """The engines that are installed, with their articles; how long that took is told."""
    for engine in (ours, sqlite, whoosh, tantivy, bm25s):
        own = folder / engine.__name__
        own.mkdir()
        started = time.perf_counter()
        try:
            ask = engine(entries, own)
        except ImportError as missing:
            print(f"{engine.__name__} is not installed ({missing.name})")
            continue
        print(f"{engine.__name__}: indexed in {time.perf_counter() - started:.1f} s", flush=True)
        yield from ask.items()


def main() -> None:
    """One line for each engine, with its times as multiples of ours."""
    if not DATA.is_dir():
        sys.exit("cần ../shared (bộ dữ liệu mẫu); máy này không có.")
    some = islice(codification(), int(sys.argv[1]) if len(sys.argv) > 1 else None)
    entries = sorted((entry for _, entry in some), key=lambda entry: entry.document)  # as a collection is indexed
    texts = [row["text"] for row in islice(lines(DATA / "retrieval/tvplqa/queries.jsonl"), MOST_QUESTIONS)]
    questions = [question for question in map(asked, texts) if question.syllables]
    with tempfile.TemporaryDirectory() as folder:
        times = best_of_rounds(dict(opened(entries, Path(folder))), questions)
    median, p95 = times["ours"]
    for name, (half, most) in times.items():
        print(
            f"{name:20} median {half:7.2f} ms = {half / median:6.2f} × ours, p95 {most:7.2f} ms = {most / p95:6.2f} ×"
        )


if __name__ == "__main__":
    main()
