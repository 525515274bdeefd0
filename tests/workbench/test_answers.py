"""The answers of a page are the material of a brief, worked out as they are asked for."""

from __future__ import annotations

from threading import Barrier, Thread
from typing import Any

import pytest

import commonground as cg
from commonground.agreement import AgreementReport
from commonground.brief import material
from commonground.brief.material import gather
from commonground.brief.parts import at_a_glance, issues
from commonground.case import Case
from commonground.errors import UsageError
from commonground.workbench.answers import answers_of


def test_several_who_ask_at_once_get_one_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Case] = []

    def agreement(case: Case, *others: Any, **named: Any) -> AgreementReport:
        asked.append(case)
        return cg.agreement(case, *others, **named)

    monkeypatch.setattr(material, "agreement", agreement)
    answers, begin, got = answers_of(cg.load("cuba-1962")), Barrier(4), list[AgreementReport]()

    def ask() -> None:
        begin.wait()
        got.append(answers.report)

    threads = [Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(asked) == 1
    assert all(each is got[0] for each in got)
    assert len(got) == 4


def test_nothing_is_asked_before_it_is_needed_and_nothing_twice() -> None:
    answers = answers_of(cg.load("cuba-1962"))
    assert answers.found == {}
    assert answers.report is answers.report
    assert set(answers.found) == {"report"}


def test_a_part_says_the_same_of_it_as_of_a_brief() -> None:
    case = cg.load("cuba-1962")
    whole, answers = gather(case, "r3"), answers_of(case, "r3")
    assert issues.part(answers) == issues.part(whole)
    assert at_a_glance.part(answers) == at_a_glance.part(whole)


def test_about_one_matter_the_ways_are_those_of_it() -> None:
    answers = answers_of(cg.load("istanbul-2025"))
    assert set(answers.about("leaders").ways) == {"leaders"}
    with pytest.raises(UsageError, match="no round"):
        answers_of(cg.load("istanbul-2025"), "r9")


def test_states_that_would_take_minutes_are_not_begun(monkeypatch: pytest.MonkeyPatch) -> None:
    from commonground.workbench import answers as module

    monkeypatch.setattr(module, "WIDEST", 7)
    answers = answers_of(cg.load("istanbul-2025"))
    for ask in ("stability", "paths", "durability"):
        with pytest.raises(module.TakesLongError):
            getattr(answers, ask)
    assert answers.states is None  # told without, where other answers are told too
