"""What watches over a running server: it reads the serving files again from time to time, and has them made anew.

A disk can damage what nobody writes, after the checksums were looked at. A damaged generation is left at once; a
process of its own then builds a new one from the corpus, while the last good one serves.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

from indexer.generations import DamagedGeneration, Generation, NoGeneration
from indexer.pointer import current_name
from kb.errors import KbError
from web.library import LibraryProvider, settle

_HERE = Path(__file__).resolve().parent.parent
#: Seconds between two readings of everything, and before a rebuild that failed is tried again.
_EVERY, _AGAIN = 900.0, 60.0
#: Seconds between two looks at the pointer.
_FOLLOW = 0.2
#: How a command line of ours begins to say what was wrong.
_SAYS = "cancu: "


class Guard:
    """Looks after what a provider hands out; ``start`` does it in a thread until the process ends."""

    def __init__(self, libraries: LibraryProvider, corpus: Path, every: float = _EVERY) -> None:
        self._libraries, self._corpus, self._every = libraries, corpus, every

    def start(self) -> None:
        """Begins to look."""
        threading.Thread(target=self._run, name="guard", daemon=True).start()
        threading.Thread(target=self._follow, name="follower", daemon=True).start()

    def _follow(self) -> None:
        """Opens each new generation as soon as it serves, so that hardly ever a reader has to."""
        before = None
        while True:
            with suppress(KbError, OSError):
                if (name := self._libraries.current().name) != before:
                    settle()
                    before = name
            time.sleep(_FOLLOW)

    def _run(self) -> None:
        while True:
            self._libraries.doubted.wait(self._every)
            self._libraries.doubted.clear()
            started = time.monotonic()
            if not self.look():
                time.sleep(max(1.0, _AGAIN - (time.monotonic() - started)))

    def look(self) -> bool:
        """Reads the serving files; leaves them where they are damaged, and rebuilds unless they are whole and of this
        version. Gives whether all is well now."""
        name = current_name(self._libraries.data)
        trouble = self._trouble(name)
        if trouble is None and not self._libraries.notice:
            return True
        if isinstance(trouble, DamagedGeneration) and name is not None:
            self._libraries.leave(name)
        self._libraries.failed = self._rebuild()
        with suppress(KbError):
            self._libraries.current()
        if self._libraries.failed is not None:
            self._libraries.doubted.set()
        return self._libraries.failed is None

    def _trouble(self, name: str | None) -> KbError | None:
        if name is None:
            return NoGeneration("chưa có chỉ mục")
        try:
            Generation(self._libraries.data / "generations" / name).verify(afresh=True)
        except KbError as error:
            return error if name == current_name(self._libraries.data) else None  # else it was replaced meanwhile
        return None

    def _rebuild(self) -> str | None:
        """Runs ``cancu index`` beside this process, which goes on answering; gives what it said where it failed."""
        command = [
            sys.executable,
            "-m",
            "web.cli",
            "index",
            "--corpus",
            str(self._corpus),
            "--data",
            str(self._libraries.data),
        ]
        places = [str(_HERE), *filter(None, [os.environ.get("PYTHONPATH")])]
        environment = os.environ | {"PYTHONPATH": os.pathsep.join(places)}
        quiet = subprocess.DEVNULL
        done = subprocess.run(
            command, env=environment, stdin=quiet, stdout=quiet, stderr=subprocess.PIPE, text=True, check=False
        )
        if not done.returncode:
            return None
        said = [line for line in done.stderr.splitlines() if line.startswith(_SAYS)]
        return said[-1].removeprefix(_SAYS) if said else "xem nhật ký máy chủ, hoặc chạy cancu index để biết lý do"
