"""Files that a page gives to be kept."""

from __future__ import annotations

from fastapi.responses import Response

_MEDIA_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "odt": "application/vnd.oasis.opendocument.text",
    "html": "text/html; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "md": "text/markdown; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
}
#: What is handed back as it came, and never shown by the browser.
_AS_IT_CAME = "application/octet-stream"


def download(data: bytes, name: str, form: str = "") -> Response:
    """A file under the name (of plain letters) that it is to be saved by; ``form`` is what it is, as its suffix says,
    "" for a file that came from outside.

    >>> download(b"", "so-uy-quyen.csv", "csv").headers["Content-Disposition"]
    'attachment; filename="so-uy-quyen.csv"'
    """
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(data, media_type=_MEDIA_TYPES[form] if form else _AS_IT_CAME, headers=headers)
