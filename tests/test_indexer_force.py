"""``cancu status``: the force of a held document, a choice, and what is known of one that is not held."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from indexer.build import update
from web.cli import cancu

HEAD = """---
type: {type}
number: {number}
issuer: {issuer}
issued: {issued}
effective: {effective}
title: {title}
---
"""
DOCUMENTS = (
    ("nghi-dinh", "29/2031/NĐ-CP", "Chính phủ", "2031-03-14", "2031-05-01", "Khu công nghiệp", "Phạm vi."),
    ("quyet-dinh", "9/2031/QĐ-TTg", "Thủ tướng Chính phủ", "2031-03-14", "2031-05-01", "Sở giao dịch", "Phạm vi."),
    ("quyet-dinh", "37/2032/QĐ-TTg", "Thủ tướng Chính phủ", "2032-03-14", "2032-05-01", "Lập Sở giao dịch mới",
     "Quyết định số 9/2031/QĐ-TTg và Quyết định số 8/2030/QĐ-TTg hết hiệu lực kể từ ngày Sở giao dịch mới hoạt động."),
    ("nghi-dinh", "82/2032/NĐ-CP", "Chính phủ", "2032-05-22", "2032-07-10", "Khu kinh tế",
     "Nghị định này thay thế Nghị định số 29/2031/NĐ-CP ngày 14 tháng 3 năm 2031 của Chính phủ.\n"
     "Bãi bỏ Nghị định số 11/2030/NĐ-CP ngày 02 tháng 02 năm 2030 của Chính phủ."),
    ("luat", "55/2030/QH15", "Quốc hội", "2030-06-17", "2031-01-01", "Luật Chợ",
     "1. Phạm vi.\n\n2. Điểm bán.\n\n"
     "3. Trừ quy định tại khoản 2 Điều này, Luật này có hiệu lực thi hành từ ngày 01 tháng 01 năm 2031.\n\n"
     "4. Khoản 2 Điều 1 của Luật này có hiệu lực thi hành từ ngày 01 tháng 7 năm 2033."),
    ("nghi-quyet", "28/2032/QH15", "Quốc hội", "2032-06-17", "2033-01-01",
     "Sửa đổi một số điều của Nghị quyết số 55/2030/QH15", "Phạm vi."),
    ("nghi-dinh", "60/2031/NĐ-CP", "Chính phủ", "2031-04-14", "2031-05-01", "Thuế quan",
     "Nghị định này có hiệu lực từ ngày 01 tháng 5 năm 2031 đến hết ngày 31 tháng 12 năm 2033."),
    ("chi-thi", "24/CT-TTg", "Thủ tướng Chính phủ", "2031-08-01", "2031-08-01", "Mùa mưa", "Các bộ thực hiện."),
    ("chi-thi", "24/CT-TTg", "Thủ tướng Chính phủ", "2032-08-02", "2032-08-02", "Mùa khô", "Các bộ thực hiện."),
)  # fmt: skip
REGISTER = (
    "number\ttype\tissuer\tissued\teffective\tsigner\ttitle\n"
    "21/2031/TT-BTC\tthong-tu\tBộ Tài chính\t2031-06-05\t\t\tQuy định phí\n"
)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("force")
    corpus = folder / "corpus"
    (corpus / "_register").mkdir(parents=True)
    (corpus / "_register" / "cong-bao.tsv").write_text(REGISTER, "utf-8")
    for position, (kind, number, issuer, issued, effective, title, text) in enumerate(DOCUMENTS):
        head = HEAD.format(type=kind, number=number, issuer=issuer, issued=issued, effective=effective, title=title)
        (corpus / f"v{position}.md").write_text(f"{head}\n### Điều 1. Hiệu lực thi hành\n\n{text}\n", "utf-8")
    update(corpus, folder / "data")
    return folder / "data"


def asked(data: Path, *arguments: str) -> tuple[int, str]:
    """Exit code and output of ``cancu status``."""
    result = CliRunner().invoke(cancu, ["status", *arguments, "--data", str(data)])
    return result.exit_code, result.output


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2031-04-30", "chưa có hiệu lực; có hiệu lực từ 01/05/2031"),
        ("2031-06-01", "chưa rõ: có hiệu lực từ 01/05/2031"),
        ("10/07/2032", "hết hiệu lực từ 10/07/2032 (82/2032/NĐ-CP thay thế)"),
    ],
)
def test_the_day_decides(data: Path, day: str, expected: str) -> None:
    code, text = asked(data, "29/2031/NĐ-CP", "--on", day)
    assert code == 0
    assert f"Nghị định 29/2031/NĐ-CP: {expected}" in text
    assert "theo kho cập nhật lúc" in text


def test_the_evidence_is_the_sentence_and_told_once(data: Path) -> None:
    _, text = asked(data, "nghị", "định", "29/2031")
    assert text.count("Nghị định này thay thế Nghị định số 29/2031/NĐ-CP") == 1


def test_what_is_ambiguous_is_a_choice_with_addresses(data: Path) -> None:
    code, text = asked(data, "24/CT-TTg", "--json")
    answer = json.loads(text)
    assert code == 1 and answer["status"] is None
    assert {entry["title"] for entry in answer["choice"]} == {"Mùa mưa", "Mùa khô"}
    code, text = asked(data, answer["choice"][0]["uri"], "--json")
    assert code == 0 and json.loads(text)["document"] == answer["choice"][0]


def test_of_what_is_not_held_others_may_tell(data: Path) -> None:
    code, text = asked(data, "11/2030/NĐ-CP", "--on", "2033-01-01")
    assert code == 0
    assert "không có trong kho" in text and "đã hết hiệu lực" in text
    assert "Bãi bỏ Nghị định số 11/2030/NĐ-CP" in text


def test_of_what_is_not_held_a_register_may_tell(data: Path) -> None:
    code, text = asked(data, "21/2031/TT-BTC", "--json")
    answer = json.loads(text)
    assert code == 0 and answer["document"] is None
    assert answer["known"][0]["title"] == "Quy định phí" and answer["known"][0]["issued"] == "2031-06-05"


@pytest.mark.parametrize("words", ["13/2030/NĐ-CP", "không có gì"])
def test_nothing_known_is_said_with_exit_code_1(data: Path, words: str) -> None:
    code, text = asked(data, words)
    assert code == 1
    assert "không" in text


def test_the_force_of_one_provision(data: Path) -> None:
    code, text = asked(data, "29/2031/NĐ-CP", "--provision", "Điều 1", "--on", "10/07/2032")
    assert code == 0
    assert "Điều 1 Nghị định 29/2031/NĐ-CP: hết hiệu lực từ 10/07/2032" in text


@pytest.mark.parametrize(
    ("provision", "code", "told"),
    [("khoản 2 Điều 99", 1, "trong kho không có khoản 2 Điều 99"), ("chương nào đó", 2, "không đọc được")],
)
def test_a_provision_that_is_not_held_or_not_read(data: Path, provision: str, code: int, told: str) -> None:
    result = asked(data, "29/2031/NĐ-CP", "--provision", provision)
    assert result[0] == code
    assert told in result[1]


def test_a_law_is_not_changed_by_what_changes_a_resolution_of_its_number(data: Path) -> None:
    _, text = asked(data, "55/2030/QH15", "--on", "2034-01-01")
    assert "Luật Chợ: chưa rõ: có hiệu lực từ 01/01/2031" in text


@pytest.mark.parametrize(("day", "value"), [("2033-12-31", "unknown"), ("2034-01-01", "expired")])
def test_an_act_ends_on_the_day_that_it_tells_itself(data: Path, day: str, value: str) -> None:
    _, text = asked(data, "60/2031/NĐ-CP", "--on", day, "--json")
    assert json.loads(text)["status"] == value


def test_an_end_that_awaits_an_event_has_no_day(data: Path) -> None:
    _, text = asked(data, "9/2031/QĐ-TTg", "--on", "2034-01-01")
    assert "chưa rõ: 37/2032/QĐ-TTg bãi bỏ, chưa biết từ ngày nào" in text
    _, missing = asked(data, "8/2030/QĐ-TTg", "--on", "2034-01-01")
    assert "chưa rõ hiệu lực: Quyết định 37/2032/QĐ-TTg bãi bỏ\n" in missing


def test_a_provision_may_have_effect_from_another_day(data: Path) -> None:
    later = asked(data, "55/2030/QH15", "--provision", "khoản 2 Điều 1", "--on", "2032-01-01")[1]
    assert "chưa có hiệu lực; có hiệu lực từ 01/07/2033" in later
    first = asked(data, "55/2030/QH15", "--provision", "khoản 1 Điều 1", "--on", "2032-01-01")[1]
    assert "chưa rõ: có hiệu lực từ 01/01/2031" in first
