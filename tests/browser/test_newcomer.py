"""A newcomer's whole way in a real browser: from an empty folder to a brief, and a finished case to its brief.

On the invented Saltmarsh the hands never touch the pointer while coding, and no file of the case is written or looked
into: three transcripts are added, ten statements coded, what they propose is taken, the block found and opened.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from commonground.case import bundled, load, open_case
from commonground.workbench.settings import Settings
from tests.browser.walking import Walk, walker
from tests.workbench.conftest import running

pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

TEXTS = {"interview.txt": "2024-03-08", "verbatim.txt": "2024-06-03", "captions.vtt": "2024-06-04"}
SIDES = (
    ("Halvora", "Ilsabet Corrane, the Prime Minister", "government, delegation", False),
    ("Orvane", "Mattis Urlow, Birte Skaum", "council, delegation", False),
    ("Pellimar", "Sorley Wenn", "", True),
)
MATTERS = (
    ("The boundary in the marsh", "No line is drawn", "Along the main channel\nAlong the old dyke"),
    ("Detained fishing crews", "All are held", "The six sick men go home\nAll fourteen go home"),
    ("Harbour dues", "The full fee", "Half of it\nNone"),
    ("The Grey Sluice", "Closed", "Open four times a year\nOpen all the year"),
)
# By text: the number of the turn, the first and the last words, and what is chosen by typing.
CODED = {
    "interview": (
        (13, "We want", "them back,", "dem", "Det", "for"),
        (25, "we shall", "the dyke.", "rej", "The bo", "aga"),
        (25, "The line", "undrawn.", "dem", "The bo", "for"),
    ),
    "verbatim": (
        (6, "We agree", "go home.", "acc", "Det", "for"),
        (6, "Orvane accepts", "present fee.", "acc", "Har", "for"),
        (6, "the Council rejects", "main channel", "rej", "The bo", "aga"),
        (8, "Halvora accepts", "the crews", "acc", "Det", "for"),
        (8, "Half of", "to us.", "acc", "Har", "for"),
        (8, "Halvora will not", "the dyke.", "rej", "The bo", "aga"),
    ),
    "captions": ((10, "we would", "take it.", "rej", "The Gr", "aga"),),
}
# What a person says of each proposed entry: by the words of the statement, the outcomes that are meant.
MEANT = {
    "We want": {"offers": ["All fourteen go home"]},
    "we shall": {"mandates": ["Along the old dyke"]},
    "The line": {"offers": ["Along the main channel"]},
    "We agree": {"acceptances": ["All fourteen go home"]},
    "Orvane accepts": {"acceptances": ["Half of it"]},
    "the Council rejects": {"mandates": ["Along the main channel"]},
    "Halvora accepts": {"acceptances": ["All fourteen go home"]},
    "Half of": {"acceptances": ["Half of it"]},
    "Halvora will not": {"mandates": ["Along the old dyke"]},
    "we would": {"mandates": ["Open four times a year"]},
}


_BEGINS = """(() => { const chosen = getSelection().getRangeAt(0), before = document.createRange();
  before.setStart(document.activeElement, 0); before.setEnd(chosen.startContainer, chosen.startOffset);
  return before.toString().length; })()"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    folder = tmp_path_factory.mktemp("cases")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COMMONGROUND_HOME", str(tmp_path_factory.mktemp("home")))
        with running(Settings(folder=folder)) as site:
            yield site.settings.address.rstrip("/"), folder


def test_from_an_empty_folder_to_the_brief(browser: Any, home: tuple[str, Path], tmp_path: Path) -> None:
    address, folder = home
    with walker(browser, address, tmp_path, "saltmarsh") as walk:
        _begin(walk)
        case = folder / "the-saltmarsh"
        for text, day in TEXTS.items():
            _add(walk, Path(open_case("saltmarsh").root) / "sources" / text, day)
        for source, statements in CODED.items():
            _code(walk, source, statements)
        assert [sum(s.document == name for s in load(case).statements.values()) for name in CODED] == [3, 6, 1]
        assert {s.status for s in load(case).statements.values()} == {"confirmed"}
        assert not any(s.source == "unknown" for s in load(case).statements.values())
        _take(walk)
        _find_the_block_and_open_it(walk)
        _make_the_brief(walk, "the-saltmarsh", "The Saltmarsh")


