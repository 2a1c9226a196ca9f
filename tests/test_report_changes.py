"""Provisions that later acts repealed or amended: judged on the day of the report, with the act that did it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from indexer.catalogue import Catalogue
from indexer.catalogue_writing import CatalogueWriter, ReadDocument, ReadProvision
from indexer.corpus import read_document
from indexer.report_jobs import Wishes
from indexer.reports import answer_report, check_text
from kb.citations import Context
from kb.relations import Relation

_OLD = """---
type: nghi-dinh
number: 14/2031/NĐ-CP
issuer: Chính phủ
issued: 2031-02-03
effective: 2031-04-01
title: Quy định về đò ngang
official_url: https://vanban.example.vn/14-2031
---
### Điều 1. Phạm vi
Nghị định này quy định về đò ngang.
### Điều 2. Bến đò
1. Bến đò có biển báo.
2. Bến đò có đèn.
### Điều 3. Người lái
Người lái đò có giấy phép.
"""
_NEW = """---
type: nghi-dinh
number: 90/2033/NĐ-CP
issuer: Chính phủ
issued: 2033-05-06
effective: 2033-07-01
title: Sửa đổi quy định về đò ngang
---
### Điều 1. Bãi bỏ, sửa đổi
Bãi bỏ khoản 2 Điều 2 Nghị định số 14/2031/NĐ-CP. Sửa đổi Điều 3 Nghị định số 14/2031/NĐ-CP.
"""
_ACTS = (
    Relation("repeals", "14/2031/NĐ-CP", evidence="Bãi bỏ khoản 2 Điều 2 Nghị định số 14/2031/NĐ-CP", whole=False),
    Relation("amends", "14/2031/NĐ-CP", evidence="Sửa đổi Điều 3 Nghị định số 14/2031/NĐ-CP", whole=False),
)


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    """A decree, and one that repeals a khoản of it and amends an article."""
    path = tmp_path_factory.mktemp("changes") / "catalogue.sqlite"
    with CatalogueWriter(path) as writer:
        for name, text, acts in (("old", _OLD, ()), ("new", _NEW, _ACTS)):
            document = read_document(text, f"{name}.md")
            parts = tuple(tuple(map(ReadProvision, part.provisions)) for part in document.parts)
            writer.add(ReadDocument(f"{name}.md", name, document, parts, acts))
        list(writer.resolve())
    yield Catalogue(path)


@pytest.mark.parametrize(
    ("cited", "severity", "words"),
    [
        ("khoản 2 Điều 2", "warning", "khoản 2 Điều 2 đã bị bãi bỏ bởi Nghị định 90/2033/NĐ-CP từ 01/07/2033"),
        ("khoản 1 Điều 2", "", ""),
        ("Điều 2", "", ""),
        ("Điều 3", "note", "Điều 3 đã được sửa đổi"),
        ("Điều 1", "", ""),
    ],
)
def test_a_provision_is_judged_in_the_version_of_the_day(
    catalogue: Catalogue, cited: str, severity: str, words: str
) -> None:
    text = f"Đội làm theo {cited} Nghị định số 14/2031/NĐ-CP, kết quả tốt."
    later = [found for found in _findings(text, catalogue, date(2034, 1, 5)) if found[0] == "expired"]
    assert [entry[1] for entry in later] == ([severity] if severity else [])
    assert all(words in entry[2] for entry in later)
    assert not [found for found in _findings(text, catalogue, date(2033, 6, 30)) if found[0] == "expired"]


def _findings(text: str, catalogue: Catalogue, on: date) -> list[tuple[str, str, str]]:
    found = check_text(text, catalogue, Context(issuer="Sở Xây dựng", issued=on)).findings
    return [(entry.kind, entry.severity, entry.message) for entry in found]


@pytest.mark.parametrize(
    ("official", "number", "address"),
    [
        (True, "14/2031/NĐ-CP", "https://vanban.example.vn/14-2031"),
        (True, "90/2033/NĐ-CP", "http://may-chu:8000/akn/vn/act/nghi-dinh/chinh-phu/2033-05-06/90-2033-nd-cp"),
        (False, "14/2031/NĐ-CP", "http://may-chu:8000/akn/vn/act/nghi-dinh/chinh-phu/2031-02-03/14-2031-nd-cp"),
    ],
)
def test_links_lead_to_the_official_address_where_it_is_wished_and_known(
    catalogue: Catalogue, official: bool, number: str, address: str
) -> None:
    source = f"Theo Nghị định số {number}.".encode()
    linked = answer_report(source, "a.md", catalogue, Wishes("http://may-chu:8000", official=official))
    assert linked.data.decode() == f"Theo [Nghị định số {number}]({address})."
