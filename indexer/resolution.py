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
  when the citing document was issued, and no younger one of that time is known (:mod:`indexer.law_versions`).
* A number of which only the beginning is written (``Nghị định 29/2008``) is completed for types that one organ numbers
  (nghị định, luật, pháp lệnh); for the others the date or another mention must agree.

What is said in one place of a text holds for its short mentions elsewhere: :meth:`Resolver.resolve_all`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise
from typing import Protocol

from indexer.agreement import Verdict, judge, needs_more, same_type, written_by
from indexer.catalogue import name_key, number_key, title_key
from indexer.catalogue_names import NamedLaw
from indexer.known import known_from
from indexer.law_versions import among_all_versions
from indexer.linking import CONFIRMED, day_of, linked_to, linked_to_own, told
from indexer.mentions import Memory, is_bare_name, is_revised, number_beginning
from indexer.records import DocumentHead, KnownDocument, LinkedCitation
from kb.citations import Citation, Context
from kb.dates import short_date
from kb.numbers import DocumentNumber
from kb.text import words_key

#: Types whose numbers one organ gives: serial and year are enough.
_NUMBERED_ONCE = {"nghi-dinh", "luat", "bo-luat", "phap-lenh"}
#: More are no choice for a person.
_MOST_CANDIDATES = 8
#: How far behind a number the title of its document may name a law.
_IN_ITS_TITLE = 220
#: What is linked to when a document is held twice.
_RECORDS = ("full", "summary", "source")
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

    def known(self, number: str) -> list[KnownDocument]:
        """What registers list under that number."""

    def known_by_title(self, title: str) -> list[KnownDocument]:
        """What registers list as a law of exactly that name."""

    def named_laws(self, title: str) -> list[NamedLaw]:
        """The versions of a law of that name that are cited by number and not held."""


@dataclass
class Resolver:
    """Resolves citations against held documents. Candidates are remembered: make a new one when documents change.

    ``ended``, if given, tells whether a document had ended by a day: of several versions of a law that is cited without
    its year, the youngest is meant when all others had ended.
    """

    held: Held
    ended: Callable[[DocumentHead, date], bool] | None = None
    _asked: dict[tuple[str, str, int | None], list[DocumentHead]] = field(default_factory=dict)
    _known: dict[str, list[KnownDocument]] = field(default_factory=dict)
    _cited: dict[str, list[NamedLaw]] = field(default_factory=dict)

    def resolve(self, citation: Citation, context: Context, own: DocumentHead | None = None) -> LinkedCitation:
        """What one citation means by itself. ``context`` is of the citing text, ``own`` its document if held."""
        if citation.target != "external":
            return linked_to_own(citation, own, "")
        if citation.kind == "standard":
            return LinkedCitation(citation, "unknown", reason="tiêu chuẩn, quy chuẩn kỹ thuật không thuộc kho văn bản")
        if own and _names_itself(citation, own):
            return linked_to(citation, "found", (own,))
        linked = self._in_force(_decide(citation, self.candidates(citation), context), context)
        if is_bare_name(citation):
            return self._version(linked, context, own)
        return known_from(linked, self.known(citation), context) if linked.resolution == "unknown" else linked

    def _version(self, linked: LinkedCitation, context: Context, own: DocumentHead | None) -> LinkedCitation:
        """A law named without its year."""
        citation = linked.citation
        if is_revised(citation):
            reason = "câu nói luật sửa đổi mà không ghi năm"
            return linked_to(citation, "ambiguous", linked.targets, reason) if linked.targets else linked
        if linked.target and (doubt := _untimely(linked.target, context, own)):
            return linked_to(citation, "ambiguous", linked.targets, doubt)
        return among_all_versions(linked, self.known(citation), self._cited_versions(citation.title or ""), context)

    def _in_force(self, linked: LinkedCitation, context: Context) -> LinkedCitation:
        citation, day = linked.citation, written_by(context)
        if linked.resolution != "ambiguous" or len(linked.targets) < 2 or citation.number:
            return linked
        youngest, *others = sorted(linked.targets, key=lambda head: head.issued or date.min, reverse=True)
        if day is None or self.ended is None or self.ended(youngest, day):
            return linked
        return linked_to(citation, "found", (youngest,)) if all(self.ended(head, day) for head in others) else linked

    def resolve_all(
        self,
        citations: Sequence[Citation],
        context: Context,
        own: DocumentHead | None = None,
        here: Sequence[str] = (),
        bases: Sequence[Citation] = (),
        settle: Callable[[LinkedCitation], LinkedCitation] = lambda linked: linked,
    ) -> list[LinkedCitation]:
        """All citations of one text, or of a whole document, in the order given.

        Full mentions make short ones of the same document certain, before or after them. ``here``, if given, holds for
        each citation the eId of the line that it stands in; "khoản 2 Điều này" then gets its eId. ``bases`` are the
        citations of its Căn cứ lines, which name laws with their days. ``settle`` gives what a person has settled; it
        wins, and holds for short mentions too.
        """
        alone = [settle(self.resolve(citation, context, own)) for citation in citations]
        memory = Memory([*alone, *(settle(self.resolve(basis, context, own)) for basis in bases)], own)
        places = here or [""] * len(citations)
        found = [
            linked_to_own(linked.citation, own, place)
            if linked.citation.target != "external"
            else memory.complete(linked)
            for linked, place in zip(alone, places, strict=True)
        ]
        return found[:1] + [_after_older(before, linked) for before, linked in pairwise(found)]

    def candidates(self, citation: Citation) -> list[DocumentHead]:
        """Held documents that the number (or, without one, the name) of a citation may mean."""
        if citation.number:
            return self._by_number(citation)
        if not citation.title:
            return []
        if words_key(citation.title).startswith("hiến pháp"):
            return [head for name in _NAMES_OF_THE_CONSTITUTION for head in self._ask("title", name)]
        return self._ask("title", citation.title)

    def known(self, citation: Citation) -> list[KnownDocument]:
        """What registers list under the whole number of a citation, or, without one, under its name and not held."""
        name = citation.number or citation.title or ""
        if not name or citation.partial:
            return []
        if name not in self._known:
            self._known[name] = self.held.known(name) if citation.number else self._listed_only(name)
        return self._known[name]

    def _listed_only(self, title: str) -> list[KnownDocument]:
        return [known for known in self.held.known_by_title(title) if not self.held.by_number(known.number)]

    def _cited_versions(self, title: str) -> list[NamedLaw]:
        if title not in self._cited:
            self._cited[title] = self.held.named_laws(title)
        return self._cited[title]

    def _by_number(self, citation: Citation) -> list[DocumentHead]:
        number = citation.number or ""
        if not citation.partial:
            return self._ask("number", number) or self._with_lost_year(citation)
        serial, year = number_beginning(number)
        held = self._ask("serial", serial, year or citation.year)
        return [head for head in held if citation.type is None or same_type(citation.type, head.type)]

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
            self._asked[key] = one_of_each(ask(value) if ask else self.held.by_serial(value, year))
        return self._asked[key]


