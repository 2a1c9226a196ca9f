"""Delegations told in passing: of two bodies, in lists of duties, of a thing named before, by the paper signed."""

from __future__ import annotations

import pytest

from kb.citations import Context
from kb.delegations import Delegation, find_delegations

DECREE = Context(type="nghi-dinh", number="15/2022/NĐ-CP")


def told(fact: Delegation) -> tuple[str, str | None, str | None, str]:
    """Stance, parties and the first power."""
    return fact.stance, fact.delegator, fact.delegate, fact.powers[0]


def only(text: str) -> tuple[str, str | None, str | None, str]:
    """The one fact of a text."""
    [fact] = find_delegations(text, DECREE)
    return told(fact)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Bộ Y tế hoặc cơ quan quản lý dược khu vực được Bộ Y tế ủy quyền có trách nhiệm kiểm tra chợ thuốc.",
            ("may_delegate", "Bộ Y tế", "cơ quan quản lý dược khu vực", "kiểm tra chợ thuốc"),
        ),
        (
            "Ủy ban nhân dân cấp tỉnh hoặc Sở Y tế được Ủy ban nhân dân cấp tỉnh nơi phòng khám đặt trụ sở ủy quyền "
            "(sau đây gọi chung là cơ quan cấp phép) cấp, thu hồi giấy phép bến.",
            (
                "may_delegate",
                "Ủy ban nhân dân cấp tỉnh nơi phòng khám đặt trụ sở",
                "Sở Y tế",
                "cấp, thu hồi giấy phép bến",
            ),
        ),
        (
            "Cục Kiểm lâm hoặc Chi cục Kiểm lâm được Cục Kiểm lâm nơi có rừng phân cấp chấp thuận việc mở đường đò.",
            ("may_delegate", "Cục Kiểm lâm nơi có rừng", "Chi cục Kiểm lâm", "chấp thuận việc mở đường đò"),
        ),
        (
            "Cục Bến cảng hoặc Cảng vụ An Lạc theo phân cấp của Cục Bến cảng (sau đây gọi là cơ quan đăng ký) đăng ký "
            "tàu đò.",
            ("may_delegate", "Cục Bến cảng", "Cảng vụ An Lạc", "đăng ký tàu đò"),
        ),
        (
            "Hội đồng xét bến do Bộ trưởng Bộ Y tế hoặc ủy quyền Cục trưởng Cục Quản lý dược thành lập.",
            ("may_delegate", "Bộ trưởng Bộ Y tế", "Cục trưởng Cục Quản lý dược", "thành lập"),
        ),
        (
            "Danh mục thuốc do Thủ tướng Chính phủ phê duyệt hoặc do Bộ trưởng Bộ Y tế phê duyệt theo ủy quyền của Thủ "
            "tướng Chính phủ.",
            ("delegated", "Thủ tướng Chính phủ", "Bộ trưởng Bộ Y tế", "phê duyệt"),
        ),
        (
            "Hồ sơ gồm quyết định công nhận bến đò của Chủ tịch Ủy ban nhân dân cấp tỉnh hoặc cơ quan được Ủy ban nhân "
            "dân cấp tỉnh ủy quyền.",
            ("may_delegate", "Ủy ban nhân dân cấp tỉnh", None, "công nhận bến đò"),
        ),
        (
            "Văn bản chấp thuận nâng cấp chợ của Bộ Công Thương hoặc Sở Công Thương được Bộ Công Thương ủy quyền.",
            ("may_delegate", "Bộ Công Thương", "Sở Công Thương", "chấp thuận nâng cấp chợ"),
        ),
        (
            "Bộ Tài chính hoặc tổ chức được Bộ Tài chính ủy quyền lưu giữ hồ sơ thế chấp tàu đò.",
            ("may_delegate", "Bộ Tài chính", None, "lưu giữ hồ sơ thế chấp tàu đò"),
        ),
        (
            "Cơ quan, người có thẩm quyền theo phân cấp của Hội đồng nhân dân cấp tỉnh quyết định thu hồi bến đò.",
            ("may_delegate", "Hội đồng nhân dân cấp tỉnh", None, "quyết định thu hồi bến đò"),
        ),
        (
            "Ban chỉ đạo xét bến do Thủ tướng Chính phủ hoặc ủy quyền Bộ trưởng Bộ chủ trì thành lập gồm đại diện "
            "các sở.",
            ("may_delegate", "Thủ tướng Chính phủ", "Bộ trưởng Bộ chủ trì", "thành lập"),
        ),
    ],
)
def test_of_two_bodies_one_may_be_empowered(text: str, expected: tuple[object, ...]) -> None:
    assert only(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "7. Kho bạc Nhà nước khu vực\na) Thực hiện kiểm tra quỹ đò khi được Tổng Giám đốc Kho bạc Nhà nước "
            "ủy quyền.",
            (
                "may_delegate",
                "Tổng Giám đốc Kho bạc Nhà nước",
                "Kho bạc Nhà nước khu vực",
                "Thực hiện kiểm tra quỹ đò",
            ),
        ),
        (
            "2. Chi cục Thú y vùng\na) Kiểm dịch vật nuôi theo ủy quyền của Cục trưởng Cục Thú y;\nb) Lập báo cáo.",
            ("delegated", "Cục trưởng Cục Thú y", "Chi cục Thú y vùng", "Kiểm dịch vật nuôi"),
        ),
        (
            "5. Sở Y tế nơi bệnh viện đặt trụ sở\na) Cấp thẻ bến theo ủy quyền của Bộ trưởng Bộ Y tế.",
            ("delegated", "Bộ trưởng Bộ Y tế", "Sở Y tế nơi bệnh viện đặt trụ sở", "Cấp thẻ bến"),
        ),
        (
            "1. Kiểm dịch vật nuôi xuất khẩu khi được Cục Thú y ủy quyền.",
            ("may_delegate", "Cục Thú y", None, "Kiểm dịch vật nuôi xuất khẩu"),
        ),
        (
            "a) Cấp thẻ cho các tổ chức có trụ sở tại An Lạc khi được Bộ trưởng Bộ Y tế ủy quyền.",
            ("may_delegate", "Bộ trưởng Bộ Y tế", None, "Cấp thẻ cho các tổ chức có trụ sở tại An Lạc"),
        ),
        (
            "a) Cục Quản lý dược:\n- Kiểm tra bến;\n- Là cơ quan duy nhất được Bộ trưởng Bộ Y tế ủy quyền công bố danh "
            "mục thuốc.",
            ("delegated", "Bộ trưởng Bộ Y tế", "Cục Quản lý dược", "công bố danh mục thuốc"),
        ),
        (
            "b) Cục Bến cảng:\n- Là đơn vị đầu mối được Bộ trưởng Bộ Xây dựng phân cấp cấp chứng chỉ lái đò.",
            ("delegated", "Bộ trưởng Bộ Xây dựng", "Cục Bến cảng", "cấp chứng chỉ lái đò"),
        ),
        (
            "8. Phê duyệt hoặc ủy quyền cho Thủ trưởng Tổ chức chủ trì Dự án KH&CN phê duyệt kế hoạch mua đò.",
            ("may_delegate", None, "Thủ trưởng Tổ chức chủ trì Dự án KH&CN", "phê duyệt kế hoạch mua đò"),
        ),
        (
            "Điều 2. Giao Bộ trưởng Bộ Y tế: (i) Thừa ủy quyền Thủ tướng Chính phủ, thay mặt Chính phủ ký Tờ trình về "
            "bến đò.",
            ("delegated", "Thủ tướng Chính phủ", "Bộ trưởng Bộ Y tế", "ký Tờ trình về bến đò"),
        ),
        (
            "2. Chi cục Thủy sản\na) Kiểm tra bến cá; cấp thẻ bến cá khi được Tổng cục Thủy sản ủy quyền.",
            ("may_delegate", "Tổng cục Thủy sản", "Chi cục Thủy sản", "cấp thẻ bến cá"),
        ),
        (
            "Ủy ban nhân dân cấp tỉnh có trách nhiệm:\na) Phê duyệt hoặc ủy quyền cho Tổ chức quản lý khu công nghệ "
            "thông tin phê duyệt các dự án mở bến.",
            (
                "may_delegate",
                "Ủy ban nhân dân cấp tỉnh",
                "Tổ chức quản lý khu công nghệ thông tin",
                "phê duyệt các dự án mở bến",
            ),
        ),
        (
            "Sở Y tế:\na) Được phép phân cấp hoặc ủy quyền cho Bộ phận Một cửa thẩm định hồ sơ mở bến;",
            ("may_delegate", "Sở Y tế", "Bộ phận Một cửa", "thẩm định hồ sơ mở bến"),
        ),
    ],
)
def test_an_item_of_duties_tells_it_of_whose_they_are(text: str, expected: tuple[object, ...]) -> None:
    assert only(text) == expected


