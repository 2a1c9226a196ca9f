"""What the articles of one decision say together: who, what, and until when."""

from __future__ import annotations

from datetime import date

from kb.delegation_finding.documents import find_document_delegations
from kb.documents import Document, Line, Part, Provision


def article(number: int, heading: str | None, *lines: str) -> Provision:
    """An article of these lines."""
    return Provision("article", f"Điều {number}", heading, f"art_{number}", tuple(Line(line) for line in lines))


def decision(*articles: Provision) -> Document:
    """A decision of a province with these articles."""
    return Document(
        "x", "quyet-dinh", "về việc phân cấp", "12/2025/QĐ-UBND", "Ủy ban nhân dân tỉnh An Lạc",
        issued=date(2025, 7, 1), parts=(Part("main", articles),),
    )  # fmt: skip


def test_the_term_of_another_article_counts() -> None:
    document = decision(
        article(1, None, "Ủy quyền cho Sở Nội vụ cấp giấy phép lao động."),
        article(2, "Thời hạn ủy quyền: đến hết ngày 28 tháng 02 năm", "2027, trừ trường hợp pháp luật có thay đổi."),
    )
    [fact] = find_document_delegations(document)
    assert (fact.eid, fact.end) == ("art_1", date(2027, 2, 28))
    assert fact.condition == "trừ trường hợp pháp luật có thay đổi"


def test_a_heading_leads_in_the_items_of_its_article() -> None:
    document = decision(
        article(
            3,
            "Phân cấp thẩm quyền cấp giấy phép bến đò",
            "1. Sở Xây dựng cấp giấy phép bến loại I.",
            "2. Áp dụng từ 2026.",
        )
    )
    [fact] = find_document_delegations(document)
    assert (fact.delegate, fact.instrument) == ("Sở Xây dựng", "12/2025/QĐ-UBND")
    text = document.provisions[0].text
    assert text[fact.evidence_start : fact.evidence_end] == "1. Sở Xây dựng cấp giấy phép bến loại I"


def test_powers_listed_in_an_article_of_their_own() -> None:
    document = decision(
        article(
            1, None, "Quyết định này quy định việc phân cấp của Ủy ban nhân dân tỉnh cho Sở Công Thương quản lý chợ."
        ),
        article(2, "Nội dung phân cấp", "1. Cấp giấy phép bán lẻ rượu.", "2. Phê duyệt nội quy chợ."),
    )
    first, second = find_document_delegations(document)
    assert (first.delegator, first.delegate) == ("Ủy ban nhân dân tỉnh", "Sở Công Thương")
    assert (second.eid, second.powers) == ("art_2", ("Cấp giấy phép bán lẻ rượu", "Phê duyệt nội quy chợ"))


def test_a_document_without_delegations_has_none() -> None:
    assert find_document_delegations(decision(article(1, "Phạm vi", "Quyết định này quy định giá đò ngang."))) == ()
