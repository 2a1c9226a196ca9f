"""The codification's lines become documents with their articles in order."""

from __future__ import annotations

import gzip
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from indexer.corpus import read_document
from indexer.phapdien import documents_of, import_articles, read_articles
from kb.errors import KbError

COMMON = {
    "doc_id": "9/2019/NĐ-CP",
    "type": "Nghị định",
    "title": "Về bến thuyền",
    "issued": "02/01/2019",
    "issuer": "Chính phủ",
    "effective": "01/03/2019",
    "snapshot": "2026-01",
    "pd_id": "1.1.NĐ.1",
}


def article(label: str, text: str, **fields: Any) -> dict[str, Any]:
    """One line of the codification."""
    return COMMON | {"article_id": label, "article_title": "Tên điều", "chapter": "", "text": text} | fields


ARTICLES = [
    article("Điều 10", "1. Khoản một\na) Điểm a", chapter="Mục 2 > CẤP PHÉP"),
    article("Điều 2a", "Chữ."),
    article("Điều 2", "# không phải tiêu đề"),
    article(
        "", "Điều không rõ văn bản.", doc_id="", type="", title="", issued="", issuer="", effective="", article_title=""
    ),
]


def test_articles_come_together_in_the_order_of_their_numbers() -> None:
    decree, stray = documents_of(ARTICLES)
    assert [provision.label for provision in decree.provisions] == ["Điều 2", "Điều 2a", "Điều 10"]
    assert (decree.number, decree.type, decree.issued, decree.effective) == (
        "9/2019/NĐ-CP",
        "nghi-dinh",
        date(2019, 1, 2),
        date(2019, 3, 1),
    )
    assert [line.kind for line in decree.provisions[2].lines] == ["paragraph", "point"]
    assert stray.number is None and stray.provisions[0].label == ""


def test_a_law_and_a_resolution_of_one_number_are_two_documents() -> None:
    both = {"doc_id": "24/2098/QH22", "issuer": "Quốc hội"}
    law = article("Điều 5", "Quốc tịch.", type="Luật", title="Quốc tịch", **both)
    resolution = article("Điều 1", "Về việc thi hành luật khác.", type="Nghị quyết", title="Về việc thi hành", **both)
    found = list(documents_of([law, resolution, law | {"article_id": "Điều 6"}]))
    assert [(held.type, len(held.provisions), held.stem) for held in found] == [
        ("luat", 2, "luat-24-2098-qh22"),
        ("nghi-quyet", 1, "nghi-quyet-24-2098-qh22"),
    ]


def test_words_after_a_missing_title_are_no_title_and_their_day_no_day_of_issue() -> None:
    fields = {"title": "có hiệu lực thi hành kể từ", "issued": "01/03/2019"}
    (decree,) = documents_of([article("Điều 1", "Chữ.", **fields)])
    assert (decree.title, decree.issued) == ("Không rõ tên văn bản", None)
    assert decree.effective == date(2019, 3, 1)


def test_what_is_imported_reads_back_from_the_corpus_file(tmp_path: Path) -> None:
    source = tmp_path / "articles.jsonl.gz"
    with gzip.open(source, "wt", encoding="utf-8") as lines:
        lines.writelines(json.dumps(line) + "\n" for line in ARTICLES)
    corpus = tmp_path / "corpus"
    assert import_articles(source, corpus, None, lambda done: None) == 2
    path = corpus / "nghi-dinh" / "2019" / "nghi-dinh-9-2019-nd-cp.md"
    assert read_document(path.read_text("utf-8"), path.name) == next(documents_of(ARTICLES))


def test_a_broken_line_is_named(tmp_path: Path) -> None:
    source = tmp_path / "articles.jsonl"
    source.write_text(json.dumps(ARTICLES[0]) + "\n{\n", "utf-8")
    with pytest.raises(KbError, match=r"articles\.jsonl:2"):
        list(read_articles(source))
    assert len(list(read_articles(source, limit=1))) == 1


def test_a_number_that_the_source_cuts_is_made_whole_and_parts_documents() -> None:
    first = article("Điều 1", "Một.", doc_id="9", cite="(Điều 1 Thông tư số 9 /2019/TT-BTC, có hiệu lực …)")
    second = article("Điều 1", "Hai.", doc_id="9", cite="(Điều 1 Thông tư số 9 /2020/TT-BYT, có hiệu lực …)")
    third = article("Điều 2", "Ba.", doc_id="9/2019/TT-", cite="(Điều 2 Thông tư số 9/2019/TT- BTC, có hiệu lực …)")
    documents = {document.number: len(document.provisions) for document in documents_of([first, second, third])}
    assert documents == {"9/2019/TT-BTC": 2, "9/2020/TT-BYT": 1}
