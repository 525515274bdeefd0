"""The workbench in a real browser: no console message, no request elsewhere, fits a phone and a desk, two schemes."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from commonground.workbench.server import bound, server_for
from commonground.workbench.settings import Settings

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
ADDRESSES = (
    "/",
    "/api",
    "/case/istanbul-2025",
    "/case/istanbul-2025/issue/ceasefire",
    "/case/istanbul-2025/order",
    "/case/istanbul-2025/levels",
    "/case/istanbul-2025/ultimatum",
    "/case/istanbul-2025/rounds",
    "/case/istanbul-2025/stability",
    "/case/istanbul-2025/state/YYYYNYNY",
    "/case/istanbul-2025/what-if?what-if=drop+R1",
    "/case/istanbul-2025/statement/s14",
    "/case/istanbul-2025/object/R1",
    "/case/istanbul-2025/file/case.yaml",
    "/case/saltmarsh/source/post-interview",
    "/case/saltmarsh/search?q=sluice",
)
# What is wider than the screen without a place of its own to scroll in.
WIDE = """() => [...document.querySelectorAll("main *, header *")].filter((each) =>
  each.getBoundingClientRect().right > document.documentElement.clientWidth + 1 && !each.closest(".wide, .picture")
).map((each) => each.tagName)"""
# Words that cannot be told from what they stand on (WCAG 2.2, 1.4.3: 4.5 to 1).
PALE = """() => {
  const parts = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => { const f = (v) => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
    return 0.2126 * f(r) + 0.7152 * f(g) + 0.0722 * f(b); };
  const under = (each) => { for (; each; each = each.parentElement) {
    const paper = parts(getComputedStyle(each).backgroundColor); if (paper.length < 4 || paper[3] > 0.5) return paper; }
    return [255, 255, 255]; };
  return [...document.querySelectorAll("main *")].filter((each) => [...each.childNodes].some((node) =>
    node.nodeType === 3 && node.textContent.trim())).filter((each) => {
      const a = light(parts(getComputedStyle(each).color)), b = light(under(each));
      return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05) < 4.5;
    }).map((each) => each.tagName + "." + each.className);
}"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    listening = bound("127.0.0.1", 0)
    settings = replace(Settings(folder=tmp_path_factory.mktemp("cases")), port=listening.getsockname()[1])
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COMMONGROUND_HOME", str(tmp_path_factory.mktemp("home")))
        server = server_for(settings)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield settings.address.rstrip("/")
        server.should_exit = True
        thread.join(20)
        listening.close()


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Any]:
    with sync_api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield started
        started.close()


def watched(browser: Any, address: str, **how: Any) -> tuple[Any, list[str]]:
    """A page, and all that goes wrong on it: console messages, errors, requests that leave."""
    page, wrong = browser.new_context(**how).new_page(), []
    page.on("console", lambda message: wrong.append(message.text))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda request: wrong.extend([request.url] * (not request.url.startswith(address))))
    return page, wrong


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1280, "light")])
def test_pages_fit_can_be_read_and_stay_here(browser: Any, address: str, width: int, scheme: str) -> None:
    page, wrong = watched(browser, address, viewport={"width": width, "height": 900}, color_scheme=scheme)
    for each in ADDRESSES:
        page.goto(address + each)
        assert page.evaluate(WIDE) == [], each
        assert page.evaluate(PALE) == [], each
        assert page.evaluate("document.querySelectorAll('h1').length") == 1
    assert wrong == []
    page.context.close()


def test_without_scripts_everything_is_there(browser: Any, address: str) -> None:
    page, wrong = watched(browser, address, java_script_enabled=False)
    page.goto(f"{address}/case/istanbul-2025/what-if")
    page.get_by_label("R1 Terms of a full ceasefire").check()
    page.get_by_role("button", name="See what would be different").click()
    assert "what-if=drop+R1" in page.url
    assert page.get_by_role("heading", name="What would be different").is_visible()
    assert wrong == []
    page.context.close()


def test_a_copy_is_made_by_its_form(browser: Any, address: str) -> None:
    page, wrong = watched(browser, address)
    page.goto(address)
    page.get_by_role("row", name="Cuban missile crisis").get_by_role("button", name="Copy to try").dblclick()
    page.wait_for_url(f"{address}/case/cuba-1962-copy")
    assert page.get_by_role("heading", level=1).inner_text() == "Cuban missile crisis, 1962"
    page.goto(address)
    copies = page.get_by_role("link", name="Cuban missile crisis, 1962")
    assert copies.count() == 2  # the case and one copy, however often it is asked for
    assert wrong == []
    page.context.close()


def test_a_box_asks_at_once_and_a_layer_is_banded(browser: Any, address: str) -> None:
    page, wrong = watched(browser, address)
    page.goto(f"{address}/case/istanbul-2025")
    page.get_by_text("How the case is looked at").click()
    page.get_by_role("checkbox", name="A meeting to sign needs no settlement").click()
    page.wait_for_url("**layer=signing-needs-no-settlement**")
    assert page.get_by_text("Not as the case stands.").is_visible()
    assert wrong == []
    page.context.close()


def test_the_brief_is_seen_in_its_frame(browser: Any, address: str) -> None:
    page, wrong = watched(browser, address)
    page.goto(f"{address}/case/cuba-1962/brief")
    frame = page.frame_locator("iframe.preview")
    frame.get_by_role("heading", level=1).wait_for(timeout=60_000)
    assert frame.get_by_role("heading", level=1).inner_text()
    assert wrong == []
    page.context.close()


def test_a_page_elsewhere_can_neither_read_nor_write(browser: Any, address: str, tmp_path: Path) -> None:
    """A second origin: another port of this machine, which is the nearest that another site can come."""
    from functools import partial
    from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *arguments: object) -> None: ...

    (tmp_path / "evil.html").write_text(
        f"""<!doctype html><form id=f method=post action="{address}/new"><input name=title value=Evil></form>
        <script>window.told = Promise.all([
          fetch("{address}/home.json").then((r) => r.text(), () => "refused"),
          fetch("{address}/home.json", {{mode: "no-cors"}}).then((r) => r.text(), () => "refused"),
          fetch("{address}/new", {{method: "POST", body: new URLSearchParams({{title: "Evil"}}), mode: "no-cors",
            credentials: "include"}}).then((r) => r.text(), () => "refused"),
        ]);</script>""",
        encoding="utf-8",
    )
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(tmp_path))) as other:
        threading.Thread(target=other.serve_forever, daemon=True).start()
        page = browser.new_context().new_page()
        page.goto(f"{address}/")  # with its cookie in hand
        page.goto(f"http://127.0.0.1:{other.server_address[1]}/evil.html")
        told = page.evaluate("window.told")
        assert all(each in ("", "refused") for each in told)
        page.evaluate("document.getElementById('f').submit()")
        page.wait_for_url(f"{address}/new")
        assert "Another page" in page.content() or "nothing was changed" in page.content()
        page.goto(f"{address}/home.json")
        assert "evil" not in page.content().lower()
        page.context.close()
        other.shutdown()
