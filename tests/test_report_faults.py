"""A report with forty planted faults of twelve kinds, and its clean twin: what is found, and what is left alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import pytest

from indexer.catalogue import Catalogue
from indexer.catalogue_writing import CatalogueWriter, ReadDocument, ReadProvision
from indexer.corpus import read_document
from indexer.findings import Finding, FindingKind
from indexer.reports import check_text
from kb.relations import Relation

_BODY = """### Điều 1. Phạm vi
Văn bản này quy định việc đăng ký, khai thác và bảo vệ bến thuyền phục vụ khách du lịch trên sông.
### Điều 2. Đăng ký
1. Chủ bến nộp hồ sơ đăng ký tại cơ quan chuyên môn trước khi đưa bến vào khai thác ít nhất ba mươi ngày.
2. Cơ quan tiếp nhận hồ sơ có trách nhiệm:
a) kiểm tra điều kiện an toàn của cầu dẫn và phao nổi;
b) cấp giấy xác nhận trong thời hạn mười ngày làm việc.
### Điều 3. Trách nhiệm
Người khai thác bến phải bố trí đủ áo phao cho mọi hành khách và người lái thuyền.
"""


def _file(kind: str, number: str, issuer: str, issued: str, title: str, more: str = "") -> str:
    return (
        f"---\ntype: {kind}\nnumber: {number}\nissuer: {issuer}\nissued: {issued}\ntitle: {title}\n{more}---\n{_BODY}"
    )


_FILES = (
    _file("luat", "7/2030/QH17", "Quốc hội", "2030-11-20", "Luật Du lịch", "effective: 2031-01-01\n"),
    _file("luat", "9/2029/QH17", "Quốc hội", "2029-06-19", "Luật Giá", "effective: 2030-01-01\n"),
    _file("nghi-dinh", "12/2031/NĐ-CP", "Chính phủ", "2031-03-05", "Quy định về quản lý bến thuyền du lịch"),
    _file("nghi-dinh", "60/2032/NĐ-CP", "Chính phủ", "2032-07-09", "Quy định về đèn hiệu trên sông"),
    _file("nghi-dinh", "45/2029/NĐ-CP", "Chính phủ", "2029-02-10", "Quy định về phao nổi", "expires: 2031-05-01\n"),
    _file("thong-tu", "8/2032/TT-BXD", "Bộ trưởng Bộ Xây dựng", "2032-01-15", "Hướng dẫn đăng ký bến thuyền"),
    _file("thong-tu", "9/2031/TT-BTC", "Bộ trưởng Bộ Tài chính", "2031-06-02", "Quy định mức phí bến thuyền"),
    _file("thong-tu", "20/2032/TT-BCT", "Bộ trưởng Bộ Công Thương", "2032-04-21", "Quy định về hàng bán trên bến"),
    _file("thong-tu", "3/2028/TT-BTC", "Bộ trưởng Bộ Tài chính", "2028-03-03", "Quy định lệ phí neo đậu",
          "expires: 2030-01-01\n"),
    _file("quyet-dinh", "15/2032/QĐ-TTg", "Thủ tướng Chính phủ", "2032-02-03", "Phê duyệt quy hoạch bến thuyền"),
    _file("quyet-dinh", "33/2032/QĐ-TTg", "Thủ tướng Chính phủ", "2032-10-12", "Ban hành quy chế cứu hộ trên sông"),
    _file("quyet-dinh", "2/2027/QĐ-TTg", "Thủ tướng Chính phủ", "2027-01-25", "Phê duyệt đề án cầu dẫn",
          "expires: 2032-01-01\n"),
    _file("chi-thi", "24/CT-TTg", "Thủ tướng Chính phủ", "2032-08-01", "Tăng cường an toàn bến thuyền"),
    _file("chi-thi", "24/CT-TTg", "Thủ tướng Chính phủ", "2033-06-02", "Tăng cường phòng đuối nước"),
)  # fmt: skip


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    """A catalogue of the documents that the report cites."""
    path = tmp_path_factory.mktemp("faults") / "catalogue.sqlite"
    with CatalogueWriter(path) as writer:
        for place, text in enumerate(_FILES):
            document = read_document(text, f"{place}.md")
            parts = tuple(tuple(map(ReadProvision, part.provisions)) for part in document.parts)
            acts = (Relation("replaces", "45/2029/NĐ-CP", evidence="thay thế"),) if "12/2031" in text else ()
            writer.add(ReadDocument(f"{place}.md", str(place), document, parts, acts))
        list(writer.resolve())
    yield Catalogue(path)


_HEAD = (
    "ỦY BAN NHÂN DÂN TỈNH HƯNG YÊN",
    "SỞ XÂY DỰNG",
    "Số: 5/BC-SXD",
    "Hưng Yên, ngày 10 tháng 01 năm 2034",
    "BÁO CÁO",
    "Kết quả quản lý bến thuyền năm 2033",
)


class Planted(NamedTuple):
    """A line as it should be and with its fault; what the finding is called, and a word of its message."""

    kind: FindingKind
    right: str
    wrong: str
    word: str


_D12, _T8, _T9, _Q15 = "Nghị định số 12/2031/NĐ-CP", "Thông tư số 8/2032/TT-BXD", "Thông tư số 9/2031/TT-BTC", (
    "Quyết định số 15/2032/QĐ-TTg"
)  # fmt: skip
_ARTICLE = "“Người khai thác bến phải bố trí đủ áo phao cho mọi hành khách và người lái thuyền”"
_PARAGRAPH = "“Chủ bến nộp hồ sơ đăng ký tại cơ quan chuyên môn trước khi đưa bến vào khai thác ít nhất ba mươi ngày”"
_FULL_D12 = f"{_D12} ngày 05 tháng 3 năm 2031 của Chính phủ quy định về quản lý bến thuyền du lịch"
_FULL_T8 = f"{_T8} ngày 15 tháng 01 năm 2032 của Bộ trưởng Bộ Xây dựng hướng dẫn đăng ký bến thuyền"
_FULL_T9 = f"{_T9} ngày 02 tháng 6 năm 2031 của Bộ trưởng Bộ Tài chính quy định mức phí bến thuyền"

PLANTED = (
    # 1 legal bases: their form
    Planted("basis", "Căn cứ Luật Du lịch ngày 20 tháng 11 năm 2030;", "Căn cứ Luật Du lịch;", "ngày ban hành"),
    Planted("order", "Căn cứ Luật Giá ngày 19 tháng 6 năm 2029;", "Căn cứ Luật Giá ngày 19 tháng 6 năm 2029;",
            "ban hành trước"),
    Planted("basis", f"Căn cứ {_FULL_D12};", f"Căn cứ {_FULL_D12}", "chấm phẩy"),
    Planted("basis", f"Căn cứ {_FULL_T9};", f"Căn cứ {_FULL_T8}; Căn cứ Luật Giá ngày 19 tháng 6 năm 2029;", "riêng"),
    Planted("order", f"Căn cứ {_FULL_T8}.", f"Căn cứ {_FULL_T9}.", "đứng trước"),
    # 2 days that the document was not issued on
    Planted("inconsistent", f"Sở đã phổ biến {_D12} ngày 05/3/2031.", f"Sở đã phổ biến {_D12} ngày 06/3/2031.",
            "05/03/2031"),
    Planted("inconsistent", f"Phòng đã học {_T8} ngày 15/01/2032.", f"Phòng đã học {_T8} ngày 15/10/2032.",
            "15/01/2032"),
    Planted("inconsistent", f"Đội đã nhận {_T9} ngày 02/6/2031.", f"Đội đã nhận {_T9} ngày 06/02/2031.", "02/06/2031"),
    Planted("inconsistent", f"Bến đã niêm yết {_D12} ngày 05/3/2031.", f"Bến đã niêm yết {_D12} ngày 05/3/2032.",
            "2031"),
    # 3 issuers that did not issue it
    Planted("inconsistent", f"Hồ sơ làm theo {_T8} của Bộ trưởng Bộ Xây dựng.",
            f"Hồ sơ làm theo {_T8} của Bộ trưởng Bộ Công Thương.", "Bộ Công Thương"),
    Planted("inconsistent", f"Mức thu theo {_T9} của Bộ trưởng Bộ Tài chính.",
            f"Mức thu theo {_T9} của Bộ trưởng Bộ Nội vụ.", "Bộ Nội vụ"),
    Planted("inconsistent", f"Bến mới dựng theo {_D12} của Chính phủ.",
            f"Bến mới dựng theo {_D12} của Thủ tướng Chính phủ.", "Thủ tướng"),
    # 4 words for the type that the symbol contradicts
    Planted("inconsistent", f"Thực hiện {_D12}, Sở đã kiểm tra 12 bến.",
            "Thực hiện Thông tư số 12/2031/NĐ-CP, Sở đã kiểm tra 12 bến.", "Nghị định"),
    Planted("inconsistent", f"Theo {_T8}, hồ sơ gồm ba loại giấy.",
            "Theo Nghị định số 8/2032/TT-BXD, hồ sơ gồm ba loại giấy.", "Thông tư"),
    Planted("inconsistent", f"Theo {_T9}, phí thu theo tháng.", "Theo Chỉ thị số 9/2031/TT-BTC, phí thu theo tháng.",
            "Thông tư"),
    # 5 provisions that are not there
    Planted("provision", f"Việc kiểm tra theo Điều 3 {_D12} đã xong.", f"Việc kiểm tra theo Điều 7 {_D12} đã xong.",
            "Điều 7"),
    Planted("provision", f"Hồ sơ nộp theo khoản 1 Điều 2 {_T8} đầy đủ.",
            f"Hồ sơ nộp theo khoản 4 Điều 2 {_T8} đầy đủ.", "khoản 4"),
    Planted("provision", f"Giấy xác nhận theo điểm b khoản 2 Điều 2 {_D12} đã cấp.",
            f"Giấy xác nhận theo điểm d khoản 2 Điều 2 {_D12} đã cấp.", "điểm d"),
    # 6 documents that had ended
    Planted("expired", "Phao nổi được thay mới.",
            "Phao nổi theo Nghị định số 45/2029/NĐ-CP ngày 10 tháng 02 năm 2029 của Chính phủ quy định về phao nổi.",
            "12/2031/NĐ-CP"),
    Planted("expired", "Tiền neo đậu thu theo tháng.",
            "Tiền neo đậu thu theo Thông tư số 3/2028/TT-BTC ngày 03 tháng 3 năm 2028 của Bộ trưởng Bộ Tài chính quy "
            "định lệ phí neo đậu.", "01/01/2030"),
    Planted("expired", "Cầu dẫn được làm lại.",
            "Cầu dẫn làm theo Quyết định số 2/2027/QĐ-TTg ngày 25 tháng 01 năm 2027 của Thủ tướng Chính phủ phê duyệt "
            "đề án cầu dẫn.", "01/01/2032"),
    # 7 quotations
    Planted("quotation", f"Điều 3 {_D12} quy định: {_ARTICLE}.",
            f"Điều 3 {_D12} quy định: {_ARTICLE.replace('mọi hành khách', 'hành khách nhỏ tuổi')}.", "nhỏ tuổi"),
    Planted("quotation", f"Khoản 1 Điều 2 {_T8} nêu rõ: {_PARAGRAPH}.",
            f"Khoản 1 Điều 2 {_T8} nêu rõ: {_PARAGRAPH.replace('ba mươi', 'mười lăm')}.", "ba mươi"),
    Planted("quotation", f"Điều 3 {_T9} ghi: {_ARTICLE.replace('“', '«').replace('”', '»')}.",
            f"Điều 2 {_T9} ghi: {_ARTICLE.replace('“', '«').replace('”', '»')}.", "Điều 3"),
    Planted("quotation", f'Trên bến có bảng ghi "bố trí đủ áo phao cho mọi hành khách" (Điều 3 {_D12}).',
            f'Trên bến có bảng ghi "bố trí đủ áo mưa cho mọi hành khách" (Điều 3 {_D12}).', "phao"),
    # 8 first mentions
    Planted("mention", f"{_Q15} ngày 03 tháng 02 năm 2032 của Thủ tướng Chính phủ phê duyệt quy hoạch bến thuyền đã "
            "được công bố.", f"{_Q15} đã được công bố.", "ngày ban hành"),
    Planted("mention", "Đèn hiệu lắp theo Nghị định số 60/2032/NĐ-CP ngày 09 tháng 7 năm 2032 của Chính phủ quy định "
            "về đèn hiệu trên sông.", "Đèn hiệu lắp theo Nghị định số 60/2032/NĐ-CP của Chính phủ.", "trích yếu"),
    Planted("mention", "Quầy hàng theo Thông tư số 20/2032/TT-BCT ngày 21 tháng 4 năm 2032 của Bộ trưởng Bộ Công "
            "Thương quy định về hàng bán trên bến.",
            "Quầy hàng theo Thông tư số 20/2032/TT-BCT ngày 21 tháng 4 năm 2032, đã dẹp gọn.", "cơ quan"),
    # 9 later mentions
    Planted("mention", f"Kết quả thực hiện {_D12} như sau.",
            f"Kết quả thực hiện {_FULL_D12} như sau.", "lần sau"),
    Planted("mention", f"Còn vướng mắc khi áp dụng {_T8} tại hai huyện.",
            f"Còn vướng mắc khi áp dụng {_T8} ngày 15/01/2032 của Bộ trưởng Bộ Xây dựng tại hai huyện.", "lần sau"),
    # 10 capitals and order of units
    Planted("unit", f"Việc cấp giấy theo khoản 2 Điều 2 {_D12} nhanh hơn.",
            f"Việc cấp giấy theo Khoản 2 Điều 2 {_D12} nhanh hơn.", "viết thường"),
    Planted("unit", f"Kiểm tra theo điểm a khoản 2 Điều 2 {_T8} có kế hoạch.",
            f"Kiểm tra theo Điểm a khoản 2 Điều 2 {_T8} có kế hoạch.", "viết thường"),
    Planted("unit", f"Áo phao theo Điều 3 {_T9} đủ.", f"Áo phao theo điều 3 {_T9} đủ.", "viết hoa"),
    Planted("unit", f"Hồ sơ theo khoản 1 Điều 2 {_D12} còn chậm.", f"Hồ sơ theo Điều 2 khoản 1 {_D12} còn chậm.",
            "nhỏ đến lớn"),
    # 11 symbols and days as they are written
    Planted("symbol", f"Đề nghị sửa {_D12} cho phù hợp.", "Đề nghị sửa Nghị định số 12/2031/ND-CP cho phù hợp.",
            "chưa đúng mẫu"),
    Planted("date", f"Sở đã tập huấn {_D12} ngày 05 tháng 3 năm 2031.",
            f"Sở đã tập huấn {_D12} ngày 5 tháng 3 năm 2031.", "thêm số 0"),
    Planted("inconsistent", f"Phòng tài vụ lưu {_T9} ngày 02/6/2031.", f"Phòng tài vụ lưu {_T9} ngày 31/6/2031.",
            "không có ngày"),
    # 12 abbreviations; documents that may be two, or are not held
    Planted("abbreviation", "Ba khu công nghiệp (KCN) có bến riêng, các KCN này đều nằm ven sông, đã đăng ký.",
            "Ba KCN có bến riêng, các KCN này đều nằm ven sông và đã đăng ký đầy đủ hồ sơ.", "chưa giải thích"),
    Planted("ambiguous", "Thực hiện Chỉ thị số 24/CT-TTg ngày 01 tháng 8 năm 2032 của Thủ tướng Chính phủ tăng cường "
            "an toàn bến thuyền, Sở đã họp.",
            "Thực hiện Chỉ thị số 24/CT-TTg của Thủ tướng Chính phủ tăng cường an toàn "
            "bến thuyền, Sở đã họp.", "24/CT-TTg"),
    Planted("unknown", "Việc cứu hộ làm theo Quyết định số 33/2032/QĐ-TTg ngày 12 tháng 10 năm 2032 của Thủ tướng "
            "Chính phủ ban hành quy chế cứu hộ trên sông.",
            "Việc cứu hộ làm theo Quyết định số 34/2032/QĐ-TTg ngày 12 tháng 10 năm 2032 của Thủ tướng Chính phủ ban "
            "hành quy chế cứu hộ trên sông.", "chưa có trong kho"),
)  # fmt: skip


def _report(lines: list[str]) -> str:
    return "\n".join([*_HEAD, *lines])


def _is_found(planted: Planted, line: int, findings: tuple[Finding, ...]) -> bool:
    return any(
        found.kind == planted.kind and found.paragraph == line and planted.word in f"{found.message} {found.quote}"
        for found in findings
    )


def test_planted_faults_are_found(catalogue: Catalogue) -> None:
    findings = check_text(_report([entry.wrong for entry in PLANTED]), catalogue).findings
    missed = [entry.wrong for line, entry in enumerate(PLANTED, len(_HEAD)) if not _is_found(entry, line, findings)]
    assert len(PLANTED) == 40
    assert not missed, "\n".join([*missed, *map(str, findings)])


def test_the_clean_twin_raises_no_alarm(catalogue: Catalogue) -> None:
    lines = [entry.right for entry in PLANTED]
    lines[0], lines[1] = lines[1], lines[0]  # the older law first
    assert [str(found) for found in check_text(_report(lines), catalogue).findings] == []


_LETTER = "Đội gửi báo cáo tới các phường ven sông trong tháng"


@pytest.mark.parametrize(
    ("lines", "kind", "word"),
    [
        ([f"Khoản 1 Điều 2 {_T8} quy định như sau:", _PARAGRAPH.replace("ba mươi", "chín")], "quotation", "ba mươi"),
        ([f"Khoản 1 Điều 2 {_T8} quy định như sau:", _PARAGRAPH], "quotation", ""),
        ([f"Sửa đổi khoản 1 Điều 2 {_T8} như sau:", _PARAGRAPH.replace("ba mươi", "bốn mươi")], "quotation", ""),
        ([f"{_LETTER}, ĐTNĐ đã xem xét.", f"{_LETTER}, ngành đường thủy nội địa (ĐTNĐ) đã trả lời."], "abbreviation",
         "chỉ giải thích về sau"),
        ([f"{_LETTER}, ngành đường thủy nội địa (ĐTNĐ) đã trả lời.", f"{_LETTER}, ĐTNĐ đã xem xét."], "abbreviation",
         ""),
    ],
)  # fmt: skip
def test_what_stands_in_two_paragraphs(catalogue: Catalogue, lines: list[str], kind: str, word: str) -> None:
    found = [str(entry) for entry in check_text(_report(lines), catalogue).findings if entry.kind == kind]
    assert [word in entry for entry in found] == ([True] if word else [])


def test_broken_lines_raise_no_alarm(catalogue: Catalogue) -> None:
    text = f"Sở đã học {_FULL_D12}. Kết quả kiểm tra theo Điều 3 {_D12} tốt, {_FULL_T8} đã phổ biến."
    words = text.split(" ")
    wrapped = "\n".join(" ".join(words[place : place + 6]) for place in range(0, len(words), 6))
    result = check_text(_report([wrapped]), catalogue)
    assert (len(result.citations), [str(found) for found in result.findings]) == (3, [])


@pytest.mark.parametrize(
    "line",
    [
        "Thực hiện Nghị quyết của Quốc hội số 7/2030/QH17 ngày 24/11/2030 về miễn phí, Sở đã họp.",
        "KẾT QUẢ THỰC HIỆN QUYẾT ĐỊNH SỐ 15/2032/QĐ-TTG",
        "(Kèm theo Quyết định số 15/2032/QĐ-TTg ngày 03 tháng 02 năm 2032 của Thủ tướng Chính phủ)",
    ],
)
def test_what_is_usual_raises_no_alarm(catalogue: Catalogue, line: str) -> None:
    found = check_text(_report([line]), catalogue).findings
    assert [str(entry) for entry in found if entry.kind in {"inconsistent", "mention"}] == []
