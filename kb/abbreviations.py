"""Abbreviations that officers type, and the words they stand for.

>>> expand("thu hồi GPLĐ của người NN trong kcn")
'thu hồi giấy phép lao động của người NN trong khu công nghiệp'
>>> expand("BQL các KCN"), expand("phi tham dinh dtm")
('ban quản lý các khu công nghiệp', 'phi tham dinh đánh giá tác động môi trường')

Only abbreviations with one meaning in administration are listed; NN, CP, CT and their like mean too many things.
``loose`` ones are read in any case and without Đ; the others only as printed, since their letters spell a word
("ban", "bao"). Nothing inside a document number is touched: ``17/2023/TT-BLĐTBXH`` stays.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kb.text import fold


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """One abbreviation: ``short`` as printed, ``words`` what it stands for; ``loose``: any case, Đ typed as D."""

    short: str
    words: str
    loose: bool = True


#: One a line, grouped by what they name: bodies, zones, papers, people, fields.
_LOOSE = """
UBND = ủy ban nhân dân
HĐND = hội đồng nhân dân
UBMTTQ = ủy ban mặt trận tổ quốc
MTTQ = mặt trận tổ quốc
BQL = ban quản lý
TTg = thủ tướng chính phủ
TTCP = thanh tra chính phủ
VPCP = văn phòng chính phủ
NHNN = ngân hàng nhà nước
KBNN = kho bạc nhà nước
TAND = tòa án nhân dân
VKSND = viện kiểm sát nhân dân
BHXHVN = bảo hiểm xã hội việt nam
LĐTBXH = lao động thương binh và xã hội
LĐTB&XH = lao động thương binh và xã hội
LĐ-TBXH = lao động thương binh và xã hội
BLĐTBXH = bộ lao động thương binh và xã hội
BLĐTB&XH = bộ lao động thương binh và xã hội
KHĐT = kế hoạch và đầu tư
KH&ĐT = kế hoạch và đầu tư
BKHĐT = bộ kế hoạch và đầu tư
BKH&ĐT = bộ kế hoạch và đầu tư
TNMT = tài nguyên và môi trường
TN&MT = tài nguyên và môi trường
BTNMT = bộ tài nguyên và môi trường
NNPTNT = nông nghiệp và phát triển nông thôn
NN&PTNT = nông nghiệp và phát triển nông thôn
BNNPTNT = bộ nông nghiệp và phát triển nông thôn
NNMT = nông nghiệp và môi trường
NN&MT = nông nghiệp và môi trường
BNNMT = bộ nông nghiệp và môi trường
GTVT = giao thông vận tải
BGTVT = bộ giao thông vận tải
GDĐT = giáo dục và đào tạo
GD&ĐT = giáo dục và đào tạo
BGDĐT = bộ giáo dục và đào tạo
KHCN = khoa học và công nghệ
KH&CN = khoa học và công nghệ
BKHCN = bộ khoa học và công nghệ
TTTT = thông tin và truyền thông
TT&TT = thông tin và truyền thông
VHTTDL = văn hóa thể thao và du lịch
BVHTTDL = bộ văn hóa thể thao và du lịch
KCN = khu công nghiệp
KCX = khu chế xuất
KKT = khu kinh tế
KCNC = khu công nghệ cao
KKTCK = khu kinh tế cửa khẩu
CCN = cụm công nghiệp
DNCX = doanh nghiệp chế xuất
GPLĐ = giấy phép lao động
GPXD = giấy phép xây dựng
GPMT = giấy phép môi trường
GPKD = giấy phép kinh doanh
GCN = giấy chứng nhận
GCNĐKĐT = giấy chứng nhận đăng ký đầu tư
GCNĐKDN = giấy chứng nhận đăng ký doanh nghiệp
GCNQSDĐ = giấy chứng nhận quyền sử dụng đất
QSDĐ = quyền sử dụng đất
SDĐ = sử dụng đất
ĐKKD = đăng ký kinh doanh
ĐKĐT = đăng ký đầu tư
ĐTM = đánh giá tác động môi trường
CFS = giấy chứng nhận lưu hành tự do
LLTP = lý lịch tư pháp
TTHC = thủ tục hành chính
HĐLĐ = hợp đồng lao động
NQLĐ = nội quy lao động
TƯLĐTT = thỏa ước lao động tập thể
BLLĐ = bộ luật lao động
BLDS = bộ luật dân sự
BLHS = bộ luật hình sự
BLTTDS = bộ luật tố tụng dân sự
BLTTHS = bộ luật tố tụng hình sự
VBQPPL = văn bản quy phạm pháp luật
QPPL = quy phạm pháp luật
NLĐ = người lao động
NSDLĐ = người sử dụng lao động
LĐNN = lao động nước ngoài
NLĐNN = người lao động nước ngoài
NĐT = nhà đầu tư
ĐTNN = đầu tư nước ngoài
VĐTNN = vốn đầu tư nước ngoài
CBCC = cán bộ, công chức
CCVC = công chức, viên chức
CBCCVC = cán bộ, công chức, viên chức
TNHH = trách nhiệm hữu hạn
HTX = hợp tác xã
DNNN = doanh nghiệp nhà nước
VPĐD = văn phòng đại diện
QLNN = quản lý nhà nước
BHXH = bảo hiểm xã hội
BHYT = bảo hiểm y tế
BHTN = bảo hiểm thất nghiệp
BHTNLĐ = bảo hiểm tai nạn lao động
TNLĐ = tai nạn lao động
ATVSLĐ = an toàn, vệ sinh lao động
VSLĐ = vệ sinh lao động
ATTP = an toàn thực phẩm
ATVSTP = an toàn vệ sinh thực phẩm
PCCC = phòng cháy và chữa cháy
CNCH = cứu nạn, cứu hộ
BVMT = bảo vệ môi trường
XNK = xuất nhập khẩu
XNC = xuất nhập cảnh
CNTT = công nghệ thông tin
CNC = công nghệ cao
SHTT = sở hữu trí tuệ
VLXD = vật liệu xây dựng
GPMB = giải phóng mặt bằng
NSNN = ngân sách nhà nước
TSCĐ = tài sản cố định
GTGT = giá trị gia tăng
TNDN = thu nhập doanh nghiệp
TNCN = thu nhập cá nhân
TTĐB = tiêu thụ đặc biệt
XPVPHC = xử phạt vi phạm hành chính
VPHC = vi phạm hành chính
KNTC = khiếu nại, tố cáo
THADS = thi hành án dân sự
THPT = trung học phổ thông
THCS = trung học cơ sở
ANTT = an ninh trật tự
ATGT = an toàn giao thông
GPLX = giấy phép lái xe
CCCD = căn cước công dân
CMND = chứng minh nhân dân
ODA = hỗ trợ phát triển chính thức
PPP = đối tác công tư
"""
#: Read only as printed.
_AS_PRINTED = """
TUQ = thừa ủy quyền
C/O = giấy chứng nhận xuất xứ hàng hóa
TW = trung ương
TƯ = trung ương
XKLĐ = xuất khẩu lao động
BCT = bộ công thương
BTC = bộ tài chính
BNV = bộ nội vụ
BYT = bộ y tế
BXD = bộ xây dựng
BTP = bộ tư pháp
BCA = bộ công an
BQP = bộ quốc phòng
BNG = bộ ngoại giao
"""


def _table(lines: str, loose: bool) -> tuple[Abbreviation, ...]:
    rows = (line.split(" = ") for line in lines.strip().splitlines())
    return tuple(Abbreviation(short, words, loose) for short, words in rows)


ABBREVIATIONS: tuple[Abbreviation, ...] = _table(_LOOSE, True) + _table(_AS_PRINTED, False)
_LOOSELY = {fold(entry.short): entry.words for entry in ABBREVIATIONS if entry.loose}
_PRINTED = {entry.short: entry.words for entry in ABBREVIATIONS if not entry.loose}
# A word that may be one: not beside a slash, hyphen or digit, which would make it part of a number.
_WORD = re.compile(r"(?<![\w/&-])(?:C/O|[^\W\d_]{2,8}(?:[&-][^\W\d_]{2,6})?)(?![\w&]|[/-]\w)")


def meaning(word: str) -> str | None:
    """What one typed word stands for, or None.

    >>> meaning("gplđ"), meaning("GPLD"), meaning("ban")
    ('giấy phép lao động', 'giấy phép lao động', None)
    """
    return _PRINTED.get(word) or _LOOSELY.get(fold(word))


def expand(text: str) -> str:
    """``text`` with all abbreviations written out; everything else stays as typed."""
    return _WORD.sub(lambda found: meaning(found.group()) or found.group(), text)
