"""Trials of what is read while it is written: by processes, by threads, for long, over the network."""

from __future__ import annotations

import gc
import http.client
import multiprocessing
import os
import random
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from unittest import mock
from urllib.parse import quote

from benchmarks.pages import serving
from benchmarks.reliability_corpus import QUESTIONS, decree, write_corpus
from indexer import generations
from indexer.build import plan, update, usable
from indexer.generations import WriterBusy, open_current, writing
from indexer.search import Search
from web.library import LibraryProvider

_ROOT = Path(__file__).resolve().parent.parent


def readers(folder: Path, share: float) -> tuple[bool, str]:
    """4 readers, 300 generations, 20,000 searches: no error, and what was acknowledged is visible at once."""
    steps, wanted = max(6, int(300 * share)), int(20_000 * share) or 40
    corpus, data = write_corpus(folder / "corpus"), folder / "data"
    update(corpus, data)
    serving, stop = multiprocessing.Value("i", 0), multiprocessing.Event()
    results: Any = multiprocessing.Queue()
    work = [
        multiprocessing.Process(target=_read_on, args=(data, serving, stop, wanted // 4, results)) for _ in range(4)
    ]
    for process in work:
        process.start()
    for step in range(1, steps + 1):
        (corpus / "nd-1.md").write_text(decree(1, f"moc{step}"), "utf-8")
        update(corpus, data)
        serving.value = step
    stop.set()
    found = [results.get(timeout=600) for _ in work]
    for process in work:
        process.join()
    searches, errors, stale = (sum(column) for column in zip(*found, strict=True))
    told = f"{steps} generations, {searches} searches, {errors} errors, {stale} not visible"
    return not errors and not stale and searches >= wanted, told


def _read_on(data: Path, serving: Any, stop: Any, wanted: int, results: Any) -> None:
    libraries, done, errors, stale = LibraryProvider(data), 0, 0, 0
    while not stop.is_set() or done < wanted:
        expected = serving.value
        try:
            answer = libraries.current().search.answer("bến thuyền du lịch moc", limit=10)  # type: ignore[call-arg]
            text = " ".join(hit.at.provision.text for hit in answer.hits)
            seen = max((int(word[3:].rstrip(".")) for word in text.split() if word.startswith("moc")), default=0)
            stale += seen < expected
        except Exception as error:
            errors += 1
            print("  ", repr(error), flush=True)
        done += 1
    results.put((done, errors, stale))


def threads(folder: Path, share: float) -> tuple[bool, str]:
    """8 threads on one search against what one thread is told: no difference."""
    corpus, data = write_corpus(folder / "corpus", 30), folder / "data"
    generation = update(corpus, data).generation
    questions = [f"{chosen} {number}" for number in range(max(5, int(400 * share))) for chosen in QUESTIONS]
    alone = Search(generation.catalogue, generation.index)
    expected = {question: _plain(alone, question) for question in questions}
    again = open_current(data)
    shared = Search(again.catalogue, again.index)
    order = questions * 2
    random.Random(3).shuffle(order)
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda question: _plain(shared, question) == expected[question], order))
    return all(found), f"{len(found)} questions in 8 threads, {found.count(False)} differences"


def _plain(search: Search, question: str) -> list[object]:
    answer = search.answer(question)
    return [answer.kind, answer.total, [(hit.at.id, round(hit.score, 5)) for hit in answer.hits]]


def leaks(folder: Path, share: float) -> tuple[bool, str]:
    """10,000 searches and 100 switches: no more open files than before, memory at most a tenth more."""
    switches, each = max(6, int(100 * share)), 100
    corpus, data = write_corpus(folder / "corpus", 20), folder / "data"
    update(corpus, data)
    libraries = LibraryProvider(data)
    marks: list[tuple[int, int]] = []
    for step in range(switches + 20):
        (corpus / "nd-1.md").write_text(decree(1, f"moc{step}"), "utf-8")
        update(corpus, data)
        for turn in range(each):
            libraries.current().search.answer(QUESTIONS[turn % len(QUESTIONS)])  # type: ignore[call-arg]
        gc.collect()
        marks.append((sum(1 for _ in Path("/proc/self/fd").iterdir()), _memory()))
    # Segments come and are merged, some ten updates a turn.
    (files, before), (files_now, now) = (tuple(map(max, *part)) for part in (marks[8:20], marks[-12:]))
    told = f"{switches} switches, {switches * each} searches: files {files} → {files_now}, memory {before} → {now} KB"
    return files_now <= files + 2 and now <= before * 1.1, told


def _memory() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") // 1024


