"""Paths on a terminal: how each equilibrium is reached from today, and what cannot be left or undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from commonground.brief.state_words import difference_in_words, state_in_words
from commonground.brief.terminal.console import new_console, plain, print_frame, table_of
from commonground.brief.terminal.stability import ASSUMED
from commonground.brief.terminal.turning import print_presumed, print_rows, print_tried
from commonground.brief.wording import listed, party_name
from commonground.case import Case

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from commonground.conflict.evolution.locked import Crossing, GoalLock
    from commonground.conflict.evolution.paths import Paths
    from commonground.conflict.evolution.report import EvolutionReport, Goal
    from commonground.conflict.evolution.steps import Step
    from commonground.conflict.evolution.turning import Lengths, WaysTurning

__all__ = ["path_in_words", "print_paths", "step_in_words"]

MOST_STATES = 3  # of which one change is told


def print_paths(case: Case, report: EvolutionReport) -> None:
    """The frame, the goals with their lengths, the first paths step by step, and what cannot be undone."""
    console = new_console()
    print_frame(console, case)
    console.print(plain(ASSUMED, "bold"))
    console.print(plain(f"From {report.start}: {state_in_words(case, report.start)}."))
    total = report.model.count
    console.print(
        plain(
            f"Of {total:,} states, any legal moves lead to {report.reached:,}, and moves that are each an improvement "
            f"for who makes them to {report.reached_by_improvements:,}."
        )
    )
    console.print()
    console.print(_goals(case, report))
    for goal in report.goals:
        if goal.state != report.start:
            _print_ways(console, case, report, goal)
    _print_locked(console, case, report)
    print_presumed(console, report.presumed)
    if report.turns_on is not None:
        _print_turning(console, case, report, report.turns_on)
        print_tried(console, report.turns_on.found)


def step_in_words(case: Case, report: EvolutionReport, step: Step) -> str:
    """``Russia: no “attacks at the front”``, or in graph form ``north: to war``."""
    before, after = report.model.name(step.before), report.model.name(step.after)
    if case.options:
        return difference_in_words(case, after, before)
    return f"{party_name(case, report.model.parties[step.mover])}: to {after}"


def path_in_words(case: Case, report: EvolutionReport, path: tuple[Step, ...]) -> str:
    """The steps of a path, one after the other."""
    return "; then ".join(step_in_words(case, report, step) for step in path)


def _goals(case: Case, report: EvolutionReport) -> Table:
    title = "How many moves each takes"
    if report.goals_left:
        title += f"; {report.goals_left:,} more equilibria are not listed"
    table = table_of(
        title, ("State", "Otherwise than at the start", "An equilibrium under", "By any", "By improvements")
    )
    for goal in report.goals:
        table.add_row(
            plain(goal.state),
            plain(difference_in_words(case, goal.state, report.start)),
            plain(", ".join(goal.concepts) or "none"),
            plain(_length(goal.by_any)),
            plain(_length(goal.by_improvements)),
        )
    return table


def _length(paths: Paths) -> str:
    return "no way" if paths.steps is None else str(paths.steps)


def _print_ways(console: Console, case: Case, report: EvolutionReport, goal: Goal) -> None:
    if goal.by_any.steps is None:
        return
    found = goal.by_improvements if goal.by_improvements.steps is not None else goal.by_any
    kind = "by improvements" if found is goal.by_improvements else "by moves not all of which are improvements"
    more = len(found.paths) - 1
    rest = f" (one of {len(found.paths)}{'' if found.exhaustive else ' or more'} shortest)" if more else ""
    console.print(plain(f"To {goal.state}, {kind}{rest}: {path_in_words(case, report, found.paths[0])}."))


def _print_locked(console: Console, case: Case, report: EvolutionReport) -> None:
    console.print()
    told = False
    for goal in report.locked.goals:
        for line in _lock_lines(case, report, goal):
            told = True
            console.print(plain(line))
    if not told:
        console.print(plain("Nothing that can come of this state cannot be left or reached again."))


def _lock_lines(case: Case, report: EvolutionReport, goal: GoalLock) -> list[str]:
    name = _goal_name(case, goal.name)
    if not goal.reachable:
        return [f"{name} cannot be reached."]
    lines = []
    if goal.lasting:
        always = "can never be left again" if goal.lasting == goal.states else "can become impossible to leave"
        lines.append(f"{name} {always}{_by(case, report, goal.sealing)}.")
    if goal.lost:
        lines.append(f"{name} can become impossible to reach again{_by(case, report, goal.points_of_no_return)}.")
    return lines


def _print_turning(console: Console, case: Case, report: EvolutionReport, turning: WaysTurning) -> None:
    found = turning.found
    was, rows = found.verdict or {}, [(flip, flip.verdict) for flip in found.flips if flip.verdict is not None]
    nearest = [report.model.number(goal.state) for goal in report.goals]
    told = [(flip, _altered(report, was, now, turning.altered(now), nearest)) for flip, now in rows]
    print_rows(console, case, told)


def _altered(report: EvolutionReport, was: Lengths, now: Lengths, altered: list[int], goals: list[int]) -> str:
    """What would be so, each thing with its first states; goals that stay ones first, then those that are listed."""
    order = sorted(altered, key=lambda state: (state not in was or state not in now, state not in goals, state))
    alike: dict[str, list[str]] = {}
    for state in order:
        alike.setdefault(_one_altered(was.get(state), now.get(state)), []).append(report.model.name(state))
    return "; ".join(f"{_first(names)}: {told}" for told, names in alike.items())


def _first(names: list[str]) -> str:
    more = len(names) - MOST_STATES
    return listed([*names[:MOST_STATES], f"{more:,} more"] if more > 0 else names)


def _one_altered(was: tuple[int, int] | None, now: tuple[int, int] | None) -> str:
    if now is None:
        return "no equilibrium"
    if was is None:
        return "an equilibrium, " + ("to which no improvements lead" if now[1] < 0 else f"{_moves(now[1])} away")
    before = "as assumed, none lead there" if was[1] < 0 else f"as assumed, {was[1]}"
    return ("no improvements lead there" if now[1] < 0 else f"{_moves(now[1])} away") + f" ({before})"


def _moves(count: int) -> str:
    return "one improvement" if count == 1 else f"{count} improvements"


def _by(case: Case, report: EvolutionReport, crossing: Crossing) -> str:
    movers = listed(party_name(case, report.model.parties[party]) for party, _ in crossing.states)
    return f": by a move of {movers}" if crossing.states else ""


def _goal_name(case: Case, name: str) -> str:
    if name in case.options:
        return f"“{party_name(case, case.options[name].party)} {case.options[name].title}”"
    issue, _, outcome = name.partition("=")
    if outcome and issue in case.issues:
        return f"“{case.issues[issue].title}: {case.issues[issue].outcomes[outcome]}”"
    return name[:1].upper() + name[1:]
