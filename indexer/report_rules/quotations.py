"""Words in quotation marks, compared with the text that is held.

A quotation belongs to the citation that introduces it ("khoản 2 Điều 5 … quy định: “…”", be it in the paragraph above)
or that follows it in brackets. Case, tone placement, punctuation and blanks do not count; "…" and "[…]" stand for what
was left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from indexer.catalogue import Catalogue
from indexer.findings import Finding
from indexer.records import DocumentHead, HeldProvision, LinkedCitation
from indexer.report_rules.report import Place, Report, cut_finding
from kb.provisions import is_within
from kb.text import normalise

_QUOTE = re.compile(r"“(?P<a>[^“”]{20,4000})”|«(?P<b>[^«»]{20,4000})»|\"(?P<c>[^\"“”]{20,4000})\"")
#: Between the citation and its quotation: a verb of saying, or a colon; never an act of amending.
_SAYS = re.compile(
    r"quy định|nêu|ghi|viết|xác định|giải thích|yêu cầu|cho phép|nhấn mạnh|khẳng định|như sau|theo đó|rằng|là\s?:?\s?$"
    r"|:\s{0,3}$",
    re.IGNORECASE,
)
_AMENDS = re.compile(r"sửa đổi|bổ sung|thay (?:thế|cụm|từ)|bãi bỏ|đính chính|sửa thành|thay bằng", re.IGNORECASE)
_LEFT_OUT = re.compile(r"[\[(]?\s?(?:…|\.{3,})\s?[\])]?")
#: Shorter quotations are terms, not sentences.
_LEAST_WORDS = 6
_NEAR_BEFORE, _NEAR_AFTER = 160, 6
#: From here on it is the same sentence with a slip.
_ALIKE = 0.6
_MOST_WORDS = 6_000


def quotations(report: Report) -> Iterator[Finding]:
    """Quotations that differ from the text that is held, or that stand elsewhere."""
    read = lru_cache(maxsize=200)(lambda document_id: _Text(report.catalogue, document_id))
    for index, passage in enumerate(report.passages):
        for found in _QUOTE.finditer(passage.text):
            linked = _cited_with(passage.text, found, report.linked[index]) or _cited_above(report, index, found)
            target = linked.target if linked else None
            if linked and target and target.record == "full" and target.origin == "text":
                place = Place(index, passage, linked)
                yield from _compared(place, target, found, read(target.id))


def _cited_with(text: str, quote: re.Match[str], entries: Sequence[LinkedCitation]) -> LinkedCitation | None:
    """The citation that a quotation belongs to, if that is sure."""
    before = [entry for entry in entries if entry.citation.end <= quote.start()]
    if before:
        last = before[-1]
        between = text[last.citation.end : quote.start()]
        sentence = text[max(0, last.citation.start - _NEAR_BEFORE) : quote.start()]
        if len(between) <= _NEAR_BEFORE and _SAYS.search(between) and not _AMENDS.search(sentence):
            return last
    after = [entry for entry in entries if entry.citation.start >= quote.end()]
    if after and re.fullmatch(r"[\s.,;]{0,3}\(\s?(?:theo |trích )?", text[quote.end() : after[0].citation.start]):
        return after[0]
    return None


def _cited_above(report: Report, index: int, quote: re.Match[str]) -> LinkedCitation | None:
    """The citation at the end of the paragraph above, when that one introduces a paragraph of quotation."""
    if index == 0 or report.passages[index].text[: quote.start()].strip() or not report.linked[index - 1]:
        return None
    above, last = report.passages[index - 1].text, report.linked[index - 1][-1]
    introduces = above.rstrip().endswith(":") and bool(_SAYS.search(above, last.citation.end))
    return last if introduces and not _AMENDS.search(above) else None


# --- comparing ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a text as they are compared, and as they are shown."""

    compared: list[str]
    shown: list[str]

    @classmethod
    def of(cls, text: str) -> _Words:
        shown = re.findall(r"[\w/&-]*\w", text)
        return cls([normalise(word).lower() for word in shown], shown)

    def has(self, other: _Words) -> bool:
        return f" {' '.join(other.compared)} " in f" {' '.join(self.compared)} "


