"""Coding, reviewing, changing a case in a real browser: by the keyboard alone, by selecting, and without a script."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from commonground.case import load, new
from commonground.case.adding_sources import add_source
from commonground.case.proposing import propose_from
from tests.browser.test_workbench import PALE, WIDE
from tests.workbench.conftest import running

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

WORDS = """ENVOY: We will not sign. A release 😀 is ruled out at high tide, and a high tide too.

MINISTER: We want gauges.
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    from commonground.workbench.settings import Settings

    folder = tmp_path_factory.mktemp("cases")
    case = new(folder / "talks")
    add_source(case, "talk.txt", WORDS.encode(), {"title": "Talk"})
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COMMONGROUND_HOME", str(tmp_path_factory.mktemp("home")))
        with running(Settings(folder=folder)) as site:
            yield site.settings.address.rstrip("/"), case


@pytest.fixture
def page(browser: Any, home: tuple[str, Path]) -> Iterator[Any]:
    """A page on which no console message and no request elsewhere may come up."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    opened, wrong = context.new_page(), []
    opened.on("console", lambda message: wrong.append(message.text))
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.on("request", lambda asked: None if asked.url.startswith(home[0]) else wrong.append(asked.url))
    yield opened
    context.close()
    assert wrong == []


def ready(page: Any, address: str) -> None:
    page.goto(address)
    page.wait_for_selector(".aloud", state="attached")  # the policy keeps out what waits for an expression


def mine(case: Path) -> list[Any]:
    return [each for each in load(case).statements.values() if each.document == "talk" and each.coder == "ada"]


def test_a_statement_is_coded_by_the_keyboard_alone(page: Any, home: tuple[str, Path]) -> None:
    address, case = home
    ready(page, f"{address}/case/talks/code/talk")
    page.keyboard.press("w")
    assert page.evaluate("document.activeElement.name") == "turn"
    for keys in ("1", "we will not sign", "reject", "water", "against", "the envoy"):
        page.keyboard.type(keys)
        page.keyboard.press("Tab")
    while page.evaluate("document.activeElement.name") != "who":
        page.keyboard.press("Tab")
    page.keyboard.type("ada")
    page.keyboard.press("Enter")
    page.wait_for_selector(".kept")
    [made] = mine(case)
    assert (made.act, made.issue, made.polarity, made.speaker) == ("reject", "flow", "against", "envoy_arno")
    assert made.anchor.quote == "We will not sign"
    assert page.evaluate("document.activeElement.name") == "words"  # ready for the next of the same turn
    page.get_by_role("button", name="Take it back", exact=True).press("Enter")
    page.wait_for_load_state()
    assert mine(case)[0].status == "rejected"


def test_selected_words_fill_the_form_with_their_very_place(page: Any, home: tuple[str, Path]) -> None:
    address, case = home
    ready(page, f"{address}/case/talks/code/talk")
    page.evaluate(
        """() => { const paragraph = document.querySelector('p[data-turn="1"]');
        const walk = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT); let node, last;
        while ((node = walk.nextNode())) if (node.data.includes('a high tide')) last = node;
        const at = last.data.indexOf('a high tide') + 2, range = document.createRange();
        range.setStart(last, at); range.setEnd(last, at + 9);
        getSelection().removeAllRanges(); getSelection().addRange(range);
        document.querySelector('.coding-text').dispatchEvent(new Event('pointerup')); }"""
    )
    sync_api.expect(page.locator("#new-statement [name=words]")).to_have_value("high tide")
    start = WORDS.rindex("high tide")
    assert page.input_value("#new-statement [name=start]") == str(start)
    page.fill("#new-statement [name=who]", "ada")
    page.select_option("#new-statement [name=act]", "claim")
    page.get_by_role("button", name="Keep it").click()
    page.wait_for_selector(".kept")
    assert start in [each.anchor.start for each in mine(case)]


def test_single_keys_decide(page: Any, home: tuple[str, Path]) -> None:
    address, case = home
    propose_from(load(case), "talk")
    waiting = [
        each.id for each in load(case).statements.values() if each.status == "proposed" and each.document == "talk"
    ]
    assert waiting
    ready(page, f"{address}/case/talks/code/talk?at={waiting[0]}")
    page.fill("#decide [name=who]", "ada")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("n")
    page.wait_for_selector(".kept")
    assert load(case).statements[waiting[0]].status == "rejected"


def test_a_formula_is_marked_when_its_field_is_left(page: Any, home: tuple[str, Path]) -> None:
    page.goto(f"{home[0]}/case/talks/entry/mandates/A1")
    page.wait_for_load_state("networkidle")
    page.fill("#formula", "flow <= lowe")
    page.keyboard.press("Tab")
    page.wait_for_selector("#formula-told .problem")
    assert page.inner_text("#formula-told pre").splitlines()[-1] == "        ^^^^"
    page.fill("#formula", "flow <= low")
    page.keyboard.press("Tab")
    page.wait_for_selector("#formula-told .note")


@pytest.mark.parametrize("width", [360, 1280, 1920])
@pytest.mark.parametrize(
    "place",
    [
        "code/talk",
        "add",
        "edit/case.yaml",
        "entry/mandates/A1",
        "entries",
        "proposed",
        "coders",
        "statement/s1/history",
    ],
)
def test_every_form_fits_and_can_be_read(page: Any, home: tuple[str, Path], place: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{home[0]}/case/talks/{place}")
    assert page.evaluate(WIDE) == []
    assert page.evaluate(PALE) == []
    unnamed = """() => [...document.querySelectorAll("main input:not([type=hidden]), main select, main textarea")]
      .filter((each) => !each.labels?.length && !each.getAttribute("aria-label")).map((each) => each.name)"""
    assert page.evaluate(unnamed) == []


def test_it_all_works_without_a_script(browser: Any, home: tuple[str, Path]) -> None:
    address, case = home
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/case/talks/code/talk")
    before = len(mine(case))
    for name, value in (("turn", "2"), ("words", "We want gauges"), ("who", "ada")):
        page.fill(f"#new-statement [name={name}]", value)
    page.select_option("#new-statement [name=act]", "demand")
    page.click("#new-statement button")
    assert len(mine(case)) == before + 1
    context.close()
