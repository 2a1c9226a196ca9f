"""Laws that are named without their year, while documents and registers that tell of their versions come and go."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from indexer.build import update
from indexer.generations import open_current
from indexer.records import KnownDocument, LinkedCitation
from indexer.register import FOLDER, write_register

LAW = """---
type: luat
number: 10/2025/QH15
issued: 2025-06-16
effective: 2026-01-01
title: Bến bãi
---
### Điều 5. Giấy phép
Giấy phép bến bãi.
"""
CITING = """---
type: nghi-dinh
number: 15/2033/NĐ-CP
issuer: Chính phủ
issued: 2033-02-03
title: Quy định về bến
---
### Điều 1. Phạm vi
Thực hiện theo Điều 5 Luật Bến bãi.
"""
TELLING = """---
type: thong-tu
number: 3/2034/TT-BXD
issuer: Bộ Xây dựng
issued: 2034-02-03
title: Hướng dẫn về bến
---
### Điều 1. Phạm vi
Hướng dẫn Luật Bến bãi số 90/2031/QH19 ngày 07 tháng 6 năm 2031.
"""
YOUNGER = KnownDocument("90/2031/QH19", "luat", "Bến bãi", "Quốc hội", date(2031, 6, 7), date(2032, 1, 1))


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "luat.md").write_text(LAW, "utf-8")
    (folder / "nd.md").write_text(CITING, "utf-8")
    return folder


def linked(corpus: Path) -> LinkedCitation:
    """What the decree's mention of the law means after an update."""
    data = corpus.parent / "data"
    update(corpus, data)
    catalogue = open_current(data).catalogue
    [decree] = catalogue.by_number("15/2033/NĐ-CP")
    [[citation]] = catalogue.citations_in(decree.id).values()
    return citation


def test_a_younger_version_that_is_cited_makes_an_older_one_uncertain_as_long_as_it_is_cited(corpus: Path) -> None:
    assert linked(corpus).eid == "art_5"
    (corpus / "tt.md").write_text(TELLING, "utf-8")
    unsure = linked(corpus)
    assert (unsure.resolution, [head.number for head in unsure.targets]) == ("ambiguous", ["10/2025/QH15"])
    assert "90/2031/QH19" in unsure.reason
    (corpus / "tt.md").unlink()
    assert linked(corpus).resolution == "found"


def test_a_register_names_the_version_that_is_meant_as_long_as_it_is_there(corpus: Path) -> None:
    (corpus / "tt.md").write_text(TELLING, "utf-8")
    assert linked(corpus).resolution == "ambiguous"
    register = corpus / FOLDER / "cong-bao.tsv"
    register.parent.mkdir()
    register.write_bytes(write_register([YOUNGER]))
    known = linked(corpus)
    assert (known.resolution, known.known and known.known.number) == ("known", "90/2031/QH19")
    catalogue = open_current(corpus.parent / "data").catalogue
    gap = catalogue.gap_of_key("name:luật bến bãi")
    assert gap and gap.known == known.known
    register.unlink()
    (corpus / "tt.md").unlink()
    assert linked(corpus).resolution == "found"
