"""Following the corpus and an inbox: what comes is read, put up for review or accepted, and indexed, a burst at a time.

::

    inbox/             files are put here
      accepted/        those that are in the corpus now, as they came
      review/          those that wait for a person (their drafts are in the corpus)
      faults/          those that cannot be read, each with NAME.ly-do.txt beside it

A file is taken up when its size and time have stood still for a while, so that a half-copied one is waited for; one
that cannot be read is given longer, since a copy may have stalled. The corpus is indexed when it has been quiet, and
no git is at work in it: a pull of 500 files is one generation. Whatever fails is told and tried again.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread
from typing import Literal

import watchfiles

from indexer.accepting import accept_clean
from indexer.arrivals import read_arrivals
from indexer.arriving.telling import GateClosed
from indexer.build import update
from indexer.disk import refused
from indexer.drafts import DRAFTS, Drafts
from indexer.files import write_whole
from indexer.generations import WriterBusy
from indexer.held import ORIGINALS
from indexer.holding import only_one
from indexer.remembered_reports import REPORTS
from kb.errors import KbError

#: What becomes of files of which nothing is doubtful: accepted without a person, or put up for review as all others.
Acceptance = Literal["clean", "none"]
_FOLDERS = ("accepted", "review", "faults")
#: Names under which browsers, Word and copying programs keep what is not finished.
_UNFINISHED = (".part", ".partial", ".crdownload", ".download", ".tmp", ".temp", ".filepart", ".swp", ".lock")
_WHY = ".ly-do.txt"


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds: ``tick`` between two looks, ``settle`` a file must stand still, ``patience`` one that cannot be read,
    ``quiet`` the corpus must be, ``longest`` a burst is waited for, ``retry`` after something failed."""

    tick: float = 0.25
    settle: float = 2.0
    patience: float = 30.0
    quiet: float = 1.0
    longest: float = 60.0
    retry: float = 5.0


class AlreadyWatched(KbError):
    """Another process follows this collection."""


@dataclass
class _Seen:
    """A file of the inbox: its size and time when last looked at, since when they stand still, and whether it could
    not be read as it is."""

    shape: tuple[int, int]
    since: float
    unreadable: bool = False


@dataclass
class Watcher:
    """Keeps one collection up. :meth:`tick` does what is due at a moment; :func:`follow` calls it for ever.

    ``tell`` is given one line for whatever happens; ``gate`` keeps the old generation when a saved question is lost.
    """

    corpus: Path
    data: Path
    inbox: Path
    tell: Callable[[str], None]
    accept: Acceptance = "none"
    gate: bool = False
    pace: Pace = Pace()
    _files: dict[Path, _Seen] = field(default_factory=dict)
    _first_change: float | None = None
    _last_change: float = 0.0
    _not_before: float = 0.0
    _told: str = ""

    def changed(self, now: float) -> None:
        """Something in the corpus changed."""
        self._first_change = now if self._first_change is None else self._first_change
        self._last_change = now

    def tick(self, now: float) -> None:
        """Does what is due; whatever fails is told, and tried again after a while."""
        if now < self._not_before:
            return
        try:
            self._take_up(now)
            if self._due(now):
                self._bring_up()
        except WriterBusy as error:
            self._try_again(now, f"{error.message}; đợi rồi thử lại")
        except GateClosed as error:
            self._first_change = None
            self._say(str(error))
        except KbError as error:
            self._try_again(now, f"{error}; sẽ thử lại")
        except OSError as error:
            self._try_again(now, f"{refused(error)}; sẽ thử lại")
        except Exception as error:  # a follower that dies helps nobody: what went wrong is told and tried again
            self._try_again(now, f"lỗi chương trình {type(error).__name__}: {error}; sẽ thử lại")

    def _try_again(self, now: float, message: str) -> None:
        self._not_before = now + self.pace.retry
        self._say(message)

    def _say(self, message: str) -> None:
        """Tells what is new; the same trouble is told once."""
        if message != self._told:
            self._told = message
            self.tell(message)

    # --- the corpus ---------------------------------------------------------------------------------------------------

    def _due(self, now: float) -> bool:
        if self._first_change is None:
            return False
        quiet = now - self._last_change >= self.pace.quiet and not _git_at_work(self.corpus)
        return quiet or now - self._first_change >= self.pace.longest

    def _bring_up(self) -> None:
        report = update(self.corpus, self.data, cause="cancu watch", gate=self.gate)
        self._first_change = None
        self._told = ""
        for fault in report.faults:
            self.tell(f"! {fault.file}: {fault.message}")
        if report.changes:
            arrivals = read_arrivals(self.data, report.generation.name)
            told = arrivals.title if arrivals else ""
            self.tell(f"Chỉ mục {report.generation.name}, {report.seconds:.1f} giây: {told}")

    # --- the inbox ----------------------------------------------------------------------------------------------------

    def _take_up(self, now: float) -> None:
        """Reads the files that stand still, once no other one is still growing; a long wait for one ends."""
        here = set(_files_in(self.inbox))
        self._files = {path: seen for path, seen in self._files.items() if path in here}
        for path in here:
            self._look_at(path, now)
        growing = any(now - seen.since < self.pace.settle for seen in self._files.values())
        ready = [path for path, seen in self._files.items() if now - seen.since >= self._wait(seen)]
        waited = max((now - self._files[path].since for path in ready), default=0.0)
        if ready and (not growing or waited >= self.pace.patience):
            self._receive(sorted(ready), now)

    def _wait(self, seen: _Seen) -> float:
        return self.pace.patience if seen.unreadable else self.pace.settle

    def _look_at(self, path: Path, now: float) -> None:
        try:
            found = path.stat()
        except OSError:
            self._files.pop(path, None)
            return
        shape = (found.st_size, found.st_mtime_ns)
        if path not in self._files or self._files[path].shape != shape:
            self._files[path] = _Seen(shape, now)

    def _receive(self, paths: list[Path], now: float) -> None:
        """Reads files in child processes into drafts, and accepts those that may be; one generation for all."""
        drafts = Drafts(self.corpus / DRAFTS)
        received = {path: identity for path in paths if (identity := self._read(drafts, path, now))}
        accepted = {}
        if self.accept == "clean" and received:
            accepted = {entry.draft.id: entry for entry in accept_clean(drafts, self.corpus, self.data)}
        for path, identity in received.items():
            entry = accepted.get(identity)
            if entry and entry.outcome != "refused":
                self._put_away(
                    path, "accepted", f"đã vào kho: {entry.draft.document.name if entry.draft.document else ''}"
                )
            else:
                self._put_away(path, "review", f"chờ duyệt{f' ({entry.message})' if entry else ''}")

    def _read(self, drafts: Drafts, path: Path, now: float) -> str | None:
        """The draft of a file; None where it is not readable, yet or at all."""
        identity = drafts.receive(path.name, path.read_bytes())
        draft = drafts.get(identity)
        if draft.document is not None and draft.document.provisions:
            return identity
        drafts.discard(identity)
        self._files[path].unreadable = True
        if now - self._files[path].since >= self.pace.patience:
            why = draft.refusal or "không đọc được nội dung nào trong tệp"
            place = self._put_away(path, "faults", f"không đọc được: {why}")
            write_whole(place.with_name(f"{place.name}{_WHY}"), f"{path.name}: {why}\n".encode())
        return None

    def _put_away(self, path: Path, folder: str, told: str) -> Path:
        """Moves a file out of the way, beside others of its name."""
        target = self.inbox / folder / path.name
        count = 1
        while target.exists():
            count += 1
            target = self.inbox / folder / f"{path.stem}.{count}{path.suffix}"
        target.parent.mkdir(parents=True, exist_ok=True)
        path.replace(target)
        self._files.pop(path, None)
        self.tell(f"{path.name}: {told}")
        return target


