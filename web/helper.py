"""A helper: a process that makes pages for the server, one at a time, from the generation that the server names.

It keeps nothing from one request to the next but what it read of the index. It ends when the server's end of the line
is gone, however the server ended.
"""

from __future__ import annotations

import asyncio
import signal
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from starlette.types import ASGIApp, Message, Scope

from indexer.generations import Generation, NoGeneration
from indexer.leases import Lease
from kb.errors import KbError
from web.library import Library, LibraryProvider, library_of, settle


@dataclass(frozen=True, slots=True)
class Request:
    """A request as it is handed on: which generation answers, the notice that stands on every page, and what the server
    was asked (an ASGI scope); None: only open that generation."""

    generation: str
    notice: str | None
    scope: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class Answer:
    """What a helper answers. ``generation``: the one that it has open; ``status`` 0: it could not."""

    generation: str | None
    status: int = 0
    headers: list[tuple[bytes, bytes]] = field(default_factory=list)
    body: bytes = b""


class Told(LibraryProvider):
    """Hands out the generation that the server names."""

    def __init__(self, data: Path) -> None:
        super().__init__(data)
        self.serving: Library | None = None

    def current(self) -> Library:
        if self.serving is None:
            raise NoGeneration("chưa có chỉ mục")
        return self.serving

    def ready(self) -> Library | None:
        return self.serving

    def serve(self, name: str) -> None:
        """Opens a generation. Raises KbError when it is damaged or gone."""
        if self.serving is None or self.serving.name != name:
            folder = self.data / "generations" / name
            generation = Generation(folder, Lease(folder))
            generation.verify(older=True)
            self.serving = library_of(generation)
            settle()


def work(line: Connection, data: Path, corpus: Path, base_url: str) -> None:
    """What a helper does: answers requests until the line is dead."""
    for ending in (signal.SIGINT, signal.SIGTERM):  # meant for the server, which ends its helpers
        signal.signal(ending, signal.SIG_IGN)
    from web.app import create_app

    libraries = Told(data)
    app = create_app(data, corpus, base_url, libraries=libraries)
    loop = asyncio.new_event_loop()
    with suppress(EOFError, OSError):
        while True:
            line.send(answer_to(loop, app, libraries, line.recv()))


def answer_to(loop: asyncio.AbstractEventLoop, app: ASGIApp, libraries: Told, request: Request) -> Answer:
    """The answer to one request. What breaks is left to the server, whose log then tells of it."""
    try:
        libraries.serve(request.generation)
    except KbError:
        return Answer(libraries.serving.name if libraries.serving else None)
    if request.scope is None:
        return Answer(request.generation)
    libraries.notice = request.notice
    try:
        start, *rest = loop.run_until_complete(_run(app, request.scope))
    except Exception:
        return Answer(request.generation)
    body = b"".join(message.get("body", b"") for message in rest)
    return Answer(request.generation, start["status"], list(start["headers"]), body)


async def _run(app: ASGIApp, scope: Scope) -> list[Message]:
    """What the application sends for a request without a body."""
    messages: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        messages.append(message)

    await app(scope, receive, send)
    return messages
