"""What a person says of a statement of delegation: confirmed, rejected or added, in the front matter of its document.

The judgement stands in the corpus file, so that it survives each new import of the index; the rest of the file stays
as it was written.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from indexer.corpus import FRONT_MATTER, CorpusFile, corpus_files, read_document
from indexer.corpus_writing import dump_delegations
from indexer.ingest import write_whole
from indexer.recognition import recognise
from kb.delegations import Delegation, FoundBy
from kb.documents import Document
from kb.errors import KbError

_SEPARATOR = "#"


@dataclass(frozen=True, slots=True)
class Unconfirmed:
    """A fact that nobody has judged. ``id`` names it for as long as its sentence stands in the document."""

    id: str
    document: Document
    fact: Delegation

    @property
    def evidence(self) -> str:
        """The sentence that states it."""
        return _evidence(self.document, self.fact)


def unconfirmed(corpus: Path) -> Iterator[Unconfirmed]:
    """The facts of a corpus that were found automatically, file by file; files that cannot be read are passed over."""
    for file in corpus_files(corpus):
        try:
            document = _read(file)
        except (KbError, OSError, UnicodeDecodeError):
            continue
        yield from _unconfirmed_in(document)


def judge(corpus: Path, fact_id: str, found_by: FoundBy, by: str, on: date) -> Unconfirmed:
    """Confirms ("confirmed") or rejects ("rejected") an unconfirmed fact in its file; KbError if there is none."""
    stem = fact_id.partition(_SEPARATOR)[0]
    for file in corpus_files(corpus):
        if Path(file.path).stem == stem:
            document = _read(file)
            for entry in _unconfirmed_in(document):
                if entry.id == fact_id:
                    add(file, replace(entry.fact, found_by=found_by), by, on)
                    return entry
    raise KbError("không có mục chưa xác nhận này", found=fact_id, hint="xem cancu review")


def add(file: CorpusFile, fact: Delegation, by: str, on: date) -> None:
    """Enters a fact into the front matter of a file; its evidence must stand in the provision ``fact.eid``."""
    if not by.strip():
        raise KbError("thiếu tên người xác nhận")
    text = file.full.read_text("utf-8")
    write_whole(file.full, with_delegation(text, file.path, replace(fact, by=by.strip(), on=on)).encode())


def with_delegation(text: str, path: str, fact: Delegation) -> str:
    """A corpus file with one more entry in ``delegations``; KbError if it would be read as another sentence."""
    text = text.replace("\r\n", "\n")
    found = FRONT_MATTER.match(text)
    if found is None:
        raise KbError("thiếu phần khai báo ở đầu tệp", where=path)
    document = read_document(text, path)
    if not any(provision.eid == fact.eid for provision in document.provisions):
        raise KbError("văn bản không có điều khoản này", found=fact.eid)
    entries = dump_delegations(replace(document, delegations=(*document.delegations, fact))).rstrip()
    written = (
        f"{text[: found.start('yaml')]}{_without_delegations(found['yaml'])}\n{entries}{text[found.end('yaml') :]}"
    )
    if fact not in read_document(written, path).delegations:
        raise KbError("câu này có ở nhiều chỗ trong văn bản", where=path, hint="ghi tay vào delegations của tệp")
    return written


def _without_delegations(header: str) -> str:
    kept = []
    inside = False
    for line in header.split("\n"):
        inside = line.startswith("delegations:") or (inside and (not line or line.startswith((" ", "-", "#"))))
        if not inside:
            kept.append(line)
    return "\n".join(kept).rstrip("\n")


def _read(file: CorpusFile) -> Document:
    return read_document(file.full.read_text("utf-8"), file.path)


def _unconfirmed_in(document: Document) -> Iterator[Unconfirmed]:
    read = recognise(document, document.stem, "")
    for part in read.provisions:
        for provision in part:
            for fact in provision.delegations:
                if fact.found_by == "automatic":
                    yield Unconfirmed(_id(document, fact), document, fact)


def _id(document: Document, fact: Delegation) -> str:
    words = "\n".join((fact.eid, fact.stance, fact.delegator or "", fact.delegate or "", _evidence(document, fact)))
    return f"{document.stem}{_SEPARATOR}{hashlib.sha256(words.encode()).hexdigest()[:8]}"


def _evidence(document: Document, fact: Delegation) -> str:
    text = next(provision.text for provision in document.provisions if provision.eid == fact.eid)
    return text[fact.evidence_start : fact.evidence_end]
