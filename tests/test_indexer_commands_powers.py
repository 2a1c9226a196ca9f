"""``cancu powers``: what it prints, writes, and exits with."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from web.cli import cancu


def run(data: Path, *arguments: str) -> tuple[int, str]:
    """Exit code and output."""
    result = CliRunner().invoke(cancu, ["powers", "--data", str(data), *arguments])
    return result.exit_code, result.output


def test_a_statement_a_paragraph_with_evidence_address_chain_and_doubts(power_data: Path) -> None:
    code, text = run(power_data, "--matter", "GPXD", "--stance", "delegated")
    [title, paragraph] = text.strip().split("\n\n")
    assert code == 0
    assert title == "Việc: Giấy phép xây dựng; tình trạng: Đã được giao. 1 ghi nhận."
    for part in (
        "“Ủy quyền cho Ban Quản lý các khu công nghiệp tỉnh Hưng Yên cấp giấy phép xây dựng.”",
        "/akn/vn/act/quyet-dinh/",
        "Căn cứ: Luật Bến bãi",
        "Căn cứ: Nghị định 11/2019/NĐ-CP (đã được thay thế bởi 52/2024/NĐ-CP từ 01/07/2024)",
        "! Cần rà soát: Căn cứ Nghị định 11/2019/NĐ-CP đã được thay thế",
        "! Cần rà soát: Quyết định 19/2023/QĐ-UBND ghi “Đã thôi giao”",
    ):
        assert part in paragraph


@pytest.mark.parametrize("named", ["work permit", "giay-phep-lao-dong", "Giấy phép lao động", "gplđ"])
def test_a_matter_goes_by_any_of_its_names(power_data: Path, named: str) -> None:
    _, text = run(power_data, "--matter", named, "--format", "json")
    assert len(json.loads(text)) == 3


@pytest.mark.parametrize("day", ["2020-03-01", "01/03/2020", "2/2020", "2019"])
def test_the_day_before_the_decision(power_data: Path, day: str) -> None:
    code, text = run(power_data, "--place", "Hưng Yên", "--on", day)
    assert code == 1
    assert "Không tìm thấy không có nghĩa là chưa được giao" in text


@pytest.mark.parametrize(
    "arguments, said",
    [
        (("--matter", "chuyện khác"), "không có loại việc nào tên"),
        (("--format", "xlsx"), "cần tệp kết quả"),
        (("--on", "hôm qua"), "không đọc được ngày “hôm qua”; viết như 31/12/2012"),
        (("--on", "2012-13-45"), "không đọc được ngày"),
        (("--stance", "có"), "chọn một trong: delegated (đã được giao)"),
    ],
)
def test_wrong_use(power_data: Path, arguments: tuple[str, ...], said: str) -> None:
    code, text = run(power_data, *arguments)
    assert code == 2
    assert said in text


@pytest.mark.parametrize("suffix, start", [("csv", b"\xef\xbb\xbf"), ("xlsx", b"PK"), ("docx", b"PK"), ("json", b"[")])
def test_files(power_data: Path, tmp_path: Path, suffix: str, start: bytes) -> None:
    out = tmp_path / f"so.{suffix}"
    assert run(power_data, "-o", str(out))[0] == 0
    assert out.read_bytes().startswith(start)


def test_a_stance_goes_by_its_words(power_data: Path) -> None:
    _, by_words = run(power_data, "--stance", "đã thôi giao")
    assert by_words == run(power_data, "--stance", "withdrawn")[1]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--of", "Sở Y tế", "--place", "Hưng Yên"), "Bỏ “cơ quan: Sở Y tế” thì có 4 ghi nhận."),
        (("--place", "Hugn Yên"), "Sổ không nhắc đến “Hugn Yên”; có phải Hưng Yên"),
        (("--place", "Cà Mau"), "Sổ không nhắc đến “Cà Mau”."),
        (("--of", "Sở Y tế"), "Thử tên ngắn hơn"),
    ],
)
def test_nothing_found_says_what_to_try(power_data: Path, arguments: tuple[str, ...], said: str) -> None:
    code, text = run(power_data, *arguments)
    assert code == 1
    assert said in text
    assert "Không tìm thấy không có nghĩa là chưa được giao" in text
