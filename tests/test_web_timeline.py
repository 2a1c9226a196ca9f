"""The life of a document by date."""

from __future__ import annotations

from datetime import date

from bs4 import BeautifulSoup
from fastapi.testclient import TestClient
from web_factory import DECREE_URI, head

from indexer.records import DocumentHead, LinkedRelation
from kb.relations import Relation, VerbSlug
from web.views.timeline import timeline

OWN = head(1, issued=date(2031, 3, 14), effective=date(2031, 5, 1))


def act(actor: DocumentHead, verb: VerbSlug, **fields: object) -> LinkedRelation:
    """What another document does to ours."""
    return LinkedRelation(actor, Relation(verb, "29/2031/NĐ-CP", **fields), OWN)  # type: ignore[arg-type]


def test_events_stand_by_date_whatever_the_order_in_which_they_are_known() -> None:
    later = head(2, "50/2035/NĐ-CP", issued=date(2035, 1, 1), effective=date(2035, 2, 1))
    earlier = head(3, "40/2033/NĐ-CP", issued=date(2033, 6, 1), effective=date(2033, 7, 1))
    found = timeline(OWN, [
        act(later, "replaces", evidence="Nghị định này thay thế Nghị định số 29/2031/NĐ-CP.", eid="art_9"),
        act(earlier, "repeals", whole=False, since=date(2034, 1, 1)),
        act(earlier, "amends"),
    ])  # fmt: skip
    assert [(event.day, event.words) for event in found] == [
        ("14/03/2031", "Ban hành"),
        ("01/05/2031", "Có hiệu lực"),
        ("01/07/2033", "Được sửa đổi, bổ sung bởi"),
        ("01/01/2034", "Bị bãi bỏ một phần bởi"),
        ("01/02/2035", "Được thay thế bởi"),
    ]
    assert found[4].place == f"{later.uri}#art_9"
    assert found[4].evidence.startswith("Nghị định này thay thế")
    assert found[2].note == "ngày văn bản tác động có hiệu lực"
    assert found[3].note == ""


def test_without_a_day_in_force_the_day_of_issue_is_told_as_such_and_no_day_stands_last() -> None:
    issued = head(2, "50/2035/NĐ-CP", issued=date(2032, 1, 1), effective=None)
    undated = head(3, "40/2033/NĐ-CP", issued=None, effective=None)
    found = timeline(OWN, [act(undated, "corrects"), act(issued, "suspends")])
    assert [event.day for event in found[-2:]] == ["01/01/2032", "Chưa rõ ngày"]
    assert "chưa rõ ngày có hiệu lực" in found[-2].note


def test_what_cannot_act_on_a_decree_and_what_is_no_step_of_its_life_is_left_out() -> None:
    circular = head(2, "5/2032/TT-BXD", "thong-tu", issued=date(2032, 1, 1))
    decree = head(3, "40/2033/NĐ-CP")
    assert len(timeline(OWN, [act(circular, "replaces"), act(decree, "guides"), act(decree, "based-on")])) == 2


def test_words_stand_for_a_day_that_is_not_known() -> None:
    assert [event.day for event in timeline(head(4, issued=None, dated="khoảng năm 2013"), [])] == ["khoảng năm 2013"]


def test_the_page_tells_the_life(client: TestClient) -> None:
    page = BeautifulSoup(client.get(DECREE_URI).text, "html.parser")
    days = [day.get_text(strip=True) for day in page.select("#dien-bien .ngay-thang")]
    assert days == ["14/03/2031", "01/05/2031"]
