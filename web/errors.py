"""When something goes wrong: a page (or JSON for the interface) with a sentence and what to do, never a stack trace."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from indexer.disk import DiskRefused
from indexer.drafts import DraftChanged, DraftGone
from indexer.generations import DamagedGeneration, NoGeneration, WriterBusy
from kb.errors import KbError
from web.paper import page
from web.security import HEADERS

_TITLES = {
    400: "Chưa thực hiện được",
    403: "Không được nhận",
    404: "Không có trang này",
    405: "Không dùng được cách gửi này",
    409: "Chưa thực hiện được lúc này",
    413: "Tệp quá lớn",
    422: "Giá trị không hợp lệ",
    500: "Máy chủ gặp lỗi",
    503: "Kho chưa sẵn sàng",
    507: "Máy chủ không ghi được",
}
#: Seconds after which a page that waits for the index asks again.
_AGAIN = 5
_SENTENCES = {
    404: "Địa chỉ này không dẫn tới trang nào. Thử tìm theo số hiệu hoặc tên văn bản.",
    405: "Trang này không nhận cách gửi đó.",
    413: "Dữ liệu gửi lên vượt giới hạn của máy chủ. Chia nhỏ tệp hoặc gửi từng tệp.",
    500: "Lỗi đã được ghi vào nhật ký máy chủ. Thử lại; nếu vẫn lỗi, báo người quản trị kèm thời điểm xảy ra.",
}


def error_response(request: Request, status: int, sentence: str | None = None) -> Response:
    """The answer for a failure, in the form that the caller reads."""
    title = _TITLES.get(status, "Chưa thực hiện được")
    said = sentence or _SENTENCES.get(status, title)
    if request.url.path.startswith("/api/"):
        return JSONResponse({"error": said}, status)
    if status == 503:
        return _being_built(request, said)
    return page(request, "error.html", status, title=title, sentence=said)


def _being_built(request: Request, said: str) -> Response:
    """The page while there is nothing to answer from: how far the index is, asked anew every few seconds."""
    libraries = request.app.state.libraries
    made = page(
        request, "building.html", 503, title=_TITLES[503], sentence=said, work=libraries.work, failed=libraries.failed,
        again=_AGAIN,
    )  # fmt: skip
    made.headers["Retry-After"] = str(_AGAIN)
    return made


def status_of(error: KbError) -> int:
    """The HTTP status of an error that a person can mend."""
    if isinstance(error, (NoGeneration, DamagedGeneration)):
        return 503
    if isinstance(error, DiskRefused):
        return 507
    return 409 if isinstance(error, WriterBusy | DraftGone | DraftChanged) else 400


def _fault(fault: dict[str, Any]) -> str:
    """What is wrong with one value, and how it should be."""
    name, kind, bounds = fault["loc"][-1], fault["type"], fault.get("ctx", {})
    wanted = {
        "missing": "thiếu {name}",
        "greater_than_equal": "{name} phải từ {ge} trở lên",
        "less_than_equal": "{name} không được quá {le}",
        "string_too_long": "{name} dài quá {max_length} chữ cái",
        "string_too_short": "thiếu {name}",
        "literal_error": "{name} phải là một trong: {expected}",
    }
    if kind.startswith("date_"):
        return f"{name} phải là ngày, viết như 2012-12-31"
    if kind.startswith("int_"):
        return f"{name} phải là số nguyên"
    told = str(bounds.get("expected", "")).replace(" or ", " hoặc ")
    return wanted.get(kind, "{name} không hợp lệ").format(**bounds | {"name": name, "expected": told})


def install(app: FastAPI) -> None:
    """Registers the handlers."""

    @app.exception_handler(KbError)
    def mendable(request: Request, error: KbError) -> Response:
        return error_response(request, status_of(error), str(error))

    @app.exception_handler(HTTPException)
    def refused(request: Request, error: HTTPException) -> Response:
        own_words = error.detail if error.status_code in {400, 404, 409, 422} and error.detail != "Not Found" else None
        return error_response(request, error.status_code, own_words)

    @app.exception_handler(RequestValidationError)
    def invalid(request: Request, error: RequestValidationError) -> Response:
        return error_response(request, 422, f"{'; '.join(map(_fault, error.errors()))}.")

    @app.exception_handler(Exception)
    def broken(request: Request, error: Exception) -> Response:
        request.app.state.libraries.doubted.set()  # damaged files look like faults of the program
        response = error_response(request, 500)
        response.headers.update(HEADERS)  # made outside the middleware that guards all other responses
        return response
