"""Whether what a citation says agrees with a held document, and whether it says enough.

Issuers are compared by the bodies that they name: the head of a body stands for it ("Bộ trưởng Bộ Tài chính"), local
bodies are told apart by their province.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from indexer.records import DocumentHead, KnownDocument
from kb.citations import Citation, Context
from kb.dates import short_date
from kb.doctypes import type_of_slug
from kb.issuers import issuer_key, organ_named, successors
from kb.numbers import DocumentNumber
from kb.places import place_in
from kb.relations import Relation, name_and_year
from kb.text import normalise, words_key

#: Organ codes that every province has; departments (Sở) have codes that open with S.
_LOCAL_CODE = re.compile(r"UB|UBND|HĐND|TU|HU|BQL\w*|KCN|KKT|S[A-ZĐ&]{2,}")
_LOCAL_BODY = re.compile(
    r"\b(?:uỷ ban nhân dân|hội đồng nhân dân|ubnd|hđnd|ban quản lý|sở|tỉnh uỷ|thành uỷ|huyện uỷ|đảng bộ tỉnh)\b",
    re.IGNORECASE,
)
_BELOW_PROVINCE = re.compile(r"\b(?:huyện|quận|thị xã|xã|phường|thị trấn)\s+(?!hội\b)", re.IGNORECASE)
#: Several bodies, one that is abbreviated, or a Party committee, which has several names.
_NOT_COMPARED = re.compile(
    r"[,;]|(?-i:[A-ZĐ]{4,})|\bliên bộ\b|[\wà-ỹ] (?:-|và) (?:bộ|toà|viện|tổng|ban|uỷ ban) |tỉnh uỷ|thành uỷ|đảng bộ",
    re.IGNORECASE,
)
#: Three bodies of the Party's centre that sign with one code, TW.
_PARTY_CENTRE = re.compile(r"\bbộ chính trị|\bban bí thư|\bban chấp hành trung ương", re.IGNORECASE)
#: "Luật NSNN".
_ABBREVIATED = re.compile(r"[a-zà-ỹ] [A-ZĐ]{3,}")
#: What the import of the codification writes where its source gives no title.
UNTITLED = "Không rõ tên văn bản"
_LAWS = {"luat", "bo-luat"}

#: What a citation is compared with: a document that is held, or one that a register lists.
Listed = DocumentHead | KnownDocument
_ANY_TYPE = {"other", "bai-viet"}


@dataclass(frozen=True, slots=True)
class Verdict:
    """``against`` is the contradiction in words for officers, "" when there is none; ``confirmed`` that the date of
    issue agrees; ``note`` what differs without being decisive."""

    against: str = ""
    confirmed: bool = False
    note: str = ""


def as_citation(relation: Relation) -> Citation:
    """What the words of a relation say of the document acted upon, to be compared and resolved as a citation.

    The day counts only where the number does not tell the year: a slip in it must not keep an act in force.
    """
    title, year = name_and_year(relation.title)
    number = DocumentNumber.try_parse(relation.number or "")
    dated = None if number and number.year else relation.dated
    return Citation(
        0, 0, "", type=relation.type, number=relation.number, title=title, year=year, date=dated,
        issuer=relation.issuer,
    )  # fmt: skip


def judge(citation: Citation, head: Listed, context: Context) -> Verdict:
    """Compare what a citation says with a held or listed document of the same number or name."""
    confirmed = citation.date is not None and citation.date == head.issued
    against = (
        _type_against(citation, head)
        or _name_against(citation, head)
        or _date_against(citation, head)
        or _too_young(citation, head, context)
        or _place_against(citation, head, context, confirmed=confirmed)
    )
    return Verdict(against, confirmed and not against, "" if against else _issuer_note(citation, head))


def same_type(first: str, second: str) -> bool:
    """Whether two types (slugs) are one: a code is a law too."""
    return first == second or {first, second} <= _LAWS


def _type_against(citation: Citation, head: Listed) -> str:
    said, held = citation.type, head.type
    if said is None or same_type(said, held) or {said, held} & _ANY_TYPE:
        return ""
    return f"câu ghi là {type_of_slug(said).name}, văn bản {head.listed} cùng số hiệu là {head.document_type.name}"


def _name_against(citation: Citation, head: Listed) -> str:
    """A law cited by name and number must bear that name, small differences in wording aside."""
    if not citation.title or not citation.number or head.title == UNTITLED or _ABBREVIATED.search(citation.title):
        return ""
    said, held = set(words_key(citation.title).split()), set(words_key(head.title).split())
    if "sửa" in said and "sửa" not in held:  # the number of the law that is amended
        return f"số {head.number} {head.listed} là “{head.title}”, câu nói luật sửa đổi, bổ sung luật đó"
    said, held = said - {"luật", "bộ"}, held - {"luật", "bộ"}
    if not said or not held or 2 * len(said & held) >= min(len(said), len(held)):
        return ""
    return f"số {head.number} {head.listed} là “{head.title}”, không phải “{citation.title}”"


def _date_against(citation: Citation, head: Listed) -> str:
    if citation.date and head.issued:
        if citation.date == head.issued or not _may_be_issued(head):
            return ""
        return f"{head.name} {head.listed} ban hành ngày {short_date(head.issued)}, câu ghi {short_date(citation.date)}"
    number = DocumentNumber.try_parse(citation.number) if citation.number else None
    if citation.date and number and number.year and number.year != citation.date.year:
        return f"số hiệu ghi năm {number.year}, ngày ban hành ghi {short_date(citation.date)}"
    year = year_of(head)
    if year is None or citation.year in (None, year) or (number and number.year) or citation.partial:
        return ""
    return f"{head.name} {head.listed} ban hành năm {year}, câu ghi năm {citation.year}"


def _may_be_issued(head: Listed) -> bool:
    """Whether the day that is held can be right: a number's year is that of its day."""
    number = DocumentNumber.try_parse(head.number) if head.number else None
    return number is None or number.year is None or head.issued is None or number.year == head.issued.year