def _files_in(inbox: Path) -> Iterator[Path]:
    """The files of an inbox that are anybody's business."""
    for path in inbox.iterdir() if inbox.is_dir() else ():
        name = path.name.lower()
        if not name.startswith((".", "~$")) and not name.endswith(_UNFINISHED) and path.is_file():
            yield path


def _git_at_work(corpus: Path) -> bool:
    """Whether git is changing the work tree that holds the corpus."""
    return any((folder / ".git" / "index.lock").exists() for folder in (corpus.absolute(), *corpus.absolute().parents))


def concerns(corpus: Path, path: str) -> bool:
    """Whether a changed path is one that the index depends on, and not a draft, an original or an unfinished file."""
    try:
        parts = Path(path).relative_to(corpus.absolute()).parts
    except ValueError:
        return False
    return not any(part in (DRAFTS, ORIGINALS, REPORTS) or part.startswith(".") for part in parts)


def only_watcher(data: Path) -> AbstractContextManager[None]:
    """Holds the place of the one who follows; :class:`AlreadyWatched` at once where it is taken."""
    hint = "dừng tiến trình ấy trước"
    taken = AlreadyWatched("đã có tiến trình khác theo dõi kho này", where=str(data), hint=hint)
    return only_one(data / "watch.lock", lambda: taken)


def follow(watcher: Watcher, stop: Event) -> None:
    """Follows the corpus and the inbox until ``stop``; what changed before it began is taken over first.

    Raises :class:`AlreadyWatched` where another process does.
    """
    with only_watcher(watcher.data):
        for folder in (watcher.corpus, watcher.inbox, *(watcher.inbox / name for name in _FOLDERS)):
            folder.mkdir(parents=True, exist_ok=True)
        watcher.changed(time.monotonic())
        pause = max(1, int(watcher.pace.tick * 1000))
        for changes in watchfiles.watch(
            watcher.corpus.absolute(), watch_filter=None, stop_event=stop, step=50, debounce=pause, rust_timeout=pause,
            yield_on_timeout=True,
        ):  # fmt: skip
            now = time.monotonic()
            if any(concerns(watcher.corpus, path) for _, path in changes):
                watcher.changed(now)
            watcher.tick(now)


@contextmanager
def following(watcher: Watcher | None) -> Iterator[None]:
    """Follows in a thread of its own for as long as the block runs; nothing where there is no watcher."""
    if watcher is None:
        yield
        return
    stop = Event()
    thread = Thread(target=_follow_telling, args=(watcher, stop), name="watch")
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def _follow_telling(watcher: Watcher, stop: Event) -> None:
    """A thread has nobody to raise to."""
    try:
        follow(watcher, stop)
    except KbError as error:
        watcher.tell(f"! không theo dõi được: {error}")
