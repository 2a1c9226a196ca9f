"""Members of a package read so that they can be written back as they were, and the package with some of them replaced.

What :mod:`indexer.readers` reads is not written again, and comes without comments.
"""

from __future__ import annotations

import io
import zipfile

from lxml import etree

from indexer.docx_runs import Element
from indexer.readers.errors import UnreadableFile


def parse_whole(data: bytes, member: str) -> Element:
    """The root of a member, comments and all."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableFile("tệp Word bị hỏng", found=member, hint="mở bằng Word rồi lưu lại") from error
    if root.getroottree().docinfo.doctype:
        raise UnreadableFile("tệp Word có khai báo DTD, có thể gây hại", found=member, hint="mở bằng Word rồi lưu lại")
    return root


def serialise(root: Element) -> bytes:
    """A member to be written, with the declaration that Word writes."""
    return etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True)


def repack(data: bytes, new: dict[str, bytes]) -> bytes:
    """The archive with some members replaced; new ones come last, everything else stays as it was."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        target.comment = source.comment
        for info in source.infolist():
            content = new.pop(info.filename) if info.filename in new else source.read(info)
            target.writestr(info, content, info.compress_type)
        for name, content in new.items():
            target.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()
