"""The types of documents: how each is called, abbreviated, coded in a symbol, and where it ranks.

Source: Luật Ban hành văn bản quy phạm pháp luật (order of legal force), Nghị định 30/2020/NĐ-CP Phụ lục III (codes).
Every entry proves itself: ``examples`` are symbols that must be given this type.
"""

from __future__ import annotations

from dataclasses import dataclass

from kb.text import fold


@dataclass(frozen=True, slots=True)
class DocumentType:
    """One type of document.

    ``slug`` is the identifier everywhere (addresses, JSON, gold sets); ``codes`` open a symbol ("NĐ" in NĐ-CP);
    ``typed`` are the abbreviations officers type, folded; ``rank`` orders by legal force, 1 being the highest.
    """

    slug: str
    name: str
    codes: tuple[str, ...] = ()
    typed: tuple[str, ...] = ()
    rank: int = 90
    examples: tuple[str, ...] = ()


TYPES: tuple[DocumentType, ...] = (
    DocumentType("hien-phap", "Hiến pháp", (), ("hp",), 1),
    DocumentType("bo-luat", "Bộ luật", (), ("bl",), 2),
    DocumentType("luat", "Luật", ("QH",), (), 2, ("16/2023/QH15",)),
    DocumentType("phap-lenh", "Pháp lệnh", ("PL", "UBTVQH"), ("pl",), 4, ("08/2022/UBTVQH15",)),
    DocumentType("nghi-quyet", "Nghị quyết", ("NQ",), ("nq",), 5, ("30/NQ-CP", "18-NQ/TW", "01/2026/NQ-HĐND")),
    DocumentType("lenh", "Lệnh", ("L",), (), 6, ("12/2014/L-CTN",)),
    DocumentType("nghi-dinh", "Nghị định", ("NĐ",), ("nd",), 7, ("29/2008/NĐ-CP",)),
    DocumentType("thong-tu-lien-tich", "Thông tư liên tịch", ("TTLT", "TTLB"), ("ttlt",), 9, ("13/2009/TTLT-BXD-BNV",)),
    DocumentType("nghi-quyet-lien-tich", "Nghị quyết liên tịch", ("NQLT",), ("nqlt",), 6),
    DocumentType("thong-tu", "Thông tư", ("TT",), ("tt",), 9, ("17/2023/TT-BLĐTBXH",)),
    DocumentType("quyet-dinh", "Quyết định", ("QĐ",), ("qd",), 10, ("183/QĐ-TTg", "67/2003/QĐ-UB")),
    DocumentType("chi-thi", "Chỉ thị", ("CT",), ("ct",), 11, ("24/CT-TTg",)),
    DocumentType("van-ban-hop-nhat", "Văn bản hợp nhất", ("VBHN",), ("vbhn",), 12, ("9716/VBHN-BKHĐT",)),
    DocumentType("sac-lenh", "Sắc lệnh", ("SL",), ("sl",), 6),
    DocumentType("cong-dien", "Công điện", ("CĐ",), ("cd",), 20, ("33/CĐ-TTg",)),
    DocumentType("cong-van", "Công văn", (), ("cv",), 21, ("1629/LĐTBXH-LĐVL",)),
    DocumentType("ke-hoach", "Kế hoạch", ("KH",), ("kh",), 30, ("12/KH-UBND",)),
    DocumentType("chuong-trinh", "Chương trình", ("CTr",), ("ctr",), 30, ("51-CTr/TU",)),
    DocumentType("de-an", "Đề án", ("ĐA",), (), 30),
    DocumentType("ket-luan", "Kết luận", ("KL",), ("kl",), 31, ("50-KL/TW",)),
    DocumentType("quy-dinh", "Quy định", ("QyĐ",), (), 31),
    DocumentType("huong-dan", "Hướng dẫn", ("HD",), ("hd",), 31, ("36-HD/VPTW",)),
    DocumentType("thong-bao", "Thông báo", ("TB",), ("tb",), 32, ("153/TB-VPCP",)),
    DocumentType("bao-cao", "Báo cáo", ("BC",), ("bc",), 33),
    DocumentType("to-trinh", "Tờ trình", ("TTr",), ("ttr",), 33, ("202/TTr-BVHTTDL",)),
    DocumentType("quy-che", "Quy chế", ("QC",), (), 34),
    DocumentType("bai-viet", "Bài viết", (), (), 99),
    DocumentType("other", "Văn bản", (), ("vb",), 98),
)
_BY_SLUG = {entry.slug: entry for entry in TYPES}
_BY_NAME = {fold(entry.name): entry for entry in TYPES}
_BY_CODE = {code.upper(): entry for entry in TYPES for code in entry.codes}


def type_named(name: str) -> DocumentType | None:
    """The type of that Vietnamese name, case and diacritics ignored.

    >>> type_named("NGHỊ ĐỊNH").slug, type_named("Quyet dinh").slug
    ('nghi-dinh', 'quyet-dinh')
    """
    return _BY_NAME.get(fold(name.strip()))


def type_of_slug(slug: str) -> DocumentType:
    """The type with that identifier; an unknown one is "other"."""
    return _BY_SLUG.get(slug, _BY_SLUG["other"])


def type_of_code(code: str) -> DocumentType | None:
    """The type whose code opens a symbol.

    >>> type_of_code("TTg"), type_of_code("QĐ").slug, type_of_code("QH15").slug
    (None, 'quyet-dinh', 'luat')
    """
    return _BY_CODE.get(code.upper().rstrip("0123456789")) or _BY_CODE.get(code.upper())
