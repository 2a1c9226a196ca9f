"""Opening an index without reading again what another generation of it has read.

Whoosh copies the parts of each segment into memory when it opens one. A segment is written once, under a random name,
and goes on from generation to generation: so its parts are kept for as long as anybody has them open, and shared.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any
from weakref import WeakValueDictionary

from whoosh import index
from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import BufferFile, StructFile

_SEGMENT = ".seg"


class _Content:
    """The bytes of one part of a segment."""

    def __init__(self, content: bytes) -> None:
        self.content = content


_contents: WeakValueDictionary[tuple[str, int], _Content] = WeakValueDictionary()


class _Part(BufferFile):  # type: ignore[misc]
    """A part that is read from shared bytes; it has a position of its own."""

    def __init__(self, shared: _Content, name: str) -> None:
        super().__init__(shared.content, name=name)
        self._shared = shared


class _Segment(StructFile):  # type: ignore[misc]
    """The file of a segment."""

    def subset(self, position: int, length: int, name: str) -> _Part:
        """A part of it. Its name is that of the segment with a suffix, so no other file has one like it."""
        shared = _contents.get((name, length))
        if shared is None:
            self.seek(position)
            shared = _contents[name, length] = _Content(self.read(length))
        return _Part(shared, name)


class _Storage(FileStorage):  # type: ignore[misc]
    """A folder of segments."""

    def __init__(self, directory: Path) -> None:
        super().__init__(str(directory), supports_mmap=False, readonly=True)

    def open_file(self, name: str, **options: Any) -> StructFile:
        """A file of the folder."""
        if not name.endswith(_SEGMENT):
            return super().open_file(name, **options)
        return _Segment((Path(self.folder) / name).open("rb"), name=name)


def open_index(directory: Path) -> index.FileIndex:
    """The index in a directory, to be read. Raises :class:`whoosh.index.EmptyIndexError` where there is none."""
    return index.FileIndex(_Storage(directory))
