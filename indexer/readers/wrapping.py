"""Broken lines become paragraphs again.

A PDF, a gazette text or a hard-wrapped page has lines where the act has paragraphs. A line goes on the one before it
unless something says otherwise: a mark of structure, an indent, a sentence that ended early.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from indexer.blocks import Block, BlockKind
from indexer.outlining.marks import is_running_article


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line as printed.

    ``indented`` and ``fill`` come from the layout (None where the file has none): whether the line starts right of the
    margin, and how much of the line's width it takes. ``apart``: a blank line stands before it. ``kind`` other than
    "paragraph" is never joined.
    """

    text: str
    kind: BlockKind = "paragraph"
    indented: bool | None = None
    fill: float | None = None
    apart: bool = False
    bold: bool | None = None
    centered: bool | None = None
    level: int | None = None
    place: str = ""

    @property
    def full(self) -> bool | None:
        """Whether the line reaches the right margin, so that the next may go on its sentence."""
        return None if self.fill is None else self.fill > _FULL


_STARTS = re.compile(
    r"""
    ["“]? (?:
        (?:Điều|ĐIỀU)\s\d{1,3}[a-zđ]?\s?[.:)]                        # "Điều 5."
      | (?:Điều|ĐIỀU)\s\d{1,3}[a-zđ]?$
      | (?:Chương|CHƯƠNG|Mục|MỤC|Tiểu\smục|TIỂU\sMỤC|Phần|PHẦN)\s(?:[IVXLC]{1,7}|\d{1,2}|thứ|THỨ)\b
      | (?:Phụ\slục|PHỤ\sLỤC|Mẫu\ssố)\b
      | \d{1,3}[a-zđ]?\s?[.)/](?!\d)(?:\s|(?=[^\W\d_]))               # "1. "
      | \d{1,3}-\s
      | (?:\d{1,2}\.){1,3}\d{1,2}\.?\s\D                             # "1.2. "
      | [a-zđ]\d{0,2}\s?[)/]\s?\D | [a-zđ]\.\s                       # "a) "
      | [IVX]{1,5}[.)]\s | [A-H]\.\s
      | [-–—+•]\s?\D
      | (?:Căn\scứ|CĂN\sCỨ|Theo\sđề\snghị|Xét\sđề\snghị|Thực\shiện\s(?:Nghị|Kết|Quyết))\b
      | (?:Bộ\sluật|Luật|Pháp\slệnh|Nghị\squyết)\snày\s(?:đã\s)?được\s(?:Quốc\shội|[ỦU][ỷy]?\sban)
      | Nơi\snhận | Số\s?:\s?\d | (?:Kính\sgửi|KÍNH\sGỬI)\s?: | V/v\s
      | (?:TM|KT|TL|TUQ|Q|T/M|K/T)\.\s?[A-ZĐ]
      | \(?(?:Ban\shành\skèm|Kèm)\stheo\b
    )
    """,
    re.VERBOSE,
)
#: After these words a number or a "Điều" goes on a citation.
_EXPECTS = re.compile(
    r"(?:\b(?:khoản|điểm|điều|số|mục|chương|phần|và|hoặc|tại|của|từ|đến|với|theo|các|ngày|tháng|năm|cho|là|hay|trừ)|[,(/])$",
    re.IGNORECASE,
)
#: "Số:" alone: the number stands in the next line.
_NUMBER_AHEAD = re.compile(r"(?:^|\s)[Ss]ố\s?:$")
#: A mark or first word that narrow columns left alone on its line.
_LABEL_ALONE = re.compile(r"""["“]?(?:Điều|Chương|Mục|Phần|Căn|Theo|Xét|\d{1,3}[.)]|[a-zđ]\)|[-–])""")
#: A legal basis ends with its semicolon, wherever its lines break.
_GROUND = re.compile(r"(?:[-–]\s?)?(?:Căn cứ|Theo đề nghị|Xét đề nghị)\b")
#: No heading ends like this.
_UNFINISHED = re.compile(
    r"""
    (?:\b(?:và|hoặc|tại|của|từ|đến|với|theo|các|cho|là|về|trong|trên|vào|thuộc|bởi|do|giữa|những|số
      |Việt|Hà|Sở|Bộ|UBND|tỉnh|khoản\s\d{1,2}) | [,(]) $
    """,
    re.VERBOSE,
)
_ENDED = re.compile(r"""[.;:!?…](?:["”»)]{0,2}[.;]?)$|/\.?$""")
_HEADING = re.compile(r"(?:Điều|ĐIỀU|Chương|CHƯƠNG|Mục|MỤC|Phần|PHẦN)\s\w{1,5}\b")
_LOWER = re.compile(r"[^\W\d_A-Z]")
_WIDE = 140
_FULL = 0.85
#: Headings are set in bold, whose letters are wider.
_BOLD_FULL = 0.62
#: The next word would not have fitted, by far.
_FORCED = 1.05