def written_by(context: Context) -> date | None:
    """The last day on which the citing text can have been written: its day, else the last of its number's year."""
    number = DocumentNumber.try_parse(context.number) if context.number else None
    return context.issued or (date(number.year, 12, 31) if number and number.year else None)


def year_of(head: Listed) -> int | None:
    """The year of issue, by the number where the day is not known."""
    if head.issued:
        return head.issued.year
    number = DocumentNumber.try_parse(head.number) if head.number else None
    return number.year if number else None


def _too_young(citation: Citation, head: Listed, context: Context) -> str:
    """A law cited by name alone is none that was passed after the citing document."""
    day = written_by(context)
    if citation.number or citation.year or citation.date or not day or not head.issued:
        return ""
    return f"bản {head.listed} ({_dated(head)}) ban hành sau văn bản này" if head.issued > day else ""


def _place_against(citation: Citation, head: Listed, context: Context, *, confirmed: bool) -> str:
    """A local document of another province, or of another level than the body that is named."""
    if not is_local(head):
        return ""
    if citation.issuer and _BELOW_PROVINCE.search(normalise(citation.issuer) + " "):
        if issuer_key(citation.issuer) not in issuer_key(head.issuer or ""):
            return f"câu ghi của {citation.issuer}, văn bản {head.listed} là của {head.issuer or head.place}"
        return ""
    said, held = cited_place(citation, context), place_of(head)
    if citation.issuer is None and confirmed:
        return ""
    if said and held and words_key(said) != words_key(held):
        return f"số hiệu này mỗi tỉnh đều có; văn bản {head.listed} là của {held}, không phải của {said}"
    return ""


def _issuer_note(citation: Citation, head: Listed) -> str:
    if bodies_differ(citation.issuer, head.issuer):
        return f"câu ghi cơ quan ban hành là {citation.issuer}, văn bản {head.listed} ghi {head.issuer}"
    return ""


