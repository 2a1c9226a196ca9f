"""Adding files to the corpus: read, written as reviewed Markdown, the original kept beside it, searchable at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Literal

from indexer.build import Progress, UpdateReport, bring_up
from indexer.corpus_writing import write_document
from indexer.disk import DiskRefused, refused, telling
from indexer.draft_fields import FIELDS
from indexer.earlier import keep_earlier
from indexer.files import UNFINISHED, put_beside, write_whole
from indexer.generations import writing
from indexer.held import ORIGINALS, Held
from indexer.ocr import could_be_scan
from indexer.read_ahead import Read, read_ahead
from indexer.readers.pdf import SCAN_HINT
from kb.documents import Document, Fault
from kb.errors import KbError

Outcome = Literal["added", "replaced", "same", "refused"]

#: Why a file was refused. "version": the document is held with another text; "conflict": number and issuer are those of
#: a held document, and the day may be misread; "scan": a scan, to be read by OCR.
Reason = Literal["", "version", "conflict", "scan", "unreadable", "empty", "declined", "faulty", "disk"]


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
    reason: Reason = ""


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

    A document that the corpus holds already (same type, number, issuer and date) is refused unless ``overwrite``, and
    one that may be a held document with a misread day is refused; relations, delegations and fields entered by hand in
    the earlier file are carried over. ``confirm`` is shown each document before it is written. ``reviewed`` holds the
    documents of sources that a person has looked at: they are not read again, and their day is right.
    """
    files: list[Added] = []
    update = add_each(
        sources, corpus, data, files.append, overwrite=overwrite, confirm=confirm, reviewed=reviewed, progress=progress
    )
    return AddReport(tuple(files), update)


def add_each(
    sources: Iterable[Path],
    corpus: Path,
    data: Path,
    done: Callable[[Added], None],
    *,
    overwrite: bool = False,
    confirm: Callable[[Document], bool] | None = None,
    reviewed: Mapping[Path, Document] | None = None,
    progress: Progress | None = None,
) -> UpdateReport | None:
    """:func:`add_files` that tells ``done`` of each file as it goes, in the order given, and keeps none of them.

    Files are read by several processes at once. Whoever stops it in the middle loses nothing: each file that was told
    is in the corpus whole, and the next run takes those into the index and passes over them.
    """
    with telling(str(data)), writing(data, "cancu add"):
        held = bring_up(corpus, data, cause="cancu add", progress=progress)
        _remove_unfinished(corpus)
        known = Held(corpus, held.generation)
        addition = _Addition(corpus, known, overwrite, confirm)
        wrote = False
        with closing(read_ahead(list(sources), known.of_original, overwrite, reviewed or {})) as reads:
            for source, read in reads:
                added = addition.add(source, read)
                wrote = wrote or added.outcome in {"added", "replaced"}
                done(added)
        if not wrote:
            return None
        with _telling_what_is_kept(data):
            return bring_up(corpus, data, cause="cancu add", progress=progress)


@contextmanager
def _telling_what_is_kept(data: Path) -> Iterator[None]:
    """The documents are in the corpus by now: whoever cannot index them should not add them once more."""
    try:
        with telling(str(data)):
            yield
    except DiskRefused as error:
        hint = f"văn bản đã ghi vào kho, chưa tìm được; {error.hint or 'sửa xong'}, chạy cancu index"
        raise DiskRefused(error.message, found=error.found, where=error.where, hint=hint) from error


