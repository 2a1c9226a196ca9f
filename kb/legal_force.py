"""The order of documents by legal force, as legal bases and lists of authorities are arranged.

Source: Luật Ban hành văn bản quy phạm pháp luật 64/2025/QH15, Điều 4. Documents of the Party stand first in lists,
papers without normative force last.

>>> force_of("nghi-quyet", "49/2010/QH12") < force_of("nghi-dinh", "29/2008/NĐ-CP")
True
>>> force_of("nghi-dinh", "29/2008/NĐ-CP") < force_of("quyet-dinh", "5/2024/QĐ-TTg")
True
"""

from __future__ import annotations

from kb.doctypes import type_of_slug
from kb.numbers import DocumentNumber

#: The last place of a normative document.
LAST_NORMATIVE = 12
_PARTY = 0
_BY_TYPE = {"hien-phap": 1, "bo-luat": 2, "luat": 2, "phap-lenh": 3, "lenh": 4, "sac-lenh": 4, "nghi-dinh": 5,
            "thong-tu": 8, "thong-tu-lien-tich": 8, "nghi-quyet-lien-tich": 3}  # fmt: skip
_BY_BODY = {
    "nghi-quyet": {"QH": 2, "UBTVQH": 3, "CP": 5, "HĐTP": 7, "HĐND": 10},
    "quyet-dinh": {"CTN": 4, "TTg": 6, "KTNN": 9, "UBND": 11, "UB": 11},
}


def force_of(document_type: str, number: str | None) -> int:
    """The place of a document among others: the smaller, the higher its force."""
    parsed = DocumentNumber.try_parse(number) if number else None
    if parsed and parsed.party:
        return _PARTY
    if parsed and parsed.year and document_type in _BY_BODY:
        for code in parsed.organ_codes:
            place = _BY_BODY[document_type].get(code.rstrip("0123456789"))
            if place:
                return place
    return _BY_TYPE.get(document_type, LAST_NORMATIVE + type_of_slug(document_type).rank)


def is_normative(document_type: str, number: str | None) -> bool:
    """Whether the type and number are those of a normative document, whose place in a list is fixed.

    >>> is_normative("nghi-dinh", "29/2008/NĐ-CP"), is_normative("quyet-dinh", "183/QĐ-TTg")
    (True, False)
    """
    return _PARTY < force_of(document_type, number) <= LAST_NORMATIVE
