"""What the catalogue hands out: documents by their heads, provisions with their place, facts with their evidence."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar, Literal

from kb.citations import Citation
from kb.dates import short_date
from kb.delegations import Delegation
from kb.doctypes import DocumentType, type_of_slug
from kb.documents import Provision, RecordKind, TextOrigin
from kb.matters import Matter
from kb.relations import Relation

#: What a citation resolves to. "known": not held, but a register lists it; "unknown": neither.
Resolution = Literal["found", "ambiguous", "known", "unknown"]


@dataclass(frozen=True, slots=True)
class DocumentHead:
    """A held document without its text: enough to list, link and filter it. ``id`` is the catalogue's, valid in one
    generation only; ``uri`` is the permanent address."""

    id: int
    stem: str
    type: str
    name: str
    title: str
    uri: str
    number: str | None = None
    issuer: str | None = None
    issued: date | None = None
    dated: str | None = None
    effective: date | None = None
    expires: date | None = None
    place: str | None = None
    record: RecordKind = "full"
    origin: TextOrigin = "text"

    #: Where it is, in a sentence.
    listed: ClassVar[str] = "trong kho"

    @property
    def document_type(self) -> DocumentType:
        """The type, with its Vietnamese name."""
        return type_of_slug(self.type)

    @property
    def day(self) -> str:
        """When it was issued, for reading: the day, else what is known in words."""
        return short_date(self.issued) if self.issued else self.dated or "không rõ ngày"


@dataclass(frozen=True, slots=True)
class KnownDocument:
    """A document that a register lists without its text; ``type`` is a slug, ``register`` the name of the register,
    ``line`` where it stands there, 0 where that is not known."""

    number: str
    type: str
    title: str = ""
    issuer: str | None = None
    issued: date | None = None
    effective: date | None = None
    signer: str | None = None
    register: str = ""
    line: int = field(default=0, compare=False)

    listed: ClassVar[str] = "trong danh mục"
    place: ClassVar[None] = None
    expires: ClassVar[None] = None

    @property
    def document_type(self) -> DocumentType:
        """The type, with its Vietnamese name."""
        return type_of_slug(self.type)

    @property
    def name(self) -> str:
        """As it is cited: "Nghị định 68/2000/NĐ-CP"."""
        return f"{self.document_type.name} {self.number}"

    @property
    def told(self) -> str:
        """All in one line: name, day, issuer, title."""
        day = f" ngày {short_date(self.issued)}" if self.issued else ""
        issuer = f" của {self.issuer}" if self.issuer else ""
        return f"{self.name}{day}{issuer}{f': {self.title}' if self.title else ''}"


@dataclass(frozen=True, slots=True)
class HeldProvision:
    """A provision with its document; ``id`` is the key under which the word index knows it."""

    id: int
    document: DocumentHead
    provision: Provision

    @property
    def address(self) -> str:
        """The permanent address of the provision."""
        return f"{self.document.uri}#{self.provision.eid}" if self.provision.eid else self.document.uri

    @property
    def crumbs(self) -> tuple[str, ...]:
        """Where it stands, from big to small: ("Chương II", "Mục 1", "Điều 9")."""
        return (*(ancestor.label for ancestor in self.provision.ancestors), self.provision.label)


@dataclass(frozen=True, slots=True)
class LinkedCitation:
    """A citation in a held provision, and what it leads to.

    ``targets`` holds one head when found, the candidates when ambiguous, none else; ``eid`` the provision in the
    target that is cited, "" for the whole or where the target does not hold it; ``reason`` says why there is a choice,
    or why nothing is linked, in words for officers; ``known`` is what a register says of a document that is not held.
    """

    citation: Citation
    resolution: Resolution
    targets: tuple[DocumentHead, ...] = ()
    eid: str = ""
    reason: str = ""
    known: KnownDocument | None = None

    @property
    def target(self) -> DocumentHead | None:
        """The document that it certainly means, or None."""
        return self.targets[0] if self.resolution == "found" and self.targets else None


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where something is cited: the citing provision, and the citation in its text."""

    at: HeldProvision
    citation: Citation


@dataclass(frozen=True, slots=True)
class Gap:
    """A document that is cited and not held: how often, by how many documents; ``known`` is what a register says."""

    key: str
    number: str
    type: str | None
    mentions: int
    documents: int
    name: str | None = None
    known: KnownDocument | None = None


@dataclass(frozen=True, slots=True)
class LinkedRelation:
    """A relation seen from the document that acts: ``source`` does ``relation.verb`` to ``target`` (None: not held);
    ``lifted`` is what ended a suspension by ending the document that suspends."""

    source: DocumentHead
    relation: Relation
    target: DocumentHead | None = None
    lifted: LinkedRelation | None = None


@dataclass(frozen=True, slots=True)
class ChainLink:
    """One link of what a power rests on: a legal basis, the document that delegates, or the body that received.

    ``words`` name it; ``head`` is the held document, ``number`` that of one that is not held, both None for a body;
    ``state`` says in words what is known of its force, ``breaks`` why the chain may not hold here.
    """

    role: Literal["basis", "instrument", "unit"]
    words: str
    head: DocumentHead | None = None
    number: str | None = None
    state: str = ""
    breaks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PowerFact:
    """A statement of delegation with where it stands and what it leans on.

    ``evidence`` is the statement itself; ``matters`` are the slugs of what it is about, ``groups`` the narrowest of
    these with their names; ``instrument`` the held document that delegates, None if not held or not named; ``doubts``
    are the reasons to review it ("căn cứ đã được thay thế …"), empty when none is known; ``chain`` is what it rests on,
    from the law down to the body. Both are given by a review as of a day, and empty before.
    """

    id: int
    delegation: Delegation
    at: HeldProvision
    evidence: str
    matters: tuple[str, ...] = ()
    instrument: DocumentHead | None = None
    doubts: tuple[str, ...] = ()
    chain: tuple[ChainLink, ...] = ()
    groups: tuple[Matter, ...] = ()


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a generation holds."""

    documents: int = 0
    provisions: int = 0
    citations: int = 0
    linked: int = 0
    delegations: int = 0
    faults: int = 0
    by_type: dict[str, int] = field(default_factory=dict)
