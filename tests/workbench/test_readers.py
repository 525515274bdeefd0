"""Twenty readers of different pages while one writes: nobody meets an error, and nobody sees half a save."""

from __future__ import annotations

import re
import threading
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from commonground.case import edit, load
from commonground.workbench.cases import Cases
from commonground.workbench.settings import Settings
from tests.workbench.conftest import Site
from tests.workbench.desk import Desk, desk_for

SAVES, READERS = 8, 20


def save(desk: Desk, number: int) -> None:
    """One save of three files, each of which has the number in it."""
    draft = edit(desk.case)
    draft.set(("case",), f"Save {number}.")
    draft.set(("talk", "title"), f"Save {number}.", file="sources.yaml")
    draft.set(("talk", "publisher"), f"Save {number}.", file="sources.yaml")
    draft.set(("reading",), f"Save {number}.")
    draft.save()


def test_nobody_sees_half_a_save(site: Site) -> None:
    desk = desk_for(site, "readers")
    save(desk, 0)
    wrong: list[str] = []
    done = threading.Event()
    places = [
        "/source/talk",
        "",
        "/source/talk.json",
        "/ways",
        "/entries",
        "/file/case.yaml",
        "/evidence",
        "/code/talk",
    ]

    def read(reader: int) -> int:
        asked, last = 0, -1
        with httpx.Client(base_url=site.settings.address, timeout=60, trust_env=False) as client:
            while not done.is_set() or asked < len(places):
                place = "/source/talk" if asked % 2 == 0 else places[(asked // 2 + reader) % len(places)]
                answer = client.get(f"/case/{desk.name}{place}")
                asked += 1
                if answer.status_code != 200:
                    wrong.append(f"{place}: {answer.status_code}")
                if place == "/source/talk":
                    seen = [int(number) for number in re.findall(r"Save (\d+)\.", answer.text)]
                    if len(seen) < 3 or len(set(seen)) != 1:
                        wrong.append(f"{place}: {seen}")
                    elif seen[0] < last:
                        wrong.append(f"{place}: {seen[0]} after {last}")
                    last = max([last, *seen])
        return asked

    with ThreadPoolExecutor(READERS) as readers:
        reading = [readers.submit(read, number) for number in range(READERS)]
        try:
            for number in range(1, SAVES + 1):
                save(desk, number)
        finally:
            done.set()
        assert sum(each.result() for each in reading) >= READERS * len(places)
    assert wrong == []
    assert load(desk.case).title == f"Save {SAVES}."
    assert f"Save {SAVES}." in desk.get().text


def test_what_is_kept_of_a_case_is_of_the_very_files(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """A save between looking at the files and reading them is never shown as what was there before."""
    desk = desk_for(site, "between")
    save(desk, 1)
    cases = Cases(Settings(folder=site.folder))
    entry, whole, between = cases.entry(desk.name), cases._case, [2, 3, 1]

    def slowly(*asked: object) -> object:
        made = whole(*asked)  # type: ignore[arg-type]
        if between:
            save(desk, between.pop(0))
        return made

    monkeypatch.setattr(cases, "_case", slowly)
    assert cases.answers(entry).case.title == "Save 1."
    assert between == []
    save(desk, 2)
    assert cases.answers(entry).case.title == "Save 2."
    save(desk, 1)
    assert cases.answers(entry).case.title == "Save 1."
