"""Pages from templates: one environment, everything escaped, every name that a template uses must be given."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from kb.dates import short_date
from kb.errors import KbError
from kb.text import capital
from web import addresses
from web.basket import Basket, read
from web.views.titles import subject_of

_FOLDER = Path(__file__).parent
STATIC = _FOLDER / "static"
THEME_COOKIE = "giao-dien"
BASKET_COOKIE = "gio-can-cu"


def grouped(number: int) -> str:
    """A whole number as Vietnamese write it.

    >>> grouped(65207)
    '65.207'
    """
    return f"{number:,}".replace(",", ".")


@cache
def static_address(name: str) -> str:
    """The address of a static file, changing with its content so that browsers may keep it."""
    digest = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:10]
    return f"/static/{quote(name)}?v={digest}"


_environment = Environment(
    loader=FileSystemLoader(_FOLDER / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_environment.filters |= {"ngay": short_date, "so": grouped, "hoa": capital, "trich_yeu": subject_of}
_environment.globals |= {"tinh": static_address, "dia_chi": addresses}


def base_address(request: Request) -> str:
    """How others reach the server: as it was told, else as this reader does; without a slash at the end."""
    told: str = request.app.state.base_url
    return told or str(request.base_url).rstrip("/")


def own_basket(request: Request) -> Basket:
    """The basket that the reader collects into; an empty one where none is kept, or it cannot be read."""
    try:
        return read(request.cookies.get(BASKET_COOKIE, ""))
    except KbError:
        return Basket()


def page(request: Request, template: str, http_status: int = 200, **values: Any) -> HTMLResponse:
    """The page of a template; the theme that the reader chose goes with it."""
    theme = request.cookies.get(THEME_COOKIE)
    frame = {
        "theme": theme if theme in {"light", "dark"} else None,
        "path": request.url.path,
        "here": str(request.url.path) + (f"?{request.url.query}" if request.url.query else ""),
        "typed": values.pop("typed", ""),
        "notice": request.app.state.libraries.notice,
        "waiting": request.app.state.drafts.count(),
        "collected": own_basket(request),
    }
    html = _environment.get_template(template).render(**frame, **values)
    return HTMLResponse(html, http_status)
