"""Where the name of an issuing body begins and ends in running text.

"của Bộ Văn hóa, Thể thao và Du lịch quy định …": the name has a comma and an "và" inside, and nothing marks its end.
Bodies with a fixed name are read exactly; others by their grammar: a head (Sở, Cục, Ban …), then words until a mark
or a word that no name contains.

>>> text = "của Bộ Văn hóa, Thể thao và Du lịch quy định chi tiết"
>>> text[4:issuer_end(text, text.lower(), 4)]
'Bộ Văn hóa, Thể thao và Du lịch'
"""

from __future__ import annotations

import re

from kb.text import fold

_MINISTRY = r"""(?:
    lao\s+động,?(?:\s*-)?\s+thương\s+binh,?\s+(?:và\s+)?xã\s+hội | văn\s+ho[áa],\s+thể\s+thao(?:\s+và|,)\s+du\s+lịch
  | văn\s+ho[áa],?(?:\s*[-,]\s*|\s+và\s+)thông\s+tin(?:\s*[-,]\s*thể\s+thao)? | văn\s+hoá | thông\s+tin(?:\s+và\s+truyền\s+thông)?
  | nông\s+nghiệp(?:\s+và|,)\s+phát\s+triển\s+nông\s+thôn | nông\s+nghiệp\s+và\s+công\s+nghiệp\s+thực\s+phẩm
  | nông\s+nghiệp\s+và\s+môi\s+trường | nông\s+nghiệp | tài\s+nguyên(?:\s+và|,)\s+môi\s+trường
  | khoa\s+học(?:,|\s+và)\s+công\s+nghệ(?:(?:\s+và|,)\s+môi\s+trường)? | kế\s+hoạch(?:\s+và|,)\s+đầu\s+tư
  | giáo\s+dục(?:\s+và|,|\s*-)\s+đào\s+tạo | giáo\s+dục | đại\s+học\s+và\s+trung\s+học\s+chuyên\s+nghiệp
  | giao\s+thông(?:\s+vận\s+tải)?(?:\s+và\s+bưu\s+điện)? | bưu\s+chính,?\s+viễn\s+thông | thương\s+mại(?:\s+và\s+du\s+lịch)?
  | công\s+thương | công\s+nghiệp(?:\s+nặng|\s+nhẹ|\s+thực\s+phẩm)? | xây\s+dựng | tài\s+chính | nội\s+vụ | ngoại\s+giao
  | ngoại\s+thương | nội\s+thương | tư\s+pháp | quốc\s+phòng | công\s+an | y\s+tế | thủy\s+sản | thuỷ\s+sản | thủy\s+lợi | thuỷ\s+lợi
  | lâm\s+nghiệp | năng\s+lượng | lao\s+động | điện\s+lực | cơ\s+khí\s+và\s+luyện\s+kim | vật\s+tư
  | dân\s+tộc\s+và\s+tôn\s+giáo | chính\s+trị
)"""
_FIXED = re.compile(
    rf"""(?:
    (?:phó\s+)?thủ\s+tướng(?:\s+chính\s+phủ)? | chính\s+phủ | ttg(?:cp)? | hội\s+đồng\s+(?:chính\s+phủ|bộ\s+trưởng|nhà\s+nước|nhân\s+dân\s+tối\s+cao)
  | chủ\s+tịch\s+(?:nước|hội\s+đồng\s+(?:bộ\s+trưởng|chính\s+phủ|nhà\s+nước)|quốc\s+hội)
  | u[ỷy]\s*ban\s+thường\s+vụ\s+quốc\s+hội | ubtvqh | ủy\s+ban\s+thường\s+vụ\s+quốc\s+hội | quốc\s+hội
  | ban\s+bí\s+thư(?:\s+(?:trung\s+ương|tw|tư))?(?:\s+đảng)?(?:\s+cộng\s+sản)?
  | (?:ban\s+chấp\s+hành|bch|bchtw)\s*(?:trung\s+ương|tw|tư)?(?:\s+đảng(?:\s+cộng\s+sản)?)?(?!\s+đảng\s+bộ)(?=\W|$)
  | trung\s+ương(?:\s+đảng(?:\s+cộng\s+sản)?)
  | quân\s+(?:u[ỷy]|ủy)\s+trung\s+ương
  | (?:bộ\s+trưởng,?\s+)?(?:chủ\s+nhiệm\s+)?văn\s+phòng\s+(?:chính\s+phủ|quốc\s+hội|chủ\s+tịch\s+nước|trung\s+ương(?:\s+đảng)?)
  | (?:phó\s+)?(?:thống\s+đốc\s+)?ngân\s+hàng\s+nhà\s+nước(?:\s+việt\s+nam)?
  | (?:phó\s+)?(?:tổng\s+)?thanh\s+tra\s+(?:chính\s+phủ|nhà\s+nước) | tổng\s+thanh\s+tra
  | (?:tổng\s+)?kiểm\s+toán\s+nhà\s+nước
  | (?:hội\s+đồng\s+thẩm\s+phán\s+|chánh\s+án\s+|ủy\s+ban\s+thẩm\s+phán\s+)?to[àa]\s*[áa]n\s+nhân\s+dân\s+tối\s+cao
  | (?:viện\s+trưởng\s+)?viện\s+kiểm\s+sát(?:\s+nhân\s+dân)?\s+tối\s+cao
  | (?:bộ\s+trưởng\s+|thứ\s+trưởng\s+)?bộ\s+{_MINISTRY}
  | (?:chủ\s+nhiệm\s+)?(?:uỷ|ủy|uy)\s+ban\s+kế\s+hoạch\s+nhà\s+nước
  | (?:bộ\s+trưởng[-,]\s*)?(?:bộ\s+trưởng,\s*)?chủ\s+nhiệm\s+(?:uỷ|ủy)\s+ban\s+[^\W\d]+\s+[^\W\d]+
  )(?:\s+việt\s+nam)?(?!\w)""",
    re.VERBOSE,
)
#: Heads of names that are read by grammar.
_HEAD = re.compile(
    r"""(?:
    (?:(?:phó\s+)?chủ\s+tịch\s+|(?:ban\s+)?thường\s+(?:trực|vụ)\s+|lãnh\s+đạo\s+)?
    (?:ủy\s+ban|uỷ\s+ban|uy\s+ban|ubnd|hđnd|hội\s+đồng|tỉnh\s+(?:ủy|uỷ)|thành\s+(?:ủy|uỷ)|huyện\s+(?:ủy|uỷ)|đảng\s+(?:ủy|uỷ|đoàn|bộ)
      |tổng\s+liên\s+đoàn|hội|liên\s+đoàn|trung\s+ương|đoàn\s+chủ\s+tịch)
  | (?:(?:phó\s+)?(?:tổng\s+)?giám\s+đốc|(?:phó\s+)?(?:tổng\s+)?cục\s+trưởng|(?:phó\s+)?vụ\s+trưởng|(?:phó\s+)?trưởng\s+ban|chủ\s+nhiệm
      |chánh\s+văn\s+phòng|(?:phó\s+)?viện\s+trưởng|chánh\s+thanh\s+tra|chánh\s+án|hiệu\s+trưởng|tư\s+lệnh|trưởng\s+phòng|thủ\s+trưởng)
  | liên\s+(?:bộ|ngành|tịch) | bộ\s+(?:trưởng|tư\s+lệnh|tổng\s+tham\s+mưu) | sở | (?:tổng\s+)?cục | ban | bảo\s+hiểm | kho\s+bạc | ngân\s+hàng
  | văn\s+phòng | viện | tòa\s+án | toà\s+án | thanh\s+tra | đại\s+học | học\s+viện | trường | tập\s+đoàn | tổng\s+công\s+ty | công\s+an | báo
  | đài | trung\s+tâm | bộ | bch | phòng | mặt\s+trận
  )(?!\w)""",
    re.VERBOSE,
)
#: Words that end a name (lower case in print); pairs are two words.
_STOP = frozenset(
    ["về", "v", "quy", "quyết", "hướng", "sửa", "bổ", "phê", "công_bố", "phê_duyệt", "đã", "đang", "sẽ", "vẫn", "được", "bị", "có", "không", "thì", "là", "mà", "nhằm", "để", "nếu", "khi", "như", "theo", "tại", "trong", "trên", "từ", "đến", "với", "cho", "bằng", "do", "vì", "bởi", "này", "các", "những", "một", "thực", "tiếp", "chỉ_đạo", "giao_cho", "trình", "ra", "ký", "gửi", "yêu", "đề_nghị", "triển", "thay", "bãi", "hủy", "huỷ", "cấp", "ngày", "số", "năm", "căn", "hết", "hiệu", "chấp", "thông_qua", "thông_báo", "kèm", "thành_lập", "điều_chỉnh", "hoặc", "hay", "còn", "nêu", "nói", "trừ", "ban_hành", "quy_định", "quyết_định", "công_nhận", "xác_định", "nhất", "chịu", "chủ_trì", "phối", "cũng", "phải", "cần", "nên", "đồng_ý", "cùng", "sau", "trước", "giai_đoạn", "nghị", "thông_tư", "đối", "việc", "tổ_chức_thực_hiện", "phân_công", "ủy_quyền", "uỷ_quyền", "giao", "phân_cấp", "khẳng", "cho_biết"]
)
_TOKEN = re.compile(r"(?P<gap>\s{1,4}|\s?,\s{1,3}|\s?[-–]\s?)(?P<word>[^\W\d_][\w&.]*)")
_LIST_HEAD = re.compile(
    r"(?:,\s{0,3}(?:và\s{1,3})?|\s{1,3}và\s{1,3}|\s?-\s?)(?=(?:liên\s+)?(?:bộ|ủy\s+ban|uỷ\s+ban|viện|tòa|toà|ngân\s+hàng|thanh\s+tra|ban|hội|tổng|trung\s+ương|văn\s+phòng|bảo\s+hiểm|kiểm|đoàn|chính\s+phủ|mặt\s+trận)\s)"
)
_OF_TOP = re.compile(
    r"\s{1,3}(?:của|cua|thuộc)\s{1,3}(?=(?:quốc\s+hội|chính\s+phủ|đảng|bộ\s|ủy\s+ban|uỷ\s+ban|trung\s+ương))"
)
_PLAIN = re.compile(r"(?:bo|thu tuong|chinh phu|quoc hoi|uy ban|ubnd|so|cuc|tong cuc|ban)\s")
_LONGEST = 18


