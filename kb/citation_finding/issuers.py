"""Where the name of an issuing body begins and ends in running text.

"của Bộ Văn hóa, Thể thao và Du lịch quy định …": the name has a comma and an "và" inside, and nothing marks its end.
Bodies with a fixed name are read exactly; others by their grammar: a head (Sở, Cục, Ban …), then words until a mark
or a word that no name contains.

>>> text = normalise("của Bộ Văn hóa, Thể thao và Du lịch quy định chi tiết")
>>> text[4:issuer_end(text, text.lower(), 4)]
'Bộ Văn hoá, Thể thao và Du lịch'
"""

from __future__ import annotations

import re

from kb.citation_finding.issuer_names import COMMON_HEADS, FIELDS, FIXED_NAMES, SURE_HEADS
from kb.citation_finding.reading import word_set
from kb.text import fold, normalise


def _any_of(lines: str) -> str:
    """A pattern for any of the phrases, with or without diacritics, blanks and hyphens set as they may be."""
    names = {normalise(line) for line in lines.split("\n") if line}
    phrases = sorted({re.escape(form) for name in names for form in (name, fold(name))}, key=len, reverse=True)
    return "|".join(
        phrase.replace(r"\ \-\ ", r"\s{0,2}-\s{0,2}").replace(r",\ ", r",\s{1,6}").replace(r"\ ", r"\s{1,6}")
        for phrase in phrases
    )


_FIELD = rf"(?:{_any_of(FIELDS)})"
_MINISTER = r"(?:(?:thứ|bộ|thu|bo)\s{1,6}(?:trưởng|truong)\s{1,6})?"
_FIXED = re.compile(
    rf"(?:{_any_of(FIXED_NAMES)}|{_MINISTER}(?:bộ|bo)\s{{1,6}}{_FIELD})(?:\s{{1,6}}vi[ệe]t\s{{1,6}}nam)?(?!\w)"
)
_HEAD = re.compile(rf"(?:(?P<sure>{_any_of(SURE_HEADS)})|(?:{_any_of(COMMON_HEADS)}))(?!\w)")
_FIELD_NAME = re.compile(rf"(?:\s{{1,3}}(?:sở|ban|cục|phòng|bộ))?\s{{1,3}}{_FIELD}(?!\w)")
_OPENING = re.compile(rf"(?<!\w)(?:{_FIXED.pattern}|{_HEAD.pattern})")
#: Lower-case words, and pairs of words, that no name contains.
_STOP = word_set(
    """về v quy_định quy_chế quyết_định hướng_dẫn sửa bổ_sung phê_duyệt công_bố công_nhận đã đang sẽ vẫn được bị có
    không thì là mà nhằm để nếu khi như theo tại trong trên từ đến với cho bằng do vì bởi này những một
    thực_hiện tiếp_tục
    chỉ_đạo giao trình ra ký gửi yêu đề_nghị triển_khai thay bãi hủy huỷ cấp ngày số năm căn_cứ hết hiệu_lực chấp_thuận
    thông_qua
    thông_báo kèm thành_lập điều_chỉnh hoặc hay còn nêu nói trừ ban_hành xác_định thống_nhất chịu chủ_trì phối_hợp cũng
    phải cần nên đồng_ý cùng sau trước giai_đoạn việc phân_công ủy_quyền uỷ_quyền phân_cấp cho_biết ở ngoài vừa mới
    đối_với các bao_gồm nhất_trí kết_luận tổ_chức_lại v.v khẳng_định nay
    ve quy_dinh huong_dan sua bo_sung ban_hanh phe_duyet cong_bo da duoc khong thi nham neu
    theo tai trong den voi cho so nam can_cu"""
)
_CAPITAL = "A-ZĐÂĂÊÔƠƯÁÀẢÃẠẤẦẨẪẬẮẰẲẴẶÉÈẺẼẸẾỀỂỄỆÍÌỈĨỊÓÒỎÕỌỐỒỔỖỘỚỜỞỠỢÚÙỦŨỤỨỪỬỮỰÝỲỶỸỴ"
_WORD = rf"(?P<word>TP\.[{_CAPITAL}]\w*|TP\.|[^\W\d_][\w&]*)"
_PLAIN_TOKEN = re.compile(rf"\s{{1,4}}{_WORD}")
_HYPHEN_TOKEN = re.compile(rf"\s?-\s?{_WORD}")
#: "Ủy ban Văn hóa, Giáo dục, Thanh niên và Nhi đồng": a list of capitals that "và" closes.
_LISTED_FIELDS = re.compile(
    rf"(?:,\s{{1,3}}[{_CAPITAL}]\w{{1,7}}(?:\s{{1,3}}\w{{1,7}}){{0,3}}){{1,4}}\s{{1,3}}và(?=\s{{1,3}}[{_CAPITAL}])"
)
_PART_AFTER_AND = re.compile(
    rf"\s{{1,3}}(?!Thông\s+tư\s+(?:số|liên)|Nghị\s|Quyết\s+định|Luật|Chỉ\s+thị|Công\s+văn|Căn\s+cứ|Điều\s|Kế\s+hoạch\s+số)(?=[{_CAPITAL}])"
)
#: "UBND tỉnh" is a whole name; only a proper name may follow.
_TERRITORY = re.compile(r"(?:tỉnh|thành\s+phố|huyện|quận|thị\s+xã|xã|phường|đặc\s+khu)$")
_NEXT_WORD = re.compile(r"\s{1,6}([^\W\d_]+)")
_NEXT_BODY = re.compile(
    r"(?:,\s{0,3}(?:và\s{1,6})?|\s{1,6}và\s{1,6}|\s?-\s?)"
    r"(?=(?:liên\s+)?(?:bộ|uỷ\s+ban|viện|toà|ngân\s+hàng|thanh\s+tra|ban|hội|tổng|trung\s+ương|văn\s+phòng|bảo\s+hiểm"
    r"|kiểm\s+toán|đoàn|mặt\s+trận|chánh\s+án|chính\s+phủ|quốc\s+hội|chủ\s+tịch|thống\s+đốc|cục|chủ\s+nhiệm)(?!\w))"
)
#: "liên Bộ Tài chính, Thương mại và Y tế": fields alone, after the first ministry.
_NEXT_FIELD = re.compile(rf"(?:,\s{{0,3}}(?:và\s{{1,6}})?|\s{{1,6}}và\s{{1,6}}|\s?-\s?)(?={_FIELD}(?!\w))")
_ANY_FIELD = re.compile(_FIELD)
_OF_TOP = re.compile(r"\s{1,6}(?:của|thuộc)\s{1,6}(?=(?:quốc\s+hội|chính\s+phủ|đảng|bộ\s|uỷ\s+ban|trung\s+ương))")
_LONGEST = 18


