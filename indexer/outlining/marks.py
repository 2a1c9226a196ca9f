"""What a paragraph of an act can be, judged by its own words: a heading of an article, a division, a signature."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kb.documents import Division, DivisionKind
from kb.text import fold

_ARTICLE = re.compile(
    r"""
    (?:Điều|ĐIỀU)\s{0,3}(?P<number>\d{1,3})\s?(?P<suffix>[a-zđ](?![^\W_]))?
    \s{0,2}(?P<mark>[.:)]{0,2}|-)\s{0,3}(?P<rest>.*)
    """,
    re.VERBOSE | re.DOTALL,
)
#: A line that only mentions an article goes on like a sentence.
_RUNNING = re.compile(r"[,;/]|(?:của|này|và|hoặc|đến|thì|được|là|nêu|trên|có|khoản|điểm)\b")
_CITED = re.compile(r"(?:Luật|Bộ luật|Pháp lệnh|Nghị định|Nghị quyết|Thông tư|Quyết định|Hiến pháp)\b")
_RUNNING_ARTICLE = re.compile(
    r"""
    (?:Điều|ĐIỀU)\s\d{1,3}\s?[.:]\s{0,2}
    (?: Giao\s(?:cho\s)?[A-ZĐ] | Ban\shành\s(?:kèm|bản) | Công\sbố\s(?:kèm|danh|Danh) | Phê\sduyệt\s | Chánh\s
      | Giám\sđốc\s | Thủ\strưởng\s | [A-ZĐ]\w{2,5}\s(?:\w{2,6}\s)?này\b | (?:Ủy|Uỷ)\s(?:quyền\scho|ban\snhân)
      | Thông\squa | Bộ\strưởng\s | Các\s(?:Bộ|ông|đồng) | Thống\sđốc\s | Nay\s | Áp\sdụng\sQuyết | Tiếp\stục\s
      | Bãi\sbỏ\s(?:toàn|\d) | Phân\scông\s[A-ZĐ] )
    """,
    re.VERBOSE,
)
_CAPITAL = re.compile(r"[\W\d_]{0,3}[A-ZĐÀ-ỸĂÂÊÔƠƯ]")

_DIVISION = re.compile(
    r"""
    (?P<word>(?i:Phần|Chương|Mục|Tiểu\smục))\s{1,3}
    (?P<number> (?i:(?:thứ\s)?(?:nhất|hai|ba|tư|bốn|năm|sáu|bảy|tám|chín|mười))
              | [IVXLC]{1,7} | [ivxlc]{1,7} | \d{1,2}[a-zđ]? )
    (?![^\W_])\s{0,2}[.:)–-]{0,2}\s{0,3}
    (?P<rest>.*)
    """,
    re.VERBOSE,
)
_DIVISION_KINDS: dict[str, DivisionKind] = {
    "phần": "part", "chương": "chapter", "mục": "section", "tiểu mục": "subsection",
}  # fmt: skip
DIVISION_RANK: dict[DivisionKind, int] = {"part": 0, "chapter": 1, "section": 2, "subsection": 3}
_IN_WORDS = re.compile(r"(?:thứ\s|nhất|hai|ba|tư|bốn|năm|sáu|bảy|tám|chín|mười)", re.IGNORECASE)
#: "Mục 1 Chương II": a place that is cited, no heading.
_NAMES_A_PLACE = re.compile(r"(?:Chương|Phần|Điều|Luật|Nghị định|Thông tư|Quy chế này)\s")
_LONG_HEADING = 300


def _one_of(names: str) -> str:
    return "|".join(re.escape(name.strip()) for name in names.split(","))


#: What is issued with a decision; its Điều start again at 1.
_ATTACHED = _one_of(
    "QUY CHẾ, QUY ĐỊNH, ĐIỀU LỆ, CHƯƠNG TRÌNH, KẾ HOẠCH, ĐỀ ÁN, PHƯƠNG ÁN, HƯỚNG DẪN, NỘI QUY, QUY TRÌNH, CHIẾN LƯỢC, "
    "QUY CHUẨN KỸ THUẬT, QUY ƯỚC, TIÊU CHUẨN, QUY HOẠCH, BẢN QUY ĐỊNH, BẢN QUY CHẾ, BỘ TIÊU CHÍ, CHẾ ĐỘ, ĐỊNH MỨC, "
    "KHUNG, DỰ ÁN, THỂ LỆ, NỘI DUNG"
)
_ATTACHMENT = re.compile(rf"(?P<label>{_ATTACHED})\b[\s.:]{{0,3}}(?P<rest>.*)")
_APPENDIX = re.compile(
    r"""
    (?P<label>PHỤ\sLỤC|Phụ\slục)
    (?:\s{1,2}(?:(?:số|SỐ)\s?:?\s{0,2})?(?P<number>[IVXLC]{1,6}|\d{1,2}[a-zA-Z]?|[A-H])(?![\w/]))?
    \s{0,2}[.:–-]?\s{0,2}(?P<rest>.*)
    """,
    re.VERBOSE,
)
_LISTED = _one_of("DANH MỤC, DANH SÁCH, BIỂU MẪU, MỘT SỐ BIỂU MẪU, CÁC BIỂU MẪU, BIỂU, BẢNG, MẪU")
_LIST = re.compile(rf"(?P<label>{_LISTED})\b\s{{0,2}}(?P<rest>.*)")
#: "(Ban hành kèm theo Quyết định số …)", with or without the parenthesis.
ENCLOSED = re.compile(
    r"""
      \(\s?(?:Được\s)?(?:ban\shành\s)?(?:kèm\s)?theo\s
    | (?:Được\s)?(?:ban\shành\s)?(?:kèm\s)?theo\s(?:\w+\s){1,4}?(?:số|này|ngày)\b
    """,
    re.VERBOSE | re.IGNORECASE,
)

#: What an article of the act itself says of an attachment.
ISSUES_ATTACHMENT = re.compile(r"[Bb]an hành kèm theo (?:Quyết định|Nghị định|Thông tư|Nghị quyết) này (?:bản )?[Qq]uy")
#: The national title of a head (or the Party's), and its motto.
NATION = re.compile(
    r"""
      C[ỘO]NG\s+H(?:ÒA|OÀ|OA|ÒÀ)\s+XÃ\s+HỘI(?:\s+CH[ỦU]\s+NGHĨA\s+VIỆT\s+NAM)? | CH[ỦU]\s+NGHĨA\s+VIỆT\s+NAM
    | ĐẢNG\s+CỘNG\s+SẢN\s+VIỆT\s+NAM
    | [ĐD]ộc\s{0,2}lập\s{0,2}[-–—]?\s{0,2}Tự\s{0,2}do\s{0,2}[-–—]?\s{0,2}Hạnh\s{0,2}phúc
    """,
    re.VERBOSE,
)
#: The same in small letters at the end of a line: a font that shows capitals was lost.
_NATION_SMALL = re.compile(
    r"(?<!nước)(?:^|\s+)cộng ho(?:à|òa) xã hội chủ nghĩa việt nam$|[ĐđD]ảng cộng sản việt nam$", re.I
)
_AGENT = re.compile(r"[-–]?\s?(?:TM|KT|TL|TUQ|Q|T/M|K/T|T\.M|K\.T|TUN|T/L)\s?\.?\s?(?=[A-ZĐÀ-Ỹ])")
_AGENT_MARK = re.compile(r"[-–]?\s?(?:TM|KT|TL|TUQ|Q|T/M|K/T|T/L|TUN)\s?\.|T/M\s|K/T\s|T/L\s")
_OFFICES = _one_of(
    "CHỦ TỊCH, BỘ TRƯỞNG, THỨ TRƯỞNG, THỦ TƯỚNG, GIÁM ĐỐC, CHỦ NHIỆM, TỔNG GIÁM ĐỐC, CHÁNH VĂN PHÒNG, TRƯỞNG BAN, "
    "THỐNG ĐỐC, TỔNG THANH TRA, CHÁNH ÁN, VIỆN TRƯỞNG, TỔNG KIỂM TOÁN, VỤ TRƯỞNG, CỤC TRƯỞNG, TỔNG CỤC TRƯỞNG, BÍ THƯ, "
    "TỔNG BÍ THƯ, CHÁNH THANH TRA, HIỆU TRƯỞNG, TRƯỞNG PHÒNG, CHI CỤC TRƯỞNG, TỔNG THƯ KÝ"
)
#: The same where a font that shows capitals was lost.
_SIGNS_FOR = re.compile(
    r"\S{2,4}\s?(?:Chính phủ|Thủ tướng|Bộ trưởng|Chủ tịch|[ỦU][ỷy]? ?ban|UBND|Giám đốc)[^.;:,]{0,50}$"
)
_OFFICE_ALONE = re.compile(rf"(?:quyền\s)?(?:phó\s)?(?:{_OFFICES})", re.IGNORECASE)
_ROLE = re.compile(rf"(?:QUYỀN\s)?(?:PHÓ\s)?(?:{_OFFICES})(?=\W|$)")
#: How the signature of a consolidated text begins.
_AUTHENTICATES = re.compile(r"XÁC THỰC VĂN BẢN HỢP NHẤT|Số\s?:\s?\d{1,4}\s?/VBHN-")
_CLOSING = re.compile(
    r"""
    (?:Bộ\sluật|Luật|Pháp\slệnh|Nghị\squyết|Hiến\spháp)\snày\s(?:đã\s)?(?:được\s)?
    (?:Quốc\shội|Ủy\sban\s[Tt]hường\svụ|Uỷ\sban\s[Tt]hường\svụ|Hội\sđồng\snhân\sdân).{0,200}thông\squa
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class ArticleMark:
    """A paragraph that reads like the heading of an article; ``rest`` is what follows the number."""

    number: int
    suffix: str
    rest: str
    dotted: bool

    @property
    def label(self) -> str:
        """ "Điều 5a"."""
        return f"Điều {self.number}{self.suffix}"


def article_mark(text: str) -> ArticleMark | None:
    """The article that a paragraph opens, None where it does not or only mentions one.

    >>> article_mark("Điều 5a. Thẩm quyền").label
    'Điều 5a'
    >>> article_mark("Điều 9 của Nghị định này được áp dụng") is None
    True
    """
    found = _ARTICLE.fullmatch(text)
    if not found:
        return None
    rest, dotted, suffix = found["rest"], bool(found["mark"]), found["suffix"] or ""
    if _RUNNING.match(rest) or (not dotted and rest and (not _CAPITAL.match(rest) or _CITED.match(rest))):
        return None
    return ArticleMark(int(found["number"]), suffix, rest, dotted)


def is_running_article(text: str) -> bool:
    """Whether an article is a sentence by its first words, as in most decisions: no heading, whatever its end.

    >>> is_running_article("Điều 1. Công bố kèm theo Quyết định này danh mục"), is_running_article("Điều 1. Phạm vi")
    (True, False)
    """
    return bool(_RUNNING_ARTICLE.match(text))


def division_mark(text: str) -> tuple[Division, str] | None:
    """The division that a paragraph opens, and the rest of the line, which may be its heading.

    >>> division_mark("Chương II QUY ĐỊNH CHUNG")[0].label, division_mark("Mục 1 Chương II của Luật này")
    ('Chương II', None)
    """
    found = _DIVISION.fullmatch(text)
    if not found or not text[:1].isupper() or len(text) > _LONG_HEADING:
        return None
    rest = found["rest"].strip()
    if rest and (not _CAPITAL.match(rest) or _NAMES_A_PLACE.match(rest)):
        return None
    word = " ".join(found["word"].split()).lower()
    number = found["number"]
    number = number.lower() if number[:1].isdigit() or _IN_WORDS.match(number) else number.upper()
    return Division(_DIVISION_KINDS[word], f"{word.capitalize()} {number}"), rest


def attachment_mark(text: str) -> tuple[str, str] | None:
    """Label and the rest, of a line that may open an attached regulation; it must stand in capitals.

    >>> attachment_mark("QUY CHẾ"), attachment_mark("QUY ĐỊNH Về bồi thường"), attachment_mark("Quy định này")
    (('Quy chế', ''), ('Quy định', 'Về bồi thường'), None)
    """
    found = _ATTACHMENT.fullmatch(text)
    return (found["label"].capitalize(), found["rest"]) if found else None


def appendix_mark(text: str) -> tuple[str, str] | None:
    """Label and the rest, of a line that may open an appendix.

    >>> appendix_mark("PHỤ LỤC II"), appendix_mark("Phụ lục số 01: Biểu mẫu"), appendix_mark("Phụ lục này quy định")
    (('Phụ lục II', ''), ('Phụ lục 01', 'Biểu mẫu'), None)
    """
    found = _APPENDIX.fullmatch(text)
    if (
        not found
        or found["rest"].startswith((",", ";"))
        or (found["rest"] and not _CAPITAL.match(found["rest"]) and not ENCLOSED.match(found["rest"]))
    ):
        return None
    if found["label"] == "Phụ lục" and not found["number"] and found["rest"]:
        return None
    return f"Phụ lục {found['number'] or ''}".strip(), found["rest"]


def list_mark(text: str) -> tuple[str, str] | None:
    """Label and the rest, of a line in capitals that may open a list or a form that is issued with the act."""
    found = _LIST.fullmatch(text)
    return (found["label"].capitalize(), found["rest"]) if found else None


def opens_foot(text: str) -> bool:
    """Whether a paragraph begins the foot of an act: the recipients, the signature, or the closing formula of a law.

    >>> [opens_foot(text) for text in ("Nơi nhận:", "KT. BỘ TRƯỞNG", "CHỦ TỊCH QUỐC HỘI", "Chủ tịch Quốc hội họp")]
    [True, True, True, False]
    """
    if fold(text[:12]).startswith("noi nhan") and len(text) < 80:
        return True
    return is_role(text) or bool(_CLOSING.match(text) or _AUTHENTICATES.match(text))


def without_nation(text: str) -> str:
    """A line of the head without the national title and motto that were read into it.

    >>> without_nation("TỈNH BÌNH PHƯỚC Độc lập - Tự do - Hạnh phúc")
    'TỈNH BÌNH PHƯỚC'
    """
    return _NATION_SMALL.sub("", NATION.sub(" ", text).strip(" -–—_*|")).strip(" -–—_*|")


def has_nation(text: str) -> bool:
    """Whether a line holds the national title or motto."""
    return bool(NATION.search(text) or (len(text) < 90 and _NATION_SMALL.search(text)))


def is_closing(text: str) -> bool:
    """Whether this is "Luật này được Quốc hội … thông qua …"."""
    return bool(_CLOSING.match(text))


def is_role(text: str) -> bool:
    """Whether a line of a signature names an office, in capitals or after TM., KT., TL., TUQ."""
    if len(text) > 120 or (text.endswith((".", ";", ":", ",")) and not _AGENT_MARK.match(text)):
        return False
    if _AGENT_MARK.match(text):
        return bool(_AGENT.match(text)) and (is_capitals(text, 0.5) or bool(_SIGNS_FOR.match(text)))
    return bool(_ROLE.match(text)) and is_capitals(text)


def is_office(text: str) -> bool:
    """Whether a line is the name of an office and nothing else, in whatever case; inside a signature that is a role."""
    return bool(_OFFICE_ALONE.fullmatch(text.strip()))


def is_capitals(text: str, share: float = 0.9) -> bool:
    """Whether nearly all letters are capitals."""
    letters = [char for char in text if char.isalpha()]
    return len(letters) > 1 and sum(map(str.isupper, letters)) >= share * len(letters)
