"""What a person says of a statement of delegation, kept in the file of its document."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from indexer.commands.review import review
from indexer.corpus import corpus_files, read_document
from indexer.corpus_writing import write_document
from indexer.corrections import add, judge, unconfirmed
from indexer.recognition import recognise
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
    return [fact for provision in provisions for fact in provision.delegations]


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


def test_a_fact_may_be_added_by_hand(corpus: Path) -> None:
    [file] = corpus_files(corpus)
    start = TEXT.split("### Điều 1. Nội dung\n\n")[1].replace("\n\n", "\n").index("Ủy ban nhân dân xã")
    own = Delegation(
        "delegated", "phan-cap", None, "Ủy ban nhân dân xã An Hòa", ("quản lý bến đò",), eid="art_1",
        evidence_start=start, evidence_end=start + len("Ủy ban nhân dân xã An Hòa"), found_by="by-hand",
    )  # fmt: skip
    add(file, own, "Trần Bình", TODAY)
    assert shown(corpus)[0] == replace(own, by="Trần Bình", on=TODAY)


def test_a_sentence_that_stands_twice_is_refused(corpus: Path) -> None:
    path = corpus / "ben-do.md"
    path.write_text(TEXT + TEXT.split("---\n")[2].replace("Điều 1", "Điều 2"), "utf-8")
    *_, last = unconfirmed(corpus)
    before = path.read_text("utf-8")
    with pytest.raises(KbError, match="nhiều chỗ"):
        judge(corpus, last.id, "confirmed", "Nguyễn An", TODAY)
    assert path.read_text("utf-8") == before


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
