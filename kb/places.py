"""Provinces and centrally governed cities, past and present.

>>> place_in("BQL các KCN tỉnh Hưng Yên"), place_in("khu kinh te kon tum"), place_in("khu công nghiệp")
('Hưng Yên', 'Kon Tum', None)
>>> place_today("Kon Tum"), place_today("Hưng Yên")
('Quảng Ngãi', 'Hưng Yên')

Source: Nghị quyết 202/2025/QH15 (34 provinces since 1 July 2025) and the 63 before; Hà Tây joined Hà Nội in 2008.
"""

from __future__ import annotations

import re
from datetime import date

from kb.text import fold, normalise

#: When the provinces of 2025 began to work.
MERGED_ON = date(2025, 7, 1)

#: Those that ended before: Nghị quyết 15/2008/QH12, Nghị quyết 175/2024/QH15.
_GONE_EARLIER = {"Hà Tây": date(2008, 8, 1), "Thừa Thiên Huế": date(2025, 1, 1)}

#: Each province of today, and after "=" those that it was made of (itself included in its old borders).
_TODAY = """
An Giang = Kiên Giang
Bắc Ninh = Bắc Giang
Cà Mau = Bạc Liêu
Cao Bằng
Cần Thơ = Sóc Trăng, Hậu Giang
Đà Nẵng = Quảng Nam
Đắk Lắk = Phú Yên
Điện Biên
Đồng Nai = Bình Phước
Đồng Tháp = Tiền Giang
Gia Lai = Bình Định
Hà Nội = Hà Tây
Hà Tĩnh
Hải Phòng = Hải Dương
Hồ Chí Minh = Bình Dương, Bà Rịa - Vũng Tàu
Huế = Thừa Thiên Huế
Hưng Yên = Thái Bình
Khánh Hòa = Ninh Thuận
Lai Châu
Lạng Sơn
Lào Cai = Yên Bái
Lâm Đồng = Đắk Nông, Bình Thuận
Nghệ An
Ninh Bình = Hà Nam, Nam Định
Phú Thọ = Vĩnh Phúc, Hòa Bình
Quảng Ngãi = Kon Tum
Quảng Ninh
Quảng Trị = Quảng Bình
Sơn La
Tây Ninh = Long An
Thái Nguyên = Bắc Kạn
Thanh Hóa
Tuyên Quang = Hà Giang
Vĩnh Long = Bến Tre, Trà Vinh
"""


def _successors() -> dict[str, str]:
    table: dict[str, str] = {}
    for line in _TODAY.strip().splitlines():
        today, _, former = line.partition(" = ")
        table |= dict.fromkeys((today, *filter(None, former.split(", "))), today)
    return table


_SUCCESSORS = _successors()
#: All names by their folded words ("ba ria vung tau").
_BY_KEY = {" ".join(re.findall(r"\w+", fold(normalise(name)))): name for name in _SUCCESSORS}
_ANY = "|".join(key.replace(" ", r"[ -]{1,3}") for key in sorted(_BY_KEY, key=len, reverse=True))
_NAME = re.compile(rf"(?<!\w)(?P<name>{_ANY})(?!\w)")
_LEAD = re.compile(
    r"(?:tinh|thanh pho|tp\.?|ubnd|khu kinh te|khu cong nghiep|o|tai|dia ban|cua) (?:tinh |thanh pho |tp\.? ?)?$"
)


def provinces() -> tuple[str, ...]:
    """All names, of today and of before."""
    return tuple(_SUCCESSORS)


def place_today(name: str) -> str:
    """The province that a province of any time belongs to now; a name that is none comes back as it is."""
    return _SUCCESSORS.get(name, name)


def place_gone_on(name: str) -> date | None:
    """The day from which a province is no more under that name; None for one of today.

    >>> place_gone_on("Kon Tum"), place_gone_on("Hà Tây"), place_gone_on("Hưng Yên")
    (datetime.date(2025, 7, 1), datetime.date(2008, 8, 1), None)
    """
    return _GONE_EARLIER.get(name, MERGED_ON) if place_today(name) != name else None


def places_joined(name: str) -> tuple[str, ...]:
    """The provinces that joined one in 2025 which kept its name; () where none did.

    >>> places_joined("Hưng Yên"), places_joined("Thái Bình"), places_joined("Hà Nội")
    (('Thái Bình',), (), ())
    """
    joined = (other for other, today in _SUCCESSORS.items() if today == name != other)
    return tuple(other for other in joined if place_gone_on(other) == MERGED_ON)


def place_at(folded: str, start: int) -> tuple[str, int] | None:
    """The province named at ``start`` of a folded text, and where its name ends."""
    found = _NAME.match(folded, start)
    return (_BY_KEY[_key(found["name"])], found.end()) if found else None


def place_in(text: str) -> str | None:
    """The first province that a text names; without diacritics too, then in small letters and all."""
    places = places_in(text)
    return places[0] if places else None


def places_in(text: str) -> tuple[str, ...]:
    """All provinces that a text names, each once, from left to right.

    What is typed with diacritics must have the right ones: "hoà bình" the word is Hoà Bình the province only with
    capitals or behind "tỉnh".

    >>> places_in("thủ tục giải quyết hòa bình"), places_in("UBND tỉnh hoà bình")
    ((), ('Hòa Bình',))
    """
    normal = normalise(text)
    folded = fold(normal)
    found = (match for match in _NAME.finditer(folded) if _is_name(normal, folded, match))
    return tuple(dict.fromkeys(_BY_KEY[_key(match["name"])] for match in found))


def _is_name(normal: str, folded: str, match: re.Match[str]) -> bool:
    shown, name = normal[match.start() : match.end()], normalise(_BY_KEY[_key(match["name"])])
    if not shown.isascii() and _letters(shown.lower()) != _letters(name.lower()):
        return False
    return shown[0].isupper() or bool(_LEAD.search(folded[: match.start()])) or (shown.isascii() and normal.isascii())


def _letters(text: str) -> str:
    return "".join(re.findall(r"\w", text))


def _key(folded: str) -> str:
    return " ".join(re.findall(r"\w+", folded))
