"""Two tabs on one case, and an editor beside them: nothing is lost, the later one sees the difference and chooses.

A tab is played as a browser does it: a page is opened, its form filled in, and all of its fields are sent.
"""

from __future__ import annotations

import os
import re
import time
from pathlib import Path

import httpx
import pytest
from lxml import html

from commonground.case import load
from tests.workbench.conftest import Site
from tests.workbench.desk import Desk, desk_for


@pytest.fixture
def desk(site: Site, request: pytest.FixtureRequest) -> Desk:
    return desk_for(site, request.node.name)


class Tab:
    """A page that was opened, with a form on it that is filled in and sent later."""

    def __init__(self, desk: Desk, answer: httpx.Response | str, form: str) -> None:
        self.desk = desk
        self.page = desk.get(answer) if isinstance(answer, str) else answer
        (found,) = html.fromstring(self.page.text).xpath(form)
        self.action = str(found.get("action"))
        # A browser leaves out the line end after which a text begins.
        self.fields = {name: str(value).removeprefix("\n") for name, value in found.form_values()}

    def send(self, **typed: str) -> httpx.Response:
        """All of its fields, with what was typed."""
        return self.desk.site.client.post(self.action, data={**self.fields, **typed}, follow_redirects=True)


def reviewing(desk: Desk) -> tuple[str, str]:
    desk.post("code/talk/propose")
    name = next(each.id for each in desk.statements().values() if each.status == "proposed")
    return name, f"/code/talk?at={name}"


DECIDE = "//form[@id='decide']"


def test_of_two_decisions_the_later_one_is_shown_what_became_of_it_and_chooses(desk: Desk) -> None:
    name, page = reviewing(desk)
    one, two = Tab(desk, page, DECIDE), Tab(desk, page, DECIDE)
    assert one.send(who="ada", act="threaten", decision="correct").status_code == 200
    late = two.send(who="bo", act="demand", note="from the second tab", decision="correct")
    assert late.status_code == 409
    assert "nothing was written over that" in late.text
    told = html.fromstring(late.text).xpath("//div[@class='differs']")[0].text_content()
    assert "ada made it" in told
    assert re.search(r"Act\s*threaten\s*demand", told)
    assert load(desk.case).statements[name].act == "threaten"
    again = Tab(desk, late, DECIDE)
    assert again.fields["note"] == "from the second tab"  # nothing that was typed is lost
    assert again.send(decision="correct").status_code == 200
    kept = load(desk.case).statements[name]
    assert (kept.act, kept.note, len(kept.history)) == ("demand", "from the second tab", 2)


def test_a_confirmation_of_what_was_corrected_meanwhile_is_told_of_that(desk: Desk) -> None:
    name, page = reviewing(desk)
    one, two = Tab(desk, page, DECIDE), Tab(desk, page, DECIDE)
    one.send(who="ada", act="threaten", decision="correct")
    late = two.send(who="bo", decision="confirm")
    assert late.status_code == 409
    assert "was decided on since" in late.text
    assert len(load(desk.case).statements[name].history) == 1


def test_an_entry_in_two_tabs(desk: Desk) -> None:
    form = "//form[@class='entry']"
    one, two = Tab(desk, "/entry/mandates/A1", form), Tab(desk, "/entry/mandates/A1", form)
    assert one.send(note="by the first", decision="save").status_code == 200
    late = two.send(note="by the second", decision="save")
    assert late.status_code == 409
    assert "by the first" in late.text
    again = Tab(desk, late, form)
    assert again.fields["note"] == "by the second"
    assert load(desk.case).clauses["A1"].note == "by the first"
    assert again.send(decision="save").status_code == 200
    assert load(desk.case).clauses["A1"].note == "by the second"


def test_an_entry_of_which_an_editor_changed_another_is_saved(desk: Desk) -> None:
    tab = Tab(desk, "/entry/mandates/A1", "//form[@class='entry']")
    by_editor(desk, "case.yaml", lambda text: text + "\n# by an editor\n")
    assert tab.send(note="kept", decision="save").status_code == 200
    assert load(desk.case).clauses["A1"].note == "kept"
    assert "# by an editor" in (desk.case / "case.yaml").read_text(encoding="utf-8")


