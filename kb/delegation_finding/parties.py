"""The bodies and offices that a sentence names: a small grammar of Vietnamese names of organs.

A name begins with a head ("Ủy ban nhân dân", "Giám đốc Sở", "cơ quan chuyên môn") and runs until a word that cannot
belong to it: a verb of power, an auxiliary, a preposition. Several names joined by a comma or "và" are one party.

>>> from kb.delegation_finding.tokens import Tokens
>>> tokens = Tokens("Uỷ ban nhân dân cấp tỉnh cấp giấy phép")
>>> party = party_at(tokens, 0)
>>> tokens.slice(party.first, party.last)
'Uỷ ban nhân dân cấp tỉnh'
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kb.delegation_finding.heads import head_at, verb_at
from kb.delegation_finding.tokens import Tokens
from kb.delegation_finding.words import (
    COMPLETE_HEADS,
    DEPARTMENT_NAMES,
    FIXED_WORDS,
    NAME_STOPS,
    NAMED_HEADS,
    PLACE_WORDS,
    phrases,
    words,
)

_DETERMINERS = words("các, những, mỗi, từng, một, số, toàn, bộ phận, đồng chí")
_JOINTS = words("và, hoặc")
#: First words of verbs that name no field: "về *cấp* giấy phép" follows a name, "về *xây dựng*" is part of it.
_DEEDS = words("cấp, gia, thu, phê, quyết, điều, thông")
_INSIDE = words("thuộc, trực thuộc, về, ở, của, tại, cho")
_OWN = words("mình, tỉnh, thành, huyện, xã, bộ, cơ, đơn, địa, nhà, đảng, trung, quân")
#: First words of acts and their parts: "tại Quyết định …" names no place.
_ACTS = words("quyết, nghị, thông, luật, điều, khoản, điểm, phụ, tờ, văn, khu")
_DOCUMENTS = phrases("quyết định, thông tư, nghị định, nghị quyết, công văn, chỉ thị, văn bản, luật, tờ trình")
#: "Thủ trưởng *các đơn vị*"; "cấp huyện, *cấp xã*".
_OF_MANY, _MANY = words("thủ trưởng, lãnh đạo, giám đốc"), words("các, một, từng")
_TIERS = words("tỉnh, huyện, xã")
#: "Tổ chức *chủ trì* đề tài".
_MAY_LEAD = words("tổ chức, cơ quan, đơn vị")
_ABBREVIATED = words("tp, tx, q, p, h")
_COMMITTEES = words("tỉnh, thành, huyện, quận, đảng")
#: Who is named by the power that they have.
_NOT_HELD = words("quy định, ủy quyền, phân cấp, thực hiện")
_HOLDER = re.compile(r"(?:các )?(?:người|chức danh) có thẩm quyền\b")
_LONGEST, _LONGEST_LEVELS = 60, 9


@dataclass(frozen=True, slots=True)
class Party:
    """A name, or several joined: tokens ``first`` to ``last``; ``after`` is the next token behind a remark in brackets.

    ``names`` are the single names as token spans; ``chosen`` says that it is the last of "A hoặc B".
    """

    first: int
    last: int
    after: int
    names: tuple[tuple[int, int], ...]
    head: str
    chosen: bool = False

    def text(self, tokens: Tokens) -> str:
        """The name as written."""
        return tokens.slice(self.first, self.last)

    def span(self, tokens: Tokens) -> tuple[int, int]:
        """Where the name stands in the text of the tokens."""
        return tokens[self.first].start, tokens[self.last - 1].end


def party_at(tokens: Tokens, index: int) -> Party | None:
    """The party whose name begins at ``index``."""
    first = index
    index = _past_determiners(tokens, index)
    length, _ = _head(tokens, index)
    if not length:
        return None
    head = tokens.words(index, index + length)
    names = []
    start = first
    while True:
        end = _name_end(tokens, index)
        names.append((start, end))
        following = _next_name(tokens, end)
        if following is None:
            break
        start, index = following, _past_determiners(tokens, following)
    end = _enumeration(tokens, end)
    return Party(first, end, _after_bracket(tokens, end), tuple(names), head)


def _past_determiners(tokens: Tokens, index: int) -> int:
    """The token behind "các", "một hoặc một số"; a head that begins with "các" keeps it."""
    first = index
    while index - first < 4 and not tokens.match(index, COMPLETE_HEADS):
        or_so_many = tokens.lower(index) == "hoặc" and first < index and tokens.lower(index + 1) in _DETERMINERS
        if tokens.lower(index) not in _DETERMINERS and not or_so_many:
            break
        index += 1
    return index


def _next_name(tokens: Tokens, end: int) -> int | None:
    """Where a further name begins that is joined to the one that ended."""
    index = end
    if tokens.lower(index) == ",":
        index += 1
    if tokens.lower(index) in _JOINTS:
        index += 1
    if index == end:
        return None
    return index if _head(tokens, _past_determiners(tokens, index))[0] else None


def _head(tokens: Tokens, index: int) -> tuple[int, bool]:
    """A head at ``index``; "tổ chức" behind "A hoặc" is one with its work, "tổ chức *đánh giá* sự phù hợp"."""
    if tokens.words(index - 1, index + 2) == "hoặc tổ chức" and verb_at(tokens, index + 2):
        return (2, True) if tokens[index - 2].is_word and not verb_at(tokens, index - 2) else (0, False)
    return head_at(tokens, index)


def _name_end(tokens: Tokens, index: int) -> int:
    """The token after the last word of the name that begins at ``index``."""
    length, takes_verb = _head(tokens, index)
    position = index + length
    position += _complement(tokens, position, takes_verb)
    holder = _HOLDER.match(tokens.words(index, index + 6))
    if holder and tokens.lower(position) == "quyết" and not verb_at(tokens, position + 2):
        return position
    while position < min(len(tokens), index + _LONGEST):
        step = (_power_held(tokens, position) if holder else 0) or _step(tokens, position)
        if not step:
            break
        position += step
    return min(position, len(tokens))


def _power_held(tokens: Tokens, position: int) -> int:
    """The verbs of "người có thẩm quyền *quyết định trưng mua, trưng dụng* tài sản"."""
    if tokens.words(position, position + 2) in _NOT_HELD:
        return 0
    return 1 if tokens.lower(position) == "," and verb_at(tokens, position + 1) else verb_at(tokens, position)


def _complement(tokens: Tokens, position: int, takes_verb: bool) -> int:
    """What must follow some heads: the verb of "đơn vị quản lý …", a department in a text without capitals."""
    named = tokens.match(position - 1, NAMED_HEADS) == 1
    if tokens.caseless and named and (department := tokens.match(position, DEPARTMENT_NAMES)):
        return department
    if tokens.lower(position) == "có" and tokens.lower(position + 1) == "thẩm":
        return 3
    if tokens.lower(position) in _MANY and tokens.words(position - 2, position) in _OF_MANY:
        return 1
    organises = tokens.words(position, position + 2) == "tổ chức" and verb_at(tokens, position + 2)
    if not takes_verb or organises or tokens.lower(position) == "làm":
        return 0
    length = verb_at(tokens, position)
    decides = tokens.words(position, position + 2) == "quyết định"  # "người quyết định trưng mua"
    return length + (verb_at(tokens, position + length) if decides else 0)


def _step(tokens: Tokens, position: int) -> int:
    """How many tokens more belong to the name; 0 at its end."""
    if fixed := tokens.match(position, FIXED_WORDS):
        return fixed
    token = tokens[position]
    following = tokens[position + 1] if position + 1 < len(tokens) else None
    if token.lower in {",", "và", "-", "–", "/", "&", "hoặc"}:
        return _joined_step(tokens, position)
    if token.text == "." and tokens.lower(position - 1) in _ABBREVIATED and following and following.capital:
        return 2  # "TP.HCM"
    if not token.is_word:
        return _bracket_step(tokens, position)
    about = token.lower == "về" and tokens.lower(position + 1) in _DEEDS and verb_at(tokens, position + 1)
    if about or tokens.words(position, position + 2) in {"tạm dừng", "tạm ngừng"}:
        return 0
    if token.lower in _INSIDE:
        return _inner_preposition(tokens, position)
    if tokens.words(position, position + 2) == "căn cứ" or (
        token.text.isdigit() and following and following.text == "."
    ):
        return 0
    if tokens.words(position, position + 4) == "đơn vị quản lý" and tokens.lower(position + 4) in {"nhiệm", "kinh"}:
        return 4
    if tokens.words(position, position + 2) == "nhiệm vụ" and _is_named_task(tokens, position):
        return 2
    if token.capital and (body := tokens.match(position, COMPLETE_HEADS)):
        return body
    if token.lower == "các" and following and (following.lower in PLACE_WORDS or _is_new_name(tokens, position + 1)):
        return 1
    if tokens.match(position, NAMED_HEADS) and token.capital:
        return 1
    if token.capital and not tokens.shouting:
        return 1
    if tokens.words(position, position + 2) == "trực thuộc":
        return 2
    if leading := _leading(tokens, position):
        return leading
    if tokens.words(position, position + 2) == "một cấp" and tokens.lower(position - 1) in {"dưới", "trên"}:
        return 2
    if managing := _managing(tokens, position):
        return managing
    if tokens.words(position, position + 2) == "thẩm quyền":
        return 0
    if token.lower == "uỷ" and tokens.lower(position - 1) in _COMMITTEES and following and following.lower != "quyền":
        return 1
    if token.lower in NAME_STOPS and not _level_after(tokens, position):
        return 0
    return 0 if verb_at(tokens, position) else 1


def _leading(tokens: Tokens, position: int) -> int:
    """Tokens of "Uỷ ban nhân dân cấp *trên*", "đơn vị *thuộc, trực thuộc*", "Tổ chức *chủ trì* dự án"."""
    if tokens.lower(position) == "trên" and tokens.lower(position - 1) == "cấp":
        return 1
    leads = tokens.words(position - 2, position) in _MAY_LEAD or tokens.words(position - 1, position) == "bộ"
    chairs = tokens.words(position, position + 2) in {"chủ trì", "chủ quản"}
    titled = tokens.words(position - 3, position) == "bộ trưởng bộ"
    return 2 if leads and chairs and (titled or not verb_at(tokens, position + 2)) else 0


def _managing(tokens: Tokens, position: int) -> int:
    """Tokens of "(cơ quan) *có thẩm quyền quản lý*" behind the office that such a body has, not behind "cho"."""
    if tokens.words(position - 2, position + 5) == "cơ quan có thẩm quyền quản lý":
        return 5
    manages = tokens.words(position - 5, position + 2) == "cơ quan có thẩm quyền quản lý"
    return 2 if manages and tokens.lower(position - 6) not in {"cho", "giao", "quyền", "cấp"} else 0


def _is_named_task(tokens: Tokens, position: int) -> bool:
    """ "đơn vị quản lý kinh phí *nhiệm vụ Nghị định thư*": the object of the verb in a name, not the thing given."""
    following = position + 2
    named = following < len(tokens) and tokens[following].capital and not tokens.shouting
    return named or tokens.words(position - 4, position) == "đơn vị quản lý"


def _is_new_name(tokens: Tokens, position: int) -> bool:
    """A capital that begins no other body: "Ban Quản lý các *Khu* kinh tế"."""
    return tokens[position].capital and not tokens.shouting and not head_at(tokens, position)[0]


def _level_after(tokens: Tokens, position: int) -> bool:
    return tokens.lower(position) == "trực" and tokens.lower(position + 1) == "thuộc"


def _joined_step(tokens: Tokens, position: int) -> int:
    """A comma, dash or "và" inside one name: "Lao động - Thương binh và Xã hội", "các huyện, thị xã, thành phố"."""
    index = position + 1
    if index >= len(tokens) or not tokens[index].is_word:
        return 0
    inner = index + 1 if tokens.lower(index) in _DETERMINERS else index
    head, _ = head_at(tokens, inner)
    if head and tokens.lower(position) in {"-", "–"} and tokens[inner].capital:  # "Bộ trưởng A - Chủ tịch Hội đồng B"
        return inner + head - position
    if tokens.words(index, index + 2) == "đại học" and tokens.words(position - 4, position - 2) == "đại học":
        return 3
    if head > 1 or (head and tokens.lower(inner) not in PLACE_WORDS):
        return 0
    if tokens.match(inner, _DOCUMENTS) or tokens.lower(position) == "hoặc":
        return 0
    lower = tokens.lower(inner)
    if lower == "cấp" and tokens.lower(inner + 1) in _TIERS and tokens.lower(position - 1) in _TIERS:
        return inner + 2 - position
    place = inner == index and lower in PLACE_WORDS and not verb_at(tokens, inner)
    named = tokens[index].capital and not tokens.shouting
    joins_in_small = tokens.caseless and tokens.lower(position) in {"và", "-"} and not verb_at(tokens, index)
    zone = tokens.words(index, index + 2) == "công nghiệp"
    return 1 + max(1, tokens.match(index, FIXED_WORDS)) if place or zone or named or joins_in_small else 0


def _bracket_step(tokens: Tokens, position: int) -> int:
    """A remark in brackets that belongs to the name: "(trước sáp nhập)"."""
    if tokens.lower(position) != "(":
        return 0
    close = tokens.closing(position)
    inside = tokens.words(position + 1, close)
    told = any(word in inside.split() for word in ("trừ", "gọi", "là", "nếu")) or "sau đây" in inside
    levels = tokens.lower(position + 1) == "cấp" and close - position <= _LONGEST_LEVELS  # "(cấp tỉnh hoặc cấp huyện)"
    short = (close - position <= 5 or levels) and not told
    return close + 1 - position if short and close < len(tokens) else 0


def _enumeration(tokens: Tokens, end: int) -> int:
    """Where ", gồm: Hà Tĩnh, Lào Cai và Huế" behind a name ends; ``end`` itself without one."""
    index = end + 1 if tokens.lower(end) == "," else end
    index += 1 if tokens.lower(index) == "bao" else 0
    if tokens.lower(index) != "gồm":
        return end
    index += 2 if tokens.lower(index + 1) == ":" else 1
    last = index
    while index < len(tokens) and (tokens[index].capital or tokens.lower(index) in {",", "và", "-"}):
        index += 1
        last = index if tokens[index - 1].capital else last
    return last if last > end + 3 else end


def _after_bracket(tokens: Tokens, end: int) -> int:
    return min(tokens.closing(end) + 1, len(tokens)) if tokens.lower(end) == "(" else end


def _inner_preposition(tokens: Tokens, position: int) -> int:
    """Prepositions that lead on within a name: "thuộc Bộ", "về lao động", "của mình", "tại Hải Phòng"."""
    word, following = tokens.lower(position), position + 1
    if tokens.words(position, position + 4) == "thuộc , trực thuộc":
        return 4
    if following >= len(tokens) or not tokens[following].is_word:
        return 0
    head = head_at(tokens, following)[0]
    verb = verb_at(tokens, following)
    if word == "về":
        return 0 if tokens.lower(following) in {"việc", "uỷ", "phân", "giao"} else 1 + max(1, verb)
    if word == "thuộc" and tokens.words(following, following + 2) == "và trực":
        return 4
    if word == "thuộc":
        return 0 if verb else 1 + max(1, head, tokens.match(following, FIXED_WORDS))
    if word == "của":
        return 1 + max(head, 1) if head or tokens.lower(following) in _OWN else 0
    if word == "tại" and tokens.lower(following) == "nước":
        return 2
    if word in {"tại", "ở"}:
        named = tokens[following].capital and not head and not tokens.shouting
        length = 1 + max(1, tokens.match(following, FIXED_WORDS))
        return length if word == "ở" or (named and tokens.lower(following) not in _ACTS) else 0
    return 0


def party_before(tokens: Tokens, edge: int) -> Party | None:
    """The party whose name ends right before a token, as before a bracket with a remark on it."""
    return next((party for party in parties_in(tokens, 0, edge) if party.last == edge), None)


def parties_in(tokens: Tokens, first: int, last: int) -> list[Party]:
    """All parties between two tokens, from left to right."""
    found: list[Party] = []
    index = first
    while index < last:
        acts = found and found[-1].after == index and verb_at(tokens, index)
        party = None if acts else party_at(tokens, index)
        if party and party.first < last:
            found.append(party)
            index = max(party.after, index + 1)
        else:
            index += 1
    return found
