"""Ways out on a terminal: what each would ask of whom, side by side, and each side's own order of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from commonground.agreement import Give, Ranked, Ranking, WayOut, WaysOut
from commonground.brief.terminal.console import new_console, plain, print_frame, table_of
from commonground.brief.wording import NOT_COMPUTED, day, listed, mandate_words, party_name
from commonground.case import Case

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["SHOWN", "print_ways_out"]

SHOWN = 20  # ways out on the screen; all that were found stand in the plain data

_BELOW = {
    "always": "below no deal",
    "sometimes": "in part below no deal",
    "never": "",
    "unknown": "whether below no deal is unknown",
}


def print_ways_out(case: Case, result: WaysOut | Mapping[str, WaysOut], shown: int = SHOWN) -> None:
    """The ways out of one target or of several, the caveats first."""
    found = (result,) if isinstance(result, WaysOut) else tuple(result.values())
    console = new_console()
    print_frame(console, case)
    for at in dict.fromkeys(each.round for each in found if each.round is not None):
        console.print(plain(f"Round asked about: {at}, {case.rounds[at].title} ({day(case.rounds[at].date)}).", "dim"))
    for each in found:
        console.print()
        _print_one(console, case, each, shown)
    _print_clauses(console, case, found)
    console.print(
        plain(
            "A way out says what would do as far as the record goes; nobody is advised to take it. Numbers count "
            "clauses and steps along an issue, and these are not alike in weight.",
            "dim",
        )
    )


def _print_one(console: Console, case: Case, result: WaysOut, shown: int) -> None:
    alone = ", all else staying as it is" if result.alone else ""
    console.print(plain(f"“{result.target}”{alone}", "bold"))
    if result.zone is None:
        console.print(plain("Not computed: the time was over before it was asked.", "bold yellow"))
        return
    if result.by_meaning:
        console.print(plain("Excluded by what the words mean: nothing that anybody gives would open it."))
        return
    if result.zone != "excluded":
        console.print(plain(f"{result.zone.capitalize()}: nothing has to be given."))
        return
    console.print(plain(_must_move(case, result)))
    if result.ways:
        console.print(_ways(case, result, shown))
    _print_limits(console, result, shown)
    _print_fronts(console, case, result)
    _print_priorities(console, case, result)


def _must_move(case: Case, result: WaysOut) -> str:
    if result.must_move is None:
        return f"Who has to give something whatever the others give: {NOT_COMPUTED}."
    words = {True: "has to give something whatever the others give", False: "need give nothing if others give enough"}
    told = [f"{party_name(case, party)} {words[must]}" for party, must in result.must_move.items()]
    return f"{'; '.join(told)}."


def _ways(case: Case, result: WaysOut, shown: int) -> object:
    parties = [party.id for party in case.table]
    ranked = [party for party in parties if (each := result.rankings.get(party)) and each.ways]
    sides = [f"{party_name(case, party)} gives up" for party in parties]
    orders = [f"In {party_name(case, party)}'s order" for party in ranked]
    table = table_of("Ways out", ("", *sides, *orders))
    places = {party: {way.way: way for way in result.rankings[party].ways} for party in ranked}
    for number, way in enumerate(result.ways[:shown]):
        mark = f"{number + 1}{' fewest' if way.minimum else ''}"
        given = [_given(case, way, party) for party in parties]
        table.add_row(plain(mark), *map(plain, given), *(plain(_place(places[party][number])) for party in ranked))
    return table


def _given(case: Case, way: WayOut, party: str) -> str:
    return "\n".join(_give(case, each) for each in way.given_by(party)) or "–"


def _give(case: Case, give: Give) -> str:
    part = f" ({listed(give.in_part)} in part)" if give.in_part else ""
    about = listed(_title(case, name) for name in give.about)
    if give.steps is None:
        return f"{', '.join(give.clauses)}{part}: {about}"
    steps = give.steps
    outcomes = case.issues[steps.issue].outcomes
    count = f"{steps.rungs} step{'s' * (steps.rungs != 1)} of {steps.of}"
    moved = f"{count}, from “{outcomes[steps.from_]}” to “{outcomes[steps.to]}”"
    return f"{', '.join(give.clauses)}{part} weakened by {moved}: {about}"


def _place(ranked: Ranked) -> str:
    below = _BELOW[ranked.below_no_deal]
    why = f" ({ranked.decided_by})" if below and ranked.decided_by else ""
    return f"{ranked.rank}{f', {below}{why}' if below else ''}"


def _print_limits(console: Console, result: WaysOut, shown: int) -> None:
    if len(result.ways) > shown:
        console.print(plain(f"{len(result.ways) - shown} more were found."))
    if not result.all_ways:
        order = "none of those left out is smaller" if result.by_size else "smaller ones may be among those left out"
        limit = "at its limit" if len(result.ways) < result.cap else f"at {result.cap}"
        told = f"; {order}" if result.ways else ""
        console.print(plain(f"Not exhaustive: the search stopped {limit}{told}.", "bold yellow"))
    if result.not_computed:
        console.print(plain(f"{NOT_COMPUTED.capitalize()}: {listed(result.not_computed)}.", "bold yellow"))


def _print_fronts(console: Console, case: Case, result: WaysOut) -> None:
    if result.front:
        console.print(plain("Who gives how much, where less of one means more of another:"))
    for point in result.front:
        counts = ", ".join(f"{party_name(case, party)} {count}" for party, count in point.gives.items())
        more = f", or {len(point.ways) - 1} other way{'s' * (len(point.ways) != 2)}" if len(point.ways) > 1 else ""
        console.print(plain(f"  {counts}: {listed(point.ways[0].clauses)}{more}"))
    if not result.front_exhaustive:
        console.print(plain("  not exhaustive: there may be other points, or none was found in the time", "yellow"))
    if result.level_front:
        console.print(plain("At what levels, none of which could be lower:"))
    for at in result.level_front:
        levels = ", ".join(f"{party_name(case, party)} {level or 'nothing'}" for party, level in at.levels.items())
        console.print(plain(f"  {levels}: for instance {listed(at.way.clauses)}"))
    if not result.level_front_exhaustive:
        console.print(plain("  not exhaustive: the search stopped at its limit", "yellow"))


def _print_priorities(console: Console, case: Case, result: WaysOut) -> None:
    if "rankings" in result.not_computed:
        return
    for party in case.table:
        ranking = result.rankings.get(party.id)
        if ranking is None or not ranking.priorities:
            why = "name options of the conflict part" if ranking and ranking.unused else "are not recorded"
            words = "the ways out are not put in its order, nor compared with no deal"
            console.print(plain(f"Priorities of {party.name} {why}: {words}."))
        else:
            console.print(plain(_order(party.name, ranking)))


def _order(name: str, ranking: Ranking) -> str:
    unused = f"; {listed(ranking.unused)} left out from the first that names an option" if ranking.unused else ""
    return f"The order of {name} is by {listed(ranking.priorities)}, of the best outcome a way leaves{unused}."


def _print_clauses(console: Console, case: Case, found: tuple[WaysOut, ...]) -> None:
    named = {name for each in found for way in each.ways for name in way.clauses}
    named |= {name for each in found for point in each.level_front for name in point.way.clauses}
    named |= {name for each in found for point in each.front for name in point.ways[0].clauses}
    tellers = {name: by for each in found for name, by in each.told_only_by.items()}
    if not named:
        return
    console.print(plain("Clauses named", "bold"))
    for clause in case.clauses.values():
        if clause.id in named:
            told = f"; by {party_name(case, tellers[clause.id])}'s account alone" if clause.id in tellers else ""
            evidence = "hypothesis" if clause.hypothesis else ", ".join(clause.evidence) or "UNSOURCED"
            who = f"{party_name(case, clause.party)}, {clause.level}, owned by {clause.owner}, {clause.kind}"
            console.print(plain(f"  {clause.id}  {mandate_words(case, clause)} ({who}) [{evidence}{told}]"))
    if tellers:
        who = listed(sorted({party_name(case, by) for by in tellers.values()}))
        console.print(plain(f"Some of this rests on {who}'s account of another side alone."))


def _title(case: Case, name: str) -> str:
    return case.issues[name].title if name in case.issues else case.options[name].title
