"""Word 97-2003 (DOC): made a DOCX in a folder of its own by msdoc2docx, then read like one, with fonts per run.

What msdoc2docx cannot take apart is given to LibreOffice where it is installed. Large files are not: a file of 1.5 MB
takes it no less time (16 s beside 10 s), most of which it needs to start.
"""

from __future__ import annotations

import contextlib
import shutil
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

from indexer.blocks import RawDocument
from indexer.readers import docx
from indexer.readers.errors import UnreadableFile

_OFFICE_SECONDS = 60


def read(data: bytes) -> RawDocument:
    """The blocks of a DOC; :class:`UnreadableFile` if it is broken, encrypted or older than Word 97."""
    import doc2docx  # a tenth of what any command takes to start
    from doc2docx.errors import Doc2DocxError

    with tempfile.TemporaryDirectory(prefix="cancu-doc-") as folder:
        source, target = Path(folder, "in.doc"), Path(folder, "out.docx")
        source.write_bytes(data)
        try:
            doc2docx.convert(source, target)
        except (Doc2DocxError, ValueError, KeyError, IndexError, OSError) as error:
            if office := _by_office(source):
                return replace(docx.read(office), format="doc", messages=("đọc qua LibreOffice",))
            hint = "mở bằng Word hoặc LibreOffice rồi lưu thành .docx"
            raise UnreadableFile("tệp .doc không đọc được", found=str(error)[:120], hint=hint) from error
        return replace(docx.read(target.read_bytes()), format="doc")


def _by_office(source: Path) -> bytes | None:
    """The file as LibreOffice converts it; None without LibreOffice, or if it cannot (it ends with 0 even then)."""
    program = shutil.which("soffice")
    if program is None:
        return None
    target = source.parent / "office"
    profile = f"-env:UserInstallation={(source.parent / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", "docx", "--outdir", str(target), str(source)]
    with contextlib.suppress(OSError, subprocess.TimeoutExpired):
        subprocess.run(command, capture_output=True, timeout=_OFFICE_SECONDS, check=False)
    converted = target / f"{source.stem}.docx"
    return converted.read_bytes() if converted.is_file() else None
