"""The force of a document as a badge, a sentence and what it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from indexer.catalogue import number_key
from indexer.records import DocumentHead, LinkedRelation
from indexer.standing import status_given
from kb.dates import short_date
from kb.status import Status, StatusValue
from web.addresses import cited_address
from web.views.facts import Reference

#: So many letters are read at a glance.
_GLANCE = 350
_TONES: dict[StatusValue, str] = {
    "in-force": "tot",
    "partly-expired": "can",
    "expired": "het",
    "not-yet": "can",
    "suspended": "het",
    "unknown": "",
}


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """What proves it ("": its name alone), and the document that says so (None: the document's own data)."""

    words: str
    source: Reference | None


@dataclass(frozen=True, slots=True)
class StatusView:
    """A status to print; ``tone`` names the style of the badge, ``detail`` is the sentence without the badge's word,
    ``evidence`` says each thing once."""

    label: str
    tone: str
    sentence: str
    detail: str
    evidence: tuple[EvidenceView, ...]
    as_of: str = ""

    @property
    def is_long(self) -> bool:
        """Whether the evidence is more than a glance."""
        return sum(len(entry.words) for entry in self.evidence) > _GLANCE


def standing_view(
    head: DocumentHead, incoming: Sequence[LinkedRelation], day: date, eid: str | None = None
) -> StatusView:
    """The view of the force of a held document on a day, or of its unit ``eid``, from what others do to the document
    (:meth:`Catalogue.relations_to`)."""
    return status_view(status_given(head, incoming, day, eid), [linked.source for linked in incoming])


def status_view(status: Status, actors: Sequence[DocumentHead] = ()) -> StatusView:
    """The view of a status; ``actors`` are held documents that may be its evidence."""
    held = {number_key(head.number): head for head in actors if head.number}
    evidence = tuple(
        dict.fromkeys(
            _evidence(entry.sentence, _source(entry.number, held)) for entry in status.evidence if entry.number
        )
    )
    detail = status.label.removeprefix(status.word).strip(" :;")
    return StatusView(status.word, _TONES[status.value], status.label, detail, evidence, short_date(status.as_of))


def _evidence(sentence: str, source: Reference) -> EvidenceView:
    """A sentence that is but the name of the act is not said twice."""
    return EvidenceView("" if sentence.strip(" .;") == source.words else sentence, source)


def _source(number: str, held: dict[str, DocumentHead]) -> Reference:
    key = number_key(number)
    head = held.get(key)
    return Reference(head.name, head.uri) if head else Reference(number, cited_address(key), held=False)
