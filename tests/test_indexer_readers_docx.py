"""Word files: what Word shows, read from packages made here."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from indexer.readers import UnreadableFile, doc, docx, read_bytes
from indexer.readers.docx_numbering import format_number

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)


def package(body: str, **parts: str) -> bytes:
    """A DOCX with that body; other parts of the folder word by name ("numbering", "styles", "footnotes")."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("_rels/.rels", RELATIONS)
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>')
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", f'<w:{name} xmlns:w="{W}">{content}</w:{name}>')
    return data.getvalue()


def paragraph(text: str, properties: str = "", run: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t>{text}</w:t></w:r></w:p>"


def numbered(text: str, num: int, level: int = 0) -> str:
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>')


def texts(data: bytes) -> list[str]:
    return [block.text for block in docx.read(data).blocks]


LEVELS = (
    '<w:abstractNum w:abstractNumId="7">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="Điều %1."/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl>'
    '<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%3)"/></w:lvl>'
    "</w:abstractNum>"
    '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="7"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/>'
    "</w:lvlOverride></w:num>"
)


def test_automatic_numbering_is_written_out_and_restarts_below() -> None:
    body = "".join(
        [
            numbered("Phạm vi", 1), numbered("Một", 1, 1), numbered("Hai", 1, 1), numbered("điểm", 1, 2),
            numbered("Đối tượng", 2), numbered("Một", 2, 1),
        ]
    )  # fmt: skip
    assert texts(package(body, numbering=LEVELS)) == [
        "Điều 1. Phạm vi", "1. Một", "2. Hai", "a) điểm", "Điều 2. Đối tượng", "1. Một",
    ]  # fmt: skip


def test_an_override_starts_a_list_anew_and_only_once() -> None:
    body = numbered("A", 1) + numbered("B", 1) + numbered("C", 3) + numbered("D", 3)
    assert texts(package(body, numbering=LEVELS)) == ["Điều 1. A", "Điều 2. B", "Điều 1. C", "Điều 2. D"]


def test_an_empty_numbered_paragraph_counts() -> None:
    body = numbered("Một", 1, 1) + numbered("", 1, 1) + numbered("Ba", 1, 1)
    assert texts(package(body, numbering=LEVELS)) == ["1. Một", "3. Ba"]


def test_numbering_comes_from_the_style_and_its_parent() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="Dieu"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="DieuMoi"><w:basedOn w:val="Dieu"/><w:rPr><w:b/></w:rPr></w:style>'
    )
    body = paragraph("Phạm vi", '<w:pStyle w:val="DieuMoi"/>')
    block = docx.read(package(body, numbering=LEVELS, styles=styles)).blocks[0]
    assert (block.text, block.bold) == ("Điều 1. Phạm vi", True)


@pytest.mark.parametrize(
    ("number", "kind", "shown"),
    [(1, "decimal", "1"), (14, "upperRoman", "XIV"), (3, "lowerLetter", "c"), (27, "upperLetter", "AA")],
)
def test_formats_of_numbers(number: int, kind: str, shown: str) -> None:
    assert format_number(number, kind) == shown


@pytest.mark.parametrize(
    ("runs", "shown"),
    [
        ("<w:ins><w:r><w:t>thêm</w:t></w:r></w:ins><w:del><w:r><w:delText>bớt</w:delText></w:r></w:del>", "thêm"),
        ("<w:moveFrom><w:r><w:t>cũ</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>mới</w:t></w:r></w:moveTo>", "mới"),
        ("<w:r><w:t>QĐ</w:t><w:noBreakHyphen/><w:t>UBND</w:t></w:r>", "QĐ-UBND"),
        ("<w:r><w:t>một</w:t><w:tab/><w:t>hai</w:t></w:r>", "một hai"),
        ("<w:hyperlink><w:r><w:t>a</w:t></w:r></w:hyperlink><w:smartTag><w:r><w:t> b</w:t></w:r></w:smartTag>", "a b"),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r><w:r><w:t>hiện</w:t></w:r>", "hiện"),
        ("<w:r><w:rPr><w:caps/></w:rPr><w:t>nghị định</w:t></w:r>", "NGHỊ ĐỊNH"),
        ('<w:r><w:rPr><w:rFonts w:ascii=".VnTime"/></w:rPr><w:t>QuyÕt ®Þnh</w:t></w:r>', "Quyết định"),
        ("<w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>5</w:t></w:r>", "5"),
    ],
)  # fmt: skip
def test_what_is_shown_of_a_paragraph(runs: str, shown: str) -> None:
    assert texts(package(f"<w:p>{runs}</w:p>")) == [shown]


def test_a_text_box_comes_once_and_after_its_paragraph() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>Trong khung</w:t></w:r></w:p></w:txbxContent>"
    mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    alternative = (
        f'<mc:AlternateContent xmlns:mc="{mc}"><mc:Choice Requires="wps">{box}</mc:Choice>'
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    )
    body = f"<w:p><w:r><w:t>Ngoài</w:t>{alternative}</w:r></w:p>"
    assert texts(package(body)) == ["Ngoài", "Trong khung"]