def one_of_each(heads: Sequence[DocumentHead]) -> list[DocumentHead]:
    """Documents without those that are held twice: of a summary and the full text, the text."""
    best: dict[tuple[str, date | None, bool], DocumentHead] = {}
    for head in sorted(heads, key=lambda head: (_RECORDS.index(head.record), head.id)):
        name = number_key(head.number) or words_key(head.title)
        best.setdefault((name, head.issued, head.type == "nghi-quyet"), head)
    return [head for head in heads if head in best.values()]


def _names_itself(citation: Citation, own: DocumentHead) -> bool:
    """Whether a law is named in its own text, without a year that is not its own."""
    if citation.number or not citation.title or title_key(citation.title) != name_key(own.type, own.title):
        return False
    year = own.issued.year if own.issued else None
    return citation.date in (None, own.issued) and citation.year in (None, year)


def _untimely(head: DocumentHead, context: Context, own: DocumentHead | None) -> str:
    """Why a law that is named without its year may be another version: nobody knows when the citing document was
    written, or its own effect began before that of the law; "" when it is this one."""
    day = written_by(context)
    if day is None:
        return "chưa rõ ngày của văn bản viện dẫn; cần xác nhận" if own else ""
    working = max(day, own.effective) if own and own.effective else day
    if head.effective and head.effective > working:
        return f"câu không ghi năm; bản trong kho chỉ có hiệu lực từ {short_date(head.effective)}"
    return ""


def _after_older(before: LinkedCitation, linked: LinkedCitation) -> LinkedCitation:
    """A bare name right after a document that is older than the law found: "Nghị định số 11/2016/NĐ-CP … quy định chi
    tiết một số điều của Bộ luật Lao động" means the code of that time."""
    head, citation, older = linked.target, linked.citation, before.citation
    if head is None or head.issued is None or linked.reason == CONFIRMED or not is_bare_name(citation):
        return linked
    year = older.year or (older.date.year if older.date else None)
    near = 0 <= citation.start - older.end <= _IN_ITS_TITLE
    if not (near and older.number and year and year < head.issued.year):
        return linked
    reason = f"câu không ghi năm và nhắc tên này trong văn bản năm {year}, trước bản trong kho"
    return linked_to(citation, "ambiguous", linked.targets, reason)


def _decide(citation: Citation, candidates: list[DocumentHead], context: Context) -> LinkedCitation:
    """Found, ambiguous or unknown among held candidates of the right number or name."""
    if not candidates:
        return LinkedCitation(citation, "unknown", reason="văn bản này chưa có trong kho")
    verdicts = [judge(citation, head, context) for head in candidates]
    fitting = [(head, verdict) for head, verdict in zip(candidates, verdicts, strict=True) if not verdict.against]
    if not fitting:
        return LinkedCitation(citation, "unknown", reason=_join(verdicts))
    confirmed = [(head, verdict) for head, verdict in fitting if verdict.confirmed] or fitting
    heads = tuple(head for head, _ in confirmed)
    if len(heads) > _MOST_CANDIDATES:
        return LinkedCitation(citation, "unknown", reason=f"có {len(heads)} văn bản có thể là văn bản này")
    if len(heads) > 1:
        return linked_to(citation, "ambiguous", heads, f"có {len(heads)} văn bản cùng số hiệu hoặc tên: {told(heads)}")
    head, verdict = confirmed[0]
    if reason := _missing(citation, head, verdict, context):
        return linked_to(citation, "ambiguous", heads, reason)
    return linked_to(citation, "found", heads, verdict.note)


def _missing(citation: Citation, head: DocumentHead, verdict: Verdict, context: Context) -> str:
    """Why the only candidate that fits is not certain all the same; "" when it is."""
    if verdict.confirmed:
        return ""
    unsaid = citation.year is None and number_beginning(citation.number or "")[1] is None
    if citation.partial and (unsaid or head.type not in _NUMBERED_ONCE):
        return f"số hiệu chỉ ghi phần đầu; trong kho có {head.name}{day_of(head)}, cần xác nhận"
    return needs_more(citation, head, context)


def _join(verdicts: Sequence[Verdict]) -> str:
    return "; ".join(dict.fromkeys(verdict.against for verdict in verdicts))
