"""Accepting what was reviewed, and taking it back."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from web_factory import write_corpus

from indexer.accepting import accept, accept_clean, blockers, is_clean, open_faults, take_back
from indexer.build import update
from indexer.drafts import DraftGone, Drafts
from indexer.duplicates import duplicates
from indexer.generations import open_current
from kb.documents import Document, Fault, Line, Part, Provision
from kb.errors import KbError

ISSUER = "Ủy ban nhân dân tỉnh Hưng Yên"


def decision(*lines: str, **fields: object) -> Document:
    """A decision of one article."""
    article = Provision(
        "article", "Điều 1", "Kho bãi", "art_1", tuple(Line(line) for line in lines or ("Về kho bãi.",))
    )
    values = {"number": "7/2034/QĐ-UBND", "issuer": ISSUER, "issued": date(2034, 1, 2)} | fields
    return Document("kho-bai", "quyet-dinh", "Về kho bãi", parts=(Part("main", (article,)),), **values)  # type: ignore[arg-type]


@pytest.fixture
def place(tmp_path: Path) -> tuple[Drafts, Path, Path]:
    """Drafts beside a small corpus of its own that is indexed."""
    corpus = write_corpus(tmp_path / "corpus")
    update(corpus, tmp_path / "data")
    return Drafts(corpus / "_drafts"), corpus, tmp_path / "data"


def tree(corpus: Path) -> dict[str, bytes]:
    """Every file of the corpus but the drafts."""
    files = (path for path in corpus.rglob("*") if path.is_file() and "_drafts" not in path.parts)
    return {path.relative_to(corpus).as_posix(): path.read_bytes() for path in files}


def test_what_is_accepted_is_searchable_and_taken_back_without_a_trace(place: tuple[Drafts, Path, Path]) -> None:
    drafts, corpus, data = place
    before = tree(corpus)
    ended = "Quyết định này bãi bỏ Chỉ thị số 24/CT-TTg ngày 01 tháng 7 năm 2031 của Thủ tướng Chính phủ."
    identity = drafts.put("kho bãi.docx", b"PK", decision(ended))
    assert accept(drafts, identity, corpus, data).outcome == "added"
    assert len(open_current(data).catalogue.by_number("7/2034/QĐ-UBND")) == 1
    assert set(tree(corpus)) - set(before) == {"quyet-dinh/2034/7-2034-qd-ubnd.md", "_originals/7-2034-qd-ubnd.docx"}
    assert drafts.get(identity).state == "accepted"
    assert drafts.count() == 0

    assert take_back(drafts, identity, corpus, data).state == "waiting"
    assert tree(corpus) == before
    assert open_current(data).catalogue.by_number("7/2034/QĐ-UBND") == []
    with pytest.raises(DraftGone):
        take_back(drafts, identity, corpus, data)


def test_another_version_wants_a_word_and_gives_the_earlier_one_back(place: tuple[Drafts, Path, Path]) -> None:
    drafts, corpus, data = place
    accept(drafts, drafts.put("a.txt", b"a", decision()), corpus, data)
    path = corpus / "quyet-dinh/2034/7-2034-qd-ubnd.md"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    before = tree(corpus)
    newer = drafts.put("b.txt", b"b", decision("Về kho và bãi."))
    refused = accept(drafts, newer, corpus, data)
    assert (refused.outcome, drafts.get(newer).state) == ("refused", "waiting")
    assert "kho đã có" in refused.message
    assert accept(drafts, newer, corpus, data, overwrite=True).outcome == "replaced"
    assert "kho và bãi" in path.read_text("utf-8")
    taken = drafts.get(newer).outcome
    take_back(drafts, newer, corpus, data)
    assert tree(corpus) == before
    drafts.save(replace(drafts.get(newer), outcome=taken))
    drafts.move(newer, "waiting", "accepted")
    take_back(drafts, newer, corpus, data)
    assert tree(corpus) == before, "a program that was killed in the middle of taking back can do so again"


def test_what_was_changed_since_is_not_taken_back(place: tuple[Drafts, Path, Path]) -> None:
    drafts, corpus, data = place
    identity = drafts.put("a.txt", b"a", decision())
    accept(drafts, identity, corpus, data)
    path = corpus / "quyet-dinh/2034/7-2034-qd-ubnd.md"
    path.write_text(path.read_text("utf-8").replace("Về kho bãi.", "Về kho bãi, sửa tay."), "utf-8")
    with pytest.raises(KbError, match="đã được sửa sau khi nhận"):
        take_back(drafts, identity, corpus, data)
    assert "sửa tay" in path.read_text("utf-8")


def test_what_a_person_entered_is_vouched_for_in_the_file(place: tuple[Drafts, Path, Path]) -> None:
    drafts, corpus, data = place
    identity = drafts.put("a.txt", b"a", decision())
    drafts.amend(identity, {"signer": "Nguyễn Văn A", "number": "7/2034/QĐ-UBND"})
    accept(drafts, identity, corpus, data)
    assert "checked:\n- signer\n" in (corpus / "quyet-dinh/2034/7-2034-qd-ubnd.md").read_text("utf-8")


def test_a_text_read_by_ocr_waits_for_a_person(place: tuple[Drafts, Path, Path]) -> None:
    drafts, corpus, data = place
    identity = drafts.put("quét.pdf", b"%PDF-", decision(origin="ocr"))
    with pytest.raises(KbError, match="chưa xác nhận số, ký hiệu"):
        accept(drafts, identity, corpus, data)
    assert accept_clean(drafts, corpus, data) == []
    drafts.amend(identity, {}, confirmed=("number", "issued", "issuer"))
    assert accept(drafts, identity, corpus, data).outcome == "added"


def test_only_what_is_beyond_doubt_is_accepted_at_once(place: tuple[Drafts, Path, Path]) -> None:
    drafts, corpus, data = place
    doubtful = replace(decision(), number="9/2034/QĐ-UBND", faults=(Fault("warning", "thiếu Điều 2"),))
    held = decision(number="67/2032/QĐ-UBND", issued=date(2032, 5, 6))
    sent = {"tốt": decision(), "ngờ": doubtful, "thiếu": decision(number=None), "đã có": held}
    names = {name: drafts.put(name, name.encode(), document) for name, document in sent.items()}
    drafts.put("hỏng", b"x", refusal="tệp bị hỏng")
    assert [accepted.draft.id for accepted in accept_clean(drafts, corpus, data)] == [names["tốt"]]
    assert drafts.count() == 4


def test_of_two_officers_one_accepts_and_the_other_is_told(place: tuple[Drafts, Path, Path]) -> None:
    drafts, corpus, data = place
    identity = drafts.put("a.txt", b"a", decision())
    told: list[str] = []

    def officer() -> None:
        try:
            told.append(accept(Drafts(drafts.folder), identity, corpus, data).outcome)
        except KbError as error:
            told.append(str(error))

    both = [threading.Thread(target=officer) for _ in range(2)]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join()
    assert sorted(told)[0] == "added"
    assert "đã được nhận vào kho" in sorted(told)[1]


def test_a_field_that_a_person_fills_in_is_no_longer_a_fault(place: tuple[Drafts, Path, Path]) -> None:
    drafts, _, data = place
    missing = Fault("warning", "không thấy số, ký hiệu")
    identity = drafts.put("a.txt", b"a", replace(decision(number=None), faults=(missing,)))
    assert open_faults(drafts.get(identity)) == [missing]
    drafts.amend(identity, {"number": "7/2034/QĐ-UBND"})
    assert open_faults(drafts.get(identity)) == []
    assert is_clean(drafts.get(identity), open_current(data).catalogue)
    drafts.amend(identity, {"title": ""})
    assert blockers(drafts.get(identity)) == ["chưa có trích yếu"]


@pytest.mark.parametrize(
    ("document", "likeness"),
    [
        (decision(), "same"),
        (decision("Về kho và bãi."), "version"),
        (decision(signer="Nguyễn Văn A"), "version"),
        (decision("Tóm lại: kho bãi.", record="summary"), "version"),
        (decision(issued=date(2034, 2, 1)), "conflict"),
        (decision(issuer=None), "conflict"),
        (decision(issuer="Ủy ban nhân dân tỉnh Lào Cai"), "namesake"),
        (decision(number="8/2034/QĐ-UBND"), None),
    ],
)
def test_what_is_held_already_is_told_apart(
    place: tuple[Drafts, Path, Path], document: Document, likeness: str | None
) -> None:
    drafts, corpus, data = place
    accept(drafts, drafts.put("a.txt", b"a", decision()), corpus, data)
    found = duplicates(document, open_current(data).catalogue)
    assert [duplicate.likeness for duplicate in found] == ([likeness] if likeness else [])


def test_what_differs_is_shown_provision_by_provision(place: tuple[Drafts, Path, Path]) -> None:
    drafts, corpus, data = place
    accept(drafts, drafts.put("a.txt", b"a", decision()), corpus, data)
    (found,) = duplicates(decision("Về kho và bãi.", signer="Trần B"), open_current(data).catalogue)
    assert [(entry.name, entry.held, entry.new) for entry in found.head_differs] == [("Người ký", "", "Trần B")]
    (text,) = found.text_differs
    assert (text.name, "Về kho bãi." in text.held, "Về kho và bãi." in text.new) == ("Điều 1", True, True)
