"""Reading scans in the background, one after another, while their pages say how far it is."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from indexer.drafts import Draft, Drafts
from indexer.ocr import read_scan
from kb.errors import KbError


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the reading of one scan is; ``total`` 0: it waits for its turn. ``failed`` says why it stopped."""

    done: int = 0
    total: int = 0
    failed: str = ""


class OcrJobs:
    """The scans that are being read. What is lost at a restart is only the work: the draft still waits."""

    def __init__(self, drafts: Drafts) -> None:
        self._drafts = drafts
        self._lock = threading.Lock()
        self._jobs: dict[str, Progress] = {}
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="ocr")

    def start(self, draft: Draft) -> None:
        """Reads a draft's scan when it is its turn; a second wish while it is being read changes nothing."""
        with self._lock:
            running = self._jobs.get(draft.id)
            if running and not running.failed:
                return
            self._jobs[draft.id] = Progress()
        self._pool.submit(self._read, draft)

    def progress(self, identity: str) -> Progress | None:
        """How far the reading is; None when there is none."""
        with self._lock:
            return self._jobs.get(identity)

    def _read(self, draft: Draft) -> None:
        try:
            document = read_scan(draft.file, lambda done, total: self._tell(draft.id, Progress(done, total)))
            self._drafts.reread(draft.id, document)
        except (KbError, OSError) as error:
            self._tell(draft.id, Progress(failed=str(error).removeprefix(f"{draft.file.name}: ")))
        except Exception:
            self._tell(draft.id, Progress(failed="lỗi khi nhận dạng chữ; báo người quản trị kèm tệp"))
            raise
        else:
            with self._lock:
                self._jobs.pop(draft.id, None)

    def _tell(self, identity: str, progress: Progress) -> None:
        with self._lock:
            self._jobs[identity] = progress
