"""Answers over the corpus that comes with the product: every kind of question, and what is honest to say."""

import json
import re
from datetime import date
from pathlib import Path

import pytest

from indexer.build import update
from indexer.machine import answer_record
from indexer.questions import LONGEST_QUESTION, Filters
from indexer.search import Search

CORPUS = Path(__file__).resolve().parent.parent / "corpus"
ON = date(2026, 6, 1)


@pytest.fixture(scope="module")
def search(tmp_path_factory):
    generation = update(CORPUS, tmp_path_factory.mktemp("data")).generation
    return Search(generation.catalogue, generation.index)


def instruments(facts):
    return {fact.delegation.instrument for fact in facts}


# --- who may decide -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed",
    [
        "quyết định nào ủy quyền cấp giấy phép lao động",
        "quyet dinh nao uy quyen cap giay phep lao dong",
        "ai cấp GPLĐ trong KCN",
    ],
)
def test_who_grants_labour_permits_where_no_place_is_named(search, typed):
    card = search.answer(typed, on=ON).powers
    denied = [fact for fact in card.local if fact.delegation.stance == "not_delegated"]
    assert any("Hưng Yên" in fact.delegation.delegate for fact in denied)
    assert all(fact.evidence and fact.at.document for fact in denied)
    # What the same board was given, by which decisions; the lost decree's successor among the general rules.
    assert {"429/2004/QĐ-BKH", "0634/2004/QĐ-BKH", "869/QĐ-UB"} <= instruments(card.others)
    assert "219/2025/NĐ-CP" in {fact.at.document.number for fact in card.general}
    # Asked of no place, the rule answers; some boards have it and one does not, which is told apart.
    assert card.stance == "may_delegate"
    assert card.headline.startswith("Quy định chung: ")
    assert " Riêng từng nơi: " in card.headline


def test_the_board_that_was_not_given_it(search):
    answer = search.answer("BQL KCN Hưng Yên có được ủy quyền cấp giấy phép lao động không", on=ON)
    assert answer.powers.stance == "not_delegated"
    assert not answer.none
    assert "chưa" in answer.powers.headline


def test_the_board_that_was_given_it(search):
    answer = search.answer("BQL các KCN Bắc Ninh có được ủy quyền cấp giấy phép lao động không", on=ON)
    assert answer.powers.stance == "delegated"


def test_not_found_is_another_answer_than_not_delegated(search):
    answer = search.answer("Ban quản lý Khu kinh tế Cà Mau có được ủy quyền cấp giấy phép lao động không", on=ON)
    assert answer.powers.stance is None
    assert answer.none
    assert answer.powers.general
    assert "không có nguồn nào" in answer.reasons[0]


def test_what_one_body_was_given(search):
    card = search.answer("Ban quản lý các KCN Hưng Yên được ủy quyền những gì", on=ON).powers
    assert {"429/2004/QĐ-BKH", "0634/2004/QĐ-BKH", "869/QĐ-UB"} <= instruments(card.local)
    assert card.stance == "delegated"
    assert any("Bộ Kế hoạch và Đầu tư nay là Bộ Tài chính" in doubt for doubt in card.doubts)


def test_a_decision_is_told_once_though_two_sources_have_it(search):
    card = search.answer("Ban quản lý các KCN Hưng Yên được ủy quyền những gì", on=ON).powers
    assert [fact.delegation.instrument for fact in card.local].count("429/2004/QĐ-BKH") == 1


# --- documents that are named ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed, number",
    [
        ("67/2003", "67/2003/QĐ-UB"),
        ("qd 429 bkh 2004", "429/2004/QĐ-BKH"),
        ("nghị định 29/2008", "29/2008/NĐ-CP"),
        ("nq18", "18-NQ/TW"),
    ],
)
def test_a_number_as_remembered(search, typed, number):
    answer = search.answer(typed, on=ON)
    assert answer.kind in {"document", "choice"}
    assert number in {head.number for head in answer.documents}
    assert answer_record(answer)["results"][0]["article"] is None


def test_a_provision_as_typed(search):
    answer = search.answer("đ.7 tt 17/2023", on=ON)
    assert (answer.kind, answer.provision.provision.label) == ("provision", "Điều 7")


def test_a_provision_that_the_document_does_not_have(search):
    answer = search.answer("điều 305 thông tư 17/2023/TT-BLĐTBXH", on=ON)
    assert (answer.kind, answer.none) == ("not-held", True)
    assert "không có Điều 305" in answer.reasons[0]


