"""Whom a statement of delegation is about, which say the same, and why one should be looked at again."""

from datetime import date

import pytest
import web_factory

from indexer.bodies import bodies_in
from indexer.build import update
from indexer.catalogue import Catalogue
from indexer.catalogue_writing import CatalogueWriter
from indexer.cues import wish
from indexer.powers import PowerQuery, bearing, distinct, holder, named_bodies
from indexer.questions import understand
from indexer.review import doubts_of, merged_places
from kb.organs import GONE, successor_of
from kb.places import provinces
from kb.text import fold

ON = date(2026, 6, 1)
CLASS = "Ban quản lý khu công nghiệp"
HUNG_YEN = "Ban Quản lý các khu công nghiệp tỉnh Hưng Yên"
BAC_NINH = "Ban Quản lý các khu công nghiệp tỉnh Bắc Ninh"


def query(typed):
    return PowerQuery.of(understand(typed), (), ON)


@pytest.mark.parametrize(
    "typed, delegate, expected",
    [
        ("BQL các KCN Hưng Yên có được ủy quyền cấp phép không", HUNG_YEN, "local"),
        ("BQL các KCN Hưng Yên có được ủy quyền cấp phép không", BAC_NINH, "others"),
        ("BQL các KCN Hưng Yên có được ủy quyền cấp phép không", CLASS, "general"),
        ("BQL các KCN Hưng Yên có được ủy quyền cấp phép không", "Sở Nội vụ tỉnh Hưng Yên", "others"),
        ("ban quản lý KCN có được ủy quyền cấp phép không", HUNG_YEN, "local"),
        ("ban quản lý KCN có được ủy quyền cấp phép không", CLASS, "general"),
        ("ai được ủy quyền cấp phép", "Sở Nội vụ tỉnh Nghệ An", "local"),
    ],
)
def test_whom_a_statement_is_about(typed, delegate, expected):
    assert bearing(web_factory.fact(delegate=delegate), query(typed)) == expected


def test_a_statement_of_another_matter_is_of_others():
    fact = web_factory.fact(delegate=HUNG_YEN, matters=("dau-tu",))
    assert bearing(fact, query("BQL KCN Hưng Yên có được ủy quyền cấp giấy phép lao động không")) == "others"


def test_a_named_instrument_decides_alone():
    asked = PowerQuery(instruments=("67/2032/QĐ-UBND",), on=ON)
    assert bearing(web_factory.fact(instrument="67/2032/QĐ-UBND"), asked) == "local"
    assert bearing(web_factory.fact(instrument="68/2032/QĐ-UBND"), asked) == "others"


def test_the_report_gives_way_to_the_decision_itself():
    decision = web_factory.head(2, "67/2032/QĐ-UBND", "quyet-dinh")
    article = web_factory.head(3, None, "bai-viet")
    facts = [web_factory.fact(at=head, instrument="67/2032/QĐ-UBND") for head in (article, decision, article)]
    assert [fact.at.document.number for fact in distinct(facts)] == ["67/2032/QĐ-UBND"]


def test_statements_without_instrument_are_kept_apart():
    facts = [web_factory.fact(delegate=name) for name in (HUNG_YEN, BAC_NINH)]
    assert len(distinct(facts)) == 2


def test_the_body_that_holds_a_power():
    assert holder(web_factory.fact(delegate=HUNG_YEN)) == ("board", "hung yen")
    assert holder(web_factory.fact(delegate=CLASS)) is None


DECISION = """---
type: {kind}
number: {number}
issued: 2031-03-02
title: {title}
record: summary
sources:
  - "Bản tóm tắt để thử"
delegations:
  - stance: delegated
    kind: uy-quyen
    delegate: {delegate}
    powers:
      - cấp phép bay
    evidence: Ủy quyền cho {delegate} cấp phép bay.
---

### Điều 1. Ủy quyền

Ủy quyền cho {delegate} cấp phép bay.
"""


@pytest.fixture(scope="module")
def named(tmp_path_factory):
    """Statements on boards and departments with and without proper names."""
    folder = tmp_path_factory.mktemp("named")
    (folder / "corpus").mkdir()
    rows = [
        ("nghi-dinh", "Cơ chế đặc thù đối với Khu Công nghệ cao Hòa Lạc", "Ban Quản lý"),
        ("nghi-dinh", "Về việc ủy quyền", "Ban Quản lý Khu kinh tế cửa khẩu Mộc Bài"),
        ("quyet-dinh", "Về việc ủy quyền", "Sở Nội vụ tỉnh Hưng Yên"),
        ("quyet-dinh", "Ủy quyền ở tỉnh Khánh Hòa", "Sở Nội vụ, Ban Quản lý Khu kinh tế Vân Phong"),
        ("nghi-dinh", "Về việc ủy quyền", "Chủ tịch Ủy ban nhân dân cấp xã"),
    ]
    for number, (kind, title, delegate) in enumerate(rows, 1):
        symbol = f"{number}/2031/{'NĐ-CP' if kind == 'nghi-dinh' else 'QĐ-UBND'}"
        text = DECISION.format(kind=kind, number=symbol, title=title, delegate=delegate)
        (folder / "corpus" / f"{number}.md").write_text(text, "utf-8")
    return update(folder / "corpus", folder / "data").generation.catalogue


