"""Questions as officers type them: what is named, what is wanted, what remains for the search."""

from datetime import date

import pytest

from indexer.bodies import KINDS, bodies_in, readable
from indexer.cues import wish
from indexer.power_cues import POWER_CUES
from indexer.questions import understand
from kb.abbreviations import expand
from kb.text import fold


@pytest.mark.parametrize("cue, example", [(cue, example) for cue in POWER_CUES for example in cue.examples])
def test_every_cue_is_read_from_its_examples_with_and_without_diacritics(cue, example):
    for typed in (example, fold(example)):
        wanted = wish(readable(typed))
        assert (wanted.intent, wanted.asked) == ("powers", cue.asked)


@pytest.mark.parametrize("kind, example", [(kind, example) for kind in KINDS for example in kind.examples])
def test_every_kind_of_body_is_read_from_its_examples(kind, example):
    (body,) = bodies_in(example)
    assert (body.kind, body.start, body.end) == (kind.slug, 0, len(readable(example)))


@pytest.mark.parametrize(
    "typed, kind",
    [
        ("Sở NN và MT Cần Thơ", "so:nong nghiep va moi truong"),
        ("sở giáo dục Cao Bằng tuyển giáo viên", "so:giao duc"),
        ("xã có quyền thu hồi đất không", "ubnd-xa"),
        ("huyện còn được cấp phép không", "ubnd-huyen"),
        ("VCCI cấp C/O", "vcci"),
        ("bộ kế hoạch đầu tư", "bo:ke hoach va dau tu"),
    ],
)
def test_bodies_as_officers_call_them(typed, kind):
    assert [body.kind for body in bodies_in(typed)] == [kind]


@pytest.mark.parametrize("typed", ["cấp sổ lao động", "xã hội hóa giáo dục", "giao xã hội đen"])
def test_what_only_looks_like_a_body(typed):
    assert bodies_in(typed) == ()


@pytest.mark.parametrize(
    "typed, body, delegator",
    [
        ("HĐND Khánh Hòa được Thủ tướng ủy quyền việc gì", "hdnd", "thu-tuong"),
        ("BQL KCN cấp C/O có cần ủy quyền của Bộ Công Thương không", "board", "bo:cong thuong"),
        ("BQL KCN còn cấp C/O hay Bộ Công Thương đã ủy quyền cho Sở Tư pháp", "so:tu phap", "board"),
        ("Sở Giáo dục được ủy quyền tuyển giáo viên không", "so:giao duc", None),
    ],
)
def test_who_delegates_in_the_passive(typed, body, delegator):
    asked = understand(typed)
    assert asked.body is not None
    assert (asked.body.kind, asked.delegator and asked.delegator.kind) == (body, delegator)


def test_a_zone_by_its_proper_name_is_the_place():
    asked = understand("giấy chứng nhận đăng ký kinh doanh trong KKT Vũng Áng lấy ở đâu")
    assert asked.place == "Vũng Áng"


@pytest.mark.parametrize(
    "typed, intent",
    [
        ("hồ sơ xin gia hạn giấy phép lao động", "find"),
        ("mức phạt khi không đăng ký nội quy lao động", "find"),
        ("trong thời hạn bao nhiêu ngày phải báo cáo kết quả thực hiện ủy quyền", "find"),
        ("mẫu giấy ủy quyền nhận hồ sơ", "find"),
        ("quyet dinh nao uy quyen cap giay phep lao dong", "powers"),
        ("ai cấp GPLĐ trong KCN", "powers"),
        ("BQL các KCN Hưng Yên được ủy quyền những gì", "powers"),
        ("việc nào chưa được ủy quyền cho Ban Quản lý", "powers"),
        ("nghị định 82/2018 còn hiệu lực không", "status"),
        ("qd 67/2003 con hieu luc khong", "status"),
        ("nd 29/2008 het hieu luc chua", "status"),
        ("nghị định 108/2014 có hiệu lực từ ngày nào", "status"),
        ("mức lương cơ sở mới áp dụng từ khi nào", "status"),
        ("khi nào luật lâm nghiệp có hiệu lực", "status"),
        ("khi nào hợp đồng lao động có hiệu lực", "find"),
        ("văn bản nào hướng dẫn nghị định 82/2018", "relations"),
        ("nghị định 29/2008 được thay thế bằng văn bản nào", "relations"),
        ("thông tư sửa đổi thông tư 01/2011/TT-BNV", "relations"),
        ("ban quan ly kcn hung yen duoc cap giay phep lao dong chua", "powers"),
        ("người lao động được cấp sổ bảo hiểm chưa", "find"),
    ],
)
def test_intent(typed, intent):
    assert understand(typed).intent == intent


