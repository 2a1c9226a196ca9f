"""What the corpus holds of files that are being added: the same file, the same document, a likely misreading."""

from __future__ import annotations

import filecmp
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from indexer.catalogue import number_key
from indexer.corpus import read_document
from indexer.generations import Generation
from indexer.records import DocumentHead
from kb.documents import Document
from kb.numbers import DocumentNumber
from kb.text import slug

#: Where the files as they came are kept, inside the corpus; never read as documents.
ORIGINALS = "_originals"
#: Bytes of a file name: file systems take 255, and a count, a suffix and the mark of an unfinished file come to it.
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class _Written:
    """A document that this run has written: what tells it from others."""

    path: str
    identity: tuple[str, ...]
    type: str
    number: str | None
    issuer: str | None
    issued: date | None


class Held:
    """The documents that the corpus holds: those of the generation that matched it, and what was written since."""

    def __init__(self, corpus: Path, generation: Generation) -> None:
        self._corpus = corpus
        self._catalogue = generation.catalogue
        self._written: dict[str, _Written] = {}
        self._originals: dict[int, list[Path]] | None = None

    def remember(self, path: str, document: Document, original: str | None = None) -> None:
        """Counts a file that this run has written, and the original that was kept for it."""
        head = (document.type, document.number, document.issuer, document.issued)
        self._written[path] = _Written(path, _identity(document), *head)
        if original and self._originals is not None:
            kept = self._corpus / original
            self._originals.setdefault(kept.stat().st_size, []).append(kept)

    def read(self, path: str) -> Document:
        """The document of a corpus file."""
        return read_document((self._corpus / path).read_text("utf-8"), path)

    def same(self, document: Document) -> str | None:
        """The corpus file of the same document: type, number, issuer and date; without a number, the same stem."""
        identity = _identity(document)
        for entry in self._written.values():
            if entry.identity == identity:
                return entry.path
        paths = [path for path in self._alike(document) if path not in self._written]
        return next((path for path in paths if _identity(self.read(path)) == identity), None)

    def _alike(self, document: Document) -> list[str]:
        alike = self._catalogue.by_stem(document.stem)
        heads = self._catalogue.by_number(document.number) if document.number else []
        return [self._catalogue.path_of(head.id) for head in heads or ([alike] if alike else [])]

    def rival(self, document: Document) -> str | None:
        """The corpus file of a document that this one may be with its day misread: number, type and issuer agree, and
        one day is not known or the number, which is given once a year, holds its year."""
        if not document.number:
            return None
        for entry in self._written.values():
            if _are_rivals(document, entry):
                return entry.path
        heads = (head for head in self._catalogue.by_number(document.number) if _are_rivals(document, head))
        return next((self._catalogue.path_of(head.id) for head in heads), None)

    def of_original(self, source: Path) -> str | None:
        """The corpus file that was made from a file of the very same content, whatever its head says by now."""
        size = source.stat().st_size
        if self._originals is None:
            self._originals = _by_size(self._corpus / ORIGINALS)
        alike = [path for path in self._originals.get(size, ()) if path.suffix == source.suffix.lower()]
        made = (self._path_of_stem(path.name.split(".")[0]) for path in alike if _same_content(path, source))
        return next(filter(None, made), None)

    def _path_of_stem(self, stem: str) -> str | None:
        written = next((path for path in self._written if Path(path).stem == stem), None)
        head = None if written else self._catalogue.by_stem(stem)
        path = written or (self._catalogue.path_of(head.id) if head else None)
        return path if path and (self._corpus / path).exists() else None

    def free_path(self, document: Document) -> str:
        """Where a new document's file goes: by type and year, named after its number."""
        stem = slug(document.number) if document.number else re.sub(r"[^\w-]+", "-", document.stem)
        stem = stem.encode()[:_LONGEST].decode("utf-8", "ignore")
        taken = {Path(path).stem for path in self._written}
        candidate, count = stem, 1
        while candidate in taken or self._catalogue.by_stem(candidate):
            count += 1
            candidate = f"{stem}-{count}"
        year = str(document.issued.year) if document.issued else "khong-ro-nam"
        return f"{document.type}/{year}/{candidate}.md"


def _by_size(folder: Path) -> dict[int, list[Path]]:
    """The kept originals by their size: only files of one size need be compared."""
    found: dict[int, list[Path]] = {}
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.is_file() and not path.name.startswith("."):
            found.setdefault(path.stat().st_size, []).append(path)
    return found


def _same_content(first: Path, second: Path) -> bool:
    return filecmp.cmp(first, second, shallow=False)


def _are_rivals(document: Document, other: DocumentHead | _Written) -> bool:
    if not other.number or number_key(document.number or "") != number_key(other.number):
        return False
    if document.issued == other.issued:
        return False
    issuers = {slug(name) for name in (document.issuer, other.issuer) if name}
    types = {document.type, other.type} - {"other"}
    parsed = DocumentNumber.try_parse(document.number or "")
    yearly = parsed is not None and parsed.year is not None
    return len(issuers) < 2 and len(types) < 2 and (yearly or document.issued is None or other.issued is None)


def _identity(document: Document) -> tuple[str, ...]:
    if not document.number:
        return ("", document.stem)
    day = document.issued.isoformat() if document.issued else ""
    return (document.type, number_key(document.number), slug(document.issuer or ""), day)
