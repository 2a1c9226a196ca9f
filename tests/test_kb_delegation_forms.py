"""Ways of stating a delegation beyond "A ủy quyền cho B": circumstances, mandates, roles, lists, powers taken back."""

from __future__ import annotations

from datetime import date

import pytest

from kb.citations import Context
from kb.delegations import Delegation, find_delegations

DECISION = Context(type="quyet-dinh", number="77/2024/QĐ-UBND", issued=date(2024, 5, 6))
TITLE = "Quyết định số 15/2020/QĐ-UBND ngày 02/3/2020 của Ủy ban nhân dân tỉnh An Lạc"


def only(text: str) -> Delegation:
    """The one fact of a text, whose evidence holds its parties' names and its first power."""
    [fact] = find_delegations(text, DECISION)
    evidence = text[fact.evidence_start : fact.evidence_end]
    assert fact.powers[0] in evidence
    return fact


def told(fact: Delegation) -> tuple[str, str | None, str | None, tuple[str, ...]]:
    """Stance, parties and powers."""
    return fact.stance, fact.delegator, fact.delegate, fact.powers


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Ủy ban nhân dân cấp tỉnh bổ nhiệm hoặc ủy quyền cho Liên minh hợp tác xã cấp tỉnh bổ nhiệm Giám đốc Quỹ.",
            (
                "may_delegate",
                "Ủy ban nhân dân cấp tỉnh",
                "Liên minh hợp tác xã cấp tỉnh",
                ("bổ nhiệm Giám đốc Quỹ",),
            ),
        ),
        (
            "Bộ Xây dựng công nhận hoặc ủy quyền cho một hoặc một số đơn vị trực thuộc công nhận người lái đò.",
            ("may_delegate", "Bộ Xây dựng", "một hoặc một số đơn vị trực thuộc", ("công nhận người lái đò",)),
        ),
        (
            "Sở Du lịch (được Ủy ban nhân dân tỉnh An Lạc ủy quyền) cấp thẻ bến đò.",
            ("delegated", "Ủy ban nhân dân tỉnh An Lạc", "Sở Du lịch", ("cấp thẻ bến đò",)),
        ),
        (
            "Trạm do Chủ tịch Ủy ban nhân dân cấp tỉnh hoặc Giám đốc Sở Y tế (nếu được Chủ tịch Ủy ban nhân dân cấp "
            "tỉnh ủy quyền) quyết định thành lập.",
            ("may_delegate", "Chủ tịch Ủy ban nhân dân cấp tỉnh", "Giám đốc Sở Y tế", ("quyết định thành lập",)),
        ),
        (
            "Bộ Xây dựng; Sở Xây dựng các tỉnh (trong trường hợp được Bộ Xây dựng ủy quyền) có nhiệm vụ thu phí bến.",
            ("may_delegate", "Bộ Xây dựng", "Sở Xây dựng các tỉnh", ("thu phí bến",)),
        ),
        (
            "Được Ủy ban nhân dân tỉnh An Lạc ủy quyền tại Quyết định số 15/QĐ-UBND, Sở Du lịch đã cấp thẻ bến đò.",
            ("delegated", "Ủy ban nhân dân tỉnh An Lạc", "Sở Du lịch", ("cấp thẻ bến đò",)),
        ),
        (
            "Khi được Bộ Xây dựng ủy quyền, Cục Bến thuyền cấp thẻ bến đò.",
            ("may_delegate", "Bộ Xây dựng", "Cục Bến thuyền", ("cấp thẻ bến đò",)),
        ),
        (
            "Cục Bến thuyền cấp thẻ bến đò khi được Bộ Xây dựng ủy quyền.",
            ("may_delegate", "Bộ Xây dựng", "Cục Bến thuyền", ("cấp thẻ bến đò",)),
        ),
        (
            "Cục Bến thuyền cấp thẻ bến đò (nếu được Bộ Xây dựng ủy quyền).",
            ("may_delegate", "Bộ Xây dựng", "Cục Bến thuyền", ("cấp thẻ bến đò",)),
        ),
        (
            "1. Sở Du lịch có trách nhiệm:\na) Cấp thẻ bến đò khi được Bộ Xây dựng phân cấp.",
            ("may_delegate", "Bộ Xây dựng", "Sở Du lịch", ("Cấp thẻ bến đò",)),
        ),
    ],
)
def test_a_circumstance_may_tell_it(text: str, expected: tuple[object, ...]) -> None:
    assert told(only(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Cục Bến thuyền hoặc Chi cục Bến thuyền theo phân cấp của Cục Bến thuyền thu phí qua bến.",
            ("may_delegate", "Cục Bến thuyền", "Chi cục Bến thuyền", ("thu phí qua bến",)),
        ),
        (
            "Theo ủy quyền của Ủy ban nhân dân tỉnh An Lạc, Sở Du lịch cấp thẻ bến đò.",
            ("delegated", "Ủy ban nhân dân tỉnh An Lạc", "Sở Du lịch", ("cấp thẻ bến đò",)),
        ),
        (
            "Thừa ủy quyền của Thủ tướng Chính phủ, Bộ trưởng Bộ Xây dựng ký tờ trình về bến đò.",
            ("delegated", "Thủ tướng Chính phủ", "Bộ trưởng Bộ Xây dựng", ("ký tờ trình về bến đò",)),
        ),
        (
            "Việc bổ nhiệm trưởng bến được thực hiện theo phân cấp của Bộ trưởng Bộ Xây dựng.",
            ("delegated", "Bộ trưởng Bộ Xây dựng", None, ("bổ nhiệm trưởng bến",)),
        ),
        (
            "1. Sở Du lịch có trách nhiệm:\na) Thực hiện theo ủy quyền của Bộ Xây dựng việc kiểm tra bến đò.",
            ("delegated", "Bộ Xây dựng", "Sở Du lịch", ("kiểm tra bến đò",)),
        ),
        (
            "Bộ Xây dựng quản lý bến đò theo phân công của Chính phủ hoặc theo ủy quyền của Thủ tướng Chính phủ.",
            ("delegated", "Thủ tướng Chính phủ", "Bộ Xây dựng", ("quản lý bến đò",)),
        ),
    ],
)
def test_a_mandate_may_stand_anywhere(text: str, expected: tuple[object, ...]) -> None:
    assert told(only(text)) == expected


