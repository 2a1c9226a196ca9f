"""The legal bases of an act: the acts that its Căn cứ lines name, in order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kb.citations import Citation, find_citations
from kb.documents import LegalBasis

_BASIS = re.compile(r"(?:[-–]\s?)?(?:Căn cứ|CĂN CỨ)\b")
_GROUND = re.compile(
    r"""
    (?:[-–]\s?)?
    (?: Căn\scứ | CĂN\sCỨ | Theo\s | Xét\s | Thực\shiện\s | Trên\scơ\ssở | Sau\skhi | Được\ssự
      | Quyết\sđịnh\ssố\s\d | Để\s )
    """,
    re.VERBOSE,
)
#: An act named in a line of its own below a basis, which goes on the list.
_ACT = re.compile(r"(?:Luật|Bộ luật|Pháp lệnh|Nghị định|Nghị quyết|Thông tư|Quyết định)\s(?:số\s)?[\dA-ZĐ]")
#: What follows amends the act before it, or is carried out by it: no basis of its own.
_SERVES = re.compile(
    r"""
    (?:đã\s)?được\s(?:sửa\sđổi|bổ\ssung|thay\sthế|đính\schính) | (?:sửa\sđổi|bổ\ssung)[^;]{0,40}\s(?:bởi|tại|theo|của)\s
    | quy\sđịnh\schi\stiết | hướng\sdẫn | sửa\sđổi,\sbổ\ssung | về\sviệc | \sthi\shành | \svề\s | \sban\shành\s
    """,
    re.VERBOSE | re.IGNORECASE,
)


def is_basis(text: str) -> bool:
    """Whether a paragraph of the head gives a ground: "Căn cứ …", "Theo đề nghị …", "Xét …"."""
    return bool(_GROUND.match(text))


def legal_bases(lines: Sequence[str]) -> Iterator[LegalBasis]:
    """The acts that are named as bases. An act that is named only as amending another basis, or as what a basis
    carries out, is left out.

    >>> [(basis.number, basis.text) for basis in legal_bases(["Căn cứ Luật Đầu tư số 61/2020/QH14;"])]
    [('61/2020/QH14', 'Luật Đầu tư số 61/2020/QH14')]
    """
    among = False
    for line in lines:
        among = bool(_BASIS.match(line) or (among and _ACT.match(line)))
        if among:
            yield from map(_basis, _named(line))


def _named(line: str) -> Iterator[Citation]:
    end = 0
    for citation in find_citations(line):
        between = line[end : citation.start]
        if citation.kind == "document" and citation.target == "external" and (not end or not _serves(between)):
            yield citation
            end = citation.end


def _serves(between: str) -> bool:
    """Whether the words since the last basis make the next act its amendment or its object."""
    return bool(_SERVES.search(between.rpartition(";")[2]))


def _basis(citation: Citation) -> LegalBasis:
    return LegalBasis(citation.surface, citation.number)
