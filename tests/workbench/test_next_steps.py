"""What to do next: the sentence follows the case from an empty one to its brief."""

from __future__ import annotations

import re

from commonground.case import load
from commonground.case.beginning import Matter, Side, begin
from tests.workbench.conftest import Site
from tests.workbench.desk import Desk

SIDES = (Side("Halvora", ("Ada Corr",)), Side("Orvane", ("Ben Urlow",)))
LINE = Matter("The line", "No line", ("Along the channel", "Along the dyke"))
TEXT = "Ada Corr: We reject the dyke.\n\nBen Urlow: We will never accept the channel.\n\nMr. Pike: Thank you.\n"


def steps(site: Site, path: str) -> list[str]:
    page = site.get(path).text
    found = re.search(r'<section class="next".*?</section>', page, re.DOTALL)
    return re.findall(r'<a class="[^"]*" href="[^"]*">([^<]*)</a>', found[0]) if found else []


def test_each_step_leads_to_the_next(site: Site) -> None:
    begin(site.folder / "stepped", "Stepped", SIDES, (LINE,))
    desk = Desk(site, "stepped")
    assert steps(site, "/case/stepped") == ["Add a text"]
    desk.post("add", text=TEXT, title="Talk")
    assert steps(site, "/case/stepped") == ["Read and mark it"]
    page = desk.get("/code/talk").text
    assert 'name="who.Mr. Pike"' in page
    assert 'name="who.Ada Corr"' not in page
    desk.post("code/talk/speakers", **{"who.Mr. Pike": "nobody"})
    assert 'name="who.Mr. Pike"' not in desk.get("/code/talk").text
    for turn, words in (("1", "We reject the dyke"), ("2", "We will never accept the channel")):
        desk.post("code/talk", turn=turn, words=words, act="reject", issue="line", polarity="against")
    assert steps(site, "/case/stepped") == ["Take them into the case"]
    for outcome in ("along_dyke", "along_channel"):
        [first, *_] = desk.get("/proposed.json").json()["candidates"]
        told = desk.post(f"proposed/{first['id']}", **{"hole.outcomes": outcome}).text
    assert "“The line” is now excluded." in told
    assert len(load(desk.case).clauses) == 2
    assert steps(site, "/case/stepped") == ["See what is in the way", "See the brief"]
    assert steps(site, "/case/stepped?what-if=drop+" + next(iter(load(desk.case).clauses))) == []


def test_a_case_that_comes_with_the_program_offers_a_copy(site: Site) -> None:
    assert steps(site, "/case/saltmarsh") == []
    assert 'action="/case/saltmarsh/copy"' in site.get("/case/saltmarsh").text
