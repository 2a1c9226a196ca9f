"""Parts, divisions and provisions: the body of an act, read paragraph by paragraph.

A heading counts only if its number follows: the last one and one, an inserted letter, or 1 again in a new part. Text
quoted from another act never counts. What is left out on the way (feet, repeated heads) is handed back with the rest.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from indexer.blocks import Block
from indexer.outlining.issuer import is_body_line, names_body
from indexer.outlining.marks import (
    DIVISION_RANK,
    ENCLOSED,
    ISSUES_ATTACHMENT,
    ArticleMark,
    appendix_mark,
    article_mark,
    attachment_mark,
    division_mark,
    has_nation,
    is_capitals,
    is_closing,
    is_running_article,
    list_mark,
    opens_foot,
)
from indexer.outlining.provisions import OpenPart, OpenProvision, close_part, ordinal
from indexer.quotes import mark_quotes
from kb.documents import Division, LineKind, Part, PartKind

_NEAR = 8
#: How many paragraphs ahead an article is looked for that shows a number to be in sequence.
_AHEAD = 2_000
#: Headings as short as this are headings, whatever their first words.
_SHORT = 50
_FINAL = re.compile(r"[.;/,]$")
_FOOTNOTE_MARK = re.compile(r"\[?\(?\d{1,2}\)?\]?$")


@dataclass
class Body:
    """The parts of an act, the lines of each part's foot, and what was doubtful (message, place)."""

    parts: list[Part] = field(default_factory=list)
    feet: list[list[str]] = field(default_factory=list)
    doubts: list[tuple[str, str]] = field(default_factory=list)


def read_body(blocks: Sequence[Block]) -> Body:
    """The body from the blocks after the head."""
    return _Reader(blocks).body()


