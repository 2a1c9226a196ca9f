"""Adding files to the corpus: read, written as reviewed Markdown, the original kept beside it, searchable at once."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from indexer.build import Progress, UpdateReport, update
from indexer.catalogue import number_key
from indexer.corpus import read_document
from indexer.corpus_writing import write_document
from indexer.generations import Generation
from indexer.reading import read_file
from kb.documents import Document, Fault
from kb.errors import KbError
from kb.text import slug

#: Where the files as they came are kept, inside the corpus; never read as documents.
ORIGINALS = "_originals"

Outcome = Literal["added", "replaced", "same", "refused"]


@dataclass(frozen=True)
class Added:
    """What became of one file. ``path`` is its corpus file (relative), ``message`` says why it was refused."""

    source: Path
    outcome: Outcome
    document: Document | None = None
    path: str | None = None
    message: str = ""
    faults: tuple[Fault, ...] = ()


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
    progress: Progress | None = None,
) -> AddReport:
    """Adds files; what cannot be read is refused with the reason and disturbs nothing else.

    A document that the corpus holds already (same type, number, issuer and date) is refused unless ``overwrite``;
    relations and delegations entered by hand in the earlier file are carried over. ``confirm`` is shown each document
    before it is written.
    """
    held = update(corpus, data, cause="cancu add", progress=progress)
    known = _Held(corpus, held.generation)
    files = tuple(_add(source, corpus, known, overwrite, confirm) for source in sources)
    written = any(file.outcome in {"added", "replaced"} for file in files)
    report = update(corpus, data, cause="cancu add", progress=progress) if written else None
    return AddReport(files, report)


def _add(
    source: Path, corpus: Path, known: _Held, overwrite: bool, confirm: Callable[[Document], bool] | None
) -> Added:
    try:
        document = read_file(source)
    except KbError as error:
        return Added(source, "refused", message=str(error))
    if not document.provisions:
        return Added(source, "refused", document, message="không đọc được nội dung nào trong tệp")
    earlier = known.same(document)
    if earlier is not None:
        document = _carried_over(document, earlier[1])
        if write_document(document) == write_document(earlier[1]):
            return Added(source, "same", document, earlier[0], faults=document.faults)
        if not overwrite:
            message = f"kho đã có văn bản này ({earlier[0]}); thêm --overwrite để thay bản cũ"
            return Added(source, "refused", document, earlier[0], message)
    if confirm is not None and not confirm(document):
        return Added(source, "refused", document, message="không được chấp nhận")
    path = earlier[0] if earlier else known.free_path(document)
    _write(corpus, replace(document, stem=Path(path).stem), path, source)
    known.remember(path, document)
    return Added(source, "replaced" if earlier else "added", document, path, faults=document.faults)


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
    return replace(document, stem=earlier.stem, relations=earlier.relations, delegations=facts, sources=sources)


def _write(corpus: Path, document: Document, path: str, source: Path) -> None:
    """Writes the Markdown in one step, after the original is safe."""
    target = corpus / path
    target.parent.mkdir(parents=True, exist_ok=True)
    originals = corpus / ORIGINALS
    originals.mkdir(exist_ok=True)
    shutil.copyfile(source, originals / f"{document.stem}{source.suffix.lower()}")
    temporary = target.with_name(f".{target.name}.new")
    with temporary.open("w", encoding="utf-8", newline="\n") as file:
        file.write(write_document(document))
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(target)


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
            path = self._catalogue.path_of(head.id)
            earlier = read_document((self._corpus / path).read_text("utf-8"), path)
            if _identity(earlier) == _identity(document):
                return path, earlier
        return None

    def free_path(self, document: Document) -> str:
        """Where a new document's file goes: by type and year, named after its number."""
        stem = slug(document.number) if document.number else re.sub(r"[^\w-]+", "-", document.stem)
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
