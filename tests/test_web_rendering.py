"""Legal text as HTML: nothing lost, nothing unescaped, every unit with its anchor."""

from __future__ import annotations

import html
import re

import pytest

from kb.documents import Line, Provision
from web.rendering import Link, Marked, excerpt, linked_text, provision_html, unit_name

HOSTILE = """<script>alert("x")</script> & 'Điều 5' của <b>Nghị định</b>"""


def shown(markup: str) -> str:
    """The text that a browser shows."""
    return html.unescape(re.sub(r"<[^>]+>", "", markup))


@pytest.mark.parametrize(
    ("links", "marks"),
    [
        ([], []),
        ([Link(0, 8, "/a")], []),
        ([Link(0, 8, '/a"><script>', 'x"y')], [Marked(4, 20)]),
        ([Link(3, 9, "/a"), Link(5, 12, "/b")], [Marked(0, 5), Marked(30, 500)]),
        ([Link(40, 400, "/a")], []),
    ],
)
def test_the_text_shown_is_the_text_given_and_is_escaped(links: list[Link], marks: list[Marked]) -> None:
    markup = linked_text(HOSTILE, links, marks)
    assert shown(markup) == HOSTILE
    assert "<script" not in markup
    assert "<b>" not in markup


def test_of_overlapping_links_the_first_wins() -> None:
    markup = linked_text("Điều 5 Nghị định 29", [Link(0, 19, "/nd"), Link(0, 6, "/dieu")])
    assert markup.count("<a ") == 1
    assert 'href="/nd"' in markup


def test_marks_cross_links_and_join_where_they_overlap() -> None:
    markup = linked_text("Điều 5 Nghị định 29", [Link(0, 6, "/a")], [Marked(5, 10), Marked(8, 16), Marked(3, 3)])
    assert markup.startswith('<a class="vien-dan found" href="/a">Điều </a><mark><a class="vien-dan found" href="/a">5')
    assert markup.endswith("<mark> Nghị định</mark> 29")


def test_a_line_of_very_many_links_costs_its_length() -> None:
    count = 20_000
    markup = linked_text("Điều 1 " * count, [Link(start * 7, start * 7 + 6, "/a") for start in range(count)],
                         [Marked(start * 7, start * 7 + 2) for start in range(count)])  # fmt: skip
    assert markup.count("<mark>") == count


def test_spans_of_a_longer_text_are_shifted() -> None:
    assert linked_text("Nghị định 29", [Link(100, 109, "/nd")], offset=100).startswith(
        '<a class="vien-dan found" href="/nd">Nghị định</a>'
    )


ARTICLE = Provision(
    "article",
    "Điều 5",
    "Thẩm quyền",
    "art_5",
    (
        Line("Ban Quản lý có quyền:", "text", "art_5"),
        Line("1. Cấp:", "paragraph", "art_5__para_1"),
        Line("a) giấy phép;", "point", "art_5__para_1__point_a"),
        Line("trong 05 ngày.", "text", "art_5__para_1__point_a"),
        Line("đ) giấy chứng nhận.", "point", "art_5__para_1__point_đ"),
        Line("Việc | Hạn", "row", "art_5"),
        Line("Cấp phép | 05 ngày", "row", "art_5"),
        Line("“2. Khoản được trích.”", "quote", "art_5"),
    ),
)


def test_each_unit_has_one_anchor_and_a_marker_that_leads_to_it() -> None:
    markup = provision_html(ARTICLE)
    for eid in ("art_5__para_1", "art_5__para_1__point_a", "art_5__para_1__point_đ"):
        assert markup.count(f'id="{eid}"') == 1
        assert f'href="#{eid}"' in markup
    assert 'id="art_5"' not in markup, "the section around it carries the anchor of the article"
    assert 'title="điểm đ khoản 1 Điều 5"' in markup


def test_outside_its_document_a_provision_has_no_anchors() -> None:
    assert " id=" not in provision_html(ARTICLE, anchors=False)


def test_rows_become_a_table_and_links_find_their_cell() -> None:
    start = ARTICLE.text.index("05 ngày", ARTICLE.text.index("Cấp phép"))
    markup = provision_html(ARTICLE, [Link(start, start + 7, "/han")])
    assert "<tr><td>Việc</td><td>Hạn</td></tr>" in markup
    assert '<td><a class="vien-dan found" href="/han">05 ngày</a></td>' in markup


def test_a_link_in_a_line_keeps_its_place_behind_the_marker() -> None:
    start = ARTICLE.text.index("giấy phép")
    markup = provision_html(ARTICLE, [Link(start, start + 9, "/gp")])
    assert '>a)</a> <a class="vien-dan found" href="/gp">giấy phép</a>;</p>' in markup


@pytest.mark.parametrize(
    ("eid", "name"),
    [
        ("art_5", "Điều 5"),
        ("art_5a__para_2__point_đ", "điểm đ khoản 2 Điều 5a"),
        ("att_1__art_3", "Điều 3"),
        ("muc-i", ""),
        ("", ""),
    ],
)
def test_an_eid_is_named_as_officers_write_it(eid: str, name: str) -> None:
    assert unit_name(eid) == name


def test_an_excerpt_is_cut_at_blanks_and_escaped() -> None:
    text = "Thực hiện <b>nhiệm vụ</b> theo Nghị định 29/2031/NĐ-CP của Chính phủ về khu công nghiệp"
    start = text.index("Nghị")
    markup = excerpt(text, start, start + 23, width=20)
    assert "<mark>Nghị định 29/2031/NĐ-CP</mark>" in markup
    assert "<b>" not in markup
    assert shown(markup).strip("… ") in text
