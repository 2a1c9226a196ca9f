"""Which document a run of units belongs to: the one that follows, the one in hand, or one named elsewhere.

The rules, in order: "… Điều này" is the unit in hand; a document right after the run (or right before it) owns it;
in amending clauses a bare Điều is that of the act being amended; a run that only some words part from a document in
the same sentence is that document's; in a legal text any other bare Điều means the text in hand; in a text of no
known document it means the document last named.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from kb.citation_reading import Mention, Reading
from kb.citation_units import Group, Unit, find_groups, paths_of
from kb.provisions import ProvisionPath, unit_named

_TO_DOCUMENT = re.compile(
    r"""
    (?:[\s,]|(?:của|cua|tại|tai|trong|thuộc|thuoc|ban\s{1,3}hành|ban\s{1,3}hanh|được\s{1,3}ban\s{1,3}hành|kèm(?:\s{1,3}theo)?|kem\s{1,3}theo|các|theo)(?!\w)
      |“[^”\n]{1,160}”|"[^"\n]{1,160}"){0,10}
    """,
    re.VERBOSE,
)
_ATTACHED = re.compile(
    r"""
    \s{1,3}(?:của\s{1,3})?(?:bản\s{1,3})?(?:quy\s{1,3}định|quy\s{1,3}chế|điều\s{1,3}lệ|danh\s{1,3}mục|thể\s{1,3}lệ|đề\s{1,3}án|nội\s{1,3}quy|hướng\s{1,3}dẫn
      |quy\s{1,3}trình|biểu|bảng|mẫu|kế\s{1,3}hoạch|chương\s{1,3}trình|tiêu\s{1,3}chuẩn|quy\s{1,3}tắc|phụ\s{1,3}lục)(?!\w)
    [^.;\n“”]{0,170}?(?:\n[^.;\n“”]{0,170}?){0,3}?(?:(?:ban\s{1,3}hành\s{1,3})?kèm(?:\s{1,3}theo)?|ban\s{1,3}hành\s{1,3}theo)\s{1,4}
    """,
    re.VERBOSE,
)
_SAME_KIND = re.compile(
    r"\s{1,3}(?:của\s{1,3})?(?P<word>bộ\s{1,3}luật|luật|nghị\s{1,3}định|pháp\s{1,3}lệnh|thông\s{1,3}tư|nghị\s{1,3}quyết|quyết\s{1,3}định)(?!\w)"
)
_KINDS = {
    "bộ luật": "bo-luat", "luật": "luat", "nghị định": "nghi-dinh", "pháp lệnh": "phap-lenh",
    "thông tư": "thong-tu", "nghị quyết": "nghi-quyet", "quyết định": "quyet-dinh",
}  # fmt: skip
#: "Sửa đổi, bổ sung một số điều của X như sau:" opens amendments to X.
_AMENDS = re.compile(
    r"(?:sửa\s{1,3}đổi|bổ\s{1,3}sung|bãi\s{1,3}bỏ|thay\s{1,3}thế|đính\s{1,3}chính)[^“”;]{0,160}?(?:một\s{1,3}số|các|những)\s{1,3}(?:[^;.“”]{0,60}?)"
    r"(?:điều|khoản|điểm|nội\s{1,3}dung|quy\s{1,3}định|cụm\s{1,3}từ|mẫu|phụ\s{1,3}lục)(?:[^;.“”]{0,60}?)\s(?P<of>của|tại|trong|ban\s{1,3}hành\s{1,3}kèm\s{1,3}theo)\s{1,3}(?:các\s{1,3})?(?:[^;.“”]{0,150}?)$"
)
_REGULATION = re.compile(
    r"\s{1,3}(?:các\s{1,3})?(?:bản\s{1,3})?(?:quy\s{1,3}định|quy\s{1,3}chế|điều\s{1,3}lệ|nội\s{1,3}quy|danh\s{1,3}mục|phụ\s{1,3}lục)(?!\w)"
)
_TO_ATTACHED = re.compile(r"kèm(?:\s{1,3}theo)?\s{1,4}$")
_AMENDING_CLAUSE = re.compile(
    r"""
    (?:^|[\n;:.)]\s{0,4}|\d\.\s{0,3}|[a-zđ]\)\s{0,3})
    (?:sửa\s{1,3}đổi|bổ\s{1,3}sung|bãi\s{1,3}bỏ|thay\s{1,3}thế|thay\s{1,3}cụm|bỏ\s|hủy\s{1,3}bỏ|huỷ\s{1,3}bỏ|đính\s{1,3}chính|thay\s{1,3}từ|đổi\s)
    [^\n]{0,800}$
    """,
    re.VERBOSE,
)
_PARTED = re.compile(r"\s{0,3}(?:,|\(|và\s|về\s|trừ\s)(?!.*(?:theo\s|phải\s|thì\s|được\s))[^;.\n]{0,200}$")
_INTRODUCED = re.compile(
    r"(?:tại|của|theo|các|từ|và|hoặc|với|bởi|trong|thuộc|như|sung|bỏ|đổi|thế|quy\s+định|tai|cua|va|theo|tu|\(|,|;|bằng|sau|trước|khi|hiện|trừ|là|ghi|thi\s+hành|đến)\s{0,4}$"
)


@dataclass(slots=True)
class Link:
    """A run of units with its document: ``mention`` when the document stands with it, ``named`` when elsewhere."""

    start: int
    end: int
    paths: tuple[ProvisionPath, ...]
    target: Literal["external", "self", "this-unit"]
    mention: Mention | None = None
    named: Mention | None = None
    attachment: bool = False


@dataclass
class _Place:
    """What the linker knows while it walks through the text."""

    reading: Reading
    mentions: list[Mention]
    quotes: list[tuple[int, int]]
    in_document: bool
    starts: dict[int, Mention] = field(init=False)
    ends: dict[int, Mention] = field(init=False)

    def __post_init__(self) -> None:
        self.starts = {mention.start: mention for mention in self.mentions}
        self.ends = {mention.end: mention for mention in self.mentions}

    def quoted(self, offset: int) -> bool:
        return any(start <= offset < end for start, end in self.quotes)


def link_units(
    reading: Reading, mentions: list[Mention], quotes: list[tuple[int, int]], *, in_document: bool
) -> list[Link]:
    """All runs of units with their documents, from left to right; ``quotes`` are spans of quoted amending text."""
    place = _Place(reading, mentions, quotes, in_document)
    groups = find_groups(reading, (mention.start for mention in mentions), ((m.start, m.end) for m in mentions))
    links: list[Link] = []
    for index, group in enumerate(groups):
        following = groups[index + 1] if index + 1 < len(groups) else None
        links.extend(_links_of(place, group, following, links))
    return links


def _links_of(place: _Place, group: Group, following: Group | None, earlier: list[Link]) -> list[Link]:
    paths_of(group)  # finds the parents
    segments = _segments(group)
    links = []
    for number, segment in enumerate(segments):
        part = Group(segment)
        paths = tuple(paths_of(part))
        if _root(segment[-1]).relative:
            if place.in_document or len(segment) > 1 or place.reading.text[part.start].isupper():
                links.append(Link(part.start, part.end, paths, "this-unit"))
        elif number == len(segments) - 1:
            link = _with_document(place, part, paths) or _bare(place, part, paths, following, earlier + links)
            links.extend([link] if link else [])
        else:
            link = _bare(place, part, paths, None, earlier + links)
            links.extend([link] if link else [])
    return links


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


def _with_document(place: _Place, part: Group, paths: tuple[ProvisionPath, ...]) -> Link | None:
    reading = place.reading
    gap = _TO_DOCUMENT.match(reading.low, part.end)
    mention = place.starts.get(gap.end()) if gap else None
    if mention:
        return Link(part.start, mention.end, paths, "self" if mention.relative else "external", mention)
    first = _document_before(place, part)
    if first:
        return Link(first.start, part.end, paths, "self" if first.relative else "external", first)
    attached = _ATTACHED.match(reading.low, part.end)
    owner = place.starts.get(attached.end()) if attached else None
    if owner and (owner.number or owner.relative):
        target: Literal["external", "self"] = "self" if owner.relative else "external"
        return Link(part.start, part.end, paths, target, named=owner, attachment=True)
    return None


def _document_before(place: _Place, part: Group) -> Mention | None:
    """ "Hiến pháp năm 2013 Chương VII Điều 95": nothing but a blank between."""
    text, end = place.reading.text, part.start
    while end > 0 and text[end - 1] in " \u00a0":
        end -= 1
    mention = place.ends.get(end)
    return mention if mention and not mention.relative and end < part.start else None


# ------------------------------------------------------------------ bare references
def _bare(
    place: _Place, part: Group, paths: tuple[ProvisionPath, ...], following: Group | None, earlier: list[Link]
) -> Link | None:
    """A run without a document of its own, resolved by where it stands; None where it is no citation."""
    if not _may_stand_alone(place, part):
        return None
    kind = _same_kind(place, part)
    amended = None if place.quoted(part.start) else _amended(place, part, earlier)
    named = amended[0] if amended else kind or _parted(place, part, following) or None
    above = _inserted_under(place, part, following) or (amended[1] if amended else None)
    if above:
        paths = tuple(_under(above, path) for path in paths)
    if named is None and not place.in_document:
        named = _last_named(place, part, earlier)
    if named:
        return Link(part.start, part.end, paths, "external", named=named)
    if not place.in_document and place.mentions:
        return None
    return Link(part.start, part.end, paths, "self")


def _may_stand_alone(place: _Place, part: Group) -> bool:
    kinds = {unit.kind for unit in part.units}
    if "dieu" in kinds:
        return True
    if not place.in_document:
        return False
    if kinds & {"khoan", "diem"}:
        return True
    introduced = _INTRODUCED.search(place.reading.low, max(0, part.start - 14), part.start)
    return bool(kinds & {"chuong", "muc", "phan", "phu-luc"} and introduced and part.units[-1].value)


def _same_kind(place: _Place, part: Group) -> Mention | None:
    """ "Điều 8 của Luật": the law that was named before."""
    word = _SAME_KIND.match(place.reading.low, part.end)
    if not word:
        return None
    slug = _KINDS[" ".join(word["word"].split())]
    before = [
        found for found in place.mentions if found.end <= part.start and found.type == slug and not found.relative
    ]
    return before[-1] if before else None


def _amended(place: _Place, part: Group, earlier: list[Link]) -> tuple[Mention, ProvisionPath | None] | None:
    """The act that an amending clause amends, and the Điều that a bare khoản belongs to."""
    low = place.reading.low
    if not _AMENDING_CLAUSE.search(low, max(0, part.start - 400), part.start):
        return None
    for mention in reversed(place.mentions):
        if mention.relative or mention.end > part.start or place.quoted(mention.start):
            continue
        amends = _AMENDS.search(low, max(0, mention.start - 330), mention.start)
        if amends and _is_object(place, amends, mention):
            return mention, _article_for(part, earlier, mention)
    return None


def _is_object(place: _Place, amends: re.Match[str], mention: Mention) -> bool:
    """Whether it is this document that "một số điều của …" amends: the first one named after it, or, where an attached
    regulation is amended, the one that it is attached to."""
    low = place.reading.low
    if _REGULATION.match(low, amends.end("of")):
        return bool(_TO_ATTACHED.search(low, amends.end("of"), mention.start))
    return not any(amends.start("of") <= other.start < mention.start for other in place.mentions)


def _article_for(part: Group, earlier: list[Link], mention: Mention) -> ProvisionPath | None:
    if {unit.kind for unit in part.units} & {"dieu", "phu-luc", "muc", "chuong", "phan"}:
        return None
    for link in reversed(earlier):
        article = link.paths[-1].steps[0] if link.named is mention and link.paths else None
        if article and article[0] == "dieu":
            return ProvisionPath((article,))
    return None


_INSERTED = re.compile(
    r"""
    \s{1,4}vào\s{1,4}(?:(?:ngay\s{1,4})?(?:sau|trước)\s{1,4})?
  | (?:\s{1,4}và|,)\s{1,4}(?:sửa\s{1,4}đổi|bổ\s{1,4}sung|bãi\s{1,4}bỏ|thay\s{1,4}thế)(?:,\s{1,4}bổ\s{1,4}sung)?\s{1,4}
    """,
    re.VERBOSE,
)


def _inserted_under(place: _Place, part: Group, following: Group | None) -> ProvisionPath | None:
    """ "Bổ sung điểm o vào khoản 1 Điều 16", "sửa đổi điểm c và bổ sung điểm g khoản 3 Điều 8"."""
    inserted = _INSERTED.fullmatch(place.reading.low, part.end, following.start) if following else None
    if not inserted or not following:
        return None
    steps = paths_of(following)[0].steps
    rank = part.units[-1].rank
    above = tuple(step for step in steps if unit_named(step[0]).rank < rank)
    return ProvisionPath(above) if above and above[0][0] == "dieu" else None


def _under(article: ProvisionPath, path: ProvisionPath) -> ProvisionPath:
    return ProvisionPath(article.steps + path.steps)


def _parted(place: _Place, part: Group, following: Group | None) -> Mention | None:
    """A run that a few words part from the next run, or from its document: "khoản 2 Điều 88 về bảo hiểm vi mô, khoản 3
    Điều 144 Luật X"."""
    low = place.reading.low
    following_mention = next((found for found in place.mentions if found.start >= part.end), None)
    if following and (following_mention is None or following.start < following_mention.start):
        if not _PARTED.fullmatch(low, part.end, following.start):
            return None
        gap = _TO_DOCUMENT.match(low, following.end)
        owner = place.starts.get(gap.end()) if gap else None
        return owner if owner and not owner.relative else None
    if following_mention and not following_mention.relative:
        between = low[part.end : following_mention.start]
        if re.fullmatch(
            r"\s+và\s+(?:những\s+|các\s+)?(?:quy định|nội dung|sửa đổi)[^;.\n]{0,80}\s(?:tại|của)\s+", between
        ):
            return following_mention
    return None


def _last_named(place: _Place, part: Group, earlier: list[Link]) -> Mention | None:
    """Outside any document: the law or decree named last, one whose provisions were cited before others."""
    before = [
        found for found in place.mentions if found.end <= part.start and not found.relative and not found.standard
    ]
    cited = [
        link.mention or link.named for link in earlier if link.target == "external" and (link.mention or link.named)
    ]
    if (
        before
        and cited
        and cited[-1] is not None
        and before[-1].start > cited[-1].start
        and before[-1].type in {"luat", "bo-luat", "hien-phap"}
    ):
        return before[-1]
    if cited:
        return cited[-1]
    return before[-1] if before else None
