"""Reports remembered: what they cite is kept, outlasts every index, and what has changed since is told and no more."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from arrival_corpus import DECISION, DECISION_PATH, NEWCOMER, NEWCOMER_PATH, REPORT, Collection, said
from click.testing import CliRunner, Result

from indexer.backup import back_up, read_backup, restore
from indexer.commands.report import read_in_child
from indexer.generations import open_current
from indexer.remembered_reports import (
    REPORTS,
    RememberedReport,
    Standings,
    find_report,
    keep_report,
    looked_at,
    read_reports,
    remembered,
    remove_report,
    restore_report,
    touched,
)
from indexer.watching import concerns
from kb.errors import KbError
from web.cli import cancu

TODAY = date(2026, 11, 24)


@pytest.fixture
def held(tmp_path: Path) -> Collection:
    return Collection(tmp_path)


def remember(held: Collection, name: str = "Báo cáo quý I", *, keep_text: bool = False) -> RememberedReport:
    catalogue = open_current(held.data).catalogue
    authorities, text = read_in_child(REPORT.encode(), "bao-cao.txt", catalogue.path, keep_text)
    report = remembered(name, "bao-cao.txt", authorities, catalogue, TODAY, text)
    keep_report(held.corpus, report)
    return report


def changes(held: Collection) -> dict[str, list[str]]:
    """What has changed, by the report and the document."""
    standings = Standings(open_current(held.data).catalogue, TODAY)
    return {
        f"{report.id}: {touch.cited.name.partition(' ngày')[0]}": list(touch.changes)
        for report in read_reports(held.corpus)[0]
        for touch in touched(report, standings)
    }


def run(held: Collection, *arguments: str, typed: str = "") -> Result:
    """A command over the collection."""
    folders = ["--corpus", str(held.corpus)]
    data = ["--data", str(held.data)] if arguments[1] in {"add", "touched"} else []
    return CliRunner().invoke(cancu, [*arguments, *folders, *data], input=typed)


def test_what_a_report_cites_is_kept_and_not_its_text(held: Collection) -> None:
    report = remember(held)
    first, second = report.cites
    assert first.uri.endswith("/10-2011-nd-cp") and first.eids == ("art_1",) and first.state.status == "unknown"
    assert second.uri == "" and second.keys == ("20/2013/NĐ-CP",) and second.state.status is None
    assert find_report(held.corpus, "báo cáo quý i") == report
    text = (held.corpus / REPORTS / f"{report.id}.toml").read_text("utf-8")
    assert "xin ý kiến" not in text and remember(held, "Có chữ", keep_text=True).text.split() == REPORT.split()


def test_nothing_has_changed_as_long_as_nothing_changes(held: Collection) -> None:
    remember(held)
    held.arrive(DECISION_PATH, DECISION.replace("thu hồi giấy phép", "gia hạn giấy phép"))
    assert changes(held) == {}


def test_a_newcomer_tells_which_reports_it_touches(held: Collection) -> None:
    remember(held)
    arrivals = held.arrive(NEWCOMER_PATH, NEWCOMER)
    name = "bao-cao-quy-i: Nghị định số"
    assert changes(held) == {
        f"{name} 10/2011/NĐ-CP": [
            "Hết hiệu lực từ 01/03/2013 (20/2013/NĐ-CP thay thế); trước đó ghi “Chưa rõ”",
            "Nghị định 20/2013/NĐ-CP thay thế từ 01/03/2013",
        ],
        f"{name} 20/2013/NĐ-CP": [
            "nay có trong kho. Chưa rõ: có hiệu lực từ 01/03/2013; kho chưa ghi nhận văn bản nào làm hết hiệu lực"
        ],
    }
    assert said(arrivals, "report") == [
        "“Báo cáo quý I” có dẫn Nghị định số 10/2011/NĐ-CP ngày 14 tháng 3 năm 2011 của Chính phủ quy định về "
        "khu công nghiệp, nay Nghị định 20/2013/NĐ-CP thay thế từ 01/03/2013",
        "“Báo cáo quý I” có dẫn Nghị định số 20/2013/NĐ-CP ngày 02 tháng 01 năm 2013 của Chính phủ, kho nay có văn bản "
        "mang số hoặc tên này",
    ]
    [line, _] = arrivals.of_kind("report")
    assert line.about.address == "/bao-cao-da-nho#bao-cao-quy-i"


def test_a_namesake_of_another_province_is_not_taken_for_what_was_cited(held: Collection) -> None:
    catalogue = open_current(held.data).catalogue
    text = "Thực hiện Quyết định số 7/2013/QĐ-UBND ngày 05 tháng 02 năm 2013 của Ủy ban nhân dân tỉnh Hà Nam."
    authorities, _ = read_in_child(text.encode(), "a.txt", catalogue.path, keep_text=False)
    keep_report(held.corpus, remembered("A", "a.txt", authorities, catalogue, TODAY))
    other = DECISION.replace("5/2012", "7/2013").replace("2012-0", "2013-0")
    held.arrive("quyet-dinh/7-2013-qd-ubnd.md", other)
    assert changes(held) == {}
    held.arrive("quyet-dinh/7-2013-qd-ubnd-2.md", other.replace("Hưng Yên", "Hà Nam"))
    held.remove("quyet-dinh/7-2013-qd-ubnd.md")
    held.bring_up()
    assert list(changes(held)) == ["a: Quyết định số 7/2013/QĐ-UBND"]


def test_what_was_seen_is_told_no_more_and_what_is_lost_is(held: Collection) -> None:
    report = remember(held)
    held.arrive(NEWCOMER_PATH, NEWCOMER)
    keep_report(held.corpus, looked_at(report, open_current(held.data).catalogue, TODAY), anew=True)
    assert changes(held) == {}
    held.remove(NEWCOMER_PATH)
    held.bring_up()
    assert changes(held)["bao-cao-quy-i: Nghị định số 20/2013/NĐ-CP"] == ["không còn trong kho"]


def test_removing_is_undone_by_taking_back(held: Collection) -> None:
    report = remember(held)
    remove_report(held.corpus, report.name)
    assert read_reports(held.corpus) == ([], [])
    assert restore_report(held.corpus, report.name) == report
    with pytest.raises(KbError, match="mới bỏ"):
        restore_report(held.corpus, report.name)


def test_a_name_is_used_once_and_never_as_a_path(held: Collection) -> None:
    assert remember(held, "../../Báo cáo: \x00/etc").id == "bao-cao-etc"
    assert remember(held, "***").id == "bao-cao"
    with pytest.raises(KbError, match="đã nhớ"):
        remember(held, "báo cáo ETC")
    assert {path.name for path in (held.corpus / REPORTS).iterdir()} == {"bao-cao-etc.toml", "bao-cao.toml"}


@pytest.mark.parametrize("content", ["name = ", "name = 5", "", 'name = "a"\nadded = "hôm qua"'])
def test_a_damaged_file_is_named_and_hides_no_other(held: Collection, content: str) -> None:
    remember(held)
    (held.corpus / REPORTS / "hong.toml").write_text(content, "utf-8")
    reports, faults = read_reports(held.corpus)
    assert len(reports) == 1 and "hong.toml" in str(faults[0])
    assert said(held.arrive(NEWCOMER_PATH, NEWCOMER), "report")


def test_a_report_that_cites_nothing_is_not_remembered(held: Collection) -> None:
    with pytest.raises(KbError, match="không viện dẫn"):
        remembered("A", "a.txt", (), open_current(held.data).catalogue, TODAY)


def test_reports_are_no_documents_and_are_in_every_backup(held: Collection, tmp_path: Path) -> None:
    report = remember(held)
    held.bring_up()
    assert len(open_current(held.data).catalogue.heads()) == 2 and not open_current(held.data).catalogue.faults()
    assert not concerns(held.corpus, str(held.corpus / REPORTS / "a.toml"))
    copy = back_up(held.corpus, held.data, tmp_path / "sao-luu.zip")
    assert f"corpus/{REPORTS}/{report.id}.toml" in read_backup(copy.path).files
    restore(copy.path, tmp_path / "khac" / "corpus", tmp_path / "khac" / "data")
    assert find_report(tmp_path / "khac" / "corpus", report.id) == report


# --- commands -------------------------------------------------------------------------------------------------------


def test_the_commands_add_list_tell_and_remove(held: Collection, tmp_path: Path) -> None:
    path = tmp_path / "Báo cáo tháng.txt"
    path.write_text(REPORT, "utf-8")
    assert run(held, "report", "list").exit_code == 1
    added = run(held, "report", "add", str(path))
    assert (added.exit_code, added.output) == (0, "đã nhớ “Báo cáo tháng”: dẫn 2 văn bản\n")
    assert "đã nhớ một báo cáo" in str(run(held, "report", "add", str(path)).exception)
    assert run(held, "report", "add", str(path), "--replace").exit_code == 0
    assert run(held, "report", "touched").exit_code == 0
    held.arrive(NEWCOMER_PATH, NEWCOMER)
    told = run(held, "report", "touched", "--json")
    assert told.exit_code == 1 and len(json.loads(told.output)[0]["touched"]) == 2
    shown = run(held, "report", "touched", "báo cáo tháng", "--seen")
    assert "Nghị định 20/2013/NĐ-CP thay thế" in shown.output and shown.exit_code == 1
    assert run(held, "report", "touched").exit_code == 0
    assert run(held, "report", "remove", "Báo cáo tháng", typed="n\n").exit_code == 1
    assert len(json.loads(run(held, "report", "list", "--json").output)) == 1
    assert "--undo" in run(held, "report", "remove", "Báo cáo tháng", "--yes").output
    assert run(held, "report", "remove", "bao-cao-thang", "--undo").exit_code == 0
    assert "Báo cáo tháng: dẫn 2 văn bản" in run(held, "report", "list").output