@pytest.mark.parametrize(
    ("text", "delegate", "power"),
    [
        (
            "Bộ Xây dựng ủy quyền Sở Xây dựng các tỉnh là cơ quan có thẩm quyền cấp giấy phép phà.",
            "Sở Xây dựng các tỉnh", "cấp giấy phép phà",
        ),
        (
            "Bộ Xây dựng kiểm tra hoặc ủy quyền cho Sở Xây dựng nơi chủ đò đặt trụ sở kiểm tra, xác nhận bến.",
            "Sở Xây dựng nơi chủ đò đặt trụ sở", "kiểm tra, xác nhận bến",
        ),
        (
            "Thống đốc ký quyết định kiểm tra hoặc ủy quyền cho thủ trưởng các đơn vị thuộc Ngân hàng Nhà nước ký "
            "quyết định kiểm tra kho phao.",
            "thủ trưởng các đơn vị thuộc Ngân hàng Nhà nước", "ký quyết định kiểm tra kho phao",
        ),
        (
            "Bộ Xây dựng ủy quyền cho Sở Xây dựng về cấp phép mở bến.",
            "Sở Xây dựng", "cấp phép mở bến",
        ),
        (
            "Thủ tướng Chính phủ trực tiếp quản lý bến đò quốc gia hoặc ủy quyền cho Bộ Xây dựng.",
            "Bộ Xây dựng", "trực tiếp quản lý bến đò quốc gia",
        ),
        (
            "Phân cấp thẩm quyền của Cục Bến thuyền cấp thẻ bến đò của Bộ trưởng Bộ Xây dựng tại khoản 2 Điều 5 cho "
            "Ủy ban nhân dân cấp xã.",
            "Ủy ban nhân dân cấp xã", "cấp thẻ bến đò",
        ),
        (
            "Dự án ủy quyền cho Ủy ban nhân dân tỉnh quản lý là dự án bến nhỏ.",
            "Ủy ban nhân dân tỉnh", "quản lý",
        ),
        (
            "Ủy ban nhân dân cấp xã được phân cấp thẩm quyền quyết định thanh lý phao bờ.",
            "Ủy ban nhân dân cấp xã", "quyết định thanh lý phao bờ",
        ),
        (
            "Cục Bến thuyền là cơ quan được Chính phủ ủy quyền có trách nhiệm và thẩm quyền quản lý bến đò.",
            "Cục Bến thuyền", "quản lý bến đò",
        ),
        (
            "Các chức danh quy định tại khoản 1, khoản 2 Điều này có thể giao quyền cho cấp phó quyết định đóng bến.",
            "cấp phó", "quyết định đóng bến",
        ),
        (
            "Tham mưu cho Bộ trưởng Bộ Xây dựng trong việc ủy quyền cho Sở Xây dựng cấp thẻ bến đò.",
            "Sở Xây dựng", "cấp thẻ bến đò",
        ),
        (
            "Người quyết định trưng mua tổ chức cưỡng chế hoặc giao cho Chủ tịch Ủy ban nhân dân xã tổ chức cưỡng chế "
            "thi hành.",
            "Chủ tịch Ủy ban nhân dân xã", "tổ chức cưỡng chế thi hành",
        ),
        (
            "Đối với bến đò quốc gia, giao Cục Bến thuyền thẩm định giá đò.",
            "Cục Bến thuyền", "thẩm định giá đò",
        ),
        (
            "Thủ tướng Chính phủ giao Bộ trưởng Bộ Xây dựng - Chủ tịch Hội đồng Bến thuyền quyết định đóng bến.",
            "Bộ trưởng Bộ Xây dựng - Chủ tịch Hội đồng Bến thuyền", "quyết định đóng bến",
        ),
        (
            "Cơ quan kiểm tra bến đò là Cục Bến thuyền hoặc tổ chức đánh giá phao được Cục Bến thuyền ủy quyền.",
            "tổ chức đánh giá phao", "kiểm tra bến đò",
        ),
    ],
)  # fmt: skip
def test_what_describes_the_delegate_is_no_power(text: str, delegate: str, power: str) -> None:
    fact = only(text)
    assert (fact.delegate, fact.powers) == (delegate, (power,))


