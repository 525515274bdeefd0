"""Every kind of page of the workbench: nothing for axe to find in light and dark, on a phone and on a wide screen; it
fits; it reads without a script; and nothing leaves this machine.

The addresses are those of the table of routes, so that a page about a whole case is looked at as soon as it is there;
pages about one thing in a case need an example here.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from commonground.case import load, new
from commonground.case.adding_sources import add_source
from commonground.case.proposing import propose_from
from commonground.workbench.app import routes
from commonground.workbench.settings import Settings
from tests.browser.test_workbench import WIDE
from tests.browser.walking import FLAGS, PHONE, WIDE_SCREEN, walker
from tests.workbench.conftest import running

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
axe_api = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")

CASE = "mine"  # the starter, which is small and has something of everything but a conflict part and an order
ONE = (
    "/case/mine/issue/flow",
    "/case/mine/target/water in summer",
    "/case/mine/statement/s1",
    "/case/mine/statement/s1/history",
    "/case/mine/object/A1",
    "/case/mine/source/talk",
    "/case/mine/source/arno-briefing",
    "/case/mine/code/talk",
    "/case/mine/code/talk?blind=ada",
    "/case/mine/entry/mandates/A1",
    "/case/mine/edit/case.yaml",
    "/case/mine/file/case.yaml",
    "/case/mine/search?q=gauges",
    "/case/mine/what-if?what-if=drop+A1",
    "/case/mine?layer=wet-year",
    "/case/saltmarsh",
    "/case/saltmarsh/order",
    "/case/saltmarsh/source/quay",
    "/case/istanbul-2025/issue/leaders",
    "/case/istanbul-2025/state/YYYYNYNY",
    "/case/istanbul-2025/paths",
    "/case/broken",
    "/case/nowhere",
    "/new?example=1",
)
WITH_CONFLICT = ("stability", "paths", "holds")  # which the starter has none of
LEFT_OUT = (*WITH_CONFLICT, "/brief/", "/changed", "/graph", "/static", "{name", "{id", "{party", "{section", ".json")
TALK = "ENVOY: We demand gauges. “He said: ‘We will not.’”\n\nMINISTER: We reject [the lower] dam.\n\nChair: Go.\n"
REFUSED = "Failed to load resource: the server responded with a status of 4"  # what is asked for is not there
# What another colour scheme or width can break; the rest is the same page.
LOOKS = ["color-contrast", "link-in-text-block", "scrollable-region-focusable", "target-size", "meta-viewport"]
RUN = """(only) => axe.run({resultTypes: ["violations"], iframes: false, ...(only ? {runOnly: only} : {})}).then(
  (found) => found.violations.map((each) => [each.id, each.nodes[0].html.slice(0, 160), each.nodes.length]))"""


def addresses() -> list[str]:
    """What is looked at: every page about a whole case or about none, and the examples."""
    paths = [str(getattr(route, "path", "")) for route in routes() if "GET" in (getattr(route, "methods", None) or ())]
    whole = [path for path in paths if path.count("{") <= 1 and not any(part in path for part in LEFT_OUT)]
    return [*dict.fromkeys([path.replace("{case}", CASE) for path in whole] + [*ONE])]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("cases")
    new(folder / CASE)
    add_source(folder / CASE, "talk.txt", TALK.encode(), {"title": "Talk", "side": "arno"})
    propose_from(load(folder / CASE), "talk")
    new(folder / "broken")
    (folder / "broken" / "case.yaml").write_text("case: Broken\nissues: {line: {outcomes: {}}}\n", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COMMONGROUND_HOME", str(tmp_path_factory.mktemp("home")))
        with running(Settings(folder=folder)) as site:
            yield site.settings.address.rstrip("/")


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Any]:
    with sync_api.sync_playwright() as player:
        started = player.chromium.launch(executable_path=chromium, args=FLAGS)
        yield started
        started.close()


def test_axe_finds_nothing_on_any_page(browser: Any, address: str, tmp_path: Path) -> None:
    """Axe is a script, which the policy keeps out: this context lets it in, and nothing else."""
    found: dict[str, Any] = {}
    with walker(browser, address, tmp_path, "page", besides=REFUSED, bypass_csp=True) as walk:
        page = walk.page
        for n, path in enumerate(addresses()):
            phone = bool(n % 2) or path in ONE
            page.set_viewport_size({"width": PHONE, "height": 844} if phone else {"width": WIDE_SCREEN, "height": 1080})
            page.emulate_media(color_scheme="dark" if phone else "light")
            walk.go(path)
            page.evaluate(axe_api.Axe().axe_script)
            found[path] = page.evaluate(RUN)
            if path in ONE:
                page.set_viewport_size({"width": WIDE_SCREEN, "height": 1080})
                page.emulate_media(color_scheme="light")
                found[f"{path}, wide and light"] = page.evaluate(RUN, LOOKS)
                page.set_viewport_size({"width": PHONE, "height": 844})
            found[f"{path}, too wide"] = page.evaluate(WIDE)
            if "COMMONGROUND_SCREENS" in os.environ:
                walk.look(path.strip("/").replace("/", "-").partition("?")[0] or "home")
    assert "\n".join(f"{where}: {what}" for where, what in found.items() if what) == ""


def test_every_page_reads_without_a_script(browser: Any, address: str, tmp_path: Path) -> None:
    missing: dict[str, str] = {}
    with walker(browser, address, tmp_path, "plain", besides=REFUSED, java_script_enabled=False) as walk:
        page = walk.page
        for path in addresses():
            walk.go(path)
            if page.get_by_role("heading", level=1).count() != 1:
                missing[path] = "no heading"
                continue
            if len(page.inner_text("main")) < 60:
                missing[path] = page.inner_text("main")
            for form in page.locator("main form").all():
                if not form.locator("button, input[type=submit]").count():
                    missing[path] = f"a form that cannot be sent: {form.inner_html()[:100]}"
    assert missing == {}
