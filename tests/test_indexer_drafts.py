"""Documents that were read and not yet accepted."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from indexer.drafts import DraftChanged, DraftDamaged, DraftGone, Drafts, safe_name, shown_name
from kb.documents import Document, Fault, Line, Part, Provision
from kb.errors import KbError

ARTICLE = Provision("article", "Điều 1", "Phạm vi", "art_1", (Line("Quy định về kho bãi."),))
DOCUMENT = Document(
    "kho-bai", "quyet-dinh", "Về kho bãi", "7/2034/QĐ-UBND", "Ủy ban nhân dân tỉnh Hưng Yên", issued=date(2034, 1, 2),
    parts=(Part("main", (ARTICLE,)),), faults=(Fault("warning", "điều 2 bị thiếu", line=3),),
)  # fmt: skip


@pytest.fixture
def drafts(tmp_path: Path) -> Drafts:
    return Drafts(tmp_path / "drafts")


@pytest.mark.parametrize(
    ("sent", "safe"),
    [
        ("Quyết định 12.DOCX", "quyet-dinh-12.docx"),
        ("../../etc/passwd", "tep-3"),
        ("..\\..\\windows\\a.pdf", "a.pdf"),
        ("con trỏ\x00.pdf", "con-tro.pdf"),
        ("....docx", "tep-3.docx"),
        ("a.exe", "tep-3"),
        ("x" * 300 + ".md", "x" * 80 + ".md"),
        ("", "tep-3"),
        (None, "tep-3"),
    ],
)
def test_a_name_that_was_sent_is_never_a_path(sent: str | None, safe: str) -> None:
    assert safe_name(sent, 3) == safe


def test_a_name_is_shown_without_its_folders() -> None:
    assert shown_name("C:\\Users\\a\\Quyết định.docx") == "Quyết định.docx"
    assert shown_name("../" + "x" * 500) == "x" * 120


def test_a_draft_outlives_the_program_with_its_document_and_its_file(drafts: Drafts) -> None:
    identity = drafts.put("../Kho bãi.docx", b"PK", DOCUMENT)
    kept = Drafts(drafts.folder).get(identity)
    assert kept.document == DOCUMENT
    assert kept.faults == DOCUMENT.faults
    assert kept.name == "Kho bãi.docx"
    assert kept.file.read_bytes() == b"PK"
    assert kept.file.parent.parent.parent == drafts.folder
    assert drafts.count() == 1


def test_the_same_content_waits_once(drafts: Drafts) -> None:
    assert drafts.put("a.txt", b"same", DOCUMENT) == drafts.put("b.txt", b"same", DOCUMENT)
    assert drafts.put("a.txt", b"other", DOCUMENT) != drafts.put("a.txt", b"same")
    assert drafts.count() == 2


def test_a_file_is_read_as_it_arrives_or_says_why_not(drafts: Drafts) -> None:
    text = "QUYẾT ĐỊNH\n\nVề kho bãi\n\nĐiều 1. Phạm vi\n\nQuyết định này quy định về kho bãi."
    read = drafts.get(drafts.receive("Kho bãi.txt", text.encode()))
    assert read.document is not None
    assert read.document.stem == "kho-bai"
    broken = drafts.get(drafts.receive("hỏng.docx", b"PK\x03\x04 x"))
    assert broken.document is None
    assert broken.refusal
    assert "hong.docx" not in broken.refusal


def test_what_a_person_enters_is_kept_beside_what_was_read(drafts: Drafts) -> None:
    identity = drafts.put("a.txt", b"a", DOCUMENT)
    drafts.amend(identity, {"number": "8/2034/QĐ-UBND", "issued": "5/3/2034"}, confirmed=("number",))
    draft = Drafts(drafts.folder).get(identity)
    assert draft.document is not None
    assert (draft.document.number, draft.document.issued) == ("8/2034/QĐ-UBND", date(2034, 3, 5))
    assert draft.read == DOCUMENT
    assert draft.confirmed == ("number",)
    assert drafts.amend(identity, {}).document == DOCUMENT


@pytest.mark.parametrize("fields", [{"issued": "31/2/2034"}, {"type": "la"}, {"parts": "x"}])
def test_what_cannot_be_is_not_kept(drafts: Drafts, fields: dict[str, str]) -> None:
    identity = drafts.put("a.txt", b"a", DOCUMENT)
    with pytest.raises(KbError):
        drafts.amend(identity, fields)
    assert drafts.get(identity).document == DOCUMENT


def test_an_officer_does_not_write_over_what_another_has_just_entered(drafts: Drafts) -> None:
    identity = drafts.put("a.txt", b"a", DOCUMENT)
    seen = drafts.get(identity).revision
    drafts.amend(identity, {"place": "Hưng Yên"}, revision=seen)
    with pytest.raises(DraftChanged, match="người khác vừa sửa"):
        drafts.amend(identity, {"place": "Hà Nội"}, revision=seen)


def test_a_draft_thrown_away_comes_back_and_waits_no_longer_meanwhile(drafts: Drafts) -> None:
    identity = drafts.put("a.txt", b"a", DOCUMENT)
    drafts.discard(identity)
    assert drafts.count() == 0
    with pytest.raises(DraftGone, match="bị bỏ"):
        drafts.amend(identity, {})
    drafts.restore(identity)
    assert drafts.get(identity).state == "waiting"
    with pytest.raises(DraftGone):
        drafts.restore(identity)


@pytest.mark.parametrize("identity", ["", "..", "../waiting", "0" * 16, "x" * 16])
def test_an_id_leads_nowhere_else(drafts: Drafts, identity: str) -> None:
    drafts.put("a.txt", b"a", DOCUMENT)
    for act in (drafts.get, drafts.discard, drafts.restore):
        with pytest.raises(DraftGone):
            act(identity)


@pytest.mark.parametrize("lost", ["draft.json", "a.txt", "read-0.json"])
def test_a_damaged_draft_harms_no_other_and_can_be_thrown_away(drafts: Drafts, lost: str) -> None:
    broken, whole = drafts.put("a.txt", b"a", DOCUMENT), drafts.put("b.txt", b"b", DOCUMENT)
    (drafts.folder / "waiting" / broken / lost).unlink()
    assert [head.id for head in drafts.heads()] == [whole]
    assert drafts.damaged() == [broken]
    with pytest.raises(DraftDamaged, match="bị hỏng"):
        drafts.get(broken)
    drafts.discard(broken)
    assert drafts.count() == 1


def test_another_reading_takes_the_place_of_the_first_whole(drafts: Drafts) -> None:
    identity = drafts.put("a.txt", b"a", refusal="bản quét")
    assert drafts.heads()[0].known_as == ""
    drafts.reread(identity, DOCUMENT)
    drafts.amend(identity, {"place": "Hưng Yên"})
    kept = drafts.get(identity)
    assert (kept.read, kept.refusal, kept.revision) == (DOCUMENT, "", 2)
    assert drafts.heads()[0].known_as == DOCUMENT.name
