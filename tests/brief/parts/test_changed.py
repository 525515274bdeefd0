"""What changed: a section of its own, and marks where the new thing stands."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from typing import Any

from commonground.agreement import agreement
from commonground.brief.earlier import Earlier, objects_told
from commonground.brief.material import Material, gather
from commonground.brief.parts import changed, issues
from commonground.case import Case, load
from commonground.case.drop import drop
from tests.agreement.cases import case as small
from tests.brief.parts.faults import faults, told


def _earlier(before: Case, round: str | None = None) -> Earlier:
    data: dict[str, Any] = {
        "agreement": agreement(before, round, budget=None).to_dict(),
        "case": {"objects": objects_told(before)},
    }
    return Earlier(name="an earlier day", data=data)


@cache
def _since(day: str | None, layers: tuple[str, ...] = (), now: tuple[str, ...] = ()) -> Material:
    before = load("istanbul-2025", list(layers), day)
    return gather(load("istanbul-2025", list(now)), since=_earlier(before), budget=None)


def _words(material: Material) -> str:
    section = changed.part(material)
    assert section is not None
    assert faults(material, section) == []
    return told(section)


def test_without_anything_to_compare_with_nothing_is_said() -> None:
    material = gather(load("cuba-1962"))
    assert changed.part(material) is None
    section = issues.part(material)
    assert section is not None
    assert "**New:**" not in told(section)
    assert "**Changed:**" not in told(section)


def test_the_same_case_gives_no_change() -> None:
    words = _words(_since(None))
    assert "No verdict is another." in words
    assert "Nothing is written otherwise." in words


def test_verdicts_and_objects_that_came_are_named_and_marked() -> None:
    material = _since("2025-06-01")
    words = _words(material)
    assert "[Settlement](#matter-7): ○ excluded; it was ◐ not excluded." in words
    assert "New: Ukraine: Territory: only “The line as it is” [[U2](#on-U2)]" in words
    section = issues.part(material)
    assert section is not None
    shown = told(section)
    assert "**Changed:** Today it stands at “No settlement”" in shown
    assert "**New:** only “The line as it is” [[U2](#on-U2)]" in shown
    ceasefire = shown.split("### Terms of a full ceasefire")[1].split("By outcome")[0]
    assert "**Changed:**" not in ceasefire, "this verdict was the same in May"


def _compared(now: Case, before: Case) -> str:
    data = json.loads(json.dumps(gather(before, budget=None).data, default=str))
    return _words(gather(now, since=Earlier(name="an earlier day", data=data), budget=None))


def test_who_could_open_what_alone_the_class_and_the_order_are_compared() -> None:
    now = load("istanbul-2025")
    before = drop(now, ["R1", "O2", "F9", "F10"])
    words = _compared(now, before)
    assert "[Full ceasefire](#matter-14): ○ excluded; it was ◐ not excluded" in words
    assert "On the order of steps: demands cannot all be met in any order; before: " in words
    assert " are now: " in words
    back = _compared(before, now)
    assert "[Full ceasefire](#matter-14): ◐ not excluded; it was ○ excluded" in back


def test_who_can_open_it_alone_now_and_could_not_then_is_said() -> None:
    both = small(
        {"a": ("no", "yes"), "b": ("no", "yes")}, {"x": ["a = no"], "y": ["a = no"]}, targets={"both": "a = yes"}
    )
    one = small({"a": ("no", "yes"), "b": ("no", "yes")}, {"x": ["a = no"], "y": []}, targets={"both": "a = yes"})
    assert "X could open [Both](#matter-0) alone now, and could not then" in _compared(one, both)
    assert "X could open [Both](#matter-0) alone then, and no longer" in _compared(both, one)


def test_preferences_options_and_titles_are_compared() -> None:
    now = load("istanbul-2025")
    first = next(iter(now.priorities))
    option, issue = next(iter(now.options.values())), next(iter(now.issues.values()))
    before = replace(
        now,
        priorities={name: item for name, item in now.priorities.items() if name != first},
        holdings=dict(list(now.holdings.items())[1:]),
        options={**now.options, option.id: replace(option, title="Another name")},
        issues={**now.issues, issue.id: replace(issue, title="Captives")},
    )
    words = _compared(now, before)
    assert f"(#on-{first})" in words
    assert f"(#on-{next(iter(now.holdings))})" in words
    assert f"{option.title}; before: " in words
    assert "Captives" in words


def test_what_went_is_named_though_the_case_has_it_no_more() -> None:
    words = _words(_since(None, (), ("without-ukrainian-memorandum",)))
    assert "No longer there: U2," in words
    assert "[Settlement](#matter-7): ◐ not excluded; it was ○ excluded" in words
