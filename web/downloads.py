"""Files that a page gives to be kept."""

from __future__ import annotations

from fastapi.responses import Response

_MEDIA_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": "application/vnd.oasis.opendocument.text",
    "html": "text/html; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "md": "text/markdown; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
}


def download(data: bytes, name: str, form: str) -> Response:
    """A file under the name that it is to be saved by; ``form`` is what it is, as its suffix says."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(data, media_type=_MEDIA_TYPES[form], headers=headers)
