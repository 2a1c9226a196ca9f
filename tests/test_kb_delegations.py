"""Statements of delegation: who, to whom, what, by which instrument; done, allowed, denied or over."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest

from kb.citations import Context
from kb.delegations import KIND_LABELS, STANCE_LABELS, Delegation, find_delegations

DECISION = Context(type="quyet-dinh", number="77/2024/QĐ-UBND", issued=date(2024, 5, 6))


def only(text: str, context: Context | None = DECISION) -> Delegation:
    """The one fact of a text, whose evidence must be part of it."""
    [fact] = find_delegations(text, context)
    assert text[fact.evidence_start : fact.evidence_end].strip()
    return fact


def who(fact: Delegation) -> tuple[str, str | None, str | None]:
    """Stance and parties."""
    return fact.stance, fact.delegator, fact.delegate


@pytest.mark.parametrize(
    ("text", "delegator", "delegate", "power"),
    [
        (
            "Ủy ban nhân dân tỉnh ủy quyền cho Giám đốc Sở Công Thương cấp giấy phép bán buôn rượu.",
            "Ủy ban nhân dân tỉnh", "Giám đốc Sở Công Thương", "cấp giấy phép bán buôn rượu",
        ),
        (
            "Bộ trưởng Bộ Y tế phân cấp Cục Quản lý Dược thẩm định hồ sơ đăng ký thuốc theo quy định tại Thông tư này.",
            "Bộ trưởng Bộ Y tế", "Cục Quản lý Dược", "thẩm định hồ sơ đăng ký thuốc",
        ),
        (
            "Ủy quyền cho Ban Quản lý Khu kinh tế tỉnh tiếp nhận và giải quyết hồ sơ đăng ký nội quy lao động.",
            None, "Ban Quản lý Khu kinh tế tỉnh", "tiếp nhận và giải quyết hồ sơ đăng ký nội quy lao động",
        ),
        (
            "Ủy ban nhân dân thành phố phân cấp thẩm quyền phê duyệt giá dịch vụ đò ngang cho Ủy ban nhân dân cấp xã.",
            "Ủy ban nhân dân thành phố", "Ủy ban nhân dân cấp xã", "phê duyệt giá dịch vụ đò ngang",
        ),
        (
            "Bộ trưởng Bộ Xây dựng thừa ủy quyền Thủ tướng Chính phủ ký Tờ trình về dự án Luật Bến thuyền.",
            "Thủ tướng Chính phủ", "Bộ trưởng Bộ Xây dựng", "ký Tờ trình về dự án Luật Bến thuyền",
        ),
        (
            "Giám đốc Sở Tư pháp quyết định cử trợ giúp viên theo ủy quyền của Chủ tịch Ủy ban nhân dân tỉnh.",
            "Chủ tịch Ủy ban nhân dân tỉnh", "Giám đốc Sở Tư pháp", "quyết định cử trợ giúp viên",
        ),
        (
            "Thẩm quyền cấp thẻ hướng dẫn viên đò được phân cấp cho Sở Du lịch.",
            None, "Sở Du lịch", "cấp thẻ hướng dẫn viên đò",
        ),
        (
            "Các bến đò đã được Ủy ban nhân dân tỉnh giao Sở Xây dựng quản lý.",
            "Ủy ban nhân dân tỉnh", "Sở Xây dựng", "quản lý",
        ),
        (
            "Chính phủ giao Bộ trưởng Bộ Quốc phòng quyết định danh mục đảo được khai thác.",
            "Chính phủ", "Bộ trưởng Bộ Quốc phòng", "quyết định danh mục đảo được khai thác",
        ),
        (
            "Sở Xây dựng được Ủy ban nhân dân tỉnh giao quản lý các tuyến đường tỉnh.",
            "Ủy ban nhân dân tỉnh", "Sở Xây dựng", "quản lý các tuyến đường tỉnh",
        ),
        (
            "UBND tỉnh đã ủy quyền cho Ban Quản lý các KCN tỉnh cấp giấy phép lao động.",
            "UBND tỉnh", "Ban Quản lý các KCN tỉnh", "cấp giấy phép lao động",
        ),
    ],
)  # fmt: skip
def test_what_is_delegated(text: str, delegator: str | None, delegate: str, power: str) -> None:
    fact = only(text)
    assert who(fact) == ("delegated", delegator, delegate)
    assert fact.powers[0] == power


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Ủy ban nhân dân tỉnh có thể ủy quyền cho Sở Nội vụ cấp giấy phép lao động.", "may_delegate"),
        (
            "Bộ trưởng Bộ Tài chính quyết định hoặc ủy quyền cho Cục trưởng Cục Thuế quyết định hoàn thuế.",
            "may_delegate",
        ),
        ("Ủy ban nhân dân cấp tỉnh ủy quyền cho Ban quản lý khu công nghiệp cấp giấy phép lao động.", "may_delegate"),
        ("Căn cứ tình hình thực tế, Bộ Y tế phân cấp cho Sở Y tế cấp chứng chỉ hành nghề.", "may_delegate"),
        ("Sở Y tế hoặc cơ quan được Sở Y tế ủy quyền cấp giấy xác nhận sức khỏe.", "may_delegate"),
        ("Trường hợp Sở Nội vụ được Ủy ban nhân dân tỉnh ủy quyền cấp thẻ thì thu lệ phí.", "may_delegate"),
        ("Chủ tịch Ủy ban nhân dân tỉnh được ủy quyền cho Giám đốc sở ký quyết định cử cán bộ.", "may_delegate"),
        ("Cảng vụ hàng hải chưa được phân cấp cấp giấy phép rời cảng.", "not_delegated"),
        ("Bộ Công an không được ủy quyền cho Công an cấp xã cấp hộ chiếu.", "not_delegated"),
        (
            "Người có thẩm quyền quyết định trưng mua không được phân cấp thẩm quyền quyết định trưng mua.",
            "not_delegated",
        ),
        ("UBND tỉnh chưa ủy quyền cho Ban Quản lý các KCN cấp giấy phép môi trường.", "not_delegated"),
        ("Việc cấp thẻ hành nghề chưa được phân cấp cho Sở Du lịch.", "not_delegated"),
        ("Chấm dứt việc ủy quyền cho Sở Công Thương cấp giấy phép bán buôn rượu.", "withdrawn"),
        ("Bãi bỏ nội dung ủy quyền cho Sở Y tế cấp chứng chỉ hành nghề.", "withdrawn"),
        ("Sở Tài chính không tiếp tục được ủy quyền thẩm định giá đất.", "withdrawn"),
        ("Ban Quản lý khu kinh tế thôi được ủy quyền cấp giấy phép xây dựng.", "withdrawn"),
        ("Ban Quản lý khu kinh tế ngừng được phân cấp quản lý bến đò.", "withdrawn"),
        ("Thu hồi ủy quyền của Ủy ban nhân dân tỉnh cho Sở Xây dựng về cấp giấy phép mở bến.", "withdrawn"),
        ("Ủy ban nhân dân tỉnh thu hồi việc ủy quyền cho Sở Xây dựng cấp giấy phép mở bến.", "withdrawn"),
        ("Ủy ban nhân dân tỉnh ủy quyền cho Sở Xây dựng thu hồi giấy phép mở bến.", "delegated"),
    ],
)
def test_the_stance_follows_the_words(text: str, stance: str) -> None:
    assert only(text).stance == stance


@pytest.mark.parametrize(
    "text",
    [
        "Ủy ban nhân dân tỉnh cấp giấy phép xây dựng đối với công trình cấp I.",
        "Bên A ủy quyền cho bên B nộp hồ sơ và nhận kết quả.",
        "Người lao động ủy quyền cho một người trong nhóm giao kết hợp đồng lao động.",
        "Công ty mẹ ủy quyền cho chi nhánh ký hợp đồng mua bán.",
        "Đẩy mạnh phân cấp, phân quyền cho địa phương.",
        "Việc ủy quyền phải được lập thành văn bản và nêu rõ thời hạn.",
        "Cơ quan được ủy quyền không được ủy quyền lại cho cơ quan khác thực hiện.",
        "Thực hiện các nhiệm vụ khác theo phân công, phân cấp hoặc ủy quyền của Ủy ban nhân dân tỉnh.",
        "Giao Bộ Tài chính hướng dẫn thi hành Nghị định này.",
        "Giao Sở Nội vụ chủ trì, phối hợp với các cơ quan liên quan triển khai thực hiện.",
        "Diện tích rừng Nhà nước giao cho ban quản lý rừng đặc dụng.",
        "Cấp trưởng ủy quyền cho một cấp phó thực hiện nhiệm vụ, quyền hạn của cấp trưởng.",
        "Chủ sở hữu được giao quyền sử dụng kết quả nghiên cứu.",
        "Kinh phí được bố trí theo phân cấp ngân sách nhà nước hiện hành.",
        "Chủ tịch Hội đồng ủy quyền cho Phó Chủ tịch chủ trì phiên họp.",
        "TUQ. CHỦ TỊCH\nGIÁM ĐỐC SỞ NỘI VỤ",
        "Đội thể thao giao hữu với các xã.",
        "",
    ],
)
def test_what_is_no_delegation_of_a_public_power(text: str) -> None:
    assert find_delegations(text, DECISION) == []


@pytest.mark.parametrize(
    ("text", "delegator", "delegate", "power"),
    [
        (
            "Cục Hàng không Việt Nam ủy quyền cho Trung tâm quản lý bay cấp phép bay đêm.",
            "Cục Hàng không Việt Nam", "Trung tâm quản lý bay", "cấp phép bay đêm",
        ),
        (
            "Bộ trưởng Bộ Công Thương ủy quyền Cục trưởng Cục Kỹ thuật an toàn chấp thuận phương án nổ mìn.",
            "Bộ trưởng Bộ Công Thương", "Cục trưởng Cục Kỹ thuật an toàn", "chấp thuận phương án nổ mìn",
        ),
        (
            "Ban thường vụ huyện ủy quyết định hoặc phân cấp thẩm quyền quyết định thanh lý tài sản.",
            "Ban thường vụ huyện ủy", None, "quyết định thanh lý tài sản",
        ),
        (
            "Bộ Giao thông vận tải ban hành hoặc phân cấp ban hành định mức bảo trì.",
            "Bộ Giao thông vận tải", None, "ban hành định mức bảo trì",
        ),
        (
            "Sở Nội vụ được Ủy ban nhân dân cấp tỉnh ủy quyền (sau đây gọi là cơ quan cấp phép) cấp giấy phép phà.",
            "Ủy ban nhân dân cấp tỉnh", "Sở Nội vụ", "cấp giấy phép phà",
        ),
        (
            "Ủy ban nhân dân tỉnh tuyển dụng viên chức hoặc phân cấp cho Giám đốc Sở Y tế thực hiện.",
            "Ủy ban nhân dân tỉnh", "Giám đốc Sở Y tế", "tuyển dụng viên chức",
        ),
        (
            "Người có thẩm quyền quy định tại khoản 2 Điều này không được phân cấp thẩm quyền quyết định mua phà.",
            "Người có thẩm quyền", None, "quyết định mua phà",
        ),
    ],
)  # fmt: skip
def test_rarer_forms(text: str, delegator: str, delegate: str | None, power: str) -> None:
    fact = only(text)
    assert (fact.delegator, fact.delegate, fact.powers) == (delegator, delegate, (power,))


@pytest.mark.parametrize(
    "lead", ["Việc phân cấp thẩm quyền quản lý bến đò như sau:", "Việc quản lý bến đò được phân cấp như sau:"]
)
def test_a_noun_may_lead_in_bodies(lead: str) -> None:
    [fact] = find_delegations(f"1. {lead}\na) Ủy ban nhân dân cấp xã quản lý bến đò trong xã.", DECISION)
    assert (fact.delegate, fact.powers) == ("Ủy ban nhân dân cấp xã", ("quản lý bến đò trong xã",))


@pytest.mark.parametrize(
    "text",
    [
        "Khi nhập ngũ, hồ sơ sức khỏe của hạ sĩ Công an nhân dân được giao cho đơn vị nhận quân quản lý.",
        "Tổ chức được Chính phủ nước ngoài ủy quyền, tổ chức phi chính phủ gửi hàng cứu trợ tới cảng.",
        "Cảng vụ hàng hải được Cục Hàng hải Việt Nam ủy quyền thông báo bằng văn bản chậm nhất 02 ngày làm việc.",
        "Ủy ban nhân dân tỉnh giao cho Ủy ban nhân dân huyện An Hòa chỉ tiêu tuyển chọn và gọi tập huấn.",
        "Cán bộ quản lý cấp phòng được ủy quyền của Cục trưởng Cục Kiểm tra có mặt tại bến.",
    ],
)
def test_words_that_hand_over_no_power(text: str) -> None:
    assert find_delegations(text, DECISION) == []


def test_the_delegator_is_not_its_own_delegate() -> None:
    fact = only("Chính phủ phê duyệt hoặc do Bộ trưởng Bộ Công an phê duyệt theo ủy quyền của Chính phủ.")
    assert (fact.delegator, fact.delegate) == ("Chính phủ", "Bộ trưởng Bộ Công an")


def test_an_item_that_delegates_speaks_for_itself() -> None:
    item = "a) Ủy ban nhân dân cấp tỉnh quản lý hoặc phân cấp cho Ủy ban nhân dân cấp xã quản lý bến đò."
    [fact] = find_delegations(f"Phân cấp quản lý bến đò như sau:\n{item}", DECISION)
    assert who(fact) == ("may_delegate", "Ủy ban nhân dân cấp tỉnh", "Ủy ban nhân dân cấp xã")


def test_a_norm_is_its_own_instrument() -> None:
    fact = only("Ủy ban nhân dân tỉnh ủy quyền cho Sở Nội vụ cấp giấy phép lao động.")
    assert (fact.instrument, fact.instrument_date) == ("77/2024/QĐ-UBND", date(2024, 5, 6))


def test_a_permission_has_no_instrument() -> None:
    assert only("Ủy ban nhân dân tỉnh có thể ủy quyền cho Sở Nội vụ cấp giấy phép lao động.").instrument is None


def test_the_title_of_an_instrument_names_it() -> None:
    text = (
        "Ban thực hiện Quyết định số 15/2011/QĐ-UBND ngày 02/3/2011 của Ủy ban nhân dân tỉnh An Lạc về việc ủy quyền "
        "cho Ban Quản lý các khu công nghiệp cấp giấy phép lao động."
    )
    fact = only(text, None)
    assert who(fact) == ("delegated", "Ủy ban nhân dân tỉnh An Lạc", "Ban Quản lý các khu công nghiệp")
    assert (fact.instrument, fact.instrument_date) == ("15/2011/QĐ-UBND", date(2011, 3, 2))


@pytest.mark.parametrize(
    "text",
    [
        "Bãi bỏ Quyết định số 15/2011/QĐ-UBND của Ủy ban nhân dân tỉnh về việc ủy quyền cho Sở Y tế cấp thẻ hành nghề.",
        "Quyết định số 15/2011/QĐ-UBND của Ủy ban nhân dân tỉnh về ủy quyền cho Sở Y tế cấp thẻ hành nghề "
        "hết hiệu lực.",
        "Bãi bỏ các Quyết định sau đây:\n1. Quyết định số 15/2011/QĐ-UBND của Ủy ban nhân dân tỉnh về việc ủy quyền "
        "cho Sở Y tế cấp thẻ hành nghề.",
    ],
)
def test_an_instrument_that_ends_withdraws(text: str) -> None:
    fact = only(text)
    assert who(fact) == ("withdrawn", "Ủy ban nhân dân tỉnh", "Sở Y tế")
    assert fact.instrument == "15/2011/QĐ-UBND"


def test_what_was_withdrawn_ends_when_the_text_takes_effect() -> None:
    text = (
        "1. Quyết định này có hiệu lực kể từ ngày 15 tháng 12 năm 2025.\n2. Quyết định này thay thế Quyết định số "
        "15/2011/QĐ-UBND của Ủy ban nhân dân tỉnh về việc ủy quyền cho Sở Y tế cấp thẻ hành nghề."
    )
    assert only(text).end == date(2025, 12, 15)


def test_an_article_rests_on_what_it_cites() -> None:
    text = "Theo Điều 8 Nghị định 45/2025/NĐ-CP, Bộ Xây dựng phân cấp cho Ủy ban nhân dân tỉnh quyết định giá đò."
    assert only(text, None).instrument == "45/2025/NĐ-CP"


def test_a_report_may_name_the_instrument_behind_the_statement() -> None:
    text = "UBND tỉnh ủy quyền cho Sở Nội vụ cấp giấy phép lao động tại Quyết định số 15/QĐ-UBND ngày 02/4/2015."
    fact = only(text, None)
    assert (fact.instrument, fact.instrument_date) == ("15/QĐ-UBND", date(2015, 4, 2))


def test_a_province_is_not_named_in_a_central_act() -> None:
    text = "Ủy ban nhân dân tỉnh ủy quyền cho Sở Nội vụ cấp giấy phép lao động."
    assert only(text, Context(number="15/2020/NĐ-CP")).stance == "may_delegate"
    assert only(text, DECISION).stance == "delegated"


def test_a_circular_cannot_delegate_for_another_ministry() -> None:
    text = (
        "Bộ Công Thương ủy quyền cho Sở Công Thương cấp giấy phép bán rượu theo quy định tại Điều 4 Nghị định số "
        "45/2020/NĐ-CP."
    )
    assert only(text, Context(number="15/2021/TT-BTC")).instrument == "45/2020/NĐ-CP"
    assert only(text, Context(number="15/2021/TT-BCT")).instrument == "15/2021/TT-BCT"


def test_a_term_is_told_once_for_all() -> None:
    text = (
        "Điều 1. Ủy quyền cho Sở Nội vụ cấp giấy phép lao động.\n"
        "Điều 2. Thời hạn ủy quyền: từ ngày 01/7/2025 đến hết ngày 28 tháng 02 năm 2027, "
        "trừ trường hợp pháp luật thay đổi."
    )
    fact = only(text)
    assert (fact.start, fact.end) == (date(2025, 7, 1), date(2027, 2, 28))
    assert fact.condition == "trừ trường hợp pháp luật thay đổi"


def test_one_statement_with_several_powers_and_delegates_is_one_fact() -> None:
    fact = only(
        "Bộ Công Thương phân cấp cho Sở Công Thương và Ban quản lý khu kinh tế cấp, gia hạn, thu hồi giấy phép bán lẻ; "
        "kiểm tra việc chấp hành giấy phép."
    )
    assert fact.delegate == "Sở Công Thương và Ban quản lý khu kinh tế"
    assert fact.powers == ("cấp, gia hạn, thu hồi giấy phép bán lẻ", "kiểm tra việc chấp hành giấy phép")


def test_a_lead_in_with_powers_below() -> None:
    fact = only(
        "Giao Bộ trưởng Bộ Công an:\na) Quyết định danh mục phà;\nb) Hướng dẫn thi hành;\nc) Phê duyệt luồng lạch."
    )
    assert fact.delegate == "Bộ trưởng Bộ Công an"
    assert fact.powers == ("Quyết định danh mục phà", "Phê duyệt luồng lạch")


def test_items_without_markers() -> None:
    fact = only(
        "Ủy ban nhân dân cấp tỉnh quyết định việc ủy quyền cho Ban quản lý khu kinh tế thực hiện công việc sau:\n"
        "Tiếp nhận thông báo làm thêm giờ;\nĐăng ký nội quy lao động.\nBan quản lý báo cáo hằng năm."
    )
    assert fact.stance == "may_delegate"
    assert fact.powers == ("Tiếp nhận thông báo làm thêm giờ", "Đăng ký nội quy lao động")


def test_a_lead_in_with_bodies_below() -> None:
    facts = find_delegations(
        "Phân cấp thẩm quyền cấp giấy phép bến đò như sau:\n1. Sở Xây dựng cấp giấy phép bến loại I.\n"
        "2. Ủy ban nhân dân cấp xã cấp giấy phép bến loại II.",
        DECISION,
    )
    assert [fact.delegate for fact in facts] == ["Sở Xây dựng", "Ủy ban nhân dân cấp xã"]
    assert [fact.powers[0] for fact in facts] == ["cấp giấy phép bến loại I", "cấp giấy phép bến loại II"]


def test_an_item_takes_the_subject_of_its_lead_in() -> None:
    text = (
        "Bộ trưởng Bộ Xây dựng có nhiệm vụ, quyền hạn:\na) ban hành quy chuẩn;\n"
        "b) ủy quyền cho Sở Xây dựng cấp phép cầu phao."
    )
    assert who(only(text)) == ("may_delegate", "Bộ trưởng Bộ Xây dựng", "Sở Xây dựng")


def test_a_statement_laid_out_as_a_form() -> None:
    fact = only(
        "1. Đối tượng được phân cấp: Chủ tịch UBND cấp xã.\n2. Nội dung phân cấp:\n"
        "a) Tuyển dụng viên chức.\nb) Bổ nhiệm viên chức."
    )
    assert (fact.delegate, fact.powers) == ("Chủ tịch UBND cấp xã", ("Tuyển dụng viên chức", "Bổ nhiệm viên chức"))


def test_a_delegate_left_out_is_whom_the_text_spoke_of() -> None:
    text = (
        "Ban Quản lý khu kinh tế tỉnh chưa được ủy quyền đầy đủ. Một số nhiệm vụ chưa được ủy quyền như cấp giấy phép "
        "lao động; đăng ký nội quy lao động."
    )
    fact = only(text, None)
    assert who(fact) == ("not_delegated", None, "Ban Quản lý khu kinh tế tỉnh")
    assert fact.powers == ("cấp giấy phép lao động", "đăng ký nội quy lao động")


def test_the_last_instrument_of_a_sentence_keeps_the_delegate_of_the_first() -> None:
    text = (
        "Quyết định số 11/QĐ-BTM ngày 02/3/2004 của Bộ trưởng Bộ Thương mại ủy quyền cho Ban Quản lý khu kinh tế "
        "cấp C/O và Quyết định số 12/QĐ-UB ngày 05/3/2004 của UBND tỉnh ủy quyền cho thực hiện chấp thuận đầu tư."
    )
    facts = find_delegations(text)
    assert [fact.instrument for fact in facts] == ["11/QĐ-BTM", "12/QĐ-UB"]
    assert {fact.delegate for fact in facts} == {"Ban Quản lý khu kinh tế"}


def test_condition_and_scope_before_the_subject() -> None:
    allowed = only(
        "Trong trường hợp cần thiết, Bộ trưởng Bộ Y tế có thể ủy quyền cho Cục trưởng Cục Dược cấp phép nhập khẩu."
    )
    assert allowed.condition == "Trong trường hợp cần thiết"
    about = only("Đối với bến thủy nội địa, Bộ Xây dựng ủy quyền cho Cục Đường thủy công bố mở bến.")
    assert about.scope == "bến thủy nội địa"


def test_old_spelling_and_invisible_characters_change_nothing() -> None:
    plain = "Uỷ ban nhân dân tỉnh uỷ quyền cho Sở Y tế cấp thẻ."
    dirty = unicodedata.normalize("NFD", plain).replace(" cho", "\u200b cho")
    fact = only(dirty)
    assert unicodedata.normalize("NFC", fact.delegate or "") == "Sở Y tế"
    assert dirty[fact.evidence_start : fact.evidence_end].startswith(unicodedata.normalize("NFD", "Uỷ"))


def test_titles_without_capitals() -> None:
    fact = only("về việc ủy quyền cho giám đốc sở xây dựng cấp giấy phép xây dựng trên địa bàn tỉnh an lạc")
    assert (fact.delegate, fact.scope) == ("giám đốc sở xây dựng", "trên địa bàn tỉnh an lạc")


def test_the_machine_form_names_every_field() -> None:
    record = only("Ủy ban nhân dân tỉnh ủy quyền cho Sở Y tế cấp thẻ.").as_json()
    assert record["instrument_date"] == "2024-05-06"
    assert set(record) >= {"stance", "kind", "delegator", "delegate", "powers", "scope", "start", "end", "condition"}


def test_every_stance_and_kind_has_a_label() -> None:
    assert set(STANCE_LABELS) == {"delegated", "may_delegate", "not_delegated", "withdrawn"}
    assert set(KIND_LABELS) == {"uy-quyen", "phan-cap", "phan-quyen", "giao"}


@pytest.mark.parametrize(
    "text",
    [
        "ủy quyền cho " * 3000,
        "Ủy ban nhân dân tỉnh ủy quyền cho Sở Y tế, " * 1500,
        "phân cấp, " * 4000 + "cho Sở Y tế cấp thẻ",
        "(" * 3000 + "Bộ Y tế ủy quyền cho Sở Y tế cấp thẻ" + ")" * 3000,
        "quyết định : " * 3000 + "ủy quyền cho Sở Y tế cấp thẻ",
        ", . ; : " * 5000,
        "Ủy ban nhân dân tỉnh ủy quyền cho Sở Y tế cấp thẻ. " * 1500,
        "a) Quyết định hoặc phân cấp thẩm quyền quyết định thu hồi bến;\n" * 1500,
        "Giao Bộ Y tế:\n" * 4000,
        "1. Đối tượng được phân cấp: Sở Y tế.\n" * 1500,
    ],
)
def test_no_text_is_too_long_or_too_odd(text: str) -> None:
    for fact in find_delegations(text, DECISION):
        assert 0 <= fact.evidence_start < fact.evidence_end <= len(text)


@pytest.mark.parametrize(
    ("text", "parties", "power"),
    [
        (
            "Khi cần, Bộ trưởng Bộ Y tế có thể ủy quyền cho Giám đốc Sở Y tế được ủy quyền cấp giấy xuất thuốc.",
            ("may_delegate", "Bộ trưởng Bộ Y tế", "Giám đốc Sở Y tế"), "cấp giấy xuất thuốc",
        ),
        (
            "Cục trưởng Cục Thuế phân cấp trách nhiệm cho các đơn vị quản lý rủi ro giám sát việc kê khai.",
            ("delegated", "Cục trưởng Cục Thuế", "các đơn vị quản lý rủi ro"), "giám sát việc kê khai",
        ),
        (
            "Ủy ban nhân dân tỉnh quyết định miễn thuế đò hoặc có thể ủy quyền cho Ủy ban nhân dân xã quyết định.",
            ("may_delegate", "Ủy ban nhân dân tỉnh", "Ủy ban nhân dân xã"), "quyết định miễn thuế đò",
        ),
        (
            "Trường hợp cấp trưởng vắng mặt có thể giao quyền cho cấp phó ban hành quyết định cưỡng chế.",
            ("may_delegate", "cấp trưởng", "cấp phó"), "ban hành quyết định cưỡng chế",
        ),
        (
            "Ban Quản lý tạm dừng việc được ủy quyền cấp giấy phép mở bến.",
            ("withdrawn", None, "Ban Quản lý"), "cấp giấy phép mở bến",
        ),
    ],
)  # fmt: skip
def test_parties_are_named_whatever_stands_between(
    text: str, parties: tuple[str, str | None, str | None], power: str
) -> None:
    fact = only(text)
    assert who(fact) == parties
    assert fact.powers == (power,)


@pytest.mark.parametrize(
    ("text", "parties", "power"),
    [
        (
            "Quyết định 15/2025/QĐ-UBND năm 2025 phân cấp cho Sở Y tế cấp thẻ hành nghề.",
            ("delegated", None, "Sở Y tế"), "cấp thẻ hành nghề",
        ),
        (
            "Thực hiện ủy quyền của Bộ Thương mại, Ban Quản lý cấp giấy chứng nhận mẫu D.",
            ("delegated", "Bộ Thương mại", "Ban Quản lý"), "cấp giấy chứng nhận mẫu D",
        ),
        (
            "Ban Quản lý khu kinh tế cấp giấy phép xây dựng theo phân cấp của UBND tỉnh An Lạc.",
            ("delegated", "UBND tỉnh An Lạc", "Ban Quản lý khu kinh tế"), "cấp giấy phép xây dựng",
        ),
        (
            "Sở Du lịch (theo ủy quyền của Ủy ban nhân dân tỉnh An Lạc) cấp biển hiệu bến đò.",
            ("delegated", "Ủy ban nhân dân tỉnh An Lạc", "Sở Du lịch"), "cấp biển hiệu bến đò",
        ),
        (
            "Cục Bến thuyền là cơ quan được Bộ Xây dựng ủy quyền cấp giấy xuất bến.",
            ("delegated", "Bộ Xây dựng", "Cục Bến thuyền"), "cấp giấy xuất bến",
        ),
        (
            "Trường hợp phân cấp việc bán bến cũ, Ủy ban nhân dân cấp tỉnh phân cấp cho Sở Tài chính quyết định.",
            ("may_delegate", "Ủy ban nhân dân cấp tỉnh", "Sở Tài chính"), "bán bến cũ",
        ),
        (
            "Phân cấp thẩm quyền Công nhận bến đò của Bộ trưởng Bộ Xây dựng cho Ủy ban nhân dân tỉnh thực hiện.",
            ("delegated", None, "Ủy ban nhân dân tỉnh"), "Công nhận bến đò",
        ),
        (
            "Bộ Khoa học và Công nghệ phân cấp cho đơn vị quản lý kinh phí nhiệm vụ Nghị định thư thanh lý hợp đồng.",
            ("delegated", "Bộ Khoa học và Công nghệ", "đơn vị quản lý kinh phí nhiệm vụ Nghị định thư"),
            "thanh lý hợp đồng",
        ),
        (
            "Ủy ban nhân dân cấp tỉnh giao Sở Y tế tổ chức việc tiếp nhận hồ sơ kê khai giá thuốc.",
            ("may_delegate", "Ủy ban nhân dân cấp tỉnh", "Sở Y tế"), "tổ chức việc tiếp nhận hồ sơ kê khai giá thuốc",
        ),
        (
            "Giao Chủ tịch Ủy ban nhân dân xã quyết định miễn phí qua đò.",
            ("delegated", None, "Chủ tịch Ủy ban nhân dân xã"), "quyết định miễn phí qua đò",
        ),
        (
            "Việc cấp thẻ đò trước đây được ủy quyền cho Ban Quản lý, nay không còn thực hiện.",
            ("withdrawn", None, "Ban Quản lý"), "cấp thẻ đò",
        ),
    ],
)  # fmt: skip
def test_further_ways_of_saying_it(text: str, parties: tuple[str, str | None, str | None], power: str) -> None:
    fact = only(text)
    assert who(fact) == parties
    assert fact.powers == (power,)


@pytest.mark.parametrize(
    "text",
    [
        "Đề nghị UBND tỉnh xem xét, ủy quyền cho Ban Quản lý cấp giấy phép lao động.",
        "Ban Quản lý kiến nghị Bộ Nội vụ ủy quyền cho Ban Quản lý đăng ký nội quy lao động.",
        "Thứ trưởng được ủy quyền cho phép mang tài liệu ra khỏi cơ quan.",
        "Trạm bố trí kết hợp với phòng trực ban và giao cơ quan chính trị cùng cấp quản lý (bố trí người trực).",
    ],
)
def test_what_is_asked_for_or_handed_over_is_not_delegated(text: str) -> None:
    assert find_delegations(text, DECISION) == []


def test_a_denial_far_before_says_nothing_of_the_delegation() -> None:
    text = (
        "Văn bản này chưa cập nhật nội dung tiếng Anh, có danh mục thủ tục hành chính trong lĩnh vực y tế của tỉnh "
        "được Ủy ban nhân dân tỉnh ủy quyền cho Giám đốc Sở Y tế giải quyết."
    )
    assert all(fact.stance == "delegated" for fact in find_delegations(text, DECISION))


def test_a_second_passive_goes_on_with_the_subject_of_the_first() -> None:
    text = (
        "Ban Quản lý được Bộ Kế hoạch và Đầu tư ủy quyền cấp giấy phép đầu tư; được Bộ Thương mại ủy quyền quản lý "
        "hoạt động xuất khẩu (Quyết định số 12/2004/QĐ-BTM ngày 05/4/2004)."
    )
    first, second = find_delegations(text)
    assert {first.delegate, second.delegate} == {"Ban Quản lý"}
    assert (second.delegator, second.instrument) == ("Bộ Thương mại", "12/2004/QĐ-BTM")


def test_the_title_of_an_article_leads_its_items() -> None:
    text = (
        "Điều 3. Phân cấp thẩm quyền cấp giấy phép bến đò\n"
        "1. Sở Xây dựng cấp giấy phép bến cấp I.\n"
        "2. Đối với bến trong khu du lịch: Ban Quản lý khu du lịch có thẩm quyền cấp giấy phép bến."
    )
    first, second = find_delegations(text, DECISION)
    assert (first.delegate, second.delegate) == ("Sở Xây dựng", "Ban Quản lý khu du lịch")
    assert second.scope == "bến trong khu du lịch"
    text = "Điều 7. Phân quyền cho Ủy ban nhân dân cấp xã\n1. Phê duyệt phương án bến.\n2. Cấp thẻ đò."
    assert only(text).powers == ("Phê duyệt phương án bến", "Cấp thẻ đò")


def test_a_name_keeps_the_tasks_that_it_manages() -> None:
    fact = only("Bộ trưởng Bộ Y tế ủy quyền cho Thủ trưởng đơn vị quản lý nhiệm vụ xem xét hợp đồng.")
    assert (fact.delegate, fact.powers) == ("Thủ trưởng đơn vị quản lý nhiệm vụ", ("xem xét hợp đồng",))


@pytest.mark.parametrize(
    "text",
    [
        "Bộ Tài chính ủy quyền cho vay lại qua cơ quan cho vay lại.",
        "Các xã có nguồn thu cân đối chi thường xuyên theo phân cấp của Hội đồng nhân dân cấp tỉnh.",
    ],
)
def test_lending_on_and_sources_of_revenue_are_no_powers(text: str) -> None:
    assert find_delegations(text, DECISION) == []


@pytest.mark.parametrize(
    ("item", "power"),
    [
        ("Quyết định hoặc phân cấp thẩm quyền quyết định thu hồi bến đò;", "quyết định thu hồi bến đò"),
        ("Phê duyệt hoặc phân cấp, ủy quyền phê duyệt giá dịch vụ đò ngang.", "phê duyệt giá dịch vụ đò ngang"),
        (
            "Quyết định hoặc phân cấp thẩm quyền quyết định điều chuyển phao bờ cho các đơn vị thuộc tỉnh.",
            "quyết định điều chuyển phao bờ cho các đơn vị thuộc tỉnh",
        ),
    ],
)
def test_an_item_may_leave_open_to_whom(item: str, power: str) -> None:
    """Who gets a thing that is moved is not who gets the power to move it."""
    fact = only(f"2. Ủy ban nhân dân cấp tỉnh:\na) {item}")
    assert who(fact) == ("may_delegate", "Ủy ban nhân dân cấp tỉnh", None)
    assert fact.powers == (power,)


@pytest.mark.parametrize(
    "text",
    [
        "Quyết định hoặc phân cấp thẩm quyền quyết định thu hồi bến đò.",
        "1. Công ty cổ phần Bến Lở:\na) Quyết định hoặc phân cấp thẩm quyền quyết định mua sắm phao;",
    ],
)
def test_an_item_of_nobody_or_of_a_company_states_nothing(text: str) -> None:
    assert find_delegations(text) == []


def test_a_named_body_behind_a_moved_thing_gets_the_power() -> None:
    fact = only("Ủy ban nhân dân tỉnh phân cấp thẩm quyền quyết định điều chuyển phao bờ cho Ủy ban nhân dân cấp xã.")
    assert who(fact) == ("delegated", "Ủy ban nhân dân tỉnh", "Ủy ban nhân dân cấp xã")


def test_an_item_of_duties_may_rest_on_a_mandate() -> None:
    """Whose duties the lines above list is the delegate; an office of every province only may be."""
    lead = "Ban Quản lý khu du lịch Hồ Mây có nhiệm vụ, quyền hạn sau đây:\n1. Quản lý hàng hóa:\n"
    items = (
        "a) Cấp giấy chứng nhận xuất xứ hàng hóa trên cơ sở ủy quyền của Bộ Công Thương;\n"
        "b) Cấp thẻ bến đò theo ủy quyền của Bộ trưởng Bộ Xây dựng."
    )
    first, second = find_delegations(lead + items)
    assert who(first) == ("delegated", "Bộ Công Thương", "Ban Quản lý khu du lịch Hồ Mây")
    assert first.powers == ("Cấp giấy chứng nhận xuất xứ hàng hóa",)
    assert who(second) == ("delegated", "Bộ trưởng Bộ Xây dựng", "Ban Quản lý khu du lịch Hồ Mây")


@pytest.mark.parametrize(
    "text",
    [
        "Công ty cổ phần Bến Lở có trách nhiệm sau đây:\na) Quản lý phao bờ theo ủy quyền của Bộ Xây dựng;",
        "Hồ sơ gồm:\na) Cấp thẻ bến đò theo ủy quyền của Bộ Xây dựng;",
        "Sở Du lịch có nhiệm vụ sau đây:\na) Thực hiện các nhiệm vụ khác theo ủy quyền của Bộ Xây dựng;",
    ],
)
def test_a_mandate_needs_a_public_body_above_and_a_named_power(text: str) -> None:
    assert find_delegations(text) == []


def test_changing_a_delegation_is_no_power_that_its_heading_hands_over() -> None:
    heading = "Điều 5. Phân cấp quản lý bến đò\n"
    items = "1. Bộ Xây dựng quyết định điều chỉnh việc phân cấp quản lý bến đò.\n2. Sở Du lịch quản lý bến đò."
    fact = only(heading + items)
    assert who(fact) == ("delegated", None, "Sở Du lịch")


def test_to_whom_one_answers_is_not_who_delegates() -> None:
    lead = "Ủy ban nhân dân cấp tỉnh chịu trách nhiệm trước Chính phủ về quản lý bến đò và có nhiệm vụ:\n"
    fact = only(f"{lead}1. Quyết định hoặc phân cấp thẩm quyền quyết định thu hồi bến đò.")
    assert who(fact) == ("may_delegate", "Ủy ban nhân dân cấp tỉnh", None)
    lead = "Chịu trách nhiệm trước Chính phủ về quản lý bến đò và có nhiệm vụ:\n"
    assert find_delegations(f"{lead}1. Quyết định hoặc phân cấp thẩm quyền quyết định thu hồi bến đò.") == []


def test_who_founded_a_body_is_not_who_delegates() -> None:
    item = "1. Quyết định hoặc phân cấp thẩm quyền quyết định thu hồi bến đò."
    assert find_delegations(item, heading="Nhiệm vụ và quyền hạn của tổ chức do Thủ tướng Chính phủ thành lập") == []
