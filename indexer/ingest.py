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
from indexer.files import UNFINISHED, write_whole
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
        wrote = False
        with closing(read_ahead(list(sources), known.of_original, overwrite, reviewed or {})) as reads:
            for source, read in reads:
                added = _add_safely(source, corpus, known, overwrite, confirm, read)
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


def _add_safely(
    source: Path,
    corpus: Path,
    known: Held,
    overwrite: bool,
    confirm: Callable[[Document], bool] | None,
    read: Read,
) -> Added:
    """What the disk refuses for one file is said with that file; the others go on."""
    try:
        return _add(source, corpus, known, overwrite, confirm, read)
    except OSError as error:
        return Added(source, "refused", message=str(refused(error)), reason="disk")


def _add(
    source: Path,
    corpus: Path,
    known: Held,
    overwrite: bool,
    confirm: Callable[[Document], bool] | None,
    read: Read,
) -> Added:
    if isinstance(read.error, KbError):
        reason: Reason = "scan" if read.error.hint == SCAN_HINT and could_be_scan(source) else "unreadable"
        return Added(source, "refused", message=str(read.error), reason=reason)
    if read.error is not None:
        raise read.error
    if read.document is None:
        path, document = known.read(str(read.held))
        return Added(source, "same", document, path, faults=document.faults)
    document = read.document
    if not document.provisions:
        return Added(source, "refused", document, message="không đọc được nội dung nào trong tệp", reason="empty")
    made_of_it = None if read.by_hand else read.held or known.of_original(source)
    earlier_path = made_of_it or known.same(document)
    earlier = known.read(earlier_path) if earlier_path else None
    if earlier is not None:
        if not read.by_hand:
            document = _carried_over(document, earlier[1], same_file=bool(made_of_it) and not read.reviewed)
        if write_document(document) == write_document(earlier[1]):
            return Added(source, "same", document, earlier[0], faults=document.faults)
        if not overwrite:
            message = f"kho đã có văn bản này ({earlier[0]}); thêm --overwrite để thay bản cũ"
            return Added(source, "refused", document, earlier[0], message, reason="version")
    elif not (read.reviewed or read.by_hand) and (rival := known.rival(document)):
        message = f"kho có {rival} cùng số, ký hiệu và cơ quan nhưng khác ngày; xem lại ngày ban hành"
        return Added(source, "refused", document, rival, message, reason="conflict")
    if confirm is not None and not confirm(document):
        return Added(source, "refused", document, message="không được chấp nhận", reason="declined")
    path = earlier[0] if earlier else known.free_path(document)
    if earlier is None and (corpus / path).exists():
        message = f"kho có tệp {path} nhưng tệp ấy có lỗi; sửa theo cancu check"
        return Added(source, "refused", document, path, message, reason="faulty")
    before = (corpus / path).read_bytes().decode() if earlier else None
    if earlier:
        keep_earlier(corpus, path, date.today())
    document = replace(document, stem=Path(path).stem)
    original = _write(corpus, document, path, source)
    known.remember(path, document, original)
    return Added(source, "replaced" if earlier else "added", document, path, "", document.faults, before, original)


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


def _remove_unfinished(corpus: Path) -> None:
    """Removes what a process that was killed left half-written; nobody else writes now."""
    for path in corpus.rglob(f".*{UNFINISHED}"):
        path.unlink(missing_ok=True)
