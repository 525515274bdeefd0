"""A guard over every test with a browser: no page asks anything of another machine, and no script fails unseen.

It stands in the way of how a browser opens pages, so that a test need not remember it. What a page may complain about
at the console is for each test to say (``walking.walker`` and ``test_workbench.watched`` allow nothing).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.browser.walking import FLAGS

HERE = ("http://127.0.0.1:", "file:", "data:", "blob:", "about:", "chrome-error:")
seen: list[str] = []


def _guard(context: Any) -> None:
    context.on("request", lambda asked: None if asked.url.startswith(HERE) else seen.append(f"asked for {asked.url}"))
    context.on("weberror", lambda failed: seen.append(f"a script failed: {failed.error}"))


@pytest.fixture(scope="session", autouse=True)
def _guarded() -> Iterator[None]:
    try:
        from playwright.sync_api import Browser
    except ImportError:
        yield
        return
    new_context, new_page = Browser.new_context, Browser.new_page

    def context(self: Any, *arguments: Any, **how: Any) -> Any:
        made = new_context(self, *arguments, **how)
        _guard(made)
        return made

    def page(self: Any, *arguments: Any, **how: Any) -> Any:
        made = new_page(self, *arguments, **how)
        _guard(made.context)
        return made

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Browser, "new_context", context)
        patch.setattr(Browser, "new_page", page)
        yield


@pytest.fixture(autouse=True)
def stays_on_this_machine(_guarded: None) -> Iterator[None]:
    seen.clear()
    yield
    assert seen == []


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Any]:
    """Debian's browser, begun once for a module."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with sync_api.sync_playwright() as player:
        started = player.chromium.launch(executable_path=chromium, args=FLAGS)
        yield started
        started.close()
