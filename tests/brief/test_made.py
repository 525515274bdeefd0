"""How a brief says that it was made: enough to make it again, and nothing about the disk it was made on."""

from __future__ import annotations

import json
import shlex

import pytest

from commonground.brief.made import what_if_changes
from commonground.brief.material import gather
from commonground.case import load
from commonground.case.what_if import what_if


@pytest.fixture(scope="module")
def facts() -> dict[str, object]:
    case = what_if(load("saltmarsh"), ["drop " + next(iter(load("saltmarsh").clauses))])
    return dict(gather(case, budget=5, language="uk").data["made"])


def test_the_command_says_all_that_was_asked(facts: dict[str, object]) -> None:
    case = load("saltmarsh")
    words = shlex.split(str(facts["command"]))
    assert words[:3] == ["commonground", "brief", "saltmarsh"]
    assert words[words.index("--what-if") + 1] == f"drop {next(iter(case.clauses))}"
    assert words[words.index("--language") + 1] == "uk"
    assert words[words.index("--seconds") + 1] == "5"
    assert facts["layers"] == []


def test_nothing_tells_where_the_case_lies(facts: dict[str, object]) -> None:
    assert str(load("saltmarsh").path) not in json.dumps(facts)


def test_several_changes_are_taken_apart_again() -> None:
    case = load("cuba-1962")
    changes = [f"drop {name}" for name in list(case.clauses)[:2]]
    assert list(what_if_changes(what_if(case, changes))) == changes
    assert what_if_changes(case) == ()
