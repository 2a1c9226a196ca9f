"""The force of the document that a number or name means, on a day: with the chain of evidence, or why there is none."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from indexer.acts import acts_on, acts_on_missing, missing_headline, status_card
from indexer.answers import StatusCard
from indexer.catalogue import Catalogue
from indexer.planning import Named, make_plan
from indexer.printing import relation_lines, status_lines
from indexer.questions import understand
from indexer.records import DocumentHead, KnownDocument, LinkedRelation
from indexer.resolution import one_of_each
from indexer.standing import status_of_provision
from kb.dates import short_date
from kb.provisions import ProvisionPath
from kb.text import capital, small


@dataclass(frozen=True, slots=True)
class Force:
    """What is known of the force of a document on a day, by a collection of the day ``known_as_of``.

    ``card`` is there where one held document is meant, ``choice`` where several may be; for one that is not held,
    ``acts`` are what held documents do to it and ``known`` what registers list. ``headline`` says it in a sentence.
    """

    headline: str
    on: date
    known_as_of: str
    card: StatusCard | None = None
    acts: tuple[LinkedRelation, ...] = ()
    choice: tuple[DocumentHead, ...] = ()
    known: tuple[KnownDocument, ...] = ()


def force_of(catalogue: Catalogue, asked: str, on: date, known_as_of: str, eid: str = "") -> Force:
    """The force of what is ``asked``: a number as remembered, the name of a law, or the address of a document; with
    ``eid`` that of one of its provisions."""
    heads = catalogue.by_uri(asked)
    plan = make_plan(understand(asked), catalogue)
    if not heads and not plan.named:
        return Force(f"“{asked}” không phải số hiệu hay tên luật", on, known_as_of)
    heads = one_of_each(heads or plan.heads)
    if len(heads) > 1:
        headline = f"“{asked}” có thể là {len(heads)} văn bản; hỏi lại bằng địa chỉ của văn bản cần xem"
        return Force(headline, on, known_as_of, choice=tuple(heads))
    if heads:
        if eid:
            return _of_provision(catalogue, heads[0], eid, on, known_as_of)
        card = status_card(catalogue, heads[0], on)
        return Force(card.headline, on, known_as_of, card, tuple(acts_on(catalogue, heads[0])))
    return _of_missing(catalogue, plan.missing[0], on, known_as_of)


def _of_provision(catalogue: Catalogue, head: DocumentHead, eid: str, on: date, known_as_of: str) -> Force:
    """The force of one provision of a held document."""
    place = ProvisionPath.from_eid(eid).vietnamese
    held = catalogue.provision_at(head.id, eid)
    if held is None:
        return Force(f"{head.name} trong kho không có {place}", on, known_as_of)
    status = status_of_provision(catalogue, held, eid, on)
    headline = f"{capital(place)} {head.name}: {small(status.label)}"
    return Force(headline, on, known_as_of, StatusCard(head, status, headline, on), tuple(acts_on(catalogue, head)))


def _of_missing(catalogue: Catalogue, named: Named, on: date, known_as_of: str) -> Force:
    """What held documents and registers say of a document that is not held."""
    acts = acts_on_missing(catalogue, named)
    known = tuple(entry for key in named.keys for entry in catalogue.known(key))
    silent = f"{named.shown} không có trong kho; kho chưa ghi nhận văn bản nào làm hết hiệu lực hay thay đổi nó"
    headline = missing_headline(named.shown, acts, on) if acts else silent
    return Force(headline, on, known_as_of, acts=tuple(acts), known=known)


def force_text(force: Force) -> str:
    """The force in lines for a terminal."""
    lines = list(status_lines(force.card)) if force.card else [force.headline]
    proved = {entry.sentence for entry in force.card.status.evidence} if force.card else set()
    if others := [linked for linked in force.acts if linked.relation.evidence not in proved]:
        lines += ["Văn bản khác tác động:", *relation_lines(others)]
    for head in force.choice:
        issuer = f", {head.issuer}" if head.issuer else ""
        lines += [f"  • {head.name}{issuer}, {head.day}: {head.title}", f"    {head.uri}"]
    lines += [f"  Danh mục {known.register}: {known.told}" for known in force.known]
    return "\n".join([*lines, f"Xét tại ngày {short_date(force.on)}, theo kho cập nhật lúc {force.known_as_of}"])


def force_record(force: Force) -> dict[str, Any]:
    """The machine form; ``status`` is null where no single held document is meant."""
    status = force.card.status if force.card else None
    return {
        "headline": force.headline,
        "on": force.on.isoformat(),
        "known_as_of": force.known_as_of,
        "document": _document(force.card.document) if force.card else None,
        "status": status.value if status else None,
        "label": status.label if status else None,
        "evidence": [asdict(entry) for entry in status.evidence] if status else [],
        "acts": [_act(linked) for linked in force.acts],
        "choice": [_document(head) for head in force.choice],
        "known": [_known(known) for known in force.known],
    }


def _document(head: DocumentHead) -> dict[str, Any]:
    issued = head.issued.isoformat() if head.issued else None
    return {"uri": head.uri, "number": head.number, "name": head.name, "title": head.title, "issuer": head.issuer,
            "issued": issued}  # fmt: skip


def _act(linked: LinkedRelation) -> dict[str, Any]:
    relation = linked.relation
    since = relation.since or linked.source.effective
    return {"verb": relation.verb, "source": _document(linked.source), "whole": relation.whole,
            "since": since.isoformat() if since else None, "evidence": relation.evidence}  # fmt: skip


def _known(known: KnownDocument) -> dict[str, Any]:
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in asdict(known).items()}
