"""Words chosen in a text by the keyboard, and by the pointer, where characters are more than one unit of a browser's.

A browser counts in halves of a character beyond the first 65,536; the program counts characters. An emoji, a letter
with marks of its own and Arabic before the words, and a quotation that runs from right to left, are the trap.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from commonground.case import load, new
from commonground.case.adding_sources import add_source
from commonground.workbench.settings import Settings
from tests.browser.walking import PHONE, Walk, walker
from tests.workbench.conftest import running

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

ARABIC = "لن نوقع على أي ورقة."
FIRST = f"😀🇺🇦 é A sign of good will 👩‍👩‍👧! {ARABIC} We will not sign. “Not today,” he said."
THEN = "We demand a letter. We reject the toll. We propose a visit."
TALK = f"ENVOY: {FIRST}\n\nMINISTER: {ARABIC} نعم! We want gauges.\n\nENVOY: {THEN}\n"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    folder = tmp_path_factory.mktemp("cases")
    case = new(folder / "talks")
    add_source(case, "talk.txt", TALK.encode(), {"title": "Talk"})
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COMMONGROUND_HOME", str(tmp_path_factory.mktemp("home")))
        with running(Settings(folder=folder)) as site:
            yield site.settings.address.rstrip("/"), case


@pytest.fixture
def walk(browser: Any, home: tuple[str, Path], tmp_path: Path) -> Iterator[Walk]:
    with walker(browser, home[0], tmp_path, "choosing") as made:
        made.go("/case/talks/code/talk")
        ready(made)
        yield made


def ready(walk: Walk) -> None:
    """The script of the page has run; the policy lets a test wait for an element and for no expression."""
    walk.page.wait_for_selector(".aloud", state="attached")


def filled(walk: Walk) -> str:
    return str(walk.page.input_value("#new-statement [name=words]"))


def kept(walk: Walk, case: Path) -> tuple[str, int]:
    """The words of the statement that the form makes, and where the text has them."""
    before = set(load(case).statements)
    walk.page.select_option("#new-statement [name=act]", "reject")
    walk.page.fill("#new-statement [name=who]", "ada")
    walk.page.get_by_role("button", name="Keep it").click()
    walk.page.wait_for_selector(".kept")
    [made] = [each for name, each in load(case).statements.items() if name not in before]
    assert made.anchor is not None
    assert made.anchor.quote is not None
    assert made.anchor.start is not None
    return made.anchor.quote, made.anchor.start


def test_by_sentences_and_words_beyond_emoji_and_arabic(walk: Walk, home: tuple[str, Path]) -> None:
    walk.press("t", ".", ".", ".")
    assert filled(walk) == "We will not sign."
    walk.press("Shift+ArrowDown")
    assert filled(walk) == "We will not sign. “Not today,” he said."
    walk.press("Shift+ArrowUp", "Shift+ArrowLeft")
    assert filled(walk) == "We will not"
    walk.press("Shift+ArrowRight", ",")
    assert filled(walk) == ARABIC
    walk.press(".", "Enter")
    assert walk.page.evaluate("document.activeElement.name") == "act"
    assert kept(walk, home[1]) == ("We will not sign.", TALK.index("We will not sign."))


def test_arabic_is_chosen_word_by_word_in_reading_order(walk: Walk, home: tuple[str, Path]) -> None:
    walk.press("t", "ArrowDown", "ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight")
    assert filled(walk) == " ".join(ARABIC.split()[:3])
    walk.press("Enter")
    assert kept(walk, home[1]) == (" ".join(ARABIC.split()[:3]), TALK.index(ARABIC, TALK.index("MINISTER")))


def test_with_the_pointer(walk: Walk, home: tuple[str, Path]) -> None:
    box = walk.page.evaluate(
        """() => { const turn = document.querySelector('p[data-turn="1"]'), walk = document.createTreeWalker(turn, 4);
        for (let node = walk.nextNode(); node; node = walk.nextNode()) { const at = node.data.indexOf('will not');
          if (at < 0) continue; const range = document.createRange(); range.setStart(node, at);
          range.setEnd(node, at + 8); const box = range.getBoundingClientRect();
          return [box.left, box.right, (box.top + box.bottom) / 2]; } }"""
    )
    mouse = walk.page.mouse
    mouse.move(box[0] + 1, box[2])
    mouse.down()
    mouse.move(box[1] - 1, box[2], steps=4)
    mouse.up()
    sync_api.expect(walk.page.locator("#new-statement [name=words]")).to_have_value("will not")
    assert kept(walk, home[1]) == ("will not", TALK.index("will not"))


def test_keys_can_be_listed_and_switched_off(walk: Walk) -> None:
    walk.press("?")
    assert walk.page.get_by_text("choose the next or the previous sentence").is_visible()
    walk.page.get_by_label("single letters are keys here").uncheck()
    walk.go("/case/talks/code/talk")
    ready(walk)
    walk.press("t")
    assert walk.page.evaluate("document.activeElement.tagName") == "BODY"


def test_what_waits_is_gone_through_by_keys_and_taken_back(walk: Walk, home: tuple[str, Path]) -> None:
    page = walk.page
    page.get_by_role("button", name="Let the rules propose").press("Enter")
    page.wait_for_url("**proposed=1**")
    waiting = [each.id for each in load(home[1]).statements.values() if each.status == "proposed"]
    assert len(waiting) > 1
    page.fill("#decide [name=who]", "ada")
    page.evaluate("document.activeElement.blur()")
    shown = page.locator("article.current").get_attribute("aria-label")
    with page.expect_navigation():
        walk.press("j")
    assert page.locator("article.current").get_attribute("aria-label") != shown
    with page.expect_navigation():
        walk.press("k")
    assert page.locator("article.current").get_attribute("aria-label") == shown
    page.fill("#decide [name=who]", "ada")
    page.evaluate("document.activeElement.blur()")
    ready(walk)
    with page.expect_navigation():
        walk.press("y")
    page.wait_for_selector(".kept")
    name = str(shown).removeprefix("Statement ")
    assert load(home[1]).statements[name].status == "confirmed"
    ready(walk)
    with page.expect_navigation():
        walk.press("u")
    assert load(home[1]).statements[name].status == "proposed"


def test_on_a_phone_the_form_is_a_tap_away(browser: Any, home: tuple[str, Path], tmp_path: Path) -> None:
    with walker(browser, home[0], tmp_path, "phone", viewport={"width": PHONE, "height": 844}) as walk:
        walk.go("/case/talks/code/talk")
        assert walk.page.evaluate("scrollY") == 0
        walk.page.get_by_role("link", name="A new statement").click()
        assert walk.page.get_by_role("heading", name="A new statement").is_visible()
        walk.look("form")
