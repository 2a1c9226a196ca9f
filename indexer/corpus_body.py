"""The body of a corpus file: Markdown headings and paragraphs to parts, divisions and provisions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from indexer.lines import place_lines, unused_eid
from kb.documents import Division, DivisionKind, LineKind, Part, PartKind, Provision, ProvisionKind
from kb.text import fold, slug, tidy

_HEADING = re.compile(r"(?P<marks>#{1,6})\s+(?P<text>.+)")
_ARTICLE = re.compile(r"(?P<label>Điều\s+\d+[a-zđ]{0,2})\s*(?:[.:]\s*|\s+|$)(?P<heading>.*)")
_DIVISION = re.compile(
    r"(?P<label>(?:Phần|Chương|Mục|Tiểu mục)\s+(?:thứ\s+)?[\wÀ-ỹ]+)\s*(?:[.:]\s*|\s+|$)(?P<heading>.*)", re.IGNORECASE
)
_APPENDIX = re.compile(
    r"(?P<label>(?:Phụ lục|Danh mục|Biểu mẫu)(?:\s+(?:số\s+)?[IVXLC\d]+[a-z]?)?)\s*(?:[.:]\s*|\s+|$)(?P<heading>.*)",
    re.IGNORECASE,
)
_ATTACHMENT = re.compile(
    r"(?P<label>Quy chế|Quy định|Quy trình|Điều lệ|Nội quy|Chương trình|Kế hoạch|Đề án|Phương án|Hướng dẫn)"
    r"\.\s*(?P<heading>.+)"
)
_ESCAPED = re.compile(r"^\\(?=[#>|\\])")
_DIVISION_KINDS: dict[str, DivisionKind] = {
    "phan": "part", "chuong": "chapter", "muc": "section", "tieu": "subsection",
}  # fmt: skip
#: A heading of level 2 that ends all divisions above: what follows stands in none, or in one that is not known.
NO_DIVISION = "–"
DIVISION_RANK = {"part": 0, "chapter": 1, "section": 2, "subsection": 3}


@dataclass
class _Section:
    """A heading of level 3 and the paragraphs below it."""

    heading: str
    ancestors: tuple[Division, ...]
    texts: list[tuple[str, LineKind | None]]


def read_parts(body: str) -> Iterator[Part]:
    """Parts in reading order; attachments and appendices are counted for their eIds."""
    counts: dict[PartKind, int] = {"main": 0, "attachment": 0, "appendix": 0}
    for heading, sections in _split_parts(body):
        kind, label, title = _part_of(heading)
        counts[kind] += 1
        prefix = {"main": "", "attachment": f"att_{counts[kind]}", "appendix": f"app_{counts[kind]}"}[kind]
        provisions = tuple(_provisions(sections, prefix))
        if provisions or heading:
            yield Part(kind, provisions, label, title)


def _split_parts(body: str) -> Iterator[tuple[str, list[_Section]]]:
    heading = ""
    sections: list[_Section] = []
    ancestors: tuple[Division, ...] = ()
    for level, text, kind in _body_lines(body):
        if level == 1:
            if heading or sections:
                yield heading, sections
            heading, sections, ancestors = text, [], ()
        elif level == 2:
            ancestors = () if text == NO_DIVISION else _descend(ancestors, read_division(text))
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
                yield 0, _row(line), "row"
        else:
            yield 0, tidy(_ESCAPED.sub("", line)), None


def _row(line: str) -> str:
    """The cells of a table row between its outer bars; empty cells stay where they are."""
    inner = line[1:].removesuffix("|").removesuffix(" ").removeprefix(" ")
    return " | ".join(tidy(cell) for cell in inner.split(" | "))


def _part_of(heading: str) -> tuple[PartKind, str | None, str | None]:
    if not heading:
        return "main", None, None
    if match := _APPENDIX.fullmatch(heading):
        return "appendix", match["label"], match["heading"] or None
    if match := _ATTACHMENT.fullmatch(heading):
        return "attachment", match["label"], match["heading"]
    return "attachment", None, heading


def read_division(text: str) -> Division:
    """The division that a heading names ("Chương II. QUY ĐỊNH CHUNG"); one without a label counts as a Mục."""
    match = _DIVISION.fullmatch(text)
    if not match:
        return Division("section", "", text)
    kind = _DIVISION_KINDS[fold(match["label"]).split()[0]]
    return Division(kind, match["label"], match["heading"] or None)


def _descend(ancestors: tuple[Division, ...], division: Division) -> tuple[Division, ...]:
    """The ancestors below a new division: those that are bigger, then itself."""
    rank = DIVISION_RANK[division.kind]
    return (*(above for above in ancestors if DIVISION_RANK[above.kind] < rank), division)


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
        eid = unused_eid(f"{prefix}__{eid}" if prefix else eid, used)
        kind: ProvisionKind = "article" if match else "section" if section.heading else "text"
        yield Provision(kind, label, heading, eid, place_lines(eid, section.texts), section.ancestors)
