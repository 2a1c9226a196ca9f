"""Whether the full text of a held document surely lacks a provision that is cited.

Texts in the collection may be incomplete: the official codification leaves out articles that were repealed, and
inserted articles ("Điều 16a") come with amendments. So a unit is missing only if its number lies beyond the last of a
sequence without gaps.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from indexer.catalogue import Catalogue
from indexer.cited_places import is_in
from indexer.records import DocumentHead, HeldProvision
from kb.provisions import LETTERS, ProvisionPath


@dataclass(frozen=True, slots=True)
class Missing:
    """The unit that is not there, as officers write it; ``amended``: acts are known that may have added it."""

    unit: str
    amended: bool


def missing_in(catalogue: Catalogue, head: DocumentHead, path: ProvisionPath) -> Missing | None:
    """The smallest part of a cited path that the text of a document surely lacks, None if there is none."""
    steps = tuple(step for step in path.steps if step[0] in {"dieu", "khoan", "diem"})
    if head.record != "full" or head.origin != "text" or not steps or steps[0][0] != "dieu":
        return None
    held = catalogue.provision_at(head.id, ProvisionPath(steps[:1]).eid)
    if held is None:
        articles = (provision.provision.eid for provision in catalogue.provisions_of(head.id))
        found = ProvisionPath(steps[:1]) if _is_beyond(steps[0][1], _values(articles, "art_")) else None
    else:
        found = _missing_part(held, steps)
    if found is None:
        return None
    amended = any(linked.relation.verb == "amends" for linked in catalogue.relations_to(head.id))
    return Missing(found.vietnamese, amended)


def _missing_part(held: HeldProvision, steps: tuple[tuple[str, str], ...]) -> ProvisionPath | None:
    """The first khoản or điểm of a path that an article lacks, if that is sure."""
    known = [line.eid for line in held.provision.lines]
    for count in range(2, len(steps) + 1):
        part = ProvisionPath(steps[:count])
        eid = "__".join([held.provision.eid, *part.eid.split("__")[1:]])
        if not is_in(eid, known):
            stem = eid.removesuffix(steps[count - 1][1])
            return part if _is_beyond(steps[count - 1][1], _values(known, stem)) else None
    return None


def _values(eids: Iterable[str], stem: str) -> list[str]:
    """What follows ``stem`` in addresses, up to the next unit, each once and in order."""
    found = (match[1] for eid in eids if (match := re.match(rf"{re.escape(stem)}([^_]+)", eid)))
    return list(dict.fromkeys(found))


def _is_beyond(value: str, held: list[str]) -> bool:
    """Whether a number or letter comes after all of a sequence that has no gaps.

    >>> _is_beyond("9", ["1", "2", "3"]), _is_beyond("9", ["1", "3"]), _is_beyond("3a", ["1", "2"])
    (True, False, False)
    >>> _is_beyond("đ", ["a", "b", "c", "d"]), _is_beyond("c", ["b", "d"])
    (True, False)
    """
    order = list(LETTERS) if value in list(LETTERS) else [str(number) for number in range(1, 2000)]
    places = [order.index(entry) for entry in held if entry in order]
    return bool(places) and value in order and places == list(range(len(places))) and order.index(value) >= len(places)
