"""Levers on a terminal: whose assumption each is, what would fall under it, and which of them would open a zone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from commonground.agreement import Lever, Levers
from commonground.agreement.third_parties.levers import LeverSet
from commonground.brief.terminal.console import new_console, plain, print_frame, table_of
from commonground.brief.wording import NOT_COMPUTED, formula_in_words, listed, mandate_words, party_name
from commonground.case import Case

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["print_levers"]


def print_levers(case: Case, result: Levers) -> None:
    """The levers of ``case``, and the sets of them that open the target of ``result``, the caveats first."""
    console = new_console()
    print_frame(console, case, result.round)
    console.print(plain("Every lever is somebody's assumption. That one would work is nowhere shown.", "dim"))
    console.print()
    console.print(_table(case, result) if result.levers else plain("No layer of this case is a lever at this round."))
    for item in result.no_levers.values():
        console.print(plain(f"{item.title} ({item.id}) is a hypothesis and no lever: {item.reason}."))
    console.print()
    for line in _answer(case, result):
        console.print(plain(line), soft_wrap=False)
    for line in _offers(case, result):
        console.print(plain(line), soft_wrap=False)
    _print_notes(console, case, result)


def _table(case: Case, result: Levers) -> object:
    heads = ("Lever", "Whose assumption", "Would fall", "Would become weaker")
    table = table_of("Levers", heads)
    for item in result.levers.values():
        table.add_row(
            plain(f"{item.title} ({item.id})", "dim"),
            plain(item.source),
            plain("\n".join(_clause(case, name) for name in item.falls) or "–"),
            plain("\n".join(_weaker(case, item)) or "–"),
        )
    return table


def _clause(case: Case, name: str) -> str:
    clause = case.clauses[name]
    return f"{name}  {party_name(case, clause.party)}: {mandate_words(case, clause)}"


def _weaker(case: Case, item: Lever) -> Iterator[str]:
    for name, clause in item.relaxes.items():
        then = formula_in_words(case, clause.formula)
        yield f"{_clause(case, name)}; then {'nothing is ruled out' if then == 'always' else f'only: {then}'}"


def _answer(case: Case, result: Levers) -> Iterator[str]:
    title = f"“{_title(case, result.target)}”"
    if result.parameters["alone"]:
        title += " alone, the other issues as they stand,"
    if result.zone is None:
        yield f"Whether {title} is excluded was {NOT_COMPUTED}."
    elif result.by_meaning:
        yield f"{title} is excluded by what the words mean; no lever changes that."
    elif result.zone != "excluded":
        yield f"{title} is {result.zone} as it is; it needs no lever."
    elif result.opens is None:
        yield f"{title} is excluded; whether levers would open it was {NOT_COMPUTED}."
    elif not result.opens:
        named = "; ".join(_clause(case, name) for name in result.still_blocking) or NOT_COMPUTED
        yield f"{title} is excluded, and would be with every lever on. Still in the way: {named}."
    else:
        count = len(result.sets)
        known = "" if result.exhaustive else " of those found"
        yield f"{title} is excluded. Sets of levers that would open it, none of them spare{known}: {count}."
        for number, item in enumerate(result.sets, 1):
            yield from _set(case, result, number, item)
        if result.in_every_set and count > 1:
            yield f"In every one of them: {listed(result.levers[name].title for name in result.in_every_set)}."


def _set(case: Case, result: Levers, number: int, item: LeverSet) -> Iterator[str]:
    yield f"  {number}. {listed(f'{result.levers[name].title} ({name})' for name in item.levers)}: then {item.zone}."
    yield f"     Turns on the giving way of {listed(item.turns_on) if item.turns_on else 'no one clause'}."
    if item.example:
        yield f"     For example: {_package(case, item.example)}."


def _package(case: Case, example: Mapping[str, str]) -> str:
    return "; ".join(f"{case.issues[i].title}: “{case.issues[i].outcomes[o]}”" for i, o in example.items())


def _offers(case: Case, result: Levers) -> Iterator[str]:
    for item in result.offers:
        offer = case.offers[item.id]
        who = f"{party_name(case, item.party)} offers {item.id}, {formula_in_words(case, offer.formula)}."
        turns = " The target turns on it." if item.turns_on_it else ""
        yield f"{who} With it the target is {item.made}, without it {item.not_made}.{turns}"


def _title(case: Case, name: str) -> str:
    if name in case.issues:
        return case.issues[name].title
    issue, _, outcome = name.partition("=")
    if name not in case.targets and issue in case.issues and outcome in case.issues[issue].outcomes:
        return f"{case.issues[issue].title}: {case.issues[issue].outcomes[outcome]}"
    return name


def _print_notes(console: Console, case: Case, result: Levers) -> None:
    told = {name: str(by) for name, record in result.records.items() if (by := record.get("told_only_by"))}
    if told:
        who = listed(party_name(case, party) for party in sorted(set(told.values())))
        console.print(plain(f"Known by {who}'s account of another side alone: {', '.join(told)}."))
    if not result.exhaustive:
        console.print(plain(f"Not exhaustive: {', '.join(result.not_computed)} not settled.", "bold yellow"))
    console.print(
        plain("A small set is not a likely one, nor a cheap one. A zone that opens is not an agreement.", "dim")
    )
