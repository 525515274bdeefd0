"""glance, order, levels, ultimatum, ways, blocks, rounds, diff, levers, rests, next: one question each, in depth."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from commonground.cli.asking import Answer, asks
from commonground.cli.options import (
    AsOfOption,
    BudgetOption,
    CaseArgument,
    JsonOption,
    LayerOption,
    RoundOption,
    TargetOption,
    WhatIfOption,
    asked_case,
    named_targets,
    print_json,
)

if TYPE_CHECKING:
    from commonground.agreement import Glance
    from commonground.case import Case

__all__ = ["blocks", "diff", "glance", "levels", "levers", "next_", "order", "rests", "rounds", "ultimatum", "ways"]

OneTarget = Annotated[str, typer.Argument(help="An issue, issue=outcome, a target of the case, or a formula.")]


def glance(
    case: CaseArgument,
    *,
    to: Annotated[
        Path | None, typer.Option("--to", help="Write it as a slide instead: a name that ends in .svg or .png.")
    ] = None,
    language: Annotated[str, typer.Option("--language", help="Of the slide: en or uk.")] = "en",
    round: RoundOption = None,
    layer: LayerOption = None,
    what_if: WhatIfOption = None,
    as_of: AsOfOption = None,
    seconds: BudgetOption = 10.0,
    as_json: JsonOption = False,
) -> None:
    """The talks at a glance: a row an issue, each side's test, what was agreed, and counts."""
    from commonground.agreement import glance as ask

    asked = asked_case(case, layer, what_if, as_of)
    if to is not None:
        from commonground.brief.plots.slide import picture_path

        picture_path(to)  # before the work
    result = ask(asked, round, budget=seconds)
    if to is not None:
        _write_slide(asked, result, to, language)
    if as_json:
        print_json(result.to_dict())
    elif to is None:
        from commonground.brief.terminal.glance import print_glance

        print_glance(asked, result)
    else:
        typer.echo(f"The picture is in {to}.")


def _write_slide(case: Case, result: Glance, to: Path, language: str) -> None:
    from commonground.brief.plots.slide import write_slide

    write_slide(case, result, to, language)


@asks
def order(
    case: Case,
    *,
    split: Annotated[
        list[str] | None, typer.Option("--split", help="A step to take in its phases; may be given several times.")
    ] = None,
    seconds: BudgetOption = 10.0,
) -> Answer:
    """Whether the order of steps is itself the deadlock, what would open it, and who would be exposed."""
    from commonground.agreement import order as ask
    from commonground.brief.terminal.order import print_order

    result = ask(case, split=split or (), budget=seconds)
    return result, lambda: print_order(case, result)


@asks
def levels(
    case: Case, *, round: RoundOption = None, target: TargetOption = None, seconds: BudgetOption = 10.0
) -> Answer:
    """At which level something could be agreed or opened, and what each level may do."""
    from commonground.agreement import levels as ask
    from commonground.brief.terminal.levels import print_levels

    result = ask(case, round, named_targets(target), budget=seconds)
    return result, lambda: print_levels(case, result)


@asks
def ultimatum(
    case: Case, *, round: RoundOption = None, target: TargetOption = None, seconds: BudgetOption = 10.0
) -> Answer:
    """The same four questions to every side: is its demand closed, did it move, is there a rule, how far does it go."""
    from commonground.agreement import ultimatum as ask
    from commonground.brief.terminal.ultimatum import print_ultimatum

    result = ask(case, round, named_targets(target), budget=seconds)
    return result, lambda: print_ultimatum(case, result)


@asks
def ways(
    case: Case,
    target: OneTarget,
    *,
    alone: Annotated[bool, typer.Option("--alone", help="With all other issues as they stand today.")] = False,
    most: Annotated[int, typer.Option("--most", min=1, help="How many ways out to look for.")] = 100,
    round: RoundOption = None,
    seconds: BudgetOption = 10.0,
) -> Answer:
    """The ways out of an excluded target: who gives what, who has to, and ordered issues a rung at a time."""
    from commonground.agreement import ways_out
    from commonground.brief.terminal.ways_out import print_ways_out

    result = ways_out(case, target, round, alone=alone, cap=most, budget=seconds)
    return result, lambda: print_ways_out(case, result)


