"""The card on powers: the rule first for a class of bodies, and nothing told later for an earlier time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from indexer.powers_told import told
from indexer.search import Search


def test_a_rule_comes_first_for_a_class_of_bodies(power_search: Search) -> None:
    card = power_search.answer("Ban quản lý khu công nghiệp có được cấp giấy phép lao động không").powers
    assert card is not None
    assert card.stance == "may_delegate"
    assert card.headline.startswith("Quy định chung: ")


def test_what_was_told_later_is_no_answer_for_an_earlier_year(power_search: Search) -> None:
    card = power_search.answer("năm 2018 Ban Quản lý các KCN tỉnh Hưng Yên có được cấp giấy phép xây dựng không").powers
    assert card is not None
    assert card.stance is None
    assert card.local == ()
    assert "đến ngày 31/12/2018" in card.headline


def test_a_body_of_another_field_is_no_answer(power_search: Search) -> None:
    answer = power_search.answer("Sở Y tế có được phân cấp cấp chứng chỉ hành nghề không")
    assert answer.powers is None or answer.powers.stance is None


@pytest.mark.parametrize(
    ("typed", "stance"),
    [
        ("BQL KCN Hưng Yên duoc cap giay phep lao dong k", "not_delegated"),
        ("Ban Quản lý các KCN Hưng Yên được cấp giấy phép xây dựng không", "withdrawn"),
        ("căn cứ nào để Ban Quản lý các KCN Hưng Yên cấp giấy phép xây dựng", "withdrawn"),
        ("ủy quyền chứng thực chữ ký ở Hưng Yên đến bao giờ", "delegated"),
        ("Sở Nội vụ Nghệ An được cấp GPLĐ không", "delegated"),
        ("thẩm quyền cấp giấy phép lao động ở Nghệ An", "delegated"),
        ("Ban Quản lý các KCN Hưng Yên được ủy quyền những gì", "delegated"),
        ("năm 2021 BQL KCN Hưng Yên có được cấp giấy phép xây dựng không", "delegated"),
    ],
)
def test_ways_to_ask_of_one_body(power_search: Search, typed: str, stance: str) -> None:
    card = power_search.answer(typed).powers
    assert card is not None
    assert card.stance == stance
    assert card.local


@pytest.mark.parametrize(
    ("typed", "stance"),
    [
        ("giấy phép lao động ở Nghệ An xin ở đâu", "delegated"),
        ("có phải Sở Nội vụ Nghệ An cấp giấy phép lao động không", "delegated"),
        ("cấp giấy phép lao động Nghệ An", "delegated"),
        ("giấy phép lao động ở Nghệ An thuộc thẩm quyền ai", "delegated"),
        ("BQL KCN Hưng Yên có phải nơi cấp giấy phép lao động không", "not_delegated"),
        ("căn cứ vào đâu mà Sở Nội vụ Nghệ An cấp GPLĐ", "delegated"),
        ("BQL KCN Hưng Yên thôi cấp giấy phép xây dựng rồi phải không", "withdrawn"),
    ],
)
def test_what_the_register_tells_of_makes_a_question_one_of_powers(
    power_search: Search, typed: str, stance: str
) -> None:
    answer = power_search.answer(typed)
    assert answer.kind == "powers"
    assert answer.powers is not None
    assert answer.powers.stance == stance


@pytest.mark.parametrize(
    "typed",
    [
        "hồ sơ cấp giấy phép lao động ở Nghệ An",
        "giấy phép lao động ở Nghệ An",
        "cấp giấy phép nuôi hổ Nghệ An",
        "thu hồi giấy phép khai thác cát ở Hưng Yên nộp cho ai",
    ],
)
def test_what_the_register_does_not_tell_of_stays_a_question_by_words(power_search: Search, typed: str) -> None:
    assert power_search.answer(typed).powers is None


def test_another_act_on_the_same_object_is_only_near(power_search: Search) -> None:
    card = power_search.answer("Sở Nội vụ Nghệ An có được thu hồi giấy phép lao động không").powers
    assert card is not None
    assert (card.stance, card.local) == (None, ())
    assert "gần nhất" in card.headline
    assert card.others[0].delegation.powers == ("cấp giấy phép lao động",)


def test_the_term_is_told_with_the_power(power_search: Search) -> None:
    card = power_search.answer("BQL KCN Hưng Yên được ủy quyền chứng thực chữ ký đến khi nào").powers
    assert card is not None
    assert "đến hết 31/12/2021" in card.headline


def test_what_single_bodies_were_given_is_no_rule(power_search: Search) -> None:
    card = power_search.answer("ai được chứng thực chữ ký").powers
    assert card is not None
    assert card.stance is None
    assert card.headline.startswith("Sổ ủy quyền chưa có quy định chung về việc này. Riêng từng nơi: ")


def test_a_power_that_no_statement_is_about_has_no_card(power_search: Search) -> None:
    answer = power_search.answer("ai được ủy quyền thu phí bến bãi")
    assert answer.powers is None
    assert any("không có ghi nhận nào về đúng việc này" in reason for reason in answer.reasons) or answer.kind == "none"


def test_a_day_before_all_sources_has_no_answer(power_search: Search) -> None:
    answer = power_search.answer("năm 2018 Hưng Yên có được chứng thực chữ ký chưa")
    assert answer.none
    assert answer.powers is not None
    assert "đến ngày 31/12/2018" in answer.powers.headline


def test_rules_for_other_kinds_of_bodies_answer_nothing(power_search: Search) -> None:
    card = power_search.answer("Sở Y tế Hưng Yên được giao việc gì").powers
    assert card is not None
    assert (card.stance, card.general) == (None, ())
    assert card.headline == "Kho không có nguồn nào nói Sở Y tế Hưng Yên được giao việc gì."


def test_an_instrument_told_by_another_document_gets_none_of_its_provisions(power_search: Search) -> None:
    card = power_search.answer("ai được ủy quyền chứng thực chữ ký ở Hưng Yên").powers
    assert card is not None
    fact = card.local[0]
    told_of = replace(fact.delegation, instrument="3/2019/QĐ-UBND", instrument_date=date(2019, 2, 5))
    sentence = told(replace(fact, delegation=told_of))
    assert sentence.endswith("(3/2019/QĐ-UBND ngày 05/02/2019, theo Điều 1 Quyết định 7/2020/QĐ-UBND, 02/03/2020)")


def test_a_line_tells_every_stance_before_more_of_one(power_search: Search) -> None:
    card = power_search.answer("quyết định nào ủy quyền cấp giấy phép lao động").powers
    assert card is not None
    assert {fact.delegation.stance for fact in card.local} >= {"delegated", "not_delegated"}
    assert "chưa hoặc không được ủy quyền" in card.headline


def test_a_sentence_tells_of_many_powers_those_asked_for_and_has_a_subject(power_search: Search) -> None:
    card = power_search.answer("Sở Nội vụ Nghệ An được cấp GPLĐ không").powers
    assert card is not None
    fact = card.local[0]
    many = replace(
        fact.delegation,
        delegator=None,
        delegate="Sở Nội vụ",
        powers=("thu phí cầu cảng", "cấp giấy phép lao động", "mở bến xe"),
    )
    said = told(replace(fact, delegation=many), "cấp giấy phép lao động")
    assert said.startswith("Sở Nội vụ được giao: cấp giấy phép lao động")
    assert "cảng" not in said
    assert "mở bến xe" in told(replace(fact, delegation=many))