def test_a_file_in_two_tabs_and_an_editor(desk: Desk) -> None:
    form = "//form[contains(@action, '/edit/case.yaml')]"
    tab = Tab(desk, "/edit/case.yaml", form)
    by_editor(desk, "case.yaml", lambda text: text + "\n# by an editor\n")
    late = tab.send(text=tab.fields["text"] + "\n# by a tab\n")
    assert late.status_code == 409
    marked = html.fromstring(late.text).xpath("//*[contains(@class, 'diff')]")[0].text_content()
    assert "# by an editor" in marked
    again = Tab(desk, late, form)
    assert "# by a tab" in again.fields["text"]
    assert "# by a tab" not in (desk.case / "case.yaml").read_text(encoding="utf-8")
    both = again.fields["text"] + "\n# by an editor\n"
    assert again.send(text=both).status_code == 200
    assert {"# by a tab", "# by an editor"} <= set((desk.case / "case.yaml").read_text(encoding="utf-8").splitlines())


def test_what_is_proposed_is_taken_only_as_it_was_seen(desk: Desk) -> None:
    said = {"act": "demand", "issue": "flow", "polarity": "for", "speaker": "minister_belt"}
    desk.post("code/talk", turn="2", words="We propose shared gauges", **said)
    tab = Tab(desk, "/proposed?at=clause-ada.talk.1", "//form[@id='take']")
    before = desk.files()["case.yaml"]
    Tab(desk, "/code/talk?at=ada.talk.1", DECIDE).send(who="bo", issue="visits", decision="correct")
    late = tab.send(formula="flow = low")
    assert late.status_code == 409
    assert "was changed since" in late.text
    assert desk.files()["case.yaml"] == before
    assert Tab(desk, late, "//form[@id='take']").fields["formula"] == "flow = low"


def by_editor(desk: Desk, file: str, change: object) -> None:
    """A change by another program, at another time than the last one."""
    path: Path = desk.case / file
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")  # type: ignore[operator]
    os.utime(path, ns=(time.time_ns(), time.time_ns()))


def watched(page: httpx.Response) -> str:
    found = re.search(r'data-hx-get="(/case/[^"]*/changed\?[^"]*)"', page.text)
    assert found is not None
    return found[1].replace("&amp;", "&")


def test_an_open_page_is_told_once_that_the_case_was_changed_when_and_what(desk: Desk) -> None:
    get = desk.site.get
    address = watched(desk.get())
    assert get(address).status_code == 204
    by_editor(desk, "case.yaml", lambda text: text.replace("id: A1,", "id: A1, note: otherwise,", 1))
    told = get(address)
    assert told.status_code == 200
    assert re.search(r"This case was changed at \d\d:\d\d", told.text)
    assert "Show it as it is now" in told.text
    assert get(watched(told)).status_code == 204  # told of this already
    desk.post("code/talk", turn="1", words="We will not sign", act="reject", who="bo")
    assert "New: statement " in get(watched(told)).text
    data = get(address.replace("/changed?", "/changed.json?")).json()
    assert data["files"] == ["case.yaml", "statements/bo.jsonl"]
    assert data["readable"]
    now = get(f"/case/{desk.name}/changed.json?seen={data['version']}").json()
    assert now == {"changed": False, "version": data["version"]}


def test_a_page_is_told_of_a_case_that_broke_and_of_one_that_was_mended(desk: Desk) -> None:
    address = watched(desk.get("/edit/case.yaml"))
    by_editor(desk, "case.yaml", lambda text: text + "\nissues: [\n")
    assert "it cannot be read" in desk.site.get(address).text
    broken = watched(desk.get())
    by_editor(desk, "case.yaml", lambda text: text.replace("\nissues: [\n", ""))
    assert "This case was changed" in desk.site.get(broken).text


def test_a_case_that_nobody_can_change_is_not_watched(site: Site) -> None:
    assert "/changed?" not in site.get("/case/saltmarsh").text
    assert site.get("/case/saltmarsh/changed?seen=nothing").status_code == 200
    assert site.get("/case/nothing/changed").status_code == 404