@pytest.mark.parametrize(
    "typed, asked",
    [
        ("cấp giấy phép xây dựng ở Hưng Yên nộp cho ai", "who"),
        ("giấy phép lao động Bắc Giang xin ở đâu", "who"),
        ("quy hoạch phân khu thuộc thẩm quyền bộ nào", "who"),
        ("co phai so noi vu nghe an cap giay phep lao dong khong", "whether"),
        ("từ khi nào BQL KCN Hưng Yên cấp giấy phép xây dựng", "whether"),
        ("căn cứ vào đâu mà Sở Nội vụ cấp giấy phép lao động", "instrument"),
        ("cấp C/O Đà Nẵng", ""),
    ],
)
def test_a_question_that_asks_for_nothing_else_may_be_one_of_powers(typed, asked):
    for wanted in (understand(typed).wish, understand(fold(typed)).wish):
        assert (wanted.intent, wanted.open, wanted.asked) == ("find", True, asked)


@pytest.mark.parametrize(
    "typed",
    [
        "hồ sơ cấp giấy phép xây dựng ở Hưng Yên gồm gì",
        "thủ tục cấp giấy phép lao động tại Sở Nội vụ",
        "thời hạn giấy phép lao động do Sở Nội vụ cấp",
        "điều kiện cấp giấy phép xây dựng ở Hưng Yên",
        "phí cấp giấy phép xây dựng ở Hưng Yên",
        "Sở Nội vụ cấp giấy phép lao động thế nào",
        "khu công nghiệp là gì",
        "ai phải xin giấy phép lao động",
        "cấp giấy phép lao động",
    ],
)
def test_a_question_for_something_else_is_none_of_powers(typed):
    wanted = understand(typed).wish
    assert (wanted.intent, wanted.open) == ("find", False)


@pytest.mark.parametrize(
    "typed, verb, side",
    [
        ("nghị định nào thay thế nghị định 29/2008", "replaces", "by-others"),
        ("nghi dinh 29/2008 bi bai bo boi van ban nao", "repeals", "by-others"),
        ("nghị định 82/2018 thay thế nghị định nào", "replaces", "by-it"),
        ("các văn bản hướng dẫn nđ 82/2018", "guides", "by-others"),
        ("kế hoạch nào triển khai nghị quyết 18-NQ/TW", "cites", "by-others"),
    ],
)
def test_relations(typed, verb, side):
    wanted = understand(typed).wish
    assert (wanted.intent, wanted.verb, wanted.side) == ("relations", verb, side)


@pytest.mark.parametrize(
    "typed, body, delegator, place",
    [
        ("quyết định nào ủy quyền cho BQL các KCN tỉnh Hưng Yên", ("board", "hung yen"), None, "Hưng Yên"),
        ("UBND tỉnh ủy quyền cho Sở Nội vụ cấp giấy phép nào", ("so:noi vu", ""), "ubnd-tinh", None),
        ("Ban quản lý KKT Kon Tum có được ủy quyền cấp C/O không", ("board", "kon tum"), None, "Kon Tum"),
        ("ban quan ly khu kinh te co duoc uy quyen cap phep khong", ("board", ""), None, None),
        ("ai quyết định giao rừng ở Nghệ An theo ủy quyền của Thủ tướng", None, "thu-tuong", "Nghệ An"),
        ("uỷ quyền BQL KCN", ("board", ""), None, None),
    ],
)
def test_parties(typed, body, delegator, place):
    question = understand(typed)
    assert (question.body and (question.body.kind, question.body.place)) == body
    assert (question.delegator and question.delegator.kind) == delegator
    assert question.place == place


@pytest.mark.parametrize(
    "typed, words",
    [
        ("thu hồi GPLĐ", "thu hồi giấy phép lao động"),
        ("nghị định 82/2018 về khu công nghiệp còn hiệu lực không", "khu công nghiệp"),
        ("điều 9 nghị định 82/2018", ""),
        ("bộ luật lao động 2019", ""),
        ("khu kinh tế là gì?", "khu kinh tế là gì"),
        ("nạo vét luồng hàng hải thuộc thẩm quyền của ai", "nạo vét luồng hàng hải thuộc thẩm quyền của ai"),
    ],
)
def test_words_that_remain(typed, words):
    assert understand(typed).words == words


@pytest.mark.parametrize("typed", ["", "   ", "?", "a" * 5000, "điều " * 200, "uỷ quyền " * 100])
def test_anything_is_understood(typed):
    assert understand(typed).text == " ".join(typed.split())


