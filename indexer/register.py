"""Registers of known documents: lists of numbers, dates and titles of which the texts are not held.

The truth is a plain table in the corpus, ``_register/<name>.tsv``: a header line, then one document a line, written by
:mod:`indexer.register_import` and free to be corrected by hand. Cells hold no tab or line end; dates are ISO; what is
not known is empty.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from indexer.corpus import CorpusFile
from indexer.records import KnownDocument
from kb.dates import parse_date
from kb.doctypes import type_of_slug
from kb.documents import Fault
from kb.numbers import DocumentNumber
from kb.text import tidy

#: The folder of registers in a corpus; no file in it is read as a document.
FOLDER = "_register"
COLUMNS = ("number", "type", "issuer", "issued", "effective", "signer", "title")


def register_files(corpus: Path) -> list[CorpusFile]:
    """The registers of a corpus, sorted by name."""
    paths = sorted((corpus / FOLDER).glob("*.tsv"))
    return [CorpusFile(corpus, path.relative_to(corpus).as_posix()) for path in paths if not path.name.startswith(".")]


def is_register(path: str) -> bool:
    """Whether a path in a corpus is that of a register.

    >>> is_register("_register/cong-bao.tsv"), is_register("nghi-dinh/2008/29-2008-nd-cp.md")
    (True, False)
    """
    return path.startswith(f"{FOLDER}/")


def read_register(content: bytes, path: str) -> tuple[list[KnownDocument], list[Fault]]:
    """The documents that a register lists, each once, and what is wrong with it; ``path`` names it in faults."""
    try:
        header, *lines = content.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError:
        return [], [Fault("error", "danh mục không phải UTF-8", path, 1, "lưu lại với bảng mã UTF-8")]
    except ValueError:
        return [], [Fault("error", "danh mục trống", path, 1, "nhập lại bằng cancu import register")]
    names = header.split("\t")
    if missing := [name for name in COLUMNS if name not in names]:
        return [], [Fault("error", f"danh mục thiếu cột {', '.join(missing)}", path, 1, "xem docs/corpus-format.md")]
    found: dict[KnownDocument, None] = {}
    faults: list[Fault] = []
    for line, text in enumerate(lines, 2):
        cells = dict(zip(names, map(tidy, text.split("\t")), strict=False))
        if trouble := _trouble(cells):
            faults.append(Fault("error", trouble, path, line, "sửa hoặc xóa dòng này"))
        elif any(cells.values()):
            found.setdefault(_document(cells, Path(path).stem, line))
    return list(found), faults


def _trouble(cells: dict[str, str]) -> str | None:
    if not any(cells.values()):
        return None
    if DocumentNumber.try_parse(cells.get("number", "")) is None:
        return f"số hiệu không đọc được: {cells.get('number')!r}"
    wrong = [name for name in ("issued", "effective") if cells.get(name) and not parse_date(cells[name])]
    return f"{wrong[0]} không phải ngày: {cells[wrong[0]]!r}" if wrong else None


def _document(cells: dict[str, str], register: str, line: int) -> KnownDocument:
    def day(name: str) -> date | None:
        return parse_date(cells.get(name, ""))

    return KnownDocument(
        cells["number"], type_of_slug(cells.get("type", "")).slug, cells.get("title", ""), cells.get("issuer") or None,
        day("issued"), day("effective"), cells.get("signer") or None, register, line,
    )  # fmt: skip


def write_register(documents: Iterable[KnownDocument]) -> bytes:
    """The table of some documents, as :func:`read_register` reads it."""
    lines: list[Sequence[str]] = [COLUMNS, *map(_cells, documents)]
    return "".join("\t".join(line) + "\n" for line in lines).encode()


def _cells(known: KnownDocument) -> tuple[str, ...]:
    days = (day.isoformat() if day else "" for day in (known.issued, known.effective))
    return (known.number, known.type, known.issuer or "", *days, known.signer or "", known.title)
