"""The words of delegation: who can hold a public power, what one does with it, and where a name must end.

Every table is written as an officer would write the words; they are compared in lower case with tones in the new
style, as :class:`kb.text.View` shows them.
"""

from __future__ import annotations

from typing import Literal

from kb.text import normalise

Stance = Literal["delegated", "may_delegate", "not_delegated", "withdrawn"]
DelegationKind = Literal["uy-quyen", "phan-cap", "phan-quyen", "giao"]
Phrases = dict[str, tuple[tuple[str, ...], ...]]


def words(text: str) -> frozenset[str]:
    """A set of single words or phrases, separated by commas or line ends."""
    return frozenset(part.strip() for part in normalise(text).lower().replace("\n", ",").split(",") if part.strip())


def phrases(text: str, *with_commas: str) -> Phrases:
    """Phrases by their first word, the longest first, so that the first that fits is the best.

    ``with_commas`` are phrases that hold a comma themselves: "khám bệnh, chữa bệnh".
    """
    table: dict[str, list[tuple[str, ...]]] = {}
    for phrase in [*words(text), *(normalise(inner).lower().replace(",", " ,") for inner in with_commas)]:
        parts = tuple(phrase.split())
        table.setdefault(parts[0], []).append(parts)
    return {first: tuple(sorted(found, key=len, reverse=True)) for first, found in table.items()}


#: Bodies and offices whose name is complete with these words, whatever follows.
COMPLETE_HEADS = phrases(
    """
    ủy ban nhân dân, ubnd, chủ tịch ủy ban nhân dân, chủ tịch ubnd, phó chủ tịch ủy ban nhân dân, phó chủ tịch ubnd
    hội đồng nhân dân, hđnd, thường trực hội đồng nhân dân, thường trực hđnd, chủ tịch hội đồng nhân dân, chủ tịch nước
    chính phủ, thủ tướng chính phủ, thủ tướng, phó thủ tướng, phó thủ tướng chính phủ, quốc hội
    ủy ban thường vụ quốc hội, chủ tịch quốc hội, ngân hàng nhà nước, ngân hàng nhà nước việt nam
    thống đốc ngân hàng nhà nước, thống đốc, kho bạc nhà nước, bảo hiểm xã hội việt nam, bảo hiểm xã hội, cảng vụ
    thanh tra chính phủ, tổng thanh tra chính phủ, kiểm toán nhà nước, tổng kiểm toán nhà nước, công an
    giám đốc công an, trưởng công an, bộ trưởng, thứ trưởng, cục trưởng, chi cục trưởng, tổng cục trưởng, vụ trưởng
    giám đốc, phó giám đốc, tổng giám đốc, trưởng ban, phó trưởng ban, trưởng phòng, phó trưởng phòng, chánh văn phòng
    chánh thanh tra, chánh án, viện trưởng, hiệu trưởng, cấp phó, cấp trưởng, cấp dưới, chính quyền địa phương
    phó cục trưởng, phó tư lệnh, phó chánh thanh tra, phó chi cục trưởng, phó tổng cục trưởng, trưởng thôn, địa phương
    các địa phương, các phường, các xã, các huyện, các tỉnh, các quận, các sở, các bộ, bộ đội biên phòng
    đồn biên phòng, bộ tư lệnh, tư lệnh, chỉ huy trưởng, lãnh sự danh dự, đại sứ quán, tổng lãnh sự quán
    tòa án nhân dân, viện kiểm sát nhân dân, hải quan, cơ quan thuế, cơ quan hải quan, đội trưởng, trạm trưởng
    đồn trưởng, phó đồn trưởng, tổng tham mưu trưởng, chính ủy, cơ quan đại diện, cơ quan kiểm lâm
    phòng thương mại và công nghiệp việt nam, ban quản lý, ban quản lí, bql, ngân hàng phát triển việt nam
    ngân hàng chính sách xã hội, trưởng đoàn, bí thư, ban thường vụ, trưởng đoàn xác minh, trưởng đoàn thanh tra
    trưởng đoàn kiểm tra, tổ trưởng tổ xác minh, tổng thư ký, tổng thư ký quốc hội, trưởng đại diện, phó đại diện
    phó trưởng đại diện, chủ nhiệm văn phòng quốc hội, chủ nhiệm văn phòng chính phủ, chủ nhiệm ủy ban
    bộ phận một cửa, bộ phận tiếp nhận và trả kết quả, trung tâm phục vụ hành chính công
    """,
    "trưởng, phó đại diện",
    "trưởng, phó phòng",
    "trưởng, phó ban",
)

