"""Links in OpenDocument texts: the body and the heads and feet of pages; all other members stay byte for byte."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from indexer.links import Link
from indexer.markup_links import ODT, MarkupParagraph, MarkupText, without_links
from indexer.readers.errors import UnreadableFile
from indexer.readers.package import Package
from indexer.repacking import repack

_MEMBERS = {"content.xml": "đoạn", "styles.xml": "đầu trang, chân trang"}
_MOST_BYTES = 25_000_000


class OdtParagraph(NamedTuple):
    """A paragraph with the member that it is in, and how that is called."""

    member: str
    place: str
    block: MarkupParagraph


class OdtText:
    """An OpenDocument text opened to be read and linked. Raises :class:`UnreadableFile` when it is none."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        package = Package(data)
        if b"manifest:encryption-data" in _member(package, "META-INF/manifest.xml"):
            raise UnreadableFile("tệp được đặt mật khẩu", hint="mở bằng LibreOffice, bỏ mật khẩu rồi lưu lại")
        self._sources = {name: _decoded(_member(package, name)) for name in _MEMBERS if name in package.names}
        if "content.xml" not in self._sources:
            raise UnreadableFile("tệp ODT bị hỏng", hint="mở bằng LibreOffice rồi lưu lại")
        self._texts = {name: MarkupText(source, ODT) for name, source in self._sources.items()}

    @property
    def paragraphs(self) -> Iterator[OdtParagraph]:
        """All paragraphs in reading order."""
        for name, text in self._texts.items():
            for block in text.paragraphs:
                yield OdtParagraph(name, _MEMBERS[name], block)

    def link(self, links: Sequence[tuple[OdtParagraph, Link]]) -> tuple[bytes, int]:
        """The file with those links, and how many could be put in."""
        return self._with(
            {
                name: text.link([(shown.block, link) for shown, link in links if shown.member == name])
                for name, text in self._texts.items()
            }
        )

    def without_links(self, base_url: str) -> tuple[bytes, int]:
        """The file without the links to a server, and how many there were."""
        return self._with({name: without_links(source, ODT, base_url) for name, source in self._sources.items()})

    def _with(self, new: Mapping[str, tuple[str, int]]) -> tuple[bytes, int]:
        """The file with new sources of its members, and how much was done in all; the very bytes that were given when
        nothing changed."""
        changed = {name: source.encode() for name, (source, _) in new.items() if source != self._sources[name]}
        data = repack(self._data, changed) if changed else self._data
        return data, sum(count for _, count in new.values())


def is_odt(data: bytes) -> bool:
    """Whether a file is an OpenDocument text: its first member says so, uncompressed."""
    return data[:4] == b"PK\x03\x04" and b"mimetypeapplication/vnd.oasis.opendocument.text" in data[:120]


def _member(package: Package, name: str) -> bytes:
    try:
        data = package.read(name) if name in package.names else b""
    except zipfile.BadZipFile as error:
        raise UnreadableFile("tệp ODT bị hỏng", found=name, hint="mở bằng LibreOffice rồi lưu lại") from error
    if len(data) > _MOST_BYTES:
        raise UnreadableFile("báo cáo quá dài", found=f"{len(data):,} byte", hint="tách thành nhiều tệp")
    return data


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UnreadableFile("tệp ODT bị hỏng", hint="mở bằng LibreOffice rồi lưu lại") from error
