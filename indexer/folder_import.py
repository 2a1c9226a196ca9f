"""Adding whole folders: which files, what became of each, and the table and report in the end."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from indexer.build import Progress
from indexer.drafts import DRAFTS, Drafts
from indexer.held import ORIGINALS
from indexer.ingest import Added, Outcome, Reason, add_each
from indexer.tables import csv_text
from kb.errors import KbError

_SUFFIXES = {
    ".docx", ".doc", ".odt", ".rtf", ".pdf", ".html", ".htm", ".md", ".markdown", ".txt",
    ".png", ".jpg", ".jpeg", ".tif", ".tiff",
}  # fmt: skip
#: What waits for a person on the page Nhập văn bản.
_TO_DRAFTS = {"version", "conflict"}

#: The lines of the summary, in its order: outcome and reason, with the words for officers.
LINES: dict[tuple[Outcome, Reason], str] = {
    ("added", ""): "Đã thêm",
    ("replaced", ""): "Đã thay bản cũ",
    ("same", ""): "Đã có, không đổi",
    ("refused", "version"): "Bản khác của văn bản đã có, chờ duyệt",
    ("refused", "conflict"): "Trùng số và cơ quan, khác ngày, chờ duyệt",
    ("refused", "scan"): "Bản quét, cần --ocr",
    ("refused", "unreadable"): "Không đọc được",
    ("refused", "empty"): "Không có nội dung",
    ("refused", "faulty"): "Tệp trong kho có lỗi",
    ("refused", "declined"): "Không được chấp nhận",
    ("refused", "disk"): "Đĩa hoặc quyền ghi",
}


@dataclass(frozen=True, slots=True)
class FileResult:
    """What became of one file, without its text: thousands of them are kept."""

    file: str
    outcome: Outcome
    reason: Reason = ""
    type: str = ""
    number: str = ""
    issued: str = ""
    issuer: str = ""
    path: str = ""
    message: str = ""
    faults: tuple[str, ...] = ()

    @classmethod
    def of(cls, added: Added, name: str) -> FileResult:
        """The result of an addition; ``name`` is the file's path in its folder."""
        document = added.document
        message = added.message.removeprefix(f"{added.source.name}: ")
        faults = tuple(fault.message for fault in added.faults)
        if document is None:
            return cls(name, added.outcome, added.reason, message=message)
        issued = document.issued.isoformat() if document.issued else ""
        head = (document.document_type.name, document.number or "", issued, document.issuer or "")
        return cls(name, added.outcome, added.reason, *head, added.path or "", message, faults)


@dataclass
class FolderReport:
    """What became of the files so far. ``total`` is how many there are; fewer results: it was stopped."""

    total: int
    files: list[FileResult] = field(default_factory=list)

    @property
    def stopped(self) -> bool:
        """Whether files are left."""
        return len(self.files) < self.total

    def table(self) -> list[tuple[str, int]]:
        """The summary: words and counts, in a fixed order, without empty lines."""
        counts = Counter((file.outcome, file.reason) for file in self.files)
        rows = [(words, counts[key]) for key, words in LINES.items() if counts[key]]
        left = [("Chưa làm tới", self.total - len(self.files))] if self.stopped else []
        return [("Số tệp", self.total), *rows, *left]

    def as_json(self) -> str:
        """The machine form."""
        counts = Counter(file.reason or file.outcome for file in self.files)
        record = {
            "total": self.total,
            "stopped": self.stopped,
            "counts": dict(counts),
            "files": [_record(file) for file in self.files],
        }
        return json.dumps(record, ensure_ascii=False, indent=1) + "\n"

    def as_csv(self) -> str:
        """One file a line, for Excel; what would be a formula there is a text."""
        records = (_record(file) | {"faults": "; ".join(file.faults)} for file in self.files)
        return csv_text(list(_record(FileResult("", "same"))), (list(map(str, row.values())) for row in records))


def _record(file: FileResult) -> dict[str, object]:
    return {
        "file": file.file, "outcome": file.outcome, "reason": file.reason, "type": file.type, "number": file.number,
        "issued": file.issued, "issuer": file.issuer, "path": file.path, "message": file.message,
        "faults": list(file.faults),
    }  # fmt: skip


def files_in(places: Sequence[Path]) -> list[tuple[Path, str]]:
    """The files given and those in the folders given, sorted, each with its path below its folder.

    Hidden files and folders, other kinds of files, links to folders and what a corpus keeps for itself are left out;
    a file that is given twice comes once. KbError for a folder that cannot be listed.
    """
    found: dict[Path, str] = {}
    for place in places:
        if place.is_dir():
            for path in _below(place):
                found.setdefault(path, path.relative_to(place).as_posix())
        else:
            found.setdefault(place, place.name)
    return list(found.items())


def _below(folder: Path) -> Iterator[Path]:
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        raise KbError("không mở được thư mục", where=str(folder), hint="kiểm tra quyền đọc") from error
    for entry in entries:
        if entry.name.startswith((".", "~$")) or entry.name in {ORIGINALS, DRAFTS}:
            continue
        if entry.is_dir() and not entry.is_symlink():
            yield from _below(entry)
        elif entry.suffix.lower() in _SUFFIXES and entry.is_file():
            yield entry


def add_folder(
    files: Iterable[tuple[Path, str]],
    corpus: Path,
    data: Path,
    report: FolderReport,
    *,
    overwrite: bool = False,
    progress: Progress | None = None,
) -> None:
    """Adds many files without asking; what became of each is in ``report`` at any moment, also when it is stopped.

    A version of a held document and a likely misread day wait as drafts for a person.
    """
    names = dict(files)
    drafts = Drafts(corpus / DRAFTS)

    def done(added: Added) -> None:
        if added.reason in _TO_DRAFTS:
            drafts.put(added.source.name, added.source.read_bytes(), added.document)
        report.files.append(FileResult.of(added, names[added.source]))
        if progress is not None:
            progress("Đọc tệp", len(report.files), report.total)

    add_each(names, corpus, data, done, overwrite=overwrite, progress=progress)
