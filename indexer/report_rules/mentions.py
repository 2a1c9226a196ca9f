"""How documents are named: completely the first time, by type and number afterwards.

Nghị định 30/2020/NĐ-CP, Phụ lục I: the first mention gives the type, the number and symbol, the day, the issuer and the
subject; later ones the type, the number and symbol. Laws and ordinances are named by their name alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from indexer.findings import Finding
from indexer.records import DocumentHead
from indexer.report_rules.report import Place, Report, identity
from indexer.report_rules.subjects import names_subject
from kb.citations import Citation
from kb.citing import BY_NAME, Cited, first_mention, later_mention
from kb.doctypes import type_of_slug
from kb.numbers import DocumentNumber
from kb.provisions import ProvisionPath

#: Letters and papers of the daily work are cited as is convenient.
_PAPERS = {"cong-van", "cong-dien", "to-trinh", "bao-cao", "thong-bao", "other", None}
_LIST_ITEM = re.compile(r"\s{0,5}[-+•*–]\s")
#: The line below the title of an annex names the paper itself.
_OWN_NUMBER = re.compile(r"\s{0,5}\(?(?:Ban hành )?[Kk]èm theo ")


def mentions(report: Report) -> Iterator[Finding]:
    """First mentions that are incomplete, and later ones that say everything again. Notes and tables are left alone:
    there a short form is usual."""
    if not report.written_by_decree_30:
        return
    seen: set[str] = set()
    for place in report.places:
        citation = place.linked.citation
        if not place.passage.is_body or citation.anaphor or citation.quoted or citation.type in BY_NAME:
            continue
        if not citation.number or citation.type in _PAPERS or citation.surface[:1].isdigit():
            continue
        if citation.surface.isupper():  # a title in capitals
            continue
        key = identity(place.linked)
        if key in seen:
            yield from _later(place)
        elif not place.passage.in_table:
            yield from _first(place)
        seen.add(key)


def _first(place: Place) -> Iterator[Finding]:
    citation, target = place.linked.citation, place.linked.target
    if _shares_head(citation) or _is_broken_off(place) or _OWN_NUMBER.match(place.passage.text):
        return
    missing = list(_missing(place))
    if not missing:
        return
    message = f"lần đầu nêu văn bản còn thiếu {_listed(missing)} (Nghị định 30/2020/NĐ-CP, Phụ lục I)"
    yield place.finding("note", "mention", message, _complete(citation, target))


def _missing(place: Place) -> Iterator[str]:
    """What a first mention must say, and this one does not."""
    citation, target = place.linked.citation, place.linked.target
    text, end = place.passage.text, place.said_until
    if citation.partial:
        yield "số, ký hiệu đầy đủ"
    if citation.date is None:
        yield "ngày ban hành"
    if citation.issuer is None:
        yield "tên cơ quan ban hành"
    if not names_subject(text, end, target.title if target else "") and not _is_introduced(text, citation):
        yield "trích yếu nội dung"


def _shares_head(citation: Citation) -> bool:
    """Whether it is one of a list with a common beginning: "các Nghị định số 1/2020/NĐ-CP, số 2/2020/NĐ-CP"."""
    return bool(re.match(r"(?:\W|[Ss]ố\b)", citation.surface)) or citation.surface[:1].isdigit()


def _is_broken_off(place: Place) -> bool:
    """Whether the line of a plain text ends where the document is named: what follows may be on the next."""
    return place.passage.place == "dòng" and not re.search(r"[\w.;:,)]", place.passage.text[place.said_until :])


def _is_introduced(text: str, citation: Citation) -> bool:
    """Whether the symbol stands in brackets behind what names the document: "Đề án … (Quyết định số 5/QĐ-TTg)"."""
    return text[: citation.start].rstrip().endswith("(")


def _listed(words: list[str]) -> str:
    return " và ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else words[0]


def _cited(target: DocumentHead) -> Cited:
    """What a document is; titles taken from web pages may begin with its type once more."""
    title = re.sub(
        rf"^{re.escape(type_of_slug(target.type).name)}\s(?=quy định|về)", "", target.title, flags=re.IGNORECASE
    )
    return Cited(target.type, target.number, target.issued, target.issuer, title)


def _path(citation: Citation) -> ProvisionPath | None:
    return citation.provisions[0] if len(citation.provisions) == 1 else None


def _complete(citation: Citation, target: DocumentHead | None) -> str | None:
    """The whole first mention, where everything that it takes is held."""
    if target is None or not (target.number and target.issued and target.issuer and target.title):
        return None
    return first_mention(_cited(target), _path(citation)) if len(citation.provisions) < 2 else None


def _later(place: Place) -> Iterator[Finding]:
    """A number without a year recurs, so that its day is no repetition; a line of the legal bases is complete."""
    citation, text = place.linked.citation, place.passage.text
    number = DocumentNumber.try_parse(citation.number or "")
    alone = not text[: citation.start].strip()
    listed = place.passage.in_table or text.lstrip().startswith("Căn cứ") or bool(_LIST_ITEM.match(text))
    if listed or alone or number is None or number.year is None:
        return
    if citation.partial and (target := place.linked.target):
        message = "ghi đủ tên loại, số và ký hiệu của văn bản"
        yield place.finding("note", "symbol", message, later_mention(_cited(target), _path(citation)))
    elif citation.date_span and citation.issuer_span and citation.type:
        short = later_mention(Cited(citation.type, citation.number), _path(citation))
        message = "văn bản đã nêu đầy đủ ở trên, từ lần sau chỉ ghi tên loại, số và ký hiệu"
        yield place.finding("note", "mention", message, short)
