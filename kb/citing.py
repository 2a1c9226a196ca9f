"""How an officer writes a citation: Nghị định 30/2020/NĐ-CP, Phụ lục I mục 6 and Phụ lục II mục 7.

The first mention is complete, later ones give type and number; a Luật, Bộ luật or Pháp lệnh is named by its name alone.
Drafts of normative acts follow Nghị định 78/2025/NĐ-CP, papers of the Party Quy định 66-QĐ/TW and Hướng dẫn 36-HD/VPTW.

>>> decree = Cited("nghi-dinh", "30/2020/NĐ-CP", date(2020, 3, 5), "Chính phủ", "Về công tác văn thư")
>>> first_mention(decree)
'Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư'
>>> later_mention(decree, ProvisionPath.parse("dieu-9.khoan-2"))
'khoản 2 Điều 9 của Nghị định số 30/2020/NĐ-CP'
>>> code = Cited("bo-luat", "45/2019/QH14", date(2019, 11, 20), "Quốc hội", "Bộ luật Lao động")
>>> first_mention(code), legal_basis_line(code, last=True)
('Bộ luật Lao động', 'Căn cứ Bộ luật Lao động ngày 20 tháng 11 năm 2019.')
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from kb.dates import date_in_figures, long_date
from kb.doctypes import type_of_slug
from kb.errors import KbError
from kb.provisions import ProvisionPath
from kb.text import fold, small

#: Words that open a trích yếu and lose their capital inside a sentence; any other may be a name.
_OPENERS = re.compile(
    r"""(?:
        Về | Quy\sđịnh | Quy\schế | Sửa\sđổi | Bổ\ssung | Hướng\sdẫn | Ban\shành | Phê\sduyệt | Thành\slập | Công\sbố
      | Ủy\squyền | Uỷ\squyền | Phân\scấp | Phân\squyền | Giao | Bãi\sbỏ | Thay\sthế | Đính\schính | Kiện\stoàn
      | Tổ\schức | Chức\snăng | Điều\schỉnh | Cắt\sgiảm | Triển\skhai | Thực\shiện | Tổng\skết | Tăng\scường
    )\b""",
    re.VERBOSE,
)
#: Types that are cited by name.
BY_NAME = frozenset({"luat", "bo-luat", "phap-lenh", "hien-phap"})


@dataclass(frozen=True, slots=True)
class Cited:
    """The document that is cited: ``type`` a slug of :mod:`kb.doctypes`, ``title`` the trích yếu or the law's name."""

    type: str
    number: str | None = None
    issued: date | None = None
    issuer: str | None = None
    title: str | None = None


def first_mention(document: Cited, path: ProvisionPath | None = None) -> str:
    """Type, number, date, issuer and trích yếu; what is not known is left out. Raises :class:`KbError` for a document
    that has neither number nor name."""
    if document.type in BY_NAME:
        return _with_path(_law_name(document), path)
    said = [later_mention(document), *_date_and_issuer(document)]
    if document.number and document.title:
        said.append(subject(document.title))
    return _with_path(" ".join(said), path)


def later_mention(document: Cited, path: ProvisionPath | None = None) -> str:
    """Type and number; a law's name. Raises :class:`KbError` for a document that has neither."""
    if document.type in BY_NAME:
        return _with_path(_law_name(document), path)
    name = type_of_slug(document.type).name
    if document.number:
        return _with_path(f"{name} số {document.number}", path)
    if document.title:
        return _with_path(f"{name} {subject(document.title)}", path)
    raise KbError("văn bản chưa có số hiệu và tên", hint="bổ sung number hoặc title trong tệp của văn bản")


def legal_basis_line(document: Cited, path: ProvisionPath | None = None, *, last: bool = False) -> str:
    """A line of the legal bases, ending with ";" or (the last) "."; a law with its date, without number, issuer."""
    if document.type in BY_NAME:
        said = " ".join([_law_name(document), *([long_date(document.issued)] if document.issued else [])])
    else:
        said = first_mention(document)
    return f"Căn cứ {_with_path(said, path)}{'.' if last else ';'}"


def mention_in_draft(document: Cited, amended: Iterable[int] = ()) -> str:
    """As a draft of a normative act names it (Nghị định 78/2025/NĐ-CP, Điều 68): a law by its name and year, with the
    years ``amended`` in which laws amended it; others by type, number, issuer and trích yếu, without their day. Raises
    :class:`KbError` for a document that has neither number nor name.

    >>> mention_in_draft(Cited("luat", "61/2020/QH14", date(2020, 6, 17), "Quốc hội", "Đầu tư"), [2024, 2022])
    'Luật Đầu tư năm 2020 được sửa đổi, bổ sung năm 2022, năm 2024'
    >>> mention_in_draft(Cited("nghi-dinh", "30/2020/NĐ-CP", date(2020, 3, 5), "Chính phủ", "Về công tác văn thư"))
    'Nghị định số 30/2020/NĐ-CP của Chính phủ về công tác văn thư'
    """
    if document.type not in BY_NAME:
        return first_mention(replace(document, issued=None))
    year = f" năm {document.issued.year}" if document.issued else ""
    years = ", ".join(f"năm {amendment}" for amendment in sorted(set(amended)))
    return f"{_law_name(document)}{year}{f' được sửa đổi, bổ sung {years}' if years else ''}"


def mention_in_party_paper(document: Cited) -> str:
    """As papers of the Party name it: a comma before the day, which is written in figures; a law by its name. Raises
    :class:`KbError` for a document that has neither number nor name.

    >>> mention_in_party_paper(Cited("nghi-quyet", "18-NQ/TW", date(2017, 10, 25), "Ban Chấp hành Trung ương"))
    'Nghị quyết số 18-NQ/TW, ngày 25/10/2017 của Ban Chấp hành Trung ương'
    """
    if document.type in BY_NAME:
        return _law_name(document)
    day = f", ngày {date_in_figures(document.issued)}" if document.issued else ""
    issuer = f" của {document.issuer}" if document.issuer else ""
    about = f" {subject(document.title)}" if document.number and document.title else ""
    return f"{later_mention(document)}{day}{issuer}{about}"


def _date_and_issuer(document: Cited) -> list[str]:
    said = [long_date(document.issued)] if document.issued else []
    return said + ([f"của {document.issuer}"] if document.issuer else [])


def _law_name(document: Cited) -> str:
    """The name with its type word, or type and number for a law whose name is not known."""
    name = type_of_slug(document.type).name
    if document.title:
        return document.title if fold(document.title).startswith(fold(name)) else f"{name} {document.title}"
    if document.number:
        return f"{name} số {document.number}"
    raise KbError("luật chưa có tên và số hiệu", hint="bổ sung title hoặc number trong tệp của văn bản")


def subject(title: str) -> str:
    """The trích yếu inside a sentence: small when a word opens it that is no name.

    >>> subject("Quy định về khu công nghiệp"), subject("Hưng Yên mười năm")
    ('quy định về khu công nghiệp', 'Hưng Yên mười năm')
    """
    return small(title) if _OPENERS.match(title) else title


def _with_path(document: str, path: ProvisionPath | None) -> str:
    return f"{path.vietnamese} của {document}" if path else document
