"""What is wrong, doubtful or unknown about the citations of a report, in words that an officer can act on.

One finding is one thing to look at: a document that is not held, or that may be one of several, is told once, at its
first mention, however often it is cited. What contradicts the text that is held is told at every place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from indexer.agreement import is_local, is_local_number, judge
from indexer.catalogue import Catalogue, number_key, title_key
from indexer.known import contradiction
from indexer.missing_provisions import missing_in
from indexer.records import DocumentHead, LinkedCitation
from indexer.resolution import Resolver
from indexer.standing import status_of
from kb.citations import Citation, Context
from kb.consistency import check_citation
from kb.dates import long_date, short_date
from kb.issuers import organs_of_code
from kb.numbers import DocumentNumber

#: "error": wrong as it stands; "warning": a person must decide; "note": could not be checked, or good to know.
Severity = Literal["error", "warning", "note"]
FindingKind = Literal["inconsistent", "provision", "expired", "ambiguous", "known", "unknown"]
SEVERITY_LABELS: dict[Severity, str] = {"error": "Sai", "warning": "Cần xem", "note": "Lưu ý"}
KIND_LABELS: dict[FindingKind, str] = {
    "inconsistent": "Mâu thuẫn",
    "provision": "Không có điều khoản",
    "expired": "Hiệu lực",
    "ambiguous": "Chưa rõ văn bản nào",
    "known": "Chưa có toàn văn",
    "unknown": "Chưa có trong kho",
}


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of a report: ``number`` counts from 1 within ``place`` ("đoạn", "chú thích cuối trang", "dòng")."""

    text: str
    place: str
    number: int

    @property
    def where(self) -> str:
        """Where it stands, for people: "đoạn 12", "chú thích cuối trang, đoạn 3"."""
        return f"{self.place} {self.number}" if self.place in {"đoạn", "dòng"} else f"{self.place}, đoạn {self.number}"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at.

    ``paragraph`` is the index of the passage in what was checked, ``start`` and ``end`` offsets into its text, where
    ``quote`` stands; ``correction`` what should stand there, when that is certain; ``uri`` the held document meant;
    ``times`` how often it occurs when only the first place is told.
    """

    severity: Severity
    kind: FindingKind
    message: str
    where: str
    paragraph: int
    start: int
    end: int
    quote: str
    correction: str | None = None
    uri: str | None = None
    times: int = 1

    def __str__(self) -> str:
        often = f" (nhắc {self.times} lần)" if self.times > 1 else ""
        mend = f" Nên ghi: {self.correction}." if self.correction else ""
        return f"[{SEVERITY_LABELS[self.severity]}] {self.where}: “{self.quote}”{often}: {self.message}.{mend}"


@dataclass(frozen=True, slots=True)
class _Place:
    """A citation and where it stands."""

    index: int
    passage: Passage
    linked: LinkedCitation

    def finding(self, severity: Severity, kind: FindingKind, message: str, correction: str | None = None) -> Finding:
        citation, target = self.linked.citation, self.linked.target
        return Finding(
            severity, kind, message, self.passage.where, self.index, citation.start, citation.end, citation.surface,
            correction, target.uri if target else None,
        )  # fmt: skip


class Inspector:
    """Looks at the resolved citations of one report. ``on`` is the day that the force of documents is judged by: the
    date of the report, else today."""

    def __init__(self, catalogue: Catalogue, resolver: Resolver, context: Context, on: date | None = None) -> None:
        self._catalogue = catalogue
        self._resolver = resolver
        self._context = context
        self._day = on or context.issued or date.today()

    def inspect(self, passages: Sequence[Passage], linked: Sequence[Sequence[LinkedCitation]]) -> list[Finding]:
        """All findings, in reading order."""
        places = [
            _Place(index, passage, entry)
            for index, (passage, entries) in enumerate(zip(passages, linked, strict=True))
            for entry in entries
            if self._concerns(entry)
        ]
        found = [*self._at_each_place(places), *self._once(places)]
        return sorted(found, key=lambda finding: (finding.paragraph, finding.start))

    def _concerns(self, linked: LinkedCitation) -> bool:
        """Documents other than the report itself; standards are nobody's to hold here."""
        citation, own = linked.citation, number_key(self._context.number)
        if citation.target != "external" or citation.kind == "standard":
            return False
        target = linked.target
        return not own or own not in {number_key(citation.number), number_key(target.number if target else None)}

    def _at_each_place(self, places: Iterable[_Place]) -> Iterator[Finding]:
        for place in places:
            against = list(self._contradictions(place))
            yield from against or self._contradictions_within(place)
            yield from self._missing_provisions(place)

    # --- contradictions ---------------------------------------------------------------------------------------------

    def _contradictions(self, place: _Place) -> Iterator[Finding]:
        """What the sentence says against the only document that its number can mean."""
        linked, target = place.linked, place.linked.target
        if target and linked.reason:
            sure: Severity = "error" if target.record == "full" else "warning"
            yield place.finding(sure, "inconsistent", linked.reason)
        elif linked.resolution != "found" and (meant := self._only_possible(linked.citation)):
            message = judge(linked.citation, meant, self._context).against
            yield replace(
                place.finding("error", "inconsistent", message, _right_day(linked.citation, meant)), uri=meant.uri
            )
        elif against := self._against_register(linked):
            yield place.finding("warning", "inconsistent", against)

    def _against_register(self, linked: LinkedCitation) -> str:
        """What the sentence says against the registers, where the document is not held."""
        if linked.resolution not in {"known", "unknown"}:
            return ""
        return contradiction(linked.citation, self._resolver.known(linked.citation), self._context)

    def _only_possible(self, citation: Citation) -> DocumentHead | None:
        """The held document of a number that no other document can have, when the sentence contradicts it."""
        number = DocumentNumber.try_parse(citation.number) if citation.number else None
        if number is None or number.year is None or citation.partial:
            return None
        held = self._resolver.candidates(citation)
        if len(held) != 1 or is_local(held[0]) or not judge(citation, held[0], self._context).against:
            return None
        return held[0]

    def _contradictions_within(self, place: _Place) -> Iterator[Finding]:
        """What the sentence says against itself, whatever is held."""
        text = place.passage.text
        for found in check_citation(place.linked.citation, text, written=self._context.issued):
            told = place.finding(found.severity, "inconsistent", found.message, found.correction)
            yield replace(told, start=found.start, end=found.end, quote=text[found.start : found.end])

    # --- provisions -------------------------------------------------------------------------------------------------

    def _missing_provisions(self, place: _Place) -> Iterator[Finding]:
        target = place.linked.target
        if target is None:
            return
        for path in place.linked.citation.provisions:
            if missing := missing_in(self._catalogue, target, path):
                message = f"{target.name} trong kho không có {missing.unit}"
                if missing.amended:
                    message += "; văn bản này đã được sửa đổi, bổ sung, cần đối chiếu"
                yield place.finding("warning" if missing.amended else "error", "provision", message)

    # --- once for each document -------------------------------------------------------------------------------------

    def _once(self, places: Sequence[_Place]) -> Iterator[Finding]:
        """Unknown, ambiguous and ended documents, each at its first mention."""
        told: dict[tuple[str, str], list[_Place]] = {}
        for place in places:
            told.setdefault(_identity(place.linked), []).append(place)
        for group in _with_undated(told):
            finding = self._about(group[0])
            if finding:
                yield replace(finding, times=len(group))

    def _about(self, place: _Place) -> Finding | None:
        linked = place.linked
        if linked.resolution == "ambiguous":
            return place.finding("warning", "ambiguous", linked.reason)
        if linked.target:
            return self._ended(place, linked.target)
        if self._only_possible(linked.citation):
            return None  # told as a contradiction
        if linked.known:
            return place.finding("note", "known", f"{linked.reason}: {linked.known.told}")
        if self._against_register(linked):
            return None
        return place.finding("note", "unknown", linked.reason + self._similar(linked.citation))

    def _ended(self, place: _Place, target: DocumentHead) -> Finding | None:
        status = status_of(self._catalogue, target, self._day)
        if status.value in {"in-force", "unknown", "partly-expired"}:
            return None
        if status.value == "not-yet":
            return place.finding("note", "expired", status.label)
        basis = place.passage.text.lstrip().startswith(("Căn cứ", "CĂN CỨ"))
        ending = "" if self._context.issued else f" (tính đến {short_date(self._day)})"
        return place.finding("error" if basis else "warning", "expired", f"{status.label}{ending}")

    def _similar(self, citation: Citation) -> str:
        """Held documents of the same serial and year that may have been meant: of the same body, or of any when no body
        has the cited symbol."""
        number = DocumentNumber.try_parse(citation.number) if citation.number else None
        if number is None or number.year is None:
            return ""
        held = self._catalogue.by_serial(number.serial.lstrip("0") or "0", number.year)
        near = [head.name for head in held if _may_be_slip(number, head)]
        return f"; số gần giống trong kho: {', '.join(near)}" if 0 < len(near) <= 3 else ""


