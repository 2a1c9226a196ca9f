"""Time and memory of the whole way: index the corpus, index articles of the codification, answer ten questions.

    python benchmarks/first_light.py [ARTICLES]

ARTICLES (default 5000) of ``../shared/data/phapdien.jsonl.gz`` are used where that file is there. Each index is made in
a
process of its own, so that the memory printed is that of the indexing alone.
"""

from __future__ import annotations

import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CODIFICATION = ROOT.parent / "shared" / "data" / "phapdien.jsonl.gz"
QUESTIONS = (
    "quyết định nào ủy quyền cấp giấy phép lao động",
    "ai cấp GPLĐ trong KCN",
    "67/2003",
    "điều 68 nđ 35/2022",
    "nghị định 152/2020 còn hiệu lực không",
    "gia hạn giấy phép lao động",
    "chức năng nhiệm vụ quyền hạn của Ban Quản lý khu công nghiệp",
    "ho so cap giay chung nhan dang ky dau tu",
    "văn bản nào thay thế nghị định 82/2018",
    "thời hạn giải quyết hồ sơ",
)


def index_aside(corpus: Path, data: Path) -> dict[str, float]:
    """Indexes in a fresh process; seconds, peak memory in MB (the bigger of the process and its children)."""
    started = time.perf_counter()
    subprocess.run([sys.executable, "-m", "web.cli", "index", "--corpus", corpus, "--data", data], cwd=ROOT, check=True)
    seconds = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    size = sum(path.stat().st_size for path in data.rglob("*") if path.is_file()) / 1e6
    return {"seconds": seconds, "peak MB": peak, "index MB": size}


def ask(data: Path, rounds: int = 5) -> dict[str, float]:
    """Milliseconds of whole answers, warm; and of the first one, opening included."""
    from indexer.generations import open_current
    from indexer.search import Search

    started = time.perf_counter()
    generation = open_current(data)
    search = Search(generation.catalogue, generation.index)
    search.answer(QUESTIONS[0])
    first = time.perf_counter() - started
    times = []
    for _ in range(rounds):
        for question in QUESTIONS:
            before = time.perf_counter()
            search.answer(question)
            times.append((time.perf_counter() - before) * 1000)
    times.sort()
    p95 = times[int(len(times) * 0.95)]
    return {"first ms": first * 1000, "median ms": statistics.median(times), "p95 ms": p95, "max ms": times[-1]}


def main() -> None:
    """Prints one JSON object for each measurement."""
    limit = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        report("corpus/", index_aside(ROOT / "corpus", work / "own") | ask(work / "own"))
        if CODIFICATION.is_file():
            command = ["import", "phapdien", CODIFICATION, "--corpus", work / "pd", "--limit", str(limit)]
            subprocess.run([sys.executable, "-m", "web.cli", *command], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
            report(
                f"codification, {limit} articles", index_aside(work / "pd", work / "pd-data") | ask(work / "pd-data")
            )
        else:
            print("không có ../shared/data/phapdien.jsonl.gz: chỉ đo corpus/")


def report(name: str, figures: dict[str, float]) -> None:
    """One line of figures."""
    print(name, json.dumps({key: round(value, 1) for key, value in figures.items()}, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main()
