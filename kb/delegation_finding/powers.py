"""The powers that a statement names, and what limits them: the words after the delegate, cut and split.

A power is a verb phrase copied from the text; verbs joined before one object are one power, each further object
with its own verb is another.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from kb.delegation_finding.heads import verb_at
from kb.delegation_finding.parties import party_at
from kb.delegation_finding.tokens import Tokens
from kb.delegation_finding.words import NO_POWER, words

Span = tuple[int, int]

#: Words with which the circumstances of a power begin: the power ends before them.
_CIRCUMSTANCES = words("""
    theo quy định, theo đúng quy định, theo các quy định, theo trình tự, theo hợp đồng, theo hướng dẫn, theo thẩm quyền
    theo phân công, theo mức, đã hết hiệu lực
    theo chức năng, theo kế hoạch, theo pháp luật, trong vòng, trong thời hạn, trong thời gian, trong phạm vi
    trong trường hợp, kể từ, từ ngày, nhằm, trừ, trên cơ sở, sau khi, nếu, tùy, cho đến, đến khi, đến hết
    khi cần thiết, khi đáp ứng, khi có, khi đủ, khi được, khi xét thấy
    đến ngày, có trách nhiệm, có nhiệm vụ, hoặc do, hoặc được, và chịu trách nhiệm
    và phải chịu trách nhiệm, và báo cáo, đồng thời, sau đây gọi, như sau, sau đây, quy định tại
    được quy định tại, nêu tại, tại điều, tại khoản, tại điểm, tại phụ lục, hết hiệu lực, có hiệu lực, và những nội dung
