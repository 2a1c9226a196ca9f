"""What a held document says of itself against what registers list under its number."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from indexer.build import update
from indexer.catalogue import Catalogue
from indexer.generations import open_current
from indexer.records import DocumentHead, KnownDocument
from indexer.register import FOLDER, write_register
from indexer.register_findings import disagreements
from kb.documents import Fault

DECREE = KnownDocument(
    "12/2031/NĐ-CP", "nghi-dinh", "Quy định về quản lý bến bãi đường thủy", "Chính phủ", date(2031, 2, 3),
    date(2031, 4, 1), None, "cong-bao", 7,
)  # fmt: skip
HEAD = DocumentHead(
    1, "nd", "nghi-dinh", "Nghị định 12/2031/NĐ-CP", "Về quản lý bến bãi đường thủy", "/akn/x", "12/2031/NĐ-CP",
    "Chính phủ", date(2031, 2, 3),
)  # fmt: skip


def faults(head: DocumentHead, *listed: KnownDocument) -> list[Fault]:
    return list(disagreements([(head, "nd.md", listed)]))


def test_what_agrees_is_not_told() -> None:
    assert faults(HEAD, DECREE) == []
    assert faults(HEAD, replace(DECREE, issued=None, title="", issuer=None)) == []


@pytest.mark.parametrize(
    ("head", "severity", "message", "hint"),
    [
        (replace(HEAD, issued=date(2031, 3, 2)), "warning",
         "ngày ban hành ghi 02/03/2031, danh mục ghi 03/02/2031", "đối chiếu với bản gốc"),
        (replace(HEAD, issued=date(2027, 3, 2)), "warning", "số hiệu ghi năm 2031", "sửa issued thành 2031-02-03"),
        (replace(HEAD, issued=None), "note", "chưa ghi ngày ban hành", "ghi issued: 2031-02-03"),
        (replace(HEAD, issuer="Bộ Tài chính"), "warning", "cơ quan ban hành ghi Bộ Tài chính", "đối chiếu"),
        (replace(HEAD, type="thong-tu"), "warning", "loại văn bản ghi Thông tư", "sửa type thành nghi-dinh"),
        (replace(HEAD, title="Khám bệnh, chữa bệnh cho người cao tuổi"), "warning", "tên ghi “Khám", "đối chiếu"),
        (replace(HEAD, title="Không rõ tên văn bản"), "note", "chưa rõ tên", "ghi title theo danh mục"),
    ],
)  # fmt: skip
def test_what_does_not_agree_is_told_with_the_row_of_the_register(
    head: DocumentHead, severity: str, message: str, hint: str
) -> None:
    [fault] = faults(head, DECREE)
    assert (fault.severity, fault.file) == (severity, "nd.md")
    assert message in fault.message and hint in (fault.hint or "")
    assert "danh mục cong-bao, dòng 7: Nghị định 12/2031/NĐ-CP" in (fault.hint or "")


def test_the_row_that_fits_best_is_compared() -> None:
    assert faults(HEAD, replace(DECREE, issued=date(2031, 5, 5)), DECREE) == []


def test_numbers_that_others_may_bear_are_not_compared() -> None:
    directive = replace(HEAD, type="chi-thi", number="7/CT-TTg")
    assert faults(directive, replace(DECREE, type="chi-thi", number="7/CT-TTg", issued=date(2030, 1, 1))) == []
    local = replace(HEAD, type="quyet-dinh", number="7/2031/QĐ-UBND", issuer="UBND tỉnh Hưng Yên")
    assert faults(local, replace(DECREE, type="quyet-dinh", issuer="UBND tỉnh Nghệ An")) == []
    law = replace(HEAD, type="luat", number="9/2031/QH17")
    assert faults(law, replace(DECREE, type="nghi-quyet", number="9/2031/QH17", issued=date(2031, 9, 9))) == []


def test_the_corpus_tells_it_among_its_faults(tmp_path: Path) -> None:
    corpus, data = tmp_path / "corpus", tmp_path / "data"
    (corpus / FOLDER).mkdir(parents=True)
    text = (
        "---\ntype: nghi-dinh\nnumber: 12/2031/NĐ-CP\nissuer: Chính phủ\nissued: 2031-02-05\ntitle: Về bến bãi\n---\n"
    )
    (corpus / "nd.md").write_text(f"{text}### Điều 1. Phạm vi\nBến bãi.\n", "utf-8")
    other = replace(DECREE, number="13/2031/NĐ-CP", title="Về đò")
    register = corpus / FOLDER / "cong-bao.tsv"
    register.write_bytes(write_register([other, DECREE]))
    assert "dòng 3" in _told(corpus, data)
    register.write_bytes(write_register([DECREE]))
    assert "dòng 2" in _told(corpus, data)


def _told(corpus: Path, data: Path) -> str:
    update(corpus, data)
    catalogue: Catalogue = open_current(data).catalogue
    [fault] = [fault for fault in catalogue.faults() if "danh mục" in fault.message]
    return fault.hint or ""
