"""The web application, put together: pages, JSON interface, static files, errors, and what guards them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from anyio import to_thread
from fastapi import FastAPI
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from indexer.drafts import DRAFTS, Drafts
from web import (
    api,
    basket_pages,
    choosing,
    errors,
    health,
    news_api,
    news_pages,
    pages,
    power_pages,
    power_review_pages,
    registers,
    remembered_pages,
    report_check,
    review_pages,
    submissions,
)
from web.handing import HandedOut, Helpers
from web.library import LibraryProvider
from web.ocr_jobs import OcrJobs
from web.paper import STATIC
from web.security import BodyLimit, HeadAsGet, SameOrigin, SecurityHeaders
from web.submissions import MOST_BYTES, Results
from web.views.drafts import DraftLines


class _Static(StaticFiles):
    """Static files, whose addresses change with their content."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response


#: What answers; an address belongs to the first that knows it.
_MODULES = (
    pages,
    choosing,
    power_pages,
    power_review_pages,
    registers,
    submissions,
    review_pages,
    report_check,
    basket_pages,
    remembered_pages,
    news_pages,
    news_api,
    api,
    health,
)
#: Pages that are made at the same time. Threads take turns in Python: more of them make every page slower and none
#: faster, and each opens the catalogue for itself.
_AT_ONCE = 8
#: How hard pages are packed: harder takes half as long again and saves a twentieth.
_PACKED = 4


@asynccontextmanager
async def _while_serving(app: FastAPI) -> AsyncIterator[None]:
    to_thread.current_default_thread_limiter().total_tokens = _AT_ONCE
    helpers: Helpers = app.state.helpers
    helpers.start()
    yield
    await helpers.stop()


def create_app(
    data: Path, corpus: Path, base_url: str = "", *, helpers: int = 0, libraries: LibraryProvider | None = None
) -> FastAPI:
    """The application over derived data in ``data`` and the documents in ``corpus``.

    ``base_url`` is how others reach the server ("http://may-chu:8000"), for links in reports and copied citations;
    without it the address that the reader used is taken. So many ``helpers`` make pages beside this process while it
    serves; ``libraries`` says what is served where that is not the current generation.
    """
    app = FastAPI(
        lifespan=_while_serving,
        title="Căn Cứ",
        description="Tra cứu căn cứ pháp lý: câu trả lời kèm chứng cứ, dưới dạng JSON.",
        version="0.1.0",
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
    )
    app.state.libraries = libraries or LibraryProvider(data)
    app.state.helpers = Helpers(helpers, data, corpus, base_url)
    _keep(app, data, corpus, base_url)
    _guard(app, base_url)
    app.mount("/static", _Static(directory=STATIC), name="static")
    for module in _MODULES:
        app.include_router(module.router)
    app.include_router(pages.short_addresses)
    errors.install(app)
    return app


def _keep(app: FastAPI, data: Path, corpus: Path, base_url: str) -> None:
    """What all requests share."""
    app.state.data, app.state.corpus, app.state.base_url = data, corpus, base_url.rstrip("/")
    app.state.results = Results()
    app.state.drafts = Drafts(corpus / DRAFTS)
    app.state.draft_lines = DraftLines(app.state.drafts)
    app.state.ocr = OcrJobs(app.state.drafts)


def _guard(app: FastAPI, base_url: str) -> None:
    """What stands before and after every page; what is added last meets a request first."""
    app.add_middleware(BodyLimit, most=MOST_BYTES)
    app.add_middleware(GZipMiddleware, compresslevel=_PACKED)
    app.add_middleware(HeadAsGet)
    app.add_middleware(SameOrigin, own=base_url)
    app.add_middleware(SecurityHeaders)
    app.add_middleware(HandedOut, helpers=app.state.helpers, libraries=app.state.libraries)
