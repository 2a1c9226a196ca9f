"""How to cite a held document in a report, ready to be copied: plain, and rich with the link.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục I. The first mention says type, number and symbol, date, issuer and subject;
later ones type, number and symbol; a law is called by its type and name alone. A Căn cứ line is set in italics and ends
with a semicolon.
"""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup, escape

from indexer.records import DocumentHead
from kb.citing import BY_NAME, Cited, first_mention, later_mention, legal_basis_line
from kb.dates import long_date


@dataclass(frozen=True, slots=True)
class CitingForm:
    """One way to cite: its name, the plain text, its look on the page, and the HTML that is copied."""

    name: str
    text: str
    html: Markup
    rich: str


def short_mention(head: DocumentHead) -> str:
    """A later mention: "Nghị định số 29/2008/NĐ-CP"; a law by its name, an unnumbered document by its title."""
    return later_mention(_cited(head)) if head.number or head.type in BY_NAME else head.name


def provision_mention(head: DocumentHead, place: str) -> str:
    """A provision, named by ``place`` as officers write it: "khoản 2 Điều 9 của Nghị định số 30/2020/NĐ-CP"."""
    return f"{place} của {short_mention(head)}"


def _cited(head: DocumentHead) -> Cited:
    return Cited(head.type, head.number, head.issued, head.issuer, head.title)


def full_mention(head: DocumentHead) -> str:
    """The first mention; an unnumbered document by its title, with date and issuer."""
    if head.number or head.type in BY_NAME:
        return first_mention(_cited(head))
    said = (head.name, long_date(head.issued) if head.issued else "", f"của {head.issuer}" if head.issuer else "")
    return " ".join(part for part in said if part)


def basis_mention(head: DocumentHead) -> str:
    """How a line of the legal bases names it, between "Căn cứ" and the mark at the end."""
    if not head.number and head.type not in BY_NAME:
        return full_mention(head)
    return legal_basis_line(_cited(head)).removeprefix("Căn cứ ").removesuffix(";")


def citing_forms(head: DocumentHead, base_url: str) -> tuple[CitingForm, ...]:
    """The ways to cite a document; ``base_url`` makes the copied link absolute. Sources of facts have but one."""
    full, short = full_mention(head), short_mention(head)
    link = Markup('<a href="{}">{}</a>')
    first = _form("Lần đầu", full, Markup("{}"), link.format(base_url + head.uri, full))
    if head.record == "source":
        return (first,)
    named = basis_mention(head)
    basis, linked_basis = f"Căn cứ {named};", link.format(base_url + head.uri, named)
    return (
        first,
        _form("Các lần sau", short, Markup("{}"), link.format(base_url + head.uri, short)),
        _form("Dòng căn cứ", basis, Markup("<i>{}</i>"), Markup("<i>Căn cứ {};</i>").format(linked_basis)),
    )


def _form(name: str, text: str, shown: Markup, rich: Markup) -> CitingForm:
    """``rich`` becomes plain text again, so that a template escapes it where it stands in an attribute."""
    return CitingForm(name, text, shown.format(escape(text)), str(rich))
