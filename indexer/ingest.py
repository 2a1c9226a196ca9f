"""Adding files to the corpus: read, written as reviewed Markdown, the original kept beside it, searchable at once."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from indexer.build import Progress, UpdateReport, bring_up
from indexer.catalogue import number_key
from indexer.corpus import is_corpus_text, read_document
from indexer.corpus_writing import write_document
from indexer.disk import DiskRefused, refused, telling
from indexer.draft_fields import FIELDS
from indexer.generations import Generation, fsync, writing
from indexer.reading import read_file
from indexer.records import DocumentHead
from kb.documents import Document, Fault
from kb.errors import KbError
from kb.text import slug

#: Where the files as they came are kept, inside the corpus; never read as documents.
ORIGINALS = "_originals"

_UNFINISHED = ".new"
#: Bytes of a file name: file systems take 255, and a count, a suffix and the mark of an unfinished file come to it.
_LONGEST = 200

#: A bigger Markdown file is read like any other, with limits.
_LARGEST_CORPUS_FILE = 20_000_000

Outcome = Literal["added", "replaced", "same", "refused"]


@dataclass(frozen=True)
class Added:
    """What became of one file. ``path`` is its corpus file (relative), ``message`` says why it was refused.

    ``before`` is the text of a corpus file that was replaced, ``original`` the file that was kept beside it (relative),
    None where it was there already: what :mod:`indexer.accepting` needs to take an addition back.
    """

    source: Path
    outcome: Outcome
    document: Document | None = None
    path: str | None = None
    message: str = ""
    faults: tuple[Fault, ...] = ()
    before: str | None = None
    original: str | None = None


@dataclass(frozen=True)
class AddReport:
    """All files in the order given, and the update that made them searchable (None when nothing was written)."""

    files: tuple[Added, ...]
    update: UpdateReport | None = None


def add_files(
    sources: Iterable[Path],
    corpus: Path,
    data: Path,
    *,
    overwrite: bool = False,
    confirm: Callable[[Document], bool] | None = None,
    reviewed: Mapping[Path, Document] | None = None,
    progress: Progress | None = None,
) -> AddReport:
    """Adds files; what cannot be read is refused with the reason and disturbs nothing else.

    A document that the corpus holds already (same type, number, issuer and date) is refused unless ``overwrite``;
    relations and delegations entered by hand in the earlier file are carried over. ``confirm`` is shown each document
    before it is written. ``reviewed`` holds the documents of sources that a person has looked at: they are not read
    again.
    """
    with telling(str(data)), writing(data, "cancu add"):
        held = bring_up(corpus, data, cause="cancu add", progress=progress)
        _remove_unfinished(corpus)
        known = _Held(corpus, held.generation)
        files = tuple(_add_safely(source, corpus, known, overwrite, confirm, reviewed or {}) for source in sources)
        if not any(file.outcome in {"added", "replaced"} for file in files):
            return AddReport(files)
        with _telling_what_is_kept(data):
            return AddReport(files, bring_up(corpus, data, cause="cancu add", progress=progress))


@contextmanager
def _telling_what_is_kept(data: Path) -> Iterator[None]:
    """The documents are in the corpus by now: whoever cannot index them should not add them once more."""
    try:
        with telling(str(data)):
            yield
    except DiskRefused as error:
        hint = f"văn bản đã ghi vào kho, chưa tìm được; {error.hint or 'sửa xong'}, chạy cancu index"
        raise DiskRefused(error.message, found=error.found, where=error.where, hint=hint) from error


def _add_safely(
    source: Path,
    corpus: Path,
    known: _Held,
    overwrite: bool,
    confirm: Callable[[Document], bool] | None,
    reviewed: Mapping[Path, Document],
) -> Added:
    """What the disk refuses for one file is said with that file; the others go on."""
    try:
        return _add(source, corpus, known, overwrite, confirm, reviewed.get(source))
    except OSError as error:
        return Added(source, "refused", message=str(refused(error)))


def _add(
    source: Path,
    corpus: Path,
    known: _Held,
    overwrite: bool,
    confirm: Callable[[Document], bool] | None,
    reviewed: Document | None,
) -> Added:
    try:
        written_by_hand = corpus_file_document(source)
        document = reviewed or written_by_hand or read_file(source)
    except KbError as error:
        return Added(source, "refused", message=str(error))
    if not document.provisions:
        return Added(source, "refused", document, message="không đọc được nội dung nào trong tệp")
    earlier = known.same(document) or (None if written_by_hand else known.of_original(source))
    if earlier is not None:
        if written_by_hand is None:
            document = _carried_over(document, earlier[1])
        if write_document(document) == write_document(earlier[1]):
            return Added(source, "same", document, earlier[0], faults=document.faults)
        if not overwrite:
            message = f"kho đã có văn bản này ({earlier[0]}); thêm --overwrite để thay bản cũ"
            return Added(source, "refused", document, earlier[0], message)
    if confirm is not None and not confirm(document):
        return Added(source, "refused", document, message="không được chấp nhận")
    path = earlier[0] if earlier else known.free_path(document)
    if earlier is None and (corpus / path).exists():
        return Added(source, "refused", document, path, f"kho có tệp {path} nhưng tệp ấy có lỗi; sửa theo cancu check")
    before = (corpus / path).read_bytes().decode() if earlier else None
    document = replace(document, stem=Path(path).stem)
    original = _write(corpus, document, path, source)
    known.remember(path, document)
    return Added(source, "replaced" if earlier else "added", document, path, "", document.faults, before, original)


def corpus_file_document(source: Path) -> Document | None:
    """The document of a file that is in the corpus's own format already, as it is; None for any other file."""
    if source.suffix.lower() != ".md" or source.stat().st_size > _LARGEST_CORPUS_FILE:
        return None
    text = source.read_bytes().decode("utf-8", errors="replace")
    return read_document(text, source.name) if is_corpus_text(text) else None


