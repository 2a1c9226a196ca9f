"""What documents say they do to others; a passive, a condition or a title inside a title says nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kb.documents import Document, LegalBasis, Line, Part, Provision
from kb.effect import find_effective, find_end
from kb.relation_finding import find_relations


def act(
    *lines: str | Line, heading: str = "Hiệu lực thi hành", title: str = "về thử", issued: date | None = None
) -> Document:
    """A decree with one closing article."""
    placed = tuple(line if isinstance(line, Line) else Line(line, "text", "art_9") for line in lines)
    article = Provision("article", "Điều 9", heading, "art_9", placed)
    return Document(
        "x", "nghi-dinh", title, "50/2021/NĐ-CP", "Chính phủ", issued=issued, parts=(Part("main", (article,)),)
    )


def told(document: Document) -> list[tuple[str, str | None, bool]]:
    """Verb, number or title, and scope of each relation."""
    return [(relation.verb, relation.number or relation.title, relation.whole) for relation in find_relations(document)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Nghị định này có hiệu lực từ ngày 01/3/2021 và thay thế Nghị định số 7/2011/NĐ-CP ngày 02/02/2011.",
            [("replaces", "7/2011/NĐ-CP", True)],
        ),
        (
            "Bãi bỏ Quyết định số 3/2009/QĐ-TTg, Thông tư số 4/2010/TT-BTC và Điều 5 Nghị định số 8/2012/NĐ-CP.",
            [
                ("repeals", "3/2009/QĐ-TTg", True),
                ("repeals", "4/2010/TT-BTC", True),
                ("repeals", "8/2012/NĐ-CP", False),
            ],
        ),
        (
            "Nghị định số 9/2013/NĐ-CP của Chính phủ về bến thuyền hết hiệu lực kể từ ngày Nghị định này có hiệu lực.",
            [("repeals", "9/2013/NĐ-CP", True)],
        ),
        (
            "Nghị định này thay thế Nghị định số 7/2011/NĐ-CP hướng dẫn thi hành Nghị định số 6/2010/NĐ-CP.",
            [("replaces", "7/2011/NĐ-CP", True)],
        ),
        # what amended the ended act is told in passing
        (
            "Nghị định số 9/2013/NĐ-CP đã được sửa đổi, bổ sung một số điều theo Nghị định số 1/2015/NĐ-CP, Nghị định "
            "số 2/2018/NĐ-CP (sau đây gọi chung là Nghị định số 9/2013/NĐ-CP) và Nghị định số 3/2014/NĐ-CP hết hiệu "
            "lực thi hành kể từ ngày Nghị định này có hiệu lực.",
            [("repeals", "9/2013/NĐ-CP", True), ("repeals", "3/2014/NĐ-CP", True)],
        ),
        (
            "Bãi bỏ Nghị định số 9/2013/NĐ-CP đã được sửa đổi theo Nghị định số 1/2015/NĐ-CP và Nghị định số "
            "2/2018/NĐ-CP.",
            [("repeals", "9/2013/NĐ-CP", True)],
        ),
        ("Ngưng hiệu lực thi hành Thông tư số 4/2010/TT-BTC.", [("suspends", "4/2010/TT-BTC", True)]),
        ("Đính chính Nghị định số 9/2013/NĐ-CP như sau.", [("corrects", "9/2013/NĐ-CP", True)]),
        (
            "Nội dung về bến quy định tại Nghị định số 9/2013/NĐ-CP hết hiệu lực từ ngày Nghị định này có hiệu lực.",
            [("repeals", "9/2013/NĐ-CP", False)],
        ),
        ("Bãi bỏ các nội dung về bến tại Nghị định số 9/2013/NĐ-CP.", [("repeals", "9/2013/NĐ-CP", False)]),
        # Nothing is done here.
        ("Nghị định này đã được sửa đổi, bổ sung một số điều bởi Nghị định số 8/2012/NĐ-CP và hết hiệu lực.", []),
        ("Nghị định số 7/2011/NĐ-CP đã được thay thế bằng Nghị định số 8/2012/NĐ-CP.", []),
        (
            "Trường hợp văn bản dẫn chiếu tại Nghị định này được sửa đổi hoặc thay thế thì áp dụng văn bản mới.",
            [],
        ),
        ("Thực hiện theo Nghị định số 8/2012/NĐ-CP và các văn bản sửa đổi, bổ sung, thay thế (nếu có).", []),
        ("Thay thế cụm từ “Sở” bằng cụm từ “Phòng”.", []),
    ],
)
def test_a_closing_clause(sentence: str, expected: list[tuple[str, str, bool]]) -> None:
    assert told(act(sentence)) == expected


def test_a_list_below_its_lead() -> None:
    document = act(
        Line("2. Nghị định này bãi bỏ:", "paragraph", "art_9__para_2"),
        Line("a) Nghị định số 7/2011/NĐ-CP sửa đổi Nghị định số 6/2010/NĐ-CP;", "point", "art_9__para_2__point_a"),
        Line("b) Khoản 1 Điều 3 Nghị định số 8/2012/NĐ-CP.", "point", "art_9__para_2__point_b"),
        Line("3. Thông tư số 4/2010/TT-BTC tiếp tục có hiệu lực.", "paragraph", "art_9__para_3"),
    )
    assert told(document) == [("repeals", "7/2011/NĐ-CP", True), ("repeals", "8/2012/NĐ-CP", False)]


@pytest.mark.parametrize(
    ("lead", "item", "expected"),
    [
        ("c) Bãi bỏ các cụm từ, khoản và mẫu như sau:", "- Nghị định số 8/2012/NĐ-CP: bỏ mẫu 1;",
         [("repeals", "8/2012/NĐ-CP", False)]),
        ("4. Sửa đổi, bổ sung điểm c khoản 3 Điều 4 như sau:", "c) Mẫu theo Thông tư số 2/2015/TT-BTC.", []),
    ],
)  # fmt: skip
def test_a_lead_says_how_much_of_its_items(lead: str, item: str, expected: list[tuple[str, str, bool]]) -> None:
    assert (
        told(act(Line(lead, "paragraph", "art_9__para_1"), Line(item, "point", "art_9__para_1__point_a"))) == expected
    )


def test_quoted_text_says_what_another_act_does() -> None:
    quoted = Line("“Điều 9. Bãi bỏ Nghị định số 7/2011/NĐ-CP.”", "quote", "art_9")
    assert told(act(quoted, heading="Sửa đổi Điều 9")) == []


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Sửa đổi, bổ sung một số điều của Nghị định số 7/2011/NĐ-CP", [("amends", "7/2011/NĐ-CP", False)]),
        ("Quy định chi tiết thi hành một số điều của Luật Bến thuyền", [("guides", "Luật Bến thuyền", True)]),
        ("Sửa đổi Thông tư số 4/2010/TT-BTC hướng dẫn Nghị định số 7/2011/NĐ-CP", [("amends", "4/2010/TT-BTC", False)]),
        ("Về bến thuyền", []),
    ],
)
def test_a_title(title: str, expected: list[tuple[str, str, bool]]) -> None:
    assert told(act(title=title)) == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("về việc tạm dừng hiệu lực thi hành đối với khoản 2, Điều 6 Thông tư số 2/2015/TT-BTC",
         [("suspends", "2/2015/TT-BTC", False)]),
        ("về kéo dài thời gian thực hiện và sửa đổi, bổ sung một số điều của Nghị định số 1/2016/NĐ-CP",
         [("amends", "1/2016/NĐ-CP", False), ("extends", "1/2016/NĐ-CP", True)]),
        ("sửa đổi, bổ sung và thay thế phụ lục 02 của Thông tư số 2/2015/TT-BTC",
         [("replaces", "2/2015/TT-BTC", False), ("amends", "2/2015/TT-BTC", False)]),
        ("Hướng dẫn chính sách quy định tại Nghị định số 1/2016/NĐ-CP", [("guides", "1/2016/NĐ-CP", True)]),
        ("Sửa đổi một số điều của Quy chế thi ban hành kèm theo Thông tư số 2/2015/TT-BTC",
         [("amends", "2/2015/TT-BTC", False)]),
        # a title inside a title, and a way of doing things
        ("bãi bỏ Quyết định số 3/QĐ-BTC về việc ngưng hiệu lực thi hành Thông tư số 2/2015/TT-BTC",
         [("repeals", "3/QĐ-BTC", True)]),
        ("hợp nhất Thông tư sửa đổi, bổ sung Thông tư số 2/2015/TT-BTC", [("consolidates", "2/2015/TT-BTC", True)]),
        ("hợp nhất Nghị định quy định chi tiết một số điều của Luật Giá", []),
        ("sửa đổi, bổ sung, bãi bỏ một số thủ tục theo Nghị quyết số 7/NQ-CP", []),
        # what carries a document out, a draft, and an amending law that is named like its title
        ("sửa đổi, bổ sung nhiệm vụ trong Chương trình hành động của Chính phủ thực hiện Nghị quyết số 6-NQ/TW", []),
        ("Bổ sung Kế hoạch thực hiện Nghị quyết Đại hội lần thứ XV và Kết luận số 8-KL/TW của Trung ương", []),
        ("Sửa đổi, bổ sung một số điều của các nghị định quy định chi tiết thi hành Luật Giá", []),
        ("Về dự thảo Nghị quyết của Quốc hội sửa đổi, bổ sung Nghị quyết số 6/2024/QH15", []),
        ("Luật sửa đổi, bổ sung một số điều của Luật Bến thuyền", [("amends", "Luật Bến thuyền", False)]),
        ("sửa đổi một số điều của Quyết định số 3/2021/QĐ-TTg đã được sửa đổi, bổ sung và bãi bỏ một số điều tại Quyết "
         "định số 8/2023/QĐ-TTg", [("amends", "3/2021/QĐ-TTg", False)]),
    ],
)  # fmt: skip
def test_a_title_with_another_inside(title: str, expected: list[tuple[str, str, bool]]) -> None:
    assert sorted(told(act(title=title))) == sorted(expected)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Ngưng hiệu lực thi hành Điều 2 của Luật Giá số 1/2014/QH13 đã được sửa đổi theo Luật số 5/2020/QH14; các "
         "điều 8, 9 của Luật Thư viện số 7/2015/QH13 cho đến khi có quy định khác.",
         [("suspends", "1/2014/QH13", False), ("suspends", "7/2015/QH13", False)]),
        ("Thông tư số 2/2006/TT-BQP hướng dẫn thực hiện Nghị định số 1/2006/NĐ-CP; Khoản 2 Điều 5 Thông tư số "
         "4/2012/TT-BQP và Thông tư số 5/2012/TT-BQP hết hiệu lực kể từ ngày Nghị định này có hiệu lực.",
         [("repeals", "2/2006/TT-BQP", True), ("repeals", "4/2012/TT-BQP", False),
          ("repeals", "5/2012/TT-BQP", True)]),
        # a list goes on after a title that names documents of another type, never inside that title
        ("Quyết định số 1/2015/QĐ-TTg thi hành Luật số 9/2014/QH13 và Quyết định số 2/2016/QĐ-TTg về việc thực hiện "
         "Luật số 7/2014/QH13, Luật số 8/2014/QH13 hết hiệu lực từ ngày Quyết định này có hiệu lực.",
         [("repeals", "1/2015/QĐ-TTg", True), ("repeals", "2/2016/QĐ-TTg", True)]),
        ("Nghị định số 7/2011/NĐ-CP quy định chi tiết Luật Giá; Thông tư liên tịch số 5/2012/TTLT-BTC-BCT về quỹ hết "
         "hiệu lực từ ngày Nghị định này có hiệu lực.",
         [("repeals", "5/2012/TTLT-BTC-BCT", True), ("repeals", "7/2011/NĐ-CP", True)]),
        ("Bãi bỏ Điều 1 Thông tư số 9/2011/TT-BQP sửa đổi Thông tư số 8/2005/TT-BQP hướng dẫn Nghị định số 3/2005/NĐ-CP"
         " và Thông tư số 7/2010/TT-BQP hướng dẫn Nghị định số 5/2008/NĐ-CP.", [("repeals", "9/2011/TT-BQP", False)]),
        ("Quy định về phụ cấp tại Điều 5 Nghị định số 4/2008/NĐ-CP; quy định về ưu đãi tại Điều 7 Nghị định số "
         "2/2012/NĐ-CP hết hiệu lực thi hành.",
         [("repeals", "4/2008/NĐ-CP", False), ("repeals", "2/2012/NĐ-CP", False)]),
        # a regulation issued with a decision is all of it; a list issued with it is a part
        ("Quy chế thi ban hành kèm theo Quyết định số 3/QĐ-BTC hết hiệu lực kể từ ngày Nghị định này có hiệu lực.",
         [("repeals", "3/QĐ-BTC", True)]),
        ("Bãi bỏ Điều 4 Quy chế thi ban hành kèm theo Quyết định số 3/QĐ-BTC.", [("repeals", "3/QĐ-BTC", False)]),
        # what is quoted is said by the act that is changed
        ("Sửa đổi khoản 2 Điều 3 Nghị định số 4/2018/NĐ-CP như sau: “2. Điều 8 Nghị định số 5/2017/NĐ-CP hết hiệu "
         "lực kể từ ngày Nghị định này có hiệu lực”.", [("amends", "4/2018/NĐ-CP", False)]),
        ("Thay thế một số cụm từ tại một số điều của Luật Giá số 1/2014/QH13 đã được sửa đổi theo Luật số 5/2020/QH14 "
         "như sau:", [("amends", "1/2014/QH13", False)]),
        ("Lùi hiệu lực thi hành của Luật Giá số 1/2014/QH13 đến 01/01/2018.", [("postpones", "1/2014/QH13", True)]),
        ("Thay thế cụm từ “Nghị định số 9/2010/NĐ-CP” tại khoản 1 Điều 3 Thông tư số 2/2015/TT-BTC.",
         [("amends", "2/2015/TT-BTC", False)]),
        ("Nghị định này thay thế Quyết định số 3/QĐ-TTg về việc đính chính Nghị định số 1/2016/NĐ-CP.",
         [("replaces", "3/QĐ-TTg", True)]),
        # what a day or another act will bring, what does not happen, words that hold for a whole list
        ("Nghị định này có hiệu lực từ 07/5/2026 đến ngày các quy định tại Nghị quyết số 9/2026/QH16 hết hiệu lực", []),
        ("Ngưng hiệu lực cho đến khi Luật Giá (sửa đổi) có hiệu lực thi hành đối với Thông tư số 2/2015/TT-BTC.",
         [("suspends", "2/2015/TT-BTC", True)]),
        ("Nghị quyết này thay thế Nghị quyết số 9/2026/NQ-CP tạm ngưng hiệu lực Nghị định số 4/2026/NĐ-CP và Nghị "
         "quyết số 6/2026/NQ-CP.", [("replaces", "9/2026/NQ-CP", True)]),
        ("Trường hợp các mẫu không thay thế, bãi bỏ tại Nghị định này và Nghị định số 5/2025/NĐ-CP thì vẫn dùng.", []),
        ("Quyết định này thay thế Danh mục thủ tục tại Quyết định số 1/QĐ-BTC ngày 06/8/2021, Quyết định số 2/QĐ-BTC.",
         [("replaces", "1/QĐ-BTC", False), ("replaces", "2/QĐ-BTC", False)]),
        ("Luật Bến thuyền năm 1990 hết hiệu lực kể từ ngày Luật này có hiệu lực.",
         [("repeals", "Luật Bến thuyền năm 1990", True)]),
        ("Khi có quyết định đình chỉ thi hành án thì ghi vào mẫu ban hành kèm theo Thông tư số 2/2015/TT-BTC.", []),
        ("Quyết định đình chỉ thi hành án được bổ sung vào mẫu kèm theo Thông tư số 2/2015/TT-BTC.", []),
    ],
)  # fmt: skip
def test_lists_and_titles_in_a_clause(sentence: str, expected: list[tuple[str, str, bool]]) -> None:
    assert sorted(told(act(sentence))) == sorted(expected)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # a deed of the act itself, wherever its sentence begins
        ("Thông tư này có hiệu lực từ ngày 01 tháng 7 năm 2017. Bãi bỏ Thông tư số 4/2010/TT-BTC.",
         [("repeals", "4/2010/TT-BTC", True)]),
        ("Nghị định này có hiệu lực từ ngày 01/7/2017 thay thế Nghị định số 7/2011/NĐ-CP.",
         [("replaces", "7/2011/NĐ-CP", True)]),
        ("Kể từ ngày Nghị định này có hiệu lực, bãi bỏ Nghị định số 7/2011/NĐ-CP.",
         [("repeals", "7/2011/NĐ-CP", True)]),
        ("Bộ Tài chính giám sát theo Nghị định này; đồng thời bãi bỏ Điều 3 Nghị định số 7/2011/NĐ-CP.",
         [("repeals", "7/2011/NĐ-CP", False)]),
        ("Danh mục kèm theo Nghị định này thay thế Danh mục kèm theo Nghị định số 7/2011/NĐ-CP.",
         [("replaces", "7/2011/NĐ-CP", False)]),
        # what others may do, and words that only sound like it
        ("Bộ Tài chính rà soát, bãi bỏ Thông tư số 4/2010/TT-BTC theo Nghị định này.", []),
        ("Cơ quan nhận kiến nghị xem xét, sửa đổi, bổ sung văn bản trái với Luật Giá số 1/2014/QH13.", []),
        ("Hồ sơ phải đáp ứng bổ sung các nội dung tại Điều 5 Nghị định số 7/2011/NĐ-CP và Nghị định này.", []),
        ("Chủ rừng trồng rừng thay thế theo quy định tại Luật Lâm nghiệp và Nghị định này.", []),
        ("Người đã được quyết định việc kéo dài thời gian làm việc theo Nghị định số 7/2011/NĐ-CP thì theo nghị định "
         "đó đến ngày Nghị định này có hiệu lực.", []),
        ("Quyết định số 3/QĐ-BTC về việc huỷ bỏ Bảng giá kèm theo Quyết định số 2/QĐ-BTC;", []),
        ("Cơ sở được cấp giấy theo quy định tại Nghị định số 7/2011/NĐ-CP mà giấy hết hiệu lực sau ngày Nghị định này "
         "có hiệu lực thì cấp lại.", []),
        ("Bộ Tài chính chuẩn bị: mua máy; bổ sung các điều kiện khác khi Luật Giá số 1/2014/QH13 có hiệu lực thi hành.",
         []),
        ("Thay thế cụm từ “Thông tư số 3/2018/TT-BTC (sau đây gọi là Thông tư số 3)” và “Thông tư số 6/2023/TT-BTC” "
         "bằng cụm từ “Thông tư số 9/2025/TT-BTC”.", []),
        ("Áp dụng sửa đổi, bổ sung năm 2002 của Công ước kèm theo Bộ luật Quốc tế về an ninh tàu biển.", []),
    ],
)  # fmt: skip
def test_an_act_does_it_itself(sentence: str, expected: list[tuple[str, str, bool]]) -> None:
    assert sorted(told(act(sentence))) == sorted(expected)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Bãi bỏ các quy định tại Nghị định số 7/2011/NĐ-CP; Nghị định số 8/2012/NĐ-CP.",
         [("repeals", "7/2011/NĐ-CP", True), ("repeals", "8/2012/NĐ-CP", True)]),
        ("Những quy định tại Nghị định số 7/2011/NĐ-CP trái với Nghị định này hết hiệu lực.",
         [("repeals", "7/2011/NĐ-CP", False)]),
        ("Quy trình kiểm định bình nén ban hành kèm theo Thông tư số 4/2010/TT-BTC hết hiệu lực.",
         [("repeals", "4/2010/TT-BTC", False)]),
        ("Bãi bỏ Danh mục tại phần III kèm theo Quyết định số 3/QĐ-BTC và Quyết định số 4/QĐ-BTC.",
         [("repeals", "3/QĐ-BTC", False), ("repeals", "4/QĐ-BTC", False)]),
        ("Bãi bỏ khoản 1 Điều 9 Thông tư số 4/2017/TT-BTC và các Mẫu biểu số: 04a-ĐK/TSC, 04b-ĐK/TSC, 07-ĐK/TSC.",
         [("repeals", "4/2017/TT-BTC", False)]),
        ("Nghị định này thay thế cho Quy định về bến ban hành kèm theo Quyết định số 3/QĐ-BTC.",
         [("replaces", "3/QĐ-BTC", True)]),
        ("Bãi bỏ 02 thủ tục hành chính đã công bố tại Quyết định số 3/QĐ-BTC.", [("repeals", "3/QĐ-BTC", False)]),
        ("Nghị định số 7/2011/NĐ-CP hết hiệu lực kể từ ngày Nghị định này có hiệu lực, trừ các quy định về phà.",
         [("repeals", "7/2011/NĐ-CP", False)]),
        ("Nghị định số 7/2011/NĐ-CP về bến (trừ Điều 5), Nghị định số 8/2012/NĐ-CP về phà hết hiệu lực.",
         [("repeals", "7/2011/NĐ-CP", False), ("repeals", "8/2012/NĐ-CP", True)]),
        ("Nghị định số 7/2011/NĐ-CP và Nghị định số 8/2012/NĐ-CP hết hiệu lực, trừ Điều 75 của Nghị định số "
         "8/2012/NĐ-CP.", [("repeals", "7/2011/NĐ-CP", True), ("repeals", "8/2012/NĐ-CP", False)]),
        # only cases are saved, and no provision
        ("Nghị định số 7/2011/NĐ-CP hết hiệu lực kể từ ngày Nghị định này có hiệu lực, trừ trường hợp quy định tại "
         "Điều 9 Nghị định này.", [("repeals", "7/2011/NĐ-CP", True)]),
        # verbs that share what they act on
        ("Thay thế, bãi bỏ một số cụm từ tại Nghị định số 7/2011/NĐ-CP.",
         [("repeals", "7/2011/NĐ-CP", False)]),
        ("Sửa đổi, bổ sung danh mục được công bố tại Quyết định số 3/QĐ-BTC.", [("amends", "3/QĐ-BTC", False)]),
    ],
)  # fmt: skip
def test_how_much_a_clause_means(sentence: str, expected: list[tuple[str, str, bool]]) -> None:
    assert sorted(told(act(sentence))) == sorted(expected)


def test_items_that_say_how_much_of_a_document_and_several_of_them() -> None:
    def under(lead: str, *items: str) -> list[tuple[str, str | None, bool]]:
        points = (Line(item, "point", f"art_9__para_2__point_{place}") for place, item in enumerate(items))
        return told(act(Line(lead, "paragraph", "art_9__para_2"), *points))

    assert under(
        "2. Bãi bỏ các quy định sau:", "a) Nội dung về phà tại Thông tư số 4/2010/TT-BTC, Thông tư số 5/2010/TT-BTC;",
        "b) Điều 6 Thông tư số 8/2014/TT-BTC; Điều 9 Thông tư số 9/2015/TT-BTC;",
        "c) Thông tư số 6/2011/TT-BTC sửa đổi Thông tư số 1/2009/TT-BTC; Thông tư số 2/2009/TT-BTC.",
    ) == [
        ("repeals", "4/2010/TT-BTC", False), ("repeals", "5/2010/TT-BTC", False), ("repeals", "8/2014/TT-BTC", False),
        ("repeals", "9/2015/TT-BTC", False), ("repeals", "6/2011/TT-BTC", True),
    ]  # fmt: skip
    lead = "2. Nghị định này thay thế một số quy định về bến tại các nghị định sau:"
    assert under(lead, "a) Nghị định số 7/2011/NĐ-CP;") == [("replaces", "7/2011/NĐ-CP", False)]
    for lead in (
        "2. Quy định tại các nghị định sau đây hết hiệu lực kể từ ngày Nghị định này có hiệu lực:",
        "2. Các điều, khoản, văn bản sau đây hết hiệu lực kể từ ngày Nghị định này có hiệu lực:",
    ):
        assert under(lead, "a) Nghị định số 7/2011/NĐ-CP;") == [("repeals", "7/2011/NĐ-CP", True)]
    lead = "2. Các văn bản sau đây hết hiệu lực theo lộ trình quy định tại Điều 3 Nghị định số 9/2015/NĐ-CP:"
    assert under(lead, "a) Nghị định số 7/2011/NĐ-CP;") == [("repeals", "7/2011/NĐ-CP", True)]
    lead = "2. Luật Giá số 1/2004/QH11 hết hiệu lực từ ngày Nghị định này có hiệu lực, trừ các trường hợp sau đây:"
    assert under(lead, "a) Điều 7 và Điều 8 của Luật Giá số 1/2004/QH11 có hiệu lực đến hết ngày 31/12/2027.") == [
        ("repeals", "1/2004/QH11", False)
    ]


def test_an_article_without_heading_opens_with_its_deed() -> None:
    assert told(act("Bãi bỏ toàn bộ Quyết định số 3/QĐ-BTC.", heading="")) == [("repeals", "3/QĐ-BTC", True)]
    assert told(act("Sở Tài chính bãi bỏ Quyết định số 3/QĐ-BTC.", heading="")) == []


def test_an_article_about_something_else_needs_the_act_to_name_itself() -> None:
    duty = "4. Đình chỉ, bãi bỏ theo thẩm quyền những quy định trái với Luật Giá số 1/2014/QH13 và Nghị định này."
    assert told(act(duty, heading="Trách nhiệm của Bộ trưởng")) == []
    deed = "3. Nghị định này có hiệu lực sau 15 ngày và thay thế Nghị định số 7/2011/NĐ-CP."
    assert told(act(deed, heading="Thanh toán tiền dịch vụ")) == [("replaces", "7/2011/NĐ-CP", True)]
    assert told(act("2. Bãi bỏ Nghị định số 7/2011/NĐ-CP.", heading="Tổ chức thực hiện")) != []


def test_a_circular_changes_no_decree_and_no_law() -> None:
    clause = act("Bãi bỏ Nghị định số 7/2011/NĐ-CP, Thông tư số 4/2010/TT-BTC.")
    assert told(replace(clause, type="thong-tu")) == [("repeals", "4/2010/TT-BTC", True)]


def test_parts_that_end_on_several_days_are_each_told() -> None:
    found = find_relations(
        act(
            "1. Bãi bỏ Điều 3 Nghị định số 7/2011/NĐ-CP.",
            "2. Điều 5 Nghị định số 7/2011/NĐ-CP hết hiệu lực kể từ ngày 01 tháng 01 năm 2030.",
        )
    )
    assert [(relation.provisions, relation.since) for relation in found] == [
        (("art_3",), None), (("art_5",), date(2030, 1, 1)),
    ]  # fmt: skip


def test_a_heading_says_what_its_article_does_and_a_law_is_told_by_its_number() -> None:
    found = find_relations(
        act(
            "1. Sửa đổi khoản 3 Điều 5 của Luật Giá số 1/2014/QH13 như sau:", heading="Sửa đổi một số điều của Luật Giá"
        )
    )
    assert [(relation.verb, relation.number, relation.provisions) for relation in found] == [
        ("amends", "1/2014/QH13", ("art_5__para_3",))
    ]


def test_legal_bases_come_first() -> None:
    document = Document(
        "x", "nghi-dinh", "về thử", "50/2021/NĐ-CP",
        legal_bases=(LegalBasis("Luật Tổ chức Chính phủ ngày 19 tháng 6 năm 2015"), LegalBasis("", "76/2015/QH13")),
    )  # fmt: skip
    assert told(document) == [("based-on", "Luật Tổ chức Chính phủ", True), ("based-on", "76/2015/QH13", True)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Nghị định này có hiệu lực thi hành từ ngày 15 tháng 02 năm 2021.", date(2021, 2, 15)),
        ("Nghị định này có hiệu lực kể từ ngày ký ban hành.", date(2021, 1, 1)),
        ("Nghị định này có hiệu lực sau 45 ngày, kể từ ngày ký.", date(2021, 2, 15)),
        ("Nghị định này có hiệu lực thi hành sau 15 ngày kể từ ngày đăng Công báo.", None),
        ("Hồ sơ nộp trước ngày Nghị định này có hiệu lực được dùng đến ngày 31/12/2023.", None),
        ("Giấy phép có hiệu lực từ ngày 01/01/2022.", None),
        (
            "Nghị định này có hiệu lực kể từ ngày Nghị định số 2/2020/NĐ-CP ngày 14/10/2020 của Chính phủ có hiệu lực.",
            None,
        ),
    ],
)
def test_the_day_of_effect(sentence: str, expected: date | None) -> None:
    day, evidence = find_effective(act(sentence, issued=date(2021, 1, 1)))
    assert day == expected
    assert evidence == (sentence if expected else "")


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Nghị định này có hiệu lực từ ngày 15 tháng 02 năm 2021 đến hết ngày 31 tháng 12 năm 2023.", date(2024, 1, 1)),
        ("Nghị định này có hiệu lực kể từ ngày ký ban hành đến ngày 31/12/2023 và thay thế …", date(2024, 1, 1)),
        ("Nghị định này có hiệu lực từ ngày 01/02/2021 và có hiệu lực đến hết ngày 30/3/2022.", date(2022, 3, 31)),
        ("Nghị định này có hiệu lực từ ngày 01/02/2021 đến trước ngày 01/3/2027.", date(2027, 3, 1)),
        ("Nghị định này có hiệu lực từ ngày 01/02/2021 đến khi Nghị quyết số 5/2020/QH14 hết hiệu lực.", None),
        ("Nghị định này có hiệu lực từ ngày 01/02/2021, thực hiện thí điểm đến ngày 31 tháng 12 năm 2026.", None),
        ("Giấy phép cấp trước ngày Nghị định này có hiệu lực được dùng đến hết ngày 31/12/2023.", None),
        ("Nghị định này có hiệu lực từ ngày 01/02/2021. Mức phạt áp dụng đến hết ngày 31/12/2023.", None),
    ],
)
def test_the_end_of_effect(sentence: str, expected: date | None) -> None:
    assert find_end(act(sentence, issued=date(2021, 1, 1))) == expected


def test_a_relation_tells_what_is_said_beside_the_number() -> None:
    [found] = find_relations(act("Bãi bỏ Chỉ thị số 24/CT-TTg ngày 02 tháng 8 năm 2012 của Thủ tướng Chính phủ."))
    assert (found.type, found.dated, found.issuer) == ("chi-thi", date(2012, 8, 2), "Thủ tướng Chính phủ")


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("kể từ ngày Sở giao dịch bắt đầu hoạt động", "ngày Sở giao dịch bắt đầu hoạt động"),
        ("từ năm ngân sách 2027", "năm ngân sách 2027"),
        ("kể từ ngày Nghị định này có hiệu lực", None),
        ("từ ngày 01 tháng 7 năm 2027", None),
        ("kể từ ngày ký Nghị định này", None),
    ],
)
def test_an_end_may_await_an_event(when: str, expected: str | None) -> None:
    [found] = find_relations(act(f"Nghị định số 7/2011/NĐ-CP hết hiệu lực thi hành {when}."))
    assert found.awaits == expected


def test_the_last_day_of_a_suspension_may_stand_in_a_clause_behind_the_title() -> None:
    title = "Tạm ngưng hiệu lực Nghị định số 7/2011/NĐ-CP"
    clause = "Ngưng hiệu lực thi hành Nghị định số 7/2011/NĐ-CP đến hết ngày 30 tháng 6 năm 2027."
    [found] = find_relations(act(clause, title=title))
    assert (found.verb, found.whole, found.until) == ("suspends", True, date(2027, 6, 30))


def test_a_line_of_megabytes_is_no_statement() -> None:
    assert told(act("Nghị định này bãi bỏ Nghị định số 7/2011/NĐ-CP, " * 30_000)) == []


@pytest.mark.parametrize(
    "line",
    [
        "Nghị định này bãi bỏ " + "Nghị định số 7/2011/NĐ-CP, " * 600,
        "Nghị định này hết hiệu lực, trừ quy định " + "(trừ Điều 5), Nghị định số 8/2012/NĐ-CP " * 400,
        "Bộ rà soát " + "được sửa đổi, bổ sung và bãi bỏ " * 500,
    ],
)
def test_long_lists_cost_no_more_than_their_length(line: str) -> None:
    """Hundreds of such lines are searched in seconds."""
    assert len(find_relations(act(*[line] * 20))) <= 2


def test_a_long_line_about_effect() -> None:
    line = "Nghị định này có hiệu lực " * 20_000
    assert find_effective(act(line, issued=date(2021, 1, 1))) == (None, "")
