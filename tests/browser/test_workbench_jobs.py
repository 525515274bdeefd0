"""Long work and changes made elsewhere in a real browser: told without a reload, and nothing typed is touched."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from commonground.case import load, new
from tests.browser.test_workbench import FLAGS
from tests.workbench.conftest import Site, running
from tests.workbench.test_jobs import wide_case

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    from commonground.workbench.settings import Settings

    folder = tmp_path_factory.mktemp("cases")
    wide_case(folder, 23)
    new(folder / "talks")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COMMONGROUND_HOME", str(tmp_path_factory.mktemp("home")))
        with running(Settings(folder=folder)) as running_site:
            yield running_site


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Any]:
    with sync_api.sync_playwright() as player:
        started = player.chromium.launch(executable_path=chromium, args=FLAGS)
        yield started
        started.close()


def opened(browser: Any, site: Site, **how: Any) -> tuple[Any, list[str]]:
    page, wrong = browser.new_context(viewport={"width": 1280, "height": 900}, **how).new_page(), []
    page.on("console", lambda message: wrong.append(message.text))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda asked: wrong.extend([asked.url] * (not asked.url.startswith(site.settings.address))))
    return page, wrong


def test_long_work_is_followed_with_and_without_scripts_and_stopped(browser: Any, site: Site) -> None:
    page, wrong = opened(browser, site)
    plain, wrong_there = opened(browser, site, java_script_enabled=False)
    page.goto(f"{site.settings.address}case/wide/stability")
    page.get_by_role("button", name="Work it out in the background").click()
    page.wait_for_url("**/job/*")
    page.evaluate("window.same = true")
    page.wait_for_selector("#job progress[value]")  # the words and the bar change by themselves
    plain.goto(page.url)
    assert plain.get_by_role("button", name="Stop it").is_visible()
    page.goto(f"{site.settings.address}case/wide")
    page.get_by_role("link", name="Stable states").last.click()  # left, and found again
    page.evaluate("window.same = true")
    site.post(page.url.removeprefix(site.settings.address.rstrip("/")) + "/stop")
    page.wait_for_selector("#job [role=alert]")
    assert page.evaluate("window.same")
    assert "It was stopped" in page.inner_text("#job")
    plain.wait_for_selector("#job [role=alert]")  # which a page without scripts finds by asking again
    assert wrong + wrong_there == []
    page.context.close()
    plain.context.close()


def test_what_is_typed_stays_when_the_case_changes(browser: Any, site: Site) -> None:
    page, wrong = opened(browser, site)
    page.goto(f"{site.settings.address}case/talks/edit/case.yaml")
    page.fill("textarea[name=text]", "# in the middle of a thought")
    file: Path = site.folder / "talks" / "case.yaml"
    file.write_text(file.read_text(encoding="utf-8") + "\n# by an editor\n", encoding="utf-8")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")  # as when one comes back to the window
    page.wait_for_selector("#changed [role=status]")
    assert "This case was changed at" in page.inner_text("#changed")
    assert "What is typed here stays" in page.inner_text("#changed")
    assert page.input_value("textarea[name=text]") == "# in the middle of a thought"
    with page.context.expect_page() as beside:
        page.get_by_role("link", name="Show it as it is now").click()
    assert "# by an editor" in beside.value.input_value("textarea[name=text]")
    assert page.input_value("textarea[name=text]") == "# in the middle of a thought"
    page.get_by_role("button", name="Save").click()
    page.wait_for_selector(".diff")
    assert "# by an editor" in page.inner_text(".diff")
    assert [each for each in wrong if "409" not in each] == []  # which a browser notes of every form that is refused
    page.context.close()


def test_nothing_typed_is_sent_to_a_workbench_that_does_not_answer(browser: Any, site: Site) -> None:
    page, _ = opened(browser, site)
    issue = next(iter(load(site.folder / "talks").issues))
    page.goto(f"{site.settings.address}case/talks/entry/issues/{issue}")
    page.fill("#title", "Typed while it was away")
    page.context.set_offline(True)
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    notice = page.get_by_role("alert").filter(has_text="does not answer")
    notice.wait_for()
    page.get_by_role("button", name="Save").click()
    assert page.input_value("#title") == "Typed while it was away"
    page.context.set_offline(False)
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    notice.wait_for(state="detached")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Saved.").wait_for()
    assert load(site.folder / "talks").issues[issue].title == "Typed while it was away"
    page.context.close()
