"""The turns of phrase by which a question asks who may decide: the table of cues for powers.

Every cue proves itself: its examples must be read as what it says. Patterns see folded text ("uy quyen"), abbreviations
written out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from indexer.relation_cues import DOCUMENT

#: What a question on powers asks for: who has it, which document gives it, whether someone has it, what someone has.
Asked = Literal["who", "instrument", "whether", "what", ""]

#: Pieces of patterns over folded text: what is done to powers, and with them, and by whom; what a question ends in.
DELEGATING = r"(?:thua )?(?:uy quyen|phan cap|phan quyen|giao quyen|uy nhiem)"
ACTING = (
    r"(?:cap|quyet dinh|phe duyet|chap thuan|cho phep|thu hoi|gia han|tham dinh|dang ky|quan ly|ky|cong nhan|xac nhan"
    r"|chung nhan|tiep nhan|nhan dang ky|thanh ly|giai quyet|xu phat|thanh lap|giai the|bo nhiem|ban hanh|cong bo"
    r"|kiem tra|thanh tra|duyet|tham duyet|tuyen dung|tuyen|mien nhiem|dieu dong|nang luong|dieu chinh|chi dinh"
    r"|lua chon|ra quyet dinh|thu phi|thu le phi|cong chung|chung thuc)"
)
_THING = r"(?:viec|nhiem vu|noi dung|thu tuc|linh vuc|tham quyen)"
BODY = r"(?:co quan|don vi|cap|nguoi|to chuc|so|bo phan)"
GROUND = r"(?:can cu|co so|quy dinh)(?: phap ly| phap luat)?"
NO = r"(?:khong|ko|k|kg|hong|hok|hay khong|hay chua|chua)"
END = r"(?:den (?:khi|ngay|nam|luc|thang) nao|den bao gio|den bao lau|tu (?:khi|ngay|nam|bao) (?:nao|gio))"
#: Until when or since when a power was given; when, or how much.
TERM = rf"{DELEGATING}\b.{{0,160}} {END}"
AMOUNT = rf"duoc {DELEGATING}\b.{{0,100}} (?:bao gio$|khi nao$|bao nhieu(?! (?:ngay|thang|nam|lau)))"


@dataclass(frozen=True)
class Cue:
    """One turn of phrase: ``pattern`` over folded text, what it says, and questions that must be read so."""

    asked: Asked
    pattern: re.Pattern[str]
    examples: tuple[str, ...]


def _cue(asked: Asked, pattern: str, *examples: str) -> Cue:
    return Cue(asked, re.compile(rf"(?<!\w){pattern}(?!\w)"), examples)


#: Who may decide. The first that fits counts.
POWER_CUES: tuple[Cue, ...] = (
    _cue(
        "instrument",
        rf"{DOCUMENT} (?:nao|gi) (?:\w+ ){{0,6}}?{DELEGATING}",
        "quyết định nào ủy quyền cấp giấy phép lao động",
        "van ban nao phan cap quan ly cong chuc",
    ),
    _cue(
        "instrument",
        rf"{DELEGATING}\b.{{0,120}} (?:theo|tai|o|bang|trong) {DOCUMENT} (?:nao|gi)",
        "Sở Công Thương được ủy quyền cấp C/O theo văn bản nào",
    ),
    _cue(
        "instrument",
        rf"{GROUND} nao (?:de )?(?:\w+ ){{0,8}}?{DELEGATING}",
        "căn cứ nào để UBND tỉnh ủy quyền cho Ban quản lý",
        "co so phap ly nao uy quyen cap C/O",
    ),
    _cue(
        "whether",
        TERM,
        "ủy quyền cấp giấy phép lao động đến bao giờ",
        "Sở Công Thương được phân cấp cấp C/O từ khi nào",
    ),
    _cue(
        "what",
        rf"{DELEGATING} (?:\w+ ){{0,9}}?"
        rf"(?:nhung (?:gi|viec|nhiem vu)|(?:{_THING} |cai )?(?:gi|nao))",
        "Ban Quản lý được ủy quyền những gì",
        "BQL KKT duoc uy quyen viec gi ve moi truong",
        "quyết định này ủy quyền việc gì",
    ),
    _cue(
        "what",
        rf"{_THING} (?:nao|gi) (?:\w+ ){{0,8}}?(?:da|chua|khong|con|dang|van|duoc) (?:\w+ ){{0,3}}?{DELEGATING}",
        "việc nào chưa được ủy quyền cho Ban quản lý khu công nghiệp",
        "nhiệm vụ gì đã được phân cấp",
    ),
    _cue(
        "what",
        rf"(?:nhung|cac) {_THING} .{{1,100}} (?:da|chua|khong|con|dang|van|duoc)(?: duoc)? (?:giao|{DELEGATING})$",
        "những việc Ban Quản lý chưa được giao",
        "các thủ tục Sở Y tế đang được ủy quyền",
    ),
    _cue(
        "what",
        rf"duoc giao (?:nhung )?(?:{_THING} (?:gi|nao)|nhung gi|gi)",
        "đến năm 2006 BQL KCN được giao việc gì",
    ),
    _cue(
        "whether",
        rf"(?:co|da|con) (?:\w+ ){{0,4}}?{DELEGATING}\b.{{0,160}} {NO}",
        "UBND cấp huyện có được ủy quyền thu hồi đất không",
        "Sở Nội vụ đã được ủy quyền cấp giấy phép chưa",
        "UBND thành phố còn phân cấp quản lý tài sản công không",
    ),
    _cue(
        "whether",
        rf"{DELEGATING}\b.{{0,120}}(?:duoc|con) (?:\w+ ){{0,3}}?(?:khong|ko|chua)",
        "ủy quyền cho cấp phó có được không",
        "việc ủy quyền cho Sở Y tế còn hiệu lực không",
    ),
    _cue(
        "who",
        rf"(?:ai|(?:bo|{BODY}) nao)\b.{{0,40}} duoc giao(?! dat| dich| ket| hang| rung)",
        "ai được giao quản lý cảng cá",
        "cơ quan nào được giao thẩm quyền phê duyệt",
    ),
    _cue(
        "who",
        rf"giao (?:tham quyen |quyen )?{ACTING}\b.{{0,120}} cho (?:ai|(?:bo|{BODY}) nao)",
        "Chính phủ giao quản lý khu bảo tồn cho ai",
    ),
    _cue(
        "whether",
        rf"(?:co|da|chua) duoc giao (?:tham quyen |quyen |nhiem vu )?{ACTING}\b.{{0,160}} {NO}",
        "Sở Y tế có được giao cấp chứng chỉ hành nghề không",
    ),
    _cue(
        "whether",
        AMOUNT,
        "Sở Y tế được ủy quyền bao giờ",
        "HĐND tỉnh được ủy quyền chuyển bao nhiêu ha rừng",
    ),
    _cue(
        "whether",
        rf"duoc {DELEGATING}\b.{{0,160}} {NO}",
        "Ban quản lý KCN được ủy quyền cấp C/O chưa",
    ),
    _cue(
        "who",
        rf"(?:ai|(?:bo|{BODY}) nao)\b.{{0,120}}{DELEGATING}",
        "ai ủy quyền cho Ban quản lý khu công nghệ cao",
        "cơ quan nào được phân cấp quản lý cảng cá",
    ),
    _cue(
        "who",
        rf"{DELEGATING}\b.{{0,120}} (?:ai|{BODY} nao)",
        "Bộ Công Thương ủy quyền cấp giấy chứng nhận xuất xứ cho ai",
    ),
    _cue(
        "who",
        rf"(?:ai|{BODY} nao) (?:co tham quyen |co quyen |duoc quyen |duoc |dc |se )?{ACTING}",
        "ai cấp GPLĐ trong KCN",
        "cơ quan nào có thẩm quyền thu hồi giấy phép",
        "ai duoc phe duyet bao cao",
        "ai dc cấp phép",
        "ai nhận đăng ký nội quy lao động",
        "ai được chứng thực chữ ký",
    ),
    _cue(
        "who",
        rf"{ACTING}\b.{{0,120}} do (?:ai|{BODY} nao)",
        "quản lý chợ nổi do cơ quan nào",
    ),
    _cue(
        "who",
        rf"{ACTING}\b.{{0,120}} (?:thuoc )?(?:tham quyen )?(?:cua )(?:ai|(?:co quan|don vi|cap) nao)",
        "cấp giấy phép lao động thuộc thẩm quyền của cơ quan nào",
    ),
    _cue(
        "",
        rf"{DOCUMENT} (?:ve )?(?:viec )?{DELEGATING}(?= )",
        "quyết định ủy quyền cấp giấy phép lao động cho Ban quản lý các KCN tỉnh",
        "quyet dinh phan cap quan ly vien chuc",
    ),
    _cue(
        "",
        rf"(?:thu hoi|cham dut|bai bo|rut|huy bo) (?:viec |quyet dinh )?{DELEGATING}(?= )",
        "thu hồi ủy quyền quản lý mỹ phẩm",
        "bai bo viec phan cap quan ly cho",
    ),
    _cue(
        "",
        rf"^{DELEGATING}(?= (?!vien|thu))",
        "ủy quyền BQL khu công nghiệp",
        "phân cấp thẩm quyền phê duyệt đề án khai thác nước",
    ),
    _cue(
        "",
        rf"(?:da|chua|khong|duoc|co|con) duoc {DELEGATING}",
        "Ban quản lý chưa được ủy quyền cấp giấy phép lao động",
        "BQL khu công nghệ cao có được ủy quyền cấp C/O",
    ),
)
