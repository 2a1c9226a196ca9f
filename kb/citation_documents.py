"""Documents mentioned by number, and "Nghị định này" for the document in hand.

Forms (``find_documents``): "Nghị định số 29/2008/NĐ-CP", "Quyết định ủy quyền số 429/2004/QĐ-BKH", "Nghị định của
Chính phủ số 63/2010/NĐ-CP", "các văn bản: số 202/TTr-BVHTTDL, số 192/TTr-BVHTTDL", "NĐ 204/2004/NĐ-CP", "Thông tư 200",
"NQ170", "Nghị định 28 năm 2020", "Thông tư này".

>>> reading = Reading("Nghị định số 63/2010/NĐ-CP và số 48/2013/NĐ-CP; Thông tư 200; Thông tư này")
>>> [(found.type, found.number or "này") for found in find_documents(reading)]
[('nghi-dinh', '63/2010/NĐ-CP'), ('nghi-dinh', '48/2013/NĐ-CP'), ('thong-tu', '200'), ('thong-tu', 'này')]
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from kb.citation_issuers import issuer_end
from kb.citation_laws import find_laws
from kb.citation_numbers import Symbol, find_standards
from kb.citation_reading import Mention, Reading
from kb.citation_types import (
    COMMON,
    GENERIC,
    LAWS,
    PARTIAL_FIRST,
    PARTIAL_WORDS,
    TYPE_CODES,
    type_of,
    words_pattern,
)

_TYPE_WORD = re.compile(rf"(?:{words_pattern()})(?:(?!\w)|(?=số))")
_TYPE_CODE = re.compile(rf"(?:{'|'.join(sorted(TYPE_CODES, key=len, reverse=True))})(?=[\s\d.:])")
_RELATIVE = re.compile(rf"(?P<word>{words_pattern()})\s{{1,4}}(?:này|nay)$")
_PARTIAL = re.compile(
    rf"""
    (?P<word>{words_pattern(PARTIAL_WORDS)})\s{{1,4}}(?P<so>(?:số|so)\s{{0,3}}:?\s{{0,2}})?
    (?P<serial>\d{{1,5}}[a-zđ]?)(?:\s?/\s?(?P<year>(?:19|20)\d\d))?
    (?:\s{{1,3}}n[ăa]m\s{{1,3}}(?P<of>(?:19|20)\d\d))?(?![\w/]|[-.,]\d)
    """,
    re.VERBOSE,
)
_PARTIAL_CODE = re.compile(
    r"(?P<word>NĐ|ND|QĐ|NQ|TTLT|TT|KL)\s?(?:số\s?)?(?P<serial>\d{1,4})(?:/(?P<year>(?:19|20)\d\d))?(?![\w/]|[-.,]\d)"
)
_PARTIAL_MEMBER = re.compile(
    r"(?:\s?,\s{0,3}|\s{1,3}và\s{1,3})(?:số\s)?(?P<serial>\d{1,5}[a-zđ]?)(?:/(?P<year>(?:19|20)\d\d))?(?![\w/]|[-.,]\d)"
)
#: What may follow a number without symbol when it is one: no noun that the number would count.
_AFTER_PARTIAL = re.compile(
    r"""
    \s{0,3}(?:$|[,;:.?!)\]”"“(\[-]
      |(?:của|cua|về|ve|và|va|ban\s+hành|ban\s+hanh|quy|quy\s+định|có\s+hiệu|được|đã|thì|là|cũng|nêu|này|trên|tại|hướng|sửa|thay|bị
         |không|sẽ|cho|với|hoặc|hay|nói|ra\s+đời|để|nhưng|còn|vẫn|khi|theo|ngày\s+\d|n[ăa]m\s+(?:19|20)\d\d|yêu|chỉ|bao|do|bãi|nhằm
         |ngay|đối|áp|hết|mới|thông|đến|nên|trong|ký|cấp)(?!\w))
    """,
    re.VERBOSE,
)
#: Nouns before "số" that make the number something else than a document's.
_OTHER_PAPER = re.compile(
    r"""
    (?:giấy\s+\w+(?:\s+\w+){0,6}|hợp\s+đồng(?:\s+\w+){0,4}|bản\s+án(?:\s+\w+){0,4}|chứng\s+chỉ(?:\s+\w+){0,3}|mẫu|biểu|biên\s+lai|phiếu|ví\s+dụ:?
      |tờ\s+khai(?:\s+\w+){0,3}|hóa\s+đơn|hoá\s+đơn|tài\s+khoản|vận\s+đơn|đăng\s+ký(?:\s+\w+){0,3}|hồ\s+sơ(?:\s+\w+){0,2}|công\s+báo|thẻ(?:\s+\w+){0,3}|ký\s+hiệu)
    \s*(?:số|so)?\s{0,2}:?\s{0,2}$
    """,
    re.VERBOSE,
)
_DIRECT_GAP = re.compile(r"\s{0,3}:?\s{0,3}(?:\(\s?)?(?:(?:số|so)\s{0,3}[:.]?\s{0,3})?")
_QUALIFIED_GAP = re.compile(r"\s{1,4}(?:[^\W\d_]{1,10}[\s,]{1,4}){1,7}:?\s{0,2}\(?\s?(?:số|so)\s{0,3}:?\s{0,3}")
_ISSUER_GAP = re.compile(
    r"\s{1,4}(?:của|cua)\s{1,4}(?P<issuer>[^;()\d“”\"]{3,110}?)(?:\s{1,4}ngày\s[^;()“”]{3,40}?)?\s{0,3},?\s{0,3}\(?\s{0,2}:?\s?(?:số|so)\s{0,3}:?\s{0,3}"
)
_OF = re.compile(r"\s{1,4}(?:của|cua)\s{1,4}")
_DATED_GAP = re.compile(r"\s{1,4}(?:ngày|ngay)\s[^;()“”\"]{3,100}?\s\(?\s?(?:số|so)\s{0,3}:?\s{0,3}")
_MEMBER = re.compile(
    r"(?:(?:^|[\s,;:(])(?:số|so)\s{0,3}:?\s{0,3}|[,;]\s{0,3}(?:và\s{1,3}|hoặc\s{1,3})?|\s(?:và|va|hoặc|hay|,)\s{1,3})$"
)
_FILE_NAME = re.compile(r"[\w.-]{0,30}\.(?:docx?|pdf|xlsx?|rar|zip)")
_FORM = re.compile(r"mẫu(?:\s{1,3}số)?\s{0,3}$")
_LISTED = re.compile(r"[,;]\s{0,4}(?:và\s{1,4}|hoặc\s{1,4})?$|\s(?:và|hoặc)\s{1,4}$")
_SO_BEFORE = re.compile(r"(?:số|so)\s{0,3}:?\s{0,3}$")
_OWN_NUMBER = re.compile(r"(?:^|\n)\s{0,40}(?:luật\s+)?số\s{0,2}:\s{0,3}$")
_SENTENCE_END = re.compile(r"[.!?]\s+(?=[^\W\d_a-zà-ỹ])|\n\s*\n|\n\s*-\s|\ncăn cứ")
_WINDOW = 170


def find_documents(reading: Reading, own_type: str | None = None, *, in_document: bool = True) -> list[Mention]:
    """All documents mentioned, in order, without overlaps; ``in_document``: the text is a document's, of ``own_type``."""
    laws = list(find_laws(reading))
    taken = {law.symbol.start for law in laws if law.symbol}
    numbered = _numbered(reading, taken)
    others = [*_relative(reading), *_partial(reading), *_standards(reading)]
    found = _without_overlaps([*laws, *numbered, *others])
    listed = _inherit(reading, found)
    return [mention for mention in listed if not _is_talk(reading, mention, own_type, in_document=in_document)]


