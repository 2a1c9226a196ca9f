"""What a question wants, told by its turns of phrase.

Patterns see folded text ("uy quyen"), since officers often type without diacritics; abbreviations are written out
before. The turns of phrase for powers and relations are in :mod:`indexer.power_cues` and :mod:`indexer.relation_cues`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from indexer.power_cues import ACTING, AMOUNT, BODY, DELEGATING, END, GROUND, NO, POWER_CUES, TERM, Asked
from indexer.relation_cues import DOCUMENT, Side, related_in, relation_spans
from kb.relations import VerbSlug
from kb.text import fold

#: What the officer wants to know.
Intent = Literal["find", "powers", "status", "relations"]

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
_TERM = re.compile(rf"(?<!\w){TERM}(?!\w)|(?<!\w){AMOUNT}")

_DOING = rf"(?:{ACTING}|thuc hien|lam)"
_MAY = r"(?:duoc phep|duoc|dc|quyen|tham quyen|duoc quyen)"
#: "Sở Công Thương có được cấp C/O không": asked of a body, this too is a question of powers.
_MAY_DO = re.compile(
    rf"(?<!\w)(?:co|con|da|co con)(?: {_MAY})+ .{{2,160}} {NO}$"
    rf"|(?<!\w)(?:co|con|da|co con)(?: {_MAY})+ {_DOING}(?!\w)"
    rf"|(?<!\w){_MAY} {_DOING}\b.{{0,160}} (?:{NO}|{END})$"
    rf"|(?<!\w){_DOING}\b.{{0,160}} (?:duoc|dc) {NO}$"
    rf"|(?<!\w){_DOING}\b.{{0,160}} con .{{0,80}} {NO}$"
)
#: "căn cứ nào để Ban Quản lý cấp phép", "… cấp phép theo quyết định nào", asked of a body.
_BY_WHAT = re.compile(
    rf"(?<!\w)(?:{GROUND}|{DOCUMENT}) nao\b.{{0,120}} {ACTING}(?!\w)"
    rf"|(?<!\w){ACTING}\b.{{0,160}} (?:theo|bang|tai|o|dua vao|can cu(?: vao)?)"
    rf" (?:{GROUND}|{DOCUMENT}) (?:nao|gi)(?!\w)"
)
#: "UBND cấp xã quyết định khoản hỗ trợ nào", asked of a body.
_DOES_WHAT = re.compile(
    rf"(?<!\w){ACTING} (?:(?!la )\w+ ){{0,5}}(?<!nam )(?<!ngay )(?<!khi )(?<!noi )(?<!luc )(?:nao|gi)(?!\w)"
)
#: "thẩm quyền cấp phép quá cảnh", "ai được xét thăng hạng", asked of a place.
_COMPETENCE = re.compile(
    rf"(?<!\w)tham quyen {ACTING}(?!\w)|(?<!\w)(?:ai|{BODY} nao) (?:duoc|dc|co quyen|duoc quyen) (?=\w)"
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
_WHO = re.compile(rf"(?<!\w)(?:ai|(?:bo|vu|cuc|{BODY}|noi) nao|(?:o|tai|den|ve|cho) (?:dau|cho nao))(?!\w)")
_WHETHER = re.compile(rf"(?<!\w)(?:co phai|phai {NO}|{NO}(?: nua)?$|{END})(?!\w)|^{END}(?!\w)")
_ON_WHAT = re.compile(rf"(?<!\w)(?:{GROUND}|{DOCUMENT}) (?:vao )?(?:nao|gi|dau)(?!\w)")
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
_TOLD = re.compile(rf"(?<!\w){DELEGATING} (?:cho(?= )|(?:\w+ ){{0,4}}?{ACTING}(?!\w))")


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
    delegating = bool(re.search(rf"(?<!\w){DELEGATING}(?!\w)", folded))
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
