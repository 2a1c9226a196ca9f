"""From the blocks of a file to a document: head, parts with their provisions, foot, and what is doubtful."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from indexer.blocks import Block, RawDocument
from indexer.outlining.foot import Foot, read_foot
from indexer.outlining.head import Head, find_body, find_start, read_head
from indexer.outlining.issuer import issuer_of
from indexer.outlining.mending import mend_head
from indexer.outlining.parts import Body, read_body
from indexer.outlining.register import find_day_and_place, find_number
from indexer.outlining.site import without_site
from indexer.outlining.words import Wording
from kb.dates import parse_date
from kb.documents import Document, Fault
from kb.effect import find_effective, find_end
from kb.numbers import DocumentNumber
from kb.text import capital

#: Formats in which a page may surround the act.
_FROM_PAGES = {"html", "md", "txt"}
_LITTLE = 100
_SCANNED_LAYER = "lớp chữ của bản quét có thể sai; số, ngày, cơ quan cần đối chiếu, hoặc đọc lại bằng --ocr"
#: Who passed a law, in its closing formula.
_PASSED_BY = re.compile(
    r"[ỦU][ỷy] ban [Tt]hường vụ Quốc hội|Quốc hội|Hội đồng nhân dân (?:tỉnh|thành phố) [^,.;]{2,30}?(?= [Kk]h)"
)
_RULE = re.compile(r"[-_–—=*.~\s]+")


def outline(raw: RawDocument, stem: str) -> Document:
    """The document that a file's blocks make; ``stem`` is its file's name without suffix.

    Never raises: what is missing or doubtful is told in ``Document.faults``, for a person to check.

    >>> blocks = tuple(map(Block, ["QUYẾT ĐỊNH", "Về việc ủy quyền", "Điều 1. Ủy quyền cho Ban Quản lý."]))
    >>> document = outline(RawDocument("txt", blocks), "qd")
    >>> document.type, document.title, document.provisions[0].label
    ('quyet-dinh', 'Về việc ủy quyền', 'Điều 1')
    """
    blocks = mend_head([block for block in raw.blocks if _is_shown(block)])
    wording = Wording("\n".join(block.text for block in blocks))
    start = find_start(blocks)
    first = find_body(blocks, start)
    head = read_head(blocks[start:first], wording)
    body = read_body(without_site(blocks[first:]) if raw.format in _FROM_PAGES else blocks[first:])
    foot = read_foot(body.feet[0])
    head = _authenticated(head, body.feet[0], wording)
    notes = tuple(block.text for block in raw.blocks if block.kind == "footnote")
    document = replace(_document(stem, _completed(head, raw), body, foot, notes), origin=raw.origin)
    return replace(document, faults=tuple(_faults(document, raw, body)))


def _is_shown(block: Block) -> bool:
    return block.kind not in {"note", "footnote"} and not _RULE.fullmatch(block.text or "-")


def _authenticated(head: Head, foot: Sequence[str], wording: Wording) -> Head:
    """The head of a consolidated text whose number, day and issuer stand in the authentication at its end."""
    number = DocumentNumber.try_parse(find_number(foot) or "")
    if number is None or "VBHN" not in number.codes:
        return head
    issued, place = find_day_and_place(foot)
    issuer = issuer_of(foot[:2], None, number, wording) or head.issuer
    kind = number.document_type.slug
    return replace(head, type=kind, number=str(number), issuer=issuer, issued=issued, place=place)


def _completed(head: Head, raw: RawDocument) -> Head:
    """The head with what it does not say taken from a Markdown file's front matter, whose keys are those of the
    corpus."""
    stated = raw.metadata if raw.format == "md" else {}
    return replace(
        head,
        title=head.title or stated.get("title", ""),
        number=head.number or stated.get("number"),
        issuer=head.issuer or stated.get("issuer"),
        issued=head.issued or parse_date(stated.get("issued", "")),
    )


def _document(stem: str, head: Head, body: Body, foot: Foot, notes: tuple[str, ...]) -> Document:
    issued = head.issued or _closing_day(foot)
    passed_by = _PASSED_BY.search(foot.closing or "")
    parts = tuple(part for part in body.parts if part.provisions or part.label)
    document = Document(
        stem=stem,
        type=head.type,
        title=head.title or stem,
        number=head.number,
        issuer=head.issuer or (capital(passed_by[0]) if passed_by else None),
        authority=head.authority,
        issued=issued,
        place=head.place,
        signer=foot.signer,
        signer_role=foot.role,
        legal_bases=head.legal_bases,
        enacted=head.enacted,
        parts=parts,
        notes=notes,
        recipients=foot.recipients,
    )
    return replace(document, effective=find_effective(document)[0], expires=find_end(document))


def _closing_day(foot: Foot) -> date | None:
    """The day on which a law was passed, from its closing formula."""
    return parse_date(foot.closing) if foot.closing else None


def _faults(document: Document, raw: RawDocument, body: Body) -> Iterator[Fault]:
    if raw.origin == "ocr":
        yield Fault("warning", _SCANNED_LAYER, hint="so với bản gốc")
    missing = {
        "số, ký hiệu": document.number,
        "cơ quan ban hành": document.issuer,
        "ngày ban hành": document.issued,
        "trích yếu": document.title if document.title != document.stem else None,
    }
    for name, value in missing.items():
        if value is None:
            yield Fault("warning", f"không thấy {name}", hint="bổ sung vào phần đầu tệp")
    if not document.provisions:
        yield Fault("error", "không đọc được nội dung nào")
    elif sum(len(provision.title) + len(provision.text) for provision in document.provisions) < _LITTLE:
        yield Fault("warning", "rất ít nội dung, có thể bản gốc là ảnh quét", hint="so với bản gốc")
    for message, place in body.doubts:
        yield Fault("warning", f"{message} ({place})" if place else message, hint="so với bản gốc")
    for message in raw.messages:
        yield Fault("note", message)
