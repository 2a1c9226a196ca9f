"""The head of a document as a form: each field as a person types it, and the document with what was typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from indexer.corpus import DATE_FIELDS
from indexer.outlining.basis import legal_bases
from kb.dates import parse_date, short_date
from kb.doctypes import TYPES
from kb.documents import Document, LegalBasis
from kb.errors import KbError
from kb.text import tidy

#: The fields of a head that can be corrected, with their names for officers, in the order of a head.
FIELDS = {
    "type": "Loại văn bản",
    "number": "Số, ký hiệu",
    "issuer": "Cơ quan ban hành",
    "authority": "Người có thẩm quyền",
    "place": "Địa phương",
    "issued": "Ngày ban hành",
    "effective": "Ngày có hiệu lực",
    "expires": "Ngày hết hiệu lực",
    "title": "Trích yếu",
    "legal_bases": "Căn cứ ban hành",
    "signer": "Người ký",
    "signer_role": "Chức vụ, quyền hạn người ký",
}
#: The fields that a person must compare with the original before a text read by OCR counts.
TO_CONFIRM = ("number", "issued", "issuer")
_SLUGS = {entry.slug for entry in TYPES}


def field_values(document: Document) -> dict[str, str]:
    """Every field as it stands in the form; "" for what is not known. A title that is only the file's name is none."""
    values = {name: getattr(document, name) for name in FIELDS if name != "legal_bases"}
    shown = {name: short_date(value) if isinstance(value, date) else value or "" for name, value in values.items()}
    shown["legal_bases"] = "\n".join(basis.text for basis in document.legal_bases)
    return shown | {"title": "" if document.title == document.stem else document.title}


def corrected(document: Document, fields: Mapping[str, str]) -> Document:
    """The document with the fields that a person typed; KbError says which value cannot be.

    >>> corrected(Document("a", "quyet-dinh", "Về thử"), {"issued": "5/3/2033"}).issued
    datetime.date(2033, 3, 5)
    """
    changed: dict[str, Any] = {}
    for name, typed in fields.items():
        if name not in FIELDS:
            raise KbError("không có mục này ở phần đầu văn bản", found=name)
        changed[name] = _value(document, name, "\n".join(filter(None, map(tidy, typed.splitlines()))))
    return replace(document, **changed)


def _value(document: Document, name: str, typed: str) -> Any:
    if name in DATE_FIELDS:
        return _day(FIELDS[name], typed)
    if name == "legal_bases":
        return _bases(document, typed)
    if name == "type" and typed not in _SLUGS:
        raise KbError("loại văn bản không có trong danh mục", found=typed, hint="chọn trong danh sách")
    one_line = typed.replace("\n", " ")
    return one_line or document.stem if name == "title" else one_line or None


def _day(label: str, typed: str) -> date | None:
    day = parse_date(typed) if typed else None
    if typed and day is None:
        raise KbError(f"{label.lower()} không phải ngày", found=typed, hint="viết ngày/tháng/năm, như 05/03/2024")
    return day


def _bases(document: Document, typed: str) -> tuple[LegalBasis, ...]:
    """One basis a line; those that the document has already stay as they were read."""
    known = {basis.text: basis for basis in document.legal_bases}
    return tuple(known.get(line) or _basis(line) for line in typed.splitlines())


def _basis(line: str) -> LegalBasis:
    named = list(legal_bases([line if line.startswith("Căn cứ") else f"Căn cứ {line}"]))
    return LegalBasis(line, named[0].number if len(named) == 1 else None)
