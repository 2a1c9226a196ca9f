"""Matters: what a public power is about, in the words of law, of reports, and of the search box.

>>> [found.slug for found in matters_in("quyet dinh nao uy quyen cap giay phep lao dong?")]
['giay-phep-lao-dong', 'lao-dong']
>>> [found.label for found in matters_in("Ban Quản lý cấp C/O mẫu D")]
['Chứng nhận xuất xứ hàng hóa (C/O)']

A word typed with diacritics means that word only; typed without, it may be any:

>>> matters_in("đường")
()

Each row proves itself: its ``examples`` must find it, first of all matters.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kb.text import fold, normalise


@dataclass(frozen=True, slots=True)
class Matter:
    """One matter: ``slug`` in addresses, ``label`` for people, ``words`` by which texts and questions name it.

    ``parent`` is the slug of the wider matter, "" for a widest one.
    """

    slug: str
    label: str
    words: tuple[str, ...]
    examples: tuple[str, ...]
    parent: str = ""


def _row(slug: str, label: str, words: str, examples: str, parent: str = "") -> Matter:
    names = tuple(name.strip() for name in words.replace("\n", ",").split(",") if name.strip())
    return Matter(slug, label, names, tuple(example.strip() for example in examples.split("|")), parent)


MATTERS: tuple[Matter, ...] = (
    _row(
        "giay-phep-lao-dong", "Giấy phép lao động",
        "giấy phép lao động, gplđ, work permit, giấy phép làm việc, lao động nước ngoài, người lao động nước ngoài",
        "cấp lại giấy phép lao động cho người nước ngoài|thu hồi GPLĐ|work permit cho chuyên gia|gia han gpld",
        "lao-dong",
    ),
    _row(
        "noi-quy-lao-dong", "Nội quy lao động, thỏa ước lao động",
        "nội quy lao động, nqlđ, thỏa ước lao động, thỏa ước lao động tập thể, nội quy an toàn vệ sinh",
        "tổ chức thực hiện đăng ký nội quy lao động|dang ky noi quy lao dong", "lao-dong",
    ),
    _row("lao-dong", "Lao động, việc làm", "lao động, việc làm", "quản lý nhà nước về lao động|giải quyết việc làm"),
    _row(
        "chu-truong-dau-tu", "Chủ trương đầu tư",
        "chủ trương đầu tư, chấp thuận đầu tư, chấp thuận nhà đầu tư, quyết định đầu tư",
        "chấp thuận chủ trương đầu tư dự án|chấp thuận đầu tư đối với các dự án trong nước", "dau-tu",
    ),
    _row(
        "giay-chung-nhan-dang-ky-dau-tu", "Giấy chứng nhận đăng ký đầu tư, giấy phép đầu tư",
        """giấy chứng nhận đăng ký đầu tư, gcnđkđt, giấy phép đầu tư, gpđt, giấy chứng nhận đầu tư, gcnđt
        đăng ký đầu tư, cấp phép đầu tư""",
        "cấp, điều chỉnh, thu hồi Giấy phép đầu tư|điều chỉnh GCNĐKĐT|thu hoi giay chung nhan dang ky dau tu", "dau-tu",
    ),
    _row("dau-tu", "Đầu tư", "đầu tư, nhà đầu tư, fdi, đtnn", "xúc tiến đầu tư vào khu công nghiệp|dự án FDI"),
    _row(
        "dang-ky-doanh-nghiep", "Đăng ký doanh nghiệp, hộ kinh doanh",
        "đăng ký kinh doanh, đăng ký doanh nghiệp, đkkd, hộ kinh doanh, thành lập doanh nghiệp",
        "cơ quan đăng ký kinh doanh|dang ky doanh nghiep",
    ),
    _row(
        "giay-phep-xay-dung", "Giấy phép xây dựng", "giấy phép xây dựng, gpxd, cấp phép xây dựng",
        "gia hạn giấy phép xây dựng|cap giay phep xay dung", "xay-dung",
    ),
    _row(
        "quy-hoach", "Quy hoạch", "quy hoạch, quy hoạch xây dựng, quy hoạch chi tiết, quy hoạch phân khu, qhct",
        "phê duyệt đồ án quy hoạch chi tiết 1/500|dieu chinh quy hoach",
    ),
    _row(
        "xay-dung", "Xây dựng", "xây dựng, công trình, thiết kế cơ sở, nghiệm thu công trình, hạ tầng kỹ thuật",
        "thẩm định thiết kế cơ sở|quản lý chất lượng công trình",
    ),
    _row("nha-o", "Nhà ở", "nhà ở, nhà ở xã hội, noxh", "cho thuê mua nhà ở xã hội|quản lý nhà ở"),
    _row(
        "danh-gia-tac-dong-moi-truong", "Đánh giá tác động môi trường (ĐTM)",
        "đánh giá tác động môi trường, đtm, báo cáo đánh giá tác động môi trường, cam kết bảo vệ môi trường",
        "thẩm định báo cáo đánh giá tác động môi trường|phê duyệt ĐTM", "moi-truong",
    ),
    _row(
        "giay-phep-moi-truong", "Giấy phép môi trường", "giấy phép môi trường, gpmt, đăng ký môi trường",
        "cấp đổi giấy phép môi trường|thu hoi giay phep moi truong", "moi-truong",
    ),
    _row(
        "moi-truong", "Môi trường", "môi trường, bảo vệ môi trường, chất thải, nước thải, xả thải",
        "thu phí bảo vệ môi trường đối với nước thải|bao ve moi truong",
    ),
    _row(
        "chung-nhan-xuat-xu", "Chứng nhận xuất xứ hàng hóa (C/O)",
        "chứng nhận xuất xứ, giấy chứng nhận xuất xứ, c/o, xuất xứ hàng hóa",
        "cấp Giấy chứng nhận xuất xứ hàng hóa|cấp C/O mẫu D", "thuong-mai",
    ),
    _row(
        "xuat-nhap-khau", "Xuất nhập khẩu", "xuất nhập khẩu, xnk, xuất khẩu, nhập khẩu, quá cảnh hàng hóa, tạm nhập",
        "quản lý hoạt động XNK|cấp giấy phép nhập khẩu", "thuong-mai",
    ),
    _row(
        "thuong-mai", "Thương mại",
        "thương mại, hoạt động thương mại, bán lẻ, cơ sở bán lẻ, văn phòng đại diện, giấy phép kinh doanh",
        "lập cơ sở bán lẻ|quản lý hoạt động thương mại của doanh nghiệp khu công nghiệp",
    ),
    _row(
        "dat-dai", "Đất đai",
        """đất đai, giao đất, cho thuê đất, thu hồi đất, quyền sử dụng đất, qsdđ, bảng giá đất, giá đất, sử dụng đất
        chuyển mục đích sử dụng đất, bồi thường giải phóng mặt bằng""",
        "quyết định bảng giá đất lần đầu|thu hoi dat|cấp giấy chứng nhận QSDĐ",
    ),
    _row(
        "rung", "Rừng, chuyển mục đích sử dụng rừng",
        "chuyển mục đích sử dụng rừng, rừng, lâm nghiệp, rừng sản xuất, rừng phòng hộ, rừng đặc dụng, kiểm lâm",
        "chủ trương chuyển mục đích sử dụng rừng sang mục đích khác|quản lý rừng phòng hộ",
    ),
    _row(
        "cong-chung-chung-thuc", "Công chứng, chứng thực", "công chứng, chứng thực, sao y, chứng thực chữ ký",
        "chứng thực bản sao từ bản chính|cong chung hop dong",
    ),
    _row(
        "lanh-su", "Chứng nhận lãnh sự, hợp pháp hóa lãnh sự", "chứng nhận lãnh sự, hợp pháp hóa lãnh sự, lãnh sự",
        "tiếp nhận hồ sơ hợp pháp hóa lãnh sự|chung nhan lanh su",
    ),
    _row(
        "phong-chay-chua-chay", "Phòng cháy, chữa cháy", "phòng cháy, chữa cháy, pccc, phòng cháy chữa cháy",
        "thẩm duyệt thiết kế về phòng cháy, chữa cháy|nghiem thu PCCC",
    ),
    _row(
        "dang-ky-xe", "Đăng ký xe, phương tiện",
        "đăng ký xe, biển số xe, đăng ký phương tiện, đăng kiểm, giấy phép lái xe, gplx",
        "đăng ký, cấp biển số xe mô tô|thực hiện việc đăng ký phương tiện",
    ),
    _row("giao-thong", "Giao thông, đường bộ", "đường bộ, quốc lộ, đường tỉnh, giao thông, luồng hàng hải, hàng hải",
         "quản lý các tuyến quốc lộ|bảo trì đường bộ"),
    _row(
        "an-toan-thuc-pham", "An toàn thực phẩm", "an toàn thực phẩm, attp, vệ sinh an toàn thực phẩm",
        "cấp giấy chứng nhận cơ sở đủ điều kiện an toàn thực phẩm|kiểm tra ATTP",
    ),
    _row(
        "khoang-san", "Khoáng sản", "khoáng sản, thăm dò khoáng sản, khai thác khoáng sản",
        "gia hạn giấy phép thăm dò khoáng sản|khai thac khoang san",
    ),
    _row(
        "tai-san-cong", "Tài sản công", "tài sản công, thanh lý tài sản, mua sắm tài sản, trưng mua, trưng dụng",
        "quyết định thanh lý tài sản công|quyết định trưng mua tài sản",
    ),
    _row("dau-thau", "Đấu thầu", "đấu thầu, lựa chọn nhà thầu, kế hoạch lựa chọn nhà thầu",
         "phê duyệt kết quả lựa chọn nhà thầu|dau thau qua mang"),
    _row(
        "can-bo", "Cán bộ, công chức, viên chức",
        "bổ nhiệm, tuyển dụng, công chức, viên chức, cán bộ, nâng bậc lương, nâng ngạch",
        "tuyển dụng công chức cấp xã|bo nhiem vien chuc",
    ),
    _row("thi-dua-khen-thuong", "Thi đua, khen thưởng", "khen thưởng, thi đua, bằng khen, giấy khen",
         "tặng giấy khen|khen thuong thanh tich dot xuat"),
    _row(
        "xu-phat", "Xử phạt vi phạm hành chính", "xử phạt, vi phạm hành chính, xử phạt vi phạm hành chính, xpvphc",
        "giao quyền xử phạt cho cấp phó|xu phat vi pham hanh chinh",
    ),
    _row("thue-phi", "Thuế, phí, lệ phí", "lệ phí, thuế, thu phí, miễn thuế, hoàn thuế",
         "thu lệ phí trước bạ|hoàn thuế"),
    _row("ho-tich-quoc-tich", "Hộ tịch, quốc tịch", "hộ tịch, quốc tịch, khai sinh, kết hôn, nuôi con nuôi",
         "cho nhập quốc tịch Việt Nam|đăng ký khai sinh"),
    _row("hoi", "Hội, quỹ", "thành lập hội, điều lệ hội, hội có phạm vi, quỹ xã hội, quỹ từ thiện",
         "cho phép thành lập hội|phê duyệt điều lệ hội"),
    _row("luat-su", "Luật sư, bổ trợ tư pháp",
         "luật sư, hành nghề luật sư, tư vấn pháp luật, thừa phát lại, giám định tư pháp",
         "quản lý nhà nước về luật sư|hanh nghe luat su"),
    _row("di-tich-van-hoa", "Di tích, văn hóa, thể thao", "di tích, di sản, lễ hội, cổ vật, quảng cáo, karaoke",
         "quản lý di tích quốc gia|cap phep quang cao"),
    _row("khoa-hoc-cong-nghe", "Khoa học và công nghệ",
         "khoa học và công nghệ, sở hữu công nghiệp, đo lường, chuyển giao công nghệ",
         "ký hợp đồng nhiệm vụ khoa học và công nghệ|chuyen giao cong nghe"),
    _row("y-te", "Y tế, khám bệnh, chữa bệnh", "khám bệnh, chữa bệnh, y tế, hành nghề y, dược, thuốc",
         "cấp chứng chỉ hành nghề khám bệnh, chữa bệnh|kinh doanh dược"),
    _row("giao-duc", "Giáo dục, đào tạo", "giáo dục, trường học, tuyển sinh, văn bằng, giáo dục nghề nghiệp",
         "thành lập trường học mầm non|cấp phát văn bằng"),
)  # fmt: skip

_WORD = re.compile(r"\w+(?:/\w+)?")


def matter(slug: str) -> Matter:
    """The matter with that slug; KeyError otherwise."""
    return _by_slug()[slug]


def matters_in(text: str) -> tuple[Matter, ...]:
    """The matters that ``text`` names, the most specific (longest name) first."""
    typed = _WORD.findall(normalise(text).lower())
    found = [(length, -place, row) for row in MATTERS for length, place in [_longest(typed, row)] if length]
    return tuple(row for _, _, row in sorted(found, key=lambda hit: hit[:2], reverse=True))


@cache
def _by_slug() -> dict[str, Matter]:
    return {row.slug: row for row in MATTERS}


@cache
def _names(row: Matter) -> tuple[tuple[tuple[str, str], ...], ...]:
    """The names as pairs of each syllable and the same without diacritics.

    A single syllable stands for itself alone: "duoc" is far more often "được" than "dược".
    """
    split = (_WORD.findall(normalise(name).lower()) for name in row.words)
    return tuple(tuple((word, _untoned(word, len(words))) for word in words) for words in split)


def _untoned(word: str, syllables: int) -> str:
    bare = fold(word)
    is_abbreviation = word.replace("đ", "d") == bare
    return bare if syllables > 1 or is_abbreviation else word


def _longest(typed: list[str], row: Matter) -> tuple[int, int]:
    """How many letters the longest name of ``row`` that occurs has, and where it stands; (0, 0) without one."""
    best = (0, 0)
    for name in _names(row):
        size = sum(len(word) for word, _ in name)
        if size <= best[0]:
            continue
        for place in range(len(typed) - len(name) + 1):
            if all(typed[place + step] in pair for step, pair in enumerate(name)):
                best = (size, place)
                break
    return best
