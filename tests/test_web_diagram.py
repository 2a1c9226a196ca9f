"""The lược đồ: relations by kind, their fair share of the picture, and the picture itself."""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from fastapi.testclient import TestClient
from web_factory import DECISION_URI, DECREE_URI, head

from indexer.records import KnownDocument, LinkedRelation
from kb.relations import Relation, VerbSlug
from web.diagram import diagram_svg, stacked_svg
from web.views.branches import Branches, branches, fair_shares

OWN = head(1)


def acts_on_own(count: int, verb: VerbSlug = "amends") -> list[LinkedRelation]:
    """Decrees that do something to ours."""
    return [
        LinkedRelation(head(key, f"{key}/2033/NĐ-CP"), Relation(verb, "29/2031/NĐ-CP"), OWN)
        for key in range(100, 100 + count)
    ]


def test_relations_stand_by_kind_each_document_once() -> None:
    other = head(2, "12/2030/NĐ-CP")
    outgoing = [
        LinkedRelation(OWN, Relation("repeals", "9/2029/TT-BXD"), None),
        LinkedRelation(OWN, Relation("amends", "12/2030/NĐ-CP", whole=False), other),
        LinkedRelation(OWN, Relation("amends", "12/2030/NĐ-CP", evidence="Sửa đổi …"), other),
        LinkedRelation(OWN, Relation("cites", "12/2030/NĐ-CP"), other),
    ]
    found = branches(outgoing, acts_on_own(2, "replaces"))
    assert [(branch.title, branch.count) for branch in found.acting] == [("bãi bỏ", 1), ("sửa đổi, bổ sung", 1)]
    assert found.acting[1].neighbours[0].detail == ""
    assert not found.acting[0].neighbours[0].document.held
    assert [(branch.title, branch.count) for branch in found.acted_on] == [("được thay thế bởi", 2)]


def test_what_a_register_lists_has_its_name_and_subject() -> None:
    known = KnownDocument("9/2029/TT-BXD", "thong-tu", "Về quy hoạch khu thử nghiệm")
    missing = [LinkedRelation(OWN, Relation("repeals", number)) for number in ("9/2029/TT-BXD", "8/2029/TT-BXD")]
    related = branches(missing, [], {"9/2029/TT-BXD": known})
    [listed, unknown] = related.acting[0].neighbours
    assert (listed.document.words, listed.subject) == ("Thông tư 9/2029/TT-BXD", "Về quy hoạch khu thử nghiệm")
    assert (unknown.document.words, unknown.subject) == ("8/2029/TT-BXD", "")
    picture = diagram_svg("Nghị định 29/2031/NĐ-CP", related)
    assert "<title>Về quy hoạch khu thử nghiệm; chưa có trong kho</title>" in picture
    assert "<title>Chưa có trong kho</title>" in picture


@pytest.mark.parametrize(("sizes", "most"), [([], 40), ([0], 40), ([100, 1, 60], 40), ([7, 7, 7], 20), ([1, 2], 40)])
def test_shares_are_as_many_as_fit(sizes: list[int], most: int) -> None:
    shares = fair_shares(sizes, most)
    assert sum(shares) == min(most, sum(sizes))
    assert all(share <= size for share, size in zip(shares, sizes, strict=True))


def test_more_than_forty_are_summed_up_by_kind() -> None:
    related = branches([LinkedRelation(OWN, Relation("based-on", "1/2030/NĐ-CP"))], acts_on_own(90))
    short = related.shortened()
    assert short.count == related.count == 91
    assert [(len(branch.neighbours), branch.more) for branch in (*short.acting, *short.acted_on)] == [(1, 0), (39, 51)]
    assert "và 51 văn bản nữa" in diagram_svg("Nghị định 29/2031/NĐ-CP", short)


def test_the_picture_is_sound_xml_with_links_and_nothing_that_the_policy_forbids() -> None:
    evil = head(5, "1/2033/NĐ-CP", title='<script>"&')
    svg = diagram_svg("Nghị định <1>", branches([], [LinkedRelation(evil, Relation("amends", "29/2031/NĐ-CP"), OWN)]))
    root = ElementTree.fromstring(svg)
    assert [link.get("href") for link in root.iter("a")] == [evil.uri]
    assert root.find(".//title").text == '<script>"&'  # type: ignore[union-attr]
    assert all(name != "style" and not name.startswith("on") for element in root.iter() for name in element.attrib)


@pytest.mark.parametrize("draw", [diagram_svg, stacked_svg])
def test_nothing_is_drawn_outside_the_picture_and_no_words_overlap(draw: Callable[[str, Branches], str]) -> None:
    verbs: list[VerbSlug] = ["based-on", "amends", "replaces", "guides"]
    outgoing = [
        LinkedRelation(OWN, Relation(verb, f"{key}/2030/TTLT-BTC-BKHĐT-BNNPTNT")) for key, verb in enumerate(verbs * 6)
    ]
    root = ElementTree.fromstring(draw("Nghị định 29/2031/NĐ-CP", branches(outgoing, acts_on_own(12)).shortened()))
    width, height = int(root.get("width") or 0), int(root.get("height") or 0)
    boxes = [[int(box.get(name) or 0) for name in ("x", "y", "width", "height")] for box in root.iter("rect")]
    assert all(x >= 0 and y >= 0 and x + wide <= width and y + high <= height for x, y, wide, high in boxes)
    spans = [(int(span.get("x") or 0), int(span.get("y") or 0)) for span in root.iter("tspan")]
    assert len(spans) == len(set(spans))
    assert all(any(x <= left <= x + wide and y < top < y + high for x, y, wide, high in boxes) for left, top in spans)


def test_a_document_without_relations_has_no_picture() -> None:
    assert diagram_svg("Nghị định 29/2031/NĐ-CP", branches([], [])) == ""


def test_the_page_of_the_picture_says_the_same_as_a_list(client: TestClient) -> None:
    page = BeautifulSoup(client.get(f"{DECREE_URI}/luoc-do").text, "html.parser")
    drawn = {re.sub(r"\s", "", text.get_text()) for text in page.select("svg a text")}
    listed = {re.sub(r"\s", "", link.get_text()) for link in page.select(".nhanh a")}
    assert drawn
    assert drawn == listed


@pytest.mark.parametrize("uri", [DECREE_URI, DECISION_URI])
def test_the_page_of_a_document_shows_its_picture(client: TestClient, uri: str) -> None:
    page = BeautifulSoup(client.get(uri).text, "html.parser")
    assert page.select_one("#luoc-do svg a")
    assert page.select_one(f"#luoc-do a[href='{uri}/luoc-do']")


def test_a_document_that_is_not_held_has_no_picture(client: TestClient) -> None:
    assert client.get("/akn/vn/act/nghi-dinh/chinh-phu/2031-01-01/1-2031-nd-cp/luoc-do").status_code == 404
