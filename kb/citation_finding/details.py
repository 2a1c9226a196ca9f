"""Date and issuer of a cited document, where the sentence says them.

After the citation ("… ngày 22 tháng 5 năm 2018 của Chính phủ", "… của Bộ Tài chính ngày 5/6/2010"), before it ("Ngày
25/10/2017, Ban Chấp hành Trung ương ban hành …", "theo đề nghị của X tại Tờ trình số …"), or shared by a list ("A và B
ngày … của X"). Dates of effect are no dates of the document.
"""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

from kb.citation_finding.issuers import find_issuers, issuer_end
from kb.citation_finding.reading import Mention, Reading, spaced
from kb.dates import make_date
from kb.issuers import organ_named, organs_of_code

_DATE = spaced(
    r"(?:(?:ngày|ngay)\s{0,4}(?P<day>\d{1,2}) (?:tháng|thang) (?P<month>\d{1,2})"
    r"(?: (?:năm|nam) |\s{0,2}/\s{0,2})(?P<year>\d{4})"
    r"|(?:(?:ngày|ngay)\s{0,4}:?\s{0,2})?(?P<d>\d{1,2})\s?[/.-]\s?(?P<m>\d{1,2})\s?[/.-]\s?(?P<y>\d{4})(?!\d))"
)
_ANY_DATE = re.compile(_DATE)
_DATE_AFTER = re.compile(
    spaced(
        r"\s{0,4},?\s{0,4}(?:\(\s?)?"
        r"(?:(?:được )?(?:ban hành|ban hanh|ra|ký(?: ban hành)?|thông qua|đề) )?"
    )
    + rf"(?P<whole>{_DATE})"
)
#: A footnote sign between the symbol and the date.
_FOOTNOTE = re.compile(r"(?:\[\d{1,3}\]|[\u00b2\u00b3\u00b9\u2070-\u209f]{1,2}|\d{1,2}(?=[\s,;]))?")
_YEAR_AFTER = re.compile(r"\s{1,4}(?P<word>n[ăa]m\s{1,4})?(?P<year>(?:19|20)\d\d)(?!\w|[/.-]\d)")
#: "của Chính phủ", "của Hội nghị lần thứ năm Ban Chấp hành Trung ương": the conference is no body.
_OF = re.compile(
    spaced(
        r"\s{0,4},?\s{0,4}(?:\(\s?)?(?:của|cua|do) "
        r"(?:hội nghị (?:lần thứ )?(?:[\w-]{1,6} ){1,3}?(?:\(?kho[áa] \w{1,5}\)?,? )?(?:của )?(?=ban\s|bch|trung))?"
    )
)
_BY = re.compile(spaced(r"\s{0,4}(?:được|do) "))
_ISSUES = re.compile(spaced(r" (?:ký )?(?:ban hành|thông qua|phê duyệt|ký)(?!\w)"))
_SENTENCE_START = re.compile(r"(?<=[.!?;])\s{1,9}(?=[^\W\d_])|\n\s{0,9}\n|(?<=\])")
#: What stands between the body and its document: "X tại Tờ trình …", "X đã ban hành …", "được X phê duyệt … tại …".
_AT = re.compile(spaced(r" (?:tại|bằng|trong) (?:các |những )?$"))
_DOES = re.compile(
    spaced(
        r" (?:(?:đã|vừa|cũng|mới|sẽ|phải|vẫn|chính thức|tiếp tục) ){0,2}"
        r"(?:ban hành|có|ra|ký(?: ban hành)?|thông qua|công bố|gửi|phát hành) (?:các |những )?[“\"]?$"
    )
)
_APPROVES_AT = re.compile(
    spaced(
        r" (?:đã )?(?:phê duyệt|ban hành|thông qua|chấp thuận|cho phép|quy định|quyết định|thành lập|công nhận|công bố"
        r"|hướng dẫn|giao|chỉ đạo|đề nghị|trình|báo cáo|kết luận|có ý kiến|yêu cầu|thống nhất)"
        r"(?:(?!\stheo\s|\skèm\s|quy định tại)[^.;:()\n“”]){0,110}? (?:tại|bằng) (?:các )?$"
    )
)
_TRIGGER = re.compile(spaced(r"(?:(?:tại|bằng|hành|có|ra|ký|qua|bố|gửi|trong) (?:các |những )?[“\"]?|\(\s?)$"))
_LAWS = frozenset({"luat", "bo-luat", "phap-lenh", "hien-phap"})
_LEGISLATOR = re.compile(r"(?:quốc\s|uỷ\s+ban\s+thường|chủ\s+tịch\s+nước|hội\s+đồng\s+nhà\s)")
_PERSON = re.compile(spaced(r"(?P<who>(?:[A-ZĐÂĂÊÔƠƯ\u00c0-\u1ef9][^\W\d_]{0,7} ){2,5})(?:đã )?ký (?:ban hành )?$"))
_OF_BEFORE = re.compile(r"của\s{1,4}$")
_MARKS = re.compile(r"[\s,]{0,4}")
_OPENED = re.compile(r"\s{0,4}\(\s{0,4}$")
_BETWEEN = re.compile(r"\s{0,4}[,;]?\s{0,4}(?:và|va|hoặc|,)?\s{0,4}(?:các\s{1,4})?")
_NEW_SENTENCE = re.compile(r"[.;]\s|\n\s*\n")
_LISTED = re.compile(r"(?:,|\svà)\s{1,3}$|^\s*(?:và|,)\s*$")
_WINDOW = 220


