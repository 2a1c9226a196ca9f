"""Links in Word files: the right spans, and nothing else changed."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from lxml import etree
from ooxml_rules import faults

from indexer.docx_links import DocxText, link_docx, unlink_docx
from indexer.links import Link
from kb.errors import KbError

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMES = {"w": W, "r": R}
BASE = "http://may-chu:8000"
NUMBER = re.compile(r"\b\d+/\d{4}/[A-ZĐ]+-[A-ZĐ]+")
REAL = Path(__file__).parents[2] / "shared"


def links(text: str) -> list[Link]:
    """A link for each number: what is tested is where it goes, not what is found."""
    return [Link(m.start(), m.end(), f"{BASE}/{m.group()}", f"Xem {m.group()}") for m in NUMBER.finditer(text)]


def word_file(body: str = "", **parts: str) -> bytes:
    """A Word file with that body; ``parts`` are further stories (footnotes, header1 …)."""
    sample = docx.Document()
    sample.add_paragraph("mốc")
    out = io.BytesIO()
    sample.save(out)
    return _with_parts(out.getvalue(), body, parts)


def _with_parts(data: bytes, body: str, parts: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for info in source.infolist():
            content = source.read(info).decode() if info.filename.endswith((".xml", ".rels")) else ""
            if info.filename == "word/document.xml":
                content = story("document", f"<w:body>{body}</w:body>")
            if info.filename == "word/_rels/document.xml.rels":
                extra = "".join(
                    f'<Relationship Id="x{n}" Type="{R}/{name.rstrip("0123456789")}" Target="{name}.xml"/>'
                    for n, name in enumerate(parts)
                )
                content = content.replace("</Relationships>", extra + "</Relationships>")
            target.writestr(info, content.encode() if content else source.read(info))
        for name, xml in parts.items():
            target.writestr(f"word/{name}.xml", xml)
    return out.getvalue()


def story(root: str, content: str) -> str:
    more = (
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml"'
    )
    return f'<w:{root} xmlns:w="{W}" xmlns:r="{R}" {more}>{content}</w:{root}>'


def run(text: str, properties: str = "", keep: bool = True) -> str:
    space = ' xml:space="preserve"' if keep else ""
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}<w:t{space}>{text}</w:t></w:r>"


def paragraph(*content: str) -> str:
    return f"<w:p>{''.join(content)}</w:p>"


def member(data: bytes, name: str = "word/document.xml") -> Any:
    return etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read(name))


def linked_texts(data: bytes, name: str = "word/document.xml") -> list[str]:
    found = member(data, name).iterfind(".//w:hyperlink[@r:id]", NAMES)
    return ["".join(node.itertext()) for node in found]


def projection(root: Any) -> list[tuple[str, ...]]:
    """What may not change: each character with its formatting and its tracked change, and all marks between."""
    rows: list[tuple[str, ...]] = []
    for node in root.iter(etree.Element):
        name = etree.QName(node).localname
        if name == "r":
            look = [etree.tostring(part, method="c14n", exclusive=True) for part in node.iterfind("w:rPr", NAMES)]
            look_text = re.sub(r' w:id="\d+"', "", b"".join(look).decode())
            changes = [
                above for above in node.iterancestors() if etree.QName(above).localname in {"ins", "del", "moveTo"}
            ]
            change = " ".join(f"{above.tag} {above.get(f'{{{W}}}author')}" for above in changes)
            for child in node:
                if child.text and etree.QName(child).localname in {"t", "delText"}:
                    rows += [(letter, look_text, change) for letter in child.text]
                elif etree.QName(child).localname != "rPr":
                    rows.append((child.tag, look_text, change))
        elif name not in {"hyperlink", "t", "ins", "moveTo"} and not any(
            above.tag == f"{{{W}}}r" for above in node.iterancestors()
        ):
            rows.append((name,))
    return rows


def assert_nothing_else_changed(before: bytes, after: bytes) -> None:
    old, new = zipfile.ZipFile(io.BytesIO(before)), zipfile.ZipFile(io.BytesIO(after))
    assert new.namelist()[: len(old.namelist())] == old.namelist()
    assert all(name.endswith(".rels") for name in new.namelist()[len(old.namelist()) :])
    for name in old.namelist():
        if old.read(name) != new.read(name):
            assert name.endswith(".rels") or projection(member(before, name)) == projection(member(after, name)), name


BOLD = "<w:b/>"
INSERTED = '<w:ins w:id="7" w:author="An" w:date="2024-01-02T03:04:05Z">'
FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF a</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>{}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ([run("Theo Nghị định 29/2008/NĐ-CP và 82/2018/NĐ-CP.")], ["29/2008/NĐ-CP", "82/2018/NĐ-CP"]),
        # across runs of different looks, with a hyphen that must not break, and marks between
        ([run("số 29/", BOLD), run("2008/N", "<w:i/>"), run("Đ-CP", BOLD)], ["29/2008/NĐ-CP"]),
        ([run("29/2008/NĐ"), "<w:r><w:noBreakHyphen/></w:r>", run("CP")], ["29/2008/NĐ-CP"[:10] + "CP"]),
        ([run("29/2008"), '<w:bookmarkStart w:id="3" w:name="b"/><w:proofErr w:type="spellStart"/>', run("/NĐ-CP")],
         ["29/2008/NĐ-CP"]),
        # deleted text is not read, and stays where it is
        ([run("29/20"), '<w:del w:id="4" w:author="An"><w:r><w:delText>99</w:delText></w:r></w:del>', run("08/NĐ-CP")],
         ["29/20" + "99" + "08/NĐ-CP"]),
        # links and fields are left alone
        (['<w:hyperlink w:anchor="a">', run("29/2008/NĐ-CP"), "</w:hyperlink>"], []),
        ([run("29/2008"), '<w:hyperlink w:anchor="a">', run("/NĐ-CP"), "</w:hyperlink>"], []),
        ([FIELD.format(run("29/2008/NĐ-CP")), run(" và 82/2018/NĐ-CP")], ["82/2018/NĐ-CP"]),
        (['<w:fldSimple w:instr="REF a">', run("29/2008/NĐ-CP"), "</w:fldSimple>"], []),
        # a smart tag is covered as a whole, or its part is linked inside it
        (['<w:smartTag w:uri="u" w:element="date">', run("29/2008"), "</w:smartTag>", run("/NĐ-CP")],
         ["29/2008/NĐ-CP"]),
        ([run("29/"), '<w:smartTag w:uri="u" w:element="date">', run("2008/NĐ-CP ngày"), "</w:smartTag>"],
         ["29/", "2008/NĐ-CP"]),
        # content controls: rich ones may hold links, plain ones may not
        (["<w:sdt><w:sdtPr/><w:sdtContent>", run("số 29/2008/NĐ-CP"), "</w:sdtContent></w:sdt>"], ["29/2008/NĐ-CP"]),
        (["<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>", run("29/2008/NĐ-CP"), "</w:sdtContent></w:sdt>"], []),
        # a picture in the middle divides the link
        ([run("29/2008"), "<w:r><w:pict/></w:r>", run("/NĐ-CP")], ["29/2008", "/NĐ-CP"]),
    ],
)  # fmt: skip
def test_links_go_around_what_is_cited(content: list[str], expected: list[str]) -> None:
    data = word_file(paragraph(*content))
    linked = link_docx(data, links)
    assert linked_texts(linked.data) == expected
    assert_nothing_else_changed(data, linked.data)
    assert link_docx(linked.data, links).data == linked.data


@pytest.mark.parametrize(
    ("content", "insertions"),
    [
        ([INSERTED, run("theo 29/2008/NĐ-CP này"), "</w:ins>"], ["theo ", "29/2008/NĐ-CP", " này"]),
        ([run("29/"), INSERTED, run("2008"), "</w:ins>", run("/NĐ-CP")], ["2008"]),
        ([INSERTED, run("29/2008/"), "</w:ins>", run("NĐ-CP")], ["29/2008/"]),
        ([INSERTED, '<w:smartTag w:uri="u" w:element="d">', run("x "), run("29/2008/NĐ-CP"), "</w:smartTag></w:ins>"],
         ["x 29/2008/NĐ-CP"]),
    ],
)  # fmt: skip
def test_a_link_goes_around_tracked_insertions(content: list[str], insertions: list[str]) -> None:
    data = word_file(paragraph(*content))
    root = member(link_docx(data, links).data)
    assert [
        text for text in ("".join(node.itertext()) for node in root.iterfind(".//w:ins", NAMES)) if text
    ] == insertions
    assert not root.findall(".//w:ins/w:hyperlink", NAMES)
    ids = [node.get(f"{{{W}}}id") for node in root.iterfind(".//w:ins", NAMES)]
    assert len(set(ids)) == len(ids)
    assert_nothing_else_changed(data, link_docx(data, links).data)


def test_blanks_that_word_leaves_out_stay_left_out() -> None:
    data = word_file(paragraph(run("  theo 29/2008/NĐ-CP rồi  ", keep=False), run("82/2018/NĐ-CP ", keep=False)))
    texts = member(link_docx(data, links).data).findall(".//w:t", NAMES)
    shown = [(node.text, bool(node.attrib)) for node in texts]
    assert shown == [
        ("  ", False), ("theo ", True), ("29/2008/NĐ-CP", False), (" rồi", True), ("  ", False),
        ("82/2018/NĐ-CP", False), (" ", False),
    ]  # fmt: skip
    assert_nothing_else_changed(data, link_docx(data, links).data)


def test_every_story_is_linked_with_its_own_relationships() -> None:
    cited = paragraph(run("29/2008/NĐ-CP"))
    table = f"<w:tbl><w:tr><w:tc>{cited}</w:tc></w:tr></w:tbl>"
    box = f"<w:txbxContent>{cited}</w:txbxContent>"
    boxes = (
        f'<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{box}</w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
    )
    data = word_file(
        cited + table + paragraph(f"<w:r>{boxes}</w:r>"),
        footnotes=story("footnotes", f'<w:footnote w:id="1">{cited}</w:footnote>'),
        endnotes=story("endnotes", f'<w:endnote w:id="1">{cited}</w:endnote>'),
        header1=story("hdr", cited),
        footer1=story("ftr", cited),
    )
    linked = link_docx(data, links)
    assert linked.count == 7, "the second copy of the text box is linked and not counted"
    assert len(linked_texts(linked.data)) == 4
    for name in ("footnotes", "endnotes", "header1", "footer1"):
        (key,) = member(linked.data, f"word/{name}.xml").xpath("//w:hyperlink/@r:id", namespaces=NAMES)
        (relation,) = [node for node in member(linked.data, f"word/_rels/{name}.xml.rels") if node.get("Id") == key]
        assert (
            dict(relation.attrib).items() >= {"Target": f"{BASE}/29/2008/N%C4%90-CP", "TargetMode": "External"}.items()
        )
    assert_nothing_else_changed(data, linked.data)
    assert len(member(linked.data, "word/_rels/document.xml.rels").xpath("//*[@TargetMode='External']")) == 1


def test_stories_are_read_as_they_look() -> None:
    tracked = (
        f'{INSERTED}{run("mới")}</w:ins><w:del w:id="2" w:author="An"><w:r><w:delText>cũ</w:delText></w:r></w:del>'
    )
    data = word_file(
        paragraph(run("Điều"), "<w:r><w:tab/></w:r>", tracked, FIELD.format(run("[1]")), "<w:r><w:br/></w:r>")
    )
    (body, *_) = DocxText(data).stories
    assert [entry.text for entry in body.paragraphs] == ["Điều\tmới[1]\n"]


def test_links_are_taken_away_again() -> None:
    data = word_file(paragraph(run("29/2008/NĐ-CP"), '<w:hyperlink w:anchor="a">', run("xem"), "</w:hyperlink>"))
    away = unlink_docx(link_docx(data, links).data, BASE)
    assert away.count == 1
    assert linked_texts(away.data) == []
    assert len(member(away.data).findall(".//w:hyperlink", NAMES)) == 1
    assert not member(away.data, "word/_rels/document.xml.rels").xpath("//*[@TargetMode='External']")
    assert_nothing_else_changed(data, away.data)


def test_a_file_without_citations_comes_back_as_it_was() -> None:
    data = word_file(paragraph(run("Không viện dẫn gì")))
    assert link_docx(data, links).data == data


def _encrypted(data: bytes) -> bytes:
    """The file with the flag of encryption set in its first member."""
    place = data.index(b"PK\x01\x02") + 8
    return data[:place] + bytes([data[place] | 1]) + data[place + 1 :]


def _bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("[Content_Types].xml", b" " * 50_000_000)
    return out.getvalue()


GOOD = word_file(paragraph(run("29/2008/NĐ-CP")))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "không phải tệp .docx"),
        (b"Ngh\xe1", "không phải tệp .docx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "mật khẩu"),
        (GOOD[: len(GOOD) // 2], "hỏng"),
        (_encrypted(GOOD), "mật khẩu"),
        (_bomb(), "quá lớn"),
        (word_file("<w:p>"), "hỏng"),
        (word_file("".join(f"<w:p>{number}</w:p>" for number in range(1_500_000))), "quá dài"),
        (GOOD.replace(b"word/document.xml", b"word/dokument.xml"), "không phải tệp Word"),
    ],
)
def test_files_that_cannot_be_linked_say_why(data: bytes, reason: str) -> None:
    with pytest.raises(KbError, match=reason):
        link_docx(data, links)


def test_files_with_macros_are_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(GOOD)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            plain, macro = b"wordprocessingml.document.main", b"ms-word.document.macroEnabled.main"
            target.writestr(name, source.read(name).replace(plain, macro))
    with pytest.raises(KbError, match="macro"):
        link_docx(out.getvalue(), links)


def test_a_document_type_declaration_is_refused() -> None:
    data = _with_parts(GOOD, "", {"footnotes": '<!DOCTYPE a [<!ENTITY b "c">]>' + story("footnotes", "")})
    with pytest.raises(KbError, match="DTD"):
        link_docx(data, links)


@pytest.mark.skipif(not REAL.exists(), reason="cần thư mục shared có tệp Word thật")
def test_real_files_keep_everything() -> None:
    files = sorted((REAL / "gold" / "structure").glob("*.docx"))
    assert sum(_link_and_compare(path.read_bytes()) for path in files) > 5


def _link_and_compare(data: bytes) -> int:
    linked = link_docx(data, links)
    assert_nothing_else_changed(data, linked.data)
    assert faults(linked.data) - faults(data) == {}
    assert link_docx(linked.data, links).data == linked.data
    return linked.count
