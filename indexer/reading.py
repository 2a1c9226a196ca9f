"""Reading a file that came from outside: in a child process, within limits, so that no file can harm the caller."""

from __future__ import annotations

import multiprocessing
import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from threading import Event, Lock
from types import ModuleType
from typing import Any, TypeVar

from indexer.disk import refused
from indexer.outline import outline
from indexer.readers import UnreadableFile, read_bytes
from kb.documents import Document, Part, Provision
from kb.relation_finding import find_relations
from kb.relations import Relation

__all__ = [
    "UnreadableFile", "as_record", "end_child", "in_child", "limit_memory_and_time", "read_file", "start_child",
]  # fmt: skip

_MEMORY = 2_000_000_000
#: What children find imported already.
_PRELOADED = ["indexer.reading", "indexer.reports"]
_CPU_SECONDS = 120
_SECONDS = 150
#: How often a caller looks whether it is to stop.
_LOOKS_UP = 0.2
_STARTING = Lock()
_TOO_MUCH = "tệp quá lớn hoặc quá phức tạp, đã dừng đọc"
_TOO_MUCH_HINT = "tách tệp, bỏ ảnh, hoặc lưu lại bằng Word"


#: Called with the number of pages that are done, and how many there are.
OnPage = Callable[[int, int], None]
Made = TypeVar("Made")
#: What a child does with a file; module-level, so that the child finds it by its name.
Reader = Callable[[Path, OnPage], Made]


def read_file(path: Path, stop: Event | None = None) -> Document:
    """The document that a file holds; its stem is the file's name without suffix. ``stop``: set to give up.

    Raises :class:`UnreadableFile` with one line of why: what it is, or that it took too much memory or time. Memory
    and processor time are limited where the system can (POSIX); the time on the clock everywhere.
    """
    return in_child(_read, path, stop=stop)


def in_child(reader: Reader[Made], path: Path, on_page: OnPage | None = None, *, stop: Event | None = None) -> Made:
    """What ``reader`` makes of a file (neither None, a dict nor a tuple), in a child process within limits; raises as
    :func:`read_file`.

    A reader that tells of its pages may take as long for each as another for the whole file.
    """
    receiver, sender = multiprocessing.Pipe(duplex=False)
    child = start_child(_read_in_child, (reader, str(path), sender))
    sender.close()
    try:
        outcome = _outcome(receiver, on_page, stop or Event())
    finally:
        end_child(child)
        receiver.close()
    if isinstance(outcome, dict):
        raise UnreadableFile(**outcome)
    if outcome is None:
        raise UnreadableFile(_TOO_MUCH, where=path.name, hint=_TOO_MUCH_HINT)
    made: Made = outcome
    return made


def _outcome(receiver: Connection, on_page: OnPage | None, stop: Event) -> Any:
    """What the child sends last; None when it says nothing for too long, or died, or is to be stopped."""
    until = time.monotonic() + _SECONDS
    try:
        while time.monotonic() < until and not stop.is_set():
            if receiver.poll(_LOOKS_UP):
                outcome = receiver.recv()
                if not isinstance(outcome, tuple):
                    return outcome
                until = time.monotonic() + _SECONDS
                if on_page is not None:
                    on_page(*outcome)
    except EOFError:
        pass
    return None


def start_child(work: Callable[..., None], arguments: tuple[Any, ...]) -> BaseProcess:
    """Starts a child that shares nothing with this process. Where the system can, it comes from a server process that
    has imported the readers once: starting takes milliseconds then, not a second."""
    if sys.platform == "win32":
        child: BaseProcess = multiprocessing.get_context("spawn").Process(target=work, args=arguments, daemon=True)
    else:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(_PRELOADED)
        child = context.Process(target=work, args=arguments, daemon=True)
    with _program_apart():
        child.start()
    return child


@contextmanager
def _program_apart() -> Iterator[None]:
    """Keeps a child that is started from importing the program's main script: it needs nothing of it, and importing
    all commands and the web server takes longer than reading a file."""
    with _STARTING:
        program = sys.modules["__main__"]
        sys.modules["__main__"] = ModuleType("__main__")
        try:
            yield
        finally:
            sys.modules["__main__"] = program


