"""The places in a candidate that a person fills, each with what the case lets stand there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, get_args

from commonground.case.model import Case, Issue
from commonground.case.schema import PowerAct

__all__ = [
    "Hole",
    "acts_hole",
    "answer_hole",
    "level_hole",
    "linked_holes",
    "outcomes_hole",
    "rounds_hole",
    "steps_holes",
]


@dataclass(frozen=True, slots=True)
class Hole:
    """A place to fill: what is asked, and what may stand there (value: words)."""

    name: str
    asks: str
    options: Mapping[str, str]
    several: bool = False

    def to_dict(self) -> dict[str, Any]:
        return {"name": self.name, "asks": self.asks, "options": dict(self.options), "several": self.several}


def outcomes_hole(issue: Issue, asks: str, *, status_quo: bool = True) -> Hole:
    options = {name: words for name, words in issue.outcomes.items() if status_quo or name != issue.status_quo}
    return Hole("outcomes", asks, MappingProxyType(options), several=True)


def rounds_hole(case: Case) -> Hole:
    options = {each.id: each.title or each.id for each in case.rounds.values()}
    return Hole("round", "Since which round? The days do not tell.", MappingProxyType(options))


def level_hole(case: Case, party: str) -> Hole:
    levels = {level: level for level in case.parties[party].levels}
    return Hole("level", "Whose powers are these?", MappingProxyType(levels))


def acts_hole() -> Hole:
    acts = {act: act for act in get_args(PowerAct)}
    return Hole("acts", "What is that level to do, or not to do?", MappingProxyType(acts), several=True)


def answer_hole() -> Hole:
    answers = {"yes": "it may", "no": "it may not", "unknown": "the record does not say"}
    return Hole("answer", "May it?", MappingProxyType(answers))


def linked_holes(case: Case, issue: Issue) -> tuple[Hole, Hole]:
    """What a condition ties ``issue`` to, and which of the two waits for the other."""
    others = {
        f"{other.id} = {name}": f"{other.title}: {words}"
        for other in case.issues.values()
        if other.id != issue.id
        for name, words in other.outcomes.items()
    }
    readings = {
        "waits": f"“{issue.title}” leaves its status quo only if the other is so",
        "first": f"the other is so only if “{issue.title}” leaves its status quo",
    }
    other = Hole("other", "What is it tied to?", MappingProxyType(others))
    return other, Hole("reading", "Which of the two waits for the other?", MappingProxyType(readings))


def steps_holes(case: Case) -> tuple[Hole, Hole]:
    steps = MappingProxyType({step.id: step.title or step.id for step in case.steps.values()})
    return Hole("before", "Which step has to come first?", steps), Hole("after", "Which step waits for it?", steps)
