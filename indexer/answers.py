"""What an answer is made of: a card with evidence, or a choice, or hits; and the reason when there is nothing.

Built by :mod:`indexer.search`, printed by the pages, the JSON interface and the command line alike.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from indexer.questions import Question
from indexer.records import DocumentHead, HeldProvision, LinkedRelation, PowerFact
from indexer.words.snippets import Fragment
from kb.delegation_finding.words import Stance
from kb.provisions import ProvisionPath
from kb.status import Status

#: What kind of answer stands on top: a document or provision that was named, a choice between several, who may decide,
#: the status of a document, how documents act upon one another, plain hits, or nothing.
AnswerKind = Literal["document", "provision", "choice", "powers", "status", "relations", "hits", "not-held", "none"]


@dataclass(frozen=True, slots=True)
class Hit:
    """One provision found by words. ``score`` compares within one answer only."""

    at: HeldProvision
    snippet: tuple[Fragment, ...] = ()
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class PowersCard:
    """Who may decide: facts grouped by what they say, each with its evidence.

    ``stance`` is the answer for the body that was asked about (None: no held source says it); ``local`` are the facts
    about that body or place, newest first; ``general`` what general rules say (may be delegated, by whom to whom);
    ``others`` what other bodies were given in the same matter. ``doubts`` say why the answer needs review. ``title`` is
    the answer in one short line, ``headline`` with all that it rests on; ``power`` what is asked for ("": whatever a
    body was given); ``later`` what was only told after the day that is asked of.
    """

    headline: str
    stance: Stance | None
    matter: str | None
    organ: str | None
    local: tuple[PowerFact, ...] = ()
    general: tuple[PowerFact, ...] = ()
    others: tuple[PowerFact, ...] = ()
    doubts: tuple[str, ...] = ()
    title: str = ""
    power: str = ""
    later: tuple[PowerFact, ...] = ()


@dataclass(frozen=True, slots=True)
class StatusCard:
    """What is known of a document's force on a day."""

    document: DocumentHead
    status: Status
    headline: str
    on: date


@dataclass(frozen=True, slots=True)
class RelationsCard:
    """Documents that act upon the one asked about (or on which it acts), with the sentences that say so."""

    headline: str
    relations: tuple[LinkedRelation, ...] = ()


@dataclass(frozen=True, slots=True)
class NotHeld:
    """A number or provision that was asked for and is not in the collection, and what is known all the same.

    ``nearest`` are held documents with a similar number; ``cited_in`` where it is cited.
    """

    number: str
    path: ProvisionPath | None
    message: str
    nearest: tuple[DocumentHead, ...] = ()
    cited_in: tuple[HeldProvision, ...] = ()
    key: str = ""


@dataclass(frozen=True, slots=True)
class Facets:
    """How many of all hits fall under each filter value."""

    types: dict[str, int] = field(default_factory=dict)
    issuers: dict[str, int] = field(default_factory=dict)
    years: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Answer:
    """The whole answer to one question; fields that do not apply are empty.

    ``kind`` says which card leads; ``documents`` are the documents named (several: an ambiguous number); ``provision``
    the provision that was named; ``hits`` follow below the card; ``total`` counts all hits. ``none`` is True when
    nothing in the collection answers; ``reasons`` then say why, in words for officers. ``suggestion`` is the question
    as it was perhaps meant ("did you mean"), shown and never forced.
    """

    question: Question
    kind: AnswerKind
    documents: tuple[DocumentHead, ...] = ()
    provision: HeldProvision | None = None
    path: ProvisionPath | None = None
    powers: PowersCard | None = None
    status: StatusCard | None = None
    relations: RelationsCard | None = None
    not_held: NotHeld | None = None
    hits: tuple[Hit, ...] = ()
    total: int = 0
    facets: Facets = Facets()
    none: bool = False
    reasons: tuple[str, ...] = ()
    suggestion: str | None = None
    took: float = 0.0