#: Heads that need a complement, so that the verb right after them belongs to the name ("đơn vị quản lý kinh phí").
GENERIC_HEADS = phrases("""
    cán bộ điều tra, ngân hàng thương mại, ngân hàng, tổ chức tín dụng, thẩm phán, kiểm sát viên, điều tra viên
    chấp hành viên, cán bộ, công chức, viên chức, kiểm dịch viên, thẩm tra viên, thanh tra viên, cơ quan, đơn vị
    tổ chức, người đứng đầu, thủ trưởng, người có thẩm quyền, cơ quan có thẩm quyền, phòng, ban, cấp có thẩm quyền
    cơ quan nhà nước có thẩm quyền, cơ quan quản lý, người, cá nhân, doanh nghiệp, trung tâm, công ty, tổng công ty
    tập đoàn, hội đồng, chủ tịch hội đồng, chủ tịch, bệnh viện, văn phòng, trường, viện, hội, người quản lý
    kế toán trưởng, đại diện, ban chỉ đạo, ban chỉ huy, ban giám đốc, lãnh đạo, chủ đầu tư, chủ sở hữu, nhà đầu tư
    hợp tác xã, đội, trạm, chi nhánh, tổ, chủ tài khoản, chủ nhiệm, hạt, thanh tra, liên hiệp, hiệp hội, quỹ, ngành
    các sở, sở ngành, thường trực, chức danh, các chức danh, thành viên, cơ sở giáo dục, cơ sở đào tạo, cơ sở y tế
""")

#: One-syllable heads that are common words too: they count when a capital shows that a name follows.
NAMED_HEADS = phrases("""
    ủy ban, chính phủ, thủ tướng, phó thủ tướng, quốc hội, bộ, sở, cục, chi cục, tổng cục, vụ, phòng, ban, viện, trường
    hội, tòa, trung tâm, học viện, đại học, liên đoàn, giám đốc sở, trưởng ban ban quản lý, bộ trưởng bộ, thứ trưởng bộ
    liên minh, cục trưởng cục, chi cục trưởng chi cục, tổng cục trưởng tổng cục, vụ trưởng vụ, trưởng phòng phòng
    chánh thanh tra sở, chánh văn phòng bộ
""")
#: Heads whose next verb belongs to the name: "cơ quan quản lý", "đơn vị đăng kiểm".
VERB_HEADS = words("""
    cơ quan, đơn vị, tổ chức, người, phòng, ban, trung tâm, cơ quan quản lý, hội đồng, đội, trạm, tổ, thanh tra
    chi nhánh, ngành, hạt, bộ phận, chi cục
""")
#: Names of departments that are verbs or begin with one, needed where a text is all in small letters.
DEPARTMENT_NAMES = phrases(
    """
    xây dựng, kế hoạch và đầu tư, giao thông vận tải, quản lý, thanh tra, đăng ký kinh doanh, giáo dục và đào tạo
    khoa học và công nghệ, văn hóa thể thao và du lịch, văn hóa và thể thao, tài nguyên và môi trường, công thương
    nông nghiệp và môi trường, nông nghiệp và phát triển nông thôn, thông tin và truyền thông, nội vụ, tài chính, y tế
    dân tộc và tôn giáo, lao động thương binh và xã hội, lao động - thương binh và xã hội, tư pháp, du lịch, ngoại vụ
    kinh tế, kinh tế hạ tầng và đô thị, văn hóa - xã hội, quản lý đô thị
""",
    "văn hóa, thể thao và du lịch",
)
#: Who is no public body: a statement between these only is private.
PRIVATE = words("""
    chủ đầu tư, ngân hàng thương mại, ngân hàng, tổ chức tín dụng, tổ chức, người, cá nhân, doanh nghiệp, công ty
    hội đồng, nhà đầu tư, hợp tác xã, đại diện, chủ sở hữu, kế toán trưởng, chủ tịch, quỹ, chủ tài khoản, tập đoàn
    hiệp hội, hội, trường, người quản lý, bệnh viện, chi nhánh, tổ, liên hiệp, chủ tịch hội đồng, văn phòng
    tổng công ty, chủ nhiệm, thành viên, cơ sở giáo dục, cơ sở đào tạo, cơ sở y tế
""")
#: Names of no one in particular: as a delegate they are left open.
ANYONE = words("""
    cơ quan, đơn vị, tổ chức, người, cá nhân, cơ quan khác, đơn vị khác, người khác, cơ quan có thẩm quyền
    tổ chức khác, người có thẩm quyền, cấp có thẩm quyền, cơ quan nhà nước có thẩm quyền, cơ quan chức năng
    cơ quan chuyên môn, doanh nghiệp, cơ quan nhà nước, cấp
""")

