"""What if in a browser: answered in place, the address with it, by keyboard alone; kept; and without a script."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from commonground.case import open_case
from commonground.workbench.settings import Settings
from tests.browser.walking import FLAGS, PHONE, walker
from tests.workbench.conftest import running

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")


@pytest.fixture(scope="module")
def at(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    folder = tmp_path_factory.mktemp("cases")
    shutil.copytree(open_case("istanbul-2025").root, folder / "talks")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COMMONGROUND_HOME", str(tmp_path_factory.mktemp("home")))
        with running(Settings(folder=folder)) as site:
            yield site.settings.address.rstrip("/"), folder / "talks"


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Any]:
    with sync_api.sync_playwright() as player:
        started = player.chromium.launch(executable_path=chromium, args=FLAGS)
        yield started
        started.close()


def shown(page: Any, count: int) -> None:
    page.wait_for_function("count => window.liveShown === count", arg=count)


def test_what_is_asked_is_answered_in_place_and_kept(browser: Any, at: tuple[str, Path], tmp_path: Path) -> None:
    address, case = at
    with walker(browser, address, tmp_path, "what-if") as walk:
        page = walk.page
        walk.go("/case/talks/what-if?at=terms")
        page.wait_for_function("() => window.liveReady")
        page.focus("#off-R1")
        page.keyboard.press("Space")
        shown(page, 1)
        assert page.url.endswith("/what-if?what-if=drop+R1&at=terms")
        assert page.evaluate("document.activeElement.id") == "off-R1"
        assert "Another answer" in page.inner_text(".told")
        assert page.is_visible(".band")
        first = " ".join(page.locator("#verdicts tbody tr").first.inner_text().split())
        assert first == "Full ceasefire ○ excluded by R1 ◐ not excluded"
        page.click("summary:has-text('Russia') >> nth=-1")
        page.click("#sooner-V2")
        shown(page, 2)
        assert "prefer+russia" in page.url
        page.fill("#accept-formula", "ceasefire = infrastructure_only")
        page.select_option("select[name=acceptor]", "russia")
        page.click("button:has-text('See what would be different')")
        shown(page, 3)
        assert page.input_value("#accept-formula") == ""
        assert page.locator(".asked li").count() == 3
        walk.look("three-asked")
        page.go_back()
        shown(page, 4)
        assert page.locator(".asked li").count() == 2
        page.click(".asked a >> nth=1")
        shown(page, 5)
        page.click("text=Keep it as a layer")
        page.fill("input[name=source]", "An assumption of our team")
        page.fill("input[name=title]", "Without the first demand")
        page.fill("input[name=name]", "")
        page.click("button:has-text('Show what would be written')")
        text = page.inner_text("#to-write")
        assert not (case / "layers" / "without-the-first-demand.yaml").exists()
        page.click("button:has-text('Write this layer')")
        page.wait_for_url("**/case/talks?layer=without-the-first-demand")
        assert (case / "layers" / "without-the-first-demand.yaml").read_text("utf-8").strip() == text.strip()
        assert "Layer on: Without the first demand" in page.inner_text(".band")
        page.click(".band a:has-text('switch off')")
        assert page.locator(".band").count() == 0


def test_a_mistake_is_told_and_what_was_typed_stays(browser: Any, at: tuple[str, Path], tmp_path: Path) -> None:
    with walker(browser, at[0], tmp_path, "mistake", besides="422") as walk:
        walk.go("/case/talks/what-if")
        walk.page.wait_for_function("() => window.liveReady")
        walk.page.fill("#add-formula", "ceasefir = full")
        walk.page.click("button:has-text('See what would be different')")
        shown(walk.page, 1)
        assert "Did you mean" in walk.page.inner_text("main > .alert")
        assert walk.page.input_value("#add-formula") == "ceasefir = full"


def test_the_next_meeting_is_composed_in_place_and_prints_on_half_a_page(
    browser: Any, at: tuple[str, Path], tmp_path: Path
) -> None:
    with walker(browser, at[0], tmp_path, "meeting") as walk:
        page = walk.page
        walk.go("/case/talks/next")
        page.wait_for_function("() => window.liveReady")
        page.focus("#seat-russia")
        page.select_option("#seat-russia", "leader")
        shown(page, 1)
        assert page.url.endswith("/next?seat.russia=leader")
        assert page.evaluate("document.activeElement.id") == "seat-russia"
        assert "Shut, but in the hands of those present" in page.inner_text("main")
        walk.look("composed")
        page.set_viewport_size({"width": 718, "height": 1000})  # A4 within its margins
        page.emulate_media(media="print")
        height = page.evaluate("document.body.getBoundingClientRect().height")
        walk.look("printed")
        assert height < 515, "more than half a page"
        assert not page.is_visible(".seats")


def test_without_a_script_boxes_and_buttons_ask_the_same(browser: Any, at: tuple[str, Path], tmp_path: Path) -> None:
    how: dict[str, Any] = {
        "java_script_enabled": False,
        "viewport": {"width": PHONE, "height": 800},
        "color_scheme": "dark",
    }
    with walker(browser, at[0], tmp_path, "no-script", **how) as walk:
        page = walk.page
        walk.go("/case/talks/what-if?at=terms")
        page.check("#off-R8")
        page.click("button:has-text('See what would be different')")
        assert "what-if=drop+R8" in page.url
        page.click("#move-russia-unconditional-0")
        assert "what-if=drop+R8&what-if=drop+R1" in page.url
        walk.look("moved")
        walk.go("/case/talks/next")
        page.select_option("#seat-ukraine", "absent")
        page.click("button:has-text('See what they could do')")
        assert "Nothing can be closed without them" in page.inner_text("main")
