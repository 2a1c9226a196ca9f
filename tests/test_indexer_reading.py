"""Reading in a child process, and the machine form of what was read."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from indexer.reading import UnreadableFile, as_record, read_file

ROOT = Path(__file__).parent.parent
TEXT = """UBND TỈNH HƯNG YÊN
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Số: 12/2026/QĐ-UBND
Hưng Yên, ngày 02 tháng 3 năm 2026
QUYẾT ĐỊNH
Ủy quyền cấp giấy phép lao động
Điều 1. Phạm vi
1. Một;
2. Hai.
Điều 2. Hiệu lực thi hành
1. Quyết định này có hiệu lực từ ngày 01 tháng 4 năm 2026.
2. Quyết định này thay thế Quyết định số 67/2003/QĐ-UB ngày 08 tháng 9 năm 2003 của Ủy ban nhân dân tỉnh Hưng Yên.
"""


def test_a_file_is_read_and_named_by_its_stem(tmp_path: Path) -> None:
    path = tmp_path / "12-2026.txt"
    path.write_text(TEXT, "utf-8")
    document = read_file(path)
    assert (document.stem, document.number, len(document.provisions)) == ("12-2026", "12/2026/QĐ-UBND", 2)


def test_a_child_does_not_run_the_main_script_again(tmp_path: Path) -> None:
    text, script = tmp_path / "12-2026.txt", tmp_path / "chuong_trinh.py"
    text.write_text(TEXT, "utf-8")
    script.write_text(
        "import sys\nfrom pathlib import Path\nfrom indexer.reading import read_file\n"
        "print('chạy')\nprint(read_file(Path(sys.argv[1])).number)\n",
        "utf-8",
    )
    run = subprocess.run([sys.executable, script, text], capture_output=True, check=True, timeout=60, cwd=ROOT)
    assert run.stdout.decode().split() == ["chạy", "12/2026/QĐ-UBND"]


def test_the_machine_form_has_the_fields_of_the_structure_set(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, "utf-8")
    record = as_record(read_file(path))
    assert record["type"] == "Quyết định"
    assert record["issuer"] == "Ủy ban nhân dân tỉnh Hưng Yên"
    assert (record["issued"], record["effective"]) == ("2026-03-02", "2026-04-01")
    assert (record["repeals"], record["amends"]) == (["67/2003/QĐ-UB"], [])
    assert record["parts"][0]["articles"][0] == {
        "label": "Điều 1", "title": "Phạm vi", "clauses": 2, "points": 0, "text": "1. Một;\n2. Hai.",
    }  # fmt: skip


def test_a_file_that_is_refused_says_why_and_which(tmp_path: Path) -> None:
    path = tmp_path / "hỏng.docx"
    path.write_bytes(b"PK\x03\x04 cut off")
    with pytest.raises(UnreadableFile, match=r"hỏng\.docx: tệp nén bị hỏng"):
        read_file(path)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="không mở được tệp"):
        read_file(tmp_path / "không-có.pdf")


def test_a_file_that_takes_too_much_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("indexer.reading._SECONDS", 0)
    path = tmp_path / "a.txt"
    path.write_text(TEXT, "utf-8")
    with pytest.raises(UnreadableFile, match="đã dừng đọc"):
        read_file(path)


def test_a_file_that_inflates_is_refused_before_it_does(tmp_path: Path) -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 50_000_000)
    path = tmp_path / "bom.docx"
    path.write_bytes(data.getvalue())
    with pytest.raises(UnreadableFile, match="phình ra quá lớn"):
        read_file(path)
