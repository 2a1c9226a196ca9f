"""Central bodies that are no more, and who has their work since when.

>>> gone = successor_of("bo:lao dong thuong binh va xa hoi", date(2026, 1, 1))
>>> gone.successor, gone.since.isoformat()
('Bộ Nội vụ', '2025-03-01')
>>> successor_of("bo:tai chinh", date(2026, 1, 1)) is None
True

Source: Nghị quyết 176/2025/QH15 on the Government's structure (from 1 March 2025); Nghị quyết 02/2002/QH11 and
01/2007/QH12 on earlier ones; Luật Tổ chức chính quyền địa phương 2025 (districts ended on 1 July 2025).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

_2025 = date(2025, 3, 1)
_2007 = date(2007, 8, 8)


@dataclass(frozen=True, slots=True)
class GoneOrgan:
    """A body that ended. ``kind`` is its folded kind ("bo:…", "so:…" with the field).

    ``since`` is the first day of the successor.
    """

    kind: str
    name: str
    successor: str
    since: date


def _ministry_and_department(
    field: str, name: str, ministry: str, department: str, since: date
) -> tuple[GoneOrgan, ...]:
    return (
        GoneOrgan(f"bo:{field}", f"Bộ {name}", f"Bộ {ministry}", since),
        GoneOrgan(f"so:{field}", f"Sở {name}", f"Sở {department}", since),
    )


GONE: tuple[GoneOrgan, ...] = (
    *_ministry_and_department(
        "lao dong thuong binh va xa hoi", "Lao động - Thương binh và Xã hội", "Nội vụ", "Nội vụ", _2025
    ),
    *_ministry_and_department("ke hoach va dau tu", "Kế hoạch và Đầu tư", "Tài chính", "Tài chính", _2025),
    *_ministry_and_department("giao thong van tai", "Giao thông vận tải", "Xây dựng", "Xây dựng", _2025),
    *_ministry_and_department(
        "tai nguyen va moi truong", "Tài nguyên và Môi trường", "Nông nghiệp và Môi trường",
        "Nông nghiệp và Môi trường", _2025,
    ),
    *_ministry_and_department(
        "nong nghiep va phat trien nong thon", "Nông nghiệp và Phát triển nông thôn", "Nông nghiệp và Môi trường",
        "Nông nghiệp và Môi trường", _2025,
    ),
    *_ministry_and_department(
        "thong tin va truyen thong", "Thông tin và Truyền thông", "Khoa học và Công nghệ", "Khoa học và Công nghệ",
        _2025,
    ),
    GoneOrgan("bo:thuong mai", "Bộ Thương mại", "Bộ Công Thương", _2007),
    GoneOrgan("bo:cong nghiep", "Bộ Công nghiệp", "Bộ Công Thương", _2007),
    GoneOrgan("ubnd-huyen", "Ủy ban nhân dân cấp huyện", "Ủy ban nhân dân cấp xã hoặc cấp tỉnh", date(2025, 7, 1)),
)  # fmt: skip
_BY_KIND = {organ.kind: organ for organ in GONE}


def successor_of(kind: str, on: date) -> GoneOrgan | None:
    """What became of a body of that kind by a day; None where it still is."""
    gone = _BY_KIND.get(kind)
    return gone if gone and gone.since <= on else None