def add_details(reading: Reading, mentions: list[Mention]) -> None:
    """Fills in date, issuer and year of the mentions of external documents."""
    documents = [found for found in mentions if not found.relative and not found.standard]
    starts = [found.start for found in documents[1:]] + [len(reading.text)]
    previous: Mention | None = None
    for mention, limit in zip(documents, starts, strict=False):
        _read_after(reading, mention, limit)
        if mention.issuer is None and not mention.anaphor:
            _read_before(reading, mention, previous)
        previous = mention
    _share(reading, documents)
    for mention in documents:
        if mention.year is None and mention.date:
            mention.year = mention.date.year


def _read_after(reading: Reading, mention: Mention, limit: int) -> None:
    position = _FOOTNOTE.match(reading.low, mention.end).end()  # type: ignore[union-attr]
    if mention.symbol and mention.symbol.start - mention.start > 20:
        inside = _ANY_DATE.search(reading.low, mention.start, mention.symbol.start)
        if inside:
            mention.date, mention.date_span = _date_of(inside), inside.span()
            of = _OF.match(reading.low, inside.end(), mention.symbol.start)
            end = issuer_end(reading.text, reading.low, of.end()) if of else None
            mention.issuer = (of.end(), end) if of and end and end <= mention.symbol.start else mention.issuer
    for _ in range(4):
        found = (
            _date_at(reading, mention, position, limit)
            or _issuer_at(reading, mention, position, limit)
            or _year_at(reading, mention, position, limit)
        )
        if not found:
            break
        position = found
    mention.said_end = position


def _date_at(reading: Reading, mention: Mention, position: int, limit: int) -> int | None:
    if mention.date:
        return None
    match = _DATE_AFTER.match(reading.low, position, limit)
    if not match:
        return None
    mention.date = _date_of(match)
    mention.date_span = match.span("whole") if mention.date else None
    return match.end()


def _year_at(reading: Reading, mention: Mention, position: int, limit: int) -> int | None:
    """ "Hướng dẫn 43-HD/BTCTW năm 2025", "Chỉ thị 25-CT/TW 2023"; without "năm" only right after the number."""
    match = _YEAR_AFTER.match(reading.low, position, limit)
    if not match or mention.date or not (match["word"] or position <= mention.end + 2):
        return None
    mention.year = int(match["year"])
    return match.end()


def _date_of(match: re.Match[str]) -> date | None:
    year, month, day = (match[long] or match[short] for long, short in (("year", "y"), ("month", "m"), ("day", "d")))
    return make_date(int(year), int(month), int(day))


def _issuer_at(reading: Reading, mention: Mention, position: int, limit: int) -> int | None:
    if mention.issuer and mention.issuer[0] >= mention.start:
        return None
    of = _OF.match(reading.low, position, limit) or _BY.match(reading.low, position, limit)
    if not of:
        return None
    end = issuer_end(reading.text, reading.low, of.end(), joint=_is_joint(mention))
    if end is None or end > limit:
        return None
    if of.re is _BY:
        issues = _ISSUES.match(reading.low, end)
        if not issues:
            return None
        mention.issuer = (of.end(), end)
        return issues.end()
    mention.issuer = (of.end(), end)
    return end


def _is_joint(mention: Mention) -> bool:
    return mention.type in {"thong-tu-lien-tich", "nghi-quyet-lien-tich"}


# ------------------------------------------------------------------ before the citation
def _read_before(reading: Reading, mention: Mention, previous: Mention | None) -> None:
    begin = max(0, mention.start - _WINDOW)
    if not _TRIGGER.search(reading.low, max(0, mention.start - 16), mention.start):
        return
    starts = [found.end() for found in _SENTENCE_START.finditer(reading.text, begin, mention.start)]
    sentence = starts[-1] if starts else begin
    floor = max(sentence, previous.said_end) if previous else sentence
    if reading.low[: mention.start].rstrip(" ").endswith("("):
        _read_parenthesis(reading, mention, floor)
        return
    span = _subject(reading, mention, floor)
    if span and _may_be_of(mention, reading.text[slice(*span)]):
        mention.issuer = span
        if not mention.date:
            _date_before(reading, mention, sentence, span[0])