def _may_be_slip(cited: DocumentNumber, head: DocumentHead) -> bool:
    """Whether a cited symbol may be that of a held document, written wrong."""
    held = DocumentNumber.try_parse(head.number or "")
    if held is None or held == cited:
        return False
    known = is_local_number(cited) or any(organs_of_code(code) for code in cited.organ_codes)
    return not known or _bodies(cited) == _bodies(held)


def _bodies(number: DocumentNumber) -> tuple[str, ...]:
    return tuple("UBND" if code == "UB" else code for code in number.organ_codes)


def _right_day(citation: Citation, meant: DocumentHead) -> str | None:
    """The day that should stand there, when a wrong one does."""
    return long_date(meant.issued) if citation.date and meant.issued and meant.issued != citation.date else None


def _identity(linked: LinkedCitation) -> tuple[str, str]:
    """What mentions of one document share: what it is called, and the date or year that tells it from others."""
    citation = linked.citation
    if linked.target:
        return linked.target.uri, ""
    name = number_key(citation.number) or title_key(citation.title) or citation.surface
    said = citation.date or (citation.year if citation.title and not citation.number else None)
    return f"{linked.resolution} {name}", str(said or "")


def _with_undated(told: Mapping[tuple[str, str], list[_Place]]) -> list[list[_Place]]:
    """Groups of mentions; those without a date are counted with the only dated ones of that name."""
    groups = dict(told)
    dated_by_name: dict[str, list[tuple[str, str]]] = {}
    for key in told:
        if key[1]:
            dated_by_name.setdefault(key[0], []).append(key)
    for name, said in told:
        dated = dated_by_name.get(name, [])
        if not said and len(dated) == 1:
            groups[dated[0]] = sorted(groups[dated[0]] + groups.pop((name, said)), key=_order)
    return list(groups.values())


def _order(place: _Place) -> tuple[int, int]:
    return place.index, place.linked.citation.start