@asks
def blocks(
    case: Case,
    target: Annotated[
        str | None, typer.Argument(help="What to ask about cut loose: an issue, issue=outcome, a target, a formula.")
    ] = None,
    *,
    within: Annotated[
        list[str] | None, typer.Option("--within", help="An issue to keep with the target; may be given several times.")
    ] = None,
    cut_rule: Annotated[
        list[str] | None, typer.Option("--cut-rule", help="A meaning rule to cut too; may be given several times.")
    ] = None,
    round: RoundOption = None,
    seconds: BudgetOption = 10.0,
) -> Answer:
    """Which issues hang together, and what a target would be if its links to the others were cut."""
    from commonground.agreement import blocks as ask
    from commonground.agreement import decoupling
    from commonground.brief.terminal.blocks import print_blocks, print_decoupling

    if target is None:
        found = ask(case, round, budget=seconds)
        return found, lambda: print_blocks(case, found)
    cut = decoupling(case, target, within, round, rules=cut_rule or (), budget=seconds)
    return cut, lambda: print_decoupling(case, cut)


@asks
def rounds(case: Case, *, target: TargetOption = None, seconds: BudgetOption = 10.0) -> Answer:
    """After which rounds some zone was another, and the meetings held beside them, by level."""
    from commonground.agreement import departures
    from commonground.brief.terminal.rounds import print_departures

    result = departures(case, targets=named_targets(target), budget=seconds)
    return result, lambda: print_departures(case, result)


def diff(
    case: CaseArgument,
    before: Annotated[
        str | None, typer.Argument(help="A round, a layer, another folder, or a Git revision of this one.")
    ] = None,
    after: Annotated[str | None, typer.Argument(help="Another; what the case is now, unless said.")] = None,
    *,
    layer: LayerOption = None,
    target: TargetOption = None,
    as_of: AsOfOption = None,
    seconds: BudgetOption = 10.0,
    as_json: JsonOption = False,
) -> None:
    """What changed between two rounds or two versions of a case, in what is written and in verdicts."""
    from commonground.agreement import changes, compare
    from commonground.case.sides import diff_sides

    sides = diff_sides(case, before, after, layer or (), as_of)
    extra = named_targets(target)
    one, two = sides.before, sides.after
    if sides.kind == "rounds":
        result = changes(two.case, one.name, two.name, targets=extra, budget=seconds)
    else:
        result = compare(one.case, two.case, targets=extra, budget=seconds)
    if as_json:
        print_json({**result.to_dict(), "sides": sides.to_dict()})
        return
    from commonground.brief.terminal.rounds import print_changes

    print_changes(one.case, two.case, result)


def levers(
    case: CaseArgument,
    target: OneTarget,
    *,
    round: RoundOption = None,
    layer: LayerOption = None,
    as_of: AsOfOption = None,
    seconds: BudgetOption = 10.0,
    as_json: JsonOption = False,
) -> None:
    """Which hypotheses of the case's layers, if they came true, would open a target: the smallest sets of them."""
    from commonground.agreement import levers as ask
    from commonground.case.hypotheses import hypotheses

    asked, under = hypotheses(case, layer or (), as_of)
    result = ask(asked, target, under, round, budget=seconds)
    if as_json:
        print_json(result.to_dict())
        return
    from commonground.brief.terminal.levers import print_levers

    print_levers(asked, result)


def rests(
    case: CaseArgument,
    *,
    round: RoundOption = None,
    layer: LayerOption = None,
    as_of: AsOfOption = None,
    seconds: BudgetOption = 10.0,
    as_json: JsonOption = False,
) -> None:
    """What each verdict rests on: clauses, rules, sources, speakers and layers without which it would be another."""
    from commonground.agreement import Budget, order_turns_on, turns_on
    from commonground.case.readings import readings

    asked = asked_case(case, layer, as_of=as_of)
    limit = Budget(seconds)
    result = turns_on(asked, round, readings=readings(case, layer or (), as_of), budget=limit)
    steps = order_turns_on(asked, limit) if asked.order else None
    if as_json:
        print_json({**result.to_dict(), "order": None if steps is None else steps.to_dict()})
        return
    from commonground.brief.terminal.turns_on import print_turns_on

    print_turns_on(asked, result, steps)


@asks
def next_(
    case: Case,
    *,
    present: Annotated[
        str,
        typer.Option(
            "--present", help="Who sits there, as PARTY=LEVEL,PARTY=LEVEL; who is not named sits as at the last round."
        ),
    ] = "",
    round: RoundOption = None,
    target: TargetOption = None,
    seconds: BudgetOption = 10.0,
) -> Answer:
    """What the next meeting could close, what it could ask, and what needs another level. It never recommends."""
    from commonground.agreement import next_meeting, present_from
    from commonground.brief.terminal.next_meeting import print_next_meeting

    there = present_from(present, case) if present.strip() else None
    result = next_meeting(case, there, round, named_targets(target), budget=seconds)
    return result, lambda: print_next_meeting(case, result)
