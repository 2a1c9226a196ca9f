"""Import of Bộ Pháp điển điện tử (the official codification), one article a line, into corpus files.

Each line is a JSON object with ``doc_id`` (the number), ``type``, ``title``, ``issued``, ``issuer``, ``effective``,
``article_id``, ``article_title``, ``chapter``, ``text``. The articles of a document are spread over the subjects of the
codification; here they come together again, in the order of their numbers.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from indexer.corpus_body import read_division
from indexer.corpus_writing import write_document
from indexer.files import write_whole
from indexer.lines import place_lines
from kb.citations import find_citations
from kb.dates import parse_date
from kb.doctypes import type_named
from kb.documents import Division, Document, LineKind, Part, Provision, ProvisionKind
from kb.errors import KbError
from kb.text import slug, tidy

#: Around the end of a number that goes on behind a blank: "105" in "số 105 /2021/TT-BQP", "64/2020/TT-" before " BCA".
_GOES_ON = re.compile(r"\s[-/]|[-/]\s")
_ARTICLE = re.compile(r"Điều\s+(?P<number>\d+)(?P<suffix>[a-zđ]*)")


def read_articles(path: Path, limit: int | None = None) -> Iterator[dict[str, Any]]:
    """The lines of a ``.jsonl`` or ``.jsonl.gz`` file, at most ``limit``; KbError where one is not JSON."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(islice(lines, limit), 1):
            try:
                yield json.loads(line)
            except ValueError as error:
                raise KbError("không phải JSON", where=f"{path}:{number}", hint="mỗi dòng một điều luật") from error


def documents_of(articles: Iterable[dict[str, Any]]) -> Iterator[Document]:
    """The documents that the articles belong to; articles without a document number become one document each. A law and
    a resolution of the National Assembly may have one number."""
    grouped: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for article in articles:
        key = number_of(article) or f"khong-so-{article['pd_id']}"
        grouped.setdefault((key, article["type"]), []).append(article)
    for (key, _), group in grouped.items():
        yield _document(key, group)


def number_of(article: dict[str, Any]) -> str:
    """The number of the document of an article, "" for none. The source cuts it at the first blank; where it goes on,
    the official way of citing the article (``cite``) has it whole.

    >>> number_of({"doc_id": "105", "cite": "(Điều 1 Thông tư số 105 /2021/TT-BQP, có hiệu lực từ ngày 19/09/2021)"})
    '105/2021/TT-BQP'
    >>> number_of({"doc_id": "16/2023/QH15", "cite": "(Điều 1 Luật số 16/2023/QH15 Luật Giá)"})
    '16/2023/QH15'
    """
    printed, cite = article["doc_id"], article.get("cite") or ""
    if not printed or not _GOES_ON.search(printed[-1:] + cite.partition(printed)[2][:2]):
        return str(printed)
    number = next((citation.number for citation in find_citations(cite)[:1]), None)
    return number if number and number.startswith(printed.rstrip("-/")) else str(printed)


def import_articles(path: Path, corpus: Path, limit: int | None, progress: Callable[[int], None]) -> int:
    """Writes the documents of a file into a corpus folder; gives how many. ``progress`` is told after each."""
    return write_documents(documents_of(read_articles(path, limit)), corpus, progress)


def write_documents(documents: Iterable[Document], corpus: Path, progress: Callable[[int], None]) -> int:
    """Writes documents of the codification into a corpus folder; gives how many."""
    count = 0
    used: set[str] = set()
    for count, document in enumerate(documents, 1):
        folder = corpus / document.type / (str(document.issued.year) if document.issued else "khong-ro")
        folder.mkdir(parents=True, exist_ok=True)
        stem = document.stem if document.stem not in used else f"{document.stem}-{count}"
        used.add(stem)
        write_whole(folder / f"{stem}.md", write_document(document).encode())
        progress(count)
    return count


def _document(key: str, group: list[dict[str, Any]]) -> Document:
    first = group[0]
    kind = type_named(first["type"])
    numbered = not key.startswith("khong-so-")
    # Where the source gives no title, it took the words after it, and the first day of effect for the day of issue.
    misread = first["title"].startswith("có hiệu lực")
    return Document(
        stem=slug(f"{first['type']} {key}"),
        type=kind.slug if kind else "other",
        title=("" if misread else tidy(first["title"])) or "Không rõ tên văn bản",
        number=key if numbered else None,
        issuer=tidy(first["issuer"]) or None,
        issued=None if misread else parse_date(first["issued"]),
        effective=parse_date(first["effective"]),
        parts=(Part("main", tuple(_provisions(group))),),
        sources=(f"Bộ Pháp điển điện tử, bản {first.get('snapshot', 'không rõ ngày')}",),
    )


def _provisions(group: list[dict[str, Any]]) -> Iterator[Provision]:
    used: set[str] = set()
    for article in sorted(group, key=_order):
        label = tidy(article["article_id"])
        eid = f"art_{label.split()[-1]}" if label.startswith("Điều") else f"sec_{slug(label) or len(used) + 1}"
        if eid in used:
            eid = f"{eid}-{len(used) + 1}"
        used.add(eid)
        heading = tidy(article["article_title"]) or None
        texts: list[tuple[str, LineKind | None]] = [
            (tidy(line), None) for line in article["text"].split("\n") if tidy(line)
        ]
        if guides := article.get("guides"):
            texts.append((f"(Chỉ dẫn của Bộ Pháp điển: {'; '.join(guides)}.)", "text"))
        kind: ProvisionKind = "article" if label.startswith("Điều") else "section" if heading else "text"
        yield Provision(kind, label, heading, eid, place_lines(eid, texts), _ancestors(article["chapter"]))


def _order(article: dict[str, Any]) -> tuple[int, str]:
    match = _ARTICLE.match(article["article_id"])
    return (int(match["number"]), match["suffix"]) if match else (10**6, article["article_id"])


def _ancestors(chapter: str) -> tuple[Division, ...]:
    """The division that "Chương I > NHỮNG QUY ĐỊNH CHUNG" names; for a Mục the source does not tell its chapter."""
    label, _, heading = (part.strip() for part in tidy(chapter).partition(">"))
    return (read_division(f"{label}. {heading}" if heading else label),) if label else ()