def _carried_over(document: Document, earlier: Document) -> Document:
    """The new reading with what a person entered into the earlier file: corrections survive every import."""
    texts = {provision.eid: provision.text for provision in document.provisions}
    before = {provision.eid: provision.text for provision in earlier.provisions}
    facts = tuple(
        replace(fact, evidence_start=start, evidence_end=start + len(evidence))
        for fact in earlier.delegations
        if (evidence := before[fact.eid][fact.evidence_start : fact.evidence_end])
        and (start := texts.get(fact.eid, "").find(evidence)) >= 0
    )
    sources = earlier.sources or document.sources
    links = earlier.links or document.links
    kept = replace(document, stem=earlier.stem, sources=sources, links=links)
    return _with_checked(replace(kept, relations=earlier.relations, delegations=facts), earlier)


def _with_checked(document: Document, earlier: Document) -> Document:
    """The new reading with the fields of the head that a person checked, as the earlier file has them; a field that
    was checked in the new reading itself goes before."""
    kept: dict[str, Any] = {
        name: getattr(earlier, name) for name in earlier.checked if name in FIELDS and name not in document.checked
    }
    return replace(document, **kept, checked=tuple(dict.fromkeys((*earlier.checked, *document.checked))))


def _write(corpus: Path, document: Document, path: str, source: Path) -> str | None:
    """Writes the Markdown in one step, after the original is safe; gives the original's path where it was new."""
    original = _keep_original(corpus / ORIGINALS, document.stem, source)
    write_whole(corpus / path, write_document(document).encode())
    return original.relative_to(corpus).as_posix() if original else None


def _keep_original(folder: Path, stem: str, source: Path) -> Path | None:
    """Keeps the file as it came beside those that came before it; None where it is among them."""
    content, suffix = source.read_bytes(), source.suffix.lower()
    names = (f"{stem}{suffix}", *(f"{stem}.{count}{suffix}" for count in range(2, 1000)))
    for path in (folder / name for name in names):
        if not path.exists():
            write_whole(path, content)
            return path
        if path.read_bytes() == content:
            return None
    return None


def write_whole(path: Path, content: bytes) -> None:
    """Writes a file so that it is on disk whole, or as it was before."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}{_UNFINISHED}")
    try:
        with temporary.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    for folder in (path.parent, path.parent.parent):
        fsync(folder)


def _remove_unfinished(corpus: Path) -> None:
    """Removes what a process that was killed left half-written; nobody else writes now."""
    for path in corpus.rglob(f".*{_UNFINISHED}"):
        path.unlink(missing_ok=True)


class _Held:
    """The documents that the corpus holds, looked up in the generation that matches it."""

    def __init__(self, corpus: Path, generation: Generation) -> None:
        self._corpus = corpus
        self._catalogue = generation.catalogue
        self._added: dict[str, Document] = {}

    def remember(self, path: str, document: Document) -> None:
        """Counts a file that this run has written."""
        self._added[path] = document

    def same(self, document: Document) -> tuple[str, Document] | None:
        """The corpus file of the same document: type, number, issuer and date; without a number, the same stem."""
        for path, earlier in self._added.items():
            if _identity(earlier) == _identity(document):
                return path, earlier
        heads = self._catalogue.by_number(document.number) if document.number else []
        alike = self._catalogue.by_stem(document.stem)
        for head in heads or ([alike] if alike else []):
            path, earlier = self._read(head)
            if _identity(earlier) == _identity(document):
                return path, earlier
        return None

    def _read(self, head: DocumentHead) -> tuple[str, Document]:
        path = self._catalogue.path_of(head.id)
        return path, read_document((self._corpus / path).read_text("utf-8"), path)

    def of_original(self, source: Path) -> tuple[str, Document] | None:
        """The corpus file that was made from a file of the very same content, whatever its head says by now."""
        folder, suffix = self._corpus / ORIGINALS, source.suffix.lower()
        size = source.stat().st_size
        for path in folder.glob(f"*{suffix}"):
            if path.stat().st_size == size and path.read_bytes() == source.read_bytes():
                head = self._catalogue.by_stem(path.name.split(".")[0])
                earlier = self._read(head) if head else None
                if earlier and earlier[1].checked:
                    return earlier
        return None

    def free_path(self, document: Document) -> str:
        """Where a new document's file goes: by type and year, named after its number."""
        stem = slug(document.number) if document.number else re.sub(r"[^\w-]+", "-", document.stem)
        stem = stem.encode()[:_LONGEST].decode("utf-8", "ignore")
        candidate, count = stem, 1
        while self._catalogue.by_stem(candidate) or any(Path(path).stem == candidate for path in self._added):
            count += 1
            candidate = f"{stem}-{count}"
        year = str(document.issued.year) if document.issued else "khong-ro-nam"
        return f"{document.type}/{year}/{candidate}.md"


def _identity(document: Document) -> tuple[str, ...]:
    if not document.number:
        return ("", document.stem)
    day = document.issued.isoformat() if document.issued else ""
    return (document.type, number_key(document.number), slug(document.issuer or ""), day)
