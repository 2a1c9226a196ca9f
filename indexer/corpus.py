"""The files in ``corpus/``: Markdown with front matter, and the way from there to a Document and back.

The format is described in ``docs/corpus-format.md``. Values of the front matter are strings, whatever they look like:
YAML would turn the number 0634 into 412 and the code NO into False.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, cast, get_args

import yaml

from indexer.lines import place_lines
from kb.dates import parse_date
from kb.delegations import Delegation, DelegationKind, FoundBy, Stance
from kb.doctypes import TYPES
from kb.documents import (
    Division,
    DivisionKind,
    Document,
    Fault,
    LegalBasis,
    LineKind,
    Part,
    PartKind,
    Provision,
    RecordKind,
)
from kb.errors import KbError
from kb.relations import VERBS, Relation, VerbSlug
from kb.text import fold, slug, tidy

_FRONT_MATTER = re.compile(r"\A\ufeff?---[ \t]*\n(?P<yaml>.*?)\n---[ \t]*\n(?P<body>.*)\Z", re.DOTALL)
_HEADING = re.compile(r"(?P<marks>#{1,6})\s+(?P<text>.+)")
_ARTICLE = re.compile(r"(?P<label>Điều\s+\d+[a-zđ]{0,2})\s*(?:[.:]\s*|\s+|$)(?P<heading>.*)")
_DIVISION = re.compile(
    r"(?P<label>(?:Phần|Chương|Mục|Tiểu mục)\s+(?:thứ\s+)?[\wÀ-ỹ]+)\s*(?:[.:]\s*|\s+|$)(?P<heading>.*)", re.IGNORECASE
)
_APPENDIX = re.compile(r"(?P<label>Phụ lục(?:\s+(?:số\s+)?[IVXLC\d]+[a-z]?)?)\s*(?:[.:]\s*|\s+|$)(?P<heading>.*)", re.I)
_ESCAPED = re.compile(r"^\\(?=[#>|\\])")
_NEEDS_ESCAPE = re.compile(r"^(?=[#>|\\])")
_DIVISION_KINDS: dict[str, DivisionKind] = {
    "phan": "part", "chuong": "chapter", "muc": "section", "tieu": "subsection",
}  # fmt: skip
_DIVISION_RANK = {"part": 0, "chapter": 1, "section": 2, "subsection": 3}
_TYPE_SLUGS = {entry.slug for entry in TYPES}
_PLAIN_FIELDS = ("number", "issuer", "authority", "place", "signer", "signer_role", "official_url")
_DATE_FIELDS = ("issued", "effective", "expires")


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
    """All Markdown files of a corpus, sorted; hidden files, ``README.md`` and kept originals are left out."""
    found = (path.relative_to(folder) for path in folder.rglob("*.md"))
    visible = (path for path in found if not any(part.startswith((".", "_")) for part in path.parts))
    return [CorpusFile(folder, path.as_posix()) for path in sorted(visible) if path.name.lower() != "readme.md"]


def read_document(text: str, path: str) -> Document:
    """The document that a corpus file holds; ``path`` names the file in messages and gives the stem.

    What is doubtful yet usable is in ``Document.faults``; :class:`CorpusError` is raised when nothing can be used.
    """
    match = _FRONT_MATTER.match(text.replace("\r\n", "\n"))
    if not match:
        raise CorpusError("thiếu phần khai báo ở đầu tệp", where=path, hint="tệp phải mở đầu bằng --- … ---")
    header = _load_yaml(match["yaml"], path)
    first_line = match["yaml"].count("\n") + 4
    faults = list(_header_faults(header, path))
    parts = tuple(_read_parts(match["body"]))
    document = _from_header(header, Path(path).stem, parts)
    document, evidence_faults = _with_delegations(document, _entries(header, "delegations"), path)
    if not document.provisions:
        faults.append(Fault("error", "phần thân không có nội dung", path, first_line, "thêm ít nhất một mục ###"))
    return replace(document, faults=tuple(faults + evidence_faults))


def _load_yaml(text: str, path: str) -> dict[str, Any]:
    try:
        header = yaml.load(text, Loader=yaml.BaseLoader)
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
    for name in _DATE_FIELDS:
        if header.get(name) and not parse_date(str(header[name])):
            yield Fault("error", f"{name} không phải ngày: {header[name]!r}", path, 2, "viết YYYY-MM-DD")
    for relation in _entries(header, "relations"):
        if relation.get("verb") not in VERBS:
            yield Fault("error", f"quan hệ không hợp lệ: {relation.get('verb')!r}", path, 2, "xem kb/relations.py")
    for entry in _entries(header, "delegations"):
        if entry.get("stance") not in get_args(Stance) or entry.get("kind") not in get_args(DelegationKind):
            yield Fault("error", "mục ủy quyền thiếu stance hoặc kind hợp lệ", path, 2)


def _entries(header: Mapping[str, Any], key: str) -> list[dict[str, Any]]:
    value = header.get(key) or []
    return [entry for entry in value if isinstance(entry, dict)] if isinstance(value, list) else []


def _day(value: object) -> date | None:
    return parse_date(str(value)) if value else None


def _from_header(header: Mapping[str, Any], stem: str, parts: tuple[Part, ...]) -> Document:
    plain = {name: str(header[name]) for name in _PLAIN_FIELDS if header.get(name)}
    days = {name: _day(header.get(name)) for name in _DATE_FIELDS}
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
        relations=tuple(_relation(entry) for entry in _entries(header, "relations") if entry.get("verb") in VERBS),
        sources=(sources,) if isinstance(sources, str) else tuple(map(str, sources)),
        **plain,
        **days,
    )


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
        place = _find_evidence(document, evidence)
        if place is None:
            faults.append(Fault("error", f"evidence không có trong phần thân: “{evidence[:60]}”", path, 2))
        elif entry.get("stance") in get_args(Stance) and entry.get("kind") in get_args(DelegationKind):
            facts.append(_delegation(entry, place[0], place[1], len(evidence)))
    return replace(document, delegations=tuple(facts)), faults


def _find_evidence(document: Document, evidence: str) -> tuple[Provision, int] | None:
    if not evidence:
        return None
    for provision in document.provisions:
        start = provision.text.find(evidence)
        if start >= 0:
            return provision, start
    return None


def _delegation(entry: Mapping[str, Any], provision: Provision, start: int, length: int) -> Delegation:
    powers = entry.get("powers") or ()
    found_by = entry.get("found_by", "by-hand")
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
    )


# --- body -----------------------------------------------------------------------------------------------------------


@dataclass
class _Section:
    """A heading of level 3 and the paragraphs below it."""

    heading: str
    ancestors: tuple[Division, ...]
    texts: list[tuple[str, LineKind | None]]


def _read_parts(body: str) -> Iterator[Part]:
    """Parts in reading order; attachments and appendices are counted for their eIds."""
    counts = {"main": 0, "attachment": 0, "appendix": 0}
    for heading, sections in _split_parts(body):
        kind, label, title = _part_of(heading)
        counts[kind] += 1
        prefix = {"main": "", "attachment": f"att_{counts[kind]}", "appendix": f"app_{counts[kind]}"}[kind]
        provisions = tuple(_provisions(sections, prefix))
        if provisions or heading:
            yield Part(kind, provisions, label, title)


def _split_parts(body: str) -> Iterator[tuple[str, list[_Section]]]:
    heading, sections, ancestors = "", [], ()
    for level, text, kind in _body_lines(body):
        if level == 1:
            if heading or sections:
                yield heading, sections
            heading, sections, ancestors = text, [], ()
        elif level == 2:
            ancestors = _descend(ancestors, _division(text))
        elif level:
            sections.append(_Section(text, ancestors, []))
        else:
            if not sections or sections[-1].ancestors != ancestors:
                sections.append(_Section("", ancestors, []))
            sections[-1].texts.append((text, kind))
    yield heading, sections


def _body_lines(body: str) -> Iterator[tuple[int, str, LineKind | None]]:
    """Each line that is not blank: its heading level (0 for none), its text, and the kind its mark gives."""
    for raw in body.split("\n"):
        line = raw.strip()
        if not line:
            continue
        if match := _HEADING.fullmatch(line):
            yield len(match["marks"]), tidy(match["text"]), None
        elif line.startswith(">"):
            yield 0, tidy(line[1:]), "quote"
        elif line.startswith("|"):
            if not set(line) <= set("|-: "):
                yield 0, tidy(line.strip("| ")), "row"
        else:
            yield 0, tidy(_ESCAPED.sub("", line)), None


def _part_of(heading: str) -> tuple[PartKind, str | None, str | None]:
    if not heading:
        return "main", None, None
    if match := _APPENDIX.fullmatch(heading):
        return "appendix", match["label"], match["heading"] or None
    return "attachment", None, heading


def _division(text: str) -> Division:
    match = _DIVISION.fullmatch(text)
    if not match:
        return Division("section", "", text)
    kind = _DIVISION_KINDS[fold(match["label"]).split()[0]]
    return Division(kind, match["label"], match["heading"] or None)


def _descend(ancestors: tuple[Division, ...], division: Division) -> tuple[Division, ...]:
    """The ancestors below a new division: those that are bigger, then itself."""
    rank = _DIVISION_RANK[division.kind]
    return (*(above for above in ancestors if _DIVISION_RANK[above.kind] < rank), division)


def _provisions(sections: list[_Section], prefix: str) -> Iterator[Provision]:
    used: set[str] = set()
    for position, section in enumerate(sections, 1):
        match = _ARTICLE.fullmatch(section.heading)
        if match:
            label, heading = re.sub(r"\s+", " ", match["label"]), match["heading"] or None
            eid = f"art_{label.split()[1]}"
        else:
            label, heading = "", section.heading or None
            eid = f"sec_{slug(section.heading) or position}"
        eid = _unused(f"{prefix}__{eid}" if prefix else eid, used)
        kind = "article" if match else "section" if section.heading else "text"
        yield Provision(kind, label, heading, eid, place_lines(eid, section.texts), section.ancestors)


def _unused(eid: str, used: set[str]) -> str:
    """The eId, or with a counter where a text prints the same label twice."""
    candidate, count = eid, 1
    while candidate in used:
        count += 1
        candidate = f"{eid}-{count}"
    used.add(candidate)
    return candidate


# --- writing --------------------------------------------------------------------------------------------------------


def write_document(document: Document) -> str:
    """The Markdown of a document; :func:`read_document` gives the same document back."""
    return f"---\n{_dump_header(document)}---\n\n{_dump_body(document)}"


def _dump_header(document: Document) -> str:
    header: dict[str, Any] = {"type": document.type}
    header |= {name: value for name in _PLAIN_FIELDS if (value := getattr(document, name))}
    header |= {name: day.isoformat() for name in _DATE_FIELDS if (day := getattr(document, name))}
    header |= {"title": document.title, "record": document.record}
    if document.origin != "text":
        header["origin"] = document.origin
    header |= {
        name: value
        for name, value in (
            ("sources", list(document.sources)),
            ("legal_bases", [_filled({"number": basis.number, "text": basis.text}) for basis in document.legal_bases]),
            ("relations", [_dump_relation(relation) for relation in document.relations if relation.by_hand]),
            ("delegations", [_dump_delegation(document, fact) for fact in document.delegations]),
            ("notes", list(document.notes)),
        )
        if value
    }
    return yaml.dump(header, Dumper=_StringDumper, allow_unicode=True, sort_keys=False, width=120)


class _StringDumper(yaml.SafeDumper):
    """Writes plain scalars where BaseLoader reads the same string back."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _filled(entry: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in entry.items() if value not in (None, "", (), [])}