def join_lines(lines: Sequence[TextLine]) -> list[Block]:
    """The paragraphs of a text.

    >>> lines = [TextLine("Điều 2. Giao Ban Quản lý các khu"), TextLine("công nghiệp."), TextLine("1. Cấp giấy phép;")]
    >>> [block.text for block in join_lines(lines)]
    ['Điều 2. Giao Ban Quản lý các khu công nghiệp.', '1. Cấp giấy phép;']
    """
    return [_block(joined) for joined, _ in grouped(lines)]


def grouped(lines: Sequence[TextLine]) -> list[tuple[TextLine, list[int]]]:
    """The paragraphs, each as one line, with the places of the lines that it was made of."""
    found: list[tuple[TextLine, list[int]]] = []
    last: TextLine | None = None
    for place, line in enumerate(lines):
        if last is not None and found and _goes_on(found[-1][0], last, line):
            joined, places = found[-1]
            found[-1] = (_join(joined, line), [*places, place])
        else:
            found.append((line, [place]))
        if line.kind == "paragraph":
            last = line
        elif line.kind == "row":
            last = None
    return found


def _block(line: TextLine) -> Block:
    cells = tuple(line.text.split(" | ")) if line.kind == "row" else ()
    return Block(line.text, line.kind, line.bold, line.centered, line.level, cells, line.place)


def notes_last(lines: Iterable[TextLine]) -> Iterator[TextLine]:
    """The lines with notes and footnotes moved behind all others, so that they stand in no sentence."""
    kept = list(lines)
    yield from (line for line in kept if line.kind not in {"note", "footnote"})
    yield from (line for line in kept if line.kind in {"note", "footnote"})


def with_widths(lines: Sequence[TextLine]) -> list[TextLine]:
    """Lines of a plain text, ``fill`` worked out from their lengths; a text of long lines is not wrapped at all."""
    lengths = sorted(len(line.text) for line in lines if len(line.text) > 20)
    width = lengths[int(len(lengths) * 0.97)] if lengths else 0
    if not width or width > _WIDE:
        return list(lines) if not width else [replace(line, fill=0.0) for line in lines]
    following = [*[line.text for line in lines[1:]], ""]
    return [
        replace(line, fill=(len(line.text) + 1 + len(after.split(" ")[0])) / width)
        for line, after in zip(lines, following, strict=True)
    ]


def _join(first: TextLine, second: TextLine) -> TextLine:
    glued = _breaks_symbol(first, second) or second.text.startswith("/")
    text = first.text + second.text if glued else ""
    bold = None if first.bold is None else first.bold and (second.bold or len(second.text) < len(first.text))
    return replace(first, text=text or f"{first.text} {second.text}", bold=bold)


def _breaks_symbol(first: TextLine, second: TextLine) -> bool:
    """Whether a hyphen at the line end joins a symbol (QĐ-/UBND) rather than being a dash."""
    return first.text.endswith("-") and not first.text.endswith(" -") and bool(re.match(r"[A-ZĐ]{2}", second.text))


