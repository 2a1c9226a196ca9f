"""Reports remembered: what a report cites, so that a later decree can tell which reports it touches.

::

    corpus/
      _reports/bao-cao-quy-i.toml           one file for each report, for people to read
      _reports/_removed/bao-cao-quy-i.toml  what was removed, until it is put back or its name is used again

Of each document that is cited a file keeps how it is called and known, and how matters stood with it on the day: its
force, and what others had done to it. The text of the report is kept only where that was asked for. Being inside the
corpus, the files outlast every index and are in every backup.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import tomlkit
from pydantic import TypeAdapter, ValidationError

from indexer.acts import began
from indexer.agreement import is_local
from indexer.arriving.acts import ACTS
from indexer.arriving.report import CitingReport
from indexer.authorities import Authority
from indexer.catalogue import Catalogue, number_key
from indexer.files import write_whole
from indexer.records import DocumentHead, LinkedRelation
from indexer.standing import may_act_on, status_given
from kb.dates import short_date
from kb.errors import KbError
from kb.relations import VERBS
from kb.status import STATUS_LABELS, Status, StatusValue
from kb.text import fold, same_words, slug

#: The folder inside the corpus; nothing in it is read as a document.
REPORTS = "_reports"
_REMOVED = "_removed"
#: Where the page of remembered reports is; each has its id as an anchor.
REPORTS_PAGE = "/bao-cao-da-nho"
MOST_NAME = 150


@dataclass(frozen=True, slots=True)
class State:
    """How matters stand with a document: ``status`` None while it is not held, ``acts`` what others do to it."""

    status: StatusValue | None = None
    acts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CitedDocument:
    """A document that a report cites, and how matters stood when that was last looked at.

    ``name`` is its exact form, ``keys`` and ``uri`` what it is known by, ``quote`` the words of the first mention.
    """

    name: str
    keys: tuple[str, ...] = ()
    uri: str = ""
    eids: tuple[str, ...] = ()
    quote: str = ""
    places: tuple[str, ...] = ()
    state: State = State()


@dataclass(frozen=True, slots=True)
class RememberedReport:
    """A report: ``id`` names its file, ``file`` is what was sent, ``looked`` the day that the states are of."""

    id: str
    name: str
    file: str
    added: date
    looked: date
    cites: tuple[CitedDocument, ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True)
class Touch:
    """A cited document of which something has changed; ``changes`` say what, ``uri`` where it is held now."""

    cited: CitedDocument
    changes: tuple[str, ...]
    uri: str = ""


_REPORT = TypeAdapter(RememberedReport)


# --- how matters stand ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Standing:
    """What the catalogue says of a cited document: ``acts`` what is done to it, in words by its mark in the state;
    ``head`` and ``status`` where it is held."""

    acts: Mapping[str, str]
    head: DocumentHead | None = None
    status: Status | None = None

    @property
    def state(self) -> State:
        """What is kept of it, to be compared with later."""
        return State(self.status.value if self.status else None, tuple(self.acts))


class Standings:
    """How matters stand with cited documents on a day, each looked up once."""

    def __init__(self, catalogue: Catalogue, on: date) -> None:
        self._catalogue, self._on = catalogue, on
        self._looked_up = lru_cache(maxsize=None)(self._look_up)

    def of(self, cited: CitedDocument) -> Standing:
        """What there is to say of the document today."""
        return self._looked_up(cited.uri, cited.keys, "" if cited.uri else cited.name)

    def _look_up(self, uri: str, keys: tuple[str, ...], name: str) -> Standing:
        head = self._held(uri, keys, name)
        if head is None:
            found = [linked for key in keys for linked in self._catalogue.relations_to_key(key, ACTS)]
            return Standing({} if uri else _told(linked for linked in found if _may_mean(linked.source, name)))
        relations = self._catalogue.relations_to(head.id)
        acts = _told(linked for linked in relations if linked.relation.verb in ACTS and may_act_on(linked.source, head))
        return Standing(acts, head, status_given(head, relations, self._on))

    def _held(self, uri: str, keys: tuple[str, ...], name: str) -> DocumentHead | None:
        """The document at the address; for one that was not held, the only one of its number or name."""
        if uri:
            return next(iter(self._catalogue.by_uri(uri)), None)
        for key in keys:
            title = key.removeprefix("name:")
            found = self._catalogue.by_title(title) if title != key else self._catalogue.by_number(key)
            if len(found) == 1 and _may_mean(found[0], name):
                return found[0]
        return None


def _may_mean(head: DocumentHead, name: str) -> bool:
    """Whether a document is not merely a namesake of another province: local bodies give the same numbers."""
    return not is_local(head) or fold(head.issuer or "?") in fold(name)


def _told(relations: Iterable[LinkedRelation]) -> dict[str, str]:
    """What is done, by a mark that later generations know again."""
    found: dict[str, str] = {}
    for linked in relations:
        verb, source = linked.relation.verb, linked.source
        part = "" if linked.relation.whole else " một phần"
        day = f" từ {short_date(since)}" if (since := began(linked)) else ""
        mark = f"{verb} {number_key(source.number) or source.uri}"
        found.setdefault(mark, f"{source.name} {VERBS[verb].active}{part}{day}")
    return found


def remembered(
    name: str, file: str, authorities: Iterable[Authority], catalogue: Catalogue, on: date, text: str = ""
) -> RememberedReport:
    """A report with how matters stand today with what it cites. Raises KbError for a report that cites nothing."""
    standings = Standings(catalogue, on)
    cited = [
        CitedDocument(entry.name, entry.keys, entry.uri or "", entry.eids, entry.quote, entry.places)
        for entry in authorities
    ]
    cites = tuple(replace(entry, state=standings.of(entry).state) for entry in cited)
    if not cites:
        raise KbError("báo cáo không viện dẫn văn bản nào", where=file, hint="không có gì để nhớ")
    shown = " ".join(name.split())[:MOST_NAME]
    return RememberedReport(slug(shown)[:80].strip("-") or "bao-cao", shown, file, on, on, cites, text)


def looked_at(report: RememberedReport, catalogue: Catalogue, on: date) -> RememberedReport:
    """The report with matters as they stand now: what has changed so far was seen."""
    standings = Standings(catalogue, on)
    cites = []
    for cited in report.cites:
        now = standings.of(cited)
        cites.append(replace(cited, uri=now.head.uri if now.head else cited.uri, state=now.state))
    return replace(report, looked=on, cites=tuple(cites))


def touched(report: RememberedReport, standings: Standings) -> tuple[Touch, ...]:
    """The documents that the report cites of which something has changed since it was last looked at."""
    found = (_touch(cited, standings) for cited in report.cites)
    return tuple(touch for touch in found if touch)


def _touch(cited: CitedDocument, standings: Standings) -> Touch | None:
    now, before = standings.of(cited), cited.state
    changes = [words for mark, words in now.acts.items() if mark not in before.acts]
    if now.status and before.status is None:
        changes.insert(0, f"nay có trong kho. {now.status.label}")
    elif now.status is None and before.status is not None:
        changes.insert(0, "không còn trong kho")
    elif now.status and before.status and now.status.value != before.status:
        changes.insert(0, f"{now.status.label}; trước đó ghi “{STATUS_LABELS[before.status]}”")
    return Touch(cited, tuple(changes), now.head.uri if now.head else "") if changes else None


# --- files ----------------------------------------------------------------------------------------------------------


def keep_report(corpus: Path, report: RememberedReport, *, anew: bool = False) -> None:
    """Keeps a report, whole or not at all. Raises KbError for a name that is kept already, unless ``anew``."""
    path = _path(corpus, report.id)
    if path.exists() and not anew:
        hint = "đặt tên khác, hoặc bỏ báo cáo cũ trước"
        raise KbError("đã nhớ một báo cáo có tên này", found=report.name, hint=hint)
    record = _REPORT.dump_python(report, exclude={"id"})
    for cited in record["cites"]:
        cited["state"] = {name: value for name, value in cited["state"].items() if value is not None}
    write_whole(path, tomlkit.dumps(record).encode())


def read_reports(corpus: Path) -> tuple[list[RememberedReport], list[KbError]]:
    """The remembered reports, newest first, and what is wrong with files that cannot be read."""
    reports, faults = [], []
    for path in sorted((corpus / REPORTS).glob("*.toml")):
        try:
            reports.append(_read(path))
        except KbError as error:
            faults.append(error)
    return sorted(reports, key=lambda report: (report.added, report.id), reverse=True), faults


def find_report(corpus: Path, name: str) -> RememberedReport:
    """The report of that name or id; KbError where there is none."""
    for report in read_reports(corpus)[0]:
        if report.id == name or same_words(report.name, name):
            return report
    raise KbError("không nhớ báo cáo nào có tên này", found=name, hint="xem cancu report list")


def remove_report(corpus: Path, name: str) -> RememberedReport:
    """Sets a report aside, from where :func:`restore_report` takes it back; KbError where there is none."""
    report = find_report(corpus, name)
    aside = corpus / REPORTS / _REMOVED
    aside.mkdir(exist_ok=True)
    _path(corpus, report.id).replace(aside / f"{report.id}.toml")
    return report


def restore_report(corpus: Path, name: str) -> RememberedReport:
    """Takes back what was removed; KbError where there is nothing, or its name is in use again."""
    path = corpus / REPORTS / _REMOVED / f"{slug(name)[:80].strip('-')}.toml"
    if not path.is_file():
        raise KbError("không có báo cáo nào tên này mới bỏ", found=name)
    report = _read(path)
    if _path(corpus, report.id).exists():
        raise KbError("đã nhớ một báo cáo khác có tên này", found=report.name)
    path.replace(_path(corpus, report.id))
    return report


def _path(corpus: Path, report_id: str) -> Path:
    return corpus / REPORTS / f"{report_id}.toml"


def _read(path: Path) -> RememberedReport:
    try:
        record: dict[str, Any] = tomllib.loads(path.read_text("utf-8-sig"))
        return _REPORT.validate_python(record | {"id": path.stem})
    except (OSError, ValueError, ValidationError) as error:
        reason = str(error).partition("\n")[0][:120]
        hint = "sửa lại tệp, hoặc xóa rồi nhớ lại báo cáo"
        raise KbError("không đọc được báo cáo đã nhớ", found=reason, where=str(path), hint=hint) from error


class Remembered:
    """The remembered reports of a corpus, as the report of an arrival asks for them."""

    def __init__(self, corpus: Path) -> None:
        self._corpus = corpus

    def citing(self, keys: Collection[str]) -> Iterator[CitingReport]:
        """The reports that cite a document by one of the keys, and that document."""
        for report in read_reports(self._corpus)[0]:
            for cited in report.cites:
                if not set(cited.keys).isdisjoint(keys):
                    names = (cited.uri,) if cited.uri else cited.keys
                    address = f"{REPORTS_PAGE}#{report.id}"
                    yield CitingReport(_called(report), address, cited.name, cited.quote, names)


def _called(report: RememberedReport) -> str:
    """How a report is called in a sentence."""
    return f"“{report.name}”" if fold(report.name).startswith("bao cao") else f"Báo cáo “{report.name}”"
