"""Reports linked and checked: Word, Markdown, plain text."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import docx
import pytest
from lxml import etree

from indexer.catalogue import Catalogue
from indexer.catalogue_writing import CatalogueWriter, ReadDocument, ReadProvision
from indexer.corpus import read_document
from indexer.findings import Finding
from indexer.reports import check_text, link_report, unlink_report
from kb.citations import Context
from kb.errors import KbError
from kb.relations import Relation

BASE = "http://may-chu:8000"
ZONES = "/akn/vn/act/nghi-dinh/chinh-phu/2008-03-14/29-2008-nd-cp"
NEW_ZONES = "/akn/vn/act/nghi-dinh/chinh-phu/2018-05-22/82-2018-nd-cp"

FILES = {
    "zones": """---
type: nghi-dinh
number: 29/2008/NĐ-CP
issuer: Chính phủ
issued: 2008-03-14
effective: 2008-04-10
title: Quy định về khu công nghiệp
---
### Điều 1. Phạm vi
Nghị định này quy định về khu công nghiệp.
### Điều 2. Thẩm quyền
1. Ban Quản lý cấp giấy chứng nhận.
2. Ban Quản lý được:
a) thu hồi giấy chứng nhận;
b) điều chỉnh giấy chứng nhận.
""",
    "gaps": """---
type: nghi-dinh
number: 30/2008/NĐ-CP
issuer: Chính phủ
issued: 2008-03-15
title: Quy định khác
---
### Điều 1. Một
Một.
### Điều 4. Bốn
Bốn.
""",
    "new-zones": """---
type: nghi-dinh
number: 82/2018/NĐ-CP
issuer: Chính phủ
issued: 2018-05-22
effective: 2018-07-10
title: Quy định về quản lý khu công nghiệp và khu kinh tế
---
### Điều 1. Phạm vi
Nghị định này thay thế Nghị định số 29/2008/NĐ-CP.
""",
    "local": """---
type: quyet-dinh
number: 67/2003/QĐ-UB
issuer: UBND tỉnh Hưng Yên
issued: 2003-12-26
place: Hưng Yên
title: Quy định chức năng, nhiệm vụ
record: summary
sources:
  - "bài viết"
---
### Tóm tắt
Quy định chức năng của Ban Quản lý.
""",
    "ministry": """---
type: quyet-dinh
number: 634/2004/QĐ-BKH
issuer: Bộ trưởng Bộ Kế hoạch và Đầu tư
issued: 2004-05-24
title: Ủy quyền
---
### Điều 1.
Ủy quyền.
""",
    "directive": """---
