"""What a new generation brings is told in full, with the place that says it, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

import pytest
from arrival_corpus import (
    DECISION,
    DECISION_PATH,
    DECREE,
    DECREE_PATH,
    NEWCOMER,
    NEWCOMER_PATH,
    Collection,
    said,
)

from indexer import generations
from indexer.arrivals import HEADINGS, NewsLine, Place, all_arrivals, read_arrivals, shortened
from indexer.arriving.report import CitingReport, arrival_lines
from indexer.build import update
from indexer.generations import open_current
from kb.errors import KbError

DECREE_URI = "/akn/vn/act/nghi-dinh/chinh-phu/2011-03-14/10-2011-nd-cp"
NEWCOMER_URI = "/akn/vn/act/nghi-dinh/chinh-phu/2013-01-02/20-2013-nd-cp"


@pytest.fixture
def held(tmp_path: Path) -> Collection:
    return Collection(tmp_path)


def test_the_first_generation_says_how_much_there_is_and_calls_nothing_new(held: Collection) -> None:
    [first] = all_arrivals(held.data)
    assert (first.before, first.documents, first.lines, first.title) == (None, 2, (), "Lập chỉ mục 2 văn bản")


def test_a_newcomer_is_told_with_all_that_it_changes(held: Collection) -> None:
    report = held.arrive(NEWCOMER_PATH, NEWCOMER)
    assert report.before == "000001"
    assert said(report, "arrived") == [
        "Nghị định 20/2013/NĐ-CP: Quy định về quản lý khu công nghiệp và khu kinh tế; "
        "ban hành 02/01/2013, có hiệu lực từ 01/03/2013"
    ]
    assert said(report, "act") == ["Nghị định 20/2013/NĐ-CP thay thế Nghị định 10/2011/NĐ-CP từ 01/03/2013"]
    assert said(report, "status") == [
        "Nghị định 10/2011/NĐ-CP: hết hiệu lực từ 01/03/2013 (20/2013/NĐ-CP thay thế); trước đó ghi “Chưa rõ”"
    ]
    assert said(report, "gap-filled") == [
        "Nghị định 20/2013/NĐ-CP trước đây chưa có mà 1 văn bản trong kho viện dẫn, nay mở được"
    ]
    assert report.title == "1 văn bản mới; 1 văn bản đổi tình trạng hiệu lực; 2 việc giao quyền cần rà soát"


def test_powers_that_rest_on_what_ended_are_told(held: Collection) -> None:
    lost = said(held.arrive(NEWCOMER_PATH, NEWCOMER), "basis-lost")
    [decision] = [line for line in lost if line.startswith("Điều 1, Quyết định 5/2012/QĐ-UBND")]
    assert "thu hồi giấy phép lao động" in decision
    assert "Căn cứ Nghị định 10/2011/NĐ-CP đã được thay thế bởi 20/2013/NĐ-CP từ 01/03/2013" in decision


def test_what_takes_effect_later_is_told_as_to_come(held: Collection) -> None:
    day = date.today() + timedelta(days=400)
    later = NEWCOMER.replace("2013-03-01", day.isoformat())
    report = held.arrive(NEWCOMER_PATH, later)
    assert all(". Sẽ cần rà soát: " in line for line in said(report, "basis-lost"))
    assert f"hết hiệu lực từ {day:%d/%m/%Y}" in said(report, "status")[0]


def test_every_line_leads_to_a_place_that_is_held_and_says_it(held: Collection) -> None:
    report = held.arrive(NEWCOMER_PATH, NEWCOMER)
    catalogue = open_current(held.data).catalogue
    assert {line.kind for line in report.lines} >= {"arrived", "act", "status", "basis-lost", "gap-filled"}
    for line in report.lines:
        assert line.at is not None, line
        uri = line.at.address.partition("#")[0]
        [head] = catalogue.by_uri(uri)
        if line.evidence:
            text = "\n".join(place.provision.text for place in catalogue.provisions_of(head.id))
            assert line.evidence in text, line


def test_taking_the_newcomer_away_turns_everything_back(held: Collection) -> None:
    held.arrive(NEWCOMER_PATH, NEWCOMER)
    held.remove(NEWCOMER_PATH)
    report = held.bring_up()
    assert said(report, "removed") == ["Nghị định 20/2013/NĐ-CP không còn trong kho"]
    [status] = said(report, "status")
    assert status.startswith("Nghị định 10/2011/NĐ-CP: chưa rõ") and status.endswith("; trước đó ghi “Hết hiệu lực”")
    assert all("Không còn lý do rà soát này" in line for line in said(report, "basis-gained"))
    assert len(said(report, "basis-gained")) == 2
    assert said(report, "gap-opened") == ["Nghị định 20/2013/NĐ-CP không còn trong kho; 1 văn bản vẫn viện dẫn"]


def test_an_edited_document_tells_what_it_now_does_and_no_longer_does(held: Collection) -> None:
    held.arrive(NEWCOMER_PATH, NEWCOMER)
    edited = NEWCOMER.replace("thay thế Nghị định số 10/2011/NĐ-CP", "thay thế Nghị định số 9/2030/NĐ-CP")
    report = held.arrive(NEWCOMER_PATH, edited)
    assert said(report, "changed") == ["Nghị định 20/2013/NĐ-CP được sửa trong kho"]
    assert said(report, "act") == ["Nghị định 20/2013/NĐ-CP thay thế 9/2030/NĐ-CP từ 01/03/2013"]
    assert said(report, "act-gone") == [
        "Nghị định 20/2013/NĐ-CP không còn được ghi là thay thế Nghị định 10/2011/NĐ-CP"
    ]
    assert said(report, "status")[0].startswith("Nghị định 10/2011/NĐ-CP: chưa rõ")


def test_the_document_that_delegates_may_come_later(held: Collection) -> None:
    told = """---
