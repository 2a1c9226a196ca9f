"""Work on what was sent from outside, in a child process within limits of memory and time: no file can harm the caller.

The function must be one of a module, its arguments and its answer of kinds that can be handed over.
"""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any, TypeVar

from indexer.readers.errors import UnreadableFile
from indexer.reading import program_apart
from kb.errors import KbError

Answer = TypeVar("Answer")

_MEMORY = 2_000_000_000
_CPU_SECONDS, _SECONDS = 60, 90
_TOO_MUCH = {"message": "báo cáo quá dài hoặc quá phức tạp, đã dừng", "hint": "tách báo cáo thành nhiều tệp"}
#: What children find imported already, so that they start in milliseconds.
_PRELOADED = ["indexer.reading", "indexer.reports"]


def within_limits(function: Callable[..., Answer], *arguments: Any, where: str = "") -> Answer:
    """What ``function`` answers. Raises :class:`UnreadableFile` with its reason, or that it took too much memory or
    time; ``where`` is the name of the file."""
    receiver, sender = multiprocessing.Pipe(duplex=False)
    child = _context().Process(target=_in_child, args=(function, arguments, sender), daemon=True)
    with program_apart():
        child.start()
    sender.close()
    answered: bool
    outcome: Any
    try:
        answered, outcome = _heard(receiver) if receiver.poll(_SECONDS) else (False, _TOO_MUCH)
    except EOFError:
        answered, outcome = False, _TOO_MUCH
    finally:
        child.join(1)
        if child.is_alive():
            child.kill()
            child.join()
        receiver.close()
    if answered:
        result: Answer = outcome
        return result
    raise UnreadableFile(**{"where": where} | outcome)


def _heard(receiver: Connection) -> tuple[bool, Any]:
    told: tuple[bool, Any] = receiver.recv()
    return told


def _context() -> Any:
    if sys.platform == "win32":
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(_PRELOADED)
    return context


def _in_child(function: Callable[..., Any], arguments: tuple[Any, ...], sender: Connection) -> None:
    """Works, and sends the answer, or the arguments of the error."""
    _limit()
    try:
        sender.send((True, function(*arguments)))
    except KbError as error:
        told = {"message": error.message, "found": error.found, "hint": error.hint}
        sender.send((False, told | ({"where": error.where} if error.where else {})))
    except (MemoryError, RecursionError):
        sender.send((False, _TOO_MUCH))
    except Exception as error:  # a fault of ours must be told, not hidden
        reason = f"{type(error).__name__}: {error}"[:200]
        sender.send((False, {"message": "lỗi khi kiểm tra báo cáo", "found": reason, "hint": "báo lỗi này kèm tệp"}))


def _limit() -> None:
    if sys.platform == "win32":
        return
    import resource

    for kind, most in ((resource.RLIMIT_AS, _MEMORY), (resource.RLIMIT_CPU, _CPU_SECONDS)):
        hard = resource.getrlimit(kind)[1]
        resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