@pytest.mark.parametrize(
    ("text", "delegator", "power"),
    [
        (
            "Người được Bộ trưởng Bộ Xây dựng ủy quyền theo quy định của pháp luật phê duyệt giá đò.",
            "Bộ trưởng Bộ Xây dựng", "phê duyệt giá đò",
        ),
        (
            "Ủy ban nhân dân cấp tỉnh quyết định việc phân cấp hoặc ủy quyền thực hiện cấp thẻ bến đò.",
            "Ủy ban nhân dân cấp tỉnh", "thực hiện cấp thẻ bến đò",
        ),
        (
            "Ủy ban nhân dân cấp tỉnh quyết định việc ủy quyền thực hiện nhiệm vụ quy định tại khoản 1 Điều này theo "
            "quy định của pháp luật.",
            "Ủy ban nhân dân cấp tỉnh", "thực hiện nhiệm vụ quy định tại khoản 1 Điều này",
        ),
        (
            "Ủy ban nhân dân cấp tỉnh sau khi có ý kiến của Thường trực Hội đồng nhân dân cùng cấp, ban hành hoặc "
            "phân cấp thẩm quyền ban hành định mức phao.",
            "Ủy ban nhân dân cấp tỉnh", "ban hành định mức phao",
        ),
        (
            "Kiến nghị Bộ trưởng Bộ Xây dựng hoặc người được Bộ trưởng Bộ Xây dựng ủy quyền quyết định đóng bến.",
            "Bộ trưởng Bộ Xây dựng", "quyết định đóng bến",
        ),
        (
            "1. Bộ, cơ quan ngang bộ có nhiệm vụ:\na) Tổ chức hoặc phân cấp, ủy quyền việc xét thăng hạng lái đò.",
            "Bộ, cơ quan ngang bộ", "xét thăng hạng lái đò",
        ),
        (
            "1. Giám đốc Sở Du lịch có trách nhiệm:\na) Phân cấp hoặc ủy quyền quản lý thẻ bến đò;",
            "Giám đốc Sở Du lịch", "quản lý thẻ bến đò",
        ),
    ],
)  # fmt: skip
def test_it_may_be_open_who_gets_it(text: str, delegator: str, power: str) -> None:
    assert told(only(text)) == ("may_delegate", delegator, None, (power,))


