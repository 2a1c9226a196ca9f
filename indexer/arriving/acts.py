"""What newcomers do to other documents, and whose force changes by it: the lines of an arrival report about them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from indexer.acts import began
from indexer.arrivals import NewsLine, Place
from indexer.arriving.sides import Sides, keys_of, place_of
from indexer.catalogue import Catalogue, number_key, title_key
from indexer.records import DocumentHead, LinkedRelation
from indexer.standing import may_act_on, status_given
from kb.dates import short_date
from kb.relations import VERBS, VerbSlug
from kb.status import Status
from kb.text import small

#: What one document does to another that an officer must know of; "căn cứ" and "viện dẫn" are not among it.
ACTS: frozenset[VerbSlug] = frozenset(
    ("replaces", "repeals", "amends", "suspends", "corrects", "extends", "guides", "consolidates")
)


def act_lines(sides: Sides) -> Iterator[NewsLine]:
    """What the added documents do to others; of changed ones, what is new or no longer said."""
    for head in sides.added:
        yield from (_act(linked) for linked in _acts(sides.after, head))
    for old, new in sides.changed:
        before = {_what(linked): linked for linked in _acts(sides.before, old)}
        after = {_what(linked): linked for linked in _acts(sides.after, new)}
        yield from (_act(linked) for what, linked in after.items() if what not in before)
        yield from (_gone(new, linked) for what, linked in before.items() if what not in after)


def _acts(catalogue: Catalogue, head: DocumentHead) -> list[LinkedRelation]:
    return [linked for linked in catalogue.relations_from(head.id) if linked.relation.verb in ACTS]


def _what(linked: LinkedRelation) -> tuple[object, ...]:
    relation = linked.relation
    return relation.verb, key_of(linked), relation.whole, relation.since


def key_of(linked: LinkedRelation) -> str:
    """Under which key the document that is acted upon is cited."""
    return number_key(linked.relation.number) or title_key(linked.relation.title)


def _act(linked: LinkedRelation) -> NewsLine:
    relation, source, since = linked.relation, linked.source, began(linked)
    part = "" if relation.whole else " một phần"
    day = f" từ {short_date(since)}" if since else ""
    verb = VERBS[relation.verb].active
    return NewsLine(
        "act", place_of(source), verb, target_of(linked), f"{part}{day}", relation.evidence, _evidence_place(linked)
    )


def _gone(head: DocumentHead, linked: LinkedRelation) -> NewsLine:
    verb = VERBS[linked.relation.verb].active
    return NewsLine("act-gone", place_of(head), f"không còn được ghi là {verb}", target_of(linked))


def target_of(linked: LinkedRelation) -> Place:
    """The document that is acted upon, held or not."""
    if linked.target:
        return place_of(linked.target)
    relation = linked.relation
    return Place(relation.number or relation.title or "văn bản không rõ số", key=key_of(linked))


def _evidence_place(linked: LinkedRelation) -> Place:
    head, eid = linked.source, linked.relation.eid
    return Place(head.name, f"{head.uri}#{eid}" if eid else head.uri)


# --- force -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Force:
    """What a document's force is judged by, in one generation."""

    head: DocumentHead
    relations: tuple[LinkedRelation, ...]

    @property
    def days(self) -> Iterable[date]:
        """The days on which its force may change."""
        started = (linked.relation.since or linked.source.effective for linked in self.relations)
        return filter(None, (self.head.effective, self.head.expires, *started))

    def on(self, day: date) -> Status:
        """The status on a day."""
        return status_given(self.head, self.relations, day)


def status_lines(sides: Sides) -> Iterator[NewsLine]:
    """Whose force changed: of the documents that touched ones act upon, that bear the same number or name, and of the
    touched ones themselves. Newcomers whose force is known to be less than full are told, too."""
    for stem in sorted(_concerned(sides)):
        old, new = sides.before.by_stem(stem), sides.after.by_stem(stem)
        if new is None:
            continue
        after = _force(sides.after, new)
        line = _changed(_force(sides.before, old), after, sides.on) if old else _told(after, sides.on)
        if line:
            yield line


def _concerned(sides: Sides) -> set[str]:
    """The file stems of documents whose force may differ."""
    found = set(sides.touched_stems)
    for catalogue in (sides.before, sides.after):
        for head in sides.touched:
            found |= {other.stem for other in _namesakes(catalogue, head)}
            if held := catalogue.by_stem(head.stem):
                for linked in _acts(catalogue, held):
                    found |= {other.stem for other in _meant(catalogue, linked)}
    return found


def _namesakes(catalogue: Catalogue, head: DocumentHead) -> list[DocumentHead]:
    by_number = catalogue.by_number(head.number) if head.number else []
    return [*by_number, *catalogue.by_title(head.title)]


def _meant(catalogue: Catalogue, linked: LinkedRelation) -> list[DocumentHead]:
    if linked.target:
        return [linked.target]
    return catalogue.by_number(linked.relation.number) if linked.relation.number else []


def _force(catalogue: Catalogue, head: DocumentHead) -> _Force:
    acting = (linked for linked in catalogue.relations_to(head.id) if linked.relation.verb in ACTS)
    return _Force(head, tuple(linked for linked in acting if may_act_on(linked.source, head)))


def _changed(old: _Force, new: _Force, on: date) -> NewsLine | None:
    """The first day from today on, else the last one before, on which both generations tell another status."""
    days = sorted({on, *old.days, *new.days})
    differing = [day for day in days if _differ(old.on(day), new.on(day))]
    if not differing:
        return None
    day = next((day for day in differing if day >= on), differing[-1])
    return _line(new, new.on(day), f"; trước đó ghi “{old.on(day).word}”")


def _told(new: _Force, on: date) -> NewsLine | None:
    day = max([on, *new.days])
    status = new.on(on)
    status = new.on(day) if status.value in {"unknown", "not-yet"} else status
    return None if _is_plain(status) else _line(new, status, "")


def _is_plain(status: Status) -> bool:
    """Whether nothing is told but the first day."""
    return status.value in {"in-force", "not-yet"} or not any(item.number for item in status.evidence)


def _differ(old: Status, new: Status) -> bool:
    """Another status; of two that are unknown, another document that may have ended it."""
    if old.value != new.value:
        return True
    return old.value == "unknown" and _actors(old) != _actors(new)


def _actors(status: Status) -> set[str]:
    return {item.number for item in status.evidence if item.number}


def _line(force: _Force, status: Status, tail: str) -> NewsLine:
    label = f": {small(status.label)}"
    proof = next((item for item in status.evidence if item.number), None)
    acting = next((linked for linked in force.relations if proof and _says(linked, proof.number)), None)
    at = _evidence_place(acting) if acting else place_of(force.head)
    return NewsLine("status", place_of(force.head), label, None, tail, acting.relation.evidence if acting else "", at)


def _says(linked: LinkedRelation, number: str) -> bool:
    return number in (linked.source.number, linked.source.name)


def changed_keys(sides: Sides, lines: Iterable[NewsLine]) -> frozenset[str]:
    """Under which keys the documents are cited that the change touches or does something to."""
    keys = {key for head in sides.touched for key in keys_of(head)}
    addresses = {line.about.address for line in lines if line.kind == "status"}
    keys |= {key for address in addresses for head in sides.after.by_uri(address) for key in keys_of(head)}
    for head in sides.added:
        keys |= {key_of(linked) for linked in _acts(sides.after, head)}
    return frozenset(keys - {""})
