"""Our ranking beside other engines on the same articles, the same tokens, the same questions, in one run.

    python benchmarks/peers.py [ARTICLES]

ARTICLES (default 10000) of the codification. SQLite's FTS5 and plain Whoosh are always there; tantivy and bm25s
take part where they are installed (pip install tantivy bm25s). Each engine gets the syllables of heading and body and
ranks by BM25; ours does what it does in the product: several fields, neighbours, facets. Times are of ranking ten hits,
in milliseconds of processor time, warm.
"""

from __future__ import annotations

import shutil
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path

from retrieval import DATA, codification, lines

from indexer.words.analysis import analyse
from indexer.words.ranking import WordIndex, WordQuery
from indexer.words.schema import Entry, WordIndexWriter
from indexer.words.wording import word_question

HITS, MOST_QUESTIONS = 10, 200
Ask = Callable[[str], object]


def ours(entries: list[Entry], folder: Path) -> Ask:
    """The word index of the product."""
    with WordIndexWriter(folder, create=True) as writer:
        for entry in entries:
            writer.add(entry)
    index = WordIndex(folder)
    return lambda question: index.rank(WordQuery(question), HITS)


def sqlite(entries: list[Entry], folder: Path) -> Ask:
    """SQLite FTS5 with its bm25()."""
    connection = sqlite3.connect(folder / "fts.sqlite")
    connection.execute("CREATE VIRTUAL TABLE article USING fts5(words, content='', tokenize='unicode61')")
    rows = ((entry.key, " ".join(tokens(entry))) for entry in entries)
    connection.executemany("INSERT INTO article(rowid, words) VALUES (?, ?)", rows)
    wanted = f"SELECT rowid FROM article WHERE article MATCH ? ORDER BY bm25(article) LIMIT {HITS}"
    return lambda question: connection.execute(
        wanted, (" OR ".join(f'"{word}"' for word in asked(question)),)
    ).fetchall()


def whoosh(entries: list[Entry], folder: Path) -> Ask:
    """Whoosh with its own scoring."""
    from whoosh import fields, index, query

    plain = fields.Schema(words=fields.KEYWORD(scorable=True), key=fields.STORED)
    with index.create_in(str(folder), plain).writer(limitmb=256) as writer:
        for entry in entries:
            writer.add_document(words=" ".join(tokens(entry)), key=entry.key)
    searcher = index.open_dir(str(folder)).searcher()
    return lambda question: searcher.search(
        query.Or([query.Term("words", word) for word in asked(question)]), limit=HITS
    )


def tantivy(entries: list[Entry], folder: Path) -> Ask:
    """tantivy, where it is installed."""
    import tantivy as engine  # type: ignore[import-not-found]

    builder = engine.SchemaBuilder()
    builder.add_text_field("words", tokenizer_name="whitespace")
    index = engine.Index(builder.build(), path=str(folder))
    writer = index.writer()
    for entry in entries:
        writer.add_document(engine.Document(words=" ".join(tokens(entry))))
    writer.commit()
    index.reload()
    searcher = index.searcher()
    return lambda question: searcher.search(index.parse_query(" ".join(asked(question)), ["words"]), HITS)


def bm25s(entries: list[Entry], folder: Path) -> Ask:
    """bm25s, where it is installed."""
    import bm25s as engine  # type: ignore[import-not-found]

    retriever = engine.BM25()
    retriever.index([tokens(entry) for entry in entries], show_progress=False)
    return lambda question: retriever.retrieve([list(asked(question))], k=HITS, show_progress=False)


def tokens(entry: Entry) -> list[str]:
    """The syllables that every engine gets."""
    return [*analyse(entry.heading).syllables, *analyse(entry.body).syllables]


def asked(question: str) -> tuple[str, ...]:
    """The words that every engine is asked."""
    return word_question(question).content


def timed(ask: Ask, questions: list[str]) -> tuple[float, float]:
    """Median and 95th percentile in milliseconds of processor time, everything having been asked once."""
    for question in questions:
        ask(question)
    times = []
    for question in questions:
        before = time.process_time()
        ask(question)
        times.append((time.process_time() - before) * 1000)
    times.sort()
    return statistics.median(times), times[int(len(times) * 0.95)]


def main() -> None:
    """One line for each engine, with its time as a multiple of ours."""
    if not DATA.is_dir():
        sys.exit("cần ../shared (bộ dữ liệu mẫu); máy này không có.")
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    entries = [entry for _, entry in islice(codification(), count)]
    questions = [row["text"] for row in islice(lines(DATA / "retrieval/tvplqa/queries.jsonl"), MOST_QUESTIONS)]
    questions = [question for question in questions if asked(question)]
    reference = 0.0
    for engine in (ours, sqlite, whoosh, tantivy, bm25s):
        folder = Path(tempfile.mkdtemp())
        try:
            started = time.perf_counter()
            ask = engine(entries, folder)
            built = time.perf_counter() - started
            median, p95 = timed(ask, questions)
            reference = reference or median
            ratio = f"{median / reference:6.1f} × ours"
            print(f"{engine.__name__:8} index {built:6.1f} s, median {median:7.2f} ms, p95 {p95:7.2f} ms, {ratio}")
        except ImportError as missing:
            print(f"{engine.__name__:8} not installed ({missing.name})")
        finally:
            shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