def needs_more(citation: Citation, head: Listed, context: Context) -> str:
    """What a citation that fits a single held document leaves open, "" when it is enough. The date is not given."""
    if bodies_differ(citation.issuer, head.issuer):
        return f"{_issuer_note(citation, head)}; cần xác nhận"
    if not citation.number:
        return _needs_year(citation, head, context)
    number = DocumentNumber.try_parse(citation.number)
    said = citation.year if year_of(head) else None
    if number and number.year is None and not said and not citation.partial:
        return f"số hiệu không ghi năm nên có thể trùng; {head.listed} có văn bản {_dated(head)}, cần xác nhận"
    if is_local(head) and not cited_place(citation, context):
        place = place_of(head) or head.issuer
        return f"số hiệu này mỗi tỉnh đều có mà câu không nói tỉnh nào; {head.listed} có văn bản của {place}"
    return ""


def _needs_year(citation: Citation, head: Listed, context: Context) -> str:
    """A law by name: its year, or a citing document issued while the only held version was in force."""
    if citation.year and year_of(head) is None:
        return f"{head.listed} có {head.name} {_dated(head)}, cần xác nhận"
    day = written_by(context)
    if citation.year or day is None:
        return ""
    if head.expires and head.expires <= day:
        return f"câu không ghi năm; bản {head.listed} ({_dated(head)}) khi đó đã hết hiệu lực"
    return ""


def _dated(head: Listed) -> str:
    return f"ngày {short_date(head.issued)}" if head.issued else "chưa rõ ngày"


# --- bodies and places ----------------------------------------------------------------------------------------------


def is_local(head: Listed) -> bool:
    """Whether a document is of a body that every province (or district) has."""
    number = DocumentNumber.try_parse(head.number) if head.number else None
    if number and is_local_number(number):
        return True
    return bool(head.issuer and _LOCAL_BODY.search(normalise(head.issuer)))


def is_local_number(number: DocumentNumber) -> bool:
    """Whether the symbol is one that bodies of every province use.

    >>> is_local_number(DocumentNumber.parse("67/2003/QĐ-UB")), is_local_number(DocumentNumber.parse("183/QĐ-TTg"))
    (True, False)
    """
    return any(_LOCAL_CODE.fullmatch(code) for code in number.organ_codes)


def place_of(head: Listed) -> str | None:
    """The province of a local document."""
    return (place_in(head.issuer) if head.issuer else None) or _province(head.place)


def cited_place(citation: Citation, context: Context) -> str | None:
    """The province that a citation of a local document means: that of the issuer, else that of the citing body.

    The place of a central body's text (Hà Nội) says nothing about the documents that it cites.
    """
    if citation.issuer and (named := place_in(citation.issuer)):
        return named
    if context.issuer and not _LOCAL_BODY.search(normalise(context.issuer)):
        return None
    return (place_in(context.issuer) if context.issuer else None) or _province(context.place)


def _province(place: str | None) -> str | None:
    """A place by the name of its province, if it is one."""
    return (place_in(place) or place) if place else None


def bodies_differ(said: str | None, held: str | None) -> bool:
    """Whether a document of ``held`` surely is not one of ``said``. A body that took over the work of another is often
    named for it; abbreviated and joint names are not compared.

    >>> bodies_differ("Bộ trưởng Bộ Thương mại", "Bộ trưởng Bộ Kế hoạch và Đầu tư")
    True
    >>> bodies_differ("Thủ tướng", "Thủ tướng Chính phủ"), bodies_differ("Bộ LĐTBXH", "Bộ Lao động")
    (False, False)
    >>> bodies_differ("liên Bộ Tài chính - Bộ Nội vụ", "Bộ Tài chính và Bộ Nội vụ")
    False
    >>> bodies_differ("Bộ Nội vụ", "Bộ Lao động - Thương binh và Xã hội")
    False
    >>> bodies_differ("Ban Chấp hành Đảng bộ tỉnh", "Tỉnh ủy Kon Tum")
    False
    >>> bodies_differ("Ban Chấp hành Trung ương Đảng", "Bộ Chính trị")
    True
    """
    if not said or not held or any(_NOT_COMPARED.search(normalise(name)) for name in (said, held)):
        return False
    first, second = issuer_key(said), issuer_key(held)
    if first in second or second in first:
        return False
    centre = [_PARTY_CENTRE.search(name) for name in (said, held)]
    if all(centre):
        return len({match.group().lower() for match in centre if match}) > 1
    return organ_named(said) not in successors(organ_named(held), date.today())
