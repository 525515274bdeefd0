"""A page elsewhere, in a real browser that has the workbench open: it reads nothing of a case and writes nothing.

The page is served from another port, and under other names that the browser is told to find at this machine, as a name
whose owner makes it lead here would be (DNS rebinding). It tries whatever a page can do without asking anybody.
"""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from commonground.case import new
from commonground.workbench.server import bound, server_for
from commonground.workbench.settings import Settings

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

SECRET = "Nobody elsewhere knows this title"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
NAMES = ("evil.example", "rebound.example")

# What the page tries, each a promise of what it could read; "" is nothing.
TRIES = """async (at) => {
  const quietly = async (make) => { try { return String(await make() ?? "") } catch (e) { return "" } };
  const tag = (name, set) => new Promise((done) => { const it = document.createElement(name); set(it);
    it.onload = () => done("loaded"); it.onerror = () => done(""); document.body.append(it);
    setTimeout(() => done(""), 1500); });
  const form = new URLSearchParams({title: "By another page", token: "0".repeat(64), text: "case: changed", seen: ""});
  const found = {};
  const tries = {
    "fetch": () => fetch(at + "/case/own.json").then((r) => r.text()),
    "fetch with cookies": () => fetch(at + "/case/own.json", {credentials: "include"}).then((r) => r.text()),
    "fetch without cors": () => fetch(at + "/case/own.json", {mode: "no-cors", credentials: "include"})
      .then((r) => r.text()),
    "fetch a token": () => fetch(at + "/api/token.json", {credentials: "include"}).then((r) => r.text()),
    "fetch the page": () => fetch(at + "/", {credentials: "include"}).then((r) => r.text()),
    "post": () => fetch(at + "/new", {method: "POST", body: form, credentials: "include"}).then((r) => r.text()),
    "post without cors": () => fetch(at + "/new", {method: "POST", body: form, mode: "no-cors", credentials: "include"})
      .then((r) => r.text()),
    "post as text": () => fetch(at + "/new", {method: "POST", body: "title=x", mode: "no-cors", credentials: "include",
      headers: {"content-type": "text/plain"}}).then((r) => r.text()),
    "post with a token in a header": () => fetch(at + "/new", {method: "POST", body: form, credentials: "include",
      headers: {"x-commonground-token": "0".repeat(64)}}).then((r) => r.text()),
    "put": () => fetch(at + "/case/own/edit/case.yaml", {method: "PUT", body: "case: x"}).then((r) => r.text()),
    "beacon": async () => { navigator.sendBeacon(at + "/new", form); return ""; },
    "script": () => tag("script", (it) => { it.src = at + "/case/own.json"; }),
    "module": () => tag("script", (it) => { it.type = "module"; it.src = at + "/static/js/workbench.js"; }),
    "style": () => tag("link", (it) => { it.rel = "stylesheet"; it.href = at + "/static/css/workbench.css"; }),
    "image": () => tag("img", (it) => { it.src = at + "/static/icon.svg"; }),
    "picture": () => tag("img", (it) => { it.src = at + "/case/own"; }),
    "prefetch": () => tag("link", (it) => { it.rel = "preload"; it.as = "fetch"; it.href = at + "/case/own.json"; }),
    "object": async () => { await tag("object", (it) => { it.data = at + "/case/own"; });
      return [...document.querySelectorAll("object")].map((it) => it.contentDocument?.body?.innerText).join(""); },
    "frame": async () => { await tag("iframe", (it) => { it.src = at + "/case/own"; });
      return [...document.querySelectorAll("iframe")].map((it) => it.contentDocument?.body?.innerText).join(""); },
    "socket": () => new Promise((done) => { const it = new WebSocket(at.replace("http", "ws") + "/");
      it.onopen = () => done("opened"); it.onerror = () => done(""); }),
    "events": () => new Promise((done) => { const it = new EventSource(at + "/case/own.json");
      it.onopen = () => done("opened"); it.onerror = () => { it.close(); done(""); }; }),
    "request": () => new Promise((done) => { const it = new XMLHttpRequest(); it.open("GET", at + "/case/own.json");
      it.withCredentials = true; it.onload = () => done(it.responseText); it.onerror = () => done(""); it.send(); }),
  };
  await Promise.all(Object.entries(tries).map(async ([name, make]) => { found[name] = await quietly(make); }));
  found["names at the top"] = Object.keys(window).filter((name) => /commonground/i.test(name)).join();
  found["cookies"] = document.cookie;
  return found;
}"""