def end_child(child: BaseProcess) -> None:
    """Ends a child that has answered, or that is not to go on."""
    child.join(_LOOKS_UP)
    if child.is_alive():
        child.kill()
        child.join()


def _read_in_child(reader: Reader[Any], path: str, sender: Connection) -> None:
    """Reads, and sends the document, or why it could not be read as the arguments of the error."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches every process; the caller ends this one
    limit_memory_and_time(_CPU_SECONDS)
    name = Path(path).name
    try:
        sender.send(reader(Path(path), lambda done, total: sender.send((done, total))))
    except UnreadableFile as error:
        sender.send({"message": error.message, "found": error.found, "where": error.where or name, "hint": error.hint})
    except MemoryError:
        sender.send({"message": _TOO_MUCH, "where": name, "hint": _TOO_MUCH_HINT})
    except OSError as error:
        sender.send({"message": f"không mở được tệp: {refused(error).message}", "where": name})
    except Exception as error:  # a reader's own fault must not take the batch down, nor hide
        reason = f"{type(error).__name__}: {error}"[:200]
        sender.send({"message": "lỗi khi đọc tệp", "where": name, "found": reason, "hint": "báo lỗi này kèm tệp"})


def _read(path: Path, on_page: OnPage) -> Document:
    return outline(read_bytes(path.read_bytes(), path.name), path.stem)


def limit_memory_and_time(seconds: int) -> None:
    """Limits the memory of this process, and its processor time to ``seconds``, where the system can (POSIX)."""
    if sys.platform == "win32":
        return
    import resource

    for kind, most in ((resource.RLIMIT_AS, _MEMORY), (resource.RLIMIT_CPU, seconds)):
        hard = resource.getrlimit(kind)[1]
        resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def as_record(document: Document) -> dict[str, Any]:
    """The machine form of ``cancu read FILE --json``: the fields of the structure gold set, dates ISO, and the text of
    each article (heading excluded). ``headings`` are the sections of a text without articles."""
    relations = dict.fromkeys((*document.relations, *find_relations(document)))
    record = {
        "number": document.number,
        "type": document.document_type.name,
        "issuer": document.issuer,
        "authority": document.authority,
        "issued": document.issued.isoformat() if document.issued else None,
        "place": document.place,
        "title": document.title,
        "signer": document.signer,
        "signer_role": document.signer_role,
        "legal_bases": [basis.number or basis.text for basis in document.legal_bases],
        "effective": document.effective.isoformat() if document.effective else None,
        "repeals": _acted_upon(relations, whole=True),
        "amends": _acted_upon(relations, whole=False),
        "parts": [_part_record(part) for part in document.parts],
        "recipients": list(document.recipients),
        "faults": [fault.message for fault in document.faults],
    }
    sections = [
        [_provision_record(entry) for entry in part.provisions if entry.kind == "section"]
        for part in document.parts
        if part.kind != "appendix"
    ]
    headings = next((found for found in sections if found), None)
    return record if headings is None else record | {"headings": headings}


def _acted_upon(relations: Iterable[Relation], *, whole: bool) -> list[str]:
    """Acts that are repealed or replaced as a whole; or else those that are amended, or repealed in part."""
    verbs = ("repeals", "replaces") if whole else ("repeals", "replaces", "amends")
    found = (
        relation.number or relation.title or ""
        for relation in relations
        if relation.verb in verbs and (relation.whole and relation.verb != "amends") == whole
    )
    return list(dict.fromkeys(name for name in found if name))


def _part_record(part: Part) -> dict[str, Any]:
    divisions = list(dict.fromkeys(division for provision in part.provisions for division in provision.ancestors))
    return {
        "kind": part.kind,
        "label": part.label,
        "title": part.title,
        "chapters": [{"label": d.label, "title": d.heading} for d in divisions if d.kind == "chapter"],
        "sections": [{"label": d.label, "title": d.heading} for d in divisions if d.kind == "section"],
        "articles": [_provision_record(provision) for provision in part.provisions if provision.kind == "article"],
    }


def _provision_record(provision: Provision) -> dict[str, Any]:
    kinds = [line.kind for line in provision.lines]
    return {
        "label": provision.label,
        "title": provision.heading,
        "clauses": kinds.count("paragraph"),
        "points": kinds.count("point"),
        "text": provision.text,
    }
