"""How to cite a held document in a report, ready to be copied: plain, and rich with the link.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục I. The first mention says type, number and symbol, date, issuer and subject;
later ones type, number and symbol; a law is called by its type and name alone. A Căn cứ line is set in italics and ends
with a semicolon.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from markupsafe import Markup, escape

from indexer.records import DocumentHead
from kb.dates import long_date

#: Laws are cited by name.
_BY_NAME = {"luat", "bo-luat", "phap-lenh", "hien-phap"}
#: Words that open a subject and lose their capital inside a sentence; any other may be a name.
_OPENERS = re.compile(
    r"""(?:
        Về | Quy\sđịnh | Quy\schế | Sửa\sđổi | Bổ\ssung | Hướng\sdẫn | Ban\shành | Phê\sduyệt | Thành\slập | Công\sbố
      | Ủy\squyền | Uỷ\squyền | Phân\scấp | Giao | Bãi\sbỏ | Thay\sthế | Đính\schính | Kiện\stoàn | Tổ\schức
      | Chức\snăng
    )\b""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class CitingForm:
    """One way to cite: its name, the plain text, its look on the page, and the HTML that is copied."""

    name: str
    text: str
    html: Markup
    rich: str


def short_mention(head: DocumentHead) -> str:
    """A later mention: "Nghị định số 29/2008/NĐ-CP"; a law by its name, an unnumbered document by its title."""
    if head.type in _BY_NAME or not head.number:
        return head.name
    return f"{head.document_type.name} số {head.number}"


def full_mention(head: DocumentHead) -> str:
    """The first mention, with all that is known of date, issuer and subject."""
    if head.type in _BY_NAME:
        return head.name
    parts = [
        short_mention(head),
        long_date(head.issued) if head.issued else "",
        f"của {head.issuer}" if head.issuer else "",
        subject(head.title) if head.number else "",
    ]
    return " ".join(part for part in parts if part)


def subject(title: str) -> str:
    """The subject as it stands inside a sentence.

    >>> subject("Quy định về khu công nghiệp"), subject("Hưng Yên mười năm")
    ('quy định về khu công nghiệp', 'Hưng Yên mười năm')
    """
    return title[:1].lower() + title[1:] if _OPENERS.match(title) else title


def citing_forms(head: DocumentHead, base_url: str) -> tuple[CitingForm, ...]:
    """The ways to cite a document; ``base_url`` makes the copied link absolute. Sources of facts have but one."""
    full, short = full_mention(head), short_mention(head)
    link = Markup('<a href="{}">{}</a>')
    first = _form("Lần đầu", full, Markup("{}"), link.format(base_url + head.uri, full))
    if head.record == "source":
        return (first,)
    basis = f"Căn cứ {full};"
    linked_basis = Markup("<i>Căn cứ {};</i>").format(link.format(base_url + head.uri, full))
    return (
        first,
        _form("Các lần sau", short, Markup("{}"), link.format(base_url + head.uri, short)),
        _form("Dòng căn cứ", basis, Markup("<i>{}</i>"), linked_basis),
    )


def _form(name: str, text: str, shown: Markup, rich: Markup) -> CitingForm:
    """``rich`` becomes plain text again, so that a template escapes it where it stands in an attribute."""
    return CitingForm(name, text, shown.format(escape(text)), str(rich))
