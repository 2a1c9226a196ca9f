"""The words by which a document says what it does to others: data for :mod:`kb.relation_finding`.

Patterns see normalised text ("huỷ", not "hủy"). A passive ("đã được sửa đổi theo …") says what others do.

>>> [phrase.verb for phrase in TITLE_PHRASES if phrase.pattern.search("kéo dài thời hạn áp dụng Nghị quyết số 5")]
['extends']
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kb.relations import VerbSlug


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that say a relation; ``after`` tells whether the other document stands after them or before; ``bare``
    whether it holds only where no other document is named before: else it belongs to the title of that document."""

    verb: VerbSlug
    pattern: re.Pattern[str]
    after: bool = True
    bare: bool = True


_PASSIVE = r"(?<!được )(?<!bị )(?<!hoặc )(?<!không )(?<!\()"
#: "thay thế cụm từ …" changes words, "thay thế Phụ lục I của …" ends a part.
_SOME_WORDS = r"(?:một số |các |những )?(?:cụm từ|từ\b|dấu|chữ)"
#: "thay thế, bãi bỏ cụm từ …": verbs that share what they act on.
_MORE_VERBS = r"(?:(?:,| và|, và) (?:sửa đổi|bổ sung|bãi bỏ|huỷ bỏ|bỏ)){0,3}"


def _phrase(verb: VerbSlug, pattern: str, *, after: bool = True, bare: bool = True) -> Phrase:
    return Phrase(verb, re.compile(pattern, re.IGNORECASE), after, bare)


