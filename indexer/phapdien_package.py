"""The official offline package of Bộ Pháp điển điện tử: a folder of HTML files, one for each subject (đề mục).

A subject prints articles of many documents one after another: the article's number in the codification and its title
(``pDieu``), where it is from (``pGhiChu``: "(Điều 1 Nghị định số … ngày … của …, có hiệu lực thi hành kể từ ngày …)"),
its text, and the official cross-references (``pChiDan``). Each article becomes a record as
:func:`indexer.phapdien.documents_of` takes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lxml import etree, html

from indexer.phapdien import number_of
from kb.doctypes import TYPES
from kb.errors import KbError
from kb.text import tidy

_TYPE = "|".join(sorted((re.escape(entry.name) for entry in TYPES), key=len, reverse=True))
_SUBJECT = re.compile(r"Đề mục\s(?P<number>\d{1,2}\.\d{1,3})\.?\s(?P<title>.+)")
_HEADING = re.compile(r"Điều\s(?P<id>\d{1,2}\.\d{1,3}\.[^\s]{1,30}?)\.(?:\s(?P<title>.*))?$")
_CITED = re.compile(
    rf"""
    [(\s]{{0,3}} (?P<article>.{{0,40}}?) \s? (?P<type>(?i:{_TYPE})) \s số \s
    (?P<number>\S{{1,40}}) (?P<rest>.*)
    """,
    re.VERBOSE,
)
_FULL = re.compile(
    r"\s?(?P<title>.*?)\sngày\s(?P<issued>\d{1,2}/\d{1,2}/\d{4})\scủa\s(?P<issuer>.*?),\scó\shiệu\slực\sthi\shành"
)
_EFFECTIVE = re.compile(r"có hiệu lực thi hành kể từ ngày\s(?P<day>\d{1,2}/\d{1,2}/\d{4})")
_ITEM = re.compile(r"ItemID=(?P<item>\d{1,9})")
#: "Điều 44.5.TT.5.2. Nguyên tắc … của Thông tư 11/2014/TT-BCT Quy định … ban hành ngày 24/03/2014"
_GUIDE = re.compile(
    rf"""
    Điều\s(?:\d{{1,2}}\.\d{{1,3}}\.(?:[^\s.]{{1,8}}\.){{1,2}}(?:\d{{1,4}}\.)?)??(?P<article>\d{{1,4}}[a-zđ]?)\.\s
    .{{0,600}}?\scủa\s(?P<type>{_TYPE})\s(?P<number>\d\S{{2,40}})\s
    (?:.{{0,900}}?ban\shành\sngày\s(?P<day>\d{{1,2}}/\d{{1,2}}/\d{{4}}))?
    """,
    re.VERBOSE,
)
_CHAPTER = re.compile(r"(?:Phần|Chương|Mục|Tiểu mục)\b", re.IGNORECASE)
#: Stands for a <br> where the text of an element is taken together.
_BREAK = "\ue000"
#: How a whole file of a subject ends.
_ENDS = (b"</div>", b"</html>")
_BLOCKS = {"p", "div", "table", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol"}


@dataclass
class _Article:
    """An article while its paragraphs come in."""

    id: str
    title: str
    chapter: str
    cite: str = ""
    item: str = ""
    text: list[str] = field(default_factory=list)
    guides: list[str] = field(default_factory=list)


def read_package(folder: Path) -> list[dict[str, Any]]:
    """The articles of all subjects in a folder, as records; ``guides`` are their official cross-references, as acts are
    cited. KbError when there is none, or when a file was copied in part: its articles would be missing unnoticed."""
    subjects = list(_subjects(folder))
    if cut := [path.name for path in subjects if not path.read_bytes().rstrip().endswith(_ENDS)]:
        told = cut[0] if len(cut) == 1 else f"{cut[0]} và {len(cut) - 1} tệp khác"
        raise KbError("tệp đề mục chép chưa đủ", found=told, where=str(folder), hint="chép hoặc giải nén lại cả gói")
    records = [record for path in subjects for record in read_subject(path.read_bytes())]
    if not records:
        hint = "giải nén gói ngoại tuyến của Bộ Pháp điển (có BoPhapDien.html) rồi chỉ vào thư mục ấy"
        raise KbError("thư mục không có đề mục nào của Bộ Pháp điển", where=str(folder), hint=hint)
    known = {record["pd_id"]: record for record in records}
    for record in records:
        record["doc_id"] = number_of(record)
    for record in records:
        named = (cited(guide, known) for guide in record["guides"])
        record["guides"] = list(dict.fromkeys(filter(None, named)))
    return records


def _subjects(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*.html")):
        with path.open("rb") as file:
            if "Đề mục".encode() in file.read(2000):
                yield path


def read_subject(content: bytes) -> list[dict[str, Any]]:
    """The articles of one subject. What only the first article of a document says (its title, day and issuer) is said
    of its other articles too."""
    try:
        page = html.document_fromstring(content.decode("utf-8-sig", errors="replace"))
    except (etree.ParserError, etree.XMLSyntaxError):
        return []
    heading = page.find(".//h3")
    subject = _SUBJECT.match(tidy(" ".join(heading.itertext()))) if heading is not None else None
    body = page.find(".//div[@class='_content']")
    if subject is None or body is None:
        return []
    for line_break in body.iter("br"):
        line_break.tail = _BREAK + (line_break.tail or "")
    records = [_record(article) for article in _articles(body)]
    _complete(records)
    return [record | {"demuc": subject["number"], "demuc_title": subject["title"]} for record in records]


def _articles(body: html.HtmlElement) -> Iterator[_Article]:
    article: _Article | None = None
    chapter: list[str] = []
    after_chapter = False
    for element in _flow(body):
        kind = element.get("class", "")
        text = tidy("".join(element.itertext()).replace(_BREAK, " "))
        if kind == "pChuong":
            chapter = [*chapter, text] if after_chapter and not _CHAPTER.match(text) else [text]
        elif kind == "pDieu" and (found := _HEADING.match(text)):
            if article is not None:
                yield article
            article = _Article(found["id"], found["title"] or "", " > ".join(chapter))
        elif article is not None and not (kind == "pChiDan" and text.startswith("(Chương")):
            _take(article, element, kind, text)
        after_chapter = kind == "pChuong"
    if article is not None:
        yield article


def _flow(element: html.HtmlElement) -> Iterator[html.HtmlElement]:
    """The blocks in their order; a tag that an article left open holds all that follow, and is stepped into."""
    for child in element:
        if isinstance(child.tag, str):
            if child.find(".//p[@class='pDieu']") is not None:
                yield from _flow(child)
            else:
                yield child


def _take(article: _Article, element: html.HtmlElement, kind: str, text: str) -> None:
    if kind == "pGhiChu":
        article.cite = text
        links = " ".join(link.get("href", "") for link in element.iter("a"))
        article.item = found["item"] if (found := _ITEM.search(links)) else ""
    elif kind == "pChiDan":
        article.guides.extend(tidy("".join(link.itertext())) for link in element.iter("a"))
    else:
        article.text.extend(_paragraphs(element))


def cited(guide: str, articles: Mapping[str, Mapping[str, Any]]) -> str | None:
    """An official cross-reference as acts are cited, None where it names no article or one that is not known here.

    ``articles`` are the records of the package by their number in the codification.

    >>> cited("Điều 44.5.TT.5.2. Nguyên tắc của Thông tư 11/2014/TT-BCT Quy định thủ tục ban hành ngày 24/03/2014", {})
    'Điều 2 Thông tư số 11/2014/TT-BCT ngày 24/03/2014'
    """
    named = _GUIDE.match(guide)
    if named is not None:
        day = f" ngày {named['day']}" if named["day"] else ""
        return f"Điều {named['article']} {named['type']} số {named['number']}{day}"
    numbered = _HEADING.match(guide)
    record = articles.get(numbered["id"]) if numbered else None
    if record is None or not (record["doc_id"] and record["article_id"]):
        return None
    day = f" ngày {record['issued']}" if record["issued"] else ""
    return f"{record['article_id']} {record['type']} số {record['doc_id']}{day}"


def _paragraphs(element: html.HtmlElement) -> Iterator[str]:
    """The lines of a block; a row of a table is one line."""
    if element.tag == "table":
        for row in element.iter("tr"):
            cells = [tidy(" ".join(cell.itertext()).replace(_BREAK, " ")) for cell in row if cell.tag in {"td", "th"}]
            if any(cells):
                yield " | ".join(cells)
        return
    begun = element.text or ""
    for child in element:
        if child.tag in _BLOCKS:
            yield from _lines(begun)
            yield from _paragraphs(child)
            begun = child.tail or ""
        else:
            begun += f"{''.join(child.itertext()) if isinstance(child.tag, str) else ''}{child.tail or ''}"
    yield from _lines(begun)


def _lines(text: str) -> Iterator[str]:
    yield from filter(None, map(tidy, text.split(_BREAK)))


def _record(article: _Article) -> dict[str, Any]:
    cited = _CITED.match(article.cite)
    full = _FULL.match(cited["rest"]) if cited else None
    effective = _EFFECTIVE.search(article.cite)
    return {
        "doc_id": cited["number"].rstrip(",;") if cited else "",
        "type": cited["type"] if cited else "",
        "title": full["title"] if full else "",
        "issued": full["issued"] if full else "",
        "issuer": full["issuer"] if full else "",
        "effective": effective["day"] if effective else "",
        "article_id": cited["article"].strip() if cited else "",
        "article_title": article.title,
        "chapter": article.chapter,
        "text": "\n".join(article.text),
        "pd_id": article.id,
        "item_id": article.item,
        "cite": article.cite,
        "guides": article.guides,
    }


def _complete(records: Sequence[dict[str, Any]]) -> None:
    """Gives every article of a document the title, day and issuer that one of them states."""
    stated: dict[tuple[str, str], dict[str, Any]] = {}
    for record in records:
        if record["title"] or record["issued"]:
            stated.setdefault((record["doc_id"], record["item_id"]), record)
    for record in records:
        source = stated.get((record["doc_id"], record["item_id"]))
        if source is not None and not record["issued"]:
            record |= {name: source[name] for name in ("title", "issued", "issuer")}