def issuer_end(text: str, low: str, start: int) -> int | None:
    """The end of the name of the body or office that begins at ``start``, or None where none begins."""
    end = _one_end(text, low, start)
    if end is None:
        return None
    for _ in range(8):
        following = _LIST_HEAD.match(low, end)
        if not following or not text[following.end()].isupper():
            break
        next_end = _one_end(text, low, following.end())
        if next_end is None:
            break
        end = next_end
    return end


def _one_end(text: str, low: str, start: int) -> int | None:
    fixed = _FIXED.match(low, start)
    if fixed:
        return fixed.end()
    head = _HEAD.match(low, start)
    if not head:
        return None
    end = _name_end(text, low, head.end())
    of_top = _OF_TOP.match(low, end)
    if of_top and text[start].isupper():
        top = _one_end(text, low, of_top.end())
        end = top or end
    return end


def _name_end(text: str, low: str, position: int) -> int:
    end = position
    for _ in range(_LONGEST):
        token = _TOKEN.match(text, end)
        if not token:
            break
        word, gap = low[token.start("word") : token.end()], token["gap"]
        capital = token["word"][0].isupper()
        if not gap.isspace() and not capital:
            break
        if not capital and (word in _STOP or f"{word}_{_next_word(low, token.end())}" in _STOP):
            break
        if word == "và" and not _next_is_part(text, token.end()):
            break
        if "," in gap and _HEAD.match(low, token.start("word")):
            break
        end = token.end()
    return end - 1 if text[end - 1] == "." else end


