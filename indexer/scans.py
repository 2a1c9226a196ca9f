"""Scans on their way into the corpus: read by OCR, and counted once a person has compared their head with the paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from indexer.build import Progress
from indexer.draft_fields import TO_CONFIRM
from indexer.drafts import DRAFTS, Drafts
from indexer.ocr import could_be_scan, ocr_available, read_scan
from indexer.reading import read_file
from kb.documents import Document
from kb.errors import KbError
from kb.numbers import DocumentNumber


@dataclass(frozen=True, slots=True)
class Stated:
    """What a person states of a document: goes before what is read; None where nothing is stated."""

    number: str | None = None
    issued: date | None = None
    issuer: str | None = None

    def __bool__(self) -> bool:
        return any((self.number, self.issued, self.issuer))

    @property
    def complete(self) -> bool:
        """Whether all that is to be compared is stated."""
        return all((self.number, self.issued, self.issuer))

    def applied(self, document: Document) -> Document:
        """The document with what is stated; KbError for a number that is none."""
        given = {name: value for name in TO_CONFIRM if (value := getattr(self, name))}
        if self.number:
            parsed = DocumentNumber.parse(self.number)
            given["number"] = str(parsed)
            if document.type == "other":
                given["type"] = parsed.document_type.slug
        return replace(document, **given, checked=(*document.checked, *(name for name in given if name != "type")))


@dataclass(frozen=True)
class Scan:
    """One scan as read; ``message`` says why there is no document."""

    path: Path
    document: Document | None = None
    message: str = ""


def with_stated(path: Path, stated: Stated) -> Document:
    """The document of any file, with what a person states of it."""
    return stated.applied(read_file(path))


def read_scans(files: Sequence[Path], stated: Stated, progress: Progress) -> Iterator[Scan]:
    """Each file as read by OCR; ``progress`` is told of its pages. KbError when there is no OCR on this machine."""
    if trouble := ocr_available():
        raise KbError(trouble)
    for path in files:
        yield _read(path, stated, progress)


def _read(path: Path, stated: Stated, progress: Progress) -> Scan:
    try:
        if not could_be_scan(path):
            return Scan(path, message="không phải PDF hay ảnh; thêm tệp này không cần --ocr")
        document = read_scan(path, lambda done, total: progress(path.name[:30], done, total))
        return Scan(path, stated.applied(document))
    except KbError as error:
        return Scan(path, message=str(error).removeprefix(f"{path.name}: "))


def missing(document: Document) -> bool:
    """Whether some of what is to be compared was not read: nobody can have found it right."""
    return not all(getattr(document, name) for name in TO_CONFIRM)


def keep_for_later(corpus: Path, path: Path, document: Document) -> str:
    """Keeps a scan that nobody has compared as a draft, which counts for nothing; gives the draft's id."""
    return Drafts(corpus / DRAFTS).put(path.name, path.read_bytes(), document)