def test_a_law_that_is_held_under_an_unknown_name_is_named_too():
    assert understand("điều 3 luật vùng trời", lexicon=["Vùng trời"]).laws[0].name == "vùng trời"
    assert understand("điều 3 luật đất đai 2024").laws[0].year == 2024
    assert expand("BLLĐ") == "bộ luật lao động"


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("Năm 2010 Ban Quản lý các KCN có được chứng thực không", date(2010, 12, 31)),
        ("tháng 3/2008 ai được cấp giấy phép đầu tư", date(2008, 3, 31)),
        ("ai duoc cap phep dau tu nam 2007", date(2007, 12, 31)),
        ("Trước năm 2013 Hưng Yên có được công chứng", date(2012, 12, 31)),
        ("từ năm 2010 đến 2012 Hưng Yên được ủy quyền những gì", date(2012, 12, 31)),
        ("Luật Đất đai năm 2013 giao ai quản lý đất", None),
        ("quyết định số 12 năm 2010 ủy quyền việc gì", None),
    ],
)
def test_a_month_or_a_year_is_the_time_that_is_asked_of(typed: str, day: date | None) -> None:
    asked = understand(typed)
    assert asked.on == day
    if day:
        assert str(day.year) not in asked.words


@pytest.mark.parametrize(
    "typed",
    [
        "ai dc cấp giấy phép lao động",
        "ai nhận đăng ký nội quy",
        "quản lý chợ nổi do ai",
        "Ban Quản lý được giao việc gì",
    ],
)
def test_short_ways_to_ask_who(typed: str) -> None:
    assert understand(typed).wish.intent == "powers"


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("Sở Công Thương được cấp C/O không", "whether"),
        ("BQL KCN Hưng Yên dc cap phep ko", "whether"),
        ("chứng thực ở khu công nghiệp còn do Ban Quản lý làm không", "whether"),
        ("Ban Quản lý duyệt báo cáo được không", "whether"),
        ("Hưng Yên có được công chứng không", "whether"),
        ("Ngân hàng Nhà nước có được chiết khấu thương phiếu không", "whether"),
        ("căn cứ nào để Ban Quản lý cấp giấy phép", "instrument"),
        ("Ban Quản lý gia hạn giấy xác nhận theo quyết định nào", "instrument"),
        ("UBND xã quyết định khoản hỗ trợ nào", "what"),
        ("thẩm quyền cấp phép quá cảnh tại Cần Thơ", "who"),
        ("ủy quyền cấp giấy phép lao động đến bao giờ", "whether"),
        ("thu hồi ủy quyền quản lý chợ", ""),
        ("Bộ Ngoại giao ủy quyền chủ đầu tư thẩm định thiết kế", ""),
        ("phòng quản lý xuất nhập khẩu còn được cấp phép quá cảnh không", "whether"),
        ("Sở Xây dựng có được ký quyết định xử phạt", "whether"),
        ("ai được xét thăng hạng viên chức ở Lai Châu", "who"),
        ("UBND thành phố còn phân cấp quản lý chợ không", "whether"),
    ],
)
def test_what_is_asked_of_a_power(typed: str, asked: str) -> None:
    wanted = understand(typed).wish
    assert (wanted.intent, wanted.asked) == ("powers", asked)


@pytest.mark.parametrize(
    "typed",
    [
        "người được ủy quyền có được ủy quyền lại không",
        "thẩm quyền cấp phép của ai theo luật cũ thế nào",
        "ủy quyền lại cho người khác có được không",
        "chấm dứt ủy quyền trước thời hạn khi nào",
        "Thanh tra chứng khoán là gì?",
        "người lao động có được nghỉ lễ không",
    ],
)
def test_rules_on_delegating_and_other_subjects_ask_for_no_power(typed: str) -> None:
    assert understand(typed).intent == "find"


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("ngày 20/9/2023 ban quản lý khu công nghiệp có được cấp phép không", date(2023, 9, 20)),
        ("trước ngày 18/9/2023 ban quản lý khu công nghiệp có được cấp phép không", date(2023, 9, 17)),
        ("sau năm 2023 ban quản lý khu công nghiệp có được cấp phép không", None),
    ],
)
def test_a_day_is_no_part_of_the_power(typed: str, day: date | None) -> None:
    asked = understand(typed)
    assert (asked.intent, asked.on) == ("powers", day)
    assert asked.words == "ban quản lý khu công nghiệp có được cấp phép không"


def test_a_known_zone_needs_no_capitals() -> None:
    asked = understand("khu công nghệ cao hòa lạc được cấp phép không", zones=("hoa lac", "moc bai"))
    assert (asked.place, asked.intent) == ("hoà lạc", "powers")


def test_bodies_named_after_fields_are_no_matters() -> None:
    assert understand("Sở Tài nguyên và Môi trường được cấp C/O không").matters[0] == "chung-nhan-xuat-xu"
