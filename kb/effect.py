"""From when, and until when, an act has effect, as its own effect clause says.

"… có hiệu lực thi hành từ ngày 15 tháng 02 năm 2021", "kể từ ngày ký" (the day of issue), "sau 45 ngày kể từ ngày ký"
(counted from it). Whatever the clause says of the publication in Công báo is no day that the text tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from kb.citations import Context, find_citations
from kb.dates import parse_date
from kb.documents import Document, Provision
from kb.provisions import is_within
from kb.text import normalise

_CLAUSE = re.compile(r"có\s(?:giá\strị\s)?hiệu\slực\b(?P<rest>[^;]{0,160})")
#: Not after "trước ngày", "kể từ ngày": there the day of effect is only referred to.
_SUBJECT = re.compile(
    r"(?<!ngày )(?<!khi )(?:Bộ luật|Luật|Pháp lệnh|Nghị định|Nghị quyết|Thông tư(?: liên tịch)?|Quyết định|Quy định"
    r"|Quy chế|Chỉ thị|Lệnh) này\s(?:\w+\s){0,3}$"
)
_AFTER_SIGNING = re.compile(r"sau\s(?P<days>\d{1,3})\s?(?:\(.{1,30}\)\s)?ngày,?\s(?:kể\s)?từ\sngày\s(?:ký|ban hành)")
_AFTER_MONTHS = re.compile(r"sau\s\d{1,3}\s?(?:\(.{1,30}\)\s)?tháng")
_ON_SIGNING = re.compile(r"từ\sngày\s(?:được\s)?(?:ký|ban\shành|thông\squa)")
#: "kể từ ngày Luật Đất đai có hiệu lực": the day of another act.
_WITH_ANOTHER = re.compile(r"ngày\s(?:Luật|Bộ luật|Pháp lệnh|Nghị định|Nghị quyết|Thông tư|Quyết định)\s(?!này)")
#: "… từ ngày 01/3/2025 (và có hiệu lực) đến hết ngày 31/12/2027"; no comma, for behind it other things may be told.
_LAST = re.compile(
    r"\s?(?:thi\shành\s)?(?:(?:kể\s)?từ\s(?:ngày|khi)\s[^.,;]{2,40}?\s(?:và\s(?:có\shiệu\slực\s(?:thi\shành\s)?)?)?)?"
    r"đến\s(?:hết\s|(?P<before>trước\s))?(?P<day>(?:ngày\s)?\d{1,2}(?:\stháng\s|[/.-])[^,;]{4,20})"
)
_EFFECT_ARTICLE = re.compile(r"hiệu lực|thi hành", re.IGNORECASE)
_PART_CLAUSE = re.compile(
    r"(?P<named>\b(?:(?:các\s)?(?:điều|khoản|điểm)|quy\sđịnh\stại)\b[^.;]{1,400}?"
    r"(?:điều|luật|pháp\slệnh|nghị\sđịnh|nghị\squyết|thông\stư|quyết\sđịnh)\snày)\s"
    r"(?:(?:thì\s|sẽ\s)?có\shiệu\slực\s(?:thi\shành\s)?)(?:kể\s)?từ\s(?P<day>(?:ngày\s)?\d[^,;]{5,30})",
    re.IGNORECASE,
)
#: "Trừ quy định tại khoản 2 Điều này, Luật này có hiệu lực …".
_WHOLE_ACT = re.compile(
    r"[,;]\s(?:thì\s)?(?:bộ\s)?(?:luật|pháp\slệnh|nghị\s\w+|thông\stư|quyết\sđịnh)\snày$", re.IGNORECASE
)
#: The day stands near the words "có hiệu lực"; farther on, other days are told.
_NEAR = 80


def find_effective(document: Document) -> tuple[date | None, str]:
    """The day of effect that the document states of itself, and the sentence that says so; (None, "") without one."""
    for sentence, rest in _clauses(document):
        if day := _day(rest, document.issued):
            return day, sentence
    return None, ""


def _day(rest: str, issued: date | None) -> date | None:
    if after := _AFTER_SIGNING.search(rest):
        return issued + timedelta(days=int(after["days"])) if issued else None
    if _AFTER_MONTHS.search(rest[:_NEAR]):
        return None
    if _WITH_ANOTHER.search(rest[:_NEAR]):
        return None
    if _ON_SIGNING.search(rest[:_NEAR]):
        return issued
    return parse_date(rest[:_NEAR])


def find_end(document: Document) -> date | None:
    """The first day on which the act has no effect any more, where its own effect clause tells its last one: "… có hiệu
    lực từ ngày 01/3/2025 đến hết ngày 31/12/2027", "… đến trước ngày 01/3/2027"; else None."""
    for _, rest in _clauses(document):
        if (last := _LAST.match(rest)) and (day := parse_date(last["day"])):
            return day if last["before"] else day + timedelta(days=1)
    return None


def effect_of_part(provisions: Iterable[Provision], eid: str, context: Context) -> date | None:
    """The day from which the unit ``eid`` has effect where the effect articles among ``provisions`` tell one for it:
    "Điều 5 và khoản 2 Điều 7 của Luật này có hiệu lực từ ngày 01/01/2028"; None where they do not.

    >>> from kb.documents import Line
    >>> line = Line("2. Điều 5 và khoản 2 Điều 7 của Luật này có hiệu lực thi hành từ ngày 01/01/2028.")
    >>> articles = [Provision("article", "Điều 9", "Hiệu lực thi hành", "art_9", (line,))]
    >>> [effect_of_part(articles, eid, Context("luat")) for eid in ("art_5__para_1", "art_7")]
    [datetime.date(2028, 1, 1), None]
    """
    lines = (line for found in provisions if _EFFECT_ARTICLE.search(found.heading or "") for line in found.lines)
    for text in (normalise(line.text) for line in lines if line.kind != "quote" and "hiệu lực" in line.text):
        for clause in _PART_CLAUSE.finditer(text):
            if _WHOLE_ACT.search(clause["named"]):
                continue
            named = find_citations(clause["named"], context)
            units = [path.eid for citation in named if citation.target != "external" for path in citation.provisions]
            if any(is_within(eid, unit) for unit in units):
                return parse_date(clause["day"])
    return None


def _clauses(document: Document) -> Iterator[tuple[str, str]]:
    """Lines of the main part in which the act speaks of its own effect, and what follows those words."""
    for provision in (provision for part in document.parts[:1] for provision in part.provisions):
        for line in provision.lines:
            if line.kind == "quote" or "hiệu lực" not in line.text:
                continue
            text = normalise(line.text)
            for found in _CLAUSE.finditer(text):
                if _SUBJECT.search(text[max(0, found.start() - _NEAR) : found.start()]):
                    yield line.text, found["rest"]
