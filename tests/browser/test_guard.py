"""The guard over browser tests: it sees a page that asks elsewhere, and a script that fails."""

from __future__ import annotations

import pytest

from tests.browser import conftest
from tests.browser.walking import FLAGS

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
_PAGE = "<!doctype html><title>x</title><img src='http://192.0.2.1/spy.png'><script>missing()</script>"


def test_what_leaves_and_what_fails_is_seen(chromium: str) -> None:
    with sync_api.sync_playwright() as player:
        browser = player.chromium.launch(executable_path=chromium, args=FLAGS)
        page = browser.new_page()
        page.route("**/*", lambda route: route.fulfill(body=""))  # answered here: nothing does leave
        page.set_content(_PAGE)
        page.wait_for_load_state()
        browser.close()
    assert "asked for http://192.0.2.1/spy.png" in conftest.seen
    assert any("missing is not defined" in each for each in conftest.seen)
    conftest.seen.clear()
