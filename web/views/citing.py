"""How to cite a held document in a report, ready to be copied: plain, and rich with the link.

Sources: Nghị định 30/2020/NĐ-CP, Phụ lục I: the first mention says type, number and symbol, date, issuer and subject;
later ones type, number and symbol; a law is called by its type and name alone. A Căn cứ line is set in italics and ends
with a semicolon. Drafts of normative acts and papers of the Party have their own rules (:mod:`kb.citing`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup, escape

from indexer.records import DocumentHead, LinkedRelation
from kb.citing import (
    BY_NAME,
    Cited,
    first_mention,
    later_mention,
    legal_basis_line,
    mention_in_draft,
    mention_in_party_paper,
)
from kb.dates import long_date

_RULE, _RULE_OF_DRAFTS, _RULE_OF_PARTY = "NĐ 30/2020/NĐ-CP", "NĐ 78/2025/NĐ-CP", "QĐ 66-QĐ/TW"
_LINK = Markup('<a href="{}">{}</a>')


@dataclass(frozen=True, slots=True)
class CitingForm:
    """One way to cite: its name, the rule that asks for it, the plain text, its look on the page, and the HTML that is
    copied."""

    name: str
    rule: str
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


def citing_forms(head: DocumentHead, base_url: str, amended: Iterable[int] = ()) -> tuple[CitingForm, ...]:
    """The ways to cite a document; ``base_url`` makes the copied link absolute, ``amended`` are the years in which laws
    amended it. Sources of facts have but one way."""
    address = base_url + head.uri
    first = _form("Lần đầu", _RULE, full_mention(head), address)
    if head.record == "source":
        return (first,)
    forms = [first, _form("Các lần sau", _RULE, short_mention(head), address), _basis_form(head, address)]
    if head.number or head.type in BY_NAME:
        cited = _cited(head)
        forms += [
            _form("Trong dự thảo văn bản quy phạm", _RULE_OF_DRAFTS, mention_in_draft(cited, amended), address),
            _form("Trong văn bản của Đảng", _RULE_OF_PARTY, mention_in_party_paper(cited), address),
        ]
    return tuple(forms)


def _form(name: str, rule: str, text: str, address: str) -> CitingForm:
    return _form_of(name, rule, text, escape(text), _LINK.format(address, text))


def _basis_form(head: DocumentHead, address: str) -> CitingForm:
    named = basis_mention(head)
    text, linked = f"Căn cứ {named};", _LINK.format(address, named)
    return _form_of(
        "Dòng căn cứ", _RULE, text, Markup("<i>{}</i>").format(text), Markup("<i>Căn cứ {};</i>").format(linked)
    )


def _form_of(name: str, rule: str, text: str, shown: Markup, rich: Markup) -> CitingForm:
    """``rich`` becomes plain text again, so that a template escapes it where it stands in an attribute."""
    return CitingForm(name, rule, text, shown, str(rich))


def years_amended(incoming: Iterable[LinkedRelation]) -> tuple[int, ...]:
    """The years in which laws amended a document, from what others do to it."""
    acts = (linked.source for linked in incoming if linked.relation.verb == "amends")
    return tuple(sorted({act.issued.year for act in acts if act.type in BY_NAME and act.issued}))
