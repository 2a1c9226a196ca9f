"""From answers and documents to what the templates print."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from web_factory import article, fact, head

from indexer.answers import Answer, Facets, Hit, PowersCard
from indexer.questions import Filters, Question
from indexer.records import DocumentHead, HeldProvision, LinkedCitation, LinkedRelation, Mention
from kb.citations import Citation
from kb.documents import Division, Document, Line, Part
from kb.provisions import ProvisionPath
from kb.relations import Relation
from kb.status import Status, StatusEvidence
from web.views.answers import answer_view
from web.views.citations import citation_link, citing_documents
from web.views.citing import citing_forms, years_amended
from web.views.documents import (
    origin_note,
    part_views,
    properties,
    relation_groups,
    table_of_contents,
)
from web.views.facts import fact_view
from web.views.powers_card import card_view
from web.views.status import status_view

QUESTION = Question("ai cấp phép")


# --- statements of delegation ---------------------------------------------------------------------------------------


def test_a_fact_shows_its_sentence_source_and_day() -> None:
    view = fact_view(fact("Chưa được ủy quyền cấp phép.", stance="not_delegated", delegator=None))
    assert view.evidence == "Chưa được ủy quyền cấp phép."
    assert (view.source.words, view.source_date) == ("Nghị định 29/2031/NĐ-CP", "14/03/2031")
    assert view.place.address == "/akn/vn/act/1#art_5"
    assert view.delegator is None


def test_an_instrument_that_is_not_held_says_so_and_leads_to_what_is_known() -> None:
    instrument = fact_view(fact(instrument="429/2034/QĐ-BKH", instrument_date=date(2034, 5, 6))).instrument
    assert instrument is not None
    assert (instrument.words, instrument.held) == ("429/2034/QĐ-BKH ngày 06/05/2034", False)
    assert instrument.address == "/vien-dan/429/2034/Q%C4%90-BKH"


def test_an_instrument_that_is_held_is_linked() -> None:
    held = head(7, "67/2032/QĐ-UBND")
    instrument = fact_view(fact(instrument="67/2032/QĐ-UBND", instrument_head=held)).instrument
    assert instrument is not None
    assert (instrument.address, instrument.held) == (held.uri, True)


def test_groups_of_a_card_leave_out_what_is_empty() -> None:
    card = PowersCard("Chưa được giao", "not_delegated", None, "Ban Quản lý", (fact(),), (), (fact(), fact()))
    shown = card_view(answer(powers=card))
    assert shown is not None
    assert [(group.title, len(group.facts)) for group in shown.groups] == [
        ("Về Ban Quản lý", 1),
        ("Việc khác, cơ quan khác", 2),
    ]


# --- answers --------------------------------------------------------------------------------------------------------


def answer(**fields: object) -> Answer:
    return Answer(QUESTION, **{"kind": "hits", "total": 45} | fields)  # type: ignore[arg-type]


def test_a_facet_value_sets_its_filter_and_takes_it_away() -> None:
    facets = Facets({"nghi-dinh": 3, "quyet-dinh": 2}, {}, {2031: 5, 2030: 1})
    chosen = Filters(types=("quyet-dinh",), year_from=2031, year_to=2031)
    types, years = answer_view(answer(facets=facets), "ai", chosen, 1).facets
    assert [(choice.label, choice.chosen, choice.address) for choice in types.choices] == [
        ("Nghị định", False, "/tim?q=ai&loai=quyet-dinh&loai=nghi-dinh&tu=2031&den=2031"),
        ("Quyết định", True, "/tim?q=ai&tu=2031&den=2031"),
    ]
    assert years.choices[0].address == "/tim?q=ai&loai=quyet-dinh"


def test_a_facet_with_one_value_is_shown_only_when_chosen() -> None:
    facets = Facets({"nghi-dinh": 3})
    assert answer_view(answer(facets=facets), "ai", Filters(), 1).facets == ()
    assert len(answer_view(answer(facets=facets), "ai", Filters(types=("nghi-dinh",)), 1).facets) == 1


def test_pages_keep_the_filters() -> None:
    pages = answer_view(answer(), "ai", Filters(issuers=("Bộ Y tế",)), 2).pages
    assert (pages.number, pages.count) == (2, 5)
    assert pages.following == "/tim?q=ai&co-quan=B%E1%BB%99+Y+t%E1%BA%BF&trang=3"


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("dieu-5.khoan-1", "/akn/vn/act/1#art_5__para_1"),
        ("dieu-5.khoan-9", "/akn/vn/act/1#art_5"),
    ],
)
def test_a_named_provision_leads_to_the_deepest_unit_that_is_held(path: str, address: str) -> None:
    held = HeldProvision(10, head(), article("Điều 5", Line("1. Cấp.", "paragraph", "art_5__para_1")))
    named = answer(kind="provision", documents=(head(),), provision=held, path=ProvisionPath.parse(path))
    assert answer_view(named, "điều 5", Filters(), 1).named == address


def test_a_hit_is_called_by_its_provision_and_says_where_it_stands() -> None:
    chapter = Division("chapter", "Chương II", "THẨM QUYỀN")
    hit = Hit(HeldProvision(10, head(), article("Điều 5", Line("x"), divisions=(chapter,))))
    (view,) = answer_view(answer(hits=(hit,)), "ai", Filters(), 1).hits
    assert view.title == "Điều 5. Thẩm quyền"
    assert view.crumbs == ("Nghị định 29/2031/NĐ-CP", "Chương II")


# --- citations ------------------------------------------------------------------------------------------------------

OWN = head(1)
OTHER = head(2, "82/2033/NĐ-CP", uri="/akn/vn/act/2")


def cite(number: str | None = "82/2033/NĐ-CP", **fields: object) -> Citation:
    return Citation(**{"start": 0, "end": 9, "surface": "Nghị định", "number": number} | fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("linked", "kind", "address"),
    [
        (LinkedCitation(cite(), "found", (OTHER,), "art_3"), "found", "/akn/vn/act/2#art_3"),
        (LinkedCitation(cite(), "found", (OWN,), "art_3__point_đ"), "found", "#art_3__point_%C4%91"),
        (
            LinkedCitation(cite(), "ambiguous", (OTHER, OWN), "", "hai"),
            "ambiguous",
            "/vien-dan/82/2033/N%C4%90-CP?trong=tep-1",
        ),
        (LinkedCitation(cite(), "unknown"), "unknown", "/vien-dan/82/2033/N%C4%90-CP"),
        (
            LinkedCitation(cite(None, title="Luật Đầu tư"), "unknown"),
            "unknown",
            "/vien-dan/name:lu%E1%BA%ADt%20%C4%91%E1%BA%A7u%20t%C6%B0",
        ),
    ],
)
def test_a_citation_leads_where_it_can(linked: LinkedCitation, kind: str, address: str) -> None:
    link = citation_link(linked, OWN)
    assert link is not None
    assert (link.kind, link.address) == (kind, address)


@pytest.mark.parametrize(
    "linked",
    [
        LinkedCitation(cite(None, target="self"), "found", (OWN,)),
        LinkedCitation(cite("TCVN ISO 9001:2008", kind="standard"), "unknown"),
        LinkedCitation(cite(None), "unknown"),
    ],
)
def test_a_citation_that_leads_nowhere_is_no_link(linked: LinkedCitation) -> None:
    assert citation_link(linked, OWN) is None


def test_mentions_are_grouped_by_document_newest_first() -> None:
    line = Line("1. Theo Nghị định.", "paragraph", "art_5__para_1")
    old = HeldProvision(10, head(3, issued=date(2020, 1, 1)), article("Điều 5", line))
    new = HeldProvision(20, head(4, issued=date(2032, 1, 1)), article("Điều 5", line))
    mentions = [Mention(old, cite(start=8, end=17)), Mention(new, cite(start=8, end=17))]
    grouped = citing_documents(mentions)
    assert [entry.document.id for entry in grouped] == [4, 3]
    assert grouped[0].mentions[0].label == "khoản 1 Điều 5"
    assert grouped[0].mentions[0].address == "/akn/vn/act/4#art_5__para_1"


# --- documents ------------------------------------------------------------------------------------------------------


def test_the_table_of_contents_names_divisions_once_and_parts_by_their_title() -> None:
    first, second = Division("chapter", "Chương I", "CHUNG"), Division("chapter", "Chương II", "RIÊNG")
    main = [article(f"Điều {n}", Line("x"), divisions=(first if n < 3 else second,)) for n in (1, 2, 3)]
    attached = article("Điều 1", Line("y"))
    document = Document(
        "x", "quyet-dinh", "t", parts=(Part("main", tuple(main)), Part("attachment", (attached,), "Quy định", "về x"))
    )
    held = [HeldProvision(n, OWN, provision) for n, provision in enumerate(document.provisions)]
    toc = list(table_of_contents(part_views(document, held, {}, (), OWN)))
    assert [(entry.level, entry.label) for entry in toc] == [
        (1, "Chương I"), (4, "Điều 1"), (4, "Điều 2"), (1, "Chương II"), (4, "Điều 3"),
        (0, "Quy định. về x"), (4, "Điều 1"),
    ]  # fmt: skip


def test_the_sentence_of_a_delegation_is_marked_in_the_text() -> None:
    text = "Ủy quyền cho Ban Quản lý cấp phép."
    statement = fact(text)
    document = Document("x", "quyet-dinh", "t", parts=(Part("main", (statement.at.provision,)),))
    (part,) = part_views(document, [statement.at], {}, [statement], OWN)
    assert f"<mark>{text}</mark>" in part.provisions[0].html


def test_properties_leave_out_what_is_not_known() -> None:
    document = Document("x", "nghi-dinh", "t", "29/2031/NĐ-CP", issued=date(2031, 3, 14))
    assert list(properties(document)) == [
        ("Loại", "Nghị định"),
        ("Số, ký hiệu", "29/2031/NĐ-CP"),
        ("Ngày ban hành", "14/03/2031"),
    ]


@pytest.mark.parametrize(
    ("checked", "words"),
    [
        ((), "phải được đối chiếu"),
        (("number", "issued"), "phải được đối chiếu"),
        (("number", "issued", "issuer"), "đã được đối chiếu"),
    ],
)
def test_a_text_read_by_a_machine_says_what_is_still_to_compare(checked: tuple[str, ...], words: str) -> None:
    assert words in origin_note(Document("a", "quyet-dinh", "Về thử", origin="ocr", checked=checked))
    assert origin_note(Document("a", "quyet-dinh", "Về thử", checked=checked)) == ""


def test_relations_are_told_from_both_ends_and_citations_are_left_out() -> None:
    out = LinkedRelation(OWN, Relation("replaces", "82/2033/NĐ-CP", whole=False), OTHER)
    cites = LinkedRelation(OWN, Relation("cites", "1/2030/NĐ-CP"))
    back = LinkedRelation(OTHER, Relation("amends", "29/2031/NĐ-CP", since=date(2033, 1, 1)), OWN)
    groups = relation_groups([out, cites], [back])
    assert [(group.title, group.relations[0].other.words, group.relations[0].detail) for group in groups] == [
        ("Được sửa đổi, bổ sung bởi", "Nghị định 82/2033/NĐ-CP", "từ 01/01/2033"),
        ("Thay thế", "Nghị định 82/2033/NĐ-CP", "một phần"),
    ]


def test_a_status_names_the_held_document_that_proves_it() -> None:
    evidence = (StatusEvidence("Nghị định này thay thế …", "82/2033/NĐ-CP"), StatusEvidence("Có hiệu lực từ …"))
    view = status_view(Status("expired", "Hết hiệu lực", date(2034, 1, 1), evidence), [OTHER])
    assert (view.label, view.tone, len(view.evidence)) == ("Hết hiệu lực", "het", 1)
    assert view.evidence[0].source is not None
    assert view.evidence[0].source.address == OTHER.uri


# --- how to cite ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("document", "full", "short"),
    [
        (
            head(),
            "Nghị định số 29/2031/NĐ-CP ngày 14 tháng 3 năm 2031 của Chính phủ quy định về khu công nghiệp",
            "Nghị định số 29/2031/NĐ-CP",
        ),
        (
            DocumentHead(1, "x", "luat", "Luật Đầu tư", "Luật Đầu tư", "/x", "61/2020/QH14", "Quốc hội"),
            "Luật Đầu tư",
            "Luật Đầu tư",
        ),
        (
            DocumentHead(1, "x", "quyet-dinh", "Quyết định 8/QĐ-UB", "Hưng Yên số hóa", "/x", "8/QĐ-UB"),
            "Quyết định số 8/QĐ-UB Hưng Yên số hóa",
            "Quyết định số 8/QĐ-UB",
        ),
    ],
)
def test_a_document_is_cited_as_the_rules_of_office_work_want_it(document: DocumentHead, full: str, short: str) -> None:
    first, later, basis, *_ = citing_forms(document, "http://may-chu")
    assert (first.text, later.text, basis.text) == (full, short, f"Căn cứ {full};")
    assert first.rich == f'<a href="http://may-chu{document.uri}">{full}</a>'
    assert basis.html == f"<i>Căn cứ {full};</i>"


def test_a_draft_names_a_law_with_the_years_in_which_laws_amended_it() -> None:
    law = DocumentHead(1, "x", "luat", "Luật Đầu tư", "Luật Đầu tư", "/x", "61/2020/QH14", issued=date(2020, 6, 17))
    said = [("luat", 2024, "amends"), ("luat", 2022, "amends"), ("nghi-dinh", 2021, "amends"), ("luat", 2023, "guides")]
    acts = [
        LinkedRelation(replace(law, type=kind, issued=date(year, 1, 11)), Relation(verb, law.number), law)  # type: ignore[arg-type]
        for kind, year, verb in said
    ]
    *_, draft, party = citing_forms(law, "", years_amended(acts))
    assert draft.text == "Luật Đầu tư năm 2020 được sửa đổi, bổ sung năm 2022, năm 2024"
    assert party.text == "Luật Đầu tư"
