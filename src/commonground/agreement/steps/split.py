"""Splits that somebody asks for in words: ``ST``, or ``ST: O3=final, O5=framework``.

A split names a step that the case gives phases. It may also say at which phase an edge that touches the step is aimed;
where it does not, the aim is searched for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from commonground.agreement.steps.graph import Asked, End, has_phases
from commonground.case.model import Case, Step
from commonground.errors import Problem, UsageError, nearest_word

__all__ = ["asked_splits"]


def asked_splits(case: Case, split: str | Iterable[str] = ()) -> Asked:
    """What is asked for.

    Raises
    ------
    UsageError
        An unknown step, phase or edge, a step without phases to split into, or one that is done.
    """
    phases: dict[str, tuple[str, ...]] = {}
    aims: dict[End, int] = {}
    for text in (split,) if isinstance(split, str) else split:
        name, _, rest = str(text).partition(":")
        step = _step(case, name.strip())
        phases[step.id] = step.phases
        for part in filter(str.strip, rest.split(",")):
            edge, _, phase = (word.strip() for word in part.partition("="))
            aims |= _aim(case, step, edge, phase)
    return Asked(phases, aims)


def _step(case: Case, name: str) -> Step:
    if name not in case.steps:
        raise UsageError(_unknown("step", f"The case has no step “{name[:80]}” to split.", name, case.steps))
    step = case.steps[name]
    if step.done:
        raise UsageError(Problem(f"The step {name} is done; there is nothing left of it to split.", code="step-done"))
    if not has_phases(step.phases):
        has = {0: "no phases", 1: "one phase"}.get(len(step.phases), "one phase twice")
        what = f"The step {name} has {has}, so it cannot be split."
        expected = f"two phases or more in the case, such as “{name}: {{phases: [framework, final]}}”"
        raise UsageError(Problem(what, step.where, expected=expected, code="no-phases"))
    return step


def _aim(case: Case, step: Step, edge: str, phase: str) -> Mapping[End, int]:
    touching = {
        each.id: [side for side, at in (("before", each.before), ("after", each.after)) if at == step.id]
        for each in case.order.values()
        if step.id in (each.before, each.after)
    }
    if edge not in touching:
        what = f"No edge “{edge[:80]}” begins or ends at the step {step.id}."
        raise UsageError(_unknown("edge", what, edge, touching))
    if phase not in step.phases:
        what = f"The step {step.id} has no phase “{phase[:80]}”."
        raise UsageError(_unknown("phase", what, phase, step.phases))
    return {(edge, side): step.phases.index(phase) for side in touching[edge]}


def _unknown(kind: str, what: str, read: str, known: Iterable[str]) -> Problem:
    words = tuple(known)
    expected = "one of " + ", ".join(words) if words else f"a {kind} of the case, which has none here"
    return Problem(what, read=read, expected=expected, nearest=nearest_word(read, words), code=f"unknown-{kind}")