@pytest.fixture(autouse=True)
def stays_on_this_machine() -> None:
    """In place of the guard over other tests: names asked for here are others' on purpose and lead here."""


@dataclass
class Elsewhere:
    """A web server of somebody else's, and what it was told."""

    port: int
    pages: dict[str, str] = field(default_factory=dict)
    told: list[str] = field(default_factory=list)


@contextmanager
def elsewhere() -> Iterator[Elsewhere]:
    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            other.told.append(self.path)
            body = other.pages.get(self.path, "<!doctype html><title>Elsewhere</title><p>Elsewhere").encode()
            self.send_response(200)
            self.send_header("content-type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(body)

        def do_POST(self) -> None:
            self.do_GET()

        def log_message(self, *told: object) -> None:
            """Quietly."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Page)
    other = Elsewhere(server.server_address[1])
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield other
    finally:
        server.shutdown()
        server.server_close()


@dataclass
class Scene:
    """A workbench with a case, a server elsewhere, and one browser that goes to both."""

    workbench: str
    folder: Path
    other: Elsewhere
    context: Any

    def page(self, address: str) -> Any:
        page = self.context.new_page()
        page.goto(address)
        return page

    def lies(self) -> dict[str, bytes]:
        found = (path for path in sorted(self.folder.rglob("*")) if path.is_file() and ".commonground" not in path.name)
        return {path.relative_to(self.folder).as_posix(): path.read_bytes() for path in found}


@pytest.fixture(scope="module")
def scene(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    folder, listening = tmp_path_factory.mktemp("cases"), bound("127.0.0.1", 0)
    new(folder / "own", SECRET)
    settings = replace(Settings(folder=folder, seconds=0.5), port=listening.getsockname()[1])
    names = ", ".join(f"MAP {name} 127.0.0.1" for name in NAMES)
    with pytest.MonkeyPatch.context() as patch, elsewhere() as other, sync_api.sync_playwright() as playwright:
        patch.setenv("COMMONGROUND_HOME", str(tmp_path_factory.mktemp("home")))
        server = server_for(settings)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        browser = playwright.chromium.launch(executable_path=chromium, args=[*FLAGS, f"--host-resolver-rules={names}"])
        context = browser.new_context()
        context.set_default_timeout(60_000)
        made = Scene(settings.address.rstrip("/"), folder, other, context)
        own = made.page(f"{made.workbench}/case/own")  # so that the browser has the cookies of the workbench
        assert SECRET in own.content()
        yield made
        browser.close()
        server.should_exit = True
        thread.join(20)
    listening.close()


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost", NAMES[0]])
def test_a_page_elsewhere_reads_and_writes_nothing(scene: Scene, name: str) -> None:
    """Under this machine's own names too, from another port: a cookie knows no ports, and pages there are others."""
    before = scene.lies()
    page = scene.page(f"http://{name}:{scene.other.port}/")
    found = page.evaluate(TRIES, scene.workbench)
    assert {what: told for what, told in found.items() if told} == {}
    assert SECRET not in page.content()
    assert scene.lies() == before
    page.close()


def test_the_tries_would_be_seen(scene: Scene) -> None:
    """Of a server that keeps nobody out, the page's own, they read and post."""
    page = scene.page(f"http://{NAMES[0]}:{scene.other.port}/")
    found = page.evaluate(TRIES, f"http://{NAMES[0]}:{scene.other.port}")
    reads = ("fetch", "fetch with cookies", "fetch a token", "fetch the page", "frame", "object", "request", "post")
    assert [what for what in reads if not found[what]] == []
    page.close()


def test_a_name_that_is_made_to_lead_here_reads_and_writes_nothing(scene: Scene) -> None:
    before = scene.lies()
    port = scene.workbench.rpartition(":")[2]
    page = scene.page(f"http://{NAMES[1]}:{port}/case/own")  # the workbench itself, asked under another's name
    assert "not asked under this name" in page.content()
    assert SECRET not in page.content()
    found = page.evaluate(TRIES.replace("at + ", ""), "")  # of the same origin, so a browser lets it read the refusals
    assert not any(SECRET in told for told in found.values())
    assert "wrong-host" in found["fetch a token"]
    assert "token" not in json.loads(found["fetch a token"])
    assert scene.lies() == before
    page.close()


def test_a_form_elsewhere_that_is_sent_here_writes_nothing(scene: Scene) -> None:
    before = scene.lies()
    for path, fields in {
        "/new": {"title": "By another page"},
        "/case/own/edit/case.yaml": {"text": "case: changed", "seen": ""},
        "/case/own/entry/mandates/A1": {"decision": "remove", "seen": ""},
        "/case/own/copy": {},
    }.items():
        given = "".join(
            f'<input name="{name}" value="{value}">' for name, value in {**fields, "token": "0" * 64}.items()
        )
        kinds = ("application/x-www-form-urlencoded", "multipart/form-data", "text/plain")
        for kind in kinds if path == "/new" else kinds[:1]:
            action = f"{scene.workbench}{path}"
            form = f'<form method="post" action="{action}" enctype="{kind}">{given}<button>Go</button></form>'
            scene.other.pages["/form"] = f"<!doctype html><title>Form</title>{form}"
            page = scene.page(f"http://{NAMES[0]}:{scene.other.port}/form")
            with page.expect_navigation():
                page.click("button")
            assert "Another page than one of the workbench asked for this" in page.content(), (path, kind)
            page.close()
    assert scene.lies() == before


def test_the_cookies_that_a_page_elsewhere_can_set_or_get_make_no_token(scene: Scene) -> None:
    """A page of another port shares the name of the machine, and so the place where cookies lie."""
    page = scene.page(f"http://127.0.0.1:{scene.other.port}/")
    assert page.evaluate("document.cookie") == ""
    port = scene.workbench.rpartition(":")[2]
    page.evaluate(f"document.cookie = 'commonground-{port}=mine; path=/'")
    found = page.evaluate(TRIES, scene.workbench)
    assert {what: told for what, told in found.items() if told and what != "cookies"} == {}
    page.close()
    own = scene.page(f"{scene.workbench}/case/own")  # and the workbench goes on
    assert SECRET in own.content()
    token = re.search(r'name="token" value="([0-9a-f]{64})"', own.content())
    assert token is not None or own.locator("form[method=post]").count() == 0
    own.close()


def test_a_link_elsewhere_opens_the_workbench_and_lets_nobody_hold_on_to_it(scene: Scene) -> None:
    scene.other.told.clear()
    link = f'<a id="to" href="{scene.workbench}/case/own">To the case</a><a id="new" target="_blank" rel="opener" ' + (
        f'href="{scene.workbench}/case/own">In a window</a>'
    )
    scene.other.pages["/link"] = f"<!doctype html><title>Link</title>{link}"
    page = scene.page(f"http://{NAMES[0]}:{scene.other.port}/link")
    with scene.context.expect_page() as opened:
        page.evaluate("window.held = window.open(document.querySelector('#new').href)")
    opened.value.wait_for_load_state()
    assert SECRET in opened.value.content()
    assert opened.value.evaluate("window.opener") is None
    assert page.evaluate("(() => { try { return window.held.document.title } catch (e) { return '' } })()") == ""
    opened.value.close()
    with page.expect_navigation():
        page.click("#to")
    assert SECRET in page.content()  # a person who follows a link sees their own case, as they would by typing it
    page.close()
    assert scene.other.told  # and the page elsewhere is told nothing of it
    assert not any("case" in path for path in scene.other.told)
