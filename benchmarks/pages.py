"""Full result pages a second of a running server, with what a page costs and how long it takes.

    python -m benchmarks.pages DATA CORPUS [--questions FILE ...] [--workers 1 --workers 2] [--pages 600] [--runs 3]

``cancu serve`` is started on the index, for each number of workers anew. A third more questions than pages are asked
before, so that nothing is read for the first time; then each question is asked once, by as many readers as there are
workers and two more. No question is ever asked twice, but for the line "again", which asks the same ones once more.

Questions: one a line, or JSON lines with "query" or "text"; without a file, headings and numbers of the index itself.
"CPU" is what the server's processes spent on a page, which says more than the clock where others use the machine: at
10 ms two cores make 200 pages a second. Memory is what the processes hold together, shared pages counted once.
"""

from __future__ import annotations

import http.client
import json
import os
import random
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import click

from indexer.generations import open_current
from kb.text import fold

_ROOT = Path(__file__).resolve().parent.parent
_TICK = os.sysconf("SC_CLK_TCK")
_PLAIN = 4  #: One heading in so many is asked without diacritics.


@dataclass(frozen=True)
class Run:
    """What one run took: seconds for each page, for all, and of the processor; ``own``: of the server's own process."""

    waits: Sequence[float]
    seconds: float
    cpu: float
    own: float
    failed: int

    @property
    def told(self) -> str:
        """The figures in one line."""
        cuts = statistics.quantiles([wait * 1000 for wait in self.waits], n=100)
        return (
            f"{len(self.waits) / self.seconds:6.1f} pages/s, CPU {1000 * self.cpu / len(self.waits):5.2f} ms a page "
            f"({1000 * self.own / len(self.waits):.2f} in the server), "
            f"p50 {cuts[49]:6.1f} p95 {cuts[94]:6.1f} p99 {cuts[98]:6.1f} ms, {self.failed} failed"
        )


def of_index(data: Path) -> list[str]:
    """Questions made of what is held: headings whole and cut, with and without diacritics, and numbers."""
    catalogue = open_current(data).catalogue
    chance = random.Random(1)
    found = [head.number for head in catalogue.heads() if head.number]
    for head in catalogue.heads():
        for held in catalogue.provisions_of(head.id)[:40:4]:
            words = (held.provision.heading or "").split()
            asked = " ".join(words[: chance.randint(3, 12)])
            found.append(fold(asked) if chance.randrange(_PLAIN) == 0 else asked)
    distinct = sorted({question for question in found if question})
    chance.shuffle(distinct)
    return distinct


def of_files(files: Sequence[Path]) -> list[str]:
    """The questions of some files, each once, in an order that mixes them."""
    found = [_question(line) for file in files for line in file.read_text("utf-8").splitlines() if line.strip()]
    distinct = list(dict.fromkeys(found))
    random.Random(1).shuffle(distinct)
    return distinct


def _question(line: str) -> str:
    if not line.startswith("{"):
        return line.strip()
    row = json.loads(line)
    return str(row.get("query") or row["text"])


@contextmanager
def serving(data: Path, corpus: Path, *options: object) -> Iterator[tuple[int, int]]:
    """A server on a free port, with its process id, until the block ends; ``options`` are more of its own."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "web.cli", "serve", "--data", data, "--corpus", corpus, "--port", port]
    server = subprocess.Popen([*map(str, [*command, *options])], cwd=_ROOT, stdout=subprocess.DEVNULL)
    try:
        _wait_for(port)
        yield port, server.pid
    finally:
        server.terminate()
        server.wait()


def _wait_for(port: int) -> None:
    for _ in range(3000):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/api/health")
            if connection.getresponse().status == 200:
                return
        except OSError:
            pass
        time.sleep(0.1)
    sys.exit("the server did not come up")


def family(pid: int) -> list[int]:
    """A process and all that it started, also those of its children."""
    found = [pid]
    for parent in found:
        for task in Path(f"/proc/{parent}/task").iterdir():
            found += map(int, (task / "children").read_text().split())
    return found


def cpu(pid: int) -> float:
    """Seconds of the processor that a server's processes have used."""
    return sum(_cpu_of(process) for process in family(pid))


def _cpu_of(process: int) -> float:
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICK


def memory(pid: int) -> tuple[float, list[float]]:
    """Megabytes of a server together (shared pages once), and of each process."""
    each = []
    for process in family(pid):
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
        each.append(next(int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")))
    return sum(each), each


def ask(port: int, pid: int, questions: Sequence[str], readers: int) -> Run:
    """Asks all questions, as many at the same time as there are readers."""
    before, own, started = cpu(pid), _cpu_of(pid), time.perf_counter()
    with ThreadPoolExecutor(readers) as pool:
        parts = list(pool.map(lambda first: _read(port, questions[first::readers]), range(readers)))
    seconds, spent, own = time.perf_counter() - started, cpu(pid) - before, _cpu_of(pid) - own
    return Run([wait for waits, _ in parts for wait in waits], seconds, spent, own, sum(failed for _, failed in parts))


def _read(port: int, questions: Sequence[str]) -> tuple[list[float], int]:
    connection, waits, failed = http.client.HTTPConnection("127.0.0.1", port, timeout=60), [], 0
    for question in questions:
        started = time.perf_counter()
        connection.request("GET", f"/tim?q={quote(question)}", headers={"Accept-Encoding": "gzip"})
        answer = connection.getresponse()
        failed += not answer.read() or answer.status != 200
        waits.append(time.perf_counter() - started)
    return waits, failed


def measure(data: Path, corpus: Path, workers: int, questions: Sequence[str], pages: int) -> None:
    """One server: warmed, alone, under load, and once more."""
    warm, alone, asked = pages + pages // 3, pages // 4, pages
    if len(questions) < warm + alone + asked:
        sys.exit(f"{warm + alone + asked} questions are needed for {pages} pages, there are {len(questions)}")
    with serving(data, corpus, "--workers", workers) as (port, pid):
        ask(port, pid, questions[:warm], workers + 2)
        one = ask(port, pid, questions[warm : warm + alone], 1)
        print(f"  {workers} worker(s), one reader     {one.told}", flush=True)
        loaded = questions[warm + alone : warm + alone + asked]
        for name in ("distinct questions", "again"):
            print(f"  {workers} worker(s), {name:<18} {ask(port, pid, loaded, workers + 2).told}", flush=True)
        whole, each = memory(pid)
        print(f"  memory {whole:.0f} MB: {', '.join(f'{part:.0f}' for part in each)}", flush=True)


@click.command(help=__doc__)
@click.argument("data", type=click.Path(path_type=Path, exists=True))
@click.argument("corpus", type=click.Path(path_type=Path, exists=True))
@click.option("--questions", type=click.Path(path_type=Path, exists=True), multiple=True)
@click.option("--workers", type=int, multiple=True, default=(1, 2))
@click.option("--pages", default=600)
@click.option("--runs", default=3)
def main(
    data: Path, corpus: Path, questions: tuple[Path, ...], workers: tuple[int, ...], pages: int, runs: int
) -> None:
    """Every number of workers in turn, run after run."""
    asked = of_files(questions) if questions else of_index(data)
    for number in range(runs):
        print(f"run {number + 1}", flush=True)
        for count in workers:
            measure(data, corpus, count, asked, pages)


if __name__ == "__main__":
    main()