type: nguon
issued: 2013-05-05
title: Bài về Ban Quản lý
record: source
place: Hưng Yên
sources: ["Bài viết để thử"]
delegations:
  - stance: delegated
    kind: uy-quyen
    delegator: Bộ Công Thương
    delegate: Ban Quản lý các khu công nghiệp tỉnh Hưng Yên
    powers: [cấp giấy chứng nhận xuất xứ]
    instrument: 20/2013/NĐ-CP
    evidence: Bộ Công Thương đã ủy quyền cấp giấy chứng nhận xuất xứ.
---

### Bài

Bộ Công Thương đã ủy quyền cấp giấy chứng nhận xuất xứ.
""".replace("type: nguon", "type: other")
    report = held.arrive("nguon/bai.md", told)
    assert ["cấp giấy chứng nhận xuất xứ" in line for line in said(report, "power")] == [True]
    gained = said(held.arrive(NEWCOMER_PATH, NEWCOMER), "basis-gained")
    assert [line.partition(". ")[2] for line in gained] == ["Nay kho có văn bản giao: Nghị định 20/2013/NĐ-CP."]


def test_a_document_that_arrives_dead_is_told_so(held: Collection) -> None:
    held.write(NEWCOMER_PATH, NEWCOMER)
    held.remove(DECREE_PATH)
    held.bring_up()
    report = held.arrive(DECREE_PATH, DECREE)
    assert said(report, "status") == ["Nghị định 10/2011/NĐ-CP: hết hiệu lực từ 01/03/2013 (20/2013/NĐ-CP thay thế)"]


def test_a_change_without_consequence_is_one_line(held: Collection) -> None:
    report = held.arrive(DECISION_PATH, DECISION.replace("### Điều 2. Hồ sơ", "### Điều 2. Về hồ sơ"))
    assert [line.kind for line in report.lines] == ["changed"]


def test_building_everything_anew_is_no_news(held: Collection) -> None:
    report = held.bring_up(everything=True)
    assert (report.lines, report.title) == ((), "Không có gì mới")
    assert [kept.generation for kept in all_arrivals(held.data)] == ["000001"]


def test_after_a_new_version_of_the_program_newcomers_are_told_all_the_same(
    held: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = {**generations.stamp(), "recognition": -1}
    held.write(NEWCOMER_PATH, NEWCOMER)
    with monkeypatch.context() as patched:
        for module in ("indexer.generations", "indexer.build"):
            patched.setattr(f"{module}.stamp", lambda: other)
        report = held.bring_up()
    assert len(said(report, "arrived")) == len(said(report, "act")) == 1
    assert said(report, "status") == []


def test_reports_outlive_their_generations_and_come_newest_first(held: Collection) -> None:
    for number in range(3):
        held.arrive(f"nghi-dinh/{number}.md", NEWCOMER.replace("20/2013", f"3{number}/2013"))
    kept = all_arrivals(held.data)
    assert [report.generation for report in kept] == ["000004", "000003", "000002", "000001"]
    assert not (held.data / "generations" / "000002").exists()
    assert all_arrivals(held.data, since=date.today() + timedelta(days=1)) == []
    assert len(all_arrivals(held.data, limit=2)) == 2


def test_reports_of_generations_that_do_not_serve_are_not_shown(held: Collection) -> None:
    held.arrive(NEWCOMER_PATH, NEWCOMER)
    (held.data / "current").write_text("000001", "ascii")
    assert [report.generation for report in all_arrivals(held.data)] == ["000001"]
    held.remove(NEWCOMER_PATH)
    held.arrive(DECISION_PATH, DECISION + "\nThêm một dòng.\n")
    assert [len(report.lines) for report in all_arrivals(held.data)] == [1, 0]


def test_a_build_that_fails_leaves_no_report(held: Collection, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise KbError("đĩa đã đầy")

    held.write(NEWCOMER_PATH, NEWCOMER)
    monkeypatch.setattr("indexer.build.publish", full)
    with pytest.raises(KbError):
        update(held.corpus, held.data)
    assert read_arrivals(held.data, "000002") is None


def test_a_damaged_report_is_passed_over(held: Collection) -> None:
    (held.data / "arrivals" / "000001.json").write_text("{", "utf-8")
    assert all_arrivals(held.data) == []


def test_remembered_reports_that_cite_what_changed_are_told(held: Collection) -> None:
    class Remembered:
        def citing(self, keys: Iterable[str]) -> Iterable[CitingReport]:
            if "10/2011/NĐ-CP" in keys:
                yield CitingReport("bao-cao.docx", "/bao-cao/1", "Nghị định 10/2011/NĐ-CP", "theo Nghị định 10/2011")

    before = open_current(held.data)
    held.arrive(NEWCOMER_PATH, NEWCOMER)
    after = open_current(held.data)
    lines = arrival_lines(
        before.catalogue,
        before.manifest["digests"],
        after.catalogue,
        after.manifest["digests"],
        date.today(),
        Remembered(),
    )
    [line] = [line for line in lines if line.kind == "report"]
    assert line.sentence == "bao-cao.docx có dẫn Nghị định 10/2011/NĐ-CP, nay có thay đổi"


def test_of_many_lines_of_one_kind_the_first_are_kept_and_the_rest_counted() -> None:
    lines = [NewsLine("arrived", Place(f"Nghị định {number}/2013/NĐ-CP"), "") for number in range(205)]
    kept, left_out = shortened([*lines, NewsLine("act", Place("a"), "thay thế")])
    assert (len(kept), left_out) == (201, {"arrived": 5})
    assert {line.kind for line in kept} <= set(HEADINGS)
