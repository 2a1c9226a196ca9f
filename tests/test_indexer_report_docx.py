"""What a Word report, an HTML page and an OpenDocument text come back with."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from docx import Document as Docx
from ooxml_rules import faults
from test_report_faults import _HEAD, PLANTED, catalogue  # noqa: F401

from indexer.authorities import AUTHORITY_FORMS
from indexer.catalogue import Catalogue
from indexer.docx_marks import AUTHOR
from indexer.limited import within_limits
from indexer.report_jobs import LinkedReport, Wishes
from indexer.reports import answer_report, unlink_report
from kb.errors import KbError

BASE = "http://may-chu:8000"
DECREE = "Nghị định số 12/2031/NĐ-CP"


def _word() -> bytes:
    document = docx.Document()
    for line in (*_HEAD, *(entry.wrong for entry in PLANTED)):
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _xml(data: bytes, member: str = "word/document.xml") -> str:
    return zipfile.ZipFile(io.BytesIO(data)).read(member).decode()


def _answer(data: bytes, held: Catalogue, **wishes: bool) -> LinkedReport:
    return answer_report(data, "a.docx", held, Wishes(BASE, **wishes))


def test_comments_stand_at_every_finding_and_only_once(catalogue: Catalogue) -> None:  # noqa: F811
    first = _answer(_word(), catalogue, comments=True)
    again = _answer(first.data, catalogue, comments=True)
    for report in (first, again):
        comments = _xml(report.data, "word/comments.xml")
        assert comments.count(f'w:author="{AUTHOR}"') == len(report.findings)
        assert _xml(report.data).count("<w:commentReference ") == len(report.findings)
    assert "/word/comments.xml" in _xml(again.data, "[Content_Types].xml")


@pytest.mark.parametrize("wish", ["comments", "fix", "authorities", "all"])
def test_word_files_keep_to_the_rules_of_their_format(catalogue: Catalogue, wish: str) -> None:  # noqa: F811
    wishes = {name: wish in {name, "all"} for name in ("comments", "fix", "authorities")}
    first = _answer(_word(), catalogue, **wishes).data
    assert faults(first) - faults(_word()) == {}
    assert faults(_answer(first, catalogue, **wishes).data) - faults(_word()) == {}


def test_broken_rules_are_seen() -> None:
    broken = (
        "<w:p><w:r><w:t>a</w:t><w:rPr><w:sz w:val='2'/><w:b/></w:rPr></w:r><w:ins w:id='1'><w:hyperlink/></w:ins>"
        "<w:del w:id='1'><w:r><w:t>b</w:t></w:r></w:del><w:commentReference w:id='7'/></w:p>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(_word())) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            target.writestr(name, data.replace(b"<w:body>", f"<w:body>{broken}".encode()))
    told = " ".join(faults(out.getvalue()))
    for word in (
        "order in rPr",
        "not first",
        "hyperlink in ins",
        "text in a deletion",
        "change twice",
        "of nothing: 7",
    ):
        assert word in told


def test_certain_corrections_are_tracked_changes_of_the_product(catalogue: Catalogue) -> None:  # noqa: F811
    fixed = _answer(_word(), catalogue, fix=True)
    body = _xml(fixed.data)
    assert fixed.fixed > 5
    assert body.count('<w:ins w:id="') == fixed.fixed
    assert "ND-CP" in body and "<w:delText" in body
    assert _answer(fixed.data, catalogue, fix=True).data == fixed.data


def test_the_table_of_authorities_is_replaced_not_repeated(catalogue: Catalogue) -> None:  # noqa: F811
    first = _answer(_word(), catalogue, authorities=True)
    table = Docx(io.BytesIO(first.data)).tables[-1]
    assert [cell.text for cell in table.rows[1].cells][1].startswith("Luật Giá ngày 19 tháng 6 năm 2029")
    assert len(table.rows) == len(first.authorities) + 1
    assert _answer(first.data, catalogue, authorities=True).data == first.data
    assert [write(first.authorities)[:1] != b"" for write in AUTHORITY_FORMS.values()] == [True] * 4


def test_html_keeps_every_other_character(catalogue: Catalogue) -> None:  # noqa: F811
    source = (
        f'<p class=x>Theo <b>Nghị định</b> số 12/2031/NĐ-CP &amp; <a href="#">{DECREE}</a></p><script>{DECREE}</script>'
    )
    linked = answer_report(source.encode(), "a.html", catalogue, Wishes(BASE))
    assert (linked.format, linked.count, linked.skipped) == ("html", 1, 1)
    assert linked.data.decode().count(f'<a href="{BASE}') == 2  # one piece inside <b>, one behind
    assert answer_report(linked.data, "a.html", catalogue, Wishes(BASE)).data == linked.data
    assert unlink_report(linked.data, "a.html", BASE)[0] == source.encode()


def test_open_document_texts_are_linked_and_cleared(catalogue: Catalogue) -> None:  # noqa: F811
    content = (
        '<office:document-content xmlns:office="o" xmlns:text="t" xmlns:xlink="x"><office:body><office:text>'
        "<text:p>Theo <text:span>Nghị định số<text:s/>12/2031</text:span>/NĐ-CP.</text:p></office:text></office:body>"
        "</office:document-content>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr("content.xml", content)
        package.writestr("META-INF/manifest.xml", "<manifest/>")
    linked = answer_report(out.getvalue(), "a.odt", catalogue, Wishes(BASE))
    assert (linked.format, linked.count) == ("odt", 1)
    assert _xml(linked.data, "content.xml").count("<text:a ") >= 1
    cleared, _ = unlink_report(linked.data, "a.odt", BASE)
    assert _xml(cleared, "content.xml") == content


def test_other_formats_carry_no_comments(catalogue: Catalogue) -> None:  # noqa: F811
    with pytest.raises(KbError, match="DOCX"):
        answer_report(b"Theo.", "a.txt", catalogue, Wishes(BASE, comments=True))


def _forever() -> int:
    return len(bytearray(4_000_000_000))


def test_a_child_that_takes_too_much_is_stopped_with_a_sentence() -> None:
    with pytest.raises(KbError, match="quá dài hoặc quá phức tạp"):
        within_limits(_forever, where="a.docx")