@pytest.mark.parametrize(
    ("text", "delegator", "delegate"),
    [
        ("Thu hồi thẩm quyền cấp thẻ bến đò đã phân cấp cho Sở Du lịch.", None, "Sở Du lịch"),
        (
            "Ủy ban nhân dân tỉnh thu hồi thẩm quyền cấp thẻ bến đò đã phân cấp cho Sở Du lịch.",
            "Ủy ban nhân dân tỉnh", "Sở Du lịch",
        ),
        ("Chấm dứt hiệu lực việc ủy quyền cho Sở Du lịch cấp thẻ bến đò.", None, "Sở Du lịch"),
        (
            "Ủy quyền của Ủy ban nhân dân tỉnh cho Sở Du lịch cấp thẻ bến đò hết hiệu lực từ ngày 01/7/2025.",
            "Ủy ban nhân dân tỉnh", "Sở Du lịch",
        ),
    ],
)  # fmt: skip
def test_a_power_taken_back_is_withdrawn(text: str, delegator: str | None, delegate: str) -> None:
    assert told(only(text)) == ("withdrawn", delegator, delegate, ("cấp thẻ bến đò",))


def test_a_letter_that_assigned_may_have_ended() -> None:
    fact = only(
        "Văn bản số 411/BXD-BT ngày 04/6/2013 của Bộ Xây dựng về việc giao Cục Bến thuyền thẩm định giá đò hết "
        "hiệu lực."
    )
    assert told(fact) == ("withdrawn", "Bộ Xây dựng", "Cục Bến thuyền", ("thẩm định giá đò",))
    assert fact.instrument == "411/BXD-BT"


def test_a_ban_may_be_on_all_of_ones_powers() -> None:
    fact = only("Chánh án Tòa án nhân dân không được ủy quyền cho Thẩm phán thực hiện nhiệm vụ, quyền hạn của mình.")
    assert told(fact)[:3] == ("not_delegated", "Chánh án Tòa án nhân dân", "Thẩm phán")


def test_one_of_two_ways_is_allowed_not_done() -> None:
    text = "Việc niêm yết giá đò do Sở Xây dựng trực tiếp thực hiện hoặc ủy quyền cho Ủy ban nhân dân xã thực hiện."
    assert told(only(text))[:3] == ("may_delegate", "Sở Xây dựng", "Ủy ban nhân dân xã")


def test_what_is_made_for_somebody_is_not_given_to_them() -> None:
    fact = only("Bộ Xây dựng ban hành hoặc phân cấp thẩm quyền ban hành định mức phao cho các đơn vị thuộc Bộ.")
    assert fact.delegate is None


@pytest.mark.parametrize(
    ("behind", "powers"),
    [
        ("cấp, thay đổi, bổ sung thẻ đò", ("cấp, thay đổi, bổ sung thẻ đò",)),
        ("ban hành hoặc yêu cầu sửa đổi, bổ sung nội quy bến", ("ban hành hoặc yêu cầu sửa đổi, bổ sung nội quy bến",)),
        (
            "mở ngành đào tạo lái đò trình độ sơ cấp, trình độ trung cấp",
            ("mở ngành đào tạo lái đò trình độ sơ cấp, trình độ trung cấp",),
        ),
        (
            "quản lý thẻ đò thuộc lĩnh vực giáo dục và đào tạo của tỉnh",
            ("quản lý thẻ đò thuộc lĩnh vực giáo dục và đào tạo của tỉnh",),
        ),
        ("cấp thẻ đò theo mẫu số 01 ban hành kèm theo Thông tư này", ("cấp thẻ đò",)),
        ("phê duyệt giá đò hoặc báo cáo Thủ tướng Chính phủ quyết định", ("phê duyệt giá đò",)),
        ("quản lý bến đò: Sở Du lịch thu phí", ("quản lý bến đò",)),
        ("thu hồi thẻ đò, việc ủy quyền được lập thành văn bản", ("thu hồi thẻ đò",)),
        (
            "thực hiện các nhiệm vụ theo quy định tại khoản 2, 3 Điều 5 Nghị định này",
            ("thực hiện các nhiệm vụ theo quy định tại khoản 2, 3 Điều 5 Nghị định này",),
        ),
    ],
)
def test_where_a_power_ends_and_parts(behind: str, powers: tuple[str, ...]) -> None:
    assert only(f"Bộ Xây dựng ủy quyền cho Cục Bến thuyền {behind}.").powers == powers


