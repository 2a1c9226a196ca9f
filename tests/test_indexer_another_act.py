"""A bare "Điều 5" is linked to the text in hand only where nothing says that another act is meant."""

from __future__ import annotations

import pytest

from indexer.another_act import is_in_form_of_another_act, is_of_another_act
from indexer.records import DocumentHead, HeldProvision
from kb.citations import Citation, Context, find_citations
from kb.documents import Line, Provision


def verdict(text: str, title: str = "Quy định về khu công nghiệp") -> bool:
    """Whether the first bare unit of an article is of another act."""
    provision = Provision("article", "Điều 3", "", "art_3", tuple(Line(line) for line in text.split("\n")))
    head = DocumentHead(1, "nd", "nghi-dinh", "Nghị định số 1/2020/NĐ-CP", title, "/akn/x", "1/2020/NĐ-CP")
    found = find_citations(provision.text, Context("nghi-dinh", "1/2020/NĐ-CP"))
    return is_of_another_act(_bare(found), HeldProvision(1, head, provision), found)


def _bare(found: list[Citation]) -> Citation:
    return next(citation for citation in found if citation.target == "self" and citation.type is None)


@pytest.mark.parametrize(
    "text",
    [
        "1. Sửa đổi, bổ sung một số khoản của Điều 5 như sau:",
        "Bổ sung khoản 3 vào Điều 1 như sau:",
        "- Cụm từ “cấp huyện” tại điểm b khoản 1 Điều 8;",
        "b) Khoản 6 Điều 3 được sửa đổi như sau:",
        "Cơ quan đại diện quy định tại Điều 4 của “Luật Cơ quan đại diện ở nước ngoài”.",
        "Trưởng cửa khẩu làm việc theo khoản 2 Điều 9 Quy chế; cấp dưới báo cáo.",
        "Không thể hiện hành vi bị cấm tại Điều 5, nơi cấm tại Điều 10, việc bán tại Điều 19 Luật Thư viện.",
        "Hồ sơ theo Điều 12 của Nghị định quy định chi tiết một số điều của Luật Thi hành án dân sự.",
        "Trả lương theo quy định tại Chương VI (trừ Điều 93) của Bộ luật Lao động.",
        "Nghị định này quy định chi tiết các điều sau của Luật Thư viện:\n1. Tổ chức đối thoại theo khoản 4 Điều 63.",
        "Các việc của Nghị quyết số 29/2016/QH14 gồm:\n1. Điều 11 quy định việc xử lý dự án.",
        "Các nội dung sau đây hết hiệu lực:\na) Điều 1; Điều 2; điểm b khoản 1 Điều 7 (đối với chức danh);",
        "Việc tiếp nhận theo Điều 5 Nghị định số 64/2008/NĐ-CP.\n2. Đơn vị nêu tại điểm b khoản 3 Điều 9 nhận.",
        "Nghị định này quy định chi tiết về bảo quản tại khoản 2 Điều 27.",
    ],
)
def test_another_act_may_be_meant(text: str) -> None:
    assert verdict(text)


@pytest.mark.parametrize(
    "text",
    [
        "Nộp tại cơ quan quy định tại khoản 4 Điều 3 hoặc người quy định tại khoản 6 Điều 7 Nghị định này.",
        "Đề nghị bổ sung giấy tờ theo quy định tại Điều 6.",
        "Báo cáo quy định tại khoản 2 Điều 5 của Nghị định:",
        "Cấp giấy theo quy định tại Điều 8; từ chối khi chưa đăng ký.",
        "Các tội sau:\na) Điều 123 (tội giết người); Điều 134 (tội cố ý gây thương tích);",
    ],
)
def test_the_text_in_hand_is_meant(text: str) -> None:
    assert not verdict(text)


def test_an_amending_act_speaks_of_the_one_it_amends() -> None:
    title = "Sửa đổi, bổ sung một số điều của Nghị định số 72/2015/NĐ-CP"
    assert verdict("Thẩm quyền thực hiện theo quy định tại Điều 5.", title)


def test_forms_of_an_act_that_amends_speak_of_the_amended_one() -> None:
    text = "(6) Tên cơ quan theo quy định tại khoản 2 Điều 16 Nghị định này."
    [citation] = find_citations(text, Context("nghi-dinh", "1/2020/NĐ-CP"))

    def verdict_in(title: str, eid: str) -> bool:
        head = DocumentHead(1, "nd", "nghi-dinh", "Nghị định số 1/2020/NĐ-CP", title, "/akn/x", "1/2020/NĐ-CP")
        provision = Provision("section", "Mẫu số 04", "", eid, (Line(text),))
        return is_in_form_of_another_act(citation, HeldProvision(1, head, provision))

    assert verdict_in("Sửa đổi, bổ sung một số điều của Nghị định số 2/2019/NĐ-CP", "app_1__sec_1")
    assert not verdict_in("Sửa đổi, bổ sung một số điều của Nghị định số 2/2019/NĐ-CP", "art_3")
    assert not verdict_in("Quy định về khiếu nại", "app_1__sec_1")
