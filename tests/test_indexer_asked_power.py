"""The very power that a question asks about, and how much of it a statement is about."""

from __future__ import annotations

from pathlib import Path

import pytest
import web_factory

from indexer.asked_power import acts_in, asked_power
from indexer.generations import open_current
from indexer.power_share import ENOUGH, share_of_power
from indexer.questions import understand
from indexer.rarity import Rarity
from kb.text import fold


@pytest.fixture(scope="module")
def rarity(power_data: Path) -> Rarity:
    """Weights of words in a small collection."""
    return Rarity(open_current(power_data).index)


@pytest.mark.parametrize(
    ("typed", "words", "acts"),
    [
        ("BQL các KCN Hưng Yên có được cấp GPLĐ không", "cấp giấy phép lao động", {"cap"}),
        ("ai được ủy quyền thu phí hàng hải", "thu phí hàng hải", {"thu"}),
        ("Sở Tài nguyên và Môi trường được ủy quyền cấp giấy phép môi trường theo quyết định nào",
         "cấp giấy phép môi trường", {"cap"}),
        ("Cục Bến bãi được ủy quyền nạo vét luồng không", "nạo vét luồng", set()),
        ("nâng bậc lương viên chức ở Cao Bằng do ai quyết định", "nâng bậc lương viên chức", {"nang-luong"}),
        ("năm 2003 Hưng Yên có được công chứng chưa", "công chứng", {"chung-thuc"}),
        ("Ban Quản lý các KCN Hưng Yên được ủy quyền những gì", "", set()),
        ("ai được ký", "", {"ky"}),
        ("văn bản nào cho phép BQL Hưng Yên quản lý xuất nhập khẩu của DN trong khu", "quản lý xuất nhập khẩu", set()),
        ("ai được ủy quyền cấp CO mẫu D", "cấp giấy chứng nhận xuất xứ mẫu d", {"cap"}),
        ("mua thuốc phóng xạ tại Lai Châu phải xin phép ai", "mua thuốc phóng xạ", {"cap", "phe-duyet"}),
        ("giấy phép xây dựng ở Huế xin ở đâu", "giấy phép xây dựng", {"cap"}),
        ("nhập khẩu giống tằm do ai cho phép", "nhập khẩu giống tằm", {"phe-duyet"}),
        ("phan cap dau tu xay dung co ban con khong", "dau tu xay dung co ban", set()),
        ("BQL KCN có được duyệt điều chỉnh cục bộ phân lô không", "duyệt điều chỉnh cục bộ phân lô",
         {"phe-duyet", "dieu-chinh"}),
        ("co quan nao duoc phan cap cap c/o o dak lak", "cap giay chung nhan xuat xu hang hoa", {"cap"}),
        ("phân cấp quản lý bến bãi của Huế bị bãi bỏ rồi", "quản lý bến bãi", set()),
        ("Huế ai ký giấy chứng nhận xuất xứ", "ký giấy chứng nhận xuất xứ", {"ky", "cap"}),
        ("phòng quản lý bến bãi được ủy quyền cấp thẻ kho không", "cấp thẻ kho", {"cap"}),
        ("hiệu trưởng hay sở quyết định nâng lương giáo viên", "quyết định nâng lương giáo viên", {"nang-luong"}),
        ("BQL khu công nghệ cao cấp thẻ kho có cần ủy quyền của Bộ Công Thương không", "cấp thẻ kho", {"cap"}),
        ("danh mục việc được ủy quyền cho Sở Y tế", "", set()),
        ("Sở Y tế cấp thẻ kho căn cứ quyết định nào", "cấp thẻ kho", {"cap"}),
        ("chứng thực giấy tờ giờ còn do Ban Quản lý làm không", "chứng thực", {"chung-thuc"}),
        ("ai ra quyết định thu hồi dược liệu vi phạm", "ra quyết định thu hồi dược liệu vi phạm", {"thu-hoi"}),
    ],
)  # fmt: skip
def test_the_power_without_who_and_where(typed: str, words: str, acts: set[str]) -> None:
    power = asked_power(understand(typed).words)
    assert (fold(power.words), power.acts) == (fold(words), acts)


def test_a_proper_name_of_the_body_is_no_part_of_the_power() -> None:
    assert asked_power("khu công nghệ cao hòa lạc cấp phép bay", "hoa lac").words == "cấp phép bay"


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        ("cấp, cấp lại, gia hạn, thu hồi giấy phép", {"cap", "cap-lai", "gia-han", "thu-hoi"}),
        ("nộp giấy xác nhận tại phòng công chứng cấp huyện", set()),
        ("thu phí, không thu hồi", {"thu", "thu-hoi"}),
    ],
)
def test_acts_and_nouns_are_told_apart(text: str, acts: set[str]) -> None:
    assert acts_in(text) == acts


@pytest.mark.parametrize(
    ("typed", "powers", "about"),
    [
        ("ai được cấp giấy phép lao động", ("cấp giấy phép lao động",), True),
        ("ai duoc cap giay phep lao dong", ("cấp, gia hạn giấy phép lao động",), True),
        ("ai được gia hạn giấy phép lao động", ("cấp giấy phép lao động",), False),
        ("ai được cấp giấy phép lao động", ("cấp giấy chứng nhận kiểm định máy tàu",), False),
        ("ai được chứng thực chữ ký", ("quản lý việc chứng thực chữ ký",), True),
        ("ai được thu hồi thẻ kho", ("cấp thẻ kho", "thu hồi giấy phép lao động"), False),
        ("ai được duyệt dự án dưới 7 tỷ", ("phê duyệt dự án dưới 07 tỷ đồng",), True),
    ],
)
def test_object_and_act_must_both_fit(rarity: Rarity, typed: str, powers: tuple[str, ...], about: bool) -> None:
    fact = web_factory.fact(f"Ủy quyền cho Ban Quản lý {'; '.join(powers)}.", powers=powers)
    assert (share_of_power(fact, asked_power(understand(typed).words), rarity) >= ENOUGH) is about


def test_the_name_of_a_body_is_no_object(rarity: Rarity) -> None:
    fact = web_factory.fact(
        "Cục Lao động ủy quyền cho Chi cục Lao động cấp thẻ kho.",
        powers=("cấp thẻ kho",), delegator="Cục Lao động", delegate="Chi cục Lao động",
    )  # fmt: skip
    assert share_of_power(fact, asked_power("cấp sổ lao động"), rarity) < ENOUGH


def test_a_power_that_names_no_object_takes_it_from_the_line(rarity: Rarity) -> None:
    fact = web_factory.fact(
        "Đối với bến bãi nội địa: Bộ Giao thông vận tải phân cấp cho Ủy ban nhân dân cấp tỉnh thực hiện nhiệm vụ.",
        powers=("thực hiện nhiệm vụ",), evidence_start=25,
    )  # fmt: skip
    assert share_of_power(fact, asked_power("bến bãi nội địa"), rarity) >= ENOUGH
