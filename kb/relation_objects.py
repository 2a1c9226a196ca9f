"""The documents that a phrase acts on: those on its side of it, and none that only stand in the title of another, tell
what amended another, or name the place where something is said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from kb.citations import Citation, find_citations
from kb.numbers import DocumentNumber
from kb.relation_phrases import (
    AGENT,
    AMENDED_BY,
    ANOTHER_PART,
    AT_LAST,
    CARRIED_OUT,
    CHANGES,
    ELSEWHERE,
    EVENT,
    FORM_NUMBER,
    LIST_JOINT,
    MEMBERS,
    NAMELESS,
    PART_OF,
    QUOTED,
    RULED_AT,
    SOME_DAY,
    SOME_OF,
    Phrase,
)
from kb.text import normalise


@lru_cache(maxsize=8)  # one sentence is asked for by every phrase in it
def documents_in(text: str) -> tuple[Citation, ...]:
    """The other documents that a text names itself (and quotes from none) by number or title, in its order; offsets
    are those of the normalised text."""
    text = normalise(text)
    quoted = [quote.span() for quote in QUOTED.finditer(text)]
    named = [
        citation
        for citation in find_citations(text)
        if citation.target == "external"
        and citation.kind != "standard"
        and not citation.quoted
        and (citation.number or citation.title)
        and not any(start <= citation.start < end for start, end in quoted)
    ]
    forms = _forms(text, named)
    return tuple(citation for citation in named if citation.start not in forms)


def _forms(text: str, named: Sequence[Citation]) -> set[int]:
    """Where numbers of forms stand, in lists as well."""
    forms: set[int] = set()
    end = -1  # of the last one
    for citation in named:
        number = DocumentNumber.try_parse(citation.number or "")
        listed = end >= 0 and not text[end : citation.start].strip(" ,;và")
        told = listed or FORM_NUMBER.search(text[max(0, citation.start - 60) : citation.start])
        if told and number and number.year is None and number.type_code is None:
            forms.add(citation.start)
            end = citation.end
        else:
            end = -1
    return forms


def objects_of(sentence: str, match: re.Match[str], phrase: Phrase) -> list[Citation]:
    """The documents that a phrase acts on: on its side, and not named inside the title of another one."""
    named = documents_in(sentence)
    if any(citation.start < match.start() < citation.end for citation in named) or SOME_DAY.search(sentence):
        return []
    events = [event.span() for event in EVENT.finditer(sentence)]
    if any(start < match.start() < end for start, end in events):
        return []
    passing = [*events, *_told_in_passing(sentence, match)]
    found = [citation for citation in named if not any(start < citation.start < end for start, end in passing)]
    before = [citation for citation in found if citation.end <= match.start()]
    if not phrase.after:
        return [] if before and AGENT.search(sentence[: before[0].start]) else outermost(sentence, before)
    if phrase.bare and before:
        return []  # "Thông tư số … sửa đổi, bổ sung …": the verb belongs to the title of what was named before
    after = [citation for citation in found if citation.start >= match.end()]
    between = EVENT.sub(" ", sentence[match.end() : after[0].start]) if after else ""
    return [] if _points_elsewhere(phrase, between) else outermost(sentence, after)


def _points_elsewhere(phrase: Phrase, between: str) -> bool:
    """Whether the words between verb and document make it the place where something is said."""
    if phrase.verb == "consolidates" and NAMELESS.search(between):
        return True
    if phrase.verb not in {"guides", "extends"} and CARRIED_OUT.search(between):
        return True
    if phrase.verb in {"guides", "extends"} and RULED_AT.search(between):
        return False
    if phrase.verb == "amends" and between.lstrip().startswith(("“", '"')):
        return False  # "Thay thế cụm từ “…” tại khoản 1 Điều 3 Thông tư …"
    part = PART_OF.match(SOME_OF.sub("", between))  # "quy định về … tại Nghị định …"
    return bool(ELSEWHERE.search(between)) and not (part and AT_LAST.search(between))


def _told_in_passing(sentence: str, phrase: re.Match[str]) -> list[tuple[int, int]]:
    """Where documents are only named as having amended another, on their side of the phrase."""
    return [
        (amended.start(), min(phrase.start() if amended.start() < phrase.start() else amended.end(), amended.end()))
        for amended in AMENDED_BY.finditer(sentence)
    ]


def outermost(sentence: str, citations: Sequence[Citation]) -> list[Citation]:
    """The first one, and those joined to it as members of a list; others stand inside a title, as do those that "và"
    joins to what the title changes ("… tạm ngưng hiệu lực Nghị định số 1 và Nghị quyết số 2")."""
    outer: list[Citation] = []
    known: set[str | None] = set()  # the types of these
    titled: set[str | None] = set()  # types named in the title of the last one, which a list may go on inside
    changed = False
    for position, citation in enumerate(citations):
        joint = sentence[citations[position - 1].end : citation.start] if position else ";"
        goes_on = not titled or (
            citation.type not in titled and (citation.type in known or joint.rstrip(" cá").endswith(";"))
        )
        if ANOTHER_PART.search(joint) or (
            LIST_JOINT.search(joint) and goes_on and not (changed and joint.rstrip().endswith("và"))
        ):
            outer.append(citation)
            known.add(citation.type)
            titled, changed = set(), False
        elif not any(found.number == citation.number for found in outer):
            titled.add(citation.type)
            changed = changed or CHANGES.search(joint) is not None
    return outer


def is_bare_member(sentence: str, before: Citation, citation: Citation) -> bool:
    """Whether a member of a list has no words of its own before it."""
    between = sentence[before.end : citation.start]
    return MEMBERS.split(between)[-1].strip() in {"", "các"}
