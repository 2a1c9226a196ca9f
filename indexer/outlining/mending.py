"""Fixed phrases of a head that a page broke into several lines, put together again.

Pages saved from the web wrap the narrow cells of a head: "QUYẾT" / "ĐỊNH", "CỘNG" / "HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from indexer.blocks import Block
from kb.doctypes import TYPES
from kb.text import fold

_HEAD_LINES = 120
#: "Quảng" / "Trị, ngày 27 tháng …".
_PLACE_BEGUN = re.compile(r"[A-ZĐÀ-Ỹ][^\W\d_A-Z]{1,6}")
_PLACE_AND_DAY = re.compile(r"[A-ZĐÀ-Ỹ][^\W\d_]{1,7},\sngày\s.{0,12}tháng\s")
_PHRASES = (
    "cong hoa xa hoi chu nghia viet nam", "chinh phu", "thu tuong chinh phu", "uy ban nhan dan", "hoi dong nhan dan",
    "quoc hoi", *(fold(entry.name) for entry in TYPES if " " in entry.name),
)  # fmt: skip


def mend_head(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with broken phrases of the head in one; the rest as it is.

    >>> [block.text for block in mend_head([Block("QUYẾT"), Block("ĐỊNH"), Block("Về việc ủy quyền")])]
    ['QUYẾT ĐỊNH', 'Về việc ủy quyền']
    """
    mended: list[Block] = []
    for index, block in enumerate(blocks):
        if mended and index < _HEAD_LINES and _completes(mended[-1].text, block.text):
            mended[-1] = replace(mended[-1], text=f"{mended[-1].text} {block.text}")
        else:
            mended.append(block)
    return mended


def _completes(first: str, second: str) -> bool:
    """Whether the first line is the beginning of a phrase that the second goes on."""
    if _PLACE_BEGUN.fullmatch(first) and _PLACE_AND_DAY.match(second):
        return True
    if len(first) > 40 or not first.isupper():
        return False
    begun, whole = fold(first), fold(f"{first} {second}")
    return any(
        phrase.startswith(f"{begun} ") and (phrase.startswith(whole) or f"{whole} ".startswith(f"{phrase} "))
        for phrase in _PHRASES
    )
