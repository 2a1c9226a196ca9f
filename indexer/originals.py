"""Looking at a file as it came: its pages as pictures, its text paragraph by paragraph. All in a child process.

A file is taken never to change under its path, so that what was made of it lately is remembered.
"""

from __future__ import annotations

from functools import lru_cache, partial
from pathlib import Path
from threading import BoundedSemaphore

from indexer.blocks import Block
from indexer.readers import UnreadableFile, read_bytes
from indexer.readers.page_pictures import count_pages, page_png
from indexer.reading import OnPage, in_child

#: More paragraphs are not shown beside the form.
MOST_BLOCKS = 400
#: A browser asks for many pages at once; more processes than this would only stand in each other's way.
_AT_ONCE = BoundedSemaphore(2)


@lru_cache(maxsize=500)
def pages_of(path: Path) -> int:
    """How many pages can be shown as pictures: those of a PDF; 0 for any other file and for one that does not open."""
    with path.open("rb") as file:
        if b"%PDF-" not in file.read(1024):
            return 0
    try:
        return in_child(_count, path)
    except UnreadableFile:
        return 0


def page_picture(path: Path, number: int) -> bytes:
    """A page (counted from 1) of a PDF as PNG; :class:`UnreadableFile` when it cannot be shown."""
    with _AT_ONCE:
        return in_child(partial(_picture, number=number), path)


@lru_cache(maxsize=20)
def text_of(path: Path) -> tuple[Block, ...]:
    """The first paragraphs of a file as read, before anything was made of them; none for what cannot be read."""
    try:
        return tuple(in_child(_blocks, path))
    except UnreadableFile:
        return ()


def _count(path: Path, on_page: OnPage) -> int:
    return count_pages(path.read_bytes())


def _picture(path: Path, on_page: OnPage, *, number: int) -> bytes:
    return page_png(path.read_bytes(), number - 1)


def _blocks(path: Path, on_page: OnPage) -> list[Block]:
    return list(read_bytes(path.read_bytes(), path.name).blocks[:MOST_BLOCKS])
