"""A register of documents as it comes (CSV, TSV, XLSX, columns of any name and order), cleaned for the corpus.

Columns are matched by name; the matching is shown to a person before anything is written. What a register has that
cannot be told (no number, an unreadable one) is left out and counted, with its line.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from indexer.outlining.words import Wording, unabbreviated
from indexer.records import KnownDocument
from indexer.register import COLUMNS
from kb.dates import make_date, parse_date
from kb.doctypes import type_named, type_of_slug
from kb.errors import KbError
from kb.issuers import issuer_key, organ_named
from kb.numbers import DocumentNumber
from kb.text import capital, fold, normalise, tidy

#: How registers call each column, as :func:`_plain` has it.
NAMES: dict[str, tuple[str, ...]] = {
    "number": ("number", "so ky hieu", "so hieu", "so van ban", "so hieu van ban", "ky hieu"),
    "type": ("type", "loai", "loai van ban", "hinh thuc", "hinh thuc van ban"),
    "issuer": ("issuer", "co quan", "co quan ban hanh", "noi ban hanh", "don vi ban hanh"),
    "issued": ("issued", "ngay ban hanh", "ngay van ban", "ngay ky"),
    "effective": ("effective", "ngay hieu luc", "ngay co hieu luc", "hieu luc tu", "ngay co hieu luc thi hanh"),
    "signer": ("signer", "nguoi ky"),
    "title": ("title", "trich yeu", "trich yeu noi dung", "ten van ban", "noi dung"),
}
#: What each field is called in what officers read.
COLUMN_LABELS = {
    "number": "Số, ký hiệu", "type": "Loại văn bản", "issuer": "Cơ quan", "issued": "Ngày ban hành",
    "effective": "Ngày hiệu lực", "signer": "Người ký", "title": "Trích yếu",
}  # fmt: skip
_CONSOLIDATED = "van ban hop nhat"
_MOST_CELL = 2000
_DELIMITERS = ",;\t"


@dataclass(frozen=True, slots=True)
class RawRegister:
    """A table as it came: ``rows`` with their line in the file; ``columns`` is the place of each field that was found,
    ``ignored`` the names that mean nothing here."""

    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    columns: dict[str, int]
    ignored: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CleanRegister:
    """What a register lists; ``left_out`` are lines that name no document, with their numbers."""

    documents: tuple[KnownDocument, ...]
    left_out: tuple[tuple[int, str], ...]


def read_raw(path: Path) -> RawRegister:
    """The table of a ``.csv``, ``.tsv`` or ``.xlsx`` file; KbError for other files and for tables without numbers."""
    readers = {".csv": _csv_rows, ".tsv": _tsv_rows, ".xlsx": _xlsx_rows}
    reader = readers.get(path.suffix.lower())
    if reader is None:
        raise KbError("danh mục phải là .csv, .tsv hoặc .xlsx", where=str(path))
    lines = [(line, tuple(map(_cell, row))) for line, row in enumerate(reader(path), 1)]
    filled = [(line, row) for line, row in lines if any(row)]
    if not filled:
        raise KbError("danh mục trống", where=str(path))
    header = filled[0][1]
    columns = match_columns(header)
    if "number" not in columns:
        raise KbError("không có cột số, ký hiệu", found=", ".join(header)[:200], where=str(path),
                      hint="đặt tên cột là so_ky_hieu hoặc “Số, ký hiệu”")  # fmt: skip
    used = set(columns.values())
    ignored = tuple(name for place, name in enumerate(header) if name and place not in used)
    return RawRegister(header, tuple(filled[1:]), columns, ignored)


def match_columns(header: Sequence[str]) -> dict[str, int]:
    """The place of each field of :data:`indexer.register.COLUMNS` among the names of columns; the first that fits.

    >>> match_columns(["STT", "Số, ký hiệu", "Trích yếu", "Ngày ban hành", "nguoi_ky"])
    {'number': 1, 'issued': 3, 'signer': 4, 'title': 2}
    """
    plain = [_plain(name) for name in header]
    found = {field: next((plain.index(name) for name in NAMES[field] if name in plain), -1) for field in COLUMNS}
    return {field: place for field, place in found.items() if place >= 0}


def clean(raw: RawRegister, issuer: str | None = None) -> CleanRegister:
    """The documents of a register, each once; ``issuer`` stands in where the register names none (a register of one
    body)."""
    found: dict[KnownDocument, None] = {}
    left_out = []
    for line, row in raw.rows:
        cells = {field: row[place] if place < len(row) else "" for field, place in raw.columns.items()}
        number = DocumentNumber.try_parse(cells["number"])
        if number is None:
            left_out.append((line, cells["number"]))
        else:
            found.setdefault(_known(cells, number, issuer))
    return CleanRegister(tuple(found), tuple(left_out))


def _known(cells: dict[str, str], number: DocumentNumber, issuer: str | None) -> KnownDocument:
    of_assembly = any(code.upper().startswith("QH") for code in number.codes)  # a law, or a resolution
    kind = type_named(cells.get("type", "")) or type_of_slug("other" if of_assembly else number.document_type.slug)
    title = cells.get("title", "").rstrip(" .;")
    return KnownDocument(
        number=str(number),
        type=kind.slug,
        title=capital(title),
        issuer=_issuer(cells.get("issuer") or issuer or "", number),
        issued=parse_date(cells.get("issued", "")),
        effective=parse_date(cells.get("effective", "")),
        signer=_name(cells.get("signer", "")) or None,
    )


def _issuer(written: str, number: DocumentNumber) -> str | None:
    """The issuer in small letters. What the legislature passed is its own, though the President publishes it; the word
    for a consolidated text is no body."""
    if any(code.upper().startswith("QH") for code in number.codes):
        return "Quốc hội"
    pieces = [piece for piece in written.split(" - ") if fold(normalise(piece)) != _CONSOLIDATED]
    return ", ".join(_bodies(pieces)) or None


def _bodies(pieces: Sequence[str]) -> Iterator[str]:
    """The bodies of a joint name; what stands between hyphens may be one body, or part of one (Bộ Lao động - Thương
    binh và Xã hội)."""
    start = 0
    while start < len(pieces):
        ends = range(len(pieces), start, -1)
        names = ((end, _organ_name(" - ".join(pieces[start:end]))) for end in ends)
        end, name = next(((end, name) for end, name in names if name), (start + 1, None))
        yield name or Wording("").written_out(unabbreviated(pieces[start]))
        start = end


def _organ_name(written: str) -> str | None:
    organ = organ_named(written)
    return organ.name if organ and issuer_key(organ.name) == issuer_key(written) else None


def _name(written: str) -> str:
    return written.title() if written.isupper() else written


def _plain(name: str) -> str:
    """ "Số, ký hiệu" and "so_ky_hieu" are one name."""
    letters = (letter if letter.isalnum() else " " for letter in fold(normalise(name)))
    return " ".join("".join(letters).split())


def _cell(value: Any) -> str:
    if isinstance(value, datetime | date):
        day = make_date(value.year, value.month, value.day)
        return day.isoformat() if day else ""
    return tidy(" ".join(str(value).split()))[:_MOST_CELL] if value is not None else ""


def _decoded(path: Path) -> str:
    data = path.read_bytes()
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise KbError("danh mục không phải chữ Unicode", where=str(path), hint="lưu lại với bảng mã UTF-8") from error


def _csv_rows(path: Path) -> Iterator[Sequence[Any]]:
    text = _decoded(path)
    first = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=first.count)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    except csv.Error as error:
        raise KbError("danh mục không phải CSV", found=str(error), where=str(path)) from error


def _tsv_rows(path: Path) -> Iterable[Sequence[Any]]:
    """Tabs and line ends divide, whatever else a line holds: titles have quotation marks."""
    return (line.split("\t") for line in _decoded(path).splitlines())


def _xlsx_rows(path: Path) -> Iterator[Sequence[Any]]:
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError) as error:
        raise KbError("không đọc được tệp Excel", where=str(path), hint="lưu lại thành .xlsx hoặc .csv") from error
    try:
        yield from book.worksheets[0].iter_rows(values_only=True)
    finally:
        book.close()
