"""All documents that a text mentions; here those by their numbers.

Forms: "Nghị định số 29/2008/NĐ-CP", "Quyết định ủy quyền số 429/2004/QĐ-BKH", "NĐ 204/2004/NĐ-CP", "Nghị định của Chính
phủ số 63/2010/NĐ-CP", "các văn bản: số 202/TTr-BVHTTDL, số 192/TTr-BVHTTDL". Laws by name are in
:mod:`kb.citation_finding.laws`, "Nghị định này" and "Thông tư 200" in :mod:`kb.citation_finding.short`.

>>> reading = Reading("Nghị định số 63/2010/NĐ-CP và số 48/2013/NĐ-CP; Thông tư 200; Thông tư này")
>>> [(found.type, found.number or "này") for found in find_documents(reading)]
[('nghi-dinh', '63/2010/NĐ-CP'), ('nghi-dinh', '48/2013/NĐ-CP'), ('thong-tu', '200'), ('thong-tu', 'này')]
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from kb.citation_finding.issuers import issuer_end
from kb.citation_finding.laws import find_laws
from kb.citation_finding.numbers import Symbol
from kb.citation_finding.reading import Mention, Reading
from kb.citation_finding.short import FILE_NAME, is_talk, partial_mentions, relative_mentions, standard_mentions
from kb.citation_finding.types import GENERIC, LAWS, TYPE_CODES, type_of, words_pattern

_TYPE_WORD = re.compile(rf"(?:{words_pattern()})(?:(?!\w)|(?=số))")
_TYPE_CODE = re.compile(rf"(?:{'|'.join(sorted(TYPE_CODES, key=len, reverse=True))})(?=[\s\d.:])")
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
_FORM = re.compile(r"mẫu(?:\s{1,3}số)?\s{0,3}$")
_LISTED = re.compile(r"[,;]\s{0,4}(?:và\s{1,4}|hoặc\s{1,4})?$|\s(?:và|hoặc)\s{1,4}$")
_SO_BEFORE = re.compile(r"(?:số|so)\s{0,3}:?\s{0,3}$")
_OWN_NUMBER = re.compile(r"(?:^|\n)\s{0,40}(?:luật\s+)?số\s{0,2}:\s{0,3}$")
_SENTENCE_END = re.compile(r"[.!?]\s+(?=[^\W\d_a-zà-ỹ])|\n\s*\n|\n\s*-\s|\ncăn cứ")
_WINDOW = 170


def find_documents(reading: Reading, own_type: str | None = None, *, in_document: bool = True) -> list[Mention]:
    """All documents mentioned, in order, without overlaps; ``own_type`` is the type of the text, if it is one."""
    laws = list(find_laws(reading))
    taken = {law.symbol.start for law in laws if law.symbol}
    numbered = _numbered(reading, taken)
    others = [*relative_mentions(reading), *partial_mentions(reading), *standard_mentions(reading)]
    found = _without_overlaps([*laws, *numbered, *others])
    listed = _inherit(reading, found)
    return [mention for mention in listed if not is_talk(reading, mention, own_type, in_document=in_document)]


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
        if FILE_NAME.match(reading.low, symbol.end):
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
    heads = [
        word for word in _TYPE_WORD.finditer(reading.low, begin, symbol.start) if reading.begins_word(word.start())
    ]
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
