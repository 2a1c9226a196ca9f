"""What is wrong with the documents that a report cites: unknown, ambiguous, ended, or not as the sentence says.

One finding is one thing to look at: a document that is not held, or that may be one of several, is told once, at its
first mention, however often it is cited. What contradicts the text that is held is told at every place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from indexer.agreement import is_local, is_local_number, judge
from indexer.catalogue import number_key, title_key
from indexer.findings import Edit, Finding, Severity
from indexer.known import contradiction
from indexer.missing_provisions import missing_in
from indexer.records import DocumentHead, LinkedCitation
from indexer.report_rules.changes import Change, changes_of
from indexer.report_rules.report import Place, Report
from indexer.report_rules.subjects import repeats_title
from indexer.standing import status_of
from kb.citations import Citation
from kb.consistency import Finding as Inconsistency
from kb.consistency import check_citation
from kb.dates import long_date, short_date
from kb.issuers import organs_of_code
from kb.numbers import DocumentNumber
from kb.provisions import ProvisionPath

#: Between the day of a document and the one on which it takes effect.
_LONGEST_WAIT = timedelta(days=200)


class Documents:
    """Looks at the documents that a report cites."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._context = report.context
        self._catalogue = report.catalogue
        self._resolver = report.resolver
        self._changed: dict[int, list[Change]] = {}
        self._amended: set[tuple[int, ProvisionPath]] = set()

    def findings(self) -> Iterator[Finding]:
        """All findings, in no order."""
        yield from self._at_each_place(self._report.places)
        yield from self._once(self._report.places)

    def _at_each_place(self, places: Iterable[Place]) -> Iterator[Finding]:
        for place in places:
            against = list(self._contradictions(place))
            yield from against or self._contradictions_within(place)
            yield from self._missing_provisions(place)
            yield from self._changed_provisions(place)

    # --- contradictions ---------------------------------------------------------------------------------------------

    def _contradictions(self, place: Place) -> Iterator[Finding]:
        """What the sentence says against the only document that its number can mean."""
        linked, target = place.linked, place.linked.target
        if target and linked.reason:
            sure: Severity = "error" if target.record == "full" else "warning"
            yield place.finding(sure, "inconsistent", linked.reason, _right_issuer(target))
        elif linked.resolution != "found" and (meant := self._only_possible(linked.citation)):
            message = judge(linked.citation, meant, self._context).against
            if _is_day_of_force(linked.citation.date, meant):
                return
            doubtful = meant.issued is not None and meant.issued == meant.effective
            right = None if doubtful else _right_day(linked.citation, meant)
            told = place.finding("warning" if doubtful else "error", "inconsistent", message, right)
            yield replace(told, uri=meant.uri, edits=() if doubtful else _day_edit(place, meant))
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
        if (
            len(held) != 1
            or is_local(held[0])
            or _numbers_twice(number, citation, held[0])
            or not judge(citation, held[0], self._context).against
        ):
            return None
        return held[0]

    def _contradictions_within(self, place: Place) -> Iterator[Finding]:
        """What the sentence says against itself, whatever is held."""
        for found in check_citation(place.linked.citation, place.passage.text, written=self._context.issued):
            if found.code != "capital-unit":
                yield _told(place, found)

    # --- provisions -------------------------------------------------------------------------------------------------

    def _missing_provisions(self, place: Place) -> Iterator[Finding]:
        target = place.linked.target
        if target is None:
            return
        for path in place.linked.citation.provisions:
            if missing := missing_in(self._catalogue, target, path):
                message = f"{target.name} trong kho không có {missing.unit}"
                if missing.amended:
                    message += "; văn bản này đã được sửa đổi, bổ sung, cần đối chiếu"
                yield place.finding("warning" if missing.amended else "error", "provision", message)

    def _changed_provisions(self, place: Place) -> Iterator[Finding]:
        """Provisions that others had repealed; of those that were amended the first mention, as a note."""
        target = place.linked.target
        if target is None:
            return
        for path in place.linked.citation.provisions:
            over = [change for change in self._changes(target) if path.starts_with(change.path)]
            ended = next((change for change in over if change.ends), None)
            if ended and ended.since:
                since = f"từ {short_date(ended.since)}"
                yield place.finding("warning", "expired", f"{path.vietnamese} đã {ended.told} {since}, cần đối chiếu")
            elif over and (target.id, path) not in self._amended:
                self._amended.add((target.id, path))
                yield place.finding("note", "expired", f"{path.vietnamese} đã {over[-1].told}, dùng bản đã sửa đổi")

    def _changes(self, target: DocumentHead) -> list[Change]:
        if target.id not in self._changed:
            self._changed[target.id] = changes_of(self._catalogue, target, self._report.day)
        return self._changed[target.id]

    # --- once for each document -------------------------------------------------------------------------------------

    def _once(self, places: Sequence[Place]) -> Iterator[Finding]:
        """Unknown, ambiguous and ended documents, each at its first mention."""
        told: dict[tuple[str, str], list[Place]] = {}
        for place in places:
            told.setdefault(_identity(place.linked), []).append(place)
        for group in _with_undated(told):
            finding = self._about(group[0])
            if finding:
                yield replace(finding, times=len(group))

    def _about(self, place: Place) -> Finding | None:
        linked = place.linked
        if linked.resolution == "ambiguous" and self._is_told(place):
            return None
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

    def _is_told(self, place: Place) -> bool:
        """Whether the only doubt is about the issuer, and the symbol itself contradicts that."""
        found = check_citation(place.linked.citation, place.passage.text, written=self._context.issued)
        return len(place.linked.targets) == 1 and any(entry.code == "issuer-of-code" for entry in found)

    def _ended(self, place: Place, target: DocumentHead) -> Finding | None:
        status = status_of(self._catalogue, target, self._report.day)
        if status.value in {"in-force", "unknown", "partly-expired"}:
            return None
        if status.value == "not-yet":
            return place.finding("note", "expired", status.label)
        basis = place.passage.text.lstrip().startswith(("Căn cứ", "CĂN CỨ"))
        ending = "" if self._context.issued else f" (tính đến {short_date(self._report.day)})"
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