PHRASES: tuple[Phrase, ...] = (
    _phrase(
        "replaces",
        rf"{_PASSIVE}\bthay thế\b(?! (?:bởi|bằng|người))(?!{_MORE_VERBS} {_SOME_WORDS})(?!, bỏ)",
        bare=False,
    ),
    _phrase("repeals", rf"{_PASSIVE}\b(?:bãi bỏ|huỷ bỏ)\b", bare=False),
    _phrase(
        "amends",
        rf"{_PASSIVE}\b(?:(?:sửa đổi(?:(?:, ?| và | )bổ sung)?|(?<!sửa đổi, )(?<!sửa đổi và )bổ sung)\b"
        rf"(?! (?:bởi|theo|tại|vào|năm \d))|thay (?:thế )?{_SOME_WORDS}\b)",
    ),
    _phrase(
        "suspends",
        rf"{_PASSIVE}\b(?:(?:tạm )?(?:ngưng|dừng)|đình chỉ)(?: việc)? (?:hiệu lực|thi hành)"
        r"(?! (?:án|bản án|hình phạt|công vụ|nhiệm vụ|quyết định)\b)",
    ),
    _phrase("corrects", rf"{_PASSIVE}\bđính chính\b"),
    _phrase(
        "extends",
        rf"{_PASSIVE}\b(?:gia hạn (?:hiệu lực|thời (?:hạn|gian) (?:áp dụng|thực hiện))"
        r"|kéo dài (?:hiệu lực|thời (?:hạn|gian)))",
    ),
    _phrase("postpones", rf"{_PASSIVE}\blùi (?:(?:thời điểm|thời gian|ngày) )?(?:có )?hiệu lực(?: thi hành)?\b"),
    _phrase("repeals", r"\bhết hiệu lực\b", after=False),
)  # fmt: skip
TITLE_PHRASES: tuple[Phrase, ...] = (
    *PHRASES[:7],
    _phrase("guides", r"\b(?:hướng dẫn|quy định chi tiết|quy định thi hành)\b"),
    _phrase("consolidates", r"\bhợp nhất\b"),
)
#: All that the title of a consolidated text says; what follows is the title of what it consolidates.
CONSOLIDATES = TITLE_PHRASES[-1:]
#: The verbs that act on the effect of a document or of its parts.
ENDING: frozenset[VerbSlug] = frozenset({"replaces", "repeals", "suspends", "postpones"})
#: Where an act speaks of itself and of those it ends; elsewhere the same words tell of procedures.
CLOSING = re.compile(
    r"hiệu lực|thi hành|bãi bỏ|thay thế|sửa đổi|bổ sung|đính chính|chuyển tiếp|ngưng|đình chỉ|quy định khác"
    r"|tổ chức thực hiện|điều khoản cuối",
    re.I,
)
_ACTS = "luật|pháp lệnh|nghị định|nghị quyết|thông tư|thông tư liên tịch|quyết định|chỉ thị"
ITSELF = re.compile(rf"\b(?:{_ACTS}) này\b", re.I)
#: "trường hợp các văn bản dẫn chiếu … được sửa đổi, bổ sung hoặc thay thế": nothing happens yet.
HYPOTHETICAL = re.compile(r"\b(?:trường hợp|nếu|khi có|trong quá trình)\b", re.I)
#: "các văn bản sửa đổi, bổ sung, thay thế (nếu có)": whatever may come, not something that is done.
SOME_DAY = re.compile(r"\bnếu có\b|văn bản (?:được )?(?:sửa đổi|thay thế|bổ sung)", re.I)
#: What only a part of the document ends with: "nội dung về … quy định tại Nghị định …".
PART_OF = re.compile(
    r"\b(?:nội dung|quy định|phần|phụ lục|danh mục|biểu mẫu|mẫu|biểu|cụm từ|điểm|khoản|điều|mục|thủ tục|TTHC|quy trình"
    r")\b", re.I
)  # fmt: skip
#: How many of them.
SOME_OF = re.compile(r"^\s*(?:(?:các|những|một số|một phần|toàn bộ|\d{1,3}) ){0,3}")
#: A regulation issued with a decision is all that the decision says.
ISSUED_WITH = re.compile(
    r"\s*(?:Quy định|Quy chế|Điều lệ)\b(?:(?!\b(?:[Đđ]iều|[Kk]hoản|[Đđ]iểm|[Mm]ục|[Pp]hụ lục)\b)[^;“]){0,300}?"
    r"kèm theo\s*$"
)
#: "Các quy định tại Thông tư …": all that it says; "những quy định tại … trái với …" are some of them.
ALL_RULES = re.compile(
    r"(?:(?:toàn bộ|tất cả|các|những) ){0,2}(?:quy định|nội dung)"
    r"(?: (?:đã )?(?:được )?(?:nêu|quy định|ban hành))? (?:tại|của|trong)(?: các)?\s*", re.I
)  # fmt: skip
CONTRARY = re.compile(r"[^;]{0,400}\btrái\b", re.I)
#: Whatever stands in the document, or is issued with it, is a part of it.
HELD_IN = re.compile(r"\b(?:tại|trong|kèm theo)(?: các)?\s*$", re.I)
#: What keeps its effect: "…, trừ các quy định về … tại Điều 9", and when only cases are meant ("tại Điều 9 Luật này").
EXCEPTED = re.compile(r"(?<!bù )\b(?:ngoại )?trừ\b(?P<what>[^;)]{0,600})", re.I)
PART_UNIT = re.compile(r"\b(?:quy định|nội dung|phụ lục|biểu mẫu|mẫu|điểm|khoản|điều|mục|chương)\b", re.I)
BY_ITSELF = re.compile(rf"\b(?:{_ACTS}|điều|khoản) này\b", re.I)
RULED_AT = re.compile(r"(?:quy định|nêu|ghi) tại\s*$", re.I)
AGENT = re.compile(r"\b(?:bởi|bằng|(?<!kèm )theo(?: quy định(?: tại| của)?)?)(?: các)?\s*$", re.I)
#: Between the verb and the document: what makes it a place where something is said, not what is acted upon.
ELSEWHERE = re.compile(
    r"\bđược (?:sửa đổi|thay thế|bổ sung)|(?<!kèm )\b(?:theo|tại|căn cứ)(?: quy định(?: tại)?)?\s*$|hiệu lực"
    r"|\btheo (?:mẫu|biểu|quy định|hướng dẫn)\b",
    re.I,
)
#: "Chương trình hành động thực hiện Nghị quyết …", "các nghị định quy định chi tiết thi hành Luật …": what carries the
#: document out is acted upon.
CARRIED_OUT = re.compile(
    r"\w\s.*\b(?:thực hiện|triển khai|thi hành)"
    r"(?:\s*$|\s(?:Hiến pháp|Bộ luật|Luật|Pháp lệnh|Nghị quyết|Nghị định|Chỉ thị|Kết luận|Quyết định)\b)"
)
#: What another act will do or a day will bring: "đến ngày Nghị quyết … hết hiệu lực", "cho đến khi Luật … có hiệu lực".
EVENT = re.compile(
    r"(?:\b(?:đến|tới|trước|sau)(?: hết)? (?:khi|ngày(?! \d)|thời điểm)\b[^;:]{0,600}?"
    r"|\bkhi (?:các )?(?:bộ luật|luật|pháp lệnh|nghị định|nghị quyết|thông tư|quyết định)\b[^;:,]{0,200}?)"
    r"\b(?:có|hết) hiệu lực", re.I
)  # fmt: skip
#: "Mẫu biểu số: 04a-ĐK/TSC, 04b-ĐK/TSC": numbers of forms, which look like those of letters.
FORM_NUMBER = re.compile(
    r"\b(?:mẫu|biểu|tờ khai|bảng kê|phụ lục)(?: biểu)?(?: số)?:?\s*(?:[\w/.-]{1,14},\s){0,2}$", re.I
)
#: A title that only speaks of a draft.
DRAFT = re.compile(r"\b(?:dự thảo|dự án|đề nghị xây dựng|hồ sơ)\b", re.I)
CHANGES = re.compile(
    r"\b(?:sửa đổi|bổ sung|bãi bỏ|huỷ bỏ|thay thế|đính chính|ngưng|điều chỉnh|kéo dài|gia hạn)\b", re.I
)
#: A lead of which the items below change or end only parts: "một số quy định về … tại các thông tư sau:"; "các điều,
#: khoản sau:", where no documents are meant beside them.
SOME_PARTS = re.compile(
    r"^(?!.*\b(?:văn bản|luật|pháp lệnh|nghị định|nghị quyết|thông tư|quyết định)\b)"
    r".*\b(?:cụm từ|khoản|điểm|mẫu|biểu mẫu|phụ lục)\b|\b(?:quy định|nội dung)\b.{0,300}?\b(?:tại|của|trong)\b",
    re.I,
)
#: "Sửa đổi, bổ sung khoản 2 Điều 5 như sau:": the new text is below.
NEW_TEXT = re.compile(r"\b(?:điểm|khoản|điều|mục|phụ lục|tên)\b.*như sau\s?:$", re.I)
AT_LAST = re.compile(r"\btại\s*$", re.I)
#: "Luật số 1 đã được sửa đổi, bổ sung một số điều theo Luật số 2, Luật số 3 (sau đây …)": 2 and 3 are told in passing.
AMENDED_BY = re.compile(r"\bđược (?:sửa đổi|bổ sung)\b[^(;]{0,2000}", re.I)
LIST_JOINT = re.compile(r"(?:[,;:]|\bvà|\bvà các|\bcùng)\s*(?:các\s)?$")
#: Between the members of a list.
MEMBERS = re.compile(r"[;,]|\bvà\b")
#: "quy định về … tại Nghị định 1 …; quy định về … tại Nghị định 2": the members are what is ruled, not the documents.
ANOTHER_PART = re.compile(r";\s*(?:và\s)?(?:các\s)?(?:quy định|nội dung|phần|danh mục)\b[^;]{0,400}$", re.I)
#: What an act quotes is said by the act that it changes.
QUOTED = re.compile(r"“[^”]{0,4000}(?:”|$)")
#: "Hợp nhất Nghị định quy định chi tiết Luật X": the text that is made whole has no number there.
NAMELESS = re.compile(r"\b(?:nghị định|thông tư|quyết định|nghị quyết)\b.*\b(?:quy định|hướng dẫn)\b", re.I)
SINCE = re.compile(
    r"(?:hết hiệu lực|thay thế|bãi bỏ)(?: thi hành)?(?: kể)? từ (?P<day>ngày [^,;.]{4,40}|\d[^,;. ]{7,10})"
)
#: "… hết hiệu lực kể từ ngày Sở giao dịch bắt đầu hoạt động", "… từ năm ngân sách 2017".
AWAITED = re.compile(
    r"hết hiệu lực(?: thi hành)?,? (?:kể )?từ (?P<event>(?:ngày|khi|năm)\b(?! \d{1,2}\b| ký| ban hành)[^,;.]{4,160})",
    re.I,
)
#: The last day of what is suspended or extended; what is postponed to a day begins with it.
UNTIL = re.compile(r"\b(?:đến|tới)(?P<through> hết)? (?P<day>ngày [^,;.]{4,40}|\d{1,2}/\d{1,2}/\d{4})", re.I)
#: Headings that say by themselves what the article does.
AMENDS_HERE = re.compile(r"(?:sửa đổi|bổ sung|bãi bỏ|thay thế|đính chính|ngưng|đình chỉ)\b", re.I)
#: In an article without heading such a line is what it does: "Điều 1. Bãi bỏ Quyết định số …".
OPENS = re.compile(rf"\W*(?:\d{{1,2}}[.)]\s)?\W*{AMENDS_HERE.pattern}", re.I)