def issuer_end(text: str, low: str, start: int, *, joint: bool = False) -> int | None:
    """The end of the name of the body or office that begins at ``start``, or None where none begins.

    ``text`` is normalised, ``low`` its lower-case twin; with ``joint`` a list of bodies is taken as one issuer.
    """
    end = _one_end(text, low, start)
    if end is None or not (joint or low.startswith("liên", start)):
        return end
    for _ in range(9):
        following = _next_body(text, low, end)
        if following is None:
            break
        end = following
    return end


def _next_body(text: str, low: str, end: int) -> int | None:
    """The end of the next body of a list, or None where the list ends."""
    body = _NEXT_BODY.match(low, end)
    if body:
        return _one_end(text, low, body.end())
    field = _NEXT_FIELD.match(low, end)
    return _ANY_FIELD.match(low, field.end()).end() if field else None  # type: ignore[union-attr]


def find_issuers(text: str, low: str, start: int, end: int, *, joint: bool = False) -> list[tuple[int, int]]:
    """The spans of the names of bodies that begin and end between two offsets, from left to right."""
    spans = []
    for opening in _OPENING.finditer(low, start, end):
        close = issuer_end(text, low, opening.start(), joint=joint)
        if close and close <= end:
            spans.append((opening.start(), close))
    return spans


def _one_end(text: str, low: str, start: int) -> int | None:
    head = _HEAD.match(low, start)
    fixed = _FIXED.match(low, start)
    if fixed and (not head or head.end() <= fixed.end() or not head["sure"]):
        return fixed.end()
    if not head or not (head["sure"] or text[start].isupper()):
        return None
    end = _name_end(text, low, start, head.end())
    of_top = _OF_TOP.match(low, end)
    top = _one_end(text, low, of_top.end()) if of_top and text[start].isupper() else None
    return top or end


def _name_end(text: str, low: str, start: int, position: int) -> int:
    """The end of a name read by grammar, its head excluded."""
    field = _FIELD_NAME.match(low, position)
    end = field.end() if field else position
    for _ in range(_LONGEST):
        following = _next_part(text, low, start, end)
        if following is None:
            break
        end = following
    return end


def _next_part(text: str, low: str, start: int, end: int) -> int | None:
    """The end of the next word of a name that began at ``start``, or None where the name ends."""
    listed = _LISTED_FIELDS.match(text, end)
    if listed and not _HEAD.match(low, end + len(listed.group()) - len(listed.group().lstrip(", \n"))):
        return listed.end()
    token = _PLAIN_TOKEN.match(text, end)
    if not token:
        hyphen = _HYPHEN_TOKEN.match(text, end)
        return hyphen.end() if hyphen and hyphen["word"][0].isupper() else None
    word, capital = low[token.start("word") : token.end()], token["word"][0].isupper()
    if not capital and text[start].isupper() and _TERRITORY.search(low, start, end):
        return None
    if word == "các" and _next_is_place(low, token.end()):
        return token.end()
    plain = not capital or (text[start : token.end()].isupper() and not word.isascii())  # or a heading in capitals
    if plain and (word in _STOP or f"{word}_{_next_word(low, token.end())}" in _STOP):
        return None
    if word == "và" and not _PART_AFTER_AND.match(text, token.end()):
        return None
    return token.end()


def _next_word(low: str, position: int) -> str:
    found = _NEXT_WORD.match(low, position)
    return found[1] if found else ""


def _next_is_place(low: str, position: int) -> bool:
    """ "Ban Quản lý các khu công nghiệp", "Bảo hiểm các dân tộc"."""
    return _next_word(low, position) in {"khu", "dân", "cơ", "vấn", "trường", "dự"}
