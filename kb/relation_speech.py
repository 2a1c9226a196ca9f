"""Whether an act does there and then what a verb says, or only speaks of it.

"Bãi bỏ Điều 5 …", "Thông tư này có hiệu lực từ … và thay thế …" do it. "Trả hồ sơ để điều tra bổ sung", "kiến nghị xem
xét, sửa đổi", "cơ quan có trách nhiệm rà soát, bãi bỏ" tell what others may do.

>>> [acts_here(words) for words in ("2. ", "Thông tư này có hiệu lực từ ngày 01/3/2020 và ", "a) Kiến nghị xem xét, ")]
[True, True, False]
"""

from __future__ import annotations

import re

_TYPE = (
    r"(?:bộ luật|luật|pháp lệnh|lệnh|nghị định|nghị quyết(?: liên tịch)?|thông tư(?: liên tịch)?|quyết định|chỉ thị"
    r"|quy định|quy chế|văn bản)"
)
#: The mark of a khoản or điểm, "Điều 1." or a dash.
_MARK = re.compile(
    r"\W*(?:(?:\d{1,3}(?:\.\d{1,3}){0,3}|[a-zđ]\d?)[.)]|(?:Điều|Khoản|Điểm) \w{1,4}[.:)])?[\s\W]*", re.IGNORECASE
)
#: What may stand between the mark and the verb.
_OPENING = re.compile(
    r"(?:(?:nay|và|đồng thời|cho phép|đồng ý|thống nhất|quyết nghị|quyết định|quốc hội quyết định)[\s,:]*){0,2}",
    re.IGNORECASE,
)
#: "Quyết định này …", "Danh mục ban hành kèm theo Thông tư này …", right before the verb.
_SUBJECT = re.compile(
    rf"\b{_TYPE} này (?:(?:cũng|sẽ|chính thức|được ban hành|ban hành|áp dụng|để|nhằm) ){{0,3}}$", re.IGNORECASE
)
_OWN_EFFECT = re.compile(rf"{_TYPE}(?: này)? có (?:giá trị )?hiệu\b", re.IGNORECASE)
#: Where a second predicate begins: behind "và", a comma, or the day from which the act has effect.
_GOES_ON = re.compile(r"(?:[,;:.–-]|\bvà|\bđồng thời|\d|\b(?:ký|báo|hành|bố|qua))\s*$", re.IGNORECASE)
#: Openings behind which "và", a comma lead to another thing that the act does.
_DOES = re.compile(
    rf"(?:{_TYPE} này|(?:kể )?từ (?:ngày|khi|thời điểm)|ban hành|phê duyệt"
    r"|(?:tạm )?(?:ngưng|dừng)|sửa đổi|bổ sung|bãi bỏ|huỷ bỏ|bỏ|thay|thay thế|đính chính|đình chỉ|gia hạn|kéo dài"
    r"|lùi)\b",
    re.IGNORECASE,
)
_JOINED = re.compile(r"(?:[,;:]|\bvà|\bđồng thời)\s*$", re.IGNORECASE)
#: How far before a verb its subject and its conjunction stand.
_NEAR = 100
_NEW_CLAUSE = re.compile(r"[;.]\s*(?:và|đồng thời)?[\s,]*$", re.IGNORECASE)
#: "được sửa đổi, bổ sung và …": the verb behind them is suffered as well.
_SUFFERED = re.compile(
    r"\b(?:được|bị)(?: (?:sửa đổi|bổ sung|thay thế|bãi bỏ|huỷ bỏ|đính chính|điều chỉnh),?(?: và| hoặc)?){1,6} ?$",
    re.IGNORECASE,
)


def is_passive(above: str) -> bool:
    """Whether a verb behind these words says what others did.

    >>> is_passive("Nghị định số 1/2020/NĐ-CP được sửa đổi, bổ sung và ")
    True
    """
    return _SUFFERED.search(above[-_NEAR:]) is not None


def acts_here(above: str, *, by_name: bool = False) -> bool:
    """Whether a verb behind the words ``above`` of its sentence (normalised) is a deed of the act itself; ``by_name``:
    only where the act says so by its own name, as in an article that is about something else."""
    mark = _MARK.match(above)
    said = above[mark.end() :] if mark else above
    near = said[-_NEAR:]
    if _SUBJECT.search(near):
        return True
    if _OWN_EFFECT.match(said):
        return _GOES_ON.search(near) is not None
    if by_name:
        return False
    if _OPENING.fullmatch(said) or _NEW_CLAUSE.search(near):
        return True
    return _DOES.match(said) is not None and _JOINED.search(near) is not None
