"""Coalitions on a terminal: who could together do better than a state, by which steps, and what could deter it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from commonground.brief.state_words import difference_in_words, state_in_words
from commonground.brief.terminal.console import new_console, plain, print_frame
from commonground.brief.terminal.stability import ASSUMED
from commonground.brief.terminal.turning import print_presumed, print_rows, print_tried
from commonground.brief.wording import listed, party_name
from commonground.case import Case

if TYPE_CHECKING:
    from commonground.conflict.coalitions.members import Members
    from commonground.conflict.coalitions.report import CoalitionReport, Together
    from commonground.conflict.coalitions.result import CoalitionEnd
    from commonground.conflict.coalitions.turning import CoalitionVerdict
    from commonground.conflict.evolution.steps import Step

__all__ = ["print_together", "together_in_words"]

MOST_COALITIONS = 3  # of which one change is told
_DETERRED = {
    "cgmr": "an answer of the rest",
    "csmr": "an answer of the rest that leaves no way round it",
    "cseq": "an answer that groups among the rest would want",
    "cseq, individual": "an answer that each of the rest would want by itself",
}


def print_together(case: Case, report: CoalitionReport) -> None:
    """The frame, the state, and for each coalition its best ends with their steps."""
    console = new_console()
    print_frame(console, case)
    console.print(plain(ASSUMED, "bold"))
    console.print(plain(f"From {report.state}: {state_in_words(case, report.state)}."))
    console.print()
    for line in together_in_words(case, report):
        console.print(plain(line))
    if report.presumed or report.turns_on is not None:
        console.print()
    print_presumed(console, report.presumed)
    if report.turns_on is not None:
        turning = report.turns_on
        rows = [(flip, flip.verdict) for flip in turning.found.flips if flip.verdict is not None]
        told = [(flip, _altered(case, report, now, turning.altered(now))) for flip, now in rows]
        print_rows(console, case, told)
        print_tried(console, turning.found)


def together_in_words(case: Case, report: CoalitionReport) -> list[str]:
    """What was found, a paragraph for each coalition."""
    few = "" if report.exhaustive else ", the smallest ones"
    if not report.coalitions:
        return [f"None of {report.asked:,} coalitions asked{few} could do better for all its members."]
    lines = [f"Of {report.asked:,} coalitions asked{few}, {len(report.coalitions):,} could do better for all members."]
    for each in report.coalitions:
        lines += ["", *_of_coalition(case, report, each)]
    return lines


def _altered(case: Case, report: CoalitionReport, now: CoalitionVerdict, altered: list[Members]) -> str:
    told = [_one_altered(case, report, members, now.get(members)) for members in altered[:MOST_COALITIONS]]
    more = len(altered) - len(told)
    return "; ".join(told) + (f"; and {more:,} more {'coalition' if more == 1 else 'coalitions'}" if more else "")


def _one_altered(case: Case, report: CoalitionReport, members: Members, deterred: dict[str, bool | None] | None) -> str:
    names = [party_name(case, report.model.parties[member]) for member in members]
    who = listed(names) + (" together" if len(names) > 1 else "")
    if deterred is None:
        return f"{who} could not do better"
    could = [_DETERRED[name] for name, deters in deterred.items() if deters]
    if len(members) == len(report.model.parties):
        return f"{who} could do better"
    return f"{who} could do better, and {listed(could, 'or') if could else 'nothing'} could deter it"


def _of_coalition(case: Case, report: CoalitionReport, each: Together) -> list[str]:
    found = each.improving
    names = [party_name(case, report.model.parties[member]) for member in found.members]
    who = listed(names) + (" together" if len(names) > 1 else "")
    smaller = "" if found.needs_all else " (so could fewer of them)"
    states = "one state that is" if found.count == 1 else f"{found.count:,} states that are"
    better = "strictly better for each of them" if len(names) > 1 else "strictly better for it"
    lines = [f"{who} could bring about {states} {better}{smaller}."]
    shown = [end for end in found.ends if end.best is not False]
    lines += [_end(case, report, end) for end in shown]
    if found.count > len(shown):
        lines.append(f"  {found.count - len(shown):,} more are not shown: they are no better, or too many.")
    return [*lines, f"  {_deterred(report, each)}"]


def _end(case: Case, report: CoalitionReport, end: CoalitionEnd) -> str:
    name = report.model.name(end.state)
    if end.path is not None:
        return f"  To {name}: {'; then '.join(_step(case, report, step) for step in end.path)}."
    changed = difference_in_words(case, name, report.state)
    return f"  To {name}, only if all change at the same time, for what lies between cannot be: {changed}."


def _step(case: Case, report: CoalitionReport, step: Step) -> str:
    before, after = report.model.name(step.before), report.model.name(step.after)
    if case.options:
        return difference_in_words(case, after, before)
    return f"{party_name(case, report.model.parties[step.mover])}: to {after}"


def _deterred(report: CoalitionReport, each: Together) -> str:
    if len(each.improving.members) == len(report.model.parties):
        return "Nobody is left who could deter it."
    if each.deterred["cgmr"] is None:
        return "Whether the rest could deter it was not computed: there are too many states."
    named = [name for name, deterred in each.deterred.items() if deterred]
    if "csmr" in named:
        named.remove("cgmr")  # the same, and more
    what = "It" if each.improving.count == 1 else "Each of these"
    said = "Nothing the rest could do deters all of it."
    if named:
        said = f"{what} could be deterred by {listed([_DETERRED[name] for name in named])}."
    if each.deterred["cseq"] is None:
        said += " What groups among the rest would want was not computed: there are too many states."
    return said
