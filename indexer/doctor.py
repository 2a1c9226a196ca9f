"""``cancu doctor``: everything that the product stands on, looked at, with what to do where something is wrong."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from importlib import metadata
from pathlib import Path
from typing import Literal

from indexer.build import plan, usable
from indexer.generations import Generation, WriterBusy, kept, writing
from indexer.pointer import current_name
from indexer.soundness import check_sound
from kb.errors import KbError

State = Literal["ok", "warning", "error"]
#: These install the same import package over each other.
_WHOOSH = ("whoosh", "whoosh-reloaded", "whoosh3", "whoosh-ng")
_LEAST_FREE = 500_000_000


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at: what was found, and what to do unless it is well."""

    name: str
    state: State
    found: str
    advice: str = ""


def examine(corpus: Path, data: Path) -> Iterator[Check]:
    """All checks, one after the other; nothing is changed."""
    yield _python()
    yield from _packages()
    yield _segmenter()
    yield from _tools()
    yield from _folders(corpus, data)
    yield _space(data)
    yield _writer(data)
    yield _clock(data)
    yield _pointer(data)
    yield from (_generation(generation) for generation in kept(data))
    yield _against_corpus(corpus, data)
    yield _faults(data)


def _python() -> Check:
    version = ".".join(map(str, sys.version_info[:3]))
    good = sys.version_info >= (3, 11)
    return Check("Python", "ok" if good else "error", version, "" if good else "cài Python 3.11 trở lên")


def _packages() -> Iterator[Check]:
    installed = [name for name in _WHOOSH if _version(name)]
    if installed != ["whoosh"]:
        advice = "gỡ hết các gói whoosh rồi cài lại: pip install whoosh==2.7.4"
        yield Check("whoosh", "error", ", ".join(installed) or "chưa cài", advice)
    for required in metadata.requires("can-cu") or () if _version("can-cu") else ():
        wanted, _, condition = required.partition(";")
        match = re.match(r"(?P<name>[\w.-]+)(?:\[[^\]]*\])?\s*(?:==\s*(?P<pinned>[\w.]+))?", wanted)
        if match is None or "extra" in condition:
            continue
        found = _version(match["name"])
        if found is None or match["pinned"] not in (None, found):
            yield Check(match["name"], "error", found or "chưa cài", f"pip install '{wanted.strip()}'")
    yield Check("Gói đi kèm", "ok", f"whoosh {_version('whoosh')}, pyvi {_version('pyvi')}")


def _version(name: str) -> str | None:
    with suppress(metadata.PackageNotFoundError):
        return metadata.version(name)
    return None


def _segmenter() -> Check:
    from indexer.words.segmentation import words

    try:
        found = words("uỷ quyền cấp giấy phép lao động")
    except Exception as error:  # whatever a damaged installation says
        return Check("Tách từ", "error", f"{type(error).__name__}: {error}", "cài lại: pip install pyvi==0.1.1")
    if not any("quyền" in word and word != "quyền" for word in found):
        return Check("Tách từ", "error", f"mô hình cho kết quả lạ: {found}", "cài lại: pip install pyvi==0.1.1")
    return Check("Tách từ", "ok", "mô hình dùng được")


def _tools() -> Iterator[Check]:
    """Programs that are used where they are there."""
    tesseract = shutil.which("tesseract")
    speaks = bool(tesseract) and "vie" in _output(str(tesseract), "--list-langs").split()
    yield Check(
        "Nhận dạng chữ", "ok" if speaks else "warning", "tesseract, tiếng Việt" if speaks else "chưa có",
        "" if speaks else "để đọc bản quét: cài tesseract-ocr và tesseract-ocr-vie",
    )  # fmt: skip
    office = shutil.which("soffice")
    yield Check("LibreOffice", "ok", office or "không có (không bắt buộc: tệp .doc được đọc không cần nó)")


def _output(*command: str) -> str:
    with suppress(OSError, subprocess.TimeoutExpired):
        return subprocess.run(command, capture_output=True, text=True, timeout=10, check=False).stdout
    return ""


