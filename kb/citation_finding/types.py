"""The words and codes that open a citation: "Nghị định", "nghi dinh", "NĐ"."""

from __future__ import annotations

from collections.abc import Iterable

#: "văn bản số …": any document; its symbol tells which.
GENERIC = "van-ban"
#: Type words as they are written, lower case, with and without diacritics.
TYPE_WORDS = {
    "nghị định": "nghi-dinh", "nghi dinh": "nghi-dinh", "nghị quyết liên tịch": "nghi-quyet-lien-tich",
    "nghị quyết": "nghi-quyet", "nghi quyet": "nghi-quyet", "quyết định": "quyet-dinh", "quyet dinh": "quyet-dinh",
    "thông tư liên tịch": "thong-tu-lien-tich", "thông tư liên bộ": "thong-tu-lien-tich",
    "thông tư liên ngành": "thong-tu-lien-tich", "thong tu lien tich": "thong-tu-lien-tich",
    "thông tư": "thong-tu", "thong tu": "thong-tu", "chỉ thị": "chi-thi", "chi thi": "chi-thi",
    "công điện": "cong-dien", "công văn": "cong-van", "cong van": "cong-van", "tờ trình": "to-trinh",
    "to trinh": "to-trinh", "báo cáo": "bao-cao", "bao cao": "bao-cao", "kế hoạch": "ke-hoach", "ke hoach": "ke-hoach",
    "chương trình": "chuong-trinh", "chuong trinh": "chuong-trinh", "thông báo": "thong-bao", "thong bao": "thong-bao",
    "hướng dẫn": "huong-dan", "huong dan": "huong-dan", "kết luận": "ket-luan", "ket luan": "ket-luan",
    "quy định": "quy-dinh", "quy dinh": "quy-dinh", "quy chế": "quy-che", "quy che": "quy-che", "đề án": "de-an",
    "văn bản hợp nhất": "van-ban-hop-nhat", "văn bản": GENERIC, "van ban": GENERIC, "sắc lệnh": "sac-lenh",
    "sac lenh": "sac-lenh", "lệnh": "lenh", "pháp lệnh": "phap-lenh", "bộ luật": "bo-luat", "luật": "luat",
    "phap lenh": "phap-lenh", "bo luat": "bo-luat", "luat": "luat", "điều lệ": "other", "hiến pháp": "hien-phap",
    "công thư": "cong-van", "thông tri": "other", "sắc luật": "other", "nghị định thư": "other", "hiệp định": "other",
    "thông cáo": "other", "văn thư": "cong-van", "biên bản": "other", "phương án": "other", "giấy uỷ quyền": "other",
}  # fmt: skip
TYPE_CODES = {
    "NĐ": "nghi-dinh", "ND": "nghi-dinh", "QĐ": "quyet-dinh", "TT": "thong-tu", "TTLT": "thong-tu-lien-tich",
    "NQ": "nghi-quyet", "CT": "chi-thi", "KL": "ket-luan", "CV": "cong-van", "VBHN": "van-ban-hop-nhat",
}  # fmt: skip
LAWS = frozenset({"luat", "bo-luat", "phap-lenh", "hien-phap"})
#: Words that are more often verbs or common nouns than documents: "quy định này", "kế hoạch này".
COMMON = frozenset(
    {"quy-dinh", "huong-dan", "bao-cao", "thong-bao", "ket-luan", "ke-hoach", "chuong-trinh", "de-an", GENERIC,
     "quyet-dinh", "lenh", "quy-che", "cong-van", "to-trinh", "cong-dien", "other"}
)  # fmt: skip
#: Types that may be meant by a number without a symbol.
PARTIAL_TYPES = frozenset(
    {"nghi-dinh", "thong-tu", "thong-tu-lien-tich", "nghi-quyet", "chi-thi", "quyet-dinh", "huong-dan", "ket-luan",
     "sac-lenh", "luat", "bo-luat", "phap-lenh", "cong-van"}
)  # fmt: skip
_SPELLINGS = {word.replace(" ", ""): slug for word, slug in TYPE_WORDS.items()}
PARTIAL_WORDS = [word for word, slug in TYPE_WORDS.items() if slug in PARTIAL_TYPES]
PARTIAL_FIRST = frozenset(word.split()[0] for word in PARTIAL_WORDS)


def words_pattern(words: Iterable[str] = TYPE_WORDS) -> str:
    """A pattern for any of the words, the longest first; blanks may be lost or doubled."""
    longest_first = sorted(words, key=len, reverse=True)
    return "|".join(word.replace(" ", r"\s{0,4}") for word in longest_first)


def type_of(written: str) -> str:
    """The slug of a type word, however its blanks are set."""
    return _SPELLINGS["".join(written.split())]