@pytest.mark.parametrize(
    ("text", "delegator", "delegate"),
    [
        (
            "Người đứng đầu cơ quan có thẩm quyền quản lý cơ sở lái đò ủy quyền cho Sở Du lịch cấp thẻ đò.",
            "Người đứng đầu cơ quan có thẩm quyền quản lý cơ sở lái đò", "Sở Du lịch",
        ),
        (
            "Thống đốc ủy quyền Cục trưởng Cục Kho quỹ có văn bản xác nhận việc in thẻ đò.",
            "Thống đốc", "Cục trưởng Cục Kho quỹ",
        ),
        ("Bộ Xây dựng phân cấp cho Cục Bến thuyền (là bên A) ký hợp đồng phao.", "Bộ Xây dựng", "Cục Bến thuyền"),
        (
            "Bộ Xây dựng phân bổ phao bờ; đồng thời ủy quyền cho các Sở Xây dựng cấp thẻ đò.",
            "Bộ Xây dựng", "các Sở Xây dựng",
        ),
    ],
)  # fmt: skip
def test_names_are_whole_and_no_more(text: str, delegator: str, delegate: str) -> None:
    assert told(only(text))[1:3] == (delegator, delegate)


def test_where_somebody_sits_is_no_scope_and_places_told_by_name_are() -> None:
    seated = only("Bộ Xây dựng phân cấp cho Ủy ban nhân dân cấp xã cấp thẻ cho lái đò cư trú tại địa phương.")
    assert (seated.scope, seated.powers) == (None, ("cấp thẻ cho lái đò cư trú tại địa phương",))
    text = "Thẩm quyền cấp thẻ đò được phân cấp cho Ủy ban nhân dân các tỉnh, gồm: An Lạc, Bình Sơn và Cát Hà."
    assert only(text).scope == "An Lạc, Bình Sơn và Cát Hà"


def test_who_stands_below_cannot_delegate_for_those_above() -> None:
    text = "Thủ tướng Chính phủ ủy quyền cho Bộ trưởng Bộ Xây dựng cấp thẻ đò."
    [circular] = find_delegations(text, Context(number="15/2021/TT-BXD"))
    [own] = find_delegations(text, Context(number="15/2021/QĐ-TTg"))
    assert (circular.instrument, own.instrument) == (None, "15/2021/QĐ-TTg")


def test_things_delegated_elsewhere_are_not_delegated_here() -> None:
    assert only("Các bến đò được ủy quyền cho Sở Du lịch quản lý thì thu phí.").instrument is None
    assert only("Việc cấp thẻ đò được ủy quyền cho Sở Du lịch.").instrument == DECISION.number


def test_what_was_done_is_delegated_whoever_did_it() -> None:
    assert only("Các bộ đã ủy quyền cho Ban Quản lý khu bến cấp giấy phép phà.").stance == "delegated"


def test_an_item_may_name_whose_the_power_is() -> None:
    first, second = find_delegations(
        "1. Phân cấp thẩm quyền cấp thẻ như sau:\n"
        "a) Việc cấp thẻ lái đò quy định tại Điều 5 thuộc thẩm quyền của Ủy ban nhân dân cấp xã;\n"
        "b) Thẩm quyền gia hạn thẻ lái đò do Sở Du lịch thực hiện.",
        DECISION,
    )
    assert (first.delegate, first.powers) == ("Ủy ban nhân dân cấp xã", ("cấp thẻ lái đò",))
    assert (second.delegate, second.powers) == ("Sở Du lịch", ("gia hạn thẻ lái đò",))