def _folders(corpus: Path, data: Path) -> Iterator[Check]:
    for name, folder in (("Thư mục kho", corpus), ("Thư mục chỉ mục", data)):
        if not folder.is_dir():
            yield Check(name, "error", f"không có {folder}", "chỉ đúng bằng --corpus, --data, hoặc chạy cancu index")
        elif not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
            yield Check(name, "error", f"không có quyền ghi {folder}", "xin quyền đọc, ghi với thư mục này")
        else:
            yield Check(name, "ok", str(folder))


def _space(data: Path) -> Check:
    folder = data if data.is_dir() else data.parent
    try:
        free = shutil.disk_usage(folder).free
    except OSError as error:
        return Check("Chỗ trống", "error", str(error), "kiểm tra đĩa")
    needed = max(_LEAST_FREE, 3 * sum(path.stat().st_size for path in _serving_files(data)))
    good = free >= needed
    advice = "" if good else f"xóa bớt tệp; nên còn {needed // 10**6} MB"
    return Check("Chỗ trống", "ok" if good else "warning", f"{free // 10**6} MB", advice)


def _serving_files(data: Path) -> list[Path]:
    name = current_name(data)
    return [path for path in (data / "generations" / name).rglob("*") if path.is_file()] if name else []


def _writer(data: Path) -> Check:
    if not data.is_dir():
        return Check("Đang ghi", "ok", "không ai")
    try:
        with writing(data, "cancu doctor"):
            return Check("Đang ghi", "ok", "không ai")
    except WriterBusy as busy:
        return Check("Đang ghi", "warning", busy.message, "đợi xong; nếu quá lâu, xem tiến trình ấy còn chạy không")
    except OSError as error:
        return Check("Đang ghi", "error", str(error), "xin quyền ghi với thư mục chỉ mục")


def _clock(data: Path) -> Check:
    told = datetime.now().astimezone()
    made = [_made(generation) for generation in kept(data)]
    latest = max(filter(None, made), default=None)
    if latest and latest.timestamp() > time.time() + 60:
        found = f"bây giờ là {told:%H:%M %d/%m/%Y}, chỉ mục ghi {latest:%H:%M %d/%m/%Y}"
        return Check("Đồng hồ", "warning", found, "chỉnh lại đồng hồ máy; tình trạng hiệu lực tính theo hôm nay")
    return Check("Đồng hồ", "ok", f"{told:%H:%M %d/%m/%Y}")


def _made(generation: Generation) -> datetime | None:
    with suppress(KbError, ValueError, KeyError):
        return datetime.fromisoformat(str(generation.manifest["made"]))
    return None


def _pointer(data: Path) -> Check:
    name = current_name(data)
    if name is None:
        return Check("Bản đang dùng", "error", "không rõ", "chạy cancu index")
    return Check("Bản đang dùng", "ok", name)


def _generation(generation: Generation) -> Check:
    name = f"Chỉ mục {generation.name}"
    try:
        generation.verify(afresh=True)
        counts = check_sound(generation)
    except KbError as error:
        return Check(name, "error", error.message, error.hint or "chạy cancu index --all")
    return Check(name, "ok", f"nguyên vẹn, {counts.documents} văn bản, {counts.provisions} điều khoản")


def _against_corpus(corpus: Path, data: Path) -> Check:
    name = "Kho và chỉ mục"
    try:
        changes = plan(corpus, usable(data))
    except (KbError, OSError) as error:
        return Check(name, "error", str(error), "xem lại thư mục kho")
    if not changes:
        return Check(name, "ok", "khớp nhau")
    sums = f"thêm {len(changes.added)}, đổi {len(changes.changed)}, bỏ {len(changes.removed)}"
    return Check(name, "warning", f"chưa khớp: {sums}", "chạy cancu index")


def _faults(data: Path) -> Check:
    generation = usable(data)
    if generation is None:
        return Check("Lỗi của kho", "error", "chưa có chỉ mục dùng được", "chạy cancu index")
    faults = generation.catalogue.faults()
    errors = sum(fault.severity == "error" for fault in faults)
    state: State = "warning" if errors else "ok"
    return Check(
        "Lỗi của kho", state, f"{errors} lỗi, {len(faults) - errors} nhắc nhở", "chạy cancu check" if errors else ""
    )
