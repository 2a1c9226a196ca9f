"""Pages made in other processes, so that all cores make them: who gets which request, and what if a helper dies.

Threads of one process take turns in Python, so one process makes pages on one core. Helpers (:mod:`web.helper`) are
handed the requests that only read; whatever is remembered from one request to the next (files sent in, checked
reports, scans being read, the guard, the watcher) stays in the server's own process, which also makes what no helper
can: pages while helpers start, while they open a new generation, or when one died of a page.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from anyio import CapacityLimiter, to_thread
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from web.helper import Answer, Request, work
from web.library import LibraryProvider

#: What is handed out: addresses whose pages depend on the request, the index and the corpus alone.
_READING = (
    "/tim", "/akn/vn/", "/vien-dan/", "/van-ban", "/so-uy-quyen", "/chua-co", "/api/search", "/api/document",
    "/api/provision", "/api/citations", "/api/mentions", "/api/powers", "/api/status", "/api/card",
)  # fmt: skip
#: Seconds after which a page that does not come is given up, with the helper that makes it.
_PATIENCE = 60.0
#: Seconds that a request waits for a helper before its page is made here after all.
_QUEUE = 2.0
#: Seconds that a helper has to end by itself.
_FAREWELL = 5.0
_GIVEN_UP = "Trang này mất quá nhiều thời gian nên đã dừng. Thử lại với câu hỏi ngắn hơn."
#: More processes than this need more memory than they save time; each one needs about so many bytes for a large index.
_MOST, _MEMORY_EACH = 4, 750 * 1024**2
_MEMORY = Path("/proc/meminfo")


class HelperDied(Exception):
    """A helper ended while it made a page, or was ended because the page did not come (``late``)."""

    def __init__(self, *, late: bool = False) -> None:
        super().__init__()
        self.late = late


class _Helper:
    """The server's end of one helper: one request at a time."""

    def __init__(self, data: Path, corpus: Path, base_url: str) -> None:
        ours, theirs = multiprocessing.Pipe()
        self._connection: Connection = ours
        starting = multiprocessing.get_context("spawn")  # the server has threads, which a fork would tear apart
        self.process = starting.Process(target=work, args=(theirs, data, corpus, base_url), name="helper", daemon=True)
        self.process.start()
        theirs.close()
        self.generation: str | None = None

    def ask(self, request: Request) -> Answer:
        """The answer to a request. Raises :class:`HelperDied`."""
        try:
            self._connection.send(request)
            if not self._connection.poll(_PATIENCE):
                self.end(patience=0)
                raise HelperDied(late=True)
            answer: Answer = self._connection.recv()
        except (EOFError, OSError) as error:
            self.end(patience=0)
            raise HelperDied from error
        self.generation = answer.generation
        return answer

    def end(self, patience: float = _FAREWELL) -> None:
        """Ends the process: it goes when its end of the line is dead."""
        self._connection.close()
        self.process.join(patience)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()


