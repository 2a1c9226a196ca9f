"""What one mention of a document tells of the other mentions in the same text.

"Nghị quyết số 18-NQ/TW ngày 25/10/2017" once, and every "Nghị quyết 18" of that text means the same; so does every
"Luật Đầu tư" beside "Luật Đầu tư năm 2020". Full mentions may stand before or after the short ones.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from indexer.agreement import is_local_number, judge
from indexer.linking import CONFIRMED, linked_to, told
from indexer.records import DocumentHead, KnownDocument, LinkedCitation
from kb.citations import Citation, Context
from kb.numbers import DocumentNumber
from kb.text import normalise, words_key

_REVISED = re.compile(r"\(?\s?sửa đổi(?:, bổ sung)?\s?\)?$")
_BEGINNING = re.compile(r"(?P<serial>\d{1,5}(?:\.\d{1,3})?[a-zđ]?)(?:/(?P<year>(?:19|20)\d\d)\b)?")

_Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Said:
    """What a full mention meant: a held document, or (None) one that is not held, and why, and what a register says of
    it; ``year`` if known."""

    head: DocumentHead | None
    reason: str
    year: int
    known: KnownDocument | None = None


class Memory:
    """Full mentions of one text by number, by type and serial, and by name."""

    def __init__(self, mentions: Sequence[LinkedCitation], own: DocumentHead | None) -> None:
        self._own = own
        self._said: dict[_Key, dict[int | str, _Said]] = {}
        for linked in mentions:
            if linked.citation.target == "external" and _is_full(linked):
                self._keep(linked)

    def _keep(self, linked: LinkedCitation) -> None:
        head, citation = linked.target, linked.citation
        year = head.issued.year if head and head.issued else citation.year or 0
        identity = head.id if head else f"{citation.number}|{citation.date or citation.year}"
        for key in _keys(citation):
            self._said.setdefault(key, {})[identity] = _Said(head, linked.reason, year, linked.known)

    def complete(self, linked: LinkedCitation) -> LinkedCitation:
        """The citation, resolved by the only document that full mentions with its number or name mean, if it fits."""
        if _is_full(linked) or is_revised(linked.citation) or (self._own and linked.target == self._own):
            return linked
        if not linked.citation.number:
            return self._complete_name(linked)
        return self._complete_number(linked)

    def _complete_number(self, linked: LinkedCitation) -> LinkedCitation:
        citation = linked.citation
        wanted = "serial" if citation.partial else "number"
        keys = [key for key in _keys(citation) if key[0] == wanted]
        said = [entry for key in keys for entry in self._said.get(key, {}).values() if _may_mean(citation, entry)]
        if len(said) == 1:
            return _as_said(linked, said[0])
        if said and linked.target:
            reason = "văn bản viện dẫn nhiều văn bản cùng số hiệu này"
            return linked_to(citation, "ambiguous", linked.targets, reason)
        return linked

    def _complete_name(self, linked: LinkedCitation) -> LinkedCitation:
        """A law named without its year in a text that elsewhere gives years: the youngest of all, if that is said.

        An older version that is said once ("… thay thế Luật Đầu tư năm 2005") tells nothing of the other mentions.
        """
        said = [entry for key in _keys(linked.citation) for entry in self._said.get(key, {}).values()]
        if not said:
            return linked
        youngest = max(said, key=lambda entry: entry.year)
        held = [head for head in linked.targets if head.issued and head != youngest.head]
        if all(head.issued and head.issued.year < youngest.year for head in held):
            return _as_said(linked, youngest)
        reason = linked.reason or f"văn bản viện dẫn nhiều bản cùng tên; trong kho có {told(linked.targets)}"
        return linked_to(linked.citation, "ambiguous", linked.targets, reason)


def _is_full(linked: LinkedCitation) -> bool:
    """Whether a mention says by itself which document it means, held or not; what a person has settled is said."""
    citation = linked.citation
    if linked.reason == CONFIRMED:
        return True
    if citation.partial or citation.kind == "standard":
        return False
    number = DocumentNumber.try_parse(citation.number) if citation.number else None
    if number is None:
        return bool(citation.title and (citation.date or citation.year))
    if citation.date:
        return True
    if linked.resolution == "ambiguous":
        return False
    return bool(citation.issuer if is_local_number(number) else number.year or citation.year)


def is_revised(citation: Citation) -> bool:
    """ "Luật An toàn thực phẩm (sửa đổi)" without a year: one that follows the law of that name, or its draft."""
    return is_bare_name(citation) and _REVISED.search(normalise(citation.surface).lower()) is not None


def is_bare_name(citation: Citation) -> bool:
    """Whether a law is named without anything that tells its version."""
    return bool(citation.title) and not (citation.number or citation.date or citation.year)


def _keys(citation: Citation) -> list[_Key]:
    """What mentions of one document in one text have in common, the most telling first."""
    keys: list[_Key] = []
    number = DocumentNumber.try_parse(citation.number) if citation.number else None
    if number and not citation.partial:
        keys.append(("number", number.key))
    if citation.title:
        keys.append(("name", words_key(citation.title)))
    if citation.number and citation.type:
        keys.append(("serial", f"{citation.type} {number_beginning(citation.number)[0]}"))
    return keys


def _may_mean(citation: Citation, said: _Said) -> bool:
    """Whether a short mention does not contradict what a full one meant."""
    if said.head is None:
        return citation.date is None and citation.year in (None, said.year)
    return not judge(citation, said.head, Context()).against


def _as_said(linked: LinkedCitation, said: _Said) -> LinkedCitation:
    if said.head:
        return linked_to(linked.citation, "found", (said.head,))
    return LinkedCitation(linked.citation, "known" if said.known else "unknown", reason=said.reason, known=said.known)


def number_beginning(number: str) -> tuple[str, int | None]:
    """Serial (without leading zeros) and year of a number of which perhaps only the beginning is written.

    >>> number_beginning("029/2008"), number_beginning("18-NQ"), number_beginning("66.20/2026/NQ-CP")
    (('29', 2008), ('18', None), ('66.20', 2026))
    """
    match = _BEGINNING.match(number)
    if not match:
        return number, None
    return match["serial"].lstrip("0") or "0", int(match["year"]) if match["year"] else None