class _Text:
    """The provisions of a document, and the words that each cited part of it holds."""

    def __init__(self, catalogue: Catalogue, document_id: int) -> None:
        self._provisions = catalogue.provisions_of(document_id)
        self._words: dict[str, _Words] = {}

    def words_at(self, eid: str) -> _Words:
        """The words of a provision or a part of one; of the whole document for ""."""
        if eid not in self._words:
            lines = (line for held in self._provisions for line in _lines_at(held, eid))
            self._words[eid] = _Words.of("\n".join(lines))
        return self._words[eid]

    def place_of(self, segment: _Words) -> str:
        """The label of the provision that holds some words, "" if none does."""
        found = (held for held in self._provisions if self.words_at(held.provision.eid).has(segment))
        return next((held.provision.label for held in found), "")


def _lines_at(held: HeldProvision, eid: str) -> Iterator[str]:
    provision = held.provision
    whole = not eid or provision.eid == eid
    if whole and provision.heading:
        yield provision.heading
    marker = re.compile(r"^\s?(?:\d{1,3}[a-zđ]?[.)]|[a-zđ]\)|[-+])\s")
    for line in provision.lines:
        if whole or is_within(line.eid, eid):
            yield marker.sub("", line.text)


def _compared(place: Place, target: DocumentHead, quote: re.Match[str], held: _Text) -> Iterator[Finding]:
    words = next(group for group in quote.groups() if group)
    for segment in map(_Words.of, _LEFT_OUT.split(words)):
        if len(segment.compared) < _LEAST_WORDS or held.words_at(place.linked.eid).has(segment):
            continue
        span = (quote.start() + 1, quote.end() - 1)
        yield _difference(place, target, span, segment, held)
        return


def _difference(place: Place, target: DocumentHead, span: tuple[int, int], segment: _Words, held: _Text) -> Finding:
    """Where the words stand instead, or how they differ."""
    cited = place.linked.citation.provisions
    name = f"{cited[0].vietnamese} {target.name}" if cited and place.linked.eid else target.name
    if elsewhere := held.place_of(segment):
        message = f"câu trích không ở {name} mà ở {elsewhere} của văn bản này"
        return cut_finding("error", "quotation", message, place.at, span)
    meant = _closest(held.words_at(place.linked.eid), segment) or _closest(held.words_at(""), segment)
    if meant is None:
        message = f"không thấy câu trích này trong {name} của kho, cần đối chiếu"
        return cut_finding("warning", "quotation", message, place.at, span)
    told = "; ".join(_told(segment, meant))
    message = f"câu trích khác {name} trong kho: {told}"
    return cut_finding("error", "quotation", message, place.at, span, " ".join(meant.shown))


def _closest(text: _Words, segment: _Words) -> _Words | None:
    """The words of the text that a segment was meant to repeat, or None."""
    if len(text.compared) > _MOST_WORDS:
        return None
    matcher = SequenceMatcher(None, text.compared, segment.compared, autojunk=False)
    anchor = matcher.find_longest_match()
    if anchor.size < 3:
        return None
    start = max(0, anchor.a - anchor.b - 4)
    end = anchor.a + len(segment.compared) - anchor.b + 4
    window = SequenceMatcher(None, text.compared[start:end], segment.compared, autojunk=False)
    blocks = [block for block in window.get_matching_blocks() if block.size]
    matched = sum(block.size for block in blocks)
    if not blocks or matched < _ALIKE * len(segment.compared):
        return None
    first = start + max(0, blocks[0].a - blocks[0].b)
    behind = len(segment.compared) - blocks[-1].b - blocks[-1].size
    last = min(start + blocks[-1].a + blocks[-1].size + behind, len(text.compared))
    return _Words(text.compared[first:last], text.shown[first:last])


def _told(said: _Words, held: _Words) -> Iterator[str]:
    """The differences in words, at most three."""
    matcher = SequenceMatcher(None, said.compared, held.compared, autojunk=False)
    changes = [change for change in matcher.get_opcodes() if change[0] != "equal"]
    for kind, start, end, first, last in changes[:3]:
        ours, theirs = " ".join(said.shown[start:end]), " ".join(held.shown[first:last])
        if kind == "insert":
            yield f"thiếu “{theirs}”"
        elif kind == "delete":
            yield f"thừa “{ours}”"
        else:
            yield f"ghi “{ours}”, bản trong kho là “{theirs}”"
    if len(changes) > 3:
        yield f"và {len(changes) - 3} chỗ khác"
