"""Opening OOXML packages without being harmed by them.

A DOCX of 423 KB can inflate to 786 MB, and a DTD can name files of the machine. So sizes are checked before anything
is inflated, and a document type declaration is refused.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from functools import lru_cache
from typing import Any

from lxml import etree

from indexer.readers.errors import UnreadableFile

Element = etree._Element

_MAX_PART = 120_000_000
_MAX_TOTAL = 400_000_000
_MAX_ENTRIES = 5_000
_MAX_RATIO = 200
_SMALL = 5_000_000
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


class Package:
    """The members of a zip file, each read at most once by name."""

    def __init__(self, data: bytes) -> None:
        """Opens the archive; :class:`UnreadableFile` if it is broken, encrypted, or inflates beyond all measure."""
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
            raise UnreadableFile("tệp nén bị hỏng hoặc tải về chưa đủ", hint="tải lại tệp gốc") from error
        self.names = set(self._zip.namelist())
        self._check(len(data))

    def _check(self, packed: int) -> None:
        entries = self._zip.infolist()
        total = sum(entry.file_size for entry in entries)
        if any(entry.flag_bits & 1 for entry in entries):
            raise UnreadableFile("tệp nén có mật khẩu", hint="bỏ mật khẩu rồi lưu lại")
        if len(entries) > _MAX_ENTRIES or total > _MAX_TOTAL or (total > _SMALL and total > packed * _MAX_RATIO):
            hint = "mở bằng Word, bỏ ảnh và phần thừa rồi lưu lại"
            raise UnreadableFile("tệp nén phình ra quá lớn", found=f"{total:,} byte", hint=hint)

    def read(self, name: str) -> bytes:
        """The bytes of a member; :class:`UnreadableFile` if it is missing, broken or too large."""
        try:
            if self._zip.getinfo(name).file_size > _MAX_PART:
                raise UnreadableFile("tệp nén phình ra quá lớn", found=name)
            return self._zip.read(name)
        except (KeyError, zlib.error, zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError) as error:
            raise UnreadableFile("tệp Word bị hỏng hoặc thiếu phần", found=name, hint="tải lại tệp gốc") from error

    def xml(self, name: str) -> Element | None:
        """The root of an XML member, None where the package has none of that name."""
        return parse_xml(self.read(name), name) if name in self.names else None


def parse_xml(data: bytes, name: str) -> Element:
    """The root element; :class:`UnreadableFile` for a DTD and for what is not well-formed."""
    if _DOCTYPE.search(data):
        raise UnreadableFile("tệp Word có khai báo DTD, có thể gây hại", found=name, hint="mở bằng Word rồi lưu lại")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, remove_comments=True)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableFile("tệp Word bị hỏng", found=name, hint="mở bằng Word rồi lưu lại") from error


def local(element: Element) -> str:
    """The tag without its namespace; "" for comments and the like."""
    tag: Any = element.tag
    return _without_namespace(tag)


@lru_cache(maxsize=4_096)
def _without_namespace(tag: Any) -> str:
    """The local part of a name; "" for what stands for comments and the like. Files have few names."""
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Element, name: str) -> str | None:
    """An attribute by its local name: transitional and strict OOXML differ in the namespace only."""
    for key, value in element.items():
        if _without_namespace(key) == name:
            return str(value)
    return None


def child(element: Element | None, *path: str) -> Element | None:
    """The first descendant along a path of local names."""
    for name in path:
        if element is None:
            return None
        for found in element:
            if local(found) == name:
                element = found
                break
        else:
            return None
    return element


def value(element: Element | None, *path: str) -> str | None:
    """The ``val`` of the element along a path."""
    found = child(element, *path)
    return None if found is None else attribute(found, "val")