def writers(folder: Path, share: float) -> tuple[bool, str]:
    """Two writers: one runs, the other is told within a second, on the command line and on the page."""
    from fastapi.testclient import TestClient

    from web.app import create_app

    corpus, data = write_corpus(folder / "corpus"), folder / "data"
    update(corpus, data)
    page = TestClient(create_app(data, corpus))
    page.get("/")
    with writing(data, "người thứ nhất"):
        started = time.monotonic()
        try:
            update(corpus, data)
            told = ""
        except WriterBusy as busy:
            told = str(busy)
        command = time.monotonic() - started
        started = time.monotonic()
        sent = {"trong": "nd-1", "viet": "2/2031/NĐ-CP", "la": "nd-2"}
        answer = page.post("/dung-van-ban", data=sent)
        web = time.monotonic() - started
    named = "người thứ nhất" in told and answer.status_code == 409 and "người thứ nhất" in answer.text
    figures = f"told after {command:.2f} s, on the page ({answer.status_code}) after {web:.2f} s"
    return named and command <= 1 and web <= 1, figures


class _Shifted(datetime):
    """A clock that is wrong by some time."""

    by = timedelta()

    @classmethod
    def now(cls, tz: Any = None) -> datetime:
        return datetime.now(tz) + cls.by


def clock(folder: Path, share: float) -> tuple[bool, str]:
    """The clock an hour back, ten years forward: what changed is found, what did not is left alone."""
    corpus, data = write_corpus(folder / "corpus"), folder / "data"
    update(corpus, data)
    wrong = 0
    shifts = (timedelta(hours=-1), timedelta(days=3653), timedelta(days=-3653), timedelta())
    for number, shift in enumerate(shifts):
        _Shifted.by = shift
        real, seconds = time.time_ns, shift.total_seconds()
        with (
            mock.patch.object(generations, "datetime", _Shifted),
            mock.patch.object(time, "time_ns", lambda real=real, seconds=seconds: real() + int(seconds * 1e9)),
        ):
            wrong += bool(plan(corpus, usable(data)))
            path = corpus / f"nd-{number + 1}.md"
            path.write_text(decree(number + 1, f"moc{number}"), "utf-8")
            moment = time.time_ns()
            os.utime(path, ns=(moment, moment))
            wrong += update(corpus, data).changes.changed != (path.name,)
            wrong += bool(update(corpus, data).changes)
            wrong += f"moc{number}" not in str(_plain_text(data))
    return not wrong, f"{len(shifts)} clocks, {wrong} effects"


def _plain_text(data: Path) -> list[str]:
    catalogue = open_current(data).catalogue
    return [held.provision.text for head in catalogue.heads() for held in catalogue.provisions_of(head.id)]


def load(folder: Path, share: float) -> tuple[bool, str]:
    """50 connections for 60 s while all is built again and again: 60 full pages a second, p99 one second, no error."""
    seconds = max(3.0, 60 * share)
    corpus, data = write_corpus(folder / "corpus", 30), folder / "data"
    update(corpus, data)
    with serving(data, corpus) as (port, _):
        until = time.monotonic() + seconds
        index = threading.Thread(target=_index_on, args=(corpus, data, until))
        index.start()
        with ThreadPoolExecutor(50) as pool:
            parts = list(pool.map(lambda number: _ask_on(port, number, until), range(50)))
        index.join()
    waits = sorted(wait for part, _ in parts for wait in part)
    errors = sum(count for _, count in parts)
    p99, rate = waits[int(0.99 * (len(waits) - 1))], len(waits) / seconds
    return rate >= 60 and p99 <= 1 and not errors, f"{rate:.0f} pages/s, p99 {p99:.2f} s, {errors} errors"


def _index_on(corpus: Path, data: Path, until: float) -> None:
    """Builds all anew in a process of its own, over and over."""
    step = 0
    while time.monotonic() < until:
        step += 1
        (corpus / "nd-1.md").write_text(decree(1, f"moc{step}"), "utf-8")
        command = [sys.executable, "-m", "web.cli", "index", "--corpus", corpus, "--data", data]
        subprocess.run(command, cwd=_ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)


def _ask_on(port: int, number: int, until: float) -> tuple[list[float], int]:
    addresses = [*(f"/tim?q={quote(question)}" for question in QUESTIONS), "/van-ban", "/so-uy-quyen"]
    waits, errors, turn = [], 0, number
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    while time.monotonic() < until:
        turn += 1
        started = time.monotonic()
        try:
            connection.request("GET", addresses[turn % len(addresses)])
            answer = connection.getresponse()
            whole = answer.read().rstrip().endswith(b"</html>")
            errors += answer.status not in (200, 303) or (answer.status == 200 and not whole)
        except (OSError, http.client.HTTPException):
            errors += 1
            connection.close()
        waits.append(time.monotonic() - started)
    return waits, errors
