"""Pages made by helpers: the same as the server's own, whatever happens to a helper or to the index meanwhile."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from indexer.build import update
from indexer.pointer import current_name
from web.app import create_app
from web.handing import Helpers, usual_count
from web.helper import Request, Told, answer_to

QUESTION = "/tim?q=thu+hồi+giấy+phép"


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory, small_corpus: Path) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("helpers")
    corpus = Path(shutil.copytree(small_corpus, folder / "corpus"))
    update(corpus, folder / "data")
    return corpus, folder / "data"


@pytest.fixture(scope="module")
def served(folders: tuple[Path, Path]) -> Iterator[TestClient]:
    """A reader of a server with one helper."""
    corpus, data = folders
    with TestClient(create_app(data, corpus, helpers=1)) as reader:
        yield reader


def helpers_of(reader: TestClient) -> Helpers:
    found: Helpers = reader.app.state.helpers  # type: ignore[attr-defined]
    return found


def wait_until(holds: Callable[[], bool]) -> None:
    for _ in range(600):
        if holds():
            return
        time.sleep(0.05)
    pytest.fail("waited in vain")


def ready(reader: TestClient, data: Path) -> bool:
    """Whether a helper has the serving generation open; asks for a page, which makes it open that."""
    assert reader.get(QUESTION).status_code == 200
    return current_name(data) in helpers_of(reader).generations


def test_a_helper_answers_as_the_server_does(served: TestClient, folders: tuple[Path, Path]) -> None:
    corpus, data = folders
    alone = TestClient(create_app(data, corpus))
    wait_until(lambda: ready(served, data))
    made = helpers_of(served).made
    addresses = (
        QUESTION,
        "/tim?q=",
        "/van-ban",
        "/akn/vn/khong-co",
        "/api/search?q=giấy+phép",
        "/vien-dan/1/2000/NĐ-CP",
    )
    for address in addresses:
        for packed in ("gzip", "identity"):
            headers = {"accept-encoding": packed, "cookie": "giao-dien=dark"}
            one, other = (reader.get(address, headers=headers, follow_redirects=False) for reader in (served, alone))
            assert (one.status_code, one.text, dict(one.headers)) == (
                other.status_code, other.text, dict(other.headers)
            ), address  # fmt: skip
    assert helpers_of(served).made == made + 2 * len(addresses), "all of them were handed out"
    head = served.head(QUESTION)
    assert head.status_code == 200 and not head.content and int(head.headers["content-length"]) > 0


def test_what_is_remembered_stays_with_the_server(served: TestClient, folders: tuple[Path, Path]) -> None:
    wait_until(lambda: ready(served, folders[1]))
    made = helpers_of(served).made
    for address in ("/", "/nhap", "/bao-cao", "/api/health", "/gio-can-cu", "/static/cancu.css"):
        assert served.get(address).status_code == 200
    assert served.post("/giao-dien", data={"giao-dien": "dark"}, follow_redirects=False).status_code == 303
    assert helpers_of(served).made == made


def test_what_was_added_is_on_the_next_page(served: TestClient, folders: tuple[Path, Path]) -> None:
    corpus, data = folders
    wait_until(lambda: ready(served, data))
    path = corpus / "chi-thi" / "24-ct-ttg-2031.md"
    path.write_text(path.read_text("utf-8") + "\nThuyền rồng ba mươi mái chèo.\n", "utf-8")
    update(corpus, data)
    assert "mái chèo" in served.get("/tim?q=ba+mươi+mái+chèo").text
    wait_until(lambda: ready(served, data))
    assert "mái chèo" in served.get("/tim?q=ba+mươi+mái+chèo").text


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="cần tín hiệu của Unix")
def test_a_helper_that_dies_is_replaced_and_no_reader_sees_it(served: TestClient, folders: tuple[Path, Path]) -> None:
    wait_until(lambda: ready(served, folders[1]))
    (before,) = helpers_of(served).processes
    os.kill(before, signal.SIGKILL)
    assert "Đoạn văn bản tìm thấy" in served.get(QUESTION).text
    wait_until(lambda: ready(served, folders[1]))
    (after,) = helpers_of(served).processes
    assert after != before


def test_a_page_that_breaks_in_a_helper_is_left_to_the_server(folders: tuple[Path, Path]) -> None:
    async def broken(scope: Scope, receive: Receive, send: Send) -> None:
        await PlainTextResponse("…", 500)(scope, receive, send)
        raise RuntimeError

    async def silent(scope: Scope, receive: Receive, send: Send) -> None:
        raise RuntimeError

    name = current_name(folders[1])
    assert name is not None
    with asyncio.Runner() as runner:
        for app in (broken, silent):
            asked = Request(name, None, {"type": "http", "method": "GET"})
            answer = answer_to(runner.get_loop(), app, Told(folders[1]), asked)
            assert (answer.generation, answer.status, answer.body) == (name, 0, b"")


def test_a_damaged_generation_is_answered_from_the_one_before(tmp_path: Path, small_corpus: Path) -> None:
    corpus = Path(shutil.copytree(small_corpus, tmp_path / "corpus"))
    data = tmp_path / "data"
    update(corpus, data)
    (corpus / "chi-thi" / "24-ct-ttg-2031.md").unlink()
    update(corpus, data)
    with TestClient(create_app(data, corpus, helpers=1)) as reader:
        wait_until(lambda: ready(reader, data))
        name = current_name(data)
        assert name is not None
        catalogue = data / "generations" / name / "catalogue.sqlite"
        content = catalogue.read_bytes()
        catalogue.unlink()
        catalogue.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
        reader.app.state.libraries.leave(name)  # type: ignore[attr-defined]
        for _ in range(3):
            answer = reader.get(QUESTION)
            assert answer.status_code == 200 and "đang dùng bản trước đó" in answer.text
    assert helpers_of(reader).processes == []


def test_there_are_no_more_helpers_than_cores() -> None:
    assert usual_count() == 0 or 2 <= usual_count() <= (os.cpu_count() or 1)
