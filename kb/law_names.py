"""Names of laws, codes and ordinances (Luật, Bộ luật, Pháp lệnh): where a name ends in running text.

A law is cited by its name alone, and nothing in the sentence says where the name ends: "theo Luật Quản lý, sử dụng tài
sản công quy định …". The names are facts of the official gazette and of Bộ Pháp điển. A name that is missing here is
still read, by its grammar (:mod:`kb.citation_finding.laws`); a listed one is read exactly.

>>> name_length("Quản lý, sử dụng tài sản công quy định")
29
>>> name_length("đầu tư công và"), name_length("Đầu tư, công ty")
(11, 6)
"""

from __future__ import annotations

import re

from kb.text import fold, normalise

#: One name a line, without the word Luật. Commas as in the official name.
_NAMES = """
An ninh mạng
An ninh quốc gia
An toàn thông tin mạng
An toàn thực phẩm
An toàn, vệ sinh lao động
Ban hành quyết định hành chính
Ban hành văn bản quy phạm pháp luật
Ban hành văn bản quy phạm pháp luật của Hội đồng nhân dân, Ủy ban nhân dân
Báo chí
Bảo hiểm tiền gửi
Bảo hiểm xã hội
Bảo hiểm y tế
Bảo vệ bí mật nhà nước
Bảo vệ dữ liệu cá nhân
Bảo vệ môi trường
Bảo vệ quyền lợi người tiêu dùng
Bảo vệ sức khỏe nhân dân
Bảo vệ và kiểm dịch thực vật
Bảo vệ và phát triển rừng
Bảo vệ, chăm sóc và giáo dục trẻ em
Bầu cử đại biểu Hội đồng nhân dân
Bầu cử đại biểu Quốc hội
Bầu cử đại biểu Quốc hội và đại biểu Hội đồng nhân dân
Biên giới quốc gia
Biên phòng Việt Nam
Biển Việt Nam
Bình đẳng giới
Bưu chính
Các công cụ chuyển nhượng
Các tổ chức tín dụng
Cán bộ, công chức
Cảnh sát biển Việt Nam
Cảnh sát cơ động
Cảnh vệ
Chuyển giao người đang chấp hành án phạt tù
Căn cước
Căn cước công dân
Cạnh tranh
Chăn nuôi
Chất lượng sản phẩm, hàng hóa
Chính quyền đô thị
Chuyển đổi số
Chuyển giao công nghệ
Chứng khoán
Công an nhân dân
Công chứng
Công đoàn
Công nghệ cao
Công nghệ thông tin
Công nghiệp công nghệ số
Công ty
Cơ quan đại diện nước Cộng hòa xã hội chủ nghĩa Việt Nam ở nước ngoài
Cơ yếu
Cư trú
Dạy nghề
Dân quân tự vệ
Dân sự
Dầu khí
Dẫn độ
Di sản văn hóa
Doanh nghiệp
Doanh nghiệp nhà nước
Doanh nghiệp tư nhân
Du lịch
Dữ liệu
Địa chất và khoáng sản
Dự trữ quốc gia
Dược
Dự bị động viên
Đa dạng sinh học
Đặc xá
Đất đai
Đấu giá tài sản
Đấu thầu
Đầu tư
Đầu tư công
Đầu tư kinh doanh vốn nhà nước
Đầu tư nước ngoài tại Việt Nam
Đầu tư theo phương thức đối tác công tư
Đê điều
Điện ảnh
Điện lực
Điều ước quốc tế
Đo đạc và bản đồ
Đo lường
Đường bộ
Đường sắt
Đường sắt Việt Nam
Giá
Giám định tư pháp
Giao dịch điện tử
Giao thông đường bộ
Giao thông đường thủy nội địa
Giáo dục
Giáo dục đại học
Giáo dục nghề nghiệp
Giáo dục quốc phòng và an ninh
Hải quan
Hàng hải
Hàng hải Việt Nam
Hàng không dân dụng Việt Nam
Hiến, lấy, ghép mô, bộ phận cơ thể người và hiến, lấy xác
Hình sự
Hòa giải ở cơ sở
Hòa giải, đối thoại tại Tòa án
Hóa chất
Hoạt động chữ thập đỏ
Hoạt động giám sát của Quốc hội
Hoạt động giám sát của Quốc hội và Hội đồng nhân dân
Hôn nhân và gia đình
Hỗ trợ doanh nghiệp nhỏ và vừa
Hộ tịch
Hợp tác xã
Kế toán
Khám bệnh, chữa bệnh
Khí tượng thủy văn
Khiếu nại
Khiếu nại, tố cáo
Khoa học và công nghệ
Khoa học, công nghệ và đổi mới sáng tạo
Khoáng sản
Khuyến khích đầu tư trong nước
Kiểm toán độc lập
Kiểm toán nhà nước
Kiến trúc
Kinh doanh bảo hiểm
Kinh doanh bất động sản
Lao động
Lâm nghiệp
Luật sư
Lực lượng dự bị động viên
Lực lượng tham gia bảo vệ an ninh, trật tự ở cơ sở
Lực lượng Cảnh sát biển Việt Nam
Lưu trữ
Lý lịch tư pháp
Mặt trận Tổ quốc Việt Nam
Năng lượng nguyên tử
Ngân hàng Nhà nước
Ngân hàng Nhà nước Việt Nam
Ngân sách nhà nước
Nghĩa vụ quân sự
Người cao tuổi
Người khuyết tật
Người lao động Việt Nam đi làm việc ở nước ngoài theo hợp đồng
Nhà giáo
Nhà ở
Nhập cảnh, xuất cảnh, quá cảnh, cư trú của người nước ngoài tại Việt Nam
Nuôi con nuôi
Phá sản
Phá sản doanh nghiệp
Phát triển công nghiệp công nghệ số
Phí và lệ phí
Phòng bệnh
Phòng cháy và chữa cháy
Phòng cháy, chữa cháy và cứu nạn, cứu hộ
Phòng không nhân dân
Phòng thủ dân sự
Phòng, chống bạo lực gia đình
Phòng, chống bệnh truyền nhiễm
Phòng, chống khủng bố
Phòng, chống ma túy
Phòng, chống mua bán người
Phòng, chống nhiễm vi rút gây ra hội chứng suy giảm miễn dịch mắc phải ở người (HIV/AIDS)
Phòng, chống rửa tiền
Phòng, chống tác hại của rượu, bia
Phòng, chống tác hại của thuốc lá
Phòng, chống tham nhũng
Phòng, chống thiên tai
Phổ biến, giáo dục pháp luật
Phục hồi, phá sản
Quản lý ngoại thương
Quản lý nợ công
Quản lý thuế
Quản lý và đầu tư vốn nhà nước tại doanh nghiệp
Quản lý, sử dụng tài sản công
Quản lý, sử dụng tài sản nhà nước
Quản lý, sử dụng vốn nhà nước đầu tư vào sản xuất, kinh doanh tại doanh nghiệp
Quản lý, sử dụng vũ khí, vật liệu nổ và công cụ hỗ trợ
Quảng cáo
Quân nhân chuyên nghiệp, công nhân và viên chức quốc phòng
Quốc phòng
Quốc tịch Việt Nam
Quy hoạch
Quy hoạch đô thị
Quy hoạch đô thị và nông thôn
Sở hữu trí tuệ
Sĩ quan Quân đội nhân dân Việt Nam
Sử dụng năng lượng tiết kiệm và hiệu quả
Sử dụng vốn nhà nước đầu tư vào sản xuất, kinh doanh tại doanh nghiệp
Tài nguyên nước
Tài nguyên, môi trường biển và hải đảo
Tần số vô tuyến điện
Thanh niên
Thanh tra
Thể dục, thể thao
Thi đua, khen thưởng
Thi hành án dân sự
Thi hành án hình sự
Thi hành án hình sự tại cộng đồng
Thi hành tạm giữ, tạm giam
Thi hành tạm giữ, tạm giam và cấm đi khỏi nơi cư trú
Thỏa thuận quốc tế
Thống kê
Thủ đô
Thú y
Thuế bảo vệ môi trường
Thuế chuyển quyền sử dụng đất
Thuế doanh thu
Thuế giá trị gia tăng
Thuế lợi tức
Thuế sử dụng đất nông nghiệp
Thuế sử dụng đất phi nông nghiệp
Thuế tài nguyên
Thuế thu nhập cá nhân
Thuế thu nhập doanh nghiệp
Thuế tiêu thụ đặc biệt
Thuế xuất khẩu, thuế nhập khẩu
Thủy lợi
Thủy sản
Thư viện
Thực hành tiết kiệm, chống lãng phí
Thực hiện dân chủ ở cơ sở
Thương mại
Tiêu chuẩn và quy chuẩn kỹ thuật
Tiếp cận thông tin
Tiếp công dân
Tín ngưỡng, tôn giáo
Tố cáo
Tố tụng dân sự
Tố tụng hành chính
Tố tụng hình sự
Tổ chức Chính phủ
Tổ chức chính quyền địa phương
Tổ chức cơ quan điều tra hình sự
Tổ chức Hội đồng nhân dân và Ủy ban nhân dân
Tổ chức Quốc hội
Tổ chức Tòa án nhân dân
Tổ chức Viện kiểm sát nhân dân
Trách nhiệm bồi thường của Nhà nước
Trật tự, an toàn giao thông đường bộ
Trẻ em
Trí tuệ nhân tạo
Trồng trọt
Trọng tài thương mại
Trợ giúp pháp lý
Trưng cầu ý dân
Trưng mua, trưng dụng tài sản
Tư pháp người chưa thành niên
Tương trợ tư pháp
Tương trợ tư pháp về dân sự
Tương trợ tư pháp về hình sự
Tình trạng khẩn cấp
Việc làm
Viên chức
Viễn thông
Xây dựng
Xuất bản
Xuất cảnh, nhập cảnh của công dân Việt Nam
Xử lý vi phạm hành chính
Y tế dự phòng
án phí, lệ phí Tòa án
Bảo vệ công trình quan trọng liên quan đến an ninh quốc gia
bưu chính, viễn thông
Chất lượng hàng hóa
Chi phí giám định, định giá; chi phí cho người làm chứng, người phiên dịch trong tố tụng
Chống bán phá giá hàng hóa nhập khẩu vào Việt Nam
Công an xã
Công nghiệp quốc phòng
Công nghiệp quốc phòng, an ninh và động viên công nghiệp
Cảnh sát môi trường
Cựu chiến binh
Dân số
Động viên công nghiệp
Giá
Giống cây trồng
Giống vật nuôi
Hàm, cấp ngoại giao
Hợp đồng kinh tế
Hợp nhất văn bản quy phạm pháp luật
Ký kết và thực hiện điều ước quốc tế
Ký kết và thực hiện thỏa thuận quốc tế
Ngoại hối
Nghĩa vụ lao động công ích
Pháp điển hệ thống quy phạm pháp luật
Phòng, chống mại dâm
Quản lý thị trường
Quản lý, sử dụng vũ khí, vật liệu nổ và công cụ hỗ trợ
Thẩm phán và Hội thẩm Tòa án nhân dân
Thuế tài nguyên
Thuế thu nhập đối với người có thu nhập cao
Thủ tục bắt giữ tàu bay
Thủ tục bắt giữ tàu biển
Tổ chức điều tra hình sự
Trình tự, thủ tục xem xét, quyết định áp dụng các biện pháp xử lý hành chính tại Tòa án nhân dân
Thuế nhà, đất
Ưu đãi người có công
Ưu đãi người có công với cách mạng
Xử lý vi phạm hành chính
"""

