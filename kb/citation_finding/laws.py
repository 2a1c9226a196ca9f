"""Laws, codes, ordinances and the constitution: the documents that are cited by name.

Forms (``law_at``): "Luật Đầu tư", "Luật Đầu tư năm 2014", "Luật Đầu tư 2014", "Luật Giá số 16/2023/QH15", "Luật số
71/2014/QH13", "Luật sửa đổi, bổ sung một số điều của Luật Quản lý thuế số 21/2012/QH13", "Luật Hôn nhân và Gia đình sửa
đổi năm 2014", "Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam năm 2013", "BLHS 2015", "Luật 2014".

>>> text = "theo Luật Quản lý, sử dụng tài sản công năm 2017 quy định"
>>> law = next(iter(find_laws(Reading(text))))
>>> text[law.start:law.end], law.title, law.year
('Luật Quản lý, sử dụng tài sản công năm 2017', 'Luật Quản lý, sử dụng tài sản công', 2017)
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.citation_finding.numbers import Symbol
from kb.citation_finding.reading import Mention, Reading, word_set
from kb.law_names import name_length
from kb.text import capital

_WORD = re.compile(
    r"(?:bộ\s{1,4}luật|bo\s{1,4}luat|luật|luat|pháp\s{1,4}lệnh|phap\s{1,4}lenh|hiến\s{1,3}pháp|hien\s{1,3}phap)(?!\w)"
)
_FIRST_WORDS = ("luật", "luat", "lệnh", "lenh", "hiến", "hien")
_OPENING_WORD = re.compile(r"(?:bộ|bo|pháp|phap)\s{1,4}$")
_SHORT = re.compile(r"(?:BLHS|BLDS|BLLĐ|BLTTHS|BLTTDS|BLHH)(?!\w)")
_SHORT_NAMES = {
    "BLHS": "Bộ luật Hình sự", "BLDS": "Bộ luật Dân sự", "BLLĐ": "Bộ luật Lao động",
    "BLTTHS": "Bộ luật Tố tụng hình sự", "BLTTDS": "Bộ luật Tố tụng dân sự", "BLHH": "Bộ luật Hàng hải",
}  # fmt: skip
_SLUGS = {"b": "bo-luat", "l": "luat", "p": "phap-lenh", "h": "hien-phap"}
#: What stands before "luật" where it is no act: pháp luật, công ty luật, dự thảo Luật.
_NO_ACT_BEFORE = re.compile(
    r"""
    (?:pháp|phap|kỷ|quy|dự|đạo|âm|cách|niêm|công\s+ty|đại\s+học|trường|khoa|ngành|cử\s+nhân|thạc\s+sĩ|tiến\s+sĩ|hãng
      |văn\s+phòng|học\s+viện|viện|môn|dự\s+thảo|dự\s+án|du\s+thao|du\s+an|hội|đoàn|giáo\s+trình|công\s+ước(?:\s+về)?|tuần|tư\s+vấn)
    \s+$
    """,
    re.VERBOSE,
)
#: "Luật số: 45/2013/QH13" in the head of the law itself.
_OWN_NUMBER = re.compile(r"(?:^|\n)\s{0,30}(?:bộ\s{1,3})?luật\s{1,3}số\s{0,2}:\s{0,3}$")
_LINE_START = re.compile(r"(?:^|\n)[\s*#“\"]{0,6}$")
_PROFESSION = re.compile(r"\s{1,3}(?:sư|gia|lệ|pháp(?!\s{1,3}điển))(?!\w)")
_SO = re.compile(r"\s{0,3},?\s{0,3}(?:\(\s?)?(?:số|so)?\s{0,2}:?\s{0,3}")
_YEAR = re.compile(r"\s{0,3},?\s{0,3}(?:\(\s?)?(?:n[ăa]m\s{1,3})?(?P<year>(?:19|20)\d\d)(?![\d/.]\d|\w)(?:\s?\))?")
_REVISED = re.compile(
    r"\s{1,3}(?:\(\s?s[ửu]a\s{1,3}[đd][ổo]i(?:,?\s{1,3}b[ổo]\s{1,3}sung)?\s?\)|s[ửu]a\s{1,3}[đd][ổo]i(?:,?\s{1,3}b[ổo]\s{1,3}sung)?(?=\s{1,3}(?:n[ăa]m\s{1,3})?(?:19|20)\d\d|\s{1,3}s[ốo]\s|\s*[,;.)]))"
)
_AMENDING = re.compile(
    r"\s{1,3}s[ửu]a\s{1,3}[đd][ổo]i[^;.()“”\"]{0,90}?\s(?:(?:c[ủu]a|v[àa]o|t[ạa]i)\s{1,3})?(?P<many>(?:c[áa]c|\d{1,3})\s{1,3})?"
    r"(?=(?:b[ộo]\s+)?lu[ậa]t|ph[áa]p\s+l[ệe]nh)"
)
_AND_LAW = re.compile(
    r"(?:\s?,\s{0,3}(?:v[àa]\s{1,3})?|\s{1,3}v[àa]\s{1,3})(?=(?:bộ\s{1,3}luật|luật|luat|pháp\s{1,3}lệnh)\s)"
)
_CONSTITUTION = re.compile(
    r"\s{1,3}(?:nước\s{1,3}|nuoc\s{1,3})?(?:c[ộo]ng\s+h[òo][àa]?a?\s+x[ãa]\s+h[ộo]i\s+ch[ủu]\s+ngh[ĩi]a\s+)?vi[ệe]t\s{1,3}nam"
)
_ABOUT = re.compile(r"\s{1,3}(?:về\s{1,3}|ve\s{1,3})?")
_TO_NUMBER = re.compile(r"[^;.:“”\"\n]{2,160}?(?:\n[^;.:“”\"\n]{1,160}?){0,2}?\s(?:số|so)\s{0,3}(?=\d)")
_OTHER_WORD = re.compile(
    r"nghị\s|quyết\s+định|thông\s+tư|chỉ\s+thị|căn\s+cứ|luật\s|ngày\s|pháp\s+lệnh|nghi\s+dinh|thong\s+tu"
)
_TOKEN = re.compile(r"\s{1,3}(?P<word>[\w&]+)|(?P<mark>[^\w\s])")
#: Lower-case words that cannot be part of the name of a law.
_STOP = word_set(
    """quy_định quy_dinh quyết được bị bởi có của này đã về cho tại theo để nhằm trong thì là cũng không phải do với năm
    số ngày ban thay sửa bổ khi nếu như hoặc hay còn sẽ vẫn từ đến trên dưới ở ra đối hiện mới cũ nói nêu các những và
    bỏ cấm vào sau trước hết đang cần nên mà vì nhưng hướng_dẫn thi_hành bao_gồm áp_dụng ký trở thống_nhất đều chưa gây
    yêu_cầu ghi_nhận so cua nay theo tai va duoc nam ngay ve cho de trong la phai khong do ban sua bo thay den tren"""
)
_RELATED = re.compile(r"(?:\s{1,3}(?:có\s{1,3})?liên\s{1,3}quan\s{1,3}(?:đến|tới)(?!\w)|\s{1,3}về(?!\w))?")
_ABBREVIATION = re.compile(r"[A-ZĐ]{2,8}(?!\w)")
_MAX_NAME = 14
_PLURAL = re.compile(r"(?:các|những)\s{1,3}$")
_LIST_OPENS = re.compile(r"\s{0,2}:\s{0,3}|\s{1,3}")
_MEMBER = re.compile(r"\s{0,2}[,;]\s{1,3}(?:và\s{1,3})?|\s{1,3}và\s{1,3}")


def find_laws(reading: Reading) -> Iterator[Mention]:
    """All laws cited by name or by "Luật số …"; "Luật này" is left to the relative references."""
    position = 0
    for place in reading.places_of(_FIRST_WORDS):
        opening = _OPENING_WORD.search(reading.low, max(0, place - 8), place)
        word = _WORD.match(reading.low, opening.start() if opening else place) if place >= position else None
        if not word or not _names_an_act(reading, word):
            continue
        if "p" not in word.group() and _PROFESSION.match(reading.low, word.end()):
            continue
        members = list(_members(reading, word))
        if members:
            yield from members
            position = members[-1].end
            continue
        law = law_at(reading, word.start(), word.end())
        if law:
            yield law
            position = law.end
    if "BL" in reading.text:
        yield from _short_codes(reading)


def _members(reading: Reading, word: re.Match[str]) -> Iterator[Mention]:
    """ "các Luật: Đầu tư, Doanh nghiệp và Đất đai": each known name of the list; nothing where it has one alone."""
    opening = _LIST_OPENS.match(reading.text, word.end())
    if not opening or not _PLURAL.search(reading.low, max(0, word.start() - 8), word.start()):
        return
    called, slug = capital(reading.words(*word.span())), _SLUGS[reading.low[word.start()]]
    found: list[Mention] = []
    joint: re.Match[str] | None = opening
    while joint and reading.text[joint.end() : joint.end() + 1].isupper():
        start, length = joint.end(), name_length(reading.text[joint.end() : joint.end() + 200])
        if not length:
            break
        title = f"{called} {reading.words(start, start + length)}"
        law = Mention(start if found else word.start(), start + length, slug, title=title, head=not found)
        found.append(_with_tail(reading, law, law.end))
        joint = _MEMBER.match(reading.low, law.end)
    if len(found) > 1:
        yield from found


def _names_an_act(reading: Reading, word: re.Match[str]) -> bool:
    if reading.low[word.start() - 1 : word.start()].isalnum():
        return False
    return not _NO_ACT_BEFORE.search(reading.low, max(0, word.start() - 14), word.start())


def _short_codes(reading: Reading) -> Iterator[Mention]:
    for word in _SHORT.finditer(reading.text):
        if not reading.text[word.start() - 1 : word.start()].isalnum():
            law = Mention(word.start(), word.end(), "bo-luat", title=_SHORT_NAMES[word.group()])
            yield _with_tail(reading, law, word.end())


def law_at(reading: Reading, start: int, word_end: int) -> Mention | None:
    """The law that the word at ``start`` opens, or None where it opens no name."""
    slug = _SLUGS[reading.low[start]]
    direct = _symbol_behind(reading, word_end)
    if direct:
        if _OWN_NUMBER.search(reading.low, max(0, start - 40), direct.start):
            return None
        return Mention(start, direct.end, slug, number=direct.number, year=direct.year, symbol=direct)
    bare_year = _YEAR.match(reading.low, word_end)
    if bare_year and slug != "hien-phap":
        year = int(bare_year["year"])
        return Mention(start, bare_year.end("year"), slug, year=year, anaphor=True)
    name_end = _name_end(reading, slug, start, word_end)
    if name_end is None or (
        _LINE_START.search(reading.low, max(0, start - 8), start) and _is_heading(reading, start, name_end)
    ):
        return None
    law = Mention(start, name_end, slug, title=reading.words(start, name_end), title_end=name_end)
    return _with_tail(reading, law, name_end)


def _symbol_behind(reading: Reading, position: int) -> Symbol | None:
    """The number right behind a position: " số 16/2023/QH15"."""
    gap = _SO.match(reading.low, position)
    return reading.symbols.get(gap.end()) if gap else None


def _is_heading(reading: Reading, start: int, end: int) -> bool:
    """ "LUẬT ĐẤT ĐAI" in a line of its own: the head of the law itself."""
    return reading.text[start:end].isupper() and reading.text[end : end + 3].lstrip(" \t")[:1] in {"", "\n"}


def _with_tail(reading: Reading, law: Mention, name_end: int) -> Mention:
    """Number or year after the name: "Luật Giá số 16/2023/QH15", "Luật Đầu tư (sửa đổi) năm 2014"."""
    low, position = reading.low, name_end
    revised = _REVISED.match(low, position)
    if revised:
        position = revised.end()
    symbol = _symbol_behind(reading, position)
    if symbol and symbol.type_slug in {None, "luat", "phap-lenh"}:
        law.end, law.number, law.year, law.symbol = symbol.end, symbol.number, symbol.year, symbol
        return law
    year = _YEAR.match(low, position)
    if year:
        law.end, law.year = year.end() if "(" in year.group() else year.end("year"), int(year["year"])
    elif revised and "(" in revised.group():
        law.end = revised.end()
    return law


def _name_end(reading: Reading, slug: str, start: int, word_end: int) -> int | None:
    low = reading.low
    if slug == "hien-phap":
        country = _CONSTITUTION.match(low, word_end)
        end = country.end() if country else word_end
        return end if reading.text[start].isupper() or _YEAR.match(low, end) else None
    amending = _AMENDING.match(low, word_end)
    if amending:
        return _amending_name_end(reading, amending)
    return _plain_name_end(reading, start, word_end)


def _amending_name_end(reading: Reading, amending: re.Match[str]) -> int | None:
    """ "Luật sửa đổi … của Luật A, Luật B và Luật C": the laws amended are part of the name, with their numbers where
    they are listed with numbers ("… của Luật A số 1/2024/QH15, Luật B số 2/2024/QH15")."""
    end, position, numbered = None, amending.end(), False
    for _ in range(15):
        word = _WORD.match(reading.low, position)
        if not word or _AMENDING.match(reading.low, word.end()):
            break
        name_end = _plain_name_end(reading, word.start(), word.end(), loose=bool(amending["many"]))
        if name_end is None:
            break
        number = _symbol_behind(reading, name_end)
        after = number.end if number else name_end
        following = _AND_LAW.match(reading.low, after)
        numbered = numbered or bool(number and following)
        end = after if numbered else name_end
        if not following:
            break
        position = following.end()
    return end


def _plain_name_end(reading: Reading, start: int, word_end: int, *, loose: bool = False) -> int | None:
    about = _ABOUT.match(reading.low, word_end)
    if not about:
        return None
    position = about.end()
    known = name_length(reading.text[position : position + 200])
    capital = reading.text[start].isupper() or reading.text[position : position + 1].isupper()
    if known and (capital or " " in reading.text[position : position + known].strip()):
        return position + known
    abbreviated = bool(_ABBREVIATION.match(reading.text, position))
    if not (reading.text[start].isupper() or abbreviated or loose) or reading.low.startswith("việt", position):
        return None
    numbered = _numbered_name_end(reading, word_end)
    if about.group().strip() and reading.low.startswith("l", start) and not (numbered or loose):
        return None  # "quy định của Luật về …" names no law
    return numbered or _name_by_grammar(reading, word_end, loose=loose or about.group().strip() != "")


def _numbered_name_end(reading: Reading, word_end: int) -> int | None:
    """The end of an unknown name that its number follows."""
    to_number = _TO_NUMBER.match(reading.low, word_end)
    symbol = reading.symbols.get(to_number.end()) if to_number else None
    if not to_number or not symbol or symbol.type_slug not in {"luat", "phap-lenh"}:
        return None
    name = to_number.group()
    if _OTHER_WORD.search(name):
        return None
    return word_end + len(name[: re.search(r"\s(?:số|so)\s{0,3}$", name).start()].rstrip())  # type: ignore[union-attr]


def _name_by_grammar(reading: Reading, word_end: int, *, loose: bool) -> int | None:
    """The end of an unknown name: a capital opens it; a mark or a word that no name contains closes it."""
    end, text, low = None, reading.text, reading.low
    position = _RELATED.match(low, word_end).end() if loose else word_end  # type: ignore[union-attr]
    for place in range(_MAX_NAME):
        token = _TOKEN.match(text, position)
        if not token or token["mark"]:
            break
        word = token["word"]
        abbreviated = bool(_ABBREVIATION.match(text, token.end() + 1))  # "Luật thuế TNDN"
        if place == 0 and not (word[0].isupper() or loose or abbreviated):
            return None
        if word in {"và", "va"} and _capitals_follow(text, token.end()):
            position = token.end()
            continue
        if word.isdigit() or (_stops(low, token) and not (word[0].isupper() and place == 0)):
            break
        position = end = token.end()
    return end


def _stops(low: str, token: re.Match[str]) -> bool:
    word = low[token.start("word") : token.end()]
    following = _TOKEN.match(low, token.end())
    return word in _STOP or f"{word}_{following['word'] if following else ''}" in _STOP


def _capitals_follow(text: str, position: int) -> bool:
    return bool(_ABBREVIATION.match(text, position + 1))