def test_a_finished_case_to_its_brief(browser: Any, home: tuple[str, Path], tmp_path: Path) -> None:
    assert "istanbul-2025" in bundled()
    with walker(browser, home[0], tmp_path, "istanbul") as walk:
        page = walk.page
        walk.go("/")
        page.get_by_role("link", name="Istanbul talks, 2025").click()
        walk.look("overview")
        page.get_by_role("button", name="Copy it to try things in it").click()
        page.wait_for_url("**/case/istanbul-2025-copy")
        row = page.get_by_role("region", name="Issues").get_by_role("row", name="Full ceasefire")
        page.get_by_role("region", name="Issues").get_by_role("link", name="Ceasefire", exact=False).first.click()
        walk.look("issue")
        assert row is not None
        assert page.get_by_text("excluded").first.is_visible()
        page.get_by_role("navigation", name="This case").get_by_role("link", name="Evidence").click()
        page.get_by_role("heading", level=1, name="The evidence").wait_for()
        walk.go("/case/istanbul-2025-copy/object/R1")
        page.get_by_role("link", name="What if it were not so?").click()
        page.get_by_role("heading", name="What would be different").wait_for()
        walk.look("what-if")
        walk.go("/case/istanbul-2025-copy")
        _make_the_brief(walk, "istanbul-2025-copy", "Istanbul talks, 2025")


def _begin(walk: Walk) -> None:
    page = walk.page
    walk.go("/")
    walk.look("home")
    page.get_by_role("link", name="Begin a new case").first.click()
    page.get_by_label("A name for them").fill("The Saltmarsh")
    page.get_by_role("button", name="More room").click()
    for n, (name, people, levels, outside) in enumerate(SIDES):
        for field, words in (("name", name), ("people", people), ("levels", levels)):
            page.fill(f"[name='sides.{n}.{field}']", words)
        page.set_checked(f"[name='sides.{n}.outside']", outside)
    for n, row in enumerate(MATTERS):
        for field, words in zip(("title", "today", "others"), row, strict=True):
            page.fill(f"[name='matters.{n}.{field}']", words)
    walk.look("new-case")
    page.get_by_role("button", name="Make the case").click()
    page.get_by_role("heading", level=1, name="The Saltmarsh").wait_for()


def _add(walk: Walk, text: Path, day: str) -> None:
    page = walk.page
    page.get_by_role("link", name="Add a").first.click()
    page.set_input_files("[name=file]", text)
    page.get_by_label("The day it was said").fill(day)
    walk.look("adding")
    page.get_by_role("button", name="Add it").click()
    page.get_by_text("The text is in the record").wait_for()
    for speaker in page.locator(".speakers select").all():
        named = str(speaker.get_attribute("name"))
        speaker.select_option("actor:sorley_wenn" if "President" in named else "nobody")
    if page.locator(".speakers").count():
        page.get_by_role("button", name="Keep this").click()
        page.get_by_text("it is known now for whom they speak").wait_for()
    assert page.locator(".speakers").count() == 0


def _code(walk: Walk, source: str, statements: tuple[Any, ...]) -> None:
    page = walk.page
    walk.go(f"/case/the-saltmarsh/code/{source}")
    for n, (turn, first, last, act, issue, polarity) in enumerate(statements):
        page.wait_for_selector(".aloud", state="attached")
        walk.press("Escape" if n else "t")
        _choose(walk, turn, first, last)
        if n == 1:
            walk.look("chosen")
        walk.press("Enter")
        assert page.evaluate("document.activeElement.name") == "act"
        for keys in (act, issue, polarity):
            page.keyboard.type(keys)
            walk.press("Tab")
        while page.evaluate("document.activeElement.name") != "who":
            walk.press("Tab")
        if not page.evaluate("document.activeElement.value"):
            page.keyboard.type("ada")
        with page.expect_navigation():
            walk.press("Enter")
        page.wait_for_selector(".kept")
    walk.look("coded")


