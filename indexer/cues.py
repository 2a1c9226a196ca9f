"""What a question wants, told by its turns of phrase.

Every cue proves itself: its examples must be read as its intent. Patterns see folded text ("uy quyen"), since officers
often type without diacritics; abbreviations are written out before.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from indexer.relation_cues import DOCUMENT, Side, related_in, relation_spans
from kb.relations import VerbSlug
from kb.text import fold

#: What the officer wants to know.
Intent = Literal["find", "powers", "status", "relations"]
#: What a question on powers asks for: who has it, which document gives it, whether someone has it, what someone has.
Asked = Literal["who", "instrument", "whether", "what", ""]

_DELEGATING = r"(?:thua )?(?:uy quyen|phan cap|phan quyen|giao quyen|uy nhiem)"
_ACTING = (
    r"(?:cap|quyet dinh|phe duyet|chap thuan|cho phep|thu hoi|gia han|tham dinh|dang ky|quan ly|ky|cong nhan|xac nhan"
    r"|chung nhan|tiep nhan|nhan dang ky|thanh ly|giai quyet|xu phat|thanh lap|giai the|bo nhiem|ban hanh|cong bo"
    r"|kiem tra|thanh tra|duyet|tham duyet|tuyen dung|tuyen|mien nhiem|dieu dong|nang luong|dieu chinh|chi dinh"
    r"|lua chon|ra quyet dinh|thu phi|thu le phi|cong chung|chung thuc)"
)
_THING = r"(?:viec|nhiem vu|noi dung|thu tuc|linh vuc|tham quyen)"
_BODY = r"(?:co quan|don vi|cap|nguoi|to chuc|so|bo phan)"
_GROUND = r"(?:can cu|co so|quy dinh)(?: phap ly| phap luat)?"
_DOING = rf"(?:{_ACTING}|thuc hien|lam)"
_NO = r"(?:khong|ko|k|kg|hong|hok|hay khong|hay chua|chua)"
_END = r"(?:den (?:khi|ngay|nam|luc|thang) nao|den bao gio|den bao lau|tu (?:khi|ngay|nam|bao) (?:nao|gio))"


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
        rf"{DOCUMENT} (?:nao|gi) (?:\w+ ){{0,6}}?{_DELEGATING}",
        "quyết định nào ủy quyền cấp giấy phép lao động",
        "van ban nao phan cap quan ly cong chuc",
    ),
    _cue(
        "instrument",
        rf"{_DELEGATING}\b.{{0,120}} (?:theo|tai|o|bang|trong) {DOCUMENT} (?:nao|gi)",
        "Sở Công Thương được ủy quyền cấp C/O theo văn bản nào",
    ),
    _cue(
        "instrument",
        rf"{_GROUND} nao (?:de )?(?:\w+ ){{0,8}}?{_DELEGATING}",
        "căn cứ nào để UBND tỉnh ủy quyền cho Ban quản lý",
        "co so phap ly nao uy quyen cap C/O",
    ),
    _cue(
        "whether",
        rf"{_DELEGATING}\b.{{0,160}} {_END}",
        "ủy quyền cấp giấy phép lao động đến bao giờ",
        "Sở Công Thương được phân cấp cấp C/O từ khi nào",
    ),
    _cue(
        "what",
        rf"{_DELEGATING} (?:\w+ ){{0,9}}?"
        rf"(?:nhung (?:gi|viec|nhiem vu)|(?:{_THING} |cai )?(?:gi|nao))",
        "Ban Quản lý được ủy quyền những gì",
        "BQL KKT duoc uy quyen viec gi ve moi truong",
        "quyết định này ủy quyền việc gì",
    ),
    _cue(
        "what",
        rf"{_THING} (?:nao|gi) (?:\w+ ){{0,8}}?(?:da|chua|khong|con|dang|van|duoc) (?:\w+ ){{0,3}}?{_DELEGATING}",
        "việc nào chưa được ủy quyền cho Ban quản lý khu công nghiệp",
        "nhiệm vụ gì đã được phân cấp",
    ),
    _cue(
        "what",
        rf"(?:nhung|cac) {_THING} .{{1,100}} (?:da|chua|khong|con|dang|van|duoc)(?: duoc)? (?:giao|{_DELEGATING})$",
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
        rf"(?:co|da|con) (?:\w+ ){{0,4}}?{_DELEGATING}\b.{{0,160}} {_NO}",
        "UBND cấp huyện có được ủy quyền thu hồi đất không",
        "Sở Nội vụ đã được ủy quyền cấp giấy phép chưa",
        "UBND thành phố còn phân cấp quản lý tài sản công không",
    ),
    _cue(
        "whether",
        rf"{_DELEGATING}\b.{{0,120}}(?:duoc|con) (?:\w+ ){{0,3}}?(?:khong|ko|chua)",
        "ủy quyền cho cấp phó có được không",
        "việc ủy quyền cho Sở Y tế còn hiệu lực không",
    ),
    _cue(
        "who",
        rf"(?:ai|(?:bo|{_BODY}) nao)\b.{{0,40}} duoc giao(?! dat| dich| ket| hang| rung)",
        "ai được giao quản lý cảng cá",
        "cơ quan nào được giao thẩm quyền phê duyệt",
    ),
    _cue(
        "who",
        rf"giao (?:tham quyen |quyen )?{_ACTING}\b.{{0,120}} cho (?:ai|(?:bo|{_BODY}) nao)",
        "Chính phủ giao quản lý khu bảo tồn cho ai",
    ),
    _cue(
        "whether",
        rf"(?:co|da|chua) duoc giao (?:tham quyen |quyen |nhiem vu )?{_ACTING}\b.{{0,160}} {_NO}",
        "Sở Y tế có được giao cấp chứng chỉ hành nghề không",
    ),
    _cue(
        "whether",
        rf"duoc {_DELEGATING}\b.{{0,100}} (?:bao gio$|khi nao$|bao nhieu(?! (?:ngay|thang|nam|lau)))",
        "Sở Y tế được ủy quyền bao giờ",
        "HĐND tỉnh được ủy quyền chuyển bao nhiêu ha rừng",
    ),
    _cue(
        "whether",
        rf"duoc {_DELEGATING}\b.{{0,160}} {_NO}",
        "Ban quản lý KCN được ủy quyền cấp C/O chưa",
    ),
    _cue(
        "who",
        rf"(?:ai|(?:bo|{_BODY}) nao)\b.{{0,120}}{_DELEGATING}",
        "ai ủy quyền cho Ban quản lý khu công nghệ cao",
        "cơ quan nào được phân cấp quản lý cảng cá",
    ),
    _cue(
        "who",
        rf"{_DELEGATING}\b.{{0,120}} (?:ai|{_BODY} nao)",
        "Bộ Công Thương ủy quyền cấp giấy chứng nhận xuất xứ cho ai",
    ),
    _cue(
        "who",
        rf"(?:ai|{_BODY} nao) (?:co tham quyen |co quyen |duoc quyen |duoc |dc |se )?{_ACTING}",
        "ai cấp GPLĐ trong KCN",
        "cơ quan nào có thẩm quyền thu hồi giấy phép",
        "ai duoc phe duyet bao cao",
        "ai dc cấp phép",
        "ai nhận đăng ký nội quy lao động",
        "ai được chứng thực chữ ký",
    ),
    _cue(
        "who",
        rf"{_ACTING}\b.{{0,120}} do (?:ai|{_BODY} nao)",
        "quản lý chợ nổi do cơ quan nào",
    ),
    _cue(
        "who",
        rf"{_ACTING}\b.{{0,120}} (?:thuoc )?(?:tham quyen )?(?:cua )(?:ai|(?:co quan|don vi|cap) nao)",
        "cấp giấy phép lao động thuộc thẩm quyền của cơ quan nào",
    ),
    _cue(
        "",
        rf"{DOCUMENT} (?:ve )?(?:viec )?{_DELEGATING}(?= )",
        "quyết định ủy quyền cấp giấy phép lao động cho Ban quản lý các KCN tỉnh",
        "quyet dinh phan cap quan ly vien chuc",
    ),
    _cue(
        "",
        rf"(?:thu hoi|cham dut|bai bo|rut|huy bo) (?:viec |quyet dinh )?{_DELEGATING}(?= )",
        "thu hồi ủy quyền quản lý mỹ phẩm",
        "bai bo viec phan cap quan ly cho",
    ),
    _cue(
        "",
        rf"^{_DELEGATING}(?= (?!vien|thu))",
        "ủy quyền BQL khu công nghiệp",
        "phân cấp thẩm quyền phê duyệt đề án khai thác nước",
    ),
    _cue(
        "",
        rf"(?:da|chua|khong|duoc|co|con) duoc {_DELEGATING}",
        "Ban quản lý chưa được ủy quyền cấp giấy phép lao động",
        "BQL khu công nghệ cao có được ủy quyền cấp C/O",
    ),
)
#: Asked of a delegation, these want a rule on it (a day, a form, a file), not who has the power.
_NOT_POWERS = re.compile(
    r"(?<!\w)(?:bao lau|ngay nao|khi nao|bao gio|bao nhieu|may ngay|truoc ngay|the nao|nhu the nao|ra sao"
    r"|ho so gom|gom nhung giay to|mau (?:so|nao))(?!\w)"
)
#: Rules on delegating, public or private, tell no power: giấy ủy quyền, ủy quyền lại.
_PRIVATE = re.compile(
    r"(?<!\w)(?:hop dong uy quyen|giay uy quyen|nguoi dai dien theo uy quyen"
    r"|(?:uy quyen|phan cap)(?: cho nguoi khac)? (?:lai|tiep(?! nhan)))(?!\w)"
)

#: Until when a power was given, or since when, is told by the statement itself.
_TERM = re.compile(
    rf"(?<!\w){_DELEGATING}\b.{{0,160}} {_END}(?!\w)"
    rf"|(?<!\w)duoc {_DELEGATING}\b.{{0,100}} (?:bao gio$|khi nao$|bao nhieu(?! (?:ngay|thang|nam|lau)))"
)

_MAY = r"(?:duoc phep|duoc|dc|quyen|tham quyen|duoc quyen)"
#: "Sở Công Thương có được cấp C/O không": asked of a body, this too is a question of powers.
_MAY_DO = re.compile(
    rf"(?<!\w)(?:co|con|da|co con)(?: {_MAY})+ .{{2,160}} {_NO}$"
    rf"|(?<!\w)(?:co|con|da|co con)(?: {_MAY})+ {_DOING}(?!\w)"
    rf"|(?<!\w){_MAY} {_DOING}\b.{{0,160}} (?:{_NO}|{_END})$"
    rf"|(?<!\w){_DOING}\b.{{0,160}} (?:duoc|dc) {_NO}$"
    rf"|(?<!\w){_DOING}\b.{{0,160}} con .{{0,80}} {_NO}$"
)
#: "căn cứ nào để Ban Quản lý cấp phép", "… cấp phép theo quyết định nào", asked of a body.
_BY_WHAT = re.compile(
    rf"(?<!\w)(?:{_GROUND}|{DOCUMENT}) nao\b.{{0,120}} {_ACTING}(?!\w)"
    rf"|(?<!\w){_ACTING}\b.{{0,160}} (?:theo|bang|tai|o|dua vao|can cu(?: vao)?)"
    rf" (?:{_GROUND}|{DOCUMENT}) (?:nao|gi)(?!\w)"
)
#: "UBND cấp xã quyết định khoản hỗ trợ nào", asked of a body.
_DOES_WHAT = re.compile(
    rf"(?<!\w){_ACTING} (?:(?!la )\w+ ){{0,5}}(?<!nam )(?<!ngay )(?<!khi )(?<!noi )(?<!luc )(?:nao|gi)(?!\w)"
)
#: "thẩm quyền cấp phép quá cảnh", "ai được xét thăng hạng", asked of a place.
_COMPETENCE = re.compile(
    rf"(?<!\w)tham quyen {_ACTING}(?!\w)|(?<!\w)(?:ai|{_BODY} nao) (?:duoc|dc|co quyen|duoc quyen) (?=\w)"
)
#: Questions that want something else than who has a power: a procedure, papers, a condition, a time, an amount, a
#: meaning, a duty.
_ASKS_ELSE = re.compile(
    r"""(?<!\w)(?:
        (?:nhu[ ])?the[ ]nao|(?:ra|lam|tai|vi)[ ]sao|(?<!tu[ ])cach(?=[ ])|quy[ ]trinh|trinh[ ]tu|cac[ ]buoc
      | (?<!giai[ ]quyet[ ])(?<!cong[ ]bo[ ])(?<!thuc[ ]hien[ ])thu[ ]tuc(?![ ]hanh[ ]chinh)|bieu[ ]mau|mau(?=[ ])
      | (?<!tham[ ]dinh[ ])(?<!tiep[ ]nhan[ ])(?<!nop[ ])ho[ ]so|giay[ ]to
      | (?<!du[ ])dieu[ ]kien|yeu[ ]cau|tieu[ ]chi|nguyen[ ]tac|(?:truong[ ]hop|doi[ ]tuong)[ ](?:nao|gi|khong|duoc)
      | thoi[ ]han|bao[ ]lau|may[ ](?:ngay|nam|thang)|ngay[ ](?:nao|may)|bao[ ]nhieu|(?:muc|bi|tien)[ ]phat
      | ^phi(?=[ ])|chi[ ]phi|han[ ]nop|so[ ]luong|ten[ ](?:gi|la)
      | muc[ ](?:thu|phi|ho[ ]tro)|le[ ]phi|la[ ]gi|nghia[ ]la|khai[ ]niem|dinh[ ]nghia|trach[ ]nhiem|nghia[ ]vu
      | (?:ai|nguoi[ ]nao|doanh[ ]nghiep[ ]nao)[ ](?:phai|bi|la|khong|can)|co[ ](?:phai|can|bat[ ]buoc)[ ](?:xin|nop|co)
      | hieu[ ]luc
    )(?!\w)""",
    re.VERBOSE,
)
#: Who has the power, or to whom one turns.
_WHO = re.compile(rf"(?<!\w)(?:ai|(?:bo|vu|cuc|{_BODY}|noi) nao|(?:o|tai|den|ve|cho) (?:dau|cho nao))(?!\w)")
_WHETHER = re.compile(rf"(?<!\w)(?:co phai|phai {_NO}|{_NO}(?: nua)?$|{_END})(?!\w)|^{_END}(?!\w)")
_ON_WHAT = re.compile(rf"(?<!\w)(?:{_GROUND}|{DOCUMENT}) (?:vao )?(?:nao|gi|dau)(?!\w)")
#: Whether it is in force.
STATUS_FORCE = re.compile(
    r"""(?<!\w)(?:
        (?:con|dang|van[ ]con|van|co[ ]con)[ ](?:duoc[ ])?(?:co[ ])?(?:gia[ ]tri[ ])?(?:hieu[ ]luc|ap[ ]dung|thi[ ]hanh)
            (?:[ ]thi[ ]hanh|[ ]phap[ ]ly)?(?:[ ](?:nua|hay|khong|ko|k|chua))
      | (?:da[ ])?het[ ]hieu[ ]luc(?:[ ]thi[ ]hanh)?[ ]?(?:chua|khong|khi[ ]nao|tu[ ]|ngay[ ]nao|bao[ ]gio)
      | (?:da[ ])?bi[ ](?:bai[ ]bo|thay[ ]the)[ ]chua
      | tinh[ ]trang[ ]hieu[ ]luc
    )(?!\w)""",
    re.VERBOSE,
)
#: From which day.
STATUS_SINCE = re.compile(
    r"""(?<!\w)(?:
        (?:co[ ])?(?:hieu[ ]luc|ap[ ]dung|thi[ ]hanh)(?:[ ]thi[ ]hanh)?[ ](?:ke[ ]tu|tu|vao|trong)?[ ]?
            (?:ngay[ ](?:nao|bao[ ]nhieu|may)|khi[ ]nao|bao[ ]gio|luc[ ]nao|nam[ ]nao|thang[ ]nao)
      | (?:khi[ ]nao|bao[ ]gio|ngay[ ]nao|tu[ ](?:khi|ngay)[ ]nao)[ ](?:thi[ ])?
            (?:co[ ]hieu[ ]luc|ap[ ]dung|het[ ]hieu[ ]luc)
      | ngay[ ](?:co[ ]|bat[ ]dau[ ])?hieu[ ]luc
      | (?:khi[ ]nao|bao[ ]gio)\b.{0,80}[ ]co[ ]hieu[ ]luc
    )(?!\w)""",
    re.VERBOSE,
)

_FIRST_DAY = re.compile(
    r"(?<!\w)(?:ap dung|hieu luc|thi hanh)(?: thi hanh)? (?:(?:ke )?tu|khi nao|ngay nao)|tu (?:ngay|khi) nao"
)
_OTHER_EFFECT = re.compile(
    r"(?<!\w)(?:hop dong|di chuc|giao dich|thoa uoc|noi quy|giay phep|giay chung nhan|chung chi|ban an|phan quyet"
    r"|bao hiem|duoc ap dung khi nao|giay uy quyen|the can cuoc|ho chieu|thi thuc)(?!\w)"
)


@dataclass(frozen=True, slots=True)
class Wish:
    """What a question wants: ``asked`` of powers, ``verb`` and ``side`` of relations, ``since``: a first day.

    ``actor`` is the slug of the type that the other document must have, None for any; ``delegating``: it speaks of uỷ
    quyền, phân cấp and their like. ``open``: nothing says that powers are wanted, nor that anything else is; it is one
    of powers if the register tells of the very power that it describes.
    """

    intent: Intent = "find"
    asked: Asked = ""
    verb: VerbSlug | None = None
    side: Side = "by-others"
    actor: str | None = None
    since: bool = False
    delegating: bool = False
    open: bool = False


#: "UBND cấp tỉnh ủy quyền cho BQL khu công nghiệp": told of a public body, a statement asks whether it is so.
_TOLD = re.compile(rf"(?<!\w){_DELEGATING} (?:cho(?= )|(?:\w+ ){{0,4}}?{_ACTING}(?!\w))")


def wish(text: str, names_document: bool = False, names_body: bool = False, names_place: bool = False) -> Wish:
    """The wish behind a question, abbreviations written out; whether it names a document, a public body, a province is
    given.

    >>> wish("quyet dinh nao uy quyen cap giay phep lao dong").intent
    'powers'
    >>> wish("nghị định 152/2020 có hiệu lực từ ngày nào", names_document=True).since
    True
    >>> wish("thông tư nào hướng dẫn nghị định 35/2022", names_document=True).verb
    'guides'
    """
    folded = " ".join(fold(text).split()).rstrip(" ?.!")
    delegating = bool(re.search(rf"(?<!\w){_DELEGATING}(?!\w)", folded))
    force, since = bool(STATUS_FORCE.search(folded)), bool(STATUS_SINCE.search(folded))
    if (force or since) and (names_document or (not delegating and _of_a_rule(folded))):
        return Wish("status", since=since and not force, delegating=delegating)
    if names_document and (related := related_in(folded)):
        return Wish("relations", verb=related.verb, side=related.side, actor=related.actor)
    asked = _asked(folded)
    if asked is None and names_body:
        asked = _asked_of_body(folded)
    if asked is None and names_place and _COMPETENCE.search(folded):
        asked = "who"
    if asked is not None:
        return Wish("powers", asked, delegating=delegating)
    form = _form(folded, names_body or names_place)
    return Wish(delegating=delegating) if form is None else Wish("find", form, delegating=delegating, open=True)


def _form(folded: str, names_one: bool) -> Asked | None:
    """What a question would ask of a power, were it about one; None where it asks for something else, or neither who
    nor about any body or place (``names_one``)."""
    if _ASKS_ELSE.search(folded) or _PRIVATE.search(folded):
        return None
    if _ON_WHAT.search(folded):
        return "instrument" if names_one else None
    if _WHO.search(folded):
        return "who"
    if not names_one:
        return None
    return "whether" if _WHETHER.search(folded) else ""


def _asked_of_body(folded: str) -> Asked | None:
    """What is asked of a body that is named: whether it may act, by which document, what it does, or whether it was
    given a power."""
    if _MAY_DO.search(folded):
        return "whether"
    if _BY_WHAT.search(folded) and not _NOT_POWERS.search(folded):
        return "instrument"
    if _DOES_WHAT.search(folded) and not _NOT_POWERS.search(folded):
        return "what"
    return "" if _told(folded) else None


def _told(folded: str) -> bool:
    return bool(_TOLD.search(folded)) and not (_PRIVATE.search(folded) or _NOT_POWERS.search(folded))


def _of_a_rule(folded: str) -> bool:
    """Whether a day of effect is that of a rule, and not that of a contract or a licence, of which the law speaks."""
    return bool(_FIRST_DAY.search(folded)) and not _OTHER_EFFECT.search(folded)


def _asked(folded: str) -> Asked | None:
    if _PRIVATE.search(folded) or (_NOT_POWERS.search(folded) and not _TERM.search(folded)):
        return None
    return next((cue.asked for cue in POWER_CUES if cue.pattern.search(folded)), None)


def wanted_spans(folded: str, wanted: Wish) -> list[tuple[int, int]]:
    """Where a folded text says that it asks for a status or a relation: spans that describe nothing."""
    if wanted.intent == "status":
        return [match.span() for pattern in (STATUS_FORCE, STATUS_SINCE) for match in pattern.finditer(folded)]
    return relation_spans(folded) if wanted.intent == "relations" else []
