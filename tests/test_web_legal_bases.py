"""The Căn cứ lines of a document's page."""

from __future__ import annotations

from datetime import date

import pytest
from web_factory import head

from indexer.records import KnownDocument, LinkedRelation
from kb.documents import LegalBasis
from kb.relations import Relation
from web.views.legal_bases import legal_basis
from web.views.relations import Listed

OWN = head(1)
OTHER = head(2, "82/2033/NĐ-CP")
BY_NUMBER = LegalBasis("Nghị định số 82/2033/NĐ-CP ngày 01 tháng 3 năm 2033", "82/2033/NĐ-CP")
BY_NAME = LegalBasis("Luật Khu thử nghiệm ngày 20 tháng 11 năm 2030")
NAMED = Relation("based-on", None, title="Luật Khu thử nghiệm")
LISTED: Listed = {
    "82/2033/NĐ-CP": KnownDocument("82/2033/NĐ-CP", "nghi-dinh", "Về khu thử nghiệm", "Chính phủ", date(2033, 3, 1))
}


def test_a_line_links_its_number_to_the_held_document() -> None:
    held = LinkedRelation(OWN, Relation("based-on", "82/2033/NĐ-CP"), OTHER)
    assert 'href="/akn/vn/act/2"' in legal_basis(BY_NUMBER, [held])


@pytest.mark.parametrize(
    ("listed", "hint"),
    [
        ({}, 'title="Chưa có trong kho"'),
        (LISTED, 'title="Kho chưa giữ toàn văn: Nghị định 82/2033/NĐ-CP ngày 01/03/2033 của Chính phủ: Về khu thử'),
    ],
)
def test_what_is_not_held_leads_to_what_is_known_of_it(listed: Listed, hint: str) -> None:
    line = legal_basis(BY_NUMBER, [], listed)
    assert 'class="vien-dan unknown" href="/vien-dan/82/2033/N' in line
    assert hint in line


def test_a_law_cited_by_name_is_a_link_whether_held_or_not() -> None:
    assert 'found" href="/akn/vn/act/2"' in legal_basis(BY_NAME, [LinkedRelation(OWN, NAMED, OTHER)])
    line = legal_basis(BY_NAME, [LinkedRelation(OWN, NAMED)])
    assert 'unknown" href="/vien-dan/name:' in line
    assert line.endswith("</a> ngày 20 tháng 11 năm 2030")
