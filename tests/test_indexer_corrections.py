"""What a person says of a statement of delegation, kept in the file of its document."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from indexer.commands.review import review
from indexer.corpus import read_document
from indexer.corpus_writing import write_document
from indexer.corrections import correct, judge, judged, state, unconfirmed, undo
from indexer.recognition import _settles, recognise
from kb.delegations import Delegation
from kb.errors import KbError

TODAY = date(2025, 3, 4)
TEXT = """---
# Ghi chú của người nhập
type: quyet-dinh
number: 77/2024/QĐ-UBND
issued: 2024-05-06
title: Về việc ủy quyền quản lý bến đò
record: full
notes:
  - "một ghi chú"
---

### Điều 1. Nội dung

1. Ủy ban nhân dân tỉnh ủy quyền cho Giám đốc Sở Xây dựng cấp giấy phép mở bến đò.

2. Ủy ban nhân dân tỉnh phân cấp cho Ủy ban nhân dân xã An Hòa quản lý bến đò trong xã.
"""


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A corpus of one decision that delegates twice."""
    (tmp_path / "ben-do.md").write_text(TEXT, "utf-8")
    return tmp_path


def shown(corpus: Path) -> list[Delegation]:
    """The facts that the index would hold."""
    document = read_document((corpus / "ben-do.md").read_text("utf-8"), "ben-do.md")
    [provisions] = recognise(document, "ben-do.md", "").provisions
    facts = [fact for provision in provisions for fact in provision.delegations]
    return [fact for fact in facts if fact.found_by != "rejected"]


def test_what_nobody_has_judged_is_listed(corpus: Path) -> None:
    first, second = unconfirmed(corpus)
    assert first.id != second.id and first.id.startswith("ben-do#")
    assert first.evidence == TEXT.split("1. ")[2].split(".\n")[0]


def test_a_confirmed_fact_is_shown_once_with_who_and_when(corpus: Path) -> None:
    chosen = next(unconfirmed(corpus))
    judge(corpus, chosen.id, "confirmed", "Nguyễn An", TODAY)
    confirmed, other = shown(corpus)
    assert confirmed == replace(chosen.fact, found_by="confirmed", by="Nguyễn An", on=TODAY)
    assert other.found_by == "automatic"
    assert [entry.fact for entry in unconfirmed(corpus)] == [other]


def test_a_rejected_fact_is_hidden_and_stays_in_the_file(corpus: Path) -> None:
    chosen, other = unconfirmed(corpus)
    judge(corpus, chosen.id, "rejected", "Nguyễn An", TODAY)
    assert shown(corpus) == [other.fact]
    assert "rejected: yes" in (corpus / "ben-do.md").read_text("utf-8").replace("'", "")


def test_the_rest_of_the_file_stays_as_written(corpus: Path) -> None:
    for entry in list(unconfirmed(corpus)):
        judge(corpus, entry.id, "rejected", "Nguyễn An", TODAY)
    text = (corpus / "ben-do.md").read_text("utf-8")
    head, body = TEXT.split("---\n\n")
    assert text.startswith(head) and text.endswith(f"---\n\n{body}")
    before, after = (read_document(content, "ben-do.md") for content in (TEXT, text))
    assert replace(after, delegations=()) == before
    assert list(corpus.iterdir()) == [corpus / "ben-do.md"]


def test_judgements_survive_writing_the_document_anew(corpus: Path) -> None:
    confirmed, rejected = unconfirmed(corpus)
    judge(corpus, confirmed.id, "confirmed", "Nguyễn An", TODAY)
    judge(corpus, rejected.id, "rejected", "Trần Bình", TODAY)
    document = read_document((corpus / "ben-do.md").read_text("utf-8"), "ben-do.md")
    assert read_document(write_document(document), "ben-do.md").delegations == document.delegations


def test_a_corrected_fact_stands_in_the_place_of_the_one_that_was_found(corpus: Path) -> None:
    chosen, other = unconfirmed(corpus)
    values = {"delegate": "Sở Xây dựng", "start": "01/06/2024", "powers": "cấp phép; thu hồi giấy phép", "scope": ""}
    correct(corpus, chosen.id, values, "Nguyễn An", TODAY)
    right, automatic = shown(corpus)
    assert (right.delegate, right.start) == ("Sở Xây dựng", date(2024, 6, 1))
    assert right.powers == ("cấp phép", "thu hồi giấy phép")
    assert (right.found_by, right.by, automatic) == ("confirmed", "Nguyễn An", other.fact)


def test_what_was_said_can_be_taken_back(corpus: Path) -> None:
    first, second = unconfirmed(corpus)
    correct(corpus, first.id, {"delegate": "Sở Xây dựng"}, "Nguyễn An", TODAY)
    judge(corpus, second.id, "rejected", "Trần Bình", TODAY)
    assert [(entry.fact.found_by, entry.fact.by) for entry in judged(corpus)] == [
        ("confirmed", "Nguyễn An"), ("rejected", "Nguyễn An"), ("rejected", "Trần Bình"),
    ]  # fmt: skip
    undo(corpus, next(judged(corpus)).id)
    assert shown(corpus) == [first.fact]
    [last] = judged(corpus)
    undo(corpus, last.id)
    assert (corpus / "ben-do.md").read_text("utf-8") == TEXT


def test_only_what_a_person_signed_is_taken_back(corpus: Path) -> None:
    with pytest.raises(KbError, match="không có mục"):
        undo(corpus, next(unconfirmed(corpus)).id)