class _Reader:
    def __init__(self, blocks: Sequence[Block]) -> None:
        self._blocks = blocks
        self._quoted = mark_quotes([block.text if block.kind != "row" else "" for block in blocks])
        self._marks = [None if block.kind == "row" else article_mark(block.text) for block in blocks]
        self._ancestors: tuple[Division, ...] = ()
        self._sections = [OpenPart("main")]
        self._doubts: list[tuple[str, str]] = []
        self._at = 0

    @property
    def _part(self) -> OpenPart:
        return self._sections[-1]

    def body(self) -> Body:
        while self._at < len(self._blocks):
            self._step()
        counts: dict[PartKind, int] = {"main": 0, "attachment": 0, "appendix": 0}
        body = Body(doubts=self._doubts)
        for section in self._sections:
            counts[section.kind] += 1
            prefix = {"main": "", "attachment": "att", "appendix": "app"}[section.kind]
            body.parts.append(close_part(section, f"{prefix}_{counts[section.kind]}" if prefix else ""))
            body.feet.append(section.foot)
        return body

    def _step(self) -> None:
        block = self._blocks[self._at]
        if block.kind == "row" or self._quoted[self._at]:
            self._take(block, "row" if block.kind == "row" else "quote")
        elif not (self._opens_part(block) or self._opens_article(block) or self._opens_division(block)):
            if self._part.kind != "appendix" and not self._part.in_foot and self._starts_foot(block):
                self._start_foot()
            self._take(block, None)
        self._at += 1

    def _take(self, block: Block, kind: LineKind | None) -> None:
        """A paragraph of the provision in hand, of the foot, or of a provision of its own."""
        part = self._part
        if part.in_foot:
            part.foot.extend(filter(None, block.cells) if block.cells else (block.text,))
            return
        if not part.provisions or part.provisions[-1].ancestors != self._ancestors:
            part.provisions.append(OpenProvision("text", "", None, self._ancestors))
        part.provisions[-1].texts.append((block.text, kind))

    def _start_foot(self) -> None:
        """From here on lines belong to the foot; so do those just before that only name the body that signs."""
        part = self._part
        part.in_foot = True
        texts = part.provisions[-1].texts
        while texts and is_body_line(texts[-1][0]) and names_body(texts[-1][0]):
            part.foot.insert(0, texts.pop()[0])

    def _starts_foot(self, block: Block) -> bool:
        if not self._part.provisions or not (opens_foot(block.text) or self._closes_over_two_lines(block)):
            return False
        return (
            block.centered is not False or block.bold is not False or bool(self._part.last) or block.kind != "paragraph"
        )

    def _closes_over_two_lines(self, block: Block) -> bool:
        """ "Nghị quyết này đã được Hội đồng nhân dân tỉnh" / "… thông qua ngày …", as narrow columns break it."""
        following = self._blocks[self._at + 1 : self._at + 2]
        return bool(following) and len(block.text) < 120 and is_closing(f"{block.text} {following[0].text}")

    # Parts

    def _opens_part(self, block: Block) -> bool:
        part = self._part
        if not part.provisions and part.kind == "main":
            return False
        attachment = attachment_mark(block.text)
        if attachment and self._says_enclosed() and part.kind != "appendix":
            self._begin("attachment", *attachment)
            return True
        appendix = appendix_mark(block.text)
        if appendix and self._is_appendix(block, appendix[0]):
            self._begin("appendix", *appendix)
            return True
        listed = list_mark(block.text)
        if listed and part.kind == "main" and part.in_foot and self._says_enclosed():
            self._begin("appendix", *listed)
            return True
        return False

    def _is_appendix(self, block: Block, label: str) -> bool:
        part = self._part
        if part.kind == "appendix" and (part.label or "").upper() == label.upper():
            return False
        if part.kind == "appendix" and _is_unlikely_after(part, label) and not self._says_enclosed(strictly=True):
            return False
        stands_out = is_capitals(block.text[:8]) or part.in_foot or part.kind == "appendix"
        return stands_out and (part.in_foot or part.kind == "appendix" or self._says_enclosed())

    def _says_enclosed(self, *, strictly: bool = False) -> bool:
        """Whether "ban hành kèm theo" stands here or in the next lines, before anything else begins; ``strictly``: as
        a remark of its own, "(Kèm theo …"."""
        for block in self._blocks[self._at : self._at + _NEAR]:
            text = block.text
            if block is not self._blocks[self._at] and (article_mark(text) or appendix_mark(text)):
                return False
            if strictly and not text.startswith("("):
                continue
            if ENCLOSED.search(text) and (len(text) < 200 or "(" in text):
                return True
        return False

    def _begin(self, kind: PartKind, label: str, rest: str) -> None:
        title = self._part_title(rest)
        self._sections.append(OpenPart(kind, label, title))
        self._ancestors = ()

    def _part_title(self, rest: str) -> str | None:
        """The lines up to "(Kèm theo …)", or those that are set as a title."""
        pieces = [rest] if rest else []
        while self._at + 1 < len(self._blocks) and len(pieces) < _NEAR:
            if pieces and ENCLOSED.search(pieces[-1]):
                break
            block = self._blocks[self._at + 1]
            text = block.text
            if article_mark(text) or division_mark(text) or block.kind == "row" or not _is_titling(block, bool(pieces)):
                break
            pieces.append(text)
            self._at += 1
        title = " ".join(pieces)
        self._skip_enclosed_tail(title)
        if found := ENCLOSED.search(title):
            title = title[: found.start()]
        return title.strip(" .:*(") or None

    def _skip_enclosed_tail(self, title: str) -> None:
        """A "(Kèm theo …" that runs over a line more."""
        if title.count("(") > title.count(")") and self._at + 1 < len(self._blocks):
            following = self._blocks[self._at + 1].text
            if following.rstrip(" .").endswith(")") and len(following) < 200:
                self._at += 1

    # Divisions and articles

    def _opens_division(self, block: Block) -> bool:
        if self._part.kind == "appendix" or self._part.in_foot:
            return False
        found = division_mark(block.text)
        if found is None or (found[1] and not self._heads(block, found[1])):
            return False
        division, heading = found
        heading = self._collected_heading(heading)
        division = Division(division.kind, division.label, heading.strip(" .:") or None)
        rank = DIVISION_RANK[division.kind]
        self._ancestors = (*(above for above in self._ancestors if DIVISION_RANK[above.kind] < rank), division)
        return True

    def _heads(self, block: Block, heading: str) -> bool:
        """Whether the rest of a division's line is its heading and not a sentence."""
        return is_capitals(heading) or bool(block.bold) or bool(block.centered) or not _FINAL.search(heading)

    def _collected_heading(self, heading: str) -> str:
        """A heading in lines of its own below the label."""
        pieces = [heading] if heading else []
        while self._at + 1 < len(self._blocks) and len(pieces) < 6:
            block = self._blocks[self._at + 1]
            text = block.text
            if article_mark(text) or division_mark(text) or block.kind == "row" or self._quoted[self._at + 1]:
                break
            capitals = is_capitals(text)
            goes_on = capitals and (not pieces or is_capitals(pieces[-1]))
            titled = (
                (block.bold or block.centered)
                and not re.match(r"\d{1,3}[.)]|[a-zđ]\)", text)
                and not _FINAL.search(text)
            )
            if not (
                goes_on or (titled and (not pieces or not is_capitals(pieces[-1]))) or (not pieces and len(text) < 120)
            ):
                break
            pieces.append(text)
            self._at += 1
        return " ".join(pieces)

    def _opens_article(self, block: Block) -> bool:
        mark = self._marks[self._at]
        if mark is None or self._part.kind == "appendix" or not self._may_follow(mark):
            return False
        part = self._part
        if part.last and not mark.suffix and mark.number > part.last.number + 1:
            self._doubts.append((f"sau {part.last.label} là {mark.label}: thiếu điều ở giữa", block.place))
        if part.in_foot:  # it was no foot: a form or an example within an article
            part.provisions[-1].texts.extend((text, None) for text in part.foot)
            part.foot.clear()
        part.last, part.in_foot = mark, False
        heading, text = _split_heading(mark, block)
        opened = OpenProvision("article", mark.label, heading, self._ancestors)
        if text:
            opened.texts.append((text, None))
        part.provisions.append(opened)
        return True

    def _may_follow(self, mark: ArticleMark) -> bool:
        """Whether the number follows the last one; Điều 1 after a foot opens an attachment that has no title."""
        last = self._part.last
        if last is None:
            return mark.number == 1 or not self._expects_first()
        if mark.number == 1 and not mark.suffix and (self._part.in_foot or last.number > 1) and self._goes_on_from(1):
            return self._begins_untitled()
        if self._part.in_foot and not mark.dotted:
            return False
        if mark.suffix:
            return mark.number == last.number and mark.suffix > last.suffix
        if mark.number == last.number + 1:
            return True
        return last.number < mark.number <= last.number + 4 and mark.dotted and self._goes_on_from(mark.number)

    def _begins_untitled(self) -> bool:
        """Điều 1 once more without a title: an attachment if the act says that it issues one, else a form, whose Điều
        are no articles."""
        issues = any(ISSUES_ATTACHMENT.search(block.text) for block in self._blocks[: self._at])
        self._sections.append(OpenPart("attachment" if issues else "appendix"))
        self._ancestors = ()
        found = "văn bản kèm theo" if issues else "biểu mẫu kèm theo"
        self._doubts.append((f"Điều 1 xuất hiện lần nữa: coi là {found}", self._blocks[self._at].place))
        return issues

    def _goes_on_from(self, number: int) -> bool:
        """Whether the next article in sequence follows, before the one that is missing here."""
        last = self._part.last
        for index in range(self._at + 1, min(self._at + _AHEAD, len(self._blocks))):
            mark = None if self._quoted[index] else self._marks[index]
            if mark and not mark.suffix:
                if mark.number == number + 1:
                    return True
                if last and mark.number == last.number + 1:
                    return False
        return False

    def _expects_first(self) -> bool:
        """Whether Điều 1 is still to come."""
        marks = self._marks[self._at + 1 : self._at + _AHEAD]
        return any(other.number == 1 and not other.suffix for other in marks if other)


