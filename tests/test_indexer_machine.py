"""The machine form: what was named first, then evidence, then hits; the stance that follows."""

from dataclasses import replace
from datetime import date

import pytest
import web_factory

from indexer.answers import Answer, Hit, PowersCard, RelationsCard, StatusCard
from indexer.machine import answer_record
from indexer.questions import understand
from indexer.records import HeldProvision
from kb.documents import Line
from kb.provisions import ProvisionPath
from kb.status import Status

HEAD = web_factory.head(1)
OTHER = web_factory.head(2, "29/2031/TT-BTC", "thong-tu")
SOURCE = web_factory.head(3, None, "bai-viet")


def hit(head, label="Điều 5"):
    return Hit(HeldProvision(10, head, web_factory.article(label, Line("Nội dung."))), (), 2.5)


def places(answer):
    return [(result["doc"], result["article"]) for result in answer_record(answer)["results"]]


def test_a_document_stands_for_itself_before_what_is_in_it():
    answer = Answer(understand("29/2031"), "document", (HEAD,), hits=(hit(HEAD),))
    assert places(answer) == [("29/2031/NĐ-CP", None), ("29/2031/NĐ-CP", "Điều 5")]


def test_words_that_are_not_its_title_ask_for_a_place_in_it():
    answer = Answer(understand("nghị định 29/2031 thẩm quyền thu hồi"), "document", (HEAD,), hits=(hit(HEAD),))
    assert places(answer)[0] == ("29/2031/NĐ-CP", "Điều 5")


def test_words_of_its_title_ask_for_the_document():
    answer = Answer(understand("nghị định 29/2031 về khu công nghiệp"), "document", (HEAD,), hits=(hit(HEAD),))
    assert places(answer)[0] == ("29/2031/NĐ-CP", None)


def test_a_choice_offers_the_provision_of_each():
    path = ProvisionPath.parse("dieu-9")
    answer = Answer(understand("điều 9 29/2031"), "choice", (HEAD, OTHER), path=path)
    assert places(answer) == [("29/2031/NĐ-CP", "Điều 9"), ("29/2031/TT-BTC", "Điều 9")]


def test_a_document_without_number_goes_by_its_stem():
    assert places(Answer(understand("ban quản lý"), "hits", hits=(hit(SOURCE, ""),))) == [("tep-3", None)]


def test_nothing_is_repeated():
    assert len(places(Answer(understand("cấp phép"), "hits", hits=(hit(HEAD), hit(HEAD))))) == 1


@pytest.mark.parametrize(
    "typed, value, stance",
    [
        ("quyết định 67/2031 về ủy quyền cấp phép còn hiệu lực không", "expired", "withdrawn"),
        ("quyết định 67/2031 về ủy quyền cấp phép còn hiệu lực không", "unknown", None),
        # A day of effect says nothing of whether the power still goes that way.
        ("quyết định 67/2031 về ủy quyền cấp phép có hiệu lực từ ngày nào", "expired", None),
        ("nghị định 29/2031 về khu công nghiệp còn hiệu lực không", "expired", None),
    ],
)
def test_the_end_of_a_delegating_document_withdraws(typed, value, stance):
    card = StatusCard(HEAD, Status(value, "", date(2032, 1, 1)), "", date(2032, 1, 1))
    answer = Answer(understand(typed), "status", (HEAD,), status=card, relations=RelationsCard(""))
    assert answer_record(answer)["stance"] == stance


def test_the_stance_of_the_card_is_that_of_the_answer():
    answer = Answer(understand("ai được ủy quyền"), "powers", powers=PowersCard("", "may_delegate", None, None))
    assert answer_record(answer)["stance"] == "may_delegate"


@pytest.mark.parametrize("origin", ["text", "ocr"])
def test_a_result_says_whether_a_machine_read_its_text(origin):
    answer = Answer(understand("nghị định 29/2031"), "document", (replace(HEAD, origin=origin),))
    assert [result["origin"] for result in answer_record(answer)["results"]] == [origin]
