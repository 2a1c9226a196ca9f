"""Making the arrival report of a generation: compared with the one before, at a cost that follows the change.

Nothing is said that one of the two catalogues does not say, and every line leads to the place that says it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Protocol

from indexer.arrivals import LineKind, NewsLine, Place
from indexer.arriving.acts import act_lines, changed_keys, status_lines
from indexer.arriving.powers import basis_lines, power_lines
from indexer.arriving.sides import Digests, Sides, compared, heads_only_in, keys_of, place_in, place_of
from indexer.catalogue import Catalogue
from indexer.records import DocumentHead, Mention
from kb.dates import short_date

#: What is told of a cited document itself.
_CAME: dict[LineKind, str] = {"arrived": "nay có trong kho", "changed": "nay được sửa trong kho"}
#: So many of the documents that cite a newcomer are looked at for the evidence of a filled gap.
_LOOKED_AT = 50


@dataclass(frozen=True, slots=True)
class CitingReport:
    """A report that somebody checked here, and one of the changed documents that it cites; ``names`` is the address
    of that document, or where it is not held the keys that it is known by."""

    report: str
    address: str
    document: str
    quote: str = ""
    names: tuple[str, ...] = ()


class CitingReports(Protocol):
    """The reports that are remembered."""

    def citing(self, keys: Collection[str]) -> Iterable[CitingReport]:
        """Those that cite a document by one of the keys (:func:`~indexer.catalogue.number_key`, ``title_key``)."""
        ...


def arrival_lines(
    before: Catalogue, old: Digests, after: Catalogue, new: Digests, on: date, reports: CitingReports | None = None
) -> list[NewsLine]:
    """Everything that changed from one catalogue to another; ``old`` and ``new`` are the digests of their files.

    ``on`` is today: force is told from then on.
    """
    sides = compared(before, old, after, new, on)
    if not sides.touched:
        return []
    lines = [
        *chain.from_iterable(
            make(sides) for make in (_document_lines, act_lines, status_lines, power_lines, basis_lines, _gap_lines)
        )
    ]
    return [*lines, *_report_lines(reports, changed_keys(sides, lines), sides, lines)]


def newcomer_lines(after: Catalogue, new: Digests, old: Digests, on: date) -> list[NewsLine]:
    """What can be said of the newcomers alone, where the generation before cannot be opened by this version."""
    alone = Sides(after, after, tuple(heads_only_in(after, new, old)), (), (), on)
    return [*_document_lines(alone), *act_lines(alone), *power_lines(alone)]


def _document_lines(sides: Sides) -> Iterator[NewsLine]:
    """What arrived, was changed, is gone."""
    for head in sides.added:
        yield NewsLine("arrived", place_of(head), _introduced(head), at=place_of(head))
    for _, head in sides.changed:
        yield NewsLine("changed", place_of(head), "được sửa trong kho", at=place_of(head))
    for head in sides.removed:
        yield NewsLine("removed", Place(head.name), "không còn trong kho")


def _introduced(head: DocumentHead) -> str:
    issued = f"ban hành {head.day}" if head.issued else ""
    effective = f"có hiệu lực từ {short_date(head.effective)}" if head.effective else ""
    days = ", ".join(filter(None, (issued, effective)))
    title = head.title if head.title != head.name else ""
    return f": {'; '.join(filter(None, (title, days))) or 'mới vào kho'}"


# --- cited and not held -----------------------------------------------------------------------------------------------


def _gap_lines(sides: Sides) -> Iterator[NewsLine]:
    """Which documents were cited in vain and are held now, and the other way round."""
    for head in sides.added:
        if count := _filled(sides.before, sides.after, head):
            yield _gap("gap-filled", head, count, sides)
    for head in sides.removed:
        if count := _filled(sides.after, sides.before, head):
            yield _gap("gap-opened", head, count, sides)


def _filled(lacking: Catalogue, having: Catalogue, head: DocumentHead) -> int:
    """In how many documents it is cited in vain where it is lacking, and not where it is held."""
    return sum(max(0, _vain(lacking, key) - _vain(having, key)) for key in keys_of(head))


def _vain(catalogue: Catalogue, key: str) -> int:
    gap = catalogue.gap_of_key(key)
    return gap.documents if gap else 0


def _gap(kind: LineKind, head: DocumentHead, count: int, sides: Sides) -> NewsLine:
    key = keys_of(head)[0]
    if kind == "gap-opened":
        words = f"không còn trong kho; {count} văn bản vẫn viện dẫn"
        return NewsLine("gap-opened", Place(head.name, key=key), words)
    first = _first_mention(sides, head)
    evidence, at = (_around(first), place_in(first.at)) if first else ("", None)
    words = f"trước đây chưa có mà {count} văn bản trong kho viện dẫn, nay mở được"
    return NewsLine("gap-filled", place_of(head), words, None, "", evidence, at)


def _first_mention(sides: Sides, head: DocumentHead) -> Mention | None:
    """A place in a document held before that cites the newcomer."""
    mentions = sides.after.mentions_of(head.id, _LOOKED_AT)
    return next((found for found in mentions if found.at.document.stem not in sides.touched_stems), None)


def _around(mention: Mention) -> str:
    """The line that cites."""
    text, start = mention.at.provision.text, mention.citation.start
    return text[text.rfind("\n", 0, start) + 1 :].partition("\n")[0][:400]


# --- remembered reports -----------------------------------------------------------------------------------------------


def _report_lines(
    reports: CitingReports | None, keys: frozenset[str], sides: Sides, lines: Iterable[NewsLine]
) -> Iterator[NewsLine]:
    """A line for each report and changed document; of namesakes of that document nothing is said."""
    happened = _happened(sides, lines)
    for found in reports.citing(keys) if reports and keys else ():
        told = next((happened[name] for name in found.names if name in happened), "")
        if told or not found.names:
            words = f"có dẫn {found.document}, {told or 'nay có thay đổi'}"
            yield NewsLine("report", Place(found.report, found.address), words, evidence=found.quote)


def _happened(sides: Sides, lines: Iterable[NewsLine]) -> dict[str, str]:
    """What happened to documents, by address, and by key where they are not held: acts first, then their force."""
    told: dict[str, str] = {}
    for line in sorted(lines, key=lambda line: line.kind != "act"):
        if line.kind == "act" and line.other:
            told.setdefault(line.other.address or line.other.key, f"nay {line.about.words} {line.words}{line.tail}")
        elif line.kind == "status":
            told.setdefault(line.about.address, f"nay {line.words.removeprefix(': ')}")
        elif line.kind in _CAME:
            told.setdefault(line.about.address, _CAME[line.kind])
    for head in sides.removed:
        told.setdefault(head.uri, "nay không còn trong kho")
    for key in (key for head in sides.added for key in keys_of(head)):
        told.setdefault(key, "kho nay có văn bản mang số hoặc tên này")
    return told
