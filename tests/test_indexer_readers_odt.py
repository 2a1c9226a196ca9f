"""OpenDocument text: what LibreOffice shows, read from packages made here."""

from __future__ import annotations

import io
import zipfile

import pytest

from indexer.readers import UnreadableFile, read_bytes, sniff

PATHS = {"office": "office", "text": "text", "style": "style", "table": "table", "draw": "drawing",
         "fo": "xsl-fo-compatible", "manifest": "manifest"}  # fmt: skip
NAMES = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{path}:1.0"' for name, path in PATHS.items())
GIVEN = 'text:start-value="7"'
STYLES = """
<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="Title" style:family="paragraph"><style:paragraph-properties fo:text-align="center"/>
<style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="Sub" style:family="paragraph" style:parent-style-name="Title"/>
<style:style style:name="Old" style:family="text"><style:text-properties style:font-name="'.VnTimeH'"/></style:style>
<text:list-style style:name="L">
<text:list-level-style-number text:level="1" style:num-prefix="Điều " style:num-suffix="." style:num-format="1"/>
<text:list-level-style-number text:level="2" style:num-list-format="%1%.%2%)" style:num-format="a"/>
<text:list-level-style-bullet text:level="3" text:bullet-char="-"/>
</text:list-style>
"""


def package(body: str, **members: str) -> bytes:
    """An ODT with that body; other members by name."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text", zipfile.ZIP_STORED)
        archive.writestr(
            "content.xml",
            f"<office:document-content {NAMES}><office:automatic-styles>{STYLES}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
        )
        for name, content in members.items():
            archive.writestr(name, content)
    return data.getvalue()


def texts(body: str) -> list[str]:
    return [block.text for block in read_bytes(package(body), "a.odt").blocks]


def item(text: str, inner: str = "", attributes: str = "") -> str:
    return f"<text:list-item {attributes}><text:p>{text}</text:p>{inner}</text:list-item>"


def test_the_content_tells_the_format_whatever_the_name() -> None:
    assert sniff(package(""), "a.docx") == "odt"


def test_list_labels_are_written_out_and_go_on_where_the_list_does() -> None:
    inner = f"<text:list>{item('đơn')}{item('tờ khai', '<text:list>' + item('mẫu 1') + '</text:list>')}</text:list>"
    body = (
        f'<text:list text:style-name="L">{item("Phạm vi")}{item("Hồ sơ", inner)}</text:list><text:p>Xen giữa.</text:p>'
        f'<text:list text:style-name="L" text:continue-numbering="true">{item("Hiệu lực")}</text:list>'
        f'<text:list text:style-name="L">{item("Lại từ đầu")}'
        f"{item('Cho sẵn', attributes=GIVEN)}"
        "</text:list>"
    )
    assert texts(body) == [
        "Điều 1. Phạm vi", "Điều 2. Hồ sơ", "2.a) đơn", "2.b) tờ khai", "mẫu 1", "Xen giữa.", "Điều 3. Hiệu lực",
        "Điều 1. Lại từ đầu", "Điều 7. Cho sẵn",
    ]  # fmt: skip


def test_deleted_text_and_comments_are_left_out_and_blanks_kept() -> None:
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>xóa</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes>"
        '<text:p>Số:<text:tab/>5<text:s text:c="2"/>/QĐ<office:annotation><text:p>ghi chú</text:p></office:annotation>'
        "<text:line-break/>Dòng hai</text:p>"
    )
    assert texts(body) == ["Số: 5 /QĐ", "Dòng hai"]


def test_footnotes_come_last_and_text_boxes_after_their_paragraph() -> None:
    body = (
        "<text:p>Một<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Chú thích</text:p>"
        "</text:note-body></text:note> hai<draw:frame><draw:text-box><text:p>Trong khung</text:p></draw:text-box>"
        "</draw:frame></text:p><text:p>Ba</text:p>"
    )
    blocks = read_bytes(package(body), "a.odt").blocks
    assert [(block.text, block.kind) for block in blocks] == [
        ("Một hai", "paragraph"), ("Trong khung", "paragraph"), ("Ba", "paragraph"), ("Chú thích", "footnote"),
    ]  # fmt: skip


def test_tables_styles_and_old_fonts() -> None:
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    body = (
        '<text:p text:style-name="Sub">Tên</text:p>'
        '<text:p><text:span text:style-name="Old">quyÕt ®Þnh</text:span></text:p>'
        f"<table:table><table:table-row>{cell.format('TT')}{cell.format('Thủ tục')}</table:table-row>"
        f"<table:table-row>{cell.format('1')}{cell.format('Cấp phép')}</table:table-row></table:table>"
    )
    raw = read_bytes(package(body), "a.odt")
    assert (raw.blocks[0].bold, raw.blocks[0].centered) == (True, True)
    assert [block.text for block in raw.blocks] == ["Tên", "QUYẾT ĐỊNH", "TT | Thủ tục", "1 | Cấp phép"]
    assert raw.messages == ("bảng mã TCVN3",)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (package("<text:p>a</text:p>", **{"META-INF/manifest.xml": "<manifest:encryption-data/>"}), "mật khẩu"),
        (package("<text:p>a</text:p>")[:400], "hỏng"),
        (package("<text:p>a"), "hỏng"),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableFile, match=reason):
        read_bytes(data, "a.odt")
