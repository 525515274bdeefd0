"""What changed: a section of its own, and marks where the new thing stands."""

from __future__ import annotations

from functools import cache
from typing import Any

from commonground.agreement import agreement
from commonground.brief.earlier import Earlier, objects_told
from commonground.brief.material import Material, gather
from commonground.brief.parts import changed, issues
from commonground.case import Case, load
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
    assert "No verdict on an issue or a target is another." in words
    assert "Nothing is written otherwise." in words


def test_verdicts_and_objects_that_came_are_named_and_marked() -> None:
    material = _since("2025-06-01")
    words = _words(material)
    assert "Settlement is ○ excluded; it was ◐ not excluded." in words
    assert "New: Ukraine: Territory: only “The line as it is” [[U2](#on-U2)]" in words
    section = issues.part(material)
    assert section is not None
    shown = told(section)
    assert "**Changed:** Today it stands at “No settlement”" in shown
    assert "**New:** only “The line as it is” [[U2](#on-U2)]" in shown
    ceasefire = shown.split("### Terms of a full ceasefire")[1].split("By outcome")[0]
    assert "**Changed:**" not in ceasefire, "this verdict was the same in May"


def test_what_went_is_named_though_the_case_has_it_no_more() -> None:
    words = _words(_since(None, (), ("without-ukrainian-memorandum",)))
    assert "No longer there: U2," in words
    assert "Settlement is ◐ not excluded; it was ○ excluded" in words
