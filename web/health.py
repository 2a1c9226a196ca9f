"""How the server is, for a monitor: which generation serves, and whether it is the one that should."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel

from indexer.pointer import current_name
from kb.errors import KbError

router = APIRouter(prefix="/api", tags=["Tra cứu"])


class HealthOut(BaseModel):
    """``status``: "ok"; "degraded" when an earlier generation stands in, ``notice`` says why; "down" when none does."""

    status: Literal["ok", "degraded", "down"]
    generation: str | None
    current: str | None
    documents: int
    notice: str | None


@router.get("/health")
def health(request: Request, response: Response) -> HealthOut:
    """Máy chủ có khỏe không: đang dùng bản chỉ mục nào, có phải bản mới nhất không. 503 khi không trả lời được."""
    libraries = request.app.state.libraries
    pointer = current_name(libraries.data)
    try:
        library = libraries.current()
        documents = library.counts.documents
    except KbError as error:
        response.status_code = 503
        return HealthOut(status="down", generation=None, current=pointer, documents=0, notice=str(error))
    status: Literal["ok", "degraded"] = "degraded" if libraries.notice else "ok"
    return HealthOut(
        status=status, generation=library.name, current=pointer, documents=documents, notice=libraries.notice
    )