#: What is written short inside names: "Luật Ban hành văn bản QPPL", "Luật Tổ chức HĐND và UBND".
_SHORT = (("quy phạm pháp luật", "QPPL"), ("Hội đồng nhân dân", "HĐND"), ("Ủy ban nhân dân", "UBND"))
_WORD = re.compile(r"\w+")
_BREAK = re.compile(r"[^\w\s-]")
_Words = tuple[tuple[str, bool], ...]  # (folded word, whether a punctuation mark may follow it)


def _words_of(name: str) -> _Words:
    words = list(_WORD.finditer(fold(normalise(name))))
    ends = [word.start() for word in words[1:]] + [len(name)]
    gaps = (name[word.end() : end] for word, end in zip(words, ends, strict=True))
    return tuple((word.group(), bool(_BREAK.search(gap))) for word, gap in zip(words, gaps, strict=True))


def _shortened(name: str) -> str:
    for whole, short in _SHORT:
        name = name.replace(whole, short)
    return name


def _by_first_word() -> dict[str, list[_Words]]:
    table: dict[str, list[_Words]] = {}
    whole = set(_NAMES.strip().splitlines())
    for name in whole | {_shortened(name) for name in whole}:
        words = _words_of(normalise(name))
        without_and = tuple(word for word in words if word[0] != "va")
        table.setdefault(words[0][0], []).extend({words, without_and})
    for names in table.values():
        names.sort(key=len, reverse=True)
    return table


_TABLE = _by_first_word()
_LONGEST = 200


def names() -> tuple[str, ...]:
    """All names that are known, without the word Luật."""
    return tuple(_NAMES.strip().splitlines())


def name_length(text: str) -> int:
    """The number of characters at the start of ``text`` that are the longest name known; 0 if none.

    Case, diacritics, blanks and line breaks are ignored; a punctuation mark or "và" may be left out, but none added.
    """
    window = fold(text[:_LONGEST])
    words = list(_WORD.finditer(window))
    if not words:
        return 0
    for name in _TABLE.get(words[0].group(), ()):
        if len(name) <= len(words) and _same(name, words, window):
            end = words[len(name) - 1].end()
            return end + 1 if name[-1][1] and window[end : end + 1] == ")" else end
    return 0


def _same(name: _Words, words: list[re.Match[str]], window: str) -> bool:
    for (expected, may_break), word, following in zip(name, words, [*words[1 : len(name)], None], strict=False):
        if word.group() != expected:
            return False
        if following and not may_break and _BREAK.search(window, word.end(), following.start()):
            return False
    return True
