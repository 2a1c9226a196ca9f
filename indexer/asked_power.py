"""The very power that a question asks about; whether a statement is about it tells :mod:`indexer.power_share`.

"Sở Nội vụ Nghệ An có được gia hạn giấy phép lao động không" asks for an act (gia hạn) on an object (giấy phép lao
động), of a body at a place. A statement that only shares the body, the field or the word "ủy quyền" is no answer, and
one that gives another act on the same object ("cấp") says nothing about this one: nothing is inferred.

>>> power = asked_power("BQL các KCN Hưng Yên có được ủy quyền cấp giấy phép lao động không")
>>> power.words, power.object, sorted(power.acts)
('cấp giấy phép lao động', 'lao động', ['cap'])
>>> asked_power("Ban Quản lý được ủy quyền những gì").words
''
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from indexer.bodies import bodies_in, readable
from indexer.relation_cues import DOCUMENT
from indexer.words.everyday import in_words_of_the_law
from kb.abbreviations import expand
from kb.places import places_in
from kb.text import fold, normalise

#: The acts that powers consist of, folded, where no noun is meant by them ("giấy xác nhận"); of one slug are those that
#: say the same.
_ACTS: tuple[tuple[str, str], ...] = (
    ("cap-lai", r"cap (?:lai|doi)"),
    ("cap", r"cap(?! (?:tinh|huyen|xa|bo|so|trung|quoc|co so|nao|lai|doi|duoi|tren|thoat|nuoc|dien))|cap moi"),
    ("gia-han", r"gia han"),
    ("thu-hoi", r"thu hoi|tuoc"),
    ("dieu-chinh", r"dieu chinh|sua doi|thay doi"),
    ("phe-duyet", r"phe duyet|duyet|chap thuan|thong qua|cho phep|cap phep|cong nhan"),
    ("tham-dinh", r"tham dinh|tham duyet"),
    ("dang-ky", r"dang ky"),
    ("xac-nhan", r"xac nhan"),
    ("thanh-ly", r"thanh ly"),
    ("chi-dinh", r"chi dinh"),
    ("lua-chon", r"lua chon"),
    ("dieu-dong", r"dieu dong|thuyen chuyen|biet phai|luan chuyen"),
    ("xet", r"xet(?! xu| nghiem)"),
    ("nang-luong", r"nang (?:bac )?luong"),
    ("mien-giam", r"mien,? (?:va )?giam|(?:mien|giam)(?= (?:thue|tien|phi|le phi))"),
    ("bo-nhiem", r"bo nhiem|mien nhiem"),
    ("tuyen-dung", r"tuyen dung|tuyen|tiep nhan vao"),
    ("cong-bo", r"cong bo"),
    ("thu", r"thu(?= (?:phi|le phi|thue|tien))"),
    ("kiem-tra", r"kiem tra|thanh tra"),
    ("xu-phat", r"xu phat"),
    ("xu-ly", r"xu ly"),
    ("ky", r"(?<!dang )ky(?! (?:thuat|nang|luat|su|han|hop))"),
    ("chung-thuc", r"cong chung|chung thuc"),
)
_NOUN = r"(?<!giay )(?<!chung nhan )(?<!phieu )(?<!don )(?<!phong )(?<!phan )(?<!kinh )"
_ACTS_AT = tuple((slug, re.compile(rf"(?<!\w){_NOUN}(?:{pattern})(?!\w)")) for slug, pattern in _ACTS)
#: These hold every act on their object.
_WIDE = re.compile(r"(?<!\w)(?:quan ly|giai quyet|thuc hien|quyet dinh|quyet(?! toan| liet))(?!\w)")
#: An act alone, without an object, is no power: "cấp", "ký", "quyết định".
BARE = re.compile(
    r"(?<!\w)(?:cap lai|cap moi|cap doi|cap|(?<!dang )ky|gia han|thu hoi|dieu chinh|sua doi|phe duyet|duyet|chap thuan"
    r"|cho phep|tham dinh|xac nhan|quyet dinh|(?<!giai )quyet(?! toan| liet)|quan ly|thuc hien|giai quyet|xu ly|ra"
    r"|(?<!viec )lam|(?<!ca )(?<!phap )(?<!chung )(?<!tiep )nhan(?! dan| vien| luc)|thu(?! tuc| tuong| vien))(?!\w)"
)
#: "giấy phép xây dựng xin ở đâu" asks who grants it, and so does "ai ký giấy phép"; "xin phép ai" who permits.
_APPLYING = re.compile(r"(?<!\w)(?:xin|lam|lay|nop|lien he|muon co)(?!\w)")
_SIGNED = re.compile(r"^(?:duoc )?ky (?:cap )?giay ")
_PERMITTED = re.compile(r"(?<!\w)xin phep(?!\w)")
_GRANTING, _PERMITTING = frozenset({"cap"}), frozenset({"cap", "phe-duyet"})
#: What many powers have in common besides: papers and procedures.
_PAPERS = re.compile(
    r"(?<!\w)(?:giay phep|giay chung nhan|giay xac nhan|giay|phep|chung chi|chung nhan|quyet dinh|ho so|thu tuc"
    r"|hanh chinh|de nghi|ket qua|du an|hoat dong)(?!\w)"
)
#: The abbreviation that only capitals tell from other words, elsewhere.
_SMALL = re.compile(r"(?<![\w/])c/o(?![\w/])")
#: "… do ai quyết định", "… ai cho phép": the act that ends the question.
_LAST = re.compile(
    r"(?<=\w) (?:(?:ra )?quyet(?: dinh)?|giai quyet|ban hanh|cho phep|phe duyet|duyet|chap thuan|cong bo|cong nhan"
    r"|xin|nop|thuc hien)$"
)
#: What makes a question of it, and says who and by which document: no part of the power.
_DOCUMENT = DOCUMENT.replace(" ", "[ ]")
_ASKING = re.compile(
    rf"""(?<!\w)(?:
        (?:(?:thu[ ]hoi|cham[ ]dut|bai[ ]bo|rut|huy[ ]bo)[ ](?:viec[ ])?)?(?:duoc[ ]|thua[ ])?
            (?:uy[ ]quyen|phan[ ]cap|phan[ ]quyen|giao[ ]quyen|uy[ ]nhiem)(?:[ ]lai)?
      | do[ ](?:ai\b|(?=(?:co[ ]quan|don[ ]vi|cap|nguoi|to[ ]chuc|bo[ ]phan|so|bo)[ ]nao\b))
      | duoc[ ](?:giao|quyen|phep)|cho[ ]phep(?=[ ][ ])|(?:con|da|van)(?=[ ](?:duoc|dc|uy[ ]quyen|phan[ ]cap))
      | {_DOCUMENT}(?=[ ](?:nao|gi|uy[ ]quyen|phan[ ]cap|phan[ ]quyen)\b)
      | (?:theo|can[ ]cu(?:[ ]vao)?|dua[ ](?:vao|tren)|bang)(?=[ ]+{_DOCUMENT}[ ](?:nao|gi)\b)
      | (?:phai[ ])?xin[ ]phep(?:[ ]ai)?
      | (?:can[ ]cu|co[ ]so|quy[ ]dinh)(?:[ ]phap[ ]ly)?[ ]nao(?:[ ]de)?
      | (?:co[ ]quan|don[ ]vi|cap|nguoi|to[ ]chuc|bo[ ]phan|so|bo|huyen|xa|{_DOCUMENT})[ ](?:nao|gi)
      | (?:viec|nhiem[ ]vu|noi[ ]dung|thu[ ]tuc|linh[ ]vuc)[ ](?:gi|nao)|nhung[ ](?:gi|viec)
      | cho[ ](?:cac[ ])?(?:(?:giam[ ]doc|lanh[ ]dao)[ ]so|so|cap[ ](?:pho|duoi|huyen|xa|tinh)|huyen|xa|nguoi[ ]khac)
      | (?:co[ ]|roi[ ])*phai(?:[ ]la)?(?=[ ](?:khong|ko|k)\b|[ ]{2})
      | co[ ]phai(?:[ ]la)?(?:[ ](?:noi|ben))?|khong[ ]con|thoi(?=[ ]lam\b)
      | con(?=[ ]+(?:lam[ ])?(?:khong|ko|k|nua|duoc)\b|$)
      | (?:(?:xin|nop|gui|lam|lay)[ ])?(?:(?:cho|voi|den|toi|ve)[ ]ai|(?:o|tai|den|ve)[ ](?:dau|cho[ ]nao)|noi[ ]nao)
      | de[ ]nghi(?=[ ](?:cap|gia[ ]han|duoc)\b)|can[ ]cu[ ](?:vao[ ])?(?:dau|gi)(?:[ ]ma)?
      | dua[ ](?:vao|tren)[ ](?:dau|gi)
      | danh[ ]muc[ ](?:cac[ ]|nhung[ ])?(?:viec|nhiem[ ]vu|noi[ ]dung|thu[ ]tuc(?=[ ]duoc\b))
      | (?:muon|can)[ ]co(?=[ ]giay\b)|(?:thi[ ])?lien[ ]he(?:[ ]voi)?
      | thi(?=[ ]+(?:ai|so|co[ ]quan|don[ ]vi|xin|nop|lam)\b)
      | (?:co[ ])?can(?=[ ](?:duoc[ ])?(?:uy[ ]quyen|phan[ ]cap)\b)
      | ^(?:\w+[ ]){{1,4}}hay[ ](?:\w+[ ]){{0,3}}?\w+(?=[ ](?:quyet|cap|duyet|phe|ky|lam|duoc)\b)
      | {_DOCUMENT}[ ](?:cua[ ])?(?:tinh|thanh[ ]pho|bo|so)[ ]nao
      | hoi(?=[ ]+(?:ai|so|co[ ]quan|don[ ]vi)\b)|dung[ ](?:la[ ])?(?=khong\b|ko\b)|theo(?=[ ]+uy[ ]quyen\b)
      | thay(?:[ ]mat)?(?:[ ]cho)?[ ](?:chu[ ]tich|giam[ ]doc|lanh[ ]dao|bo[ ]truong)
      | (?:da[ ])?bi[ ](?:bai[ ]bo|thu[ ]hoi|huy[ ]bo|rut)(?:[ ](?:chua|roi))?|thuoc(?:[ ]ve)?(?=[ ]+ai\b)|roi$
      | giao(?:[ ]cho)?(?=[ ]{2}|[ ]ai\b)|muon(?=[ ])|(?:thi[ ])?(?:trinh|gap|gui|hoi)[ ]ai
      | (?:thuoc[ ](?:ve[ ])?)?tham[ ]quyen(?:[ ]thuoc(?:[ ]ve)?)?(?:[ ]cua)?
      | con[ ]do|co[ ]quyen|bay[ ]gio|giay[ ]to|gio(?=[ ]con[ ])|(?:thuoc|tren)[ ]dia[ ]ban|truc[ ]thuoc
      | (?:den|tu)[ ](?:khi|ngay|nam|luc)[ ]nao|(?:(?:den|tu)[ ])?bao[ ]gio|bao[ ]nhieu[ ]\w+
      | (?:con[ ]|co[ ])?hieu[ ]luc|hien[ ]nay
    )(?!\w)""",
    re.VERBOSE,
)
#: Little words that only ask, as spelt or as typed without diacritics where they are no other word then.
_LITTLE = frozenset(
    """
    ai nào gì không ko k chưa đã còn có ở thì được dc nữa hay nao gi khong chua co o duoc nhung
    """.split()  # noqa: SIM905
)
#: Little words that join others; at an edge they join nothing.
_JOINING = frozenset(
    """
    làm lam cho của tại theo bằng bởi về trong là để các những việc với vào người khác cua ve viec nguoi khac
    """.split()  # noqa: SIM905
)
#: The first of these is no little word, though it looks like one where it was typed without diacritics.
_NO_LITTLE = re.compile(r"(?<!\w)(?:co (?:ban|so|quan|cau|dong|khi|che|hoi|gioi|hoc)|chua chay)(?!\w)")
#: Bodies that go by the name of their field: "Cục Xuất nhập khẩu được …".
_HEADS = (
    r"tổng cục|chi cục|cục(?! bộ)|vụ|cảng vụ|^(?:giám đốc|phó giám đốc|chánh án|viện trưởng|hiệu trưởng|trung tâm"
    r"|công an|thanh tra|phòng(?! cháy|,? chống| ngừa| bệnh| khám))"
)
_AGENCY = re.compile(
    rf"(?<!\w)(?:{_HEADS})(?: trưởng)?(?: \w+){{0,6}}?"
    rf"(?= (?:(?:có|còn|được|đã|chưa) |[uủ][yỷ] quyền|phân (?:cấp|quyền)))"
)
_ZONES = re.compile(
    r"(?<!\w)(?:(?:cua )?(?:cac )?(?:doanh nghiep|dn) (?:trong |o )?)?(?:cac )?"
    r"(?:khu (?:cong nghiep|kinh te|che xuat|cong nghe cao)|(?<=trong )khu$)(?!\w)"
)


@dataclass(frozen=True, slots=True)
class AskedPower:
    """The power a question asks about: its words, without who, where and by which document; the ``object`` among them,
    without acts and papers; the acts.

    No words: the question asks for no power in particular.
    """

    words: str
    object: str
    acts: frozenset[str]


@lru_cache(maxsize=256)
def asked_power(text: str, named: str | None = None) -> AskedPower:
    """The power that a question, or what is left of it without numbers and days, asks about; ``named`` is the
    proper name of the place that it speaks of."""
    shown = _of_the_law(readable(_SMALL.sub("C/O", text)))
    folded = fold(shown)
    spans = [(body.start, body.end) for body in bodies_in(shown)]
    spans += [match.span() for match in _AGENCY.finditer(shown.lower())]
    for place in dict.fromkeys((*places_in(shown), named or "")):
        if place:
            here = rf"(?<!\w)(?:tinh )?{re.escape(fold(normalise(place)))}(?!\w)"
            spans += [match.span() for match in re.finditer(here, folded)]
    left = _cut(_cut(_blank(shown, spans), _ASKING), _ZONES)
    words = " ".join(_trimmed(_saying(re.findall(r"[^\s?!.,;:]+", left))))
    acts = acts_in(words)
    acts |= _granted(folded, words, acts)
    words = " ".join(_trimmed(words[: len(_LAST.sub("", fold(words)))].split()))
    rest = _object(words, BARE)
    return AskedPower(words, _object(rest, _PAPERS) or rest, acts) if rest else AskedPower("", "", acts)


def _of_the_law(shown: str) -> str:
    """The text, in small letters where everyday words of it are exchanged for those of the law."""
    lowered = shown.lower()
    written = in_words_of_the_law(lowered)
    return shown if written == lowered else written


def object_of(power: str) -> str:
    """What is left of a power without its acts and papers.

    >>> object_of("gia hạn Giấy phép xây dựng")
    'xây dựng'
    """
    return _object(_object(power, BARE), _PAPERS)


def _object(words: str, pattern: re.Pattern[str]) -> str:
    return " ".join(_trimmed(_cut(words, pattern).split()))


def _granted(folded: str, words: str, acts: frozenset[str]) -> frozenset[str]:
    """The acts that who applies for a paper, or asks who signs it, asks for without naming them."""
    if _SIGNED.search(fold(words)):
        return _GRANTING
    if acts:
        return frozenset()
    if _PERMITTED.search(folded):
        return _PERMITTING
    return _GRANTING if _APPLYING.search(folded) and _PAPERS.search(fold(words)) else frozenset()


def _saying(words: list[str]) -> list[str]:
    """The words that do not only ask; typed without diacritics, "co ban" asks nothing."""
    following = (*words[1:], "")
    pairs = zip(words, following, strict=False)
    return [word for word, after in pairs if not _only_asks(word) or _NO_LITTLE.fullmatch(f"{word} {after}".lower())]


def holds_all(text: str) -> bool:
    """Whether a text names an act that holds every act on its object: "quản lý"."""
    return _WIDE.search(fold(text)) is not None


def _only_asks(word: str) -> bool:
    """Whether a word only asks; in capitals it is an abbreviation ("CO")."""
    return word.lower() in _LITTLE and not (len(word) > 1 and word.isupper())


def _trimmed(words: list[str]) -> list[str]:
    """The words without those at an edge that join nothing."""
    while words and words[0].lower() in _JOINING:
        words = words[1:]
    while words and words[-1].lower() in _JOINING:
        words = words[:-1]
    return words


def _cut(words: str, pattern: re.Pattern[str]) -> str:
    """The words without what a pattern finds in their folded form."""
    kept = pattern.sub(lambda match: " " * len(match.group()), fold(words))
    return " ".join("".join(char if left != " " else " " for char, left in zip(words, kept, strict=True)).split())


def as_typed(words: str, text: str) -> str:
    """Words of a question as the officer spells them: readable ones have tones in one style.

    >>> as_typed("cấp giấy chứng nhận hàng hoá", "cấp Giấy chứng nhận hàng hóa")
    'cấp Giấy chứng nhận hàng hóa'
    """
    typed = {normalise(word).lower(): word for word in re.findall(r"[^\s?!.,;:]+", expand(text))}
    return " ".join(typed.get(word.lower(), word) for word in words.split())


@lru_cache(maxsize=2048)
def acts_in(text: str) -> frozenset[str]:
    """The acts that a text names, by slug."""
    folded = fold(text)
    return frozenset(slug for slug, pattern in _ACTS_AT if pattern.search(folded))


def _blank(text: str, spans: list[tuple[int, int]]) -> str:
    for start, end in spans:
        text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
    return text
