"""Citations that contradict themselves are found; citations that are right are left in peace."""

from __future__ import annotations

from datetime import date

import pytest

from kb.citations import find_citations
from kb.consistency import Finding, check_citation

REPORT = date(2024, 6, 1)


def findings(text: str, written: date | None = REPORT) -> list[Finding]:
    return [finding for citation in find_citations(text) for finding in check_citation(citation, text, written=written)]


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("Quyết định số 0634/2004/QĐ-BKH của Bộ trưởng Bộ Thương mại", "issuer-of-code", "Bộ Kế hoạch và Đầu tư"),
        ("Nghị định số 5/2020/NĐ-CP của Thủ tướng Chính phủ", "issuer-of-code", "Chính phủ"),
        ("Quyết định số 5/2020/QĐ-TTg của Chính phủ", "issuer-of-code", "Thủ tướng Chính phủ"),
        ("Nghị quyết số 5/2020/NQ-HĐND của UBND tỉnh Hà Nam", "issuer-of-code", "Hội đồng nhân dân"),
        ("Quyết định số 15/2005/QĐ-BTM của Bộ Công Thương", "former-issuer", "Bộ Thương mại"),
        ("Quyết định số 15/2015/QĐ-BTM quy định", "code-out-of-use", "07/08/2007"),
        ("Quyết định số 12/2019/NĐ-CP quy định", "type-of-code", "Nghị định"),
        ("Thông tư số 12/2019/TT-BTC ngày 5/3/2018 của Bộ Tài chính", "year-of-date", "2018"),
        ("Thông tư số 12/2019/TT-BTC ngày 31/02/2019 của Bộ Tài chính", "no-such-day", "31/02/2019"),
        ("Thông tư số 12/2024/TT-BTC ngày 05/9/2024 của Bộ Tài chính", "later-than-text", "05/09/2024"),
        ("theo Khoản 2 Điều 5 Luật Giá", "capital-unit", "khoản"),
    ],
)
def test_a_contradiction_is_told_in_officers_words(text: str, code: str, words: str) -> None:
    [found] = findings(text)
    assert found.code == code
    assert words in found.message
    assert 0 <= found.start < found.end <= len(text)


@pytest.mark.parametrize(
    "text",
    [
        "Quyết định số 429/2004/QĐ-BKH ngày 06/5/2004 của Bộ trưởng Bộ Kế hoạch và Đầu tư",
        "Thông tư số 5/2024/TT-BKHĐT của Bộ Kế hoạch và Đầu tư",
        "Quyết định số 67/2003/QĐ-UB ngày 26/12/2003 của UBND tỉnh Hưng Yên",
        "Quyết định số 807/QĐ-UBND ngày 14/4/2010 của Chủ tịch Ủy ban nhân dân tỉnh Hưng Yên",
        "Thông tư số 38/2016/TT-NHNN của Thống đốc Ngân hàng Nhà nước Việt Nam",
        "Thông tư số 02/2017/TT-VPCP của Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ",
        "Nghị quyết số 18-NQ/TW ngày 25/10/2017 của Ban Chấp hành Trung ương Đảng",
        "Chỉ thị số 37-CT/TW của Ban Bí thư Trung ương Đảng; Kết luận số 77-KL/TW của Bộ Chính trị",
        "Thông tư liên tịch số 01/2007/TTLT-BTM-BCN ngày 10/01/2007 của liên Bộ Thương mại - Bộ Công nghiệp",
        "Quy định số 66-QĐ/TW ngày 06/02/2017 của Ban Bí thư",
        "Nghị quyết số 42/2017/QH14 của Quốc hội; Luật Giá số 16/2023/QH15 của Quốc hội",
        "Thông tư số 5/2007/TT-BTM ngày 02/8/2007 của Bộ Thương mại",
        "Tờ trình số 4/TTr-SYT của Giám đốc Sở Y tế; Công văn số 9/BTC-CST của Bộ Tài chính",
        "theo khoản 2 Điều 5 Luật Giá. Khoản 3 Điều 6 Luật Giá quy định",
    ],
)
def test_what_is_right_is_left_in_peace(text: str) -> None:
    assert findings(text) == []


def test_capital_units_are_right_in_a_text_of_before_2020() -> None:
    assert findings("theo Khoản 2 Điều 5 Luật Giá", date(2019, 5, 1)) == []
    assert findings("theo Khoản 2 Điều 5 Luật Giá", None) == []


def test_a_correction_stands_at_its_place() -> None:
    text = "theo quy định tại Khoản 2 Điều 5 Luật Giá"
    [found] = findings(text)
    assert text[found.start : found.end] == "Khoản"
    assert found.correction == "khoản"