def _without_overlaps(mentions: list[Mention]) -> list[Mention]:
    """The mentions in order; of two that overlap, the one that begins first (then the longer) stays."""
    mentions.sort(key=lambda found: (found.start, -found.end))
    kept: list[Mention] = []
    for mention in mentions:
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept


def name_again(mentions: list[Mention]) -> None:
    """ "Luật 2014" takes the name of a law of that year named before it; without one it names nothing."""
    for place, mention in enumerate(mentions):
        if mention.anaphor and not mention.title:
            named = [other for other in mentions[:place] if other.title and other.year == mention.year]
            mention.title = named[-1].title if named else None


# ------------------------------------------------------------------ numbers with a symbol
def _numbered(reading: Reading, taken: set[int]) -> Iterator[Mention]:
    floor = 0
    for symbol in reading.symbols.values():
        if symbol.start in taken or symbol.start < floor:
            continue
        before = max(0, symbol.start - 60)
        if _FORM.search(reading.low, before, symbol.start) or _OWN_NUMBER.search(reading.low, before, symbol.start):
            continue
        if _FILE_NAME.match(reading.low, symbol.end):
            continue
        mention = _with_head(reading, symbol, floor) or _member(reading, symbol)
        if mention:
            floor = symbol.end
            yield mention


def _with_head(reading: Reading, symbol: Symbol, floor: int) -> Mention | None:
    """The number with the type word before it, and what stands between."""
    begin = max(floor, symbol.start - _WINDOW)
    code = _code_before(reading, symbol, begin)
    if code:
        return code
    heads = [word for word in _TYPE_WORD.finditer(reading.low, begin, symbol.start) if _stands_alone(reading, word)]
    for word in reversed(heads[-2:]):
        mention = _joined_head(reading, symbol, word, type_of(word.group()))
        if mention:
            return _with_word_before(reading, mention, heads)
    return None


