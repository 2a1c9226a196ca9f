"""What a person says of a statement of delegation, in the front matter of its document: confirmed, corrected,
rejected, added, and taken back.

The judgement stands in the corpus file, so that it survives each new import of the index; the rest of the file stays
as it was written. A correction is the corrected fact beside the rejected one that was found.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from indexer.build import UpdateReport, bring_up
from indexer.corpus import CorpusFile, corpus_files, delegation_entries, front_matter, read_document
from indexer.corpus_writing import dump_delegations, with_entries
from indexer.disk import telling
from indexer.files import write_whole
from indexer.generations import writing
from indexer.judged_fields import with_fields
from indexer.recognition import recognise
from kb.delegations import Delegation, FoundBy
from kb.documents import Document
from kb.errors import KbError

_SEPARATOR = "#"
_CAUSE = "rà soát ủy quyền"


@dataclass(frozen=True, slots=True)
class Entry:
    """A fact of a corpus file. ``id`` names it for as long as its sentence and its fields stand as they are."""

    id: str
    document: Document
    fact: Delegation

    @property
    def evidence(self) -> str:
        """The sentence that states it."""
        return _evidence(self.document, self.fact)


def fact_id(stem: str, fact: Delegation, evidence: str) -> str:
    """The name of a fact of the document ``stem``, the same in a file, on a page and on the command line."""
    said = (fact.eid, fact.found_by, fact.stance, fact.delegator or "", fact.delegate or "", *fact.powers)
    days = "" if fact.found_by == "automatic" else str((fact.instrument, fact.start, fact.end, fact.scope))
    words = "\n".join((*said, days, evidence))
    return f"{stem}{_SEPARATOR}{hashlib.sha256(words.encode()).hexdigest()[:8]}"


def unconfirmed(corpus: Path) -> Iterator[Entry]:
    """The facts of a corpus that were found automatically and that nobody has judged, file by file."""
    for _, document in _documents(corpus):
        yield from _unconfirmed_in(document)


def judged(corpus: Path) -> Iterator[Entry]:
    """The facts of a corpus on which a person has put a name, rejected ones too, file by file."""
    for _, document in _documents(corpus):
        yield from _judged_in(document)


def judge(corpus: Path, chosen: str, found_by: FoundBy, by: str, on: date) -> Entry:
    """Confirms ("confirmed") or rejects ("rejected") an unconfirmed fact in its file; KbError if there is none."""
    file, entry = _find(corpus, chosen, _unconfirmed_in)
    _write(file, (*entry.document.delegations, _signed(replace(entry.fact, found_by=found_by), by, on)))
    return entry


def correct(corpus: Path, chosen: str, values: Mapping[str, str], by: str, on: date) -> Entry:
    """Confirms an unconfirmed fact with other fields (:func:`indexer.judged_fields.with_fields`)."""
    file, entry = _find(corpus, chosen, _unconfirmed_in)
    right = _signed(replace(with_fields(entry.fact, values), found_by="confirmed"), by, on)
    wrong = _signed(replace(entry.fact, found_by="rejected"), by, on)
    _write(file, (*entry.document.delegations, right, wrong))
    return Entry(entry.id, entry.document, right)


def undo(corpus: Path, chosen: str) -> Entry:
    """Takes back what a person said: the fact is again as it was found, an added one is gone."""
    file, entry = _find(corpus, chosen, _judged_in)
    _write(file, (fact for fact in entry.document.delegations if not _goes_with(fact, entry.fact)))
    return entry


def state(corpus: Path, stem: str, evidence: str, values: Mapping[str, str], by: str, on: date) -> Entry:
    """Adds a fact to the document ``stem``; ``evidence`` is a sentence of its text, word for word."""
    file, document = next(_documents(corpus, stem), (None, None))
    if file is None or document is None:
        raise KbError("kho không có văn bản này", found=stem)
    sentence = " ".join(evidence.split())
    places = [(provision, provision.text.find(sentence)) for provision in document.provisions if sentence]
    found = [(provision.eid, start) for provision, start in places if start >= 0]
    if len(found) != 1:
        told = "câu này có ở nhiều điều khoản" if found else "văn bản không có câu này"
        raise KbError(told, found=sentence[:80], hint="chép nguyên văn một câu của văn bản, đủ dài để chỉ có một chỗ")
    [(eid, start)] = found
    blank = Delegation("delegated", "uy-quyen", None, None, (), eid=eid, found_by="by-hand")
    fact = replace(with_fields(blank, values), evidence_start=start, evidence_end=start + len(sentence))
    signed = _signed(fact, by, on)
    _write(file, (*document.delegations, signed))
    return Entry(fact_id(stem, signed, sentence), document, signed)


def settle(corpus: Path, data: Path, change: Callable[[], Entry]) -> UpdateReport:
    """Makes one of these changes and takes it into the index at once; WriterBusy while another process writes."""
    with telling(str(data)), writing(data, _CAUSE):
        change()
        return bring_up(corpus, data, cause=_CAUSE)


def _signed(fact: Delegation, by: str, on: date) -> Delegation:
    if not by.strip():
        raise KbError("thiếu tên người xác nhận")
    return replace(fact, by=" ".join(by.split()), on=on)


def _goes_with(fact: Delegation, chosen: Delegation) -> bool:
    """Whether a fact was entered by the same act: a correction also rejects what was found."""
    act = (chosen.eid, chosen.evidence_start, chosen.evidence_end, chosen.by, chosen.on)
    same = (fact.eid, fact.evidence_start, fact.evidence_end, fact.by, fact.on) == act
    return fact == chosen or (same and chosen.found_by == "confirmed" and fact.found_by == "rejected")


# --- files -----------------------------------------------------------------------------------------------------------


def _documents(corpus: Path, stem: str | None = None) -> Iterator[tuple[CorpusFile, Document]]:
    """The documents of a corpus, or that of one stem; files that cannot be read are passed over."""
    for file in corpus_files(corpus):
        if stem in {None, Path(file.path).stem}:
            try:
                yield file, read_document(file.full.read_text("utf-8"), file.path)
            except (KbError, OSError, UnicodeDecodeError):
                continue


def _find(corpus: Path, chosen: str, listed: Callable[[Document], Iterator[Entry]]) -> tuple[CorpusFile, Entry]:
    for file, document in _documents(corpus, chosen.partition(_SEPARATOR)[0]):
        for entry in listed(document):
            if entry.id == chosen:
                return file, entry
    raise KbError("không có mục này", found=chosen, hint="có thể người khác vừa xét; xem lại danh sách")


def _unconfirmed_in(document: Document) -> Iterator[Entry]:
    for part in recognise(document, document.stem, "").provisions:
        for provision in part:
            yield from _entries(document, (fact for fact in provision.delegations if fact.found_by == "automatic"))


def _judged_in(document: Document) -> Iterator[Entry]:
    return _entries(document, (fact for fact in document.delegations if fact.by))


def _entries(document: Document, facts: Iterator[Delegation]) -> Iterator[Entry]:
    for fact in facts:
        yield Entry(fact_id(document.stem, fact, _evidence(document, fact)), document, fact)


def _evidence(document: Document, fact: Delegation) -> str:
    text = next(provision.text for provision in document.provisions if provision.eid == fact.eid)
    return text[fact.evidence_start : fact.evidence_end]


def _write(file: CorpusFile, facts: Iterator[Delegation] | tuple[Delegation, ...]) -> None:
    text = file.full.read_text("utf-8")
    write_whole(file.full, with_delegations(text, file.path, tuple(facts)).encode())


def with_delegations(text: str, path: str, facts: tuple[Delegation, ...]) -> str:
    """A corpus file with these entries for its ``delegations``; KbError if they would not be read back the same."""
    document = read_document(text, path)
    if len(delegation_entries(front_matter(text, path)["yaml"])) != len(document.delegations):
        raise KbError("mục delegations của tệp có chỗ viết sai", where=path, hint="sửa theo cancu check rồi thử lại")
    entries = dump_delegations(replace(document, delegations=facts))
    written = with_entries(text, "delegations", entries, path)
    if read_document(written, path).delegations != facts:
        raise KbError("câu này có ở nhiều chỗ trong một điều khoản", where=path, hint="sửa tay delegations của tệp")
    return written
