"""Units of a text as citations name them: "khoản 1, 2 và 3 Điều 5", "điểm c đến điểm e", "Phụ lục II", "Điều này".

Here single units are found and joined to runs. What a run names is said in :mod:`kb.citation_finding.paths`, which
document it belongs to in :mod:`kb.citation_finding.links`.

>>> [run] = find_groups(Reading("tại điểm a, b khoản 1 và Điều 7 của Luật"))
>>> [(unit.kind, unit.value) for unit in run.units]
[('diem', 'a'), ('diem', 'b'), ('khoan', '1'), ('dieu', '7')]
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

from kb.citation_finding.reading import Reading, word_set
from kb.provisions import unit_named

_UNIT_WORDS = {
    "điều": "dieu", "dieu": "dieu", "điêu": "dieu", "khoản": "khoan", "khoan": "khoan", "điểm": "diem",
    "diem": "diem", "điêm": "diem", "mục": "muc", "muc": "muc", "tiểu mục": "tieu-muc", "tieu muc": "tieu-muc",
    "chương": "chuong", "chuong": "chuong", "phần": "phan", "phan": "phan", "phụ lục": "phu-luc",
    "phu luc": "phu-luc", "tiết": "tiet", "đoạn": "doan",
}  # fmt: skip
_UNIT = re.compile(
    r"""
    (?P<word>đi[êề]u|dieu|khoản|khoan|đi[êể]m|diem|(?:tiểu\s{1,3})?mục|(?:tieu\s{1,3})?muc|chương|chuong|phần|phan
      |phụ\s{1,3}lục|phu\s{1,3}luc|tiết|đoạn)
    (?=\s{1,4}(?:\(?\d|[a-zđ](?:\.?\d{1,2}){0,2}\)?(?!\w)|[ivxlc]{1,7}(?!\w)|này|nay|thứ|thu\s|số\s|từ\s|tu\s|ban\s|kèm\s|kem\s|của\s)|\d)
    """,
    re.VERBOSE,
)
_FIRST_WORDS = frozenset(word.split()[0] for word in _UNIT_WORDS)
_ORDINALS = {
    "nhất": "1", "một": "1", "hai": "2", "nhì": "2", "ba": "3", "tư": "4", "bốn": "4", "năm": "5", "sáu": "6",
    "bảy": "7", "tám": "8", "chín": "9", "mười": "10",
}  # fmt: skip
_NUMBER = r"\d{1,3}(?:\.\d{1,2}){0,3}(?!\d)(?:\.?[a-zđ]\d?(?!\w))?"  # 5, 1.2, 5a, 1.2.d
_LETTER = r"[a-zđ](?:\.?\d{1,2}){0,2}(?!\w)"  # a, a1, c.1
_SURE_ROMAN = r"(?:i{2,3}|iv|vi{2,3}|ix)(?!\w)"  # "vi", "xi" are words
_ROMAN = r"[ivxlc]{1,7}(?:(?!\w)|(?=nghị\s|thông\s|quyết\s|luật\s))"
_ORDINAL = rf"thứ\s{{1,3}}(?:{'|'.join(_ORDINALS)})(?!\w)"
#: "Điều 23 đ Nghị định này", an inserted article typed with a blank.
_PARTED_LETTER = r"\d{1,3} [a-zđ](?=\s{1,3}(?:của\s|nghị\s|luật\s|bộ\sluật|thông\stư|quyết\sđịnh|pháp\slệnh))"
_THIS = r"(?:này|nay)(?!\w)"
_BEFORE_VALUE = r"\s{0,4}(?:(?:từ|tu|số)\s{1,3})?"  # "các Điều từ 8 đến 13"
_VALUES = {
    "dieu": re.compile(rf"{_BEFORE_VALUE}\(?({_THIS}|{_PARTED_LETTER}|{_NUMBER})\)?"),
    "khoan": re.compile(rf"{_BEFORE_VALUE}\(?({_THIS}|{_NUMBER}|{_LETTER}|{_SURE_ROMAN})\)?"),
    "diem": re.compile(rf"{_BEFORE_VALUE}\(?({_THIS}|{_NUMBER}|{_LETTER}|{_SURE_ROMAN})\)?"),
    "tiet": re.compile(rf"{_BEFORE_VALUE}\(?({_ROMAN}|{_NUMBER}|{_LETTER}|{_ORDINAL})\)?"),
    "doan": re.compile(rf"{_BEFORE_VALUE}({_NUMBER}|{_ORDINAL})"),
    "muc": re.compile(rf"{_BEFORE_VALUE}({_THIS}|{_ROMAN}(?:\.\d{{1,2}}(?!\d))?|{_NUMBER}|{_LETTER}|{_ORDINAL})"),
    "tieu-muc": re.compile(rf"{_BEFORE_VALUE}({_THIS}|{_ROMAN}|{_NUMBER}|{_LETTER})"),
    "chuong": re.compile(rf"{_BEFORE_VALUE}({_THIS}|{_ROMAN}|{_NUMBER}|{_ORDINAL})"),
    "phan": re.compile(rf"{_BEFORE_VALUE}({_THIS}|{_ROMAN}|{_NUMBER}|{_LETTER}|{_ORDINAL})"),
    "phu-luc": re.compile(
        rf"{_BEFORE_VALUE}(?:số\s{{1,3}})?({_THIS}|{_ROMAN}(?:[-.]\d{{1,2}})?|[ivxlc]{{1,7}}[a-dđ](?!\w)"
        rf"|{_NUMBER}(?:-\d{{1,2}})?|{_LETTER})(?:/[^\W\d_]{{2,8}}(?:-[^\W\d_]{{2,8}})?(?=\s))?"  # "số 03/ĐKHN"
    ),
}
#: Words before a unit's word that make it another word: tài khoản, thời điểm, danh mục, giai đoạn …
_OTHER_WORD_BEFORE = {
    "khoan": word_set("tài tai điều"),
    "diem": word_set(
        "thời địa đặc quan ưu nhược trọng khuyết luận yếu cao số tổng thí cận tâm tiêu trái thoi dia thang"
    ),
    "muc": word_set("danh hạng chuyên đề thư khoản tiết hang de"),
    "tieu-muc": frozenset(),
    "phan": word_set("thành cổ một hợp cấu học bộ mỗi nửa góp lớn toàn"),
    "chuong": word_set("huân huy văn hiến kỷ trương"),
    "tiet": word_set("chi thời"),
    "doan": word_set("giai công thủ phân"),
    "dieu": word_set("tiêu"),
    "phu-luc": word_set("hợp"),
}
_LIST_JOINT = re.compile(
    r"\)?\s{0,3}(?P<joint>,\s{0,3}(?:và|hoặc)?|;(?=\s?[a-zđ\d]\W)|(?:và|va|hoặc|hay|đến|den|tới)(?!\w)|-|–)\s{0,4}\(?(?=[\da-zđ(])"
)
_MEASURE = re.compile(
    r"\s{0,3}(?:ngày|tháng|năm|giờ|phút|%|triệu|tỷ|đồng|người|lần|bản|bộ\s|cơ\s|hồ\s|km|m2|ha\s|/|[.)]\s|:|,\d|tổ\s|doanh\s|nghìn|trường\s|cá\s)"
)
_AMOUNT = re.compile(r"\s{1,3}(?:tỷ|tỉ|triệu|nghìn|ngàn|đồng|usd|%|người|tấn|kg|ha)(?!\w)|%")
_OPENED = re.compile(r"\(\s?(?:các\s)?$")
_IN_BRACKETS = re.compile(r"\s{0,2}[^\s\w,;)]")
_GAP = re.compile(
    r"""
    (?:[\s,;()]|-\s|(?:và|va|hoặc|hay|đến|den|tới|từ|tu|các|cac|của|cua|tại|tai|trong|thuộc|thuoc|gồm|điều|khoản|điểm|ban\s{1,3}hành|kèm(?:\s{1,3}theo)?|kem\s{1,3}theo
      |được\s{1,3}ban\s{1,3}hành)(?!\w)|“[^”\n]{1,160}”|"[^"\n]{1,160}"){0,12}
    """,
    re.VERBOSE,
)
_HEADING_AFTER = re.compile(r"\s{0,2}(?:[.:]\s*(?:[^\W\d_]|$|\n|“|\[|\*\*)|[.:]?\s{0,3}(?:\n|$))")
_DIVISION_AFTER = re.compile(
    r"[ \t]{0,3}(?:[.:–-]|\n|$|[A-ZĐÂĂÊÔƠƯÁÀẢÃẠÉÈẺẼẸÍÌỈĨỊÓÒỎÕỌÚÙỦŨỤÝỲỶỸỴẤẦẨẪẬẮẰẲẴẶẾỀỂỄỆỐỒỔỖỘỚỜỞỠỢỨỪỬỮỰ]{2})"
)
_LINE_START = re.compile(r"(?:^|\n)[\s“\"*#>+-]{0,6}$")
_RUNNING_ON = re.compile(r"(?:tại|của|theo|và|hoặc|từ|đến|các|trong|khoản\s\w{1,3}|điểm\s\w|,)\s*\n\s*$")


#: A run longer than this is no list that anybody wrote; to find what belongs to what costs the square of it.
_MOST_UNITS = 120


@dataclass(slots=True)
class Unit:
    """One unit with one value at ``text[start:end]``; ``joint`` is what joins it to the unit before it."""

    kind: str
    value: str
    start: int
    end: int
    joint: str = ""
    parent: Unit | None = None

    @property
    def rank(self) -> int:
        """0 is the biggest."""
        return unit_named(self.kind).rank

    @property
    def relative(self) -> bool:
        """Whether this is the unit in hand: "Điều này"."""
        return self.value == "nay"


@dataclass(slots=True)
class Group:
    """A run of units joined by nothing but marks and joining words."""

    units: list[Unit] = field(default_factory=list)

    @property
    def start(self) -> int:
        return self.units[0].start

    @property
    def end(self) -> int:
        return max(unit.end for unit in self.units)


def find_groups(reading: Reading, breaks: Iterable[int] = (), taken: Iterable[tuple[int, int]] = ()) -> list[Group]:
    """All runs of units; no run crosses an offset of ``breaks`` (where documents begin), no unit lies in ``taken``."""
    groups: list[Group] = []
    borders, spans = sorted(breaks), sorted(taken)
    position = 0
    for place in reading.places_of(_FIRST_WORDS):
        word = _UNIT.match(reading.low, place) if place >= position else None
        if not word or _lies_in(spans, place):
            continue
        units = _units_at(reading, word, position)
        if not units:
            continue
        parted = bisect_left(borders, position) != bisect_left(borders, place)
        joint = None if parted or not groups else _joint(reading, groups[-1], units[0])
        if joint is None:
            groups.append(Group(units))
        else:
            units[0].joint = joint
            groups[-1].units.extend(units)
        position = units[-1].end
    return groups


def _lies_in(spans: list[tuple[int, int]], place: int) -> bool:
    before = bisect_right(spans, (place, 1 << 60)) - 1
    return before >= 0 and place < spans[before][1]


def _joint(reading: Reading, group: Group, unit: Unit) -> str | None:
    """What stands between a run and the next unit, or None where it does not join them."""
    last = group.units[-1]
    if last.relative or len(group.units) > _MOST_UNITS:
        return None
    if unit.start - last.end > 200 or not _GAP.fullmatch(reading.low, last.end, unit.start):
        return None
    return " ".join(reading.low[last.end : unit.start].split()) or " "


def _units_at(reading: Reading, word: re.Match[str], before: int) -> list[Unit]:
    """The unit that the word opens, with every value of its list; ``before`` is where the last unit ended."""
    kind = _UNIT_WORDS[" ".join(word["word"].split())]
    if not _is_unit_word(reading, word, kind):
        return []
    value = _VALUES[kind].match(reading.low, word.end())
    if not value:
        return [Unit(kind, "", word.start(), word.end())] if kind == "phu-luc" and _is_owned(reading, word) else []
    closed = reading.low[value.end(1) : value.end()] == ")" and "(" in value.group()
    end = value.end() if closed or kind == "phu-luc" else value.end(1)
    if kind in {"khoan", "diem", "muc"} and _AMOUNT.match(reading.low, value.end(1)):
        return []  # "khoản 3 tỷ đồng"
    if kind == "diem" and _IN_BRACKETS.match(reading.low, value.end(1)) and "(" in value.group():
        return []  # "tại điểm (30 ± 10) %"
    if "\n" in value.group() and reading.low[value.end(1) : value.end(1) + 1] in {")", "."}:
        return []  # a label of the next line: "kết quả chấm điểm\na) …"
    units = [Unit(kind, _canonical(value[1]), word.start(), end)]
    if not units[0].relative and _is_heading(reading, word, kind, end):
        return []
    if units[0].relative:
        follows = bool(before and _OF_UNIT.fullmatch(reading.low, before, word.start()))
        return units if follows or _is_this_unit(reading, word, kind, end) else []
    opened = bool(_OPENED.search(reading.low, max(0, word.start() - 8), word.start()))
    units += _listed(reading, kind, end, opened=opened)
    if kind == "khoan" and units[0].value in {"i", "l"} and units[1:] and units[1].value.isdigit():
        units[0].value = "1"  # "khoản I, 2 và 3": a figure misread from a scan
    return units


def _listed(reading: Reading, kind: str, position: int, *, opened: bool) -> list[Unit]:
    """The further values of a list; ``opened`` in a bracket, whose end is no mark of a label."""
    units: list[Unit] = []
    for _ in range(40):
        joint = _LIST_JOINT.match(reading.low, position)
        value = _VALUES[kind].match(reading.low, joint.end()) if joint else None
        if not joint or not value or _canonical(value[1]) == "nay" or value.start(1) - joint.end() > 1:
            break
        if (not opened and _MEASURE.match(reading.low, value.end(1))) or _UNIT.match(reading.low, joint.end()):
            break
        if units and units[-1].value.isalpha() != _canonical(value[1]).isalpha():
            break
        words = " ".join(joint["joint"].split())
        units.append(Unit(kind, _canonical(value[1]), value.start(1), value.end(1), words))
        position = value.end(1)
    return units


def _canonical(value: str) -> str:
    words = value.split()
    if words[0] == "thứ":
        return _ORDINALS[words[1]]
    return "nay" if value == "này" else re.sub(r"\.(?=[a-zđ])", "", "".join(words))


def _is_owned(reading: Reading, word: re.Match[str]) -> bool:
    """An appendix without number counts where a document follows: "Phụ lục ban hành kèm theo Thông tư này"."""
    following = re.compile(r"\s{1,4}(?:(?:được\s{1,3})?ban\s{1,3}hành\s{1,4}|của\s{1,4})?(?:kèm\s{1,3}theo\s)?")
    return following.match(reading.low, word.end()).end() > word.end() + 1  # type: ignore[union-attr]


def _is_unit_word(reading: Reading, word: re.Match[str], kind: str) -> bool:
    start = word.start()
    before = reading.low[max(0, start - 12) : start]
    if before[-1:].isalnum():
        # Glued to the word before ("thi hànhkhoản 2", "tạiPhụ lục II"): a capital, or a number that follows, tells.
        numbered = kind in {"dieu", "khoan", "diem"} and bool(_DIGIT_NEXT.match(reading.low, word.end()))
        return numbered or reading.text[start : start + 2].istitle() or bool(_GLUED_TO.search(before))
    previous = before.split()
    return not previous or not before[-1:].isspace() or previous[-1] not in _OTHER_WORD_BEFORE[kind]


def _is_heading(reading: Reading, word: re.Match[str], kind: str, end: int) -> bool:
    """ "Điều 5. Phạm vi điều chỉnh", "Chương II": a heading, not a citation."""
    line_start = _LINE_START.search(reading.low, max(0, word.start() - 8), word.start())
    if kind == "dieu":
        heading = _HEADING_AFTER.match(reading.text, end)
        if not heading:
            return False
        if line_start:
            return not _RUNNING_ON.search(reading.low, max(0, word.start() - 14), word.start())
        after_sentence = re.search(r"[.;:\])]\s{1,3}$", reading.low[max(0, word.start() - 4) : word.start()])
        return bool(after_sentence and re.match(r"[.:]\s[^\W\d_]", reading.text[end : end + 3]))
    if kind in {"chuong", "phan", "muc", "tieu-muc", "phu-luc"} and line_start:
        if _RUNNING_ON.search(reading.low, max(0, word.start() - 14), word.start()):
            return False
        return bool(_DIVISION_AFTER.match(reading.text, end))
    return False


_DIGIT_NEXT = re.compile(r"\s?\d")
#: "quy định tạiđiểm a", "của cáckhoản b": the word that a unit's word was glued to.
_GLUED_TO = re.compile(r"(?:^|\W)(?:tại|của|theo|các)$")
_SENTENCE_OPENS = re.compile(r"(?:^|[.!?;:\])”\"]|\n)\s*(?:\[\d+\])?\s*$")
#: What parts "Điều này" from the unit before it: "khoản 1 Điều này", "điểm a của khoản này".
_OF_UNIT = re.compile(r"(?:\s|,|;|của\s|cua\s){1,6}")
_LOWER_POINTS_TO = re.compile(r"(?:tại|của|theo\s+quy\s+định\s+tại|trong|thuộc)\s{1,4}$")
_RULED_AT = re.compile(r"quy\s{1,3}định\s{1,3}(?:tại|của)\s{1,4}$")
_PLURAL = re.compile(r"(?:các|những)\s{1,3}$")
_RULE_SAYS = re.compile(
    r"\s{1,3}(?:quy\s+định|không\s+áp\s+dụng|áp\s+dụng|được\s+áp\s+dụng|có\s+hiệu\s+lực|thay\s+thế|hết\s+hiệu)"
)


def _is_this_unit(reading: Reading, word: re.Match[str], kind: str, end: int) -> bool:
    """Whether "Điều này" is a reference, and not "this": after tại, của …, or with a capital inside a sentence."""
    before = reading.low[max(0, word.start() - 30) : word.start()]
    if _PLURAL.search(before):
        return False
    if reading.text[word.start()].islower():
        return bool((_RULED_AT if kind == "diem" else _LOWER_POINTS_TO).search(before))
    return not _SENTENCE_OPENS.search(before) or bool(_RULE_SAYS.match(reading.low, end))
