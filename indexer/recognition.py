"""From a corpus file to everything that is found in it: citations, delegations, relations, dates of effect.

Pure work on one file, so that many can be done at once in other processes.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import replace
from pathlib import Path

from indexer.catalogue_writing import ReadDocument, ReadProvision
from indexer.corpus import CorpusFile, read_document
from indexer.disk import refused
from kb.citations import find_citations
from kb.delegation_finding.documents import find_document_delegations
from kb.delegations import Delegation
from kb.documents import Document, Fault, Provision
from kb.effect import find_effective, find_end
from kb.errors import KbError
from kb.relation_finding import find_relations
from kb.relations import Relation

#: Raised whenever what is recognised changes: a catalogue of another version is built anew.
RECOGNITION_VERSION = 16


def digest(path: Path) -> str:
    """The SHA-256 of a file's content; "" while it cannot be read, or is gone since it was listed."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def read_corpus_file(file: CorpusFile) -> ReadDocument | Fault:
    """The document of a corpus file with all that was recognised, or the reason why it cannot be used."""
    try:
        content = file.full.read_bytes()
        document = read_document(content.decode("utf-8"), file.path)
    except UnicodeDecodeError as error:
        return Fault("error", f"không phải UTF-8 (byte {error.start})", file.path, None, "lưu lại tệp bằng UTF-8")
    except (KbError, OSError) as error:
        return _fault(error, file.path)
    return recognise(document, file.path, hashlib.sha256(content).hexdigest())


def _fault(error: KbError | OSError, path: str) -> Fault:
    """An error as a fault of the file; the line is what a KbError's place ends with ("a.md:12")."""
    if isinstance(error, OSError):
        told = refused(error)
        return Fault("error", f"không đọc được: {told.message}", path, None, told.hint)
    line = (error.where or "").rpartition(":")[2]
    return Fault("error", error.message, path, int(line) if line.isdigit() else None, error.hint)


def recognise(document: Document, path: str, content_digest: str) -> ReadDocument:
    """All that a document's text says about itself and others."""
    if document.effective is None:
        document = replace(document, effective=find_effective(document)[0])
    if document.expires is None:
        document = replace(document, expires=find_end(document))
    told = _told_delegations(document)
    provisions = tuple(
        tuple(_recognise_provision(provision, document, told) for provision in part.provisions)
        for part in document.parts
    )
    return ReadDocument(path, content_digest, document, provisions, _relations(document))


def _recognise_provision(provision: Provision, document: Document, told: tuple[Delegation, ...]) -> ReadProvision:
    citations = tuple(find_citations(provision.text, document.context))
    return ReadProvision(provision, citations, _delegations(provision, document, told))


def _told_delegations(document: Document) -> tuple[Delegation, ...]:
    """What the text says itself; in our own summaries every fact is entered by hand, and the text paraphrases them."""
    by_hand_only = document.record != "full" and any(fact.found_by == "by-hand" for fact in document.delegations)
    return () if by_hand_only else find_document_delegations(document)


def _delegations(provision: Provision, document: Document, told: tuple[Delegation, ...]) -> tuple[Delegation, ...]:
    """Facts that a person entered or judged, and those found in the text that these do not cover."""
    judged = tuple(fact for fact in document.delegations if fact.eid == provision.eid)
    found = tuple(fact for fact in told if fact.eid == provision.eid)
    spans = Counter((fact.evidence_start, fact.evidence_end) for fact in found)
    free = (fact for fact in found if not any(_settles(known, fact, spans) for known in judged))
    return (*judged, *free)


def _settles(known: Delegation, found: Delegation, spans: Counter[tuple[int, int]]) -> bool:
    """Whether a person's word is about a fact found: by hand about a sentence, else about the very same evidence; where
    that states several facts, about the one that says the same."""
    if known.found_by == "by-hand":
        return _overlap(known, found)
    span = (found.evidence_start, found.evidence_end)
    if (known.evidence_start, known.evidence_end) != span:
        return False
    said = (known.stance, known.delegator, known.delegate, known.powers)
    return spans[span] == 1 or said == (found.stance, found.delegator, found.delegate, found.powers)


def _overlap(first: Delegation, second: Delegation) -> bool:
    return first.evidence_start < second.evidence_end and second.evidence_start < first.evidence_end


def _relations(document: Document) -> tuple[Relation, ...]:
    """Relations entered by hand, then those found that say something new; "replaces" and "repeals" are one end."""
    known = {(relation.verb, relation.number, relation.title) for relation in document.relations}
    known |= {
        (verb, relation.number, relation.title)
        for relation in document.relations
        if relation.verb in {"replaces", "repeals"}
        for verb in ("replaces", "repeals")
    }
    found = find_relations(document)
    return document.relations + tuple(
        relation for relation in found if (relation.verb, relation.number, relation.title) not in known
    )
