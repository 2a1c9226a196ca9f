"""A basket to take away: a Word file with quotations and links, Markdown, plain text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from xml.sax.saxutils import escape

from indexer.tables import FONT, printable, word_file
from kb.dates import short_date
from web.views.basket import BasketView, EntryView

TITLE = "CĂN CỨ PHÁP LÝ"
_SUMMARY = "Bản tóm tắt trong kho, không phải nguyên văn:"
#: Half points: of running text and of quotations (Nghị định 30/2020/NĐ-CP, Phụ lục I: cỡ chữ 13 đến 14).
_SIZE, _SMALL = 28, 26
#: A4 upright with the margins of Nghị định 30/2020/NĐ-CP, Phụ lục I: left 30 mm, right 15 mm, above and below 20 mm.
_SECTION = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="851" w:bottom="1134" w:left="1701" '
    'w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>'
)
_MARKED = re.compile(r"([\\`*_\[\]<>|#])")


def basis_text(view: BasketView) -> str:
    """The Căn cứ block, a line for each document."""
    return "".join(f"{basis.text}\n" for basis in view.bases)


def as_text(view: BasketView) -> bytes:
    """The block and the list with quotations, for any editor."""
    entries = ("\n".join(_text_lines(place, entry, view)) for place, entry in enumerate(view.entries, 1))
    return "\n\n".join([TITLE, basis_text(view).rstrip("\n"), *entries, _said_of(view), ""]).encode()


def _text_lines(place: int, entry: EntryView, view: BasketView) -> Iterator[str]:
    yield f"{place}. {entry.citation}"
    yield from (f"   {line}" for line in _remarks(entry))
    if entry.quote:
        yield f"   {_SUMMARY}" if not entry.is_verbatim else "   Trích:"
        yield from (f"   | {line}" for line in _quoted(entry))
    yield f"   {view.base_url}{entry.permanent}"


def as_markdown(view: BasketView) -> bytes:
    """The block and the list with quotations and links."""
    bases = [
        f"*{_safe(basis.before)}[{_safe(basis.named)}]({view.base_url}{basis.uri}){basis.mark}*" for basis in view.bases
    ]
    entries = ("\n\n".join(_markdown_blocks(place, entry, view)) for place, entry in enumerate(view.entries, 1))
    return "\n\n".join([f"# {TITLE.capitalize()}", *bases, *entries, _safe(_said_of(view)), ""]).encode()


def _markdown_blocks(place: int, entry: EntryView, view: BasketView) -> Iterator[str]:
    named = f"[{_safe(entry.citation)}]({view.base_url}{entry.permanent})" if entry.head else _safe(entry.citation)
    yield f"## {place}. {named}"
    yield from map(_safe, _remarks(entry))
    if entry.quote:
        yield from [] if entry.is_verbatim else [_SUMMARY]
        yield "\n>\n".join(f"> {_safe(line)}" for line in _quoted(entry))


def _safe(text: str) -> str:
    """Text whose letters are not taken for marks; a number at the start of a line opens no list.

    >>> print(_safe("1. cấp [mới]"))
    1\\. cấp \\[mới\\]
    """
    return re.sub(r"^(\d{1,9}|[-+])([.)]?\s)", lambda found: f"{found[1]}\\{found[2]}", _MARKED.sub(r"\\\1", text))


def _remarks(entry: EntryView) -> Iterator[str]:
    """What is said of an entry besides its words."""
    if entry.trouble:
        yield entry.trouble
    if entry.status:
        yield f"Tình trạng: {entry.status.sentence}"
    if entry.entry.note:
        yield f"Ghi chú: {entry.entry.note}"


def _quoted(entry: EntryView) -> list[str]:
    """The words in quotation marks; a summary has none, for it is nobody's words."""
    lines = list(entry.quote)
    if entry.is_verbatim:
        lines[0], lines[-1] = f"“{lines[0]}", lines[-1] if len(lines) > 1 else f"“{lines[0]}"
        lines[-1] += "”"
    return lines


def _said_of(view: BasketView) -> str:
    return f"Tình trạng xét tại ngày {short_date(view.day)}, theo những văn bản có trong kho."


# --- Word -----------------------------------------------------------------------------------------------------------


def as_docx(view: BasketView) -> bytes:
    """A Word file: the block in italics, then each entry with its force, note and quotation; every name is a link."""
    links = _Links(view.base_url)
    parts = [_paragraph(_run(TITLE, bold=True), shape='<w:spacing w:after="240"/><w:jc w:val="center"/>')]
    for basis in view.bases:
        named = links.around(basis.uri, _run(basis.named, italic=True))
        parts.append(_body(_run(basis.before, italic=True) + named + _run(basis.mark, italic=True)))
    for place, entry in enumerate(view.entries, 1):
        parts += _word_entry(place, entry, links)
    parts.append(_paragraph(_run(_said_of(view), italic=True, size=_SMALL), shape='<w:spacing w:before="240"/>'))
    return word_file("".join(parts) + _SECTION, links.addresses)


def _word_entry(place: int, entry: EntryView, links: _Links) -> Iterator[str]:
    named = _run(entry.citation, bold=True, link=entry.head is not None)
    linked = links.around(entry.permanent, named) if entry.head else named
    heading = '<w:keepNext/><w:spacing w:before="240" w:after="60"/><w:jc w:val="both"/>'
    yield _paragraph(_run(f"{place}. ", bold=True) + linked, shape=heading)
    yield from (_body(_run(line, size=_SMALL)) for line in _remarks(entry))
    if entry.quote:
        yield from [] if entry.is_verbatim else [_body(_run(_SUMMARY, italic=True, size=_SMALL))]
        shape = '<w:spacing w:after="60"/><w:ind w:left="567"/><w:jc w:val="both"/>'
        yield from (_paragraph(_run(line, size=_SMALL), shape=shape) for line in _quoted(entry))


class _Links:
    """The hyperlinks of a file being written, each address once."""

    def __init__(self, base_url: str) -> None:
        self._base_url = base_url
        self.addresses: list[str] = []

    def around(self, address: str, run: str) -> str:
        """A run that leads to an address of the server."""
        whole = self._base_url + address
        if whole not in self.addresses:
            self.addresses.append(whole)
        return f'<w:hyperlink r:id="rId{self.addresses.index(whole) + 1}" w:history="1">{run}</w:hyperlink>'


def _body(runs: str) -> str:
    return _paragraph(runs, shape='<w:spacing w:after="60"/><w:ind w:firstLine="567"/><w:jc w:val="both"/>')


def _paragraph(runs: str, shape: str) -> str:
    return f"<w:p><w:pPr>{shape}</w:pPr>{runs}</w:p>"


def _run(text: str, *, bold: bool = False, italic: bool = False, link: bool = False, size: int = _SIZE) -> str:
    marks = f"{'<w:b/>' if bold else ''}{'<w:i/>' if italic else ''}"
    look = '<w:color w:val="0B4F8A"/>' if link else ""
    line = '<w:u w:val="single"/>' if link else ""
    shape = f'{FONT}{marks}{look}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>{line}<w:lang w:val="vi-VN"/>'
    return f'<w:r><w:rPr>{shape}</w:rPr><w:t xml:space="preserve">{escape(printable(text))}</w:t></w:r>'


#: The files of a basket by their suffix.
FILES: dict[str, Callable[[BasketView], bytes]] = {"docx": as_docx, "md": as_markdown, "txt": as_text}
