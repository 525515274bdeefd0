"""The forms of a case in a browser: names completed at the cursor by the keyboard, mistakes marked, the text beside."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from commonground.case import load
from tests.workbench.conftest import running
from tests.workbench.whole import whole_desk

pytest.importorskip("playwright.sync_api", reason="playwright is not installed")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    from commonground.workbench.settings import Settings

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COMMONGROUND_HOME", str(tmp_path_factory.mktemp("home")))
        with running(Settings(folder=tmp_path_factory.mktemp("cases"))) as site:
            desk = whole_desk(site, "whole")
            yield f"{site.settings.address.rstrip('/')}/case/whole", desk.case


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    opened, wrong = context.new_page(), []
    opened.on("console", lambda message: wrong.append(message.text))
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    yield opened
    context.close()
    assert wrong == []


def completes(page: Any, typed: str, *names: str) -> None:
    """What is offered once this is typed."""
    page.keyboard.type(typed)
    page.wait_for_function(
        "names => [...document.querySelectorAll('#formula-list:not([hidden]) code')].map(e => e.textContent)"
        ".join() === names",
        arg=",".join(names),
    )


def test_names_are_completed_at_the_cursor_by_the_keyboard(page: Any, home: tuple[str, Path]) -> None:
    address, case = home
    page.goto(f"{address}/entry/mandates/B1")
    field = page.locator("#formula")
    assert field.get_attribute("role") == "combobox"
    field.fill("")
    completes(page, "gau", "gauges")
    page.keyboard.press("ArrowDown")
    assert page.inner_text("#" + str(field.get_attribute("aria-activedescendant"))) == "gauges\nGauges"
    page.keyboard.press("Enter")
    completes(page, "", "=", "!=", "in {", "not in {")
    completes(page, "= ", "none", "shared")
    page.keyboard.press("ArrowUp")  # from none to the last
    page.keyboard.press("Enter")
    assert field.input_value() == "gauges = shared"
    completes(page, " -> fl", "flow")
    page.keyboard.press("Escape")
    assert page.is_hidden("#formula-list")
    assert field.get_attribute("aria-expanded") == "false"
    assert field.input_value() == "gauges = shared -> fl"
    page.keyboard.press("Control+a")
    page.keyboard.type("gauges = shared or flow = low")
    page.evaluate("document.querySelector('#formula').setSelectionRange(3, 3)")  # within the first name
    page.keyboard.press("ArrowDown")
    page.wait_for_selector("#formula-list [aria-selected=true]")
    page.keyboard.press("Enter")
    assert field.input_value() == "gauges = shared or flow = low"
    page.keyboard.press("Escape")
    page.keyboard.press("Enter")
    page.wait_for_selector(".kept")
    assert load(case).clauses["B1"].text == "gauges = shared or flow = low"


def test_a_mistake_is_marked_under_its_character_while_typing(page: Any, home: tuple[str, Path]) -> None:
    page.goto(f"{home[0]}/entry/meaning/M1")
    page.fill("#formula", "flow = hihg -> gauges = shared")
    page.wait_for_selector("#formula-told .problem")
    words, below = page.inner_text("#formula-told pre").splitlines()
    assert words[below.index("^") : below.rindex("^") + 1] == "hihg"
    assert page.get_attribute("#formula", "aria-invalid") == "true"
    page.fill("#formula", "flow =")
    page.wait_for_function("() => document.querySelector('#formula-told').innerText.startsWith('Not finished')")
    assert page.get_attribute("#formula", "aria-invalid") == "false"


def test_statements_and_rows_and_the_text_beside(page: Any, home: tuple[str, Path]) -> None:
    address, case = home
    page.goto(f"{address}/entry/meaning/M1")
    page.fill("#evidence", "")
    page.locator("#evidence").press_sequentially("s5 s")
    page.wait_for_selector("#evidence-list li")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.input_value("#evidence") == "s5 s1 "
    page.goto(f"{address}/entry/issues/flow")
    page.get_by_role("button", name="One more").click()
    page.locator("[name='outcomes.3.words']").fill("All there is")
    page.locator("[name='outcomes.3.words']").press("Enter")  # saves, and moves no row
    page.wait_for_selector(".kept")
    assert list(load(case).issues["flow"].outcomes) == ["none", "low", "high", "all_there"]
    page.get_by_role("link", name="In the text of the case").click()
    page.wait_for_selector("#stands-here a")
    assert page.inner_text("#stands-here a") == "issue flow: its form"
    assert (
        page.evaluate(
            "getSelection().toString() || document.querySelector('#yaml').value.slice(...(t => "
            "[t.selectionStart, t.selectionEnd])(document.querySelector('#yaml')))"
        )
        == "  flow:"
    )