#: What one does with a public power; a name of a body ends before one of these.
POWER_VERBS = phrases("""
    yêu cầu, cấp, cấp lại, cấp đổi, cấp phép, cấp mới, gia hạn, điều chỉnh, thu hồi, quyết định, phê duyệt, thẩm định
    chấp thuận, quản lý, thực hiện, tiếp nhận, giải quyết, ký, ký kết, ban hành, công nhận, xác nhận, chứng nhận
    chứng thực, công chứng, công bố, kiểm tra, thanh tra, giám sát, xử lý, xử phạt, tổ chức, thu, lập, xây dựng, trình
    đăng ký, cho phép, bổ nhiệm, miễn nhiệm, bổ nhiệm lại, tuyển dụng, sử dụng, nâng bậc, nâng ngạch, xếp lương
    khen thưởng, kỷ luật, thành lập, sáp nhập, hợp nhất, chia, tách, giải thể, đổi tên, đình chỉ, tạm đình chỉ, hủy bỏ
    bãi bỏ, hủy, thông báo, hướng dẫn, phát hành, thanh toán, chi trả, mua sắm, lựa chọn, đấu giá, đấu thầu, cho thuê
    xem xét, trực tiếp, chủ trì, phối hợp, trả lời, cử, phong, thăng, hạ, tước, tặng, truy tặng, chỉ đạo, chỉ định
    duy trì, vận hành, khai thác, bảo trì, kiểm định, đánh giá, phân loại, thẩm tra, nghiệm thu, quy định, bảo lãnh
    đàm phán, tham dự, khởi kiện, cung cấp, ấn định, cưỡng chế, tịch thu, trưng mua, trưng dụng, tiêu hủy, điều động
    luân chuyển, cho ý kiến, bố trí, phân bổ, lưu trữ, thay mặt, xét, cập nhật, giao, miễn, giảm, hoàn, tính, nhận, gửi
    nộp, tham gia, đầu tư, theo dõi, báo cáo, kiểm soát, điều hành, bán, thanh lý, điều chuyển, chuyển, chuyển đổi
    phân công, chi, có văn bản, làm, tạm giữ, khám, áp dụng, thẩm duyệt, cấm, tuyển, nâng, cho, tổng hợp, đề nghị
    niêm yết, thông qua, thay đổi
    khảo sát, hỗ trợ, cứu trợ, mở, tuyên bố, xác định, chứng kiến, đặt, quyết toán, hòa giải, ra quyết định
    ra, xác minh, tư vấn, thống nhất
    rà soát, chủ động, tiến hành, triển khai, công khai, phân cấp, giới thiệu, đại diện
    trích, huy động, vay, sửa đổi, bổ sung, chấm dứt, đề xuất, phát triển, kiểm kê, giám định, bảo vệ, đo đạc, nhập
    nhập khẩu, xuất, phân phối, điều tra, tuần tra, kiểm nghiệm, biên soạn, in, phân giao, cấp phát, thuê, tuyển chọn
    tham mưu, hình thành, trao, bồi thường, vận động, bàn giao, thụ lý, tiếp công dân, đào tạo, sát hạch, thi, ứng
    cho vay, hợp pháp hóa, bảo quản, kiến nghị, kiểm dịch, thỏa thuận, xét duyệt, phê chuẩn, niêm phong, phong tỏa
    bắt giữ, truy thu, giải ngân, cắm mốc, nạo vét, lấy mẫu, đặt tên, phá dỡ, quan trắc, lưu giữ, quản trị
""")
#: Words that begin like a verb of power and are none.
NO_VERBS = phrases("""
    chi nhánh, chi cục, chi phí, chi tiết, chi bộ, chi hội, thu nhập, tính chất, thi hành, thi đua, ra đời, hạ tầng
    cử tri, báo cáo viên, nhập cảnh, xuất cảnh, xuất xứ, hoàn cảnh, hoàn toàn, chuyển tiếp, vay vốn, nhận thức, cho đến
    cho nên, giảm nghèo, chuyển giao quyền, chuyển ngành, tổ chức chính trị, tổ chức tín dụng, tổ chức khác
    tổ chức quốc tế, tổ chức kinh tế, tổ chức xã hội, tổ chức phi, lập pháp, xuất nhập khẩu, yêu cầu về, trình độ
    trình tự, thỏa thuận quốc tế, thỏa thuận khung, thỏa thuận vay, thỏa thuận đã, kiểm dịch viên
""")
#: Words that begin like the name of a body and are none.
NO_HEADS = phrases("""
    trường hợp, cảng vụ viên, sở hữu, sở tại, sở thích, vụ án, vụ việc, bộ máy, bộ luật, bộ đội, phòng chống
    phòng ngừa, phòng cháy, phòng thủ, phòng vệ, phòng bệnh, ban hành, ban đầu, hội nghị, hội thảo, hội nhập, viện trợ
    viện phí, viện dẫn, đội ngũ, trường học, tổ hợp, tổ dân phố, quỹ đất, người dân, người khác và, hội họp, hội viên
    cục bộ
""")
#: After "cấp" these say which level is meant, not what is granted.
LEVELS = words("""
    tỉnh, huyện, xã, cơ sở, trung ương, quận, vùng, khu vực, phó, trên, dưới, trưởng, có, mình, bộ, quốc gia, thành phố
    học, độ, ủy, chính, ngoại, nào, đó, này, trung, sở, i, ii, iii, iv, v, đặc, được, cục, chi, đơn
""")
#: Not powers of state but errands, private acts, and representing; nor the making of law.
NO_POWER = phrases("""
    điều hành, giải quyết công việc, phụ trách, đặt hàng, đấu giá tài sản của mình, làm chủ tài khoản, thay mình, làm
    dưới, ký thừa, hoặc, không, tham dự, tham gia, gửi, nộp, đại diện, đàm phán, ký điều ước, ký kết điều ước
    ký thỏa thuận quốc tế, trả lời, chủ trì cuộc họp, chủ trì phiên họp, chủ trì họp, điều hành cuộc họp
    điều hành phiên họp, dự họp, giao kết, nhận kết quả, tham gia tố tụng, thay mặt, trình bày, báo cáo, làm việc, thay
    cho người khác, nhận hồ sơ, khởi kiện, khiếu nại, bỏ phiếu, biểu quyết, ký hợp đồng lao động, ký thừa ủy quyền
    cho vay, vay lại
    làm chủ tọa, đề nghị, làm thủ tục, ký thay, dự, tham mưu, hướng dẫn thi hành, quy định tại, cung cấp thông tin, là
    cho ngân sách, ngân sách, chủ trì hội nghị, chủ trì phiên, điều hành hội nghị, ký thừa lệnh, phát ngôn, ký nháy
    tiếp công dân, trực tiếp gửi, thông báo, có văn bản giải thích, xuất trình, chuyển nhượng, nhận, mua, ký đơn
    ký văn bản thỏa thuận, thực hiện phát ngôn, thực hiện việc phát ngôn
""")
#: With "giao" only an operative power counts; these are housekeeping or law-making.
HOUSEKEEPING = phrases("""
    tư vấn, giao, chịu trách nhiệm, kiểm tra hồ sơ, tham mưu, chủ trì, phối hợp, hướng dẫn, quy định, quy định chi tiết
    ban hành, xây dựng, nghiên cứu, tổng hợp, báo cáo, theo dõi, đôn đốc, tổ chức thực hiện, tổ chức triển khai
    triển khai, làm, là, rà soát, trình, căn cứ, cập nhật, thông báo, cụ thể hóa, chỉ đạo, tuyên truyền, bố trí
    bảo đảm, đảm bảo, sửa đổi, thực hiện thông tư, phổ biến, lập kế hoạch, giúp, soạn thảo, đề xuất
    thực hiện quyết định, tiếp tục, xem xét sửa đổi, công bố, hàng năm, hằng năm, dự toán, thực hiện nhiệm vụ, nhiệm vụ
    cử, có trách nhiệm, thống nhất, phê duyệt kế hoạch, phân công, đăng tải, kiểm tra đôn đốc, thường xuyên, định kỳ
    tổ chức, hoàn thiện, thực hiện, thiết lập, sử dụng, đào tạo, cung cấp, khẩn trương, chuẩn bị, tập trung, lập
    đề nghị, chủ động, quan tâm, kiện toàn, bổ sung, bảo quản, trực tiếp bảo quản, xác minh, thẩm tra, xác định
    gửi, đánh giá, điều phối, đầu mối, thông qua, có văn bản, lưu giữ
""")

