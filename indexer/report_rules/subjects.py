"""Whether the words behind a citation are the subject (trích yếu) of the document that it names."""

from __future__ import annotations

import re

from kb.text import normalise, words_key

#: Words that a trích yếu begins with.
_OPENERS = re.compile(
    r"""[\s,:]{0,3}["“«(]?\s{0,2}
    (?:(?:của\s)?(?-i:Chủ\snhiệm|Bộ\strưởng|Trưởng\sban|Chủ\stịch|Tổng)\s[^,;.()\n]{0,80}?\s)?    # rest of the issuer
    (?:
        về | v/v | quy\sđịnh | quy\schế | sửa\sđổi | bổ\ssung | hướng\sdẫn | ban\shành | phê\sduyệt | thành\slập
      | công\sbố | uỷ\squyền | phân\scấp | phân\squyền | giao | bãi\sbỏ | thay\sthế | đính\schính | kiện\stoàn
      | tổ\schức | chức\snăng | điều\schỉnh | triển\skhai | tổng\skết | tăng\scường | quy\shoạch | chiến\slược
      | một\ssố | tiếp\stục | thí\sđiểm | nâng\scao | đẩy\smạnh | xử\sphạt | cải\scách | phát\striển | chi\stiết
      | quản\slý
    )(?!\w)""",
    re.VERBOSE | re.IGNORECASE,
)
#: How far behind a citation its subject is looked for, in characters, and how many of its words must be there.
_NEAR, _WORDS = 160, 3
#: Words that stand before a subject and are no part of it.
_NO_SUBJECT = {"về", "việc", "v"}


def names_subject(text: str, end: int, title: str = "") -> bool:
    """Whether the subject of a document follows the place where its symbol, date and issuer end.

    >>> names_subject("Nghị định số 30/2020/NĐ-CP của Chính phủ về công tác văn thư", 41)
    True
    >>> names_subject("Nghị định số 30/2020/NĐ-CP, Ban Quản lý báo cáo", 26)
    False
    """
    return bool(_OPENERS.match(normalise(text[end : end + _NEAR]))) or repeats_title(text, end, title)


def repeats_title(text: str, end: int, title: str) -> bool:
    """Whether the title that is held is repeated there, by its first words."""
    said = f" {words_key(text[end : end + _NEAR])} "
    words = [word for word in words_key(title).split() if word not in _NO_SUBJECT]
    return len(words) >= _WORDS and f" {' '.join(words[:_WORDS])} " in said
