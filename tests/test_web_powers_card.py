"""The card on powers as the page shows it: the answer first, then whom it is told of, and what to do next."""

from __future__ import annotations

from dataclasses import replace

import pytest
from web_factory import fact, head

from indexer.answers import Answer, PowersCard
from indexer.questions import understand
from indexer.search import Search
from web.views.powers_card import CardView, card_view

BOARD = "Ban Quản lý các khu công nghiệp tỉnh Hưng Yên"


def view(power_search: Search, typed: str) -> CardView:
    """The card of a question."""
    card = card_view(power_search.answer(typed))
    assert card is not None
    return card


@pytest.mark.parametrize(
    ("typed", "title", "label"),
    [
        ("BQL KCN Hưng Yên có được cấp GPLĐ không",
         f"{BOARD} chưa hoặc không được ủy quyền cấp giấy phép lao động", "Chưa / không được giao"),
        ("Sở Nội vụ Nghệ An được cấp GPLĐ không",
         "Ủy ban nhân dân tỉnh Nghệ An giao cho Sở Nội vụ tỉnh Nghệ An cấp giấy phép lao động",
         "Đã được giao, cần rà soát"),
        ("BQL KCN Hưng Yên được chứng thực chữ ký đến khi nào",
         f"Ủy ban nhân dân tỉnh Hưng Yên ủy quyền cho {BOARD} chứng thực chữ ký, đến hết 31/12/2021",
         "Đã được giao, cần rà soát"),
        ("ban quản lý KCN có được cấp giấy phép lao động không",
         "Quy định chung: Ủy ban nhân dân cấp tỉnh có thể ủy quyền cho Ban quản lý khu công nghiệp cấp giấy phép lao "
         "động", "Có thể được giao"),
        ("Sở Nội vụ Nghệ An có được thu hồi giấy phép xây dựng không",
         "Kho không có nguồn nào nói Sở Nội vụ Nghệ An có được giao thu hồi giấy phép xây dựng hay không",
         "Kho chưa có nguồn kết luận"),
        ("năm 2018 Hưng Yên có được chứng thực chữ ký chưa",
         "Đến ngày 31/12/2018, kho không có nguồn nào nói về việc này của Hưng Yên", "Kho chưa có nguồn kết luận"),
        ("việc nào BQL KCN Hưng Yên chưa được ủy quyền",
         "Ban quản lý khu công nghiệp Hưng Yên: 1 ghi nhận chưa hoặc không được giao, 2 ghi nhận được giao, 1 ghi nhận "
         "đã thôi giao", "Chưa / không được giao"),
    ],
)  # fmt: skip
def test_the_answer_stands_first(power_search: Search, typed: str, title: str, label: str) -> None:
    card = view(power_search, typed)
    assert (card.title, card.label) == (title, label)


def test_a_list_of_one_body_tells_the_powers(power_search: Search) -> None:
    card = view(power_search, "BQL KCN Hưng Yên được ủy quyền những gì")
    assert [entry.words for entry in card.brief][:2] == ["cấp giấy phép xây dựng", "chứng thực chữ ký"]
    assert card.groups[0].title == f"Về {BOARD}"


def test_the_rule_stands_before_single_bodies_where_no_place_is_asked_of(power_search: Search) -> None:
    card = view(power_search, "ai được cấp giấy phép lao động")
    assert [group.title for group in card.groups][:2] == ["Quy định chung", "Riêng từng nơi"]
    assert {entry.words for entry in card.brief} == {BOARD, "Ủy ban nhân dân tỉnh Nghệ An → Sở Nội vụ tỉnh Nghệ An"}


def test_what_was_told_later_is_headed_so(power_search: Search) -> None:
    card = view(power_search, "năm 2018 Hưng Yên có được chứng thực chữ ký chưa")
    assert card.groups[0].title == "Nguồn viết sau ngày được hỏi"
    assert "Có văn bản của địa phương? Nhập vào kho" in [step.words for step in card.steps]


def test_what_is_nearest_stands_before_the_rules(power_search: Search) -> None:
    card = view(power_search, "Sở Nội vụ Nghệ An có được thu hồi giấy phép lao động không")
    assert card.groups[0].title == "Gần nhất với điều được hỏi"
    assert card.groups[0].facts[0].powers == ("cấp giấy phép lao động",)


def test_what_to_do_next_keeps_matter_and_place(power_search: Search) -> None:
    steps = {step.words: step.address for step in view(power_search, "BQL KCN Hưng Yên có được cấp GPLĐ không").steps}
    assert steps["Diễn biến của việc này"] == "/so-uy-quyen/viec/giay-phep-lao-dong?dia-phuong=H%C6%B0ng+Y%C3%AAn"
    assert steps["Mọi ghi nhận về việc này và Hưng Yên"].startswith("/so-uy-quyen?viec=giay-phep-lao-dong&")


def test_an_instrument_that_is_not_held_is_to_be_found() -> None:
    told = fact(instrument="4/2031/QĐ-UBND", delegate=BOARD)
    card = PowersCard("", "delegated", None, None, (told,), title="…")
    answer = Answer(understand("Hưng Yên có được cấp phép không"), "powers", powers=card)
    found = card_view(answer)
    assert found is not None
    assert (found.steps[0].words, found.alone) == ("Tìm bản của 4/2031/QĐ-UBND", True)
    held = replace(card, local=(replace(told, instrument=head(2, "4/2031/QĐ-UBND")),))
    shown = card_view(replace(answer, powers=held))
    assert shown is not None
    assert not any(step.words.startswith("Tìm bản") for step in shown.steps)


def test_no_card_without_statements() -> None:
    assert card_view(Answer(understand("hồ sơ"), "hits")) is None
