"""Reading scans: each page is made an image, and the program Tesseract reads its letters.

Tesseract is a program of its own, installed or not; nothing else of the product needs it. What it reads is marked
(``Document.origin`` "ocr", kept in the corpus file), since letters and digits may be wrong: number, day and issuer
count once a person has compared them with the original (:mod:`indexer.scans`).
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from statistics import mean

from indexer.blocks import RawDocument
from indexer.ocr_lines import ScannedLine, scanned_lines, text_lines
from indexer.ocr_mending import mended
from indexer.outline import outline
from indexer.readers import page_images
from indexer.readers.errors import UnreadableFile
from indexer.readers.furniture import set_apart_on_pages
from indexer.readers.wrapping import TextLine, join_lines, notes_last
from indexer.reading import OnPage, in_child
from kb.documents import Document, Fault

__all__ = ["could_be_scan", "ocr_available", "read_scan"]

_PROGRAM = "tesseract"
#: Where the Windows installer puts it, and does not tell the shell.
_ON_WINDOWS = r"C:\Program Files\Tesseract-OCR\tesseract.exe"
_LANGUAGE = "vie"
_HOW_TO_INSTALL = (
    "cài gói tesseract-ocr và tesseract-ocr-vie (Debian, Ubuntu: apt install tesseract-ocr tesseract-ocr-vie; "
    "Windows: bộ cài Tesseract, chọn thêm tiếng Việt)"
)
_PAGE_SECONDS = 100
_MOST_AT_ONCE = 4
#: Below this mean trust (0 to 100) a page is told of.
_DOUBTFUL = 70
_TO_COMPARE = "chữ do máy đọc từ bản quét (OCR), có thể sai"


def ocr_available() -> str | None:
    """None when scans can be read here; else why not and what to install, in a sentence for officers."""
    program = _program()
    if program is None:
        return f"máy này chưa có chương trình nhận dạng chữ Tesseract: {_HOW_TO_INSTALL}"
    try:
        told = subprocess.run([program, "--list-langs"], capture_output=True, timeout=20, check=False).stdout
    except (OSError, subprocess.TimeoutExpired):
        return f"không chạy được Tesseract ({program}): {_HOW_TO_INSTALL}"
    if _LANGUAGE not in told.decode(errors="replace").split():
        return f"Tesseract chưa có dữ liệu tiếng Việt: {_HOW_TO_INSTALL}"
    return None


def could_be_scan(path: Path) -> bool:
    """Whether a file is of a kind that may hold scanned pages: a PDF or an image (PNG, JPEG, TIFF)."""
    with path.open("rb") as file:
        return page_images.could_be_scan(file.read(1024))


def read_scan(path: Path, on_page: OnPage | None = None) -> Document:
    """The document on the pages of a scan, ``origin`` "ocr"; ``on_page`` is told after each page (done, of how many).

    The pages are read in a child process, within limits of memory and time for each. Raises :class:`UnreadableFile`
    when there is no Tesseract, when the file is neither PDF nor image, or when no page holds a word.
    """
    if trouble := ocr_available():
        raise UnreadableFile("chưa đọc được bản quét", where=path.name, hint=trouble)
    return in_child(_read_in_child, path, on_page)


def _program() -> str | None:
    return shutil.which(_PROGRAM) or (_ON_WINDOWS if os.name == "nt" and Path(_ON_WINDOWS).exists() else None)


def _read_in_child(path: Path, on_page: OnPage) -> Document:
    pages = list(_read_pages(path.read_bytes(), on_page))
    lines = text_lines(pages)
    if not any(line.kind == "paragraph" for page in lines for line in page):
        raise UnreadableFile("không nhận ra chữ nào trong bản quét", hint="quét lại rõ hơn, 300 dpi, đúng chiều")
    mends: list[str] = []
    shown = [[_mended(line, mends) for line in page] for page in set_apart_on_pages(lines)]
    blocks = join_lines(list(notes_last(line for page in shown for line in page)))
    messages = (*_doubtful_pages(pages), *dict.fromkeys(mends))
    document = outline(RawDocument("ocr", tuple(blocks), messages=messages), path.stem)
    compare = Fault("warning", _TO_COMPARE, hint="so số, ngày, cơ quan ban hành với bản gốc")
    return replace(document, origin="ocr", faults=(compare, *document.faults))


def _mended(line: TextLine, mends: list[str]) -> TextLine:
    """The line with what is certainly misread mended; changed numbers are told, with their page."""
    text, numbers = mended(line.text)
    mends.extend(f"{line.place}: máy đọc “{read}”, hiểu là “{meant}”" for read, meant in numbers)
    return replace(line, text=text)


def _doubtful_pages(pages: Sequence[Sequence[ScannedLine]]) -> Iterator[str]:
    for number, page in enumerate(pages, 1):
        if not page:
            yield f"trang {number}: không nhận ra chữ nào"
        elif (trust := mean(line.trust for line in page)) < _DOUBTFUL:
            yield f"trang {number}: chữ mờ, độ tin khoảng {trust:.0f} %"


def _read_pages(data: bytes, on_page: OnPage) -> Iterator[list[ScannedLine]]:
    """The lines of each page. Tesseract runs for several pages at once, each in a process of its own."""
    at_once = min(os.cpu_count() or 1, _MOST_AT_ONCE)
    with ThreadPoolExecutor(at_once) as pool:
        total, images = page_images.page_images(data)
        waiting: list[Future[list[list[ScannedLine]]]] = []
        done = 0
        on_page(0, total)
        for image in images:
            waiting.append(pool.submit(_recognise, image))
            if len(waiting) > at_once:
                yield from waiting.pop(0).result()
                on_page(done := done + 1, total)
        for future in waiting:
            yield from future.result()
            on_page(done := done + 1, total)


def _recognise(image: bytes) -> list[list[ScannedLine]]:
    """The lines on an image, page by page (a TIFF may hold several)."""
    program = _program()
    if program is None:
        raise UnreadableFile("chưa đọc được bản quét", hint=_HOW_TO_INSTALL)
    command = [program, "stdin", "stdout", "-l", _LANGUAGE, "--psm", "3"]
    if image.startswith(b"P5"):
        command += ["--dpi", str(page_images.DPI)]
    try:
        told = subprocess.run(
            [*command, "tsv"], input=image, capture_output=True, timeout=_PAGE_SECONDS, check=False,
            env=os.environ | {"OMP_THREAD_LIMIT": "1"},
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise UnreadableFile("nhận dạng chữ quá lâu, đã dừng", hint="quét lại rõ hơn, mỗi trang một ảnh") from error
    if told.returncode:
        raise UnreadableFile("Tesseract không đọc được ảnh", found=_last_line(told.stderr))
    return scanned_lines(told.stdout.decode("utf-8", errors="replace"))


def _last_line(told: bytes) -> str:
    return told.decode(errors="replace").strip().rpartition("\n")[2][:120]
