"""The files in ``corpus/``: Markdown with front matter, and the way from there to a Document.

The format is described in ``docs/corpus-format.md``. Values of the front matter are strings, whatever they look like:
YAML would turn the number 0634 into 412 and the code NO into False.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, cast, get_args

import yaml

from indexer.corpus_body import read_parts
from kb.dates import parse_date
from kb.delegation_finding.words import DelegationKind, Stance
from kb.delegations import Delegation, FoundBy
from kb.doctypes import TYPES
from kb.documents import (
    Document,
    Fault,
    LegalBasis,
    ManualLink,
    Part,
    Provision,
    RecordKind,
)
from kb.errors import KbError
from kb.relations import VERBS, Relation, VerbSlug

# Strings only, whatever they look like; the C reader where libyaml is there.
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_FRONT_MATTER = re.compile(r"\A\ufeff?---[ \t]*\n(?P<yaml>.*?)\n---[ \t]*\n(?P<body>.*)\Z", re.DOTALL)
_TYPE_SLUGS = {entry.slug for entry in TYPES}
_NO_TEXT = re.compile("[\ud800-\udfff]")
PLAIN_FIELDS = ("number", "dated", "issuer", "authority", "place", "signer", "signer_role", "enacted", "official_url")
DATE_FIELDS = ("issued", "effective", "expires")


class CorpusError(KbError):
    """A corpus file that cannot be understood; nothing of it is used."""


@dataclass(frozen=True, slots=True)
class CorpusFile:
    """A file found in a corpus folder. ``path`` is relative to the folder, with forward slashes."""

    folder: Path
    path: str

    @property
    def full(self) -> Path:
        """The file on disk."""
        return self.folder / self.path


def corpus_files(folder: Path) -> list[CorpusFile]:
    """All Markdown files of a corpus, sorted; hidden files, ``README.md`` and kept originals are left out.

    Raises KbError when there is no such folder, and OSError for one inside that cannot be listed: its documents must
    not silently leave the index.
    """
    if not folder.is_dir():
        raise KbError("không có thư mục kho văn bản", where=str(folder), hint="chỉ đúng thư mục bằng --corpus")
    return [CorpusFile(folder, path) for path in sorted(_markdown_in(folder), key=lambda path: path.split("/"))]


def _markdown_in(folder: Path, within: str = "") -> Iterator[str]:
    """The paths, relative to the corpus, of what is ``within`` a folder of it; links to folders are not followed."""
    with os.scandir(folder / within) as entries:
        for entry in entries:
            name, path = entry.name, f"{within}{entry.name}"
            if name.startswith((".", "_")):
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from _markdown_in(folder, f"{path}/")
            elif name.endswith(".md") and name.lower() != "readme.md":
                if _NO_TEXT.search(path):  # bytes that are no text: neither SQLite nor JSON takes them
                    where = ascii(str(folder / path))
                    raise CorpusError("tên tệp không phải UTF-8", where=where, hint="đổi tên tệp hoặc thư mục")
                if entry.is_file() or not Path(entry.path).exists():
                    yield path  # a link that leads nowhere is a fault; a pipe would never end


def is_corpus_text(text: str) -> bool:
    """Whether a text opens with front matter of ours: one that names a type of document and a title.

    >>> is_corpus_text("---\\ntype: nghi-dinh\\ntitle: Về thử\\n---\\n\\nChữ")
    True
    >>> is_corpus_text("---\\nlayout: post\\ntitle: Tin\\n---\\nChữ")
    False
    """
    match = _FRONT_MATTER.match(text.replace("\r\n", "\n"))
    if not match:
        return False
    try:
        header = _load_yaml(match["yaml"], "")
    except CorpusError:
        return False
    return header.get("type") in _TYPE_SLUGS and bool(header.get("title"))


def read_document(text: str, path: str) -> Document:
    """The document that a corpus file holds; ``path`` names the file in messages and gives the stem.

    What is doubtful yet usable is in ``Document.faults``; :class:`CorpusError` is raised when nothing can be used.
    """
    match = front_matter(text, path)
    header = _load_yaml(match["yaml"], path)
    first_line = match["yaml"].count("\n") + 4
    faults = list(_header_faults(header, path))
    parts = tuple(read_parts(match["body"]))
    document = _from_header(header, Path(path).stem, parts)
    document, evidence_faults = _with_delegations(document, _entries(header, "delegations"), path)
    if not document.provisions:
        faults.append(Fault("error", "phần thân không có nội dung", path, first_line, "thêm ít nhất một mục ###"))
    return replace(document, faults=tuple(faults + evidence_faults))


def front_matter(text: str, path: str) -> re.Match[str]:
    """A corpus file (its line ends made plain) with its groups ``yaml`` and ``body``; :class:`CorpusError` where it has
    no front matter."""
    match = _FRONT_MATTER.match(text.replace("\r\n", "\n"))
    if not match:
        raise CorpusError("thiếu phần khai báo ở đầu tệp", where=path, hint="tệp phải mở đầu bằng --- … ---")
    return match


def _load_yaml(text: str, path: str) -> dict[str, Any]:
    try:
        header = yaml.load(text, Loader=_LOADER)
    except yaml.YAMLError as error:
        line = getattr(getattr(error, "problem_mark", None), "line", 0) + 2
        problem = getattr(error, "problem", None) or "sai cú pháp"
        raise CorpusError(
            f"khai báo không phải YAML ({problem})",
            where=f"{path}:{line}",
            hint='đặt giá trị có dấu hai chấm trong “"”',
        ) from error
    if not isinstance(header, dict):
        raise CorpusError("khai báo không có khóa nào", where=f"{path}:2", hint="xem docs/corpus-format.md")
    return header


def _header_faults(header: Mapping[str, Any], path: str) -> Iterator[Fault]:
    """Faults of the front matter that leave the rest usable."""
    if header.get("type") not in _TYPE_SLUGS:
        yield Fault(
            "error", f"loại văn bản không có trong danh mục: {header.get('type')!r}", path, 2, "xem kb/doctypes.py"
        )
    if not header.get("title"):
        yield Fault("error", "thiếu title (trích yếu)", path, 2)
    record = header.get("record", "full")
    if record not in get_args(RecordKind):
        yield Fault("error", f"record không hợp lệ: {record!r}", path, 2, "dùng full, summary hoặc source")
    if record != "full" and not header.get("sources"):
        yield Fault("error", "bản tóm tắt phải ghi sources", path, 2)
    for name in DATE_FIELDS:
        if header.get(name) and not parse_date(str(header[name])):
            yield Fault("error", f"{name} không phải ngày: {header[name]!r}", path, 2, "viết YYYY-MM-DD")
    for relation in _entries(header, "relations"):
        if relation.get("verb") not in VERBS:
            yield Fault("error", f"quan hệ không hợp lệ: {relation.get('verb')!r}", path, 2, "xem kb/relations.py")
    for entry in _entries(header, "links"):
        if not (entry.get("cites") and entry.get("means")):
            yield Fault("error", "mục links thiếu cites hoặc means", path, 2, "xem docs/corpus-format.md")
    for entry in _entries(header, "delegations"):
        if entry.get("stance") not in get_args(Stance) or entry.get("kind") not in get_args(DelegationKind):
            yield Fault("error", "mục ủy quyền thiếu stance hoặc kind hợp lệ", path, 2)


def _entries(header: Mapping[str, Any], key: str) -> list[dict[str, Any]]:
    value = header.get(key) or []
    return [entry for entry in value if isinstance(entry, dict)] if isinstance(value, list) else []


def _day(value: object) -> date | None:
    return parse_date(str(value)) if value else None


def _from_header(header: Mapping[str, Any], stem: str, parts: tuple[Part, ...]) -> Document:
    # The names of the fields are those of Document; a type checker cannot follow them through a dict.
    fields: dict[str, Any] = {name: str(header[name]) for name in PLAIN_FIELDS if header.get(name)}
    fields |= {name: _day(header.get(name)) for name in DATE_FIELDS}
    record = header.get("record", "full")
    sources = header.get("sources") or ()
    return Document(
        stem=stem,
        type=str(header.get("type", "other")),
        title=str(header.get("title") or stem),
        record=cast(RecordKind, record if record in get_args(RecordKind) else "full"),
        origin="ocr" if header.get("origin") == "ocr" else "text",
        legal_bases=tuple(_legal_basis(entry) for entry in header.get("legal_bases") or ()),
        parts=parts,
        notes=tuple(map(str, header.get("notes") or ())),
        recipients=tuple(map(str, header.get("recipients") or ())),
        relations=tuple(_relation(entry) for entry in _entries(header, "relations") if entry.get("verb") in VERBS),
        sources=(sources,) if isinstance(sources, str) else tuple(map(str, sources)),
        links=tuple(_links(header)),
        checked=tuple(map(str, header.get("checked") or ())),
        **fields,
    )


def _links(header: Mapping[str, Any]) -> Iterator[ManualLink]:
    for entry in _entries(header, "links"):
        if entry.get("cites") and entry.get("means"):
            yield ManualLink(str(entry["cites"]), str(entry["means"]))


def _legal_basis(entry: object) -> LegalBasis:
    if isinstance(entry, dict):
        number = entry.get("number") or None
        return LegalBasis(str(entry.get("text") or number or ""), number)
    return LegalBasis(str(entry))


def _relation(entry: Mapping[str, Any]) -> Relation:
    return Relation(
        verb=cast(VerbSlug, entry["verb"]),
        number=entry.get("number") or None,
        title=entry.get("title") or None,
        whole=str(entry.get("whole", "yes")).lower() not in {"no", "false"},
        since=_day(entry.get("since")),
        evidence=str(entry.get("evidence") or ""),
        by_hand=True,
    )


def _with_delegations(document: Document, entries: list[dict[str, Any]], path: str) -> tuple[Document, list[Fault]]:
    """The document with the facts entered by hand, each tied to the sentence of the body that states it."""
    facts, faults = [], []
    for entry in entries:
        evidence = str(entry.get("evidence") or "")
        place = _find_evidence(document, evidence, str(entry.get("at") or ""))
        if place is None:
            faults.append(Fault("error", f"evidence không có trong phần thân: “{evidence[:60]}”", path, 2))
        elif entry.get("stance") in get_args(Stance) and entry.get("kind") in get_args(DelegationKind):
            facts.append(_delegation(entry, place[0], place[1], len(evidence)))
    return replace(document, delegations=tuple(facts)), faults


def delegation_entries(header: str) -> list[dict[str, Any]]:
    """The entries of ``delegations`` in a front matter as they are written, right or wrong."""
    return _entries(yaml.load(header, Loader=_LOADER), "delegations")


def _find_evidence(document: Document, evidence: str, eid: str) -> tuple[Provision, int] | None:
    """Where a sentence stands: in the provision that is named, else the first that has it."""
    if not evidence:
        return None
    for provision in document.provisions:
        if eid and provision.eid != eid:
            continue
        start = provision.text.find(evidence)
        if start >= 0:
            return provision, start
    return None


def _delegation(entry: Mapping[str, Any], provision: Provision, start: int, length: int) -> Delegation:
    powers = entry.get("powers") or ()
    rejected = str(entry.get("rejected", "no")).lower() in {"yes", "true"}
    found_by = "rejected" if rejected else entry.get("found_by", "by-hand")
    return Delegation(
        stance=cast(Stance, entry["stance"]),
        kind=cast(DelegationKind, entry["kind"]),
        delegator=entry.get("delegator") or None,
        delegate=entry.get("delegate") or None,
        powers=(powers,) if isinstance(powers, str) else tuple(map(str, powers)),
        instrument=entry.get("instrument") or None,
        instrument_date=_day(entry.get("instrument_date")),
        scope=entry.get("scope") or None,
        start=_day(entry.get("start")),
        end=_day(entry.get("end")),
        condition=entry.get("condition") or None,
        evidence_start=start,
        evidence_end=start + length,
        eid=provision.eid,
        found_by=cast(FoundBy, found_by if found_by in get_args(FoundBy) else "by-hand"),
        by=entry.get("by") or None,
        on=_day(entry.get("on")),
    )