def test_a_document_that_is_not_held_and_where_it_is_cited(search):
    answer = search.answer("nghị định 99/1999/NĐ-CP", on=ON)
    assert answer.none
    assert answer.not_held.cited_in == ()
    assert "không có trong kho" in answer.not_held.message


# --- force and relations --------------------------------------------------------------------------------------------


def test_force_is_told_with_its_evidence(search):
    answer = search.answer("nghị định 82/2018/NĐ-CP còn hiệu lực không", on=ON)
    assert answer.status.status.value == "expired"
    assert answer.status.status.evidence


def test_the_day_decides(search):
    answer = search.answer("nghị định 82/2018/NĐ-CP còn hiệu lực không", on=date(2019, 1, 1))
    assert answer.status.status.value != "expired"


def test_what_replaced_a_document(search):
    answer = search.answer("nghị định 152/2020 được thay thế bằng văn bản nào", on=ON)
    assert "219/2025/NĐ-CP" in {linked.source.number for linked in answer.relations.relations}


# --- words ----------------------------------------------------------------------------------------------------------


def test_hits_carry_the_sentence(search):
    answer = search.answer("nội dung ủy quyền quản lý lao động trong khu công nghiệp", on=ON)
    assert answer.hits
    assert any(fragment.matched for fragment in answer.hits[0].snippet)


def test_filters_limit_the_hits(search):
    answer = search.answer("khu công nghiệp", Filters(types=("thong-tu",)), on=ON)
    assert answer.hits
    assert {hit.at.document.type for hit in answer.hits} == {"thong-tu"}


def test_pages_follow_one_another(search):
    first = search.answer("khu công nghiệp", limit=3, on=ON).hits
    both = search.answer("khu công nghiệp", limit=6, on=ON).hits
    second = search.answer("khu công nghiệp", limit=3, offset=3, on=ON).hits
    assert [hit.at.id for hit in (*first, *second)] == [hit.at.id for hit in both]


@pytest.mark.parametrize(
    "typed", ["xyzzy plugh", "quy trình cấy ghép tim nhân tạo cho lạc đà", "tàu ngầm hạt nhân thương mại"]
)
def test_subjects_that_the_collection_does_not_cover(search, typed):
    answer = search.answer(typed, on=ON)
    assert answer.none
    assert answer.reasons


@pytest.mark.parametrize("typed", ["", "?", "điều", "\x00", "((((", "a" * 3000, "ủy quyền " * 300, "1/2/3/4"])
def test_anything_typed_gets_an_answer_that_can_be_written_down(search, typed):
    json.dumps(answer_record(search.answer(typed, on=ON)))


def test_explain_prints_the_plan(search):
    told = str(search.explain("điều 7 thông tư 17/2023 ủy quyền quản lý lao động"))
    assert "Điều khoản: Điều 7" in told
    assert "17/2023/TT-BLĐTBXH" in told


def test_the_machine_form_repeats_nothing(search):
    results = answer_record(search.answer("quyết định nào ủy quyền cấp giấy phép lao động", on=ON))["results"]
    keys = [(result["doc"], result["article"]) for result in results]
    assert len(keys) == len(set(keys))


def test_of_a_pasted_text_the_beginning_is_read_and_that_is_told(search):
    answer = search.answer("cấp giấy phép lao động, " * 1000)
    assert len(answer.question.text) <= LONGEST_QUESTION
    assert "Câu hỏi quá dài" in answer.reasons[-1]


def test_a_phrase_in_quotation_marks_must_stand_in_every_hit(search):
    without = search.answer("cấp lại giấy phép lao động")
    quoted = search.answer("“cấp lại giấy phép lao động”")
    assert 0 < quoted.total < without.total
    whole = ("\n".join((hit.at.provision.heading or "", hit.at.provision.text)).lower() for hit in quoted.hits)
    assert all("cấp lại giấy phép lao động" in text for text in whole)
    assert search.answer('"giấy phép cấp lại lao động"').none


def test_an_asterisk_stands_for_the_end_of_a_word(search):
    answer = search.answer("xuất xứ chứng nh*")
    assert answer.hits and all(re.search(r"\bnh", hit.at.provision.text.lower()) for hit in answer.hits)


def test_the_beginning_of_a_word_may_stand_alone(search):
    answer = search.answer("nghiệ*")
    assert answer.hits and all("nghiệ" in hit.at.provision.text.lower() for hit in answer.hits)
    assert not answer.none and answer.suggestion is None


def test_what_is_explained_is_what_was_found(search):
    for text in ("nghiệ*", "“cấp lại giấy phép lao động”"):
        explained = [hit.at.id for hit in search.explain(text).hits]
        assert explained == [hit.at.id for hit in search.answer(text).hits][: len(explained)] and explained