def _with_word_before(reading: Reading, mention: Mention, heads: list[re.Match[str]]) -> Mention:
    """ "Thông báo kết luận số 12/TB-VPCP": of two type words side by side, the one that the symbol means counts."""
    told = mention.symbol.type_slug if mention.symbol else None
    for word, following in pairwise(heads):
        beside = following.start() == mention.start and not reading.low[word.end() : following.start()].strip()
        if beside and told not in {None, mention.type} and type_of(word.group()) == told:
            return replace(mention, start=word.start(), type=told)
    return mention


def _joined_head(reading: Reading, symbol: Symbol, word: re.Match[str], slug: str) -> Mention | None:
    low, end = reading.low, symbol.start
    if _DIRECT_GAP.fullmatch(low, word.end(), end):
        return _headed(word.start(), symbol, slug)
    told = symbol.type_slug
    if told and slug not in {told, GENERIC} and not (slug == "thong-tu" and told == "thong-tu-lien-tich"):
        return None
    issuer_gap = _ISSUER_GAP.fullmatch(low, word.end(), end)
    if issuer_gap:
        span = issuer_gap.span("issuer")
        if issuer_end(reading.text, low, span[0]):
            return _headed(word.start(), symbol, slug, (span[0], span[0] + len(reading.text[slice(*span)].rstrip())))
    of_issuer = _OF.match(low, word.end())
    if of_issuer and told == slug:
        close = issuer_end(reading.text, low, of_issuer.end())
        if close and not low[close:end].strip():
            return _headed(word.start(), symbol, slug, (of_issuer.end(), close))
    capital = reading.text[word.start()].isupper()
    if (capital or told == slug) and _QUALIFIED_GAP.fullmatch(low, word.end(), end):
        return _headed(word.start(), symbol, slug)
    if capital and _DATED_GAP.fullmatch(low, word.end(), end):
        return _headed(word.start(), symbol, slug)
    return None


def _headed(start: int, symbol: Symbol, slug: str, issuer: tuple[int, int] | None = None) -> Mention:
    if slug == GENERIC or (slug == "thong-tu" and symbol.type_slug == "thong-tu-lien-tich"):
        slug = symbol.type_slug or "cong-van"
    return Mention(start, symbol.end, slug, number=symbol.number, year=symbol.year, symbol=symbol, issuer=issuer)


