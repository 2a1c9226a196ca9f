"""Where the name of a body begins and ends, and what kind of party it is."""

from __future__ import annotations

import pytest

from kb.delegation_finding.kinds import is_anyone, is_class, is_local_class, is_private
from kb.delegation_finding.parties import parties_in, party_at
from kb.delegation_finding.tokens import Tokens
from kb.text import View


def tokens_of(text: str) -> Tokens:
    """The tokens of a text as recognisers see it."""
    return Tokens(View(text).text)


@pytest.mark.parametrize(
    ("name", "rest"),
    [
        ("Ủy ban nhân dân cấp tỉnh", "cấp giấy phép"),
        ("Ủy ban nhân dân các huyện, thị xã, thành phố", "quản lý bến đò"),
        ("Hội đồng nhân dân tỉnh An Lạc, Hội đồng nhân dân tỉnh Bình Sơn", "quyết định"),
        ("Chủ tịch Ủy ban nhân dân tỉnh, thành phố trực thuộc trung ương", "(sau đây gọi là tỉnh) ủy quyền"),
        ("Bộ Lao động - Thương binh và Xã hội", "thực hiện"),
        ("Cục trưởng Cục Xuất nhập khẩu", "cấp giấy phép"),
        ("Tổng cục trưởng Tổng cục Tiêu chuẩn Đo lường Chất lượng", "cấp thẻ"),
        ("Ban quản lý khu công nghiệp, khu chế xuất, khu kinh tế", "cấp giấy phép"),
        ("Ban Quản lý các KCN tỉnh", "cấp giấy phép"),
        ("Ban Quản lý các khu chế xuất và công nghiệp An Lạc", "cấp giấy phép"),
        ("cơ quan chuyên môn về xây dựng thuộc Ủy ban nhân dân cấp huyện", "thẩm định"),
        ("đơn vị quản lý kinh phí", "ký hợp đồng"),
        ("Sở Nông nghiệp và Môi trường", "tiếp nhận"),
        ("Sở Xây dựng và Ban Quản lý Khu kinh tế An Lạc", "cấp, gia hạn"),
        ("UBND tỉnh An Lạc (trước sáp nhập) và UBND tỉnh Bình Sơn (trước sáp nhập)", "giao"),
        ("cấp phó của mình", "ký"),
        ("Cục Quản lý khám, chữa bệnh", "cấp thẻ"),
        ("Bộ Ngoại giao", "giao"),
        ("Sở Y tế", "về cấp giấy phép hoạt động"),
        ("Sở Nội vụ", "về điều chỉnh cơ cấu ngạch"),
    ],
)
def test_a_name_ends_before_what_it_does(name: str, rest: str) -> None:
    tokens = tokens_of(f"{name} {rest}.")
    party = party_at(tokens, 0)
    assert party is not None
    assert party.text(tokens) == View(name).text


@pytest.mark.parametrize(
    "text", ["trường hợp cần thiết", "sở hữu công nghiệp", "ban hành quyết định", "vụ việc", "quốc phòng hằng năm", ""]
)
def test_other_words_name_no_body(text: str) -> None:
    tokens = tokens_of(text)
    assert parties_in(tokens, 0, len(tokens)) == []


def test_a_name_ends_with_the_text() -> None:
    tokens = tokens_of("giao cơ quan có thẩm")
    party = party_at(tokens, 1)
    assert party is not None
    assert party.text(tokens) == "cơ quan có thẩm"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Sở Y tế, Sở Nội vụ và Công an tỉnh", ["Sở Y tế", "Sở Nội vụ", "Công an tỉnh"]),
        ("Bộ Y tế hoặc cơ quan được chỉ định", ["Bộ Y tế", "cơ quan"]),
    ],
)
def test_joined_names_are_told_apart(text: str, names: list[str]) -> None:
    tokens = tokens_of(text)
    party = party_at(tokens, 0)
    assert party is not None
    assert [tokens.slice(*span) for span in party.names] == names


@pytest.mark.parametrize(
    ("name", "private"),
    [("tổ chức tín dụng", True), ("Công ty Xổ số", True), ("Sở Y tế", False), ("người có thẩm quyền", False)],
)
def test_who_is_private(name: str, private: bool) -> None:
    tokens = tokens_of(name)
    party = party_at(tokens, 0)
    assert party is not None
    assert is_private(tokens, party) is private


@pytest.mark.parametrize(
    ("name", "anyone", "a_class"),
    [
        ("cơ quan có thẩm quyền", True, True),
        ("cơ quan, tổ chức khác", True, True),
        ("Ủy ban nhân dân cấp tỉnh", False, True),
        ("các bộ, cơ quan ngang bộ", False, True),
        ("Bộ trưởng Bộ Y tế", False, False),
        ("Bộ Y tế", False, False),
        ("Sở Y tế tỉnh An Lạc", False, False),
    ],
)
def test_somebody_anybody_and_a_class(name: str, anyone: bool, a_class: bool) -> None:
    assert (is_anyone(View(name).text), is_class(View(name).text)) == (anyone, a_class)


@pytest.mark.parametrize(
    ("name", "local"),
    [("Sở Y tế", True), ("Ủy ban nhân dân tỉnh", True), ("UBND tỉnh An Lạc", False), ("Bộ Y tế", False)],
)
def test_offices_that_every_province_has(name: str, local: bool) -> None:
    assert is_local_class(View(name).text) is local
