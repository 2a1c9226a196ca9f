"""Drafts as the pages show them: in the list, and as a form beside the original."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass

from markupsafe import Markup

from indexer.accepting import blockers, is_clean, open_faults
from indexer.catalogue import Catalogue
from indexer.corpus import DATE_FIELDS
from indexer.draft_fields import FIELDS, TO_CONFIRM, field_values
from indexer.drafts import Draft, Drafts
from indexer.duplicates import Difference, Duplicate, duplicates
from indexer.ocr import could_be_scan
from kb.doctypes import TYPES
from kb.documents import Document, Fault
from kb.errors import KbError
from web.rendering import provision_html

#: Fields without which a document is hard to find again.
_WANTED = ("type", "number", "issuer", "issued", "title")
_DIVISIONS = {"part": "phần", "chapter": "chương", "section": "mục", "subsection": "tiểu mục"}
_LIKENESS = {
    "same": ("tot", "Kho đã có đúng văn bản này"),
    "version": ("can", "Kho đã có văn bản này, nội dung khác"),
    "conflict": ("het", "Trùng số, ký hiệu nhưng khác loại, ngày hoặc cơ quan"),
    "namesake": ("", "Cùng số, ký hiệu, của cơ quan khác"),
}
MOST_DIFFERENCES = 30


@dataclass(frozen=True, slots=True)
class DraftLine:
    """One draft in the list; ``tone`` and ``state`` are its badge, ``detail`` what to do about it."""

    id: str
    name: str
    title: str
    tone: str
    state: str
    detail: str
    clean: bool


@dataclass(frozen=True, slots=True)
class FieldView:
    """One field of the form. ``kind`` is how it is typed, ``mark`` what is to be seen to, ``read`` what the file says
    where a person has entered something else; ``confirm`` asks for the comparison with the original."""

    name: str
    label: str
    value: str
    kind: str
    mark: str
    read: str | None
    confirm: bool
    confirmed: bool


@dataclass(frozen=True, slots=True)
class DuplicateView:
    """A held document that the new one is like, with what differs."""

    duplicate: Duplicate
    tone: str
    words: str
    in_text: tuple[Difference, ...]
    more: int


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """A line of the outline; ``level`` as in the table of contents of a document."""

    level: int
    words: str
    anchor: str


@dataclass(frozen=True, slots=True)
class TextView:
    """A provision as it was read."""

    anchor: str
    title: str
    above: tuple[str, ...]
    html: Markup


@dataclass(frozen=True)
class ReviewView:
    """All that the page of a waiting draft prints; without a document only its name, refusal and ``scan``."""

    draft: Draft
    document: Document | None
    scan: bool
    fields: tuple[FieldView, ...] = ()
    faults: tuple[Fault, ...] = ()
    missing: tuple[str, ...] = ()
    duplicates: tuple[DuplicateView, ...] = ()
    counts: str = ""
    outline: tuple[OutlineEntry, ...] = ()
    text: tuple[TextView, ...] = ()

    @property
    def reason(self) -> str:
        """Why the file could not be read."""
        return reason_of(self.draft)

    @property
    def version(self) -> bool:
        """Whether accepting would replace a held document."""
        return any(view.duplicate.likeness == "version" for view in self.duplicates)


def is_scan(draft: Draft) -> bool:
    """Whether a draft could not be read since it has no text, and may be read by OCR."""
    return draft.read is None and could_be_scan(draft.file)


def reason_of(draft: Draft) -> str:
    """Why a draft could not be read; of a scan only what it is, since its page offers what to do."""
    return draft.refusal.partition(". Cách xử lý")[0] if is_scan(draft) else draft.refusal


class DraftLines:
    """The lines of the list, made once for each change of a draft and each generation: one takes milliseconds, and
    hundreds of drafts may wait."""

    def __init__(self, drafts: Drafts) -> None:
        self._drafts = drafts
        self._generation = ""
        self._made: dict[tuple[str, int], DraftLine] = {}

    def all(self, generation: str, catalogue: Catalogue) -> list[DraftLine]:
        """All waiting drafts, the newest first; those that went meanwhile are left out."""
        made = self._made if generation == self._generation else {}
        lines = {}
        for head in self._drafts.heads():
            key = head.id, head.revision
            with suppress(KbError):
                lines[key] = made.get(key) or draft_line(self._drafts.get(head.id), catalogue)
        self._generation, self._made = generation, lines
        return list(lines.values())


def draft_line(draft: Draft, catalogue: Catalogue) -> DraftLine:
    """A waiting draft in the list."""
    document = draft.document
    if document is None:
        tone, state = ("can", "bản quét, cần nhận dạng chữ") if is_scan(draft) else ("het", "không đọc được")
        return DraftLine(draft.id, draft.name, "", tone, state, reason_of(draft), False)
    if is_clean(draft, catalogue):
        return DraftLine(draft.id, draft.name, document.name, "tot", "đọc đủ", document.title, True)
    held = [entry for entry in duplicates(document, catalogue) if entry.likeness != "namesake"]
    doubts = len(open_faults(draft))
    if held:
        tone, words = likeness_words(held[0])
        return DraftLine(draft.id, draft.name, document.name, tone, words.lower(), document.title, False)
    detail = "; ".join(blockers(draft)) or (f"{doubts} điểm cần xem" if doubts else "thiếu dữ kiện ở phần đầu")
    state = "chữ do máy đọc (OCR)" if document.origin == "ocr" else "cần xem lại"
    return DraftLine(draft.id, draft.name, document.name, "can", state, detail, False)


def review_view(draft: Draft, catalogue: Catalogue, typed: Mapping[str, str] | None = None) -> ReviewView:
    """The view of a waiting draft; ``typed`` is what a person sent that was not kept, shown again."""
    document = draft.document
    if document is None or draft.read is None:
        return ReviewView(draft, None, is_scan(draft))
    text = tuple(_text(document))
    return ReviewView(
        draft,
        document,
        False,
        tuple(_fields(draft, draft.read, document, typed or {})),
        tuple(open_faults(draft)),
        tuple(blockers(draft)),
        tuple(_duplicate_view(entry) for entry in duplicates(document, catalogue)),
        _counts(document),
        tuple(_outline(text)),
        text,
    )


def _fields(draft: Draft, read: Document, document: Document, typed: Mapping[str, str]) -> Iterator[FieldView]:
    was, now = field_values(read), field_values(document)
    for name, label in FIELDS.items():
        confirm = document.origin == "ocr" and name in TO_CONFIRM
        confirmed = name in draft.confirmed
        mark = ""
        if not now[name] and name in _WANTED:
            mark = "chưa có, cần bổ sung"
        elif confirm and not confirmed:
            mark = "máy đọc, cần đối chiếu"
        read_value = was[name] if was[name] != now[name] else None
        yield FieldView(name, label, typed.get(name, now[name]), _kind(name), mark, read_value, confirm, confirmed)


def _kind(name: str) -> str:
    if name in DATE_FIELDS:
        return "day"
    return {"type": "select", "title": "lines", "legal_bases": "lines"}.get(name, "line")


TYPE_CHOICES = tuple((entry.slug, entry.name) for entry in TYPES)


def likeness_words(entry: Duplicate) -> tuple[str, str]:
    """The tone and the sentence for what is held already."""
    if entry.likeness == "version" and entry.held.record != "full":
        return "can", "Kho mới có bản tóm tắt của văn bản này"
    return _LIKENESS[entry.likeness]


def _duplicate_view(entry: Duplicate) -> DuplicateView:
    tone, words = likeness_words(entry)
    shown = entry.text_differs[:MOST_DIFFERENCES]
    return DuplicateView(entry, tone, words, shown, len(entry.text_differs) - len(shown))


def _counts(document: Document) -> str:
    """How much of each kind there is: "3 chương, 24 điều, 61 khoản, 40 điểm"."""
    divisions = dict.fromkeys(division for provision in document.provisions for division in provision.ancestors)
    counts = Counter(_DIVISIONS[division.kind] for division in divisions)
    counts["điều"] = sum(provision.kind == "article" for provision in document.provisions)
    lines = Counter(line.kind for provision in document.provisions for line in provision.lines)
    counts |= {"khoản": lines["paragraph"], "điểm": lines["point"]}
    attached = sum(part.kind != "main" for part in document.parts)
    counts["phần kèm theo"] = attached
    order = (*_DIVISIONS.values(), "điều", "khoản", "điểm", "phần kèm theo")
    return ", ".join(f"{counts[name]} {name}" for name in order if counts[name])


def _text(document: Document) -> Iterator[TextView]:
    above: tuple[str, ...] = ()
    position = 0
    for part in document.parts:
        opened = " ".join(filter(None, (part.label, part.title))) if part.kind != "main" else ""
        for provision in part.provisions:
            place = tuple(". ".join(filter(None, (entry.label, entry.heading))) for entry in provision.ancestors)
            new = tuple(entry for index, entry in enumerate(place) if above[: index + 1] != place[: index + 1])
            above = place
            heads = (*filter(None, (opened,)), *new)
            opened = ""
            yield TextView(f"doc-{position}", provision.title, heads, provision_html(provision, anchors=False))
            position += 1


def _outline(text: tuple[TextView, ...]) -> Iterator[OutlineEntry]:
    for entry in text:
        yield from (OutlineEntry(1, words, entry.anchor) for words in entry.above)
        if entry.title:
            yield OutlineEntry(4, entry.title, entry.anchor)
