"""How an officer writes a citation: Nghị định 30/2020/NĐ-CP, Phụ lục I mục 6 and Phụ lục II mục 7.

The first mention is complete, later ones give type and number; a Luật, Bộ luật or Pháp lệnh is named by its name alone.

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
from dataclasses import dataclass
from datetime import date

from kb.dates import long_date
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
