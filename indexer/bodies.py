"""The public bodies that a question or a statement names, told apart by kind and place.

"BQL các KCN tỉnh Hưng Yên" and "Ban Quản lý các khu công nghiệp tỉnh Hưng Yên" are one body; "Ban quản lý khu công
nghiệp" without a place is a class of bodies. Text is read folded, with abbreviations written out, so that what officers
type and what laws print come to the same.

>>> [(body.kind, body.place) for body in bodies_in("UBND tỉnh giao BQL các KCN tỉnh Hưng Yên")]
[('ubnd-tinh', ''), ('board', 'hung yen')]
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from kb.abbreviations import expand
from kb.places import place_at
from kb.text import fold, normalise


@dataclass(frozen=True, slots=True)
class BodyKind:
    """A kind of body: how it is called (folded pattern) and names that must be read as it."""

    slug: str
    pattern: str
    examples: tuple[str, ...]


_ZONE = (
    r"(?:cac )?(?:khu (?:cong nghiep|kinh te|che xuat|cong nghe cao|cong nghe thong tin|nong nghiep)|cum cong nghiep)"
)
_CHAIR = r"(?:pho )?(?:chu tich )?"
#: What follows "xã", "huyện" where these are bodies.
_ABLE = r"(?:co|con|da|chua|duoc|dc|quyet dinh|phe duyet|cap|o|cua|tinh) "

#: From the most particular to the least: the first that fits at a place counts.
KINDS: tuple[BodyKind, ...] = (
    BodyKind(
        "board",
        rf"(?:(?:pho )?(?:truong )?ban quan ly(?: {_ZONE})?(?:(?:,| va|, va) {_ZONE})*|truong ban {_ZONE})"
        r"(?: cua khau)?",
        (
            "Ban quản lý khu công nghiệp",
            "BQL KKT",
            "Ban Quản lý các khu công nghiệp, khu chế xuất và khu kinh tế",
            "trưởng ban KKT",
        ),
    ),
    BodyKind(
        "ubnd-xa",
        rf"(?:{_CHAIR}uy ban nhan dan (?:cap )?|chu tich )(?:xa|phuong)"
        rf"|(?:^|(?<=cho )|(?<=giao )|(?<=quyen )|(?<=cap ))(?:cap )?(?:xa|phuong)(?= {_ABLE})",
        ("UBND cấp xã", "Chủ tịch UBND phường", "chủ tịch xã"),
    ),
    BodyKind(
        "ubnd-huyen",
        rf"(?:{_CHAIR}uy ban nhan dan (?:cap )?|chu tich )(?:huyen|quan(?! ly)|thi xa|thanh pho thuoc tinh)"
        rf"|(?<=cho )(?:cap )?huyen|^(?:cap )?huyen(?= {_ABLE})",
        ("UBND huyện", "Chủ tịch UBND quận", "chủ tịch huyện"),
    ),
    BodyKind(
        "ubnd-tinh",
        rf"(?:{_CHAIR}uy ban nhan dan(?: cac| cap)?(?: tinh| thanh pho)?|chu tich tinh)"
        r"(?:,? thanh pho)?(?: truc thuoc trung uong)?",
        ("UBND cấp tỉnh", "Ủy ban nhân dân tỉnh", "Chủ tịch UBND thành phố", "UBND các tỉnh", "chủ tịch tỉnh"),
    ),
    BodyKind(
        "van-phong-ubnd",
        r"(?:(?:pho )?chanh )?van phong uy ban nhan dan(?: cap)?(?: tinh| thanh pho| huyen| xa)?"
        r"|(?:pho )?chanh van phong(?! (?:bo|tong cuc|quoc hoi|chinh phu|chu tich|hoi dong|trung uong|doan))",
        ("Chánh Văn phòng UBND tỉnh", "Văn phòng Ủy ban nhân dân tỉnh"),
    ),
    BodyKind("hdnd", r"(?:thuong truc )?hoi dong nhan dan(?: cap)?(?: tinh| huyen| xa| thanh pho)?", ("HĐND tỉnh",)),
    BodyKind("thu-tuong", r"thu tuong(?: chinh phu)?", ("Thủ tướng", "TTg")),
    BodyKind("chu-tich-nuoc", r"chu tich nuoc", ("Chủ tịch nước",)),
    BodyKind("chinh-phu", r"chinh phu", ("Chính phủ",)),
    BodyKind("quoc-hoi", r"(?:uy ban thuong vu )?quoc hoi", ("Ủy ban Thường vụ Quốc hội", "Quốc hội")),
    BodyKind("nhnn", r"(?:thong doc )?ngan hang nha nuoc(?: viet nam)?", ("Thống đốc Ngân hàng Nhà nước Việt Nam",)),
    BodyKind("kbnn", r"kho bac nha nuoc", ("Kho bạc Nhà nước",)),
    BodyKind("bhxh", r"bao hiem xa hoi viet nam", ("Bảo hiểm xã hội Việt Nam",)),
    BodyKind(
        "vcci",
        r"vcci|(?:phong|lien doan) thuong mai va cong nghiep viet nam",
        ("Phòng Thương mại và Công nghiệp Việt Nam", "VCCI"),
    ),
    BodyKind("lanh-su", r"(?:tong )?lanh su(?: danh du| quan)?", ("Lãnh sự danh dự",)),
)
_FIELD = (
    r"lao dong,?(?: -)? thuong binh,? (?:va )?xa hoi|ke hoach va dau tu|cong thuong|thuong mai|cong nghiep"
    r"|noi vu|tai chinh|tu phap|y te|xay dung|giao thong van tai|giao thong|tai nguyen va moi truong"
    r"|nong nghiep va moi truong|nong nghiep va phat trien nong thon|khoa hoc va cong nghe"
    r"|thong tin va truyen thong|giao duc va dao tao"
    r"|van hoa,? (?:thong tin|the thao) va du lich|quoc phong|cong an|ngoai giao|ngoai vu|dan toc va ton giao|du lich"
    r"|quy hoach va kien truc|thuy san|buu chinh,? vien thong|van hoa(?: -)? thong tin"
)
#: Departments are called by the first word of their field too.
_SHORT = r"giao duc|nong nghiep|lao dong|tai nguyen|ke hoach|khoa hoc|thong tin|van hoa|dan toc"
#: … and, as ministries are, without its "và", or by the first letters of its words.
_LETTERS = {
    "nn va mt": "nong nghiep va moi truong",
    "tn va mt": "tai nguyen va moi truong",
    "gd va dt": "giao duc va dao tao",
    "kh va dt": "ke hoach va dau tu",
    "kh va cn": "khoa hoc va cong nghe",
    "tt va tt": "thong tin va truyen thong",
    "ke hoach dau tu": "ke hoach va dau tu",
    "tai nguyen moi truong": "tai nguyen va moi truong",
    "nong nghiep moi truong": "nong nghiep va moi truong",
    "giao duc dao tao": "giao duc va dao tao",
    "khoa hoc cong nghe": "khoa hoc va cong nghe",
}
_MINISTRY = re.compile(rf"(?:(?:bo|thu) truong )?bo (?:truong bo )?(?P<field>{_FIELD}|{'|'.join(_LETTERS)})(?!\w)")
_DEPARTMENT = re.compile(rf"(?:giam doc )?so (?P<field>{_FIELD}|{'|'.join(_LETTERS)}|{_SHORT})(?!\w)")
_KINDS = tuple((kind.slug, re.compile(rf"{kind.pattern}(?!\w)")) for kind in KINDS)
_START = re.compile(r"(?<!\w)(?=\w)")
_LINK = re.compile(r" ?(?:cua |thuoc |o |tai )?(?:tinh |thanh pho |tp\.? ?|huyen |cua khau )?")
_CAPITALS = "".join(filter(str.isupper, map(chr, range(ord("A"), ord("ỹ")))))
_PROPER = re.compile(rf"(?!(?:Bộ|Sở|Ban|Uỷ|Hội|Chính|Thủ|Cục|Tổng)\b)(?:[{_CAPITALS}][\w-]* ?(?:- ?)?){{1,4}}")


@dataclass(frozen=True, slots=True)
class Body:
    """A body named: ``kind`` is a slug ("board", "bo:noi vu"), ``place`` its folded place or "".

    ``start`` and ``end`` are offsets into :func:`readable` of the text; the place is inside.
    """

    kind: str
    place: str
    start: int
    end: int


def readable(text: str) -> str:
    """The form that names are read in: abbreviations written out, tones in one style, single blanks."""
    return " ".join(normalise(expand(text)).split())


@lru_cache(maxsize=4096)
def bodies_in(text: str) -> tuple[Body, ...]:
    """The bodies named in a text, from left to right, never nested."""
    shown = readable(text)
    folded = fold(shown)
    found: list[Body] = []
    for start in (match.start() for match in _START.finditer(folded)):
        if (not found or start >= found[-1].end) and (body := _body_at(shown, folded, start)):
            found.append(body)
    return tuple(found)


def may_name(text: str, kind: str) -> bool:
    """Whether a text names a body of that kind, or none at all.

    >>> may_name("Ban Quản lý các khu công nghiệp", "board"), may_name("Sở Nội vụ", "board"), may_name("", "board")
    (True, False, True)
    """
    named = bodies_in(text)
    return not named or any(_alike(body.kind, kind) for body in named)


def _alike(kind: str, other: str) -> bool:
    """Whether two kinds may be one: "Sở Giáo dục" is short for Sở Giáo dục và Đào tạo."""
    return kind == other or (":" in kind and (kind.startswith(f"{other} ") or other.startswith(f"{kind} ")))


def _body_at(shown: str, folded: str, start: int) -> Body | None:
    named = _kind_at(folded, start)
    if named is None:
        return None
    kind, end = named
    if kind.startswith("so:") and re.match(r"(?i)s(?!o |ở )\w ", shown[start:]):  # "sổ lao động"
        return None
    place, last = _place_after(shown, folded, end)
    return Body(kind, place, start, last)


def _kind_at(folded: str, start: int) -> tuple[str, int] | None:
    for slug, pattern in _KINDS:
        if match := pattern.match(folded, start):
            return slug, match.end()
    for prefix, pattern in (("bo", _MINISTRY), ("so", _DEPARTMENT)):
        if match := pattern.match(folded, start):
            field = " ".join(re.findall(r"[a-z]+", match["field"]))
            return f"{prefix}:{_LETTERS.get(field, field)}", match.end()
    return None


def _place_after(shown: str, folded: str, end: int) -> tuple[str, int]:
    """The province, or the proper name, that follows the name of a body: "… cửa khẩu Mộc Bài".

    In a text all in capitals nothing tells a proper name.
    """
    link = _LINK.match(folded, end)
    start = link.end() if link else end
    if province := place_at(folded, start):
        return fold(province[0]), province[1]
    if start > end and not shown.isupper() and (proper := _PROPER.match(shown, start)):
        return fold(proper.group().strip(" -")), start + len(proper.group().rstrip(" -"))
    return "", end
