"""What documents say they do to others; a passive, a condition or a title inside a title says nothing."""

from __future__ import annotations

from datetime import date

import pytest

from kb.documents import Document, LegalBasis, Line, Part, Provision
from kb.effect import find_effective
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
    ],
)
def test_the_day_of_effect(sentence: str, expected: date | None) -> None:
    day, evidence = find_effective(act(sentence, issued=date(2021, 1, 1)))
    assert day == expected
    assert evidence == (sentence if expected else "")
