"""The table of authorities of a report ("Danh mục văn bản viện dẫn"): every document that it cites, once.

In order of legal force, then of age; each in its exact form, with its force on the day of the report and the places
where it is cited. What is not held stands in the form that the report gives it, and is said not to be held.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date

from indexer.catalogue import name_key, number_key, title_key
from indexer.records import DocumentHead
from indexer.report_rules.report import Place, Report, identity
from indexer.standing import status_of
from indexer.tables import Table, csv_bytes, docx_bytes
from kb.citing import BY_NAME, Cited, first_mention
from kb.dates import long_date
from kb.errors import KbError
from kb.legal_force import force_of

TITLE = "DANH MỤC VĂN BẢN VIỆN DẪN"
COLUMNS = ("STT", "Văn bản", "Tình trạng", "Nơi viện dẫn")
#: Widths of the columns on a page of A4 that stands upright, in twentieths of a point, and the size of the letters.
_WIDTHS, _SIZE = (700, 4100, 2300, 1900), 22


@dataclass(frozen=True, slots=True)
class Authority:
    """A document that a report cites: ``name`` in its exact form, ``status`` in words, ``places`` where it is cited,
    ``uri`` its permanent address when it is held.

    ``keys`` are those that it is known by (:func:`~indexer.catalogue.number_key`, ``title_key``), ``eids`` the
    provisions of it that are cited, ``quote`` the words of the first mention.
    """

    name: str
    status: str
    places: tuple[str, ...]
    times: int
    uri: str | None = None
    keys: tuple[str, ...] = ()
    eids: tuple[str, ...] = ()
    quote: str = ""


def authorities_of(report: Report) -> list[Authority]:
    """The documents that a report cites, each once."""
    groups: dict[str, list[Place]] = {}
    for place in report.places:
        groups.setdefault(identity(place.linked), []).append(place)
    entries = [(_order(places), _authority(report, places)) for places in groups.values()]
    return [authority for _, authority in sorted(entries, key=lambda entry: entry[0])]


def _authority(report: Report, places: Sequence[Place]) -> Authority:
    target = places[0].linked.target
    where = dict.fromkeys(place.passage.where.partition(" (")[0] for place in places)
    eids = dict.fromkeys(place.linked.eid for place in places if place.linked.eid)
    return Authority(
        _name(places), _status(report, places[0], target), tuple(where), len(places), target.uri if target else None,
        _keys(places), tuple(eids), places[0].linked.citation.surface,
    )  # fmt: skip


def _keys(places: Sequence[Place]) -> tuple[str, ...]:
    target, citation = places[0].linked.target, places[0].linked.citation
    if target:
        return tuple(filter(None, (number_key(target.number), name_key(target.type, target.title))))
    return tuple(filter(None, (number_key(citation.number) or title_key(citation.title),)))


def _order(places: Sequence[Place]) -> tuple[int, date, str]:
    cited = _cited(places)
    return force_of(cited.type, cited.number), cited.issued or date.max, cited.number or cited.title or ""


def _cited(places: Sequence[Place]) -> Cited:
    """The document by what is held or listed of it, else by what the mentions say."""
    linked = places[0].linked
    known = linked.target or linked.known
    if known:
        return Cited(known.type, known.number, known.issued, known.issuer, known.title)
    citations = [place.linked.citation for place in places]
    said = next((found for found in citations if found.date or found.issuer), citations[0])
    return Cited(said.type or "other", said.number, said.date, said.issuer, said.title if not said.number else None)


def _name(places: Sequence[Place]) -> str:
    cited = _cited(places)
    if places[0].linked.target is None and places[0].linked.known is None and cited.type in BY_NAME:
        return places[0].linked.citation.surface
    try:
        named = first_mention(cited)
    except KbError:
        return places[0].linked.citation.surface
    return f"{named} {long_date(cited.issued)}" if cited.type in BY_NAME and cited.issued else named


def _status(report: Report, place: Place, target: DocumentHead | None) -> str:
    if target:
        return status_of(report.catalogue, target, report.day).label
    told = {"ambiguous": "Chưa rõ là văn bản nào", "known": "Đã biết, kho chưa giữ toàn văn"}
    return told.get(place.linked.resolution, "Chưa có trong kho")


# --- exports --------------------------------------------------------------------------------------------------------


def table_of(authorities: Iterable[Authority]) -> Table:
    """The table for paper."""
    rows = [
        (str(place), entry.name, entry.status, places_told(entry.places)) for place, entry in enumerate(authorities, 1)
    ]
    return Table((TITLE,), COLUMNS, _WIDTHS, rows, _SIZE)


def places_told(places: Sequence[str]) -> str:
    """Places in few words.

    >>> places_told(("đoạn 3", "đoạn 12", "chú thích cuối trang, đoạn 1"))
    'đoạn 3, 12; chú thích cuối trang, đoạn 1'
    """
    groups: dict[str, list[str]] = {}
    for place in places:
        words, _, number = place.rpartition(" ")
        groups.setdefault(words, []).append(number)
    return "; ".join(f"{words} {', '.join(numbers)}" for words, numbers in groups.items())


def _json(authorities: Sequence[Authority]) -> bytes:
    return (json.dumps([asdict(entry) for entry in authorities], ensure_ascii=False, indent=2) + "\n").encode()


def _markdown(authorities: Sequence[Authority]) -> bytes:
    rows = [" | ".join(cell.replace("|", "\\|") for cell in row) for row in table_of(authorities).rows]
    lines = [f"# {TITLE.capitalize()}", "", f"| {' | '.join(COLUMNS)} |", "|---|---|---|---|"]
    return "\n".join([*lines, *(f"| {row} |" for row in rows), ""]).encode()


#: How the table is written to a file, by its suffix.
AUTHORITY_FORMS: dict[str, Callable[[Sequence[Authority]], bytes]] = {
    ".docx": lambda entries: docx_bytes(table_of(entries)),
    ".csv": lambda entries: csv_bytes(table_of(entries)),
    ".json": _json,
    ".md": _markdown,
}