def _code_before(reading: Reading, symbol: Symbol, begin: int) -> Mention | None:
    """ "NĐ 204/2004/NĐ-CP", "QĐ số 12/QĐ-UBND"."""
    for code in _TYPE_CODE.finditer(reading.text, max(begin, symbol.start - 12), symbol.start):
        if reading.text[code.start() - 1 : code.start()].isalnum():
            continue
        if _DIRECT_GAP.fullmatch(reading.low, code.end(), symbol.start):
            return _headed(code.start(), symbol, TYPE_CODES[code.group()])
    return None


def _member(reading: Reading, symbol: Symbol) -> Mention | None:
    """A number without a type word: of a list, or known by its own code."""
    before = reading.low[max(0, symbol.start - 80) : symbol.start]
    if _OTHER_PAPER.search(before):
        return None
    so = _SO_BEFORE.search(before)
    listed = bool(_MEMBER.search(before))
    slug = symbol.type_slug
    dotted = "." in reading.text[symbol.start : symbol.end].removeprefix(symbol.number.partition("/")[0])
    if not listed and (not slug or dotted):
        return None
    start = symbol.start - (len(before) - so.start()) if so and not _glued(before, so) else symbol.start
    mention = Mention(start, symbol.end, slug, number=symbol.number, year=symbol.year, symbol=symbol, head=False)
    mention.linked = listed
    mention.weak = slug is None
    return mention


def _glued(before: str, so: re.Match[str]) -> bool:
    return before[so.start() - 1 : so.start()].isalnum()


def _stands_alone(reading: Reading, word: re.Match[str]) -> bool:
    """Whether a word begins here; a capital glued to the word before counts ("thi hànhNghị định")."""
    start = word.start()
    return not reading.low[start - 1 : start].isalnum() or reading.text[start : start + 2].istitle()


# ------------------------------------------------------------------ lists
def _inherit(reading: Reading, mentions: list[Mention]) -> list[Mention]:
    """Members of a list take the type (and an issuer named in the head) of the document that opens it."""
    kept: list[Mention] = []
    opener: Mention | None = None
    for mention in mentions:
        if mention.head:
            opener = mention if mention.symbol or mention.partial else None
        elif mention.linked and opener and _same_list(reading, kept[-1], opener, mention):
            told = mention.symbol.type_slug if mention.symbol else None
            mention.type = opener.type if told in LAWS or told is None else told
            mention.issuer = opener.issuer
        elif mention.type is None:
            continue
        kept.append(mention)
    return kept


def _same_list(reading: Reading, before: Mention, opener: Mention, member: Mention) -> bool:
    if _SENTENCE_END.search(reading.low, opener.end, member.start):
        return False
    if not member.weak:
        return True
    near = before.symbol is not None and member.start - before.end < 60
    return near and bool(_LISTED.search(reading.low, before.end, member.start))


# ------------------------------------------------------------------ relative and partial references
def _relative(reading: Reading) -> Iterator[Mention]:
    for place in reading.places_of((" này", " nay", "\nnày", "\nnay")):
        end = place + 4
        found = _RELATIVE.search(reading.low, max(0, place - 28), end)
        if not found or reading.low[end : end + 1].isalnum():
            continue
        slug = type_of(found["word"])
        if " ".join(found["word"].split()) in _NEVER_IN_HAND:
            continue
        if not _stands_alone(reading, found) or _is_common(reading, found, slug):
            continue
        yield Mention(found.start(), found.end(), "other" if slug == GENERIC else slug, relative=True)


_OTHER_LAW = re.compile(r"(?:điều|đạo|dự|quy|pháp|kỷ)\s{1,3}$")
_SENTENCE_BEFORE = re.compile(r"[.;:!?]\s{1,4}$|\n\s{0,4}$")
_LABEL_BEFORE = re.compile(r"(?:^|\n)\s{0,4}(?:\d{1,2}\.|[a-zđ]\))\s{0,4}$")
#: Types of texts that are not themselves a decision, a plan, a report …
_RULES = frozenset(
    {"luat", "bo-luat", "phap-lenh", "nghi-dinh", "thong-tu", "thong-tu-lien-tich", "nghi-quyet", "hien-phap"}
)
_NEVER_IN_HAND = frozenset({"biên bản", "hiệp định", "nghị định thư", "phương án", "giấy uỷ quyền", "thông cáo"})
_POINTS_TO = re.compile(r"(?:tại|của|theo|hành)\s{1,4}$")
_PLURAL_BEFORE = re.compile(r"(?:các|những|mọi|một\s+số)\s{1,3}$")


