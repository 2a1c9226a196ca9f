"""What a citation means: the one held document that it certainly names, a choice, or nothing.

A wrong link is worse than none. So a citation is *found* only when everything that it says (number, type, issuer,
place, date, year, name) agrees with exactly one held document, and when what it says is enough to tell that document
from others that may exist without being held:

* A number with its year and a central organ (``29/2008/NĐ-CP``) is enough; ``49/2010/QH12`` needs the type word, since
  laws and resolutions of one legislature are numbered apart.
* A number without a year (``24/CT-TTg``, ``18-NQ/TW``) recurs every year or term. It needs the date or the year, from
  the sentence or from another mention in the same text. Holding only one of them is no evidence: the answer then is
  *ambiguous* with that one candidate, so that a person can confirm it.
* A local symbol (UBND, HĐND, TU, BQL …) is used in every province. It needs the province: that of the named issuer,
  else that of the local body whose text it is; a date that agrees serves as well.
* A law cited by name needs its year or date; without one it is found only if a single held version had been passed
  when the citing document was issued.
* A number of which only the beginning is written (``Nghị định 29/2008``) is completed for types that one organ numbers
  (nghị định, luật, pháp lệnh); for the others the date or another mention must agree.

What is said in one place of a text holds for its short mentions elsewhere: :meth:`Resolver.resolve_all`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from indexer.agreement import Verdict, judge, needs_more
from indexer.records import DocumentHead, LinkedCitation, Resolution
from kb.citations import Citation, Context
from kb.dates import short_date
from kb.numbers import DocumentNumber
from kb.provisions import ProvisionPath, unit_named
from kb.text import words_key

#: Types whose numbers one organ gives: serial and year are enough.
_NUMBERED_ONCE = {"nghi-dinh", "luat", "bo-luat", "phap-lenh"}
_BEGINNING = re.compile(r"(?P<serial>\d{1,5}(?:\.\d{1,3})?[a-zđ]?)(?:/(?P<year>(?:19|20)\d\d)\b)?")
_NAMES_OF_THE_CONSTITUTION = ("Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam", "Hiến pháp")


class Held(Protocol):
    """What the resolver asks of a catalogue, finished or being written. Same meaning as in
    :class:`indexer.catalogue.Catalogue`."""

    def by_number(self, number: str) -> list[DocumentHead]:
        """Documents with that number."""

    def by_serial(self, serial: str, year: int | None = None) -> list[DocumentHead]:
        """Documents by the beginning of their number."""

    def by_title(self, title: str) -> list[DocumentHead]:
        """Documents of exactly that title."""


@dataclass
class Resolver:
    """Resolves citations against held documents. Candidates are remembered: make a new one when documents change."""

    held: Held
    _asked: dict[tuple[str, str, int | None], list[DocumentHead]] = field(default_factory=dict)

    def resolve(self, citation: Citation, context: Context, own: DocumentHead | None = None) -> LinkedCitation:
        """What one citation means by itself. ``context`` is of the citing text, ``own`` its document if held."""
        if citation.target != "external":
            return _own(citation, own, "")
        if citation.kind == "standard":
            return LinkedCitation(citation, "unknown", reason="tiêu chuẩn, quy chuẩn kỹ thuật không thuộc kho văn bản")
        if own and _names_itself(citation, own):
            return _linked(citation, "found", (own,))
        candidates = self.candidates(citation)
        if not candidates:
            return LinkedCitation(citation, "unknown", reason="văn bản này chưa có trong kho")
        return _decide(citation, candidates, context)

    def resolve_all(
        self,
        citations: Sequence[Citation],
        context: Context,
        own: DocumentHead | None = None,
        here: Sequence[str] = (),
    ) -> list[LinkedCitation]:
        """All citations of one text, or of a whole document, in the order given.

        Full mentions make short ones of the same document certain, before or after them. ``here``, if given, holds for
        each citation the eId of the line that it stands in; "khoản 2 Điều này" then gets its eId.
        """
        alone = [self.resolve(citation, context, own) for citation in citations]
        memory = _Memory(alone, own)
        places = here or [""] * len(citations)
        return [
            _own(linked.citation, own, place) if linked.citation.target != "external" else memory.complete(linked)
            for linked, place in zip(alone, places, strict=True)
        ]

    def candidates(self, citation: Citation) -> list[DocumentHead]:
        """Held documents that the number (or, without one, the name) of a citation may mean."""
        if citation.number:
            return self._by_number(citation)
        if not citation.title:
            return []
        if words_key(citation.title).startswith("hiến pháp"):
            return [head for name in _NAMES_OF_THE_CONSTITUTION for head in self._ask("title", name)]
        return self._ask("title", citation.title)

    def _by_number(self, citation: Citation) -> list[DocumentHead]:
        number = citation.number or ""
        if not citation.partial:
            return self._ask("number", number) or self._with_lost_year(citation)
        serial, year = _beginning(number)
        held = self._ask("serial", serial, year or citation.year)
        return [head for head in held if citation.type is None or _same_type(citation.type, head.type)]

    def _with_lost_year(self, citation: Citation) -> list[DocumentHead]:
        """The symbol with the year that was left out of it and said beside it: "Nghị định 29/NĐ-CP năm 2008"."""
        number = DocumentNumber.try_parse(citation.number or "")
        if number is None or number.year or not citation.year:
            return []
        return self._ask("number", str(replace(number, year=citation.year, party=False)))

    def _ask(self, what: str, value: str, year: int | None = None) -> list[DocumentHead]:
        key = (what, value, year)
        if key not in self._asked:
            ask = {"number": self.held.by_number, "title": self.held.by_title}.get(what)
            self._asked[key] = ask(value) if ask else self.held.by_serial(value, year)
        return self._asked[key]


def _beginning(number: str) -> tuple[str, int | None]:
    """Serial (without leading zeros) and year of a number of which perhaps only the beginning is written.

    >>> _beginning("029/2008"), _beginning("18-NQ"), _beginning("66.20/2026/NQ-CP")
    (('29', 2008), ('18', None), ('66.20', 2026))
    """
    match = _BEGINNING.match(number)
    if not match:
        return number, None
    return match["serial"].lstrip("0") or "0", int(match["year"]) if match["year"] else None


def _names_itself(citation: Citation, own: DocumentHead) -> bool:
    """Whether a law is named in its own text, without a year that is not its own."""
    if citation.number or not citation.title or words_key(citation.title) != words_key(own.title):
        return False
    year = own.issued.year if own.issued else None
    return citation.date in (None, own.issued) and citation.year in (None, year)


def _same_type(first: str, second: str) -> bool:
    laws = {"luat", "bo-luat"}
    return first == second or {first, second} <= laws


def _decide(citation: Citation, candidates: list[DocumentHead], context: Context) -> LinkedCitation:
    """Found, ambiguous or unknown among held candidates of the right number or name."""
    verdicts = [judge(citation, head, context) for head in candidates]
    fitting = [(head, verdict) for head, verdict in zip(candidates, verdicts, strict=True) if not verdict.against]
    if not fitting:
        return LinkedCitation(citation, "unknown", reason=_join(verdicts))
    confirmed = [(head, verdict) for head, verdict in fitting if verdict.confirmed] or fitting
    heads = tuple(head for head, _ in confirmed)
    if len(heads) > 1:
        return _linked(citation, "ambiguous", heads, f"có {len(heads)} văn bản cùng số hiệu hoặc tên: {_list(heads)}")
    head, verdict = confirmed[0]
    if reason := _missing(citation, head, verdict, context):
        return _linked(citation, "ambiguous", heads, reason)
    return _linked(citation, "found", heads, verdict.note)


def _missing(citation: Citation, head: DocumentHead, verdict: Verdict, context: Context) -> str:
    """Why the only candidate that fits is not certain all the same; "" when it is."""
    if verdict.confirmed:
        return ""
    unsaid = citation.year is None and _beginning(citation.number or "")[1] is None
    if citation.partial and (unsaid or head.type not in _NUMBERED_ONCE):
        return f"số hiệu chỉ ghi phần đầu; trong kho có {head.name}{_of(head)}, cần xác nhận"
    return needs_more(citation, head, context)


def _linked(
    citation: Citation, resolution: Resolution, heads: tuple[DocumentHead, ...], reason: str = ""
) -> LinkedCitation:
    eid = target_eid(citation) if resolution == "found" else ""
    return LinkedCitation(citation, resolution, heads, eid, reason)


def target_eid(citation: Citation) -> str:
    """The eId of the first provision that is cited, "" when the whole document is."""
    if not citation.provisions:
        return ""
    eid = citation.provisions[0].eid
    return f"att_1__{eid}" if citation.attachment else eid


def _list(heads: Sequence[DocumentHead]) -> str:
    return "; ".join(f"{head.name}{_of(head)}" for head in heads[:5])


def _of(head: DocumentHead) -> str:
    return f" ngày {short_date(head.issued)}" if head.issued else ""


def _join(verdicts: Sequence[Verdict]) -> str:
    return "; ".join(dict.fromkeys(verdict.against for verdict in verdicts))


# --- the document in hand -------------------------------------------------------------------------------------------


def _own(citation: Citation, own: DocumentHead | None, here: str) -> LinkedCitation:
    """The citing document, and the place in it that "khoản 2 Điều này" or "Điều 5 Nghị định này" means."""
    if own is None:
        return LinkedCitation(citation, "unknown", reason="nói về chính văn bản này")
    path = citation.provisions[0] if citation.provisions else None
    if path is None:
        eid = ""
    elif citation.target == "this-unit":
        eid = _unit_in_hand(path, here)
    else:
        eid = _same_part(path.eid, here, main=citation.type == own.type)
    return LinkedCitation(citation, "found", (own,), eid)


def _unit_in_hand(path: ProvisionPath, here: str) -> str:
    """The eId of "điểm a khoản này" for a line at ``here``; "" where the line is in no such unit."""
    (unit, value), *rest = path.steps
    if value != "nay":
        return ""
    akn = unit_named(unit).akn
    steps = here.split("__")
    place = next((index for index, step in enumerate(steps) if step.partition("_")[0] == akn), None)
    if place is None:
        return ""
    return "__".join([*steps[: place + 1], *(ProvisionPath(tuple(rest)).eid.split("__") if rest else [])])


def _same_part(eid: str, here: str, *, main: bool) -> str:
    """In an attached regulation "Điều 5" and "Quy định này" mean the regulation, "Quyết định này" the decision."""
    part = here.split("__")[0]
    return f"{part}__{eid}" if part.startswith(("att_", "app_")) and not main else eid


# --- what other mentions in the same text tell ----------------------------------------------------------------------

_Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Said:
    """What a full mention meant: a held document, or (None) one that is not held, and why; ``year`` if known."""

    head: DocumentHead | None
    reason: str
    year: int


class _Memory:
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
            self._said.setdefault(key, {})[identity] = _Said(head, linked.reason, year)

    def complete(self, linked: LinkedCitation) -> LinkedCitation:
        """The citation, resolved by the only document that full mentions with its number or name mean, if it fits."""
        citation = linked.citation
        if _is_full(linked) or (self._own and linked.target == self._own):
            return linked
        if not citation.number:
            return self._complete_name(linked)
        if linked.resolution == "found":
            return linked
        for key in _keys(citation):
            said = [entry for entry in self._said.get(key, {}).values() if _may_mean(citation, entry)]
            if len(said) == 1:
                return _as_said(linked, said[0])
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
        reason = linked.reason or f"văn bản viện dẫn nhiều bản cùng tên; trong kho có {_list(linked.targets)}"
        return _linked(linked.citation, "ambiguous", linked.targets, reason)


def _is_full(linked: LinkedCitation) -> bool:
    """Whether a mention says by itself which document it means, held or not."""
    citation = linked.citation
    if citation.partial or citation.kind == "standard":
        return False
    number = DocumentNumber.try_parse(citation.number) if citation.number else None
    if number is None:
        return bool(citation.title and (citation.date or citation.year))
    return bool(linked.resolution == "found" or citation.date or (number.year and linked.resolution == "unknown"))


def _keys(citation: Citation) -> list[_Key]:
    """What mentions of one document in one text have in common, the most telling first."""
    keys: list[_Key] = []
    number = DocumentNumber.try_parse(citation.number) if citation.number else None
    if number and not citation.partial:
        keys.append(("number", number.key))
    if citation.title:
        keys.append(("name", words_key(citation.title)))
    if citation.number and citation.type:
        keys.append(("serial", f"{citation.type} {_beginning(citation.number)[0]}"))
    return keys


def _may_mean(citation: Citation, said: _Said) -> bool:
    """Whether a short mention does not contradict what a full one meant."""
    if said.head is None:
        return not (citation.date or citation.year)
    return not judge(citation, said.head, Context()).against


def _as_said(linked: LinkedCitation, said: _Said) -> LinkedCitation:
    if said.head:
        return _linked(linked.citation, "found", (said.head,))
    return LinkedCitation(linked.citation, "unknown", reason=said.reason)
