"""Everyday words, and what the law writes instead of them.

Only words that legal texts hardly use are listed, so that nothing is lost by the exchange. Each entry shows itself at
work: a question, and the same in the words of the law.

>>> in_words_of_the_law("bị mất sổ đỏ thì xin cấp lại ở đâu")
'bị mất giấy chứng nhận quyền sử dụng đất thì đề nghị cấp lại ở đâu'
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Everyday:
    """``said`` in everyday speech (lower case, new tone style), ``written`` in the law; ``example`` → ``becomes``."""

    said: str
    written: str
    example: str
    becomes: str


EVERYDAY: tuple[Everyday, ...] = (
    Everyday("visa", "thị thực", "gia hạn visa", "gia hạn thị thực"),
    Everyday("work permit", "giấy phép lao động", "cấp work permit", "cấp giấy phép lao động"),
    Everyday(
        "miễn giấy phép lao động",
        "không thuộc diện cấp giấy phép lao động",
        "xác nhận miễn giấy phép lao động",
        "xác nhận không thuộc diện cấp giấy phép lao động",
    ),
    Everyday("cấp co", "cấp giấy chứng nhận xuất xứ", "cấp co mẫu d", "cấp giấy chứng nhận xuất xứ mẫu d"),
    Everyday("flycam", "tàu bay không người lái", "nhập khẩu flycam", "nhập khẩu tàu bay không người lái"),
    Everyday("sổ đỏ", "giấy chứng nhận quyền sử dụng đất", "cấp sổ đỏ", "cấp giấy chứng nhận quyền sử dụng đất"),
    Everyday("sổ hồng", "giấy chứng nhận quyền sở hữu nhà ở", "mất sổ hồng", "mất giấy chứng nhận quyền sở hữu nhà ở"),
    Everyday("bằng lái", "giấy phép lái xe", "đổi bằng lái", "đổi giấy phép lái xe"),
    Everyday("xe hơi", "ô tô", "mua xe hơi", "mua ô tô"),
    Everyday("ly dị", "ly hôn", "thủ tục ly dị", "thủ tục ly hôn"),
    Everyday("bố mẹ", "cha mẹ", "bố mẹ nuôi", "cha mẹ nuôi"),
    Everyday("ba mẹ", "cha mẹ", "ba mẹ mất", "cha mẹ mất"),
    Everyday("nghỉ đẻ", "nghỉ thai sản", "chế độ nghỉ đẻ", "chế độ nghỉ thai sản"),
    Everyday("đuổi việc", "sa thải", "bị đuổi việc", "bị sa thải"),
    Everyday("tăng ca", "làm thêm giờ", "tiền tăng ca", "tiền làm thêm giờ"),
    Everyday("quỵt lương", "không trả lương", "bị quỵt lương", "bị không trả lương"),
    Everyday("đi tù", "phạt tù", "có phải đi tù", "có phải phạt tù"),
    Everyday("ở tù", "phạt tù", "bị ở tù", "bị phạt tù"),
    Everyday("đóng thuế", "nộp thuế", "chậm đóng thuế", "chậm nộp thuế"),
    Everyday("đóng phạt", "nộp phạt", "thời hạn đóng phạt", "thời hạn nộp phạt"),
    Everyday("ăn trộm", "trộm cắp tài sản", "tội ăn trộm", "tội trộm cắp tài sản"),
    Everyday("xin cấp", "đề nghị cấp", "đơn xin cấp lại", "đơn đề nghị cấp lại"),
    Everyday("nghỉ phép năm", "nghỉ hằng năm", "số ngày nghỉ phép năm", "số ngày nghỉ hằng năm"),
    Everyday("đền bù", "bồi thường", "đền bù đất nông nghiệp", "bồi thường đất nông nghiệp"),
    Everyday("online", "trực tuyến", "nộp hồ sơ online", "nộp hồ sơ trực tuyến"),
)
_WRITTEN = {entry.said: entry.written for entry in EVERYDAY}
_SAID = re.compile(rf"(?<!\w)(?:{'|'.join(sorted(map(re.escape, _WRITTEN), key=len, reverse=True))})(?!\w)")


def in_words_of_the_law(text: str) -> str:
    """A question (lower case, normalised) with everyday words exchanged."""
    return _SAID.sub(lambda found: _WRITTEN[found.group()], text)
