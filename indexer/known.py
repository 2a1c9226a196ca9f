"""What registers say of a citation whose document is not held: that it is known, or that the sentence is at odds.

A register is trusted less than a text that is held: what it says never makes a link, and what contradicts it is for a
person to look at.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from indexer.agreement import is_local, judge, needs_more, place_of
from indexer.records import KnownDocument, LinkedCitation
from kb.citations import Citation, Context
from kb.numbers import DocumentNumber

#: Why nothing is linked where a register knows the document.
KNOWN = "đã biết (danh mục), kho chưa giữ toàn văn"


def known_from(linked: LinkedCitation, listed: Sequence[KnownDocument], context: Context) -> LinkedCitation:
    """An unknown citation as a known one, if it surely means one of the documents listed under its number; else it
    says why not."""
    citation = linked.citation
    verdicts = [(known, judge(citation, known, context)) for known in listed]
    fitting = [(known, verdict) for known, verdict in verdicts if not verdict.against]
    confirmed = [entry for entry in fitting if entry[1].confirmed] or fitting
    if len(confirmed) > 1:
        told = "; ".join(known.told for known, _ in confirmed[:4])
        return replace(linked, reason=f"{linked.reason}; danh mục có {len(confirmed)} văn bản cùng số hiệu: {told}")
    if not confirmed:
        return linked
    known, verdict = confirmed[0]
    doubt = "" if verdict.confirmed else needs_more(citation, known, context)
    if doubt or (is_local(known) and not place_of(known)):
        return replace(linked, reason=f"{linked.reason}; {doubt}") if doubt else linked
    return LinkedCitation(citation, "known", reason=KNOWN, known=known)


def contradiction(citation: Citation, listed: Sequence[KnownDocument], context: Context) -> str:
    """What a citation says against the only document that registers list under its number, in words; "" when it
    agrees. Only numbers that no other document can have are compared."""
    number = DocumentNumber.try_parse(citation.number) if citation.number else None
    if number is None or number.year is None or citation.partial or len(listed) != 1 or is_local(listed[0]):
        return ""
    verdict = judge(citation, listed[0], context)
    return verdict.against or verdict.note
