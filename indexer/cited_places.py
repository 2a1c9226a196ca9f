"""Where in a held text a citation stands, and where in the text of its target the cited provision is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from indexer.another_act import is_in_form_of_another_act, is_of_another_act
from indexer.catalogue import Catalogue
from indexer.records import DocumentHead, HeldProvision, LinkedCitation
from kb.citations import Citation
from kb.provisions import is_within

_NOT_HERE = "chưa rõ của văn bản nào: văn bản này không có điều khoản đó"
_OF_ANOTHER = "chưa rõ của văn bản nào: đoạn này nói về việc sửa đổi hoặc về điều khoản của văn bản khác"


def places_of(
    citations: Sequence[Citation], provision_ids: Sequence[int], provisions: Mapping[int, HeldProvision]
) -> list[str]:
    """For each citation the eId of the line that it stands in, as "khoản này" is read by; "" where it is not asked."""
    return [
        _line_eid(provisions[key], citation.start) if citation.target != "external" else ""
        for citation, key in zip(citations, provision_ids, strict=True)
    ]


def _line_eid(held: HeldProvision, offset: int) -> str:
    provision = held.provision
    return (provision.line_at(offset).eid if provision.lines else "") or provision.eid


def held_eid(catalogue: Catalogue, head: DocumentHead, eid: str) -> str:
    """The eId under which the text of a document holds a cited provision, or the biggest unit around it; "" if none.

    An article of an attached regulation is found by its number when the decision itself has none of that number.
    """
    held = catalogue.provision_at(head.id, eid) if eid else None
    if held is None:
        return ""
    base = held.provision.eid
    inside = eid.split("__")[_depth(base, eid) :]
    known = {line.eid for line in held.provision.lines}
    candidates = ("__".join([base, *inside[:count]]) for count in range(len(inside), -1, -1))
    return next((candidate for candidate in candidates if candidate == base or is_in(candidate, known)), base)


def placed(
    catalogue: Catalogue, linked: LinkedCitation, held: HeldProvision, beside: Sequence[Citation]
) -> LinkedCitation:
    """A resolved citation of the provision ``held`` with the eId that its document holds. ``beside`` are all citations
    of that provision. A bare "Điều 5" is of the text in hand only if that has it, and if no words around say otherwise.
    """
    if linked.target is None:
        return replace(linked, eid="")
    eid = held_eid(catalogue, linked.target, linked.eid)
    citation = linked.citation
    if citation.target == "self" and is_in_form_of_another_act(citation, held):
        return LinkedCitation(citation, "unknown", reason=_OF_ANOTHER)
    if citation.target == "self" and citation.type is None:
        if not eid:
            return LinkedCitation(citation, "unknown", reason=_NOT_HERE)
        if is_of_another_act(citation, held, beside):
            return LinkedCitation(citation, "unknown", reason=_OF_ANOTHER)
    return replace(linked, eid=eid)


def _depth(base: str, eid: str) -> int:
    """How many steps of ``eid`` the provision with the eId ``base`` answers."""
    last = base.rpartition("__")[2]
    steps = eid.split("__")
    return steps.index(last) + 1 if last in steps else len(steps)


def is_in(eid: str, known: Iterable[str]) -> bool:
    """Whether a unit is among the addresses of lines, or holds one of them."""
    return any(is_within(line, eid) for line in known)
