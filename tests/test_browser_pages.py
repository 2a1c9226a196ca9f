"""The pages in a real browser: with and without scripts, at 320 pixels, over plain HTTP, under the strict policy."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from web_factory import DECISION_URI, DECREE_URI

from web.app import create_app
from web.basket import Basket, Entry, written

CHROMIUM = Path("/usr/bin/chromium")
playwright = pytest.importorskip("playwright.sync_api", reason="chưa cài playwright")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="chưa cài axe-playwright-python")
pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason="không có /usr/bin/chromium")

PAGES = [
    "/",
    "/tim?q=quyết định nào ủy quyền cấp giấy phép lao động",
    "/tim?q=thu hồi giấy chứng nhận",
    "/tim?q=24/CT-TTg",
    DECREE_URI,
    DECISION_URI,
    f"{DECREE_URI}/~art_2",
    f"{DECREE_URI}/luoc-do",
    "/vien-dan/88/2029/NĐ-CP",
    "/moi",
    "/cau-hoi",
    "/van-ban",
    "/so-uy-quyen",
    "/so-uy-quyen/bang",
    "/so-uy-quyen/viec/giay-phep-lao-dong",
    "/chua-co",
    "/loi-kho",
    "/huong-dan",
    "/nhap",
    "/bao-cao",
    "/bao-cao-da-nho",
    "/gio-can-cu",
    f"/gio-can-cu?gio={written(Basket((Entry(DECREE_URI, 'art_2', 'xem kỹ'), Entry(DECISION_URI))))}",
    "/api",
]


@pytest.fixture(scope="module")
def site(small_data: Path, small_corpus: Path) -> Iterator[str]:
    """The address of a server on a free port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(create_app(small_data, small_corpus), port=port, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(timeout=10)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as runner:
        launched = runner.chromium.launch(
            executable_path=str(CHROMIUM), args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        )
        yield launched
        launched.close()


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A page whose complaints (errors, broken policy) fail the test that used it."""
    context = browser.new_context(viewport={"width": 1100, "height": 800})
    opened = context.new_page()
    complaints: list[str] = []
    opened.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on("requestfailed", lambda request: complaints.append(f"{request.url} {request.failure}"))
    yield opened
    context.close()
    assert complaints == []


def test_from_the_question_to_the_place_in_the_document(page: Any, site: str) -> None:
    page.goto(site)
    page.fill("input[name=q]", "ai được ủy quyền cấp giấy phép lao động")
    page.press("input[name=q]", "Enter")
    assert "chưa được ủy quyền" in page.inner_text(".the blockquote >> nth=0")
    page.fill("input[name=q]", "thu hồi giấy chứng nhận")
    page.press("input[name=q]", "Enter")
    page.click(".ket-qua h3 a >> nth=0")
    assert page.url == f"{site}{DECREE_URI}#art_2"
    page.click("a.dau:text-is('đ)')")
    assert page.url.endswith("#art_2__para_1__point_%C4%91")
    assert page.evaluate("document.querySelector(':target').textContent").startswith("đ) thu hồi")


def test_everything_is_reached_without_scripts(browser: Any, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site)
    page.fill("input[name=q]", "29/2031")
    page.click("button:has-text('Tìm')")
    page.click(".the h2 a")
    assert page.url == f"{site}{DECREE_URI}"
    assert not page.is_visible("button[data-text]")
    page.click("summary:has-text('Các cách trích dẫn')")
    assert page.is_visible(".cach-dan .loi-dan >> nth=0")
    page.click("button:has-text('Tối')")
    assert page.url == f"{site}{DECREE_URI}"
    assert page.get_attribute("html", "data-theme") == "dark"
    context.close()


def test_the_copy_button_gives_text_and_link_over_plain_http(page: Any, site: str) -> None:
    page.goto(f"{site}{DECREE_URI}#art_2__para_1__point_đ")
    page.evaluate("""() => {
      window.copied = {};
      addEventListener("copy", (event) => {
        for (const type of ["text/plain", "text/html"]) window.copied[type] = event.clipboardData.getData(type);
      });
    }""")
    page.hover("#art_2")
    button = page.locator("#art_2 button[data-text]")
    button.click()
    assert button.inner_text() == "Đã chép"
    copied = page.evaluate("window.copied")
    assert copied["text/plain"].startswith("điểm đ khoản 1 Điều 2 của Nghị định")
    assert f'href="{site}{DECREE_URI}#art_2__para_1__point_' in copied["text/html"]
    assert page.inner_text("p[role=status]").startswith("Đã chép: điểm đ khoản 1 Điều 2")
    page.click("button:has-text('Chép trích dẫn') >> nth=0")
    assert f'<a href="{site}{DECREE_URI}">Nghị định số 29/2031/NĐ-CP ngày' in page.evaluate("copied['text/html']")
    page.goto(f"{site}{DECREE_URI}/~art_2")
    assert page.evaluate("document.querySelector('[data-dia-chi]').dataset.diaChi").endswith("/~art_2")


def test_the_basket_takes_what_the_address_names_without_leaving_the_page(page: Any, site: str) -> None:
    address = f"{site}{DECREE_URI}#art_2__para_1__point_đ"
    page.goto(address)
    page.hover("#art_2")
    page.locator("#art_2 button[name=muc]").click()
    page.wait_for_selector("#art_2 a.trong-gio")
    assert page.locator(".muc .dem").inner_text() == "1" and "/gio-can-cu" not in page.url
    page.goto(f"{site}/gio-can-cu")
    assert page.locator(".gio h2").inner_text().startswith("Điểm đ khoản 1 Điều 2 của Nghị định số 29/2031/NĐ-CP")


def test_the_keyboard_reaches_the_search_box_and_the_hits(page: Any, site: str) -> None:
    page.goto(f"{site}/tim?q=giấy chứng nhận")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.closest('.ket-qua') !== null")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "q"


def test_the_first_tab_offers_to_skip_to_the_content(page: Any, site: str) -> None:
    page.goto(f"{site}/van-ban")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "bo-qua"
    assert page.evaluate("document.activeElement.getBoundingClientRect().left") >= 0


def test_a_report_is_checked_with_scripts_on(page: Any, site: str) -> None:
    page.goto(f"{site}/bao-cao")
    page.fill("textarea", "Thực hiện Nghị định số 29/2031/NĐ-CP và Nghị định số 88/2029/NĐ-CP của Chính phủ.")
    page.click("button:has-text('Kiểm tra')")
    page.wait_for_url("**/bao-cao/*")
    assert "88/2029/NĐ-CP" in page.inner_text("tbody")
    assert page.get_attribute(".noi-dung a.found", "href") == DECREE_URI


@pytest.mark.parametrize("address", PAGES)
def test_a_page_fits_320_pixels(page: Any, site: str, address: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(site + address)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_open_to_all_in_light_and_dark(page: Any, site: str, address: str) -> None:
    page.goto(site + address)
    page.evaluate("document.querySelectorAll('details').forEach((details) => { details.open = true; })")
    colours = {"runOnly": ["color-contrast"]}  # all else is the same in light and dark
    for scheme, options in (("light", {"resultTypes": ["violations"]}), ("dark", colours)):
        page.emulate_media(color_scheme=scheme)
        found = axe.Axe().run(page, options=options).response["violations"]
        assert [(fault["id"], fault["nodes"][0]["html"]) for fault in found] == [], scheme


def test_a_printed_document_is_text_alone(page: Any, site: str) -> None:
    page.goto(site + DECREE_URI)
    page.emulate_media(media="print")
    assert not page.is_visible(".muc")
    assert not page.is_visible(".muc-luc")
    assert page.is_visible("#art_2")


def test_a_citation_shows_its_document_to_the_mouse_and_the_keyboard(page: Any, site: str) -> None:
    page.goto(site + DECISION_URI)
    link, card = page.locator("#van-ban a.vien-dan.found"), page.locator("[role=tooltip]")
    link.hover()
    card.wait_for()
    told = card.inner_text()
    assert "Nghị định 29/2031/NĐ-CP" in told
    assert "14/03/2031" in told
    assert "Toàn văn" in told
    assert link.get_attribute("aria-describedby") == card.get_attribute("id")
    card.hover()
    page.wait_for_timeout(400)
    assert card.is_visible(), "the pointer may rest on the card"
    page.keyboard.press("Escape")
    assert not card.is_visible()
    page.locator("#van-ban .dieu h3 a >> nth=1").focus()
    page.mouse.move(0, 0)
    for _ in range(4):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('a.vien-dan')"):
            break
    card.wait_for()
    page.keyboard.press("Escape")
    assert not card.is_visible()
    assert page.evaluate("document.activeElement.matches('a.vien-dan')")


def test_the_card_of_a_place_on_the_same_page_shows_its_words(page: Any, site: str) -> None:
    page.goto(site + DECREE_URI)
    link = page.locator("#van-ban a.vien-dan[href^='#']").first
    link.hover()
    page.locator("[role=tooltip]").wait_for()
    place = link.get_attribute("href").removeprefix("#")
    words = page.evaluate("(id) => document.getElementById(id).querySelector('p').textContent", place)
    name, shown = page.locator("[role=tooltip] p").all_inner_texts()
    assert name == "Điều 1" and words[:40] in shown


def test_the_card_of_what_is_not_held_says_so_and_fits_a_narrow_page(page: Any, site: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(site + DECREE_URI)
    page.locator("#van-ban a.vien-dan.unknown").hover()
    page.locator("[role=tooltip]").wait_for()
    assert "Chưa có trong kho" in page.inner_text("[role=tooltip]")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_without_scripts_the_hint_of_a_citation_is_its_title(browser: Any, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site + DECISION_URI)
    assert "29/2031/NĐ-CP" in page.get_attribute("#van-ban a.vien-dan.found", "title")
    context.close()