def _is_unlikely_after(part: OpenPart, label: str) -> bool:
    """Whether a line below an appendix may only name another one: a cell of a table that a text without tables left as
    a line, or an entry in a list of the appendices."""
    return not _comes_after(part.label, label) or "PHỤ LỤC" in (part.title or "")


def _comes_after(last: str | None, label: str) -> bool:
    """Whether the number of an appendix follows that of the last one; without numbers nothing tells against it.

    >>> _comes_after("Phụ lục II", "Phụ lục III"), _comes_after("Phụ lục III", "Phụ lục I")
    (True, False)
    """
    before, after = ordinal((last or "").rpartition(" ")[2]), ordinal(label.rpartition(" ")[2])
    return before is None or after is None or after == before + 1


def _is_titling(block: Block, begun: bool) -> bool:
    """Whether a line belongs to the title of a part."""
    if ENCLOSED.search(block.text):
        return True
    if has_nation(block.text):
        return False
    if is_capitals(block.text) or block.bold or block.centered:
        return not re.match(r"(?:\d{1,3}|[IVX]{1,5})[.)]\s|Mẫu số", block.text)
    return (
        not begun and len(block.text) < 200 and not _FINAL.search(block.text) and block.text[:2].lower() in {"về", "v/"}
    )


def _split_heading(mark: ArticleMark, block: Block) -> tuple[str | None, str]:
    """Heading and first paragraph of an article: the rest of its line is one or the other."""
    rest = mark.rest.strip()
    if not rest:
        return None, ""
    sentence = bool(_FINAL.search(rest)) or len(rest) > 400 or (rest.endswith(":") and _introduces(rest))
    running = is_running_article(block.text) and not block.bold and len(rest) > _SHORT
    if block.bold is True or (not (sentence or running) and (block.bold is None or len(rest) < 250)):
        return _FOOTNOTE_MARK.sub("", rest).rstrip(" :") if not rest[-1:].isdigit() else rest.rstrip(" :"), ""
    return None, rest


def _introduces(rest: str) -> bool:
    """Whether a line with a colon is the beginning of a sentence and not a short heading ("Tổ chức thực hiện:")."""
    return len(rest) > 40 or bool(re.search(r"\b(?:sau|gồm|là)\s?:$", rest))