def test_the_proper_names_of_bodies_are_those_of_all_statements(named):
    told = {about[1] for fact in named.power_facts() if (about := holder(fact))}
    assert named_bodies(named) == tuple(sorted(told - set(map(fold, provinces())))) == ("hoa lac", "moc bai")


def test_statements_are_chosen_by_their_delegates(named):
    found = named.power_facts(delegate=lambda delegate: delegate.startswith("Sở Nội vụ"))
    assert {fact.at.document.number for fact in found} == {"3/2031/QĐ-UBND", "4/2031/QĐ-UBND"}


@pytest.mark.parametrize("organ", GONE, ids=lambda organ: organ.name)
def test_every_organ_that_ended_is_read_by_its_name(organ):
    assert bodies_in(organ.name)[0].kind == organ.kind
    assert successor_of(organ.kind, organ.since) == organ
    assert successor_of(organ.kind, date(1990, 1, 1)) is None


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    path = tmp_path_factory.mktemp("empty") / "catalogue.sqlite"
    with CatalogueWriter(path):
        pass
    return Catalogue(path)


@pytest.mark.parametrize(
    "fields, doubt",
    [
        ({"delegator": "Bộ trưởng Bộ Kế hoạch và Đầu tư"}, "Bộ Kế hoạch và Đầu tư nay là Bộ Tài chính"),
        ({"delegate": "Ban Quản lý Khu kinh tế tỉnh Kon Tum"}, "Kon Tum nay thuộc Quảng Ngãi"),
        ({"end": date(2024, 12, 31)}, "Thời hạn đã hết ngày 31/12/2024"),
    ],
)
def test_doubts(empty, fields, doubt):
    fact = web_factory.fact(**fields)
    assert any(doubt in reason for reason in doubts_of(empty, fact, ON))
    assert not any(doubt in reason for reason in doubts_of(empty, fact, date(2019, 1, 1)))


def test_without_reason_there_is_no_doubt(empty):
    assert doubts_of(empty, web_factory.fact(delegate=HUNG_YEN), ON) == ()


@pytest.mark.parametrize(
    "typed, names_body, intent",
    [
        ("sở công thương có được cấp giấy chứng nhận không", True, "powers"),
        ("người lao động có được nghỉ phép không", False, "find"),
        ("ban quản lý còn được công chứng hợp đồng không", True, "powers"),
    ],
)
def test_what_a_body_may_do_is_a_question_of_powers(typed, names_body, intent):
    assert wish(typed, names_body=names_body).intent == intent


@pytest.mark.parametrize(
    "delegator, expected",
    [
        ("Bộ Công Thương", "local"),
        ("Bộ trưởng Bộ Công Thương", "local"),
        ("UBND tỉnh Nghệ An", "others"),
        (None, "local"),
    ],
)
def test_who_is_said_to_delegate_counts(delegator, expected):
    fact = web_factory.fact(delegator=delegator, delegate="Sở Nội vụ tỉnh Nghệ An")
    assert bearing(fact, query("Bộ Công Thương ủy quyền cấp phép cho ai")) == expected


@pytest.mark.parametrize(
    "delegate, on, reasons",
    [
        ("Sở Nội vụ tỉnh Kon Tum", date(2025, 6, 30), []),
        ("Sở Nội vụ tỉnh Kon Tum", date(2025, 7, 1), ["Kon Tum nay thuộc Quảng Ngãi (từ 01/07/2025)."]),
        ("Sở Nội vụ tỉnh Hà Tây", date(2010, 1, 1), ["Hà Tây nay thuộc Hà Nội (từ 01/08/2008)."]),
        ("Sở Nội vụ tỉnh Thừa Thiên Huế", date(2025, 1, 1), ["Thừa Thiên Huế nay là Huế (từ 01/01/2025)."]),
        ("Sở Nội vụ tỉnh Hưng Yên", ON, []),
    ],
)
def test_a_province_that_is_no_more_is_a_reason_from_its_own_day_on(delegate, on, reasons):
    assert list(merged_places(web_factory.fact(delegate=delegate, delegator="Ủy ban nhân dân tỉnh"), on)) == reasons
