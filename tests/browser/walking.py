"""A browser for the tests that walk through the workbench, and a guard: nothing leaves this machine, nothing complains.

Pictures of what is walked past are laid into the folder that ``COMMONGROUND_SCREENS`` names, or one that is thrown
away; they are for looking at and are compared with nothing.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

__all__ = ["FLAGS", "PHONE", "WIDE_SCREEN", "Walk", "walker"]

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE, LAPTOP, WIDE_SCREEN = 390, 1280, 1920


class Walk:
    """One page in a browser of its own kind, and what went wrong on it."""

    def __init__(self, page: Any, address: str, screens: Path, name: str) -> None:
        self.page, self.address, self.screens, self.name = page, address, screens, name
        self.wrong: list[str] = []
        page.set_default_timeout(20_000)
        self.seen = 0
        page.on("console", lambda message: self.wrong.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: self.wrong.append(f"error: {error}"))
        page.on("requestfailed", self._failed)
        page.on("request", lambda asked: self._asked(asked.url))

    def go(self, path: str) -> None:
        self.page.goto(self.address + path)

    def look(self, what: str) -> None:
        """A picture of what is on the screen."""
        self.seen += 1
        self.page.screenshot(path=self.screens / f"{self.name}-{self.seen:02}-{what}.png")

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def _asked(self, url: str) -> None:
        if not url.startswith((self.address, "data:", "blob:", "about:")):
            self.wrong.append(f"left this machine: {url}")

    def _failed(self, asked: Any) -> None:
        if "ERR_ABORTED" not in str(asked.failure):  # a page left before all of it came
            self.wrong.append(f"failed: {asked.url}: {asked.failure}")


@contextmanager
def walker(
    browser: Any, address: str, folder: Path, name: str, besides: str | None = None, **how: Any
) -> Iterator[Walk]:
    """A walk at whose end nothing may have gone wrong, besides what is told to."""
    screens = Path(os.environ.get("COMMONGROUND_SCREENS") or folder)
    screens.mkdir(parents=True, exist_ok=True)
    context = browser.new_context(**{"viewport": {"width": LAPTOP, "height": 900}, **how})
    walk = Walk(context.new_page(), address, screens, name)
    try:
        yield walk
    finally:
        context.close()
    assert [each for each in walk.wrong if besides is None or besides not in each] == []