def _goes_on(paragraph: TextLine, last: TextLine, line: TextLine) -> bool:
    """Whether ``line`` belongs to the paragraph that ``last`` is the latest line of."""
    if paragraph.kind != "paragraph" or line.kind != "paragraph" or line.level or last.level:
        return False
    if (
        line.text.startswith("/")
        or _breaks_symbol(last, line)
        or (_NUMBER_AHEAD.search(last.text) and line.text[:1].isdigit())
    ):
        return True
    if _LABEL_ALONE.fullmatch(paragraph.text):
        return True
    if _LABEL_ALONE.fullmatch(line.text):
        return _goes_on_with_label(last.text, line.text)
    expected = bool(_EXPECTS.search(last.text)) and not _ENDED.search(last.text)
    if _STARTS.match(line.text) and not (expected and _continues_citation(line.text)):
        return False
    if _is_capitals(line.text) or _is_capitals(last.text) or (line.centered and last.centered):
        return False
    if line.indented is not None:
        return _goes_on_by_layout(last, line)
    return _goes_on_by_words(paragraph, last, line, expected)


def _goes_on_with_label(last: str, label: str) -> bool:
    """Whether a word alone on its line ("Điều", "Theo") belongs to the sentence before; a mark ("a)") never does."""
    if not label[:1].isalpha() or label.endswith(")"):
        return False
    ended = bool(_ENDED.search(last)) or _is_capitals(last)
    return bool(_EXPECTS.search(last)) if label == "Điều" else not ended


def _continues_citation(text: str) -> bool:
    return not text.startswith(("-", "–", "+", "•", "Căn cứ", "Nơi nhận")) and not re.match(
        r"(?:Điều\s\d{1,3}[a-zđ]?|\d{1,3})\.\s[A-ZĐÂÁÀẢÃÊÔƠƯ]", text
    )


def _goes_on_by_layout(last: TextLine, line: TextLine) -> bool:
    lower = bool(_LOWER.match(line.text)) and line.text[:1].islower()
    if line.indented:
        return lower and not _ENDED.search(last.text)
    return bool(last.full) or lower or not _ENDED.search(last.text)


def _goes_on_by_words(paragraph: TextLine, last: TextLine, line: TextLine, expected: bool) -> bool:
    if line.centered or last.centered:
        return False
    ended = bool(_ENDED.search(last.text))
    if line.text[:1].islower():
        return not ended or (last.text.endswith(";") and bool(last.full))
    runs = is_running_article(paragraph.text)
    if _HEADING.match(paragraph.text) and not runs:
        return not ended and _heading_goes_on(last, line)
    if expected:
        return not ended
    if not ended and ((runs and not line.apart) or _GROUND.match(paragraph.text)):
        return True
    if line.apart or last.fill == 0 or (last.full is False and (ended or len(last.text) < 40)):
        return False
    if paragraph.bold and line.bold is False:
        return False
    return bool(last.full) if ended else True


def _heading_goes_on(last: TextLine, line: TextLine) -> bool:
    """Whether a line that begins with a capital belongs to the heading above: the heading fills its line, and this
    one reads like its end and not like a sentence."""
    if line.apart:
        return False
    fill = last.fill or 0
    if _UNFINISHED.search(last.text) or line.text[:1].isdigit() or fill > _FORCED:
        return True
    return fill > _BOLD_FULL and not line.full and not _ENDED.search(line.text)


def _is_capitals(text: str) -> bool:
    """Whether a line is set in capitals; a number with its symbol is not."""
    letters = [char for char in text if char.isalpha()]
    capitals = len(letters) > 3 and sum(map(str.isupper, letters)) >= 0.9 * len(letters)
    return capitals and not (any(map(str.isdigit, text)) and " " not in text.strip())