def _is_common(reading: Reading, found: re.Match[str], slug: str) -> bool:
    if _PLURAL_BEFORE.search(reading.low, max(0, found.start() - 10), found.start()):
        return True
    if slug == "luat" and _OTHER_LAW.search(reading.low, max(0, found.start() - 8), found.start()):
        return True  # "điều luật này", "đạo luật này"
    return slug in COMMON and reading.text[found.start()].islower()


def _is_talk(reading: Reading, mention: Mention, own_type: str | None, *, in_document: bool) -> bool:
    """ "Quy định này giúp …" in the press, "… quyết định đình chỉ. Quyết định này được gửi …" in a law: what is talked
    of, not the text in hand."""
    if not mention.relative or mention.type not in COMMON or mention.type == own_type:
        return False
    before = reading.low[max(0, mention.start - 12) : mention.start]
    if in_document:
        opens = bool(_SENTENCE_BEFORE.search(before)) and not _LABEL_BEFORE.search(before)
        return opens and own_type in _RULES and mention.type != "quy-che"
    return mention.type != "quyet-dinh" and not _POINTS_TO.search(before)


def _partial(reading: Reading) -> Iterator[Mention]:
    for place in reading.places_of(PARTIAL_FIRST):
        found = _PARTIAL.match(reading.low, place)
        slug = type_of(found["word"]) if found else None
        if found and slug and _stands_alone(reading, found) and _means_a_number(reading, found, slug):
            yield _from_partial(found, slug)
            if _PLURAL_BEFORE.search(reading.low, max(0, found.start() - 10), found.start()):
                yield from _partial_members(reading, found.end(), slug)
    for found in _PARTIAL_CODE.finditer(reading.text):
        if reading.text[found.start() - 1 : found.start()].isalnum() or reading.symbols.get(found.start("serial")):
            continue
        if _FILE_NAME.match(reading.low, found.end()):
            continue
        if found["word"] not in {"TT", "KL"} or found["year"]:
            yield _from_partial(found, TYPE_CODES[found["word"]])


def _partial_members(reading: Reading, position: int, slug: str) -> Iterator[Mention]:
    """ "các Nghị định 10, 12/2020 và 14": the numbers after the first."""
    for _ in range(20):
        member = _PARTIAL_MEMBER.match(reading.low, position)
        if not member or reading.symbols.get(member.start("serial")):
            return
        mention = _from_partial(member, slug)
        mention.start = member.start("serial")
        yield mention
        position = member.end()


def _means_a_number(reading: Reading, found: re.Match[str], slug: str) -> bool:
    if reading.symbols.get(found.start("serial")) or _FILE_NAME.match(reading.low, found.end()):
        return False
    if "\n" in found.group() and not found["so"] and not found["year"]:
        return False
    certain = bool(found["so"] or found["year"] or found["of"])
    if slug in COMMON and reading.text[found.start()].islower() and not certain:
        return False
    if slug in LAWS and not (found["year"] and found["so"]):
        return False
    return bool(found["year"] or found["of"] or _AFTER_PARTIAL.match(reading.low, found.end()))


def _from_partial(found: re.Match[str], slug: str) -> Mention:
    year = found["year"] or found.groupdict().get("of")
    number = f"{found['serial']}/{year}" if year else found["serial"]
    return Mention(found.start(), found.end(), slug, number=number, year=int(year) if year else None, partial=True)


def _standards(reading: Reading) -> Iterator[Mention]:
    for found in find_standards(reading.text):
        yield Mention(found.start, found.end, "other", number=found.number, year=found.year, standard=True)
