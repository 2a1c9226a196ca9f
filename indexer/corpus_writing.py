"""Writing a document as a corpus file; :func:`indexer.corpus.read_document` gives the same document back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

import yaml

from indexer.corpus import DATE_FIELDS, PLAIN_FIELDS, front_matter
from indexer.corpus_body import DIVISION_RANK, NO_DIVISION
from kb.delegations import Delegation
from kb.documents import Division, Document, LineKind, ManualLink
from kb.relations import Relation

_NEEDS_ESCAPE = re.compile(r"^(?=[#>|\\])")


def write_document(document: Document) -> str:
    """The Markdown of a document; front matter, then the body."""
    return f"---\n{_dump_header(document)}---\n\n{_dump_body(document)}"


def _dump_header(document: Document) -> str:
    header: dict[str, Any] = {"type": document.type}
    header |= {name: value for name in PLAIN_FIELDS if (value := getattr(document, name))}
    header |= {name: day.isoformat() for name in DATE_FIELDS if (day := getattr(document, name))}
    header |= {"title": document.title, "record": document.record}
    if document.origin != "text":
        header["origin"] = document.origin
    header |= {
        name: value
        for name, value in (
            ("checked", list(document.checked)),
            ("sources", list(document.sources)),
            ("legal_bases", [_filled({"number": basis.number, "text": basis.text}) for basis in document.legal_bases]),
            ("relations", [_dump_relation(relation) for relation in document.relations if relation.by_hand]),
            ("links", _dump_links(document.links)),
            ("delegations", [_dump_delegation(document, fact) for fact in document.delegations]),
            ("recipients", list(document.recipients)),
            ("notes", list(document.notes)),
        )
        if value
    }
    return yaml.dump(header, Dumper=_StringDumper, allow_unicode=True, sort_keys=False, width=120)


class _StringDumper(yaml.SafeDumper):
    """Writes plain scalars where BaseLoader reads the same string back."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def with_entries(text: str, name: str, entries: str, path: str = "") -> str:
    """A corpus file with these entries, as dumped here ("" for none), in the place of those that the list ``name`` of
    its front matter has; all else stays as written. :class:`indexer.corpus.CorpusError` where it has no front matter.
    """
    found = front_matter(text, path)
    header = "\n".join(filter(None, (_without(name, found["yaml"]), entries.rstrip())))
    return f"{found.string[: found.start('yaml')]}{header}{found.string[found.end('yaml') :]}"


def _without(name: str, header: str) -> str:
    kept = []
    inside = False
    for line in header.split("\n"):
        inside = line.startswith(f"{name}:") or (inside and (not line or line.startswith((" ", "-", "#"))))
        if not inside:
            kept.append(line)
    return "\n".join(kept).rstrip("\n")


def dump_links(links: Iterable[ManualLink]) -> str:
    """The ``links:`` of a front matter, "" without any."""
    entries = _dump_links(links)
    return yaml.dump({"links": entries}, Dumper=_StringDumper, allow_unicode=True, sort_keys=False) if entries else ""


def _dump_links(links: Iterable[ManualLink]) -> list[dict[str, str]]:
    return [{"cites": link.cites, "means": link.means} for link in links]


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
    entry["evidence"] = evidence = text[fact.evidence_start : fact.evidence_end]
    first = next(provision for provision in document.provisions if evidence in provision.text)
    if first.eid != fact.eid:
        entry["at"] = fact.eid
    if fact.found_by == "rejected":
        entry["rejected"] = "yes"
    elif fact.found_by != "by-hand":
        entry["found_by"] = fact.found_by
    return _filled(entry | {"by": fact.by, "on": fact.on.isoformat() if fact.on else None})


def dump_delegations(document: Document) -> str:
    """The ``delegations:`` of a front matter, "" without any."""
    entries = [_dump_delegation(document, fact) for fact in document.delegations]
    header = {"delegations": entries}
    return yaml.dump(header, Dumper=_StringDumper, allow_unicode=True, sort_keys=False, width=120) if entries else ""


def _dump_body(document: Document) -> str:
    return "".join(f"{line}\n\n" for line in _dump_lines(document)).rstrip("\n") + "\n"


def _dump_lines(document: Document) -> Iterator[str]:
    for part in document.parts:
        if part.kind != "main":
            yield "# " + ". ".join(text for text in (part.label, part.title) if text)
        above: tuple[Division, ...] = ()
        for provision in part.provisions:
            yield from (f"## {title}" for title in _division_headings(above, provision.ancestors))
            above = provision.ancestors
            if provision.title:
                yield f"### {provision.title}"
            yield from (_dump_line(line.text, line.kind) for line in provision.lines)


def _division_headings(above: tuple[Division, ...], ancestors: tuple[Division, ...]) -> list[str]:
    """The headings that lead from one place to the next; NO_DIVISION first where a bigger division is left."""
    if above == ancestors:
        return []
    shared = 0
    while shared < min(len(above), len(ancestors)) and above[shared] == ancestors[shared]:
        shared += 1
    new = ancestors[shared:]
    if shared < len(above) and (not new or DIVISION_RANK[new[0].kind] > DIVISION_RANK[above[shared].kind]):
        return [NO_DIVISION, *map(_division_title, ancestors)]
    return [_division_title(division) for division in new]


def _division_title(division: Division) -> str:
    return ". ".join(text for text in (division.label, division.heading) if text)


def _dump_line(text: str, kind: LineKind) -> str:
    if kind == "quote":
        return f"> {text}"
    if kind == "row":
        return f"| {text} |"
    return _NEEDS_ESCAPE.sub(r"\\", text)
