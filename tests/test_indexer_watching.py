"""Following a collection by a clock of our own: bursts, half-copied and broken files, other writers, failures."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from arrival_corpus import DECISION, DECISION_PATH, NEWCOMER, NEWCOMER_PATH, Collection

from indexer import watching
from indexer.drafts import DRAFTS, Drafts
from indexer.generations import current_name, writing
from indexer.watching import AlreadyWatched, Pace, Watcher, concerns, follow, following, only_watcher

LETTER = """CHÍNH PHỦ

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM

Độc lập - Tự do - Hạnh phúc

Số: {number}/2014/NĐ-CP

Hà Nội, ngày 02 tháng 01 năm 2014

NGHỊ ĐỊNH

Về phòng cháy trong khu công nghiệp

Căn cứ Nghị định số 10/2011/NĐ-CP ngày 14 tháng 3 năm 2011 của Chính phủ;

Điều 1. Phạm vi

Nghị định này quy định việc phòng cháy trong khu công nghiệp.

Điều 2. Hiệu lực

Nghị định này có hiệu lực từ ngày 01 tháng 3 năm 2014.
"""
NO_NUMBER = "Ghi chép cuộc họp\n\nĐiều 1. Việc cần làm\n\nSoát lại hồ sơ.\n"


class Watched:
    """A collection with a watcher, and everything that the watcher told."""

    def __init__(self, folder: Path) -> None:
        self.collection = Collection(folder)
        self.told: list[str] = []
        self.inbox = folder / "inbox"
        self.inbox.mkdir()
        self.watcher = Watcher(self.collection.corpus, self.collection.data, self.inbox, self.told.append)

    def put(self, name: str, text: str) -> Path:
        path = self.inbox / name
        path.write_text(text, "utf-8")
        return path

    def waiting(self) -> list[str]:
        return [draft.name for draft in Drafts(self.collection.corpus / DRAFTS).heads()]

    def here(self, folder: str = "") -> list[str]:
        place = self.inbox / folder
        return sorted(path.name for path in place.iterdir() if path.is_file()) if place.is_dir() else []

    @property
    def generation(self) -> str | None:
        return current_name(self.collection.data)


@pytest.fixture
def watched(tmp_path: Path) -> Watched:
    return Watched(tmp_path)


def test_a_burst_of_changes_is_one_generation(watched: Watched) -> None:
    for number in range(50):
        watched.collection.write(f"nghi-dinh/{number}.md", NEWCOMER.replace("20/2013", f"{number + 30}/2013"))
        watched.watcher.changed(10 + number * 0.1)
        watched.watcher.tick(10 + number * 0.1)
    assert watched.generation == "000001"
    watched.watcher.tick(16.5)
    watched.watcher.tick(17.5)
    assert watched.generation == "000002"
    assert any("50 văn bản mới" in line for line in watched.told)


def test_while_git_is_at_work_nothing_is_indexed_but_not_for_ever(watched: Watched, tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "index.lock").touch()
    watched.collection.write(NEWCOMER_PATH, NEWCOMER)
    watched.watcher.changed(0)
    watched.watcher.tick(30)
    assert watched.generation == "000001"
    watched.watcher.tick(61)
    assert watched.generation == "000002"


def test_a_file_is_taken_up_when_it_stands_still_and_waits_for_a_person(watched: Watched) -> None:
    watched.put("nghi-dinh.txt", LETTER.format(number=7)[:200])
    watched.watcher.tick(0)
    watched.put("nghi-dinh.txt", LETTER.format(number=7))
    watched.watcher.tick(1.5)
    watched.watcher.tick(3)
    assert watched.here() == ["nghi-dinh.txt"]
    watched.watcher.tick(3.6)
    assert (watched.here(), watched.here("review"), watched.waiting()) == ([], ["nghi-dinh.txt"], ["nghi-dinh.txt"])
    assert watched.told == ["nghi-dinh.txt: chờ duyệt"]
    assert watched.generation == "000001"


def test_clean_files_are_accepted_by_rule_and_others_wait(watched: Watched) -> None:
    watched.watcher.accept = "clean"
    for number in (7, 8):
        watched.put(f"nghi-dinh-{number}.txt", LETTER.format(number=number))
    watched.put("ghi-chep.txt", NO_NUMBER)
    watched.watcher.tick(0)
    watched.watcher.tick(3)
    assert watched.here("accepted") == ["nghi-dinh-7.txt", "nghi-dinh-8.txt"]
    assert watched.here("review") == ["ghi-chep.txt"]
    assert watched.generation == "000002"
    assert len(list((watched.collection.corpus / "_originals").iterdir())) == 2


def test_a_conflict_with_what_is_held_waits_for_a_person(watched: Watched) -> None:
    watched.watcher.accept = "clean"
    watched.put("khac-ngay.txt", LETTER.format(number=10).replace("2014/NĐ-CP", "2011/NĐ-CP"))
    watched.watcher.tick(0)
    watched.watcher.tick(3)
    assert (watched.here("review"), watched.generation) == (["khac-ngay.txt"], "000001")


def test_what_cannot_be_read_is_given_time_and_then_put_aside_with_the_reason(watched: Watched) -> None:
    broken = watched.inbox / "quyet-dinh.docx"
    broken.write_bytes(b"PK\x03\x04 not all of it")
    for now in (0, 3, 10, 20):
        watched.watcher.tick(now)
    assert (watched.here(), watched.waiting()) == (["quyet-dinh.docx"], [])
    watched.watcher.tick(31)
    assert watched.here("faults") == ["quyet-dinh.docx", "quyet-dinh.docx.ly-do.txt"]
    reason = (watched.inbox / "faults" / "quyet-dinh.docx.ly-do.txt").read_text("utf-8")
    assert reason.startswith("quyet-dinh.docx: ") and len(reason) > 30
    assert watched.here() == []


def test_a_copy_that_stalled_and_went_on_is_read(watched: Watched) -> None:
    path = watched.put("nghi-dinh.docx", "")
    for now in (0, 3):
        watched.watcher.tick(now)
    path.rename(watched.inbox / "nghi-dinh.txt")
    watched.put("nghi-dinh.txt", LETTER.format(number=7))
    for now in (4, 7):
        watched.watcher.tick(now)
    assert watched.waiting() == ["nghi-dinh.txt"]


def test_a_file_that_still_grows_holds_the_others_back_only_for_a_while(watched: Watched) -> None:
    watched.put("xong.txt", LETTER.format(number=7))
    for now in range(0, 29, 2):
        watched.put("lon.txt", "x" * (now + 1))
        watched.watcher.tick(now)
    assert watched.waiting() == []
    for now in (30, 31):
        watched.put("lon.txt", "x" * (now + 100))
        watched.watcher.tick(now)
    assert watched.waiting() == ["xong.txt"]


@pytest.mark.parametrize("name", [".an.txt", "~$nghi-dinh.docx", "a.pdf.part", "a.pdf.crdownload", "a.tmp"])
def test_files_that_programs_have_in_hand_are_nobodys_business(watched: Watched, name: str) -> None:
    watched.put(name, LETTER.format(number=7))
    for now in (0, 3, 40):
        watched.watcher.tick(now)
    assert (watched.here(), watched.waiting()) == ([name], [])


def test_two_files_of_one_name_do_not_overwrite_each_other(watched: Watched) -> None:
    for turn, number in enumerate((7, 8)):
        watched.put("van-ban.txt", LETTER.format(number=number))
        watched.watcher.tick(turn * 10)
        watched.watcher.tick(turn * 10 + 3)
    assert watched.here("review") == ["van-ban.2.txt", "van-ban.txt"]


def test_another_writer_is_waited_for_and_told_once(watched: Watched) -> None:
    watched.collection.write(NEWCOMER_PATH, NEWCOMER)
    watched.watcher.changed(0)
    with writing(watched.collection.data, "cancu add"):
        for now in (2, 3, 8, 14):
            watched.watcher.tick(now)
    assert [line for line in watched.told if "đang có tiến trình khác" in line] == watched.told
    assert len(watched.told) == 1 and "cancu add" in watched.told[0]
    watched.watcher.tick(20)
    assert watched.generation == "000002"


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), RuntimeError("unforeseen")])
def test_what_fails_is_told_and_tried_again(
    watched: Watched, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    watched.collection.write(NEWCOMER_PATH, NEWCOMER)
    watched.watcher.changed(0)
    with monkeypatch.context() as patched:
        patched.setattr(watching, "update", fail)
        watched.watcher.tick(2)
    assert len(watched.told) == 1 and "sẽ thử lại" in watched.told[0]
    watched.watcher.tick(3)
    assert watched.generation == "000001"
    watched.watcher.tick(8)
    assert watched.generation == "000002"


def test_a_closed_gate_is_told_and_waits_for_the_next_change(watched: Watched) -> None:
    watched.watcher.gate = True
    watched.collection.questions.write_text(
        '[[question]]\nask = "nghị định 10/2011 còn hiệu lực không"\nstatus = "unknown"\n', "utf-8"
    )
    watched.collection.write(NEWCOMER_PATH, NEWCOMER)
    watched.watcher.changed(0)
    for now in (2, 10, 20):
        watched.watcher.tick(now)
    assert (watched.generation, len(watched.told)) == ("000001", 1)
    assert "mong đợi: chưa rõ" in watched.told[0]
    watched.collection.remove(NEWCOMER_PATH)
    watched.collection.write(DECISION_PATH, DECISION + "\nThêm một dòng.\n")
    watched.watcher.changed(30)
    watched.watcher.tick(32)
    assert watched.generation == "000002"


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("nghi-dinh/a.md", True),
        ("_register/a.tsv", True),
        ("_drafts/waiting/1/draft.json", False),
        ("_originals/a.pdf", False),
        ("nghi-dinh/.a.md.new", False),
        ("../data/current", False),
    ],
)
def test_only_what_the_index_depends_on_counts_as_a_change(tmp_path: Path, path: str, wanted: bool) -> None:
    assert concerns(tmp_path, str((tmp_path / path).resolve())) is wanted


def test_a_second_watcher_is_told_at_once(watched: Watched) -> None:
    with only_watcher(watched.collection.data), pytest.raises(AlreadyWatched, match="đã có tiến trình khác"):
        follow(watched.watcher, threading.Event())
    with only_watcher(watched.collection.data), following(watched.watcher):
        pass
    assert "không theo dõi được" in watched.told[0]


def test_following_takes_over_what_changed_before_and_what_comes(watched: Watched) -> None:
    """The only test with the real clock and the system's notices: it waits for what it needs, and no longer."""
    arrived = threading.Condition()
    tell: Callable[[str], None] = watched.told.append

    def hear(message: str) -> None:
        with arrived:
            tell(message)
            arrived.notify_all()

    watched.watcher.tell = hear
    watched.watcher.pace = Pace(tick=0.02, settle=0.02, quiet=0.02, patience=0.2)
    watched.collection.write(NEWCOMER_PATH, NEWCOMER)
    with following(watched.watcher), arrived:
        assert arrived.wait_for(lambda: any("000002" in line for line in watched.told), 20)
        watched.collection.write("nghi-dinh/khac.md", NEWCOMER.replace("20/2013", "21/2013"))
        assert arrived.wait_for(lambda: any("000003" in line for line in watched.told), 20)
        watched.put("nghi-dinh.txt", LETTER.format(number=7))
        assert arrived.wait_for(lambda: any("chờ duyệt" in line for line in watched.told), 20)
