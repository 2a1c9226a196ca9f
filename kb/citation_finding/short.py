"""Short references: "Nghị định này" for the document in hand, "Thông tư 200", "NQ170", "Nghị định 28 năm 2020" for one
whose symbol is not written, and technical standards.

>>> reading = Reading("Theo Thông tư 200, các Nghị định 10 và 12/2020 và NQ170 thì")
>>> [(found.type, found.number) for found in partial_mentions(reading)]
[('thong-tu', '200'), ('nghi-dinh', '10'), ('nghi-dinh', '12/2020'), ('nghi-quyet', '170')]
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.citation_finding.numbers import find_standards
from kb.citation_finding.reading import Mention, Reading
from kb.citation_finding.types import (
    COMMON,
    GENERIC,
    LAWS,
    PARTIAL_FIRST,
    PARTIAL_WORDS,
    TYPE_CODES,
    type_of,
    words_pattern,
)

#: What follows a number that is part of a file name.
FILE_NAME = re.compile(r"[\w.-]{0,30}\.(?:docx?|pdf|xlsx?|rar|zip)")
_RELATIVE = re.compile(rf"(?P<word>{words_pattern()})\s{{1,4}}(?:này|nay)$")
_PARTIAL = re.compile(
    rf"""
    (?P<word>{words_pattern(PARTIAL_WORDS)})\s{{1,4}}(?P<so>(?:số|so)\s{{0,3}}:?\s{{0,2}})?
    (?P<serial>\d{{1,5}}[a-zđ]?)(?:\s?/\s?(?P<year>(?:19|20)\d\d))?
    (?:\s{{1,3}}n[ăa]m\s{{1,3}}(?P<of>(?:19|20)\d\d))?(?![\w/]|[-.,]\d)
    """,
    re.VERBOSE,
)
#: Codes that mean a type even without a year ("NQ18"); others are also marks of points, parcels, articles.
_SURE_CODES = frozenset({"NĐ", "QĐ", "NQ", "TTLT"})
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


def relative_mentions(reading: Reading) -> Iterator[Mention]:
    for place in reading.places_of((" này", " nay", "\nnày", "\nnay")):
        end = place + 4
        found = _RELATIVE.search(reading.low, max(0, place - 28), end)
        if not found or reading.low[end : end + 1].isalnum():
            continue
        slug = type_of(found["word"])
        if " ".join(found["word"].split()) in _NEVER_IN_HAND:
            continue
        if not reading.begins_word(found.start()) or _is_common(reading, found, slug):
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
#: "các nghị định này", "các luật, nghị quyết này".
_PLURAL_BEFORE = re.compile(
    r"(?:các|những|mọi|một\s+số)\s{1,3}(?:(?:luật|nghị\s+\w+|thông\s+tư|quyết\s+định|pháp\s+lệnh|văn\s+bản)"
    r"(?:,|\s{1,3}và|\s{1,3}hoặc)\s{1,3}){0,4}$"
)


def _is_common(reading: Reading, found: re.Match[str], slug: str) -> bool:
    if _PLURAL_BEFORE.search(reading.low, max(0, found.start() - 60), found.start()):
        return True
    if slug == "luat" and _OTHER_LAW.search(reading.low, max(0, found.start() - 8), found.start()):
        return True  # "điều luật này", "đạo luật này"
    return slug in COMMON and reading.text[found.start()].islower()


def is_talk(reading: Reading, mention: Mention, own_type: str | None, *, in_document: bool) -> bool:
    """ "Quy định này giúp …" in the press, "… quyết định đình chỉ. Quyết định này được gửi …" in a law: what is talked
    of, not the text in hand."""
    if not mention.relative or mention.type not in COMMON or mention.type == own_type:
        return False
    before = reading.low[max(0, mention.start - 12) : mention.start]
    if in_document:
        opens = bool(_SENTENCE_BEFORE.search(before)) and not _LABEL_BEFORE.search(before)
        return opens and own_type in _RULES and mention.type != "quy-che"
    return mention.type != "quyet-dinh" and not _POINTS_TO.search(before)


def partial_mentions(reading: Reading) -> Iterator[Mention]:
    for place in reading.places_of(PARTIAL_FIRST):
        found = _PARTIAL.match(reading.low, place)
        slug = type_of(found["word"]) if found else None
        if found and slug and reading.begins_word(found.start()) and _means_a_number(reading, found, slug):
            yield _from_partial(found, slug)
            if _PLURAL_BEFORE.search(reading.low, max(0, found.start() - 10), found.start()):
                yield from _partial_members(reading, found.end(), slug)
    for found in _PARTIAL_CODE.finditer(reading.text):
        if reading.text[found.start() - 1 : found.start()].isalnum() or reading.symbols.get(found.start("serial")):
            continue
        if FILE_NAME.match(reading.low, found.end()):
            continue
        if found["year"] or (found["word"] in _SURE_CODES and len(found["serial"]) > 1):
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
    if reading.symbols.get(found.start("serial")) or FILE_NAME.match(reading.low, found.end()):
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


def standard_mentions(reading: Reading) -> Iterator[Mention]:
    for found in find_standards(reading.text):
        yield Mention(found.start, found.end, "other", number=found.number, year=found.year, standard=True)
