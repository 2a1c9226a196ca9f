"""Plain text of reports: broken lines are read as one, and everything is told where it stands."""

from __future__ import annotations

import random

import pytest

from indexer.report_lines import LinedText

_BROKEN = """SỞ XÂY DỰNG
Căn cứ Luật Du lịch ngày
20 tháng 11 năm 2030;
Căn cứ Nghị định số
12/2031/NĐ-CP ngày 05 tháng 3 năm 2031 của Chính
phủ quy định về quản lý bến thuyền du lịch;

1. Kết quả
- Đã cấp giấy."""


@pytest.mark.parametrize(
    ("text", "passages"),
    [
        (
            _BROKEN,
            [
                (1, "SỞ XÂY DỰNG"),
                (2, "Căn cứ Luật Du lịch ngày 20 tháng 11 năm 2030;"),
                (4, "Căn cứ Nghị định số 12/2031/NĐ-CP ngày 05 tháng 3 năm 2031 của Chính phủ quy định về quản lý bến "
                    "thuyền du lịch;"),
                (8, "1. Kết quả"),
                (9, "- Đã cấp giấy."),
            ],
        ),
        ("Sở đã họp.\nPhòng đã học Nghị định.\nĐội đã nhận.",
         [(1, "Sở đã họp."), (2, "Phòng đã học Nghị định."), (3, "Đội đã nhận.")]),
        ("Hồ sơ gồm:\na) đơn\nb) giấy", [(1, "Hồ sơ gồm:"), (2, "a) đơn"), (3, "b) giấy")]),
        ("", []),
    ],
)  # fmt: skip
def test_broken_lines_are_one_passage(text: str, passages: list[tuple[int, str]]) -> None:
    assert [(passage.number, passage.text) for passage in LinedText(text).passages] == passages


@pytest.mark.parametrize("seed", range(40))
def test_passages_are_stretches_of_the_text(seed: int) -> None:
    chosen = random.Random(seed)
    pieces = ["Căn cứ Luật", "ngày 5", "và các", "", "  số 3", "Điều 4.", "a) x", "-"]
    text = "\n".join(chosen.choices(pieces, k=chosen.randrange(30)))
    lined = LinedText(text)
    for start, passage in zip(lined.starts, lined.passages, strict=True):
        assert text[start : start + len(passage.text)].replace("\n", " ") == passage.text
        assert lined.line_of(start) == passage.number - 1
    assert "".join("".join(passage.text.split()) for passage in lined.passages) == "".join(text.split())
