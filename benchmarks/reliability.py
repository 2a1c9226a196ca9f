"""Trials of reliability: kill, crash, fill the disk, damage, read while writing; each with its bar.

    python -m benchmarks.reliability              all in full (about twenty minutes)
    python -m benchmarks.reliability --short      all, in seconds each
    python -m benchmarks.reliability kill crash   some of them

Prints a line for each and exits with 1 when a bar is not met. POSIX only.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.reliability_corpus import answers, decree, numbers, write_corpus
from benchmarks.reliability_crashes import crash, damage, disk, full
from benchmarks.reliability_service import clock, leaks, load, readers, threads, writers
from indexer.build import update
from indexer.generations import open_current
from indexer.ingest import add_files


def kill(folder: Path, share: float) -> tuple[bool, str]:
    """200 kill -9 at random points of add, index, switch: nothing acknowledged is lost, every one opens, ≤ 2 s."""
    count = max(5, int(200 * share))
    corpus, data = write_corpus(folder / "corpus"), folder / "data"
    update(corpus, data)
    acknowledged = numbers(open_current(data).catalogue.heads())
    lost = unopened = 0
    waits: list[float] = []
    whole, chance = _added_after(corpus, data, folder, 100, None), random.Random(1)
    if whole is None:
        return False, "the first document was not added"
    acknowledged.add("100/2031/NĐ-CP")
    finished = 0
    for number in range(101, 101 + count):
        if _added_after(corpus, data, folder, number, chance.uniform(0, 1.6 * whole)) is not None:
            acknowledged.add(f"{number}/2031/NĐ-CP")
            finished += 1
        started = time.monotonic()
        try:
            generation = open_current(data)
            answers(generation)
        except Exception:
            unopened += 1
            continue
        waits.append(time.monotonic() - started)
        lost += bool(acknowledged - numbers(generation.catalogue.heads()))
    p99 = sorted(waits)[int(0.99 * (len(waits) - 1))]
    told = f"{count} kills ({finished} had finished), {lost} lost, {unopened} unopened, recovery p99 {p99:.2f} s"
    return not lost and not unopened and p99 <= 2, told


def _added_after(corpus: Path, data: Path, folder: Path, number: int, seconds: float | None) -> float | None:
    """Adds a decree in a process that is killed after some seconds; how long it took if it finished before."""
    source = folder / f"moi-{number}.md"
    source.write_text(decree(number), "utf-8")
    started = time.monotonic()
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        os.setpgid(0, 0)
        try:
            (added,) = add_files([source], corpus, data).files
            os.write(writing, b"1" if added.outcome == "added" else b"0")
        finally:
            os._exit(0)
    os.close(writing)
    if seconds is None:
        os.waitpid(child, 0)
    else:
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    said = os.read(reading, 1)
    os.close(reading)
    return time.monotonic() - started if said == b"1" else None


TRIALS: dict[str, Callable[[Path, float], tuple[bool, str]]] = {
    "kill": kill, "crash": crash, "full": full, "damage": damage, "readers": readers, "threads": threads,
    "leaks": leaks, "writers": writers, "clock": clock, "load": load,
}  # fmt: skip
if os.geteuid() == 0:  # others may not mount
    TRIALS["disk"] = disk


def run(name: str, share: float = 1.0) -> tuple[bool, str]:
    """One trial with a share of its full numbers: whether its bar is met, and the figures."""
    folder = Path(tempfile.mkdtemp(prefix=f"cancu-{name}-"))
    try:
        return TRIALS[name](folder, share)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("trials", nargs="*", choices=[*TRIALS, []], help="which; all without any")
    parser.add_argument("--short", action="store_true", help="a fiftieth of the numbers")
    chosen = parser.parse_args()
    good = True
    for name in chosen.trials or TRIALS:
        started = time.monotonic()
        met, told = run(name, 0.02 if chosen.short else 1.0)
        print(f"{'met ' if met else 'NOT '} {name}: {told} ({time.monotonic() - started:.0f} s)", flush=True)
        good &= met
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