def _may_be_of(mention: Mention, issuer: str) -> bool:
    """ "việc giao Bộ Y tế tại Nghị quyết số 50/NQ-CP": the symbol tells that the body named is not the issuer."""
    named = organ_named(issuer)
    codes = mention.symbol.codes if mention.symbol and mention.type != "cong-van" else ()
    bearers = [organ for code in codes for organ in organs_of_code(code)]
    return not named or not bearers or named.name in {organ.name for organ in bearers}


def _subject(reading: Reading, mention: Mention, floor: int) -> tuple[int, int] | None:
    """The body that issues the document, said before it."""
    for start, end in find_issuers(reading.text, reading.low, floor, mention.start, joint=_is_joint(mention)):
        if mention.type in _LAWS and not _LEGISLATOR.match(reading.low, start):
            continue
        for pattern in (_AT, _DOES, _APPROVES_AT):
            if pattern.match(reading.low, end, mention.start):
                return start, end
    person = _PERSON.search(reading.text, max(floor, mention.start - 60), mention.start)
    return (person.start("who"), person.start("who") + len(person["who"].rstrip())) if person else None


def _date_before(reading: Reading, mention: Mention, sentence: int, subject: int) -> None:
    """ "Ngày 25/10/2017, X ban hành …": a date that opens the sentence, or stands right before the subject."""
    for match in _ANY_DATE.finditer(reading.low, sentence, subject):
        opens = match.start() - sentence <= 2 or not reading.text[sentence : match.start()].strip(" -+•")
        if (opens or reading.text[match.end() : subject].strip(" ,\n") == "") and "ng" in match.group()[:2]:
            mention.date, mention.date_span = _date_of(match), match.span()
            return


def _read_parenthesis(reading: Reading, mention: Mention, floor: int) -> None:
    """ "ngày 14/4/2010 UBND tỉnh … (Quyết định số 807/QĐ-UBND)", "theo đề nghị của Sở Y tế (Tờ trình số …)"."""
    for start, end in find_issuers(reading.text, reading.low, floor, mention.start):
        if _OPENED.match(reading.low, end, mention.start) and _OF_BEFORE.search(reading.low, max(0, start - 6), start):
            mention.issuer = (start, end)
            return
    for match in _ANY_DATE.finditer(reading.low, floor, mention.start):
        start = _MARKS.match(reading.low, match.end()).end()  # type: ignore[union-attr]
        close = issuer_end(reading.text, reading.low, start)
        if close and close < mention.start:
            mention.issuer = (start, close)
            if not mention.date:
                mention.date, mention.date_span = _date_of(match), match.span()


# ------------------------------------------------------------------ lists
def _share(reading: Reading, documents: list[Mention]) -> None:
    for place, mention in enumerate(documents):
        if mention.issuer is None:
            mention.issuer = _governing_issuer(reading, documents[max(0, place - 4) : place], mention)
    for first, second in reversed(list(pairwise(documents))):
        if first.type == second.type and _BETWEEN.fullmatch(reading.low, first.said_end, second.start):
            _share_back(first, second)


def _share_back(first: Mention, second: Mention) -> None:
    """ "A và B ngày … của X": issuer and date at the end belong to both."""
    if first.issuer is None and second.issuer and second.issuer[0] >= second.end and _same_organ(first, second):
        first.issuer = second.issuer
    same_year = second.date is not None and first.year in {None, second.date.year}
    if first.date is None and same_year and not second.head and first.symbol:
        first.date, first.date_span = second.date, second.date_span


def _same_organ(first: Mention, second: Mention) -> bool:
    """Whether two symbols can be of one body: their last codes agree but for the number of a legislature, or the codes
    behind the type do ("QĐ-BGD&ĐT", "QĐ-BGD&ĐT-THPT")."""
    if not first.symbol or not second.symbol:
        return True
    last = [mention.symbol.codes[-1].rstrip("0123456789") for mention in (first, second) if mention.symbol]
    return last[0] == last[1] or first.symbol.codes[1:2] == second.symbol.codes[1:2] != ()


def _governing_issuer(reading: Reading, earlier: list[Mention], mention: Mention) -> tuple[int, int] | None:
    """The issuer named before a document that also governs a later one: "Bộ X đã có công văn A …, công văn B …"."""
    for first in reversed(earlier):
        between = reading.text[first.said_end : mention.start]
        if _NEW_SENTENCE.search(between):
            return None
        governs = first.issuer is not None and first.issuer[0] < first.start
        member = not mention.head and bool(_BETWEEN.fullmatch(between))
        listed = first.type == mention.type and bool(_LISTED.search(between))
        if governs and (member or listed):
            return first.issuer
    return None