def _choose(walk: Walk, turn: int, first: str, last: str) -> None:
    """Words chosen as a person would: down to the turn, on by sentences, and then by words."""
    chosen, begins = "getSelection().toString()", _BEGINS
    page = walk.page
    walk.press("Home", *["ArrowDown"] * (turn - 1))
    start = page.evaluate("(first) => document.activeElement.textContent.indexOf(first)", first)
    walk.press(".")
    while first not in page.evaluate(chosen):
        walk.press(".")
    while page.evaluate(begins) < start:
        walk.press("ArrowRight" if page.evaluate(chosen).count(" ") == 0 else "ArrowLeft")
    while not page.evaluate(chosen).endswith(last):
        walk.press("Shift+ArrowRight" if page.evaluate(chosen).count(last) == 0 else "Shift+ArrowLeft")


def _take(walk: Walk) -> None:
    page = walk.page
    walk.go("/case/the-saltmarsh")
    walk.look("next")
    page.get_by_role("link", name="Take them into the case").click()
    sections = {"offers": "offers", "mandates": "rules out", "acceptances": "accepts"}
    taken = 0
    for _ in range(30):
        if not page.locator("#take").count():
            break
        title, words = page.inner_text("#current"), page.inner_text("article blockquote")
        meant = next(found for start, found in MEANT.items() if words.startswith(start))
        outcomes = next((meant[name] for name, said in sections.items() if said in title and name in meant), None)
        if outcomes is None:  # a demand may rule out everything less; it does not say so by itself
            page.get_by_role("link", name="Leave it for now").focus()
            with page.expect_navigation():
                walk.press("Enter")
            continue
        for outcome in outcomes:
            page.get_by_label(outcome, exact=True).focus()
            walk.press("Space")
        if not taken:
            walk.look("taking")
        taken += 1
        page.get_by_role("button", name="Take it into the case").focus()
        with page.expect_navigation():
            walk.press("Enter")
        page.get_by_text("In the case now").wait_for()
    assert taken == len(MEANT)


def _find_the_block_and_open_it(walk: Walk) -> None:
    page = walk.page
    walk.go("/case/the-saltmarsh")
    walk.look("zones")
    issues = page.get_by_role("region", name="Issues")
    zone = {title: issues.get_by_role("row", name=title).locator("td").first.inner_text() for title, _, _ in MATTERS}
    assert {title: words.split(" ", 1)[1] for title, words in zone.items()} == {
        "The boundary in the marsh": "excluded",
        "Detained fishing crews": "accepted",
        "Harbour dues": "accepted",
        "The Grey Sluice": "not excluded",
    }
    page.get_by_role("link", name="See what is in the way").click()
    page.get_by_role("heading", level=1).wait_for()
    walk.look("block")
    page.get_by_role("link", name="clause-ada.verbatim.3", exact=False).first.click()
    page.get_by_role("link", name="What if it were not so?").click()
    page.get_by_role("heading", name="What would be different").wait_for()
    different = page.locator("main table").first.inner_text()
    assert "The boundary in the marsh" in different
    assert "not excluded" in different
    assert page.get_by_text("Not as the case stands.").is_visible()
    walk.look("open")
    page.get_by_role("link", name="as it stands").first.click()


def _make_the_brief(walk: Walk, key: str, title: str) -> None:
    page = walk.page
    page.get_by_role("navigation", name="This case").get_by_role("link", name="Brief").click()
    frame = page.frame_locator("iframe.preview")
    frame.get_by_role("heading", level=1, name=title).wait_for(timeout=60_000)
    walk.look("brief")
    with page.expect_download() as arriving:
        page.get_by_role("link", name="A page for any browser").click()
    assert arriving.value.suggested_filename == f"{key}-brief.html"
    assert title in Path(arriving.value.path()).read_text(encoding="utf-8")
