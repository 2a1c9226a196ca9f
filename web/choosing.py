"""The answer to "which document is meant": a reader's choice, written down and linked at once."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse

from indexer.confirming import confirm_link, take_back
from web.addresses import own_address

router = APIRouter(include_in_schema=False)


@router.post("/dung-van-ban")
def choose(
    request: Request,
    document: Annotated[str, Form(alias="trong")],
    cites: Annotated[str, Form(alias="viet", min_length=1, max_length=300)],
    means: Annotated[str, Form(alias="la")],
    back: Annotated[str, Form(alias="ve")] = "/",
) -> RedirectResponse:
    """Settles that in one document a citation means the chosen one, and goes back to the place that cites."""
    state = request.app.state
    confirm_link(state.corpus, state.data, document, cites, means)
    return RedirectResponse(own_address(back), 303)


@router.post("/dung-van-ban/bo")
def take_choice_back(
    request: Request,
    document: Annotated[str, Form(alias="trong")],
    cites: Annotated[str, Form(alias="viet", min_length=1, max_length=300)],
    back: Annotated[str, Form(alias="ve")] = "/",
) -> RedirectResponse:
    """Takes back what was settled about a citation, and goes back to the place that cites."""
    state = request.app.state
    take_back(state.corpus, state.data, document, cites)
    return RedirectResponse(own_address(back), 303)