def test_a_fact_may_be_added_by_hand(corpus: Path) -> None:
    values = {"kind": "phan-cap", "delegate": "Ủy ban nhân dân xã An Hòa", "powers": "quản lý bến đò"}
    state(corpus, "ben-do", "Ủy ban nhân dân xã An Hòa quản lý bến đò", values, "Trần Bình", TODAY)
    by_hand = next(fact for fact in shown(corpus) if fact.found_by == "by-hand")
    assert (by_hand.by, by_hand.on, by_hand.eid) == ("Trần Bình", TODAY, "art_1")
    assert len(shown(corpus)) == 2
    [entry] = judged(corpus)
    undo(corpus, entry.id)
    assert {fact.found_by for fact in shown(corpus)} == {"automatic"}


@pytest.mark.parametrize(
    ("stem", "evidence", "values", "message"),
    [
        ("khong-co", "x", {}, "kho không có"),
        ("ben-do", "Câu này không có.", {}, "không có câu này"),
        ("ben-do", "", {}, "không có câu này"),
        ("ben-do", "quản lý bến đò trong xã", {}, "phải có việc"),
        ("ben-do", "quản lý bến đò trong xã", {"cap": "x"}, "không có trường"),
        ("ben-do", "quản lý bến đò trong xã", {"start": "hôm qua"}, "không đọc được ngày"),
        ("ben-do", "quản lý bến đò trong xã", {"stance": "co"}, "stance không đúng"),
        ("ben-do", "quản lý bến đò trong xã", {"instrument": "văn bản nào đó"}, "không phải số hiệu"),
    ],
)
def test_what_cannot_be_is_refused(
    corpus: Path, stem: str, evidence: str, values: dict[str, str], message: str
) -> None:
    with pytest.raises(KbError, match=message):
        state(corpus, stem, evidence, values, "Trần Bình", TODAY)
    assert (corpus / "ben-do.md").read_text("utf-8") == TEXT


def test_a_sentence_that_stands_in_two_provisions_is_judged_in_each(corpus: Path) -> None:
    path = corpus / "ben-do.md"
    path.write_text(TEXT + TEXT.split("---\n")[2].replace("Điều 1", "Điều 2"), "utf-8")
    *_, last = unconfirmed(corpus)
    judge(corpus, last.id, "confirmed", "Nguyễn An", TODAY)
    assert "at: art_2" in path.read_text("utf-8")
    assert [entry.fact.eid for entry in unconfirmed(corpus)] == ["art_1", "art_1", "art_2"]


def test_a_sentence_that_stands_twice_in_a_provision_is_refused(corpus: Path) -> None:
    path = corpus / "ben-do.md"
    sentence = TEXT.split("1. ")[2].split("\n")[0]
    path.write_text(f"{TEXT}\n3. {sentence}\n", "utf-8")
    *_, last = unconfirmed(corpus)
    judge(corpus, last.id, "confirmed", "Nguyễn An", TODAY)
    before = path.read_text("utf-8")
    with pytest.raises(KbError, match="nhiều chỗ"):
        judge(corpus, last.id, "confirmed", "Nguyễn An", TODAY)
    assert path.read_text("utf-8") == before


def test_a_file_with_a_wrong_entry_is_left_alone(corpus: Path) -> None:
    path = corpus / "ben-do.md"
    path.write_text(TEXT.replace("notes:", "delegations:\n  - evidence: Câu này không có\nnotes:"), "utf-8")
    with pytest.raises(KbError, match="viết sai"):
        judge(corpus, next(unconfirmed(corpus)).id, "confirmed", "Nguyễn An", TODAY)


def test_of_several_facts_in_one_sentence_only_the_judged_one_changes(corpus: Path) -> None:
    path = corpus / "ben-do.md"
    document = read_document(TEXT, "ben-do.md")
    [first, second] = (entry.fact for entry in unconfirmed(corpus))
    span = {"evidence_start": first.evidence_start, "evidence_end": first.evidence_end}
    rejected = replace(first, found_by="rejected", by="Nguyễn An", on=TODAY)
    spans = Counter({(first.evidence_start, first.evidence_end): 2})
    assert document.provisions and path.exists()
    assert _settles(rejected, first, spans)
    assert not _settles(rejected, replace(second, **span), spans)


@pytest.mark.parametrize(("fact_id", "by"), [("ben-do#00000000", "Nguyễn An"), ("khong-co#1", "Nguyễn An")])
def test_an_unknown_fact_is_an_error(corpus: Path, fact_id: str, by: str) -> None:
    with pytest.raises(KbError, match="không có mục"):
        judge(corpus, fact_id, "confirmed", by, TODAY)


def test_the_command_lists_and_judges(corpus: Path) -> None:
    place = ["--corpus", str(corpus)]
    chosen, other = unconfirmed(corpus)
    listed = CliRunner().invoke(review, [*place, "--limit", "1"])
    assert chosen.id in listed.output and other.id not in listed.output
    assert CliRunner().invoke(review, [*place, "--confirm", chosen.id]).exit_code == 2
    assert (
        CliRunner().invoke(review, [*place, "--confirm", chosen.id, "--reject", other.id, "--by", "A"]).exit_code == 2
    )
    for option, entry in (("--confirm", chosen), ("--reject", other)):
        done = CliRunner().invoke(review, [*place, option, entry.id, "--by", "Nguyễn An"])
        assert done.exit_code == 0 and entry.evidence in done.output
    assert "Không còn mục nào" in CliRunner().invoke(review, place).output
    assert CliRunner().invoke(review, [*place, "--json"]).output.strip() == "[]"
