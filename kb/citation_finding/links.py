"""Which document a run of units belongs to: the one that stands with it, the text in hand, or one named elsewhere.

"… Điều này" is the unit in hand; a document right after the run (or right before it) owns it; all other runs are
resolved in :mod:`kb.citation_finding.bare`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from kb.citation_finding.bare import LONGEST_CHAIN, Link, Passage
from kb.citation_finding.paths import paths_of
from kb.citation_finding.reading import Mention, Reading, spaced
from kb.citation_finding.units import Group, Unit, find_groups
from kb.provisions import ProvisionPath

#: "khoản 2 Điều 5 Quy chế … ban hành kèm theo Quyết định số …".
_ATTACHED = re.compile(
    spaced(
        r" (?:của )?(?:bản )?(?:quy định(?! (?:tại|trong|này|của|chi|như|thì|là|cụ)(?!\w))"
        r"|quy chế|điều lệ|danh mục|thể lệ|đề án|nội quy"
        r"|hướng dẫn|quy trình|biểu|bảng|mẫu|kế hoạch|chương trình|tiêu chuẩn|quy tắc|phụ lục)(?!\w)"
        r"[^.;\n“”]{0,170}?(?:\n[^.;\n“”]{0,170}?){0,3}?(?:(?:ban hành )?kèm(?: theo)?|ban hành theo) "
    )
)


def link_units(
    reading: Reading,
    mentions: list[Mention],
    quotes: list[tuple[int, int]],
    own_type: str | None = None,
    *,
    in_document: bool,
) -> list[Link]:
    """All runs of units with their documents, from left to right; ``quotes`` are spans of quoted amending text,
    ``own_type`` is the type of the text in hand."""
    passage = Passage(reading, mentions, quotes, own_type, in_document)
    groups = find_groups(reading, (mention.start for mention in mentions), ((m.start, m.end) for m in mentions))
    links: list[Link] = []
    for index, group in enumerate(groups):
        passage.read_to(group.start)
        for link in _links_of(passage, group, groups[index + 1 : index + 1 + LONGEST_CHAIN]):
            passage.note(link)
            links.append(link)
    return links


def _links_of(passage: Passage, group: Group, later: Sequence[Group]) -> list[Link]:
    paths_of(group)  # finds what belongs to what
    segments = [Group(units) for units in _segments(group)]
    made = []
    for part in segments:
        paths = tuple(paths_of(part))
        if _root(part.units[-1]).relative:
            link = Link(part.start, part.end, paths, "this-unit") if _means_unit(passage, part) else None
        elif part is segments[-1]:
            link = _with_document(passage, part, paths) or passage.bare(part, paths, later)
        else:
            link = passage.bare(part, paths, ())
        made.append(link)
    return [link for link in made if link]


def _means_unit(passage: Passage, part: Group) -> bool:
    """ "trong phần này" in the press is talk; in a legal text it is the unit in hand."""
    return passage.in_document or len(part.units) > 1 or passage.reading.text[part.start].isupper()


def _root(unit: Unit) -> Unit:
    while unit.parent:
        unit = unit.parent
    return unit


def _segments(group: Group) -> list[list[Unit]]:
    """The run cut where the unit in hand ("Điều này") begins or ends to govern."""
    segments: list[list[Unit]] = []
    before: Unit | None = None
    for unit in group.units:
        root = _root(unit)
        if before is None or root.relative != before.relative or (root.relative and root is not before):
            segments.append([])
        segments[-1].append(unit)
        before = root
    return segments


def _with_document(passage: Passage, part: Group, paths: tuple[ProvisionPath, ...]) -> Link | None:
    reading = passage.reading
    mention = passage.document_behind(_after_bracket(reading, part))
    if mention:
        return Link(part.start, mention.end, paths, "self" if mention.relative else "external", mention)
    first = _document_before(passage, part)
    if first:
        return Link(first.start, part.end, paths, "self" if first.relative else "external", first)
    attached = _ATTACHED.match(reading.low, part.end)
    owner = passage.by_start.get(attached.end()) if attached else None
    if owner and (owner.number or owner.relative):
        target: Literal["external", "self"] = "self" if owner.relative else "external"
        return Link(part.start, part.end, paths, target, named=owner, attachment=True)
    return None


def _after_bracket(reading: Reading, part: Group) -> int:
    """Where a run ends: "Điều 5 (khoản 1, 2)" with the bracket that was opened in it."""
    opened = "(" in reading.low[part.start : part.end]
    return part.end + 1 if opened and reading.low.startswith(")", part.end) else part.end


def _document_before(passage: Passage, part: Group) -> Mention | None:
    """ "Hiến pháp năm 2013 Chương VII Điều 95": nothing but a blank between."""
    text, end = passage.reading.text, part.start
    while end > 0 and text[end - 1] in " \u00a0":
        end -= 1
    mention = passage.by_end.get(end)
    return mention if mention and not mention.relative and end < part.start else None
