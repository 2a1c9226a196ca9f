"""Where citations stand, and where in the held text their targets are."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from indexer.catalogue import Catalogue
from indexer.catalogue_writing import CatalogueWriter, ReadDocument, ReadProvision
from indexer.cited_places import held_eid
from indexer.corpus import read_document
from kb.citations import Citation, Target
from kb.provisions import ProvisionPath

DECISION = """---
type: quyet-dinh
number: 12/2020/QĐ-UBND
issuer: UBND tỉnh Hưng Yên
issued: 2020-02-03
title: Ban hành Quy định
---
### Điều 1. Ban hành
Ban hành Quy định kèm theo Quyết định này.
### Điều 2. Hiệu lực
1. Có hiệu lực từ ngày ký.
2. Theo khoản 1 Điều này.
# Quy định về phối hợp
### Điều 1. Phạm vi
1. Theo Điều 5 Quy định này và Điều 2 Quyết định này.
a) điểm này theo khoản này.
### Điều 5. Phối hợp
Các sở phối hợp.
"""


def cite(text: str, surface: str, target: Target, path: str, **more: str) -> Citation:
    start = text.index(surface)
    paths = (ProvisionPath.parse(path),)
    return Citation(start, start + len(surface), surface, "provision", target, provisions=paths, **more)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    """A decision with an attached regulation, in which places of both are cited."""
    document = read_document(DECISION, "qd.md")
    found = []
    for part in document.parts:
        provisions = []
        for provision in part.provisions:
            text, citations = provision.text, []
            if "Theo khoản 1 Điều này" in text:
                citations = [cite(text, "khoản 1 Điều này", "this-unit", "dieu-nay.khoan-1")]
            if "Điều 5 Quy định này" in text:
                citations = [
                    cite(text, "Điều 5 Quy định này", "self", "dieu-5", type="other"),
                    cite(text, "Điều 2 Quyết định này", "self", "dieu-2", type="quyet-dinh"),
                    cite(text, "khoản này", "this-unit", "khoan-nay"),
                ]
            provisions.append(ReadProvision(provision, tuple(citations)))
        found.append(tuple(provisions))
    path = tmp_path_factory.mktemp("places") / "catalogue.sqlite"
    with CatalogueWriter(path) as writer:
        writer.add(ReadDocument("qd.md", "1", document, tuple(found)))
        list(writer.resolve())
    yield Catalogue(path)


def test_places_in_the_document_in_hand_are_linked(catalogue: Catalogue) -> None:
    (head,) = catalogue.heads()
    linked = [entry for entries in catalogue.citations_in(head.id).values() for entry in entries]
    assert [(entry.citation.surface, entry.eid) for entry in linked] == [
        ("khoản 1 Điều này", "art_2__para_1"),
        ("Điều 5 Quy định này", "att_1__art_5"),
        ("Điều 2 Quyết định này", "art_2"),
        ("khoản này", "att_1__art_1__para_1"),
    ]


@pytest.mark.parametrize(
    ("cited", "held"),
    [
        ("art_2__para_2", "art_2__para_2"),
        ("art_2__para_9", "art_2"),
        ("art_2__para_9__point_a", "art_2"),
        ("art_1", "art_1"),
        ("att_1__art_1__para_1__point_a", "att_1__art_1__para_1__point_a"),
        # only the attached regulation has an Điều 5
        ("art_5", "att_1__art_5"),
        ("art_40", ""),
        ("chp_2", ""),
        ("", ""),
    ],
)
def test_the_nearest_unit_that_is_held(catalogue: Catalogue, cited: str, held: str) -> None:
    (head,) = catalogue.heads()
    assert held_eid(catalogue, head, cited) == held