def cell(*lines: str) -> str:
    return f"<w:tc>{''.join(map(paragraph, lines))}</w:tc>"


def test_a_real_table_comes_as_rows_and_a_head_as_its_lines() -> None:
    head = f"<w:tbl><w:tr>{cell('UBND TỈNH X')}{cell('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM')}</w:tr></w:tbl>"
    table = f"<w:tbl><w:tr>{cell('TT')}{cell('Tên')}</w:tr><w:tr>{cell('1')}{cell('Cấp', 'phép')}</w:tr></w:tbl>"
    blocks = docx.read(package(head + table)).blocks
    assert [(block.kind, block.text) for block in blocks] == [
        ("header-cell", "UBND TỈNH X"), ("header-cell", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("row", "TT | Tên"), ("row", "1 | Cấp phép"),
    ]  # fmt: skip
    assert blocks[-1].cells == ("1", "Cấp phép")


def test_footnotes_are_set_apart() -> None:
    notes = '<w:footnote w:id="1"><w:p><w:r><w:t>Khoản này được bãi bỏ.</w:t></w:r></w:p></w:footnote>'
    body = '<w:p><w:r><w:t>1. Khoản</w:t><w:footnoteReference w:id="1"/></w:r></w:p>'
    blocks = docx.read(package(body, footnotes=notes)).blocks
    assert [(block.kind, block.text) for block in blocks] == [
        ("paragraph", "1. Khoản"), ("footnote", "Khoản này được bãi bỏ."),
    ]  # fmt: skip


def bomb() -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"\0" * 30_000_000)
    return data.getvalue()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"PK\x03\x04 not a zip", "tệp nén bị hỏng"),
        (bomb(), "phình ra quá lớn"),
        (package("").replace(b"_rels/.rels", b"_rels/.relx").replace(b"word/document", b"word/documenx"), "không phải"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "mật khẩu"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"), "không phải tệp Word"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableFile, match=reason):
        read_bytes(data, "tệp.docx")


def test_a_document_type_declaration_is_refused() -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("_rels/.rels", RELATIONS)
        archive.writestr("word/document.xml", '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>')
    with pytest.raises(UnreadableFile, match="DTD"):
        docx.read(data.getvalue())


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_labels_are_those_that_libreoffice_shows(tmp_path: Path) -> None:
    body = "".join(
        [numbered("Phạm vi", 1), numbered("khoản", 1, 1), numbered("điểm", 1, 2), numbered("điểm", 1, 2),
         paragraph("Xen"), numbered("khoản", 1, 1), numbered("điểm", 1, 2), numbered("Hiệu lực", 1),
         numbered("khoản", 1, 1)]
    )  # fmt: skip
    source = tmp_path / "a.docx"
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override '
        'PartName="/word/numbering.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/></Types>'
    )
    link = RELATIONS.replace('officeDocument" Target="word/document', 'numbering" Target="numbering')
    source.write_bytes(package(body, numbering=LEVELS))
    with zipfile.ZipFile(source, "a") as archive:
        archive.writestr("[Content_Types].xml", types)
        archive.writestr("word/_rels/document.xml.rels", link)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "txt:Text (encoded):UTF8",
        "--outdir",
        str(tmp_path),
        str(source),
    ]
    subprocess.run(command, capture_output=True, timeout=120, check=True)
    shown = [" ".join(line.split()) for line in (tmp_path / "a.txt").read_text("utf-8-sig").splitlines()]
    assert texts(source.read_bytes()) == [line for line in shown if line]


def test_a_doc_that_msdoc2docx_refuses_goes_through_libreoffice_or_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    damaged = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600 + "WordDocument".encode("utf-16-le")
    monkeypatch.setattr(doc, "_by_office", lambda source: package(paragraph("Điều 1. Phạm vi")))
    raw = read_bytes(damaged, "a.doc")
    assert (raw.format, raw.messages, raw.blocks[0].text) == ("doc", ("đọc qua LibreOffice",), "Điều 1. Phạm vi")
    monkeypatch.setattr(doc, "_by_office", lambda source: None)
    with pytest.raises(UnreadableFile, match=r"\.doc không đọc được"):
        read_bytes(damaged, "a.doc")


def test_a_line_of_five_megabytes_and_deep_tables_are_read() -> None:
    words = "".join(f"Khoản {number} quy định hồ sơ. " for number in range(160_000))
    [line] = texts(package(paragraph(words)))
    assert len(line.encode()) > 5_000_000
    table = paragraph("Trong cùng")
    for depth in range(60):
        table = f"<w:tbl><w:tr><w:tc>{paragraph(f'Lớp {depth}')}{table}</w:tc></w:tr></w:tbl>"
    assert {"Trong cùng", "Lớp 59"} <= set(texts(package(table)))
