"""How much of a document a clause means, and from when until when: the relation that one named document makes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache

from kb.citations import Citation
from kb.dates import parse_date
from kb.relation_objects import documents_in
from kb.relation_phrases import (
    ALL_RULES,
    AWAITED,
    BY_ITSELF,
    CONTRARY,
    ENDING,
    EXCEPTED,
    HELD_IN,
    ISSUED_WITH,
    LIST_JOINT,
    MEMBERS,
    PART_OF,
    PART_UNIT,
    SINCE,
    UNTIL,
    Phrase,
)
from kb.relations import Relation

#: How far before a document the words stand that say how much of it is meant.
_NEAR = 1_000
#: "2. ", "a) ", a dash: what a khoản, a điểm or an item begins with.
LIST_MARK = re.compile(r"^[\s\W]*(?:(?:\d{1,3}|[a-zđ]\d?)[.)]\s)?[\s\W]*")


def relation_of(
    phrase: Phrase, match: re.Match[str], citation: Citation, clause: str, evidence: str, eid: str
) -> Relation:
    """What ``phrase``, found as ``match`` in ``clause``, does to the document that ``citation`` names there, or in an
    item below it."""
    whole = phrase.verb != "amends" and not citation.provisions and not _is_part(match, citation, clause, phrase)
    provisions = tuple(path.eid for path in citation.provisions)
    return Relation(
        phrase.verb, citation.number, _title(citation), whole, _since(clause), evidence.strip(), eid,
        provisions=provisions, until=_until(phrase, clause), type=citation.type, dated=citation.date,
        issuer=citation.issuer, awaits=_awaited(clause) if phrase.verb in ENDING else None,
    )  # fmt: skip


@lru_cache(maxsize=4)  # asked for by every document of a clause
def _since(clause: str) -> date | None:
    since = SINCE.search(clause)
    return parse_date(since["day"]) if since else None


@lru_cache(maxsize=4)
def _awaited(clause: str) -> str | None:
    """The event from which a document has no effect, when it is neither a day nor that the act itself has effect."""
    found = AWAITED.search(clause)
    return found["event"].strip() if found and " này" not in found["event"] else None


def _until(phrase: Phrase, clause: str) -> date | None:
    """The last day of a suspension or of an extended effect, or before a postponed one."""
    last = UNTIL.search(clause) if phrase.verb in {"suspends", "extends", "postpones"} else None
    day = parse_date(last["day"]) if last else None
    if day and last and phrase.verb == "postpones" and not last["through"]:
        return day - timedelta(days=1)
    return day


def _title(citation: Citation) -> str | None:
    """The title; with the year where a law is named by both, for later laws have the same title."""
    if citation.number or not citation.title or citation.year is None:
        return citation.title
    return citation.title if str(citation.year) in citation.title else f"{citation.title} năm {citation.year}"


def _is_part(match: re.Match[str], citation: Citation, clause: str, phrase: Phrase) -> bool:
    """Whether the words between verb and document, or before the document, say that only a part is meant."""
    if phrase.verb not in ENDING or clause[citation.start : citation.end] != citation.surface:
        return False  # an item below the clause
    before = clause[match.end() if phrase.after else 0 : citation.start]
    return names_part(before, clause[citation.end : citation.end + _NEAR])


def names_part(before: str, behind: str = "") -> bool:
    """Whether the words before a document say that only a part of it is meant.

    >>> [names_part(words) for words in ("Mẫu số 2 kèm theo ", "Quy chế thi ban hành kèm theo ", "các quy định tại ")]
    [True, False, False]
    """
    before = before[-_NEAR:]
    nearest = MEMBERS.split(before)[-1] if LIST_JOINT.search(before[-20:]) else before
    said = LIST_MARK.sub("", nearest.rpartition(". ")[2]).removeprefix("cho ")
    if ISSUED_WITH.match(said) or (ALL_RULES.fullmatch(said) and not CONTRARY.match(behind)):
        return False
    return PART_OF.search(said) is not None or HELD_IN.search(said) is not None


def is_excepted(citation: Citation, clause: str) -> bool:
    """Whether the clause goes on to say that some provisions of the document keep their effect."""
    for start, inserted, numbers in _exceptions(clause):
        if start < citation.end:
            continue
        if numbers and citation.number in numbers:
            return True
        nearest = not any(citation.end <= other.start < start for other in documents_in(clause)) if inserted else True
        if not numbers and nearest:
            return True
    return False


@lru_cache(maxsize=4)
def _exceptions(clause: str) -> tuple[tuple[int, bool, frozenset[str | None]], ...]:
    """Where a clause excepts provisions of what it ends; whether in brackets; the numbers of the documents named there.

    "Trừ trường hợp quy định tại Điều 9 của Luật này" saves cases, and no provision.
    """
    return tuple(
        (found.start(), clause[: found.start()].endswith("("), frozenset(c.number for c in documents_in(found["what"])))
        for found in EXCEPTED.finditer(clause)
        if PART_UNIT.search(found["what"]) and not BY_ITSELF.search(found["what"])
    )


def excepted_below(sentence: str, items: Iterable[str]) -> frozenset[str]:
    """The numbers of the documents of which items below "…, trừ các trường hợp sau đây:" save provisions."""
    if not EXCEPTED.search(sentence):
        return frozenset()
    named = (citation for item in items for citation in documents_in(item))
    return frozenset(citation.number for citation in named if citation.number and citation.provisions)
