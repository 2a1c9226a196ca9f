"""The machine form of an answer: one flat record, best result first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from indexer.answers import Answer
from indexer.named import TITLE_SHARE, share_of_head
from indexer.records import DocumentHead, HeldProvision
from kb.delegation_finding.words import Stance

Result = dict[str, Any]


def answer_record(answer: Answer) -> dict[str, Any]:
    """The record: ``results``, ``stance``, ``none``, ``kind``, ``reasons``.

    A result has ``doc`` (number or file stem), ``article`` (label or None), ``score`` and ``origin`` ("ocr" where a
    machine read the text from a scan, else "text"). What was named comes first, then the evidence of a card, then the
    hits; every result once.
    """
    results = list(_distinct(_results(answer)))
    return {
        "results": results,
        "stance": stance_of(answer),
        "none": answer.none,
        "kind": answer.kind,
        "reasons": list(answer.reasons),
    }


def stance_of(answer: Answer) -> Stance | None:
    """What the answer says of the delegation asked about; a delegating document that has ended means withdrawn."""
    if answer.powers:
        return answer.powers.stance
    wish = answer.question.wish
    if not wish.delegating or wish.since or answer.none:
        return None
    ended = answer.status.status.value == "expired" if answer.status else answer.not_held is not None
    return "withdrawn" if ended and answer.relations else None


def _results(answer: Answer) -> Iterator[Result]:
    hits = [_provision(hit.at, hit.score) for hit in answer.hits]
    named = answer.documents if answer.kind in {"document", "choice"} else ()
    article = answer.path.value("dieu") if answer.path else None
    documents = [_document(head, f"Điều {article}" if article else None) for head in named]
    if answer.provision:
        yield _provision(answer.provision, 1.0)
    yield from documents if _leads(answer) else hits
    yield from hits if _leads(answer) else documents


def _leads(answer: Answer) -> bool:
    """Whether the document itself is the answer, and not what in it has the other words of the question."""
    words = answer.question.words
    titled = bool(answer.documents) and share_of_head(words, answer.documents[0]) >= TITLE_SHARE
    return answer.kind == "choice" or not words or titled


def _document(head: DocumentHead, article: str | None) -> Result:
    return _result(head, article, 1.0)


def _provision(held: HeldProvision, score: float) -> Result:
    return _result(held.document, held.provision.label or None, round(score, 4))


def _result(head: DocumentHead, article: str | None, score: float) -> Result:
    return {"doc": head.number or head.stem, "article": article, "score": score, "origin": head.origin}


def _distinct(results: Iterator[Result]) -> Iterator[Result]:
    seen: set[tuple[str, str | None]] = set()
    for result in results:
        key = (result["doc"], result["article"])
        if key not in seen:
            seen.add(key)
            yield result
