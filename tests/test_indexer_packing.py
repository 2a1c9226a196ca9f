"""What the catalogue keeps packed comes back as it was, and packing is not changed without a new version."""

from __future__ import annotations

import zlib
from datetime import date

import pytest

from indexer.catalogue_tables import CITATION, DOCUMENT, pack_provision, unpack_provision
from indexer.packing import BEFORE, pack, unpack
from kb.citations import Citation, ProvisionPath, find_citations
from kb.documents import Document, Line, Part, Provision

TEXT = "Căn cứ khoản 2 Điều 15 Nghị định số 12/2031/NĐ-CP ngày 05/3/2031 của Chính phủ và Luật Đầu tư, Điều này nêu"


def test_other_words_beforehand_need_another_version() -> None:
    assert zlib.crc32(BEFORE) == 0xD646FC42, "raise CATALOGUE_VERSION, then write the new sum here"


@pytest.mark.parametrize("content", [b"", b"\x00", TEXT.encode(), BEFORE, bytes(range(256)) * 500])
def test_bytes_come_back(content: bytes) -> None:
    assert unpack(pack(content)) == content


def test_citations_come_back_from_few_bytes() -> None:
    citations = list(find_citations(TEXT))
    assert len(citations) == 3
    assert [CITATION.unpack(CITATION.pack(citation)) for citation in citations] == citations
    assert max(len(CITATION.pack(citation)) for citation in citations) < 120
    full = Citation(
        5, 9, "Điều 5", "provision", "self", "luat", "1/2031/QH16", "Luật", 2031, date(2031, 2, 3), "Quốc hội",
        (ProvisionPath((("dieu", "5"),)),), (1, 2), (3, 4), True, True, True, True,
    )  # fmt: skip
    assert CITATION.unpack(CITATION.pack(full)) == full


@pytest.mark.parametrize("heading", [None, "", "Hồ sơ", "=", "Hồ\x1dsơ"])
@pytest.mark.parametrize("texts", [(), ("",), ("", ""), ("1. Hồ sơ gồm:", "", "a) Đơn\x1dđề nghị;")])
def test_provisions_come_back(heading: str | None, texts: tuple[str, ...]) -> None:
    lines = tuple(Line(text, "paragraph", "art_5__para_1") for text in texts)
    found, back = unpack_provision(pack_provision(Provision("article", "Điều 5", heading, "art_5", lines)), "art_5")
    assert (found, back) == (heading and heading.replace("\x1d", " "), lines)


def test_a_head_comes_back() -> None:
    head = Document(
        "1-2031-nd-cp", "nghi-dinh", "Về thử", "1/2031/NĐ-CP", issued=date(2031, 2, 3), parts=(Part("main", ()),)
    )
    assert DOCUMENT.unpack(DOCUMENT.pack(head)) == head
