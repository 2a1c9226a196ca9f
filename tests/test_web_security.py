"""What every response carries, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi import FastAPI, Request
from fastapi.testclient import TestClient
from web_factory import DECREE_URI

from web.app import create_app
from web.security import BodyLimit
from web.submissions import MOST_BYTES


@pytest.mark.parametrize(
    "address", ["/", "/khong-co-trang-nay", "/static/cancu.css", "/api/counts", "/api/document?uri=x"]
)
def test_every_response_is_guarded(client: TestClient, address: str) -> None:
    headers = client.get(address).headers
    policy = headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


@pytest.mark.parametrize("address", ["/", DECREE_URI, "/api/counts", "/static/cancu.js"])
def test_head_is_answered_like_get_without_a_body(client: TestClient, address: str) -> None:
    head, get = client.head(address), client.get(address)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-type"] == get.headers["content-type"]


@pytest.mark.parametrize(
    ("origin", "status"),
    [
        ("http://testserver", 303),
        (None, 303),
        ("http://example.org", 403),
        ("null", 403),
        ("http://testserver:81", 403),
    ],
)
def test_a_post_from_another_site_is_refused(client: TestClient, origin: str | None, status: int) -> None:
    headers = {"Origin": origin} if origin else {}
    response = client.post("/giao-dien", data={"ve": "/"}, headers=headers, follow_redirects=False)
    assert response.status_code == status


def test_behind_a_proxy_the_address_that_users_type_is_ours(small_data: Path, small_corpus: Path) -> None:
    reader = TestClient(create_app(small_data, small_corpus, "http://may-chu.local"), follow_redirects=False)
    answers = [
        reader.post("/giao-dien", data={"ve": "/"}, headers={"Origin": origin}).status_code
        for origin in ("http://may-chu.local", "http://testserver", "http://example.org")
    ]
    assert answers == [303, 303, 403]


def test_a_body_that_is_too_large_is_refused_with_a_sentence(client: TestClient) -> None:
    form = {"Content-Type": "multipart/form-data; boundary=x", "Content-Length": str(MOST_BYTES + 1)}
    response = client.post("/nhap", content=b"--x", headers=form)
    assert response.status_code == 413
    assert "vượt giới hạn" in response.text


def test_a_body_that_does_not_say_how_large_it_is_is_broken_off() -> None:
    app = FastAPI()
    app.add_middleware(BodyLimit, most=10)

    @app.post("/")
    async def length(request: Request) -> int:
        return len(await request.body())

    reader = TestClient(app)
    assert reader.post("/", content=iter([b"12345", b"67890"])).json() == 10
    assert reader.post("/", content=iter([b"12345", b"67890", b"1"])).status_code == 413


def test_a_page_that_does_not_exist_says_so(client: TestClient) -> None:
    response = client.get("/khong-co-trang-nay")
    assert response.status_code == 404
    assert "Không có trang này" in response.text


def test_the_interface_answers_errors_as_json(client: TestClient) -> None:
    assert client.get("/api/khong-co").json() == {"error": client.get("/api/khong-co").json()["error"]}
    assert client.get("/api/search").status_code == 422
    assert "q" in client.get("/api/search").json()["error"]


def test_a_broken_page_shows_a_sentence_and_no_trace(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise RuntimeError("chi tiết bí mật")

    monkeypatch.setattr(client.app.state.libraries, "ready", broken)  # type: ignore[attr-defined]
    quiet = TestClient(client.app, raise_server_exceptions=False)
    response = quiet.get("/")
    assert response.status_code == 500
    assert "Máy chủ gặp lỗi" in response.text
    assert "bí mật" not in response.text
    assert "content-security-policy" in response.headers


def test_without_an_index_the_pages_say_what_to_do(tmp_path: Path) -> None:
    response = TestClient(create_app(tmp_path / "data", tmp_path / "corpus")).get("/")
    assert response.status_code == 503
    assert "cancu index" in response.text
