"""The answers of a page are the material of a brief, computed as they are asked for."""

from __future__ import annotations

from dataclasses import fields

import pytest

import commonground as cg
from commonground.brief.material import Material, gather
from commonground.brief.parts import at_a_glance, issues
from commonground.errors import UsageError
from commonground.workbench.answers import Answers


def test_it_has_every_field_of_the_material() -> None:
    answers = Answers(cg.load("cuba-1962"))
    assert isinstance(answers, Material)
    for field in fields(Material):
        getattr(answers, field.name)


def test_nothing_is_asked_before_it_is_needed_and_nothing_twice() -> None:
    answers = Answers(cg.load("cuba-1962"))
    assert answers.found == {}
    assert answers.report is answers.report
    assert set(answers.found) == {"report"}


def test_a_part_says_the_same_of_it_as_of_a_brief() -> None:
    case = cg.load("cuba-1962")
    material, answers = gather(case, "r3"), Answers(case, "r3")
    assert issues.part(answers) == issues.part(material)
    assert at_a_glance.part(answers) == at_a_glance.part(material)


def test_about_one_matter_the_ways_are_those_of_it() -> None:
    answers = Answers(cg.load("istanbul-2025"))
    assert set(answers.about("leaders").ways) == {"leaders"}
    with pytest.raises(UsageError, match="no round"):
        Answers(cg.load("istanbul-2025"), "r9")


def test_states_that_would_take_minutes_are_not_begun(monkeypatch: pytest.MonkeyPatch) -> None:
    from commonground.conflict.array.estimate import Estimate
    from commonground.conflict.stability import analysis

    monkeypatch.setattr(analysis, "expected", lambda model: Estimate(300.0, 1 << 30))
    answers = Answers(cg.load("istanbul-2025"))
    for ask in ("stability", "paths"):
        with pytest.raises(UsageError, match="some 5 minutes"):
            getattr(answers, ask)