@pytest.mark.parametrize(
    ("text", "expected", "scope"),
    [
        (
            "Sở Y tế kiểm tra tuyến phòng bệnh được Bộ Y tế ủy quyền quản lý.",
            ("delegated", "Bộ Y tế", "Sở Y tế", "quản lý"),
            "tuyến phòng bệnh",
        ),
        (
            "Kinh phí cho Sở Xây dựng đối với tuyến đường sông được Bộ Xây dựng phân cấp quản lý, bảo trì.",
            ("delegated", "Bộ Xây dựng", "Sở Xây dựng", "quản lý, bảo trì"),
            "tuyến đường sông",
        ),
        (
            "3. Mức chi cho hội nghị bến đò giao Giám đốc Sở Tài chính quyết định.",
            ("delegated", None, "Giám đốc Sở Tài chính", "quyết định"),
            "Mức chi cho hội nghị bến đò",
        ),
        (
            "Chế độ bồi dưỡng đối với người lái đò giao Bộ trưởng Bộ Xây dựng xem xét, quyết định.",
            ("delegated", None, "Bộ trưởng Bộ Xây dựng", "xem xét, quyết định"),
            "Chế độ bồi dưỡng đối với người lái đò",
        ),
        (
            "Mạng bến đò do Nhà nước giao cho Cục Bến cảng Việt Nam xây dựng, quản lý, khai thác.",
            ("delegated", "Nhà nước", "Cục Bến cảng Việt Nam", "xây dựng, quản lý, khai thác"),
            "Mạng bến đò",
        ),
        (
            "Đối với các bến đò nhỏ, Bộ trưởng Bộ Xây dựng quyết định hoặc phân cấp cho Cục trưởng Cục Bến cảng "
            "quyết định.",
            ("may_delegate", "Bộ trưởng Bộ Xây dựng", "Cục trưởng Cục Bến cảng", "quyết định"),
            "các bến đò nhỏ",
        ),
    ],
)
def test_the_thing_may_stand_before(text: str, expected: tuple[object, ...], scope: str) -> None:
    [fact] = find_delegations(text, DECREE)
    assert (told(fact), fact.scope) == (expected, scope)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Nhà nước ủy quyền cho cơ quan quản lý chuyên ngành về thủy lợi thu phí bến đò.",
            ("delegated", "Nhà nước", "cơ quan quản lý chuyên ngành về thủy lợi", "thu phí bến đò"),
        ),
        (
            "Nhà nước ủy quyền cho cơ quan được giao quản lý bến thu phí qua đò.",
            ("delegated", "Nhà nước", "cơ quan được giao quản lý bến", "thu phí qua đò"),
        ),
        (
            "Ủy ban nhân dân cấp trên có thể ủy quyền cho Ủy ban nhân dân cấp dưới một cấp xét duyệt danh hiệu bến đò.",
            (
                "may_delegate",
                "Ủy ban nhân dân cấp trên",
                "Ủy ban nhân dân cấp dưới một cấp",
                "xét duyệt danh hiệu bến đò",
            ),
        ),
        (
            "Giám đốc Sở Y tế ủy quyền cho Giám đốc Trung tâm y tế (cấp tỉnh hoặc cấp huyện) trên địa bàn cấp giấy "
            "khám.",
            (
                "may_delegate",
                "Giám đốc Sở Y tế",
                "Giám đốc Trung tâm y tế (cấp tỉnh hoặc cấp huyện) trên địa bàn",
                "cấp giấy khám",
            ),
        ),
        (
            "Bộ Y tế được quyền giao nhiệm vụ hoặc phân cấp cho các cơ quan, đơn vị thuộc, trực thuộc, các cơ sở giáo "
            "dục đại học tuyển chọn bác sĩ.",
            (
                "may_delegate",
                "Bộ Y tế",
                "các cơ quan, đơn vị thuộc, trực thuộc, các cơ sở giáo dục đại học",
                "tuyển chọn bác sĩ",
            ),
        ),
        (
            "Giám đốc Cảng vụ có thể ủy quyền cho cấp phó hoặc trưởng, phó đại diện Cảng vụ quyết định bắt giữ tàu đò.",
            (
                "may_delegate",
                "Giám đốc Cảng vụ",
                "cấp phó hoặc trưởng, phó đại diện Cảng vụ",
                "quyết định bắt giữ tàu đò",
            ),
        ),
        (
            "Người quyết định mua bến tổ chức thu tiền hoặc giao cho Chủ tịch Ủy ban nhân dân cấp xã nơi có bến thu "
            "tiền thuê bến.",
            (
                "may_delegate",
                "Người quyết định mua bến",
                "Chủ tịch Ủy ban nhân dân cấp xã nơi có bến",
                "thu tiền thuê bến",
            ),
        ),
        (
            "Sở Xây dựng trình Ủy ban nhân dân tỉnh An Lạc phân cấp cho Ủy ban nhân dân phường (sau đây gọi là cấp xã) "
            "thỏa thuận xây dựng bến.",
            (
                "may_delegate",
                "Ủy ban nhân dân tỉnh An Lạc",
                "Ủy ban nhân dân phường",
                "thỏa thuận xây dựng bến",
            ),
        ),
        (
            "Ủy ban nhân dân tỉnh An Lạc phân cấp việc cấp giấy phép bến đò cho cấp xã.",
            ("delegated", "Ủy ban nhân dân tỉnh An Lạc", "cấp xã", "cấp giấy phép bến đò"),
        ),
        (
            "Tổng cục Thủy sản thống nhất quản lý hệ thống bến cá, quản trị hệ thống và phân cấp cho địa phương "
            "khai thác dữ liệu bến cá.",
            ("delegated", "Tổng cục Thủy sản", "địa phương", "khai thác dữ liệu bến cá"),
        ),
        (
            "Bộ trưởng Bộ Y tế quy định việc phân cấp cho Cục Quản lý dược cấp phép chợ thuốc.",
            ("may_delegate", "Bộ trưởng Bộ Y tế", "Cục Quản lý dược", "cấp phép chợ thuốc"),
        ),
        (
            "Bộ trưởng Bộ Y tế giao Cục Quản lý dược thực hiện các thủ tục đăng ký chợ thuốc.",
            ("delegated", "Bộ trưởng Bộ Y tế", "Cục Quản lý dược", "thực hiện các thủ tục đăng ký chợ thuốc"),
        ),
        (
            "Về việc bãi bỏ quyết đinh số 37/2013/QĐ-UBND ngày 19/11/2013 của UBND tỉnh về việc phân cấp trong quản lý "
            "bến đò.",
            ("withdrawn", "UBND tỉnh", None, "quản lý bến đò"),
        ),
    ],
)
def test_who_gives_and_who_gets_are_named_in_full(text: str, expected: tuple[object, ...]) -> None:
    assert only(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Diện tích rừng ven sông được Nhà nước giao cho Ban quản lý rừng An Lạc quản lý.",
        "Tài sản công do Nhà nước giao cho Sở Tài chính quản lý, khai thác.",
        "Quyết định xuất bản phải có chữ ký của lãnh đạo nhà xuất bản hoặc người được lãnh đạo nhà xuất bản ủy quyền.",
        "Cục Bến cảng:\na) Cấp thẻ bến và thực hiện các nhiệm vụ khác khi được Bộ trưởng Bộ Xây dựng ủy quyền.",
        "Bộ Y tế đã có văn bản đề nghị Bộ Tài chính ủy quyền cho Sở Tài chính chi trả tiền đò.",
        "Việc phân quyền khai thác dữ liệu bến đò cho các cơ quan do Giám đốc Sở Tài chính quyết định.",
        "Bộ trưởng, Thủ trưởng cơ quan ngang bộ được phân cấp phê duyệt kế hoạch mua đò cho người đứng đầu cơ sở y tế.",
        "1. Thực hiện hợp tác quốc tế theo phân cấp của Bộ trưởng Bộ Y tế.",
        "Giao nhiệm vụ cho đơn vị trực thuộc có chức năng hỗ trợ định giá bến đò.",
        "Phần việc giao cho cấp dưới thực hiện; mức hỗ trợ theo dự toán được cấp có thẩm quyền giao.",
    ],
)
def test_things_and_set_phrases_are_none(text: str) -> None:
    assert find_delegations(text, DECREE) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Thẩm quyền chấp thuận mở bến đò của Thủ tướng Chính phủ được phân cấp cho Ủy ban nhân dân cấp tỉnh.",
            ("delegated", None, "Ủy ban nhân dân cấp tỉnh", "chấp thuận mở bến đò"),
        ),
        (
            "Việc cấp thẻ bến của Bộ Xây dựng được ủy quyền cho Sở Xây dựng thực hiện.",
            ("delegated", None, "Sở Xây dựng", "cấp thẻ bến"),
        ),
        (
            "Kể từ ngày 01/7/2025, thẩm quyền cấp giấy phép lái đò được chuyển giao và phân cấp cho Công an cấp tỉnh.",
            ("delegated", None, "Công an cấp tỉnh", "cấp giấy phép lái đò"),
        ),
        (
            "Quy định thủ tục quyết định chuyển bến đò thuộc thẩm quyền của Thủ tướng Chính phủ ủy quyền cho Hội đồng "
            "nhân dân tỉnh An Lạc.",
            ("delegated", "Thủ tướng Chính phủ", "Hội đồng nhân dân tỉnh An Lạc", "quyết định chuyển bến đò"),
        ),
        (
            "UBND tỉnh An Lạc đã thu hồi quyền cấp phép bến đò đã ủy quyền cho UBND thành phố Bến Lở.",
            ("withdrawn", "UBND tỉnh An Lạc", "UBND thành phố Bến Lở", "cấp phép bến đò"),
        ),
        (
            "Hồ sơ nộp tại Sở Y tế hoặc Chi cục An toàn thực phẩm (nếu được Sở Y tế ủy quyền tiếp nhận hồ sơ chợ).",
            ("may_delegate", "Sở Y tế", "Chi cục An toàn thực phẩm", "tiếp nhận hồ sơ chợ"),
        ),
        (
            "Ủy quyền cho: Giám đốc Sở Nội vụ quyết định nâng lương người lái đò.",
            ("delegated", None, "Giám đốc Sở Nội vụ", "quyết định nâng lương người lái đò"),
        ),
        (
            "Thủ tướng Chính phủ đồng ý ủy quyền Chủ tịch UBND TP.HCM phê duyệt quy hoạch bến đò.",
            ("delegated", "Thủ tướng Chính phủ", "Chủ tịch UBND TP.HCM", "phê duyệt quy hoạch bến đò"),
        ),
        (
            "UBND TP.HCM vừa ban hành quyết định ủy quyền cho Sở Xây dựng cấp giấy phép mở bến.",
            ("delegated", "UBND TP.HCM", "Sở Xây dựng", "cấp giấy phép mở bến"),
        ),
        (
            "Giao Sở Xây dựng phê duyệt bản vẽ bến theo ủy quyền của UBND tỉnh An Lạc.",
            ("delegated", "UBND tỉnh An Lạc", "Sở Xây dựng", "phê duyệt bản vẽ bến"),
        ),
        (
            "Bộ trưởng Bộ Xây dựng phân cấp cho đơn vị trực thuộc Bộ thực hiện một số nội dung quản lý quy định tại "
            "khoản 1 Điều này.",
            (
                "delegated",
                "Bộ trưởng Bộ Xây dựng",
                "đơn vị trực thuộc Bộ",
                "thực hiện một số nội dung quản lý quy định tại khoản 1 Điều này",
            ),
        ),
        (
            "Việc phân cấp thẩm quyền cấp giấy phép bến đò cho Ủy ban nhân dân cấp xã do Ủy ban nhân dân cấp "
            "tỉnh quyết định.",
            ("may_delegate", "Ủy ban nhân dân cấp tỉnh", "Ủy ban nhân dân cấp xã", "cấp giấy phép bến đò"),
        ),
        (
            "Công an cấp xã được phân cấp đăng ký xe đò trên địa bàn.",
            ("delegated", None, "Công an cấp xã", "đăng ký xe đò"),
        ),
        (
            "Bộ Nội vụ đã có văn bản ủy quyền cho UBND tỉnh An Lạc tổ chức thi nâng ngạch.",
            ("delegated", "Bộ Nội vụ", "UBND tỉnh An Lạc", "tổ chức thi nâng ngạch"),
        ),
        (
            "Bộ Giáo dục và Đào tạo ủy quyền cho các đại học quốc gia, đại học vùng cấp bằng lái đò.",
            ("delegated", "Bộ Giáo dục và Đào tạo", "các đại học quốc gia, đại học vùng", "cấp bằng lái đò"),
        ),
        (
            "Quyết định số 11/2020/QĐ-UBND ủy quyền cho Sở Công Thương cấp phép bến đã hết hiệu lực từ "
            "ngày 01/01/2023.",
            ("withdrawn", None, "Sở Công Thương", "cấp phép bến"),
        ),
    ],
)
def test_decisions_and_the_press_say_it_their_own_way(text: str, expected: tuple[object, ...]) -> None:
    assert only(text) == expected