@dataclass(frozen=True)
class _Addition:
    """One run: the corpus and what it holds, whether held documents are replaced, who is asked before writing."""

    corpus: Path
    known: Held
    overwrite: bool
    confirm: Callable[[Document], bool] | None

    def add(self, source: Path, read: Read) -> Added:
        """What the disk refuses for one file is said with that file; the others go on."""
        try:
            return self._add(source, read)
        except OSError as error:
            return _refused(source, "disk", str(refused(error)))

    def _add(self, source: Path, read: Read) -> Added:
        if isinstance(read.error, KbError):
            scan = read.error.hint == SCAN_HINT and could_be_scan(source)
            return _refused(source, "scan" if scan else "unreadable", str(read.error))
        if read.error is not None:
            raise read.error
        if read.document is None:
            path = str(read.held)
            return _same(source, self.known.read(path), path)
        document = read.document
        if not document.provisions:
            return _refused(source, "empty", "không đọc được nội dung nào trong tệp", document)
        made_of_it = None if read.by_hand else read.held or self.known.of_original(source)
        path_held = made_of_it or self.known.same(document)
        if path_held is None:
            return self._add_new(source, document, trusted=read.reviewed or read.by_hand)
        earlier = self.known.read(path_held)
        if not read.by_hand:
            document = _carried_over(document, earlier, same_file=bool(made_of_it) and not read.reviewed)
        return self._add_again(source, document, path_held, earlier)

    def _add_new(self, source: Path, document: Document, *, trusted: bool) -> Added:
        """A document that is not held; ``trusted``: a person answers for its day."""
        if not trusted and (rival := self.known.rival(document)):
            message = f"kho có {rival} cùng số, ký hiệu và cơ quan nhưng khác ngày; xem lại ngày ban hành"
            return _refused(source, "conflict", message, document, rival)
        if declined := self._declined(source, document):
            return declined
        path = self.known.free_path(document)
        if (self.corpus / path).exists():
            message = f"kho có tệp {path} nhưng tệp ấy có lỗi; sửa theo cancu check"
            return _refused(source, "faulty", message, document, path)
        return self._write("added", source, document, path)

    def _add_again(self, source: Path, document: Document, path: str, earlier: Document) -> Added:
        """A document that is held at ``path``."""
        if write_document(document) == write_document(earlier):
            return _same(source, document, path)
        if not self.overwrite:
            message = f"kho đã có văn bản này ({path}); thêm --overwrite để thay bản cũ"
            return _refused(source, "version", message, document, path)
        if declined := self._declined(source, document):
            return declined
        before = (self.corpus / path).read_bytes().decode()
        keep_earlier(self.corpus, path, date.today())
        return self._write("replaced", source, document, path, before)

    def _declined(self, source: Path, document: Document) -> Added | None:
        """The refusal of whoever is asked, None where nobody is or it is taken."""
        if self.confirm is None or self.confirm(document):
            return None
        return _refused(source, "declined", "không được chấp nhận", document)

    def _write(self, outcome: Outcome, source: Path, document: Document, path: str, before: str | None = None) -> Added:
        """Writes the Markdown in one step, after the original is safe."""
        document = replace(document, stem=Path(path).stem)
        kept = put_beside(self.corpus / ORIGINALS, document.stem, source.suffix.lower(), source.read_bytes())
        write_whole(self.corpus / path, write_document(document).encode())
        original = kept[0].relative_to(self.corpus).as_posix() if kept and kept[1] else None
        self.known.remember(path, document, original)
        return Added(source, outcome, document, path, "", document.faults, before, original)


def _same(source: Path, document: Document, path: str) -> Added:
    return Added(source, "same", document, path, faults=document.faults)


def _refused(
    source: Path, reason: Reason, message: str, document: Document | None = None, path: str | None = None
) -> Added:
    return Added(source, "refused", document, path, message, reason=reason)


def _carried_over(document: Document, earlier: Document, *, same_file: bool) -> Document:
    """The new reading with what a person entered into the earlier file: corrections survive every import.

    Where the very same file was read once more, whatever the earlier head says stays: a person may have corrected it.
    """
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
    kept = replace(kept, relations=earlier.relations, delegations=facts)
    if same_file:
        stated = {name: value for name in FIELDS if (value := getattr(earlier, name))}
        kept = replace(kept, **stated)
    return _with_checked(kept, earlier)


def _with_checked(document: Document, earlier: Document) -> Document:
    """The new reading with the fields of the head that a person checked, as the earlier file has them; a field that
    was checked in the new reading itself goes before."""
    kept: dict[str, Any] = {
        name: getattr(earlier, name) for name in earlier.checked if name in FIELDS and name not in document.checked
    }
    return replace(document, **kept, checked=tuple(dict.fromkeys((*earlier.checked, *document.checked))))


def _remove_unfinished(corpus: Path) -> None:
    """Removes what a process that was killed left half-written; nobody else writes now."""
    for path in corpus.rglob(f".*{UNFINISHED}"):
        path.unlink(missing_ok=True)
