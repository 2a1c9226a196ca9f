"""Abbreviations that are never explained, or explained after they are used.

Nghị định 30/2020/NĐ-CP, Phụ lục I: what is used often may be abbreviated; the first time the abbreviation stands in
brackets right behind the words. Looked for are abbreviations with one known meaning, and those that the report itself
explains somewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from indexer.findings import Finding, Passage
from indexer.report_rules.report import Report, cut_finding
from kb.abbreviations import ABBREVIATIONS
from kb.issuers import organs_of_code
from kb.text import normalise

#: Usual in every paper, or part of names: nobody explains them.
_USUAL = frozenset({"UBND", "HĐND", "MTTQ", "UBMTTQ", "TNHH", "TW", "TƯ", "ODA", "PPP", "HTX", "TUQ", "THPT", "THCS",
                     "GTGT"})  # fmt: skip
_MEANINGS = {entry.short: entry.words for entry in ABBREVIATIONS if entry.short not in _USUAL}
#: "(sau đây viết tắt là PTNT)", "(PTNT)".
_OWN = re.compile(
    r"\((?P<said>(?:sau đây )?(?:được )?(?:viết|gọi) (?:tắt |chung )?là:? ?)?[\"“]?(?P<short>[A-ZĐ]{2,10})[\"”]?\)"
)
_GLOSSARY = re.compile(r"(?:chữ|từ|thuật ngữ|ký hiệu) viết tắt", re.IGNORECASE)
#: Lines of the head and the foot: whom it is sent to, who signs.
_FRAME = re.compile(r"\s{0,5}(?:[-–]\s|Lưu|Nơi nhận|Số\s?:|TM\.|KT\.|TL\.|TUQ\.|Kính gửi)")


#: Shorter passages are headings, names, and cells of tables that were copied as text.
_LEAST_WORDS = 9


def abbreviations(report: Report) -> Iterator[Finding]:
    """Each abbreviation that is used before its words were given, once."""
    if not report.written_by_decree_30 or any(_is_glossary(passage) for passage in report.passages):
        return
    words = _words({*_MEANINGS, *_explained(report)})
    uses: dict[str, tuple[int, re.Match[str]]] = {}
    introduced: dict[str, tuple[int, int]] = {}
    times: dict[str, int] = {}
    for index, passage in enumerate(report.passages):
        for found in words.finditer(passage.text):
            short = found.group()
            if _introduces(passage.text, found):
                introduced.setdefault(short, (index, found.start()))
            elif _is_prose(passage) and not _is_cited(report, index, found):
                uses.setdefault(short, (index, found))
                times[short] = times.get(short, 0) + 1
    for short, (index, found) in uses.items():
        where = introduced.get(short)
        if where is None or where > (index, found.start()):
            yield _finding(report, (index, found), times[short], late=where is not None)


def _words(shorts: set[str]) -> re.Pattern[str]:
    """Abbreviations where they are not inside a symbol, an address or a longer name."""
    choice = "|".join(map(re.escape, sorted(shorts, key=len, reverse=True)))
    return re.compile(rf"(?<![\w/&.@-])(?:{choice})(?![\w&@]|[/.-]\w)")


def _explained(report: Report) -> Iterator[str]:
    """The abbreviations that the report explains: said to be one, or in brackets behind words with those initials."""
    for passage in report.passages:
        for found in _OWN.finditer(passage.text):
            words = re.findall(r"[^\W\d_]+", passage.text[max(0, found.start() - 120) : found.start()])
            initials = "".join(word[0] for word in words).upper()
            if found["short"] not in _USUAL and (found["said"] or initials.endswith(found["short"])):
                yield found["short"]


def _is_glossary(passage: Passage) -> bool:
    return len(passage.text) < 80 and bool(_GLOSSARY.search(normalise(passage.text)))


def _introduces(text: str, found: re.Match[str]) -> bool:
    """Whether the words stand beside it: "khu công nghiệp (KCN)", "(sau đây viết tắt là KCN)", "KCN: khu công
    nghiệp"."""
    before, after = text[max(0, found.start() - 60) : found.start()], text[found.end() : found.end() + 60]
    if re.search(r"(?:viết|gọi) (?:tắt|chung)\s?(?:là)?\s?:?\s?[\"“”']?$", before):
        return True
    bracketed = before.rstrip("\"“'").endswith("(") and after.lstrip("\"”'").startswith((")", ",", ";"))
    words = normalise(_MEANINGS.get(found.group(), "")).split()
    near = re.findall(r"\w+", normalise(after).lower())[: len(words) + 2]
    return bracketed or (bool(words) and all(word in near for word in words))


def _is_prose(passage: Passage) -> bool:
    text = passage.text
    sentence = text != text.upper() and text.count(" ") >= _LEAST_WORDS
    return passage.is_body and not passage.in_table and sentence and not _FRAME.match(text)


def _is_cited(report: Report, index: int, found: re.Match[str]) -> bool:
    """Whether it is part of a citation: "Thông tư số … của BTC" is judged as that."""
    return any(
        entry.citation.start <= found.start() < entry.citation.end
        for entry in report.linked[index]
        if entry.citation.target == "external"
    )


def _finding(report: Report, use: tuple[int, re.Match[str]], times: int, *, late: bool) -> Finding:
    index, found = use
    short = found.group()
    organ = next(iter(organs_of_code(short, report.day)), None) if short.startswith("B") else None
    words = organ.name if organ else _MEANINGS.get(short)
    message = f"chữ viết tắt dùng {times} lần mà {'chỉ giải thích về sau' if late else 'chưa giải thích'}"
    at = (index, report.passages[index])
    rule = f"{message}; lần đầu ghi đủ, chữ viết tắt đặt trong ngoặc đơn (Nghị định 30/2020/NĐ-CP)"
    return cut_finding("note", "abbreviation", rule, at, found.span(), f"{words} ({short})" if words else None)
