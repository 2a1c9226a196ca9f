"""How well real questions find their article: MRR@10, hit@10 and hit@1 on the two retrieval sets of ../shared.

    python benchmarks/retrieval.py                 build the indexes (kept in data/retrieval) and measure
    python benchmarks/retrieval.py --ablate        besides, what is lost when a part of the ranking is left out
    python benchmarks/retrieval.py --rebuild       build the indexes anew

tvplqa asks all articles of the official codification, alqac seventeen laws of its own. The judgements of tvplqa name
one article a question and leave others unjudged: compare settings by it, and take no figure as absolute.
"""

from __future__ import annotations

import argparse
import gzip
import json
import shutil
import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from ablations import table  # noqa: E402

from indexer.generations import open_current  # noqa: E402
from indexer.machine import answer_record  # noqa: E402
from indexer.search import Search  # noqa: E402
from indexer.words.ranking import WordIndex, WordQuery  # noqa: E402
from indexer.words.schema import SCHEMA_VERSION, Entry, WordIndexWriter  # noqa: E402
from indexer.words.weights import Weights  # noqa: E402
from kb.doctypes import type_named  # noqa: E402

DATA = ROOT.parent / "shared" / "data"
WORK = ROOT / "data" / "retrieval"
DEPTH = 10


@dataclass(frozen=True)
class Collection:
    """An index with its questions: (text, keys of the right articles)."""

    name: str
    folder: Path
    questions: tuple[tuple[str, frozenset[int]], ...]


@dataclass(frozen=True)
class Figures:
    """Means over the questions."""

    mrr: float
    hit10: float
    hit1: float

    def __str__(self) -> str:
        return f"MRR@10 {self.mrr:.3f}  hit@10 {self.hit10:.3f}  hit@1 {self.hit1:.3f}"


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """The records of a JSONL file, compressed or not."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as file:
        yield from map(json.loads, file)


def codification() -> Iterator[tuple[str, Entry]]:
    """All articles of the codification, each with the name that the judgements use."""
    documents: dict[str, int] = {}
    for key, row in enumerate(lines(DATA / "phapdien.jsonl.gz")):
        number = row["doc_id"] or ""
        kind = type_named(row["type"] or "")
        year = (row["issued"] or "")[-4:]
        entry = Entry(
            key=key,
            document=documents.setdefault(number, len(documents)),
            heading=row["article_title"] or "",
            title=f"{row['type']} {row['title']}",
            ancestors=row["chapter"] or "",
            body=row["text"] or "",
            type=kind.slug if kind else "other",
            issuer=row["issuer"] or "",
            year=int(year) if year.isdigit() else None,
            number=number,
        )
        yield f"{number}#{row['article_id']}", entry


def laws() -> Iterator[tuple[str, Entry]]:
    """The laws of alqac. A first line that is a heading ("Điều 5. …") is taken as one."""
    documents: dict[str, int] = {}
    for key, row in enumerate(lines(DATA / "retrieval/alqac/corpus.jsonl.gz")):
        first, _, rest = row["text"].partition("\n")
        heading = first.partition(". ")[2]
        is_heading = bool(rest.strip()) and not heading.endswith(".")
        document = documents.setdefault(row["doc_id"], len(documents))
        body = rest if is_heading else row["text"]
        yield (
            row["id"],
            Entry(key, document, heading if is_heading else "", row["title"], "", body, "luat", "", None, ""),
        )


COLLECTIONS = {"tvplqa": codification, "alqac": laws}


def prepare(name: str, rebuild: bool) -> Collection:
    """Builds the index unless it is there; reads questions and judgements."""
    folder, names = WORK / f"{name}-{SCHEMA_VERSION}", WORK / f"{name}-{SCHEMA_VERSION}.json"
    if rebuild or not names.is_file():
        build(name, folder, names)
    keys: dict[str, list[int]] = {}
    for key, article in enumerate(json.loads(names.read_text("utf-8"))):
        keys.setdefault(article, []).append(key)
    right: dict[str, set[int]] = {}
    for line in (DATA / f"retrieval/{name}/qrels.tsv").read_text("utf-8").splitlines():
        question, _, article, _ = line.split("\t")
        right.setdefault(question, set()).update(keys.get(article, ()))
    asked = lines(DATA / f"retrieval/{name}/queries.jsonl")
    questions = tuple((row["text"], frozenset(right.get(row["query_id"], ()))) for row in asked)
    return Collection(name, folder, questions)


def build(name: str, folder: Path, names: Path) -> None:
    """Indexes a collection, telling how long it took and how big it became."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    started = time.perf_counter()
    articles = []
    with WordIndexWriter(folder, create=True, processes=2) as writer:
        for article, entry in COLLECTIONS[name]():
            articles.append(article)
            writer.add(entry)
    names.write_text(json.dumps(articles, ensure_ascii=False), "utf-8")
    size = sum(path.stat().st_size for path in folder.iterdir()) / 1e6
    print(f"{name}: {len(articles)} điều, {time.perf_counter() - started:.0f} s, {size:.0f} MB", flush=True)


