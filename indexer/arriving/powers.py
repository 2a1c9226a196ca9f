"""Which statements of delegation come, go, lose or gain their basis: the lines of an arrival report about powers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from indexer.arrivals import NewsLine, Place
from indexer.arriving.acts import key_of
from indexer.arriving.sides import Sides, keys_of, place_in, place_of
from indexer.catalogue import Catalogue, number_key
from indexer.records import DocumentHead, PowerFact
from indexer.review import Review
from kb.delegations import KIND_LABELS, STANCE_LABELS
from kb.text import small

_Key = tuple[object, ...]
_ENDING = {"replaces", "repeals"}


def power_lines(sides: Sides) -> Iterator[NewsLine]:
    """The statements that touched documents make now and did not make before, and the other way round."""
    for head in sides.added:
        yield from map(_made, sides.after.power_facts(document_id=head.id))
    for old, new in sides.changed:
        before = _by_key(sides.before.power_facts(document_id=old.id))
        after = _by_key(sides.after.power_facts(document_id=new.id))
        yield from (_made(fact) for key, fact in after.items() if key not in before)
        yield from (_unmade(fact, held=True) for key, fact in before.items() if key not in after)
    for head in sides.removed:
        yield from (_unmade(fact, held=False) for fact in sides.before.power_facts(document_id=head.id))


def _by_key(facts: Iterable[PowerFact]) -> dict[_Key, PowerFact]:
    return {_key(fact): fact for fact in facts}


def _key(fact: PowerFact) -> _Key:
    """What makes a statement the same in another generation."""
    said = fact.delegation
    return fact.at.document.stem, said.stance, said.delegate, said.powers, number_key(said.instrument), fact.evidence


def _made(fact: PowerFact) -> NewsLine:
    return NewsLine("power", place_in(fact.at), f"ghi: {_told(fact)}", None, "", fact.evidence, place_in(fact.at))


def _unmade(fact: PowerFact, *, held: bool) -> NewsLine:
    head = fact.at.document
    if held:
        return NewsLine("power-gone", place_of(head), f"không còn ghi: {_told(fact)}", evidence=fact.evidence)
    words = f"đã rút khỏi kho, cùng ghi nhận: {_told(fact)}"
    return NewsLine("power-gone", Place(head.name), words, evidence=fact.evidence)


def _told(fact: PowerFact) -> str:
    """A statement in a clause: "đã được giao: A ủy quyền cho B: cấp giấy phép"."""
    said = fact.delegation
    kind = KIND_LABELS[said.kind]
    if said.delegator and said.delegate:
        parties = f"{said.delegator} {kind} cho {said.delegate}"
    else:
        parties = said.delegate or said.delegator or ""
    stance = STANCE_LABELS[said.stance]
    return ": ".join(filter(None, (small(stance), parties, "; ".join(said.powers))))


# --- what they rest on ------------------------------------------------------------------------------------------------


def basis_lines(sides: Sides) -> Iterator[NewsLine]:
    """The statements in other documents whose instrument or legal basis the change ends, brings or takes away."""
    seen: set[_Key] = set()
    for key in sorted(set(_moved_keys(sides))):
        for fact in _resting_on(sides, key):
            if fact.at.document.stem not in sides.touched_stems and _key(fact) not in seen:
                seen.add(_key(fact))
                yield from _compared(sides, fact)


def _moved_keys(sides: Sides) -> Iterator[str]:
    """The keys of documents that came, went or changed, and of those that touched ones end."""
    for head in sides.touched:
        yield from keys_of(head)
    for catalogue in (sides.before, sides.after):
        for head in filter(None, (catalogue.by_stem(stem) for stem in sides.touched_stems)):
            ending = (linked for linked in catalogue.relations_from(head.id) if linked.relation.verb in _ENDING)
            yield from filter(None, map(key_of, ending))


def _resting_on(sides: Sides, key: str) -> Iterator[PowerFact]:
    """The statements whose instrument is cited by a key; where what ended it differs, those that stand in it or have
    it as a legal basis, too."""
    after = sides.after
    yield from after.power_facts(instrument=key)
    if _endings(sides.reviews[0], key) == _endings(sides.reviews[1], key):
        return
    resting = {linked.source.id: linked.source for linked in after.relations_to_key(key, ("based-on",))}
    for head in (*resting.values(), *_held(after, key)):
        yield from after.power_facts(document_id=head.id)
        if head.number:
            yield from after.power_facts(instrument=number_key(head.number))


def _endings(review: Review, key: str) -> set[str]:
    held = _held(review.catalogue, key)
    return {ending for head in held for ending in review.endings(head)} or set(review.endings_of_number(key))


def _held(catalogue: Catalogue, key: str) -> list[DocumentHead]:
    title = key.removeprefix("name:")
    return catalogue.by_number(key) if title == key else catalogue.by_title(title)


def _compared(sides: Sides, fact: PowerFact) -> Iterator[NewsLine]:
    """What there is to say of a statement that stood before: reasons to review it that came or went, and its
    instrument."""
    earlier = _same_before(sides, fact)
    if earlier is None:
        return
    first, second = sides.reviews
    old, new = first.doubts(earlier), second.doubts(fact)
    yield from (_basis("basis-lost", fact, _to_review(sides, fact, reason)) for reason in new if reason not in old)
    yield from (
        _basis("basis-gained", fact, f"Không còn lý do rà soát này: {reason}") for reason in old if reason not in new
    )
    if fact.instrument and not earlier.instrument:
        yield _basis("basis-gained", fact, f"Nay kho có văn bản giao: {fact.instrument.name}.")
    if earlier.instrument and not fact.instrument:
        yield _basis("basis-lost", fact, f"Văn bản giao không còn trong kho: {earlier.instrument.name}.")


def _to_review(sides: Sides, fact: PowerFact, reason: str) -> str:
    """The reason, told apart from one that comes only when a newcomer takes effect."""
    now = sides.horizon == sides.on or reason in sides.review_today.doubts(fact)
    return f"Cần rà soát: {reason}" if now else f"Sẽ cần rà soát: {reason}"


def _same_before(sides: Sides, fact: PowerFact) -> PowerFact | None:
    head = sides.before.by_stem(fact.at.document.stem)
    facts = sides.before.power_facts(document_id=head.id) if head else []
    return _by_key(facts).get(_key(fact))


def _basis(kind: Literal["basis-lost", "basis-gained"], fact: PowerFact, reason: str) -> NewsLine:
    at = place_in(fact.at)
    return NewsLine(kind, at, f"ghi: {_told(fact)}", None, f". {reason}", fact.evidence, at)
