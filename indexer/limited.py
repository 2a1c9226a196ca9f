"""Work on what was sent from outside, in a child process within limits of memory and time: no file can harm the caller.

The function must be one of a module, its arguments and its answer of kinds that can be handed over.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any, TypeVar

from indexer.readers.errors import UnreadableFile
from indexer.reading import end_child, limit_memory_and_time, start_child
from kb.errors import KbError

Answer = TypeVar("Answer")

_CPU_SECONDS, _SECONDS = 60, 90
_TOO_MUCH = {"message": "báo cáo quá dài hoặc quá phức tạp, đã dừng", "hint": "tách báo cáo thành nhiều tệp"}


def within_limits(function: Callable[..., Answer], *arguments: Any, where: str = "") -> Answer:
    """What ``function`` answers. Raises :class:`UnreadableFile` with its reason, or that it took too much memory or
    time; ``where`` is the name of the file."""
    receiver, sender = multiprocessing.Pipe(duplex=False)
    child = start_child(_in_child, (function, arguments, sender))
    sender.close()
    answered: bool
    outcome: Any
    try:
        answered, outcome = _heard(receiver) if receiver.poll(_SECONDS) else (False, _TOO_MUCH)
    except EOFError:
        answered, outcome = False, _TOO_MUCH
    finally:
        end_child(child)
        receiver.close()
    if answered:
        result: Answer = outcome
        return result
    raise UnreadableFile(**{"where": where} | outcome)


def _heard(receiver: Connection) -> tuple[bool, Any]:
    told: tuple[bool, Any] = receiver.recv()
    return told


def _in_child(function: Callable[..., Any], arguments: tuple[Any, ...], sender: Connection) -> None:
    """Works, and sends the answer, or the arguments of the error."""
    limit_memory_and_time(_CPU_SECONDS)
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