def measure(index: WordIndex, collection: Collection) -> tuple[Figures, list[float]]:
    """The figures, and the milliseconds of processor time of each question."""
    ranks, times = [], []
    for text, right in collection.questions:
        started = time.process_time()
        hits = index.rank(WordQuery(text), DEPTH).hits
        times.append((time.process_time() - started) * 1000)
        ranks.append(next((place for place, hit in enumerate(hits, 1) if hit.key in right), 0))
    count = len(ranks)
    reciprocal = sum(1 / rank for rank in ranks if rank) / count
    return Figures(reciprocal, sum(map(bool, ranks)) / count, ranks.count(1) / count), times


def ablate(collections: Sequence[Collection]) -> None:
    """What is lost without each part of the ranking, also on the questions of officers where their index is there."""

    def measured(weights: Weights) -> dict[str, float]:
        found: dict[str, float] = {}
        for collection in collections:
            index = WordIndex(collection.folder, weights)
            figures = measure(index, collection)[0]
            index.close()
            found |= {f"{collection.name} MRR": figures.mrr, f"{collection.name} hit@10": figures.hit10}
        return found | officers(weights)

    print(table(measured), flush=True)


def officers(weights: Weights) -> dict[str, float]:
    """The figures of the questions of officers, over the index that ``benchmarks/scores.py`` keeps."""
    from scores import SHARED, score_questions

    gold, out, data = SHARED / "gold/questions/dev.jsonl", WORK / "questions.jsonl", ROOT / "data/scores/index"
    if not data.is_dir():
        return {}
    generation = open_current(data)
    with closing(WordIndex(generation.folder / "words", weights)) as index:
        search = Search(generation.catalogue, index)
        answers = ({"id": row["id"], **answer_record(search.answer(row["query"]))} for row in lines(gold))
        out.write_text("\n".join(json.dumps(answer, ensure_ascii=False) for answer in answers), "utf-8")
    overall = score_questions(gold, out)["overall"]
    return {"officers first": overall["success@1"], "officers MRR": overall["mrr@10"]}


def main() -> None:
    """Prints the figures of both collections."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ablate", action="store_true")
    parser.add_argument("--rebuild", action="store_true")
    parser.add_argument("collections", nargs="*", default=list(COLLECTIONS))
    options = parser.parse_args()
    if not DATA.is_dir():
        sys.exit("cần ../shared (bộ dữ liệu mẫu); máy này không có.")
    for name in options.collections:
        collection = prepare(name, options.rebuild)
        started = time.perf_counter()
        index = WordIndex(collection.folder)
        opened = time.perf_counter() - started
        measure(index, collection)  # reads the postings
        figures, times = measure(index, collection)
        times.sort()
        speed = (
            f"median {statistics.median(times):.2f} ms, p95 {times[int(len(times) * 0.95)]:.2f} ms, open {opened:.2f} s"
        )
        print(f"{name}: {figures}  ({len(times)} questions, {speed})", flush=True)
        index.close()
    if options.ablate:
        ablate([prepare(name, rebuild=False) for name in options.collections])


if __name__ == "__main__":
    main()
