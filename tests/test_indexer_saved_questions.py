"""Questions with the answer that is expected: kept in a file for people, asked of every generation, a gate."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from arrival_corpus import NEWCOMER, NEWCOMER_PATH, Collection, said

from indexer.arrivals import read_arrivals
from indexer.arriving.telling import GateClosed
from indexer.build import update
from indexer.generations import current_name, open_current
from indexer.question_checks import check_questions, expected_now
from indexer.saved_questions import Expected, SavedQuestion, add_question, read_questions, remove_question
from indexer.search import Search
from kb.errors import KbError

ROOT = Path(__file__).resolve().parent.parent
FORCE = '[[question]]\nask = "nghị định 10/2011 còn hiệu lực không"\nstatus = "unknown"\n'
FULL = SavedQuestion(
    'Ai "được" cấp giấy phép?',
    Expected("not_delegated", None, "35/2022/NĐ-CP", "Điều 68"),
    "Hỏi hằng tuần\nở quầy",
    "Nguyễn An",
    date(2026, 11, 24),
)


@pytest.fixture
def held(tmp_path: Path) -> Collection:
    return Collection(tmp_path)


def search_of(held: Collection) -> Search:
    generation = open_current(held.data)
    return Search(generation.catalogue, generation.index)


def test_a_question_is_read_as_it_was_kept(tmp_path: Path) -> None:
    path = tmp_path / "questions.toml"
    assert read_questions(path) == ()
    add_question(path, FULL)
    add_question(path, SavedQuestion("67/2003", Expected(none=True)))
    assert read_questions(path) == (FULL, SavedQuestion("67/2003", Expected(none=True)))


def test_what_a_person_wrote_in_the_file_stays(tmp_path: Path) -> None:
    path = tmp_path / "questions.toml"
    path.write_text(f"# Câu hỏi của phòng\n\n{FORCE}# xem lại đầu năm\n", "utf-8")
    add_question(path, FULL)
    assert remove_question(path, FULL.ask) == FULL
    text = path.read_text("utf-8")
    assert text.startswith("# Câu hỏi của phòng\n\n[[question]]") and "# xem lại đầu năm" in text
    assert len(read_questions(path)) == 1


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[[question]\n", "không đọc được tệp câu hỏi"),
        ("question = 3\n", "mỗi câu hỏi bắt đầu bằng"),
        ('[[question]]\nstance = "delegated"\n', "thiếu ask"),
        ('[[question]]\nask = "a"\n', "chưa có câu trả lời mong đợi"),
        ('[[question]]\nask = "a"\nstance = "maybe"\n', "stance không có giá trị này"),
        ('[[question]]\nask = "a"\nstatus = "dead"\n', "status không có giá trị này"),
        ('[[question]]\nask = "a"\ndocument = 3\n', "document phải là chữ"),
        ('[[question]]\nask = "a"\nnone = true\nanswer = "b"\n', "không có mục này"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_with_the_reason(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "questions.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(KbError, match=told):
        read_questions(path)


def test_a_question_is_kept_once_and_removed_by_its_words(tmp_path: Path) -> None:
    path = tmp_path / "questions.toml"
    add_question(path, FULL)
    with pytest.raises(KbError, match="đã được lưu"):
        add_question(path, SavedQuestion(f" {FULL.ask}", Expected(none=True)))
    with pytest.raises(KbError, match="không có câu hỏi nào"):
        remove_question(path, "câu khác")
    with pytest.raises(KbError, match="chưa có câu trả lời mong đợi"):
        add_question(path, SavedQuestion("gì cũng được", Expected()))


@pytest.mark.parametrize(
    ("ask", "expected", "met"),
    [
        ("10/2011/NĐ-CP", Expected(document="10/2011/nđ-cp"), True),
        ("10/2011/NĐ-CP", Expected(document="5/2012/QĐ-UBND"), False),
        ("10/2011/NĐ-CP", Expected(document="10-2011-nd-cp", none=True), False),
        ("điều 1 nghị định 10/2011", Expected(document="10/2011/NĐ-CP", provision="Điều 1"), True),
        ("điều 1 nghị định 10/2011", Expected(provision="Điều 2"), False),
        ("nghị định 10/2011 còn hiệu lực không", Expected(status="unknown"), True),
        ("nghị định 10/2011 còn hiệu lực không", Expected(status="expired"), False),
        ("999/2040/NĐ-CP", Expected(none=True), True),
        ("Ban Quản lý KCN Hưng Yên có được ủy quyền thu hồi giấy phép lao động không", Expected("delegated"), True),
        ("Ban Quản lý KCN Hưng Yên có được ủy quyền thu hồi giấy phép lao động không", Expected("withdrawn"), False),
    ],
)
def test_an_answer_is_compared_with_what_is_expected(held: Collection, ask: str, expected: Expected, met: bool) -> None:
    [check] = check_questions(search_of(held), [SavedQuestion(ask, expected)])
    assert check.met is met, check.told


@pytest.mark.parametrize(
    "ask",
    [
        "10/2011/NĐ-CP",
        "điều 1 nghị định 10/2011",
        "nghị định 10/2011 còn hiệu lực không",
        "999/2040/NĐ-CP",
        "thu hồi giấy phép lao động",
        "Ban Quản lý KCN Hưng Yên có được ủy quyền thu hồi giấy phép lao động không",
    ],
)
def test_what_is_answered_now_is_met_now(held: Collection, ask: str) -> None:
    search = search_of(held)
    expected = expected_now(search, ask)
    assert expected
    assert check_questions(search, [SavedQuestion(ask, expected)])[0].met


def test_a_question_turns_red_when_its_answer_changes_and_green_again(held: Collection) -> None:
    held.questions.write_text(FORCE, "utf-8")
    assert [state.met for state in held.bring_up(everything=True).questions] == [True]
    red = held.arrive(NEWCOMER_PATH, NEWCOMER)
    [state] = red.questions
    assert (state.met, state.since) == (False, "000003") and state.came.startswith("hết hiệu lực")
    [line] = said(red, "question")
    assert line.startswith("“nghị định 10/2011 còn hiệu lực không”: mong đợi chưa rõ; nay hết hiệu lực")
    still = held.arrive("nghi-dinh/khac.md", NEWCOMER.replace("20/2013", "21/2013").replace("thay thế", "nhắc lại"))
    assert ([state.since for state in still.questions], said(still, "question")) == (["000003"], [])
    held.remove(NEWCOMER_PATH)
    green = held.bring_up()
    assert [state.since for state in green.questions] == ["000005"]
    assert "trả lời đúng trở lại" in said(green, "question")[0]


def test_the_gate_keeps_the_old_generation_and_says_why(held: Collection) -> None:
    held.questions.write_text(FORCE, "utf-8")
    held.write(NEWCOMER_PATH, NEWCOMER)
    with pytest.raises(GateClosed) as refused:
        update(held.corpus, held.data, gate=True)
    for part in ("nghị định 10/2011 còn hiệu lực không", "mong đợi: chưa rõ", "nay: hết hiệu lực"):
        assert part in str(refused.value)
    assert current_name(held.data) == "000001"
    assert read_arrivals(held.data, "000002") is None
    assert sorted(path.name for path in (held.data / "generations").iterdir()) == ["000001"]


def test_the_gate_lets_through_what_was_wrong_before(held: Collection) -> None:
    held.questions.write_text(FORCE, "utf-8")
    held.arrive(NEWCOMER_PATH, NEWCOMER)
    held.write("nghi-dinh/khac.md", NEWCOMER.replace("20/2013", "21/2013"))
    assert [state.met for state in held.bring_up(gate=True).questions] == [False]


def test_questions_that_cannot_be_read_are_told_and_close_the_gate_only(held: Collection) -> None:
    held.questions.write_text("[[question]\n", "utf-8")
    held.write(NEWCOMER_PATH, NEWCOMER)
    with pytest.raises(KbError, match="không đọc được tệp câu hỏi"):
        update(held.corpus, held.data, gate=True)
    assert "không đọc được tệp câu hỏi" in held.bring_up().notes[0]


def test_the_shipped_questions_are_answered_as_expected(tmp_path: Path) -> None:
    questions = read_questions(ROOT / "questions.toml")
    assert len(questions) >= 10
    generation = update(ROOT / "corpus", tmp_path / "data").generation
    checks = check_questions(Search(generation.catalogue, generation.index), questions)
    assert {check.question.ask: check.told for check in checks if not check.met} == {}