#: Words that end the name of a body.
NAME_STOPS = words("""
    danh, vắng, vừa, được, đã, chưa, không, phải, cần, sẽ, tiếp, chịu, là, để, khi, theo, trong, đối, nhằm, bằng, nếu
    thì, mà, do, bị, cho, ủy, phân, có, căn, trường, sau, trước, từ, đến, trên, như, gồm, vào, với, nơi, này, nêu, đó
    thông
    và/hoặc, ra, tùy, trừ, vì, thừa, cũng, còn, tự, đang, hiện, bao, giúp, trình, đề, ngoài, tại, ngay, thay, ký, hoặc
    đồng, toàn, nhiệm, việc, quyền, nhất, chủ, số, ngày, nhưng, các, những, một, thôi, ngừng, vẫn, đều
""")
#: What may stand in a name although it is a small word: kinds of places and levels.
PLACE_WORDS = words("""
    kcn, kkt, kcx, kcnc, ccn, tỉnh, thành, huyện, quận, thị, xã, phường, đặc, khu, cụm, địa, bộ, ngành
""")
#: Fixed words inside names that hold what elsewhere is a verb.
FIXED_WORDS = phrases(
    """
    cấp trên trực tiếp, quản lý trực tiếp, lưu ký, an ninh điều tra, cảnh sát điều tra, quốc phòng, dự phòng
    văn phòng phẩm, chữ ký, phạm vi quản lý, môi trường, ngoại giao, thị trường, xúc tiến thương mại, bảo vệ môi trường
    phát triển nông thôn, khu chế xuất, cơ cấu tổ chức, bộ máy tổ chức, xuất nhập cảnh, xuất nhập khẩu
    quản lý nhà nước, kế hoạch và đầu tư, giao thông vận tải, giao thông, thi hành án, thi đua, đăng ký kinh doanh
    đăng ký đất đai, kiểm tra văn bản, sát hạch lái xe, thu thập, đầu tư, xuất bản, nhà đất, quản lý thị trường
    quản lý thuế, giám định y khoa, đào tạo nghề, chuyển giao, in ấn, hội nhập, quản lý chuyên ngành, quản lý đường bộ
    quản lý rừng, đại diện chủ sở hữu, quản lý dự án, bảo vệ thực vật, công lập, có liên quan, các cấp, nước ngoài
    kiểm soát thủ tục hành chính, xây dựng nông thôn, cùng cấp, tại địa phương, hàng không, không lưu, an toàn, tự nhiên
    cơ quan điều tra, nghị định thư, giao dịch chứng khoán, dân số, chuyển đổi số, kinh tế số, bản quyền, ngoài nước
    trật tự, thu nhập, thiết bị, trang bị, việc làm, công trình, truyền thông, viễn thông, thông tin
    chương trình, trợ giúp, đồng bằng, cộng đồng, thừa phát lại, căn cước, đối ngoại, thư ký, phân bón, tự động
""",
    "khám, chữa bệnh",
    "khám bệnh, chữa bệnh",
    "y, dược cổ truyền",
    "phòng cháy, chữa cháy",
)
#: A delegator that is a class of bodies, so that whether a given one has delegated is still open: words in its name.
CLASS_MARKS = words("""
    cấp tỉnh, cấp huyện, cấp xã, các tỉnh, các huyện, các địa phương, thành phố trực thuộc trung ương, ngang bộ
    các cấp, cấp trên, cấp dưới, trực tiếp, chủ quản, bộ quản lý ngành
""")
#: The same: words that its name begins with.
CLASS_HEADS = words("""
    cấp phó, cấp dưới, cán bộ, công chức, viên chức, kiểm dịch viên, thẩm phán, kiểm sát viên, điều tra viên
    chấp hành viên, các bộ, bộ quản lý, bộ, cơ quan, đơn vị, người đứng đầu, thủ trưởng, người có thẩm quyền
    tổ chức, cấp có thẩm quyền
    hội đồng trường, các sở, các cục, lãnh sự danh dự, hiệu trưởng, cấp trưởng, doanh nghiệp
    chủ đầu tư, các cơ quan, các đơn vị, lãnh đạo, địa phương, chức danh, các chức danh
""")
#: Offices of which every province has one: in an act of the centre they are a class unless a place names one.
LOCAL_HEADS = words("""
    sở, giám đốc sở, ủy ban nhân dân tỉnh, ubnd tỉnh, chủ tịch ủy ban nhân dân tỉnh, hội đồng nhân dân tỉnh
    công an tỉnh, giám đốc công an tỉnh, đồn trưởng, chi cục, chi cục trưởng, trưởng công an, hạt, chỉ huy trưởng
    phòng, giám đốc
""")
