"""Word 97-2003 (DOC): made a DOCX in memory's own folder by msdoc2docx, then read like one, with fonts per run."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

import doc2docx
from doc2docx.errors import Doc2DocxError

from indexer.blocks import RawDocument
from indexer.readers import docx
from indexer.readers.errors import UnreadableFile


def read(data: bytes) -> RawDocument:
    """The blocks of a DOC; :class:`UnreadableFile` if it is broken, encrypted or older than Word 97."""
    with tempfile.TemporaryDirectory(prefix="cancu-doc-") as folder:
        source, target = Path(folder, "in.doc"), Path(folder, "out.docx")
        source.write_bytes(data)
        try:
            doc2docx.convert(source, target)
        except (Doc2DocxError, ValueError, KeyError, IndexError, OSError) as error:
            hint = "mở bằng Word hoặc LibreOffice rồi lưu thành .docx"
            raise UnreadableFile("tệp .doc không đọc được", found=str(error)[:120], hint=hint) from error
        return replace(docx.read(target.read_bytes()), format="doc")