def _dump_relation(relation: Relation) -> dict[str, Any]:
    entry = _filled({"verb": relation.verb, "number": relation.number, "title": relation.title})
    if not relation.whole:
        entry["whole"] = "no"
    since = relation.since.isoformat() if relation.since else None
    return entry | _filled({"since": since, "evidence": relation.evidence})


def _dump_delegation(document: Document, fact: Delegation) -> dict[str, Any]:
    text = next(provision.text for provision in document.provisions if provision.eid == fact.eid)
    entry = {key: value for key, value in fact.as_json().items() if not key.startswith("evidence")}
    entry["evidence"] = text[fact.evidence_start : fact.evidence_end]
    if fact.found_by != "by-hand":
        entry["found_by"] = fact.found_by
    return _filled(entry)


def _dump_body(document: Document) -> str:
    return "".join(f"{line}\n\n" for line in _dump_lines(document)).rstrip("\n") + "\n"


def _dump_lines(document: Document) -> Iterator[str]:
    for part in document.parts:
        if part.kind != "main":
            yield "# " + ". ".join(text for text in (part.label, part.title) if text)
        above: tuple[Division, ...] = ()
        for provision in part.provisions:
            yield from (f"## {_division_title(new)}" for new in provision.ancestors if new not in above)
            above = provision.ancestors
            if provision.title:
                yield f"### {provision.title}"
            yield from (_dump_line(line.text, line.kind) for line in provision.lines)


def _division_title(division: Division) -> str:
    return ". ".join(text for text in (division.label, division.heading) if text)


def _dump_line(text: str, kind: LineKind) -> str:
    if kind == "quote":
        return f"> {text}"
    if kind == "row":
        return f"| {text} |"
    return _NEEDS_ESCAPE.sub(r"\\", text)
