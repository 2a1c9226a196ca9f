"""Citations as Nghị định 30/2020/NĐ-CP wants them written, and read again by the recogniser."""

from __future__ import annotations

from datetime import date

import pytest

from kb.citations import find_citations
from kb.citing import Cited, first_mention, later_mention, legal_basis_line
from kb.errors import KbError
from kb.provisions import ProvisionPath

DECISION = Cited("quyet-dinh", "9/2020/QĐ-TTg", date(2020, 1, 7), "Thủ tướng Chính phủ", "Ban hành Quy chế phối hợp")
LAW = Cited("luat", "16/2023/QH15", date(2023, 6, 19), "Quốc hội", "Luật Giá")
ORDINANCE = Cited("phap-lenh", None, None, None, "Ngoại hối")
PATH = ProvisionPath.parse("dieu-5.khoan-2.diem-đ")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (
            first_mention(DECISION),
            "Quyết định số 9/2020/QĐ-TTg ngày 07 tháng 01 năm 2020 của Thủ tướng Chính phủ ban hành Quy chế phối hợp",
        ),
        (later_mention(DECISION), "Quyết định số 9/2020/QĐ-TTg"),
        (later_mention(DECISION, PATH), "điểm đ khoản 2 Điều 5 của Quyết định số 9/2020/QĐ-TTg"),
        (first_mention(LAW), "Luật Giá"),
        (later_mention(LAW, PATH), "điểm đ khoản 2 Điều 5 của Luật Giá"),
        (first_mention(ORDINANCE), "Pháp lệnh Ngoại hối"),
        (first_mention(Cited("luat", "71/2014/QH13")), "Luật số 71/2014/QH13"),
        (legal_basis_line(LAW), "Căn cứ Luật Giá ngày 19 tháng 6 năm 2023;"),
        (legal_basis_line(Cited("nghi-dinh", "5/2020/NĐ-CP"), last=True), "Căn cứ Nghị định số 5/2020/NĐ-CP."),
        (first_mention(Cited("ke-hoach", "7/KH-X", title="UBND tỉnh làm")), "Kế hoạch số 7/KH-X UBND tỉnh làm"),
        (later_mention(Cited("bao-cao", title="Tổng kết năm")), "Báo cáo tổng kết năm"),
    ],
)  # fmt: skip
def test_written_by_the_rule(written: str, expected: str) -> None:
    assert written == expected


@pytest.mark.parametrize("slug", ["quyet-dinh", "luat"])
def test_a_document_without_number_and_name_cannot_be_cited(slug: str) -> None:
    with pytest.raises(KbError):
        first_mention(Cited(slug))


@pytest.mark.parametrize("document", [DECISION, LAW])
def test_what_is_written_is_read_as_what_was_meant(document: Cited) -> None:
    found = find_citations(first_mention(document, PATH))[0]
    assert found.provisions == (PATH,)
    assert (found.number or found.title) == (document.title if document is LAW else document.number)
    assert found.date == (None if document is LAW else document.issued)
