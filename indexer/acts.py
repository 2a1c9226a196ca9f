"""What documents do to one another, and what follows for their force: with the sentences that say so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from indexer.answers import RelationsCard, StatusCard
from indexer.catalogue import Catalogue
from indexer.naming import called
from indexer.planning import Named
from indexer.records import DocumentHead, HeldProvision, LinkedRelation
from indexer.relation_cues import Side
from indexer.standing import status_of
from kb.dates import short_date
from kb.relations import VERBS, VerbSlug
from kb.text import fold, small

#: What ends, interrupts or changes a document.
_ON_FORCE: tuple[VerbSlug, ...] = ("replaces", "repeals", "suspends", "postpones", "amends", "extends", "corrects")
#: What is answered where nothing does exactly what was asked: people ask what "thay thế" a document that was ended.
_AKIN: dict[VerbSlug, tuple[VerbSlug, ...]] = {
    "replaces": ("repeals",),
    "repeals": ("replaces",),
    "amends": ("corrects", "replaces"),
}
_EFFECT = re.compile(r"(?:co|het) hieu luc (?:thi hanh )?(?:ke )?(?:tu|sau|den)|hieu luc thi hanh|ap dung tu ngay")


def status_card(catalogue: Catalogue, head: DocumentHead, on: date) -> StatusCard:
    """The status of a held document on a day."""
    status = status_of(catalogue, head, on)
    return StatusCard(head, status, f"{called(head)}: {small(status.label)}", on)


def acts_on(catalogue: Catalogue, head: DocumentHead) -> list[LinkedRelation]:
    """What held documents do to this one that bears on its force."""
    return [linked for linked in catalogue.relations_to(head.id) if linked.relation.verb in _ON_FORCE]


def acts_on_missing(catalogue: Catalogue, named: Named) -> list[LinkedRelation]:
    """The same for a document that is not held, by the keys under which it is cited."""
    found = (linked for key in named.keys for linked in catalogue.relations_to_key(key, _ON_FORCE))
    return list({(linked.source.id, linked.relation): linked for linked in _of_year(found, named)}.values())


def _of_year(relations: Iterable[LinkedRelation], named: Named) -> Iterator[LinkedRelation]:
    """Of a law that is not held and named with its year, only what says that year: its name alone is that of others."""
    said = str(named.law.year) if named.law and named.law.year and not named.heads else ""
    return (linked for linked in relations if said in linked.relation.evidence)


def ended_by(acts: Iterable[LinkedRelation], on: date) -> list[LinkedRelation]:
    """The acts that had ended a document as a whole by a day; where the day is unknown, that of issue counts."""
    return [linked for linked in acts if _ends(linked) and not _awaits(linked) and (began(linked) or on) <= on]


def _awaits(linked: LinkedRelation) -> bool:
    """Whether it works from an event of which the day is not known."""
    return linked.relation.awaits is not None and linked.relation.since is None


def _ends(linked: LinkedRelation) -> bool:
    return linked.relation.verb in {"replaces", "repeals"} and linked.relation.whole


def began(linked: LinkedRelation) -> date | None:
    """From when an act does what it does: as said, else from its own day of effect or issue; None where an event
    decides."""
    if _awaits(linked):
        return None
    return linked.relation.since or linked.source.effective or linked.source.issued


def missing_headline(shown: str, acts: list[LinkedRelation], on: date) -> str:
    """What held documents say of the force of one that is not held."""
    told = (f"{linked.source.name} {VERBS[linked.relation.verb].active}{_from(linked)}" for linked in acts)
    state = "đã hết hiệu lực" if ended_by(acts, on) else "chưa rõ hiệu lực"
    return f"{shown} không có trong kho; theo kho, văn bản này {state}: {'; '.join(dict.fromkeys(told))}"


def _from(linked: LinkedRelation) -> str:
    since = began(linked)
    return f" (từ {short_date(since)})" if since else ""


def relations_card(
    catalogue: Catalogue, named: Named, heads: Iterable[DocumentHead], verb: VerbSlug, side: Side, actor: str | None
) -> RelationsCard:
    """How documents act upon the one that is named, or it upon them; those of type ``actor`` alone if there are any."""
    known = list(heads)
    if side == "by-it":
        relations = [linked for head in known for linked in catalogue.relations_from(head.id)]
    else:
        relations = [linked for head in known for linked in catalogue.relations_to(head.id)]
        relations += _of_year((linked for key in named.keys for linked in catalogue.relations_to_key(key)), named)
    exact = [linked for linked in relations if linked.relation.verb == verb]
    akin = [linked for linked in relations if linked.relation.verb in _AKIN.get(verb, ())]
    found = _distinct(exact or akin)
    fitting = tuple([linked for linked in found if _other_type(linked, side) == actor] or found)
    return RelationsCard(_headline(named.shown, fitting, verb, side), fitting)


def _other_type(linked: LinkedRelation, side: Side) -> str | None:
    other = linked.source if side == "by-others" else linked.target
    return other.type if other else None


def _distinct(relations: Iterable[LinkedRelation]) -> list[LinkedRelation]:
    """One for each pair of documents, the one with evidence in a provision first; newest acting document first."""
    found: dict[tuple[int, str], LinkedRelation] = {}
    for linked in sorted(relations, key=lambda linked: not linked.relation.eid):
        found.setdefault((linked.source.id, linked.relation.number or linked.relation.title or ""), linked)
    return sorted(found.values(), key=lambda linked: linked.source.issued or date.min, reverse=True)


def _headline(shown: str, relations: tuple[LinkedRelation, ...], verb: VerbSlug, side: Side) -> str:
    said = VERBS[relations[0].relation.verb if relations else verb]
    words = said.passive if side == "by-others" else said.active
    if not relations:
        return f"Kho chưa ghi nhận văn bản nào: {shown} {words} …"
    others = (linked.source.name if side == "by-others" else _target_name(linked) for linked in relations)
    return f"{shown} {words}: {'; '.join(dict.fromkeys(others))}"


def _target_name(linked: LinkedRelation) -> str:
    if linked.target:
        return linked.target.name
    return linked.relation.number or linked.relation.title or "văn bản không rõ số"


def provision_of(catalogue: Catalogue, linked: LinkedRelation) -> HeldProvision | None:
    """The provision of the acting document that says so; where only its title does, the first that cites the other."""
    if linked.relation.eid and (held := catalogue.provision_at(linked.source.id, linked.relation.eid)):
        return held
    provisions = catalogue.provisions_of(linked.source.id)
    number = linked.relation.number or linked.relation.title or ""
    citing = (held for held in provisions if number and number in held.provision.text)
    return next(citing, provisions[0] if provisions else None)


def effect_provision(catalogue: Catalogue, head: DocumentHead) -> HeldProvision | None:
    """The provision that says from when a document is in force: the last one that speaks of it, headings first."""
    provisions = catalogue.provisions_of(head.id)[::-1]
    headed = (held for held in provisions if "hieu luc" in fold(held.provision.heading or ""))
    return next(headed, None) or next((held for held in provisions if _EFFECT.search(fold(held.provision.text))), None)


def since_headline(head: DocumentHead) -> str:
    """The first day of a document, or that it is unknown."""
    if head.effective:
        return f"{called(head)} có hiệu lực từ {short_date(head.effective)}"
    return f"{called(head)}: kho chưa ghi nhận ngày có hiệu lực"
