"""Links that a person has settled: read, written, matched, winning, surviving, and taken back with their target."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import web_factory
from web_factory import head

from indexer.build import check, update
from indexer.catalogue import Catalogue
from indexer.confirmed_links import CONFIRMED, confirmed
from indexer.confirming import confirm_link, take_back, with_links
from indexer.corpus import read_document
from indexer.corpus_writing import write_document
from indexer.generations import open_current
from indexer.ingest import add_files
from indexer.mentions import Memory
from indexer.records import DocumentHead, LinkedCitation
from kb.citations import Citation, find_citations
from kb.documents import ManualLink
from kb.errors import KbError

CITING = """---
type: bao-cao
number: 5/BC-BQL
issuer: Ban Quản lý các khu công nghiệp tỉnh Hưng Yên
# ghi chú của người lập kho
issued: 2032-09-01
title: "Kết quả: cải cách"
---

### Mục 1. Kết quả

Thực hiện Chỉ thị số 24/CT-TTg của Thủ tướng Chính phủ về cải cách hành chính.

### Mục 2. Phương hướng

Tiếp tục thực hiện Chỉ thị số 24/CT-TTg ngày 02 tháng 8 năm 2032 của Thủ tướng Chính phủ.
"""


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """The small corpus, and a report that cites a number of two documents."""
    folder = web_factory.write_corpus(tmp_path / "corpus")
    (folder / "bao-cao").mkdir()
    (folder / "bao-cao" / "5-bc-bql.md").write_text(CITING, "utf-8")
    return folder


def catalogue_of(corpus: Path) -> Catalogue:
    data = corpus.parent / "data"
    update(corpus, data)
    return open_current(data).catalogue


def links_of(catalogue: Catalogue) -> list[LinkedCitation]:
    citing = catalogue.by_stem("5-bc-bql")
    assert citing is not None
    return [linked for entries in catalogue.citations_in(citing.id).values() for linked in entries]


def settle(corpus: Path, *links: ManualLink) -> None:
    path = corpus / "bao-cao" / "5-bc-bql.md"
    path.write_text(with_links(path.read_text("utf-8"), links), "utf-8")


@pytest.mark.parametrize("means", ["24-ct-ttg-2031", "/akn/vn/act/chi-thi/thu-tuong-chinh-phu/2031-07-01/24-ct-ttg"])
def test_a_settled_number_wins_except_where_the_date_says_another(corpus: Path, means: str) -> None:
    settle(corpus, ManualLink("24/CT-TTg", means))
    first, second = links_of(catalogue_of(corpus))
    assert (first.resolution, first.reason) == ("found", CONFIRMED)
    assert first.target is not None
    assert first.target.stem == "24-ct-ttg-2031"
    assert second.target is not None
    assert second.target.stem == "24-ct-ttg-2032"


def test_exact_words_win_whatever_number_the_document_has(corpus: Path) -> None:
    settle(corpus, ManualLink("24/CT-TTg", "24-ct-ttg-2031"), ManualLink("chỉ thị số  24/CT-TTg", "29-2031-nd-cp"))
    first, second = links_of(catalogue_of(corpus))
    assert first.target is not None
    assert first.target.stem == "29-2031-nd-cp"
    assert second.reason != CONFIRMED, "its day is that of another document"


def test_a_settled_document_that_comes_later_or_goes_away_is_linked_or_let_go_at_once(corpus: Path) -> None:
    settle(corpus, ManualLink("24/CT-TTg", "sau-nay"))
    assert links_of(catalogue_of(corpus))[0].resolution != "found" or links_of(catalogue_of(corpus))[0].reason == ""
    later = corpus / "chi-thi" / "sau-nay.md"
    later.write_text(
        "---\ntype: chi-thi\nnumber: 42/CT-TTg\ntitle: Về việc khác\n---\n\n### 1. Yêu cầu\n\nLàm.\n", "utf-8"
    )
    settle(corpus, ManualLink("Chỉ thị số 24/CT-TTg", "sau-nay"))
    found = links_of(catalogue_of(corpus))[0]
    assert found.reason == CONFIRMED
    later.unlink()
    assert links_of(catalogue_of(corpus))[0].reason != CONFIRMED
    later.write_text(
        "---\ntype: chi-thi\nnumber: 42/CT-TTg\ntitle: Về việc khác\n---\n\n### 1. Yêu cầu\n\nLàm.\n", "utf-8"
    )
    assert links_of(catalogue_of(corpus))[0].reason == CONFIRMED


def test_a_relation_of_the_document_follows_the_settled_link(corpus: Path) -> None:
    path = corpus / "bao-cao" / "5-bc-bql.md"
    text = CITING.replace("title:", "relations:\n  - verb: guides\n    number: 24/CT-TTg\ntitle:")
    path.write_text(with_links(text, (ManualLink("24/CT-TTg", "24-ct-ttg-2031"),)), "utf-8")
    catalogue = catalogue_of(corpus)
    target = catalogue.by_stem("24-ct-ttg-2031")
    assert target is not None
    assert [linked.source.stem for linked in catalogue.relations_to(target.id)] == ["5-bc-bql"]


def test_the_file_keeps_all_else_as_written_and_the_link_is_read_back() -> None:
    links = (ManualLink("24/CT-TTg", "24-ct-ttg-2031"), ManualLink("Luật: đầu tư", "luat-dau-tu"))
    once = with_links(CITING, links)
    assert read_document(once, "a.md").links == links
    assert with_links(once, links) == once
    again = with_links(once, links[:1])
    assert read_document(again, "a.md").links == links[:1]
    assert "# ghi chú của người lập kho" in again
    assert with_links(once, ()).replace("\n\n", "\n") == CITING.replace("\n\n", "\n")
    assert read_document(write_document(read_document(once, "a.md")), "a.md").links == links


def test_a_link_that_says_half_is_a_fault() -> None:
    document = read_document(CITING.replace("title:", "links:\n  - cites: 24/CT-TTg\ntitle:"), "a.md")
    assert document.links == ()
    assert any("links" in fault.message for fault in document.faults)


SENT = """CHÍNH PHỦ
Số: 7/2033/NĐ-CP
Hà Nội, ngày 02 tháng 01 năm 2033
NGHỊ ĐỊNH
Về bến thuyền du lịch
Điều 1. Phạm vi điều chỉnh
{text} theo Chỉ thị số 24/CT-TTg của Thủ tướng Chính phủ.
"""


def test_checking_a_corpus_tells_of_a_link_that_leads_nowhere(corpus: Path) -> None:
    settle(corpus, ManualLink("24/CT-TTg", "24-ct-ttg-2031"), ManualLink("9/CT-TTg", "khong-co"))
    assert ["khong-co" in fault.message for fault in check(corpus) if "links" in fault.message] == [True]


def test_the_word_of_a_person_survives_a_new_import(corpus: Path, tmp_path: Path) -> None:
    data, sent = tmp_path / "data", tmp_path / "nd.txt"
    sent.write_text(SENT.format(text="Về bến thuyền"), "utf-8")
    (added,) = add_files([sent], corpus, data).files
    assert added.path is not None
    confirm_link(corpus, data, "7-2033-nd-cp", "24/CT-TTg", "24-ct-ttg-2031")
    sent.write_text(SENT.format(text="Về bến thuyền và bãi tắm"), "utf-8")
    (again,) = add_files([sent], corpus, data, overwrite=True).files
    assert again.outcome == "replaced"
    document = read_document((corpus / added.path).read_text("utf-8"), added.path)
    assert document.links == (ManualLink("24/CT-TTg", "24-ct-ttg-2031"),)
    catalogue = open_current(data).catalogue
    citing = catalogue.by_stem("7-2033-nd-cp")
    assert citing is not None
    assert [linked.reason for found in catalogue.citations_in(citing.id).values() for linked in found] == [CONFIRMED]


def test_confirming_writes_the_file_and_the_index_and_a_second_word_replaces_the_first(corpus: Path) -> None:
    data = corpus.parent / "data"
    confirm_link(corpus, data, "5-bc-bql", "24/CT-TTg", "24-ct-ttg-2031")
    confirm_link(corpus, data, "5-bc-bql", "24/CT-TTg", "24-ct-ttg-2032")
    text = (corpus / "bao-cao" / "5-bc-bql.md").read_text("utf-8")
    assert read_document(text, "a.md").links == (ManualLink("24/CT-TTg", "24-ct-ttg-2032"),)
    target = links_of(open_current(data).catalogue)[0].target
    assert target is not None
    assert target.stem == "24-ct-ttg-2032"


def test_a_word_that_is_taken_back_leaves_the_file_as_it_was(corpus: Path) -> None:
    data, path = corpus.parent / "data", corpus / "bao-cao" / "5-bc-bql.md"
    before = path.read_text("utf-8")
    confirm_link(corpus, data, "5-bc-bql", "24/CT-TTg", "24-ct-ttg-2031")
    take_back(corpus, data, "5-bc-bql", "24/CT-TTg")
    assert path.read_text("utf-8") == before
    assert links_of(open_current(data).catalogue)[0].reason != CONFIRMED


def test_a_link_that_leads_nowhere_is_among_the_faults_until_it_leads_somewhere(corpus: Path) -> None:
    settle(corpus, ManualLink("24/CT-TTg", "24-ct-ttg-2031"), ManualLink("9/CT-TTg", "khong-co"))
    assert ["khong-co" in fault.message for fault in catalogue_of(corpus).faults() if "links" in fault.message] == [
        True
    ]


def test_a_settled_citation_holds_for_its_short_mentions() -> None:
    head = DocumentHead(7, "d", "nghi-quyet", "Nghị quyết 18-NQ/TW", "t", "/x", "18-NQ/TW", issued=date(2022, 6, 16))
    full = LinkedCitation(Citation(0, 1, "x", type="nghi-quyet", number="18-NQ/TW"), "found", (head,), "", CONFIRMED)
    short = LinkedCitation(Citation(2, 3, "y", type="nghi-quyet", number="18", partial=True), "unknown")
    assert Memory([full, short], None).complete(short).target == head


@pytest.mark.parametrize(("stem", "means"), [("khong-co", "24-ct-ttg-2031"), ("5-bc-bql", "khong-co")])
def test_what_is_not_held_cannot_be_settled(corpus: Path, stem: str, means: str) -> None:
    with pytest.raises(KbError):
        confirm_link(corpus, corpus.parent / "data", stem, "24/CT-TTg", means)


@pytest.mark.parametrize(
    ("text", "cites", "found"),
    [
        ("Căn cứ Luật Đầu tư;", "Luật Đầu tư", True),
        ("Căn cứ khoản 2 Điều 5 Luật Đầu tư;", "luật đầu tư", True),
        ("Căn cứ Luật Đầu tư ngày 17 tháng 6 năm 2020;", "Luật Đầu tư", True),
        ("Căn cứ Luật Đầu tư ngày 26 tháng 11 năm 2014;", "Luật Đầu tư", False),
        ("Căn cứ Luật Đầu tư công;", "Luật Đầu tư", False),
        ("Theo khoản 2 Điều này.", "Luật Đầu tư", False),
    ],
)
def test_a_name_is_settled_where_nothing_said_speaks_against_it(text: str, cites: str, found: bool) -> None:
    law = head(7, "61/2020/QH14", "luat", title="Luật Đầu tư", issued=date(2020, 6, 17))
    linked = LinkedCitation(find_citations(text)[0], "ambiguous")
    assert (confirmed(linked, ((ManualLink(cites, law.stem), law),)).target == law) is found


def test_nothing_settled_changes_nothing() -> None:
    linked = LinkedCitation(Citation(0, 3, "abc"), "unknown")
    assert confirmed(linked, ()) is linked