def _numbers_twice(number: DocumentNumber, citation: Citation, held: DocumentHead) -> bool:
    """Whether the number may be that of another document: a legislature numbers laws and resolutions apart."""
    assembly = any(code.startswith(("QH", "UBTVQH")) for code in number.organ_codes)
    said = citation.surface.lower().startswith(("luật", "bộ luật", "pháp lệnh"))
    return assembly and (not said or held.type == "nghi-quyet")


def _is_day_of_force(said: date | None, held: DocumentHead) -> bool:
    """Whether the day that is held may be the one on which the document took effect, as some sources give it: it was
    issued in the weeks before, when the sentence says."""
    if said is None or held.issued is None or held.issued != held.effective:
        return False
    return timedelta(0) < held.issued - said <= _LONGEST_WAIT


def _told(place: Place, found: Inconsistency) -> Finding:
    """What a citation says against itself, at the spot."""
    text = place.passage.text
    only = place.linked.targets[0] if len(place.linked.targets) == 1 else None
    issuer = _right_issuer(only) if only and found.code == "issuer-of-code" else None
    finding = place.finding(found.severity, "inconsistent", found.message, found.correction or issuer)
    return replace(finding, start=found.start, end=found.end, quote=text[found.start : found.end])


def _right_issuer(target: DocumentHead) -> str | None:
    """The body that should be named, where the text that is held names one."""
    return f"của {target.issuer}" if target.issuer and target.record == "full" else None


def _right_day(citation: Citation, meant: DocumentHead) -> str | None:
    """The day that should stand there, when a wrong one does and nothing else is."""
    if citation.type not in {None, meant.type}:
        return None
    return long_date(meant.issued) if citation.date and meant.issued and meant.issued != citation.date else None


def _day_edit(place: Place, meant: DocumentHead) -> tuple[Edit, ...]:
    """The right day in place of a wrong one. Certain only where the sentence gives the subject of the document as
    well: else the symbol may be the slip."""
    citation = place.linked.citation
    right, span = _right_day(citation, meant), citation.date_span
    if not right or not span or not meant.issued or citation.type not in {None, meant.type}:
        return ()
    if not repeats_title(place.passage.text, place.said_until, meant.title):
        return ()
    written = place.passage.text[slice(*span)]
    prefix = "ngày " if written.startswith("ngày") else ""
    text = right if "tháng" in written else prefix + short_date(meant.issued)
    return (Edit(*span, text),)


def _identity(linked: LinkedCitation) -> tuple[str, str]:
    """What mentions of one document share: what it is called, and the date or year that tells it from others."""
    citation = linked.citation
    if linked.target:
        return linked.target.uri, ""
    name = number_key(citation.number) or title_key(citation.title) or citation.surface
    said = citation.date or (citation.year if citation.title and not citation.number else None)
    return f"{linked.resolution} {name}", str(said or "")


def _with_undated(told: Mapping[tuple[str, str], list[Place]]) -> list[list[Place]]:
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


def _order(place: Place) -> tuple[int, int]:
    return place.index, place.linked.citation.start
