"""What the disk refuses, said so that an officer knows what to do: it is full, read-only, someone else's."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor
from contextlib import contextmanager

from kb.errors import KbError

_FULL = ("đĩa đã đầy", "xóa bớt tệp cho trống chỗ rồi chạy lại")
_REASONS: dict[int, tuple[str, str | None]] = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: ("hết phần đĩa được cấp", _FULL[1]),
    errno.EFBIG: ("tệp vượt cỡ lớn nhất được phép ghi", _FULL[1]),
    errno.EACCES: ("không có quyền đọc hoặc ghi", "xin quyền với tệp, thư mục này, hoặc chọn chỗ khác"),
    errno.EPERM: ("không có quyền đọc hoặc ghi", "xin quyền với tệp, thư mục này, hoặc chọn chỗ khác"),
    errno.EROFS: ("đĩa chỉ cho đọc", "chọn thư mục ghi được"),
    errno.ENOENT: ("không có tệp hoặc thư mục này", None),
    errno.ENOTDIR: ("có tệp đứng ở chỗ của một thư mục", "đổi tên hoặc dời tệp ấy"),
    errno.EEXIST: ("có tệp đứng ở chỗ của một thư mục", "đổi tên hoặc dời tệp ấy"),
    errno.EISDIR: ("đây là thư mục, không phải tệp", None),
    errno.ENAMETOOLONG: ("tên tệp quá dài", "đặt tên ngắn hơn"),
    errno.EMFILE: ("máy đang mở quá nhiều tệp", "đóng bớt chương trình rồi chạy lại"),
    errno.EIO: ("đĩa bị lỗi", "kiểm tra đĩa"),
}


class DiskRefused(KbError):
    """Reading or writing failed for a reason outside the program; what was there before is still there."""


def refused(error: OSError, where: str | None = None) -> DiskRefused:
    """The sentence for an error of the operating system; ``where`` stands in for a file that it does not name.

    >>> print(refused(OSError(errno.ENOSPC, "No space left on device", "/kho/a.md")))
    /kho/a.md: đĩa đã đầy. Cách xử lý: xóa bớt tệp cho trống chỗ rồi chạy lại
    """
    reason, hint = _REASONS.get(error.errno or 0, (error.strerror or str(error), None))
    # Of two names (a rename, a copy) the last is the one that is written.
    place = where or error.filename2 or error.filename
    return DiskRefused(reason, where=None if place is None else str(place), hint=hint)


@contextmanager
def telling(where: str) -> Iterator[None]:
    """Turns what the disk, SQLite or a killed helper process says into :class:`DiskRefused`; ``where`` is the folder
    that is written."""
    try:
        yield
    except OSError as error:
        raise refused(error, where if error.errno in {errno.ENOSPC, errno.EDQUOT} else None) from error
    except sqlite3.OperationalError as error:
        full = "full" in str(error)
        reason, hint = _FULL if full else ("không ghi được chỉ mục", "kiểm tra đĩa và quyền ghi")
        raise DiskRefused(reason, found=None if full else str(error), where=where, hint=hint) from error
    except BrokenExecutor as error:
        raise DiskRefused("tiến trình đọc văn bản bị dừng giữa chừng", hint="máy có thể thiếu bộ nhớ") from error