class Helpers:
    """The helpers of a server: ``start`` and ``stop`` in its event loop."""

    def __init__(self, count: int, data: Path, corpus: Path, base_url: str) -> None:
        self.count = count
        self._made = (data, corpus, base_url)
        self._threads = CapacityLimiter(max(2 * count, 1))  # its own, so that waiting for helpers holds up nobody else
        self._idle: asyncio.LifoQueue[_Helper] = asyncio.LifoQueue()
        self._all: set[_Helper] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self.made = 0  #: Pages that they made.
        self._deaths = 0  # one after the other, without a page between
        self._stopped = False

    def start(self) -> None:
        """Starts them; each is idle as soon as it is ready."""
        for _ in range(self.count):
            self._in_background(self._add())

    async def stop(self) -> None:
        """Ends them all, those that are just being started too."""
        self._stopped = True
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for helper in list(self._all):
            await to_thread.run_sync(helper.end, limiter=self._threads)
        self._all.clear()

    @property
    def processes(self) -> list[int]:
        """The process ids of those that are ready or at work."""
        return [helper.process.pid or 0 for helper in self._all]

    @property
    def generations(self) -> set[str | None]:
        """The generations that they have open."""
        return {helper.generation for helper in self._all}

    def _in_background(self, doing: Any) -> None:
        task = asyncio.get_running_loop().create_task(doing)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _add(self) -> None:
        """A new helper, after a pause that grows while one after the other dies."""
        await asyncio.sleep(min(self._deaths**2, _PATIENCE) if self._deaths > 1 else 0)
        if self._stopped:
            return
        with suppress(OSError):  # no memory or no place for a process: the others make the pages
            helper = await to_thread.run_sync(_Helper, *self._made, limiter=self._threads)
            self._all.add(helper)
            self._idle.put_nowait(helper)

    async def _prepare(self, helper: _Helper, generation: str) -> None:
        """Has a helper open a generation before it is handed requests."""
        with suppress(HelperDied):
            await self._ask(helper, Request(generation, None, None))

    async def make(self, generation: str, notice: str | None, scope: dict[str, Any]) -> Answer | None:
        """The answer to a request, made by a helper; None where it must be made here.

        Raises :class:`HelperDied` (``late``) for a page that did not come.
        """
        if not any(helper.generation == generation for helper in self._all):
            while not self._idle.empty():
                self._in_background(self._prepare(self._idle.get_nowait(), generation))
            return None
        try:
            async with asyncio.timeout(_QUEUE):
                helper = await self._idle.get()
        except TimeoutError:
            return None
        if helper.generation != generation:
            self._in_background(self._prepare(helper, generation))
            return None
        try:
            answer = await self._ask(helper, Request(generation, notice, scope))
        except HelperDied as died:
            if died.late:
                raise
            return None
        self.made += bool(answer.status)
        return answer if answer.status else None

    async def _ask(self, helper: _Helper, request: Request) -> Answer:
        """Asks a helper, which is idle again afterwards; one that died is replaced."""
        try:
            answer = await to_thread.run_sync(helper.ask, request, limiter=self._threads)
        except HelperDied:
            self._deaths += 1
            self._all.discard(helper)
            self._in_background(self._add())
            raise
        self._deaths = 0
        self._idle.put_nowait(helper)
        return answer


class HandedOut:
    """Hands requests that only read to helpers, and passes on what they answer."""

    def __init__(self, app: ASGIApp, helpers: Helpers, libraries: LibraryProvider) -> None:
        self.app, self._helpers, self._libraries = app, helpers, libraries

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        library = self._libraries.ready() if self._is_handed_out(scope) else None
        if library is None:
            await self.app(scope, receive, send)
            return
        try:
            answer = await self._helpers.make(library.name, self._libraries.notice, _plain(scope))
        except HelperDied:
            await PlainTextResponse(_GIVEN_UP, 503)(scope, receive, send)
            return
        if answer is None:
            await self.app(scope, receive, send)
            return
        await send({"type": "http.response.start", "status": answer.status, "headers": answer.headers})
        await send({"type": "http.response.body", "body": answer.body})

    def _is_handed_out(self, scope: Scope) -> bool:
        reads = scope["type"] == "http" and scope["method"] in {"GET", "HEAD"}
        return reads and self._helpers.count > 0 and scope["path"].startswith(_READING)


def _plain(scope: Scope) -> dict[str, Any]:
    """What of a request can be handed to another process."""
    return {name: value for name, value in scope.items() if name not in {"app", "state", "extensions"}}


def usual_count() -> int:
    """How many helpers a server has unless told: one for each core, as far as there is memory; none on one core."""
    try:
        cores, lines = len(os.sched_getaffinity(0)), _MEMORY.read_text("ascii").splitlines()
    except (AttributeError, OSError):  # another system: one process is always right
        return 0
    free = next((int(line.split()[1]) * 1024 for line in lines if line.startswith("MemAvailable:")), 0)
    count = min(cores, _MOST, free // _MEMORY_EACH)
    return count if count > 1 else 0