""")
_CUT = re.compile(
    rf"""
    [,\s]*\b(?:{"|".join(sorted((re.escape(phrase) for phrase in _CIRCUMSTANCES), key=len, reverse=True))})(?=[\s,.;:)])
  | ,\sviệc\s(?:giao|uỷ|phân)\s
  | \shoặc\s(?:báo\scáo|trình|đề\snghị|kiến\snghị)\s
  | [,\s]*\b(?:theo\s(?:nghị|thông|quyết|luật|mẫu)|tại\s(?:quyết|nghị|văn|công))\s
  | [,\s]*\b(?:sau\s?:\s* | căn\scứ\s(?!pháp) | và\s(?:các\s)?(?:quyết\sđịnh|văn\sbản)\s(?:\w+\s){{0,2}}số\s)
  | \sthì\s(?!giờ) | [,\s]*\bcụ\sthể(?=\s?[:,]|\snhư|\slà\b) | ,\s(?:để|khi)\b
  | (?:,|\svà)\s(?:đảm\sbảo|bảo\sđảm)\b | ,\s(?:gồm|thì)\b | \s?:\s*$ | ["”]
  | \s?\((?:sau\sđây|đính\skèm|kèm\stheo|có\s|chi\stiết)
  | \s?\((?:theo\s|tại\s)?(?:quyết\sđịnh|nghị\squyết|công\svăn)\s
    """,
    re.VERBOSE | re.IGNORECASE,
)
_SCOPE = re.compile(
    r"""\b(?:đối\svới\s | trên\sđịa\sbàn\b | tại\s(?:địa\sphương|các\s|Việt\sNam)
        | thuộc\s(?:phạm\svi|địa\sbàn|huyện|tỉnh|thành\sphố|quận)\s | trong\s(?:các\s)?(?:khu|cụm)\s
        | (?:nằm|hoạt\sđộng)\strong\s )""",
    re.VERBOSE | re.IGNORECASE,
)
#: "đối với hàng hóa *quy định tại khoản 2 Điều này (trừ …)*"
_TOLD_BY = re.compile(r"\s(?:được )?quy định tại[^,;:()\n]{3,80}?(?:\s\([^()\n]{3,60}\))?(?=[,;:.]|$)", re.IGNORECASE)
#: A provision that names the powers: "các nhiệm vụ quy định tại khoản 1 Điều này".
_REFERRED = re.compile(
    r"""\s(?:được\s|theo\s)?(?:quy\sđịnh|nêu)\stại\s(?:các\s)?(?:điểm|khoản|điều|mục|phụ\slục)\b
        (?:(?!\stheo\s|\sthuộc\s|\skhi\s|\scho\s)(?:[^,;:()\n]|,(?=\s\d))){1,80}""",
    re.VERBOSE | re.IGNORECASE,
)
_OWNER = re.compile(r"\sthuộc thẩm quyền", re.IGNORECASE)
_SEATED = re.compile(r"\b(?:cư trú|trụ sở|sinh sống|thường trú|đóng)[\s,]*$")
_STRIPPED_SCOPE = re.compile(
    r"[,\s]*\b(?:trên địa bàn|tại địa phương|thuộc phạm vi chức năng|nằm trong (?:các )?khu)\b.*$",
    re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(
    r"""(?:trừ\s(?:các\s)?trường\shợp|trừ\skhi|khi\scần\sthiết|(?:khi|nếu)\s(?:đáp\sứng|đủ|có|xét\sthấy)\s|nếu\s|trong\strường\shợp
        |(?:cho\s)?đến\skhi)[^;]{0,400}""",
    re.VERBOSE | re.IGNORECASE,
)
_LEAD_WORDS = re.compile(
    r"""(?:về(?!\slĩnh)|thực\shiện,?\snhư(?=[\s:])|như(?=[\s:])|lĩnh\svực|trong\sviệc|trong|việc|để|được|toàn\sbộ|chủ\sđộng
        |quyền|[,:\s–-]|thẩm\squyền(?=\s(?:trong|về)))*\s*""",
    re.VERBOSE | re.IGNORECASE,
)
_AMENDS = words("sửa đổi, thay đổi")
_ONE_NAME = words("giáo dục và đào tạo, nghiên cứu và phát triển, kế hoạch và đầu tư")
#: Words that end a power whose tasks only a provision tells: "… đối với các nhiệm vụ *theo quy định tại khoản 2*".
_OPEN_END = re.compile(r"\b(?:nhiệm vụ|nội dung|nội dung quản lý|công việc)$", re.IGNORECASE)
#: Kinds of bodies: a comma behind one goes on with a list ("các Bộ, Ban, ngành").
_LISTED = words("bộ, sở, ban, ngành")
_LONGEST_GENERIC = 250
_GENERIC = re.compile(
    r"""(?:(?:tổ\schức\s|trực\stiếp\s)?(?:thực\shiện|giải\squyết|quyết\sđịnh|xử\slý|đảm\snhiệm|tiến\shành)\s?)?
        (?:(?:một\ssố|một|một\sphần|toàn\sbộ|các|những|từng\sphần|hoặc)\s?)*
        (?:nhiệm\svụ(?:\schi(?=\scủa\smình))?|công\sviệc|nội\sdung|thẩm\squyền|quyền\shạn|quyền|việc|trách\snhiệm|chức\snăng|vấn\sđề|và|[,\s])*
        (?:được\s(?:giao|uỷ\squyền|phân\scấp)|của\smình|thuộc\s(?:thẩm\squyền|chức\snăng)|khác|này|nêu\strên|cụ\sthể|có\sliên\squan|[\s,])*
        (?:(?:của|thuộc\sthẩm\squyền)\s.{0,120})? | trực\stiếp""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
#: A procedure may be named with a capital: "thẩm quyền Cấp giấy phép …".
_CAPITAL_VERB = re.compile(r"(?:Cấp|Công nhận|Chấp thuận|Phê duyệt|Thẩm định|Gia hạn|Thu hồi|Xác nhận|Đăng ký)\s")
#: Negotiating and signing treaties is representing, not deciding.
_TREATY = re.compile(r"điều ước quốc tế|thoả thuận quốc tế|tham gia tố tụng", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Power:
    """The powers as spans of the text, with the scope and the condition that stand behind them."""

    spans: tuple[Span, ...]
    scope: Span | None
    condition: Span | None
    end: int


def trim(text: str, start: int, end: int) -> Span:
    """The span without blanks and marks at its ends."""
    while start < end and not (text[start].isalnum() or text[start] in "(“["):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ',;:.…–-/”"(“'):
        end -= 1
    return start, end


def read_power(text: str, start: int, end: int) -> Power | None:
    """The powers in ``text[start:end]``, which begins right behind the delegate (or the word of delegation)."""
    lead = _LEAD_WORDS.match(text, start, end)
    begin = lead.end() if lead else start
    tokens = Tokens(text, begin, end)
    if not len(tokens) or tokens.match(0, NO_POWER):
        return None
    if tokens.words(0, 2) == "thẩm quyền" and (verb_at(tokens, 2) or _CAPITAL_VERB.match(text, tokens[1].end + 1)):
        begin = tokens[2].start
    begin = tokens[_past_holder(tokens)].start if tokens.words(0, 3) == "thẩm quyền của" else begin
    cut = _CUT.search(text, begin + 1, end)
    stop = cut.start() if cut else end
    first, last = trim(text, begin, _before_next_subject(tokens, stop))
    open_ended = is_generic(text[first:last]) or _OPEN_END.search(text, first, last)
    if open_ended and (told := _REFERRED.match(text, last, end)):
        first, last = trim(text, first, told.end())  # "các nhiệm vụ *quy định tại khoản 1*"
    elif is_generic(text[first:last]):
        return None
    if last - first < 2 or _TREATY.search(text, first, last):
        return None
    scope = _scope(text, first, last, end)
    stripped = _STRIPPED_SCOPE.search(text, first, last)
    if stripped and stripped.start() > first + 3 and not _lives(text, stripped.start() + 1):
        last = trim(text, first, stripped.start())[1]
    if text[first:last].lower().endswith(" đối với"):
        last = trim(text, first, last - len("đối với"))[1]
    condition = _CONDITION.search(text, stop, end)
    if condition and condition.group().lower().startswith("nếu có)"):
        condition = None
    return Power(split_powers(text, first, last), scope, trim(text, *condition.span()) if condition else None, end)


def _past_holder(tokens: Tokens) -> int:
    """ "thẩm quyền của A *cấp X*": where what A could do begins; 0 where no verb follows the name."""
    holder = party_at(tokens, 3)
    return holder.after if holder and verb_at(tokens, holder.after) else 0


def _before_next_subject(tokens: Tokens, stop: int) -> int:
    """Where a new clause begins, ", Sở X thông báo …": not part of the power."""
    for index in range(2, len(tokens)):
        if tokens[index].start >= stop:
            break
        if tokens.lower(index - 1) == "," and tokens[index].capital and tokens.lower(index - 2) not in _LISTED:
            party = party_at(tokens, index)
            if party and (verb_at(tokens, party.after) or tokens.lower(party.after) in {"đã", "được", "có"}):
                return tokens[index - 1].start
    return stop


def _scope(text: str, first: int, last: int, end: int) -> Span | None:
    """The place or the class of objects; a provision that tells the class belongs to it."""
    found = next((place for place in _SCOPE.finditer(text, first, last) if not _lives(text, place.start())), None)
    if not found or found.start() <= first:
        return None
    told = _TOLD_BY.match(text, last, end) if found.group().lower().startswith("đối") else None
    owner = _OWNER.search(text, found.start() + 9, last)
    return trim(text, found.start(), told.end() if told else (owner.start() if owner else last))


def _lives(text: str, place: int) -> bool:
    """Whether a place is where somebody lives or sits, "cư trú *tại địa phương*", not where the power holds."""
    return bool(_SEATED.search(text[max(place - 24, 0) : place].lower()))


def is_generic(phrase: str) -> bool:
    """Whether a phrase names no power: "một số nhiệm vụ", "thực hiện công việc được giao"."""
    return len(phrase) < _LONGEST_GENERIC and bool(_GENERIC.fullmatch(phrase.strip()))


def split_powers(text: str, first: int, last: int) -> tuple[Span, ...]:
    """One span for each verb phrase that has an object of its own.

    >>> phrase = "cấp, gia hạn giấy phép và quản lý dự án"
    >>> [phrase[start:end] for start, end in split_powers(phrase, 0, len(phrase))]
    ['cấp, gia hạn giấy phép', 'quản lý dự án']
    """
    tokens = Tokens(text, first, last)
    cuts, begin, depth = [first], 0, 0
    for index, token in enumerate(tokens.items):
        depth += {"(": 1, ")": -1}.get(token.lower, 0)
        if depth == 0 and token.lower in {",", ";", "và"} and _opens_power(tokens, begin, index):
            cuts.append(token.start)
            begin = index + 1
    edges = [*cuts, last]
    spans = [trim(text, start if start == first else _past_joint(text, start), end) for start, end in pairwise(edges)]
    named = tuple(
        span
        for span in spans
        if span[1] - span[0] > 2 and not is_generic(text[slice(*span)])
        if span is spans[0] or not text[slice(*span)].lower().startswith("báo cáo ")
    )
    return named or tuple(spans[:1])


def _opens_power(tokens: Tokens, begin: int, index: int) -> bool:
    """Whether a joint parts two powers: an object stands before it, and a verb with an object behind it."""
    following = index + 1
    if tokens.lower(following) == "và":
        following += 1
    length = verb_at(tokens, following)
    if _goes_on(tokens, index, following):
        return False
    if not length or following + length >= len(tokens) or not tokens[following + length].is_word:
        return tokens.lower(index) == ";" and following < len(tokens)
    place = begin
    while place < index and (
        verb_at(tokens, place) or not tokens[place].is_word or tokens.lower(place) in {"và", "việc"}
    ):
        place += max(1, verb_at(tokens, place))
    return index - place >= 2 and party_at(tokens, following) is None


def _goes_on(tokens: Tokens, index: int, following: int) -> bool:
    """Whether a joint stands inside one act or name: "sửa đổi, bổ sung", "giáo dục và đào tạo"."""
    amends = tokens.words(index - 2, index) in _AMENDS and tokens.words(following, following + 2) == "bổ sung"
    return amends or tokens.words(index - 2, following + 2) in _ONE_NAME


def _past_joint(text: str, start: int) -> int:
    found = re.compile(r"[,;\s]*(?:và\s)?").match(text, start)
    return found.end() if found else start