def test_an_item_under_two_headings_is_told_once() -> None:
    lead = "Phân cấp thẩm quyền cấp thẻ như sau"
    assert len(find_delegations(f"1. {lead}:\na) Sở Du lịch cấp thẻ lái đò.", DECISION, heading=lead)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Cục trưởng Cục Bến thuyền quản lý bến đò; được Bộ trưởng Bộ Xây dựng phân cấp quyết định các nội dung sau:\n"
        "1. Cấp thẻ lái đò;\n2. Thu hồi thẻ lái đò.",
        "Cục trưởng Cục Bến thuyền được Bộ trưởng Bộ Xây dựng ủy quyền thực hiện các nhiệm vụ sau:\n"
        "a) Cấp thẻ lái đò;\nb) Thu hồi thẻ lái đò.",
        "Cục trưởng Cục Bến thuyền thực hiện các nhiệm vụ do Bộ trưởng Bộ Xây dựng ủy quyền gồm: cấp thẻ lái đò; "
        "thu hồi thẻ lái đò.",
    ],
)
def test_a_passive_may_lead_in_a_list(text: str) -> None:
    fact = only(text)
    assert told(fact)[1:3] == ("Bộ trưởng Bộ Xây dựng", "Cục trưởng Cục Bến thuyền")
    assert [power.lower() for power in fact.powers] == ["cấp thẻ lái đò", "thu hồi thẻ lái đò"]


def test_the_title_of_a_numbered_decision_needs_no_delegate() -> None:
    fact = only(f"Căn cứ {TITLE} về việc phân cấp quản lý bến đò;")
    assert told(fact) == ("delegated", "Ủy ban nhân dân tỉnh An Lạc", None, ("quản lý bến đò",))
    assert fact.instrument == "15/2020/QĐ-UBND"


@pytest.mark.parametrize(
    "text",
    [
        "Thực hiện theo quy định của Bộ Xây dựng về phân cấp quản lý bến đò.",
        f"Căn cứ {TITLE} quy định về phân cấp trong lĩnh vực bến đò;",
        f"Căn cứ {TITLE} về phân cấp quản lý cán bộ;",
        f"Sửa đổi Điều 3 {TITLE} về phân cấp quản lý bến đò.",
        "Thẩm quyền cấp thẻ đò được thực hiện theo phân cấp của Bộ Xây dựng và các quy định sau đây.",
        "Điều tra viên trình Thủ trưởng, Phó Thủ trưởng Cơ quan điều tra (khi được Thủ trưởng ủy quyền) ký thông báo.",
        "Phó Chủ tịch Hội đồng điều hành phiên họp khi được Chủ tịch Hội đồng ủy quyền.",
        "Cục trưởng Cục Bến thuyền ủy quyền cho Phó Cục trưởng thực hiện nhiệm vụ quản lý kho thẻ.",
        "Các bộ được Chính phủ giao quản lý phao bờ gửi báo cáo.",
        "Trách nhiệm của thành viên:\n1. Ủy quyền cho Ngân hàng Nhà nước trích tiền qua bến.",
        "1. Nội dung của quy chế:\na) Phân cấp quản lý thẻ bến đò;",
        "Giao Tòa án nhân dân tối cao thông qua tổng kết việc áp dụng luật.",
        "Thông báo cho ngân hàng về việc chấm dứt ủy quyền cho Sở Du lịch thu phí qua bến.",
        "Trong trường hợp từ chối, giao Vụ Tổ chức cán bộ có văn bản nêu rõ lý do.",
        "1. Ủy ban nhân dân xã có nhiệm vụ:\na) Thực hiện nhiệm vụ quản lý nhà nước về đò theo phân cấp của Chính phủ.",
        "Cấp có thẩm quyền quyết định hoặc phân cấp thẩm quyền quyết định mua phao.",
        "Bến đò được cấp có thẩm quyền giao cho đơn vị vận tải thực hiện tiếp nhận.",
        "Kinh phí trong phạm vi dự toán đã được Bộ trưởng Bộ Xây dựng giao Sở Du lịch xét mua phao.",
        "Các bộ giao đơn vị làm đầu mối quản lý thẻ đò.",
        "Trách nhiệm của cơ quan bến do Bộ Xây dựng ủy quyền:\n1. Cấp thẻ đò.\n2. Gia hạn thẻ đò.",
        "Trường hợp quy chế của Bộ Xây dựng đã quy định việc ủy quyền cho Cục trưởng cấp thẻ đò thì thực hiện theo đó.",
        "Chủ tịch Hội đồng thi là Vụ trưởng được Bộ trưởng Bộ Xây dựng ủy quyền.",
        "Trường hợp phân cấp cho Cục trưởng quyết định đóng bến, Bộ Xây dựng hướng dẫn trình tự.",
    ],
)
def test_what_only_looks_like_it(text: str) -> None:
    assert find_delegations(text, DECISION) == []
