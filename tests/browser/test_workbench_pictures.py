"""Pictures in a real browser: that of states, chosen in by pointer and keys and one with its table, and the others."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.browser.test_workbench import address, browser, watched

__all__ = ["address", "browser"]

pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

CASE = "/case/istanbul-2025"
DRAWN = "#graph[data-milliseconds]"  # a function waited for would be evaluated, which the policy forbids
# Whether anything but the ground stands on the canvas of the nodes.
INK = """() => [...document.querySelectorAll("#graph canvas")].some((canvas) => {
  const { width, height } = canvas, data = canvas.getContext("2d").getImageData(0, 0, width, height).data;
  return data.some((value, at) => at % 4 === 3 && value > 0);
})"""
CHOSEN = "() => document.querySelector('.graph-table tr[aria-current]')?.dataset.state ?? null"
MOVERS = """() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() =>
  done([...new Set(window.stateGraph.edges(":visible").map((edge) => edge.data("party")))]))))"""
LOOKED_AT = "() => window.stateGraph.nodes('.chosen').map((node) => node.id())"


@pytest.fixture(scope="module")
def page(browser: Any, address: str) -> Iterator[tuple[Any, list[str]]]:
    shown, wrong = watched(browser, address, viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    yield shown, wrong
    shown.context.close()


def test_the_picture_is_drawn_and_is_one_with_its_table(page: tuple[Any, list[str]], address: str) -> None:
    shown, wrong = page
    shown.goto(f"{address}{CASE}/stability")
    shown.locator(DRAWN).wait_for()
    assert shown.evaluate(INK)
    rows = shown.locator(".graph-table tr[data-state]")
    assert shown.evaluate("window.stateGraph.nodes().length") == rows.count() > 20
    links = shown.locator(".graph-table a[data-party]")
    assert shown.evaluate("window.stateGraph.edges().length") == links.count() > 20

    # From the table to the picture, by the keyboard.
    rows.nth(3).locator("th a").focus()
    name = rows.nth(3).get_attribute("data-state")
    assert (shown.evaluate(CHOSEN), shown.evaluate(LOOKED_AT)) == (name, [name])
    assert name in shown.locator("#graph-now").inner_text()

    # From the picture to the table, by the pointer.
    box = shown.locator("#graph")
    box.scroll_into_view_if_needed()
    frame, today = box.bounding_box(), rows.nth(0).get_attribute("data-state")
    spot = shown.evaluate("(id) => window.stateGraph.getElementById(id).renderedPosition()", today)
    shown.mouse.click(frame["x"] + spot["x"], frame["y"] + spot["y"])
    assert (shown.evaluate(CHOSEN), shown.evaluate(LOOKED_AT)) == (today, [today])

    # By the keyboard in the picture.
    shown.keyboard.press("ArrowRight")
    beside = shown.evaluate(CHOSEN)
    assert beside not in (None, today)
    zoom = shown.evaluate("window.stateGraph.zoom()")
    shown.keyboard.press("+")
    assert shown.evaluate("window.stateGraph.zoom()") > zoom
    shown.keyboard.press("Escape")
    assert shown.evaluate(CHOSEN) is None
    shown.keyboard.press("ArrowRight")
    assert shown.evaluate(CHOSEN) == today

    # One party's moves alone.
    shown.get_by_label("Moves of").select_option("ukraine")
    assert shown.evaluate(MOVERS) == ["ukraine"]
    shown.locator("#graph").focus()
    shown.keyboard.press("Enter")
    shown.wait_for_url(f"{address}{CASE}/state/{today}")
    assert wrong == []


def test_lines_and_shapes_tell_parties_and_states_apart(page: tuple[Any, list[str]], address: str) -> None:
    shown, wrong = page
    shown.goto(f"{address}{CASE}/state/NNNNNYNY?concept=seq")
    shown.locator(DRAWN).wait_for()
    assert shown.evaluate(CHOSEN) == "NNNNNYNY"
    lines = shown.evaluate("""() => Object.fromEntries(window.stateGraph.edges().map((edge) =>
      [edge.data("party"), edge.style("line-style") + edge.style("line-dash-pattern")]))""")
    assert len(lines) == 4
    assert len(set(lines.values())) == 4
    shapes = shown.evaluate("""() => Object.fromEntries(window.stateGraph.nodes().map((node) =>
      [node.classes().filter((name) => name !== "chosen" && name !== "near" && name !== "dim").join(" "),
       node.style("shape") + " " + node.style("border-style")]))""")
    assert shapes[""] == "ellipse solid"
    assert shapes["stable"] == "rectangle double"
    assert shapes["asked"] == "hexagon solid"
    assert shapes["today stable"] == "diamond double"
    assert wrong == []


def test_without_a_script_the_table_stands_alone(browser: Any, address: str) -> None:
    shown, wrong = watched(browser, address, java_script_enabled=False)
    shown.goto(f"{address}{CASE}/stability")
    assert not shown.locator("#graph").is_visible()
    assert shown.locator(".graph-table tr[data-state]").first.is_visible()
    shown.get_by_label("Nobody gains by leaving, under").select_option("nash")
    shown.get_by_role("button", name="Draw").click()
    assert "16 of 256 states" in shown.locator("#graph-told").inner_text()
    assert wrong == []
    shown.context.close()


@pytest.mark.parametrize(("scheme", "ending"), [("light", "figure-order.svg"), ("dark", "figure-order-dark.svg")])
def test_other_pictures_are_shown_as_the_screen_is(browser: Any, address: str, scheme: str, ending: str) -> None:
    pytest.importorskip("vl_convert", reason="vl-convert is not installed")
    shown, wrong = watched(browser, address, color_scheme=scheme)
    shown.goto(f"{address}{CASE}/order")
    image = shown.locator("figure img")
    image.scroll_into_view_if_needed()
    assert image.evaluate("(each) => each.decode().then(() => each.currentSrc)").endswith(ending)
    assert image.evaluate("(each) => each.naturalWidth") > 300
    assert image.get_attribute("alt").startswith("Steps as boxes")
    assert wrong == []
    shown.context.close()