type: chi-thi
number: 24/CT-TTg
issuer: Thủ tướng Chính phủ
issued: 2016-08-01
title: Tăng cường quản lý
---
### Mục 1
Các bộ thực hiện.
""",
}


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    """A catalogue of six documents, of which one replaces another."""
    path = tmp_path_factory.mktemp("reports") / "catalogue.sqlite"
    with CatalogueWriter(path) as writer:
        for name, text in FILES.items():
            document = read_document(text, f"{name}.md")
            parts = tuple(tuple(map(ReadProvision, part.provisions)) for part in document.parts)
            replaces = (Relation("replaces", "29/2008/NĐ-CP", evidence="thay thế"),) if name == "new-zones" else ()
            writer.add(ReadDocument(f"{name}.md", name, document, parts, replaces))
        list(writer.resolve())
    yield Catalogue(path)


IN_2012 = Context(issuer="Ban Quản lý các khu công nghiệp tỉnh Hưng Yên", issued=date(2012, 3, 1), place="Hưng Yên")
IN_2020 = Context(issuer="Ban Quản lý các khu công nghiệp tỉnh Hưng Yên", issued=date(2020, 3, 1), place="Hưng Yên")


def findings(catalogue: Catalogue, text: str, context: Context = IN_2012) -> list[Finding]:
    found = check_text(text, catalogue, context).findings
    assert all(text[finding.start : finding.end] == finding.quote for finding in found)
    return list(found)


@pytest.mark.parametrize(
    ("text", "kind", "severity", "words"),
    [
        ("Theo Nghị định số 29/2008/NĐ-CP ngày 15/3/2008 của Chính phủ.", "inconsistent", "error", "14/03/2008"),
        ("Theo Thông tư số 29/2008/NĐ-CP của Chính phủ.", "inconsistent", "error", "Nghị định"),
        ("Quyết định số 634/2004/QĐ-BKH ngày 24/5/2004 của Bộ trưởng Bộ Thương mại ủy quyền.", "inconsistent", "error",
         "Bộ Thương mại"),
        ("Theo Điều 9 Nghị định số 29/2008/NĐ-CP.", "provision", "error", "không có Điều 9"),
        ("Theo khoản 7 Điều 2 Nghị định số 29/2008/NĐ-CP.", "provision", "error", "không có khoản 7 Điều 2"),
        ("Theo điểm d khoản 2 Điều 2 Nghị định số 29/2008/NĐ-CP.", "provision", "error", "điểm d khoản 2 Điều 2"),
        ("Theo Quyết định số 67/2003/QĐ-UB của UBND tỉnh Nghệ An.", "unknown", "note", "không phải của Nghệ An"),
        ("Thực hiện Chỉ thị số 24/CT-TTg, các đơn vị báo cáo.", "ambiguous", "warning", "01/08/2016"),
        ("Thực hiện Chỉ thị số 24/CT-TTg ngày 16/6/2010.", "unknown", "note", "01/08/2016"),
        ("Theo Nghị định số 29/2011/NĐ-CP.", "unknown", "note", "chưa có trong kho"),
        # slips in the symbol
        ("Theo Quyết định số 67/2003/QĐ-UBND của UBND tỉnh Hưng Yên.", "unknown", "note", "67/2003/QĐ-UB"),
        ("Theo Nghị quyết số 29/2008/NQ-CP.", "unknown", "note", "29/2008/NĐ-CP"),
        ("Theo Nghị định số 29/2008/NĐ-CPP.", "unknown", "note", "29/2008/NĐ-CP"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_found(catalogue: Catalogue, text: str, kind: str, severity: str, words: str) -> None:
    (finding,) = findings(catalogue, text)
    assert (finding.kind, finding.severity) == (kind, severity)
    assert words in finding.message


@pytest.mark.parametrize(
    "text",
    [
        "Theo Nghị định số 29/2008/NĐ-CP ngày 14/3/2008 của Chính phủ.",
        "Theo điểm b khoản 2 Điều 2 và Điều 1 Nghị định số 29/2008/NĐ-CP.",
        "Quyết định số 0634/2004/QĐ-BKH ngày 24/5/2004 của Bộ trưởng Bộ Kế hoạch và Đầu tư.",
        "Quyết định số 67/2003/QĐ-UB ngày 26/12/2003 của UBND tỉnh Hưng Yên, nay là Quyết định số 67/2003/QĐ-UB.",
        # inserted by an amendment that is not held; in a sequence with gaps
        "Theo Điều 2a và khoản 1a Điều 2 Nghị định số 29/2008/NĐ-CP; theo Điều 3 Nghị định số 30/2008/NĐ-CP.",
        # a summary does not tell which articles there are; an article without numbered parts not which khoản
        "Theo Điều 40 Quyết định số 67/2003/QĐ-UB của UBND tỉnh Hưng Yên.",
        "Theo khoản 3 Điều 1 Nghị định số 29/2008/NĐ-CP.",
        "Sản phẩm đạt TCVN 9001:2008. Điều này có nghĩa là 1/2 diện tích đã cho thuê.",
        "Báo cáo này gửi kèm Quyết định này.",
    ],
)
def test_what_is_right_is_no_finding(catalogue: Catalogue, text: str) -> None:
    assert findings(catalogue, text) == []


def test_a_wrong_date_comes_with_the_right_one(catalogue: Catalogue) -> None:
    (finding,) = findings(catalogue, "Theo Nghị định số 29/2008/NĐ-CP ngày 15/3/2008 của Chính phủ.")
    assert finding.correction == "ngày 14 tháng 3 năm 2008"
    assert finding.uri == ZONES
    assert str(finding) == (
        "[Sai] dòng 1: “Nghị định số 29/2008/NĐ-CP”: Nghị định 29/2008/NĐ-CP trong kho ban hành ngày 14/03/2008, "
        "câu ghi 15/03/2008. Nên ghi: “ngày 14 tháng 3 năm 2008”."
    )


def test_force_is_judged_by_the_day_of_the_report(catalogue: Catalogue) -> None:
    text = "Căn cứ Nghị định số 29/2008/NĐ-CP ngày 14/3/2008 của Chính phủ;"
    assert findings(catalogue, text, IN_2012) == []
    (finding,) = findings(catalogue, text, IN_2020)
    assert (finding.kind, finding.severity) == ("expired", "error")
    assert "10/07/2018" in finding.message and "82/2018/NĐ-CP" in finding.message
    (finding,) = findings(catalogue, "Năm 2010, theo Nghị định số 29/2008/NĐ-CP.", IN_2020)
    assert finding.severity == "warning"


def test_what_is_not_held_is_told_once(catalogue: Catalogue) -> None:
    text = "Nghị định số 1/2001/NĐ-CP.\nTheo Nghị định số 01/2001/NĐ-CP và Nghị định số 2/2002/NĐ-CP."
    assert [(entry.where, entry.times) for entry in findings(catalogue, text)] == [("dòng 1", 2), ("dòng 2", 1)]
    text = "Theo Luật Nhà ở.\nLuật Nhà ở năm 2005 và Luật Nhà ở.\nLuật Giá năm 2012, Luật Giá năm 2023, Luật Giá."
    assert [(entry.where, entry.times) for entry in findings(catalogue, text)] == [
        ("dòng 1", 3), ("dòng 3", 1), ("dòng 3", 1), ("dòng 3", 1),
    ]  # fmt: skip


def test_numbers_of_other_bodies_are_not_similar(catalogue: Catalogue) -> None:
    (finding,) = findings(catalogue, "Theo Quyết định số 634/2004/QĐ-BTC.")
    assert finding.message == "văn bản này chưa có trong kho"


def test_offsets_point_into_the_whole_text(catalogue: Catalogue) -> None:
    text = "Mở đầu.\nTheo Nghị định số 29/2008/NĐ-CP ngày 14/3/2008 của Chính phủ."
    (linked,) = check_text(text, catalogue).citations
    citation = linked.citation
    assert text[citation.start : citation.end] == citation.surface
    assert citation.date_span and text[slice(*citation.date_span)] == "ngày 14/3/2008"
    assert citation.issuer_span and text[slice(*citation.issuer_span)] == "Chính phủ"


def test_the_head_of_a_report_tells_whose_it_is(catalogue: Catalogue) -> None:
    organ = "UBND TỈNH {}\nBAN QUẢN LÝ CÁC KHU CÔNG NGHIỆP\n"
    head = organ + "Số: 12/BC-BQL\n{}, ngày 05 tháng 6 năm 2010\nBÁO CÁO\nVề kết quả\n"
    text = "Thực hiện Quyết định số 67/2003/QĐ-UB.\n"
    for place, resolution in (("Hưng Yên", "found"), ("Nghệ An", "unknown")):
        linked = check_text(head.format(place.upper(), place) + text, catalogue).citations
        assert [entry.resolution for entry in linked if entry.citation.number == "67/2003/QĐ-UB"] == [resolution]


# --- Word -----------------------------------------------------------------------------------------------------------


def word(*paragraphs: str) -> bytes:
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def addresses(data: bytes) -> list[str]:
    """The addresses that the links in the body lead to, in order."""
    package = zipfile.ZipFile(io.BytesIO(data))
    relations = etree.fromstring(package.read("word/_rels/document.xml.rels"))
    targets = {node.get("Id"): node.get("Target") for node in relations}
    links = etree.fromstring(package.read("word/document.xml")).iter("{*}hyperlink")
    return [str(targets[next(value for key, value in node.items() if key.endswith("}id"))]) for node in links]


def test_word_reports_get_links_to_what_is_certain(catalogue: Catalogue) -> None:
    data = word(
        "Theo điểm b khoản 2 Điều 2 Nghị định số 29/2008/NĐ-CP và Nghị định số 82/2018/NĐ-CP.",
        "Chỉ thị số 24/CT-TTg, Điều 9 Nghị định số 29/2008/NĐ-CP, Nghị định số 29/2011/NĐ-CP.",
    )
    linked = link_report(data, "bao-cao.docx", catalogue, BASE + "/")
    assert addresses(linked.data) == [f"{BASE}{ZONES}#art_2__para_2__point_b", f"{BASE}{NEW_ZONES}", f"{BASE}{ZONES}"]
    assert (linked.format, linked.count, linked.citations, linked.skipped) == ("docx", 3, 5, 0)
    assert {finding.where for finding in linked.findings} == {"đoạn 1", "đoạn 2"}
    again = link_report(linked.data, "bao-cao.docx", catalogue, BASE)
    assert again.data == linked.data
    assert (again.count, again.skipped, again.findings) == (0, 3, linked.findings)


# --- Markdown -------------------------------------------------------------------------------------------------------

DECREE = "Nghị định số 29/2008/NĐ-CP"
LINKED = f"[{DECREE}]({BASE}{ZONES})"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (f"Theo {DECREE}.\n", f"Theo {LINKED}.\n"),
        (f"# Về {DECREE}\n\n- Theo {DECREE}\n", f"# Về {LINKED}\n\n- Theo {LINKED}\n"),
        (f"| a | {DECREE} |\n|---|---|\n", f"| a | {LINKED} |\n|---|---|\n"),
        # emphasis stays whole
        (f"Theo **{DECREE}** này", f"Theo **{LINKED}** này"),
        ("Theo **Nghị định** số 29/2008/NĐ-CP", f"Theo [**Nghị định** số 29/2008/NĐ-CP]({BASE}{ZONES})"),
        ("Theo Nghị định **số 29/2008/NĐ-CP** này", f"Theo [Nghị định **số 29/2008/NĐ-CP**]({BASE}{ZONES}) này"),
        # across a line end of one paragraph
        ("Theo Nghị định số\n29/2008/NĐ-CP.", f"Theo [Nghị định số\n29/2008/NĐ-CP]({BASE}{ZONES})."),
        # left alone: front matter, code, links, images, addresses, HTML
        (f"---\ntitle: {DECREE}\n---\nTheo\n", None),
        (f"```\n{DECREE}\n```\n", None),
        (f"~~~\n{DECREE}\n", None),
        (f"Theo `{DECREE}`.", None),
        (f"Theo [{DECREE}](http://khac) và [{DECREE}][1] và ![{DECREE}](a.png)\n\n[1]: http://khac", None),
        ("Xem https://kho.vn/29/2008/NĐ-CP và <https://kho.vn/29/2008/NĐ-CP>", None),
        (f'<a title="{DECREE}">xem</a> <!-- {DECREE} -->', None),
    ],
)
def test_markdown(catalogue: Catalogue, source: str, expected: str | None) -> None:
    linked = link_report(source.encode(), "a.md", catalogue, BASE, IN_2012)
    assert linked.data.decode() == (expected or source)
    assert linked.count == (expected or "").count(BASE)
    assert link_report(linked.data, "a.md", catalogue, BASE, IN_2012).data == linked.data


# --- plain text -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_plain_text_gets_a_list_of_addresses(catalogue: Catalogue, newline: str) -> None:
    source = f"Theo {DECREE}.{newline}Theo khoản 1 Điều 2 {DECREE} và {DECREE}."
    linked = link_report(source.encode(), "a.txt", catalogue, BASE, IN_2012)
    assert linked.data.decode().startswith(source + newline)
    assert linked.data.decode().split(newline)[-3:] == [
        f"- Nghị định 29/2008/NĐ-CP: {BASE}{ZONES}",
        f"- khoản 1 Điều 2 Nghị định 29/2008/NĐ-CP: {BASE}{ZONES}#art_2__para_1",
        "",
    ]
    assert link_report(linked.data, "a.txt", catalogue, BASE, IN_2012).data == linked.data


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (f"Theo **{DECREE}** và [khác](http://khac/1).\n".encode(), "a.md"),
        (f"Theo {DECREE}.\r\n- Mục {DECREE}\r\n".encode("utf-8-sig"), "a.txt"),
    ],
)
def test_links_are_taken_away_again(catalogue: Catalogue, data: bytes, name: str) -> None:
    linked = link_report(data, name, catalogue, BASE, IN_2012)
    assert linked.data != data
    assert unlink_report(linked.data, name, BASE) == (data, 1)
    assert unlink_report(data, name, BASE) == (data, 0)


def test_plain_text_without_citations_stays_as_it_is(catalogue: Catalogue) -> None:
    for data in ("Không viện dẫn.".encode(), "\ufeffKhông\r\n".encode(), "Không".encode("utf-16")):
        assert link_report(data, "a.txt", catalogue, BASE).data == data


@pytest.mark.parametrize(
    ("data", "name", "reason"),
    [
        (b"%PDF-1.7", "a.pdf", "PDF"),
        (b"{\\rtf1 a}", "a.rtf", "RTF"),
        ("Quy\xeat \xf0\xa1nh".encode("latin-1"), "a.txt", "UTF-8"),
        (b"PK\x03\x04rest", "a.docx", "hỏng"),
    ],
)
def test_other_files_say_why(catalogue: Catalogue, data: bytes, name: str, reason: str) -> None:
    with pytest.raises(KbError, match=reason):
        link_report(data, name, catalogue, BASE)


def test_the_articles_of_the_seed(catalogue: Catalogue, shared: Path) -> None:
    """What the article says of 67/2003/QĐ-UB and 29/2008/NĐ-CP agrees with what is held."""
    (path,) = (shared / "data" / "seeds").glob("000_*.txt")
    linked = check_text(path.read_text(), catalogue).citations
    found = {entry.citation.number for entry in linked if entry.resolution == "found"}
    assert {"67/2003/QĐ-UB", "29/2008/NĐ-CP"} <= found


def test_an_empty_file_is_told_so(tmp_path: Path) -> None:
    with pytest.raises(KbError, match="tệp rỗng"):
        link_report(b"  ", "bao-cao.docx", Catalogue(tmp_path / "none.sqlite"), BASE)
