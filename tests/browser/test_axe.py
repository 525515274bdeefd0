"""The pages before axe, the accessibility checker of Deque: no violation of any of its rules, in light and in dark."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import commonground as cg
from commonground.brief.of_record import brief_of_record

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
axe_api = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")

_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
_TEXT = """\
Interviewer: Do you accept the ferry?
Ms. Tarn: No. We demand that the pier opens first. <b>Mr. Olm said: "We will pay."</b>
Interviewer: And then?
Ms. Tarn: Only after the pier opens will we sign.
"""


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Any]:
    with sync_api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=_FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("axe")
    made = {name: cg.brief(cg.load(name), to=folder / f"{name}.html") for name in ("cuba-1962", "saltmarsh")}
    made["istanbul-2025 uk"] = cg.brief(cg.load("istanbul-2025"), to=folder / "uk.html", language="uk")
    text = folder / "text.txt"
    text.write_text(_TEXT, encoding="utf-8")
    made["record"] = brief_of_record(text, to=folder / "record.html", kind="interview")
    return made


@pytest.mark.parametrize(
    ("name", "scheme"),
    [
        ("cuba-1962", "light"),
        ("saltmarsh", "dark"),
        ("istanbul-2025 uk", "light"),
        ("record", "light"),
        ("record", "dark"),
    ],
)
def test_axe_finds_nothing(browser: Any, pages: dict[str, Path], name: str, scheme: str) -> None:
    # The page forbids scripts, and axe is one: this context lets it in, and nothing else.
    context = browser.new_context(color_scheme=scheme, bypass_csp=True, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(pages[name].as_uri())
    found = axe_api.Axe().run(page).response["violations"]
    context.close()
    assert not [(each["id"], each["nodes"][0]["html"][:200], len(each["nodes"])) for each in found]
