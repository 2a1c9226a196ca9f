"""Runs of units that no document stands with: which document they are of, from what was said before.

In an amending clause a bare Điều is that of the act being amended; a run that only some words part from a document in
the same sentence is that document's; in a legal text any other bare Điều means the text in hand; in a text of no known
document it means the document last cited.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from kb.citation_finding.paths import paths_of
from kb.citation_finding.quotes import lies_inside
from kb.citation_finding.reading import Mention, Reading, spaced
from kb.citation_finding.units import Group
from kb.provisions import ProvisionPath, unit_named

#: What may stand between a run and its document: "Điều 5 của Luật X", "Phụ lục I ban hành kèm theo Nghị định Y".
_TO_DOCUMENT = re.compile(
    spaced(
        r"(?:[\s,]|(?:của|cua|tại|tai|trong|thuộc|thuoc|(?:được )?ban hành|ban hanh|kèm(?: theo)?|kem theo|các"
        r"|theo|bản)(?!\w)|“[^”\n]{1,160}”|\"[^\"\n]{1,160}\"){0,10}"
    )
)
_SAME_KIND = re.compile(
    spaced(r" (?:của )?(?P<word>bộ luật|luật|nghị định|pháp lệnh|thông tư|nghị quyết|quyết định)(?!\w)")
)
_KINDS = {
    "bộ luật": "bo-luat", "luật": "luat", "nghị định": "nghi-dinh", "pháp lệnh": "phap-lenh",
    "thông tư": "thong-tu", "nghị quyết": "nghi-quyet", "quyết định": "quyet-dinh",
}  # fmt: skip
#: "Sửa đổi, bổ sung một số điều của X như sau:" opens amendments to X; what stands before "của" and after it.
_AMENDS = re.compile(spaced(r"(?:sửa đổi|bổ sung|bãi bỏ|thay thế|đính chính)[^“”;]{0,160}?(?:một số|các|những) "))
_OF_AMENDED = re.compile(
    spaced(
        r"(?:điều|khoản|điểm|nội dung|quy định|cụm từ|mẫu|phụ lục)[^;.“”]{0,60}?"
        r" (?P<of>của|tại|trong|ban hành kèm theo)(?= )"
    )
)
_NEW_CLAUSE = re.compile(r"[;.“”]")
_REGULATION = re.compile(spaced(r" (?:các )?(?:bản )?(?:quy định|quy chế|điều lệ|nội quy|danh mục|phụ lục)(?!\w)"))
_TO_ATTACHED = re.compile(spaced(r"kèm(?: theo)? $"))
_AMENDING_CLAUSE = re.compile(
    spaced(
        r"(?:^|[\n;:.)]\s{0,4}|\d\.\s{0,3}|[a-zđ]\)\s{0,3})"
        r"(?:sửa đổi|bổ sung|bãi bỏ|thay thế|thay cụm|thay từ|bỏ |hủy bỏ|huỷ bỏ|đính chính|đổi )[^\n]{0,800}$"
    )
)
_INSERTED = re.compile(
    spaced(r" vào (?:(?:ngay )?(?:sau|trước) )?|(?: và|,) (?:sửa đổi|bổ sung|bãi bỏ|thay thế)(?:, bổ sung)? ")
)
_PARTED = re.compile(r"\s{0,3}(?:,|\(|và\s|về\s|trừ\s)(?!.*(?:theo\s|phải\s|thì\s|được\s))[^;.\n]{0,200}$")
#: "điểm a khoản 4 Điều 8 hoặc thuộc trường hợp quy định tại điểm b khoản 4 Điều 9 của X": both runs are of X.
_CHAINED = re.compile(
    spaced(
        r"\s{0,3}[,;]?\s{0,3}(?:(?:và|hoặc|hay) )?"
        r"(?:(?:thuộc|trường hợp|đối tượng|hành vi|một trong|các|những|phần|nội dung|điều kiện|hồ sơ|giấy tờ|tài liệu"
        r"|cơ quan|tổ chức|cá nhân|người|tội|tội phạm),? ){0,6}(?:(?:được )?(?:quy định|nêu|ghi|nói) )?(?:tại|của)"
        r" (?:các )?"
    )
)
#: "điểm d (nếu có thay đổi) và điểm đ khoản 1 Điều này".
_BRACKETED = re.compile(spaced(r" \([^()\n]{1,120}\)(?:,| và| hoặc)? (?:các )?"))
#: How many runs ahead a document is looked for.
LONGEST_CHAIN = 40
#: "Luật X hết hiệu lực …, trừ quy định tại Điều 5": the Điều is that of X.
_EXCEPTED = re.compile(
    spaced(
        r"(?:hết hiệu lực|thay thế|bãi bỏ)(?!\w)[^;\n“”]{0,200}?[\s,]trừ (?:các )?(?:(?:quy định|nội dung) )?"
        r"(?:tại |của )?(?:các )?$"
    )
)
#: "Các điều, khoản sau đây của Luật X:" says of which document the items below are.
_HEADS_LIST = re.compile(
    spaced(
        r"(?:^|\n|[:;.] )(?P<label>\s{0,4}(?:\d{1,2}\.|[a-zđ]\)|[-+])?\s{0,3})[^\n.;:]{0,120}?"
        r"(?:điều|khoản|điểm)[^\n.;:]{0,60} (?:sau|dưới) đây (?:của|tại|trong) $"
    )
)
_OPENS_LIST = re.compile(r"[^\n.;:]{0,220}:[ \t]{0,4}\n")
_ITEM = re.compile(r"(?:^|\n)\s{0,4}(?P<label>\d{1,2}\.|[a-zđ]\)|[-+])\s{0,4}(?:các\s)?$")
_LONGEST_ITEM = 700
_PARTED_FROM_DOCUMENT = re.compile(
    spaced(r" và (?:những |các )?(?:quy định|nội dung|sửa đổi)[^;.\n]{0,80}\s(?:tại|của) ")
)
#: Words before a Chương, Mục, Phụ lục that is cited, not a heading or a table's cell.
_INTRODUCED = re.compile(
    spaced(
        r"(?:tại|của|theo|các|từ|và|hoặc|với|bởi|trong|thuộc|như|sung|bỏ|đổi|thế|quy định|tai|cua|va|theo|tu|\(|,|;"
        r"|bằng|sau|trước|khi|hiện|trừ|là|ghi|mẫu|số\s\d{1,3}[a-zđ]?|thi hành|đến)\s{0,4}$"
    )
)
#: Treaties, charters, contracts and standards are no documents that are cited here, nor is the text in hand meant.
_TREATY = re.compile(
    spaced(
        r" (?:của )?(?:công ước|cites|hiệp định|hiến chương|nghị định thư|hợp đồng|điều lệ(?! này)|quy chuẩn(?! này)"
        r"|[qt]c(?:xd)?vn|tcxd)(?!\w)"
    )
)
_NAMED_LAWS = frozenset({"luat", "bo-luat", "hien-phap"})
_BIG_UNITS = frozenset({"dieu", "phu-luc", "muc", "chuong", "phan"})


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
class Passage:
    """A text with its document mentions, and what was said up to the place where the linker is."""

    reading: Reading
    mentions: list[Mention]
    quotes: list[tuple[int, int]]
    own_type: str | None
    in_document: bool
    by_start: dict[int, Mention] = field(init=False)
    by_end: dict[int, Mention] = field(init=False)
    _starts: list[int] = field(init=False)
    _seen: int = 0
    _last_of: dict[str | None, Mention] = field(default_factory=dict)
    _last: Mention | None = None
    _cited: Mention | None = None
    _amended: Mention | None = None
    _article: ProvisionPath | None = None
    _listed: Mention | None = None
    _listed_to: int = 0
    _lead_label: str = ""

    def __post_init__(self) -> None:
        self.by_start = {mention.start: mention for mention in self.mentions}
        self.by_end = {mention.end: mention for mention in self.mentions}
        self._starts = [mention.start for mention in self.mentions]

    def read_to(self, offset: int) -> None:
        """Takes note of the documents that are mentioned before an offset."""
        while self._seen < len(self.mentions) and self.mentions[self._seen].end <= offset:
            mention = self.mentions[self._seen]
            self._seen += 1
            if mention.relative or mention.standard:
                continue
            self._last_of[mention.type] = self._last = mention
            self._open_list(mention)
            if self._is_amended(mention):
                self._amended, self._article = mention, None

    def note(self, link: Link) -> None:
        """Takes note of a link that was made."""
        if link.target == "external":
            self._cited = link.mention or link.named
        first = link.paths[-1].steps[0] if link.paths else None
        if first and first[0] == "dieu" and link.named is self._amended is not None:
            self._article = ProvisionPath((first,))

    def document_behind(self, offset: int) -> Mention | None:
        """The document of a run that ends at an offset: it stands right behind, or behind "của" and the like."""
        gap = _TO_DOCUMENT.match(self.reading.low, offset)
        return self.by_start.get(gap.end()) if gap else None

    def _first_from(self, offset: int) -> Mention | None:
        place = bisect_left(self._starts, offset)
        return self.mentions[place] if place < len(self.mentions) else None

    def bare(self, part: Group, paths: tuple[ProvisionPath, ...], later: Sequence[Group]) -> Link | None:
        """The link of a run without a document of its own; None where it is no citation. ``later`` are the runs after
        it, the next one first."""
        if not self._may_stand_alone(part) or _TREATY.match(self.reading.low, part.end):
            return None
        amends = self._amended is not None and self._in_amending_clause(part)
        named = self._amended if amends else self._named_beside(part, later)
        above = self._inserted_under(part, later[:1]) or (self._article_for(part) if amends else None)
        if above:
            paths = tuple(ProvisionPath(above.steps + path.steps) for path in paths)
            if above.steps[0][1] == "nay":
                return Link(part.start, part.end, paths, "this-unit")
        if named is None and not self.in_document:
            named = self._last_named()
        if named:
            return Link(part.start, part.end, paths, "external", named=named)
        if not self.in_document and self.mentions:
            return None
        return Link(part.start, part.end, paths, "self")

    def _may_stand_alone(self, part: Group) -> bool:
        kinds = {unit.kind for unit in part.units}
        if "dieu" in kinds:
            return True
        if not self.in_document:
            return False
        if kinds & {"khoan", "diem"} and not self._counts_points(part):
            return True
        introduced = _INTRODUCED.search(self.reading.low, max(0, part.start - 14), part.start)
        return bool(kinds & _BIG_UNITS and introduced and part.units[-1].value)

    def _counts_points(self, part: Group) -> bool:
        """ "Điểm 2 khi …": a mark that is given, unless words before it point to a điểm."""
        return all(unit.kind == "diem" and unit.value.isdigit() for unit in part.units)

    # --- amending acts ----------------------------------------------------------------------------------------------
    def _in_amending_clause(self, part: Group) -> bool:
        clause = _AMENDING_CLAUSE.search(self.reading.low, max(0, part.start - 400), part.start)
        return bool(clause) and not lies_inside(self.quotes, part.start)

    def _is_amended(self, mention: Mention) -> bool:
        """Whether "một số điều của …" amends this document: the first one named after it, or, where an attached
        regulation is amended, the one that it is attached to."""
        low, start = self.reading.low, max(0, mention.start - 330)
        amends = _AMENDS.search(low, start, mention.start)
        owner = _OF_AMENDED.search(low, amends.end(), mention.start) if amends else None
        if not owner or lies_inside(self.quotes, mention.start) or _NEW_CLAUSE.search(low, owner.end(), mention.start):
            return False
        if _REGULATION.match(low, owner.end()):
            return bool(_TO_ATTACHED.search(low, owner.end(), mention.start))
        return bisect_left(self._starts, owner.start("of")) == bisect_left(self._starts, mention.start)

    def _article_for(self, part: Group) -> ProvisionPath | None:
        """The Điều that an introducing clause named, for a run that names only khoản or điểm."""
        return None if {unit.kind for unit in part.units} & _BIG_UNITS else self._article

    def _inserted_under(self, part: Group, later: Sequence[Group]) -> ProvisionPath | None:
        """ "Bổ sung điểm o vào khoản 1 Điều 16", "sửa đổi điểm c và bổ sung điểm g khoản 3 Điều 8", "điểm a hoặc quy
        định tại điểm c khoản 4 Điều 10"."""
        span = (part.end, later[0].start) if later else (0, 0)
        if not any(joint.fullmatch(self.reading.low, *span) for joint in (_INSERTED, _CHAINED, _BRACKETED)):
            return None
        rank = min(unit.rank for unit in part.units)
        above = tuple(step for step in paths_of(later[0])[0].steps if unit_named(step[0]).rank < rank)
        return ProvisionPath(above) if above and above[0][0] == "dieu" else None

    # --- documents named elsewhere ----------------------------------------------------------------------------------
    def _open_list(self, mention: Mention) -> None:
        head = _HEADS_LIST.search(self.reading.low, max(0, mention.start - 260), mention.start)
        if head and _OPENS_LIST.match(self.reading.low, mention.end):
            self._listed, self._listed_to, self._lead_label = mention, mention.end, head["label"].strip()[-1:]

    def _item_of_list(self, part: Group) -> Mention | None:
        """The document that a list of its provisions opened with, for a run that begins an item of the list."""
        item = _ITEM.search(self.reading.low, max(0, part.start - 16), part.start) if self._listed else None
        if not item or part.start - self._listed_to > _LONGEST_ITEM or item["label"][-1] == self._lead_label:
            return None
        self._listed_to = part.end
        return self._listed

    def _named_beside(self, part: Group, later: Sequence[Group]) -> Mention | None:
        """The document that the words around a run name for it."""
        return (
            self._same_kind(part)
            or self._item_of_list(part)
            or self._excepted(part)
            or self._parted(part, later)
            or self._chained(part, later)
        )

    def _excepted(self, part: Group) -> Mention | None:
        """What stays of a document that ends: the first one that its clause names."""
        begin = max(0, part.start - 400)
        if not _EXCEPTED.search(self.reading.low, begin, part.start):
            return None
        clause = max(self.reading.text.rfind(mark, begin, part.start) for mark in (";", "\n", ". ")) + 1
        mention = self._first_from(clause)
        return mention if mention and mention.end < part.start and not (mention.relative or mention.standard) else None

    def _chained(self, part: Group, later: Sequence[Group]) -> Mention | None:
        """The document at the end of a chain of runs that all say where something is ruled."""
        before = part
        for run in later:
            if not _CHAINED.fullmatch(self.reading.low, before.end, run.start):
                break
            before = run
        document = self.document_behind(before.end) if before is not part else None
        return document if document and not document.relative else None

    def _same_kind(self, part: Group) -> Mention | None:
        """ "Điều 8 của Luật": the law named before; if none was, a nameless one, unless the text in hand is a law."""
        word = _SAME_KIND.match(self.reading.low, part.end)
        if not word:
            return None
        slug = _KINDS[" ".join(word["word"].split())]
        if slug in {"quyet-dinh", "nghi-quyet"} and self.reading.text[word.start("word")].islower():
            return None  # "… quyết định mức hỗ trợ": a verb
        nameless = None if self.own_type == slug or not self.in_document else Mention(word.end(), word.end(), slug)
        return self._last_of.get(slug) or nameless

    def _parted(self, part: Group, later: Sequence[Group]) -> Mention | None:
        """A run that a few words part from the next run, or from its document: "khoản 2 Điều 88 về bảo hiểm vi mô,
        khoản 3 Điều 144 Luật X"."""
        low, following = self.reading.low, later[0] if later else None
        document = self._first_from(part.end)
        if following and (document is None or following.start < document.start):
            parted = _PARTED.fullmatch(low, part.end, following.start)
            document = self.document_behind(following.end) if parted else None
        elif document and not _PARTED_FROM_DOCUMENT.fullmatch(low, part.end, document.start):
            document = None
        return document if document and not document.relative else None

    def _last_named(self) -> Mention | None:
        """Outside any document: the one whose provisions were cited last, or a law named since."""
        if self._cited and self._last and self._last.start > self._cited.start and self._last.type in _NAMED_LAWS:
            return self._last
        return self._cited or self._last
