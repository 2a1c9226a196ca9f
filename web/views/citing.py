"""How to cite a document, ready to be copied: plain, and rich with the link."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from indexer.records import DocumentHead
from kb.dates import long_date


@dataclass(frozen=True, slots=True)
class CitingForm:
    """One way to cite: its name, the plain text, its look on the page, and the HTML that is copied."""

    name: str
    text: str
    html: Markup
    rich: str


def citing_forms(head: DocumentHead, base_url: str) -> tuple[CitingForm, ...]:
    """The forms of Nghị định 30/2020/NĐ-CP, Phụ lục I; ``base_url`` makes the copied link absolute."""
    first = f"{head.name} {long_date(head.issued) if head.issued else ''} của {head.issuer} {head.title}"
    forms = (("Lần đầu", first), ("Các lần sau", head.name), ("Dòng căn cứ", f"Căn cứ {first};"))
    link = Markup('<a href="{}">{}</a>')
    return tuple(
        CitingForm(name, text, Markup("{}").format(text), link.format(base_url + head.uri, text))
        for name, text in forms
    )
