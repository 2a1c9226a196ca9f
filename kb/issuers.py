"""The bodies behind the codes of symbols, through time.

The code of a symbol means the body that bore it on that day: BNV was the police ministry until 1998 and is the
ministry of home affairs since 2002; BKH and BKHĐT are one ministry.

>>> [organ.name for organ in organs_of_code("BNV", date(1995, 1, 1))], [organ.name for organ in organs_of_code("BKH")]
(['Bộ Nội vụ (công an)'], ['Bộ Kế hoạch và Đầu tư'])
>>> issuer_key("Bộ trưởng Bộ Thương mại") == issuer_key("Bộ Thương mại")
True
>>> [organ.name for organ in successors(organ_named("Bộ trưởng Bộ Thủy sản"), date(2026, 1, 1))]
['Bộ Nông nghiệp và Môi trường']

Source: the resolutions of the National Assembly on the structure of the Government (02/2002/QH11, 01/2007/QH12,
176/2025/QH15) and the symbols printed in the official gazette. Provinces are in :mod:`kb.places`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from kb.text import fold, normalise


@dataclass(frozen=True, slots=True)
class Organ:
    """A body: its ``codes`` in symbols, the first being the usual one; the day it began and the last day it was, where
    they matter for telling bodies apart; ``successor`` is the first code of the body that took over (also its time,
    where a code had several bodies). ``aliases`` are other names. ``examples``: numbers that are of this body.
    """

    codes: tuple[str, ...]
    name: str
    since: date | None = None
    until: date | None = None
    successor: str | None = None
    aliases: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()

    def existed(self, on: date) -> bool:
        """Whether the body was there on a day."""
        return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)


_2002, _2002_END = date(2002, 8, 5), date(2002, 8, 4)
_2007, _2007_END = date(2007, 8, 8), date(2007, 8, 7)
_2025, _2025_END = date(2025, 3, 1), date(2025, 2, 28)

ORGANS: tuple[Organ, ...] = (
    # The highest bodies
    Organ(("QH",), "Quốc hội", examples=("45/2019/QH14",)),
    Organ(("UBTVQH",), "Ủy ban Thường vụ Quốc hội", examples=("08/2022/UBTVQH15",)),
    Organ(("CTN",), "Chủ tịch nước", date(1992, 9, 24), examples=("12/2014/L-CTN",)),
    Organ(("HĐNN",), "Hội đồng Nhà nước", until=date(1992, 9, 23), examples=("21-LCT/HĐNN8",)),
    Organ(("CP",), "Chính phủ", examples=("29/2008/NĐ-CP", "28/CP")),
    Organ(("HĐBT",), "Hội đồng Bộ trưởng", date(1981, 7, 4), date(1992, 10, 7), "CP", examples=("141-HĐBT",)),
    Organ(("TTg",), "Thủ tướng Chính phủ", aliases=("Thủ tướng",), examples=("183/QĐ-TTg",)),
    Organ(("VPCP",), "Văn phòng Chính phủ", examples=("02/2017/TT-VPCP",)),
    Organ(("TANDTC",), "Tòa án nhân dân tối cao", aliases=("Hội đồng Thẩm phán Tòa án nhân dân tối cao",)),
    Organ(("VKSNDTC", "VKSTC"), "Viện kiểm sát nhân dân tối cao"),
    Organ(("KTNN",), "Kiểm toán Nhà nước", aliases=("Tổng Kiểm toán Nhà nước",)),
    Organ(
        ("TW", "TƯ"), "Trung ương Đảng",
        aliases=(
            "Bộ Chính trị", "Ban Bí thư", "Ban Bí thư Trung ương", "Ban Bí thư Trung ương Đảng",
            "Ban Chấp hành Trung ương",
            "Ban Chấp hành Trung ương Đảng", "Ban Chấp hành Trung ương Đảng Cộng sản Việt Nam",
        ),
        examples=("18-NQ/TW",),
    ),
    # Ministries of today
    Organ(("BTC",), "Bộ Tài chính", examples=("200/2014/TT-BTC",)),
    Organ(("BQP",), "Bộ Quốc phòng"),
    Organ(("BCA",), "Bộ Công an", date(1998, 5, 19)),
    Organ(("BNG",), "Bộ Ngoại giao"),
    Organ(("BTP",), "Bộ Tư pháp", examples=("08a/2010/TT-BTP",)),
    Organ(("BYT",), "Bộ Y tế"),
    Organ(("BXD",), "Bộ Xây dựng"),
    Organ(("BGDĐT", "BGD&ĐT"), "Bộ Giáo dục và Đào tạo", date(1990, 3, 31)),
    Organ(("BCT",), "Bộ Công Thương", _2007, examples=("07/2019/TT-BCT",)),
    Organ(("BNV",), "Bộ Nội vụ", _2002, examples=("14/2026/TT-BNV",)),
    Organ(("BKHCN",), "Bộ Khoa học và Công nghệ", _2002, examples=("36/2025/TT-BKHCN",)),
    Organ(("BVHTTDL",), "Bộ Văn hóa, Thể thao và Du lịch", _2007, examples=("202/TTr-BVHTTDL",)),
    Organ(("BNNMT", "BNN&MT"), "Bộ Nông nghiệp và Môi trường", _2025, examples=("07/2026/TT-BNNMT",)),
    Organ(("BDTTG",), "Bộ Dân tộc và Tôn giáo", _2025),
    Organ(("NHNN", "NH"), "Ngân hàng Nhà nước Việt Nam", examples=("38/2016/TT-NHNN",)),
    Organ(("TTCP",), "Thanh tra Chính phủ", date(2004, 10, 1), aliases=("Tổng Thanh tra Chính phủ",)),
    # Ministries that are no more
    Organ(
        ("BKHĐT", "BKH", "BKH&ĐT"), "Bộ Kế hoạch và Đầu tư", date(1995, 11, 1), _2025_END, "BTC",
        examples=("429/2004/QĐ-BKH", "9716/VBHN-BKHĐT"),
    ),
    Organ(("UBKHNN",), "Ủy ban Kế hoạch Nhà nước", until=date(1995, 10, 31), successor="BKHĐT"),
    Organ(("BTM",), "Bộ Thương mại", date(1992, 1, 1), _2007_END, "BCT", examples=("10/2007/QĐ-BTM",)),
    Organ(("BCN", "BCNg"), "Bộ Công nghiệp", date(1995, 10, 28), _2007_END, "BCT"),
    Organ(
        ("BLĐTBXH", "LĐTBXH"), "Bộ Lao động - Thương binh và Xã hội", date(1987, 2, 16), _2025_END, "BNV",
        examples=("17/2023/TT-BLĐTBXH", "1629/LĐTBXH-LĐVL"),
    ),
    Organ(("BNV",), "Bộ Nội vụ (công an)", until=date(1998, 5, 18), successor="BCA", aliases=("Bộ Nội vụ",)),
    Organ(
        ("BTCCBCP", "TCCP", "TCCBCP"), "Ban Tổ chức - Cán bộ Chính phủ", until=_2002_END, successor="BNV",
        examples=("429/TCCP-VC",),
    ),
    Organ(
        ("BNNPTNT", "BNN&PTNT", "BNN"), "Bộ Nông nghiệp và Phát triển nông thôn", date(1995, 10, 28), _2025_END,
        "BNNMT",
        examples=("38/2013/TT-BNNPTNT", "38/2005/QĐ-BNN"),
    ),
    Organ(("BTS",), "Bộ Thủy sản", until=_2007_END, successor="BNNPTNT"),
    Organ(
        ("BTNMT", "BTN&MT"), "Bộ Tài nguyên và Môi trường", _2002, _2025_END, "BNNMT",
        examples=("50/2016/TT-BTNMT",),
    ),
    Organ(("BGTVT",), "Bộ Giao thông vận tải", None, _2025_END, "BXD", examples=("13/2019/TT-BGTVT",)),
    Organ(("BTTTT",), "Bộ Thông tin và Truyền thông", _2007, _2025_END, "BKHCN"),
    Organ(("BBCVT",), "Bộ Bưu chính, Viễn thông", _2002, _2007_END, "BTTTT"),
    Organ(("TCBĐ",), "Tổng cục Bưu điện", until=_2002_END, successor="BBCVT"),
    Organ(("BKHCNMT",), "Bộ Khoa học, Công nghệ và Môi trường", date(1992, 10, 22), _2002_END, "BKHCN"),
    Organ(("BVHTT",), "Bộ Văn hóa - Thông tin", None, _2007_END, "BVHTTDL"),
    Organ(("UBTDTT",), "Ủy ban Thể dục thể thao", None, _2007_END, "BVHTTDL"),
    Organ(("TCDL",), "Tổng cục Du lịch", None, _2007_END, "BVHTTDL"),
    Organ(("UBDT",), "Ủy ban Dân tộc", _2002, _2025_END, "BDTTG"),
    Organ(("UBDTMN",), "Ủy ban Dân tộc và Miền núi", None, _2002_END, "UBDT"),
    Organ(("TTNN",), "Thanh tra Nhà nước", None, date(2004, 9, 30), "TTCP"),
    # Local bodies
    Organ(("UBND", "UB"), "Ủy ban nhân dân", examples=("67/2003/QĐ-UB", "807/QĐ-UBND")),
    Organ(("HĐND",), "Hội đồng nhân dân", examples=("55/2025/NQ-HĐND",)),
)  # fmt: skip
_BY_CODE: dict[str, list[Organ]] = {}
for _organ in ORGANS:
    for _code in _organ.codes:
        _BY_CODE.setdefault(_code.upper(), []).append(_organ)

#: Offices whose holder acts for the body; the second names the body where the office does not.
_OFFICES = re.compile(
    r"^(?:quyen )?(?:pho )?(?:bo truong|thu truong|thong doc|chanh an|vien truong|chu tich(?= uy ban| hoi dong nhan)"
    r"|giam doc(?= so)|cuc truong(?= cuc)|tong cuc truong|truong ban(?= ban)|chu nhiem(?= van phong| uy ban))"
    r"(?: chu nhiem| truong ban)? "
)
_WRITTEN_OUT = {
    "ubnd": "uy ban nhan dan", "hdnd": "hoi dong nhan dan", "tp": "thanh pho", "ubtvqh": "uy ban thuong vu quoc hoi",
    "ttg": "thu tuong chinh phu", "bch": "ban chap hanh", "tw": "trung uong", "nhnn": "ngan hang nha nuoc",
    "bchtw": "ban chap hanh trung uong", "tu": "trung uong",
}  # fmt: skip


def organs_of_code(code: str, on: date | None = None) -> tuple[Organ, ...]:
    """The bodies that a code stands for; with ``on`` only those that existed that day. The number of a legislature is
    left out ("QH15")."""
    found = _BY_CODE.get(code.upper()) or _BY_CODE.get(code.upper().rstrip("0123456789")) or []
    return tuple(organ for organ in found if on is None or organ.existed(on))


def issuer_key(text: str) -> str:
    """What two names of one body have in common: words folded, abbreviations written out, the office left away.

    >>> issuer_key("Chủ tịch UBND TP. Hà Nội")
    'uy ban nhan dan thanh pho ha noi'
    >>> issuer_key("Bộ Lao động - Thương binh và Xã hội") == issuer_key("Bộ Lao động thương binh xã hội")
    True
    """
    words = re.findall(r"\w+", fold(normalise(text)))
    joined = " ".join(_WRITTEN_OUT.get(word, word) for word in words if word != "va")
    return _OFFICES.sub("", joined.removesuffix(" viet nam"))


def organ_named(text: str, on: date | None = None) -> Organ | None:
    """The central body that a name means, or "Ủy ban nhân dân", "Hội đồng nhân dân" of whatever place; None otherwise.

    With ``on``, of two bodies of one name the one that existed that day.
    """
    key = issuer_key(text)
    found = _BY_KEY.get(key) or next((_BY_KEY[local] for local in _LOCAL if key.startswith(local + " ")), [])
    living = [organ for organ in found if on is None or organ.existed(on)]
    return next(iter(living or found), None)


def successors(organ: Organ | None, on: date) -> tuple[Organ, ...]:
    """Who has the work of a body on a day: the body itself while it exists, else who followed; () where nobody did."""
    for _ in ORGANS:  # no chain is longer
        if organ is None or organ.existed(on):
            break
        organ = _following(organ)
    return (organ,) if organ and organ.existed(on) else ()


def _following(organ: Organ) -> Organ | None:
    if organ.successor is None or organ.until is None:
        return None
    return next(iter(organs_of_code(organ.successor, organ.until + timedelta(days=1))), None)


_BY_KEY: dict[str, list[Organ]] = {}
for _organ in ORGANS:
    for _name in (_organ.name, *_organ.aliases):
        _BY_KEY.setdefault(issuer_key(_name), []).append(_organ)
_LOCAL = ("uy ban nhan dan", "hoi dong nhan dan")