def _next_word(low: str, position: int) -> str:
    found = re.compile(r"\s{1,3}([^\W\d_]+)").match(low, position)
    return found.group(1) if found else ""


def _next_is_part(text: str, position: int) -> bool:
    """After "và": a capital that opens no new document ("Thể thao và Du lịch", not "và Thông tư")."""
    return (
        bool(
            re.compile(
                r"\s{1,3}(?!Thông\s+tư|Nghị\s|Quyết\s+định|Luật|Chỉ\s+thị|Công\s+văn|Căn\s+cứ|Điều\s|Kế\s+hoạch\s+số)[A-ZĐÂĂÊÔƠƯ\u00c0-\u1ef9]"
            ).match(text, position)
        )
        and text[position:].lstrip()[:1].isupper()
    )


def opens_issuer(low: str, start: int) -> bool:
    """Whether the name of a body or office begins at ``start``."""
    return bool(_FIXED.match(low, start) or _HEAD.match(low, start))


def same_body(first: str, second: str) -> bool:
    """Whether two names differ in nothing but case, diacritics and marks."""
    return re.sub(r"\W+", " ", fold(first)) == re.sub(r"\W+", " ", fold(second))


_OPENING = re.compile(rf"(?<!\w)(?:{_FIXED.pattern}|{_HEAD.pattern})", re.VERBOSE)


def find_issuers(text: str, low: str, start: int, end: int) -> list[tuple[int, int]]:
    """The spans of all names of bodies that begin and end between two offsets, the widest first where they nest."""
    spans = []
    for opening in _OPENING.finditer(low, start, end):
        close = issuer_end(text, low, opening.start())
        if close and close <= end:
            spans.append((opening.start(), close))
    return spans
